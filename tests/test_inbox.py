"""The verb `inbox`: a morning's sources are gathered, looked through, and become the screening log of a week."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from desk import CLOCK, NEXT, WEEK, desk, files_in
from inbox import captured_here, here, saved, sources
from tables import each
from terminal import Done, run

from newsdesk.store.inbox.journal import Journal


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A press with the sources of a morning, all of them added."""
    root = desk(tmp_path_factory.mktemp("morning") / "press")
    sources(root)
    with here():
        done = inbox(root, "add", "morning")
    (root / "told").write_text(done.stdout + done.stderr, "utf-8")
    return root


@pytest.fixture(autouse=True)
def _in_this_process() -> Iterator[None]:
    with here(), captured_here():
        yield


def inbox(root: Path, *arguments: str) -> Done:
    return run("inbox", *arguments, "--root", root, cwd=root, SOURCE_DATE_EPOCH=CLOCK)


def candidates(root: Path) -> dict[str, dict[str, object]]:
    """All that the list says, by title or address."""
    found = json.loads(inbox(root, "list", "--format", "json").stdout)["candidates"]
    return {one["title"] or one["url"]: one for one in found}


def test_what_is_added_and_what_cannot_be_read(press: Path) -> None:
    assert (press / "told").read_text("utf-8") == (
        "4 articles are new, 1 copy of others.\n"
        "Next: .venv/bin/python build_digest.py inbox list --state new\n"
        "morning/broken.pdf: inbox-unreadable: The PDF cannot be read (PDFSyntaxError). Save its text as a .txt file.\n"
        "morning/empty.html: inbox-empty: The file is empty. Save it anew.\n"
        "morning/picture.png: inbox-unknown: It is none of the kinds that are read. Save it as a page, a PDF, a table"
        " or a list of addresses.\n"
    )


def test_the_same_again(own: Path) -> None:
    assert inbox(own, "add", "morning").stdout == "0 articles are new, 5 were there already.\n"
    lines = len(Journal(own).path.read_bytes().splitlines())
    assert inbox(own, "add", "morning").stdout == "0 articles are new, 5 were there already.\n"
    assert len(Journal(own).path.read_bytes().splitlines()) == lines, "what is known of it is not written again"


def test_a_page_saved_anew_takes_the_place_of_the_one_before_and_of_none(own: Path) -> None:
    """A second try with a page that could not be taken, or of an article that a list only named."""
    before = candidates(own)
    page = next((own / "morning").rglob("*.html"))
    text = page.read_text("utf-8")
    address = "https://beacon.example/ferry#top"
    (own / "anew.html").write_text(text.replace("</body>", "<p>One line more.</p></body>"), "utf-8")
    named = '<title>The ferry, saved</title><link rel="canonical" href="https://beacon.example/ferry">'
    html = f"<html lang=en><head>{named}</head><body><p>It stopped.</p></body></html>"
    (own / "named.html").write_text(html, "utf-8")
    assert inbox(own, "add", "anew.html", "named.html").stdout == "0 articles are new, 2 pages saved anew.\n"
    assert inbox(own, "add", "anew.html", "named.html").stdout == "0 articles are new, 2 were there already.\n"
    found = candidates(own)
    assert len(found) == len(before)
    assert (before[address]["saved"], found["The ferry, saved"]["saved"]) == (False, True)
    pages = [path.read_text("utf-8") for path in (own / ".desk" / "pages").iterdir()]
    assert sum("One line more." in one for one in pages) == 1


def test_the_list_says_what_is_known(press: Path) -> None:
    found = candidates(press)
    lit, ferry, swans = found["The beam is back"], found["https://beacon.example/ferry#top"], found["Swans counted"]
    assert lit["copies"] == [
        {"id": lit["copies"][0]["id"], "title": "Lighthouse lit again", "url": "https://lantern.example/lit?utm_source=x",  # type: ignore[index]
         "outlet_name": "The Lantern", "published": "2022-10-18", "why": "text"}]  # fmt: skip
    assert (lit["outlet"], lit["outlet_name"], lit["outlets"]) == (None, "tower.example", 2)
    assert (lit["published"], lit["language"], lit["saved"], lit["state"]) == ("2022-10-19", "en", True, "new")
    assert ferry["entry"] == {"id": "ferry-stops", "week": WEEK, "kind": "entry"}
    assert (swans["entry"], swans["published"], swans["state"]) == (
        {"id": "swans-counted", "week": WEEK, "kind": "entry"}, None, "taken",
    )  # fmt: skip
    more = found["Swans are counted once more"]
    assert more["story"] == {
        "id": "swan-count", "title": "The swans of Lanternmoor", "names": ["Lanternmoor", "Ada Quill"], "days": 0,
    }  # fmt: skip
    assert "by a script" not in str(found)


