"""An index of names: what somebody types, in any script and not quite right, finds whoever is called so."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import islice

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from newsdesk.evidence.support.reading.sounds import consonants, in_arabic, in_chinese, latin, sounds_like
from newsdesk.views.search.han import simplified
from newsdesk.views.search.keys import fold, is_unspaced, units, words

# How far what was typed is from a name: its word, the beginning of one, the same in other letters, a sound, a slip.
_SAME, _BEGINS, _ROMANISED, _SOUNDS, _SLIP, _WITHOUT = 0, 1, 2, 4, 5, 8
# Shorter words are told by nothing else than their letters.
_SHORT, _LONG = 4, 7


@dataclass(frozen=True, slots=True)
class Known:
    """Something that can be chosen: a record, an entry, a term."""

    kind: str
    id: str
    """What stands in a file for it."""
    label: str
    detail: str = ""
    """What tells it from others of that name."""
    spellings: tuple[str, ...] = ()
    """All names besides the label."""
    is_private: bool = False

    @property
    def names(self) -> Iterator[str]:
        """The label, all other names, and the id."""
        yield from (self.label, *self.spellings, self.id)


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found, and by which of its names where that is not its label."""

    known: Known
    name: str = ""


class Index:
    """Names of many, found by any beginning of any of their words; one thread at a time."""

    def __init__(self, known: Sequence[Known] = ()) -> None:
        self._all: dict[str, Known] = {}
        self._spelt, self._said = _Words(), _Words()
        self._by_bones: dict[Callable[[str], str], _Words] = {}
        self.follow(known)

    def follow(self, known: Iterable[Known]) -> None:
        """Hold these from now on, in this order; those that it held already cost nothing."""
        before, self._all = self._all, {one.id: one for one in known}
        for id, one in before.items():
            if self._all.get(id) != one:
                self._forget(one)
        for id, one in self._all.items():
            if before.get(id) != one:
                self._learn(one)

    def _learn(self, known: Known) -> None:
        for word in _words_of(known):
            self._spelt.add(word, known.id)
            if sound := latin(word):
                self._said.add(sound, known.id)
            for bare, words_ in self._by_bones.items():
                words_.add(bare(word), known.id)

    def _forget(self, known: Known) -> None:
        for word in _words_of(known):
            self._spelt.drop(word, known.id)
            self._said.drop(latin(word), known.id)
            for bare, words_ in self._by_bones.items():
                words_.drop(bare(word), known.id)

    def find(self, text: str, most: int) -> list[Hit]:
        """Those that may be meant by a text, the nearest first; without a word in it the first there are."""
        typed = list(_typed(text))
        if not typed:
            return [] if text.strip() else [Hit(one) for one in islice(self._all.values(), most)]
        near = [self._near(word) for word in typed]
        found = self._together(near)
        for far in (self._slipped, self._sounding):
            found = found or self._together([far(word) | own for word, own in zip(typed, near, strict=True)])
        if not found and len(typed) > 1:
            found = self._but_one(near)
        whole = " ".join(typed)
        best = nsmallest(most, found.items(), key=lambda pair: (pair[1], *self._rank(pair[0], whole)))
        return [Hit(self._all[id], self._by(self._all[id], typed)) for id, _ in best]

    def called(self, name: str) -> list[Hit]:
        """Those who have this very name, or that sounds the same in other letters."""
        said = sorted(map(latin, _typed(name)))
        found = []
        for hit in self.find(name, 20) if any(said) else ():
            by = next((one for one in hit.known.names if sorted(map(latin, _typed(one))) == said), "")
            found += [Hit(hit.known, "" if by == hit.known.label else by)] if by else []
        return found

    def _near(self, word: str) -> dict[str, int]:
        """Whose names have a word that begins so, in these letters or in others."""
        found = dict.fromkeys(self._said.beginning(latin(word)), _ROMANISED) if latin(word) else {}
        found |= dict.fromkeys(self._spelt.beginning(word), _BEGINS)
        return found | dict.fromkeys(self._spelt.owned(word), _SAME)

    def _slipped(self, word: str, most: int = 1) -> dict[str, int]:
        """Whose names differ by a letter, or two."""
        found: dict[str, int] = {}
        for names, spelling in ((self._spelt, word), (self._said, latin(word))):
            for other in names.slips(spelling, most):
                found |= dict.fromkeys(names.owned(other), _SLIP)
        return found

    def _sounding(self, word: str) -> dict[str, int]:
        """Whose names sound alike: foreign ones in scripts that do not write all sounds, too."""
        found: dict[str, int] = {}
        if bare := _bare_in(word):
            bones = self._bones(bare)
            for other in bones.slips(bare(word), 1, shortest=3):
                found |= dict.fromkeys(bones.owned(other), _SOUNDS)
        elif len(latin(word)) >= _SHORT:
            for other in self._said.like(latin(word)):
                found |= dict.fromkeys(self._said.owned(other), _SOUNDS)
        return self._slipped(word, 2) | found

    def _bones(self, bare: Callable[[str], str]) -> "_Words":
        """The words by what is left of them in a script that does not write all sounds; made when it is asked for."""
        if bare not in self._by_bones:
            made = self._by_bones[bare] = _Words()
            for word in self._spelt.owners:
                for id in self._spelt.owned(word):
                    made.add(bare(word), id)
        return self._by_bones[bare]

    def _together(self, each: Sequence[dict[str, int]]) -> dict[str, int]:
        """Whoever is found by each word, with how far all of them are."""
        first, *others = sorted(each, key=len)
        return {
            at: score + sum(other[at] for other in others)
            for at, score in first.items()
            if all(at in other for other in others)
        }

    def _but_one(self, each: Sequence[dict[str, int]]) -> dict[str, int]:
        """Whoever is found by all words but one: an office before a name, a second name that nobody noted."""
        found: dict[str, int] = {}
        for left in range(len(each)):
            rest = [one for at, one in enumerate(each) if at != left]
            for at, score in self._together(rest).items():
                found[at] = min(score + _WITHOUT, found.get(at, 1 << 20))
        return found

    def _rank(self, id: str, whole: str) -> tuple[bool, int, str]:
        """Among those that are equally far: whose name begins so, the shorter one, by the alphabet."""
        label = _folded(self._all[id].label)
        return not label.startswith(whole), len(label), label

    def _by(self, known: Known, typed: Sequence[str]) -> str:
        """The name by which it was found; "" for its label."""

        def has(name: str) -> int:
            own = list(_typed(name))
            return sum(any(word.startswith(one) for word in own) for one in typed)

        best = max(known.names, key=has)
        return "" if best in (known.label, known.id) or has(best) == has(known.label) else best


