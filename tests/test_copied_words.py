"""`copies`: words of captured texts stand in no file that git keeps, but in titles and in marked quotations."""

import json
import subprocess
from pathlib import Path

import pytest
from terminal import run

ARTICLE = """Ferry timetable of the northern lake changes after the long winter storms

The harbour master told us on the pier that the old ferry needs two new engines before the summer season begins.
Директор порта сказала на причале, что старому парому до лета нужны два новых двигателя и новая краска.
湖北岸的旧渡轮在夏季之前需要更换两台新的发动机港务局长在码头上说。
"""
SENTENCE = "the old ferry needs two new engines before the summer season begins"
EIGHT = "the old ferry needs two new engines before"
TITLE = "Ferry timetable of the northern lake changes after the long winter storms"
WRAPPED = "told us on the pier that the\n  old FERRY needs two\n  new engines"

# The name of a file, its text with the words of the article in it, and what is said of each run.
FILES: dict[str, tuple[str, str, list[tuple[int, int, str]]]] = {
    "our words": ("docs/a.md", f"He said: {SENTENCE}.\n", [(1, 10, "copy")]),
    "eight words": ("docs/a.md", f"He said: {EIGHT} and so on.\n", []),
    "wrapped, in capitals": ("digests/a.yaml", f"summary: >-\n  They {WRAPPED}.\n", [(2, 8, "copy")]),
    "in marks": ("docs/a.md", f"He said: “{SENTENCE}”.\n", [(1, 11, "quotation")]),
    "in marks of a record": ("digests/a.yaml", f"summary: 'He said: «{SENTENCE}».'\n", [(1, 21, "quotation")]),
    "marks that close too early": (
        "docs/a.md", f"“Hm,” he said, {SENTENCE}. “Yes.”\n", [(1, 16, "copy")],
    ),
    "a mark that nobody closed": (
        "docs/a.md", f"An inch (5\").\n\nHe said {SENTENCE}.\n\n5\" too.\n", [(3, 9, "copy")],
    ),
    "a run that leaves its marks": (
        "docs/a.md", f"“The harbour master told us” on the pier that {SENTENCE}.\n", [(1, 2, "copy")],
    ),
    **{
        f"in {opening}{closing}": ("docs/a.md", f"They said {opening}{SENTENCE}{closing}.\n", [(1, 12, "quotation")])
        for opening, closing in "“” „“ „” «» »« ‹› 「」 『』 《》 〈〉 ‘’ ‚‘ '' \"\"".split()
    },
    "behind a quotation in a quotation": (
        "docs/a.md", f"«Hm «ha» ho», {SENTENCE}, «so».\n", [(1, 15, "copy")],
    ),
    "between two apostrophes": ("docs/a.md", f"The boats' man said {SENTENCE}, the boats' own.\n", [(1, 21, "copy")]),
    "between letters of Uzbek": ("docs/a.md", f"Bo‘ri {SENTENCE} bog’ edi.\n", [(1, 7, "copy")]),
    "a program": ("x.py", f'TEXT = "{SENTENCE}"\n', [(1, 9, "copy")]),
    "data": ("x.json", json.dumps({"a": SENTENCE}) + "\n", [(1, 8, "copy")]),
    "a quotation": ("digests/a.yaml", f"sources:\n  - quote: {{text: {SENTENCE}}}\n", [(2, 19, "quotation")]),
    "a passage": (
        "digests/a.yaml", f"references: {{a: {{passages: [{{text: {SENTENCE}}}]}}}}\n", [(1, 36, "quotation")],
    ),
    "what a source says": ("digests/a.yaml", f"sources:\n  - says: {SENTENCE}\n", [(2, 11, "copy")]),
    "a comment": ("digests/a.yaml", f"a: b\n# {SENTENCE}\nc: d\n", [(2, 3, "copy")]),
    "a comment of two lines": (
        "digests/a.yaml", f"a: b  # {EIGHT}\n# the summer season begins\n", [(1, 9, "copy")],
    ),
    "two values that follow": (
        "digests/a.yaml", "a: the old ferry needs two new\nb: engines before the summer season\n", [],
    ),
    "broken yaml": ("digests/a.yaml", f"a: [\nb: {SENTENCE}\n", [(2, 4, "copy")]),
    "a title": ("digests/a.yaml", f"title: {TITLE}\n", [(1, 8, "title")]),
    "a part of a title, anywhere": (
        "digests/a.yaml", f"title: {TITLE}\nsummary: On {TITLE.removesuffix(' storms')}.\n",
        [(1, 8, "title"), (2, 13, "title")],
    ),
    "a headline that is no title": ("docs/a.md", f"About {TITLE}.\n", [(1, 7, "copy")]),
    "an address": ("docs/a.md", f"See <https://a.example/{SENTENCE.replace(' ', '-')}>.\n", [(1, 24, "address")]),
    "its words behind an address": ("docs/a.md", f"See https://a.example/x {SENTENCE}.\n", [(1, 25, "copy")]),
    "an edition": (
        "digests/2022-W40/_edition-1.md", f"“Паром” – {SENTENCE} (machine translation)\n", [(1, 11, "quotation")],
    ),
    "an edition's own words": (
        "digests/2022-W40/_edition-1.md", f"Long ago – {SENTENCE} (or so).\n", [(1, 12, "copy")],
    ),
    "in another script": (
        "docs/a.md", "Она сказала, что старому парому до лета нужны два новых двигателя и ждёт.\n", [(1, 14, "copy")],
    ),
    "without blanks": ("docs/a.md", "他说湖北岸的旧渡轮在夏季之前需要更换两台新的发动机。\n", [(1, 3, "copy")]),
    "not utf-8": ("docs/a.md", f"\udcff {SENTENCE}\n", [(1, 3, "copy")]),
    "binary": ("x.bin", f"\0{SENTENCE}", []),
}  # fmt: skip


