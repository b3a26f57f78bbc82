"""The one file of what is kept: whatever befalls it, what was put comes back whole or not at all."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_kept import FAULTS

from newsdesk.build.cache import NAME, Cache

VALUES = {"a": {"text": "Жапаров 🦢 \ud800", "n": 10**17, "list": [None, True, ["x", 1.5]]}, "b": [], "c": "x" * 5000}


def put(folder: Path, values: dict[str, object], kind: str = "part", program: str = "1") -> None:
    with Cache(folder, program) as cache:
        cache.put_many(kind, values)


def got(folder: Path, kind: str = "part", program: str = "1", keys: str = "abc") -> dict[str, object]:
    with Cache(folder, program) as cache:
        return cache.get_many(kind, keys)


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "when-needed"
    assert got(folder) == {}
    assert not folder.exists(), "what keeps nothing leaves nothing"
    put(folder, VALUES)
    assert got(folder) == VALUES
    assert got(folder, kind="data") == got(folder, program="2") == {}
    assert os.listdir(folder) == [NAME]
    with Cache(folder, "1") as cache:
        cache.put("part", "a", "new")
        assert cache.get_many("part", "ab") == {"a": "new", "b": []}, "before it is written"
    assert got(folder) == {**VALUES, "a": "new"}


def test_many_keys_come_back_as_few_do(tmp_path: Path) -> None:
    values = {str(number): number for number in range(5000)}
    put(tmp_path, values)
    with Cache(tmp_path, "1") as cache:
        assert cache.get_many("part", values) == values
        assert cache.get_many("part", list(values)[:1200]) == dict(list(values.items())[:1200])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_file_is_begun_anew(tmp_path: Path, fault: Callable[[Path], None]) -> None:
    put(tmp_path, VALUES)
    fault(tmp_path / NAME)
    found = got(tmp_path)
    assert found.items() <= VALUES.items(), "nothing else than what was put"
    put(tmp_path, VALUES)
    if not (tmp_path / NAME).is_dir() and fault.__name__ != "pipe":  # what nobody of ours made stays there
        assert got(tmp_path) == VALUES


def test_every_flipped_byte_is_seen(tmp_path: Path) -> None:
    put(tmp_path, VALUES)
    whole = (tmp_path / NAME).read_bytes()
    seen = 0
    for at in range(0, len(whole), 97):
        raw = bytearray(whole)
        raw[at] ^= 0x55
        (tmp_path / NAME).write_bytes(raw)
        found = got(tmp_path)
        assert all(VALUES[key] == value for key, value in found.items()), at
        seen += found != VALUES
    assert seen > 20


def test_rows_that_were_forged_or_changed_places_do_not_count(tmp_path: Path) -> None:
    put(tmp_path, {"a": "one", "b": "two"})
    with sqlite3.connect(tmp_path / NAME) as database:
        database.execute("UPDATE kept SET value = (SELECT max(value) FROM kept)")
    assert got(tmp_path) == {"b": "two"}
    with sqlite3.connect(tmp_path / NAME) as database:
        database.execute("UPDATE kept SET value = 'text', seal = 7, run = 'x'")
    assert got(tmp_path) == {}
    database.close()


@pytest.mark.parametrize("mark", [0, 1, 0x6E643031])
def test_somebody_elses_database_is_replaced(tmp_path: Path, mark: int) -> None:
    with sqlite3.connect(tmp_path / NAME) as database:
        database.execute("CREATE TABLE things (name TEXT)")
        database.execute(f"PRAGMA user_version = {mark}")
    database.close()
    assert got(tmp_path) == {}
    put(tmp_path, VALUES)
    assert got(tmp_path) == VALUES


def test_rows_that_nobody_asks_for_are_forgotten(tmp_path: Path) -> None:
    put(tmp_path, {"a": 1, "b": 2})
    for number in range(30):
        with Cache(tmp_path, "1") as cache:
            assert cache.get_many("part", "a") == {"a": 1}
            cache.put("part", f"new {number}", number)
    assert got(tmp_path) == {"a": 1}
    with sqlite3.connect(tmp_path / NAME) as database:
        assert database.execute("SELECT count(*) FROM kept").fetchone()[0] < 20
    database.close()


WRITER = """
import sys
from pathlib import Path
from newsdesk.build.cache import Cache
for turn in range(10):  # fewer than those after which what nobody asks for is forgotten
    with Cache(Path(sys.argv[1]), "1") as cache:
        cache.put_many("part", {f"{sys.argv[2]} {number}": [turn, "x" * 3000] for number in range(100)})
        assert all(text == "x" * 3000 for _, text in cache.get_many("part", [f"a {n}" for n in range(100)]).values())
"""


def test_two_at_once_and_one_killed_leave_a_whole_file(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    both = [subprocess.Popen([sys.executable, "-c", WRITER, tmp_path, name], cwd=root) for name in "ab"]
    killed = subprocess.Popen([sys.executable, "-c", WRITER, tmp_path, "c"], cwd=root)
    while not (tmp_path / NAME).exists() and killed.poll() is None:
        pass
    killed.kill()
    killed.wait()
    assert [one.wait() for one in both] == [0, 0]
    keys = [f"{name} {number}" for name in "ab" for number in range(100)]
    with Cache(tmp_path, "1") as cache:
        assert len(cache.get_many("part", keys)) == 200


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    put(tmp_path / "file" / "cache", VALUES)
    put(tmp_path, VALUES)

    def full(*given: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("newsdesk.build.cache._transaction", full)
    put(tmp_path, {"d": 1})
    monkeypatch.undo()
    assert got(tmp_path, keys="abcd") == VALUES
