"""Whatever happens to the desk, a file is as it was or as it was to be, and the next desk opens."""

import errno
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import desk as verbs
import pytest
from open_desk import DAY, Opened, open_desk
from test_desk import project_at

from newsdesk.build import Project
from newsdesk.desk.live.checking import faults
from newsdesk.desk.pages import home
from newsdesk.desk.running import HOST
from newsdesk.load.ordinary import digest_of
from newsdesk.problems import has_errors
from newsdesk.store import files

ROOT = Path(__file__).resolve().parent.parent
TOPICS = "digests/topics.yaml"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_desk(project_at(tmp_path_factory.mktemp("faults"))) as one:
        yield one


class Process:
    """A desk in a process of its own."""

    def __init__(self, root: Path) -> None:
        arguments = [sys.executable, str(ROOT / "build_digest.py"), "desk", "--root", str(root), "--no-browser"]
        with socket.socket() as free:
            free.bind((HOST, 0))
            port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [*arguments, "--port", str(port)],
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        said = self.process.stderr.readline().decode()
        self.port, self.token = re.fullmatch(r"The desk: http://127\.0\.0\.1:(\d+)/\?token=(\S+)\n", said).groups()

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(HOST, int(self.port), timeout=60)

    def save(self, text: str, digest: str) -> str:
        """Save another text; returns the digest of the file then."""
        line = self.connection()
        headers = {"X-Desk": self.token, "Origin": f"http://{HOST}:{self.port}"}
        line.request("POST", f"/api/file/{TOPICS}", json.dumps({"text": text, "digest": digest}), headers)
        answer = json.loads(line.getresponse().read())
        line.close()
        return answer["digest"]

    def end(self, number: int) -> tuple[int, str]:
        """Send a signal; returns the exit code and what it still said."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said.decode()


def test_a_desk_that_is_killed_leaves_whole_files_and_the_next_one_opens(tmp_path: Path) -> None:
    root = project_at(tmp_path).root
    topics = root / TOPICS
    good = topics.read_text("utf-8")
    texts = [good + f"# {letter}\n" * 20_000 for letter in "ab"]
    desk = Process(root)
    digest = digest_of(topics.read_bytes())
    for text in texts * 2:
        digest = desk.save(text, digest)
    # In the middle of a save: the answer is never waited for.
    body = json.dumps({"text": good, "digest": digest})
    line = desk.connection()
    line.request("POST", f"/api/file/{TOPICS}", body, {"X-Desk": desk.token, "Origin": f"http://{HOST}:{desk.port}"})
    assert desk.end(signal.SIGKILL)[0] == -signal.SIGKILL
    line.close()
    assert topics.read_text("utf-8") in (good, *texts), "never cut"
    topics.write_text(good, "utf-8")
    again = Process(root)
    streams = []
    for _ in range(20):
        line = again.connection()
        line.request("GET", "/events", headers={"X-Desk": again.token})
        streams.append((line, line.getresponse()))
        assert streams[-1][1].status == 200
    half = socket.create_connection((HOST, int(again.port)))
    head = f"POST /api/inbox/add HTTP/1.1\nHost: {HOST}:{again.port}\nX-Desk: {again.token}\nContent-Length: 9\n\n"
    half.sendall(head.replace("\n", "\r\n").encode() + b"x")  # and never the rest
    code, said = again.end(signal.SIGINT)
    assert code == 0
    assert said.endswith("Stopped.\n")
    assert "Traceback" not in said
    half.close()
    for line, answer in streams:
        answer.read()
        line.close()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_what_cannot_be_written_is_told_and_stays(opened: Opened, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    topics = opened.desk.project.root / TOPICS
    before = topics.read_bytes()

    def fail(path: Path, content: bytes) -> None:
        path.write_bytes(content[: len(content) // 2])
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(files, "put", fail)
    status, told = opened.ask("POST", f"/api/file/{TOPICS}", {"text": "x", "digest": digest_of(before)})
    assert (status, told) == (409, {"refusal": f"{topics}: {os.strerror(number)}. Nothing was changed."})
    assert topics.read_bytes() == before
    assert [path.name for path in topics.parent.iterdir() if path.name.endswith(".new")] == []


def test_a_fault_of_the_program_is_told_in_words_and_leaves_the_desk_open(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("tuple index out of range")

    said = "The program failed here: IndexError. Nothing was lost; its terminal shows what to report."
    with monkeypatch.context() as patched:
        patched.setattr("newsdesk.desk.pages.file.read", broken)
        patched.setattr("newsdesk.desk.pages.file.write", broken)
        status, told = opened.ask("POST", f"/api/file/{TOPICS}", {"text": "x", "digest": "y"})
        page_status, page = opened.ask("GET", f"/file/{TOPICS}")
    assert (status, told) == (409, {"refusal": said})
    assert (page_status, said in page) == (409, True)
    assert opened.ask("GET", f"/file/{TOPICS}")[0] == 200


def raw(opened: Opened, request: str) -> list[int]:
    """The status of each answer to some bytes on one connection."""
    with socket.create_connection((HOST, opened.desk.port), timeout=60) as line:
        line.sendall(request.replace("\n", "\r\n").encode("latin-1"))
        line.shutdown(socket.SHUT_WR)
        answered = b""
        while more := line.recv(65536):
            answered += more
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d+)", answered)]


SMUGGLED = "POST /api/file/digests/topics.yaml HTTP/1.1\nHost: {host}\nX-Desk: {token}\nContent-Length: 2\n\n{{}}"
BODIES = {
    "both lengths": ("Transfer-Encoding: chunked\nContent-Length: 4", "0\n\n" + SMUGGLED),
    "two lengths": ("Content-Length: 0\nContent-Length: 400", SMUGGLED),
    "a length with a sign": ("Content-Length: +4", "xxxx"),
    "a length of nothing": ("Content-Length: ", ""),
    "chunked by another name": ("Transfer-Encoding: xchunked", "0\n\n" + SMUGGLED),
    "chunked twice": ("Transfer-Encoding: chunked, chunked", "0\n\n" + SMUGGLED),
    "no chunk": ("Transfer-Encoding: chunked", "zz\n\n"),
    "a folded header": ("X: a\n Transfer-Encoding: chunked", SMUGGLED),
    "a space before the colon": ("Content-Length : 4", "xxxx"),
    "a second host": ("Host: evil.example\nContent-Length: 0", ""),
}


@pytest.mark.parametrize("name", BODIES)
def test_no_request_hides_in_another(opened: Opened, name: str) -> None:
    """What is read of a body by one rule is never read as a request by another."""
    values = {"host": f"{HOST}:{opened.desk.port}", "token": opened.desk.token}
    headers, body = BODIES[name]
    before = (opened.desk.project.root / TOPICS).read_bytes()
    request = f"POST /api/nothing HTTP/1.1\nHost: {{host}}\nX-Desk: wrong\n{headers}\n\n{body}".format(**values)
    statuses = raw(opened, request)
    assert all(status in (400, 403, 411, 413, 421) for status in statuses), statuses
    assert len(statuses) <= 1, "the desk answers once, and closes"
    assert (opened.desk.project.root / TOPICS).read_bytes() == before


def test_a_clock_that_jumps_overwrites_nothing_and_hinders_nothing(opened: Opened) -> None:
    topics = opened.desk.project.root / TOPICS
    good = topics.read_text("utf-8")
    try:
        for when in (0, 4_000_000_000):
            seen = digest_of(topics.read_bytes())
            os.utime(topics, (when, when))
            text = f"{good}# {when}\n"
            status, told = opened.ask("POST", f"/api/file/{TOPICS}", {"text": text, "digest": seen})
            assert (status, topics.read_text("utf-8")) == (200, text), "another day alone is no change"
            # As long as before, and of a day that lies further back: what stands there tells, not its time.
            topics.write_text(text.replace(f"# {when}", f"+ {when}"), "utf-8")
            os.utime(topics, (1, 1))
            status, refused = opened.ask("POST", f"/api/file/{TOPICS}", {"text": good, "digest": told["digest"]})
            assert (status, topics.read_text("utf-8")[-3 - len(str(when)) :]) == (409, f"+ {when}\n"), refused
    finally:
        topics.write_text(good, "utf-8")


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A desk on a small press."""
    root = verbs.desk(tmp_path_factory.mktemp("press"))
    with open_desk(Project(root, root / "digests", root / "site", root / ".cache")) as one:
        yield one


