"""What an entry says of its article, for lists of thousands: what it knows by heart comes in, no record is made."""

from typing import NamedTuple

from newsdesk.model.little import Little, taken_apart


class Glance(NamedTuple):
    """What lists of articles ask of an entry, with no record made of it."""

    title: str
    addresses: list[str]
    """Those of its article and of its other language versions."""
    outlet: str
    language: str
    published: str
    stories: list[str]
    people: list[str]
    sources: int
    text: str
    """The digest of the text of its article; "" without a fingerprint."""
    is_withdrawn: bool


def at_a_glance(little: Little) -> Glance:
    """What an entry that knows this by heart says of its article."""
    known = taken_apart(little)
    outlet, language, published, url, _, _, stories, _, _, _, _, versions, sources, evidence, *rest = known
    addresses = [one for one in (url, *(address for _, _, address in versions)) if one]
    people = [who for who, *_ in sources if who]
    text = evidence[1] if evidence else ""
    return Glance(rest[7], addresses, outlet, language, published, stories, people, len(sources), text, rest[1] > 1)
