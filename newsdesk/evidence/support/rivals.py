"""What could stand in the place of a token of a sentence: other figures, dates and people of a page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log10

from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.matching import fits
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure, same_value
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.speech.turns import held, turn_at, turns
from newsdesk.evidence.support.voices import (
    going_on,
    is_about,
    is_of_one_voice,
    is_somebody,
    named_in,
    said_by_office,
    who,
)

Span = tuple[int, int, float]
SAME, BEFORE = 0.8, 0.7
"""How much a sentence counts for the name that the one before it has, or one behind it."""
WHOLE = 0.6
"""How much any sentence counts for who issued or signed the page."""
UNLIKE, _WEEK = 0.7, 7
"""How much a figure counts in place of another of a thousand times its size."""


def reach(name: Name, page: Page, names: Names, claimed: bool, speaks: bool = True) -> list[Span]:
    """Where a name of a page counts: where it stands, in the sentences behind that name nobody else, and before it.

    Into the next paragraph it reaches where that names nobody and somebody speaks there; the name that a sentence
    gives, `claimed`, also where nobody speaks. A sentence that begins with *she* goes on, whoever else it names.
    Before a name it reaches as far as its paragraph names nobody: *five were hurt; this the ministry reported*.
    A body has its whole paragraph, where people speak for it.
    """
    spans = [(name.start, name.end, 1.0)]
    first, paragraph = page.spot(name.start)
    others = named_in(page, names, is_somebody(name))
    mine = who(name)
    if turns(page, names):
        return [*spans, *_in_turns(name, page, names, claimed or speaks)]
    sentences = page.breaks[0]
    passed = any(name.start < other and one != mine for one, other in others.get(first, {}).items())
    for number in range(first + 1, min(len(sentences), first + 6)):
        start = sentences[number]
        beyond = page.spot(start)[1] - paragraph
        named = others.get(number, {}).keys() - {mine}
        if (named and (beyond or number not in going_on(page))) or (passed and (beyond or not claimed)):
            break
        if beyond > 1 or (beyond and not claimed and number not in page.speaking):
            break
        spans.append((start, start, 0.5 if beyond else 1.0 if named else SAME))
    for number in range(first - 1, -1, -1):
        start = sentences[number]
        named = others.get(number, {}).keys() - {mine}
        if page.spot(start)[1] != paragraph or (named and (is_somebody(name) or number in page.speaking)):
            break
        if is_somebody(name) and number in going_on(page):
            break  # by her words: whom the sentence before has
        spans.append((start, start, BEFORE if claimed else 0.5))
    if is_somebody(name):
        for start in said_by_office(page, names).get(mine, ()):
            number = page.spot(start)[0]
            if not others.get(number, {}).keys() - {mine}:
                spans.append((sentences[number], sentences[number], SAME if claimed else 0.6))
    if is_somebody(name) and claimed and is_about(name, page, names):
        reached = {page.spot(start)[0] for start, _, _ in spans}
        spans += [
            (start, start, SAME if number in going_on(page) else 0.6)
            for number, start in enumerate(sentences)
            if number not in reached
            and _is_of(mine, number, page, others)
            and (number in going_on(page) or not others.get(number))
        ]
    if claimed and is_of_one_voice(page) and page.spot(name.start)[1] in (0, 1, len(page.breaks[1]) - 1):
        reached = {page.spot(start)[0] for start, _, _ in spans}
        spans += [(start, start, SAME) for number, start in enumerate(sentences) if number not in reached]
    return spans


def _is_of(mine: str, number: int, page: Page, others: Mapping[int, Mapping[str, int]]) -> bool:
    """Whether nobody else was named last before a sentence in its paragraph: then *she* is somebody else."""
    paragraph = page.spot(page.breaks[0][number])[1]
    for before in range(number - 1, -1, -1):
        if page.spot(page.breaks[0][before])[1] != paragraph:
            return True
        if named := others.get(before):
            return max(named, key=lambda one: named[one]) == mine
    return True


def _in_turns(name: Name, page: Page, names: Names, speaks: bool) -> Iterator[Span]:
    """The turns of who is named, where he is named first, or the sentences of somebody's turn that go on about him."""
    mine, sentences = who(name), page.breaks[0]
    here = turn_at(page, names, name.start)
    first = page.spot(name.start)[0]
    own = held(page, names).get(mine, ()) if here is None else [here] if here.holder == mine else []
    for one in own:
        low, high = page.sentence_at(one.start), page.sentence_at(one.end - 1)
        yield from ((sentences[number], sentences[number], 1.0 if speaks else 0.5) for number in range(low, high + 1))
    if own:
        return
    others = named_in(page, names, is_somebody(name))
    for number in range(first + 1, min(len(sentences), first + 4)):
        beyond = here.end <= sentences[number] if here else page.spot(sentences[number])[1] != page.spot(name.start)[1]
        if beyond or others.get(number, {}).keys() - {mine}:
            break
        yield sentences[number], sentences[number], SAME


