"""The whole collection as one SQLite database with full-text search, made in memory."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from newsdesk.collection import Collection
from newsdesk.model import Entry, Name, Outlet, Person, Place, Reference
from newsdesk.model.addresses import entry_path
from newsdesk.problems import Refusal
from newsdesk.views.data.published import (
    VERSION,
    as_text,
    may_link,
    notice_texts,
    outlet_notice,
    public_id,
    sourcing,
    web,
)
from newsdesk.views.data.tables import archive_url, original_of
from newsdesk.views.search.records import entry_spellings
from newsdesk.views.setting.page import LICENCE, LICENCE_URL, File, environment, week_path

Row = tuple[Any, ...]
_FACTS = ("home", "country", "languages", "kind", "owner", "funder", "self_description", "legal_status")


def collection_sqlite(collection: Collection) -> File:
    """`collection.sqlite`: the same collection gives the same bytes with the same version of SQLite."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        # The page size is part of the bytes; nothing is ever rolled back.
        connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + script("collection.sql"))
        connection.execute("BEGIN")
        for table, rows in TABLES.items():
            _fill(connection, table, rows(collection))
        connection.execute("COMMIT")
        connection.executescript(script("collection-index.sql") + "VACUUM;")
        return File("data/collection.sqlite", connection.serialize())
    except sqlite3.OperationalError as error:
        if "no such module" not in str(error):
            raise
        raise Refusal(
            "The SQLite of this Python has no full-text search (FTS5), which collection.sqlite needs."
            " Use a Python from python.org, your system or uv."
        ) from None
    finally:
        connection.close()


def script(name: str) -> str:
    """The SQL of a packaged file."""
    return environment().get_template(name).render()


def _fill(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    width = len(connection.execute(f'PRAGMA table_info("{table}")').fetchall())
    # Terms and dates are subclasses or have a form of their own: SQLite takes texts and numbers only.
    connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * width)})', rows)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _entries(collection: Collection) -> list[Entry]:
    return [entry for _, entry in sorted(collection.by_id.items())]


def _meta(collection: Collection) -> Iterator[Row]:
    yield "site", collection.settings.site_name
    yield "description", collection.settings.site_description
    yield "web", web(collection, "")
    yield "licence", LICENCE
    yield "licence_web", LICENCE_URL
    yield "version", str(VERSION)


def _digests(collection: Collection) -> Iterator[Row]:
    for week, digest in sorted(collection.digests.items()):
        screened = digest.screened
        yield (
            week, str(digest.status), _text(digest.published), digest.lead, digest.note,
            screened and screened.articles, screened and screened.outlets, web(collection, week_path(week)),
        )


def _outlets(collection: Collection) -> Iterator[Row]:
    for outlet in collection.outlets.values():
        facts: list[str | None] = []
        for name in _FACTS:
            fact = getattr(outlet, name)
            value = "; ".join(fact.value) if isinstance(fact.value, tuple) else _text(fact.value)
            if name == "home" and value and not collection.may_link(value, outlet.id):
                value = as_text(value)
            facts += [value, str(fact.basis)]
        yield (
            outlet.id, outlet_notice(collection, outlet), outlet.name, outlet.name_language, outlet.name_en, *facts,
            outlet.wikidata, web(collection, f"outlets/{outlet.id}/"),
        )


def _designations(collection: Collection) -> Iterator[Row]:
    for outlet in collection.outlets.values():
        for position, act in enumerate(outlet.designations, 1):
            yield (
                outlet.id, position, act.authority, act.country, str(act.kind), act.subject, act.wording,
                _text(act.date), _text(act.ended),
            )


def _public(collection: Collection) -> Iterator[Person]:
    return (person for person in collection.people.values() if person.public)


def _people(collection: Collection) -> Iterator[Row]:
    for person in _public(collection):
        roles = "; ".join(role.text for role in person.roles) or None
        yield (
            person.id, str(person.kind), person.name, person.country, roles, person.wikidata,
            web(collection, f"people/{person.id}/"),
        )


def _places(collection: Collection) -> Iterator[Row]:
    for place in collection.places.values():
        yield place.id, place.name, place.country, place.note, place.wikidata


def _names(collection: Collection) -> Iterator[Row]:
    for person in _public(collection):
        yield from ((*name, person.id, None, None) for name in _spellings(person))
    for outlet in collection.outlets.values():
        yield from ((*name, None, outlet.id, None) for name in _outlet_spellings(outlet))
    for place in collection.places.values():
        yield from ((*name, None, None, place.id) for name in _spellings(place))


def _spellings(record: Person | Place) -> dict[tuple[str, str | None], None]:
    return dict.fromkeys([(record.name, None), *_given(record.name_native, *record.aliases)])


def _outlet_spellings(outlet: Outlet) -> dict[tuple[str, str | None], None]:
    names = [(outlet.name, outlet.name_language), *([(outlet.name_en, "en")] if outlet.name_en else [])]
    return dict.fromkeys([*names, *_given(*outlet.aliases)])


def _given(*names: Name | None) -> list[tuple[str, str | None]]:
    return [(name.text, name.language) for name in names if name]


