"""Figures in a text: in digits of any script, in words, mixed; per cent, hours, ranges, and how exact they are said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from newsdesk.evidence.support.reading.lexemes import Lexeme, characters, digits
from newsdesk.evidence.support.reading.numerals import Numerals

_DASH = re.compile(r"\s*[-–—−~～〜至到]\s*")
_SMALL = 12
"""Up to here numbers in words are often our own counting: the two states, one of three."""
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th)\b|-?(?:й|я|го|му|ым|ом|ая|ой|е|ти|ый|х)\b|-?(?:чи|чы|чу|чү|нчи|inchi|nchi)\b|º|ª"
)
_JOINED = re.compile(r"[\s\u00a0\u202f]*[-‐]?[\s\u00a0\u202f]*")
_LOOSE = re.compile(r"[\s\u00a0\u202f]*\.?[\s\u00a0\u202f]*")
_TENTHS = re.compile(r"成([一二三四五六七八九]?)(?![为立功本员长果都绩])")


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


def shown(value: float) -> str:
    """A number without what binary fractions add to it."""
    return format(round(value, 6), "f").rstrip("0").rstrip(".")


def figures(text: str, found: Sequence[Lexeme], numerals: Numerals, taken: Sequence[tuple[int, int]]) -> list[Figure]:
    """All figures of a text that stand in none of the taken stretches, in order."""
    made: list[Figure] = []
    at, other = 0, 0
    taken = sorted(taken)
    while at < len(found):
        lexeme = found[at]
        while other < len(taken) and taken[other][1] <= lexeme.start:
            other += 1
        if (other < len(taken) and taken[other][0] <= lexeme.start) or (
            lexeme.kind == "w" and numerals.value(lexeme.text) is None and lexeme.text not in numerals.halves
        ):
            at += 1
            continue
        figure, end = _read(text, found, at, numerals)
        if figure:
            figure, end = _told(text, found, at, end, figure, numerals)
            made.append(figure)
        at = max(end, at + 1)
    return _ranges(text, made)


def _read(text: str, found: Sequence[Lexeme], at: int, numerals: Numerals) -> tuple[Figure | None, int]:
    """The figure that begins at a lexeme, and the number of the lexeme behind it."""
    first = found[at]
    if first.kind == "w" and first.text in numerals.halves:
        return _half(found, at, numerals)
    total, current, scale = 0.0, None, 0.0
    ordinal = in_words = rounded = False
    values: tuple[float, ...] = ()
    hour = ""
    end = at
    while end < len(found):
        lexeme = found[end]
        if end > at and not _continues(text, found, end, numerals):
            break
        if lexeme.kind != "w":
            if lexeme.kind == "c" and values and current is not None and (power := _power(lexeme.text)):
                values = tuple(one * power for one in values)
                current, rounded = current * power, True
                end += 1
                continue
            if current is not None or (end > at and not scale):
                break
            if lexeme.kind == "c" and text.startswith("百分之", lexeme.end - 1):
                break
            if lexeme.kind == "c":
                value = characters(lexeme.text)
                if value is None:
                    break
                values, in_words = (value,), True
            else:
                values, hour = digits(lexeme.text, numerals.decimal)
                if not values:
                    if not hour:
                        return None, end + 1
                    return Figure((), lexeme.start, lexeme.end, hour=hour), end + 1
            current = values[0]
            if scale and current >= scale:
                break
        else:
            known = None if current is not None and (lexeme.text,) in numerals.percent else numerals.value(lexeme.text)
            if known is None:
                if end > at and lexeme.text in numerals.halves and current is not None:
                    current += 0.5
                    end += 1
                    continue
                if current is not None and (size := _and_a_half(found, end, numerals)):
                    current += 0.5
                    end += size
                    continue
                if lexeme.text in numerals.joiners and _joins(found, end, numerals, current, scale):
                    end += 1
                    continue
                break
            value, is_place = known
            is_power = value >= 1000 and shown(value).strip("0") == "1"
            if is_power:
                if current is None and end > at:
                    if not total or value <= scale:
                        break
                    total *= value
                else:
                    # English writes "m" for metres too: only close behind digits is it a million.
                    if len(lexeme.text) == 1 and (end == at or lexeme.start - found[end - 1].end > 0):
                        break
                    values = tuple(one * value for one in values)
                    total += (1.0 if current is None else current) * value
                current, scale, rounded = None, value, True
            elif value >= 1000 and current is None and not scale:
                total, scale = value, 1000.0
            elif value == 100 and current is not None and current < 100:
                current *= 100
            elif current is None and not (end > at and not scale):
                current = value
                in_words = in_words or end == at
            elif current is not None and not values and (_adds(current, value) or _teen(current, value, numerals)):
                current += value
            else:
                break
            ordinal = is_place
            if is_place:
                end += 1
                break
        end += 1
    if end == at:
        return None, at + 1
    while end > at + 1 and found[end - 1].text in numerals.joiners:
        end -= 1
    whole = total + (current or 0.0)
    if first.kind == "w" and end == at + 1 and (len(first.text) == 1 or (rounded and whole >= 1000)):
        # "Thousands of", "a million": a scale alone says no figure, but in "a hundred" it does.
        if len(first.text) == 1:
            return None, end
        return Figure((whole,), first.start, first.end, in_words=True, about="~", apart=True), end
    others = tuple(one for one in values[1:] if one != whole) if len(values) > 1 and not (scale and current) else ()
    made = Figure(
        (whole, *others), first.start, found[end - 1].end, in_words=in_words or first.kind == "w", hour=hour,
        ordinal=ordinal, rounded=rounded,
    )  # fmt: skip
    return made, end


def _power(shown: str) -> float | None:
    """What characters that only multiply make of the digits before them: 万, 亿, 千万."""
    value = characters(shown)
    return value if value and value >= 100 and not any(char in "一二三四五六七八九两" for char in shown) else None


def _and_a_half(found: Sequence[Lexeme], at: int, numerals: Numerals) -> int:
    """How many words say that a half comes on top: and a half, с половиной."""
    for size in (2, 3):
        last = at + size - 1
        if (
            last < len(found)
            and found[last].text in numerals.halves
            and all(len(one.text) <= 3 and one.kind == "w" for one in found[at:last])
        ):
            return size
    return 0


def _teen(current: float, value: float, numerals: Numerals) -> bool:
    """Whether ten goes on, in languages without words of their own for eleven to nineteen."""
    return current % 100 == 10 and value < 10 and 11.0 not in numerals.cardinals.values()


def _half(found: Sequence[Lexeme], at: int, numerals: Numerals) -> tuple[Figure | None, int]:
    """Half a million, жарым миллион; a half alone is no figure."""
    for end in (at + 1, at + 2):
        known = numerals.value(found[end].text) if end < len(found) and found[end].kind == "w" else None
        if known and known[0] >= 1000:
            figure = Figure((known[0] / 2,), found[at].start, found[end].end, in_words=True, about="~", rounded=True)
            return figure, end + 1
    return None, at + 1


def _continues(text: str, found: Sequence[Lexeme], at: int, numerals: Numerals) -> bool:
    """Whether nothing but blanks, a hyphen, or the full stop of an abbreviation parts two lexemes."""
    between = text[found[at - 1].end : found[at].start]
    if _JOINED.fullmatch(between):
        return not ("-" in between and found[at].kind != "w")
    known = numerals.value(found[at - 1].text) if found[at - 1].kind == "w" else None
    return bool(known and known[0] >= 1000 and len(found[at - 1].text) < 5 and _LOOSE.fullmatch(between))


def _joins(found: Sequence[Lexeme], at: int, numerals: Numerals, current: float | None, scale: float) -> bool:
    """Whether a joiner stands inside one number: two hundred and five, and not five and six."""
    if at + 1 >= len(found) or found[at + 1].kind != "w":
        return False
    behind = numerals.value(found[at + 1].text)
    if found[at + 1].text in ("a",) and at + 2 < len(found) and found[at + 2].text in numerals.halves:
        return False
    if behind is None or behind[1]:
        return False
    return bool(
        (current and current >= 20 and _adds(current, behind[0])) or (current is None and scale and behind[0] < scale)
    )


def _adds(current: float, value: float) -> bool:
    """Whether a number goes on: twenty five, two hundred twelve; in Arabic five and twenty."""
    if value < 10:
        return current % 10 == 0 and current % 100 != 10 and current >= 20
    if value < 100:
        return current % 100 == 0 or (current < 10 and value % 10 == 0) or (current % 100 < 10 and value % 10 == 0)
    return False


def _told(
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
    made = replace(figure, values=values, share=share, about=about, ordinal=ordinal, apart=apart, end=stop)
    return made, after


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


def _ranges(text: str, made: list[Figure]) -> list[Figure]:
    """The same; the first figure of a range may be per cent or thousands as the second is: 15 to 20 per cent."""
    for at in range(len(made) - 1):
        first, second = made[at], made[at + 1]
        between = text[first.end : second.start]
        if len(between) > 8 or not first.values or not second.values or "\n" in between:
            continue
        is_range = _DASH.fullmatch(between) or between.strip().isalpha() or between.strip() == ","
        if is_range and second.share and not first.share:
            made[at] = replace(first, share=None)
        if is_range and second.rounded and not first.rounded and first.values[0] < 1000:
            scale = 1000.0
            while scale * 1000 <= second.values[0]:
                scale *= 1000
            made[at] = replace(made[at], values=(*first.values, first.values[0] * scale))
    return made
