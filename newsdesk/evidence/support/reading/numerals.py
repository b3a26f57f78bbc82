"""What numbers are called: data/numerals, which CLDR's rules made, data/figures, and CLDR itself."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from newsdesk.evidence.folding import normalise
from newsdesk.evidence.names import forms

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DATA = files("newsdesk") / "data"
# Arabic writes "and", "by", "for" as one with the word behind.
_ARABIC = tuple(one + two + al for one in ("و", "ف", "") for two in ("ب", "ل", "ك", "") for al in ("ال", ""))
GLUING = frozenset("ky kk uz tr az tg tt tk mn ba fa".split())


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A word in its one form: case, marks and apostrophes folded."""
    if word.isascii() and word.isalpha():  # soonest, and most words are such
        return word.lower()
    return normalise(word).text.replace("ʼ", "'")


@lru_cache(maxsize=16384)
def uzbek_in_latin(word: str) -> str:
    """A folded Uzbek word in Cyrillic as it is written in Latin."""
    import iuliia  # reads all its tables: only where there is such a word

    return ("y" if word[0] == "е" else "") + fold(iuliia.UZ.translate(word))


@cache
def locale_of(code: str) -> Locale | None:
    """What CLDR has of a language."""
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


@cache
def read(folder: str, code: str) -> Mapping[str, Any]:
    """The file of a language in a folder of data; empty where it has none."""
    file = _DATA / folder / f"{code}.yaml"
    return yaml.load(file.read_text("utf-8"), Loader=_LOADER) or {} if file.is_file() else {}