def _stories(collection: Collection) -> Iterator[Row]:
    for story in collection.stories.values():
        yield (
            story.id, story.title, str(story.date), str(story.date.first), str(story.date.last),
            "; ".join(story.countries), story.summary, web(collection, f"stories/{story.id}/"),
        )


def _topics(collection: Collection) -> Iterator[Row]:
    for topic in collection.topics.values():
        yield topic.id, topic.name, topic.description, topic.iptc, web(collection, f"topics/{topic.id}/")


def _entry_rows(collection: Collection) -> Iterator[Row]:
    for entry in _entries(collection):
        translation, review, path = entry.title_en, entry.reviewed, entry_path(entry)
        yield (
            entry.id, "\n".join(notice_texts(collection, entry)) or None, entry.week, entry.title,
            translation and translation.text, translation and str(translation.by), entry.outlet, entry.section,
            entry.byline, str(entry.published), str(entry.published.first), str(entry.published.last),
            str(entry.published_basis), entry.published_note, entry.language,
            entry.url if may_link(collection, entry) else None, as_text(entry.url), archive_url(collection, entry),
            original_of(collection, entry), entry.syndicated_from, str(entry.accessed), str(entry.added),
            str(entry.updated), str(entry.read), entry.summary,
            "\n".join(sourcing(source, collection) for source in entry.sources), entry.context,
            "\n".join(entry_spellings(collection, entry)), str(entry.drafted_by), review and review.by,
            review and str(review.on), entry.withdrawn and str(entry.withdrawn.date), path, web(collection, path),
        )


def _speaker(collection: Collection, who: str | None) -> tuple[str | None, str | None]:
    """The person and the outlet that an id means: at most one of them, and no private person."""
    who = public_id(collection, who)
    return (None, who) if who in collection.outlets else (who, None)


def _sources(collection: Collection) -> Iterator[Row]:
    for entry in _entries(collection):
        for position, source in enumerate(entry.sources, 1):
            verified, quote = source.role_verified, source.quote
            translation = quote and quote.translation
            yield (
                entry.id, position, source.name, source.name_printed, *_speaker(collection, source.who), source.role,
                verified and verified.text, verified and verified.ref, str(source.actor), str(source.identified),
                str(source.cited), source.via, source.via_text, source.says, quote and quote.text,
                quote and quote.language, translation and translation.text, translation and str(translation.by),
            )


def _citations(collection: Collection) -> Iterator[Row]:
    for entry in _entries(collection):
        for source in entry.sources:
            yield (
                entry.id, entry.outlet, source.name, *_speaker(collection, source.who), str(source.cited), source.via,
            )


def _references(collection: Collection) -> Iterator[Row]:
    for entry in _entries(collection):
        for name, reference in entry.references.items():
            yield _reference(collection, "entry", entry.id, name, reference, entry.outlet)
    for kind, group in (("outlet", collection.outlets), ("person", collection.people),
                        ("story", collection.stories), ("digest", collection.digests)):
        for record, item in sorted(group.items()):
            if getattr(item, "public", True):
                for name, reference in item.references.items():
                    owner = record if kind == "outlet" else None
                    yield _reference(collection, kind, record, name, reference, owner)


def _reference(
    collection: Collection, kind: str, record: str, name: str, reference: Reference, outlet: str | None
) -> Row:
    return (
        kind, record, name, record if kind == "entry" else None, reference.entry,
        reference.url if collection.may_cite(reference, outlet) else None, as_text(reference.url), reference.title,
        reference.publisher, reference.outlet, _text(reference.published), _text(reference.accessed),
        int(reference.affiliated),
    )


def _corrections(collection: Collection) -> Iterator[Row]:
    for entry in _entries(collection):
        for position, c in enumerate(entry.corrections, 1):
            yield entry.id, position, str(c.date), str(c.kind), c.was, c.now, c.why


def _pairs(field: str) -> Callable[[Collection], Iterator[Row]]:
    """Rows of an entry with each value of one of its lists."""
    return lambda collection: (
        (entry.id, value) for entry in _entries(collection) for value in dict.fromkeys(getattr(entry, field))
    )


def _story_places(collection: Collection) -> Iterator[Row]:
    for story in collection.stories.values():
        yield from ((story.id, place) for place in dict.fromkeys(story.places))


def _accounts(collection: Collection) -> Iterator[Row]:
    for story in collection.stories.values():
        for dispute in story.disputed:
            for position, a in enumerate(dispute.accounts, 1):
                yield (
                    story.id, dispute.question, position, a.by, *_speaker(collection, a.who), a.says, _text(a.date),
                    "; ".join(a.refs),
                )


TABLES: dict[str, Callable[[Collection], Iterable[Row]]] = {
    "meta": _meta,
    "digests": _digests,
    "outlets": _outlets,
    "designations": _designations,
    "people": _people,
    "places": _places,
    "names": _names,
    "stories": _stories,
    "topics": _topics,
    "entries": _entry_rows,
    "sources": _sources,
    "citations": _citations,
    "references": _references,
    "corrections": _corrections,
    "entry_stories": _pairs("stories"),
    "entry_topics": _pairs("topics"),
    "entry_countries": _pairs("countries"),
    "story_places": _story_places,
    "accounts": _accounts,
}