def collection(root: Path, name: str, text: str) -> Path:
    (root / "captures").mkdir()
    (root / "captures/ferry.txt").write_text(ARTICLE, "utf-8")
    (root / "digests").mkdir()
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8", errors="surrogateescape")
    return root


def found(root: Path) -> list[tuple[str, int, int, str]]:
    done = run("copies", "--root", root, "--format", "json")
    shared = json.loads(done.stdout)["shared"]
    assert done.returncode == any(one["place"] == "copy" for one in shared), done.stderr
    assert {one["capture"] for one in shared} <= {"ferry"}
    return [(one["path"], one["line"], one["column"], one["place"]) for one in shared]


@pytest.mark.parametrize("case", FILES)
def test_words_of_a_captured_text_are_told_by_where_they_stand(case: str, tmp_path: Path) -> None:
    name, text, expected = FILES[case]
    assert found(collection(tmp_path, name, text)) == [(name, *one) for one in expected]


def test_a_correction_may_tell_a_quotation_that_the_collection_has_and_nothing_else(tmp_path: Path) -> None:
    quoting = f"sources:\n  - quote: {{text: {SENTENCE}}}\ncorrections:\n  - now: 'Quotation: {SENTENCE}'\n"
    root = collection(tmp_path, "digests/a.yaml", quoting)
    assert [place for *_, place in found(root)] == ["quotation", "quotation"]
    (root / "digests/a.yaml").write_text(f"corrections:\n  - now: 'Quotation: {SENTENCE}'\n", "utf-8")
    assert [place for *_, place in found(root)] == ["copy"]


def test_a_long_name_with_capitals_is_no_copy(tmp_path: Path) -> None:
    name = "Conference on Lakes and Ferry Building Measures in the North (CLFM)"
    root = collection(tmp_path, "digests/a.yaml", f"summary: The mayor went to the summit of the {name}, she says.\n")
    (root / "captures/ferry.txt").write_text(f"She was at the summit of the {name} last week.\n", "utf-8")
    assert [place for *_, place in found(root)] == ["name"]


def test_the_message_says_which_words_where_from_and_what_to_do(tmp_path: Path) -> None:
    done = run("copies", "--root", collection(tmp_path, "docs/a.md", f"He said: {SENTENCE}, “{SENTENCE}”.\n"))
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[0].endswith(
        f'docs/a.md:1:10: copied-words: "{SENTENCE}": These words stand so in captures/ferry.txt. '
        "Say it in your own words, or quote it with its speaker."
    )
    assert lines[1:] == [
        "Compared 1 file and 1 captured text: 2 runs of 9 words or more: 0 titles, 1 marked quotation, 1 copy."
    ]
    marked = run("copies", "--root", tmp_path, "--all").stdout.splitlines()
    assert marked[1].endswith("captures/ferry.txt. They are marked as a quotation.")
    assert ":1:80: note: shared-words" in marked[1]


def test_what_git_ignores_is_not_looked_at_and_what_it_would_add_is(tmp_path: Path) -> None:
    root = collection(tmp_path, "docs/new.md", SENTENCE)
    (root / ".gitignore").write_text("captures/\nmine.txt\n", "utf-8")
    (root / "mine.txt").write_text(SENTENCE, "utf-8")
    subprocess.run(["git", "init", "-q", root], check=True)
    assert [path for path, *_ in found(root)] == ["docs/new.md"]


def test_without_a_captured_text_nothing_is_called_clean(tmp_path: Path) -> None:
    done = run("copies", "--root", tmp_path)
    assert done.returncode == 1
    assert "There is no captured text in captures: nothing can be compared with anything." in done.stderr
    root = collection(tmp_path, "docs/a.md", "Nothing.\n")
    assert run("copies", "--root", root).returncode == 0
    (root / "captures/bad.txt").write_bytes(b"\xff\xfe\x00")
    broken = run("copies", "--root", root)
    assert broken.returncode == 1
    assert "captures/bad.txt was not compared: " in broken.stderr
