"""People and organisations: every spelling, and every statement with its outlet and mode."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsdesk.collection import Collection, Statement
from newsdesk.collection.measures.carried import once_each
from newsdesk.interface import Words, kept
from newsdesk.model import Cited, Entry, Outlet, Person, PersonKind, Source, Story
from newsdesk.model.addresses import entry_path
from newsdesk.model.entry import Quote
from newsdesk.model.little import known_marks
from newsdesk.views.data.linked import signposts
from newsdesk.views.feeds.links import ENTRIES, feed_links, person_feed
from newsdesk.views.setting.numbers import counted, listed, numeral
from newsdesk.views.setting.page import Page, Part, render, root_of
from newsdesk.views.shared.before_all import notices_of, of_kinds
from newsdesk.views.shared.entry_cards import line
from newsdesk.views.shared.extents import news_line, origins_of
from newsdesk.views.shared.made import made_of
from newsdesk.views.shared.paging import SIZE, page_numbers, page_of
from newsdesk.views.shared.paging.shelves import Shelves, lettered
from newsdesk.views.shared.references import cites, numbered

# Ways by which statements came to outlets, and outlets that have one in the same way.
ROUTES, OUTLETS = 12, 12
# A page of no more statements is seen whole without links to its stories.
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A statement with its outlet and the address of its entry."""

    entry: Entry
    source: Source
    outlet: Outlet
    path: str


def people(collection: Collection) -> Iterator[Part]:
    """`/people/` and one page for each public person or body; private persons have none."""
    for name in collection.people:
        for place in page_numbers(len(collection.by_speaker[name])):
            yield Part(_person, (name, *place))
    yield from _shelves(collection).parts(_list)


def _shelves(collection: Collection) -> Shelves[Person]:
    people, cited = collection.people, collection.by_speaker
    return collection.once(
        ("list", "people"),
        lambda: lettered(
            "people/", (one for one in people.values() if one.public),
            lambda one: one.name, lambda one: len(cited[one.id]),
        ),
    )  # fmt: skip


def _list(collection: Collection, letter: str, number: int) -> Iterator[Page]:
    words, cited = collection.words, collection.by_heart.by_speaker
    board = _shelves(collection).board(letter, number)
    name = words("People and organisations")
    title = board.titled(words, name)
    counts = {one.id: len({said.entry.id for said in cited[one.id]}) for one in board.rows}
    content = render("people.html", board.path, collection, board=board, name=name, title=title, counts=counts)
    yield Page(board.path, "people", title, words("Everybody the articles cite."), content)


def _person(collection: Collection, id: str, number: int, newer: int) -> Iterator[Page]:
    words = collection.words
    person = collection.people[id]
    if not person.public:
        return
    said = collection.by_heart.by_speaker[id]
    numbers = numbered(
        [ref for role in person.roles for ref in role.refs]
        + [ref for one in person.proceedings for ref in (*one.refs, *(one.outcome.refs if one.outcome else ()))]
    )
    spellings = [person.name, *(name.text for name in (person.name_native, *person.aliases) if name)]
    names = listed(words, dict.fromkeys(spellings))
    feed = person_feed(collection, person)
    part = page_of(f"people/{id}/", collection.by_speaker[id], number, newer)
    # Of all places only the first page tells: else each new entry would make all of them anew.
    ways = routes(collection, said) if part.is_first else []
    if not (part.older or any(way.via or way.text for way in ways)):
        ways = []  # each statement on the page says who carries it, and nobody stands between
    count = len({statement.entry.id for statement in said}) if part.is_first else 0
    bare = len({one.entry.id for one in said} - {one.entry.id for one in said if _says(one)}) if part.is_first else 0
    outlets = len({statement.entry.outlet for statement in said}) if part.is_first else 0
    # What one outlet has comes from one origin at least, so there are no fewer.
    origins = _origins(collection, said) if outlets > 1 else outlets
    groups = told(collection, id, number)
    named = list(dict.fromkeys(one.entry.id for one in part.items if not _says(one)))
    toc = _toc(
        words, has_named=bool(named), has_routes=bool(ways),
        is_corrected=part.is_first and bool(person.corrections), has_references=bool(numbers),
    )  # fmt: skip
    content = render(
        "person.html",
        part.path,
        collection,
        person=person,
        made=made_of(collection, person) if part.is_first else "",
        notices=of_kinds(notices_of(collection, person, root_of(part.path)), "correction") if part.is_first else [],
        feed=feed,
        part=part,
        news=news_line(collection, (statement.entry for statement in part.items)),
        groups=groups,
        leads=len(groups) > 1 and sum(len(group.statements) for group in groups) > _SHORT,
        is_carried=any(len(one.rows) > 1 for group in groups for one in group.statements),
        named=[line(collection, collection.by_id[name]) for name in named],
        numbers=numbers,
        cites=cites(collection, person.references, numbers, root_of(part.path), owner=(f"people/{person.id}", person)),
        routes=ways,
        toc=toc,
        entries=counted(words, count, "entry", "entries"),
        bare=bare,
        outlets=counted(words, outlets, "outlet", "outlets"),
        origins=origins_of(collection, origins) if origins < outlets else "",
    )
    if part.is_first:
        about = words.ngettext("{names}: cited in {number} entry.", "{names}: cited in {number} entries.", count)
    else:
        about = words("{names}: where cited earlier.")
    description = about.format(names=names, number=numeral(words, count))
    kind = "Person" if person.kind is PersonKind.PERSON else "Organization"
    head = (
        f"{feed_links(words, part.path, feed, ENTRIES)}{signposts(collection, part.path, f'people/{person.id}', kind)}"
    )
    yield Page(part.path, "people", part.titled(words, person.name), description, content, toc, head)


