"""Closes a week: its edition is frozen, its addresses are kept, its digest says that it is published.

The texts of the files to write are worked out first and written in an order in which an interruption
does no harm: the edition, the addresses, and last `_digest.yaml`, which makes it count.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from newsdesk.check.changes.taken import is_taken_line
from newsdesk.collection import Collection
from newsdesk.collection.measures.figures import figures_of, line_of
from newsdesk.load import ADDRESSES, DIGEST_FILE, FEED_IDS, FIGURES, Document, parse, read_whole
from newsdesk.model import Digest, DigestStatus, Edition
from newsdesk.model.addresses import RECORDS, page_addresses
from newsdesk.model.minting import is_record
from newsdesk.problems import Refusal
from newsdesk.store.answering import left_out_line
from newsdesk.store.editing.writing import pair
from newsdesk.store.history.editions import fingerprint

_ADDRESSES = (
    "# All addresses that were published. They live for ever: week --publish adds to this file, nobody takes away.\n"
)
_IDS = (
    "# By what feed readers know what was published, where that follows from nothing else: the address, and its id.\n"
    "# They live for ever: week --publish adds to this file, nobody takes away.\n"
)


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a week writes: the edition, and texts by path below `digests`, in order."""

    edition: Edition
    files: tuple[tuple[str, str], ...]


def close(collection: Collection, digests: Path, week: str, today: date, why: str | None) -> Closing:
    """The next edition of a week, for the reason `why`; the first needs none.

    The collection must be without problems and have entries in the week. Refusal where `_digest.yaml`
    cannot be changed line by line.
    """
    # Imported here: to say what a week still lacks needs nothing of what lays one out.
    from newsdesk.views.editions import markdown

    digest = collection.digests[week]
    documents = _documents(digests, week)
    data = _fingerprint(documents, digests, week)
    last = digest.editions[-1] if digest.editions else None
    number = len(digest.editions) + 1
    published = digest.published or today
    # A digest that was published before there were editions went out on that day.
    day = max(today, last.date) if last else published
    shown = Edition(number=number, date=day, why=why, text="0" * 64, data=data)
    text = markdown(collection.with_digest(_closed(digest, published, shown)), week)
    edition = shown.model_copy(update={"text": hashlib.sha256(text.encode()).hexdigest()})
    return Closing(
        edition,
        (
            (f"{week}/_edition-{number}.md", text),
            *addresses_kept(collection, digests, week),
            (FIGURES, _counted(collection, digests, week, edition)),
            (f"{week}/{DIGEST_FILE}", _written(documents[DIGEST_FILE], published, edition)),
        ),
    )


def fingerprint_of(digests: Path, week: str) -> str:
    """SHA-256 of the content of a week: comments and formatting do not count."""
    return _fingerprint(_documents(digests, week), digests, week)


def _fingerprint(documents: dict[str, Document], digests: Path, week: str) -> str:
    files = {name: document.data for name, document in documents.items()}
    return fingerprint(files, week, _lines(digests / ADDRESSES))


def _closed(digest: Digest, published: date, edition: Edition) -> Digest:
    return digest.model_copy(
        update={"status": DigestStatus.PUBLISHED, "published": published, "editions": (*digest.editions, edition)}
    )


def _documents(digests: Path, week: str) -> dict[str, Document]:
    found = {}
    for path in sorted((digests / week).glob("*.yaml")):
        document, _ = parse(path.name, read_whole(path))
        if document is not None:
            found[path.name] = document
    return found


