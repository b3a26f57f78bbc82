"""Words of a text as evidence compares them: the same for a curly, re-wrapped or vowelled copy."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsdesk.evidence.folding import normalise

if TYPE_CHECKING:
    import regex

# Scripts that set no blanks between words. In the first a character is a syllable or a word; in the others
# letters carry signs, and a letter with its signs is the least that can be read.
_CHARACTERS = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_SIGNED = "".join(
    rf"\p{{Script={script}}}"
    for script in "Thai Lao Khmer Myanmar Tai_Le New_Tai_Lue Tai_Tham Tai_Viet Javanese Balinese Cham".split()
)
_SIGNED_LETTER = rf"[[{_SIGNED}]&&\p{{L}}]"
_LETTER = rf"[[\p{{L}}\p{{N}}]--[{_CHARACTERS}]--{_SIGNED_LETTER}]"
_FOLLOWER = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_CHARACTERS}]--{_SIGNED_LETTER}]"
# What makes one figure of several: 1,500 · 2.5 · 12:30 · 5-10 · 1/2. "_" stands for the blank between groups of
# digits, "^" for a raised digit.
_BETWEEN_DIGITS = r"(?:\^-?\^?|__?|[-.,:/'·])"
_RAISED = r"(?:\^[-+]?)+\d+"


def _word(letter: str, follower: str, letters: str = "") -> str:
    """The pattern of words in scripts that set blanks.

    A mark belongs to its letter, a minus to its number, an apostrophe to the word it stands in; `letters` are those
    that look like an apostrophe and may begin or end a word, and one behind o or g ends a word of Uzbek.
    """
    edge = f"[{letters}]?" if letters else ""
    inner = rf"(?:(?:['{letters}·](?={letter})|(?<=\d){_BETWEEN_DIGITS}(?=\d)){follower}+)*"
    return rf"(?:(?<!\w)-(?=\d))?{edge}{letter}{follower}*{inner}(?:(?<=[og])'|{edge})"


@cache
def _letters(pattern: str) -> "regex.Pattern[str]":
    """A pattern of letters by their scripts."""
    # Imported here, and compiled when the first is met: a command that reads no such letters has no use for it.
    import regex

    return regex.compile(pattern, regex.VERSION1)


_WORD = (
    rf"[{_CHARACTERS}]|{_SIGNED_LETTER}\p{{M}}*|{_word(_LETTER, _FOLLOWER, 'ʼ')}|{_RAISED}"
    r"|[%‰‱\p{Sc}+=<>&@§°±×÷≈≤≥≠]"
)
# The same where there are no other letters: found in a third of the time.
_ASCII_WORD = re.compile(rf"{_word('[a-z0-9]', '[a-z0-9]')}|{_RAISED}|[%$+=<>&@]", re.ASCII)
_CHUNK = re.compile(r"\S+")
# Groups of three digits, and a fraction behind a whole number, which a blank holds together.
_GROUPS = re.compile(
    r"(?<![\w.,:/'’\u066b\u066c])\d{1,3}(?:\s\d{3})+(?!\d)|(?<![\w.,:/])\d+\s(?=\d+[/\u2044]\d|[¼-¾⅐-⅞])"
)
# Cheap to look for: most texts have none.
_SPECIAL = re.compile(r"['‘’`´](?!\w)|\d\s[\d¼-¾⅐-⅞]")
_ENDS = re.compile(r"[ogOG]['‘’`´](?!\w)")
# A single quotation mark, and one that could close it or be the last letter of a word in Uzbek.
_OPENS_OR_ENDS = re.compile(r"(?<!\w)['‘‚‛](?=\w)|(?<=[ogOG])['‘’`´](?!\w)|(?<=\w)['‘’](?!\w)")

_CHARACTER_WORD = f"[{_CHARACTERS}]"
# How much of a word each unit is, in sixths.
WORD, CHARACTER, SIGNED = 6, 3, 2


class Word(NamedTuple):
    """A normalised word and where it stands in the original."""

    text: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The normalised words of a text, in order; in scripts without blanks its characters, each with its signs."""
    whole = _in_one(text)
    if whole.isascii():
        return _ascii_words(whole)
    return [word for chunk in whole.split() for word in _words_of(chunk)]


def located(text: str) -> list[Word]:
    """The same words, each with its place in the text."""
    return [
        Word(word, chunk.start() + start, chunk.start() + end)
        for chunk in _CHUNK.finditer(_in_one(text))
        for word, start, end in _placed(chunk[0])
    ]


