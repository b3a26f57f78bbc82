"""Folders as data engines write them: what the folder of a file says of all its rows, and which files are no data.

Spark and Hive take a column out of the files and into the names of folders: `language=ru/part-00000.parquet`.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from urllib.parse import unquote

from newsdesk.intake.inbox import Reading
from newsdesk.intake.inbox.reading.values import day, folded, line, picked, tag
from newsdesk.model.edtf import Edtf

# What engines leave beside data: marks of work that is done or begun, and what was left by work that was stopped.
_MARKS = re.compile(r"_(?:SUCCESS|started_.*|committed_.*|metadata|common_metadata)")
_NO_DATA = frozenset({"_temporary", "_delta_log", "_spark_metadata"})
# The folder of rows that have nothing in the column.
_NOTHING = "__HIVE_DEFAULT_PARTITION__"
# Rows say themselves what they are called and where they stand.
_MEANT = ("date", "language", "outlet")


def is_mark(name: str) -> bool:
    """Whether a file is a mark of an engine, and not data."""
    return bool(_MARKS.fullmatch(name))


def is_data(folder: str) -> bool:
    """Whether a folder below one with data may hold data."""
    return folder not in _NO_DATA


def columns_of(path: PurePath) -> dict[str, str]:
    """The columns that the names of its folders hold, which are the same for all rows of a file."""
    pairs = (part.partition("=") for part in path.parts[:-1] if "=" in part)
    return {folded(unquote(name)): unquote(value) for name, _, value in pairs if name and value not in ("", _NOTHING)}


def fill(reading: Reading, columns: Mapping[str, str], today: date, shown: str) -> None:
    """Take from the folders of a file what its rows do not say of their day, language and outlet."""
    said = {what: picked(columns, what) for what in _MEANT}
    when = day(said["date"]) if said["date"] else ""
    if when and Edtf.of(when).first > today:
        words = f"Its folder is dated {when}, which is to come: the date is left out."
        reading.tell(shown, "inbox-future", words)
        when = ""
    spoken = tag(said["language"]) if said["language"] else ""
    outlet = line(said["outlet"], 200) if said["outlet"] else ""
    if when or spoken or outlet:
        reading.listed[:] = [
            replace(one, date=one.date or when, language=one.language or spoken, outlet=one.outlet or outlet)
            for one in reading.listed
        ]