def rivals_of_figure(figure: Figure, page: Page, claimed: Iterable[Figure]) -> list[Figure]:
    """The figures of a page that could stand in its place: of the same kind, and not said by the sentence."""
    said = list(claimed)
    numbers = page.remembered("numbers", lambda made: {one.start for one in made.figures if is_number(one, made)})
    return [
        one
        for one in page.figures
        if (bool(one.share) == bool(figure.share) or (figure.share and page.is_bare(one) and page.is_among_shares(one)))
        and one.values
        and bool(one.hour and not one.values) == bool(figure.hour and not figure.values)
        and not one.ordinal
        and one.start not in numbers
        and not (one.in_words and one.values == (1.0,))
        and not any(same_value(other, one) for other in said)
    ]


def _weeks(page: Page) -> set[int]:
    counted = Counter(one.start for one in page.reckoned)
    return {start for start, count in counted.items() if count >= _WEEK}


_NUMBER = re.compile(
    r"(?:№|\bn[o°º]\.?|#|第|номер\w*|raqam\w*|рақам\w*|\b(?:pages?|clauses?|articles?|sections?|chapters?|rooms?|platform|gate"
    r"|line|route|bus|school|paragraph|rule|ст\.|стать\w+|пункт\w*|страниц\w+|глав[аеу]|комнат\w+|маршрут\w*|модда\w*|modda\w*"
    r"|берене\w*|саҳифа\w*|бет\w*)|المادة|البند|الصفحة|صفحة|رقم)\s*\Z",
    re.IGNORECASE,
)


def is_number(figure: Figure, page: Page) -> bool:
    """Whether a figure counts nothing: inquiry № 318, the title of 2025."""
    if _NUMBER.search(page.text, max(0, figure.start - 14), figure.start):
        return True
    shown = page.text[figure.start : figure.end]
    return len(shown) == 4 and shown.isdigit() and 1900 <= int(shown) <= 2100


def rivals_of_day(day: Day, page: Page, claimed: Iterable[Day]) -> list[Day]:
    """The same of dates: as exact as the date, and none of the sentence's."""
    said = list(claimed)
    # Friday may be the last or the next one: where either is said, neither is another date.
    meant = {one.start for one in page.reckoned if any(fits(other, one) for other in said)}
    # Last week is seven days, none of which is another date.
    meant |= page.remembered("weeks", _weeks)
    return [
        one
        for one in (*page.dates, *page.reckoned)
        if one.start not in meant
        and bool(one.day) >= bool(day.day)
        and bool(one.month) >= bool(day.month)
        and one not in page.datelines
        and not any(fits(other, one) or fits(one, other) for other in said)
    ]


def magnitude(figure: Figure, rival: Figure) -> float:
    """How much a figure counts in place of another of a thousand times its size: 35 is not mistaken for millions."""
    if not figure.values or not rival.values or not figure.values[0] or not rival.values[0]:
        return 1.0
    apart = abs(log10(figure.values[0] / rival.values[0])) if figure.values[0] * rival.values[0] > 0 else 0.0
    return UNLIKE if apart >= 3 and figure.rounded != rival.rounded else 1.0