# The endings of ordinals where CLDR has no rules for them: бешинчи, алтынчы, бесінші.
_ORDINAL = {"ky": re.compile("[ыиуү]?нч[ыиуү]"), "kk": re.compile("[іы]?нш[іы]")}


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words for numbers in a language; phrases are tuples of folded words."""

    code: str
    cardinals: Mapping[str, float]
    ordinals: Mapping[str, float]
    halves: frozenset[str]
    percent: frozenset[tuple[str, ...]]
    about: frozenset[tuple[str, ...]]
    over: frozenset[tuple[str, ...]]
    under: frozenset[tuple[str, ...]]
    behind: frozenset[tuple[str, ...]]
    apart: frozenset[str]
    joiners: frozenset[str]
    year: frozenset[str]
    days: Mapping[str, int]
    years: Sequence[tuple[tuple[str, ...], int]]
    months: Sequence[tuple[tuple[str, ...], int]]
    beside: Sequence[tuple[tuple[str, ...], int]]
    away: Sequence[tuple[tuple[str, ...], int]]
    weeks: Sequence[tuple[tuple[str, ...], int]]
    seasons: tuple[str, ...]
    ago: frozenset[str]
    hence: frozenset[str]
    starts: frozenset[str]
    until: frozenset[str]
    start_ends: tuple[str, ...]
    against: frozenset[tuple[str, ...]]
    votes: frozenset[str]
    formerly: frozenset[str]
    within: tuple[str, ...]
    month_words: Mapping[str, int]
    parts: Mapping[str, float]
    reckons: frozenset[str]
    relative: tuple[str, ...]
    ends: tuple[str, ...]
    compounds: tuple[str, ...]
    decimal: str
    _known: dict[str, tuple[float, bool] | None] = field(default_factory=dict, compare=False, repr=False)

    def value(self, word: str) -> tuple[float, bool] | None:
        """The number that a folded word says, and whether it says a place in a row; None of other words."""
        if word not in self._known:
            self._known[word] = self._value(word)
        return self._known[word]

    def part(self, word: str) -> float | None:
        """The share of a whole that a folded word says, with the endings and beginnings that it may have."""
        if self.code == "uz" and "\u0400" <= word[0] <= "\u052f":
            word = uzbek_in_latin(word)
        for before in _ARABIC if self.code == "ar" else ("",):
            if word.startswith(before):
                bare = word[len(before) :]
                if bare in self.parts:
                    return self.parts[bare]
        for size in range(len(word) - 1, max(3, len(word) - 6), -1):
            if self.code != "ar" and word[:size] in self.parts:
                return self.parts[word[:size]]
        return None

    def _value(self, word: str) -> tuple[float, bool] | None:
        if self.code == "uz" and "\u0400" <= word[0] <= "\u052f":
            word = uzbek_in_latin(word)
        if word in self.cardinals:
            return self.cardinals[word], False
        if word in self.ordinals:
            return self.ordinals[word], True
        if self.code == "ar":
            return self._arabic(word)
        if self.compounds and len(word) > (5 if self.code == "tg" else 8):
            at = max(word.find(part, 2 if self.code == "tg" else 3) for part in self.compounds)
            if at > 0 and (whole := self._glued(word[:at])):
                return whole, False
        for end in (*self.ends, "") if self.code == "tg" else self.ends:
            bare = word[: len(word) - len(end)]
            if word.endswith(end) and bare in self.cardinals and len(bare) > 1:
                return self.cardinals[bare], end.endswith("nchi")
            if self.code == "tg" and word.endswith(end) and len(bare) > 4 and (whole := self._glued(bare)):
                return whole, False  # сиюякто
        if (ordinal := _ORDINAL.get(self.code)) and (found := ordinal.search(word, 2)):
            for bare in (word[: found.start()], word[: found.start() + 1]):
                if bare in self.cardinals:
                    return self.cardinals[bare], True
        for end in self.ends:
            # Endings of two: beshtasida, beshinchisi.
            bare = word[: -len(end)]
            if word.endswith(end) and len(bare) > 3 and self.code in GLUING:
                if bare in self.ordinals:
                    return self.ordinals[bare], True
                for inner in self.ends:
                    if len(inner) > 1 and bare.endswith(inner) and bare[: -len(inner)] in self.cardinals:
                        return (self.cardinals[bare[: -len(inner)]], False) if len(bare) - len(inner) > 2 else None
        return None

    def _glued(self, word: str) -> float | None:
        """The number that several make together: сорокадвух."""
        total = 0.0
        while word:
            size = next((size for size in range(len(word), 1, -1) if word[:size] in self.cardinals), 0)
            if not size:
                return None
            total, word = total + self.cardinals[word[:size]], word[size:]
            if self.code == "tg" and word[:1] in ("у", "ю"):
                word = word[1:]
        return total

    def _arabic(self, word: str) -> tuple[float, bool] | None:
        for before in _ARABIC:
            if before and not (word.startswith(before) and len(word) > len(before) + 1):
                continue
            bare = word[len(before) :]
            for one in (bare, bare.removesuffix("ين") + "ون", bare + "ة", bare.removesuffix("ا")):
                if one in self.cardinals:
                    return self.cardinals[one], False
            for one in ("ال" + bare, "ال" + bare.removesuffix("ة")):
                if one in self.ordinals:
                    return self.ordinals[one], True
        return None


@cache
def numerals_of(tag: str) -> Numerals:
    """What is known of the numbers of a language, by its BCP 47 tag."""
    code = re.split("[-_]", tag)[0].lower()
    made, said = read("numerals", code), read("figures", code)
    locale = locale_of(code)
    cardinals = {**_scales(locale), **made.get("cardinals", {}), **said.get("more", {})}
    ordinals = made.get("ordinals", {}) | said.get("ordinals", {})
    return Numerals(
        code,
        {fold(str(word)): float(value) for word, value in cardinals.items()},
        {fold(str(word)): float(value) for word, value in ordinals.items()},
        frozenset(map(fold, said.get("halves", ()))),
        _phrases(said.get("percent", ())) | _percent(locale),
        _phrases(said.get("about", ())),
        _phrases(said.get("over", ())),
        _phrases(said.get("under", ())),
        _phrases(said.get("behind", ())),
        frozenset(map(fold, said.get("apart", ()))),
        frozenset(map(fold, said.get("joiners", ()))),
        frozenset(map(fold, said.get("year", ()))),
        {fold(word): days for word, days in said.get("days", {}).items()},
        _away(said.get("years", {})),
        _away(said.get("months", {})),
        _away(said.get("beside", {})),
        _away(said.get("away", {})),
        _away(said.get("weeks", {})),
        tuple(map(fold, said.get("seasons", ()))),
        frozenset(map(fold, said.get("ago", ()))),
        frozenset(map(fold, said.get("hence", ()))),
        frozenset(map(fold, said.get("from", ()))),
        frozenset(map(fold, said.get("until", ()))),
        tuple(map(fold, said.get("from-ends", ()))),
        _phrases(said.get("against", ())),
        frozenset(map(fold, said.get("votes", ()))),
        frozenset(map(fold, said.get("formerly", ()))),
        tuple(map(fold, said.get("within", ()))),
        {fold(word): month for word, month in said.get("month-words", {}).items()},
        {fold(word): float(part) for word, part in said.get("parts", {}).items()},
        frozenset(map(fold, said.get("reckons", ()))),
        tuple(map(fold, said.get("relative", ()))),
        tuple(sorted({*map(fold, said.get("ends", ())), *_case_endings(code)} - {""}, key=len, reverse=True)),
        tuple(map(fold, said.get("compounds", ()))),
        str(locale.number_symbols.get("latn", {}).get("decimal", ".")) if locale else ".",
    )


def _case_endings(code: str) -> Iterator[str]:
    """The endings that a whole word takes in a language."""
    if code in ("ky", "kk", "uz", "tg", "tr"):
        stem = "бббббб" if code != "tr" else "bbbbbb"
        yield from (form[len(stem) :] for form in forms([stem], code)[0] if form.startswith(stem))


def _away(items: Mapping[str, int]) -> list[tuple[tuple[str, ...], int]]:
    return [(tuple(map(fold, phrase.split())), away) for phrase, away in items.items()]


@cache
def endings_of(code: str) -> frozenset[str]:
    """The endings that a language glues to names of months and places."""
    return frozenset({*_case_endings(code), *map(fold, map(str, read("figures", code).get("month-ends", ())))})


def _phrases(items: Any) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(fold, item.split())) for item in items)


def _scales(locale: Locale | None) -> dict[str, float]:
    """Thousand, million and their abbreviations, as CLDR has them."""
    found: dict[str, float] = {}
    if locale is None:
        return found
    for by_form in locale.compact_decimal_formats.values():
        for by_size in by_form.values():
            for size, pattern in by_size.items():
                text = str(getattr(pattern, "pattern", pattern)).replace("'", "").replace("\u200f", "")
                word = re.sub(r"[0\s\u00a0.]+", " ", text).strip()
                zeros = text.count("0")
                if word and " " not in word and len(word) > 1 and zeros:
                    found.setdefault(fold(word), float(size) / 10 ** (zeros - 1))
    return found


def _percent(locale: Locale | None) -> frozenset[tuple[str, ...]]:
    patterns = locale.unit_display_names if locale else {}
    name = patterns.get("concentr-percent", {}).get("long") if patterns else None
    return frozenset({tuple(map(fold, name.split()))} if name and name != "%" else ())


def numeric(char: str) -> float | None:
    """The number that a character of Chinese or Japanese says, as Unicode has it."""
    if char in "〇零○":
        return 0.0
    if char in "两兩":
        return 2.0
    value = unicodedata.numeric(char, None) if "\u3400" <= char <= "\u9fff" else None
    return None if value is None else float(value)
