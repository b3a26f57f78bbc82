"""The rows of the database that hold entries and what belongs to them."""

from collections.abc import Iterator
from typing import Any

from newsdesk.check.prose import without_marks
from newsdesk.collection import Collection
from newsdesk.collection.sides import side_of
from newsdesk.model import Digest, Entry, Outlet, Person, Reference, Story
from newsdesk.model.addresses import entry_path
from newsdesk.model.corrected import AnyRecord
from newsdesk.views.data.published import as_text, may_link, notice_texts, public_id, sourcing, web
from newsdesk.views.data.sqlite.values import Row, Tables, speaker, text
from newsdesk.views.data.tables.entries import archive_url, original_of, refused
from newsdesk.views.data.tables.records import CORRECTIONS, correction_values
from newsdesk.views.search.keys import days_of
from newsdesk.views.search.records import else_said, entry_spellings, said_by
from newsdesk.views.shared.looks import plain_look

Referring = Outlet | Person | Story | Digest
_GROUPS = {"digest": "digests", "outlet": "outlets", "person": "people", "story": "stories"}


def of_entry(collection: Collection, entry: Entry) -> Tables:
    """The rows of an entry and of what belongs to it, by table."""
    return {
        "entries": [_entry(collection, entry)],
        "sources": list(_sources(collection, entry)),
        "citations": [
            (entry.id, entry.outlet, source.name, *speaker(collection, source.who), str(source.cited), source.via)
            for source in entry.sources
        ],
        "references": [
            reference_row(collection, "entry", entry, name, reference, entry.outlet)
            for name, reference in entry.references.items()
        ],
        "replies": list(_replies(collection, entry)),
        "corrections": correction_rows(collection, "entry", entry.id, entry),
        "entry_stories": [(entry.id, name) for name in dict.fromkeys(entry.stories)],
        "entry_topics": [(entry.id, name) for name in dict.fromkeys(entry.topics)],
        "entry_countries": [(entry.id, code) for code in dict.fromkeys(entry.countries)],
    }


def _entry(collection: Collection, entry: Entry) -> Row:
    told = "\n".join(sourcing(source, collection) for source in entry.sources)
    translation, review, path = entry.title_en, entry.reviewed, entry_path(entry)
    return (
        entry.id,
        "\n".join(notice_texts(collection, entry)) or None,
        entry.week,
        entry.title,
        translation and translation.text,
        translation and str(translation.by),
        entry.outlet,
        entry.section,
        entry.genre and str(entry.genre),
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
        *refused(entry),
        *_look(plain_look(collection, entry.id, entry, entry.url)),
        original_of(collection, entry),
        entry.syndicated_from,
        str(entry.accessed),
        str(entry.added),
        str(entry.updated),
        str(entry.read),
        entry.summary,
        told,
        entry.context,
        "\n".join(entry_spellings(collection, entry)),
        *_searched(collection, entry, told),
        str(entry.drafted_by),
        review and review.by,
        review and str(review.on),
        entry.withdrawn and str(entry.withdrawn.date),
        path,
        web(collection, path),
    )


def _searched(collection: Collection, entry: Entry, told: str) -> Row:
    """What is searched besides; `told` is what the lines of the sources say."""
    titles = [version.title for version in entry.versions]
    # The first of what a source said is in the line for it.
    quoted = (text for source in entry.sources for text in list(said_by(source))[1:])
    also = dict.fromkeys(
        text for text in (*titles, *quoted, *else_said(collection, entry)) if text and text not in told
    )
    return without_marks(entry.context), "\n".join(also), " ".join(days_of(entry.published))


def _sources(collection: Collection, entry: Entry) -> Iterator[Row]:
    for position, source in enumerate(entry.sources, 1):
        verified, quote = source.role_verified, source.quote
        translation = quote and quote.translation
        yield (
            entry.id,
            position,
            source.name,
            source.name_printed,
            *speaker(collection, source.who),
            public_id(collection, side_of(collection, source)),
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


def reference_row(
    collection: Collection, kind: str, owner: Entry | Referring, name: str, reference: Reference, outlet: str | None
) -> Row:
    """A row of the table `references`; `outlet` is what the record is about, where it is one."""
    copy, record = reference.archive_url, owner.week if isinstance(owner, Digest) else owner.id
    own = record if kind == "entry" else f"{_GROUPS[kind]}/{record}"
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
        copy if copy and collection.may_link(copy, reference.outlet) else as_text(copy),
        *refused(reference),
        *_look(plain_look(collection, own, owner, reference.url, name)),
        int(reference.affiliated),
    )


def _replies(collection: Collection, entry: Entry) -> Iterator[Row]:
    for position, reply in enumerate(entry.replies, 1):
        url = reply.url if reply.url and collection.may_link(reply.url, entry.outlet) else None
        said = (reply.by, str(reply.date), reply.language, reply.text)
        yield (entry.id, position, *said, url, as_text(reply.url))


def _look(look: dict[str, Any] | None) -> Row:
    """When a page was last looked at, what was found, and what of ours is missing there, one a line."""
    if look is None:
        return (None,) * 4
    missing = "\n".join(f"{one['what']} {one['at']}" for one in look["missing"])
    return look["looked"], look["state"], look["why"], missing or None


def correction_rows(collection: Collection, kind: str, name: str, record: AnyRecord) -> list[Row]:
    """The rows of the table `corrections` about one record."""
    entry, found = name if kind == "entry" else None, []
    for values in correction_values(collection, kind, name, record):
        row = dict(zip(CORRECTIONS, values, strict=True))
        said = (str(row["corrected_on"]), row["kind"], row["was"], row["now"], row["why"])
        found.append((kind, name, entry, row["position"], *said, "; ".join(row["fields"]) or None, row["edition"]))
    return found
