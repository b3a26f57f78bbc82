"""`withdraw --name`: afterwards no file has the name, in no spelling, and nothing has changed silently."""

import gzip
import re
from pathlib import Path

import pytest
from desk import FILES, WEEK, desk, files_in, said_by
from edition_edits import press
from makers import write_tree
from repository import commit, said
from tables import each
from terminal import run

import newsdesk
from newsdesk.check.changes.change import Names
from newsdesk.check.changes.difference import Comparison
from newsdesk.check.changes.private.spelling import Spellings
from newsdesk.store.history.tracked import tracked

NAME = Spellings(["Bo Lind", "Бо Линд"])
FEN = Spellings(["Cara Fen", "Kara Fenn", "Кара Фен", "cara-fen"])
FERRY = f"{WEEK}/ferry-stops.yaml"


def put(root: Path, *swaps: tuple[str, str], path: str = FERRY) -> None:
    file = root / "digests" / path
    text = file.read_text("utf-8")
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def taken(root: Path, *arguments: str) -> str:
    told = said_by(root, "withdraw", *arguments, "--why", "Asked for.")
    assert told["code"] == 0, told
    return str(told["out"])


SPELT = [
    "BO LIND", "Bo\u00a0Lind", "Bo  Lind", "Bo\n  Lind", "Lind, Bo", "Bo\u00adLi\u200bnd", "bo-lind", "Ｂｏ Ｌｉｎｄ",
    "Bo Lind’s", "Bo Linds",   "Бо Линд", "Бо Линда", "Линду Бо", "https://x.example/bo_lind?by=Bo%20Lind",
]  # fmt: skip


@each("spelt", SPELT)
def test_a_name_is_found_in_every_spelling(spelt: str) -> None:
    text = f"It quotes {spelt} of the far bank."
    if "\u00ad" not in spelt:
        assert NAME.spans(text)
        assert not NAME.spans(NAME.replaced(text, "a resident"))
    assert NAME.may_stand_in(text.encode())
    # Beside what other files hold, and with no other letters than its own.
    assert NAME.may_stand_in(spelt.encode())
    assert NAME.may_stand_in(f"a-file\n{text}\nвоз".encode())
    assert not NAME.may_stand_in(b"It quotes somebody of the far bank.")


@each("other", ["Bob Lind", "Bo Lindgren", "Lind lives in Bo", "limbo lindy", "Борис Линд"])
def test_other_names_are_left_alone(other: str) -> None:
    assert NAME.spans(f"It quotes {other} there.") == []


def test_it_goes_from_texts_comments_ids_addresses_editions_and_tombstones(tmp_path: Path) -> None:
    files = dict(FILES)
    for old, new in (
        ("schema: 1\n", "schema: 1\n# Bo Lind asked twice; see BO LIND.\n"),
        ("[hours-2021]", "[bo-lind-2021]"),
        ("  hours-2021:", "  bo-lind-2021:"),
        ("url: https://beacon.example/ferry", "url: https://beacon.example/bo-lind-and-the-ferry"),
        ("title: Ferry stops early", "title: Bo Lind waits for the ferry"),
    ):
        assert files[FERRY].count(old) == 1
        files[FERRY] = files[FERRY].replace(old, new)
    root = tmp_path / "press"
    press(root, files, WEEK)
    (root / "digests/_moved.yaml").write_text(
        "schema: 1\nmoved:\n  - {path: 2022/w42/bo-lind/, to: 2022/w42/ferry-stops/, on: 2022-11-02, why: Shorter.}\n"
        "  - {path: 2022/w42/old/, to: 2022/w42/ferry-stops/, on: 2022-11-02, why: Bo Lind is no title.}\n"
    )
    addresses = root / "digests/_addresses.txt"
    addresses.write_text(f"{addresses.read_text()}2022/w42/bo-lind/\n")
    revision = commit(root)
    told = taken(root, "ferry-stops", "--name", "Bo Lind", "--as", "a resident")
    assert "Bo" not in told
    files = files_in(root)
    assert [path for path, text in files.items() if NAME.spans(text) or NAME.spans(path)] == []
    assert "# a resident asked twice; see a resident." in files[f"digests/{FERRY}"]
    assert "[reference-1]" in files[f"digests/{FERRY}"]
    assert "title: '[…] waits for the ferry'" in files[f"digests/{FERRY}"]
    assert (
        "# 2022-11-08: 1 line was taken out, since it held the name of a private person."
        in files["digests/_addresses.txt"]
    )
    assert said(root, revision) == []
    assert said_by(root, "check")["code"] == 0
    # The next edition goes out, and keeps what the files say of themselves.
    commit(root)
    out = said_by(root, "week", WEEK, "--publish", "--unreviewed")
    assert out["code"] == 0, out
    assert "taken out" in addresses.read_text()
    assert said(root, revision) == []


