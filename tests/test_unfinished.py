"""Drafts that are not finished stop nobody: left out with a line, unless they were published or are named."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from makers import ABOUT, DIGEST, DIGEST_TEXT, ENTRY, WEEK, collection, entry, load, write_tree
from repository import commit, edit, git
from tables import each

from newsdesk.build import Project, build, examine
from newsdesk.check import Drafts, check
from newsdesk.cli import main
from newsdesk.commands.week import publish
from newsdesk.problems import FRONT_DOOR, Refusal, Severity, as_text

ROOT = Path(__file__).resolve().parent.parent
DRAFT = f"{WEEK}/geese-counted.yaml"
OWN = {"url": "null", "stories": "[]"}
ADDRESS = "2022/w42/geese-counted/\n"
RUN = "Run: .venv/bin/python build_digest.py finish geese-counted"
CONFIG = "site_name: Swans\nsite_url: https://example.org/\ntheme: {name: material, font: false}\nplugins: []\n"
CONFIG += f"{ABOUT}  cards: none\n"


def said(files: dict[str, str], drafts: Drafts | None = None) -> list[str]:
    documents, problems = load(files)
    return as_text([*problems, *check(documents, drafts=drafts or Drafts())[1]], FRONT_DOOR).splitlines()


def note(line: int, column: int, why: str, path: str = DRAFT, run: str = f" {RUN}") -> str:
    return f"digests/{path}:{line}:{column}: note: unfinished: Left out, unfinished: {why}{run}"


def with_draft(changes: dict[str, str | None], **files: str) -> dict[str, str]:
    return {**collection(), DRAFT: entry(**{**OWN, **changes}), **files}


@each(
    ("changes", "line"),
    [
        ({"title": "TODO"}, note(2, 8, "title is still TODO.")),
        ({"title": "'TODO: from the page'"}, note(2, 9, "title is still TODO.")),
        ({"topics": "[waterfowl, TODO]"}, note(12, 21, "topics is still TODO.")),
        ({"title": "TODO", "summary": "TODO"}, note(2, 8, "title, summary are still TODO.")),
        (
            dict.fromkeys(("title", "outlet", "published", "language", "read", "topics", "context"), "TODO"),
            note(2, 8, "title, outlet, published, language, read and 2 more are still TODO."),
        ),
        # Whatever else is wrong with it may wait as well.
        (
            {"title": "TODO", "outlet": "nobody", "kind": "x", "published": "2022-13-45"},
            note(2, 8, "title is still TODO."),
        ),
        ({"status": "draft"}, note(19, 9, "it says status: draft.")),
        ({"status": "' Draft '"}, note(19, 9, "it says status: draft.")),
        # A word within our own text that stands for something that is missing.
        ({"summary": "The council counts. TODO"}, note(14, 10, "summary is still TODO.")),
        ({"context": "'It counts [a]. TODO: the figure.'"}, note(16, 11, "context is still TODO.")),
        ({"summary": "It puts the figure at [TODO] birds."}, note(14, 10, "summary is still TODO.")),
        ({"summary": "'It names (TODO: who?) as its source.'"}, note(14, 11, "summary is still TODO.")),
        ({"section": "TODO – ask the desk"}, note(19, 10, "section is still TODO.")),
        ({"TODO": "ask the desk"}, note(19, 7, "a line is still TODO.")),
    ],
)  # fmt: skip
def test_a_draft_is_left_out_with_one_line(changes: dict[str, str | None], line: str) -> None:
    assert said(with_draft(changes)) == [line]


def test_what_is_left_out_is_not_in_the_collection() -> None:
    documents, _ = load(with_draft({"title": "TODO"}))
    draft, problems = check(documents, drafts=Drafts())
    assert [item.record.id for item in draft.entries] == ["swans-counted"]
    assert draft.unfinished == {"geese-counted": f"digests/{DRAFT}"}
    assert {problem.severity for problem in problems} == {Severity.NOTE}


@each(
    "changes",
    [
        {"title": "'A TODO: geese'"},
        {"title": "Todo"},
        {"title": "TODO SOBRE GANSOS"},
        {"title": "LOS GANSOS LO SON TODO"},
        {"title": "'GANSOS: TODO SOBRE ELLOS. TODO CAMBIA'"},
        {"status": "null"},
    ],
)
def test_a_text_that_holds_the_word_is_finished(changes: dict[str, str | None]) -> None:
    assert said(with_draft(changes)) == []
    assert said({**collection(), DRAFT: "# TODO: look again\n" + entry(**OWN)}) == []


def test_a_week_of_drafts_alone_needs_no_digest() -> None:
    other = "2022-W43/geese-leave.yaml"
    files = {**collection(), other: entry(title="TODO", published="2022-10-25", **OWN)}
    [line] = said(files)
    assert line.startswith(f"digests/{other}:2:8: note: unfinished: Left out, unfinished: title is still TODO. ")


def test_no_other_word_is_a_status() -> None:
    assert said(with_draft({"status": "published"})) == [
        f'digests/{DRAFT}:19:9: unknown-term: "published" is not a term of "status". Use one of: draft.'
    ]


def test_a_draft_of_the_same_name_in_another_week_hinders_neither_entry_nor_draft() -> None:
    late = entry(title="TODO", published="2022-10-25", kind="x", **OWN)
    files = {**collection(), ENTRY: entry(translation_of="geese-counted"), DRAFT: entry(**OWN)}
    [line] = said({**files, "2022-W43/geese-counted.yaml": late})
    assert line.startswith("digests/2022-W43/geese-counted.yaml:2:8: note: unfinished: ")
    both = with_draft({"title": "TODO", "kind": "x"}, **{"2022-W43/geese-counted.yaml": late})
    assert [one.split(": ")[2] for one in said(both)] == ["unfinished"] * 2


TODO_ERROR = (
    f'digests/{DRAFT}:2:8: todo: "title" is still TODO. Write it: Title as printed, in its own script.'
)  # fmt: skip
PUBLISHED = "schema: 1\nstatus: published\npublished: 2022-10-25\n"


def test_what_was_published_is_an_error() -> None:
    draft = {"title": "TODO"}
    assert TODO_ERROR in said(with_draft(draft, **{"_addresses.txt": ADDRESS}))
    assert said(with_draft(draft, **{"_addresses.txt": "2022/w42/swans-counted/\n"})) == [
        note(2, 8, "title is still TODO.")
    ]
    assert TODO_ERROR in said(with_draft(draft), Drafts(published=frozenset({DRAFT})))
    # Nobody knows what went out with a week while there is no list of addresses.
    assert TODO_ERROR in said(with_draft(draft, **{DIGEST: PUBLISHED}))
    [line] = [line for line in said(with_draft({"status": "draft"}, **{"_addresses.txt": ADDRESS})) if "todo" in line]
    assert line == f"digests/{DRAFT}:19:1: todo: This entry says that it is a draft. {RUN}"


NAMED = '"geese-counted" is left out, since it is not finished.'
FINISH = f"Finish digests/{DRAFT}, or name another entry."


@each(
    ("files", "place"),
    [
        ({DIGEST: DIGEST_TEXT.replace("swans-counted", "geese-counted")}, f"{DIGEST}:3:7"),
        ({DIGEST: DIGEST_TEXT + "note: A week [a].\nreferences: {a: {entry: geese-counted}}\n"}, f"{DIGEST}:5:25"),
        ({ENTRY: entry(translation_of="geese-counted")}, f"{ENTRY}:19:17"),
        (
            {ENTRY: entry(references="{survey-2021: {entry: geese-counted}, beacon-2022: {url: https://b.example/}}")},
            f"{ENTRY}:17:35",
        ),
        (
            {
                "stories.yaml": collection()["stories.yaml"].replace(
                    "{url: https://council.example/notice}", "{entry: geese-counted}"
                )
            },
            "stories.yaml:10:23",
        ),
    ],
)
def test_what_names_a_draft_has_to_wait(files: dict[str, str], place: str) -> None:
    lines = said(with_draft({"title": "TODO"}, **files))
    assert lines == sorted([note(2, 8, "title is still TODO."), f"digests/{place}: unfinished-entry: {NAMED} {FINISH}"])


def test_a_draft_may_name_a_draft() -> None:
    other = f"{WEEK}/ducks-counted.yaml"
    files = with_draft({"title": "TODO", "translation_of": "ducks-counted"})
    assert [line.split(": ")[2] for line in said({**files, other: entry(title="TODO", **OWN)})] == ["unfinished"] * 2


def test_parts_of_a_digest_in_preparation_are_left_out() -> None:
    todo = DIGEST_TEXT + "note: TODO\nscreened: {articles: TODO}\n"
    assert said({**collection(), DIGEST: todo}) == [note(4, 7, "note, screened are still TODO.", DIGEST, run="")]
    assert '"note" is still TODO.' in "\n".join(said({**collection(), DIGEST: PUBLISHED + "note: TODO\n"}))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_tree(tmp_path, collection())
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Swans\n", "utf-8")
    return tmp_path


BROKEN = ("status: draft\nsources: [a\n", "status: 'Draft'\n\ttitle: x\n", "<<<<<<< HEAD\nstatus: draft\n")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--root", str(root)], ROOT)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def project_at(root: Path) -> Project:
    return Project(root, root / "digests", root / "site", root / ".cache")


def test_build_leaves_it_out_and_says_so(root: Path, run: Run) -> None:
    edit(root, {DRAFT: entry(title="TODO", **OWN)})
    line = note(2, 8, "title is still TODO.") + "\n"
    code, out, err = run()
    assert (code, err) == (0, line)
    assert out.startswith("Built ")
    assert not (root / "site" / "2022" / "w42" / "geese-counted").exists()
    assert run("check") == (0, line, "Checked 1 entry: 1 note.\n")
    edit(root, {DRAFT: entry(title="Geese counted", **OWN)})
    assert build(project_at(root)).problems == []
    assert (root / "site" / "2022" / "w42" / "geese-counted" / "index.html").is_file()


def test_one_entry_is_checked_alone(root: Path, run: Run) -> None:
    edit(root, {DRAFT: entry(title="TODO", outlet="nobody", **OWN), ENTRY: entry(outlet="lantren")})
    path = root / "digests" / DRAFT
    outlet = f'digests/{DRAFT}:3:9: unknown-outlet: "nobody" is not in outlets.yaml.'
    for named in ("geese-counted", str(path)):
        code, out, err = run("check", named)
        assert (code, err) == (1, f"Checked {DRAFT}: 1 error.\n")
        assert out == TODO_ERROR + "\n"
    edit(root, {DRAFT: entry(outlet="nobody", **OWN)})
    code, out, _ = run("check", "geese-counted")
    assert (code, out.startswith(outlet)) == (1, True)
    edit(root, {DRAFT: entry(title="Geese counted", **OWN)})
    assert run("check", "geese-counted") == (0, "", f"Checked {DRAFT}: no problems.\n")
    assert run("check", "geese-counted", "--format", "json") == (0, "[]\n", "")
    assert run("check")[0] == 1, "another entry has an error"


def test_an_entry_that_there_is_not(root: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert run("check", "ducks") == (
        2,
        "",
        "build_digest.py: There is no entry ducks. Name it by its id or by the path of its file.\n",
    )
    other = tmp_path_factory.mktemp("other") / "x.yaml"
    other.write_text(entry(), "utf-8")
    code, _, err = run("check", str(other))
    assert code == 2
    assert "does not lie in" in err


@pytest.mark.parametrize(
    "text", ["title: TODO\nsources: [a\n", "title: 'x\nsummary: >\n  TODO\n", "a: {b: TODO", *BROKEN]
)
def test_a_draft_that_cannot_be_read_stops_nobody_either(root: Path, run: Run, text: str) -> None:
    edit(root, {DRAFT: text})
    line = note(1, 1, f"it says {'TODO' if 'TODO' in text else 'status: draft'}, and cannot be read.")
    line = line.replace(" finish ", " check ")
    assert run("check") == (0, line + "\n", "Checked 1 entry: 1 note.\n")
    code, out, _ = run("check", "geese-counted")
    assert (code, ": not-yaml: " in out or ": merge-conflict: " in out) == (1, True)
    edit(root, {DRAFT: text.replace("TODO", "x").replace("raft", "one")})
    assert run("check")[0] == 1, "what does not say that it is a draft is none"
    edit(root, {DRAFT: text, "_addresses.txt": ADDRESS})
    assert run("check")[0] == 1


def test_who_asks_for_review_is_told_of_drafts_and_passes(root: Path, run: Run) -> None:
    git(root, "init", "-q", "-b", "main")
    edit(root, {DIGEST: PUBLISHED})
    commit(root)
    edit(root, {DRAFT: entry(status="draft", outlet="nobody", **OWN)})
    code, out, err = run("check", "--since", "HEAD", "--format", "github")
    # Without the list of addresses nobody knows what of a published week went out.
    assert (code, "::error file=digests/2022-W42/geese-counted.yaml,line=19" in out) == (1, True)
    edit(root, {"_addresses.txt": "2022/w42/swans-counted/\n"})
    code, out, err = run("check", "--since", "HEAD", "--format", "github")
    assert (code, "::notice file=digests/2022-W42/geese-counted.yaml,line=19" in out) == (0, True)
    for verb in ("stats", "gaps"):
        code, out, err = run(verb, "--format", "json")
        assert (code, "geese-counted" in out, "unfinished" in err) == (0, False, True)


def test_what_was_published_at_a_revision_is_an_error(root: Path, run: Run) -> None:
    edit(root, {DIGEST: PUBLISHED, DRAFT: entry(title="Geese counted", **OWN)})
    git(root, "init", "-q", "-b", "main")
    commit(root)
    edit(root, {DIGEST: DIGEST_TEXT, DRAFT: entry(title="TODO", **OWN)})
    code, out, _ = run("check", "--since", "HEAD")
    assert code == 1
    assert TODO_ERROR in out


def test_a_week_is_closed_without_its_drafts(root: Path) -> None:
    edit(root, {DRAFT: entry(title="TODO", **OWN), ENTRY: entry(reviewed="{by: A, on: 2022-10-22}")})
    edit(root, {DIGEST: DIGEST_TEXT + "note: TODO\n"})
    with pytest.raises(Refusal, match=r"note is still TODO\.\nNothing was published: write what is TODO in the digest"):
        publish(project_at(root), WEEK, date(2022, 11, 7))
    edit(root, {DIGEST: DIGEST_TEXT})
    assert publish(project_at(root), WEEK, date(2022, 11, 7)) == (
        f"Published {WEEK}, edition 1: 1 entry.\nNot in it, since it is not finished: geese-counted.\n"
    )
    assert "geese-counted" not in (root / "digests" / "_addresses.txt").read_text("utf-8")
    assert [p.rule for p in examine(project_at(root)).problems] == ["unfinished"]
    edit(root, {DRAFT: entry(title="Geese counted", added="2022-11-08", accessed="2022-11-08", **OWN)})
    assert [p.rule for p in examine(project_at(root)).problems] == ["late-entry"]
    with pytest.raises(Refusal, match="reviewed"):
        publish(project_at(root), WEEK, date(2022, 11, 9))
