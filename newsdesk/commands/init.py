"""`init`: start a collection of your own, or bring the program in one up to date."""

import argparse
import os
import shlex
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from newsdesk import __version__
from newsdesk.build import Project
from newsdesk.commands import FINE, begun, count, today, week_argument
from newsdesk.model.codes import week_days, week_of
from newsdesk.problems import UsageError
from newsdesk.store.program import Form, form_for
from newsdesk.store.starting import start, upgrade

HELP = "start a collection of your own in a new folder"
_FEW = 8  # files of one folder that are named; of more it is said how many
# The folder of the package, which is the program that is running.
_HOME = Path(__file__).resolve().parents[2]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("folder", metavar="DIR", help="a new or an empty folder; with --upgrade that of a collection")
    parser.add_argument(
        "--week", type=week_argument, help="the week of the first digest, such as 2026-W47; default this week"
    )
    parser.add_argument("--empty", action="store_true", help="without the example of an entry and its records")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--package",
        dest="form",
        action="store_const",
        const=Form.PACKAGE,
        help="the collection pins this version as a package; the default of an installed package",
    )
    form.add_argument(
        "--program",
        dest="form",
        action="store_const",
        const=Form.PROGRAM,
        help="the collection has the whole program inside; the default of build_digest.py",
    )
    parser.add_argument("--upgrade", action="store_true", help="replace the program in DIR by this one")
    parser.add_argument("--force", action="store_true", help="with --upgrade: replace what was edited there, too")


def run(project: Project, options: argparse.Namespace) -> int:
    """Make or upgrade a collection, and say what to do next; returns the exit code."""
    folder = Path(options.folder)
    if options.upgrade:
        if options.week or options.empty:
            option = "--week" if options.week else "--empty"
            raise UsageError(f"{option} goes with a new collection, not with --upgrade.")
        return _upgrade(folder, options.form, force=options.force)
    if options.force:
        raise UsageError("--force goes with --upgrade only: a new collection needs an empty folder.")
    week, form = options.week or week_of(today()), options.form or form_for(_HOME)
    if week_days(week)[0] > begun():
        raise UsageError(f"{week} has not begun, and an example in it would lie in the future. Choose this week.")
    files = start(_HOME, folder, week, today(), form, is_empty=options.empty)
    what = "no entry yet" if options.empty else "and a first digest with an example in it"
    print(f"Made a collection in {folder}: {count(files, 'file', 'files')}, {what}.")
    if form is Form.PACKAGE or form is not form_for(_HOME):
        print(_SAID[form])
    print("Before its first publication, fill in extra.about in mkdocs.yml: who answers for it.")
    print("Build its site, then read README.md there:")
    print(f"    {_enter(folder)}make site")
    return FINE


_SAID = {
    Form.PACKAGE: f"It pins newsdesk {__version__}: the wheel is in program/, its pins in requirements.txt.",
    Form.PROGRAM: f"It has newsdesk {__version__} inside and does not need the one that is installed here:"
    " make sets it up, with Python 3.11 or newer and the network, once.",
}
_CALLED = {Form.PACKAGE: ".venv/bin/newsdesk", Form.PROGRAM: ".venv/bin/python build_digest.py"}


def _upgrade(folder: Path, form: Form | None, *, force: bool) -> int:
    made = upgrade(_HOME, folder, force=force, form=form)
    for word, paths in (("replaced", made.replaced), ("added", made.added), ("removed", made.removed)):
        for said in _by_folder(paths):
            print(f"{word} {said}")
    for path in made.kept:
        print(f"kept {path}, which was edited there; the new one is {made.aside}/{path}")
    for path in made.gone:
        print(f"left out {path}, which was deleted there; the new one is {made.aside}/{path}")
    changed = len(made.replaced) + len(made.added) + len(made.removed)
    if not changed:
        print(f"Nothing to do: the program in {folder} is newsdesk {__version__}.")
        return FINE
    print(f"The program in {folder} is now newsdesk {__version__}: {count(changed, 'file', 'files')} changed.")
    if made.form is not made.was:
        print(_SAID[made.form])
        print(
            f"README.md and the pages in docs/ are yours: where they say {_CALLED[made.was]},"
            f" people now type {_CALLED[made.form]}."
        )
    print("Nothing of the collection was touched. See whether its format is current, then build:")
    # make sets up the new version's packages first.
    print(f"    {_enter(folder)}make migrate site")
    return FINE


def _by_folder(paths: list[str]) -> Iterator[str]:
    """Files by name; where a folder has many of them, how many."""
    for top, group in groupby(paths, lambda path: path.partition("/")[0]):
        inside = list(group)
        yield from inside if len(inside) <= _FEW else [f"{len(inside):,} files in {top}/"]


def _enter(folder: Path) -> str:
    here = os.path.relpath(folder)
    return "" if here == "." else f"cd {shlex.quote(here)} && "
