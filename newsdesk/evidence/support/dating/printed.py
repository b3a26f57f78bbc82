"""The day of print of a page: behind the place where it begins, under its title, or in a line of its own."""

import re
from collections.abc import Sequence
from itertools import pairwise

from newsdesk.evidence.support.dating.written import Day

_LINE, _ALONE, _WORDS, _FIRST = 80, 24, 4, 3
"""So far from the beginning of its line it stands, with so many characters beside it in a line of its own, or behind so
many words in one of the first paragraphs."""
_BESIDE = " \n.()（）,，:—–-"
_WORD = re.compile(r"\w+")
# A dash, a dot or the mark of an agency, behind a word for the year or the day at most.
_BEHIND = re.compile(r"[^\W\d]{0,4}\.?\s*(?:[—–―:-]|电|讯|$|\.\s|\n)")


def datelines(text: str, dates: Sequence[Day], paragraphs: Sequence[int]) -> list[Day]:
    """The dates of a text that only say when it was printed; `paragraphs` are the places where these begin."""
    found: list[Day] = []
    for number, (low, high) in enumerate(pairwise([*paragraphs, len(text)])):
        for day in dates:
            if not low <= day.start < high:
                continue
            line = text.rfind("\n", low, day.start) + 1 or low
            end = text.find("\n", day.end, high)
            rest = text[line : day.start] + text[day.end : high if end < 0 else end]
            early = number < _FIRST
            if day.month and day.day and len(rest.strip(_BESIDE)) < _ALONE and (early or day.year):
                found.append(day)
            elif early and not found and day.start - line <= _LINE and _BEHIND.match(text, day.end):
                found += [day] if len(_WORD.findall(text, line, day.start)) <= _WORDS else []
    return found