GLUED = ["Bo Lind's family", "the Bo Lind’s", "a Bo Lind-led walk", "Bo Linds boat", "Lind's boat", "the Lind-ish"]


@each("glued", GLUED)
def test_a_name_that_was_taken_out_is_neither_asked_back_nor_shown(glued: str) -> None:
    source = {"name": "Bo Lind", "actor": "resident", "identified": "named"}
    old = {"summary": f"It quotes {glued} of the bank.", "sources": [source]}
    new = {"summary": "It quotes somebody else of the bank.", "sources": [source]}
    (change,) = Comparison("entries", old, new, Names({})).run()
    assert change.is_private
    elsewhere = Names({"ira-mar": ("Ira Lindau", "Mari Mar")}, frozenset({"ira-mar"}))
    plain = {"summary": "It tells of Lindau and Mariupol.", "sources": []}
    (change,) = Comparison("entries", plain, {**plain, "summary": "It tells of Riga."}, elsewhere).run()
    assert not change.is_private
    other = {**old, "summary": "It quotes Bo Lind and a miller of the bank."}
    kept = {**old, "summary": "It quotes Bo Lind and a baker of the bank."}
    assert [one.is_private for one in Comparison("entries", other, kept, Names({})).every()] == [False]


def test_the_next_edition_needs_no_name_and_takes_none(tmp_path: Path) -> None:
    files = dict(FILES)
    said_of = "Bo Lind's family waits, and so do Bo Lind’s boats; Bo Lind-led walks are off. It quotes Bo Lind"
    said_of = f"Everybody calls him Bosse. {said_of}"
    files[FERRY] = files[FERRY].replace("It quotes Bo Lind", said_of)
    root = tmp_path / "press"
    press(root, files, WEEK)
    revision = commit(root)
    taken(root, "ferry-stops", "--name", "Bo Lind", "--name", "Bosse", "--as", "a baker")
    assert said(root, revision) == []
    text = (root / "digests" / FERRY).read_text("utf-8")
    put(root, ("was: named", "was: named, Lind's family"))
    assert len(said(root, revision)) == 1
    put(root, ("named, Lind's", "named, Bo Lind's"))
    (problem,) = said(root, revision)
    assert problem.endswith(
        "correction-was: This correction repeats the name of a private person, which was taken out of the entry."
        " Say it in was without the name, or leave was out."
    )
    assert not NAME.spans(problem)
    (root / "digests" / FERRY).write_text(text, "utf-8")
    out = said_by(root, "week", WEEK, "--publish", "--unreviewed")
    assert out["code"] == 0, out
    assert [path for path, text in files_in(root).items() if NAME.spans(text)] == []


def test_an_address_that_holds_the_name_is_given_up(tmp_path: Path) -> None:
    root = tmp_path / "press"
    files = {path: text for path, text in FILES.items() if path != FERRY}
    press(root, {**files, f"{WEEK}/bo-lind-waits.yaml": FILES[FERRY]}, WEEK)
    revision = commit(root)
    told = said_by(root, "withdraw", "bo-lind-waits", "--name", "Bo Lind", "--why", "Asked for.")
    assert (told["code"], told["diff"]) == (1, "")
    assert "--rename NEW-ID" in str(told["err"])
    taken(root, "bo-lind-waits", "--name", "Bo Lind", "--rename", "ferry-waits")
    assert [path for path, text in files_in(root).items() if NAME.spans(text) or NAME.spans(path)] == []
    assert said(root, revision) == []
    assert (root / "digests" / WEEK / "ferry-waits.yaml").is_file()


