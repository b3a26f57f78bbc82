"""Which pages of a collection lack an archived copy, and may have one: articles, and what is cited."""

from collections.abc import Collection as Several
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from newsdesk.collection import Collection
from newsdesk.load import DIGEST_FILE, Loc
from newsdesk.model import Edtf, Entry, Reference
from newsdesk.model.references import ArchiveRefused

# What an archive did not have or take, it is not asked for again before so many days have passed.
AGAIN = timedelta(days=30)
_OF_A_PAGE = ("url", "archive_url", "archive_refused", "accessed", "published", "affiliated", "outlet")


@dataclass(frozen=True, slots=True)
class Lacking:
    """A page without an archived copy: its file below `digests`, where its record stands there, and its days."""

    file: str
    loc: Loc
    address: str
    read: date | None
    """The day on which it was read, where that is recorded."""
    published: Edtf | None = None

    @property
    def place(self) -> str:
        """Where that is, for people."""
        return ": ".join([self.file, ".".join(map(str, self.loc))] if self.loc else [self.file])


def lacking(
    collection: Collection,
    today: date,
    *,
    entries: Several[str] | None = None,
    week: str | None = None,
    again: bool = False,
) -> Iterator[Lacking]:
    """Pages without a copy that pages of ours may link to, those of the newest entries first.

    Of these entries, or of a week and its digest, or of everything. What was refused lately is left out, unless it
    shall be asked `again`.
    """
    for entry in collection.entries:
        is_asked = entry.id in entries if entries is not None else week in (None, entry.week)
        if is_asked and not entry.withdrawn:
            yield from _of_entry(collection, entry, today, again)
    if entries is not None:
        return
    for name, digest in collection.digests.items():
        if week in (None, name):
            file = f"{name}/{DIGEST_FILE}"
            yield from _of_references(collection, digest.references, file, (), None, None, today, again)
    if week is not None:
        return
    for group in ("stories", "outlets", "people"):
        for name, record in getattr(collection, group).items():
            if getattr(record, "public", True):
                outlet = name if group == "outlets" else None
                loc: Loc = (group, name)
                yield from _of_references(
                    collection, record.references, f"{group}.yaml", loc, outlet, None, today, again
                )


def _of_entry(collection: Collection, entry: Entry, today: date, again: bool) -> Iterator[Lacking]:
    file = f"{entry.week}/{entry.id}.yaml"
    may_ask = entry.url and not entry.archive_url and collection.may_link(entry.url, entry.outlet)
    if may_ask and _is_due(entry.archive_refused, today, again):
        yield Lacking(file, (), entry.url or "", entry.accessed, entry.published)
    yield from _of_references(collection, entry.references, file, (), entry.outlet, entry.accessed, today, again)


def lacking_in_draft(
    collection: Collection, file: str, data: Mapping[str, Any], today: date, *, again: bool = False
) -> Iterator[Lacking]:
    """The same of an entry that is not finished, of what it says already: its data as they stand in the file."""
    references = data.get("references")
    outlet = data.get("outlet") if data.get("outlet") in collection.outlets else None
    article = _cited({**data, "outlet": outlet})
    if article and collection.may_cite(article) and _lacks(article, today, again):
        yield Lacking(file, (), article.url or "", article.accessed, article.published)
    whole = {name: one for name, data in _named(references) if (one := _cited(data))}
    read = article.accessed if article else None
    yield from _of_references(collection, whole, file, (), outlet, read, today, again)


def _named(references: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, one in references.items() if isinstance(references, dict) else ():
        if isinstance(one, dict):
            yield str(name), one


def _cited(data: Mapping[str, Any]) -> Reference | None:
    """What a draft says of a page, as a reference; None where that cannot be read yet."""
    said = {name: data[name] for name in _OF_A_PAGE if data.get(name) not in (None, "TODO")}
    try:
        return Reference.model_validate(said)
    except ValidationError:
        return None


def _lacks(one: Reference, today: date, again: bool) -> bool:
    return bool(one.url) and not one.archive_url and _is_due(one.archive_refused, today, again)


def _of_references(
    collection: Collection,
    references: Mapping[str, Reference],
    file: str,
    loc: Loc,
    outlet: str | None,
    read: date | None,
    today: date,
    again: bool,
) -> Iterator[Lacking]:
    for name, one in references.items():
        if _lacks(one, today, again) and collection.may_cite(one, outlet):
            yield Lacking(file, (*loc, "references", name), one.url or "", one.accessed or read, one.published)


def _is_due(refused: ArchiveRefused | None, today: date, again: bool) -> bool:
    return again or refused is None or not timedelta(0) <= today - refused.on < AGAIN


def copies_of(collection: Collection) -> Iterator[tuple[str, str]]:
    """Pages with the copies that the collection has of them already."""
    for entry in collection.entries:
        if entry.url and entry.archive_url:
            yield entry.url, entry.archive_url
        for one in entry.references.values():
            if one.url and one.archive_url:
                yield one.url, one.archive_url
