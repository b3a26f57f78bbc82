"""Makes a version of the program: CHANGELOG.md from the fragments in changes/, a commit and the tag `v0.2.0`.

python scripts/release.py 0.2.0     on a clean tree; pushes nothing
python scripts/release.py --check   write nothing; exit 1 where a fragment is not well formed

Editions of a digest have tags of their own, `2022-w42-1`, which `make weekly` sets.
"""

import argparse
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from newsdesk.check.prose import sentences  # noqa: E402

MAX_LETTERS = 400
_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)", re.ASCII)
# Where the version stands, each with what stands around it.
_STATED = {
    "newsdesk/__init__.py": r'^(__version__ = ")[^"]*(")$',
    "pyproject.toml": r'^(version = ")[^"]*(")$',
    "CITATION.cff": r"^(version: )\S*()$",
}
_RELEASED = re.compile(r"^(date-released: .*\n)?(?=license:)", re.MULTILINE)


class Stop(Exception):
    """Why no version can be made, and what to do."""


def kinds(root: Path = ROOT) -> dict[str, str]:
    """The kinds of changes and their headings, from pyproject.toml."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["towncrier"]
    return {kind["directory"]: kind["name"] for kind in settings["type"]}


def fragments(root: Path = ROOT) -> list[Path]:
    """The files that say what has changed since the last version."""
    return sorted(path for path in (root / "changes").iterdir() if path.name != "README.md")


def faults(root: Path = ROOT) -> Iterator[str]:
    """What is wrong with the fragments, in sentences; nothing where all are well formed."""
    known = "|".join(kinds(root))
    for path in fragments(root):
        shown = f"changes/{path.name}"
        if not re.fullmatch(rf"(\d+|\+[a-z0-9-]+)\.({known})(\.\d+)?\.md", path.name, re.ASCII):
            yield f"{shown}: call it +a-few-words.kind.md or 12.kind.md, of the kinds {known.replace('|', ', ')}."
            continue
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8").strip()
        except UnicodeDecodeError:
            yield f"{shown}: save it as UTF-8."
            continue
        if not text:
            yield f"{shown}: it is empty. Say in one sentence what changes for a user."
        elif "\n\n" in text or re.match(r"[-*#>|]", text):
            yield f"{shown}: write one plain paragraph: the list and its headings are made."
        elif len(sentences(text)) != 1 or text[-1] not in ".!?":
            yield f"{shown}: write one sentence, with its full stop; a second change is a second file."
        elif text[0].islower():
            yield f"{shown}: begin with a capital letter."
        elif len(text) > MAX_LETTERS:
            yield f"{shown}: {len(text)} characters are more than {MAX_LETTERS}: say what changes, not how."


def _git(*arguments: str, root: Path) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"git {arguments[0]} says: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


def _towncrier(*arguments: str, root: Path) -> str:
    command = [sys.executable, "-m", "towncrier", "build", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"towncrier says: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


def _parts(version: str) -> tuple[int, ...]:
    match = _VERSION.fullmatch(version)
    if not match:
        raise Stop(f'"{version}" is no version: write three numbers, such as 0.2.0.')
    return tuple(map(int, match.groups()))


def _stated(root: Path) -> str:
    match = re.search(
        _STATED["newsdesk/__init__.py"].replace('[^"]*', '([^"]*)'), _read(root, "newsdesk/__init__.py"), re.M
    )
    assert match
    return match[2]


def _read(root: Path, name: str) -> str:
    return (root / name).read_text("utf-8")


def release(version: str, root: Path = ROOT) -> str:
    """Make a version: files, commit and tag. Returns what to type next; else Stop, and nothing has changed."""
    wanted = _parts(version)
    tags = [tag.removeprefix("v") for tag in _git("tag", "--list", "v*", root=root).split()]
    newest = max((_parts(tag) for tag in tags if _VERSION.fullmatch(tag)), default=(0, 0, 0))
    if wanted <= newest or wanted < _parts(_stated(root)):
        raise Stop(f"{version} is not newer than {max(_stated(root), '.'.join(map(str, newest)))}.")
    if left := _git("status", "--porcelain", root=root):
        raise Stop(f"These files are not committed:\n{left}\nCommit or remove them first.")
    if wrong := list(faults(root)):
        raise Stop("\n".join(wrong))
    if not fragments(root):
        raise Stop("changes/ holds nothing, so there is nothing to tell a user.")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    day = f"{now:%Y-%m-%d}"
    notes = _towncrier("--draft", "--version", version, "--date", day, root=root)
    try:
        for name, around in _STATED.items():
            text = re.sub(around, rf"\g<1>{version}\g<2>", _read(root, name), count=1, flags=re.MULTILINE)
            if name == "CITATION.cff":
                text = _RELEASED.sub(f"date-released: {day}\n", text, count=1)
            (root / name).write_text(text, "utf-8", newline="\n")
        _towncrier("--yes", "--version", version, "--date", day, root=root)
        _git("add", "--all", root=root)
        _git("commit", "--quiet", "--message", f"Version {version}", root=root)
        _git("tag", "--annotate", f"v{version}", "--cleanup=verbatim", "--message", notes, root=root)
    except Stop:
        _git("reset", "--quiet", "--hard", "HEAD", root=root)  # the tree was clean
        raise
    return f"Version {version} is made. To publish it: git push --atomic origin HEAD v{version}"


def main(arguments: list[str] | None = None) -> int:
    """Make a version, or look at the fragments; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version", nargs="?", help="such as 0.2.0")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where a fragment is not well formed"
    )
    options = parser.parse_args(arguments)
    if options.check == bool(options.version):
        parser.error("name a version, such as 0.2.0, or --check")
    try:
        if not options.check:
            print(release(options.version))
        elif wrong := list(faults()):
            raise Stop("\n".join(wrong))
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
