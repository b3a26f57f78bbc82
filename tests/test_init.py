"""Starting your own: what init makes builds at once, is neutral, and is upgraded without fear."""

import os
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
from test_cli import run

import newsdesk.store.starting
from newsdesk.load import parse
from newsdesk.model import Digest, Entry, Evidence, Outlet, Person, Place, Reference, Story, Topic
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.schema import schemas
from newsdesk.store.starting import MANIFEST, PROGRAM, start, upgrade

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "newsdesk" / "starter"
WEEK = "2026-W47"
# A page about this collection alone.
OF_THIS = "how-to-find.md"
# What the first collection is about, in any language that its program might have kept.
ITS_OWN = re.compile(r"Kyrgyz|Kirghiz|Central Asia|CSTO|Hizb|Bishkek|Tajik|Uzbek|Kazakh|Japarov|Жапаров|ky\b|\bKG\b")


def copy_of_the_program(folder: Path) -> Path:
    for name in PROGRAM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        folder.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new collection, its site built by the program in it; not to be changed."""
    folder = tmp_path_factory.mktemp("own") / "a digest"
    done = run("init", folder, "--week", WEEK)
    assert (done.returncode, done.stderr) == (0, "")
    built = within(folder)
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.startswith("Built ")
    return folder


@pytest.fixture
def own(started: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    shutil.copytree(started, tmp_path / "own", ignore=shutil.ignore_patterns("site", ".*.state"))
    return tmp_path / "own"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A newer version of the program: one file differs, one is new, one is gone, and the guide differs."""
    folder = copy_of_the_program(tmp_path / "newer")
    (folder / "newsdesk" / "starter" / "Makefile").open("a").write("# newer\n")
    (folder / "newsdesk" / "starter" / "docs" / "for-editors.md").open("a").write("Newer.\n")
    (folder / "newsdesk" / "starter" / "docs" / "index.md").open("a").write("Newer.\n")
    (folder / "newsdesk" / "cli.py").open("a").write("# newer\n")
    (folder / "newsdesk" / "fresh").mkdir()
    (folder / "newsdesk" / "fresh" / "new.py").write_text("# new\n")
    shutil.rmtree(folder / "newsdesk" / "commands")
    return folder


def within(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "build_digest.py", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def own_files(folder: Path) -> Iterator[Path]:
    """What is no program: all that an editor or a reader sees."""
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder).as_posix()
        made = inner.startswith(("newsdesk/", "scripts/", "site/", ".cache/", "."))
        if path.is_file() and not made and inner not in PROGRAM:
            yield path


def test_the_interface_of_a_new_collection_can_be_russian(own: Path) -> None:
    config = own / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert text.count("  language: en  # or ru\n") == 1
    config.write_text(text.replace("  language: en  # or ru\n", "  language: ru\n"), "utf-8")
    checked, built = within(own, "check"), within(own)
    assert (checked.returncode, checked.stderr) == (0, "Checked 1 entry: no problems.\n")
    assert (built.returncode, built.stderr) == (0, "")
    home = (own / "site" / "index.html").read_text("utf-8")
    assert '<html lang="ru"' in home
    assert 'placeholder="Поиск"' in home
    text = next((own / "site").glob(f"*/{WEEK[5:].lower()}/digest.txt")).read_text("utf-8")
    assert "Еженедельный дайджест 2026-W47" in text


