"""The days that stand before a month: in digits or in words, one, several, or the first and the last of a range."""

import re
from collections.abc import Sequence, Set

from newsdesk.evidence.support.reading.calendar import month_of
from newsdesk.evidence.support.reading.lexemes import Lexeme, close, day_number
from newsdesk.evidence.support.reading.numerals import Numerals, fold

# What stands between the first and the last day of a range.
_UNTIL_WORDS = (
    "to till until through thru по до на bis à au al hasta até الى إلى حتى و and и і та ва то va жана менен bilan ба"
)
UNTIL = frozenset(map(fold, _UNTIL_WORDS.split()))
_OF = frozenset("من of и".split())
_MANY = 5
"""So many days at most stand in a row."""
_ENDED = re.compile(r"-?[^\W\d_]")
_OWNED = {
    "ky": ("нын", "нин", "нун", "нүн", "дын", "дин", "дун", "дүн", "тын", "тин", "тун", "түн"),
    "kk": ("ның", "нің", "дың", "дің", "тың", "тің"),
    "uz": ("ning", "нинг"),
}
"""How months end in the case of whose a day is."""
_THE = frozenset(["the", "рӯзи", "kuni"])
FILLERS = frozenset("th st nd rd of го е ого числа ум уми юм юми числа числе de del la le من от el".split())


def days_before(text: str, found: Sequence[Lexeme], at: int) -> list[tuple[int, int, int]]:
    """The days in digits before a lexeme, of a range or a list all: number, place, number of the lexeme."""
    back = at - 1
    while back >= 0 and found[back].kind == "w" and found[back].text in FILLERS and at - back < 3:
        back -= 1
    if at >= len(found) or back < 0 or found[back].kind != "d":
        return []
    if not close(text, found[back].end, found[at].start, 9):
        return []
    number = day_number(found[back].text)
    between = text[found[back].end : found[at].start]
    # Jan 5 – Jan 12: the day before a dash is that of the month before.
    if not number or any(mark in between for mark in (*",;:()", " –", " —", " - ")):
        return []
    here = [(number, found[back].start, back)]
    while len(here) < _MANY and (one := _one_before(text, found, here[0][2], here[0][0], len(here) > 1)):
        here.insert(0, one)
    return here


def _one_before(
    text: str, found: Sequence[Lexeme], back: int, number: int, listed: bool
) -> tuple[int, int, int] | None:
    """The day before one of a range or a list: 10 to 14, 2, 3 and 4; in a list a comma may part them."""
    joined = text[found[back - 1].end : found[back].start].strip() if back else ""
    if back and found[back - 1].kind == "d" and joined in (("-", "–", "—", "/", ",", "،") if listed else "-–—/"):
        before = back - 1 if joined else -1
    else:
        # 10 to 14 October, between 2 and 19 April, from the 5th to the 12th of May
        until = _back(found, back - 1, _THE)
        if until < 1 or found[until].kind != "w" or found[until].text not in UNTIL:
            return None
        before = _back(found, until - 1, FILLERS)
    if before < 0 or found[before].kind != "d" or not close(text, found[before].end, found[back].start, 12):
        return None
    other, between = day_number(found[before].text), text[found[before].end : found[back].start]
    is_of_other = before > 0 and month_of(found[before - 1].text, "en") is not None  # May 1 to 16 September
    marks = ";:()" if listed else ",;:()"
    if other and other < number and not is_of_other and not any(mark in between for mark in marks):
        return other, found[before].start, before
    return None


def _back(found: Sequence[Lexeme], at: int, skipped: Set[str]) -> int:
    """The number of the lexeme at a place or before it that is none of some words, of which two at most are passed."""
    for _ in range(2):
        if at >= 0 and found[at].kind == "w" and found[at].text in skipped:
            at -= 1
    return at


def days_in_words(text: str, found: Sequence[Lexeme], at: int, numerals: Numerals) -> list[tuple[int, int, int]]:
    """The same of days in words: the third of April, третьего апреля, الثالث من نيسان; of a range both."""
    back = at - 1
    while back >= 0 and found[back].kind == "w" and found[back].text in FILLERS | _OF and at - back < 3:
        back -= 1
    here: list[tuple[int, int, int]] = []
    while (
        0 <= back < at < len(found)
        and found[back].kind == "w"
        and len(here) < 2
        and close(text, found[back].end, found[at].start, 24)
    ):
        number, first = _in_words(found, back, numerals)
        # "The first of July" may be its first days.
        if not 1 <= number <= 31 or (numerals.code == "en" and number == 1) or (here and number >= here[0][0]):
            break
        here.insert(0, (number, found[first].start, first))
        back = first - 1
        if back < 1 or found[back].text not in UNTIL | _OF:
            break
        back -= 1
    return here


def _in_words(found: Sequence[Lexeme], at: int, numerals: Numerals) -> tuple[int, int]:
    """The day that the words up to a lexeme say, 0 where they say none, and the number of the first of them."""
    last = numerals.value(found[at].text)
    before = numerals.value(found[at - 1].text) if at and found[at - 1].kind == "w" else None
    if not last:
        return 0, at
    if numerals.code == "ar" and before and before[1] and before[0] < 10 and last[0] in (10.0, 20.0, 30.0):
        return int(before[0] + last[0]), at - 1  # السادس والعشرين
    if not last[1] or not 1 <= last[0] <= 31:
        return 0, at
    if last[0] < 10 and before and before[0] in (20.0, 30.0):
        return int(last[0] + before[0]), at - 1
    return int(last[0]), at


def day_behind(text: str, found: Sequence[Lexeme], at: int, numerals: Numerals) -> tuple[int, int] | None:
    """The day with an ending behind a month that owns it, and its end: июндун 6сында, iyun oyining 6-kuni."""
    if numerals.code not in _OWNED:
        return None
    then, owned = at + 1, found[at].text.endswith(_OWNED[numerals.code])
    if then < len(found) and found[then].kind == "w" and found[then].text.startswith(("ай", "oy", "ой")):
        then, owned = then + 1, found[then].text.endswith(_OWNED[numerals.code])
    if not owned or then >= len(found) or not close(text, found[then - 1].end, found[then].start, 2):
        return None
    end = found[then].end
    if found[then].kind == "d":
        number = day_number(found[then].text)
        return (number, end) if number and _ENDED.match(text, end) else None
    known = numerals.value(found[then].text)
    return (int(known[0]), end) if known and 1 <= known[0] <= 31 and known[0] == int(known[0]) else None
