"""Every spelling of whatever is registered: words come in, those that stand for the same go out, by sound and script.

Spellings of one record that sound alike, word by word, are one word in several scripts. So each of them finds what
each other one does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from newsdesk.asking.database import Database
from newsdesk.evidence.names import forms
from newsdesk.problems import closest
from newsdesk.views.search.keys import fold, words
from newsdesk.views.search.romanised import VOWELS, skeletons
from newsdesk.views.search.romanised import heard as sounds

CYRILLIC = re.compile("[\u0400-\u04ff]")
# Of shorter words a beginning is that of too many names.
_BEGINNING = 4
# How much of a word and a word of a name is the same.
_ALIKE = 0.8
# So many words has the longest name that is looked for in a question.
_LONGEST = 20
# A name of so many consonants is meant for sure by what has them all, and most of its vowels.
_SURE = 4
_CONSONANTS = re.compile(f"[^{VOWELS}]")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name of a record: as it is printed, its words, and the same as they are compared."""

    of: Key
    """Kind and id of the record."""
    text: str
    words: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(slots=True)
class Spellings:
    """The spellings of all records that have some."""

    all: list[Spelling] = field(default_factory=list)
    by_record: dict[Key, list[Spelling]] = field(default_factory=dict)
    by_keys: dict[tuple[str, ...], dict[Key, None]] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)
    """By the key of a word, another word for the same; the last of such a chain stands for all."""
    _printed: dict[str, dict[str, None]] = field(default_factory=dict)
    _forms: dict[str, dict[str, None]] = field(default_factory=dict)
    """By the key of a word as it is declined, the keys of what it is a form of."""
    _declined: dict[str, dict[str, None]] = field(default_factory=dict)
    _sounds: dict[str, dict[str, None]] = field(default_factory=dict)
    _members: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def known(cls, db: Database) -> "Spellings":
        """Those of a database."""
        made = cls()
        for row in db.rows("SELECT spelling, language, person, outlet, place FROM names ORDER BY rowid"):
            kind = next(kind for kind in ("person", "outlet", "place") if row[kind])
            made._add((kind, row[kind]), row["spelling"], row["language"])
        for spellings in made.by_record.values():
            made._join(spellings)
        for key in made._printed:
            made._members.setdefault(made._root(key), []).append(key)
        return made

    def _add(self, of: Key, text: str, language: str | None) -> None:
        printed = tuple(word.lower() for word in words(text))
        keys = tuple(map(fold, printed))
        spelling = Spelling(of, text, printed, keys)
        self.all.append(spelling)
        self.by_record.setdefault(of, []).append(spelling)
        self.by_keys.setdefault(keys, {})[of] = None
        # A name in Cyrillic stands in Russian texts as well, which decline it.
        tongues = dict.fromkeys(filter(None, (language, "ru" if CYRILLIC.search(text) else "en")))
        ways_of = zip(*(forms(list(printed), tongue) for tongue in tongues), strict=True)
        for word, key, ways in zip(printed, keys, (sorted(set().union(*each)) for each in ways_of), strict=True):
            self._same.setdefault(key, key)
            self._printed.setdefault(key, {})[word] = None
            for bones in skeletons(key):
                self._sounds.setdefault(bones, {})[key] = None
            for way in ways:
                self._forms.setdefault(fold(way), {})[key] = None
                if not way.startswith(word):  # what begins as the word does is found by it
                    self._declined.setdefault(key, {})[way] = None

    def _join(self, spellings: Iterable[Spelling]) -> None:
        by_sound: dict[str, str] = {}
        for spelling in spellings:
            for key in spelling.keys:
                for bones in skeletons(key):
                    if (other := by_sound.setdefault(bones, key)) != key:
                        self._same[self._root(key)] = self._root(other)

    def _root(self, key: str) -> str:
        while (other := self._same[key]) != key:
            key = other
        return key

    def variants(self, word: str) -> list[str]:
        """What is looked for where a word is asked for: itself, and the same in each other spelling and script."""
        key, plain = fold(word), word.lower()
        keys = [key] if key in self._same else list(self._forms.get(key, ()))
        # Of a name that is not known as it stands, the names that it begins, and itself.
        is_beginning = not keys and len(key) >= _BEGINNING
        if is_beginning:
            keys = [known for known in self._same if known.startswith(key)]
        same = self._alike(keys)
        # One person's name may be what another's becomes in a sentence: a reader can tell, a word cannot.
        members = sorted(self._alike(base for member in same for base in self._forms.get(member, ())) | same)
        # Whichever of them is asked for, it is the same question.
        found = {form: None for member in members for form in (*self._printed[member], member)}
        found |= {form: None for member in members for form in self._declined.get(member, ())}
        return list(found if found and not is_beginning else {plain: None, key: None} | found)

    def _alike(self, keys: Iterable[str]) -> set[str]:
        return {member for key in keys for member in self._members[self._root(key)]}

    def bearers(self, word: str) -> list[Key]:
        """The people whom a word names in a script in which none of the others sounds the same: بريمر, Primer."""
        keys = set(self._alike([fold(word)] if fold(word) in self._same else []))
        if not keys or any(key.isascii() or CYRILLIC.search(key) for key in keys):
            return []
        return list(dict.fromkeys(one.of for one in self.all if one.of[0] == "person" and keys & set(one.keys)))

    def whole(self, asked: Sequence[str]) -> tuple[int, list[Key]]:
        """How many words at the beginning of some are a whole name, and of which records; the longest such name."""
        keys = tuple(map(fold, asked[:_LONGEST]))
        for length in range(len(keys), 0, -1):
            if records := self.by_keys.get(keys[:length]):
                return length, list(records)
        return 0, []

    def named(self, kind: str, text: str) -> tuple[list[str], bool]:
        """The ids of a kind of record with a name, and whether it is their name and no part of it."""
        keys = [fold(word) for word in words(text)]
        own = [one for one in self.all if one.of[0] == kind and keys]
        for are in (list, sorted):  # in this order of the words, else in any
            if ids := dict.fromkeys(one.of[1] for one in own if are(one.keys) == are(keys)):
                return list(ids), True
        meant = [set(self._forms.get(key, ())) | {key} for key in keys]
        ids = dict.fromkeys(one.of[1] for one in own if all(ways & set(one.keys) for ways in meant))
        return list(ids), False

    def near(self, kind: str, text: str) -> Spelling | None:
        """The name of a kind of record that comes closest to another: by what it sounds like, else by its letters."""
        keys = [fold(word) for word in words(text)]
        own = [one for one in self.all if one.of[0] == kind]
        bones = [set(skeletons(key)) for key in keys]
        heard = [
            one
            for one in own
            if all(bones) and bones and all(any(b & set(skeletons(k)) for k in one.keys) for b in bones)
        ]
        by_text = {one.text: one for one in reversed(heard or own)}
        near = closest(text, by_text) or (next(iter(by_text)) if heard else None)
        if near is None:  # part of a name is less like the whole
            by_word = {key: one for one in reversed(own) for key in one.keys if len(key) >= _BEGINNING}
            alike = (get_close_matches(key, by_word, n=1, cutoff=_ALIKE) for key in keys if len(key) >= _BEGINNING)
            return next((by_word[found[0]] for found in alike if found), None)
        return by_text[near]

    def meant(self, text: str, kind: str = "") -> dict[str, str]:
        """By each word of a text that is none of a name, that of a name, of a kind of record, which it surely means.

        Nothing where a word is left of which that is not sure.
        """
        found: dict[str, str] = {}
        for word in words(text):
            if fold(word) in self._same or self._forms.get(fold(word)):
                continue
            far = {one: apart for one in self.heard(word) if (apart := _apart(fold(word), one)) is not None}
            # Of equally close ones that in the same letters, and which stands first in the register, before others.
            names = ((one, key) for one in self.all if kind in ("", one.of[0]) for key in one.keys if key in far)
            is_latin = fold(word).isascii()
            best = min(names, key=lambda pair: (far[pair[1]], pair[1].isascii() != is_latin), default=None)
            if not best:
                return {}
            found[word] = words(best[0].text)[best[0].keys.index(best[1])]
        return found

    def heard(self, word: str) -> list[str]:
        """Words of registered names that sound like another word, those most like it first."""
        key = fold(word)
        found = dict.fromkeys(known for bones in skeletons(key) for known in self._sounds.get(bones, ()))
        return sorted(found, key=lambda known: (abs(len(known) - len(key)), known))


def _apart(key: str, other: str) -> int | None:
    """In how many vowels two words differ that have the same consonants; None where too many to be the same name."""
    far = [
        sum(max(len(a), len(b)) - sum(x == y for x, y in zip(a, b, strict=False)) for a, b in pairs)
        for one in sounds(key)
        for said in sounds(other)
        if _CONSONANTS.findall(one) == _CONSONANTS.findall(said)
        and (pairs := list(zip(_CONSONANTS.split(one), _CONSONANTS.split(said), strict=True)))
    ]
    least, bones = min(far, default=None), max((len(one) for one in skeletons(other)), default=0)
    is_sure = least is not None and (not least or (bones >= _SURE and least <= len(key) / 4))
    return least if is_sure and min(len(key), len(other)) >= _BEGINNING else None
