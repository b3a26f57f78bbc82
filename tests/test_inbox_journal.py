"""The journal of the inbox: cut at any byte, written by two at once, on a full disk, or by somebody else."""

import errno
import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from effort import examples
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.model.candidates import Item, State
from newsdesk.problems import Refusal
from newsdesk.store.inbox.journal import Inbox, Journal
from newsdesk.store.inbox.steps import apart, later, leave, take, undo

NOW = datetime(2022, 11, 8, 12, tzinfo=UTC)
AT = "2022-11-08T12:00:00Z"


def item(id: str, **more: object) -> Item:
    return Item(id=id, origin="links.txt:1", key=f"lantern.example/{id}", title=f"Лебеди {id}", **more)  # type: ignore[arg-type]


def added(*ids: str) -> list[dict[str, object]]:
    return [{"do": "add", "at": AT, "item": item(id).as_data()} for id in ids]


def short(inbox: Inbox) -> dict[str, str]:
    return {id: str(one.state) for id, one in inbox.candidates.items()}


def test_steps_and_how_they_are_taken_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert short(journal.read()) == {}
    journal.write(added("aa", "ab", "b"))
    find = journal.read().of
    later(journal, find("aa"), NOW)
    leave(journal, find("aa"), "off-topic", {"off-topic": "x"}, NOW)
    take(journal, find("b"), "swans-counted", "2022-W42", NOW)
    assert short(journal.inbox) == {"aa": "left", "ab": "new", "b": "taken"}
    assert (find("aa").week, find("b").week) == ("2022-W45", "2022-W42")
    assert undo(journal, find("aa"), NOW) is State.LATER
    assert undo(journal, find("aa"), NOW) is State.NEW
    refused = {
        "There is no candidate c. Look at the ids in: inbox list": lambda: find("c"),
        "Several candidates begin with a. Look at the ids in: inbox list": lambda: find("a"),
        "aa is new: there is nothing to undo.": lambda: undo(journal, find("aa"), NOW),
        '"of-topic" is no reason. Did you mean "off-topic"?': lambda: leave(
            journal, find("ab"), "of-topic", {"off-topic": "x"}, NOW
        ),
        "b is taken: its entry is swans-counted. Take that back first: inbox undo b": lambda: later(
            journal, find("b"), NOW
        ),
    }
    journal.write([{"do": "add", "at": AT, "item": item("zz", head="ab", why="text").as_data()}])
    assert short(journal.read()).keys() == {"aa", "ab", "b"}
    parted = apart(journal, "z", NOW)
    assert (parted.id, parted.item.head, journal.inbox.candidates["ab"].copies) == ("zz", "", [])
    refused["zz is no copy of another: there is nothing to part."] = lambda: apart(journal, "zz", NOW)
    for words, act in refused.items():
        with pytest.raises(Refusal) as refusal:
            act()
        assert str(refusal.value) == words
    assert short(Journal(tmp_path).read()) == short(journal.inbox)
    assert short(journal.inbox) == {"aa": "new", "ab": "new", "b": "taken", "zz": "new"}
    # What has come in as its copy meanwhile belongs to the other one, too.
    journal.write([{"do": "add", "at": AT, "item": item("zzz", head="zz", why="text").as_data()}])
    later(journal, find("zz"), NOW)
    assert [undo(journal, find("zz"), NOW), undo(journal, find("zz"), NOW)] == [State.NEW, None]
    for known in (journal.inbox, Journal(tmp_path).read()):
        assert [(one.id, one.head) for one in known.candidates["ab"].copies] == [("zz", "ab"), ("zzz", "zz")]
        assert known.head_of["zz"] == known.head_of["zzz"] == "ab"
    assert apart(journal, "zz", NOW).copies == []


