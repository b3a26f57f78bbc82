"""The rows of the database that hold entries and what belongs to them."""

from collections.abc import Callable, Iterator, Mapping

from newsdesk.collection import Collection
from newsdesk.model import Digest, Entry, Outlet, Person, Reference, Story
from newsdesk.model.addresses import entry_path
from newsdesk.model.corrected import AnyRecord
from newsdesk.views.data.published import as_text, may_link, notice_texts, sourcing, web
from newsdesk.views.data.sqlite.values import Row, speaker, text
from newsdesk.views.data.tables import archive_url, original_of
from newsdesk.views.search.records import entry_spellings


def _entries(collection: Collection) -> list[Entry]:
    return [entry for _, entry in sorted(collection.by_id.items())]


def rows(collection: Collection) -> Iterator[Row]:
    """The rows of the table `entries`."""
    for entry in _entries(collection):
        translation, review, path = entry.title_en, entry.reviewed, entry_path(entry)
        yield (
            entry.id,
            "\n".join(notice_texts(collection, entry)) or None,
            entry.week,
            entry.title,
            translation and translation.text,
            translation and str(translation.by),
            entry.outlet,
            entry.section,
            entry.byline,
            str(entry.published),
            str(entry.published.first),
            str(entry.published.last),
            str(entry.published_basis),
            entry.published_note,
            entry.language,
            entry.url if may_link(collection, entry) else None,
            as_text(entry.url),
            archive_url(collection, entry),
            original_of(collection, entry),
            entry.syndicated_from,
            str(entry.accessed),
            str(entry.added),
            str(entry.updated),
            str(entry.read),
            entry.summary,
            "\n".join(sourcing(source, collection) for source in entry.sources),
            entry.context,
            "\n".join(entry_spellings(collection, entry)),
            str(entry.drafted_by),
            review and review.by,
            review and str(review.on),
            entry.withdrawn and str(entry.withdrawn.date),
            path,
            web(collection, path),
        )


def sources(collection: Collection) -> Iterator[Row]:
    """The rows of the table `sources`."""
    for entry in _entries(collection):
        for position, source in enumerate(entry.sources, 1):
            verified, quote = source.role_verified, source.quote
            translation = quote and quote.translation
            yield (
                entry.id,
                position,
                source.name,
                source.name_printed,
                *speaker(collection, source.who),
                source.role,
                verified and verified.text,
                verified and verified.ref,
                str(source.actor),
                str(source.identified),
                str(source.cited),
                source.via,
                source.via_text,
                source.says,
                quote and quote.text,
                quote and quote.language,
                translation and translation.text,
                translation and str(translation.by),
            )


def citations(collection: Collection) -> Iterator[Row]:
    """The rows of the table `citations`."""
    for entry in _entries(collection):
        for source in entry.sources:
            yield (entry.id, entry.outlet, source.name, *speaker(collection, source.who), str(source.cited), source.via)


def references(collection: Collection) -> Iterator[Row]:
    """The rows of the table `references`."""
    for entry in _entries(collection):
        for name, reference in entry.references.items():
            yield _reference(collection, "entry", entry.id, name, reference, entry.outlet)
    groups: tuple[tuple[str, Mapping[str, Outlet | Person | Story | Digest]], ...] = (
        ("outlet", collection.outlets),
        ("person", collection.people),
        ("story", collection.stories),
        ("digest", collection.digests),
    )
    for kind, group in groups:
        for record, item in sorted(group.items()):
            if getattr(item, "public", True):
                for name, reference in item.references.items():
                    owner = record if kind == "outlet" else None
                    yield _reference(collection, kind, record, name, reference, owner)


def _reference(
    collection: Collection, kind: str, record: str, name: str, reference: Reference, outlet: str | None
) -> Row:
    return (
        kind,
        record,
        name,
        record if kind == "entry" else None,
        reference.entry,
        reference.url if collection.may_cite(reference, outlet) else None,
        as_text(reference.url),
        reference.title,
        reference.publisher,
        reference.outlet,
        text(reference.published),
        text(reference.accessed),
        int(reference.affiliated),
    )


def corrections(collection: Collection) -> Iterator[Row]:
    """The rows of the table `corrections`."""
    groups: dict[str, Mapping[str, AnyRecord]] = {
        "entry": collection.by_id, "digest": collection.digests, "story": collection.stories,
        "outlet": collection.outlets, "person": collection.people, "place": collection.places,
    }  # fmt: skip
    for kind, records in groups.items():
        for name, record in sorted(records.items()):
            if getattr(record, "public", True):
                for at, c in enumerate(record.corrections, 1):
                    entry = name if kind == "entry" else None
                    yield kind, name, entry, at, str(c.date), str(c.kind), c.was, c.now, c.why


def pairs(field: str) -> Callable[[Collection], Iterator[Row]]:
    """The rows of a table that pairs entries with what stands in one of their fields."""
    """Rows of an entry with each value of one of its lists."""
    return lambda collection: (
        (entry.id, value) for entry in _entries(collection) for value in dict.fromkeys(getattr(entry, field))
    )
