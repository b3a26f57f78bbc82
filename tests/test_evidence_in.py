"""Writing evidence into entries and verifying them: files, exit codes, and what stays as it was."""

from pathlib import Path

import pytest
import terminal
from drafting import needs_extra
from tables import each

from newsdesk.store.captured.texts import MAX_TEXT, Captures
from newsdesk.store.evidence_writing import replaced

DATA = Path(__file__).parent / "data"
ENTRY = "strike-in-russian"
ARTICLE = DATA / "articles" / f"{ENTRY}.txt"


def run(*arguments: object) -> terminal.Done:
    return terminal.run(*arguments, SOURCE_DATE_EPOCH="1665792000")


@pytest.fixture
def entry(project: Path) -> Path:
    return project / "digests" / "2022-W41" / f"{ENTRY}.yaml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def test_the_article_bears_the_entry_out(project: Path) -> None:
    done = run("verify", "--root", project, ENTRY, ARTICLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{ENTRY}: 4 names and quotations compared, nothing is missing.\n"


def test_a_rewrapped_copy_with_other_quotes_is_the_same_article(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    text = "\r\n".join(ARTICLE.read_text("utf-8").split()).replace("«", "“").replace("»", "”").replace("ё", "е")
    copy.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert run("verify", "--root", project, ENTRY, copy).stdout == (
        f"{ENTRY}: 4 names and quotations compared, nothing is missing.\n"
    )


def test_a_longer_copy_has_another_hash_and_is_only_noted(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(ARTICLE.read_text("utf-8") + "Читайте также: погода.", "utf-8")
    done = run("verify", "--root", project, ENTRY, copy)
    assert done.returncode == 0
    said = ": warning: not-checkable-here: The captured text is another than the one that evidence was made from."
    assert said in done.stdout


def test_an_altered_copy_is_refused_with_line_and_column(project: Path, entry: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    text = ARTICLE.read_text("utf-8").replace("поплывём", "уплывём").replace("Она Пример", "Оля Пример")
    copy.write_text(text, "utf-8")
    lines = entry.read_text("utf-8").splitlines()
    quoted = next(n for n, line in enumerate(lines, 1) if "text: Заплатят" in line)
    named = next(n for n, line in enumerate(lines, 1) if "name_printed: Она Пример" in line)
    for name in (ENTRY, entry):
        done = run("verify", "--root", project, name, copy)
        assert done.returncode == 1
        where = "digests/2022-W41/strike-in-russian.yaml"
        for said in (
            f'{where}:{quoted}:13: quotation-not-found: "Заплатят — поплывём" does not stand in the article.',
            f'{where}:{named}:19: name-not-found: The name "Она Пример" does not stand in the article.',
        ):
            assert said in done.stdout
        assert done.stderr == f"{ENTRY}: 2 errors, 1 warning.\n"


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        ("nobody", ARTICLE, 2, "There is no entry nobody. Name it by its id or by the path of its file."),
        ("../x.yaml", ARTICLE, 2, "There is no entry ../x.yaml."),
        (ENTRY, "/nowhere.txt", 2, "/nowhere.txt cannot be read: No such file or directory."),
        (ENTRY, DATA, 2, "cannot be read: It is a folder."),
    ],
)
def test_what_is_not_there(project: Path, name: str, text: Path, code: int, said: str) -> None:
    for command in ("verify", "fingerprint"):
        done = run(command, "--root", project, name, text)
        assert (done.returncode, done.stdout) == (code, "")
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_texts_that_are_none(project: Path, entry: Path, tmp_path: Path) -> None:
    before = entry.read_bytes()
    text = tmp_path / "text.txt"
    for raw, said in (
        (b"\xff\xfe\x00", "is not UTF-8 (byte 1): save it as UTF-8."),
        (b"a" * (MAX_TEXT + 1), f"has more than {MAX_TEXT:,} bytes: keep only the article's own text."),
        (b" \n", "The text has no words."),
        (b"word " * 30_001, "The text has 30,001 words, more than 30,000: keep the article alone."),
    ):
        text.write_bytes(raw)
        done = run("fingerprint", "--root", project, ENTRY, text)
        assert (done.returncode, said in done.stderr) == (1, True), done.stderr
        assert entry.read_bytes() == before


def test_evidence_is_written_and_nothing_else_changes(project: Path, entry: Path) -> None:
    run("fingerprint", "--root", project, ENTRY, ARTICLE)  # that of before knew no figures, dates and names
    before = entry.read_text("utf-8")
    assert "  tokens:" in before
    assert run("fingerprint", "--root", project, ENTRY, ARTICLE).stdout.startswith("The evidence is current in ")
    assert entry.read_text("utf-8") == before
    field = before[before.index("evidence:") : before.index("drafted_by:")]
    bare = before.replace(field, "")
    for start in (bare, before.replace(field, "# a comment\nevidence: null   # none\n# kept\n\n"), bare + "# the end"):
        entry.write_text(start, "utf-8")
        done = run("fingerprint", "--root", project, ENTRY, ARTICLE)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"Wrote the evidence into {entry}: 47 words, 3 names and 1 quotation.\n")
        after = entry.read_text("utf-8")
        assert field in after
        assert after.replace(field, "") == start.replace("evidence: null   # none\n", "") + "\n" * start.endswith("end")
    assert sorted(path.name for path in entry.parent.iterdir() if "evidence" in path.name) == []
    assert run("check", "--root", project).returncode == 0


@pytest.mark.parametrize("reason", [
    "not_captured: {on: 2022-11-03, why: For subscribers.}\n",
    "not_captured:\n  on: 2022-11-03\n  why: >-\n    For\n    few.\n",
])  # fmt: skip
def test_the_reason_for_having_no_evidence_goes_when_there_is_some(project: Path, entry: Path, reason: str) -> None:
    text = entry.read_text("utf-8")
    start, end = text.index("evidence:"), text.index("drafted_by:")
    entry.write_text(text[:start] + reason + text[start:], "utf-8")
    both = run("check", "--root", project)
    assert ": captured-and-not: There is evidence, and a reason why there is none. Remove not_captured." in both.stdout
    entry.write_text(text[:start] + reason + text[end:], "utf-8")
    assert run("check", "--root", project).returncode == 0
    assert run("fingerprint", "--root", project, ENTRY, ARTICLE).returncode == 0
    assert "not_captured" not in entry.read_text("utf-8")
    assert run("check", "--root", project).returncode == 0


def test_line_ends_stay(project: Path, entry: Path) -> None:
    edit(entry, "sequence: 4", "sequence: 5")
    entry.write_bytes(entry.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert run("fingerprint", "--root", project, ENTRY, ARTICLE).returncode == 0
    assert entry.read_bytes().count(b"\r\n") == entry.read_bytes().count(b"\n")
    assert run("check", "--root", project).returncode == 0


def test_what_does_not_stand_there_is_not_recorded(project: Path, entry: Path) -> None:
    edit(entry, "text: Заплатят — поплывём", "text: Заплатят — уплывём")
    done = run("fingerprint", "--root", project, ENTRY, ARTICLE)
    assert done.returncode == 1
    assert '"Заплатят — уплывём" does not stand in the article.' in done.stdout
    assert "47 words, 3 names and 0 quotations." in done.stdout
    assert done.stderr == "Not recorded, since the text does not bear it out: 1 error.\n"


def test_evidence_is_never_replaced_by_worse(project: Path, entry: Path, tmp_path: Path) -> None:
    before = entry.read_bytes()
    for name, lost in (
        ("ru.txt", '"Заплатят — поплывём", the name "'),
        ("en.txt", '"Заплатят — поплывём", the name "'),
    ):
        done = run("fingerprint", "--root", project, ENTRY, DATA / "articles" / name)
        assert (done.returncode, done.stdout) == (1, "")
        assert "strike-in-russian.yaml: nothing was written. The evidence that is there bears out" in done.stderr
        assert lost in done.stderr
        assert (
            "Is it the text of another article? To begin anew all the same, write evidence: null first." in done.stderr
        )
        assert entry.read_bytes() == before
    # A corrected article that still has everything takes the place of the earlier one.
    longer = tmp_path / "longer.txt"
    longer.write_text(ARTICLE.read_text("utf-8") + "\nДобавлено: порт открыт.", "utf-8")
    assert run("fingerprint", "--root", project, ENTRY, longer).returncode == 0
    assert entry.read_bytes() != before


@needs_extra
def test_a_page_is_read_as_new_reads_it(project: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLE.read_text("utf-8").splitlines() if line.strip())
    page.write_text(
        f"<!doctype html><html lang=ru><head><title>Забастовка</title></head><body><article><h1>Забастовка</h1>"
        f"{paragraphs}</article></body></html>",
        "utf-8",
    )
    done = run("verify", "--root", project, ENTRY, page)
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 names and quotations compared, nothing is missing." in done.stdout


def test_a_draft_gets_evidence_too(project: Path, entry: Path) -> None:
    edit(entry, "outlet: volna", "outlet: TODO")
    edit(entry, "evidence:  # written", "evidence_: # written")
    entry.write_text(entry.read_text("utf-8").partition("evidence_")[0] + "evidence: null\n", "utf-8")
    assert run("fingerprint", "--root", project, ENTRY, ARTICLE).returncode == 0


def test_check_uses_captures_that_are_at_hand(project: Path, entry: Path) -> None:
    (project / "captures").mkdir()
    (project / "captures" / f"{ENTRY}.txt").write_bytes(ARTICLE.read_bytes())
    assert run("check", "--root", project).returncode == 0
    edit(entry, "text: Заплатят — поплывём", "text: Заплатят — уплывём")
    done = run("check", "--root", project)
    assert done.returncode == 1
    assert 'quotation-not-found: "Заплатят — уплывём" does not stand in the article.' in done.stdout
    assert dict(Captures(project / "nowhere")) == {}
    assert list(Captures(project / "captures")) == [ENTRY]


def test_editing_makes_the_check_fail_without_a_capture(project: Path, entry: Path) -> None:
    before = entry.read_text("utf-8")
    for old, new in (("поплывём\n", "уплывём\n"), ("printed: Она Пример", "printed: Оля Пример")):
        edit(entry, old, new)
        line = next(n for n, text in enumerate(entry.read_text("utf-8").splitlines(), 1) if new.strip() in text)
        done = run("check", "--root", project)
        assert done.returncode == 1
        assert done.stdout.startswith(f"digests/2022-W41/strike-in-russian.yaml:{line}:")
        entry.write_text(before, "utf-8")


@each(
    ("text", "wanted"),
    [
        ("a: 1\n", "a: 1\nE\n"),
        ("a: 1", "a: 1\nE\n"),
        ("", "E\n"),
        ("a: 1\nevidence: null\n", "a: 1\nE\n"),
        ("a: 1\nevidence:\n  x: 1\n  # old\n  y:\n  - 2\n\n# next\nb: 2\n", "a: 1\nE\n\n# next\nb: 2\n"),
        ("evidence : null\nb: 2\n", "E\nb: 2\n"),
        ("a: 1\ndrafted_by: human\n", "a: 1\nE\ndrafted_by: human\n"),
        ("a: >-\n  evidence: no\nb: 2\n", "a: >-\n  evidence: no\nb: 2\nE\n"),
    ],
)
def test_where_evidence_goes(text: str, wanted: str) -> None:
    assert replaced(text, "E\n") == wanted


def test_what_the_entry_no_longer_shows_is_forgotten_without_the_text(project: Path, entry: Path) -> None:
    assert run("fingerprint", "--root", project, ENTRY).stderr.endswith("text of the article, or write --forget.\n")
    done = run("fingerprint", "--root", project, ENTRY, "--forget")
    assert (done.returncode, done.stdout) == (0, f"There was nothing to forget: {entry}: 3 names and 1 quotation.\n")
    lines = entry.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "name_printed: Она Пример" in line)
    entry.write_text(
        "".join([*lines[:at], *lines[at + 1 :]]).replace("identified: named", "identified: described"), "utf-8"
    )
    done = run("check", "--root", project)
    assert done.returncode == 1
    assert "evidence-leftover: The evidence still has the hashes of names" in done.stdout
    done = run("fingerprint", "--root", project, "--reference", "x", "--forget")
    assert (done.returncode, "Name an entry" in done.stderr) == (2, True)
    entry_then = entry.read_bytes()
    everywhere = run("fingerprint", "--root", project, "--forget")
    assert everywhere.stdout == "Took 1 hash out of the evidence that nothing in our texts calls for now.\n"
    entry.write_bytes(entry_then)
    done = run("fingerprint", "--root", project, ENTRY, "--forget")
    assert done.returncode == 0, done.stderr
    taken = "Took 1 hash out of the evidence that nothing in our texts calls for now.\n"
    assert done.stdout == f"{taken}Wrote {entry}: 2 names and 1 quotation.\n"
    assert run("check", "--root", project).returncode == 0
    entry.write_text(entry.read_text("utf-8").replace("поплывём\n", "уплывём\n"), "utf-8")
    done = run("fingerprint", "--root", project, ENTRY, "--forget")
    assert done.returncode == 1
    assert "shows names or quotations that its evidence does not know" in done.stderr
