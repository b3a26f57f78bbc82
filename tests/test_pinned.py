"""Collections that pin the package: what init gives them, how an upgrade raises the pin, and the ways to and fro."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from copying import copied
from started import DAY, STARTER, WEEK, contents, copy_of_the_program
from wheels import ROOT, call, packages

from newsdesk import __version__
from newsdesk.problems import Refusal
from newsdesk.store import program
from newsdesk.store.program import EXTRAS, SCRIPTS, Form
from newsdesk.store.starting import MANIFEST, start, upgrade
from newsdesk.store.wheel import wheel_of

WHEEL = f"program/newsdesk-{__version__}-py3-none-any.whl"
NEWER = "program/newsdesk-99.0-py3-none-any.whl"
PINS = ["requirements.txt", *(f"requirements-{extra}.txt" for extra in EXTRAS)]


@pytest.fixture(scope="module", autouse=True)
def _each_wheel_is_made_once() -> Iterator[None]:
    """No test of this file changes a program: to pack it takes pip and the build backend a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program, "wheel_of", cache(wheel_of))
        yield


@pytest.fixture(scope="module")
def fresh(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection that pins the package; not to be changed."""
    start(packages(installed), folder := tmp_path_factory.mktemp("pinned") / "a digest", WEEK, DAY)
    return folder


@pytest.fixture
def pinned(fresh: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return copied(fresh, tmp_path / "own")


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """A checkout of a newer version, whose guide differs."""
    folder = copy_of_the_program(tmp_path_factory.mktemp("newer") / "program")
    shutil.copy(ROOT / "README.md", folder)
    for name, version in (("pyproject.toml", 'version = "{}"'), ("newsdesk/__init__.py", '__version__ = "{}"')):
        text = (folder / name).read_text("utf-8")
        assert version.format(__version__) in text
        (folder / name).write_text(text.replace(version.format(__version__), version.format("99.0")), "utf-8")
    guide = folder / "newsdesk" / "starter" / "docs" / "for-editors.md"
    guide.write_text(guide.read_text("utf-8") + "Newer.\n", "utf-8")
    return folder


def pin_of(folder: Path, name: str) -> str:
    """What a requirements file says of the program."""
    found = re.search(r"^\./program/.*\\\n.*$", (folder / name).read_text("utf-8"), re.MULTILINE)
    assert found
    return found[0]


def test_the_requirements_pin_the_wheel_and_what_the_program_was_tested_with(fresh: Path) -> None:
    digest = hashlib.sha256((fresh / WHEEL).read_bytes()).hexdigest()
    for extra, name in zip(("", *EXTRAS), PINS, strict=True):
        wanted = f"./{WHEEL}{f'[{extra}]' if extra else ''} \\\n    --hash=sha256:{digest}"
        assert pin_of(fresh, name) == wanted
        text = (fresh / name).read_text("utf-8")
        assert text.endswith((ROOT / name).read_text("utf-8"))
        assert "init --upgrade replaces it" in text.splitlines()[0]


def test_it_holds_no_program_but_the_wheel_and_names_no_other(fresh: Path) -> None:
    found = contents(fresh)
    assert sorted(path.split("/")[0] for path in found if "/" not in path or path.startswith(("pro", "scr"))) == sorted(
        [
            *(
                ".gitattributes",
                ".gitignore",
                ".gitlab-ci.yml",
                ".newsdesk-files",
                "LICENSE-CONTENT",
                "Makefile",
                "README.md",
            ),
            *("mkdocs.yml", "program", *PINS, *["scripts"] * len(SCRIPTS)),
        ]
    )
    own = {
        path: raw.decode()
        for path, raw in found.items()
        if path != WHEEL and not path.startswith("scripts/") and not path.endswith(".png")
    }
    for path, text in own.items():
        assert "build_digest.py" not in text, path
        assert not re.search(r"@[A-Z_]+@|<!-- (program|package|end) -->", text), path
    assert "custom_dir" not in yaml.safe_load(own["mkdocs.yml"])["theme"]
    assert ".venv/bin/newsdesk new ~/Downloads/article.html" in own["docs/for-editors.md"]


def test_what_the_starter_says_for_one_form_is_all_there(fresh: Path) -> None:
    """A word of the starter that goes with the form may be spelt differently one day: then this fails."""
    said = "".join(path.read_text("utf-8") for path in STARTER.rglob("*") if path.is_file() and path.suffix != ".png")
    for text in (".venv/bin/python build_digest.py", "python3 build_digest.py", "  custom_dir: newsdesk/theme\n"):
        assert text in said
    readme = (fresh / "README.md").read_text("utf-8")
    assert ".venv/bin/newsdesk init --upgrade .\n" in readme
    assert "`newsdesk/`" not in readme


def test_init_and_check_speak_of_the_command(installed: Path, tmp_path: Path) -> None:
    done = call(installed, "init", "my digest", "--week", WEEK, cwd=tmp_path)
    files = len(contents(tmp_path / "my digest"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"Made a collection in my digest: {files:,} files, and a first digest with an example in it.\n"
        f"It pins newsdesk {__version__}: the wheel is in program/, its pins in requirements.txt.\n"
        "Before its first publication, fill in extra.about in mkdocs.yml: who answers for it.\n"
        "Build its site, then read README.md there:\n"
        "    cd 'my digest' && make site\n"
    )
    done = call(installed, "check", cwd=tmp_path / "my digest")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Checked 1 entry: no problems.\n")
    (tmp_path / "my digest" / "digests" / WEEK / "_edition-1.md").write_text("x\n")
    for wide in ({}, {"cwd": tmp_path}):
        where = ["--root", tmp_path / "my digest"] if wide else []
        done = call(installed, "check", *where, **{"cwd": tmp_path / "my digest", **wide})
        assert f"Run newsdesk week {WEEK} --publish, which makes it anew" in done.stdout
    done = call(installed, "check", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2, "newsdesk: There is no folder digests. Name one with --digests or --root.\n",
    )  # fmt: skip
    assert call(installed, "--help", cwd=tmp_path).stdout.startswith("usage: newsdesk [-h] [--version] COMMAND ...")


def test_the_program_inside_is_to_be_had_from_the_package(installed: Path, tmp_path: Path) -> None:
    done = call(installed, "init", "x", "--program", "--week", WEEK, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1] == (
        f"It has newsdesk {__version__} inside and does not need the one that is installed here:"
        " make sets it up, with Python 3.11 or newer and the network, once."
    )
    assert (tmp_path / "x" / "build_digest.py").is_file()


def test_an_upgrade_raises_the_pin_and_touches_nothing_of_the_collection(pinned: Path, newer: Path) -> None:
    (pinned / "docs" / "index.md").write_text("Ours.\n")
    before = contents(pinned)
    made = upgrade(newer, pinned)
    after = contents(pinned)
    assert (made.added, made.removed, made.kept) == ([NEWER], [WHEEL], [])
    assert made.replaced == sorted(["docs/for-editors.md", *PINS])
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {*made.added, *made.removed, *made.replaced, MANIFEST}
    assert pin_of(pinned, PINS[0]).startswith(f"./{NEWER} ")
    assert upgrade(newer, pinned).replaced == []
    assert contents(pinned) == after


def test_the_same_version_from_elsewhere_changes_nothing(pinned: Path, installed: Path) -> None:
    before = contents(pinned)
    for home in (ROOT, packages(installed)):
        made = upgrade(home, pinned)
        assert (made.added, made.removed, made.replaced, made.kept) == ([], [], [], [])
    assert contents(pinned) == before


def test_an_edited_pin_is_refused_and_an_edited_guide_kept(pinned: Path, newer: Path) -> None:
    (pinned / "docs" / "for-editors.md").write_text("Ours.\n")
    with (pinned / "requirements.txt").open("a") as file:
        file.write("more==1\n")
    with pytest.raises(Refusal) as refusal:
        upgrade(newer, pinned)
    assert str(refusal.value) == (
        f"requirements.txt in {pinned} was edited by hand, and an upgrade would replace that."
        " Keep a copy of the changes, then run the command again with --force."
    )
    made = upgrade(newer, pinned, force=True)
    assert (made.kept, made.aside) == (["docs/for-editors.md"], ".cache/newsdesk/offers")
    assert (pinned / made.aside / "docs" / "for-editors.md").read_text("utf-8").endswith("Newer.\n")
    assert (pinned / "docs" / "for-editors.md").read_text("utf-8") == "Ours.\n"


# Where the forms say different things in files that an upgrade does not touch.
YOURS = {"README.md", "mkdocs.yml", "docs/how-we-work.md"}
GUIDE = "docs/for-editors.md"


def test_each_file_that_make_names_is_there(fresh: Path) -> None:
    named = set(re.findall(r"[\w./-]+\.(?:txt|sh|py)\b", (fresh / "Makefile").read_text("utf-8")))
    assert {"requirements-coding.txt", "scripts/setup.sh"} <= named
    assert {name for name in named if not (fresh / name).is_file()} == set()


@pytest.mark.parametrize("without", ["", MANIFEST])
@pytest.mark.parametrize(("before", "after"), [(Form.PROGRAM, Form.PACKAGE), (Form.PACKAGE, Form.PROGRAM)])
def test_a_collection_changes_its_form_and_nothing_else(
    installed: Path, tmp_path: Path, before: Form, after: Form, without: str
) -> None:
    home, own = packages(installed), tmp_path / "own" / "digest"
    start(home, own, WEEK, DAY, before)
    start(home, other := tmp_path / "wanted" / "digest", WEEK, DAY, after)
    first = contents(own)
    if before is Form.PROGRAM:  # what Python leaves there goes as well
        (own / "newsdesk" / "__pycache__").mkdir()
        (own / "newsdesk" / "__pycache__" / "x.pyc").write_bytes(b"x")
    if without:
        (own / without).unlink()
    made = upgrade(home, own, form=after, force=bool(without))
    assert (made.was, made.form) == (before, after)
    wanted = contents(other)
    # Whether the guide was edited is not known without a manifest, so it stays and the new one lies aside.
    guides = [GUIDE, "docs/many-machines.md", "docs/many-machines.yml", "docs/messages.md"] if without else []
    yours = YOURS | set(guides)
    assert made.kept == guides
    assert not without or (own / made.aside / GUIDE).is_file()
    shutil.rmtree(own / ".cache", ignore_errors=True)
    found = contents(own)
    assert found.keys() == wanted.keys()
    assert {path for path in found if found[path] != wanted[path]} == yours
    assert all(found[path] == first[path] for path in yours)
    assert upgrade(home, own).form is after, "it keeps the new one"
    assert contents(own) == found


def test_what_a_change_of_form_says(installed: Path, tmp_path: Path) -> None:
    start(packages(installed), tmp_path / "x", WEEK, DAY, Form.PROGRAM)
    done = call(installed, "init", "--upgrade", "--package", "x", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    several = (re.match(r"\w+ ([\d,]+) files in ", line) for line in lines[:-5])
    number = sum(int(found[1].replace(",", "")) if found else 1 for found in several)
    assert lines[-5:] == [
        f"The program in x is now newsdesk {__version__}: {number:,} files changed.",
        f"It pins newsdesk {__version__}: the wheel is in program/, its pins in requirements.txt.",
        "README.md and the pages in docs/ are yours: where they say .venv/bin/python build_digest.py,"
        " people now type .venv/bin/newsdesk.",
        "Nothing of the collection was touched. See whether its format is current, then build:",
        "    cd x && make migrate site",
    ]
    done = call(installed, "init", "--package", "--program", "y", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.endswith("argument --program: not allowed with argument --package\n")
