"""When what came into a collection: what is new since an edition of it went out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from newsdesk.model import Digest, Entry


@dataclass(frozen=True, slots=True)
class News:
    """The day of an edition, and the ids of the entries that came in later; no day where nothing did."""

    day: date | None
    ids: frozenset[str]


class Dated:
    """The part of a collection that tells what came in when."""

    entries: Sequence[Entry]
    digests: Mapping[str, Digest]

    @cached_property
    def news(self) -> News:
        """What came in since the last edition before the newest entry did."""
        return news_of(self.digests.values(), self.entries)

    def new_since(self, entry: str) -> date | None:
        """The day of the edition since which an entry is new, by its id; None where it is not."""
        return self.news.day if entry in self.news.ids else None


def news_of(digests: Iterable[Digest], entries: Sequence[Entry]) -> News:
    """What came in since the last edition before the newest entry did.

    An edition that takes in the newest entries leaves them new until others come: readers look between editions.
    """
    newest = max((entry.added for entry in entries), default=None)
    days = {edition.date for digest in digests for edition in digest.editions}
    day = max((one for one in days if newest and one < newest), default=None)
    return News(day, frozenset(entry.id for entry in entries if day and entry.added > day))
