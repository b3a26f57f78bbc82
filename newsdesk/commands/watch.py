"""`watch`: looks again at articles and pages that are cited, and says what of ours no longer stands there."""

import argparse
import email.utils
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newsdesk import __version__
from newsdesk.build import Project
from newsdesk.collection.cited import CitedPage, CitedPages, cited_pages
from newsdesk.commands import FINE, PROBLEMS, count, print_json, read_collection, today, week_argument, where
from newsdesk.model.looks import Look, LookReason, LookState
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.captured.texts import Captures
from newsdesk.store.looks import write_looks
from newsdesk.store.looks.journal import Journal, newest

if TYPE_CHECKING:
    from newsdesk.intake.reach import Guard
    from newsdesk.intake.watching.reading import Reader
    from newsdesk.intake.watching.rounds import Answered, Pace
    from newsdesk.intake.watching.verdicts import Found

HELP = "look again at articles and cited pages, and say what of ours has changed there"
# From so many hosts on that all do not answer, it is our own network that is missing.
_OFFLINE = 5
_SAID = {
    LookState.SAME: "the same",
    LookState.CHANGED: "changed",
    LookState.GONE: "gone",
    LookState.WALLED: "behind a wall",
    LookState.REFUSED: "refused",
    LookState.UNREACHABLE: "not reached",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    parser.add_argument("--week", metavar="WEEK", type=week_argument, help="only what this week cites")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print: text or json")
    parser.add_argument(
        "--pause", metavar="SECONDS", type=_seconds, default=None, help="between two requests to one host; default 2"
    )


def _seconds(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (number := float(text)) <= 3600:
            return number
    raise argparse.ArgumentTypeError(f"{text} is no number of seconds: write 0 to 3600")


def run(project: Project, options: argparse.Namespace, guard: "Guard | None" = None) -> int:
    """Look at every page that nobody has looked at today, and write `watch.yaml`; returns the exit code."""
    # Imported here: every other command does without the network and its libraries.
    from newsdesk.intake.capture import need_extra

    need_extra()
    collection = read_collection(project, "Nothing was looked at")
    if collection is None:
        return PROBLEMS
    if options.week and options.week not in collection.digests:
        raise UsageError(f"There is no week {options.week} in this collection.")
    texts = Captures(project.captures)
    cited = cited_pages(collection, options.week, texts)
    every = cited if options.week is None else cited_pages(collection)
    journal = Journal(project.cache)
    run = _Run(cited, newest(collection.looks, journal.read()), journal, today(), options.pause, collection.may_link)
    site = collection.settings.site_url
    try:
        run.look(site, guard)
    finally:
        kept = {key: look for key, look in run.known.items() if key in every.pages}
        if not run.is_offline:
            write_looks(project.digests, kept) if kept or collection.looks else None
            journal.clear()
    if run.is_offline:
        raise Refusal("No site could be reached: is there a network? Nothing was written.")
    _print(run, options.format)
    return FINE


@dataclass(slots=True)
class _Run:
    """One run of the command."""

    cited: CitedPages
    known: dict[str, Look]
    journal: Journal
    day: date
    pause: float | None
    may_link: Callable[[str], bool]
    """The policy on designations, for what a page leads to."""
    found: "dict[str, Found]" = field(default_factory=dict)
    is_offline: bool = False

    @property
    def open(self) -> list[CitedPage]:
        """The pages that nobody has looked at today, those first that were looked at longest ago."""

        def is_answered(page: CitedPage) -> bool:
            look = self.known.get(page.key)
            return look is not None and look.looked >= self.day and look.state is not LookState.UNREACHABLE

        def order(page: CitedPage) -> tuple[date, str]:
            look = self.known.get(page.key)
            return (look.looked if look else date.min, page.key)

        return sorted((page for page in self.cited.pages.values() if not is_answered(page)), key=order)

    def look(self, site: str | None, guard: "Guard | None") -> None:
        """Ask for them, and keep what comes as it comes."""
        from newsdesk.intake.fetch import user_agent
        from newsdesk.intake.watching.reading import Reader
        from newsdesk.intake.watching.rounds import PAUSE, Pace, ask_all

        pages = {page.key: page for page in self.open}
        pause = PAUSE if self.pause is None else self.pause
        agent = user_agent(__version__, site, "looks again at pages that it cites")
        asked = [(urlsplit(page.address).hostname or "", key) for key, page in pages.items()]
        stop, pace = threading.Event(), Pace(pause, allows=self.may_link)
        silent: set[str] = set()
        with Reader(self.day) as reader:
            visit = _Visit(agent, guard, pace, reader, pages, self.known)
            for key, found in ask_all(asked, visit, pause, stop):
                self.found[key] = found
                self.keep(pages[key], found)
                silent.add(urlsplit(pages[key].address).hostname or "")
                if any(one.why is not LookReason.NETWORK for one in self.found.values()):
                    silent.clear()
                elif len(silent) >= _OFFLINE:
                    stop.set()
        reasons = {found.why for found in self.found.values()}
        self.is_offline = reasons == {LookReason.NETWORK}

    def keep(self, page: CitedPage, found: "Found") -> None:
        """Note what was found."""
        from newsdesk.intake.watching.verdicts import look_after

        look = look_after(self.known.get(page.key), found, page, self.day)
        if look is not None:
            self.known[page.key] = look
            if found.why is not LookReason.NETWORK:
                self.journal.add(page.key, look)


@dataclass(frozen=True, slots=True)
class _Visit:
    """A look at one page, by its key."""

    agent: str
    guard: "Guard | None"
    pace: "Pace"
    reader: "Reader"
    pages: Mapping[str, CitedPage]
    known: Mapping[str, Look]

    def __call__(self, key: str) -> "Answered[Found]":
        from newsdesk.intake.fetch import fetch
        from newsdesk.intake.fetched import Unfetched
        from newsdesk.intake.watching.rounds import Answered
        from newsdesk.intake.watching.verdicts import Found, found_instead, found_on

        page, look = self.pages[key], self.known.get(key)
        try:
            got = fetch(page.address, self.agent, self.guard, self.pace.manners)
        except Refusal as refusal:
            answer = refusal.answer if isinstance(refusal, Unfetched) else None
            shown = None
            if answer and answer.status >= 400:
                with suppress(Refusal):
                    shown = self.reader.read(answer.body, "html", answer.charset, answer.address)
            found = found_instead(refusal, shown)
            wait = _wait(answer.header("retry-after")) if answer and found.why is LookReason.BUSY else None
            return Answered(found, found.state is LookState.UNREACHABLE, wait)
        from newsdesk.intake.capture import kind_of

        kind = kind_of(got.body, got.header("content-type"))
        try:
            if kind is None:
                raise Refusal("It is no page, text or PDF.")
            shown = self.reader.read(got.body, kind, got.charset, got.address)
        except Refusal:
            return Answered(Found(LookState.UNREACHABLE, LookReason.UNREADABLE))
        stood = frozenset(look.stood if look else ())
        return Answered(found_on(page.address, got, shown, page.wanted, page.recorded, stood))


def _wait(text: str) -> float:
    """How long a host asks to wait, in seconds; 0 where it does not say."""
    if text.strip().isdecimal():
        return float(text)
    with suppress(ValueError, TypeError):
        return max(0.0, (email.utils.parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    return 0.0


def _print(run: _Run, form: str) -> None:
    rows = list(_rows(run))
    said = {str(state): text for state, text in _SAID.items()}
    if form == "json":
        print_json(json.dumps({"pages": rows}, ensure_ascii=False, indent=2) + "\n")
        return
    for row in rows:
        if row["state"] in (LookState.SAME, LookState.UNREACHABLE) or not row["looked"]:
            continue
        print(f"{row['address']}: {said[row['state']]}{_why(row['why'])}")
        for lack in row["missing"]:
            near = f' Nearest: "{lack["nearest"]}".' if lack["nearest"] else ""
            print(
                f'  {lack["record"]}, {lack["at"]}: the {lack["what"]} "{lack["text"]}" no longer stands there.{near}'
            )
    states = Counter(found.state for found in run.found.values())
    told = ", ".join(f"{states[state]:,} {said}" for state, said in _SAID.items() if states[state])
    before = len(run.cited.pages) - len(run.found)
    print(f"Looked at {count(len(run.found), 'page', 'pages')}{f': {told}' if told else ''}.")
    if before:
        print(f"Not asked: {count(before, 'page', 'pages')}, which answered today already or whose host does not.")
    if run.cited.forbidden:
        left = count(len(run.cited.forbidden), "page", "pages")
        print(f"Left alone by the policy on designations: {left}.")


def _why(why: str | None) -> str:
    meaning = next((reason.meaning for reason in LookReason if reason == why), "")
    return f" ({meaning.rstrip('.')})" if meaning else ""


def _rows(run: _Run) -> Iterator[dict[str, Any]]:
    for key in sorted(run.cited.pages):
        look, page = run.known.get(key), run.cited.pages[key]
        if look is None:
            continue
        near = {one.words: text for one, text in run.found[key].missing} if key in run.found else {}
        said = {one.words: one.text for one in page.wanted}
        yield {
            "address": page.address,
            "looked": look.looked.isoformat() if key in run.found else None,
            "state": str(look.state),
            "why": str(look.why) if look.why else None,
            "since": look.since.isoformat(),
            "seen": look.seen.isoformat() if look.seen else None,
            "missing": _lacks(look, said, near),
        }


def _lacks(look: Look, said: Mapping[str, str], near: Mapping[str, str]) -> Sequence[dict[str, Any]]:
    return [
        {
            "record": one.record,
            "at": one.at,
            "what": str(one.what),
            "text": said.get(one.words, ""),
            "nearest": near.get(one.words, ""),
            "since": one.since.isoformat(),
            "seen": one.seen.isoformat() if one.seen else None,
        }
        for one in look.missing
    ]
