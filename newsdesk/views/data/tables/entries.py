"""The tables of entries, and of who cites whom."""

from collections.abc import Iterator
from typing import Any

from newsdesk.collection import Collection
from newsdesk.collection.sides import side_of
from newsdesk.model import CorrectionKind, Entry, Reference
from newsdesk.model.addresses import entry_path
from newsdesk.views.data.published import as_text, may_link, notice_texts, public_id, web
from newsdesk.views.data.tables.cells import rows_of

ENTRY_COLUMNS = (
    "notices",
    "id",
    "week",
    "path",
    "web",
    "title",
    "title_en",
    "title_en_by",
    "outlet",
    "outlet_name",
    "outlet_name_en",
    "section",
    "genre",
    "byline",
    "published",
    "published_first",
    "published_last",
    "published_basis",
    "published_note",
    "language",
    "url",
    "address",
    "archive_url",
    "archive_refused_on",
    "archive_refused_why",
    "translation_of",
    "syndicated_from",
    "accessed",
    "added",
    "updated",
    "read",
    "stories",
    "topics",
    "countries",
    "summary",
    "sources",
    "context",
    "references",
    "drafted_by",
    "reviewed_by",
    "reviewed_on",
    "replies",
    "corrections",
    "withdrawn",
    "corrections_minor",
)
SOURCE_COLUMNS = (
    "notices",
    "entry",
    "position",
    "week",
    "published",
    "outlet",
    "outlet_name",
    "language",
    "source",
    "name_printed",
    "who",
    "side",
    "role",
    "role_verified",
    "actor",
    "identified",
    "cited",
    "via",
    "via_name",
    "says",
    "quote",
    "quote_language",
    "quote_translation",
    "quote_translation_by",
    "web",
)


def entry_rows(collection: Collection, entry: Entry) -> str:
    """An entry in `entries.csv`: one row; lists are joined with `; `, what is not known is empty."""
    return rows_of([entry_values(collection, entry)])


def source_rows(collection: Collection, entry: Entry) -> str:
    """An entry in `sources.csv`: a row for each source, in the order of the entry."""
    return rows_of(source_values(collection, entry))


def entry_values(collection: Collection, entry: Entry) -> tuple[Any, ...]:
    """The values of an entry by `ENTRY_COLUMNS`; those of LISTS are tuples of texts."""
    outlet, path = collection.outlets[entry.outlet], entry_path(entry)
    translation, review = entry.title_en, entry.reviewed
    references = tuple(
        f"{name}: {_target(collection, reference, entry.outlet)}" for name, reference in entry.references.items()
    )
    return (
        tuple(notice_texts(collection, entry)),
        entry.id,
        entry.week,
        path,
        web(collection, path),
        entry.title,
        translation and translation.text,
        translation and translation.by,
        entry.outlet,
        outlet.name,
        outlet.name_en,
        entry.section,
        entry.genre,
        entry.byline,
        entry.published,
        entry.published.first,
        entry.published.last,
        entry.published_basis,
        entry.published_note,
        entry.language,
        entry.url if may_link(collection, entry) else None,
        as_text(entry.url),
        archive_url(collection, entry),
        *refused(entry),
        original_of(collection, entry),
        entry.syndicated_from,
        entry.accessed,
        entry.added,
        entry.updated,
        entry.read,
        tuple(entry.stories),
        tuple(entry.topics),
        tuple(entry.countries),
        entry.summary,
        tuple(source.name for source in entry.sources),
        entry.context,
        references,
        entry.drafted_by,
        review and review.by,
        review and review.on,
        tuple(f"{reply.by}, {reply.date}: {reply.text}" for reply in entry.replies),
        len(entry.corrections),
        entry.withdrawn and entry.withdrawn.date,
        sum(one.kind is CorrectionKind.MINOR for one in entry.corrections),
    )


def archive_url(collection: Collection, entry: Entry) -> str | None:
    """The archived copy: as text where the policy on designations allows no link."""
    address = entry.archive_url
    return address if address and collection.may_link_archive(address) else as_text(address)


def refused(record: Entry | Reference) -> tuple[str | None, str | None]:
    """When an archive was asked for a copy that it does not have or take, and what it said."""
    answer = record.archive_refused
    return (answer.on.isoformat(), answer.why) if answer else (None, None)


def original_of(collection: Collection, entry: Entry) -> str | None:
    """The original that the article translates, an entry or an address; as text where no link is allowed."""
    original = entry.translation_of
    if original is None or ":" not in original or collection.may_link(original, entry.outlet):
        return original
    return as_text(original)


def _target(collection: Collection, reference: Reference, outlet: str) -> str | None:
    if reference.entry:
        return reference.entry
    return reference.url if collection.may_cite(reference, outlet) else as_text(reference.url)


def source_values(collection: Collection, entry: Entry) -> Iterator[tuple[Any, ...]]:
    """The values of each source of an entry by `SOURCE_COLUMNS`, in the order of the entry."""
    outlet, notice = collection.outlets[entry.outlet], tuple(notice_texts(collection, entry))
    address = web(collection, entry_path(entry))
    for position, source in enumerate(entry.sources, 1):
        quote, verified = source.quote, source.role_verified
        translation = quote and quote.translation
        yield (
            notice,
            entry.id,
            position,
            entry.week,
            entry.published,
            entry.outlet,
            outlet.name,
            entry.language,
            source.name,
            source.name_printed,
            public_id(collection, source.who),
            public_id(collection, side_of(collection, source)),
            source.role,
            verified and verified.text,
            source.actor,
            source.identified,
            source.cited,
            source.via,
            collection.outlets[source.via].name if source.via else source.via_text,
            source.says,
            quote and quote.text,
            quote and quote.language,
            translation and translation.text,
            translation and translation.by,
            address,
        )
