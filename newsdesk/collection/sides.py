"""For whom a source speaks: a country, or a body that is none, as the entry or the registers say."""

from newsdesk.collection import Collection
from newsdesk.model import Account, Source


def side_of(collection: Collection, said: Source | Account) -> str | None:
    """The side of a source or of whoever gives an account, a country or the id of a body; None where nothing tells.

    What the entry or story says goes before what the record of `who` says, and its `side` before its country.
    """
    return said.side or side_of_record(collection, said.who)


def side_of_record(collection: Collection, who: str | None) -> str | None:
    """The side of somebody in the registers, by id; None where there is none, or it is not told."""
    if who is None:
        return None
    if person := collection.people.get(who):
        return person.side or person.country
    outlet = collection.outlets.get(who)
    return outlet.country.value if outlet else None
