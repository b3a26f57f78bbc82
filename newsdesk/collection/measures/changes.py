"""Pages that no longer have what is cited of them, or are not there any more, with the records that cite them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsdesk.collection import Collection
from newsdesk.model import Record
from newsdesk.model.looks import Look, LookState, Missing


@dataclass(frozen=True, slots=True)
class Change:
    """A page that no longer has what a record cites of it, or is not there for readers any more."""

    key: str
    look: Look
    group: str
    """The kind of the record, as `Collection` calls its group; entries are `entries`."""
    name: str
    since: date
    missing: tuple[Missing, ...] = ()


def changes(collection: Collection) -> Iterator[Change]:
    """Every such page with each record that cites it, the newest first."""
    yield from collection.once(("changes of pages",), lambda: tuple(_found(collection)))


def _found(collection: Collection) -> list[Change]:
    found = []
    for key, look in collection.looks.items():
        names = dict.fromkeys(one.record for one in look.missing)
        for record in (*names, *(one for one in look.records if one not in names)):
            group, name = of_record(record)
            held = collection.by_id if group == "entries" else getattr(collection, group)
            owner = held.get(name)
            if owner is None or not getattr(owner, "public", True) or getattr(owner, "withdrawn", None):
                continue
            missing = tuple(missing_of(look, record, owner))
            if missing or (look.state is LookState.GONE and record in look.records):
                since = max((one.since for one in missing), default=look.since)
                found.append(Change(key, look, group, name, since, missing))
    return sorted(found, key=lambda one: (-one.since.toordinal(), one.group, one.name, one.key))


def of_record(record: str) -> tuple[str, str]:
    """The group of a record, as `Collection` calls it, and its id or week, from its name in the file of looks."""
    group, slash, name = record.partition("/")
    return (group, name) if slash else ("entries", record)


def missing_of(look: Look, record: str, owner: Record) -> Iterator[Missing]:
    """What a record still says, and a page no longer has; `record` names the owner as the file of looks does."""
    for one in look.missing:
        # Imported here: few pages lack anything, and it comes with all that compares texts.
        from newsdesk.evidence.standing.said import still_says

        if one.record == record and still_says(owner, one):
            yield one
