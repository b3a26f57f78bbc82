"""The desk lets nobody in but the browser of its own run, and tells what waits."""

import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import desk as verbs
import pytest
from makers import write_tree
from open_desk import Opened, open_desk

from newsdesk.build import Project
from newsdesk.desk.files import Desks
from newsdesk.desk.guarding import MAX_BODY
from newsdesk.desk.running import listening
from newsdesk.desk.speaking import ASSETS, best_of, spoken
from newsdesk.problems import Refusal


def project_at(root: Path) -> Project:
    """The small press of the verbs, with a draft whose title is hostile."""
    made = verbs.desk(root)
    write_tree(made, {f"{verbs.NEXT}/ice-comes.yaml": "schema: 1\ntitle: Ice <script>\noutlet: TODO\n"})
    return Project(made, made / "digests", made / "site", made / ".cache")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_desk(project_at(tmp_path_factory.mktemp("desk"))) as one:
        yield one


HEARD = {
    "ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7": "ru",
    "en-GB,ru;q=0.5": "en",
    "ru;q=0.3, en;q=0.8": "en",
    "ky, ru;q=0.1": "ru",
    "ru;q=0, en;q=0.1": "en",
    "ru;q=x, ;, -, fr": None,
    "": None,
}


def test_where_nobody_has_chosen_a_language_the_first_visit_decides(opened: Opened) -> None:
    assert {asked: best_of(asked) for asked in HEARD} == HEARD
    desk, english = opened.desk, opened.desk.words

    def heard(asked: str = "ru", path: str = "/", accept: str = "text/html") -> str:
        return opened.send("GET", path, accept=accept, accept_language=asked, x_desk=desk.token)[1]

    assert '<html lang="en"' in heard(), "somebody has chosen it"
    desk.is_spoken = False
    try:
        assert '<html lang="en"' in heard(accept="*/*"), "a program"
        assert '<html lang="ru"' in heard()
        assert "English" in heard(path="/about").partition("selected")[2][:20], "that of the site is another matter"
        assert '<html lang="ru"' in heard("en"), "it stays so"
        desk.speak(english)
        desk.is_spoken = False
        assert '<html lang="en"' in heard("fr"), "the language of the collection"
        assert opened.ask("POST", "/api/language", {"language": "tlh"})[0] == 409
        assert (opened.ask("POST", "/api/language", {"language": "ru"}), desk.files.language) == ((200, {}), "ru")
        assert ('<html lang="ru"' in heard("en"), desk.prose.tag) == (True, "en"), "chosen for whoever works here"
        for damaged in (b"\xff", b"tlh\n", b"x" * 99, b""):
            (desk.files.folder / "language").write_bytes(damaged)
            assert desk.files.language is None
    finally:
        desk.speak(english)
        (desk.files.folder / "language").unlink(missing_ok=True)


