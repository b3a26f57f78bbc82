"""What was counted and read before, so that only what has changed is read again: the same texts, the same sentences."""

import hashlib
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from newsdesk.check.prose import without_marks, word_count
from newsdesk.collection import Collection
from newsdesk.collection.balance.names import Names, names_of
from newsdesk.collection.balance.prose import Sentence, read
from newsdesk.model import Entry
from newsdesk.model.attribution import folded

# Of more words that have become names, or are none any more, all texts are read anew.
_MANY = 1_000
REGISTERS = ("people.yaml", "places.yaml", "outlets.yaml")
"""The files that say who speaks for which side."""


class Said(NamedTuple):
    """A source as its entry has it: its own side, its record, how it is cited and identified, and its kind."""

    side: str | None
    who: str | None
    cited: str
    identified: str
    actor: str
    words: int
    """How many words it is given."""


class Told(NamedTuple):
    """What is counted in an entry, whatever the registers say."""

    sources: Sequence[Said]
    summary: str
    context: str


class Memory:
    """What entries say, by the digests of their files, and what texts say, by the names that were known then.

    Whoever counts again and again hands the same one in; without the digests of files nothing of entries is kept.
    """

    def __init__(self) -> None:
        self._digests: Mapping[str, str] = {}
        self._told: dict[str, tuple[str, Told]] = {}
        self._read: dict[str, tuple[Sentence, ...]] = {}
        self._names: Names | None = None
        self._mark: object = None
        self._digest = ""
        self.fresh = 0
        """How much was read anew since it was kept last."""

    def follow(self, collection: Collection, digests: Mapping[str, str]) -> Names:
        """Go on to a collection whose files have these digests, by their paths; returns the names of its registers."""
        self._digests = digests
        words = collection.words
        mark = words.tag, tuple(words.countries.items()), *map(digests.get, REGISTERS)
        if self._names is None or mark != self._mark:
            registers = (collection.people.values(), collection.places.values(), collection.outlets.values())
            names = names_of(words, *registers)
            self._forget(self._names, names, _digest(words.tag, names))
            self._names, self._mark, self._digest = names, mark, _digest(words.tag, names)
        return self._names

    def names_alone(self) -> "Memory":
        """The same without what entries and texts say."""
        made = Memory()
        made._names, made._mark, made._digest = self._names, self._mark, self._digest
        return made

    def told(self, entry: Entry) -> Told:
        """What is counted in an entry."""
        digest = self._digests.get(f"{entry.week}/{entry.id}.yaml")
        kept = self._told.get(entry.id)
        if kept and digest and kept[0] == digest:
            return kept[1]
        found = told_of(entry.whole_apart())  # of ten thousand entries that stay whole a hundred MB stay
        self.fresh += 1
        if digest:
            self._told[entry.id] = digest, found
        return found

    def sentences(self, text: str, names: Names, collection: Collection) -> tuple[Sentence, ...]:
        """The sentences of a text that name a side."""
        if names is not self._names:
            return read(text, names, collection.words)
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = read(text, names, collection.words)
            self.fresh += 1
        return found

    def _forget(self, before: Names | None, now: Names, digest: str) -> None:
        """Forget what texts say in which a word stands that has become a name, or another one, or is none any more."""
        if self._digest == digest:
            return
        changed = _changed(before, now) if before else None
        if changed is None:
            self._read.clear()
        elif changed:
            has = re.compile("|".join(map(re.escape, sorted(changed)))).search
            for text in [text for text in self._read if has(folded.__wrapped__(without_marks(text)))]:
                del self._read[text]

    def plain(self, entries: Container[str]) -> Any:
        """The same of some entries, by their ids, as JSON can keep it."""
        told = {name: kept for name, kept in self._told.items() if name in entries}
        texts = {text for _, one in told.values() for text in (one.summary, one.context)} & self._read.keys()
        read = {
            text: [[one.sides, one.figures, one.verbs, one.is_charged] for one in self._read[text]] for text in texts
        }
        return {"names": self._digest, "told": told, "read": read}

    @classmethod
    def again(cls, plain: Any) -> "Memory":
        """What was kept."""
        made = cls()
        made._digest = plain["names"]
        for name, (digest, (sources, summary, context)) in plain["told"].items():
            made._told[name] = digest, Told([Said(*one) for one in sources], summary, context)
        for text, found in plain["read"].items():
            made._read[text] = tuple(map(_sentence, found))
        return made


def told_of(entry: Entry, *, with_words: bool = True) -> Told:
    """What is counted in an entry; where its prose does not count, neither its words nor its texts."""
    sources = [
        Said(
            one.side,
            one.who,
            one.cited.value,
            one.identified.value,
            one.actor.value,
            word_count(one.says) if with_words and one.says else 0,
        )
        for one in entry.sources
    ]
    return Told(sources, entry.summary, entry.context) if with_words else Told(sources, "", "")


def _sentence(plain: Any) -> Sentence:
    sides, figures, verbs, is_charged = plain
    return Sentence(tuple(sides), tuple(figures), tuple(map(_verb, verbs)), is_charged)


def _verb(plain: Iterable[str]) -> tuple[str, str, str]:
    side, verb, kind = plain
    return side, verb, kind


def _digest(tag: str, names: Names) -> str:
    """The same digest, the same sentences of a text."""
    text = repr((tag, names.digest, names.are_capital, sorted(names.stems.items())))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _changed(before: Names, now: Names) -> set[str] | None:
    """The words with which names begin that are not the same ones; None where all may be others."""
    if before.tag != now.tag or before.are_capital != now.are_capital:
        return None
    found: set[str] = set()
    for old, new in ((before.listed, now.listed), (before.stems, now.stems)):
        found.update(word for word in {*old, *new} if old.get(word) != new.get(word))
    return found if len(found) <= _MANY else None
