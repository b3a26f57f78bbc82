"""The words that the scripts of the desk say, in the language of the collection, read from the scripts themselves."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_file
from markupsafe import Markup

from newsdesk.interface import ENGLISH, Words

ASSETS = Path(__file__).parent / "assets"
"""Scripts and style sheets of the desk."""


@cache
def spoken() -> tuple[str, ...]:
    """Each text that a script says by `_("…")`, once."""
    found = {
        message
        for path in sorted(ASSETS.rglob("*.js"))
        for _, message, _, _ in extract_from_file("javascript", path, keywords={"_": None})
    }
    return tuple(sorted(text for text in found if isinstance(text, str)))


def script_words(words: Words) -> Markup:
    """JSON for desk.js: texts by their English; an empty object in English."""
    return as_json({} if words.tag == ENGLISH else {text: words(text) for text in spoken()})


def as_json(value: Any) -> Markup:
    """A value as a page hands it to its scripts, in an element of JSON that the browser does not run."""
    # `<` could end the element that holds it.
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))