def ends(text: str) -> tuple[int, int, bool] | None:
    """Where the first word of a text starts and the last one ends, and whether there are others; None without words."""
    chunks = list(_CHUNK.finditer(_in_one(text)))
    first = next((chunk for chunk in chunks if _placed(chunk[0])), None)
    if first is None:
        return None
    last = next(chunk for chunk in reversed(chunks) if _placed(chunk[0]))
    before, after = _placed(first[0]), _placed(last[0])
    is_one = first is last and len(before) == 1
    return first.start() + before[0][1], last.start() + after[-1][2], not is_one


def digest(of: Sequence[str]) -> str:
    """The SHA-256 of a text, in hexadecimal digits: of its words with one space between."""
    return hashlib.sha256(" ".join(of).encode("utf-8", "surrogatepass")).hexdigest()


# Shorter quotations, such as one word, are used more than once.
_TELLING = 4
_MARK = 16


def marks_of(quotation: str | None, says: str | None) -> tuple[str, str]:
    """By what two statements are known to be one: marks of the words of a quotation, and of what a source says.

    "" where there is none, and of a quotation that is too short to tell.
    """
    quoted = words(quotation) if quotation else []
    own = digest(quoted)[:_MARK] if len(quoted) >= _TELLING else ""
    return own, digest(words(says))[:_MARK] if says else ""


@lru_cache(maxsize=65536)
def size(word: str) -> int:
    """How much of a word each of `words` is, in sixths: a Chinese character is half of one, a Thai letter a third."""
    if word.isascii():
        return WORD
    if _letters(_CHARACTER_WORD).match(word):
        return CHARACTER
    return SIGNED if signed_letter().match(word) else WORD


def signed_letter() -> "regex.Pattern[str]":
    """A letter of a script that sets no blanks between words and writes most vowels as signs."""
    return _letters(_SIGNED_LETTER)


def count(of: Sequence[str]) -> int:
    """How many words a text has in the count of its script, rounded up."""
    return -(-sum(map(size, of)) // WORD)


def stretches_of(of: Sequence[str], least: int) -> list[tuple[int, int]]:
    """From each word on, where the shortest stretch ends that is at least so many sixths of a word long."""
    found, end, long = [], 0, 0
    sizes = list(map(size, of))
    for start, own in enumerate(sizes):
        while long < least and end < len(sizes):
            long += sizes[end]
            end += 1
        if long < least:
            break
        found.append((start, end))
        long -= own
    return found


def _in_one(text: str) -> str:
    """The text, with what holds a figure together in the place of a blank, and no mark that closes a quotation
    behind a letter that an apostrophe could belong to; every character keeps its place."""
    if not _SPECIAL.search(text):
        return text
    text = _GROUPS.sub(lambda found: re.sub(r"\s", "_", found[0]), text)
    if not _ENDS.search(text):
        return text
    parts, at, is_open = [], 0, False
    for mark in _OPENS_OR_ENDS.finditer(text):
        before = text[mark.start() - 1 : mark.start()]
        opens = not (before.isalnum() or before == "_")
        if not opens and is_open:
            parts += [text[at : mark.start()], " "]
            at = mark.end()
        is_open = opens
    return "".join([*parts, text[at:]])


# Texts repeat their words: what was taken apart once is not taken apart again.
@lru_cache(maxsize=65536)
def _placed(chunk: str) -> tuple[tuple[str, int, int], ...]:
    normal = normalise(chunk)
    ends = (*normal.starts[1:], len(chunk))
    return tuple(
        (
            found[0].replace("ʼ", "'").replace("__", "_"),
            normal.starts[found.start()],
            _end(ends, normal.starts, found.end() - 1),
        )
        for found in _letters(_WORD).finditer(normal.text)
    )


def _end(ends: tuple[int, ...], starts: tuple[int, ...], last: int) -> int:
    """Where the cluster of the last letter ends in the original."""
    while ends[last] == starts[last] and last + 1 < len(ends):
        last += 1
    return ends[last]


@lru_cache(maxsize=65536)
def _words_of(chunk: str) -> tuple[str, ...]:
    if chunk.isascii():
        return tuple(_ascii_words(chunk))
    return tuple(word for word, _, _ in _placed(chunk))


def _ascii_words(text: str) -> list[str]:
    """No such word reaches across a blank, so that a whole text may be looked through in one."""
    return _ASCII_WORD.findall(text.lower().replace("`", "'"))
