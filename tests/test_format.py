"""`format`: one style for all files, no other value, no comment less; and what our own commands write is in it."""

import copy
import shutil
import subprocess
from pathlib import Path

import pytest
from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from tables import each
from test_editing_random import _do, _edit
from yaml_makers import Maker

from newsdesk.cli import main
from newsdesk.load import parse
from newsdesk.problems import Refusal
from newsdesk.store.editing import Changes, Document
from newsdesk.store.editing.formatting import comments, formatted
from newsdesk.store.editing.spots import in_brackets, spots

ROOT = Path(__file__).resolve().parent.parent
# What is written, and how it is laid out.
CASES = {
    "indents": (
        "a:\n    b:\n    - c\n    -   d: 1\n        e: 2\n",
        "a:\n  b:\n    - c\n    - d: 1\n      e: 2\n",
    ),
    "blanks": ("a:   1  \n\n\n\nb :  2\n\n\n", "a: 1\n\nb: 2\n"),
    "quotation marks": (
        'a: "One"\nb: \'Two: words\'\nc: "it\'s: so"\nd: "12"\ne: "1e3"\nf: "24:55"\n"g": "[x]"\n',
        "a: One\nb: 'Two: words'\nc: \"it's: so\"\nd: '12'\ne: '1e3'\nf: '24:55'\ng: '[x]'\n",
    ),
    "nothing": ("a: ~\nb:\nc: null\nd: [~]\n", "a: null\nb: null\nc: null\nd: [null]\n"),
    "brackets": (
        'a: [ x ,y,\n  z ]\nb: { "text": "A, b" , language: en }  # c\n',
        "a: [x, y, z]\nb: {text: 'A, b', language: en}  # c\n",
    ),
    "brackets that are too long": (
        f"a: {{x: {'long ' * 12}end, y: {'long ' * 12}end}}  # why\n",
        f"a:  # why\n  x: {'long ' * 12}end\n  y: {'long ' * 12}end\n",
    ),
    "brackets with comments stay": ("a: [x,  # one\n  y]\n", "a: [x,  # one\n  y]\n"),
    "comments go with what they are about": (
        "a:\n    # about b\n    b: 1\n    # c: 2\n# about d\nd:\n# above e\n    e: 1  # behind\n",
        "a:\n  # about b\n  b: 1\n  # c: 2\n# about d\nd:\n  # above e\n  e: 1  # behind\n",
    ),
    "comments between dashes go above the first, and into no text": (
        "a:\n  - >\n    One.\n  -\n    -\n      # c\n      b: 1\n  - >\n    Two.\n  - # d\n    - # e\n      # f\n      x\n"  # noqa: E501
        "  - >\n    Three.\n  - b: # g\n      # h\n      1\n",
        "a:\n  - >\n    One.\n  # c\n  - - b: 1\n  - >\n    Two.\n  # d\n  # f\n  - - x  # e\n"
        "  - >\n    Three.\n  # h\n  - b: 1  # g\n",
    ),
    "comments in a column stay in it": ("a: 1      # one\nbb: 22   # two\n", "a: 1      # one\nbb: 22   # two\n"),
    "a comment that goes on": (
        "a:   1   # one\n         #   more\n         # and\n# b\nb: 2\n",
        "a: 1   # one\n       #   more\n       # and\n# b\nb: 2\n",
    ),
    "a comment close by": ("a: 1 # one\n", "a: 1  # one\n"),
    "folded texts keep their lines": (
        "a: >   # ours\n    One\n    two.\n\n    Three.\nb: |-\n     x\n       y\n",
        "a: >   # ours\n  One\n  two.\n\n  Three.\nb: |-\n  x\n    y\n",
    ),
    "a very long line is broken": (
        f"a: >-\n  {'word ' * 30}end\n", f"a: >-\n  {'word ' * 18}word\n  {'word ' * 11}end\n"),
    "a text over several lines": ("a: one\n   two\n", "a: one two\n"),
    "marks of a document": ("---\n# c\na: 1\n...\n", "# c\na: 1\n"),
    "line ends of Windows stay": ("a:   1\r\nb: 2\r\n", "a: 1\r\nb: 2\r\n"),
    "two kinds of line ends": ("a: 1\r\nb: 2\n", "a: 1\nb: 2\n"),
    "a mark at the beginning": ("\ufeffa:  1", "\ufeffa: 1\n"),
    "a register in brackets": (
        '{"schema": 1, "places": {\n "x": {"name": "X", "country": "AQ"}\n}}\n',
        "schema: 1\nplaces:\n  x:\n    name: X\n    country: AQ\n",
    ),
    "evidence is the tool's": (
        'evidence:  # written by the tool, never by hand\n  sha256: "ab"\n  filter: >-\n    xyz\nreviewed:   null\n',
        'evidence:  # written by the tool, never by hand\n  sha256: "ab"\n  filter: >-\n    xyz\nreviewed: null\n',
    ),
    "scripts": ("a: '港湾日报'\nb: \"روزنامه: تنگه\"\n", "a: 港湾日报\nb: 'روزنامه: تنگه'\n"),
}  # fmt: skip


@each("case", CASES)
def test_one_style(case: str) -> None:
    text, wanted = CASES[case]
    assert formatted("x.yaml", text).text == wanted
    assert formatted("x.yaml", wanted).text == wanted


@each("text", ["a: &x 1\n", "a: 1\na: 2\n", "a: b: c\n", "- a\n", "# only\n", "", "%YAML 1.2\n---\na: 1\n"])
def test_what_has_a_fault_of_form_stays(text: str) -> None:
    found = formatted("x.yaml", text)
    assert found.text == text
    assert found.why or not text


