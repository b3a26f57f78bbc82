"""Small numbers in words that count something: *seven bridges*, *three killed*. Others are our own counting."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations

from newsdesk.evidence.support.reading.beside import Figure, same_value
from newsdesk.evidence.support.reading.concepts import function_words
from newsdesk.evidence.support.reading.lexemes import Lexeme
from newsdesk.evidence.support.text import Text

# "Two" and "both" are said by the way, and so is what one of two sides says.
_LEAST = 3
_LEAP = 2024
# They set no blank between a number and what it counts.
_UNREAD = ("zh", "ja", "yue")


def counts(figure: Figure, text: Text) -> bool:
    """Whether a number is said of the noun, or the verb of harm, right behind it, and of no hour and no share."""
    if not (figure.free and figure.in_words and figure.values) or figure.ordinal or figure.about or figure.apart:
        return False
    if figure.values[0] < _LEAST or text.code in _UNREAD:
        return False
    at = text.word_at(figure.end)
    if at >= len(text.lexemes):
        return False
    behind = text.lexemes[at]
    if behind.kind != "w" or text.text[figure.end : behind.start].strip() or not text.text[behind.start].islower():
        return False
    numerals = text.numerals
    if behind.text in function_words(text.code) or behind.text in numerals.joiners or len(behind.text) < 3:
        return False
    if behind.text in numerals.apart or behind.text in numerals.reckons or numerals.part(behind.text) is not None:
        return False
    if at + 1 < len(text.lexemes) and _is_number(text.lexemes[at + 1], text):
        return False  # five past two, six to four
    return numerals.value(behind.text) is None and not _is_in_row(figure, text) and not _is_ratio(figure, text)


def in_days(figure: Figure, pages: Iterable[Text]) -> bool:
    """Whether a page may say the same number of weeks in days, or by the first and the last of them."""
    days = replace(figure, values=tuple(7 * value for value in figure.values))
    return any(
        any(same_value(days, one) for one in page.figures) or _apart(page, int(days.values[0])) for page in pages
    )


def _apart(page: Text, days: int) -> bool:
    said = {date(_LEAP, one.month, 1).toordinal() + one.day for one in page.dates if one.month and one.day}
    return any(abs(abs(one - other) - days) <= 1 for one, other in combinations(said, 2))


def _is_ratio(figure: Figure, text: Text) -> bool:
    """Whether it is what another one is taken of: one case in ten."""
    before = [one.text for one in text.lexemes if one.end <= figure.start][-4:]
    little = function_words(text.code)
    return bool(before) and before[-1] in little and any((text.numerals.value(one) or (0,))[0] == 1 for one in before)


def _is_number(lexeme: Lexeme, text: Text) -> bool:
    return lexeme.kind != "w" or text.numerals.value(lexeme.text) is not None


def _is_in_row(figure: Figure, text: Text) -> bool:
    """Whether another number stands beside it: one of a range, or a part of a longer one."""
    others: Iterable[Figure] = (one for one in text.figures if one is not figure)
    return any(abs(one.end - figure.start) < 6 or abs(one.start - figure.end) < 6 for one in others)
