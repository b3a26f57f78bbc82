"""Names of a sentence on the pages that it cites."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsdesk.evidence.support.judging.clauses import Place
from newsdesk.evidence.support.judging.finding import (
    CARRIES,
    ELSEWHERE,
    MENTIONED,
    STANDS,
    SURELY,
    UNCLEAR,
    Finding,
    Token,
    judged,
)  # fmt: skip
from newsdesk.evidence.support.named.spans import alone, is_own_country
from newsdesk.evidence.support.reading.names import Name, Names
from newsdesk.evidence.support.rivals import SAME, WHOLE, reach
from newsdesk.evidence.support.speech.heads import head_end, is_byline, reporters, stands_for_all
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.voices import is_somebody, said_by_head, speaks, who
from newsdesk.evidence.support.weighing import Scale


def name_found(
    token: Token, name: Name, text: Text, scales: Sequence[Scale],
    spans: Sequence[Mapping[int, tuple[Sequence[tuple[int, int]], bool]]], names: Names,
) -> Finding:  # fmt: skip
    """What became of a name: `spans` are where each name of the sentence stands on each page."""
    here, there = [], []
    claimed = {who(one) for one in text.names(names)}
    somebody, source = is_somebody(name), speaks(text, name)
    for number, scale in enumerate(scales):
        page = scale.page
        mine = {start for found in spans[number].values() for start, _ in found[0]}
        on_page = page.everybody(names)
        same, whole = set(), False
        for start, end in [*spans[number][name.start][0], *alone(spans[number][name.start][0], name, page)]:
            known = next((one for one in on_page if one.start <= start < one.end), None)
            found = known or Name(name.words, start, end, person=name.person, full=name.full)
            # A surname alone is somebody's where the page has the whole name.
            somebody = somebody or is_somebody(found)
            same.add(who(found))
            here += [(number, *span) for span in reach(found, page, names, True)]
            in_head = start < head_end(page) and (not is_somebody(found) or is_byline(found, page))
            whole = whole or in_head or who(found) in stands_for_all(page, names)
            if not is_somebody(found):
                here += [(number, at, at, SAME) for at in said_by_head(found, page, names)]
        if whole:
            here += [(number, at, at, WHOLE) for at in page.breaks[0]]
        for one in on_page:
            if who(one) in same:
                here += [(number, *span) for span in reach(one, page, names, True)]
            elif (
                who(one) in claimed
                or one.start in reporters(page, names)
                or any(one.start <= start < one.end for start in mine)
            ):
                continue
            elif (somebody and name.person and is_somebody(one)) or _rivals(name, one, names):
                there += [(number, *span) for span in reach(one, page, names, False, source)]
    here, there = _each_once(here), _each_once(there)
    if not here and name.id.startswith("geo:") and not all(scale.page.knows(name.id) for scale in scales):
        return Finding(token, UNCLEAR, reason="translated")
    if not here and token.free:
        return Finding(token, UNCLEAR, reason="ordinary")
    if not here and any(is_own_country(name, scale.page, names) for scale in scales):
        return Finding(token, UNCLEAR, reason="implied")
    if not here and all(found[name.start][1] for found in spans):
        return Finding(token, UNCLEAR, reason="translated")
    # A body that says nothing here may be what the sentence is about, in other words than the page has.
    found_there = judged(token, scales, here, there, name, 1.0 if somebody or source else MENTIONED)
    if here and somebody and name.person:
        return _by_carrier(found_there, name, scales, here, there)
    return found_there


def _each_once(places: Sequence[Place]) -> list[Place]:
    """The same places, each as it counts most: a name that a page has a thousand times reaches them as often."""
    best: dict[tuple[int, int, int], float] = {}
    for page, start, end, factor in places:
        best[page, start, end] = max(factor, best.get((page, start, end), 0.0))
    return [(*place, factor) for place, factor in best.items()]


def _by_carrier(
    found: Finding, name: Name, scales: Sequence[Scale], here: Sequence[Place], there: Sequence[Place]
) -> Finding:
    """The same finding, or the other one where the sentence that carries the words says clearly whose they are."""
    weights = {
        (page, number): weight
        for page, scale in enumerate(scales)
        for number, weight in scale.by_sentence(scale.of_clause(name)).items()
    }
    if not weights:
        return found
    best = max(weights, key=lambda spot: weights[spot])
    if weights[best] < CARRIES:
        return found
    mine, theirs = (
        {(page, scales[page].page.sentence_at(start)) for page, start, _, _ in places} for places in (here, there)
    )
    if found.state == ELSEWHERE and best in mine and best not in theirs:
        return replace(found, state=STANDS)
    most = max((weights.get(spot, 0.0) for spot in mine), default=0.0)
    if found.state == STANDS and best in theirs and best not in mine and weights[best] > SURELY * most:
        page = scales[best[0]].page
        return replace(found, state=ELSEWHERE, nearest=page.sentence(best[1]), page=best[0])
    return found


def _rivals(name: Name, other: Name, names: Names) -> bool:
    """Whether one name could stand in the place of another: people of people, bodies of bodies."""
    if is_somebody(name):
        return is_somebody(other)
    if name.person:
        return False
    if other.person or names.is_place(name.id) or names.is_place(other.id):
        return False
    return (len(other.words) > 1 or bool(other.id)) and (len(name.words) > 1 or bool(name.id))
