"""Whether a figure of a sentence can be reckoned from what its page says: three quarters are 75 per cent.

A reckoned figure stands on no page. So it is neither borne out nor wrong, and nothing is said of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from math import isclose

from newsdesk.evidence.support.matching import precision, rounds_to
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import meanings
from newsdesk.evidence.support.reading.numerals import fold
from newsdesk.evidence.support.text import Text

_SURE = 1000.0
"""From here on a sum or difference is hardly met by chance."""
_SMALL = 12
_NEAR = 40
"""So many characters may stand between two figures of one share: seven of every ten."""
_PER_MILLE = re.compile(r"per mille|‰|промилле|في الألف|بالألف|千分")
_CHINESE = re.compile(r"([\d一二两三四五六七八九十百]+)分之|一半|半数|减半")


def is_reckoned(figure: Figure, text: Text, pages: Iterable[Page], surely: bool = False) -> bool:
    """Whether a figure of a text that no page has is a part, sum, difference, product or quotient of theirs.

    `surely` asks more: a word beside it that says so, and a difference or a sum that is exact.
    """
    if not figure.values or figure.ordinal:
        return False
    if surely:
        return _has_cue(figure, text) and any(_by_two(figure, text, page) for page in pages)
    others = [one for one in text.figures if one is not figure and one.values and not one.ordinal]
    wanted = figure.values[0]
    return any(_same(result, figure) for page in pages for result in _results(wanted, figure, others, text, page))


def _results(wanted: float, figure: Figure, others: Sequence[Figure], text: Text, page: Page) -> Iterator[float]:
    parts = parts_of(page)
    if figure.share is not False:
        yield from (100 * part for part, _ in parts)
        for one in page.figures:
            if one.values and not one.share:
                yield one.values[0] / 100 if one.values[0] >= 10 else -1.0
                if _PER_MILLE.match(page.text, one.end + 1) or _PER_MILLE.match(page.text, one.end):
                    yield one.values[0] / 10
        for one, two in pairwise([one for one in others if not one.share]):
            yield 100 * min(one.values[0], two.values[0]) / (max(one.values[0], two.values[0]) or 1.0)
    yield from _of_time(wanted, page)
    yield from _of_units(wanted, figure, text, page)
    # Percentage points are the difference of two shares.
    kind = True if figure.share is None else figure.share
    like = [one for one in others if bool(one.share) == kind]
    theirs = [
        one
        for one in page.figures
        if one.values and not one.ordinal and (one.share is not False if kind else one.share is False)
    ]
    starts = {one.start for one in page.figures}
    worded = {at for _, at in parts if at not in starts}
    said = _has_cue(figure, text)
    cue = said or wanted >= _SURE
    by_paragraph: dict[int, list[Figure]] = {}
    for one in theirs:
        by_paragraph.setdefault(page.spot(one.start)[1], []).append(one)
    for one in like:
        mine = one.values[0]
        yield from (mine * part for part, at in parts if said or at in worded)
        if cue:
            yield from (mine * times for times in (2.0, 0.5))
        for two in like:
            if two is not one:
                yield from _pair(mine, two.values[0], said)
        if cue:
            for two in theirs:
                for result in _pair(mine, two.values[0], said):
                    if said or isclose(result, wanted, rel_tol=1e-9):
                        yield result
        else:
            # Without a word for it, only what stands in one sentence is reckoned together.
            at = {page.spot(found.start)[0] for found in page.figures_like(one)}
            for two in theirs:
                if page.spot(two.start)[0] in at:
                    yield from _pair(mine, two.values[0], said)
    for one, two in pairwise(theirs):
        # 34 seamen and 17 drivers are 51 people; small sums are met by chance.
        if (
            wanted > _SMALL
            and two.start - one.end <= _NEAR
            and page.sentence_at(one.start) == page.sentence_at(two.start)
        ):
            total = one.values[0] + two.values[0]
            yield total if isclose(total, wanted, rel_tol=1e-9) else 0.0
    if not cue:
        return
    for here, near in by_paragraph.items():
        for one, two in combinations(near, 2):
            # From 3.6 to 4.8 million: either may have the scale of the other.
            for a, b in {(one.values[0], two.values[0]), (one.values[-1], two.values[-1])}:
                # Where no word says that it is reckoned, it has to be exact: rounded, much is met by chance.
                yield from (result for result in _pair(a, b) if said or isclose(result, wanted, rel_tol=1e-9))
        told = [part for part, at in parts if page.spot(at)[1] == here]
        yield from (one.values[0] * part for one in near for part in told)


def _pair(one: float, two: float, times: bool = True) -> Iterator[float]:
    yield abs(one - two)
    yield one + two
    if times and one and two:
        yield max(one, two) / min(one, two)
        if min(one, two) <= 366:
            yield one * two


def _by_two(figure: Figure, text: Text, page: Page) -> bool:
    """Whether two figures of one sentence of a page, one of which the text says too, are apart by just so much."""
    said = [one for one in text.figures if one is not figure and one.values]
    for one in said:
        for like in page.figures_like(one):
            here = page.sentence_at(like.start)
            for two in page.figures:
                apart = abs(like.values[0] - two.values[0]) if two.values else 0.0
                if page.sentence_at(two.start) == here and isclose(apart, figure.values[0], rel_tol=1e-9):
                    return True
    return False


def _of_time(wanted: float, page: Page) -> Iterator[float]:
    """Three hours and thirty minutes, two metres and forty centimetres."""
    if wanted == int(wanted) or wanted > 1000:
        return
    for one, two in pairwise(page.figures):
        if one.values and two.values and two.start - one.end < 20 and one.values[0] == int(wanted):
            yield one.values[0] + two.values[0] / 60
            yield one.values[0] + two.values[0] / 100


# How many of the smaller one the larger has.
_TIMES = (
    ("month", "year", 12.0),
    ("day", "week", 7.0),
    ("hour", "day", 24.0),
    ("minute", "hour", 60.0),
    ("year", "decade", 10.0),
)


def _of_units(wanted: float, figure: Figure, text: Text, page: Page) -> Iterator[float]:
    """Eighteen months for a year and a half, three weeks for 21 days, twelve years from 1987 to 1999."""
    unit = next((unit for unit, at in _units_in(text) if 0 <= at - figure.end < 12), "")
    if not unit:
        return
    if unit == "year":
        said = {one.year for one in text.dates if one.year}
        told = [one for one in page.dates if one.year]
        apart = {
            abs((one.year or 0) - (two.year or 0))
            for one, two in pairwise(told)
            if page.sentence_at(two.start) - page.sentence_at(one.start) < 2
        }
        yield from map(float, apart | {abs(one - (two.year or 0)) for one in said for two in told})
    if unit == "minute" and wanted > 60:
        yield from _hours_and_minutes(page)
    for small, large, times in _TIMES:
        other = large if unit == small else small if unit == large else ""
        places = [at for one, at in _units_in(page) if one == other]
        if not places:
            continue
        theirs = wanted / times if unit == small else wanted * times
        halves = {at for part, at in parts_of(page) if part == 0.5}
        for at in places:
            near = [one.values[0] for one in page.figures if one.values and -30 < at - one.start < 40]
            if any(abs(value - theirs) < 0.01 for value in near):
                yield wanted
            if theirs % 1 == 0.5 and any(abs(half - at) < 30 for half in halves):
                yield wanted


def _hours_and_minutes(page: Page) -> Iterator[float]:
    """An hour and twenty minutes, час двадцать."""
    for one, at in _units_in(page):
        if one == "hour":
            hours = [figure.values[0] for figure in page.figures if figure.values and 0 < at - figure.end < 3]
            for figure in page.figures:
                if figure.values and 0 < figure.start - at < 14 and figure.values[0] < 60:
                    yield 60 * (hours[-1] if hours else 1.0) + figure.values[0]


def _units_in(text: Text) -> list[tuple[str, int]]:
    """The units of time that a text names, each with its place."""
    units = _units()
    return [(units[meaning], start) for meaning, start, _ in text.meanings if meaning in units]


@cache
def _units() -> Mapping[str, str]:
    told = {unit for small, large, _ in _TIMES for unit in (small, large)}
    return {meaning: unit for unit in told for meaning in meanings(unit, "en")[:1]}


def _has_cue(figure: Figure, text: Text) -> bool:
    """Whether the words beside a figure say that it compares or shares out: fell by, more than, for each."""
    near = [one.text for one in text.lexemes if one.kind == "w"]
    starts = [one.start for one in text.lexemes if one.kind == "w"]
    at = sum(start < figure.start for start in starts)
    before = set(near[max(0, at - 3) : at])
    if figure.about:
        # More than 46,000 is no comparison.
        before -= {word for phrase in (*text.numerals.over, *text.numerals.under) for word in phrase}
    here = {*before, *near[at : at + 5]}
    return bool(here & text.numerals.reckons) or figure.apart


def parts_of(page: Page) -> list[tuple[float, int]]:
    """The shares that a page says in words, 0 to 1, each with its place: a half, two thirds, seven of ten."""
    return page.remembered("parts", _parts)


def _parts(page: Page) -> list[tuple[float, int]]:
    found: list[tuple[float, int]] = []
    numerals = page.numerals
    for at, lexeme in enumerate(page.lexemes):
        part = numerals.part(lexeme.text) if lexeme.kind == "w" else None
        if part is None:
            continue
        found.append((part, lexeme.start))
        found += [(1 - part, lexeme.start)]
        for near in page.lexemes[max(0, at - 2) : at]:
            number = numerals.value(near.text) if near.kind == "w" else None
            if number and 1 < number[0] < 20 and not number[1] and number[0] * part < 1:
                found.append((number[0] * part, lexeme.start))
    if page.code in ("zh", "yue"):
        found += [(0.5, match.start()) for match in _CHINESE.finditer(page.text) if not match[1]]
    small = [one for one in page.figures if one.values and 1 <= one.values[0] <= 1000 and not one.share]
    for one, two in pairwise(small):
        if two.start - one.end <= _NEAR and page.sentence_at(one.start) == page.sentence_at(two.start):
            low, high = sorted((one.values[0], two.values[0]))
            if high in (1000.0, 100.0) or high <= 20:
                found.append((low / high, one.start))
    for figure in page.figures:
        if figure.ordinal and figure.values and 2 < figure.values[0] <= 20:
            found.append((1 / figure.values[0], figure.start))
    return found


def _same(result: float, figure: Figure) -> bool:
    wanted = figure.values[0]
    if result <= 0 or wanted <= 0:
        return False
    off = abs(result - wanted)
    if off <= 1e-9 * wanted:
        return True
    if figure.about:
        return off <= (0.11 if precision(wanted) == 1 else 0.035) * wanted
    if figure.share and off <= 0.34 and wanted == int(wanted):
        return True
    return precision(wanted) > 1 and (figure.rounded or wanted >= _SURE) and rounds_to(result, wanted)


_HALF_DAY = re.compile(r"\s?(?:[ap]\.?\s?m\b|(?:часов? )?(?:утра|вечера|дня|ночи)\b)")


def of_the_clock(figure: Figure, text: Text, page: Page) -> Iterator[Figure]:
    """The figures of a page that say the hour of a figure such as 2 p.m. on a clock of twelve or of 24 hours."""
    if figure.values and figure.values[0] in range(1, 13) and _HALF_DAY.match(text.text, figure.end):
        hours = {
            figure.values[0] % 12,
            figure.values[0] % 12 + 12,
            24.0 if figure.values[0] == 12 else figure.values[0],
        }
        for one in page.figures:
            whole, _, minute = one.hour.partition(":")
            if (one.values and one.values[0] in hours) or (minute == "00" and float(whole) in hours):
                yield one
    whole, _, minute = figure.hour.partition(":")
    if minute.isdigit():
        # 07 часов 15 минут: the hour and its minutes, with what they are called between them.
        for one, two in pairwise(page.figures):
            between = page.text[one.end : two.start].strip()
            if (
                one.values[:1] == (float(whole),)
                and two.values[:1] == (float(minute),)
                and between.isalpha()
                and "u:hour" in meanings(fold(between), page.code)
            ):
                yield one


def says_hour(figure: Figure, page: Page) -> bool:
    """Whether a page says in words the number of an hour, on a clock of twelve or of twenty-four hours."""
    hour = int(figure.hour.partition(":")[0]) % 12
    return any(
        one.values and one.values[0] % 12 == hour and (one.ordinal or (one.in_words and one.values[0] <= _SMALL))
        for one in page.figures
    )
