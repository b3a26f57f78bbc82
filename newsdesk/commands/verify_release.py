"""`verify-release`: looks whether a release is what went out, and since when it must have existed; offline."""

import argparse
from pathlib import Path

from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, count
from newsdesk.intake.timestamps import looked_at, missing
from newsdesk.load import read_ordinary, reason
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.releases.sums import PROOFS, STAMP, SUMS, faults, number_of, page_faults

HELP = "look whether a release is what went out, and how old it is; needs no network"
_MAX = 1024 * 1024


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("folder", metavar="DIR", help="the release")
    parser.add_argument("--site", metavar="DIR", help="a copy of the site, to be compared with the pages of then")
    parser.add_argument(
        "--authority", metavar="FILE", help="whose timestamps count: certificates in PEM; default those Mozilla trusts"
    )


def run(project: Project, options: argparse.Namespace) -> int:
    """Print what is wrong, and what is proved; returns the exit code."""
    folder = Path(options.folder)
    found = list(faults(folder))
    if options.site:
        found += page_faults(folder, Path(options.site))
    said, is_proved = _age(folder, options.authority) if not found else ("", True)
    for line in found:
        print(line)
    if found:
        print(f"{folder} is not what went out: {count(len(found), 'fault', 'faults')}.")
        return PROBLEMS
    pages = f", and {count(number_of(folder, 'pages.sha256'), 'page', 'pages')} of the site" if options.site else ""
    print(f"{folder} is what went out: {count(number_of(folder), 'file', 'files')} as {SUMS} has them{pages}.")
    print(project.door.fill(said))
    return FINE if is_proved else PROBLEMS


def _age(folder: Path, authority: str | None) -> tuple[str, bool]:
    """What is said of the age of a release, and whether nothing speaks against that."""
    if not (folder / STAMP).is_file():
        return f"Nothing proves how old it is: it has no timestamp ({STAMP}).", True
    if needed := missing():
        return f"The timestamp was not checked, so nothing proves how old it is: {needed}", True
    try:
        roots = read_ordinary(Path(authority), _MAX) if authority else None
    except OSError as error:
        raise UsageError(f"{authority} cannot be read: {reason(error)}.") from None
    stamp, sums = (read_ordinary(folder / name, 64 * _MAX) for name in (STAMP, SUMS))
    try:
        found = looked_at(stamp, sums, roots)
    except Refusal as refusal:
        more = "" if authority else " Where it is an authority of your own, name its certificate with --authority."
        return f"{refusal}{more}", False
    return f"It is at least as old as {found.said}, by the timestamp of {found.by} ({PROOFS} names it).", True
