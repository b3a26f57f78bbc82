"""Numbers as the language of the interface writes them, by Babel."""

from babel.numbers import format_decimal, format_percent

from newsdesk.interface import locale, spoken


@spoken(maxsize=4096)
def numeral(number: int) -> str:
    """A whole number: `1,234`."""
    return format_decimal(number, locale=locale())


@spoken(maxsize=256)
def percent(share: int) -> str:
    """A share in whole per cent: `34%`."""
    return format_percent(share / 100, locale=locale())
