"""The command line: reads the arguments, the clock and the terminal, and hands over."""

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from newsdesk import __version__
from newsdesk.build import Outcome, Progress, Project, build, examine
from newsdesk.commands import FINE, PROBLEMS, USAGE, count, evidence, init, migrate, new, release, today, week
from newsdesk.problems import FORMATS, Refusal, UsageError, as_text, has_errors, tally
from newsdesk.store.schema import write_schemas
from newsdesk.views.pictures import totals as figures


def main(arguments: Sequence[str], home: Path) -> int:
    """Run one command; `home` is the folder of build_digest.py. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows its number instead of failing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    commands = _commands()
    options = _parser(commands).parse_args(_with_command(list(arguments), commands))
    root = Path(getattr(options, "root", None) or home)
    project = Project(
        root=root,
        digests=Path(options.digests) if getattr(options, "digests", None) else root / "digests",
        site=Path(getattr(options, "site", None) or root / "site"),
        cache=root / ".cache" / "newsdesk",
    )
    try:
        return commands[options.command](project, options)
    except UsageError as refusal:
        print(f"build_digest.py: {refusal}", file=sys.stderr)
        return USAGE
    except Refusal as refusal:
        print(f"build_digest.py: {refusal}", file=sys.stderr)
        return PROBLEMS
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it exits.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        print(f"build_digest.py: {error.filename or 'the system'}: {error.strerror or error}.", file=sys.stderr)
        return PROBLEMS
    except KeyboardInterrupt:
        print("Stopped; the site is as it was.", file=sys.stderr)
        return 130


Command = Callable[[Project, argparse.Namespace], int]


def _commands() -> dict[str, Command]:
    return {
        "build": _build, "check": _check, "serve": _serve, "stats": _stats, "schema": _schema,
        "new": new.run, "verify": evidence.verified, "fingerprint": evidence.fingerprinted,
        "init": init.run, "migrate": migrate.run, "week": week.run, "release": release.run,
    }  # fmt: skip


def _with_command(arguments: list[str], commands: dict[str, Command]) -> list[str]:
    """Options work without the word build."""
    asks = {"-h", "--help", "--version"}
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in asks):
        return ["build", *arguments]
    return arguments


def _parser(commands: dict[str, Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build_digest.py",
        description="Checks a media-monitoring digest and builds its site. Without a command: build.",
        epilog="Exit code 0: fine, warnings too. 1: problems, nothing written. 2: wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"newsdesk {__version__}")
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("--root", metavar="DIR", help="the collection: mkdocs.yml, docs and digests")
    where.add_argument("--digests", metavar="DIR", help="the entries, if not in digests below the root")
    goes = argparse.ArgumentParser(add_help=False)
    goes.add_argument("--site", metavar="DIR", help="where the site goes, if not to site below the root")
    verbs = parser.add_subparsers(dest="command", metavar="COMMAND")
    make = verbs.add_parser("build", parents=[where, goes], help="check everything and build the site")
    make.add_argument("--pdf", action="store_true", help="also a PDF of each published digest; needs WeasyPrint")
    check = verbs.add_parser("check", parents=[where], help="check everything, write nothing")
    check.add_argument("--format", choices=list(FORMATS), default="text", help="how to print problems")
    check.add_argument(
        "--since", metavar="REV", help="also compare with this git revision: nothing published changes silently"
    )
    serve = verbs.add_parser(
        "serve", parents=[where, goes], help="build, serve on this machine, rebuild on change"
    )
    serve.add_argument("--port", type=_port, default=8000, help="default 8000")
    article = argparse.ArgumentParser(add_help=False)
    article.add_argument("entry", metavar="ENTRY", help="an entry's id, or the path of its file")
    article.add_argument("text", metavar="TEXTFILE", help="the text of its article, as plain text in UTF-8")
    verify = verbs.add_parser("verify", parents=[where, article], help="compare an entry with its article's text")
    verify.add_argument("--format", choices=list(FORMATS), default="text", help="how to print problems")
    verbs.add_parser(
        "fingerprint", parents=[where, article], help="write the evidence of an entry from its article's text"
    )
    stats = verbs.add_parser("stats", parents=[where], help="print what the collection holds, in figures")
    stats.add_argument("--format", choices=["text", "json"], default="text", help="for people or for programs")
    verbs.add_parser("schema", parents=[where], help="write the JSON schemas for editors")
    new.add_options(verbs.add_parser("new", parents=[where], help="an article becomes a capture and a draft entry"))
    week.add_options(verbs.add_parser("week", parents=[where], help="open a week, show what is missing, or close it"))
    release.add_options(
        verbs.add_parser("release", parents=[where, goes], help="pack what goes out with an edition of a digest")
    )
    init.add_options(verbs.add_parser("init", help="start a collection of your own in a new folder"))
    lifting = verbs.add_parser("migrate", parents=[where], help="lift older files to the format of this program")
    migrate.add_options(lifting)
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is not a port: choose one from 1024 to 65535")
    return int(text)


def _check(project: Project, options: argparse.Namespace) -> int:
    outcome = examine(project, options.since, today().isoformat())
    sys.stdout.write(FORMATS[options.format](outcome.problems))
    if options.format == "text":
        print(_checked(outcome), file=sys.stderr)
    return PROBLEMS if has_errors(outcome.problems) else FINE


def _checked(outcome: Outcome) -> str:
    if outcome.collection is None:
        return f"Checked: {tally(outcome.problems)}."
    return f"Checked {count(len(outcome.collection.entries), 'entry', 'entries')}: {tally(outcome.problems)}."


def _build(project: Project, options: argparse.Namespace) -> int:
    return _build_once(project, with_pdf=options.pdf)


def _build_once(project: Project, *, with_pdf: bool = False) -> int:
    started = time.perf_counter()
    outcome = build(project, _progress(), with_pdf=with_pdf)
    _clear_progress()
    sys.stderr.write(as_text(outcome.problems))
    for warning in outcome.warnings:
        print(warning, file=sys.stderr)
    if outcome.report is None:
        print(f"Nothing was written: {tally(outcome.problems)}.", file=sys.stderr)
        return PROBLEMS
    report, seconds = outcome.report, time.perf_counter() - started
    changes = "nothing has changed"
    if report.written or report.removed:
        changes = f"{count(report.written, 'file', 'files')} written, {report.removed} removed"
    index = project.site / "index.html"
    with suppress(ValueError):
        index = index.resolve().relative_to(Path.cwd())
    print(f"Built {count(outcome.pages, 'page', 'pages')} in {seconds:.1f} s, {changes}: {index}")
    return FINE


def _serve(project: Project, options: argparse.Namespace) -> int:
    code = _build_once(project)
    if code != FINE and not (project.site / "index.html").is_file():
        return code
    # Imported here: the server's own imports would slow down every other command.
    from newsdesk.serve import serve

    def rebuild() -> None:
        try:
            _build_once(project)
        except Refusal as refusal:
            print(f"build_digest.py: {refusal}", file=sys.stderr)

    serve(project, options.port, rebuild)
    return FINE


def _stats(project: Project, options: argparse.Namespace) -> int:
    outcome = examine(project)
    sys.stderr.write(as_text(outcome.problems))
    if outcome.collection is None:
        print(f"No figures: {tally(outcome.problems)}.", file=sys.stderr)
        return PROBLEMS
    if options.format == "json":
        print(json.dumps(figures.as_data(outcome.collection), ensure_ascii=False, indent=2))
    else:
        sys.stdout.write(figures.as_text(outcome.collection))
    return FINE


def _schema(project: Project, options: argparse.Namespace) -> int:
    project.need_digests()
    written = write_schemas(project.digests)
    for path in written:
        print(f"Wrote {path}")
    if not written:
        print("The schemas are current.")
    return FINE


def _is_interactive() -> bool:
    return sys.stderr.isatty() and not os.environ.get("CI")


def _progress() -> Progress:
    if not _is_interactive():
        return lambda stage, count: None

    def show(stage: str, count: int) -> None:
        sys.stderr.write(f"\r\033[K{stage}{f': {count:,}' if count else ''} …")
        sys.stderr.flush()

    return show


def _clear_progress() -> None:
    if _is_interactive():
        sys.stderr.write("\r\033[K")
