"""Setting up: where something is missing, the message is the line that installs it, and exit 2."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
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


# A pip that has two packages to install, and takes its time: as many looks at it as the first argument says.
PIP = """#!/bin/sh
case "$*" in *" --version"*) exit 0;; *" install "*) ;; *) exit 9;; esac
looked() {{ while [ "$(wc -l <"$LOOKS")" -lt "$1" ]; do /bin/sleep 0.02; done; }}
echo "Collecting one==1"
looked {0}
echo "WARNING: nothing to worry about" >&2
echo "Collecting two==2"
echo "Installing collected packages: one, two"
looked {1}
{2}
"""
SHELLS = [shell for shell in ("dash", "bash --posix", "busybox sh") if shutil.which(shell.split()[0])]


@pytest.fixture
def installing(tmp_path: Path) -> Callable[..., list[str]]:
    """A folder in which two packages are to be installed; called with what pip does, it is the command to run there."""
    for folder in ("bin", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("# Two\none==1 \\\n    --hash=x\ntwo==2 ; python_version > '3'\n")
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / "looks").touch()
    # Time flies: a second is as short as it can be, and counted.
    (tmp_path / "bin" / "sleep").write_text('#!/bin/sh\necho >>"$LOOKS"\nexec /bin/sleep 0.01\n')
    (tmp_path / "bin" / "sleep").chmod(0o755)

    def command(shell: str, *does: object) -> list[str]:
        (tmp_path / ".venv" / "bin" / "python").write_text(PIP.format(*does))
        (tmp_path / ".venv" / "bin" / "python").chmod(0o755)
        return [*shell.split(), "scripts/setup.sh", "requirements.txt"]

    return command


def env_of(folder: Path) -> dict[str, str]:
    return {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "LOOKS": str(folder / "looks")}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_log_of_installing_shows_life_and_stays_short(
    tmp_path: Path, installing: Callable[..., list[str]], shell: str
) -> None:
    command = installing(shell, 40, 80, "exit 0")
    done = subprocess.run(command, cwd=tmp_path, env=env_of(tmp_path), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    first, *life, last = done.stdout.splitlines()
    assert first == "Installing the 2 packages of requirements.txt, once: up to 1 min ..."
    assert life == ["    1 of 2 packages found, 30 s", "    unpacking 2 packages, 60 s"]
    assert re.fullmatch(r"Installed in \d+ s\.", last)
    again = subprocess.run(command, cwd=tmp_path, env=env_of(tmp_path), capture_output=True, text=True, check=False)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_terminal_shows_life_each_second_in_one_line(
    tmp_path: Path, installing: Callable[..., list[str]], shell: str
) -> None:
    ours, theirs = os.openpty()
    command = installing(shell, 4, 9, "exit 0")
    process = subprocess.Popen(command, cwd=tmp_path, env=env_of(tmp_path), stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    with suppress(OSError):  # what Linux says at the end of a terminal
        while piece := os.read(ours, 4096):
            said += piece
    os.close(ours)
    assert process.wait() == 0
    _, life, end = said.decode().split("\r\n")
    assert life.startswith("\r    1 of 2 packages found, 1 s \r    1 of 2 packages found, 2 s ")
    assert "\r    unpacking 2 packages, " in life
    assert re.search(r"\r +\rInstalled in \d+ s\.$", life)
    assert end == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_where_installing_fails_pip_has_the_word(
    tmp_path: Path, installing: Callable[..., list[str]], shell: str
) -> None:
    command = installing(shell, 1, 2, "echo 'ERROR: No matching distribution found for two==2' >&2; exit 1")
    done = subprocess.run(command, cwd=tmp_path, env=env_of(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    *before, error, message, hint = done.stderr.splitlines()
    assert "WARNING: nothing to worry about" in before
    assert error == "ERROR: No matching distribution found for two==2"
    assert message.startswith("The packages could not be installed: see above.")
    assert hint == "    make"
    assert "Installed" not in done.stdout
    assert not (tmp_path / ".venv" / ".ready-requirements").exists()
