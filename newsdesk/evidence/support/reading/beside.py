"""A figure as it was read, and what stands beside it: per cent, about, more than, later; ranges of two."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from newsdesk.evidence.support.reading.lexemes import Lexeme, characters
from newsdesk.evidence.support.reading.numerals import Numerals

_DASH = re.compile(r"\s*[-–—−~～〜至到]\s*")
_BREAKS = re.compile(r"[,;:!?()\n]|[^\W\d_]{4}\.")
_SMALL = 12
"""Up to here numbers in words are often our own counting: the two states, one of three."""
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th)\b|-?(?:й|я|го|му|ым|ом|ая|ой|е|ти|ый|х)\b|-?(?:чи|чы|чу|чү|нчи|inchi|nchi)\b|º|ª"
)
_HALF = re.compile(r"[个個年天月](?:多)?半(?![径数年月天夜])")
_TENTHS = re.compile(r"成([一二三四五六七八九]?)(?![为立功本员长果都绩])")


_POINTS = ("point", "пункт", "punkt", "нукта", "банд", "نقط", "puan", "тармақ")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure may say, the likeliest first; `hour` is a time of day such as 3:40.

    `share` is whether it is per cent: None where it may be, as the first of a range. `about` is whether it is said
    to be rounded: "" exact, "~" to any side, ">" and "<" the least and the most.
    """

    values: tuple[float, ...]
    start: int
    end: int
    share: bool | None = False
    in_words: bool = False
    hour: str = ""
    about: str = ""
    ordinal: bool = False
    apart: bool = False
    """Whether it is said as a difference that somebody reckoned: two days later, three fewer."""
    rounded: bool = False
    """Whether it has a scale in words, which figures take that are rounded."""

    @property
    def key(self) -> str:
        """n:1500, p:12.5, h:3:40."""
        if not self.values:
            return f"h:{self.hour}"
        return f"{'p' if self.share else 'n'}:{shown(self.values[0])}"

    @property
    def free(self) -> bool:
        """Whether it may be our own counting, of which an article need not have the word."""
        return bool(self.ordinal or (self.in_words and self.values and self.values[0] <= _SMALL and not self.share))


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two figures may say the same number, or the same hour."""
    if one.hour and other.hour and _hours(one.hour) & _hours(other.hour):
        return True
    return any(abs(a - b) <= 1e-9 * max(abs(a), abs(b)) for a in one.values for b in other.values)


def _hours(hour: str) -> set[tuple[int, str]]:
    whole, _, minute = hour.partition(":")
    return {(int(whole), minute), ((int(whole) + 12) % 24, minute)}


def is_result(figure: Figure) -> bool:
    """Whether a figure is the result of a match, and no hour: 3:1, 84:79."""
    first, _, second = figure.hour.partition(":")
    return bool(second) and (len(second) == 1 or int(first) > 24 or figure.end - figure.start < 4)


def shown(value: float) -> str:
    """A number without what binary fractions add to it."""
    return format(round(value, 6), "f").rstrip("0").rstrip(".")


def told(
    text: str, found: Sequence[Lexeme], at: int, end: int, figure: Figure, numerals: Numerals
) -> tuple[Figure, int]:
    """The figure with what stands beside it (per cent, about, more than, later), and the lexeme behind it all."""
    behind = tuple(lexeme.text for lexeme in takewhile(lambda one: one.kind == "w", found[end : end + 3]))
    before = tuple(lexeme.text for lexeme in found[max(0, at - 4) : at])
    close = text[figure.end : figure.end + 2].lstrip("\u00a0\u202f ")[:1]
    ahead = text[max(0, figure.start - 5) : figure.start].rstrip("\u00a0 ")
    share: bool | None = close in ("%", "٪", "﹪", "％") or ahead[-1:] in ("%", "٪")
    stop = figure.end
    if close and close in "%٪﹪％":
        stop = text.index(close, figure.end) + 1
    after = end
    for phrase in numerals.percent:
        if behind[: len(phrase)] == phrase and found[end].start - figure.end < 3:
            share, after = True, end + len(phrase)
            stop = found[after - 1].end
        if ahead.endswith("".join(phrase)) or (len(phrase) == 1 and before[-1:] == phrase and numerals.code == "tr"):
            share = True
        if len(phrase) == 1 and behind[:1] and behind[0].startswith(phrase[0]) and len(phrase[0]) > 3:
            share, stop, after = True, found[end].end, end + 1
    if not share and any(
        len(phrase) == 1 and before[-1:] and before[-1].startswith(phrase[0]) for phrase in numerals.percent
    ):
        share = None  # kredit foizi 26
    if share and any(word.startswith(_POINTS) for word in behind[:3]):
        share = None  # 2.5 points are percentage points too
    about = figure.about
    for sign, phrases in (("~", numerals.about), (">", numerals.over), ("<", numerals.under)):
        if _ends(before, phrases, text[max(0, figure.start - 3) : figure.start] if numerals.code == "zh" else ""):
            about = about + sign if about != "~" or sign != "~" else about
    if any(behind[: len(phrase)] == phrase or behind[1 : 1 + len(phrase)] == phrase for phrase in numerals.behind):
        about += "~"
    if numerals.code == "zh" and text[figure.end : figure.end + 1] in ("多", "余"):
        about += ">"
    ordinal = figure.ordinal or (not figure.in_words and bool(_ORDINAL.match(text, figure.end)))
    apart = figure.apart or (bool(numerals.apart.intersection(behind[:3])) and figure.values[:1] <= (31.0,))
    values = figure.values
    if numerals.code == "zh" and values and (tenths := _TENTHS.match(text, figure.end)):
        # 三成 is three tenths, 四成三 forty-three hundredths.
        values, share, stop = (values[0] * 10 + (characters(tenths[1]) or 0.0),), True, tenths.end()
        after = next((number for number in range(after, len(found)) if found[number].start >= stop), len(found))
    if numerals.code == "zh" and values and (half := _HALF.match(text, figure.end)):
        values, stop = (values[0] + 0.5,), max(stop, half.end())
    made = replace(figure, values=values, share=share, about=about, ordinal=ordinal, apart=apart, end=stop)
    return made, after


def bounded_from(text: str, found: Sequence[Lexeme], figure: Figure, numerals: Numerals) -> int:
    """Where a figure begins with the words before it that bound or round it (over, at least, some); else its start."""
    before = [lexeme for lexeme in found if lexeme.end <= figure.start][-4:]
    words = tuple(lexeme.text for lexeme in before)
    start = figure.start
    for phrase in (*numerals.about, *numerals.over, *numerals.under):
        size = len(phrase)
        # "At least some 200": a word at most stands between, as where the figure was read.
        for behind in range(1 + (size > 1)):
            at = len(words) - size - behind
            if at >= 0 and words[at : at + size] == phrase and not _BREAKS.search(text, before[at].start, figure.start):
                start = min(start, before[at].start)
    return start


def _ends(before: tuple[str, ...], phrases: Iterable[tuple[str, ...]], ahead: str) -> bool:
    """Whether one of these phrases stands before, with a word at most between."""
    for phrase in phrases:
        size = len(phrase)
        if (
            before[-size:] == phrase
            or (size > 1 and before[-size - 1 : -1] == phrase)
            or (ahead and ahead.endswith(phrase[0]))
        ):
            return True
    return False


def ranges(text: str, made: list[Figure]) -> list[Figure]:
    """The same; the first figure of a range may be per cent or thousands as the second is: 15 to 20 per cent."""
    for at in range(len(made) - 1):
        first, second = made[at], made[at + 1]
        between = text[first.end : second.start]
        if len(between) > 8 or not first.values or not second.values or "\n" in between:
            continue
        is_range = _DASH.fullmatch(between) or between.strip().isalpha() or between.strip() in (",", "of the", "of its")
        # A share is none of the thousands behind it, and a comma ends what comes before.
        scales = is_range and between.strip() != "," and first.share is False
        if is_range and second.share and not first.share:
            made[at] = replace(first, share=None)
        if scales and second.rounded and not first.rounded and first.values[0] < 1000:
            scale = 1000.0
            while scale * 1000 <= second.values[0]:
                scale *= 1000
            made[at] = replace(made[at], values=(*first.values, first.values[0] * scale))
    return made
