"""Pages that stay at an address whose own page is gone, and say where it went."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.views.setting.page import Page, render


def moved(collection: Collection) -> Iterator[Page]:
    """One page for each address in `_moved.yaml`."""
    words = collection.words
    for gone in collection.moved:
        title = words("This page has moved") if gone.to else words("This page was removed")
        content = render("moved.html", gone.path, collection, gone=gone, title=title)
        first = gone.path.partition("/")[0]
        section = "digests" if first.isdigit() else first
        yield Page(gone.path, section, title, f"{title}.", content, updated=gone.on.isoformat())
