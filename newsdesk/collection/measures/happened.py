"""Whatever happened to a collection, by day: editions, entries, corrections, withdrawals, replies and accounts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from newsdesk.model import CorrectionKind, Digest, Entry, Story
from newsdesk.model.corrected import Corrected


class Kind(StrEnum):
    """What happened, in the order in which a page tells it: first what is contested or no longer stands."""

    ACCOUNT = "account"
    STORY = "story"
    """A correction of a story, which holds the contested questions."""
    WITHDRAWN = "withdrawn"
    REPLY = "reply"
    EDITION = "edition"
    ENTRY = "entry"
    CORRECTED = "corrected"
    """A correction of anything else."""


class Happening(NamedTuple):
    """What happened on a day to one record: of `entries`, `digests` or a register, by its id or week."""

    day: date
    kind: Kind
    group: str
    name: str
    times: int
    """How often on that day; of an edition its number."""


def happenings(
    digests: Iterable[Digest], entries: Sequence[Entry], stories: Iterable[Story], corrections: Iterable[Corrected]
) -> tuple[Happening, ...]:
    """All of it, newest day first; of one day in the order of the kinds.

    Entries of one day stand as in `entries`, the newest first, so that one more of them comes in above the others and
    moves none of them to another page.
    """
    by_id = {entry.id: entry for entry in entries}
    place = {entry.id: at for at, entry in enumerate(entries)}
    found = [
        *_editions(digests),
        *(Happening(entry.added, Kind.ENTRY, "entries", entry.id, 1) for entry in entries),
        *_accounts(stories, by_id),
        *_corrections(corrections),
        *_replies(entries),
    ]
    order = {kind: at for at, kind in enumerate(Kind)}

    def ranked(one: Happening) -> tuple[int, int, str, int, str, int]:
        at = place.get(one.name, 0) if one.group == "entries" else 0
        return -one.day.toordinal(), order[one.kind], one.group, at, one.name, one.times

    return tuple(sorted(found, key=ranked))


def _editions(digests: Iterable[Digest]) -> Iterator[Happening]:
    for digest in digests:
        for edition in digest.editions:
            yield Happening(edition.date, Kind.EDITION, "digests", digest.week, edition.number)


def _accounts(stories: Iterable[Story], by_id: Mapping[str, Entry]) -> Iterator[Happening]:
    """Accounts carry no day of their own: each came at the earliest with the first entry that gives it.

    Those that only other pages give are left out: nobody knows when they came.
    """
    counts: Counter[tuple[date, str]] = Counter()
    for story in stories:
        for dispute in story.disputed:
            for account in dispute.accounts:
                named = (story.references[ref].entry or "" for ref in account.refs if ref in story.references)
                days = [by_id[name].added for name in named if name in by_id]
                if days:
                    counts[min(days), story.id] += 1
    return (Happening(day, Kind.ACCOUNT, "stories", name, count) for (day, name), count in counts.items())


def _corrections(corrections: Iterable[Corrected]) -> Iterator[Happening]:
    counts: Counter[tuple[date, Kind, str, str]] = Counter()
    for made in corrections:
        kind = Kind.STORY if made.kind == "stories" else Kind.CORRECTED
        if made.correction.kind is CorrectionKind.WITHDRAWN:
            kind = Kind.WITHDRAWN
        counts[made.correction.date, kind, made.kind, made.name] += 1
    return (Happening(*key, count) for key, count in counts.items())


def _replies(entries: Iterable[Entry]) -> Iterator[Happening]:
    counts = Counter((reply.date, entry.id) for entry in entries for reply in entry.replies)
    return (Happening(day, Kind.REPLY, "entries", name, count) for (day, name), count in counts.items())
