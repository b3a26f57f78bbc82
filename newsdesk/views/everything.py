"""All views in one list: the collection comes in, every page and file of the site goes out, as text."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from newsdesk.collection import Collection
from newsdesk.model.addresses import SECTIONS, week_path
from newsdesk.views.data import api, citing, downloads
from newsdesk.views.editions import editions, paper
from newsdesk.views.feeds import feeds
from newsdesk.views.gaps.page import gap_page
from newsdesk.views.pages.corrections import corrections
from newsdesk.views.pages.digests import digests, home
from newsdesk.views.pages.entry import entries
from newsdesk.views.pages.entry import page_of as entry_page
from newsdesk.views.pages.events.as_of import states
from newsdesk.views.pages.events.compare import comparisons
from newsdesk.views.pages.groups import archive, countries, languages, topics
from newsdesk.views.pages.itself.about import about
from newsdesk.views.pages.itself.browse import browse
from newsdesk.views.pages.itself.moved import moved
from newsdesk.views.pages.itself.robots import robots
from newsdesk.views.pages.itself.seen import seen
from newsdesk.views.pages.itself.voice import voice
from newsdesk.views.pages.news.changes import changed
from newsdesk.views.pages.news.watches import watches
from newsdesk.views.pages.outlets import outlet_list, outlets
from newsdesk.views.pages.overview import overview
from newsdesk.views.pages.people import people
from newsdesk.views.pages.places import places
from newsdesk.views.pages.stories import stories
from newsdesk.views.pages.weeks import digest_list
from newsdesk.views.pictures.previews import previews
from newsdesk.views.search.lookup import looked_up, lookup
from newsdesk.views.search.search_page import find
from newsdesk.views.setting.page import File, Given, Made, Page, Part, View, root_of
from newsdesk.views.setting.preview import Preview
from newsdesk.views.setting.shares import Described, Packed, Renewed, Share, Sums, Whole

__all__ = [
    "ALIKE",
    "BEHIND",
    "OF_WEEKS",
    "SECTIONS",
    "SHELLS",
    "VIEWS",
    "File",
    "Page",
    "Part",
    "Preview",
    "Share",
    "Whole",
    "all_pages",
    "entry_page",
    "made_at",
    "paper",
    "root_of",
    "whole",
]

# The frames that pages have as a rule: section, how deep the page lies, and whether it has a table of contents.
# MkDocs takes half a second for all that there could be; it is asked for them once one is wanted that is not here.
SHELLS = (
    ("about", 2, False),
    ("about", 3, False),
    *((section, depth, False) for section in ("collection", "countries", "languages", "topics") for depth in (2, 4)),
    ("browse", 1, False),
    ("collection", 2, True),
    ("corrections", 1, False),
    # What happened to the collection, by pages.
    ("corrections", 3, False),
    # Lists that are divided by letter or by year.
    *((section, 3, False) for section in ("outlets", "people", "places", "topics")),
    ("places", 4, False),
    ("digests", 2, False),
    ("digests", 3, True),
    ("entries", 3, False),
    # What has moved, an entry or a record, stays at its address as a page without parts.
    ("digests", 3, False),
    *((section, 2, False) for section in ("outlets", "stories")),
    ("outlets", 2, True),
    ("outlets", 4, False),
    ("people", 2, False),
    ("people", 2, True),
    ("people", 4, False),
    ("places", 2, False),
    ("search", 1, False),
    ("stories", 2, True),
    ("stories", 3, False),
    ("stories", 4, False),
)
# What shows pages.
VIEWS: tuple[View, ...] = (
    home,
    digest_list,
    digests,
    entries,
    archive,
    stories,
    comparisons,
    states,
    outlet_list,
    outlets,
    people,
    places,
    topics,
    countries,
    languages,
    overview,
    gap_page,
    corrections,
    changed,
    watches,
    about,
    browse,
    voice,
    moved,
    find,
    lookup,
    robots,
    seen,
)

# What is no page, and may come behind the pages where somebody waits for them.
BEHIND: tuple[View, ...] = (editions, feeds, api, citing, downloads, looked_up, previews)

# Views of which each part shares most of what it makes with others: it is made once where one process makes them all.
ALIKE: tuple[View, ...] = (feeds, citing)

# Views of which some parts are about one entry or one week.
OF_WEEKS: tuple[View, ...] = (digests, entries, editions, api, citing, previews)

# Which views make what stands below a first step of an address, whoever makes most of it first.
_WAYS: dict[str, tuple[View, ...]] = {
    "": (home,),
    "digests": (digest_list,),
    "entries": (archive,),
    "stories": (stories, comparisons, states, moved),
    "outlets": (outlet_list, outlets, moved),
    "people": (people, moved),
    "places": (places, moved),
    "topics": (topics, moved),
    "countries": (countries,),
    "languages": (languages,),
    "collection": (overview, gap_page),
    "corrections": (corrections,),
    "changes": (changed,),
    "watches": (watches,),
    "browse": (browse, digest_list, outlet_list, people, places, topics, stories),
    "about": (about, voice),
    "feeds": (feeds,),
    "search": (find,),
    "lookup": (lookup,),
    "robots.txt": (robots,),
    "llms.txt": (robots,),
    "assets": (seen,),
}
_OF_YEARS: tuple[View, ...] = (digests, entries, moved)
_OTHERS: tuple[View, ...] = (moved,)
_YEAR = re.compile(r"[0-9]{4}")
_WEEK = re.compile(r"[0-9]{4}-W[0-9]{2}")
_NUMBER = re.compile(r"(?:/|edition-)([0-9]+)(?:/|\.md)$")


def made_at(collection: Collection, path: str) -> Page | File | None:
    """The page, or file that nothing has a share in, at an address below the site; no other pages are made for it."""
    first = path.partition("/")[0]
    views = _OF_YEARS if _YEAR.fullmatch(first) else _WAYS.get(first, _OTHERS)
    return next((made for view in views for made in _made_for(collection, path, Part(view)) if made.path == path), None)


def _made_for(collection: Collection, path: str, part: Part) -> Iterator[Page | File]:
    for made in part.make(collection, *part.given):
        if isinstance(made, Page | File):
            yield made
        elif isinstance(made, Part) and _may_make(made.given, path):
            yield from _made_for(collection, path, made)


def _may_make(given: tuple[Given, ...], path: str) -> bool:
    """Whether a part may make a page, by what is given to it: the name of what it is about, and numbers of pages.

    The first page of a list has no number in its address, and 0 for the last that is given.
    """
    name = given[0] if given and isinstance(given[0], str) else ""
    place = week_path(name) if _WEEK.fullmatch(name) else f"{name.lower()}/"
    if name and not any(f"{before}{place}" in f"/{path}".lower() for before in "/-"):
        return False
    numbers = [one for one in given if isinstance(one, int)]
    found = _NUMBER.search(f"/{path}")
    if found and found[1] != name:
        return not numbers or not {int(found[1]), int(found[1]) - 1}.isdisjoint(numbers)
    return not numbers or numbers[-1] == 0


def all_pages(collection: Collection) -> Iterator[Page | File]:
    """Everything that the views make of a collection, in its language."""
    yield from whole(collection, map(Part, (*VIEWS, *BEHIND)))


def whole(collection: Collection, made: Iterable[Made]) -> Iterator[Page | File]:
    """Pages and files, those put together of shares at the end; cards are not drawn."""
    shares: list[Share] = []
    wholes: list[Whole] = []
    yield from _whole(collection, made, shares, wholes)
    pieces: defaultdict[str, list[bytes]] = defaultdict(list)
    for share in sorted(shares, key=lambda share: share.key):
        for path, piece in share.pieces.items():
            pieces[path].append(piece)
    sums: dict[str, tuple[str, int]] = {}
    packed = {one.plain: b"" for one in wholes if isinstance(one, Packed)}
    for one in wholes:
        if isinstance(one, Sums):
            yield File(one.path, one.of({path: digest for path, (digest, _) in sums.items()}))
            continue
        if isinstance(one, Described):
            content = one.of(sums)
        elif isinstance(one, Packed):
            content = b"".join(one.of([packed[one.plain]]))
        else:
            found = pieces[one.path]
            content = b"".join(one.make(None, (), found)) if isinstance(one, Renewed) else one.of(found)
            if one.path in packed:
                packed[one.path] = content
        sums[one.path] = hashlib.sha256(content).hexdigest(), len(content)
        yield File(one.path, content)


def _whole(
    collection: Collection, made: Iterable[Made], shares: list[Share], wholes: list[Whole]
) -> Iterator[Page | File]:
    for one in made:
        if isinstance(one, Part):
            yield from _whole(collection, one.make(collection, *one.given), shares, wholes)
        elif isinstance(one, Share):
            shares.append(one)
        elif isinstance(one, Whole):
            wholes.append(one)
        elif not isinstance(one, Preview):
            yield one
