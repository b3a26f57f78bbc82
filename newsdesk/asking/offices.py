"""Titles of office: words come in, the people and bodies that hold an office so called go out, in any language."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsdesk.asking.database import Database
from newsdesk.asking.spelled import CYRILLIC, Spellings
from newsdesk.evidence.names import LITTLE, forms
from newsdesk.views.search.keys import fold, words
from newsdesk.views.search.offices import NAMES, PARTS

Called = tuple[str, ...]
# Letters of words that are no part of a title, but where all are capitals: МИД.
_LITTLE = 3


class Offices:
    """Who holds which office, with what each part of its title is called."""

    def __init__(self, db: Database, spellings: Spellings) -> None:
        self._spellings = spellings
        self._titles = [
            (row["person"], [[_keys(name) for name in part.split(NAMES)] for part in row["title"].split(PARTS)])
            for row in db.rows("SELECT person, title FROM offices ORDER BY rowid")
        ]

    def holders(self, text: str) -> list[str]:
        """The ids of those with an office that a text names wholly, or in part beside their name, and nothing else."""
        asked = [fold(word) for word in words(text) if word.lower() not in LITTLE and not _is_little(word)]
        found: dict[str, None] = {}
        for person, title in self._titles if len(asked) > 1 else ():
            names = [one.keys for one in self._spellings.by_record.get(("person", person), ())]
            is_said = all(_says(asked, part) for part in title) or _says(asked, names)
            known = {form for called in (*title, names) for name in called for key in name for form in _ways(key)}
            if is_said and known.issuperset(asked):
                found[person] = None
        return list(found)


def _keys(text: str) -> Called:
    return tuple(map(fold, words(text)))


def _is_little(word: str) -> bool:
    return len(word) <= _LITTLE and word != word.upper()


def _says(asked: Sequence[str], called: Iterable[Called]) -> bool:
    """Whether words say one of several names whole, in whichever case."""
    return any(name and all(not _ways(key).isdisjoint(asked) for key in name) for name in called)


@lru_cache(maxsize=8192)
def _ways(key: str) -> frozenset[str]:
    """The forms in which a word of a title may stand."""
    (ways,) = forms([key], "ru" if CYRILLIC.search(key) else "en")
    return frozenset((key, *map(fold, ways)))
