"""All that a build or a check reads, as one digest: the same digest, the same outcome.

It is asked before anything else is imported, so that it costs no more than to read the files.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import newsdesk
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.project import Project
from newsdesk.load.walking import File
from newsdesk.output.sealed import MARKER

_SIZE = 16
_PROGRAM = Path(os.path.realpath(newsdesk.__file__)).parent
_MAX_BYTES = 1 << 28


def _blake(content: bytes) -> Any:
    return hashlib.blake2b(content, digest_size=_SIZE)


def files_of(listed: tuple[list[File], list[OSError]]) -> str:
    """The digest of the names and bytes of the files that `walk` has found; "" where one is none or cannot be read."""
    files, faults = listed
    if faults or any(file.odd or file.error for file in files):
        return ""
    names = repr([(file.parts, file.digest) for file in files])
    return str(_blake(names.encode("utf-8", "backslashreplace")).hexdigest())


def key_of(project: Project, begun: date | None, files: str | None = None, wanted: str | None = None) -> str:
    """The digest of all that a build or a check reads: the collection, its pages, the day, and the program.

    `files` is that of the collection's own files, where they have been read already; "", as is what comes out, where
    nobody can tell. `wanted` is the entry that is asked about.
    """
    files = files_of(all_files(project)) if files is None else files
    if not files:
        return ""
    return _digest_of(project, f"{begun}\0{project.door.command}\0{files}\0{wanted}", [project.captures])


def rest_of(project: Project, made: Iterable[Path] = ()) -> str:
    """The digest of all that a check reads beside the collection's own files, captured texts and the day.

    What lies in folders that builds have `made`, beside those of this one, is no part of it.
    """
    return _digest_of(project, "", [], made)


def captured(project: Project) -> dict[str, str]:
    """The digest of each file among the captured texts, by its path below their folder."""
    return {path.removeprefix(os.sep): content for path, content in sorted(_contents(str(project.captures)))}


def _digest_of(project: Project, about: str, more: Iterable[Path], made: Iterable[Path] = ()) -> str:
    # A program that lies in the collection decides whose theme a folder in it is.
    inside = (project.root / "newsdesk" / "__init__.py").is_file()
    digest = _blake(f"{digest_of_program()}\0{inside}\0{about}".encode())
    named, settings = _named(project, made)
    # What `!ENV` may put into the settings.
    said = sorted(f"{name}={value}" for name, value in os.environ.items() if len(name) > 1 and name in settings)
    digest.update("\0".join(said).encode("utf-8", "surrogateescape"))
    # The files themselves have been read; where they lie is what problems say.
    digest.update(os.path.relpath(project.digests, project.root).encode("utf-8", "surrogateescape"))
    tops = [*more, project.root / "docs", *named]
    for top in sorted({project.config, *tops}):
        digest.update(f"\1{os.path.relpath(top, project.root)}".encode("utf-8", "surrogateescape"))
        for path, content in sorted(_contents(str(top))):
            digest.update(f"\0{path}\0{content}".encode("utf-8", "surrogateescape"))
    return str(digest.hexdigest())


def _text(path: Path) -> str:
    try:
        if path.is_file() and path.stat().st_size <= _MAX_BYTES:
            return path.read_text("utf-8", "replace")
    except OSError:
        pass
    return ""


def _named(project: Project, made: Iterable[Path]) -> tuple[list[Path], str]:
    """Files and folders that the settings name, or those that they inherit, and the text of all these settings.

    Nobody has read the settings yet, so whatever in them is the name of something there counts.
    """
    own = [Path(os.path.realpath(path)) for path in (project.root, project.digests, project.site, project.cache, *made)]
    found: dict[Path, None] = {}
    texts, waiting = [], [project.config]
    while waiting:
        config = waiting.pop()
        texts.append(_text(config))
        for path in filter(None, (_there(config.parent, name) for name in _names(texts[-1]))):
            real = Path(os.path.realpath(path))
            # Not what holds the collection itself, or is made by builds; nor the program, whose digest is here already.
            is_site = (path / MARKER).is_file()  # of a build that was told to write elsewhere
            is_program = real == _PROGRAM or _PROGRAM in real.parents
            is_own = is_site or is_program or any(real == one or real in one.parents for one in own)
            if path not in found and not is_own:
                found[path] = None
                waiting += [path] if path.suffix in (".yml", ".yaml") and path.is_file() else []
    return list(found), "\n".join(texts)


def _names(text: str) -> set[str]:
    """All that may be the name of a file in some settings: words, and what stands behind a colon or a dash."""
    whole = {line.partition(" #")[0].rpartition(": ")[2].strip().strip("- '\"") for line in text.splitlines()}
    words = set(re.split(r"[\s,\[\]{}'\"]+", text))
    return {name for name in whole | words if name.strip("./") and len(name) < 200 and "://" not in name}


def _there(folder: Path, name: str) -> Path | None:
    try:
        return folder / name if (folder / name).exists() else None
    except (OSError, ValueError):
        return None


def _contents(top: str) -> Iterator[tuple[str, str]]:
    """Every file below a folder, or one file, with the digest of its content or what else it is."""
    folders = [top] if Path(top).is_dir() else []
    if not folders:
        yield "", _content(top)
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            yield folder[len(top) :], f"error {error.errno}"
            continue
        for entry in entries:
            if entry.name == "__pycache__":  # what Python makes of a hook, whenever it likes
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
                yield entry.path[len(top) :], "folder"
            else:
                link = str(Path(entry.path).readlink()) if entry.is_symlink() else ""
                yield entry.path[len(top) :], f"{link}\2{_content(entry.path)}"


def _content(path: str) -> str:
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            return f"mode {status.st_mode}"
        if status.st_size > _MAX_BYTES:  # nobody reads it whole
            return f"size {status.st_size} {status.st_mtime_ns}"
        # Piece by piece: nobody says how large a picture among the pages may be.
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, lambda: _blake(b"")).hexdigest()
    except OSError as error:
        return f"error {error.errno}"
