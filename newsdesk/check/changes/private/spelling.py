"""Finds a name in any text, in every registered spelling, whatever its capitals, dashes, blanks and endings."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

from newsdesk.evidence.names import LANGUAGES, forms
from newsdesk.evidence.words import located, words

# Letters of full width, marks of their own and what is not seen: in bytes, a word may look otherwise than it is. By
# the first byte, which is looked for in a tenth of the time.
_HIDING = (
    (b"\xef", (b"\xef\xbc", b"\xef\xbd")),
    (b"\xcc", (b"\xcc",)),
    (b"\xcd", (b"\xcd",)),
    (b"\xc2", (b"\xc2\xad",)),
    (b"\xe2", (b"\xe2\x80\x8b", b"\xe2\x80\x8c", b"\xe2\x80\x8d")),
    (b"\xd9", (b"\xd9\x80",)),
)
# So it may in an escape, and where one breaks a line.
_ESCAPES = re.compile(rb"\\[uUxN_\n\r]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[a-z\u00df-\u024f]+")
_POSSESSIVE = ("'s", "’s")
_STOPS = frozenset(".!?…。！？:")
# What stands inside a word and is not seen.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u0640"


class Spellings:
    """All spellings of a name; ids such as `ada-quill` and addresses are searched in the same way."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(" ".join(name.split()) for name in names if words(name)))

    @cached_property
    def _ways(self) -> list[list[frozenset[str]]]:
        """For each way to write the name: what each of its words may look like."""
        ways: dict[tuple[str, ...], list[frozenset[str]]] = {}
        for name in self.names:
            parts = words(name)
            # The family name may stand first.
            for order in (parts, [*parts[-1:], *parts[:-1]]):
                some = [forms(order, language) for language in LANGUAGES if language != "ar" or _ARABIC.search(name)]
                way = [frozenset().union(*each) for each in zip(*some, strict=True)]
                ways[tuple(order)] = [*way[:-1], way[-1] | _genitive(order[-1])]
        return list(ways.values())

    @cached_property
    def _stems(self) -> list[list[str]]:
        """For each spelling what any text with it has in it: how all forms of each of its words begin."""
        # Arabic writes "and", "by", "for" as one with the word behind.
        bare = [[{one.removeprefix("ال") for one in some} for some in way] for way in self._ways]
        return [[min(some, key=len) if _ARABIC.search(min(some)) else _beginning(some) for some in way] for way in bare]

    @cached_property
    def _plain(self) -> list[list[bytes]]:
        """Those of them that are the same in any file."""
        return _sought([stem for stem in stems if stem.isascii()] for stems in self._stems)

    @cached_property
    def _ascii(self) -> list[list[bytes]]:
        """The spellings that a file without any other letter can have, each as `_stems`."""
        seen = [[_seen(stem) for stem in stems] for stems in self._stems]
        return _sought(stems for stems in seen if all(map(str.isascii, stems)))

    def may_stand_in(self, raw: bytes) -> bool:
        """Whether a closer look at a file is worth it: cheap, and never wrong where it says no."""
        if b"\\" in raw and _ESCAPES.search(raw):
            return True
        if raw.isascii():
            return _has_any(raw.lower(), self._ascii)
        if not _hides(raw) and not _has_any(raw.lower(), self._plain):
            return False
        text = raw.decode("utf-8", "replace")
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
        text = _seen(text.casefold())
        return any(all(_seen(stem) in text for stem in stems) for stems in self._stems)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """From where to where the name stands in a text, in order; the longest where several begin together."""
        found = located(text)
        here = [word.text for word in found]
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(here):
            fits = [len(way) for way in self._ways if _fits(here, at, way)]
            if not fits:
                at += 1
                continue
            start, end = found[at].start, found[at + max(fits) - 1].end
            if text[start:end].endswith(_POSSESSIVE):
                end -= 2
            spans.append((start, end))
            at += max(fits)
        return spans

    def replaced(self, text: str, by: str) -> str:
        """The text with other words for the name; a capital where it opened a sentence."""
        parts, last = [], 0
        for start, end in self.spans(text):
            before = text[:start].rstrip(" \t\n\"'“«(")
            opens = not before or before[-1] in _STOPS
            parts += [text[last:start], by[:1].upper() + by[1:] if opens else by]
            last = end
        return "".join([*parts, text[last:]])

    def lines(self, text: str) -> Iterator[int]:
        """The lines of a text in which the name begins, from 1."""
        for start, _ in self.spans(text):
            yield text.count("\n", 0, start) + 1


def _sought(ways: Iterable[list[str]]) -> list[list[bytes]]:
    """Each way to write a name once, whatever the order of its words; the longest first, which is found fastest."""
    found = dict.fromkeys(tuple(sorted(stems, key=lambda stem: (-len(stem), stem))) for stems in ways)
    return [[stem.encode() for stem in stems] for stems in found]


# Plain loops: both are asked of each file of a collection, and a generator takes longer than what it looks for.


def _has_any(text: bytes, ways: list[list[bytes]]) -> bool:
    """Whether all parts of any way to write a name are in a text."""
    for way in ways:
        for stem in way:
            if stem not in text:
                break
        else:
            return True
    return False


def _hides(raw: bytes) -> bool:
    """Whether a file has letters that may look otherwise than they are."""
    for first, signs in _HIDING:
        if first in raw:
            for sign in signs:
                if sign in raw:
                    return True
    return False


def _genitive(word: str) -> frozenset[str]:
    """The form in which many languages of Latin script say whose something is."""
    return frozenset({f"{word}s"}) if len(word) > 2 and _LATIN.fullmatch(word) else frozenset()


def _fits(here: list[str], at: int, way: list[frozenset[str]]) -> bool:
    part = here[at : at + len(way)]
    return len(part) == len(way) and all(word in some for word, some in zip(part, way, strict=True))


def _seen(text: str) -> str:
    """The text without what is not seen, and in one form of ё: quicker than a table where nothing of it is there."""
    for char in _UNSEEN:
        if char in text:
            text = text.replace(char, "")
    return text.replace("ё", "е")


def _beginning(some: Iterable[str]) -> str:
    """What words begin with alike."""
    first, last = min(some), max(some)
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:same]