def test_the_list_for_people(press: Path) -> None:
    text = inbox(press, "list", "--state", "new").stdout
    assert [line for line in text.splitlines() if not line.startswith(" ")] == [
        line for line in text.splitlines() if "  new  2022-10-1" in line
    ]
    assert "    1 copy, 2 outlets in all\n" in text
    assert "    perhaps of the story swan-count: Lanternmoor, Ada Quill, the same day\n" in text
    assert inbox(press, "list", "--find", "BEAM tower").stdout.count("tower.example") == 1
    assert inbox(press, "list", "--week", "2022-W50").stdout.startswith("Nothing here. Add something:")


def id_of(root: Path, title: str) -> str:
    return str(candidates(root)[title]["id"])


@pytest.fixture
def own(tmp_path: Path, press: Path) -> Path:
    """The same press, to be changed."""
    import shutil

    shutil.copytree(press, tmp_path / "press", ignore=shutil.ignore_patterns(".cache"))
    return tmp_path / "press"


def test_from_the_inbox_to_the_log_of_a_week(own: Path) -> None:
    before = files_in(own)
    taken = inbox(own, "take", id_of(own, "Swans are counted once more")[:6])
    assert taken.returncode == 0, taken.stderr
    assert taken.stdout.startswith(
        "Wrote digests/2022-W42/swans-are-counted-once-more.yaml\nWrote captures/swans-are-counted-once-more.txt\n"
    )
    assert "finish swans-are-counted-once-more\n" in taken.stdout
    lit = id_of(own, "The beam is back")
    said = [
        inbox(own, "later", lit),
        inbox(own, "leave", lit, "--why", "off-topic"),
        inbox(own, "undo", lit),
        inbox(own, "leave", lit, "--why", "minor"),
        inbox(own, "leave", lit, "--why", "sport"),
        inbox(own, "take", id_of(own, "https://beacon.example/ferry#top")),
        inbox(own, "take", id_of(own, "Swans are counted once more")),
        inbox(own, "leave", id_of(own, "Swans are counted once more"), "--why", "minor"),
        inbox(own, "undo", "nobody"),
    ]
    assert [(done.returncode, (done.stdout + done.stderr).rstrip("\n")) for done in said] == [
        (0, "Put off: The beam is back"),
        (0, "Left out (Not about what the digest covers): The beam is back"),
        (0, "Later again: The beam is back"),
        (0, "Left out (Too small a matter for the week): The beam is back"),
        (1, 'build_digest.py: "sport" is no reason. Name one of: off-topic, same, copy, no-news, minor, no-source,'
            " unreadable, other-week."),
        (0, "It has an entry already: ferry-stops. Next: .venv/bin/python build_digest.py review ferry-stops"),
        (1, f"build_digest.py: {id_of(own, 'Swans are counted once more')} is taken already: its entry is"
            " swans-are-counted-once-more."),
        (1, f"build_digest.py: {id_of(own, 'Swans are counted once more')} is taken: its entry is"
            " swans-are-counted-once-more. Take that back first: inbox undo"
            f" {id_of(own, 'Swans are counted once more')}"),
        (1, "build_digest.py: There is no candidate nobody. Look at the ids in: inbox list"),
    ]  # fmt: skip
    assert inbox(own, "log", WEEK).stdout == (
        "screened:\n  articles: 4\n  outlets: 3\n  left_out:\n    - articles: 1\n"
        "      why: Too small a matter for the week\n"
        "  note: 'Counted by the inbox: an article and its copies count as one. 1 copy stood in other places.'\n"
    )
    undone = inbox(own, "undo", id_of(own, "Swans are counted once more"))
    assert undone.stdout.endswith("Its draft stays: swans-are-counted-once-more. Delete it if nobody needs it.\n")
    changed = {path for path, text in files_in(own).items() if before.get(path) != text}
    assert {path for path in changed if not path.startswith(("captures/", ".desk/"))} == {
        f"digests/{WEEK}/swans-are-counted-once-more.yaml"
    }