def test_of_a_draft_that_is_deleted_while_its_page_is_open_nothing_comes_back(press: Opened) -> None:
    path = press.desk.project.digests / verbs.NEXT / "ice-comes.yaml"
    text = path.read_text("utf-8")
    digest = press.ask("GET", "/api/draft/ice-comes")[1]["digest"]
    path.unlink()
    step = {"do": "set", "at": ["byline"], "value": "Ada"}
    asked = {"edit": {"steps": [step]}, "text": {"text": "schema: 1\n"}, "finish": {}, "paste": {"text": "x"}}
    for what, data in asked.items():
        status, told = press.ask("POST", f"/api/draft/ice-comes/{what}", {"digest": digest, **data})
        assert (status, told["refusal"][:28]) == (404, "There is no entry ice-comes."), what
    assert press.ask("GET", "/draft/ice-comes")[0] == 404
    assert not path.exists()
    path.write_text(text, "utf-8")
    assert press.ask("POST", "/api/draft/ice-comes/edit", {"digest": digest, "steps": [step]})[0] == 200
    path.write_text(text, "utf-8")


BROKEN = {
    "/": 200, "/inbox": 200, "/review": 200, "/review/ferry-stops": 200, "/draft/ice-comes": 200, "/weeks": 200,
    f"/weeks/{verbs.WEEK}": 200, "/gaps": 200, "/gaps/balance": 200, "/registers/outlets": 200,
    "/after/swans-counted": 200, "/changes": 200, "/api/complete?kind=outlets&q=bea": 200,
    "/gaps/genre": "The collection has 1 error",
    "/registers/people": "people: This is not valid YAML",
    "/registers/people/ada-quill": "people: This is not valid YAML",
}  # fmt: skip


