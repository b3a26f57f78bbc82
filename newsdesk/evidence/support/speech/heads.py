"""Who stands for the whole of a page: the body that issued it, who wrote it, who signed it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.concepts import meanings
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.speech.turns import ASKER, holder_of, turns

_HEADING, _SIGNATURE = 250, 90
"""So long at most are a heading or a dateline, and the line of who signs."""
_ENDED = re.compile(r"[.!?…؟。！？»”\"][\s\u200f]*\Z")
_BESIDE = 24


def stands_for_all(page: Page, names: Names) -> frozenset[str]:
    """Whose page it is, each as `holder_of` has it."""
    return page.known(names, "heads", _heads)


def head_end(page: Page) -> int:
    """Where the heading and the dateline of a page end."""
    return page.remembered("head", lambda made: _head(made, [*made.breaks[1], len(made.text)]))


def _heads(page: Page, names: Names) -> frozenset[str]:
    return frozenset(holder_of(one) for one in _found(page, names))


def _found(page: Page, names: Names) -> Iterator[Name]:
    starts = [*page.breaks[1], len(page.text)]
    head = _head(page, starts)
    for one in page.everybody(names):
        if names.is_place(one.id):
            continue
        number = page.paragraph_at(one.start)
        low, high = starts[number], starts[number + 1]
        is_line = number > 0 and high - low <= _SIGNATURE and not _ENDED.search(page.text[low:high].rstrip())
        if one.person and (one.full or one.id):
            near_end = one.start < head or number >= len(starts) - 3
            if is_line or (near_end and is_byline(one, page)):
                yield one
        elif one.start < head:
            yield one


def _head(page: Page, starts: list[int]) -> int:
    """Where the heading and the dateline end."""
    end = starts[0]
    for low, high in pairwise(starts[:3]):
        if high - low > _HEADING:
            break
        end = high
        if any(low <= day.start < high for day in page.dates):
            break
    sentences = page.breaks[0]
    return end or (sentences[1] if len(sentences) > 1 else len(page.text))


def reporters(page: Page, names: Names) -> frozenset[int]:
    """Where those are named who only wrote a page or asked in its interview: they are nobody else's rivals."""
    return page.known(names, "reporters", _reporters)


def _reporters(page: Page, names: Names) -> frozenset[int]:
    told = turns(page, names)
    asked = any(one.holder == ASKER for one in told)
    holders = {one.holder for one in told}
    return frozenset(
        one.start
        for one in page.everybody(names)
        if one.person
        and (is_byline(one, page) or (asked and holder_of(one) not in holders and _is_beneath(one, page, told[-1].end)))
    )


def _is_beneath(name: Name, page: Page, end: int) -> bool:
    """Whether a name stands in a line of its own behind all turns, in which nobody says anything."""
    number = page.paragraph_at(name.start)
    starts = [*page.breaks[1], len(page.text)]
    is_line = starts[number + 1] - starts[number] <= _SIGNATURE
    return name.start >= end and is_line and page.sentence_at(name.start) not in page.speaking


def is_byline(name: Name, page: Page) -> bool:
    """Whether a word for a reporter stands before a name: Хабарнигор: Парвиз Шодмонов, 记者 陶小满, By Tom Hall."""
    before = page.text[max(0, name.start - _BESIDE) : name.start]
    if re.search(r"(?:^|\n|\. )by\s+\Z", before, re.IGNORECASE):
        return True
    reporter = set(meanings("reporter", "en")[:1])
    return any(
        meaning in reporter and 0 <= name.start - end < 4
        for meaning, start, end in page.meanings
        if name.start - _BESIDE < start < name.start
    )