def closing(root: Path, *arguments: str) -> Done:
    return run("week", NEXT, "--publish", "--unreviewed", *arguments, "--root", root, cwd=root, SOURCE_DATE_EPOCH=CLOCK)


def test_closing_a_week_writes_what_was_screened(own: Path) -> None:
    page = own / "page.html"
    page.write_text(
        saved("Geese fly", "Geese fly over the lake in the evening. " * 9, "https://x.example/g", "2022-10-26")
    )
    inbox(own, "add", "page.html")
    inbox(own, "leave", id_of(own, "Geese fly"), "--why", "off-topic")
    done = closing(own)
    assert done.stdout.startswith(
        "Wrote what was screened, by the inbox: 2 looked at, 1 taken, 1 left out, 0 put off; 0 were not looked at.\n"
        "Published 2022-W43, edition 1: 1 entry.\n"
    ), done.stderr
    digest = yaml.safe_load((own / "digests" / NEXT / "_digest.yaml").read_text("utf-8"))
    assert digest["screened"] == {
        "articles": 2,
        "outlets": 2,
        "left_out": [{"articles": 1, "why": "Not about what the digest covers"}],
        "note": "Counted by the inbox: an article and its copies count as one.",
    }
    assert run("check", "--since", "HEAD", "--root", own, cwd=own, SOURCE_DATE_EPOCH=CLOCK).returncode == 0


@pytest.mark.parametrize("line", ["screened: {articles: 7}\n", ""])
def test_what_a_person_wrote_and_what_the_inbox_does_not_know_stay(own: Path, line: str) -> None:
    path = own / "digests" / NEXT / "_digest.yaml"
    path.write_text(f"schema: 1\nstatus: draft\n{line}", "utf-8")
    if line:
        inbox(own, "take", id_of(own, "Swans are counted once more"))
    done = closing(own)
    assert done.stdout.startswith("Published 2022-W43, edition 1")
    assert yaml.safe_load(path.read_text("utf-8")).get("screened") == ({"articles": 7} if line else None)


def test_reasons_of_a_collection(own: Path) -> None:
    config = own / "mkdocs.yml"
    own_ones = "  inbox: {reasons: [{id: sport, key: o, words: Sport}, {id: minor, words: Tiny}]}\n"
    config.write_text(f"{config.read_text('utf-8')}{own_ones}", "utf-8")
    lit = id_of(own, "The beam is back")
    assert inbox(own, "leave", lit, "--why", "sport").stdout == "Left out (Sport): The beam is back\n"
    assert inbox(own, "leave", lit, "--why", "minor").stdout == "Left out (Tiny): The beam is back\n"
    config.write_text(f"{config.read_text('utf-8')}theme: {{name: material, language: ru}}\n", "utf-8")
    assert "why: Tiny\n  note: >-\n    Подсчитано" in inbox(own, "log", WEEK).stdout


USAGE = [
    ([], 2, "usage:"), (["list", "--week", "x"], 2, "usage:"), (["leave", "x"], 2, "usage:"),
    (["list", "--state", "x"], 2, "usage:"),
    (["feeds", "nobody"], 2, "build_digest.py: There is no outlet nobody in outlets.yaml."),
    (["feeds"], 1, "build_digest.py: No outlet has feeds. Write them into outlets.yaml"),
    (["add", "nowhere.txt"], 1, "nowhere.txt: inbox-unreadable: No such file or directory."),
    (["add", "http://127.0.0.1/feed"], 1, "http://127.0.0.1/feed: inbox-unreached: 127.0.0.1 leads to 127.0.0.1"),
]  # fmt: skip


@each(("arguments", "code", "said"), USAGE)
def test_wrong_usage(press: Path, arguments: list[str], code: int, said: str) -> None:
    before = Journal(press).path.read_bytes()
    done = inbox(press, *arguments)
    assert (done.returncode, done.stderr[: len(said)]) == (code, said)
    assert Journal(press).path.read_bytes() == before


def test_a_damaged_line_is_told(own: Path) -> None:
    with Journal(own).path.open("ab") as file:
        file.write(b"nonsense\n")
    done = inbox(own, "list")
    assert (done.returncode, done.stderr) == (
        0, ".desk/inbox.jsonl:6: inbox-damaged: The line is cut or no line of ours, and is passed over.\n",
    )  # fmt: skip
