"""The server: this machine only, a new build on every change, and the last good site on a fault."""

import argparse
import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from newsdesk.build import Outcome, Project
from newsdesk.commands import serve as command
from newsdesk.problems import Problem
from newsdesk.serve import Work
from newsdesk.serve.answering import Live
from newsdesk.serve.faults import banner
from newsdesk.serve.hosts import is_ours
from newsdesk.serve.watching import Watcher, polling, told

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def server(warm: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    with (warm / "said.txt").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "build_digest.py"), "serve", "--root", str(warm), "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=said,
            # Whoever runs the tests in the background may ignore what the test sends.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


def fetch(port: int, path: str = "") -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
        return answer.read().decode()


def eventually(true: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if true():
                return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    pytest.fail("it did not come to pass")


def test_serve_builds_again_and_survives_a_fault(warm: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    eventually(lambda: "<h1" in fetch(port))
    assert "livereload" in fetch(port)

    outlets = warm / "digests" / "outlets.yaml"
    text = outlets.read_text("utf-8")
    name = next(line.split("name: ", 1)[1] for line in text.splitlines() if line.strip().startswith("name: "))
    outlets.write_text(text.replace(f"name: {name}", "name: The Renamed Courier", 1), "utf-8")
    eventually(lambda: "The Renamed Courier" in fetch(port, "outlets/"))
    # What no page shows follows when nobody has saved for a moment.
    eventually(lambda: "The Renamed Courier" in fetch(port, "api/v1/outlets.json"))
    eventually(lambda: "The Renamed Courier" in fetch(port, "feeds/feeds.opml"))

    outlets.write_text("schema: 1\noutlets: {", "utf-8")
    eventually(lambda: "outlets.yaml:2:" in (warm / "said.txt").read_text("utf-8"))
    assert "The Renamed Courier" in fetch(port, "outlets/")

    with pytest.raises(ConnectionRefusedError), socket.socket() as other:
        other.connect(("127.0.0.2", port))

    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 0
    said = (warm / "said.txt").read_text("utf-8")
    assert "Traceback" not in said
    assert said.rstrip().endswith("Stopped.")


def epoch(page: str) -> str:
    """What a browser compares to know whether it has to load its page again."""
    return re.search(r"livereload\((\d+), \d+\)", page)[1]


def test_a_fault_is_a_banner_until_it_is_mended(project: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    eventually(lambda: "<h1" in fetch(port))
    good = fetch(port, "outlets/")
    assert "nd-fault" not in good
    on_disk = {path: path.read_bytes() for path in (project / "site").rglob("*.html")}

    topics = project / "digests" / "topics.yaml"
    text = topics.read_text("utf-8")
    topics.write_text(text + "  </script><b onclick=x>:\n    name: 1\n", "utf-8")
    eventually(lambda: "nd-fault" in fetch(port, "outlets/"))
    page = fetch(port, "outlets/")
    line = text.count("\n") + 2
    assert f"digests/topics.yaml:{line}:5: bad-id: &#34;&lt;/script&gt;&lt;b onclick=x&gt;&#34;" in page
    assert "<b onclick" not in page
    assert re.search(r'role="alert".*The last save was not built: \d+ errors?\. This is the site', page, re.DOTALL)
    assert epoch(page) > epoch(good), "browsers load their page again, once"
    assert epoch(fetch(port, "outlets/")) == epoch(page) == epoch(fetch(port))
    assert page.index("nd-fault") < page.index("</body>")
    assert {path: path.read_bytes() for path in on_disk} == on_disk

    (project / "mkdocs.yml").rename(project / "gone.yml")
    eventually(lambda: "mkdocs.yml cannot be read" in fetch(port))
    topics.write_text(text, "utf-8")
    (project / "gone.yml").rename(project / "mkdocs.yml")
    eventually(lambda: "nd-fault" not in fetch(port, "outlets/"))
    mended = fetch(port, "outlets/")
    assert re.sub(r"livereload\(.*\);", "", mended) == re.sub(r"livereload\(.*\);", "", good)
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 0
    assert "Traceback" not in (project / "said.txt").read_text("utf-8")


def test_a_banner_holds_no_more_than_a_screen_does() -> None:
    shown = banner(("60 errors", [f"a.yaml:{n}:1: x: <{n}>" for n in range(60)])).decode()
    assert shown.count("<li") == 41
    assert "<li>and 20 more</li>" in shown
    assert "&lt;39&gt;" in shown
    assert banner(None) == b""


def test_a_program_that_fails_says_so_instead_of_standing_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list = []

    def breaks(*_: object) -> Outcome:
        raise KeyError("oh")

    monkeypatch.setattr(command, "build_once", lambda *_, **given: Outcome([Problem("a", 1, 1, "x", "Wrong.")]))
    monkeypatch.setattr("newsdesk.build.living.LivingSite.save", breaks)

    def serve(project: Project, port: int, work: Work, fault: object, *, poll: bool) -> None:
        seen.extend([fault, work.rebuild()])

    monkeypatch.setattr("newsdesk.serve.serve", serve)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("x")
    project = Project(tmp_path, tmp_path / "digests", tmp_path / "site", tmp_path / ".cache")
    assert command.run(project, argparse.Namespace(port=1, poll=False, jobs=1)) == 0
    assert seen[0] == ("1 error", ["a:1:1: x: Wrong."])
    assert seen[1] == ("1 problem", ["The program failed (KeyError: 'oh'). The terminal says where."])
    assert "KeyError: 'oh'" in capsys.readouterr().err


def test_a_port_in_use_is_said(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, str(ROOT / "build_digest.py"), "serve", "--root", str(project), "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith(f"build_digest.py: Port {port} is in use. Choose another with --port.")


@pytest.mark.parametrize("name", ["digests", "mkdocs.yml"])
@pytest.mark.slow
@pytest.mark.parametrize("observed", [polling, told])
def test_what_is_taken_away_and_brought_back_is_watched_again(
    tmp_path: Path, name: str, observed: Callable[[], BaseObserver]
) -> None:
    (tmp_path / "digests").mkdir()
    (tmp_path / "mkdocs.yml").write_text("a")
    seen: list[bool] = []
    watcher = Watcher(lambda _: seen.append((tmp_path / name).exists()), observed())
    watcher.watch(str(tmp_path / "digests"))
    watcher.watch(str(tmp_path / "mkdocs.yml"), recursive=False)
    watcher.start()

    def saved(change: Callable[[], object], *, there: bool = True) -> None:
        before = len(seen)
        change()
        eventually(lambda: len(seen) > before and seen[-1] is there)
        time.sleep(1.2)  # the next look

    try:
        saved(lambda: (tmp_path / name).rename(tmp_path / "away"), there=False)
        saved(lambda: (tmp_path / "away").rename(tmp_path / name))
        if name == "mkdocs.yml":
            (tmp_path / "fresh").write_text("b")
            saved(lambda: (tmp_path / "fresh").replace(tmp_path / name))
        saved(lambda: (tmp_path / "digests" / "x.yaml" if name == "digests" else tmp_path / name).write_text("c"))
    finally:
        watcher.stop()


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    (tmp_path / "a b").mkdir()
    (tmp_path / "index.html").write_text("<p>home</p></body>")
    (tmp_path / "a b" / "index.html").write_text("<p>below</p></body>")
    (tmp_path / "404.html").write_text("<p>lost</p></body>")
    (tmp_path / "x.json").write_text("{}")
    server = Live(0, tmp_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.close()


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("/", 200, "<p>home</p>"),
        ("/a%20b/", 200, "<p>below</p>"),
        ("/a%20b/?x=1", 200, "<p>below</p>"),
        ("/a%20b", 301, "/a%20b/"),
        ("//a%20b", 301, "/a%20b/"),
        ("/x.json", 200, "{}"),
        ("/x.json/", 404, "<p>lost</p>"),
        ("/nowhere/", 404, "<p>lost</p>"),
        ("/../test_serve.py", 404, "<p>lost</p>"),
        ("/%2e%2e/%2e%2e/etc/passwd", 404, "<p>lost</p>"),
        ("/%00", 404, "<p>lost</p>"),
        ("/%ff", 404, "<p>lost</p>"),
        ("/" + "x" * 5000, 404, "<p>lost</p>"),
        ("/livereload/x/1", 404, "<p>lost</p>"),
    ],
)
def test_what_a_browser_gets(live: Live, asked: str, status: int, said: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", live.server_port, timeout=5)
    connection.request("GET", asked)
    answer = connection.getresponse()
    assert (answer.status, said in (answer.getheader("Location") or answer.read().decode())) == (status, True)
    connection.close()


def test_answers_wait_for_the_site_that_is_made_and_browsers_hear_of_it(live: Live) -> None:
    shown, _ = live.standing()
    live.begin()
    assert not live.renew(), "a newer one is on its way"
    heard: list[object] = []
    waiting = [
        threading.Thread(target=lambda: heard.append(live.standing()[1])),
        threading.Thread(target=lambda: heard.append(live.newer(shown))),
    ]
    for one in waiting:
        one.start()
    assert not heard
    live.end(b"<p>Banner</p>")
    for one in waiting:
        one.join(5)
    now, banner = live.standing()
    assert now > shown
    assert sorted(map(str, heard)) == sorted([str(banner), str(now)])
    assert "<p>home</p><script>" in fetch(live.server_port)
    assert "<p>Banner</p></body>" in fetch(live.server_port)
    assert live.renew()
    assert live.newer(now) > now


def test_nobody_else_s_name_leads_to_this_machine(live: Live) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", live.server_port, timeout=5)
    for host, status in (
        ("evil.example", 421),
        ("localhost:1", 200),
        ("[::1]:80", 200),
        ("127.0.0.1.evil.example", 421),
    ):
        connection.request("GET", "/", headers={"Host": host})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == status, host
    connection.close()


@pytest.mark.parametrize(("said", "port", "is_it"), [
    ("127.0.0.1", None, True),
    ("localhost:1", None, True),
    ("LOCALHOST:8010", 8010, True),
    ("[::1]:80", None, True),
    ("[::1]", None, True),
    ("127.0.0.1:8011", 8010, False),
    ("127.0.0.1", 8010, False),
    ("127.0.0.1:", 8010, False),
    ("127.0.0.1.evil.example", None, False),
    ("evil.example:8010", 8010, False),
    ("localhost:8010:8010", 8010, False),
    ("localhost:x", None, False),
    ("localhost@evil.example:80", None, False),
    ("", None, False),
])  # fmt: skip
def test_one_table_says_who_is_meant(said: str, port: int | None, is_it: bool) -> None:
    assert is_ours(said, port) is is_it
