"""What was looked at for a week, counted: candidates and entries come in, the field `screened` of a digest goes out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsdesk.build.inbox.around import Around
from newsdesk.build.inbox.listing import Row, Wanted, rows
from newsdesk.build.inbox.reasons import Why
from newsdesk.interface import Words
from newsdesk.model.candidates import Candidate, State


@dataclass(slots=True)
class Log:
    """The week of an inbox in figures: an article and its copies count once, in the week that it was published in."""

    articles: int = 0
    """Looked at: taken, left out or put off, and those that have an entry and never were in the inbox."""
    taken: int = 0
    decided: int = 0
    """Of `articles` those that were in the inbox."""
    copies: int = 0
    """Of those that were looked at."""
    later: int = 0
    new: int = 0
    """That nobody looked at: they are no part of `articles`."""
    outlets: int = 0
    """From which those came that were looked at, copies included."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How many for each reason, by its id."""

    @property
    def is_empty(self) -> bool:
        """Whether the inbox has nothing to say of the week."""
        return not self.decided


def log_of(week: str, candidates: Iterable[Candidate], around: Around) -> Log:
    """The figures of a week."""
    log, outlets, entered = Log(), set[str](), set[str]()
    for row in rows(candidates, around, Wanted(week=week)):
        if row.state is State.NEW:
            log.new += 1
            continue
        _count(log, row, entered)
        outlets |= {around.outlet_key(item) for item in row.candidate.items}
    for id, outlet in around.of_week(week):
        if id not in entered:
            log.articles += 1
            log.taken += 1
            outlets.add(outlet)
    log.outlets = len(outlets - {""})
    return log


def _count(log: Log, row: Row, entered: set[str]) -> None:
    log.articles += 1
    log.decided += 1
    log.copies += len(row.candidate.copies)
    step = row.candidate.step
    if row.state is State.TAKEN:
        log.taken += 1
        entered.add(step.entry if step else row.known.id if row.known else "")
    elif row.state is State.LEFT and step:
        log.left_out[step.why] += 1
    else:
        log.later += 1


def screened(log: Log, whys: Mapping[str, Why], words: Words) -> dict[str, Any]:
    """The field `screened` of a digest, as plain data in the order of its fields."""
    left = [
        {"articles": count, "why": whys[id].words if id in whys else id} for id, count in log.left_out.most_common()
    ]
    found: dict[str, Any] = {"articles": log.articles}
    found |= {"outlets": log.outlets} if log.outlets else {}
    found |= {"left_out": left} if left else {}
    return {**found, "note": note(log, words)}


def note(log: Log, words: Words) -> str:
    """How it was counted, in sentences."""
    said = [words("Counted by the inbox: an article and its copies count as one.")]
    if log.copies:
        said.append(
            words.ngettext(
                "{number} copy stood in other places.", "{number} copies stood in other places.", log.copies
            ).format(number=log.copies)
        )
    if log.later:
        said.append(
            words.ngettext("{number} was put off.", "{number} were put off.", log.later).format(number=log.later)
        )
    if log.new:
        text = words.ngettext(
            "{number} more came in and was not looked at.", "{number} more came in and were not looked at.", log.new
        )
        said.append(text.format(number=log.new))
    return " ".join(said)
