"""Dates in a text: of any form that CLDR's months, digits and Chinese characters give, and days reckoned from them."""

import re
from collections.abc import Iterator, Sequence

from newsdesk.evidence.support.dating.days import FILLERS, UNTIL, day_behind, days_before, days_in_words
from newsdesk.evidence.support.dating.written import LEAST, MOST, Day, in_chinese, in_digits
from newsdesk.evidence.support.reading.calendar import abbreviated_months, month_of, months_of
from newsdesk.evidence.support.reading.lexemes import Lexeme, close, day_number, is_part_of_name
from newsdesk.evidence.support.reading.numerals import Numerals

_PARTS, _SHORT = re.compile(r"[;)\]\n]|\s[–—-]"), 2
"""What parts a month from a year, and how long an abbreviation of year is at most: г., ж."""
_IN = frozenset("in since until till of by from с в до по".split())


def dates(text: str, found: Sequence[Lexeme], numerals: Numerals) -> list[Day]:
    """All dates of a text, in order; a year alone is one."""
    days = [*in_digits(text)]
    if numerals.code in ("zh", "ja", "yue"):
        days += in_chinese(text)
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
    return int(shown) if len(shown) == 4 and shown.isdigit() and LEAST <= int(shown) <= MOST else None


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
    before = days_before(text, found, at) or days_in_words(text, found, at, numerals)
    year, start, end = None, before[0][1] if before else found[at].start, found[last].end
    after = _skip(found, last + 1, numerals)
    day_of, last_day = None, None
    if after < len(found) and found[after].kind == "d" and close(text, found[last].end, found[after].start, 14):
        shown = found[after].text
        between = text[found[last].end : found[after].start]
        if (
            (y := _year(shown))
            and (numerals.code in ("en", "uz") or "," not in between)
            and _is_of(between, found[last], numerals.code)
        ):
            year, end = y, found[after].end
        elif numerals.code == "en" and not before and (number := day_number(shown)) and not between.strip(" \u00a0.-"):
            day_of, end = number, found[after].end
            if until := _day_until(text, found, after):
                last_day, after, end = *until, found[until[1]].end
            then = after + 1
            if then < len(found) and found[then].kind == "w" and found[then].text in FILLERS:
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
        if (
            is_beside
            and ("," not in between or "-ж., " in between)
            and _is_of(between, found[back + 1], numerals.code)
            and (y := _year(found[back].text))
        ):
            year, start = y, found[back].start
    if before:
        for number, _, _ in before:
            yield Day(year, month, number, start, end)
    elif owned := day_behind(text, found, last, numerals):
        yield Day(year, month, owned[0], start, owned[1])
    elif day_of:
        yield Day(year, month, day_of, start, end)
        if last_day:
            yield Day(year, month, last_day, start, end)
    elif year or _stands_alone(text, found[at], numerals):
        yield Day(year, month, None, start, end)


def _is_of(between: str, word: Lexeme, code: str) -> bool:
    """Whether what stands between a month and a year parts no sentences: a full stop ends an abbreviation alone."""
    if _PARTS.search(between):
        return False
    return "." not in between or len(word.text) <= _SHORT or word.text in abbreviated_months(code)


def _stands_alone(text: str, lexeme: Lexeme, numerals: Numerals) -> bool:
    """Whether a word is a month without figures: in English may and march are verbs."""
    if numerals.value(lexeme.text) and text[lexeme.end : lexeme.end + 1] != ".":
        return False  # sept ponts are seven
    if numerals.code in ("en", "de", "nl"):
        before = text[max(0, lexeme.start - 12) : lexeme.start].rstrip(' "“«(\n')
        is_first = not before or before[-1] in ".!?"
        return text[lexeme.start].isupper() and not (is_first and lexeme.text in ("may", "march"))
    if lexeme.end - lexeme.start == 3 and numerals.code in ("ky", "kk"):  # butter is called as May is
        return re.match(r"\s+ай", text[lexeme.end :]) is not None
    return lexeme.end - lexeme.start > 2


def _day_until(text: str, found: Sequence[Lexeme], at: int) -> tuple[int, int] | None:
    """The last day of a range behind a month, as in October 10 to 14, and the number of its lexeme."""
    then = at + 1
    if then < len(found) and found[then].kind == "w" and found[then].text in UNTIL:
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
        if found[end].text not in numerals.year and found[end].text not in FILLERS:
            break
        end += 1
    return end
