"""The installed command from end to end, outside the checkout, without git, below a path that is hard to spell."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from started import UNANSWERED, WEEK, answer, contents
from wheels import AWKWARD, call, command, hatch, packages

from newsdesk import __version__

pytestmark = pytest.mark.slow
DATA = Path(__file__).parent / "data"
TEXT = "Swans counted again\n\n“We counted 312 swans this morning,” said the warden Ada Quill in a note.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A collection that holds mkdocs.yml, docs and digests, and nothing else."""
    folder = tmp_path / AWKWARD
    folder.mkdir()
    for name in ("docs", "digests"):
        shutil.copytree(DATA / name, folder / name)
    shutil.copy(DATA / "mkdocs.yml", folder)
    return folder


def test_its_site_is_that_of_the_front_door_and_the_package_stays_as_it_is(
    installed: Path, project: Path, built: Path
) -> None:
    before = contents(packages(installed), compiled=False)
    done = call(installed, cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Built ")
    assert done.stdout.endswith(": site/index.html\n")
    assert contents(project / "site") == contents(built)
    assert ", nothing has changed: " in call(installed, "build", cwd=project).stdout
    # Named from elsewhere it is the same collection.
    assert ", nothing has changed: " in call(installed, "--root", project, cwd=project.parent).stdout
    # Python keeps compiled files there, and so do we.
    assert contents(packages(installed), compiled=False) == before


def test_every_verb_works_on_a_new_collection(installed: Path, tmp_path: Path) -> None:
    own = tmp_path / AWKWARD
    assert call(installed, "init", AWKWARD, "--week", WEEK, cwd=tmp_path).returncode == 0

    def said(*arguments: str) -> str:
        done = call(installed, *arguments, cwd=own)
        assert "Traceback" not in done.stderr
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert said("build").startswith("Built ")
    assert said("check") == ""
    assert said("schema") == "The schemas are current.\n"
    assert said("migrate") == "Nothing to do: all files are of version 1.\n"
    assert said("stats").startswith("1 entry, 1 outlet,")
    assert said("week", WEEK).startswith(f"{WEEK}, ")
    assert said("release", "--list") == ""
    assert said("init", "child", "--week", WEEK).startswith("Made a collection in child: ")
    text = own / "article.txt"
    text.write_text(TEXT, "utf-8")
    if importlib.util.find_spec("trafilatura"):
        done = said("new", "article.txt", "--week", WEEK, "--name", "swans")
        assert "newsdesk finish swans" in done.splitlines()[-1]
        draft = (own / "digests" / WEEK / "swans.yaml").read_text("utf-8")
        assert "# newsdesk finish swans\n" in draft
    compared = call(installed, "verify", "example-entry", "article.txt", cwd=own)
    assert (compared.returncode, "Traceback" in compared.stderr) == (1, False)


def test_without_an_extra_it_says_how_this_package_gets_it(installed: Path, project: Path, tmp_path: Path) -> None:
    blind = tmp_path / "blind"
    (blind / "weasyprint").mkdir(parents=True)
    (blind / "weasyprint" / "__init__.py").write_text("raise ImportError('no')\n")
    done = call(installed, "build", "--pdf", cwd=project, PYTHONPATH=str(blind))
    assert done.returncode == 1
    assert done.stderr.startswith("newsdesk: PDFs need WeasyPrint, and it is not installed. Install it")
    python = shlex.quote(str(command(installed).with_name("python")))
    assert re.search(
        rf"^    {re.escape(python[:-1])}[\d.]*' -m pip install \"newsdesk\[pdf\]=={re.escape(__version__)}\"$",
        done.stderr,
        re.M,
    )


def test_the_program_that_lies_in_a_collection_is_not_mixed_with_the_package(
    installed: Path, project: Path, built: Path
) -> None:
    """Another version inside, a theme of its own included, is as if it were not there."""
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("name: material\n", "name: material\n  custom_dir: newsdesk/theme\n"), "utf-8"
    )
    for name in ("newsdesk", "mkdocs", "pagefind", "yaml", "trafilatura"):
        (project / name).mkdir()
        (project / name / "__init__.py").write_text("raise SystemExit('the wrong one')\n")
        (project / f"{name}.py").write_text("raise SystemExit('the wrong one')\n")
    theme = project / "newsdesk" / "theme"
    theme.mkdir()
    (theme / "main.html").write_text("an older theme")
    done = call(installed, cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    ours, theirs = contents(project / "site"), contents(built)
    assert {path: raw for path, raw in ours.items() if path.endswith(".html")} == {
        path: raw for path, raw in theirs.items() if path.endswith(".html")
    }
    # Gone with the program, its line in mkdocs.yml means nothing; without the program the folder is the maintainer's.
    (project / "newsdesk" / "__init__.py").unlink()
    done = call(installed, cwd=project)
    assert "The theme has changed" in done.stderr
    shutil.rmtree(project / "newsdesk")
    assert ", nothing has changed: " in call(installed, cwd=project).stdout


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_make_in_a_pinned_collection_uses_the_command(installed: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    call(installed, "init", "own", "--week", WEEK, cwd=tmp_path)
    (own / ".venv").symlink_to(installed)
    (own / "scripts" / "setup.sh").write_text("exit 0\n")
    done = subprocess.run(
        ["make", "--no-print-directory", "test", "migrate"], cwd=own, capture_output=True, text=True, check=False
    )
    checked, *others = done.stderr.splitlines()
    assert (done.returncode, checked, others) == (0, "Checked 1 entry: no problems.", UNANSWERED.splitlines())
    assert done.stdout.startswith("Built ")
    done = subprocess.run(["sh", "scripts/check-since.sh"], cwd=own, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        0, "There is no earlier revision to compare with: only checking.\nChecked 1 entry: no problems.\n",
    )  # fmt: skip


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_the_weekly_run_of_a_pinned_collection(installed: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    call(installed, "init", "own", "--week", WEEK, cwd=tmp_path)
    config = own / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("unreviewed: wait", "unreviewed: publish"), "utf-8")
    answer(own)
    (own / ".venv").symlink_to(installed)
    # 16 December 2026, with a git of its own.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "SOURCE_DATE_EPOCH": "1797379200"}

    def said(*words: str) -> list[str]:
        done = subprocess.run(words, cwd=own, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    said("git", "init", "--quiet", "--initial-branch=main")
    said("git", "add", ".")
    said("git", "-c", "user.name=A", "-c", "user.email=a@localhost", "commit", "--quiet", "-m", "Start")
    first = said("sh", "scripts/weekly.sh")
    assert first[0] == f"Published {WEEK}, edition 1: 1 entry."
    assert first[-1] == f"Published: {WEEK.lower()}-1."
    assert said("sh", "scripts/weekly.sh")[-1] == "Nothing has changed."
    assert said("sh", "scripts/check-since.sh", "HEAD") == []


def test_python_m_newsdesk_is_the_command(installed: Path, project: Path) -> None:
    done = subprocess.run(
        [str(command(installed).with_name("python")), "-m", "newsdesk", "--help"],
        cwd=project, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("usage: newsdesk ")


def test_the_source_package_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """What `python -m build` does: the wheel comes from the source package, not from the checkout."""
    hatch("sdist", tmp_path / "made")
    (source,) = (tmp_path / "made").iterdir()
    shutil.unpack_archive(source, tmp_path, filter="data")
    hatch("wheel", tmp_path / "made", tmp_path / source.name.removesuffix(".tar.gz"))
    with zipfile.ZipFile(tmp_path / "made" / wheel.name) as again, zipfile.ZipFile(wheel) as first:
        assert {name: again.read(name) for name in again.namelist()} == {
            name: first.read(name) for name in first.namelist()
        }
