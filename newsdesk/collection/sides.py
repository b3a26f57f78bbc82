"""For whom a source speaks: a country, or a body that is none, as the entry or the registers say."""

from newsdesk.collection import Collection
from newsdesk.model import Source


def side_of(collection: Collection, source: Source) -> str | None:
    """The side of a source, a country or the id of a body; None where neither entry nor register tells.

    What the entry says goes before what the record of the source says, and its `side` before its country.
    """
    return source.side or side_of_record(collection, source.who)


def side_of_record(collection: Collection, who: str | None) -> str | None:
    """The side of somebody in the registers, by id; None where there is none, or it is not told."""
    if who is None:
        return None
    if person := collection.people.get(who):
        return person.side or person.country
    outlet = collection.outlets.get(who)
    return outlet.country.value if outlet else None
