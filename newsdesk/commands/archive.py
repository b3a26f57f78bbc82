"""`archive`: asks the Wayback Machine for copies of articles and of what is cited, and writes them beside them."""

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

from newsdesk import __version__
from newsdesk.build import Project
from newsdesk.collection import Collection
from newsdesk.commands import FINE, PROBLEMS, count, read_collection, today, week_argument, where
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.intake.fetch import user_agent
from newsdesk.intake.reach import Guard, hidden
from newsdesk.intake.wayback.answers import Copy, NotNow, TimeUp, Wanted, days_of
from newsdesk.intake.wayback.service import SERVICE, Wayback
from newsdesk.load import parse, read_ordinary, shown_path
from newsdesk.load.ordinary import limit_of
from newsdesk.model.archives import copied_on
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.copies.pages import AGAIN, Lacking, copies_of, lacking, lacking_in_draft
from newsdesk.store.copies.text import Kept, write_copy
from newsdesk.store.evidence_writing import find_entry

HELP = "find or make archived copies of articles and of what is cited"
# Where the service is, if not at its own address; empty: it is asked nothing.
_SERVICE = "NEWSDESK_WAYBACK"
# The keys of an account there, ACCESS:SECRET.
_KEYS = "NEWSDESK_WAYBACK_KEYS"
# How long a week that is being closed waits for copies, in seconds.
_HOLDS_UP = 120.0
# The service has kept copies since then.
_BEGINNING = date(1996, 1, 1)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("entry", metavar="ENTRY", nargs="*", help="an entry's id or file; default all that lack copies")
    parser.add_argument("--week", type=week_argument, metavar="WEEK", help="only this week and its digest")
    parser.add_argument(
        "--again", action="store_true", help=f"ask also for what was refused within the last {AGAIN.days} days"
    )
    parser.add_argument("--any-day", action="store_true", help="take copies however far from the day of reading")
    parser.add_argument("--seconds", type=_number, metavar="N", help="stop after so long; the rest is for the next run")


def _number(text: str) -> int:
    if not (text.isdecimal() and text.isascii() and 0 < int(text) <= 100_000):
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds: write 1 or more")
    return int(text)


def run(project: Project, options: argparse.Namespace) -> int:
    """Ask for copies and write them; returns the exit code."""
    if options.entry and options.week:
        raise UsageError("Name entries or a week, and not both.")
    named = [find_entry(project.digests, name) for name in options.entry]
    entries = [path.stem for path in named] or None
    collection = read_collection(project, "No copies were asked for")
    if collection is None:
        return PROBLEMS
    if options.week is not None and options.week not in collection.digests:
        raise UsageError(f"There is no week {options.week}.")
    if not (service := _service()):
        raise Refusal(f"No archive is asked: {_SERVICE} is empty.")
    pages = list(lacking(collection, today(), entries=entries, week=options.week, again=options.again))
    finished = {entry.id for entry in collection.entries}
    for path in named:
        if path.stem not in finished:
            pages += _of_draft(collection, path, again=options.again)
    asking = Archiving(project, today(), service, options.seconds, any_day=options.any_day)
    asking.ask(collection, pages)
    sys.stdout.write("".join(f"{line}\n" for line in asking.told()))
    return PROBLEMS if asking.stopped and not asking.is_over else FINE


def _of_draft(collection: Collection, path: Path, *, again: bool) -> list[Lacking]:
    """Pages of an entry that is not finished; nothing of one that cannot be read, which the check has told."""
    document = parse(path.name, read_ordinary(path, limit_of(path.name)))[0]
    inner = f"{path.parent.name}/{path.name}"
    return list(lacking_in_draft(collection, inner, document.data, today(), again=again)) if document else []


def while_publishing(project: Project, day: date) -> "Archiving | None":
    """What a week that is being closed asks for copies, for two minutes at most; None where no archive is asked."""
    service = _service()
    return Archiving(project, day, service, _HOLDS_UP) if service else None


def _service() -> str:
    named = os.environ.get(_SERVICE, SERVICE).strip()
    return named if "://" in named or not named else f"https://{named}"