def test_today_opens_where_a_discarded_draft_has_just_gone(press: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "all_discarded", lambda root: [root / ".desk" / "2022-W43" / "gone-away.yaml"])
    status, page = press.ask("GET", "/")
    assert (status, "gone-away" in page) == (200, True)


def test_with_a_broken_register_every_page_works_or_says_why(press: Opened) -> None:
    desk = press.desk
    people = desk.project.digests / "people.yaml"
    text = people.read_text("utf-8")
    people.write_text(f"{text}  broken: [\n", "utf-8")
    desk.touched()
    for path, wanted in BROKEN.items():
        status, page = press.ask("GET", path)
        assert status == wanted or (status == 409 and str(wanted) in page), path
    found = desk.looked()
    [fault] = faults(desk, found.problems)["faults"]
    # What a draft lacks stands on its own page, which is named, and is no alarm.
    [problem] = [one for one in found.problems if one.rule == "not-yaml"]
    draft = f"{verbs.NEXT}/ice-comes.yaml"
    told = faults(desk, [replace(problem, path=f"digests/{draft}")], {draft})
    assert (told["count"], told["drafts"], told["faults"]) == ("", ["/draft/ice-comes"], [])
    assert (fault["place"], fault["link"][:26]) == ("digests/people.yaml, line 15", "/file/digests/people.yaml?")
    people.write_text(text, "utf-8")
    desk.touched()
    assert all(press.ask("GET", path)[0] == 200 for path in BROKEN)


def test_another_branch_brings_its_entries_and_takes_them_away(press: Opened) -> None:
    root, folder = press.desk.project.root, press.desk.project.digests / verbs.NEXT

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@a.example", *words], cwd=root, check=True)

    git("checkout", "-q", "-b", "fog")
    text = (folder / "swans-leave.yaml").read_text("utf-8")
    (folder / "fog-comes.yaml").write_text(text.replace("Swans leave", "Fog comes").replace("/leave", "/fog"), "utf-8")
    git("add", "-A")
    git("commit", "-qm", "Fog")
    for branch, status, found in (("-", 409, []), ("-", 200, ["fog-comes"]), ("-", 409, [])):
        git("checkout", "-qf", branch)
        press.desk.touched()
        assert press.ask("GET", "/review/fog-comes")[0] == status
        told = press.ask("GET", "/api/complete?kind=entries&q=fog")[1]
        assert [one["id"] for one in told["found"]] == found


def test_on_another_day_all_is_judged_anew(press: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, rules in ((DAY, set()), (DAY - timedelta(days=20), {"future-date"}), (DAY + timedelta(days=1), set())):
        monkeypatch.setattr(press.desk, "begun", lambda day=day: day)
        assert {one.rule for one in press.desk.looked().problems if has_errors([one])} == rules


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    root = project_at(tmp_path).root
    (root / ".desk").write_text("", "utf-8")
    done = subprocess.run(
        [sys.executable, str(ROOT / "build_digest.py"), "desk", "--root", str(root), "--no-browser", "--port", "1"],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode != 0
