"""The command of the installed package: how it was called comes in, a run in the working folder goes out."""

import gc
import importlib.util
import json
import os
import shlex
import shutil
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NoReturn

from newsdesk import __version__
from newsdesk.cli import leave
from newsdesk.cli import main as run
from newsdesk.problems import Door

NAME = "newsdesk"
_ENVIRONMENT = Path(".venv")
# As the front door of a collection with the program inside.
_MARK = Path(".newsdesk-upgrade")


def main() -> NoReturn:
    """Run one command in the working folder, and end with its exit code."""
    # A command has ended before it would pay to look for cycles among all that it has read.
    gc.disable()
    if _MARK.exists() and sys.argv[1:2] != ["init"]:
        print("An upgrade was stopped here half way. Run it again: init --upgrade .", file=sys.stderr)
        leave(2)
    leave(run(sys.argv[1:], Path(), Door(NAME, _command(sys.argv[0]), _setup())))


def _command(called: str) -> str:
    """What people type, as far as another machine may know it: no path leads out of the working folder."""
    if Path(called).name == "__main__.py":
        return f"{_below(sys.executable) or 'python3'} -m {NAME}"
    known = shutil.which(NAME)
    if known and Path(known).exists() and Path(called).exists() and Path(known).samefile(called):
        return NAME
    return _below(called) or NAME


def _below(path: str) -> str | None:
    """A path in the working folder, from there and as a shell reads it."""
    try:
        inner = Path(path).absolute().relative_to(Path.cwd())
    except (ValueError, OSError):  # elsewhere, or the working folder has been removed
        return None
    return None if ".." in inner.parts else shlex.quote(str(inner))


def _setup() -> str:
    """How an extra is had: by make in the environment of a collection, else by what made this one."""
    own = _ENVIRONMENT.is_dir() and _ENVIRONMENT.samefile(sys.prefix)
    if own and Path("Makefile").is_file() and Path("requirements-capture.txt").is_file():
        return "make setup-EXTRA"
    python = _below(sys.executable) or shlex.quote(sys.executable)
    extra = f'"{NAME}[EXTRA]=={__version__}"'
    if importlib.util.find_spec("pip"):
        return f"{python} -m pip install {extra}"
    if os.environ.get("UV"):  # uvx makes an environment for each set of packages
        return f'uvx --from "{NAME}[EXTRA]{_origin()}" {NAME}'
    return f"uv pip install --python {python} {extra}"


def _origin() -> str:
    """Where this package was installed from, as the end of a requirement; by PEP 610."""
    try:
        origin = json.loads(distribution(NAME).read_text("direct_url.json") or "{}")
        version = origin.get("vcs_info")
        return f" @ {version['vcs']}+{origin['url']}@{version['commit_id']}" if version else f" @ {origin['url']}"
    except (PackageNotFoundError, ValueError, KeyError):  # from an index
        return f"=={__version__}"
