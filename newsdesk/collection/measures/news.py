"""What came into a collection when, and what of it is new since an edition went out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from newsdesk.collection.measures.happened import Happening, happenings
from newsdesk.model import Digest, DigestStatus, Entry, Outlet, Person, Place, Story
from newsdesk.model.corrected import AnyRecord, Corrected, newest_corrections

T = TypeVar("T")
# Of a story that changes for years the states of the last editions are kept.
DAYS = 12


@dataclass(frozen=True, slots=True)
class News:
    """The day of an edition, and the ids of the entries that came in later; no day where nothing did."""

    day: date | None
    ids: frozenset[str]


class Dated:
    """The part of a collection that tells what came in when."""

    entries: Sequence[Entry]
    digests: Mapping[str, Digest]
    stories: Mapping[str, Story]
    by_story: Mapping[str, Sequence[Entry]]
    outlets: Mapping[str, Outlet]
    people: Mapping[str, Person]
    places: Mapping[str, Place]
    said: Mapping[str, Mapping[str, tuple[str, bool]]]

    @cached_property
    def corrections(self) -> Sequence[Corrected]:
        """Every correction of what is published, with its record, newest first; of one day those of entries first."""
        digests = (d for d in self._corrected("digests", self.digests) if d.status is DigestStatus.PUBLISHED)
        people = (person for person in self._corrected("people", self.people) if person.public)
        groups: dict[str, Iterable[AnyRecord]] = {
            "entries": self.entries, "digests": digests, "stories": self._corrected("stories", self.stories),
            "outlets": self._corrected("outlets", self.outlets), "people": people,
            "places": self._corrected("places", self.places),
        }  # fmt: skip
        return newest_corrections(groups)

    def _corrected(self, kind: str, records: Mapping[str, T]) -> Iterator[T]:
        """The records that are corrected, and those of which that is not known: others may not be made yet."""
        said = self.said.get(kind, {})
        return (records[name] for name in records if name not in said or said[name][1])

    @cached_property
    def news(self) -> News:
        """What came in since the last edition before the newest entry did."""
        return news_of(self.digests.values(), self.entries)

    def new_since(self, entry: str) -> date | None:
        """The day of the edition since which an entry is new, by its id; None where it is not."""
        return self.news.day if entry in self.news.ids else None

    def story_days(self, name: str) -> tuple[date, ...]:
        """The days on which editions with entries of a story went out, since which it has changed, the newest first."""
        story, entries = self.stories[name], self.by_story[name]
        changed = max([entry.updated for entry in entries] + [one.date for one in story.corrections], default=date.min)
        days = {
            edition.date
            for entry in entries
            for edition in self.digests[entry.week].editions
            if entry.added <= edition.date < changed
        }
        return tuple(sorted(days, reverse=True)[:DAYS])

    @cached_property
    def happened(self) -> Sequence[Happening]:
        """Whatever happened to the collection, the newest first."""
        return happenings(self.digests.values(), self.entries, self.stories.values(), self.corrections)

    @cached_property
    def happened_on(self) -> Mapping[str, Sequence[Happening]]:
        """The same by day, as ISO writes it, the newest first."""
        return {day: tuple(found) for day, found in groupby(self.happened, lambda one: one.day.isoformat())}


def news_of(digests: Iterable[Digest], entries: Sequence[Entry]) -> News:
    """What came in since the last edition before the newest entry did.

    An edition that takes in the newest entries leaves them new until others come: readers look between editions.
    """
    newest = max((entry.added for entry in entries), default=None)
    days = {edition.date for digest in digests for edition in digest.editions}
    day = max((one for one in days if newest and one < newest), default=None)
    return News(day, frozenset(entry.id for entry in entries if day and entry.added > day))
