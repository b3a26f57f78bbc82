"""What is done with candidates: a step comes in, a line of the journal goes out, and what to tell."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from newsdesk.model.candidates import Candidate, State
from newsdesk.problems import Refusal, did_you_mean
from newsdesk.store.inbox.journal import Journal

Reasons = Mapping[str, str]
"""Why an article may be left out: words by id."""


def written_time(now: datetime) -> str:
    """A time in UTC, as the journal has it."""
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def take(journal: Journal, candidate: Candidate, entry: str, week: str, now: datetime) -> None:
    """It has an entry, in the folder of that week."""
    _step(journal, candidate, State.TAKEN, now, entry=entry, week=week)


def later(journal: Journal, candidate: Candidate, now: datetime) -> None:
    """It is put off; Refusal where it was taken."""
    _refuse_taken(candidate)
    _step(journal, candidate, State.LATER, now)


def leave(journal: Journal, candidate: Candidate, why: str, reasons: Reasons, now: datetime) -> None:
    """It is left out; Refusal where it was taken, or for a reason that nobody knows."""
    _refuse_taken(candidate)
    if why not in reasons:
        hint = did_you_mean(why, reasons, f"Name one of: {', '.join(reasons)}.")
        raise Refusal(f'"{why}" is no reason. {hint}')
    _step(journal, candidate, State.LEFT, now, why=why)


def undo(journal: Journal, candidate: Candidate, now: datetime) -> State | None:
    """Its last step did not happen; returns what it is now. The draft of a taken one stays where it is.

    Where there was none, and somebody has said that it is no copy, it is one again: None.
    """
    if not candidate.steps and candidate.id not in journal.read().parted:
        raise Refusal(f"{candidate.id} is new: there is nothing to undo.")
    journal.write([{"do": "undo", "at": written_time(now), "id": candidate.id}])
    now_known = journal.read().candidates.get(candidate.id)
    return now_known.state if now_known else None


def apart(journal: Journal, name: str, now: datetime) -> Candidate:
    """What was held for a copy of another is an article of its own; Refusal where it is no copy."""
    id, _ = journal.read().copy_of(name)
    journal.write([{"do": "apart", "at": written_time(now), "id": id}])
    return journal.read().of(id)


def _refuse_taken(candidate: Candidate) -> None:
    if candidate.state is State.TAKEN and candidate.step:
        raise Refusal(
            f"{candidate.id} is taken: its entry is {candidate.step.entry}. Take that back first: inbox undo"
            f" {candidate.id}"
        )


def _step(journal: Journal, candidate: Candidate, state: State, now: datetime, **more: Any) -> None:
    journal.write([{"do": str(state), "at": written_time(now), "id": candidate.id, **more}])
    journal.read()