def test_a_line_that_goes_without_a_word_is_missed(tmp_path: Path) -> None:
    root = desk(tmp_path / "press")
    revision = commit(root)
    addresses = root / "digests/_addresses.txt"
    text = addresses.read_text().replace("2022/w42/ferry-stops/\n", "")
    addresses.write_text(text)
    assert [line.split(": ")[1] for line in said(root, revision)] == ["record-lost"]
    addresses.write_text(text.replace("people/ada-quill/\n", "# 2022-11-08: 1 line was taken out\n"))
    assert [line.split(": ")[1] for line in said(root, revision)] == ["record-lost"]
    put(root, ("text: ", "text: 0"), path=f"{WEEK}/_digest.yaml")
    assert "edition-changed" in {line.split(": ")[1] for line in said(root, revision)}


def test_a_page_by_hand_that_names_the_person_is_told_first(tmp_path: Path) -> None:
    root = desk(tmp_path / "press")
    (root / "docs").mkdir()
    (root / "docs/about.md").write_text("# About\n\nThanks to Bo\nLind.\n", "utf-8")
    (root / "captures").mkdir()
    (root / "captures/ferry-stops.txt").write_text("Bo Lind waited.", "utf-8")
    told = said_by(root, "withdraw", "ferry-stops", "--name", "Bo Lind", "--why", "Asked for.")
    assert (told["code"], told["diff"]) == (1, "")
    assert "docs/about.md:3" in str(told["err"])
    (root / "docs/about.md").unlink()
    assert "ferry-stops.txt in captures/" in taken(root, "ferry-stops", "--name", "Bo Lind")


def test_without_git_what_is_made_on_a_machine_is_no_file_of_the_collection(tmp_path: Path) -> None:
    ignored = (Path(newsdesk.__file__).parent / "starter/.gitignore").read_text("utf-8").split()
    made = [name.strip("/").replace("*", "site") for name in ignored if name.endswith("/")]
    assert {".site.state", ".desk"} < {*made}
    # Years on their way to a merge lie at the top alone; elsewhere a folder of that name is anybody's.
    made[made.index("years")] = "../years"
    write_tree(tmp_path, {f"{name}/a": "Bo Lind" for name in [*made, "docs", "docs/years", ".github", "state"]})
    assert [path.parent.name for path in tracked(tmp_path)] == [".github", "docs", "years", "state"]


@pytest.mark.slow
def test_the_site_that_is_built_afterwards_does_not_have_it(tmp_path: Path) -> None:
    root = tmp_path / "press"
    assert run("init", root, "--empty").returncode == 0
    for path in (root / "digests").glob("*.yaml"):
        path.unlink()
    write_tree(root, FILES)
    assert said_by(root, "build")["code"] == 0
    assert found_in(root / "site", FEN)
    taken(root, "people.yaml#cara-fen", "--as", "a passenger")
    assert not (root / ".cache" / "newsdesk").exists()
    assert not (root / ".site.state").exists()
    assert said_by(root, "build")["code"] == 0
    assert found_in(root / "site", FEN) == found_in(root / ".site.state", FEN) == []
    assert found_in(root / "site", NAME)


def found_in(folder: Path, spellings: Spellings) -> list[str]:
    """The files of a site in which a name stands, what is packed in them included."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
            text = re.sub(r"<[^>]+>|\\u[0-9a-f]{4}", " ", raw.decode("utf-8", "ignore"))
            if spellings.spans(text) or spellings.spans(path.name):
                found.append(path.relative_to(folder).as_posix())
    return found
