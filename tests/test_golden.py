"""The pages of the invented collection, word for word: the diff is read like code.

After a change that is meant: `python -m pytest tests/test_golden.py --refresh-golden`
"""

import difflib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from invented import collection, made, pages
from tables import each

from newsdesk.views import File, Page, made_at

GOLDEN = Path(__file__).parent / "golden"
ONE_GROUP = ("feeds/outlets/lamp-society.atom", "feeds/outlets/lamp-society.json")
REFRESH = "python -m pytest tests/test_golden.py --refresh-golden"


def golden_file(file: File) -> tuple[str, str]:
    """A database as its tables and rows, checksums without their digits: both differ with SQLite's version."""
    if file.path.endswith(".sqlite"):
        return f"{file.path}.txt", "".join(f"{line}\n" for line in rows_of(file.raw))
    if file.path.endswith("SHA256SUMS"):
        return file.path, re.sub("^[0-9a-f]{64}", "…", file.text, flags=re.MULTILINE)
    return file.path, file.text


def rows_of(database: bytes) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        query = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'entries_fts_%'"
        for kind, name, sql in connection.execute(query).fetchall():
            yield sql
            if kind == "table" and name != "entries_fts":
                rows = connection.execute(f'SELECT * FROM "{name}"')
                yield from (json.dumps(row, ensure_ascii=False) for row in rows)


def shown(page: Page | File) -> tuple[str, str]:
    """The name of a page's golden file, and what stands in it."""
    if isinstance(page, File):
        return golden_file(page)
    head = {
        "title": page.title,
        "description": page.description,
        "section": page.section,
        "toc": ", ".join(f"{name} = {label}" for name, label in page.toc),
        "head": page.head,
        "updated": page.updated,
        "anchor": page.anchor,
    }
    lines = "".join(f"{name}: {value}".rstrip() + "\n" for name, value in head.items())
    return f"{page.path}index.html", f"{lines}\n{page.content.rstrip()}\n"


def is_repeated(path: str) -> bool:
    """Whether a file only repeats what stands in others: feeds of groups hold items of the feed of all entries."""
    return path.startswith("feeds/") and path.count("/") > 1 and path not in ONE_GROUP


@cache
def wanted() -> dict[str, str]:
    return dict(shown(page) for path, page in made().items() if not is_repeated(path))


def golden() -> dict[str, Path]:
    files = (path for path in GOLDEN.rglob("*") if path.is_file())
    return {path.relative_to(GOLDEN).as_posix(): path for path in sorted(files)}


def test_there_is_a_golden_file_for_each_page_and_no_other(request: pytest.FixtureRequest) -> None:
    assert len(wanted()) == sum(not is_repeated(path) for path in made())
    if request.config.getoption("--refresh-golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in wanted().items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    missing, extra = wanted().keys() - golden().keys(), golden().keys() - wanted().keys()
    assert (sorted(missing), sorted(extra)) == ([], []), f"missing, extra; if meant: {REFRESH}"


@each(("name", "path"), lambda: golden().items())
def test_page_is_as_it_was(name: str, path: Path, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--refresh-golden"):
        pytest.skip("written anew")
    old, new = path.read_bytes().decode(), wanted().get(name, "")
    diff = difflib.unified_diff(old.splitlines(), new.splitlines(), f"golden/{name}", "now", lineterm="")
    if old != new:
        pytest.fail("\n".join([*diff, "", f"If this is meant: {REFRESH}"]), pytrace=False)


def test_each_page_is_the_same_when_it_is_made_alone() -> None:
    files = [made()[path] for path in ("robots.txt", "llms.txt")]
    assert [one.path for one in (*pages().values(), *files) if made_at(collection(), one.path) != one] == []
