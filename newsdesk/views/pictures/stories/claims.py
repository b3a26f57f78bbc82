"""Figures by what they claim: the same number of the same thing is one claim, however an outlet words it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import function_words, meanings, places_of, stem
from newsdesk.evidence.support.reading.lexemes import Lexeme
from newsdesk.evidence.support.reading.numerals import fold
from newsdesk.evidence.support.text import Text, cognate
from newsdesk.views.pictures.stories.uncounted import Numbered, is_part, uncounted

# So many words stand behind a figure, to tell what is counted; more where these are little ones, such as "of the".
_BEHIND, _MOST_BEHIND = 2, 5
_ENDS = ".,;:!?)۔؟،。、"
# What befalls somebody, in words of the glossary: whoever counts the one does not count the other.
_FATES = ("killed", "injured", "missing", "detained", "evacuated")
_OF_ANY_FATE = "casualties"
# Whoever counts some of the dead, or some of those just counted, does not count the dead.
_PART = "*"
_GOES_ON = "\N{NO-BREAK SPACE}…"
_NONE = Numbered()
_CLAUSE = re.compile(r"[.,;:!?()۔؟،。、\n]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a text: its number, how it is bound, what it counts as far as that is known, and its words."""

    value: str
    about: str
    """"" exact, "~" about, ">" at least or over, "<" at most."""
    counts: frozenset[str]
    """What befell those who are counted, such as death or wounds; empty where nothing beside the figure tells."""
    things: frozenset[str]
    """Who or what is counted, by the beginnings of its words; empty of people of any kind whom something befell."""
    side: str
    """The country of which the clause speaks, or else the question, as `cognate` has it; "" of none or several."""
    said: str

    @property
    def is_known(self) -> bool:
        """Whether something tells what is counted: else nobody can say that another one counts the same."""
        return bool(self.counts or self.things)


def claims_in(text: Text, named: Numbered = _NONE, *, else_about: str = "") -> list[Claim]:
    """The figures in digits of a text that count something; `else_about` tells what and where the text does not.

    `named` finds names that hold digits; `else_about` is such as the question that the text answers.
    """
    if not any(map(str.isdigit, text.text)):
        return []
    little, found = function_words(text.language), []
    asked, asked_side = _asked(else_about, text.language)
    none = uncounted(text, named)
    for at, figure in enumerate(text.figures):
        if not (figure.in_words or figure.ordinal or figure in none):
            counts, things = _counted(text, at, little)
            said = _with_words(text, figure, little)
            # A country before a figure may be the one that gives it: only one behind it tells whose people are counted.
            side = _side(text, figure.end, _clause(text, at)[1]) or asked_side
            if not counts and not things and not _words_behind(text, at):
                counts = asked
            found.append(Claim(figure.key, figure.about, counts, things, side, said))
    return found


def kinds(claims: Iterable[Claim]) -> dict[Claim, str]:
    """Claims by what they say: those have one key that give one number, bound alike, of the same thing and side.

    Where no side is told, a claim goes with the others of its number and thing, if these are of one side. One of which
    nothing tells what it counts has no key.
    """
    alike: dict[tuple[str, str, frozenset[str]], list[Claim]] = {}
    found: dict[Claim, str] = {}
    for claim in claims:
        found[claim] = ""
        if claim.is_known:
            alike.setdefault((claim.value, claim.about, claim.things), []).append(claim)
    for (value, about, told), same in alike.items():
        fates: list[frozenset[str]] = []
        for counts in (claim.counts for claim in same if claim.counts):
            shared = [fate for fate in fates if fate & counts]
            fates = [*(fate for fate in fates if fate not in shared), counts.union(*shared)]
        for fate in (*fates, frozenset[str]()):
            theirs = [claim for claim in same if (claim.counts & fate if fate else not claim.counts)]
            sides = {claim.side for claim in theirs} - {""}
            for claim in theirs:
                side = claim.side or (min(sides) if len(sides) == 1 else "")
                parts = (about, min(fate, default=""), *sorted(told), side and f"({side})")
                found[claim] = " ".join((value, *filter(None, parts)))
    return found


def may_be_same(one: Claim, other: Claim) -> bool:
    """Whether two claims that give one number may be of the same, as far as their words tell.

    A part is not the whole, and a number that is bound otherwise may be the same only where the same is counted.
    """
    if (_PART in one.things) != (_PART in other.things):
        return False
    return one.about == other.about or bool(one.counts & other.counts or one.things & other.things)


