"""Words to look for: those of a question come in, a question of the full-text index goes out, in every spelling."""

import re
from collections.abc import Iterable

from newsdesk.asking.database import Database, NotFound
from newsdesk.asking.spelled import Spelling, Spellings
from newsdesk.problems import closest
from newsdesk.views.search.keys import fold, words

MANY = 20
"""So many words may be asked for at once."""
_WORD = re.compile(r"\w+")
# So many words of the collection are told that come close.
_NEAR = 3


class Words:
    """What is looked for by words: every one of them, names in any spelling; signs mean nothing."""

    def __init__(self, db: Database, spellings: Spellings, text: str) -> None:
        self.db, self.spellings = db, spellings
        self.taken: dict[str, str] = {}
        """By words that no entry has, those of names which they are taken for."""
        self.words = [word for word in words(text) if _WORD.search(word)]
        if not self.words:
            raise NotFound(f'"{text}" has no word to look for.')
        if len(self.words) > MANY:
            raise NotFound(f"At most {MANY} words can be asked for at once, and these are {len(self.words)}.")
        if absent := [word for word in dict.fromkeys(self.words) if not self._count(self._any(word))]:
            meant = self.spellings.meant(" ".join(absent))
            self.taken = meant if meant.keys() >= set(absent) else {}
            self.words = [self.taken.get(word, word) for word in self.words]

    @property
    def query(self) -> str:
        """The question as FTS5 reads it."""
        asked, parts = list(self.words), []
        while asked:
            length, records = self.spellings.whole(asked)
            if length:
                ways = dict.fromkeys(self._name(list(one.words), of[0]) for of in records for one in self._of(of))
                parts.append(f"({' OR '.join(ways)})")
            else:
                parts.append(self._any(asked[0]))
            asked = asked[length or 1 :]
        return " AND ".join(parts)

    def _of(self, record: tuple[str, str]) -> Iterable[Spelling]:
        return self.spellings.by_record[record]

    def _name(self, name: list[str], kind: str) -> str:
        """A whole name: of a person its words wherever they stand, of others one behind the other."""
        if kind == "person" or len(name) == 1:
            return f"({' AND '.join(map(self._any, name))})"
        return _quoted(" ".join(name))

    def _any(self, word: str) -> str:
        return f"({' OR '.join(dict.fromkeys(map(_quoted, self.spellings.variants(word))))})"

    def told(self) -> list[str]:
        """Which words were taken for others."""
        return [
            f'No entry has "{word}": it is taken for another spelling of "{name}".' for word, name in self.taken.items()
        ]

    def instead(self) -> list[str]:
        """Why no entry has all of the words: how many have each, and what comes close to one that none has."""
        counts = {word: self._count(self._any(word)) for word in dict.fromkeys(self.words)}
        said = []
        for word, count in counts.items():
            if not count:
                near = [
                    f'"{other}" ({number})' for other in self._near(word) if (number := self._count(self._any(other)))
                ]
                hint = f" Did you mean {' or '.join(near)}?" if near else " Nothing here comes close to it."
                said.append(f'No entry has "{word}".{hint}')
        if not said and len(counts) > 1:
            alone = ", ".join(f'"{word}" {count}' for word, count in counts.items())
            said.append(
                f"No entry that fits has all of these words. Entries of the whole collection with each: {alone}."
            )
        return said

    def _near(self, word: str) -> list[str]:
        heard = [other for other in self.spellings.heard(word) if other != fold(word)][:_NEAR]
        if heard:
            return heard
        near = closest(word.casefold(), self.db.vocabulary)
        return [near] if near else []

    def _count(self, query: str) -> int:
        found = self.db.rows("SELECT count(*) AS n FROM entries_fts WHERE entries_fts MATCH ?", [query])
        return int(found[0]["n"])


def _quoted(text: str) -> str:
    """Words one behind the other, the last of them as a beginning."""
    return f'"{" ".join(_WORD.findall(text))}"*'
