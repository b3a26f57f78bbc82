"""`correct`: a field of what has gone out says something else, and a correction tells what it said before."""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from newsdesk.build import Project
from newsdesk.commands import begun, print_done, today, where
from newsdesk.load import read_ordinary, reason
from newsdesk.load.ordinary import MAX_BYTES
from newsdesk.problems import Refusal, UsageError

HELP = "correct a field of what has gone out, and tell readers what it said before"
_KINDS = ("minor", "material")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("entry", metavar="ENTRY", help="an entry, a week such as 2026-W47, or outlets.yaml#ID")
    parser.add_argument("field", metavar="FIELD", help="such as summary, sources.2.says, references.ID.title")
    given = parser.add_mutually_exclusive_group()
    given.add_argument("--to", metavar="TEXT", help="what it says from now on; null takes it away")
    given.add_argument("--from", dest="source", metavar="FILE", help="a file that holds this text")
    parser.add_argument("--kind", choices=_KINDS, required=True, help="material where a reader takes something else")
    parser.add_argument("--why", metavar="TEXT", required=True, help="the reason, for readers")
    parser.add_argument(
        "--with", dest="more", metavar="FIELD=TEXT", action="append", default=[], help="another field, corrected too"
    )


def run(project: Project, options: argparse.Namespace) -> int:
    """Correct, and say what was changed; returns the exit code."""
    from newsdesk.build import settle
    from newsdesk.build.entries.changing import changes_of
    from newsdesk.build.settling import DOUBTED
    from newsdesk.build.settling.compared import is_compared
    from newsdesk.store.verbs.published.correct import Wish, correct
    from newsdesk.store.verbs.published.rename import Home
    from newsdesk.store.verbs.published.targets import named_by

    project.need_digests()
    fields = {}
    for more in options.more:
        name, equals, text = more.partition("=")
        if not equals:
            raise UsageError(f'--with "{more}" names no text. Write it as FIELD=TEXT.')
        fields[name] = text
    text = options.to
    if options.source is not None:
        text = read_text(Path(options.source))
    elif text is None:
        text = _asked(project, options)
    wish = Wish({options.field: text, **fields}, options.kind, options.why, today().isoformat())
    changes = changes_of(project)
    document = named_by(changes, project.digests, options.entry).document
    before = document.get()
    done = correct(changes, Home(project.digests, project.captures), options.entry, wish)
    if is_compared(project, before, document.get()):
        # Imported here: to look at sentences and their pages takes as long as all the rest.
        from newsdesk.build.settling.following import follow

        follow(project, changes, document.path, before, begun())
    return print_done(project, settle(project, changes, done, begun(), noted=DOUBTED))


def read_text(path: Path) -> str:
    """The text of a file in UTF-8; refused where it cannot be read, or is none."""
    try:
        return read_ordinary(path, MAX_BYTES).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {reason(error)}.") from None
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} is not UTF-8 (byte {error.start + 1}): save it as UTF-8.") from None


def is_at_hand() -> bool:
    """Whether somebody sits at a terminal, in which a window can open."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _asked(project: Project, options: argparse.Namespace) -> str:
    """What an editor writes in a window of their own, which begins with the text as it stands."""
    from newsdesk.store.editing import Changes
    from newsdesk.store.verbs.published.correct import field_text

    before, name = field_text(Changes(project.root), project.digests, options.entry, options.field)
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not (command and is_at_hand()):
        raise UsageError(
            f"Nothing says what {name} is to say. Write --to TEXT or --from FILE; in a terminal with $EDITOR set, the"
            " text opens there."
        )
    with tempfile.NamedTemporaryFile("w", prefix=f"{name.replace('/', '-')}-", suffix=".txt", encoding="utf-8") as file:
        file.write(before + "\n")
        file.flush()
        try:
            done = subprocess.run([*shlex.split(command), file.name], check=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"{command} cannot be started: {error}.") from None
        if done.returncode:
            raise Refusal(f"{command} ended with {done.returncode}. Nothing was changed.")
        return read_text(Path(file.name))
