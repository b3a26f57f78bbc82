"""`finish`: what was there for the writer of a draft goes, its evidence is written, and nothing is lost."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from drafting import make, needs_extra, project_in, registered
from makers import ABOUT, WEEK, collection, entry, write_tree
from saved_pages import pages
from tables import each

from newsdesk.cli import main
from newsdesk.load import parse
from newsdesk.store.editing.drafted import without_comments

ROOT = Path(__file__).resolve().parent.parent
NAME = "geese-counted"
DRAFT = f"{WEEK}/{NAME}.yaml"
CONFIG = f"site_name: Swans\nsite_url: https://example.org/\ntheme: {{name: material, font: false}}\n{ABOUT}"
TEXT = (
    "Geese counted\n\nThe moor has more geese than last year, the warden Ada Quill said at the lake on Tuesday.\n\n"
    "“We saw them come down in great numbers,” she said.\n"
)
SOURCE = (
    "{name: Ada Quill, name_printed: Ada Quill, who: ada-quill, role: warden, actor: official, identified: named,"
    " cited: quoted, says: That many came., quote: {text: We saw them come down in great numbers, language: en}}"
)
OWN = {"url": "null", "stories": "[]", "title": "Geese counted", "sources": f"[{SOURCE}]"}
COMMENTS = """\
# yaml-language-server: $schema=../entry.schema.json
# A draft from captures/geese-counted.txt. Every TODO is yours, and the check names each one that is
# left. What is filled in is a suggestion: compare it with the article. Delete the comments in the
# end: they are for you and not for readers.
# Look: digests/2022-W42/swans-counted.yaml has the same title (2022/w42/swans-counted/).
"""
MINE = "# Ask the warden about the moor.\n"
OFFERED = """\
#
#  # Attributed by: “…” she said.
#  - name: TODO
#    role: TODO
#    actor: TODO
#    quote:
#      text: We saw them come down
#      language: en
"""
Run = Callable[..., tuple[int, str, str]]


def draft(**changes: str | None) -> str:
    text = entry(**{**OWN, **changes})
    text = text.replace("\ntopics:", f"\n{MINE}# Ids in topics.yaml, at least one.\ntopics:")
    return COMMENTS + text.replace("\ncontext:", f"\n{OFFERED}context:")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_tree(tmp_path, {**collection(), DRAFT: draft()})
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / f"{NAME}.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1666569600")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--root", str(root)], ROOT)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_draft_is_finished_in_one_command(root: Path, run: Run) -> None:
    path = root / "digests" / DRAFT
    path.write_text(draft(status="draft"), "utf-8")
    assert run("finish", NAME) == (
        0,
        f"Finished {NAME}.\n"
        "Took out 4 comments of the draft and 1 source that it only offered.\n"
        "Took out status: draft.\n"
        "Wrote its evidence: 30 words, 1 name and 1 quotation were found in the article.\n"
        "Laid it out as other entries are.\n"
        f"Wrote digests/{DRAFT}\n"
        f'Next: .venv/bin/python build_digest.py review {NAME} --by "NAME"\n',
        "",
    )
    text = path.read_text("utf-8")
    assert [line for line in text.splitlines() if line.lstrip().startswith("#")] == [
        COMMENTS.splitlines()[0], MINE.strip(),
    ]  # fmt: skip
    assert run("check")[:2] == (0, "")
    before, _ = parse("", draft().encode())
    after, _ = parse("", text.encode())
    assert before
    assert after
    assert {**after.data, "evidence": None} == {**before.data, "evidence": None}
    assert run("finish", NAME) == (
        0,
        f"{NAME} is finished: there was nothing to change.\n"
        f'Next: .venv/bin/python build_digest.py review {NAME} --by "NAME"\n',
        "",
    )
    assert path.read_text("utf-8") == text


def test_a_status_goes_however_it_is_written(root: Path, run: Run) -> None:
    path = root / "digests" / DRAFT
    for line in ('"status": draft', "status: Draft   # until Monday", "status : 'draft'"):
        path.write_text(draft().replace("schema: 1\n", f"schema: 1\n{line}\n"), "utf-8")
        code, out, err = run("finish", NAME)
        assert (code, err, "Took out status: draft.\n" in out) == (0, "", True)
        assert "status" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "TODO", "topics": "[waterfowl, TODO]"}, ["todo", "todo", "Still TODO: title, topics."]),
        ({"title": None, "status": "draft"}, ["missing-field", "Missing: title."]),
        ({"read": ""}, ["empty-field", "Missing: read."]),
        ({"outlet": "lantren", "status": "draft"}, ["unknown-outlet", "To be mended: 1 error."]),
        (
            {"title": "TODO", "outlet": "TODO", "read": "whole", "sources": None},
            ["todo", "todo", "unknown-term", "missing-field",
             "Still TODO: title, outlet. Missing: sources. To be mended: 1 error."],
        ),
        ({"sources": f"[{SOURCE.replace('great', 'small')}]"}, ["quotation-not-found", "To be mended: 1 error."]),
    ],
)  # fmt: skip
def test_what_is_not_ready_is_refused_with_all_that_is_missing(
    root: Path, run: Run, changes: dict[str, str | None], said: list[str]
) -> None:
    path = root / "digests" / DRAFT
    path.write_text(draft(**changes), "utf-8")
    code, out, err = run("finish", NAME)
    assert (code, out) == (1, "")
    lines = err.removeprefix("build_digest.py: ").splitlines()
    *rules, end = said
    assert sorted(line.split(": ")[1] for line in lines[:-1]) == sorted(rules)
    assert lines[-1] == f"Nothing was changed. {end}"
    # The lines are those of the file as it stands.
    text = draft(**changes)
    for line in lines[:-1]:
        number = int(line.split(":")[1])
        assert number == 1 or not text.splitlines()[number - 1].startswith("#")
    assert path.read_text("utf-8") == text


def test_without_the_text_there_is_no_evidence_and_it_says_so(root: Path, run: Run) -> None:
    (root / "captures" / f"{NAME}.txt").unlink()
    code, out, _ = run("finish", NAME)
    assert code == 0
    assert f"Its evidence is not written: captures/{NAME}.txt is not on this machine.\n" in out
    assert f"Next: .venv/bin/python build_digest.py fingerprint {NAME} TEXTFILE\n" in out


def test_evidence_is_never_replaced_by_worse(root: Path, run: Run) -> None:
    path, capture = root / "digests" / DRAFT, root / "captures" / f"{NAME}.txt"
    run("finish", NAME)
    good = path.read_text("utf-8")
    capture.write_text("Quite another article, which has no word of all that in it.\n", "utf-8")
    code, out, err = run("finish", NAME)
    assert (code, out, path.read_text("utf-8")) == (1, "", good)
    assert "quotation-not-found" in err
    # Nor is any written where a text has nothing of the entry.
    path.write_text(draft(sources="[{name: Ada Quill, name_printed: Ada Quill, actor: official, identified: named,"
                          " cited: mentioned}]"), "utf-8")  # fmt: skip
    assert run("finish", NAME)[0] == 1
    code, _, err = run("fingerprint", NAME, str(capture))
    assert code == 1
    assert "nothing was written. The text has not its only name or quotation." in err


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_form_of_the_file_stays(root: Path, run: Run, ends: str, mark: str) -> None:
    path = root / "digests" / DRAFT
    path.write_bytes((mark + draft(status="draft")).replace("\n", ends).encode())
    assert run("finish", NAME)[0] == 0
    raw = path.read_bytes().decode()
    assert raw.startswith(mark + COMMENTS.splitlines()[0] + ends)
    assert raw.replace(ends, "").count("\n") == 0


@each(
    ("text", "left"),
    [
        # Somebody's own comment stays, wherever it stands.
        ("# Ids in topics.yaml, at least one.\n# But not sport.\ntopics: [a]\n", "# But not sport.\ntopics: [a]\n"),
        ("# From the archive.\nurl: null\n", None),
        ("# From the headline.\ntitle: x\n", "title: x\n"),
        ("# Look: at the map.\ntitle: x\n", None),
        ("#title: y\ntitle: x\n", None),
        ("#\ntitle: x\n", None),
        ("# TODO: ask\ntitle: x\n", None),
        # Inside a text it is text.
        ("a: |\n  # Attributed by: x\nb: 1\n", None),
        ("a:\n  # Attributed by: x\n  - b\n", "a:\n  - b\n"),
        ("#  - name: X\n#    who: y\n#  - title: z\nb: 1\n", "#  - title: z\nb: 1\n"),
    ],
)
def test_only_comments_of_a_draft_go(text: str, left: str | None) -> None:
    assert without_comments(text).text == (text if left is None else left)


@needs_extra
def test_no_comment_is_left_of_any_draft(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    for number, page in enumerate(pages()[::20]):
        if number == 2:  # before, nobody knows their outlets
            registered(project)
        source = tmp_path / f"{number}.html"
        source.write_bytes(page.html)
        with contextlib.redirect_stdout(io.StringIO()):
            make(project, source, week="2022-W42", name=f"draft-{number}")
        [path] = project.digests.glob(f"*/draft-{number}.yaml")
        found = without_comments(path.read_text("utf-8"))
        assert [line for line in found.text.splitlines() if "#" in line[:3]] == [
            "# yaml-language-server: $schema=../entry.schema.json"
        ], page.name
        assert found.blanked.count("\n") == path.read_text("utf-8").count("\n")
        path.unlink()  # some pages are about one article


def test_a_name_that_the_evidence_needs_stops_the_draft_and_nobody_else(root: Path, run: Run) -> None:
    path = root / "digests" / DRAFT
    path.write_text(entry(**{**OWN, "sources": f"[{SOURCE.replace(' name_printed: Ada Quill,', '')}]"}), "utf-8")
    said = (
        'name-not-found: "Ada Quill" is named in the article, and name_printed is missing.'
        " Add name_printed exactly as it is printed, or write identified: described."
    )
    code, out, err = run("finish", NAME)
    assert (code, said in out + err) == (1, True)
    for verb in ("check", "stats", "gaps"):
        code, out, err = run(verb)
        assert (code, "name-not-found" in out + err) == (0, False), (verb, out, err)
    code, out, _ = run("check", "--notes")
    assert (code, f": note: {said}" in out) == (0, True)