def test_only_the_browser_of_this_run_is_let_in(opened: Opened) -> None:
    token, own = opened.desk.token, opened.address
    port = opened.desk.port
    wanted = {
        "no token": (opened.send("GET", "/"), 403),
        "another token": (opened.send("GET", "/?token=" + "x" * 43), 403),
        "a token of no ASCII": (opened.send("GET", "/", cookie=f"desk-{port}=\xe4"), 403),
        "the token in the address": (opened.send("GET", f"/?token={token}"), 303),
        "the token in the address of two slashes": (opened.send("GET", f"//evil.example/?token={token}"), 303),
        "the cookie": (opened.send("GET", "/", cookie=f"desk-{port}={token}"), 200),
        "the cookie of another port": (opened.send("GET", "/", cookie=f"desk-1={token}"), 403),
        "a script": (opened.send("GET", "/", x_desk=token), 200),
        "another host": (opened.send("GET", "/", host="evil.example", x_desk=token), 421),
        "another host that leads here": (opened.send("GET", "/", host=f"evil.example:{port}", x_desk=token), 421),
        "localhost": (opened.send("GET", "/", host=f"localhost:{port}", x_desk=token), 200),
        "no port": (opened.send("GET", "/", host="127.0.0.1", x_desk=token), 421),
        "another origin": (opened.send("GET", "/", origin="https://evil.example", x_desk=token), 403),
        "no origin at all": (opened.send("GET", "/", origin="null", x_desk=token), 403),
        "an origin of https": (opened.send("GET", "/", origin=f"https://127.0.0.1:{port}", x_desk=token), 403),
        "a form of another site": (
            opened.send("POST", "/api/x", b"{}", origin="https://evil.example", cookie=f"desk-{port}={token}"),
            403,
        ),
        "a form that does not say where it stands": (
            opened.send("POST", "/api/x", b"{}", cookie=f"desk-{port}={token}"),
            403,
        ),
        "a page of ours": (opened.send("POST", "/api/x", b"{}", origin=own, cookie=f"desk-{port}={token}"), 404),
        "too large, by what it says": (
            opened.send("POST", "/api/x", origin=own, x_desk=token, content_length=str(MAX_BODY + 1)),
            413,
        ),
        "no number of bytes": (opened.send("POST", "/api/x", origin=own, x_desk=token, content_length="-1"), 400),
        "out of the assets": (opened.send("GET", "/assets/..%2f..%2foffice.py", x_desk=token), 404),
    }
    assert {name: answer.status for name, ((answer, _), _) in wanted.items()} == {
        name: status for name, (_, status) in wanted.items()
    }
    answer = wanted["the token in the address of two slashes"][0][0]
    assert answer.getheader("location") == "/evil.example/", "it leads to no other host"
    cookie = wanted["the token in the address"][0][0].getheader("set-cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    for name, ((answer, _), status) in wanted.items():
        if status != 400:  # that one the server itself refuses
            assert "default-src 'none'" in (answer.getheader("content-security-policy") or ""), name
            assert answer.getheader("access-control-allow-origin") is None


def test_it_tells_what_waits_and_shows_texts_as_texts(opened: Opened) -> None:
    status, text = opened.ask("GET", "/")
    assert status == 200
    assert '<a href="/draft/ice-comes" dir="auto">Ice &lt;script&gt;</a>' in text
    assert '<a href="/review/ferry-stops" dir="auto">Ferry stops early</a>' in text
    assert "<script>" not in text
    status, text = opened.ask("GET", "/nowhere")
    assert (status, "There is no such page on the desk." in text) == (404, True)


def test_a_verb_is_done_as_in_a_terminal(opened: Opened) -> None:
    done = opened.desk.perform("person", "add", "Ida Marsh")
    assert done.is_done, done
    assert done.command == ".venv/bin/python build_digest.py person add 'Ida Marsh'"
    assert "Wrote digests/people.yaml" in done.said
    refused = opened.desk.perform("person", "add", "Ida Marsh")
    assert not refused.is_done
    assert "ida-marsh" in " ".join(refused.complained)
    wrong = opened.desk.perform("person", "remove")
    assert (wrong.code, wrong.said) == (1, ())
    assert wrong.complained[0].startswith("person")


def test_two_desks_on_one_collection_notice_each_other(tmp_path: Path) -> None:
    first, second = Desks(tmp_path / ".desk"), Desks(tmp_path / ".desk")
    with first.opened("http://127.0.0.1:1/?token=x"), pytest.raises(Refusal) as refusal, second.opened("b"):
        pass
    assert (tmp_path / ".desk" / "open").stat().st_mode & 0o077 == 0, "it held a token"
    assert str(refusal.value).startswith(
        "Another desk has this collection open: http://127.0.0.1:1/?token=x. Work there, or stop it first"
    )
    with second.opened("b"):
        assert (tmp_path / ".desk" / ".gitignore").read_text("utf-8").endswith("\n*\n")


def test_a_clock_that_jumps_opens_and_locks_nothing(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the lock nor the token has a day."""
    said = opened.send("GET", f"/?token={opened.desk.token}")[0].getheader("set-cookie") or ""
    assert not {"expires", "max-age"} & {one.partition("=")[0].strip().lower() for one in said.split(";")}
    with Desks(tmp_path).opened("a"):
        for jump in (-(10**9), 10**9):
            now = 1_700_000_000.0 + jump
            monkeypatch.setattr(time, "time", lambda now=now: now)
            os.utime(tmp_path / "open", (now, now))
            with pytest.raises(Refusal, match="Another desk has this collection open: a"):
                Desks(tmp_path).opened("b").__enter__()
            assert opened.send("GET", "/", cookie=said.partition(";")[0])[0].status == 200
            assert opened.send("GET", "/", cookie="desk=other")[0].status == 403
    with Desks(tmp_path).opened("b"):
        assert (tmp_path / "open").read_text("utf-8") == "b"


def test_a_port_that_another_has_is_told() -> None:
    with listening(0) as place, pytest.raises(Refusal, match=r"is in use\. Choose another with --port\."):
        listening(place.getsockname()[1])


def test_all_that_scripts_say_is_found_also_inside_of_another_text() -> None:
    said = {
        text for path in ASSETS.rglob("*.js") for text in re.findall(r"\b_\(\s*\"([^\"\\]+)\"", path.read_text("utf-8"))
    }
    assert len(said) > 200
    assert said - set(spoken()) == set(), "what no program finds would stay English"


def test_a_large_collection_is_read_while_a_page_says_how_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.desk.arriving.LARGE", 3)
    with open_desk(project_at(tmp_path)) as desk:

        def page(accept: str = "text/html") -> str:
            return desk.send("GET", "/", x_desk=desk.desk.token, accept=accept)[1]

        with desk.desk.reading():  # whoever reads it waits
            assert "<h1>The collection is being read</h1>" in page()
            assert '<p id="arriving" role="status">Files are being looked for.</p>' in page()
            desk.desk.understood = 1200, 15000
            assert desk.ask("GET", "/api/arriving")[1] == {"here": False, "said": "1,200 of 15,000 files are read."}
            assert desk.send("GET", "/assets/desk.css", x_desk=desk.desk.token, accept="text/html")[0].status == 200
            (reading,) = [thread for thread in threading.enumerate() if thread.name == "reading"]
        reading.join()
        assert desk.ask("GET", "/api/arriving")[1] == {
            "here": True,
            "said": "All files are read. They are being checked.",
        }
        assert "<h1>What waits</h1>" in page()
        number, whole = desk.desk.understood
        assert number == whole > 3


def test_what_is_wrong_with_a_collection_is_said_after_it_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdesk.desk.arriving.LARGE", 3)
    project = project_at(tmp_path)
    with open_desk(project) as desk:
        with desk.desk.reading():
            assert "is being read" in desk.send("GET", "/", x_desk=desk.desk.token, accept="text/html")[1]
            (reading,) = [thread for thread in threading.enumerate() if thread.name == "reading"]
            project.config.unlink()
        reading.join()
        answer, text = desk.send("GET", "/", x_desk=desk.desk.token, accept="text/html")
        assert answer.status == 409
        assert "mkdocs.yml cannot be read" in text
