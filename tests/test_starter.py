"""What a new collection holds: nothing of the first one, fields explained, links that lead somewhere, a true README."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from pydantic import BaseModel
from started import ROOT, STARTER, UNANSWERED, WEEK, own_files, within
from tables import each
from terminal import run

from newsdesk.load import parse
from newsdesk.model import Digest, Entry, Evidence, Outlet, Person, Place, Reference, Story, Topic
from newsdesk.model.references import Passage
from newsdesk.store.program import Form, starter
from newsdesk.store.starting import _chosen

# A page about this collection alone.
OF_THIS = "how-to-find.md"
# What the first collection is about, in any language that its program might have kept.
ITS_OWN = re.compile(r"Kyrgyz|Kirghiz|Central Asia|CSTO|Hizb|Bishkek|Tajik|Uzbek|Kazakh|Japarov|Жапаров|ky\b|\bKG\b")


@pytest.mark.slow
def test_the_interface_of_a_new_collection_can_be_russian(own: Path) -> None:
    config = own / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert text.count("  # language: ru\n") == 1
    config.write_text(text.replace("  # language: ru\n", "  language: ru\n"), "utf-8")
    checked, built = within(own, "check"), within(own)
    # Its English text is read by the rules for Russian, which leave notes.
    assert (checked.returncode, checked.stderr.partition("\n")[0]) == (0, "Checked 1 entry: no problems.")
    assert (built.returncode, built.stderr) == (0, UNANSWERED)
    home = (own / "site" / "index.html").read_text("utf-8")
    assert '<html lang="ru"' in home
    assert 'placeholder="Поиск"' in home
    text = next((own / "site").glob(f"*/{WEEK[5:].lower()}/digest.txt")).read_text("utf-8")
    assert "Еженедельный дайджест 2026-W47" in text


def test_it_has_no_problems_not_even_warnings(started: Path) -> None:
    done = within(started, "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Checked 1 entry: no problems.\n")
    assert ", nothing has changed: " in within(started).stdout


def test_no_place_is_left_unfilled(started: Path) -> None:
    for path in own_files(started):
        assert not re.search(r"@[A-Z_]+@", path.read_text("utf-8")), path


def test_nothing_of_the_first_collection_stands_in_it(started: Path) -> None:
    files = list(own_files(started))
    assert len(files) > 25
    for path in files:
        if path.name in ("for-editors.md", "messages.md") or path.suffix == ".json":
            continue
        assert not ITS_OWN.search(path.read_text("utf-8")), path
    for path in files:
        found = re.search(r"Kyrgyz|Central Asia|CSTO|Hizb", path.read_text("utf-8"))
        assert not found, f"{path}: {found}"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in ("href", "src") and value and tag != "base"]
        self.ids |= {value for name, value in attrs if name == "id" and value}


def test_every_link_of_its_site_leads_somewhere(started: Path) -> None:
    site, pages = started / "site", {}
    for path in sorted(site.rglob("*.html")):
        pages[path.relative_to(site).as_posix()] = reader = _Links()
        reader.feed(path.read_text("utf-8"))
    assert len(pages) > 20
    for name, page in pages.items():
        if name == "404.html":
            continue
        for link in page.links:
            split = urlsplit(urljoin(f"https://example.org/{name}", link))
            if split.scheme not in ("http", "https") or split.netloc != "example.org":
                continue
            target = unquote(split.path).lstrip("/")
            if target.startswith(("novajxoj/", "fr/")):  # the invented outlet's
                continue
            target += "index.html" if target.endswith("/") or not target else ""
            assert (site / target).is_file(), f"{name}: {link}"
            if split.fragment and target in pages:
                known = pages[target].ids
                assert unquote(split.fragment) in known or split.fragment.startswith("__"), f"{name}: {link}"


def fields(model: type[BaseModel]) -> Iterator[str]:
    """The fields of a record and of all records in it, as they are written."""
    properties = model.model_json_schema(by_alias=True)
    yield from properties["properties"]
    for inner in properties.get("$defs", {}).values():
        yield from inner.get("properties", {})


@each(
    ("name", "model"),
    [
        ("@WEEK@/example-entry.yaml", Entry),
        ("@WEEK@/_digest.yaml", Digest),
        ("outlets.yaml", Outlet),
        ("people.yaml", Person),
        ("places.yaml", Place),
        ("stories.yaml", Story),
        ("topics.yaml", Topic),
    ],
)
def test_the_example_shows_every_field(name: str, model: type[BaseModel]) -> None:
    text = (STARTER / "digests" / name).read_text("utf-8")
    # A reference is explained in the example entry, once.
    within = Reference.model_fields.keys() | Passage.model_fields.keys()
    shared = set() if model is Entry else within - model.model_fields.keys()
    shared |= Evidence.model_fields.keys()  # written by the program
    for field in fields(model):
        assert field in shared or re.search(rf"\b{field}\b", text), f"{name}: {field}"


@each("path", sorted(STARTER.glob("digests/**/*.yaml")), ids=lambda path: path.name)
def test_a_field_that_must_be_there_has_its_star(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.name == "example-entry.yaml":
        for field in Entry.model_json_schema(by_alias=True)["required"]:
            line = next(line for line in text.splitlines() if line.startswith(f"{field}:"))
            assert "# *" in line, line


def test_lines_that_wait_for_their_mark_to_go_are_valid(own: Path) -> None:
    for path in [*own.glob("digests/*.yaml"), *own.glob(f"digests/{WEEK}/*.yaml")]:
        text = path.read_text("utf-8")
        head, schema, text = text.partition("\nschema: 1")
        text = re.sub(r"(?m)^( {0,4})#(?=[a-z]|  )", r"\1", text)
        path.write_text(head + schema + text.replace("corrections: []  ", "# "), "utf-8")
        assert "\n#lead" not in text
        assert "\n    #designations" not in text
    done = within(own, "check")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout


def test_without_the_example_it_still_builds(own: Path) -> None:
    (own / "digests" / WEEK / "example-entry.yaml").unlink()
    for name in ("outlets", "people", "places", "stories", "topics"):
        path = own / "digests" / f"{name}.yaml"
        text = path.read_text("utf-8")
        assert "EXAMPLE: delete it with the example entry" in text
        path.write_text(text[: text.index(f"\n{name}:\n")] + f"\n{name}:\n", "utf-8")
    done = within(own)
    assert (done.returncode, done.stderr) == (0, UNANSWERED)


def test_its_pages_are_those_of_the_project() -> None:
    pages = {path.relative_to(ROOT / "docs").as_posix(): path for path in (ROOT / "docs").rglob("*.md")}
    pages = {name: path for name, path in pages.items() if not name.startswith("decisions/") and name != OF_THIS}
    own = {path.relative_to(STARTER / "docs").as_posix() for path in (STARTER / "docs").rglob("*.md")}
    assert own == set(pages), "a page of the project is missing in newsdesk/starter/docs, or one too many is there"
    for name in own - {"index.md", "how-we-work.md", "about/index.md"}:
        equal = (STARTER / "docs" / name).read_text("utf-8") == pages[name].read_text("utf-8")
        assert equal, f"run: cp docs/{name} newsdesk/starter/docs/{name}"
    settings, theirs = (yaml.safe_load((top / "mkdocs.yml").read_text("utf-8")) for top in (STARTER, ROOT))
    (about,) = (item["About"] for item in theirs["nav"] if "About" in item)
    about.remove({"How to find an answer": OF_THIS})
    theirs["theme"].pop("language")  # which a new collection leaves open
    for key in ("nav", "theme", "plugins", "markdown_extensions", "site_dir"):
        assert settings[key] == theirs[key], key
    assert set(settings["extra"]) == set(theirs["extra"])


@pytest.mark.parametrize(
    ("form", "program"),
    [(Form.PROGRAM, [".venv/bin/python", "build_digest.py"]), (Form.PACKAGE, [".venv/bin/newsdesk"])],
)
@pytest.mark.parametrize("is_empty", [False, True])
def test_its_readme_is_true(form: Form, program: list[str], is_empty: bool) -> None:
    text = _chosen("README.md", dict(starter(ROOT, form))["README.md"], is_empty=is_empty).decode()
    assert "<!--" not in text
    targets = set(re.findall(r"^([\w-]+):", (STARTER / "Makefile").read_text("utf-8"), re.MULTILINE))
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert "make site" in lines
    for line in lines:
        words = line.split()
        if words[0] == "make":
            assert set(words[1:]) <= targets, line
        elif words[:3] != [".venv/bin/python", "-m", "pip"] and words[0] != "git":
            assert words[: len(program)] == program
            for option in (word for word in words if word.startswith("--")):
                assert option in run(words[len(program)], "--help").stdout
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert (STARTER / target).exists(), target
    for name in re.findall(r"`([a-z-]+\.ya?ml|docs/[\w/-]+\.md|[A-Z-]+)`", text):
        assert name in ("TODO", "DEPLOY") or any(path.name == Path(name).name for path in STARTER.rglob("*")), name


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_make_test_checks_and_builds(own: Path) -> None:
    (own / ".venv" / "bin").mkdir(parents=True)
    (own / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (own / ".venv" / "bin" / "python").chmod(0o755)
    (own / "scripts" / "setup.sh").write_text("exit 0\n")
    make = ["make", "--no-print-directory"]
    done = subprocess.run([*make, "test"], cwd=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"Checked 1 entry: no problems.\n{UNANSWERED}"
    assert done.stdout.startswith("Built ")
    said = subprocess.run(make, cwd=own, capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in said.splitlines()} <= set(
        re.findall(r"^([\w-]+):", (own / "Makefile").read_text(), re.MULTILINE)
    )


def test_the_program_needs_no_file_that_init_leaves_behind(started: Path) -> None:
    for top in ("tests", "benchmarks", "CHANGELOG.md", "CONTRIBUTING.md"):
        assert not (started / top).exists()
    text = (started / "digests" / WEEK / "example-entry.yaml").read_text("utf-8")
    document, problems = parse("x", text.encode())
    assert document
    assert problems == []
