"""While the desk is open its files are watched and checked, and open pages are told of it."""

import json
import os
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from open_desk import DAY, NOON, Opened, open_desk
from terminal import awaited
from test_desk import project_at

from newsdesk.desk.live.checking import Checking
from newsdesk.desk.live.mending import form_of, mending
from newsdesk.desk.live.telling import MOST, Telling
from newsdesk.desk.office import Desk
from newsdesk.desk.running import HOST, listening, server_of
from newsdesk.interface import words_of
from newsdesk.load.ordinary import digest_of
from newsdesk.serve.watching import watching as watched

TOPICS = "digests/topics.yaml"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_desk(project_at(tmp_path_factory.mktemp("live"))) as one:
        yield one


class Stream:
    """What a page that listens is sent."""

    def __init__(self, opened: Opened) -> None:
        self.connection = HTTPConnection(HOST, opened.desk.port, timeout=60)
        self.connection.request("GET", "/events", headers={"X-Desk": opened.desk.token})
        self.answer: HTTPResponse = self.connection.getresponse()

    def next(self, kind: str) -> dict:
        """The next event of a kind."""
        now = ""
        while line := self.answer.readline().decode():
            now = line.removeprefix("event: ").strip() if line.startswith("event: ") else now
            if line.startswith("data: ") and now == kind:
                return json.loads(line.removeprefix("data: "))
        raise AssertionError(f"the stream ended before {kind}")

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


@pytest.fixture
def stream(opened: Opened) -> Iterator[Stream]:
    one = Stream(opened)
    assert one.next("open") == {}
    yield one
    one.close()


def test_a_fault_is_told_with_its_place_until_it_is_mended(opened: Opened, stream: Stream) -> None:
    topics = opened.desk.project.root / TOPICS
    good = topics.read_text("utf-8")
    topics.write_text("schema: 1\ntopics:\n  <b>:\n    name: 1\n", "utf-8")
    assert stream.next("changed") == {
        "many": False,
        "files": [{"path": TOPICS, "digest": digest_of(topics.read_bytes())}],
    }
    found = stream.next("faults")
    assert found["faults"][-1] | {"message": ""} == {
        "place": f"{TOPICS}, line 4",
        "message": "",
        "remedy": "Put it in quotes.",
        "link": f"/file/{TOPICS}?line=4",
        "form": "",
    }
    assert opened.ask("GET", "/api/faults") == (200, found)
    topics.write_text(good, "utf-8")
    assert stream.next("faults") == {"count": "", "drafts": [], "more": 0, "faults": []}


def test_what_is_taken_away_and_brought_back_is_watched_again(opened: Opened, stream: Stream) -> None:
    digests = opened.desk.project.digests
    digests.rename(digests.with_name("away"))
    gone = stream.next("faults")
    assert gone["faults"][0]["message"].startswith(f"There is no folder {digests}.")
    digests.with_name("away").rename(digests)
    assert stream.next("faults")["count"] == ""
    (digests / "topics.yaml").write_bytes((digests / "topics.yaml").read_bytes())
    assert stream.next("changed")["files"][0]["path"] == TOPICS


def test_many_changes_are_checked_once(tmp_path: Path) -> None:
    desk = Desk(project_at(tmp_path), words_of("en"), lambda *_: 0, lambda: DAY, lambda: DAY, lambda: NOON, 1)
    looks = []

    class Heard(Telling):
        is_heard = True

        def tell(self, kind: str, data, subject: str = "") -> None:
            if kind == "faults":
                looks.append((desk.changes, data["count"]))
                checking.stop()

    checking = Checking(desk, Heard())
    for number in range(5000):
        checking.told([tmp_path / f"{number}.yaml"])
    checking.run()
    assert looks == [(5000, "")]


def test_the_last_word_is_told_and_no_more(tmp_path: Path) -> None:
    async def heard() -> list[bytes]:
        telling = Telling()
        stream = telling.stream()
        await anext(stream)
        for number in range(10_000):
            telling.tell("faults", number)
            telling.tell("changed", "\ud800\n")
        told = await anext(stream)
        telling.close()
        return [told, *[more async for more in stream], telling.is_heard]

    assert awaited(heard()) == [b'event: faults\ndata: 9999\n\nevent: changed\ndata: "?\\n"\n\n', False]