@dataclass(slots=True)
class Archiving:
    """Asks for copies of pages, and writes each answer as soon as it comes: whoever ends it loses nothing."""

    project: Project
    day: date
    service: str
    seconds: float | None = None
    any_day: bool = False
    found: int = 0
    """Copies that were written."""
    refused: list[str] = field(default_factory=list)
    """Places that were refused one, each with the reason."""
    waiting: list[str] = field(default_factory=list)
    """Places of which the service said nothing now, or which could not be written."""
    stopped: str = ""
    """Why it was not asked for the rest."""
    is_over: bool = False
    """Whether that was for want of time."""
    left: int = 0
    """How many pages that are."""
    until: float | None = None

    def __call__(self, collection: Collection, week: str) -> bool:
        """Ask for what a week lacks before it goes out; whether anything was written. It never hinders the week."""
        pages = list(lacking(collection, self.day, week=week))
        written = self.found + len(self.refused)
        if pages and not self.stopped:
            self.ask(collection, pages)
            if said := " ".join(self._counts()):
                print(f"Archived copies: {said}", file=sys.stderr)
        return self.found + len(self.refused) > written

    def ask(self, collection: Collection, pages: Iterable[Lacking]) -> None:
        """Ask for all these pages, each address once."""
        if self.seconds is not None and self.until is None:
            self.until = time.monotonic() + self.seconds
        guard = Guard()
        asked = Guard() if self.service == SERVICE else Guard(allows=lambda address: True)
        agent = user_agent(__version__, collection.settings.root or None)
        keys = os.environ.get(_KEYS, "").strip()
        wayback = Wayback(self.day, agent, service=self.service, keys=keys, until=self.until, guard=asked)
        groups: dict[str, list[Lacking]] = {}
        for page in pages:
            groups.setdefault(_key(page.address), []).append(page)
        known: dict[str, list[Copy]] = {}
        for address, copy in copies_of(collection):
            if day := copied_on(copy):
                known.setdefault(_key(address), []).append(Copy(copy, day))
        total = len(groups)
        for number, (key, group) in enumerate(groups.items()):
            self._progress(number, total)
            try:
                self._page(wayback, guard, group, known.get(key, []))
            except NotNow as refusal:
                if refusal.stops:
                    self.stopped, self.left = str(refusal), total - number
                    self.is_over = isinstance(refusal, TimeUp)
                    break
                self._wait(group, str(refusal))
        self._progress(total, total)

    def _page(self, wayback: Wayback, guard: Guard, group: list[Lacking], known: list[Copy]) -> None:
        """Ask for one page, and write what comes into all places that cite it."""
        rest: dict[Wanted, list[Lacking]] = {}
        for page in group:
            wanted = self._wanted(page)
            if fitting := [copy for copy in known if wanted.takes(copy.day)]:
                best = min(fitting, key=lambda copy: abs(copy.day - wanted.near))
                self._write(page, Kept(best.address))
            else:
                rest.setdefault(wanted, []).append(page)
        if not rest:
            return
        if why := hidden(group[0].address, guard):
            self._wait([page for pages in rest.values() for page in pages], f"{why} No archive is told of it.")
            return
        for wanted, answer in wayback.ask(list(rest)):
            for page in rest[wanted]:
                if isinstance(answer, Copy):
                    self._write(page, Kept(answer.address))
                else:
                    self._write(page, Kept(on=self.day, why=answer.why[:300]))

    def _wanted(self, page: Lacking) -> Wanted:
        """The copy that is wanted of a page: of the days about its reading, or else after its publication."""
        read = page.read or self.day
        published = (page.published.first, page.published.last) if page.published else None
        days = days_of([read], published) or days_of([self.day], None)
        if self.any_day:
            days = ((_BEGINNING, self.day + timedelta(days=1)),)
        # Without the part that no server sees.
        return Wanted(page.address.partition("#")[0], days, read)

    def _write(self, page: Lacking, kept: Kept) -> None:
        try:
            path, root = self.project.digests / page.file, self.project.root
            written = write_copy(path, root, page.loc, page.address, kept, limit_of(page.file))
        except (Refusal, UsageError) as refusal:
            self.waiting.append(str(refusal))
            return
        except OSError as error:
            self.waiting.append(f"{error.filename or page.file} cannot be written: {error.strerror}.")
            return
        if kept.copy:
            self.found += written
        else:
            self.refused.append(f"{self._place(page)}: {kept.why}")

    def _wait(self, pages: Iterable[Lacking], why: str) -> None:
        self.waiting += [f"{self._place(page)}: {why}" for page in pages]

    def _place(self, page: Lacking) -> str:
        return f"{shown_path(self.project.digests, self.project.root)}/{page.place}"

    def _progress(self, number: int, total: int) -> None:
        if sys.stderr.isatty() and not os.environ.get("CI"):
            said = f"Archived copies: {number:,} of {count(total, 'page', 'pages')}" if number < total else ""
            sys.stderr.write(f"\r\x1b[K{said}")
            sys.stderr.flush()

    def told(self) -> Iterator[str]:
        """What has come of it, for people."""
        yield from self.refused
        yield from self.waiting
        yield " ".join(self._counts()) or "Nothing lacks a copy that could be asked for now."

    def _counts(self) -> Iterator[str]:
        if self.found or self.refused:
            copies = count(self.found, "copy", "copies")
            yield f"{copies} written" + (f", {len(self.refused):,} refused." if self.refused else ".")
        if self.waiting:
            yield f"{count(len(self.waiting), 'place has', 'places have')} no answer yet."
        if self.stopped:
            yield f"{count(self.left, 'page was', 'pages were')} not asked for: {self.stopped} Run archive later."


def _key(address: str) -> str:
    return unquote(address_key(address))
