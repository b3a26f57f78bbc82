"""Notes: hidden unless somebody asks, stopping nothing, and as heavy as the collection says."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from invented import DATA, settle
from tables import each
from terminal import run

from newsdesk.build import Project, checked
from newsdesk.build.examining import Living
from newsdesk.check.shape import shape
from newsdesk.commands.week import open_or_show, publish
from newsdesk.load.config import parse_config
from newsdesk.model.notes import NOTES, Note, shown
from newsdesk.model.settings import Settings
from newsdesk.problems import Problem, Refusal, Severity

WEEK, TODAY = "2022-W43", date(2022, 11, 7)
ENTRY = f"{WEEK}/lighthouse-relit.yaml"
SAID = '"independent" stands beside the outlet "Strait Gazette".'
HIDDEN = "1 note is hidden. To see it: .venv/bin/python build_digest.py check --notes\n"
# What the rules of voice say of the other texts of the collection.
VOICE = re.compile(r"^.*: note: (?:voice-no-anchor|long-sentence): .*\n", re.MULTILINE)
OTHERS = 6


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The invented collection with one finding, of a rule that is a note here."""
    root = tmp_path / "p"
    shutil.copytree(DATA, root, ignore=shutil.ignore_patterns(".cache", "site"))
    settle(root / "digests")
    entry = root / "digests" / ENTRY
    text = entry.read_text("utf-8")
    assert "\nsummary: >-\n  " in text
    entry.write_text(
        text.replace("\nsummary: >-\n  ", "\nsummary: >-\n  The independent Strait Gazette said so. ", 1), "utf-8"
    )
    monkeypatch.setitem(NOTES, "kind-word", Note("A word on what an outlet is."))
    return Project(root, root / "digests", root / "site", root / ".cache")


def weigh(project: Project, **severities: str) -> None:
    """Set `extra.severities` of a project."""
    text = (project.root / "mkdocs.yml").read_text("utf-8").partition("\n  severities:")[0].rstrip()
    rules = "".join(f"\n    {rule.replace('_', '-')}: {severity}" for rule, severity in severities.items())
    text += f"\n  severities:{rules}\n" if rules else "\n"
    (project.root / "mkdocs.yml").write_text(text, "utf-8")


def found(project: Project) -> list[tuple[str, str]]:
    """What a check finds by rule and severity."""
    told = [(problem.rule, str(problem.severity)) for problem in checked(project).problems]
    return [one for one in told if not one[0].startswith(("voice-", "long-"))]


def test_notes_are_hidden_and_counted_and_shown_to_who_asks(project: Project) -> None:
    root = ("--root", project.root)
    for verb in (("check",), ("check", ENTRY.partition("/")[2][:-5])):
        done = run(*verb, *root)
        assert (done.returncode, done.stdout) == (0, "")
        assert ": no problems.\n" in done.stderr
        done = run(*verb, "--notes", *root)
        assert (done.returncode, VOICE.sub("", done.stdout).count("\n")) == (0, 1)
        assert f": note: kind-word: {SAID} Delete it" in done.stdout
        assert done.stderr.endswith((": 1 note.\n", f": {OTHERS + 1} notes.\n"))
    for form, empty in (("json", "[]\n"), ("github", "")):
        done = run("check", "--format", form, *root)
        assert (done.returncode, done.stdout, done.stderr) == (0, empty, "")
    assert "::notice file=" in run("check", "--format", "github", "--notes", *root).stdout
    (told,) = [
        p for p in json.loads(run("check", "--format", "json", "--notes", *root).stdout) if p["rule"] == "kind-word"
    ]
    assert (told["rule"], told["severity"], told["path"]) == ("kind-word", "note", f"digests/{ENTRY}")
    stats = run("stats", *root)
    assert (stats.returncode, stats.stderr) == (0, "")


def test_a_note_closes_no_week_and_a_warning_does(project: Project) -> None:
    assert "Checks: no problems.\n1 note is hidden." in open_or_show(project, WEEK, TODAY)[0]
    weigh(project, kind_word="warning")
    with pytest.raises(Refusal, match="1 warning"):
        publish(project, WEEK, TODAY)
    weigh(project, kind_word="note")
    assert publish(project, WEEK, TODAY).startswith("Published ")


def test_what_is_kept_follows_the_settings(project: Project) -> None:
    living = Living(project)
    for severities in (
        {},
        {"kind_word": "error"},
        {"kind_word": "warning"},
        {"litter": "error"},
        {"kind_word": "note"},
    ):
        weigh(project, **severities)
        wanted = severities.get("kind_word", "note")
        # Twice: made anew, and told again.
        assert found(project) == found(project) == [("kind-word", wanted)]
        assert [str(problem.severity) for problem in living.entry(ENTRY)] == [wanted]
        assert [str(problem.severity) for problem in living.look().problems] == [wanted]
        assert run("check", "--root", project.root).returncode == int(wanted == "error")
    living.close()


def test_files_that_are_left_out_are_told_unasked(project: Project) -> None:
    (project.digests / "thumbs.db").write_bytes(b"x")
    done = run("check", "--root", project.root)
    assert (done.returncode, done.stdout.split(" ")[1:3]) == (0, ["note:", "litter:"])
    assert ": 1 note.\n" in done.stderr
    weigh(project, litter="error")
    assert found(project) == [("kind-word", "note"), ("litter", "error")]


@pytest.mark.parametrize(("number", "said"), [(0, ""), (1, "1 note is hidden."), (1200, "1,200 notes are hidden.")])
def test_the_line_on_what_is_hidden(number: int, said: str) -> None:
    notes = [Problem("x", line, 1, "some-note", "", "", Severity.NOTE) for line in range(number)]
    left, line = shown([*notes, Problem("x", 1, 1, "some-warning", "", "", Severity.WARNING)])
    assert ([problem.rule for problem in left], line[: len(said)]) == (["some-warning"], said)


LIST = f"These can: {', '.join(sorted(NOTES))}."
NO_NOTE = '"{}" is not a rule that is a note by default: no other can be weighed.'


@each(
    ("value", "line", "column", "rule", "message", "hint"),
    [
        ("{litre: error}", 3, 16, "unknown-rule", NO_NOTE.format("litre"), 'Did you mean "litter"?'),
        ("{Litter: error}", 3, 16, "unknown-rule", NO_NOTE.format("Litter"), 'Did you mean "litter"?'),
        ("{missing-field: note}", 3, 16, "unknown-rule", NO_NOTE.format("missing-field"), LIST),
        ("{litter: eror}", 3, 24, "unknown-term", '"eror" is not a term of "litter".', 'Did you mean "error"?'),
        ("{litter: true}", 3, 24, "unknown-term", '"true" is not a term of "litter".',
         "Use one of: error, warning, ask, note."),
        ("{litter: }", 3, 23, "empty-field", '"litter" is empty.', "Write its value."),
        ("[litter]", 3, 15, "wrong-type", '"severities" must be a group of fields, not a list.',
         "Write fields below it, such as name: …, one a line."),
        ("error", 3, 15, "wrong-type", '"severities" must be a group of fields, not text.',
         "Write fields below it, such as name: …, one a line."),
    ],
)  # fmt: skip
def test_what_cannot_be_weighed(value: str, line: int, column: int, rule: str, message: str, hint: str) -> None:
    document, faults = parse_config("mkdocs.yml", f"site_name: x\nextra:\n  severities: {value}\n".encode())
    assert document
    assert not faults
    settings, problems = shape(Settings, document)
    assert settings is None
    assert [(p.line, p.column, p.rule, p.message, p.hint) for p in problems] == [(line, column, rule, message, hint)]
