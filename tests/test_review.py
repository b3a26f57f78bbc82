"""`review`: an entry beside its article, its references and its evidence, with what only a reader can answer."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import DATA
from repository import commit, git
from tables import each

from newsdesk.build import Project
from newsdesk.build.entries.looking import look
from newsdesk.check.reviewing.columns import Column, beside, cells
from newsdesk.check.reviewing.layout import laid_out
from newsdesk.cli import main
from newsdesk.commands.review import sheet_in

ROOT = Path(__file__).resolve().parent.parent
ENTRY = "strike-in-russian"
INNER = f"2022-W41/{ENTRY}.yaml"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "p"
    shutil.copytree(DATA, root, ignore=shutil.ignore_patterns(".cache", "site"))
    (root / "captures").mkdir()
    shutil.copy(DATA / "articles" / f"{ENTRY}.txt", root / "captures")
    return root


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--root", str(root)], ROOT)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def test_an_entry_is_shown_with_all_that_it_rests_on(run: Run) -> None:
    code, out, err = run("review", ENTRY)
    assert (code, err) == (0, "")
    for part in (
        f"ENTRY {ENTRY}: digests/{INNER}\n",
        "  reviewed: Vera Reader, 2022-10-16\n",
        "  1. B. Ulgu\n     named, relayed via strait-gazette, party, bakyt-ulgu\n",
        "     quotation: “Заплатят — поплывём”\n       = stands in the article, line 3, column 31: Второй день",
        "     printed: “Она Пример”\n       = stands in the article, line 7, column 18: Начальница порта",
        "  [court-2022] Ruling 9 of 2022, Invented Court of Iceland\n    https://court.example.com/2022/9\n"
        "    = not compared\n",
        "  captured 2022-10-15, read full, words 47, names 3, quotations 1, summary compared\n",
        "\n   1 Паромщики бастуют\n   3 Второй день не ходят паромы.",
        "OPEN QUESTIONS\n  - Nobody has compared the page of [court-2022]: read it.\n"
        f"      .venv/bin/python build_digest.py fingerprint {ENTRY} --reference court-2022\n",
    ):
        assert part in out


def test_without_the_text_the_fingerprint_says_what_it_knows(root: Path, run: Run) -> None:
    (root / "captures" / f"{ENTRY}.txt").unlink()
    edit(root / "digests" / INNER, "name_printed: Она Пример", "name_printed: Она Пробная")
    code, out, _ = run("review", ENTRY, "--format", "json")
    sheet = json.loads(out)
    assert (code, sheet["text"]) == (1, None)
    assert sheet["sources"][0]["quotation"]["state"] == "recorded"
    assert sheet["sources"][2]["printed"]["state"] == "wrong"
    questions = [question["what"] for question in sheet["questions"]]
    assert questions[:2] == [
        "The entry has an error, and cannot be signed.",
        "The text of the article is not on this machine: read it at https://volna.example.com/2022/10/11/strike.",
    ]
    assert '"Она Пробная" (Ona Primer) is not borne out.' in questions
    assert "\x1a" not in out


def test_words_that_do_not_stand_in_the_text_are_told(root: Path, run: Run) -> None:
    edit(root / "digests" / INNER, "text: Заплатят — поплывём", "text: Заплатят — уплывём")
    code, out, _ = run("review", ENTRY)
    assert code == 1
    assert "     quotation: “Заплатят — уплывём”\n       = NOT BORNE OUT\n       ! " in out
    assert "PROBLEMS\n" in out
    assert ": quotation-not-found: " in out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("title: Паромщики бастуют", "title: TODO"), '"title" is still TODO.'),
        (("outlet: volna", "outlet: [volna"), "not-yaml: "),
        (("outlet: volna", "outlets: volna"), '"outlet" is missing.'),
    ],
)
def test_an_entry_that_is_none_yet_is_shown_with_its_problems(
    root: Path, run: Run, change: tuple[str, str], said: str
) -> None:
    edit(root / "digests" / INNER, *change)
    code, out, err = run("review", ENTRY)
    assert (code, err) == (1, "")
    assert said in out
    assert "Второй день не ходят паромы." in out
    assert json.loads(run("review", ENTRY, "--format", "json")[1])["problems"]


def test_an_entry_that_there_is_not(run: Run) -> None:
    code, out, err = run("review", "no-such-entry")
    assert (code, out) == (2, "")
    assert err == "build_digest.py: There is no entry no-such-entry. Name it by its id or by the path of its file.\n"


def test_on_a_wide_terminal_the_article_stands_beside_it(root: Path) -> None:
    sheet = sheet_in(look(Project(root, root / "digests", root / "site", root / ".cache"), INNER))
    lines = laid_out(sheet, 140).splitlines()
    assert max(map(cells, lines)) <= 140
    assert lines[1] == f"{'  title: Паромщики бастуют':<68} │    1 Паромщики бастуют"
    assert all(" │" in line for line in lines[: lines.index("OPEN QUESTIONS") - 1])
    narrow = laid_out(sheet, 60)
    assert "│" not in narrow
    assert max(map(cells, narrow.partition("OPEN QUESTIONS")[0].splitlines())) <= 60
    # Into a file go addresses that can be copied.
    long = laid_out(sheet, None)
    assert "\n    https://ferries.example.com/strike\n" in long


@each(
    ("text", "lines"),
    [
        ("", ["> "]),
        ("one two three", ["> one two", "  three"]),
        ("渡船停航第二天", ["> 渡船停航", "  第二天"]),
        ("a\x1b[31mb\u202ec", ["> a [31mbc"]),
        ("до́м ко́т у́хо", ["> до́м ко́т", "  у́хо"]),
        ("https://a.example/long", ["> https://a", "  .example/", "  long"]),
    ],
)
def test_lines_are_so_many_cells_wide_in_any_script(text: str, lines: list[str]) -> None:
    assert list(Column(11).wrapped(text, "> ")) == [line.rstrip() for line in lines]
    assert list(beside(["一", "ab"], ["x"], 4)) == ["一   │ x", "ab   │"]


DAY = "1666742400"  # 26 October 2022
SIGNED = f"Signed {ENTRY}: Ann Other, 2022-10-26."


@pytest.fixture
def unsigned(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the entry, which nobody has reviewed, in a repository where its writer is known."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    path = root / "digests" / INNER
    edit(path, "reviewed: {by: Vera Reader, on: 2022-10-16}", "reviewed: null   # not yet")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return path


def test_whoever_has_read_it_signs_it(unsigned: Path, run: Run) -> None:
    before = unsigned.read_text("utf-8")
    code, out, err = run("review", ENTRY, "--by", " Ann  Other ")
    assert (code, err) == (0, "")
    assert out.endswith(f"{SIGNED}\nWrote digests/{INNER}\nNext: .venv/bin/python build_digest.py week 2022-W41\n")
    changed = [line for line in unsigned.read_text("utf-8").splitlines() if line not in before.splitlines()]
    *lines, of = changed
    assert lines == ["reviewed:  # not yet", "  by: Ann Other", "  on: 2022-10-26"]
    assert re.fullmatch("  of: '?[0-9a-f]{16}'?", of)
    assert run("check")[0] == 0
    # A second call is no second signature.
    text = unsigned.read_text("utf-8")
    code, out, _ = run("review", ENTRY, "--by", "Ann Other")
    assert (code, "Ann Other has signed strike-in-russian today already. Nothing was changed.\n" in out) == (0, True)
    code, _, err = run("review", ENTRY, "--by", "Bo")
    assert (code, err) == (
        1, f"build_digest.py: Ann Other signed {ENTRY} on 2022-10-26. To sign in that place add --anew.\n"
    )  # fmt: skip
    assert unsigned.read_text("utf-8") == text
    code, out, _ = run("review", ENTRY, "--by", "Bo", "--anew")
    assert f"Signed {ENTRY}: Bo, 2022-10-26. Before: Ann Other, 2022-10-26.\n" in out


def test_it_says_so_when_the_drafter_signs(unsigned: Path, run: Run) -> None:
    out = run("review", ENTRY, "--by", "a. tester")[1]
    assert (
        "a. tester also wrote it, by git: a second pair of eyes sees more, so ask somebody else to read it too." in out
    )
    assert "by: a. tester" in unsigned.read_text("utf-8")


def test_git_knows_who_signs(root: Path, unsigned: Path, run: Run) -> None:
    git(root, "config", "user.name", "Git Name")
    out = run("review", ENTRY, "--sign", "--format", "json")
    assert json.loads(out[1])["entry"] == ENTRY
    assert out[2].startswith(f"Signed {ENTRY}: Git Name, 2022-10-26.\n")


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("", "Nobody is named who signs"),
        ("TODO", '--by is a placeholder: "TODO". A person signs, by name.'),
        ("machine", "--by is no person: machine. A person signs, by name."),
        ("…", '--by says nothing: "…". A person signs, by name.'),
    ],
)
def test_nobody_signs_for_nobody(unsigned: Path, run: Run, by: str, said: str) -> None:
    before = unsigned.read_text("utf-8")
    code, out, err = run("review", ENTRY, "--by", by)
    assert (code, out, said in err) == (1, "", True)
    assert unsigned.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (("outlet: volna", "outlet: wolna"), "check"),
        (("title: Паромщики бастуют", "title: TODO"), "finish"),
        (("schema: 1\n", "schema: 1\nstatus: draft\n"), "finish"),
    ],
)
def test_what_has_errors_or_is_a_draft_is_not_signed(
    unsigned: Path, run: Run, change: tuple[str, str], hint: str
) -> None:
    edit(unsigned, *change)
    before = unsigned.read_text("utf-8")
    code, _, err = run("review", ENTRY, "--by", "Ann Other")
    said = f"Nothing was signed: {ENTRY} has 1 error. Run: .venv/bin/python build_digest.py {hint} {ENTRY}\n"
    assert (code, err) == (1, f"build_digest.py: {said}")
    assert unsigned.read_text("utf-8") == before


def test_what_is_asked_about_the_voice_of_its_texts_is_shown(root: Path, run: Run) -> None:
    edit(root / "digests" / INNER, "The article reports", "The article slams")
    code, out, _ = run("review", ENTRY)
    assert code == 0
    assert 'QUESTIONS OF VOICE\n  16:15: ask: voice-heat: "slams": ' in out
