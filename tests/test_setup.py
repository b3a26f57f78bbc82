"""Setting up: where something is missing, the message is the line that installs it, and exit 2."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(os.name == "nt" or not shutil.which("make"), reason="needs make and a POSIX shell")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files that setting up needs, in a folder of their own."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "build_digest.py"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    return tmp_path


def fake_python(folder: Path, script: str) -> str:
    path = folder / "python3"
    path.write_text(f"#!/bin/sh\nreal={sys.executable}\n{script}\n")
    path.chmod(0o755)
    return str(path)


def make(clone: Path, target: str, python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", target],
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(clone), "PYTHON": python},
    )


INSTALLS = ("sudo apt-get install", "brew install", "sudo dnf install", "https://www.python.org/downloads/")
CASES = {
    "no python": ("exit 127", "Python 3.11 or newer is needed and was not found. Install it:"),
    "old python": ('case "$2" in *version_info*) exit 1;; esac; exec "$real" "$@"', "Python 3.11 or newer is needed"),
    "no ensurepip": (
        'case "$2" in *ensurepip*) exit 1;; esac; exec "$real" "$@"',
        "cannot make a virtual environment: its venv module is not complete. Install it:",
    ),
    "no pip": (
        'case "$2" in venv) exec "$real" -m venv --without-pip "$3";; esac; exec "$real" "$@"',
        "made a virtual environment without pip. Install its venv module:",
    ),
}


@pytest.mark.parametrize("target", ["site", "test"])
@pytest.mark.parametrize(("script", "message"), CASES.values(), ids=CASES.keys())
def test_what_is_missing_is_named_with_the_line_that_installs_it(
    clone: Path, target: str, script: str, message: str
) -> None:
    done = make(clone, target, fake_python(clone, script))
    assert done.returncode == 2
    assert message in done.stderr
    assert any(line in done.stderr for line in INSTALLS)
    assert "Traceback" not in done.stderr
    assert not (clone / ".venv").exists(), "nothing half-made is left behind"


def test_an_environment_that_was_moved_with_its_folder_is_made_anew(clone: Path) -> None:
    """Commands in it begin with the path of the folder in which they were made."""
    (clone / ".venv").mkdir()
    too_old = fake_python(clone, 'case "$2" in *version_info*) exit 1;; esac; exec "$real" "$@"')
    for said, stays in ((clone / ".venv", True), (clone / "elsewhere", False)):
        (clone / ".venv" / ".made-in").write_text(f"{said}\n")
        make(clone, "setup", too_old)
        assert (clone / ".venv").exists() is stays


def test_help_is_the_default(clone: Path) -> None:
    said = subprocess.run(["make"], cwd=clone, capture_output=True, text=True, check=True).stdout
    assert "make site" in said
    assert "make test" in said
