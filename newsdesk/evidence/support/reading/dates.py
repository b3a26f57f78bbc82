"""Dates in a text: of any form that CLDR's months, digits and Chinese characters give, and days reckoned from them."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from newsdesk.evidence.support.reading.lexemes import Lexeme, characters, close, day_number, is_part_of_name
from newsdesk.evidence.support.reading.numerals import Numerals, fold, month_of, months_of

_LEAST, _MOST = 1000, 2199
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{1,2})\u200f?([-./])(\d{1,2})\u200f?\6(\d{4}|\d{2}))(?![\d/-]|[.,]\d)"
)
_CN = r"(?:\d+|[〇零○一二三四五六七八九十廿]+)"
_DAY_ALONE = r"(\d{1,2})\s*[日号](?!元|均|本)"
_CHINESE = re.compile(
    rf"(?:({_CN})\s*年)?\s*({_CN})\s*月(?:\s*份|\s*({_CN})\s*(?:[日号號](?:至|到|[-–—~])?)?(?:({_CN})\s*[日号號])?)?"
    rf"|({_CN})\s*年(?!代|来|前|后|内|间|的?时间)|(?<![\d月]){_DAY_ALONE}"
)
# What stands between the first and the last day of a range.
_UNTIL_WORDS = (
    "to till until through thru по до на bis à au al hasta até الى إلى حتى و and и і та ва то va жана менен bilan"
)
_UNTIL = frozenset(map(fold, _UNTIL_WORDS.split()))
_OF = frozenset("من of и".split())
_IN = frozenset("in since until till of by from с в до по".split())
_THE = frozenset(["the", "рӯзи", "kuni"])
_FILLERS = frozenset("th st nd rd of го е ого числа ум уми юм юми de del la le من от el".split())


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is said, and from where to where; `others` are what it may also be."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    others: tuple[tuple[int | None, int | None, int | None], ...] = ()
    reckoned: bool = False
    """Whether it was reckoned from another date: on Friday, yesterday."""

    @property
    def key(self) -> str:
        """d:2022-10-21, d:2022-10, d:10-21, d:--10, d:2022."""
        year = f"{self.year:04}" if self.year else ""
        rest = [f"{part:02}" for part in (self.month, self.day) if part]
        return "d:" + ("-".join([year, *rest]) if year else "-".join(rest) if len(rest) > 1 else f"--{rest[0]}")

    @property
    def said(self) -> tuple[tuple[int | None, int | None, int | None], ...]:
        """All that it may be."""
        return ((self.year, self.month, self.day), *self.others)


def dates(text: str, found: Sequence[Lexeme], numerals: Numerals) -> list[Day]:
    """All dates of a text, in order; a year alone is one."""
    days = [*_numeric(text)]
    if numerals.code in ("zh", "ja", "yue"):
        days += _chinese(text)
    taken = [(day.start, day.end) for day in days]
    for at, lexeme in enumerate(found):
        if lexeme.kind != "w":
            continue
        month, last = _month(found, at, numerals.code)
        if month is None or any(start <= lexeme.start < end for start, end in taken):
            continue
        for day in _around(text, found, at, last, month, numerals):
            days.append(day)
            taken.append((day.start, day.end))
    for at, lexeme in enumerate(found):
        if lexeme.kind != "d" or not _year(lexeme.text) or any(start <= lexeme.start < end for start, end in taken):
            continue
        if _is_year_here(text, found, at, numerals):
            days.append(Day(int(lexeme.text), None, None, lexeme.start, lexeme.end))
    if numerals.month_words:
        days += _by_adjective(found, numerals)
    return sorted(days, key=lambda day: day.start)


def _by_adjective(found: Sequence[Lexeme], numerals: Numerals) -> Iterator[Day]:
    """Months by what is made of their names: июльская норма."""
    for one in found:
        size = next((size for size in range(5, 11) if one.text[:size] in numerals.month_words), 0)
        if one.kind == "w" and size and len(one.text) - size < 4:
            yield Day(None, numerals.month_words[one.text[:size]], None, one.start, one.end)


def _month(found: Sequence[Lexeme], at: int, code: str) -> tuple[int | None, int]:
    """The month that begins at a lexeme, and its last lexeme: a few languages name months by two words."""
    months = months_of(code)
    if code == "ar" and at + 1 < len(found) and (both := months.get(f"{found[at].text} {found[at + 1].text}")):
        return both, at + 1
    return month_of(found[at].text, code), at


def _year(shown: str) -> int | None:
    return int(shown) if len(shown) == 4 and shown.isdigit() and _LEAST <= int(shown) <= _MOST else None


def _is_year_here(text: str, found: Sequence[Lexeme], at: int, numerals: Numerals) -> bool:
    """Whether four digits are a year: nothing that makes a figure of them stands beside."""
    lexeme = found[at]
    if is_part_of_name(text, lexeme):
        return False
    behind, before = text[lexeme.end : lexeme.end + 2].lstrip(), text[max(0, lexeme.start - 2) : lexeme.start].rstrip()
    if behind[:1] in ("%", "٪", "$", "€") or before[-1:] in ("$", "€", "£", "№", "#"):
        return False
    if numerals.code in ("zh", "yue", "ja"):  # 1900万元 and 2000人 are no years
        return behind[:1] in ("", "-", "–", "—", "~", "～", "至", "/", "）", ")")
    year = int(lexeme.text)
    after = found[at + 1] if at + 1 < len(found) else None
    if after and after.kind == "w" and numerals.value(after.text) and not (numerals.value(after.text) or (0, 1))[1]:
        return text[lexeme.end : after.start].strip() != "" or (numerals.value(after.text) or (0,))[0] < 100
    if after and after.kind == "w" and after.text in numerals.year:
        return True
    if 1900 <= year <= 2100:
        return True
    # Minted in 1443: nothing is counted behind it.
    word = found[at - 1] if at else None
    ends = re.match(r"\s*(?:$|[.,;:!?)»”])", text[lexeme.end : lexeme.end + 3])
    return bool(ends and word and word.text in _IN and text[word.end : lexeme.start].isspace())


def _around(text: str, found: Sequence[Lexeme], at: int, last: int, month: int, numerals: Numerals) -> Iterator[Day]:
    """The dates of which a month is a part, which stands in the lexemes from `at` to `last`."""
    # A month by two names, as in آذار/مارس.
    while last + 1 < len(found) and _near(text, found, last):
        other, end_of_it = _month(found, last + 1, numerals.code)
        if other != month:
            break
        last = end_of_it
    before = _days_before(text, found, at) or _days_in_words(text, found, at, numerals)
    year, start, end = None, before[0][1] if before else found[at].start, found[last].end
    after = _skip(found, last + 1, numerals)
    day_behind, last_day = None, None
    if after < len(found) and found[after].kind == "d" and close(text, found[last].end, found[after].start, 14):
        shown = found[after].text
        between = text[found[last].end : found[after].start]
        if (y := _year(shown)) and (numerals.code in ("en", "uz") or "," not in between):
            year, end = y, found[after].end
        elif numerals.code == "en" and not before and (number := day_number(shown)) and not between.strip(" \u00a0.-"):
            day_behind, end = number, found[after].end
            if until := _day_until(text, found, after):
                last_day, after, end = *until, found[until[1]].end
            then = after + 1
            if then < len(found) and found[then].kind == "w" and found[then].text in _FILLERS:
                then += 1
            is_near = then < len(found) and found[then].kind == "d" and close(text, end, found[then].start, 5)
            if is_near and (y := _year(found[then].text)):
                year, end = y, found[then].end
    if end < len(text) and (behind := re.match(r"(?:st|nd|rd|th)\b", text[end:])):
        end += behind.end()
    if year is None:
        first_at = before[0][2] if before else at
        back = first_at - 1
        while back >= 0 and found[back].kind == "w" and found[back].text in numerals.year and first_at - back < 3:
            back -= 1
        is_beside = back >= 0 and back < first_at - 1 and found[back].kind == "d"
        between = text[found[back].end : start] if is_beside else ""
        if is_beside and ("," not in between or "-ж., " in between) and (y := _year(found[back].text)):
            year, start = y, found[back].start
    if before:
        for number, _, _ in before:
            yield Day(year, month, number, start, end)
    elif day_behind:
        yield Day(year, month, day_behind, start, end)
        if last_day:
            yield Day(year, month, last_day, start, end)
    elif year or _stands_alone(text, found[at], numerals):
        yield Day(year, month, None, start, end)


def _stands_alone(text: str, lexeme: Lexeme, numerals: Numerals) -> bool:
    """Whether a word is a month without figures: in English may and march are verbs."""
    if numerals.code in ("en", "de", "nl"):
        before = text[max(0, lexeme.start - 12) : lexeme.start].rstrip(' "“«(\n')
        is_first = not before or before[-1] in ".!?"
        return text[lexeme.start].isupper() and not (is_first and lexeme.text in ("may", "march"))
    if lexeme.end - lexeme.start == 3 and numerals.code in ("ky", "kk"):  # butter is called as May is
        return re.match(r"\s+ай", text[lexeme.end :]) is not None
    return lexeme.end - lexeme.start > 2


def _days_before(text: str, found: Sequence[Lexeme], at: int) -> list[tuple[int, int, int]]:
    """The days before a month, of a range both: number, place, number of the lexeme."""
    back = at - 1
    while back >= 0 and found[back].kind == "w" and found[back].text in _FILLERS and at - back < 3:
        back -= 1
    if back < 0 or found[back].kind != "d" or not close(text, found[back].end, found[at].start, 9):
        return []
    number = day_number(found[back].text)
    between = text[found[back].end : found[at].start]
    # Jan 5 – Jan 12: the day before a dash is that of the month before.
    if not number or any(mark in between for mark in (*",;:()", " –", " —", " - ")):
        return []
    here = [(number, found[back].start, back)]
    if (
        back
        and found[back - 1].kind == "d"
        and text[found[back - 1].end : found[back].start].strip() in ("-", "–", "—", "/")
    ):
        before = back - 1
    else:
        # 10 to 14 October, between 2 and 19 April, from the 5th to the 12th of May
        until = _back(found, back - 1, _THE)
        if until < 1 or found[until].kind != "w" or found[until].text not in _UNTIL:
            return here
        before = _back(found, until - 1, _FILLERS)
    if before < 0 or found[before].kind != "d" or not close(text, found[before].end, found[back].start, 12):
        return here
    other, between = day_number(found[before].text), text[found[before].end : found[back].start]
    is_of_other = before > 0 and month_of(found[before - 1].text, "en") is not None  # May 1 to 16 September
    if other and other < number and not is_of_other and not any(mark in between for mark in ",;:()"):
        here.insert(0, (other, found[before].start, before))
    return here


def _back(found: Sequence[Lexeme], at: int, skipped: Set[str]) -> int:
    """The number of the lexeme at a place or before it that is none of some words, of which two at most are passed."""
    for _ in range(2):
        if at >= 0 and found[at].kind == "w" and found[at].text in skipped:
            at -= 1
    return at


def _days_in_words(text: str, found: Sequence[Lexeme], at: int, numerals: Numerals) -> list[tuple[int, int, int]]:
    """The same of days in words: the third of April, третьего апреля, الثالث من نيسان; of a range both."""
    back = at - 1
    while back >= 0 and found[back].kind == "w" and found[back].text in _FILLERS | _OF and at - back < 3:
        back -= 1
    here: list[tuple[int, int, int]] = []
    while back >= 0 and found[back].kind == "w" and len(here) < 2 and close(text, found[back].end, found[at].start, 24):
        known = numerals.value(found[back].text)
        # "The first of July" may be its first days.
        if not known or not known[1] or not 1 <= known[0] <= 31 or (numerals.code == "en" and known[0] == 1):
            break
        number, first = int(known[0]), back
        tens = numerals.value(found[back - 1].text) if back and found[back - 1].kind == "w" else None
        if number < 10 and tens and tens[0] in (20.0, 30.0):
            number, first = number + int(tens[0]), back - 1
        if number > 31 or (here and number >= here[0][0]):
            break
        here.insert(0, (number, found[first].start, first))
        back = first - 1
        if back < 1 or found[back].text not in _UNTIL | _OF:
            break
        back -= 1
    return here


def _day_until(text: str, found: Sequence[Lexeme], at: int) -> tuple[int, int] | None:
    """The last day of a range behind a month, as in October 10 to 14, and the number of its lexeme."""
    then = at + 1
    if then < len(found) and found[then].kind == "w" and found[then].text in _UNTIL:
        then += 1
    elif then >= len(found) or text[found[at].end : found[then].start].strip() not in ("-", "–", "—"):
        return None
    if then >= len(found) or found[then].kind != "d" or not close(text, found[at].end, found[then].start, 9):
        return None
    first, last = day_number(found[at].text), day_number(found[then].text)
    is_of_other = then + 1 < len(found) and month_of(found[then + 1].text, "en") is not None
    return (last, then) if first and last and last > first and not is_of_other else None


def _near(text: str, found: Sequence[Lexeme], at: int) -> bool:
    return len(text[found[at].end : found[at + 1].start].strip(" (/")) == 0


def _skip(found: Sequence[Lexeme], at: int, numerals: Numerals) -> int:
    """The next lexeme that is no filler between month and year."""
    end = at
    while end < len(found) and end - at < 2 and found[end].kind == "w":
        if found[end].text not in numerals.year and found[end].text not in _FILLERS:
            break
        end += 1
    return end


def _numeric(text: str) -> Iterator[Day]:
    for match in _NUMERIC.finditer(text):
        if match[1]:
            year, parts = int(match[1]), [(int(match[3]), int(match[4]))]
        else:
            year = int(match[8]) + (2000 if len(match[8]) == 2 else 0)
            first, second = int(match[5]), int(match[7])
            parts = [(second, first)]
            if match[6] == "/":
                parts.append((first, second))
        valid = [(year, month, day) for month, day in parts if 1 <= month <= 12 and 1 <= day <= 31]
        if valid and _LEAST <= year <= _MOST:
            yield Day(*valid[0], match.start(), match.end(), tuple(valid[1:]))


def _chinese(text: str) -> Iterator[Day]:
    month_before: int | None = None
    for match in _CHINESE.finditer(text):
        if match[6]:
            # A day alone is one of the month that was named last.
            if month_before and 1 <= int(match[6]) <= 31:
                yield Day(None, month_before, int(match[6]), match.start(), match.end())
            continue
        if match[5]:
            year = _number(match[5])
            if len(match[5]) == 4 and year and _LEAST <= year <= _MOST:
                yield Day(year, None, None, match.start(), match.end())
            continue
        year, month = _number(match[1]), _number(match[2])
        if not month or month > 12 or (year is not None and not _LEAST <= year <= _MOST):
            continue
        month_before = month
        days: list[int | None] = [number for number in map(_number, (match[3], match[4])) if number and number <= 31]
        for day in days or [None]:
            yield Day(year, month, day, match.start(), match.end())


def _number(shown: str | None) -> int | None:
    value = (int(shown) if shown.isdigit() else characters(shown)) if shown else None
    return None if value is None else int(value)