class _Words:
    """Words with their owners, in order."""

    def __init__(self) -> None:
        self.owners: dict[str, str | set[str]] = {}
        """Of most words there is but one owner, and a set of one takes five times as much as its name."""
        self._order: list[str] = []
        self._new: list[str] = []
        """Words that are not in their places yet."""
        self._bones: dict[str, set[str]] = {}
        """Words by their first consonants, once somebody has asked for it."""

    def add(self, word: str, owner: str) -> None:
        """A word of somebody; one without a letter is none."""
        if not word:
            return
        if (own := self.owners.get(word)) is None:
            self.owners[word] = owner
            self._new.append(word)
            if self._bones:
                self._bones.setdefault(_first_bones(word), set()).add(word)
        elif isinstance(own, set):
            own.add(owner)
        elif own != owner:
            self.owners[word] = {own, owner}

    def owned(self, word: str) -> Collection[str]:
        """Whose a word is; nobody's where it is none."""
        own = self.owners.get(word, ())
        return (own,) if isinstance(own, str) else own

    def drop(self, word: str, owner: str) -> None:
        """The word is no longer somebody's; it keeps its place, since it may come back."""
        own = self.owners.get(word)
        if isinstance(own, set):
            own.discard(owner)
        elif own == owner:
            self.owners[word] = set()

    @property
    def _sorted(self) -> list[str]:
        if self._new:
            self._order += self._new
            # A long list in order with a few words behind it is sorted in no time.
            self._order.sort()
            self._new = []
        return self._order

    def _from(self, start: str) -> Iterator[str]:
        at = bisect_left(self._sorted, start)
        end = bisect_left(self._sorted, start + "\U0010ffff")
        yield from self._sorted[at:end]

    def beginning(self, start: str) -> set[str]:
        """The owners of words with this beginning."""
        return set().union(*(self.owned(word) for word in self._from(start)))

    def slips(self, typed: str, most: int, shortest: int = _SHORT) -> list[str]:
        """Words whose beginning is this one but for a letter, or two where it is long."""
        size = len(typed)
        if size < shortest:
            return []
        cutoff = 1 if size < _LONG else most
        found: set[int] = set()
        for length in (size, size + 1):
            cut = [word[:length] for word in self._sorted]
            found |= {at for _, _, at in extract(typed, cut, scorer=OSA.distance, score_cutoff=cutoff, limit=200)}
        return [self._sorted[at] for at in found]

    def like(self, typed: str) -> list[str]:
        """Words with the same first consonants that sound like this one."""
        if not self._bones:
            for word in self._sorted:
                self._bones.setdefault(_first_bones(word), set()).add(word)
        near = self._bones.get(_first_bones(typed), ())
        return [word for word in near if abs(len(word) - len(typed)) < 3 and sounds_like(typed, word)]


def _first_bones(sound: str) -> str:
    return sound[:1] + consonants(sound)[:2]


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return " ".join(_typed(text))


def _typed(text: str) -> Iterable[str]:
    """The words of a text as they are compared; letters of a run without blanks in their simple form."""
    for word in words(text):
        yield "".join(units(word, simplified())) if is_unspaced(word) else fold(word)


def _words_of(known: Known) -> set[str]:
    """All words by which something is found; of a run without blanks each of its ends, since nobody parts it."""
    found = set()
    for name in known.names:
        for word in _typed(name):
            found.add(word)
            if is_unspaced(word):
                found.update(word[at:] for at in range(1, len(word)))
    return found


def _bare_in(word: str) -> Callable[[str], str] | None:
    """What is left of foreign names in the script of a word; None where it writes all sounds."""
    if "\u0600" <= word[0] <= "\u06ff":
        return in_arabic
    return in_chinese if is_unspaced(word) else None