def test_files_are_looked_at_where_the_system_tells_of_none(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    told, seen = threading.Event(), []

    def hear(paths) -> None:
        seen.extend(path.name for path in paths)
        told.set()

    watching = watched(project, hear, poll=True)
    watching.start()
    number = 0
    while not told.wait(0.3):  # it has to have looked once before
        number += 1
        (project.digests / "topics.yaml").write_text("#" * number, "utf-8")
    assert set(seen) == {"topics.yaml"}
    watching.stop()
    assert watching.join(30)


def test_a_name_that_is_no_utf_8_ends_no_watch(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    told, good = threading.Event(), threading.Event()

    def hear(paths) -> None:
        told.set()
        if any(path.name == "topics.yaml" for path in paths):
            good.set()

    watching = watched(project, hear)
    watching.start()
    number = 0
    while not told.wait(0.3):
        number += 1
        (project.digests / os.fsdecode(b"od\xff%d.yaml" % number)).write_text("schema: 1\n", "utf-8")
    while not good.wait(0.3):
        assert not watching.join(0)
        number += 1
        (project.digests / "topics.yaml").write_text("#" * number, "utf-8")
    watching.stop()
    assert watching.join(30)


def test_streams_end_when_the_desk_is_stopped(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    with listening(0) as place:
        desk = Desk(
            project, words_of("en"), lambda *_: 0, lambda: DAY, lambda: DAY, lambda: NOON, place.getsockname()[1]
        )
        server = server_of(desk)
        thread = threading.Thread(target=server.run, args=([place],), daemon=True)
        thread.start()
        streams = [Stream(Opened(desk)) for _ in range(100)]
        for one in streams:
            one.next("open")
        half = socket.create_connection((HOST, desk.port))
        half.sendall(b"GET / HTTP/1.1\r\nHost: ")  # one that never says the rest
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive()
        assert server.watching.join(30)
        assert {(one.answer.read(), one.close())[0] for one in streams} == {b"\n"}, "nothing after the first event"
        half.close()
    assert MOST > 100


def test_a_file_is_mended_as_a_text_and_nothing_is_overwritten(opened: Opened) -> None:
    root = opened.desk.project.root
    (root / "digests/line-ends.yaml").write_bytes(b"schema: 1\r\nx: </textarea>\r\n")
    status, text = opened.ask("GET", "/file/digests/line-ends.yaml?line=2")
    assert (status, 'data-line="2"' in text) == (200, True)
    assert "schema: 1\nx: &lt;/textarea&gt;\n</textarea>" in text
    digest = digest_of((root / "digests/line-ends.yaml").read_bytes())
    wanted = {"text": "schema: 1\nx: да\n", "digest": digest}
    status, now = opened.ask("POST", "/api/file/digests/line-ends.yaml", wanted)
    assert status == 200
    assert (root / "digests/line-ends.yaml").read_bytes() == "schema: 1\r\nx: да\r\n".encode()
    assert now == {"path": "digests/line-ends.yaml", "digest": digest_of("schema: 1\r\nx: да\r\n".encode())}
    again = opened.ask("POST", "/api/file/digests/line-ends.yaml", wanted)
    assert again == (409, {"refusal": "digests/line-ends.yaml has changed since you opened it. Nothing was written."})
    assert opened.ask("POST", "/api/file/digests/line-ends.yaml", {"text": 1})[0] == 409
    (root / "digests/line-ends.yaml").unlink()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("Makefile", "is no file of this collection"),
        ("digests/../Makefile", "is no file of this collection"),
        ("digests/%2e%2e/%2e%2e/etc/passwd", "is no file of this collection"),
        ("/etc/passwd", "is no file of this collection"),
        (".git/config", "is no file of this collection"),
        ("digests/.secret.yaml", "is no file of this collection"),
        ("digests/out.yaml", "is no file of this collection"),
        ("digests/gone.yaml", "cannot be read: No such file"),
        ("digests/%00.yaml", "There is no such file in this collection."),
        ("digests/cp1251.yaml", "is not UTF-8 at byte 1."),
        ("digests/mixed.yaml", "without changing more of it than you see"),
        ("digests/pipe.yaml", "It is a pipe"),
    ],
)
def test_nothing_else_is_shown_or_written(opened: Opened, path: str, says: str) -> None:
    digests = opened.desk.project.digests
    made = {"cp1251.yaml": "да".encode("cp1251"), "mixed.yaml": b"a\r\nb\n", ".secret.yaml": b"x"}
    for name, raw in made.items():
        (digests / name).write_bytes(raw)
    (digests / "out.yaml").symlink_to(digests.parent / "Makefile")
    os.mkfifo(digests / "pipe.yaml")
    try:
        status, text = opened.ask("GET", f"/file/{path}")
        assert (status, says in text) == (409, True), text
        status, told = opened.ask("POST", f"/api/file/{path}", {"text": "x", "digest": "y"})
        assert (status, says in told["refusal"]) == (409, True), told
        assert all((digests / name).read_bytes() == raw for name, raw in made.items())
    finally:
        for name in (*made, "out.yaml", "pipe.yaml"):
            (digests / name).unlink()


def test_each_fault_leads_somewhere() -> None:
    assert mending("digests/2022-W42/ад.yaml", 3) == "/file/digests/2022-W42/%D0%B0%D0%B4.yaml?line=3"
    assert form_of("digests/2022-W42/ferry-stops.yaml", "bad-id") == "/draft/ferry-stops"
    assert form_of("digests/2022-W42/_digest.yaml", "bad-id") == form_of("digests/topics.yaml", "bad-id") == ""
    assert mending("digests/a b.yaml", 3, "merge-conflict") == "/changes/conflict?path=digests/a%20b.yaml"
    assert form_of("digests/2022-W42/a.yaml", "merge-conflict") == "", "its place leads there"
    assert mending("/elsewhere/mkdocs.yml", 3) == mending("", 1) == ""
