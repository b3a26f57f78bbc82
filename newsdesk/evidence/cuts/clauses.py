"""Where the clause of a word begins and ends, and which phrases of a language stand in a stretch of words."""

import re
from collections.abc import Callable, Iterable, Sequence

from newsdesk.evidence.languages import Language, Phrase
from newsdesk.evidence.words import size

Gap = Callable[[int], str]
"""What stands in the text between the word of that number and the one before it."""

# What may stand between two words of one clause; everything else ends it, and so does an empty line.
_INSIDE = re.compile(r"[\s\-‐‑‒–'’ʼ‘ʻ`´/·\u05be\u058a\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]*")
_EMPTY_LINE = re.compile(r"\n\s*\n")


def clause_start(words: Sequence[str], gap: Gap, at: int, reach: int, language: Language) -> int:
    """Where the clause of a word begins, looking back so many sixths of a word."""
    while at > 0 and reach > 0 and not begins(words, at, language) and not ends_clause(gap(at), language):
        at -= 1
        reach -= size(words[at])
    return at


def clause_end(words: Sequence[str], gap: Gap, at: int, reach: int, language: Language) -> int:
    """The number behind the last word of the clause of a word, looking ahead so many sixths."""
    end = at + 1
    while end < len(words) and reach > 0 and not begins(words, end, language) and not ends_clause(gap(end), language):
        reach -= size(words[end])
        end += 1
    return end


def begins(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether a clause begins with a word."""
    return any(phrase.at(words, at) for phrase in language.clause)


def ends_clause(between: str, language: Language) -> bool:
    """Whether what stands between two words parts two clauses."""
    if language.blanks_end and between.isspace():
        return True
    return _INSIDE.fullmatch(between) is None or _EMPTY_LINE.search(between) is not None


def places(words: Sequence[str], start: int, end: int, phrases: Iterable[Phrase]) -> list[tuple[int, int]]:
    """From where to where each of some phrases stands between two words."""
    return [
        (at, at + len(phrase.parts))
        for at in range(start, end)
        for phrase in phrases
        if at + len(phrase.parts) <= end and phrase.at(words, at)
    ]


def first_of(
    words: Sequence[str], start: int, end: int, phrases: Iterable[Phrase], harmless: Iterable[Phrase]
) -> tuple[int, int] | None:
    """The first and longest of these phrases that is no part of a harmless one, which may reach further out."""
    excused = places(words, max(0, start - 3), end, harmless)
    found = (
        one for one in places(words, start, end, phrases) if not any(a <= one[0] and one[1] <= b for a, b in excused)
    )
    return min(found, key=lambda one: (one[0], -one[1]), default=None)
