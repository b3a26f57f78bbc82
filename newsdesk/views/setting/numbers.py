"""Numbers, counts and lists as the language of the interface writes them, by Babel."""

from collections.abc import Iterable
from typing import Literal

from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from newsdesk.interface import Words, kept
from newsdesk.model.coordinates import Coordinates
from newsdesk.views.setting.directions import apart


@kept(maxsize=4096)
def numeral(words: Words, number: int) -> str:
    """A whole number: `1,234`."""
    return format_decimal(number, locale=words.locale)


@kept(maxsize=256)
def decimal(words: Words, number: float) -> str:
    """A number with two places behind the point: `0.81`."""
    return format_decimal(number, "0.00", locale=words.locale)


def quantity(words: Words, number: float) -> str:
    """A number with as many places behind the point as it has, two at most: `63`, `1.5`, `150,000`."""
    return format_decimal(number, "#,##0.##", locale=words.locale)


@kept(maxsize=256)
def percent(words: Words, share: int) -> str:
    """A share in whole per cent: `34%`."""
    return format_percent(share / 100, locale=words.locale)


def listed(words: Words, names: Iterable[str], last_by: Literal["standard", "or"] = "standard") -> str:
    """Names as a sentence lists them: `a, b and c`, with `last_by="or"` `a, b or c`; "" for none."""
    known = [apart(name) for name in names]
    return format_list(known, last_by, words.locale) if len(known) > 1 else "".join(known)


def counted(words: Words, number: int, one: str, many: str) -> str:
    """A number with its noun, which is a message of the catalogue: `1 entry`, `12 entries`."""
    # A language may keep the two on one line.
    return words.pgettext("a count", "{number} {noun}").format(
        number=numeral(words, number), noun=words.ngettext(one, many, number)
    )


def degrees(words: Words, at: Coordinates) -> str:
    """Where a place lies, as readers write it: `39.85° N, 70.58° E`."""
    north = words.pgettext("latitude", "{degrees}° N") if at.latitude >= 0 else words("{degrees}° S")
    east = words.pgettext("longitude", "{degrees}° E") if at.longitude >= 0 else words("{degrees}° W")
    return f"{north.format(degrees=_degrees(words, at.latitude))}, {east.format(degrees=_degrees(words, at.longitude))}"


def _degrees(words: Words, value: float) -> str:
    return format_decimal(abs(value), "0.####", locale=words.locale)
