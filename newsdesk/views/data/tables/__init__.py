"""Tables for spreadsheets and for data engines: which there are, their columns, and what tells their rows apart."""

from dataclasses import dataclass

from newsdesk.views.data.tables.cells import DAYS, LISTS, NUMBERS, REALS, head, rows_of, safe_cell
from newsdesk.views.data.tables.disputes import ACCOUNTS, QUESTIONS, account_values, question_values
from newsdesk.views.data.tables.entries import (
    ENTRY_COLUMNS,
    SOURCE_COLUMNS,
    archive_url,
    entry_rows,
    entry_values,
    original_of,
    refused,
    source_rows,
    source_values,
)
from newsdesk.views.data.tables.records import CORRECTIONS, OUTLETS, correction_values, outlet_values

__all__ = [
    "ACCOUNTS",
    "CORRECTIONS",
    "DAYS",
    "ENTRY_COLUMNS",
    "LISTS",
    "NUMBERS",
    "OUTLETS",
    "QUESTIONS",
    "REALS",
    "SOURCE_COLUMNS",
    "TABLES",
    "Table",
    "account_values",
    "archive_url",
    "correction_values",
    "entry_rows",
    "entry_values",
    "head",
    "original_of",
    "outlet_values",
    "question_values",
    "refused",
    "rows_of",
    "safe_cell",
    "source_rows",
    "source_values",
]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, those that tell its rows apart, and what a row is."""

    columns: tuple[str, ...]
    keys: tuple[str, ...]
    row: str


TABLES = {
    "entries": Table(ENTRY_COLUMNS, ("id",), "entry"),
    "sources": Table(SOURCE_COLUMNS, ("entry", "position"), "source of an entry: who cites whom, and how"),
    "questions": Table(
        tuple(QUESTIONS), ("story", "position"), "question of a story on which accounts differ, with its range"
    ),
    "accounts": Table(
        tuple(ACCOUNTS),
        ("story", "question_position", "position"),
        "account of such a question: who gives it, its number, and how we know it",
    ),
    "corrections": Table(
        tuple(CORRECTIONS), ("subject", "record", "position"), "correction of an entry, digest or register"
    ),
    "outlets": Table(tuple(OUTLETS), ("id",), "outlet of the register, each fact with its basis"),
}
"""Every table by its name; the first column of each has its notices."""