def _counted(text: Text, at: int, little: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What befell those whom a figure counts, and who or what they are.

    The first word behind it that tells says what befell them, or else those before it. A clause and another figure end
    that.
    """
    figure, (start, end) = text.figures[at], _clause(text, at)
    behind = [one for one in text.lexemes if figure.end <= one.start and one.end <= end and one.kind == "w"]
    told = [a for a, _ in _told(text, figure.end, end)]
    counts = _telling(text, figure.end, end, is_first=True)
    words = [one for one in behind if not told or one.start < min(told)]
    if not counts:
        counts = _telling(text, start, figure.start)
        # As far as a little word, behind which it is told of something else: 63 people in three villages.
        words = words[:1] if counts else words[:_MOST_BEHIND]
    neutral = {a for meaning, a, _ in text.meanings if counts and meaning in _people()}
    things = [
        one for one in words if one.text not in little and one.start not in neutral and not _is_country(text, one)
    ]
    if not counts:
        things = things[:_BEHIND]
    told_of = frozenset(stem(one.text) or one.text for one in things if one.text not in text.numerals.apart)
    return counts, told_of | {_PART} if is_part(text, figure) else told_of


@lru_cache(maxsize=64)
def _asked(question: str, language: str) -> tuple[frozenset[str], str]:
    """What befell those of whom a question asks, and their side: it is asked of each of its accounts."""
    text = Text(question, language)
    return _telling(text, 0, len(question)), _side(text, 0, len(question))


def _words_behind(text: Text, at: int) -> bool:
    """Whether anything at all stands behind a figure in its clause."""
    return bool(text.text[text.figures[at].end : _clause(text, at)[1]].strip())


def _clause(text: Text, at: int) -> tuple[int, int]:
    """Where a clause begins before a figure and ends behind it; other figures part it too."""
    figure = text.figures[at]
    following = text.figures[at + 1].start if at + 1 < len(text.figures) else len(text.text)
    end = _CLAUSE.search(text.text, figure.end)
    earlier = text.figures[at - 1].end if at else 0
    start = max((found.end() for found in _CLAUSE.finditer(text.text, earlier, figure.start)), default=earlier)
    return start, min(following, end.start() if end else len(text.text))


def _side(text: Text, start: int, end: int) -> str:
    """The country of which a part of a text speaks, by name or people; "" where it is none or several."""
    within = (one for one in text.lexemes if start <= one.start and one.end <= end)
    found = {cognate(one.text) for one in within if _is_country(text, one)}
    return found.pop() if len(found) == 1 else ""


def _is_country(text: Text, one: Lexeme) -> bool:
    """Whether a word is the name of a country or people; English has a capital for both, and others may have none."""
    return cognate(one.text) in _countries() and (text.code != "en" or text.text[one.start].isupper())


@cache
def _countries() -> frozenset[str]:
    """How the names of countries begin in any script."""
    names = (name for code in ("en", "ru") for name, place in places_of(code).items() if len(place) == len("geo:XX"))
    return frozenset(cognate(name) for name in names if " " not in name) - {""}


def _telling(text: Text, start: int, end: int, *, is_first: bool = False) -> frozenset[str]:
    """The fates that the words of a part of a text mean, or only those of the first of these words."""
    found = _told(text, start, end)
    return frozenset(meaning for a, meaning in found if not is_first or a == min(found)[0])


def _told(text: Text, start: int, end: int) -> list[tuple[int, str]]:
    """The words of a part of a text that tell a fate, each by where it begins; victims may be dead, hurt or robbed."""
    within = [(meaning, a) for meaning, a, b in text.meanings if start <= a and b <= end]
    open_to_all = {a for meaning, a in within if meaning in _of_any_fate()}
    return [(a, meaning) for meaning, a in within if meaning in _fates() and a not in open_to_all]


@cache
def _fates() -> frozenset[str]:
    return frozenset(meaning for word in _FATES for meaning in meanings(word, "en"))


@cache
def _of_any_fate() -> frozenset[str]:
    return frozenset(meanings(_OF_ANY_FATE, "en"))


@cache
def _people() -> frozenset[str]:
    return frozenset(meanings("people", "en"))


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
