"""Where a figure, date or name of a sentence stands on a page: by value, by calendar, by sound."""

import re
from collections.abc import Iterator
from itertools import pairwise

from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.lexemes import HAN
from newsdesk.evidence.support.reading.names import Name
from newsdesk.evidence.support.reading.roles import clipped
from newsdesk.evidence.support.text import Text

Span = tuple[int, int]
_HAN = re.compile(f"[{HAN}]")
_FAR = 120
_ROUGH = 0.11
"""A rounded figure is off by at most so much: about 100 for 98, nearly 1,400 for 1,380, some 20,000 for 18,400."""


def rounds(said: Figure, found: Figure) -> bool:
    """Whether a figure is another one rounded, as far as the sentence says so or rounds to whole thousands."""
    if not said.values or not found.values:
        return False
    a, b = said.values[0], found.values[0]
    if a <= 0 or b <= 0:
        return False
    off = (b - a) / a
    if said.about and not said.in_words and not found.about and precision(b) <= precision(a):
        return False  # what is rounded has fewer digits than what it stands for
    if said.about:
        # The rounder it is said, the further off it may be: more than 100,000 for 140,000, about 48 for 49.
        round_ = precision(a) == 1 or (precision(a) == 2 and (a >= 100 or a % 10 == 0 or a != int(a)))
        room = _ROUGH if round_ else _ROUGH / 3
        if "~" in said.about and said.in_words and a in (10.0, 12.0, 100.0):
            room = 0.25
        if ">" in said.about and "<" not in said.about and ("~" not in said.about or said.apart):
            # Where the page says "more than" too, it is the same figure.
            if ">" in found.about:
                return 0 <= off <= room
            # More than 100,000 may be 140,000, but more than 80 is not 93.
            first = int(f"{a:e}"[0])
            return 0 <= off <= (min(0.5, 1 / first) if precision(a) == 1 else 0.2 if round_ else room)
        if "<" in said.about and ">" not in said.about and "~" not in said.about:
            return -(0.2 if round_ else room) <= off <= 0
        return abs(off) <= room
    if found.about:
        return abs(off) <= 0.02
    # 2.5 million for 2,512,300: as exact as it is said.
    return bool(said.rounded or a >= 1000) and rounds_to(b, a)


def rounds_to(exact: float, said: float) -> bool:
    """Whether a number is a more exact one, rounded to its last digit."""
    return precision(said) < precision(exact) and abs(exact - said) <= _last_place(said) / 2


def precision(value: float) -> int:
    """How many digits a number has without the zeros at its ends."""
    return len(f"{value:.12g}".replace(".", "").strip("0"))


def _last_place(value: float) -> float:
    """The worth of the last digit that is not zero."""
    digits = f"{value:.0f}"
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10**zeros) if value == int(value) else 0.1


def elliptic(figure: Figure, text: Text, page: Page) -> Iterator[Figure]:
    """The figures of a page that say the same without the thousands which stand before, or of which ours lacks them.

    They promised 180 thousand and gave forty.
    """
    if not figure.values or figure.share:
        return
    for one in page.figures:
        if not one.values or one.share or one.ordinal or not one.values[0] or not figure.values[0]:
            continue
        times = figure.values[0] / one.values[0]
        short, where = (one, page) if times > 1 else (figure, text)
        scale = times if times > 1 else 1 / times
        if not short.rounded and scale in (1e3, 1e6, 1e9) and scale in _scales_before(short, where):
            yield one


def _scales_before(figure: Figure, text: Text) -> set[float]:
    """The thousands and millions of the figures that stand before one in its sentence."""
    told = [one for one in text.figures if one.rounded and one.values and 0 < figure.start - one.end < _FAR]
    return {scale for one in told for scale in (1e3, 1e6, 1e9) if scale <= one.values[0] < scale * 1000}


