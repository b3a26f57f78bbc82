"""The habits of the project: fragments of the change log, versions, hooks, reasons for what is ignored."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import settings
from tooling import ROOT, script

from newsdesk import __version__

releasing = script("release")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
HOOKS = [
    hook
    for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    for hook in repo["hooks"]
]
TOOLS = Path(shutil.which("prek") or ROOT / ".venv" / "bin" / "prek").parent


def git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=A Tester", "-c", "user.email=tester@example.org")
    done = subprocess.run(["git", *names, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What a version is made of, committed, with two fragments."""
    for name in ("pyproject.toml", "CITATION.cff", "CHANGELOG.md", "newsdesk/__init__.py", "changes/README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    add(tmp_path, "+search-by-place.added.md", "Search finds an entry by a place of its story.")
    add(tmp_path, "12.fixed.md", "A digest of one entry\nhas a heading.\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "user.name", "A Tester")
    git(tmp_path, "config", "user.email", "tester@example.org")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


def add(folder: Path, name: str, text: str | bytes) -> None:
    (folder / "changes" / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def test_the_fragments_are_well_formed() -> None:
    assert list(releasing.faults()) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("+a.added.md", "Search has `a.b` and e.g. filters.", None),
        ("12.changed.md", "`check` says more.", None),
        ("12.changed.md", "“Only here” counts `who`.", None),
        ("12.changed.2.md", "Запись находит всех.", None),
        (
            "+a.news.md",
            "A.",
            "call it +a-few-words.kind.md or 12.kind.md, of the kinds added, changed, fixed, removed.",
        ),
        (
            "a.added.md",
            "A.",
            "call it +a-few-words.kind.md or 12.kind.md, of the kinds added, changed, fixed, removed.",
        ),
        (
            "+a.added.txt",
            "A.",
            "call it +a-few-words.kind.md or 12.kind.md, of the kinds added, changed, fixed, removed.",
        ),
        (
            ".+a.added.md.swp",
            "",
            "call it +a-few-words.kind.md or 12.kind.md, of the kinds added, changed, fixed, removed.",
        ),
        ("+a.added.md", "  \n", "it is empty. Say in one sentence what changes for a user."),
        ("+a.added.md", b"\xff", "save it as UTF-8."),
        ("+a.added.md", "One. Two.", "write one sentence, with its full stop; a second change is a second file."),
        ("+a.added.md", "No stop", "write one sentence, with its full stop; a second change is a second file."),
        ("+a.added.md", "- A list.", "write one plain paragraph: the list and its headings are made."),
        ("+a.added.md", "# A heading.", "write one plain paragraph: the list and its headings are made."),
        ("+a.added.md", "One\n\ntwo.", "write one plain paragraph: the list and its headings are made."),
        ("+a.added.md", "small.", "begin with a capital letter."),
        ("+a.added.md", f"A{'a' * 400}.", "402 characters are more than 400: say what changes, not how."),
    ],
)
def test_a_fragment_is_one_sentence(project: Path, name: str, text: str | bytes, fault: str | None) -> None:
    add(project, name, text)
    assert list(releasing.faults(project)) == ([f"changes/{name}: {fault}"] if fault else [])


def test_a_version_is_made_from_the_fragments(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")
    before = (project / "CHANGELOG.md").read_text("utf-8")
    said = releasing.release("9.8.7", project)
    assert said == "Version 9.8.7 is made. To publish it: git push --atomic origin HEAD v9.8.7"
    mark, rest = before.split("-->\n\n", 1)
    made = (
        "## 9.8.7 (2026-11-26)\n\n### New\n\n- Search finds an entry by a place of its story.\n\n"
        "### Mended\n\n- A digest of one entry\n  has a heading. (#12)\n\n\n"
    )
    assert (project / "CHANGELOG.md").read_text("utf-8") == f"{mark}-->\n\n{made}{rest}"
    assert sorted(path.name for path in (project / "changes").iterdir()) == ["README.md"]
    assert '__version__ = "9.8.7"' in (project / "newsdesk" / "__init__.py").read_text("utf-8")
    assert "version: 9.8.7\ndate-released: 2026-11-26\nlicense:" in (project / "CITATION.cff").read_text("utf-8")
    assert git(project, "status", "--porcelain") == ""
    assert git(project, "log", "-1", "--format=%s") == "Version 9.8.7"
    assert git(project, "tag", "--list", "--format=%(refname:short) %(objecttype)") == "v9.8.7 tag"
    assert "- Search finds an entry by a place of its story." in git(project, "tag", "--list", "--format=%(contents)")
    add(project, "+more.changed.md", "There is more.")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "More")
    releasing.release("9.9.0", project)
    text = (project / "CITATION.cff").read_text("utf-8")
    assert text.count("date-released:") == text.count("\nversion: 9.9.0\n") == 1


@pytest.mark.parametrize(
    ("version", "prepare", "said"),
    [
        ("2", None, '"2" is no version: write three numbers, such as 0.2.0.'),
        ("v9.0.0", None, '"v9.0.0" is no version: write three numbers, such as 0.2.0.'),
        ("0.0.9", None, f"0.0.9 is not newer than {__version__}."),
        ("9.0.0", "tag", "9.0.0 is not newer than 9.0.0."),
        ("9.0.0", "untracked", "These files are not committed:\n?? new.txt\nCommit or remove them first."),
        ("9.0.0", "bad", "changes/+bad.added.md: begin with a capital letter."),
        ("9.0.0", "none", "changes/ holds nothing, so there is nothing to tell a user."),
        ("9.0.0", "hook", "git commit says: not today"),
    ],
)
def test_what_no_version_can_be_made_of_stays_as_it_was(
    project: Path, version: str, prepare: str | None, said: str
) -> None:
    if prepare == "tag":
        git(project, "tag", "v9.0.0")
    elif prepare == "untracked":
        (project / "new.txt").touch()
    elif prepare == "hook":
        hook = project / ".git" / "hooks" / "pre-commit"
        hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
        hook.chmod(0o755)
    elif prepare:
        for path in releasing.fragments(project):
            path.unlink()
        if prepare == "bad":
            add(project, "+bad.added.md", "small.")
        git(project, "add", "--all")
        git(project, "commit", "--quiet", "--message", "Prepare")
    state = git(project, "status", "--porcelain"), git(project, "rev-parse", "HEAD"), git(project, "tag")
    with pytest.raises(releasing.Stop) as told:
        releasing.release(version, project)
    assert str(told.value) == said
    assert (git(project, "status", "--porcelain"), git(project, "rev-parse", "HEAD"), git(project, "tag")) == state


def test_the_version_stands_everywhere_the_same() -> None:
    for name, around in releasing._STATED.items():
        text = (ROOT / name).read_text("utf-8")
        stated = re.search(around, text, re.MULTILINE)
        assert stated is None or __version__ in stated[0], name


def test_the_hooks_are_what_lint_runs() -> None:
    lint = re.search(r"^lint:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert lint
    for hook in HOOKS:
        if hook["id"] != "check":  # the entries have a target of their own
            words = hook["entry"].removesuffix(" --force-exclude")
            assert f"@{words}" in lint[1], hook["id"]


def test_hooks_refuse_what_they_are_for(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".pre-commit-config.yaml", tmp_path)
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(TOOLS)
    for name, text in (
        ("bad.py", "import os\nx=1\n"),
        (
            ".github/workflows/x.yml",
            "name: x\non: push\njobs:\n  a:\n    runs-on: b\n    steps:\n      - uses: c/d@main\n",
        ),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    git(tmp_path, "add", "bad.py", ".github")
    hooks = ("ruff", "ruff-format", "workflows")
    done = subprocess.run([TOOLS / "prek", "run", *hooks], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    outcome = dict(re.findall(r"^([a-z ]+?)\.{3,}.*?(\w+)$", done.stdout, re.MULTILINE))
    assert outcome == {"faults of style": "Failed", "format": "Failed", "workflows are safe": "Failed"}
    assert "F401" in done.stdout
    assert "unpinned-uses" in done.stdout


def test_what_is_ignored_has_its_reason() -> None:
    ignored = PROJECT["tool"]["repo-review"]["ignore"]
    assert all(len(reason.split()) > 3 for reason in ignored.values())
    code = "".join(path.read_text("utf-8") for path in sorted((ROOT / "newsdesk").rglob("*.py")))
    for mark in re.findall(r"# type: ignore.*", code):
        assert re.fullmatch(r"# type: ignore\[[a-z-]+\] +# \S.{10,}", mark), mark
    for override in PROJECT["tool"]["mypy"].get("overrides", []):
        assert set(override) == {"module", "ignore_missing_imports"}, "only for libraries that say no types"
        assert not any(module.startswith("newsdesk") for module in override["module"])


def test_a_commit_gets_one_verdict() -> None:
    """What CI runs leaves nothing to chance; what looks further is a target, and a workflow, of its own."""
    chance = {name: not settings.get_profile(name).derandomize for name in ("patient", "thorough", "random")}
    assert chance == {"patient": False, "thorough": False, "random": True}
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    runs = {line.strip() for line in lines if "-m pytest" in line and "golden" not in line}
    assert {line for line in runs if "$(SAME)" not in line} == {
        '@TMPDIR="$$(python3 scripts/scratch.py)" .venv/bin/python -m pytest -m "hypothesis or seeded"'
        " --hypothesis-profile=random --timeout=3000"
    }
    workflows = {path.name: path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")}
    assert {name for name, text in workflows.items() if "make test-random" in text} == {"random.yml"}
