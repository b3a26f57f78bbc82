"""Stories by week: how many entries each had, for whoever looks for where to go on."""

from collections import Counter
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.model import Story
from newsdesk.model.codes import week_days
from newsdesk.views.setting.dates import say_short

WEEKS, STORIES = 12, 10
"""As many as fit on a screen: the list of stories has all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A story in a week: `step` says how dark it is, from 1 to 4; 0 for none."""

    week: str
    count: int
    step: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The weeks, oldest first, each with its first day in short; and the stories, each with a cell for each week."""

    weeks: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Story, tuple[Cell, ...]], ...]
    others: int
    """How many more stories have entries in the collection."""


def strip(collection: Collection) -> Strip | None:
    """The stories of the last weeks that have a digest, those with most entries first; None of a single week."""
    weeks = [week for week in collection.digests if collection.by_week[week]][:WEEKS][::-1]
    counts = {
        week: Counter(name for entry in collection.by_week[week] if not entry.withdrawn for name in entry.stories)
        for week in weeks
    }
    totals = sum(counts.values(), Counter[str]())
    if len(weeks) < 2 or not totals:
        return None
    order = sorted(totals, key=lambda name: (-totals[name], name))[:STORIES]
    most = max(count for found in counts.values() for name, count in found.items() if name in order)
    rows = []
    for name in order:
        cells = [Cell(week, counts[week][name], -(-4 * counts[week][name] // most)) for week in weeks]
        rows.append((collection.stories[name], tuple(cells)))
    others = sum(map(bool, collection.by_story.values())) - len(rows)
    weeks_said = tuple((week, say_short(collection.words, week_days(week)[0])) for week in weeks)
    return Strip(weeks_said, tuple(rows), others)
