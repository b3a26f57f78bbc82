"""What of the program goes into a collection: the program itself, or a wheel of it that its CI and make install.

`home` is the folder that holds the package `newsdesk`: a checkout, or where packages are installed.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from newsdesk.problems import Refusal
from newsdesk.store.schema import schemas
from newsdesk.store.wheel import is_checkout, wheel_of

STARTER = "newsdesk/starter"
EXTRAS = ("capture", "cluster", "coding", "desk", "machines", "mcp", "pdf", "proof")
PROGRAM = (
    "build_digest.py",
    "requirements.txt",
    *(f"requirements-{kind}.txt" for kind in (*EXTRAS, "dev")),
    "pyproject.toml",
    "LICENSE",
    "newsdesk",
    "scripts",
)
"""What a collection with the program inside has of it; everything else in the program's folder is its own."""
SCRIPTS = ("check-since.sh", "deployable.sh", "deployed.sh", "setup.sh", "watch.sh", "weekly.sh")
"""What make and CI run in a collection that pins the package."""
WHEELS = "program"
# Beside the package in a checkout, in it where it is installed.
_CARRIED = "newsdesk/program"
_STARTER_PROGRAM = ("Makefile",)
_OFFERS = (".github/", ".gitlab-ci.yml", ".gitignore", ".gitattributes")
_GUIDES = frozenset({"docs/for-editors.md", "docs/many-machines.md", "docs/messages.md"})
_NEVER = frozenset({"__pycache__", ".DS_Store"})
# What the starter says for a collection with the program inside, and what stands there in one that pins it.
_PINNED = {
    b".venv/bin/python build_digest.py": b".venv/bin/newsdesk",
    b"python3 build_digest.py": b".venv/bin/newsdesk",
    b"  custom_dir: newsdesk/theme\n": b"",
}
# What the starter says for one form alone.
_ONLY = re.compile(rb"^<!-- (program|package) -->\n(.*?)^<!-- end -->\n", re.MULTILINE | re.DOTALL)
_HEAD = "# The program and all that it needs, pinned. It belongs to the program: init --upgrade replaces it.\n"


class Form(StrEnum):
    """How a collection has its program: `program` inside, or pinned as a `package`."""

    PROGRAM = "program"
    PACKAGE = "package"


def form_for(home: Path) -> Form:
    """The form that a new collection has unless another is asked for."""
    return Form.PROGRAM if is_checkout(home) else Form.PACKAGE


def is_offer(path: str) -> bool:
    """Whether an upgrade replaces a file only where nobody has edited it, and leaves out what somebody has deleted.

    Of `docs/` these are the guides, and what the starter has there that is no page: they show it.
    """
    return path.startswith(_OFFERS) or path in _GUIDES or (path.startswith("docs/") and not path.endswith(".md"))


def program(home: Path, form: Form) -> dict[str, bytes]:
    """Every file that an upgrade replaces, by path: the program's and the offers."""
    files = dict(_whole(home) if form is Form.PROGRAM else _pins(home))
    for path, content in starter(home, form):
        if path in _STARTER_PROGRAM or is_offer(path):
            files[path] = content
    files |= {f"digests/{name}": text.encode() for name, text in schemas().items()}
    return dict(sorted(files.items()))


def starter(home: Path, form: Form) -> Iterator[tuple[str, bytes]]:
    """The files of the starter by path, as a collection of one form has them."""
    for path in _tree(home / STARTER):
        content = _chosen((home / STARTER / path).read_bytes(), form)
        for said, instead in _PINNED.items() if form is Form.PACKAGE else ():
            content = content.replace(said, instead)
        yield path, content


def _whole(home: Path) -> Iterator[tuple[str, bytes]]:
    """The program with everything that it needs, by path."""
    for name in PROGRAM:
        top = _place(home, name)
        for path in _tree(top) if top.is_dir() else [""]:
            full = f"{name}/{path}" if path else name
            if not full.startswith(f"{_CARRIED}/"):
                yield full, (top / path).read_bytes()


def _pins(home: Path) -> Iterator[tuple[str, bytes]]:
    """A wheel of the program, what installs it with all that it needs, and what is run with it, by path."""
    name, wheel = wheel_of(home)
    yield f"{WHEELS}/{name}", wheel
    digest = hashlib.sha256(wheel).hexdigest()
    for extra in ("", *EXTRAS):
        file, wanted = (f"requirements-{extra}.txt", f"[{extra}]") if extra else ("requirements.txt", "")
        pin = f"{_HEAD}./{WHEELS}/{name}{wanted} \\\n    --hash=sha256:{digest}\n"
        yield file, pin.encode() + _place(home, file).read_bytes()
    for script in SCRIPTS:
        yield f"scripts/{script}", (_place(home, "scripts") / script).read_bytes()


def _place(home: Path, name: str) -> Path:
    """Where a file or folder of the program stands."""
    place = home / name if name == "newsdesk" or is_checkout(home) else home / _CARRIED / name
    if not place.exists():
        raise Refusal(f"{place} is missing, so this copy of the program is not complete.")
    return place


def _chosen(text: bytes, form: Form) -> bytes:
    """A text of the starter with what it says for one form alone."""
    return _ONLY.sub(lambda found: found[2] if found[1].decode() == form else b"", text)


def _tree(folder: Path) -> Iterable[str]:
    """Paths of all files below a folder, hidden ones too, without what Python leaves there."""
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NEVER]
        # No path is made of each of thousands of names, which takes longer than to find them.
        parent = Path(top).relative_to(folder).as_posix()
        below = "" if parent == "." else f"{parent}/"
        found += [below + name for name in names if name not in _NEVER and not name.endswith(".pyc")]
    return sorted(found)
