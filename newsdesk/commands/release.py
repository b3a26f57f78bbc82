"""The command `release`: what goes out with an edition, in one folder, with notes and checksums."""

import argparse
import os
import re
import shutil
import sys
from pathlib import Path

from newsdesk.build import Project, examine
from newsdesk.collection import Collection
from newsdesk.commands import FINE, begun, count, target, where
from newsdesk.intake.reach import Guard
from newsdesk.load import read_ordinary, read_whole
from newsdesk.model.addresses import week_path
from newsdesk.model.notes import shown
from newsdesk.problems import COMMAND_LINE, Refusal, UsageError, has_errors, tally
from newsdesk.store.answering import placeholder_address
from newsdesk.store.files import put, replace
from newsdesk.store.releases.sums import PAGES, SUMS, pages_of, sealed, stamped
from newsdesk.views.editions import release_notes

NOTES = "notes.md"
# Who is asked for a timestamp of the checksums; empty: nobody.
_AUTHORITY = "NEWSDESK_TIMESTAMP"
# A file with the certificates in PEM whose timestamps count.
_ROOTS = "NEWSDESK_TIMESTAMP_ROOTS"
_MAX = 1024 * 1024
_TAG = re.compile(r"(\d{4})-w(\d{2})-([1-9]\d*)", re.ASCII)


HELP = "pack what goes out with an edition of a digest"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    target(parser)
    parser.add_argument("edition", nargs="?", help="such as 2026-w47-1")
    parser.add_argument("--to", metavar="DIR", help="the folder to fill")
    parser.add_argument("--list", action="store_true", help="name all editions that went out, the oldest first")


def run(project: Project, options: argparse.Namespace) -> int:
    """List editions, or pack one; returns the exit code."""
    if options.list == bool(options.edition) or bool(options.edition) != bool(options.to):
        raise UsageError("Name an edition and a folder, as in: release 2026-w47-1 --to DIR; or ask for --list.")
    collection = checked(project)
    if options.list:
        sys.stdout.write("".join(f"{tag}\n" for tag in tags(collection)))
        return FINE
    names = pack(project, collection, options.edition, Path(options.to))
    print(f"Packed {options.edition}: {count(len(names), 'file', 'files')} in {options.to}")
    if said := placeholder_address(collection.settings):
        print(project.door.fill(said))
    if said := stamp(Path(options.to), collection.settings.root or None):
        print(project.door.fill(said), file=sys.stderr)
    return FINE


def checked(project: Project) -> Collection:
    """The collection; Refusal where it has an error."""
    outcome = examine(project, begun=begun())
    if outcome.collection is None or has_errors(outcome.problems):
        raise Refusal(f"Nothing can be released: {tally(shown(outcome.problems)[0])}. Run: {COMMAND_LINE} check")
    return outcome.collection


def tags(collection: Collection) -> list[str]:
    """The name of each edition that went out, such as `2026-w47-1`, the oldest first."""
    return [
        f"{week.lower()}-{edition.number}"
        for week, digest in sorted(collection.digests.items())
        for edition in digest.editions
    ]


def pack(project: Project, collection: Collection, tag: str, target: Path) -> list[str]:
    """Fill the folder `target` with the files of an edition from the built site; their names come back.

    Whole or not at all: an older folder of the same edition is replaced, any other refused.
    """
    match = _TAG.fullmatch(tag)
    if not match or tag not in tags(collection):
        raise UsageError(f'"{tag}" is no edition that went out. See: {COMMAND_LINE} release --list')
    week, number = f"{match[1]}-W{match[2]}", int(match[3])
    files = _files(project.site, collection, week, number)
    files[NOTES] = release_notes(collection, week, number, sorted(files)).encode()
    files = sealed(files)
    if target.exists() and not (target / SUMS).is_file():
        raise Refusal(f"{target} is there and is no release. Choose another folder with --to.")
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        for name, content in files.items():
            put(fresh / name, content)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    except OSError as error:
        raise Refusal(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return sorted(files)


def stamp(target: Path, site: str | None) -> str:
    """Have the checksums of a release stamped by an authority, where one is to be asked; what is to be said of it.

    A release goes out without a stamp all the same.
    """
    # Imported here: to list editions asks nobody.
    from newsdesk import __version__
    from newsdesk.intake.fetch import user_agent
    from newsdesk.intake.timestamps import AUTHORITY, looked_at, missing, stamp_of

    if not (authority := os.environ.get(_AUTHORITY, AUTHORITY).strip()):
        return ""
    if needed := missing():
        return f"No timestamp was asked for: {needed}"
    path = os.environ.get(_ROOTS, "").strip()
    try:
        roots = read_ordinary(Path(path), _MAX) if path else None
        sums = read_whole(target / SUMS)
        # An authority that its maintainer names may stand on this machine.
        guard = Guard() if authority == AUTHORITY else Guard(allows=lambda address: True)
        answer = stamp_of(sums, authority, user_agent(__version__, site), roots, guard)
        for name, content in stamped(sums, answer).items():
            replace(target / name, content)
        found = looked_at(answer, sums, roots)
    except Refusal as refusal:
        return f"No timestamp: {refusal}"
    except OSError as error:
        return f"No timestamp: {error.filename or path} {error.strerror}."
    return f"Stamped by {found.by}: it is at least as old as {found.said}."


def _files(site: Path, collection: Collection, week: str, number: int) -> dict[str, bytes]:
    """The frozen edition; with the newest also its other formats and the data of the collection."""
    name = week.lower()
    files = {f"{name}-{number}.md": collection.frozen[week, number].encode()}
    if number < len(collection.digests[week].editions):
        return files
    folder = site / week_path(week)
    if not (folder / "digest.txt").is_file() or not (site / "data").is_dir():
        raise Refusal(f"{site} does not hold {week} yet. Run: {COMMAND_LINE} build")
    for path in sorted(folder.glob("digest.*")):
        if path.is_file() and path.suffix in (".txt", ".eml", ".pdf"):
            files[f"{name}-{number}{path.suffix}"] = read_whole(path)
    for path in sorted((site / "data").iterdir()):
        if path.is_file() and path.suffix != ".html" and path.name != SUMS:
            files[path.name] = read_whole(path)
    files[PAGES] = pages_of(site)
    return files
