"""The command line: arguments come in, an exit code goes out, and the modules of commands/ do the rest."""

import argparse
import atexit
import codecs
import errno
import io
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, TextIO

from newsdesk import __version__
from newsdesk.build import Project
from newsdesk.commands import FINE, PROBLEMS, STOPPED, USAGE, Verb
from newsdesk.problems import FRONT_DOOR, Door, Refusal, UsageError


class _Verbs(Mapping[str, Verb]):
    """The verbs by name, in the order of the help; the module of each is imported when somebody asks for it."""

    _NAMES = (
        "build", "check", "voice", "serve", "verify", "fingerprint", "stats", "gaps", "schema",
        "inbox", "new", "outlet", "person", "place", "story", "topic", "finish", "review", "week",
        "correct", "rename", "withdraw", "reply", "format", "discarded", "desk",
        "release", "verify-release", "archive", "reconcile", "watch", "copies", "mcp", "init", "migrate",
    )  # fmt: skip

    def __getitem__(self, name: str) -> Verb:
        if name not in self._NAMES:
            raise KeyError(name)
        verb: Verb = import_module(f"newsdesk.commands.{name.replace('-', '_')}")
        return verb

    def __iter__(self) -> Iterator[str]:
        return iter(self._NAMES)

    def __len__(self) -> int:
        return len(self._NAMES)


VERBS = _Verbs()
# Our records take no plug-ins; to look for some, pydantic would read about every package that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(arguments: Sequence[str], home: Path, door: Door = FRONT_DOOR) -> int:
    """Run one command; `home` is the collection's folder, unless an option names another. Returns the exit code."""
    _need_streams()
    _need_utf8(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows its number instead of failing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(arguments, home, door)
        sys.stdout.flush()
    except UsageError as refusal:
        return _told(USAGE, door.fill(f"{door.name}: {refusal}"))
    except Refusal as refusal:
        return _told(PROBLEMS, door.fill(f"{door.name}: {refusal}"))
    except BrokenPipeError:
        _drop_output()  # whoever read it has gone
        return PROBLEMS
    except OSError as error:
        named = error.filename2 or error.filename
        # An error without the name of a file is that of a stream, as a rule.
        is_printed = _is_full(sys.stdout)
        _drop_output()
        if error.errno == errno.ENOSPC and not named and not is_printed:
            # A file that is being written does not say which it is.
            return _told(PROBLEMS, f"{door.name}: a disk is full. Make room, and run it again.")
        return _told(PROBLEMS, f"{door.name}: {named or 'What was to be printed'}: {error.strerror}.")
    except KeyboardInterrupt:
        return _told(STOPPED, "Stopped; the site is as it was.")
    return code


def _is_full(stream: TextIO) -> bool:
    """Whether there is no room for what waits to be printed: what could not be written is kept, and fails again."""
    try:
        stream.flush()
    except OSError as error:
        return error.errno == errno.ENOSPC
    return False


def leave(code: int) -> NoReturn:
    """End this process with an exit code, after all that was to be done at its end.

    Python would free a million records one by one, which takes longer than to make many of them.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read it has gone
            stream.flush()
    os._exit(code)


def _run(arguments: Sequence[str], home: Path, door: Door) -> int:
    try:
        arguments = _with_command(list(arguments))
        options = _parser(door, arguments[0]).parse_args(_with_negatives(arguments))
    except SystemExit as asked:  # --help, --version, or wrong usage
        return int(asked.code or FINE)
    root = Path(getattr(options, "root", None) or home)
    project = Project(
        root=root,
        digests=Path(options.digests) if getattr(options, "digests", None) else root / "digests",
        site=Path(getattr(options, "site", None) or root / "site"),
        cache=root / ".cache" / "newsdesk",
        door=door,
    )
    return VERBS[options.command].run(project, options)


def _with_negatives(arguments: list[str]) -> list[str]:
    """The arguments; a value that begins with a minus, as of a place in the south, stays with its option."""
    found: list[str] = []
    for one in arguments:
        if re.match(r"-[\d.]", one) and found and re.fullmatch(r"--[a-z-]+", found[-1]):
            found[-1] += f"={one}"
        else:
            found.append(one)
    return found


def _told(code: int, message: str) -> int:
    """The exit code, after the message; where nobody hears it there is nobody else to tell."""
    with suppress(OSError):
        print(message, file=sys.stderr, flush=True)
    return code


def _drop_output() -> None:
    """What waits to be printed and cannot be is given up: Python would complain once more when it exits."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _need_streams() -> None:
    """Whoever closed a standard stream gets nothing from it; else the next file that is opened would take its place."""
    with suppress(OSError):
        while (opened := os.open(os.devnull, os.O_RDWR)) < 3:
            os.set_inheritable(opened, True)
        os.close(opened)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def _need_utf8(arguments: Sequence[str]) -> None:
    """Start anew where the names of files are ASCII to Python: in a collection with another name nothing would work.

    Only a locale without any letters of its own does that, where Python was told not to help itself.
    """
    if codecs.lookup(sys.getfilesystemencoding()).name == "ascii" and list(arguments) == sys.argv[1:]:
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _with_command(arguments: list[str]) -> list[str]:
    """Options work without the word build."""
    asks = {"-h", "--help", "--version"}
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in asks):
        return ["build", *arguments]
    return arguments


class _Parser(argparse.ArgumentParser):
    """Says so where its help cannot be printed, which argparse passes over."""

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout:
            file.write(message)
        else:
            super()._print_message(message, file)


def _parser(door: Door, asked: str) -> argparse.ArgumentParser:
    """The parser, with the options of the verb that is asked for; help has all verbs in one line each."""
    parser = _Parser(
        prog=door.name,
        description="Checks a media-monitoring digest and builds its site. Without a command: build.",
        epilog="Exit code 0: fine, warnings too. 1: problems, nothing written. 2: wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"newsdesk {__version__}")
    verbs = parser.add_subparsers(dest="command", metavar="COMMAND")
    # Whose options nobody asks for needs no parser of its own: forty of them take as long to make as a small check.
    for name in [asked] if asked in VERBS else VERBS:
        VERBS[name].add_options(verbs.add_parser(name, help=VERBS[name].HELP))
    return parser
