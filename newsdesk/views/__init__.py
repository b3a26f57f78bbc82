"""Views: pure functions from the collection to pages and files. A new output is one line here."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.interface import speak
from newsdesk.views.corrections import corrections
from newsdesk.views.data import api, citing, downloads
from newsdesk.views.digests import digest_list, digests, home
from newsdesk.views.editions import editions, paper
from newsdesk.views.entry import entries
from newsdesk.views.feeds import feeds
from newsdesk.views.find import find
from newsdesk.views.groups import archive, countries, languages, topics
from newsdesk.views.moved import moved
from newsdesk.views.outlets import outlet_list, outlets
from newsdesk.views.overview import overview
from newsdesk.views.page import File, Page, View, root_of
from newsdesk.views.people import people
from newsdesk.views.robots import robots
from newsdesk.views.stories import stories

__all__ = ["SECTIONS", "VIEWS", "File", "Page", "all_pages", "paper", "root_of"]

# Parts of the site with a page of their own in the navigation, by their address.
SECTIONS = (
    "digests",
    "stories",
    "outlets",
    "people",
    "topics",
    "countries",
    "languages",
    "entries",
    "collection",
    "corrections",
    "feeds",
    "search",
)
VIEWS: tuple[View, ...] = (
    home,
    digest_list,
    digests,
    editions,
    entries,
    archive,
    stories,
    outlet_list,
    outlets,
    people,
    topics,
    countries,
    languages,
    overview,
    corrections,
    moved,
    feeds,
    find,
    robots,
    api,
    citing,
    downloads,
)

def all_pages(collection: Collection) -> Iterator[Page | File]:
    """Everything that the views make of a collection, in its language."""
    for view in VIEWS:
        speak(collection.settings.language)
        yield from view(collection)