def test_init_says_what_it_did_and_what_to_run(tmp_path: Path) -> None:
    done = run("init", "deep/er/my digest", "--week", WEEK, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    files = len(contents(tmp_path / "deep" / "er" / "my digest"))
    assert done.stdout == (
        f"Made a collection in deep/er/my digest: {files} files, and a first digest with an example in it.\n"
        "Build its site, then read README.md there:\n"
        "    cd 'deep/er/my digest' && make site\n"
    )
    assert sorted(path.name for path in (tmp_path / "deep" / "er").iterdir()) == ["my digest"]


def test_an_empty_folder_and_a_repository_cloned_empty_are_filled(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".newsdesk.new").mkdir()
    done = run("init", ".", "--week", WEEK, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("    make site\n")
    assert (tmp_path / "build_digest.py").is_file()
    assert (tmp_path / ".git").is_dir()
    assert not (tmp_path / ".newsdesk.new").exists()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["notes.txt"], "{} is not empty: it holds notes.txt. Choose a new or an empty folder."),
        ([".git", ".env"], "{} is not empty: it holds .env. Choose a new or an empty folder."),
        (list("gfedcba"), "{} is not empty: it holds a, b, c, d, e and 2 more. Choose a new or an empty folder."),
    ],
)
def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, names: list[str], said: str) -> None:
    for name in names:
        (tmp_path / name).write_text("mine")
    done = run("init", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"build_digest.py: {said.format(tmp_path)}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    done = run("init", tmp_path / "x")
    assert done.returncode == 1
    assert done.stderr == f"build_digest.py: {tmp_path / 'x'} is a file, not a folder. Choose another name.\n"
    done = run("init", tmp_path / "x" / "y")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (tmp_path / "x").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: DIR"),
        (["x", "--week", "2026-W54"], "argument --week: 2026-W54 is not an ISO 8601 week such as 2026-W47"),
        (["x", "--week", "47"], "argument --week: 47 is not an ISO 8601 week such as 2026-W47"),
        (["x", "--force"], "--force goes with --upgrade only: a new collection needs an empty folder."),
        (["x", "--upgrade", "--week", WEEK], "--week goes with a new collection, not with --upgrade."),
        (["x", "--upgrade"], "There is no folder x."),
        (
            [str(ROOT), "--upgrade"],
            f"{ROOT} is the folder of this program. Run build_digest.py of the newer version on it.",
        ),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run("init", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.endswith(f": {said}\n")
    assert list(tmp_path.iterdir()) == []


def test_the_first_digest_is_that_of_this_week_unless_another_is_named(tmp_path: Path) -> None:
    run("init", tmp_path / "now")
    (week,) = (path.name for path in (tmp_path / "now" / "digests").iterdir() if path.is_dir())
    assert re.fullmatch(r"\d{4}-W\d\d", week)
    start(ROOT, tmp_path / "old", "2020-W53")
    entry = (tmp_path / "old" / "digests" / "2020-W53" / "example-entry.yaml").read_text("utf-8")
    assert "published: 2020-12-28 " in entry
    assert within(tmp_path / "old", "check").returncode == 0


def test_two_of_the_same_week_are_equal(tmp_path: Path, started: Path) -> None:
    start(ROOT, tmp_path / "a", WEEK)
    start(ROOT, tmp_path / "b", WEEK)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    paths = [path for path in contents(tmp_path / "a") if not path.startswith("newsdesk/starter/")]
    assert not [path for path in paths if "__pycache__" in path or "@" in path]


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
        if path.name == "for-editors.md" or path.suffix == ".json":
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


@pytest.mark.parametrize(
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
    shared = set() if model is Entry else Reference.model_fields.keys() - model.model_fields.keys()
    shared |= Evidence.model_fields.keys()  # written by the program
    for field in fields(model):
        assert field in shared or re.search(rf"\b{field}\b", text), f"{name}: {field}"


@pytest.mark.parametrize("path", sorted(STARTER.glob("digests/**/*.yaml")), ids=lambda path: path.name)
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
    assert (done.returncode, done.stderr) == (0, "")


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
    for key in ("nav", "theme", "plugins", "markdown_extensions", "site_dir"):
        assert settings[key] == theirs[key], key
    assert set(settings["extra"]) == set(theirs["extra"])


def test_its_readme_is_true() -> None:
    text = (STARTER / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^([\w-]+):", (STARTER / "Makefile").read_text("utf-8"), re.MULTILINE))
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert "make site" in lines
    for line in lines:
        words = line.split()
        if words[0] == "make":
            assert set(words[1:]) <= targets, line
        elif words[0] != "git":
            assert words[:2] == [".venv/bin/python", "build_digest.py"]
            for option in (word for word in words if word.startswith("--")):
                assert option in run(words[2], "--help").stdout
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert (STARTER / target).exists(), target
    for name in re.findall(r"`([a-z-]+\.ya?ml|docs/[\w/-]+\.md|[A-Z-]+)`", text):
        assert any(path.name == Path(name).name for path in STARTER.rglob("*")), name


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_make_test_checks_and_builds(own: Path) -> None:
    (own / ".venv" / "bin").mkdir(parents=True)
    (own / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (own / ".venv" / "bin" / "python").chmod(0o755)
    (own / "scripts" / "setup.sh").write_text("exit 0\n")
    make = ["make", "--no-print-directory"]
    done = subprocess.run([*make, "test"], cwd=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "Checked 1 entry: no problems.\n"
    assert done.stdout.startswith("Built ")
    said = subprocess.run(make, cwd=own, capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in said.splitlines()} <= set(
        re.findall(r"^([\w-]+):", (own / "Makefile").read_text(), re.MULTILINE)
    )


def test_the_manifest_is_read_by_sha256sum(own: Path) -> None:
    tool = shutil.which("sha256sum")
    if not tool:
        pytest.skip("needs sha256sum")
    done = subprocess.run([tool, "--check", "--quiet", MANIFEST], cwd=own, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (own / MANIFEST).read_text("utf-8")
    assert {line.partition("  ")[2] for line in text.splitlines()} >= {
        "build_digest.py",
        "Makefile",
        "newsdesk/cli.py",
        "newsdesk/starter/Makefile",
        "docs/for-editors.md",
        "scripts/setup.sh",
        *(f"digests/{name}" for name in schemas()),
    }


def test_an_upgrade_to_the_same_version_does_nothing(own: Path) -> None:
    before = contents(own)
    done = run("init", "--upgrade", own)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Nothing to do: the program in {own} is newsdesk 0.1.0.\n"
    assert contents(own) == before


def edit_the_collection(own: Path) -> None:
    for path in own_files(own):
        if path.name not in ("Makefile", "for-editors.md", ".gitignore") and path.suffix != ".json":
            path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    (own / "newsdesk" / "theme" / "mine.txt").write_text("mine")
    (own / "digests" / "2026-W48").mkdir()
    (own / "digests" / "2026-W48" / "_digest.yaml").write_text("schema: 1\nstatus: draft\n")


def test_an_upgrade_replaces_the_program_and_keeps_the_collection(own: Path, newer: Path) -> None:
    edit_the_collection(own)
    before = contents(own)
    made = upgrade(newer, own)
    after = contents(own)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    gone = sorted(path for path in before if path.startswith("newsdesk/commands/"))
    replaced = [
        "Makefile",
        "docs/for-editors.md",
        "newsdesk/cli.py",
        "newsdesk/starter/Makefile",
        "newsdesk/starter/docs/for-editors.md",
        "newsdesk/starter/docs/index.md",
    ]
    assert (made.replaced, made.added, made.removed, made.kept) == (replaced, ["newsdesk/fresh/new.py"], gone, [])
    assert changed == {*replaced, *made.added, *gone, MANIFEST}
    assert not (own / "newsdesk" / "commands").exists()
    assert upgrade(newer, own).replaced == []
    assert contents(own) == after


def test_what_an_upgrade_says(own: Path) -> None:
    for path, text in (("newsdesk/cli.py", "# older\n"), ("scripts/gone.py", "# gone\n")):
        (own / path).write_text(text)
    sums = {line.partition("  ")[2]: line for line in (own / MANIFEST).read_text("utf-8").splitlines()}
    for path in ("newsdesk/cli.py", "scripts/gone.py"):
        sums[path] = f"{newsdesk.store.starting._sum((own / path).read_bytes())}  {path}"
    del sums["scripts/lock.py"]
    (own / "scripts" / "lock.py").unlink()
    (own / MANIFEST).write_text("".join(f"{line}\n" for line in sums.values()), "utf-8")
    done = run("init", "--upgrade", own, cwd=own.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "replaced newsdesk/cli.py\nadded scripts/lock.py\nremoved scripts/gone.py\n"
        f"The program in {own} is now newsdesk 0.1.0: 3 files changed.\n"
        "Nothing of the collection was touched. See whether its format is current, then build:\n"
        "    cd own && make migrate site\n"
    )


def test_an_edited_program_is_refused_unless_forced(own: Path, newer: Path) -> None:
    (own / "newsdesk" / "cli.py").open("a").write("# mine\n")
    (own / "newsdesk" / "fresh").mkdir()
    (own / "newsdesk" / "fresh" / "new.py").write_text("# mine\n")
    (own / "newsdesk" / "build.py").unlink()  # nothing is lost by its return
    before = contents(own)
    with pytest.raises(Refusal) as refusal:
        upgrade(newer, own)
    assert str(refusal.value) == (
        f"newsdesk/cli.py, newsdesk/fresh/new.py in {own} were edited by hand, and an upgrade would replace that."
        " Keep a copy of the changes, then run the command again with --force."
    )
    assert contents(own) == before
    made = upgrade(newer, own, force=True)
    assert (own / "newsdesk" / "cli.py").read_bytes() == (newer / "newsdesk" / "cli.py").read_bytes()
    assert made.added == ["newsdesk/build.py"]
    assert "newsdesk/fresh/new.py" in made.replaced


def test_an_edited_guide_is_kept_and_the_new_one_named(own: Path, newer: Path) -> None:
    guide = own / "docs" / "for-editors.md"
    guide.write_text("Ours.\n")
    assert upgrade(newer, own).kept == ["docs/for-editors.md"]
    assert guide.read_text() == "Ours.\n"
    assert upgrade(newer, own).kept == [], "said once"
    assert guide.read_text() == "Ours.\n"
    assert (own / "newsdesk" / "starter" / "docs" / "for-editors.md").read_text("utf-8").endswith("Newer.\n")


def test_line_ends_of_windows_are_no_edit(own: Path, newer: Path) -> None:
    path = own / "newsdesk" / "cli.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "newsdesk/cli.py" in upgrade(newer, own).replaced


def test_without_a_manifest_only_force_upgrades(own: Path, newer: Path) -> None:
    (own / MANIFEST).unlink()
    with pytest.raises(Refusal) as refusal:
        upgrade(newer, own)
    assert str(refusal.value) == (
        f"{own} has no .newsdesk-files, which init writes: which files there belong to the program is not known."
        " With --force the program's files are replaced whatever they hold."
    )
    assert "newsdesk/cli.py" in upgrade(newer, own, force=True).replaced
    assert upgrade(newer, own).replaced == []


@pytest.mark.parametrize("line", ["rubbish", f"{'0' * 64}  ../outside", f"{'0' * 64}  /etc/passwd", f"{'0' * 64}  "])
def test_a_manifest_that_init_did_not_write_is_refused(own: Path, newer: Path, line: str) -> None:
    (own / MANIFEST).open("a").write(f"{line}\n")
    with pytest.raises(Refusal, match="is not as init wrote it"):
        upgrade(newer, own)


def test_an_upgrade_stopped_in_between_goes_on_without_force(
    own: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = os.replace, 0

    def dies(old: Path, new: Path) -> None:
        nonlocal count
        count += 1
        if count == 4:
            raise KeyboardInterrupt
        real(old, new)

    whole = shutil.copytree(own, own.parent / "whole")
    upgrade(newer, whole)
    monkeypatch.setattr(os, "replace", dies)
    with pytest.raises(KeyboardInterrupt):
        upgrade(newer, own)
    monkeypatch.undo()
    upgrade(newer, own)
    assert contents(own) == contents(whole)


def test_an_init_stopped_in_between_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = newsdesk.store.starting._write, 0

    def dies(path: Path, content: bytes) -> None:
        nonlocal count
        count += 1
        if count == 50:
            raise KeyboardInterrupt
        real(path, content)

    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        count = 0
        monkeypatch.setattr(newsdesk.store.starting, "_write", dies)
        with pytest.raises(KeyboardInterrupt):
            start(ROOT, tmp_path / name, WEEK)
        monkeypatch.undo()
    assert list(tmp_path.iterdir()) == [tmp_path / "empty"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_collection_starts_collections_itself(own: Path, tmp_path: Path) -> None:
    assert within(own, "init", str(tmp_path / "child"), "--week", WEEK).returncode == 0
    fresh = start(ROOT, tmp_path / "fresh", WEEK)
    assert fresh == len(contents(tmp_path / "child"))
    assert contents(tmp_path / "child") == contents(tmp_path / "fresh")


def test_an_incomplete_program_says_so(tmp_path: Path) -> None:
    copy_of_the_program(tmp_path / "part")
    (tmp_path / "part" / "LICENSE").unlink()
    with pytest.raises(Refusal, match="LICENSE is missing, so this copy of the program is not complete"):
        start(tmp_path / "part", tmp_path / "x", WEEK)
    with pytest.raises(UsageError):
        upgrade(tmp_path / "part", tmp_path / "none")


def test_the_program_needs_no_file_that_init_leaves_behind(started: Path) -> None:
    for top in ("tests", "benchmarks", "CHANGELOG.md", "CONTRIBUTING.md"):
        assert not (started / top).exists()
    text = (started / "digests" / WEEK / "example-entry.yaml").read_text("utf-8")
    document, problems = parse("x", text.encode())
    assert document
    assert problems == []
