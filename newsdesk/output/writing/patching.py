"""Changes a few files of a site that a process knows: what has changed is written, and nothing else is looked at."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from newsdesk.output.kept import digest_of
from newsdesk.output.report import Ready, Report, Signature
from newsdesk.output.writing.trees import Trees, above, clear, link, locked, signature_of, swap, written
from newsdesk.problems import Refusal


def lay_ready(content: bytes | Path, file: Path) -> Signature:
    """Lay a content, or a file that has it, where it lies ready; it keeps its signature when it is moved."""
    if isinstance(content, bytes):
        return written(str(file), content)
    os.replace(content, file)
    return _signature(str(file))


# What becomes of the file at a path; None where it goes.
Changes = Mapping[str, bytes | Ready | None]


def patch(trees: Trees, changes: Changes) -> Report | None:
    """Bring the second tree up to date, change it, and put it in the place of the site.

    None, and nothing in the site has changed, where somebody else has been at the trees: then both have to be looked
    at anew. What was changed by hand in place is not noticed here, unless it is a file that is handled.
    """
    try:
        with locked(trees.state) as (before, now):
            last, trees.token = trees.token, ""
            if before != last or not trees.site.is_dir() or not _caught_up(trees):
                return None
            report, trees.token = _patched(trees, changes), now
            return report
    except OSError as error:
        name = error.filename2 or error.filename or trees.site
        raise Refusal(f"{name} cannot be written: {error.strerror}.") from None


def level(trees: Trees) -> None:
    """Make the second tree as the site is, so that nobody waits for that later."""
    patch(trees, {})


def _caught_up(trees: Trees) -> bool:
    """Make the second tree as the site is; False where a file of the site is not as it was."""
    if not trees.staging.is_dir():
        if trees.staged:
            return False
        trees.staging.mkdir()
    for path in trees.behind:
        _take_away(trees, path)
    for path in trees.behind & trees.current.keys():
        source, target = f"{trees.site}/{path}", f"{trees.staging}/{path}"
        signature = _signature(source)
        if signature != trees.current[path]:
            return False
        _make_room(target)
        if link(source, target):
            trees.staged[path] = signature
        else:
            trees.staged[path] = written(target, Path(source).read_bytes())
            if (digest := trees.known.get(signature)) is not None:
                trees.known[trees.staged[path]] = digest
    trees.behind.clear()
    return True


def _patched(trees: Trees, changes: Changes) -> Report:
    report = Report()
    wanted = {
        path: content
        for path, content in changes.items()
        if (path in trees.current if content is None else trees.digest(path) != _digest(content))
    }
    gone = [path for path, content in wanted.items() if content is None]
    for path in wanted:
        _take_away(trees, path)
    for path, content in wanted.items():
        if content is None:
            continue
        target = f"{trees.staging}/{path}"
        _make_room(target)
        if isinstance(content, Ready):
            os.replace(content.file, target)
            signature = _signature(target)
        else:
            signature = written(target, content)
        trees.staged[path] = signature
        trees.known[signature] = _digest(content) or ""
    if wanted:
        swap(trees.staging, trees.site, trees.state)
        trees.current, trees.staged = trees.staged, trees.current
        trees.behind = set(wanted)
    report.files, report.removed = len(trees.current), len(gone)
    report.written = len(wanted) - len(gone)
    return report


def _digest(content: bytes | Ready | None) -> str | None:
    if content is None:
        return None
    return content.digest if isinstance(content, Ready) else digest_of(content)


def _take_away(trees: Trees, path: str) -> None:
    """Take a file out of the second tree, with the folders that hold nothing more."""
    signature = trees.staged.pop(path, None)
    target = f"{trees.staging}/{path}"
    if os.path.lexists(target):
        clear(target)
    if signature is not None and trees.current.get(path) != signature:
        trees.known.pop(signature, None)
    with suppress(OSError):
        for parent in above(path):
            os.rmdir(f"{trees.staging}/{parent}")


def _make_room(target: str) -> None:
    os.makedirs(os.path.dirname(target), exist_ok=True)


def _signature(path: str) -> Signature:
    return signature_of(os.lstat(path))
