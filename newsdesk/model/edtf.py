"""Dates that say how exact they are: the part of EDTF (ISO 8601-2) that a digest needs.

A year `2026`, a month `2026-11`, a day `2026-11-21`, each with a trailing `~` when approximate,
or an interval of two of them, `2026-11-02/2026-11-08`.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

PATTERN = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?"
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?", re.ASCII)
HINT = (
    "Write a year, month or day such as 2026, 2026-11 or 2026-11-21, with ~ behind it when it is"
    " approximate, or an interval such as 2026-11-02/2026-11-08."
)


@dataclass(frozen=True, slots=True)
class Point:
    """One date of year, month or day precision; `month` and `day` are None where not given."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    @classmethod
    def parse(cls, text: str) -> "Point":
        """Read one date without a slash; ValueError says what is wrong with it."""
        match = _POINT.fullmatch(text)
        if not match:
            raise ValueError(f'"{text}" is no date.')
        year, month, day = (int(part) if part else None for part in match.groups()[:3])
        if not year:
            raise ValueError("There is no year 0000.")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f'"{text}": there is no month {month:02}.')
        if month is not None and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise ValueError(f'"{text}": {year}-{month:02} has no day {day:02}.')
        return cls(year, month, day, approximate=bool(match[4]))

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{p:02}" for p in (self.month, self.day) if p]
        return "-".join(parts) + ("~" if self.approximate else "")


@total_ordering
@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval; sorts by its first possible day, then its last."""

    start: Point
    end: Point | None = None

    def __hash__(self) -> int:
        """That of the first date: a page asks for its dates in words ten times, and few begin on the same day."""
        return hash((self.start.year, self.start.month, self.start.day))

    def __reduce__(self) -> tuple[Callable[[str], "Edtf"], tuple[str]]:
        """By its text, as it was written: in a tenth of the time."""
        return Edtf.of, (str(self),)

    @classmethod
    def of(cls, text: str) -> "Edtf":
        """The same as `parse`, of a text that may have been read before."""
        return _parsed(text)

    @classmethod
    def parse(cls, text: str) -> "Edtf":
        """Read a date or an interval; ValueError says what is wrong with it."""
        parts = text.split("/")
        if len(parts) > 2:
            raise ValueError(f'"{text}" is no date: an interval has two ends.')
        start, *rest = map(Point.parse, parts)
        end = rest[0] if rest else None
        if end is not None and end.last < start.last:
            raise ValueError(f'"{text}" ends before it starts.')
        return cls(start, end)

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return self.start.first

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        return (self.end or self.start).last

    @property
    def is_exact(self) -> bool:
        """Whether it is one certain day."""
        return self.end is None and self.start.day is not None and not self.start.approximate

    def overlaps(self, first: date, last: date) -> bool:
        """Whether a day it can mean lies between `first` and `last`, both included."""
        return self.first <= last and first <= self.last

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.end else str(self.start)

    def __lt__(self, other: "Edtf") -> bool:
        if not isinstance(other, Edtf):
            return NotImplemented
        return self.order < other.order

    @property
    def order(self) -> tuple[date, date, str]:
        """What it is sorted by."""
        return _order(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def validate(value: Any) -> Edtf:
            if isinstance(value, Edtf):
                return value
            if isinstance(value, int) and not isinstance(value, bool):
                value = str(value)  # a bare 2022 is a year, whether YAML calls it a number or not
            if not isinstance(value, str):
                raise PydanticCustomError("bad-date", "A date is text.", {"hint": HINT})
            try:
                return _parsed(value)
            except ValueError as error:
                raise PydanticCustomError("bad-date", "{why}", {"why": str(error), "hint": HINT}) from None

        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "description": "A date in EDTF (ISO 8601-2). " + HINT,
            "anyOf": [
                {"type": "string", "pattern": f"^{PATTERN}(/{PATTERN})?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
        }


@lru_cache(maxsize=4096)
def _order(when: Edtf) -> tuple[date, date, str]:
    """The entries of a week share a few dates, and an archive is sorted with every save."""
    return when.first, when.last, str(when)


@lru_cache(maxsize=8192)
def _parsed(text: str) -> Edtf:
    """The date of a text: the entries of a week share a few."""
    return Edtf.parse(text)
