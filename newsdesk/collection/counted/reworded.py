"""What stands although some entries say something in other words: whatever rests on what entries know by heart.

Where all entries know by heart what they knew, and all other files are the same, no entry has come, gone, or gone to
another group. Then only what reads the rest of a changed entry may be something else.
"""

from collections.abc import Iterator, Mapping

from newsdesk.check.held import OTHERS
from newsdesk.collection import Collection, relays_of
from newsdesk.collection.differing import whole_of
from newsdesk.collection.sorts import BY_COLLECTION, SORTS
from newsdesk.model import Entry
from newsdesk.model.little import face_of

WHOLE = "whole\0"
"""The key of what all entries know by heart, with all other files."""
# More than an editor changes between two builds.
_MOST = 100


def whole(collection: Collection) -> str:
    """What all entries know by heart, with the digest of all other files; "" where that is not known."""
    files, hearts, entries = collection.files, collection.hearts, collection.entries
    if not files.get(OTHERS) or not all(entry.id in hearts and entry.id in files for entry in entries):
        return ""
    return f"{files[OTHERS]} " + "\0".join([f"{entry.week} {entry.id} {hearts[entry.id]}" for entry in entries])


class Reworded:
    """The keys that stand, of those of an earlier collection in which all entries knew the same by heart."""

    def __init__(self, collection: Collection, keys: Mapping[str, str]) -> None:
        """`keys` are those of then with their digests."""
        files = collection.files
        changed = [one for one in collection.entries if keys.get(f"record\0by_id\0{one.id}") != files[one.id]]
        self._is_known = len(changed) <= _MOST and all(map(_is_sorted_by_heart, changed))
        self._others = {"every\0by_id"}
        for entry in changed if self._is_known else ():
            self._others |= {f"record\0by_id\0{entry.id}", f"lead\0{entry.week}"}
            self._others.update(f"all\0{group}" for group in _groups(collection, entry))

    def __contains__(self, key: object) -> bool:
        """Whether a key stands: of one about a group, whether the group does."""
        return isinstance(key, str) and self.has(key) and whole_of(key) not in self._others

    def has(self, key: str) -> bool:
        """The same of a key that is about no group."""
        if not self._is_known or key in self._others or key == WHOLE:
            return False
        _, *kind = key.split("\0", 2)
        return bool(kind) and kind[0] not in BY_COLLECTION


def _is_sorted_by_heart(entry: Entry) -> bool:
    """Whether groups know all of an entry that they ask from what it knows by heart, and it has no later history."""
    noted: list[str] = []
    face = face_of(entry, lambda: noted.append(entry.id))
    is_plain = not (face.corrections or face.replies)
    for _, sort in SORTS.values():
        list(sort(face))
    list(relays_of(face, {}))
    return is_plain and not noted


def _groups(collection: Collection, entry: Entry) -> Iterator[str]:
    """The groups in which an entry stands."""
    yield from ("entries\0", f"by_week\0{entry.week}", f"by_outlet\0{entry.outlet}", f"by_language\0{entry.language}")
    for kind, names in (("story", entry.stories), ("topic", entry.topics), ("country", entry.countries)):
        yield from (f"by_{kind}\0{name}" for name in names)
    yield from (f"by_speaker\0{source.who}" for source in entry.sources if source.who)
    yield from (f"relays\0{relay.origin}" for relay in relays_of(entry, collection.by_id))
    for kind, (_, sort) in SORTS.items():
        yield from (f"{kind}\0{name}" for name in sort(entry))
