"""How values stand in the cells of tables for spreadsheets: RFC 4180, UTF-8 with a byte order mark."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

Row = tuple[Any, ...]
# Columns that hold days, whole numbers, other numbers and several values; all others hold texts.
DAYS = frozenset(
    "published_first published_last archive_refused_on accessed added updated reviewed_on withdrawn date_first"
    " date_last corrected".split()
)
NUMBERS = frozenset(
    "position corrections corrections_minor question_position edition entries outlets origins accounts speakers".split()
)
REALS = frozenset(("number", "low", "high"))
LISTS = frozenset(
    "notices stories topics countries sources references replies entries_cited refs fields languages".split()
)


# Excel takes a file without it for the local code page, and breaks Cyrillic and Arabic.
_BOM = "\ufeff"
# What makes a spreadsheet run a cell, and the full-width forms that some read as the same.
_RUNS = frozenset("=+-@\t\r\n＝＋－＠")


def safe_cell(value: Any) -> Any:
    """A value as a cell that no spreadsheet runs: an apostrophe goes before what would start a formula.

    Numbers, dates and terms start none, and neither does a text that begins with a letter or digit.
    """
    if type(value) is not str or value[:1].isalnum():
        return value
    return f"'{value}" if value[:1] in _RUNS or value.lstrip()[:1] in _RUNS else value


class _Written(list[str]):
    """Gathers what the csv module writes."""

    write = list.append


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    lines = _Written()
    csv.writer(lines).writerows([safe_cell(value) for value in row] for row in rows)
    return "".join(lines)


def head(columns: tuple[str, ...]) -> str:
    """How a table with these columns begins."""
    return _BOM + _lines([columns])


def rows_of(values: Iterable[Row]) -> str:
    """Rows as they stand in a file: lists are joined with `; `, and what is not known is empty."""
    return _lines(map(_in_cells, values))


def _in_cells(row: Row) -> Iterator[Any]:
    """A row with a text for each list: notices are sentences, which stand one after the other."""
    notices, *others = row
    yield " ".join(notices)
    for value in others:
        if type(value) is tuple:
            yield "; ".join(value)
        else:
            yield plain_number(value)


def plain_number(value: Any) -> Any:
    """A number as 63, and not as 63.0: who counts people looks for no fraction."""
    return int(value) if type(value) is float and value.is_integer() else value
