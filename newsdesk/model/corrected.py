"""Corrections with what they correct, of whatever kind that is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from newsdesk.model.corrections import Correction
from newsdesk.model.digest import Digest
from newsdesk.model.entry import Entry
from newsdesk.model.register import Outlet, Person, Place, Story

AnyRecord = Entry | Digest | Story | Outlet | Person | Place


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction with the record that it corrects: of `entries`, `digests` or the register `kind`."""

    kind: str
    record: AnyRecord
    correction: Correction
    number: int
    """1 for the first correction of its record on its day, and so on."""

    @property
    def name(self) -> str:
        """The id of the record, the week of a digest."""
        return self.record.week if isinstance(self.record, Digest) else self.record.id


def newest_corrections(groups: Mapping[str, Iterable[AnyRecord]]) -> tuple[Corrected, ...]:
    """Every correction of the records, by kind, newest first; those of one day in the order of the kinds."""
    found = [made for kind, records in groups.items() for record in records for made in _of(kind, record)]
    return tuple(sorted(found, key=lambda made: made.correction.date, reverse=True))


def _of(kind: str, record: AnyRecord) -> Iterator[Corrected]:
    """The corrections of a record, the last one first."""
    days: Counter[date] = Counter()
    found = []
    for correction in record.corrections:
        days[correction.date] += 1
        found.append(Corrected(kind, record, correction, days[correction.date]))
    return reversed(found)
