"""People and organisations: every spelling, and every statement with its outlet and mode."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.collection import Collection, Statement
from newsdesk.model import Entry, Outlet, Person, Source
from newsdesk.views.feeds.links import ENTRIES, feed_links, person_feed
from newsdesk.views.page import Page, render, root_of, week_path
from newsdesk.views.paging import paged
from newsdesk.views.parts import cites, counted, listed, numbered


@dataclass(frozen=True, slots=True)
class Row:
    """A statement with its outlet and the address of its entry."""

    entry: Entry
    source: Source
    outlet: Outlet
    path: str


def people(collection: Collection) -> Iterator[Page]:
    """`/people/` and one page for each public person or body; private persons have none."""
    public = [person for person in collection.people.values() if person.public]
    for person in public:
        yield from _person(collection, person)
    rows = [
        (person, len(collection.by_speaker[person.id]))
        for person in sorted(public, key=lambda person: person.name.casefold())
    ]
    content = render("people.html", "people/", collection, rows=rows)
    yield Page("people/", "people", "People and organisations", "Everybody the articles cite.", content)


def _person(collection: Collection, person: Person) -> Iterator[Page]:
    said = collection.by_speaker[person.id]
    numbers = numbered(ref for role in person.roles for ref in role.refs)
    spellings = [person.name, *(name.text for name in (person.name_native, *person.aliases) if name)]
    outlets = len({statement.entry.outlet for statement in said})
    feed = person_feed(collection, person)
    for part in paged(f"people/{person.id}/", said):
        content = render(
            "person.html", part.path, collection,
            person=person,
            feed=feed,
            part=part,
            rows=[_row(collection, statement) for statement in part.items],
            numbers=numbers,
            cites=cites(collection, person.references, numbers, root_of(part.path)),
            total=len(said),
            outlets=outlets,
        )
        # No count on older pages: it would rewrite them all with every new entry.
        count = f"cited in {counted(len(said), 'place', 'places')}" if part.is_first else "where cited earlier"
        description = f"{listed(dict.fromkeys(spellings))}: {count}."
        head = feed_links(part.path, feed, ENTRIES)
        yield Page(part.path, "people", part.titled(person.name), description, content, head=head)


def _row(collection: Collection, statement: Statement) -> Row:
    entry = statement.entry
    path = f"{week_path(entry.week)}{entry.id}/"
    return Row(entry, statement.source, collection.outlets[entry.outlet], path)
