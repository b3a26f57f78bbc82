"""All corrections, newest first."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.views.feeds.links import CORRECTIONS, feed_links
from newsdesk.views.page import Page, render


def corrections(collection: Collection) -> Iterator[Page]:
    """The list at `/corrections/`, below the hand-written text."""
    content = render("corrections.html", "corrections/", collection, found=collection.corrections)
    head = feed_links("corrections/", CORRECTIONS)
    yield Page("corrections/", "corrections", "Corrections", "All corrections to entries.", content, head=head)