def scores(figure: Figure, page: Page) -> Iterator[Span]:
    """Where a page has the result of a match, either side first: 3:1, 1-3, three goals to one."""
    first, _, second = figure.hour.partition(":")
    if ":" in second:  # 2:07:41 is two hours, seven minutes and 41 seconds
        sought = [float(part) for part in figure.hour.split(":")]
        told = [one for one in page.figures if one.values]
        for at in range(len(told) - 2):
            if [one.values[0] for one in told[at : at + 3]] == sought and told[at + 2].end - told[at].start < _FAR / 2:
                yield told[at].start, told[at + 2].end
        return
    both = {float(first), float(second)}
    for match in re.finditer(rf"\b(?:{first}\s*[-–—:比]\s*{second}|{second}\s*[-–—:比]\s*{first})\b", page.text):
        yield match.span()
    for one, two in pairwise([one for one in page.figures if one.values]):
        if two.start - one.end < _FAR / 3 and {one.values[0], two.values[0]} == both:
            yield one.start, two.end


def fits(said: Day, found: Day) -> bool:
    """Whether a date of a page is the one of a sentence: all that the sentence says of it, as far as the page does."""
    return any(_fits(one, other) for one in said.said for other in found.said)


def _fits(said: tuple[int | None, ...], found: tuple[int | None, ...]) -> bool:
    for mine, theirs in zip(said[1:], found[1:], strict=True):
        if mine is not None and mine != theirs:
            return False
    year, other = said[0], found[0]
    if year is not None and other is not None:
        return year == other
    return year is None or said[1] is not None


def initials(name: Name, page: Page) -> Iterator[Span]:
    """Words of a page that begin with the letters of an abbreviation, or an abbreviation of these words."""
    shown = name.words[0] if len(name.words) == 1 else ""
    if shown and 2 <= len(shown) <= 6:
        letters = [one for one in page.lexemes if one.kind == "w"]
        for at, lexeme in enumerate(letters):
            here = letters[at : at + len(shown)]
            if page.text[lexeme.start].isupper() and "".join(one.text[0] for one in here) == shown:
                yield lexeme.start, here[-1].end
    elif len(name.words) > 1:
        short = "".join(word[0] for word in name.words)
        for lexeme in page.capitals.get(short, ()):
            if page.text[lexeme.start : lexeme.end].isupper():
                yield lexeme.start, lexeme.end


def clippings(name: Name, page: Page) -> list[Span]:
    """Words of a page of whose beginnings a word is made: Нацстатком, Национальный статистический комитет."""
    if len(name.words) != 1 or not name.words[0].startswith(clipped(page.code) or ("\0",)):
        return []
    words_of = [one for one in page.lexemes if one.kind == "w" and len(one.text) > 2]
    found = []
    for at, lexeme in enumerate(words_of):
        rest, end = name.words[0], at
        while end < len(words_of) and end - at < 5:
            size = next((at for at, (a, b) in enumerate(zip(rest, words_of[end].text, strict=False)) if a != b), None)
            size = min(len(rest), len(words_of[end].text)) if size is None else size
            if size < 2 or (size < 3 and not rest[size:]):
                break
            rest, end = rest[size:], end + 1
            if len(rest) <= 3 and end - at > 1:
                # What is left is an ending of the last word: Нацбанка.
                found.append((lexeme.start, words_of[end - 1].end))
                break
    return found


_ROMAN = re.compile(r"(?<![\w.])(?=[IVXL]{1,7}(?!\w))(X{0,3}|XL|LX{0,3})(IX|IV|V?I{0,3})(?!\w)")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def in_roman(figure: Figure, page: Page) -> list[tuple[int, int]]:
    """Where a page has a whole number in Roman numerals; "I" alone is a word."""
    if not figure.values or figure.values[0] != int(figure.values[0]) or not 1 < figure.values[0] < 90 or figure.share:
        return []
    found = page.remembered("roman", lambda made: [(one.span(), one[1], one[2]) for one in _ROMAN.finditer(made.text)])
    return [span for span, tens, ones in found if 10 * _TENS.index(tens) + _ONES.index(ones) == figure.values[0]]
