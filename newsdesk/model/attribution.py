"""Verbs by which our own prose attributes, by language: newsdesk/data/attribution."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FOLDER = files("newsdesk") / "data" / "attribution"
_FOLDS = str.maketrans("’ʻʼ‘`ё", "'''''е", "\u200c\u200d\u0301\u00ad")
KINDS = ("states", "names", "charges", "rejects", "claims", "concedes", "demands", "other")
"""What a verb says of the words that it attributes."""


@lru_cache(maxsize=65536)  # texts say the same words over and over
def folded(word: str) -> str:
    """A word as words are compared: small letters, one apostrophe, no joiners."""
    return word.casefold().translate(_FOLDS)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb by the form under which it is counted, and its kind."""

    lemma: str
    kind: str


@dataclass(slots=True)
class Forms:
    """Words and phrases, whole or by their beginnings (`stem*`), and what each of them is; None for nothing."""

    listed: dict[str, list[tuple[tuple[str, ...], Verb | None]]] = field(default_factory=dict)
    """Phrases by their first words, the longest first."""
    known: dict[str, list[tuple[tuple[str, ...], Verb | None]]] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Iterable[tuple[str, Verb | None]]) -> "Forms":
        """The forms of a list; what comes first goes before what comes later and is written alike."""
        made = cls()
        for text, verb in given:
            phrase = tuple(folded(text).split())
            same = made.listed.setdefault(phrase[0], [])
            if phrase not in [other for other, _ in same]:
                same.append((phrase, verb))
        for same in made.listed.values():
            same.sort(key=lambda one: -len(one[0]))
        return made

    def at(self, words: Sequence[str], start: int) -> tuple[int, Verb | None]:
        """How many words stand here of a listed phrase, and its verb; 0 where there is none."""
        word = words[start]
        found = self.known.get(word)
        if found is None:
            starts = (word, *(f"{word[:size]}*" for size in range(len(word), 1, -1)))
            found = [one for name in starts for one in self.listed.get(name, ())]
            found.sort(key=lambda one: -len(one[0]))
            self.known[word] = found
        for phrase, verb in found:
            here = words[start + 1 : start + len(phrase)]
            if len(here) == len(phrase) - 1 and all(map(_fits, phrase[1:], here)):
                return len(phrase), verb
        return 0, None


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@dataclass(frozen=True, slots=True)
class Grammar:
    """What is known of a language: its attributing verbs, and the small words around them."""

    verbs: Forms
    sources: frozenset[str]
    """The lemmas that stand before whoever speaks: "according to"."""
    words: Mapping[str, frozenset[str]]
    """Small words by what they do: `joiners`, `relative`, `openers`, `passive` and others"""
    endings: re.Pattern[str]
    """What may stand behind the stem of a country's name in that of its people."""

    def has(self, kind: str, word: str) -> bool:
        """Whether a word is of a kind of small words."""
        return word in self.words[kind]


_SMALL = ("joiners", "relative", "openers", "no-verbs-behind", "passive", "agent", "relays", "participles")


@cache
def grammar_of(tag: str) -> Grammar:
    """What is known of a language by its BCP 47 tag; of one without a file, nothing."""
    file = _FOLDER / f"{tag.split('-')[0].lower()}.yaml"
    data: Mapping[str, Any] = yaml.load(file.read_text("utf-8"), Loader=_LOADER) if file.is_file() else {}
    kinds: Mapping[str, Mapping[str, Sequence[str]]] = data.get("kinds", {})
    sorted_out = [
        (form, Verb(lemma, kind)) for kind, verbs in kinds.items() for lemma, forms in verbs.items() for form in forms
    ]
    before = frozenset(data.get("sources", ()))
    others = [(form, Verb(form.rstrip("*"), "other")) for form in data.get("verbs", ()) if not form.startswith("/")]
    # Lists for quotations have verbs that attribute nothing elsewhere: they count where nobody has sorted them out.
    given = [*((form, None) for form in data.get("no-verbs", ())), *(sorted_out or others)]
    given += [(form, Verb(form, "states")) for form in sorted(before)]
    sources = {verb.lemma for form, verb in given if verb and form in before}
    small = {kind: frozenset(folded(word) for word in data.get(kind, ())) for kind in _SMALL}
    ends = (re.escape(end.rstrip("*")) + (r"\w*" if end.endswith("*") else "") for end in data.get("peoples-end", ()))
    endings = "|".join(ends)
    return Grammar(Forms.of(given), frozenset(sources), small, re.compile(endings or "(?!)"))
