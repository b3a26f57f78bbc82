"""Words to look for: those of a question come in, a question of the full-text index goes out, in every spelling."""

import re
from collections.abc import Iterable

from newsdesk.asking.database import Database, NotFound
from newsdesk.asking.spelled import Spelling, Spellings
from newsdesk.evidence.names import LITTLE
from newsdesk.evidence.support.reading.calendar import month_of, months_of
from newsdesk.problems import closest
from newsdesk.views.search.keys import fold, words

MANY = 20
"""So many words may be asked for at once."""
_WORD = re.compile(r"\w+")
# So many words of the collection are told that come close.
_NEAR = 3
# Among so many words a day stands: the 9th of October of 2022.
_BESIDE = 6
_YEAR, _DAY = re.compile("[12][0-9]{3}"), re.compile("([0-9]{1,2})(?:st|nd|rd|th|er|го|е)?")


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
        self.days, self.rest = self._taken_apart()
        if absent := [word for word in dict.fromkeys(self.rest) if not self._count(self._any(word))]:
            meant = self.spellings.meant(" ".join(absent))
            self.taken = meant if meant.keys() >= set(absent) else {}
            self.rest = [self.taken.get(word, word) for word in self.rest]

    @property
    def query(self) -> str:
        """The question as FTS5 reads it."""
        asked, parts = list(self.rest), list(self.days.values())
        while asked:
            length, records = self.spellings.whole(asked)
            if length:
                ways = dict.fromkeys(self._name(list(one.words), of[0]) for of in records for one in self._of(of))
                parts.append(f"({' OR '.join(ways)})")
            else:
                parts.append(self._any(asked[0]))
            asked = asked[length or 1 :]
        return " AND ".join(parts)

    def _taken_apart(self) -> tuple[dict[str, str], list[str]]:
        """The days that the words name, each with what finds it, and the words that are left."""
        days: dict[str, str] = {}
        asked, left = list(self.words), list[str]()
        while asked:
            length, when = self._day(asked)
            if when:
                days[" ".join(asked[:length])] = self._of_day(*when)
            else:
                left.append(asked[0])
            asked = asked[length:]
        return days, left

    def _day(self, asked: list[str]) -> tuple[int, tuple[int, int, int] | None]:
        """How many words at the beginning of some name a day, with year (0 of any), month and day; else (1, None)."""
        at = [number for number, word in enumerate(asked[:_BESIDE]) if word.lower() not in LITTLE][:3]
        said = [asked[number] for number in at]
        for length, order in ((3, "ymd"), (3, "dmy"), (3, "mdy"), (2, "dm"), (2, "md")):
            if len(said) < length or at[0]:
                continue
            when = {sign: self._part(sign, word) for sign, word in zip(order, said, strict=False)}
            # Two numbers are no day, and of three the month stands between the others.
            is_written = any(not word.isdecimal() and sign == "m" for sign, word in zip(order, said, strict=False))
            if all(when.values()) and (is_written or (length == 3 and order != "mdy")):
                return at[length - 1] + 1, (when.get("y", 0), when["m"], when["d"])
        return 1, None

    def _part(self, sign: str, word: str) -> int:
        """The number of a year, month or day that a word is; 0 where it is none."""
        if sign == "y":
            return int(word) if _YEAR.fullmatch(word) else 0
        if sign == "d" or word.isdecimal():
            number = int(match[1]) if (match := _DAY.fullmatch(word)) else 0
            return number if number <= (31 if sign == "d" else 12) else 0
        key = fold(word)
        return next(filter(None, (month_of(key, code) for code in self.db.languages)), 0)

    def _of_day(self, year: int, month: int, day: int) -> str:
        """What was published on a day, or says it in any of the languages of the collection."""
        names = {name for code in self.db.languages for name, number in months_of(code).items() if number == month}
        orders = (f"{order} {year}" if year else order for n in sorted(names) for order in (f"{day} {n}", f"{n} {day}"))
        return f"(days : day{year or ''}{month:02}{day:02} OR {' OR '.join(map(_exactly, orders))})"

    def _of(self, record: tuple[str, str]) -> Iterable[Spelling]:
        return self.spellings.by_record[record]

    def _name(self, name: list[str], kind: str) -> str:
        """A whole name: of a person its words wherever they stand, of others one behind the other."""
        if kind == "person" or len(name) == 1:
            return f"({' AND '.join(map(self._any, name))})"
        return _quoted(" ".join(name))

    def _any(self, word: str) -> str:
        ways = list(map(_quoted, self.spellings.variants(word)))
        # Whoever is called so in this script stands in texts of others under the whole name.
        names = (
            one.words for of in self.spellings.bearers(word) for one in self._of(of) if word.lower() not in one.words
        )
        ways += [f"({' AND '.join(f'{_exactly(part)}*' for part in name)})" for name in names if len(name) > 1]
        return f"({' OR '.join(dict.fromkeys(ways))})"

    def told(self) -> list[str]:
        """Which words were taken for others."""
        return [
            f'No entry has "{word}": it is taken for another spelling of "{name}".' for word, name in self.taken.items()
        ]

    def instead(self) -> list[str]:
        """Why no entry has all of the words: how many have each, and what comes close to one that none has."""
        said = [f'No entry is of "{day}", or says that day.' for day, one in self.days.items() if not self._count(one)]
        counts = {word: self._count(self._any(word)) for word in dict.fromkeys(self.rest)}
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
    """Words one behind the other, the last of them as a beginning where it is no number."""
    return _exactly(text) if text[-1:].isdecimal() else f"{_exactly(text)}*"


def _exactly(text: str) -> str:
    """Words one behind the other."""
    return f'"{" ".join(_WORD.findall(text))}"'
