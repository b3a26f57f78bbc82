"""The list of candidates: a journal and what a collection knows come in, rows go out, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from newsdesk.build.inbox.around import Around, Known
from newsdesk.intake.inbox.stories import Suggestion
from newsdesk.model.candidates import Candidate, State
from newsdesk.model.codes import week_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which candidates to list: all that are so; None and "" leave it open."""

    state: State | None = None
    week: str = ""
    text: str = ""
    """What stands in the title, the first words, the outlet or the address."""


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate beside the entry that it has, or may have."""

    candidate: Candidate
    known: Known | None
    """The entry about its address."""

    @property
    def state(self) -> State:
        """What was made of it: an article that has an entry is taken, by whatever way it came there."""
        is_entered = self.known is not None and self.known.kind != "withdrawn"
        return State.TAKEN if is_entered and not self.candidate.steps else self.candidate.state

    @property
    def week(self) -> str:
        """The week that it counts in."""
        if not self.candidate.steps and self.known and self.known.kind != "withdrawn":
            return self.known.week
        return self.candidate.week


def rows(candidates: Iterable[Candidate], around: Around, wanted: Wanted | None = None) -> list[Row]:
    """The candidates that are wanted, the newest day first, each as they came in; those without a day come last."""
    known = around.known
    found = [Row(one, known.get(one.item.key) if not one.copies else around.entry_of(one.items)) for one in candidates]
    # Of one day as they came in, whatever the clock said: how fast they were added changes no order.
    return only(sorted(found, key=_day, reverse=True), around, wanted or Wanted())


def only(found: Iterable[Row], around: Around, wanted: Wanted) -> list[Row]:
    """Those of some rows that are wanted, in the same order."""
    sought = wanted.text.casefold().split()
    return [
        row
        for row in found
        if (wanted.state is None or row.state is wanted.state)
        and (not wanted.week or row.week == wanted.week)
        and (not sought or _has(row, sought, around))
    ]


def _day(row: Row) -> str:
    return row.candidate.item.date[:10]


def _has(row: Row, sought: Iterable[str], around: Around) -> bool:
    items = row.candidate.items
    text = " ".join(f"{one.title} {one.lead} {one.key} {around.outlet_name(one)}" for one in items).casefold()
    return all(word in text for word in sought)


def counts(found: Iterable[Row]) -> dict[State, int]:
    """How many rows there are of each state."""
    counted = dict.fromkeys(State, 0)
    for row in found:
        counted[row.state] += 1
    return counted


def as_data(row: Row, around: Around) -> dict[str, Any]:
    """All that is to be shown of a candidate, as plain data: what is not known is null."""
    item, step = row.candidate.item, row.candidate.step
    story = around.story_of(item)
    return {
        "id": item.id,
        "title": item.title or None,
        "url": item.url or None,
        "outlet": around.outlet_of(item.host) or None,
        "outlet_name": around.outlet_name(item) or None,
        "published": item.date or None,
        "language": item.language or None,
        "language_certainty": item.certainty if item.language else None,
        "lead": item.lead or None,
        "origins": list(dict.fromkeys([item.origin, *row.candidate.origins])),
        "copies": [
            {
                "id": one.id,
                "title": one.title or None,
                "url": one.url or None,
                "outlet_name": around.outlet_name(one) or None,
                "published": one.date or None,
                "why": one.why,
            }
            for one in row.candidate.copies
        ],
        "outlets": len({around.outlet_key(one) for one in row.candidate.items} - {""}),
        "entry": {"id": row.known.id, "week": row.known.week, "kind": row.known.kind} if row.known else None,
        "alike": [{"entry": entry, "share": share} for entry, share in item.alike],
        "story": {
            "id": story.story,
            "title": around.story_title(story.story),
            "names": [around.name(one) for one in story.names],
            "days": story.days,
        }
        if story
        else None,
        "state": str(row.state),
        "why": (step.why if step else "") or None,
        "week": row.week,
        "saved": bool(item.page),
    }


def evidence(story: Suggestion, around: Around) -> str:
    """What speaks for a story, such as `Ada Quill, Lanternmoor, within 2 days`."""
    names = [around.name(one) for one in story.names[:3]]
    days = {None: "day unknown", 0: "the same day", 1: "within 1 day"}.get(story.days, f"within {story.days} days")
    return ", ".join([*names, days])


def weeks(found: Iterable[Row], today: date) -> list[str]:
    """The weeks that rows count in, the newest first, this week among them."""
    return sorted({week_of(today), *(row.week for row in found)}, reverse=True)