@examples(2)
@given(st.integers(0, 1 << 32))
def test_no_value_changes_no_comment_goes_and_commands_write_in_this_style(seed: int) -> None:
    maker = Maker(seed)
    text = maker.file(maker.mapping(4, least=1))
    found = formatted("x.yaml", text)
    assert found.why == "", text
    before, after = (parse("", f"{one}\n".encode(), 1 << 40)[0] for one in (text, found.text))
    assert before
    assert after
    assert before.data == after.data
    own, new = (one.removeprefix("\ufeff").replace("\r\n", "\n") for one in (text, found.text))
    assert sorted(comments(own, spots(own, ...))) == sorted(comments(new, spots(new, ...)))
    assert formatted("x.yaml", found.text).text == found.text
    assert not in_brackets(found.text), "what is in our style needs no such file"
    changes = Changes(Path())
    document = changes._documents[path] = Document(path := Path("x.yaml"), found.text.encode())
    for _ in range(2):
        what, at, value, _ = _edit(maker, copy.deepcopy(document.get()))
        try:
            _do(document, what, at, value)
        except Refusal:
            continue
    written = changes._laid_out(document)
    assert formatted("x.yaml", written).text == written


def test_a_file_in_brackets_over_several_lines_is_known_at_a_glance() -> None:
    long = "b: {url: 'https://outlet.example/" + "x" * 120 + "'}"
    for text, is_so in {
        "": False, "a: {x: y}\n": False, "a: {\n  x: y\n}\n": True, "\ufeffa: [x,\r\n  y]\r\n": True,
        "{a: x,\n b: y}\n": True, "a:\n  - [x,\n    y]\n": False, f"a:\n  {long}\n": False,
        "a: {  # why\n  x: y\n}\n": False, "a: |\n  {\n  x\n": False,
    }.items():  # fmt: skip
        assert in_brackets(text) is is_so, text
        assert not is_so or formatted("outlets.yaml", text).text != text, text
    # A register that was written so stays so, but for what is added; others are laid out.
    raw = '{"schema": 1, "outlets": {\n"a": {"name": "A"}\n}}\n'
    for before in (raw, raw.replace('{"schema": 1, "outlets": {', '"outlets": {').replace("}}\n", "}\n")):
        changes = Changes(Path())
        document = changes._documents[path] = Document(path := Path("outlets.yaml"), before.encode())
        document.set(("outlets", "b"), {"name": "B " * 80})
        assert changes._laid_out(document) == document.text
        assert document.text.startswith(before[:14])


def test_files_are_laid_out_or_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = project / "digests" / "2022-W39" / "harbour-figures.yaml"
    assert main(["format"], project) == 0
    capsys.readouterr()
    assert main(["format", "--check"], project) == 0
    assert capsys.readouterr().err.startswith("0 files differ, of ")
    entry.write_text(entry.read_text("utf-8").replace("schema: 1", "schema:   1", 1), "utf-8")
    odd = entry.read_bytes()
    line = odd.decode().split("\n").index("schema:   1") + 1
    note = (
        f"digests/2022-W39/harbour-figures.yaml:{line}:1: note: not-formatted: From here on this file is not laid out"
        " as others are. Run: .venv/bin/python build_digest.py format digests/2022-W39/harbour-figures.yaml\n"
    )
    for named in ([], ["harbour-figures"], [str(entry)]):
        assert main(["format", "--check", *named], project) == 1
        told = capsys.readouterr()
        assert (told.out, told.err.partition(",")[0]) == (note, "1 file differs")
    assert entry.read_bytes() == odd, "looking changes nothing"
    (project / "digests" / "places.yaml").write_text("a: [\n", "utf-8")
    assert main(["format"], project) == 0
    told = capsys.readouterr()
    assert told.out == "Wrote digests/2022-W39/harbour-figures.yaml\n"
    assert "digests/places.yaml stays as it is: it has a fault of form, which check tells.\n" in told.err
    assert "schema: 1\n" in entry.read_text("utf-8")
    assert main(["format", "harbour-figurs"], project) == 2
    assert main(["format", "mkdocs.yml"], project) == 2


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Vera", "-c", "user.email=vera@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_check_of_a_pull_request_names_changed_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format"], project) == 0
    entry = project / "digests" / "2022-W39" / "harbour-figures.yaml"
    outlets = project / "digests" / "outlets.yaml"
    outlets.write_text(outlets.read_text("utf-8").replace("schema: 1", "schema:  1"), "utf-8")
    git(project, "init", "-q")
    git(project, "add", "digests", "mkdocs.yml")
    git(project, "commit", "-q", "-m", "Begin")
    entry.write_text(entry.read_text("utf-8") + "\n\n", "utf-8")
    capsys.readouterr()
    main(["check", "--since", "HEAD"], project)
    told = [line for line in capsys.readouterr().out.splitlines() if "not-formatted" in line]
    assert [line.partition(" ")[0].partition(".yaml")[0] for line in told] == ["digests/2022-W39/harbour-figures"]
    assert ": note: not-formatted: " in told[0]
    main(["check"], project)
    assert "not-formatted" not in capsys.readouterr().out, "only what was changed is anybody's business"


def test_the_starter_is_laid_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (ROOT / "newsdesk" / "starter" / "digests").rglob("*.yaml"):
        text = path.read_text("utf-8").replace("@LAST_YEAR@", "2025").replace("@MONDAY@", "2026-11-16")
        text = text.replace("@WEEK@", "2026-W47").replace("@TODAY@", "2026-11-22")
        assert formatted(path.name, text).text == text, path
