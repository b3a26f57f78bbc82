"""Figures by what they claim: the same number of the same thing is one claim, however an outlet words it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import function_words, meanings
from newsdesk.evidence.support.reading.numerals import fold
from newsdesk.evidence.support.text import Text

# So many words stand behind a figure, to tell what is counted; more where these are little ones, such as "of the".
_BEHIND, _MOST_BEHIND = 2, 5
_ENDS = ".,;:!?)۔؟،。、"
# What befalls somebody, in words of the glossary: whoever counts the one does not count the other.
_FATES = ("killed", "injured", "missing", "detained", "evacuated")
_GOES_ON = "\N{NO-BREAK SPACE}…"
_CLAUSE = re.compile(r"[.,;:!?()۔؟،。、\n]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a text: its number, how it is bound, what it counts as far as that is known, and its words."""

    value: str
    about: str
    """"" exact, "~" about, ">" at least or over, "<" at most."""
    counts: frozenset[str]
    """What befell those who are counted, such as death or wounds; empty where nothing beside the figure tells."""
    said: str

    def is_worded_as(self, other: "Claim") -> bool:
        """Whether another claim of the same number binds it the same way and certainly counts the same."""
        return self.about == other.about and (self._plain == other._plain or bool(self.counts & other.counts))

    @property
    def _plain(self) -> str:
        return self.said.removesuffix(_GOES_ON).casefold()


def claims_in(text: Text, *, else_about: str = "") -> list[Claim]:
    """The figures in digits of a text, without hours and places in a row; `else_about` tells what they count
    where the text does not, such as the question that it answers."""
    little, found = function_words(text.language), []
    asked = _telling(Text(else_about, text.language), 0, len(else_about)) if else_about else frozenset()
    for at, figure in enumerate(text.figures):
        if not (figure.in_words or figure.hour or figure.ordinal):
            counts = _counted(text, at) or asked
            found.append(Claim(figure.key, figure.about, counts, _with_words(text, figure, little)))
    return found


def kinds(claims: Iterable[Claim]) -> dict[Claim, str]:
    """Claims by what they say: those have one key that give one number of what may be the same thing.

    Where nothing tells what is counted, a claim goes with the others of its number, if these count one thing.
    """
    by_value: dict[str, list[Claim]] = {}
    for claim in claims:
        by_value.setdefault(claim.value, []).append(claim)
    found: dict[Claim, str] = {}
    for value, same in by_value.items():
        things: list[frozenset[str]] = []
        for counts in (claim.counts for claim in same if claim.counts):
            shared = [thing for thing in things if thing & counts]
            things = [*(thing for thing in things if thing not in shared), counts.union(*shared)]
        names = [min(thing) for thing in things]
        for claim in same:
            of = [name for thing, name in zip(things, names, strict=True) if thing & claim.counts]
            found[claim] = f"{value} {(of or (names if len(names) == 1 else ['']))[0]}".strip()
    return found


def _counted(text: Text, at: int) -> frozenset[str]:
    """What befell those whom a figure counts: by the first word behind it that tells, or else those before it.

    A clause and another figure end that.
    """
    figure = text.figures[at]
    following = text.figures[at + 1].start if at + 1 < len(text.figures) else len(text.text)
    end = _CLAUSE.search(text.text, figure.end)
    behind = _telling(text, figure.end, min(following, end.start() if end else len(text.text)), is_first=True)
    if behind:
        return behind
    earlier = text.figures[at - 1].end if at else 0
    start = max((found.end() for found in _CLAUSE.finditer(text.text, earlier, figure.start)), default=earlier)
    return _telling(text, start, figure.start)


def _telling(text: Text, start: int, end: int, *, is_first: bool = False) -> frozenset[str]:
    """The fates that the words of a part of a text mean, or only those of the first of these words."""
    found = [(a, meaning) for meaning, a, b in text.meanings if start <= a and b <= end and meaning in _fates()]
    return frozenset(meaning for a, meaning in found if not is_first or a == min(found)[0])


@cache
def _fates() -> frozenset[str]:
    return frozenset(meaning for word in _FATES for meaning in meanings(word, "en"))


def _with_words(of: Text, figure: Figure, little: frozenset[str]) -> str:
    """A figure with the words that bound it and those behind it, as far as its clause goes.

    No little word, such as "and", is the last one.
    """
    text, end, said = of.text, figure.end, of.bounded(figure)
    behind = text[end:].partition("\n")[0].split(maxsplit=_MOST_BEHIND)[:_MOST_BEHIND]
    stop = next((at for at, word in enumerate(behind) if word[-1] in _ENDS), None)
    if text[end : end + 1] in _ENDS:
        return said
    if stop is not None and stop < _BEHIND:
        return " ".join([said, *behind[: stop + 1]]).rstrip(_ENDS)
    telling = [at for at, word in enumerate(behind) if fold(word.rstrip(_ENDS)) not in little]
    last = max((at for at in telling if at < _BEHIND), default=min(telling, default=_BEHIND - 1))
    said = " ".join([said, *behind[: last + 1]])
    return said.rstrip(_ENDS) if last == stop else f"{said}{_GOES_ON}"