def test_a_clock_that_jumps_puts_nothing_in_another_order(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write(added("a"))
    find = journal.read().of
    later(journal, find("a"), NOW)
    leave(journal, find("a"), "off-topic", {"off-topic": "x"}, NOW.replace(year=1970))
    assert short(Journal(tmp_path).read()) == {"a": "left"}, "what was done last counts, whatever the clock said"
    later(journal, find("a"), NOW.replace(year=2099))
    assert undo(journal, find("a"), NOW) is State.LEFT
    assert undo(journal, find("a"), NOW.replace(year=1970)) is State.LATER
    assert (journal.inbox.damaged, short(Journal(tmp_path).read())) == ([], {"a": "later"})


LINES = [
    *added("a", "b"),
    {"do": "later", "at": AT, "id": "a"},
    {"do": "add", "at": AT, "item": item("c", head="a", why="text").as_data()},
    {"do": "left", "at": AT, "id": "b", "why": "minor"},
    {"do": "undo", "at": AT, "id": "b"},
    {"do": "again", "at": AT, "id": "c", "origin": "feed"},
    {"do": "apart", "at": AT, "id": "c"},
]
WHOLE = "".join(json.dumps(one) + "\n" for one in LINES).encode()


@given(end=st.integers(0, len(WHOLE)), rest=st.binary(max_size=40))
@examples(1)
def test_cut_at_any_byte_all_whole_lines_count_and_work_goes_on(
    tmp_path_factory: pytest.TempPathFactory, end: int, rest: bytes
) -> None:
    root = tmp_path_factory.mktemp("cut")
    (root / ".desk").mkdir()
    (root / ".desk" / "inbox.jsonl").write_bytes(WHOLE[:end])
    expected = Inbox()
    for number, line in enumerate(WHOLE[:end].split(b"\n")[:-1], 1):
        expected.take(number, line)
    journal = Journal(root)
    assert short(journal.read()) == short(expected)
    assert journal.inbox.damaged == []
    journal.write(added("new"))
    # A line of which only its end is missing is whole.
    expected.take(99, WHOLE[:end].rpartition(b"\n")[2])
    both = Journal(root)
    assert short(both.read()).items() >= {**short(expected), "new": "new"}.items()
    assert short(journal.read()) == short(both.inbox)
    # What somebody else wrote into it is passed over, and hides nothing of ours.
    with (root / ".desk" / "inbox.jsonl").open("ab") as file:
        file.write(b"\n" + rest.replace(b"\n", b" ") + b"\n")
    journal.write(added("last"))
    assert short(Journal(root).read()) == short(journal.read())
    assert {"new", "last"} <= set(short(journal.inbox))


NO_LINES = [
    b"[]", b"7", b"null", b'"x"', b"{}", b'{"do": "add"}', b'{"do": "add", "at": "x", "item": {}}', b"\xff\xfe",
    b"[" * 9000,
    b'{"do": "add", "at": "2022-11-08", "item": {"id": 7, "origin": "x"}}',
    b'{"do": "later", "at": "2022-11-08", "id": "z"}',
    b'{"do": "add", "at": "2022-11-08", "item": {"id": "z", "origin": "x", "secret": 1}}',
    b'{"do": "add", "at": "2022-11-08", "item": {"id": "z", "origin": "x", "alike": [1]}}',
    b'{"do": "dance", "at": "2022-11-08", "id": "a"}', b'{"do": {}, "at": "2022-11-08", "id": "a"}',
    b'{"do": "again", "at": "2022-11-08", "id": [], "origin": "x"}',
]  # fmt: skip


def test_lines_that_are_none_of_ours_are_passed_over_and_told(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write(added("a"))
    with journal.path.open("ab") as file:
        file.write(b"\n".join(NO_LINES) + b"\n")
    journal.write(added("b"))
    assert short(journal.read()) == {"a": "new", "b": "new"}
    assert journal.inbox.damaged == [*range(2, 2 + len(NO_LINES))]


def test_another_file_in_its_place_is_read_anew(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write(added(*"abcdef"))
    assert len(journal.read().candidates) == 6
    other = journal.path.with_name("other")
    other.write_bytes(journal.path.read_bytes().replace(b'"a"', b'"x"') + b"\n")
    os.replace(other, journal.path)
    assert list(journal.read().candidates) == [*"xbcdef"]
    journal.path.write_bytes(b"")
    assert journal.read().candidates == {}
    journal.path.unlink()
    assert journal.read().candidates == {}


def test_a_copy_goes_to_its_head_and_the_same_address_counts_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    copy, again, lost = (
        item("c", head="a", why="text"),
        item("d")._replace(key="lantern.example/a"),
        item("e", head="?"),
    )
    journal.write([*added("a"), *({"do": "add", "at": AT, "item": one.as_data()} for one in (copy, again, lost))])
    inbox = journal.read()
    assert [one.id for one in inbox.candidates["a"].items] == ["a", "c"]
    assert inbox.candidates["a"].origins == ["links.txt:1"]
    assert inbox.of("c").id == "a"
    assert inbox.of("e").items == [lost]


def write_many(root: str, name: str) -> None:
    for number in range(40):
        Journal(Path(root)).write(added(f"{name}{number}"))


def test_two_that_add_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    # Each opens the file for itself, so that the system's lock holds between threads as it does between processes.
    both = [threading.Thread(target=write_many, args=(str(tmp_path), name)) for name in "xy"]
    for one in both:
        one.start()
    for one in both:
        one.join()
    inbox = Journal(tmp_path).read()
    assert (len(inbox.candidates), inbox.damaged) == (80, [])


def test_on_a_full_disk_nothing_is_half_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.write(added("a"))
    before = journal.path.read_bytes()
    write = os.write

    def full(file: int, raw: bytes) -> int:
        if len(raw) > 60:
            return write(file, bytes(raw[:60]))
        raise OSError(errno.ENOSPC, "No space left on device")

    with patch("newsdesk.store.inbox.journal.os.write", full), pytest.raises(Refusal) as refusal:
        journal.write(added("b"))
    assert str(refusal.value) == (
        ".desk/inbox.jsonl cannot be written: No space left on device. Nothing was lost, and nothing was added."
    )
    assert journal.path.read_bytes() == before
    journal.write(added("b"))
    assert short(journal.read()) == {"a": "new", "b": "new"}


@pytest.mark.parametrize("name", ["pipe", "folder", "link", "device"])
def test_something_else_in_its_place(tmp_path: Path, name: str) -> None:
    folder = tmp_path / ".desk"
    folder.mkdir()
    path = folder / "inbox.jsonl"
    {
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "link": lambda: path.symlink_to(path.name),
        "device": lambda: path.symlink_to("/dev/zero"),
    }[name]()
    journal = Journal(tmp_path)
    with pytest.raises(Refusal, match=r"^\.desk/inbox\.jsonl cannot be read: It is a "):
        journal.read()
    with pytest.raises(Refusal, match=r"cannot be written: It is no ordinary file"):
        journal.write(added("a"))


def test_pages_stay_in_their_folder_and_links_are_not_written_through(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "press")
    (tmp_path / "press").mkdir()
    for name in ("../x", "/etc/passwd", "", "a/b", ".."):
        with pytest.raises(Refusal, match="names a page outside its folder"):
            journal.page(name)
    (tmp_path / "elsewhere").mkdir()
    journal.folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refusal, match=r"^\.desk is no folder\."):
        journal.write(added("a"))
    assert list((tmp_path / "elsewhere").iterdir()) == []
