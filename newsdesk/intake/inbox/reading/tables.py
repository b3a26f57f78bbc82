"""Tables of crawlers: CSV, JSON Lines and Parquet, by names of columns that newsdesk/data/inbox/columns.yaml lists."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import from_json

from newsdesk.intake.capture.files import decode
from newsdesk.intake.inbox import MAX_ITEMS, MAX_TEXT, Listed, Reading
from newsdesk.intake.inbox.reading.values import address, day, folded, line, picked, plain, tag

_SEPARATORS = ",;\t|"
LONGEST = 4 * 1024**2
"""Longer lines of JSON hold no article."""


def read_csv(raw: bytes, shown: str) -> Reading:
    """The rows of a table in text, whatever stands between its columns."""
    found, text = Reading(), decode(raw).replace("\0", "")
    head = text.partition("\n")[0].lstrip("\ufeff").strip()
    # A spreadsheet says in a line of its own what stands between columns.
    is_told = head[:-1].lower() == "sep="
    separator = head[-1] if is_told else max(_SEPARATORS, key=head.count)
    csv.field_size_limit(MAX_TEXT * 10)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names: list[str] = []
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            found.tell(f"{shown}:{rows.line_num}", "inbox-damaged", f"The row cannot be read ({error}).")
            continue
        if row is None:
            break
        if is_told and rows.line_num == 1:
            continue
        if not names:
            names = [folded(name.lstrip("\ufeff")) for name in row]
            if not _knows(found, shown, names):
                return found
        elif any(map(str.strip, row)):
            place = f"{shown}:{rows.line_num}"
            if _is_full(found, place):
                break
            if len(row) > len(names):
                words = f"The row has {len(row)} fields, the head {len(names)}: look for a quotation mark too many."
                found.tell(place, "inbox-damaged", words)
            take_row(found, place, dict(zip(names, row, strict=False)))
    return _told_empty(found, shown)


def read_lines(raw: bytes, shown: str) -> Reading:
    """JSON Lines: an object on each line."""
    found = Reading()
    # A string of JSON may hold U+2028, which ends no line of a file.
    for number, text in enumerate(decode(raw).split("\n"), 1):
        place = f"{shown}:{number}"
        if not text.strip():
            continue
        if _is_full(found, place):
            break
        try:
            row = from_json(text) if len(text) <= LONGEST else None
        except ValueError:
            row = None
        if isinstance(row, dict):
            take_row(found, place, flat(row))
        else:
            found.tell(place, "inbox-damaged", "The line holds no object of JSON, and is passed over.")
    return _told_empty(found, shown)


def read_parquet(raw: bytes, shown: str) -> Reading:
    """The rows of a Parquet file; only columns that we know are taken out of it."""
    from arro3.io import read_parquet as reading

    found = Reading()
    try:
        batches = reading(io.BytesIO(raw))
        names = [folded(name) for name in batches.schema.names]
        if not _knows(found, shown, names):
            return found
        number = 0
        for batch in batches:
            columns = [column.to_pylist() for column in batch.columns]
            for row in zip(*columns, strict=True):
                number += 1
                place = f"{shown}: row {number}"
                if _is_full(found, place):
                    return found
                take_row(found, place, flat(dict(zip(names, row, strict=True))))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the library panics at damaged files, which is no Exception
        found.tell(shown, "inbox-damaged", f"It cannot be read to its end ({type(error).__name__}). Export it anew.")
    return _told_empty(found, shown)


def flat(row: Mapping[Any, Any]) -> dict[str, Any]:
    """The same with the fields of an inner object beside the outer ones, as `outer.inner`."""
    return dict(_pairs(row))


def _pairs(row: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{folded(str(key))}.{folded(str(inner))}", each) for inner, each in value.items())
        else:
            yield folded(str(key)), value


def take_row(found: Reading, place: str, row: Mapping[str, Any]) -> None:
    """One row, by the folded names of its columns."""
    said, title = picked(row, "url"), line(picked(row, "title"))
    url = address(said)
    if not title and not url:
        found.tell(place, "inbox-no-address", "It has neither a title nor an address, and is passed over.")
        return
    if said and not url:
        found.tell(place, "inbox-no-address", f'"{line(str(said), 60)}" is no address that can be followed.')
    written = picked(row, "date")
    when = day(written)
    if written and not when:
        found.tell(place, "inbox-no-date", f'"{line(str(written), 40)}" is no certain date. Write it as 2026-11-17.')
    language = picked(row, "language")
    text, outlet = plain(picked(row, "text")), line(picked(row, "outlet"), 200)
    spoken = tag(language) if isinstance(language, str) else ""
    found.listed.append(Listed(place, title, url, when, spoken, text, outlet))


def _knows(found: Reading, shown: str, names: list[str]) -> bool:
    from newsdesk.intake.inbox.reading.values import data

    known = data("columns")
    if any(name in known["url"] or name in known["title"] for name in names):
        return True
    words = "No column is called url or title. Write the names of the columns into the first line."
    found.tell(f"{shown}:1" if names else shown, "inbox-no-columns", words)
    return False


def _is_full(found: Reading, place: str) -> bool:
    if found.is_full:
        found.tell(place, "inbox-too-many", f"Only the first {MAX_ITEMS:,} rows are read. Cut the table in two.")
    return found.is_full


def _told_empty(found: Reading, shown: str) -> Reading:
    if not found.listed and not found.told:
        found.tell(shown, "inbox-empty", "The table has no rows. Export it anew.")
    return found
