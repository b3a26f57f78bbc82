"""Quotations and passages as Web Annotations of the W3C: which words of which page, and what is said of them here.

https://www.w3.org/TR/annotation-model/: each is complete in itself, and stands in a line of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from newsdesk.check.prose import sentences_of
from newsdesk.collection import Collection
from newsdesk.evidence.passages import stretches
from newsdesk.model import Digest, Entry, Outlet, Person, Reference, Story
from newsdesk.model.addresses import entry_path
from newsdesk.model.record import Translation
from newsdesk.views.data.published import dumped, may_link, notice_texts, outlet_notice, sourcing
from newsdesk.views.setting.dates import instant
from newsdesk.views.setting.naming import translated
from newsdesk.views.setting.page import LICENCE_URL, root_of

PATH = "data/annotations.jsonl"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotations(collection: Collection, entry: Entry) -> str:
    """The annotations of an entry, one a line: its quotations, and the passages at its references.

    Pages that may not be linked to have none, and nothing is said of an article for an entry that was withdrawn.
    """
    if entry.withdrawn:
        return ""
    return "".join(f"{dumped(made)}\n" for made in (*_quotations(collection, entry), *_passages(collection, entry)))


def of_record(collection: Collection, record: Outlet | Person | Story | Digest, path: str) -> str:
    """The passages at the references of a digest or of a record in a register, whose page lies at a path."""
    outlet = record.id if isinstance(record, Outlet) else None
    notice = outlet_notice(collection, record) if isinstance(record, Outlet) else None
    made: list[dict[str, Any]] = []
    for name, reference in record.references.items():
        url, accessed, archived = _page_of(collection, outlet, reference) if reference.passages else (None,) * 3
        for number, passage in enumerate(reference.passages if url else (), 1):
            if url and passage.text and passage.language:
                said = [_said(str(passage.stance), "en", "assessing"), *_translated(collection, passage.translation)]
                where = _target(url, passage.language, passage.text, accessed, archived)
                found = [notice] if notice else []
                made.append(_whole(collection, path, f"{name}-passage-{number}", found, said, [where]))
    return "".join(f"{dumped(one)}\n" for one in made)


def _quotations(collection: Collection, entry: Entry) -> Iterator[dict[str, Any]]:
    if not (entry.url and may_link(collection, entry)):
        return
    archived = entry.archive_url if collection.may_link_archive(entry.archive_url or "") else None
    for number, source in enumerate(entry.sources, 1):
        if quote := source.quote:
            said = [
                _said(sourcing(source, collection), collection.words.tag),
                *_translated(collection, quote.translation),
            ]
            exact = [quote.text[start:end] for start, end, _ in stretches(quote.text)]
            where = [_target(entry.url, quote.language, one, entry.accessed, archived) for one in exact]
            if where:
                yield _annotation(collection, entry, f"quotation-{number}", said, where)


def _passages(collection: Collection, entry: Entry) -> Iterator[dict[str, Any]]:
    if not any(reference.passages for reference in entry.references.values()):
        return
    cited = [(sentence.text, sentence.references) for sentence in sentences_of(entry.context or "")]
    for name, reference in entry.references.items():
        if not reference.passages:
            continue
        url, accessed, archived = _page_of(collection, entry.outlet, reference)
        if not url:
            continue
        about = [_said(text, collection.words.tag) for text, names in cited if name in names]
        for number, passage in enumerate(reference.passages, 1):
            if passage.text and passage.language:
                stance = _said(str(passage.stance), "en", "assessing")
                said = [stance, *about, *_translated(collection, passage.translation)]
                where = _target(url, passage.language, passage.text, accessed, archived)
                yield _annotation(collection, entry, f"{name}-passage-{number}", said, [where])


def _page_of(
    collection: Collection, outlet: str | None, reference: Reference
) -> tuple[str | None, date | None, str | None]:
    """The page of a reference, when it was seen and where a copy is; no page where none may be linked to."""
    seen: Entry | Reference = collection.by_id.get(reference.entry or "") or reference
    if isinstance(seen, Entry):
        may = may_link(collection, seen) and not seen.withdrawn
    else:
        may = collection.may_cite(seen, outlet)
    archived = seen.archive_url if collection.may_link_archive(seen.archive_url or "") else None
    return seen.url if may else None, seen.accessed, archived


def _annotation(
    collection: Collection, entry: Entry, part: str, said: Iterable[dict[str, Any]], where: list[dict[str, Any]]
) -> dict[str, Any]:
    days = {"created": instant(entry.added), "modified": instant(entry.updated)}
    return _whole(collection, entry_path(entry), part, notice_texts(collection, entry), said, where, days)


def _whole(
    collection: Collection,
    path: str,
    part: str,
    notices: Iterable[str],
    said: Iterable[dict[str, Any]],
    where: list[dict[str, Any]],
    days: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    page = (collection.settings.root or root_of(PATH)) + path
    first = [_said(text, collection.words.tag, "commenting") for text in notices]
    return {
        "@context": _CONTEXT,
        "id": f"{page}#{part}",
        "type": "Annotation",
        "motivation": "describing",
        **days,
        "rights": LICENCE_URL,
        "body": [*first, *said],
        "target": where,
    }


def _said(text: str, language: str, purpose: str = "describing") -> dict[str, Any]:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "language": language, "purpose": purpose}


def _translated(collection: Collection, translation: Translation | None) -> Iterator[dict[str, Any]]:
    if said := translated(collection.words, translation):
        yield _said(said, collection.words.tag, "commenting")


def _target(url: str, language: str, exact: str, accessed: date | None, archived: str | None) -> dict[str, Any]:
    """The words in their page, and the page as it was when they were read there."""
    found: dict[str, Any] = {
        "type": "SpecificResource",
        "source": {"id": url, "type": "Text", "language": language},
        "selector": {"type": "TextQuoteSelector", "exact": exact},
    }
    if accessed:
        found["state"] = {"type": "TimeState", "sourceDate": instant(accessed)}
        if archived:
            found["state"]["cached"] = archived
    return found