def _origins(collection: Collection, said: Sequence[Statement]) -> int:
    """From how many newsrooms the words of a source are known."""
    origins = collection.origins({statement.entry.id: statement.entry for statement in said}.values())
    standing = (statement for statement in said if not statement.entry.withdrawn)
    return len(frozenset().union(*(origins.heard(statement.entry, statement.source) for statement in standing)))


@kept
def _toc(
    words: Words, *, has_named: bool, has_routes: bool, is_corrected: bool, has_references: bool
) -> tuple[tuple[str, str], ...]:
    """The sections of a page; none where the place of citation stands alone."""
    sections = (
        (True, "statements", words("What is said, and who carries it")),
        (has_named, "named", words("Also named in")),
        (has_routes, "routes", words("How the words reached each outlet")),
        (is_corrected, "corrections", words("Corrections")),
        (has_references, "references", words("References")),
    )
    found = tuple((name, label) for there, name, label in sections if there)
    return found if len(found) > 1 else ()


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, as the first outlet that carries it has it, with all outlets that do, the first ones first."""

    says: str | None
    quote: Quote | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The statements on a story, the newest first; those on none have None."""

    story: Story | None
    statements: tuple[Said, ...]


def told(collection: Collection, id: str, number: int) -> list[Told]:
    """Statements of a page by the first story of their entry; the story with the newest of them first.

    Pages are numbered from the oldest, from 0. Each stands once over all pages: on that of the first outlet that
    carried it, with all that did later.
    """
    said = collection.by_heart.by_speaker[id]
    groups = collection.once(("told", id), lambda: _homes(said), is_large=True)
    stories: dict[str, list[Said]] = {}
    for home, places in groups:
        if home // SIZE != number:
            continue
        group = [said[at] for at in places]
        rows = tuple(_row(collection, one) for one in reversed(group))
        quote = next((row.source.quote for row in rows if row.source.quote), None)
        first = next((name for one in group for name in one.entry.stories), "")
        says = next((row.source.says for row in rows if row.source.says), None)
        stories.setdefault(first, []).append(Said(says, quote, rows))
    order = sorted(stories, key=lambda name: not name)  # those on no story last
    return [Told(collection.stories.get(name), tuple(stories[name])) for name in order]


def _homes(said: Sequence[Statement]) -> list[tuple[int, tuple[int, ...]]]:
    """The places of statements that are one, each group with that of its oldest, counted from the oldest of all."""
    found = list(said)
    place = {id(one): at for at, one in enumerate(found)}
    groups = (tuple(place[id(one)] for one in group) for group in once_each([one for one in found if _says(one)]))
    return [(len(found) - 1 - group[-1], group) for group in groups]


def _says(statement: Statement) -> bool:
    """Whether an article has something that was said, and does not only name whoever may have said it."""
    source = statement.source
    if source.cited is not Cited.MENTIONED or source.quote:
        return True
    known = known_marks(source)
    return bool(known[1] if known else source.says)


@dataclass(frozen=True, slots=True)
class Route:
    """By way of whom outlets have what a person said: a registered outlet, or in words, or nobody between."""

    via: Outlet | None
    text: str | None
    rows: tuple[tuple[Row, int], ...]
    """The newest statement of each outlet and how many older ones it has, the newest first."""
    more: int
    """How many more outlets there are."""


def routes(collection: Collection, said: Iterable[Statement]) -> list[Route]:
    """Statements by the way in which outlets have them, that of most outlets first, those with nobody between last."""
    found: dict[tuple[str, str], dict[str, list[Statement]]] = {}
    for statement in said:
        source = statement.source
        if source.cited is not Cited.MENTIONED and not statement.entry.withdrawn:
            key = source.via or "", source.via_text or ""
            found.setdefault(key, {}).setdefault(statement.entry.outlet, []).append(statement)
    order = sorted(found, key=lambda key: (key == ("", ""), -len(found[key]), key))
    # The last one tells who reports without anybody between: it is never left out.
    kept = order if len(order) <= ROUTES else [*order[: ROUTES - 1], order[-1]]
    return [
        Route(
            collection.outlets[via] if via else None, text or None,
            tuple(
                (_row(collection, newest), len(older)) for newest, *older in list(found[via, text].values())[:OUTLETS]
            ),
            max(0, len(found[via, text]) - OUTLETS),
        )
        for via, text in kept
    ]  # fmt: skip


def _row(collection: Collection, statement: Statement) -> Row:
    entry = statement.entry
    path = entry_path(entry)
    return Row(entry, statement.source, collection.outlets[entry.outlet], path)
