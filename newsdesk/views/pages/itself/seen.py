"""What `seen.js` says of what is new to a reader, in the language of the site."""

import json
from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.views.setting.page import File


def seen(collection: Collection) -> Iterator[File]:
    """`assets/newsdesk/seen.json`, which pages fetch that mark what is new."""
    words = collection.words
    said = {
        "first": words("At your next visit, this browser marks what is new. It alone remembers."),
        "some": words("New since your last visit, as this browser alone remembers: {number}."),
        "none": words("Nothing new since your last visit, as this browser alone remembers."),
        "off": words("This browser keeps nothing, so what is new since your last visit cannot be marked."),
        "forget": words("Forget"),
        "forgotten": words("This browser has forgotten what you have seen on this site."),
        "mark": words("new to you"),
    }
    yield File("assets/newsdesk/seen.json", json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1) + "\n")
