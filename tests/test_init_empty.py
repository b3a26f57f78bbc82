"""`init --empty`: a collection without the example, which checks clean, builds, and looks as if it were meant."""

import re
from pathlib import Path

import pytest
import yaml
from started import UNANSWERED

from newsdesk.build import Project, build, examine
from newsdesk.cli import main
from newsdesk.model.register import REGISTERS
from newsdesk.store.program import Form

ROOT = Path(__file__).resolve().parent.parent
WEEK = "2026-W47"
SAYS = {
    "index.html": "There are no entries yet.",
    "digests/index.html": "no entries",
    "entries/index.html": "No entry yet.",
    "stories/index.html": "No story yet.",
    "outlets/index.html": "No outlet is registered yet.",
    "people/index.html": "Nobody is registered yet.",
    "topics/index.html": "Nothing here yet.",
    "countries/index.html": "Nothing here yet.",
    "languages/index.html": "Nothing here yet.",
    "collection/index.html": "There are no entries yet.",
    "corrections/index.html": "Nothing has been corrected so far.",
    "search/index.html": "There are no entries yet.",
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "digest"
    assert main(["init", str(folder), "--week", WEEK, "--empty"], ROOT) == 0
    return folder


def project_at(root: Path) -> Project:
    return Project(root, root / "digests", root / "site", root / ".cache")


def test_nothing_of_the_example_is_left(empty: Path) -> None:
    assert [path.name for path in (empty / "digests" / WEEK).iterdir()] == ["_digest.yaml"]
    for name in REGISTERS:
        text = (empty / "digests" / f"{name}.yaml").read_text("utf-8")
        assert yaml.safe_load(text) == {"schema": 1, name: {}}
        assert text.startswith("# yaml-language-server: $schema=./"), "what explains the file stays"
        assert "EXAMPLE" not in text
    for path in [empty / "README.md", *(empty / "docs").rglob("*.md")]:
        assert not re.search(r"<!-- (example|empty|end|program|package) -->", path.read_text("utf-8")), path
    readme = (empty / "README.md").read_text("utf-8")
    assert "example" not in readme.replace("example.org", "")
    assert "its pages say what will stand there" in readme


def test_it_checks_clean_builds_and_each_page_says_why_it_is_empty(empty: Path) -> None:
    assert examine(project_at(empty)).problems == []
    outcome = build(project_at(empty))
    assert outcome.report
    assert outcome.warnings == UNANSWERED.splitlines()
    site = empty / "site"
    for path, said in SAYS.items():
        html = (site / path).read_text("utf-8")
        assert said in html, path
        assert not re.search(
            r"\b(None|undefined|NaN|0%)\b", re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
        ), path
    search = (site / "search" / "index.html").read_text("utf-8")
    assert "search.js" not in search, "there is nothing to load that it could search"
    assert not (site / "pagefind").exists()
    for page in site.rglob("*.html"):
        for link in re.findall(r'href="([^"#?]*/)"', page.read_text("utf-8")):
            if "://" not in link and not link.startswith("/"):
                assert (page.parent / link / "index.html").is_file(), (page, link)


@pytest.mark.parametrize("verb", [["stats"], ["week", WEEK], ["check", "--format", "json"], ["schema"]])
def test_other_verbs_have_no_trouble_with_it(empty: Path, verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*verb, "--root", str(empty)], ROOT) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_the_first_record_takes_the_place_of_the_braces(empty: Path, tmp_path: Path) -> None:
    text = (empty / "digests" / "topics.yaml").read_text("utf-8")
    head, braces, comment = text.partition("topics: {}")
    assert (braces, comment[:24]) == ("topics: {}", "  # {} stands for none; ")
    digests = tmp_path / "digests"
    digests.mkdir()
    (digests / "topics.yaml").write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    assert main(["topic", "add", "Roads", "All roads."], tmp_path) == 0
    record = "  roads:\n    name: Roads\n    description: All roads.\n"
    assert (digests / "topics.yaml").read_text("utf-8") == f"{head}topics:{comment}{record}"
    assert examine(project_at(tmp_path)).problems == []


@pytest.mark.parametrize("form", list(Form))
def test_the_readme_leads_to_new(form: Form, tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "c"), "--week", WEEK, f"--{form}"], ROOT) == 0
    readme = (tmp_path / "c" / "README.md").read_text("utf-8")
    first = readme.partition("## Write the first entry")[2]
    called = ".venv/bin/newsdesk" if form is Form.PACKAGE else ".venv/bin/python build_digest.py"
    steps = [f"{called} new article.html", f"{called} finish NAME", "make serve", "example-entry.yaml"]
    assert sorted(steps, key=first.index) == steps
    assert "<!--" not in readme


def test_empty_goes_with_a_new_collection(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--upgrade", "--empty"], ROOT) == 2
    assert capsys.readouterr().err == "build_digest.py: --empty goes with a new collection, not with --upgrade.\n"