def addresses_kept(collection: Collection, digests: Path, week: str = "") -> Iterator[tuple[str, str]]:
    """All published addresses, and the ids in feeds that follow from nothing else, as texts by their paths.

    Those of before, those of all published weeks, and those of this one.
    """
    open_weeks = {w for w, d in collection.digests.items() if d.status is DigestStatus.DRAFT} - {week}
    entries = [entry for entry in collection.entries if entry.week not in open_weeks]
    pages = page_addresses(entries, {kind: getattr(collection, kind) for kind in RECORDS})
    # First the ids: an address that is kept without its id has the id of a page that was never another.
    ids = dict(line.split(" ", 1) for line in _lines(digests / FEED_IDS) if is_record(line))
    records = (page for page in sorted(pages) if page.partition("/")[0] in RECORDS)
    made = collection.minted.to_record(collection.settings, entries, records)
    if made.keys() - ids.keys():
        ids = {**made, **ids}
        yield FEED_IDS, _IDS + _taken(digests / FEED_IDS) + "".join(f"{page} {ids[page]}\n" for page in sorted(ids))
    known = sorted({*_lines(digests / ADDRESSES), *pages})
    left_out = left_out_line(_all_lines(digests / ADDRESSES), collection.settings)
    head = _ADDRESSES + left_out + _taken(digests / ADDRESSES)
    yield ADDRESSES, head + "".join(f"{page}\n" for page in known)


def _taken(path: Path) -> str:
    """What a file says of lines that were taken out for the sake of a private person."""
    return "".join(f"{line}\n" for line in _all_lines(path) if is_taken_line(line))


def _counted(collection: Collection, digests: Path, week: str, edition: Edition) -> str:
    """`_figures.yaml` with the figures of an edition; all else in it stays as it is."""
    path = digests / FIGURES
    lines = read_whole(path).decode().splitlines() if path.is_file() else []
    lines = lines or ["# What was counted when editions went out: week --publish adds a line.", "schema: 1", "figures:"]
    begin = f"  - {{week: {week}, edition: {edition.number}, "
    lines = ["figures:" if line == "figures: []" else line for line in lines if not line.startswith(begin)]
    return "\n".join([*lines, line_of(figures_of(collection, week, edition.number, edition.date)), ""])


def _all_lines(path: Path) -> list[str]:
    return read_whole(path).decode().splitlines() if path.is_file() else []


def _lines(path: Path) -> list[str]:
    return [line for line in _all_lines(path) if line and not line.startswith("#")]


def _written(document: Document, published: date, edition: Edition) -> str:
    """The text of `_digest.yaml` as it will be; comments and order stay."""
    lines = document.text.removeprefix("\ufeff").rstrip("\n").split("\n")
    _set(document, lines, "status", "published")
    if "published" in document.data:
        _set(document, lines, "published", str(published))
    else:
        lines.insert(_line_of(document, "status") + 1, f"published: {published}")
    item = [f"  - number: {edition.number}", f"    date: {edition.date}"]
    item += f"    {pair('why', edition.why, 4)}".rstrip("\n").split("\n") if edition.why else []
    item += [f"    text: {edition.text}", f"    data: {edition.data}"]
    at = next((i for i, line in enumerate(lines) if re.match(r"editions:", line)), None)
    if at is None:
        lines += ["editions:", *item]
    elif not document.data["editions"]:
        lines[at : at + 1] = ["editions:", *item]
    else:
        end = next((i for i in range(at + 1, len(lines)) if re.match(r"[^\s#-]", lines[i])), len(lines))
        lines[end:end] = item
    return "\n".join(lines) + "\n"


def _set(document: Document, lines: list[str], field: str, value: str) -> None:
    at = _line_of(document, field)
    lines[at] = re.sub(rf"^{field}:\s*[^\s#]*", f"{field}: {value}", lines[at])


def _line_of(document: Document, field: str) -> int:
    line, column = document.where((field,), key=True)
    if column != 1:
        raise Refusal(f"{document.path}: write its fields one a line, so that closing the week can change them.")
    return line - 1


def fresh_digest() -> str:
    """The text of `_digest.yaml` for a week that opens."""
    return "# yaml-language-server: $schema=../digest.schema.json\nschema: 1\nstatus: draft\npublished: null\n"


def missing(digest: Any) -> list[str]:
    """What a digest could still say, in words."""
    wanted = {"note": "an editor's note", "lead": "the entry that stands first", "screened": "what was screened"}
    return [words for field, words in wanted.items() if not getattr(digest, field)]
