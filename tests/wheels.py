"""The program as a package that tests share: its wheel, and an environment into which it was installed."""

import os
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

import pytest
from copying import compiled
from shared import shared

ROOT = Path(__file__).resolve().parent.parent
# Every letter that a shell, a shebang or a configuration could stumble over.
AWKWARD = "мой дом & [x] 'y'"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this program, as its build backend makes it."""
    if not find_spec("hatchling"):
        pytest.skip("needs hatchling: make setup-test")
    (made,) = shared(tmp_path_factory, "wheel", lambda folder: hatch("wheel", folder)).iterdir()
    return made


def hatch(kind: str, folder: Path, source: Path = ROOT) -> None:
    """Build a wheel or an sdist of a source into a folder."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel, which takes what it depends on from this one; not to be changed."""
    return shared(tmp_path_factory, "installed", lambda folder: install(wheel, folder / AWKWARD)) / AWKWARD


def install(wheel: Path, folder: Path) -> Path:
    """Make an environment in a folder, and install a wheel into it, from no index."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    shared = [path for path in sys.path if Path(path).name == "site-packages"]
    (packages(folder) / "shared.pth").write_text("".join(f"{path}\n" for path in shared), "utf-8")
    command = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--no-index", "--no-deps", "--quiet"]
    # Python compiles what is started, and only that.
    subprocess.run([*command, "--no-compile", str(wheel)], check=True, capture_output=True)
    compiled(packages(folder))
    return folder


def packages(environment: Path) -> Path:
    """Where an environment has its packages."""
    (found,) = environment.glob("lib/python*/site-packages")
    return found


def command(environment: Path) -> Path:
    """The command of the package there."""
    return environment / "bin" / "newsdesk"


def call(
    environment: Path, *arguments: object, cwd: Path, bare: bool = True, **env: str
) -> subprocess.CompletedProcess[str]:
    """Call the command by its path, in a process that finds no git; with `bare=False` by its name."""
    path = os.pathsep.join([str(environment / "bin"), *([] if bare else [os.environ["PATH"]])])
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "TMPDIR", "LANG", "SYSTEMROOT")}
    return subprocess.run(
        [str(command(environment)), *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**kept, "PATH": path, "PYTHONUTF8": "1", **env},
    )
