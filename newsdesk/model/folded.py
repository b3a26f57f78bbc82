"""Entries that know at once the few fields by which lists are sorted, and the rest of what they know by heart later.

Most entries of an archive are put into groups by each build, and asked for nothing else.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from newsdesk.model.edtf import Edtf
from newsdesk.model.entry import Entry
from newsdesk.model.little import Little, alike, day_of, fields_of, same, taken_apart
from newsdesk.model.record import known_by_heart
from newsdesk.model.tables import FOLDED, UNFOLDED
from newsdesk.model.terms import Cited

Cites = tuple[int, str | None, str | None, bool]
"""Of a source that names somebody registered: its place, who it is, by way of whom, and whether that is more than a
mention."""
Folded = tuple[Little, list[Any], Sequence[Cites]]
"""What an entry knows by heart, with those values of it that `_AT_ONCE` names, and its sources, as JSON can keep it."""
# Where they stand among what it knows by heart.
_AT_ONCE = itemgetter(0, 1, 2, 5, 6, 7, 8, 9, 10, 15, 18)
_MENTIONED = str(Cited.MENTIONED)


def folded_of(little: Little) -> Folded:
    """What an entry knows by heart, with what of that it is sorted by; `folded_entry` takes it apart."""
    known = taken_apart(little)
    sources = ((at, who, via, cited) for at, (who, _, _, cited, via, *_) in enumerate(known[12]) if who or via)
    return little, list(_AT_ONCE(known)), [(at, who, via, cited != _MENTIONED) for at, who, via, cited in sources]


def folded_entry(name: str, week: str, folded: Folded, make: Callable[[], Entry]) -> Entry:
    """An entry that knows what `folded` says; `make` makes all of it from its file."""
    little, at_once, cites = folded
    (
        outlet, language, published, added, stories, topics, countries, original, syndicated, is_corrected, has_replies
    ) = at_once  # fmt: skip
    known: dict[str, Any] = {
        "id": name,
        "week": same(week),
        "outlet": outlet,
        "published": Edtf.of(published),
        "language": language,
        "added": day_of(added),
        "stories": alike(stories),
        "topics": alike(topics),
        "countries": alike(countries),
        "translation_of": original,
        "syndicated_from": syndicated,
        FOLDED: (little, cites),
    }
    if not is_corrected:
        known["corrections"] = ()
    if not has_replies:
        known["replies"] = ()
    return known_by_heart(Entry.__new__(Entry), known, make)


def cites_in(entry: Entry) -> Sequence[Cites]:
    """The sources of an entry that name somebody registered; no source is made for that."""
    if (folded := entry.__dict__.get(FOLDED)) is not None:
        found: Sequence[Cites] = folded[1]
        return found
    return [
        (at, one.who, one.via, one.cited is not Cited.MENTIONED)
        for at, one in enumerate(entry.sources)
        if one.who or one.via
    ]


UNFOLDED[FOLDED] = lambda entry, folded: fields_of(entry, folded[0])
