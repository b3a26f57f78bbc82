"""Figures in a text: in digits of any script, in words, and mixed."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from newsdesk.evidence.support.dating.reckoning import weekdays_of
from newsdesk.evidence.support.reading.beside import Figure, ranges, shown, told
from newsdesk.evidence.support.reading.lexemes import Lexeme, characters, digits, is_part_of_name
from newsdesk.evidence.support.reading.numerals import Numerals

_JOINED = re.compile(r"[\s\u00a0\u202f]*[-‐]?[\s\u00a0\u202f]*")
_CHINESE_UNITS = tuple("瓦米克卡赫伏焦帕")
_SCORE = re.compile(r"(\d{1,2})[-–—](\d{1,2})(?![\d%/:-]|\.\d|[–—]\d|\s*(?:%|per))")
_TWO = frozenset("الفا مليونا مليارا".split())
"""Two thousand, two million, before what is counted; with a mark of the case they are one."""
_LOOSE = re.compile(r"[\s\u00a0\u202f]*\.?[\s\u00a0\u202f]*")


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
        if (lexeme.kind == "d" and is_part_of_name(text, lexeme)) or _is_weekday(text, lexeme, numerals.code):
            at += 1
            continue
        if score := _score(text, lexeme):
            made.append(score)
            at += 2
            continue
        # What stands in a date ends a figure: four million, and 3 September.
        stop = taken[other][0] if other < len(taken) else len(text)
        until = bisect_left(found, stop, lo=at, key=lambda one: one.start)
        figure, end = _read(text, found[:until] if until < len(found) and until - at < 24 else found, at, numerals)
        if figure:
            figure, end = told(text, found, at, end, figure, numerals)
            made.append(figure)
        at = max(end, at + 1)
    return ranges(text, made)


def _score(text: str, lexeme: Lexeme) -> Figure | None:
    """The result of a match: 3–2, 0-2; two numbers that rise may be a range and are none."""
    match = _SCORE.match(text, lexeme.start) if lexeme.kind == "d" else None
    if not match or (int(match[1]) < int(match[2]) and match[1] != "0") or text[max(0, lexeme.start - 1)] in "-–—:.,/":
        return None
    return Figure((), match.start(), match.end(), hour=f"{int(match[1])}:{int(match[2])}")


def _is_weekday(text: str, lexeme: Lexeme, code: str) -> bool:
    """Whether a number is the name of a day: 星期四, الاثنين, سه‌شنبه."""
    if code in ("zh", "yue", "ja"):
        return lexeme.kind == "c" and text.endswith(("星期", "礼拜", "周", "週"), 0, lexeme.start)
    if code == "ar" and lexeme.text in weekdays_of(code):
        is_day = text.endswith(("يوم ", "أمس ", "مساء ", "ليل "), 0, lexeme.start)
        return is_day or text[lexeme.end : lexeme.end + 1] in ("،", ")")
    return code == "fa" and text[lexeme.end : lexeme.end + 5].strip("\u200c ").startswith("شنب")


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
    behind_scale = 0
    while end < len(found):
        lexeme = found[end]
        if end > at and not _continues(text, found, end, numerals):
            break
        if lexeme.kind != "w":
            if lexeme.kind == "c" and values and text[lexeme.end : lexeme.end + 1] in _CHINESE_UNITS:
                end += 1  # 2400兆瓦 are megawatts, 3千米 kilometres
                break
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
                read, hour = digits(lexeme.text, numerals.decimal)
                if not read and end > at:
                    hour = ""
                    break  # an hour behind thousands ends them
                values = read
                if not values:
                    if not hour:
                        return None, end + 1
                    return Figure((), lexeme.start, lexeme.end, hour=hour), end + 1
            current = values[0]
            if scale and current >= scale:
                current, values = None, ()
                break
            behind_scale = end if scale else 0
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
                if current is None and scale and (size := _half_a_scale(found, end, numerals)):
                    # Three million and a half: half of what was counted.
                    total += scale / 2
                    end += size
                    continue
                if lexeme.text in numerals.joiners and _joins(found, end, numerals, current, scale):
                    end += 1
                    continue
                break
            value, is_place = known
            if is_place and scale:
                break  # 2,1 миллиони биринчи: the first of them
            is_power = value >= 1000 and shown(value).strip("0") == "1"
            if is_power:
                if current is None and end > at:
                    if not total or value <= scale:
                        break
                    total *= value
                elif scale and value >= scale:
                    # From 20 thousand 45 thousand: the first number ended before.
                    if behind_scale:
                        current, values, end = None, (), behind_scale
                    break
                else:
                    # English writes "m" for metres too: only close behind digits is it a million.
                    if len(lexeme.text) == 1 and (end == at or lexeme.start - found[end - 1].end > 0):
                        break
                    values = tuple(one * value for one in values)
                    total += (1.0 if current is None else current) * value
                current, scale, rounded = None, value, True
            elif value >= 1000 and current is None and not scale:
                total, scale = value, _scale_of(value)
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
                if numerals.code == "ar" and value < 10 and end < len(found) and found[end].text.startswith("و"):
                    # The third and fiftieth: fifty-three.
                    tens = numerals.value(found[end].text)
                    if tens and tens[0] in range(20, 100, 10):
                        current, end = (current or 0.0) + tens[0], end + 1
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
        if first.text in _TWO and not text.endswith("\u064b", 0, first.end) and text[first.end - 1] not in "\u064b":
            return Figure((2 * whole, whole), first.start, first.end, in_words=True, rounded=True), end
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


def _half_a_scale(found: Sequence[Lexeme], at: int, numerals: Numerals) -> int:
    """How many words say that half a million comes on top of millions: a half, and perhaps the million again."""
    if found[at].text not in numerals.halves:
        return _and_a_half(found, at, numerals)
    known = numerals.value(found[at + 1].text) if at + 1 < len(found) and found[at + 1].kind == "w" else None
    return 2 if known and known[0] >= 1000 else 1


def _scale_of(value: float) -> float:
    """What two thousand or two million are counted in."""
    scale = 1000.0
    while scale * 1000 <= value:
        scale *= 1000
    return scale


def _teen(current: float, value: float, numerals: Numerals) -> bool:
    """Whether ten goes on, in languages without words of their own for eleven to nineteen."""
    return current % 100 == 10 and value < 10 and (numerals.code == "tr" or 11.0 not in numerals.cardinals.values())


def _half(found: Sequence[Lexeme], at: int, numerals: Numerals) -> tuple[Figure | None, int]:
    """Half a million, жарым миллион; a half alone is no figure."""
    for end in (at + 1, at + 2):
        known = numerals.value(found[end].text) if end < len(found) and found[end].kind == "w" else None
        if known and known[0] >= 1000:
            figure = Figure((known[0] / 2,), found[at].start, found[end].end, in_words=True, about="~", rounded=True)
            return figure, end + 1
    return None, at + 1


def _continues(text: str, found: Sequence[Lexeme], at: int, numerals: Numerals) -> bool:
    """Whether nothing but blanks, a hyphen, or the full stop of an abbreviation parts two lexemes: 5 млн. 300 тыс."""
    between, here = text[found[at - 1].end : found[at].start], found[at]
    if between.count("\n") > 1:
        return False
    if _JOINED.fullmatch(between):
        return not ("-" in between and here.kind != "w")
    known = numerals.value(found[at - 1].text) if found[at - 1].kind == "w" else None
    if not known or known[0] < 1000 or len(found[at - 1].text) > 4 or not _LOOSE.fullmatch(between):
        return False
    if here.kind == "w":
        return text[here.start].islower()
    behind = numerals.value(found[at + 1].text) if at + 1 < len(found) and found[at + 1].kind == "w" else None
    return bool(behind and 1000 <= behind[0] < known[0])


def _joins(found: Sequence[Lexeme], at: int, numerals: Numerals, current: float | None, scale: float) -> bool:
    """Whether a joiner stands inside one number: two hundred and five, and not five and six."""
    if at + 1 >= len(found):
        return False
    if found[at + 1].kind == "d":
        # Eight thousand and 450.
        values, _ = digits(found[at + 1].text, numerals.decimal)
        return bool(values and current is None and scale and values[0] < 1000 and values[0] < scale)
    if found[at + 1].kind != "w":
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
