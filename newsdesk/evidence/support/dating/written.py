"""Dates in digits alone, and in Chinese; and what a date is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.evidence.support.reading.lexemes import characters

LEAST, MOST = 1000, 2199
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{1,2})\u200f?([-./])(\d{1,2})\u200f?\6(\d{4}|\d{2}))(?![\d/-]|[.,]\d)"
)
_CN = r"(?:\d+|[〇零○一二三四五六七八九十廿]+)"
_DAY_ALONE = r"(\d{1,2})\s*[日号](?!元|均|本)"
_CHINESE = re.compile(
    rf"(?:({_CN})[ \t]*年)?[ \t]*({_CN})\s*月"
    rf"(?:\s*份|\s*({_CN})\s*(?:[日号號](?:至|到|[-–—~])?)?(?:({_CN})\s*[日号號])?)?"
    rf"|({_CN})\s*年(?!代|来|前|后|内|间|的?时间)|(?<![\d月]){_DAY_ALONE}"
)


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


def in_digits(text: str) -> Iterator[Day]:
    """Dates in digits alone: 2025-06-06, 06.06.25, 6/6/2025 either way."""
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
        if valid and LEAST <= year <= MOST:
            yield Day(*valid[0], match.start(), match.end(), tuple(valid[1:]))


def in_chinese(text: str) -> Iterator[Day]:
    """Dates in Chinese; a day alone is one of the month that was named last."""
    month_before: int | None = None
    for match in _CHINESE.finditer(text):
        if match[6]:
            # A day alone is one of the month that was named last.
            if month_before and 1 <= int(match[6]) <= 31:
                yield Day(None, month_before, int(match[6]), match.start(), match.end())
            continue
        if match[5]:
            year = _number(match[5])
            if len(match[5]) == 4 and year and LEAST <= year <= MOST:
                yield Day(year, None, None, match.start(), match.end())
            continue
        year, month = _number(match[1]), _number(match[2])
        if not month or month > 12:
            continue
        year = year if year is not None and LEAST <= year <= MOST else None  # behind 三十四年 is no year
        month_before = month
        days: list[int | None] = [number for number in map(_number, (match[3], match[4])) if number and number <= 31]
        for day in days or [None]:
            yield Day(year, month, day, match.start(), match.end())


def _number(shown: str | None) -> int | None:
    value = (int(shown) if shown.isdigit() else characters(shown)) if shown else None
    return None if value is None else int(value)
