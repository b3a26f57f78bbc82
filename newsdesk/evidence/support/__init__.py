"""Whether the pages that a sentence cites carry its figures, dates and names: where they stand, or that they do not.

Nothing is claimed beyond what was compared: a token that stands in the passage of a page is no proof of the sentence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from newsdesk.evidence.support.arithmetic import is_reckoned, of_the_clock, says_hour
from newsdesk.evidence.support.matching import elliptic, fits, rounds, scores
from newsdesk.evidence.support.naming import is_own_country, name_spans
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure, same_value
from newsdesk.evidence.support.reading.dates import Day
from newsdesk.evidence.support.reading.names import Name, Names, begins_sentence
from newsdesk.evidence.support.relative import relative, year_fits
from newsdesk.evidence.support.rivals import SAME, magnitude, reach, rivals_of_day, rivals_of_figure
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.voices import is_somebody, said_by_head, says, speaks, who
from newsdesk.evidence.support.weighing import Scale, Weighed

__all__ = ["Finding", "Names", "Page", "Token", "support", "tokens_of"]

Place = tuple[int, int, int, float]
"""A place on a page: the number of the page, from, to, and how much it counts."""
STANDS, ELSEWHERE, ABSENT, UNCLEAR = "stands", "elsewhere", "absent", "unclear"
# By how much another one has to fit better: on the whole, and in one sentence of the page, where most clues are shared.
CLEARLY, LEAST = 1.3, 0.4
CLEARLY_HERE, LEAST_HERE = 1.25, 0.3
# The same where dates are compared, which have few clues; times as much where the token counts the same things and the
# other one does not, and where the other one stands on another page.
LEAST_DAY, COUNTED, ACROSS, MENTIONED = 0.3, 1.7, 1.4, 1.7
# So much has to stand around another number of the same hours or kilometres for a small one in words to be wrong.
LEAST_MEASURED = 0.8
# How much a place counts that is: a date only reckoned; the day of print, on which little else happened; a figure of
# what the sentence does not speak of; a small number in words, which is counted by the way.
RECKONED, DATELINE, ODD, SMALL = 0.6, 0.7, 0.85, 0.7
# How much of a sentence has to stand in one sentence of a page, and how many times as much as with the one named.
CARRIES, SURELY = 1.5, 2.0


@dataclass(frozen=True, slots=True)
class Token:
    """A figure, date or name in a text: `shown` as written, `key` the same in every language and spelling.

    `free` is whether a page need not have it: a small number in words is often our own counting.
    """

    kind: str
    shown: str
    key: str
    start: int
    end: int
    free: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a token: `state` is stands, elsewhere, absent or unclear (nothing can be said, for a reason).

    `nearest` is the passage of the page that is nearest to the sentence, `page` its number among those cited.
    """

    token: Token
    state: str
    nearest: str = ""
    page: int | None = None
    reason: str = ""


def tokens_of(text: str, language: str, names: Names) -> tuple[Token, ...]:
    """The tokens of a text, in order; `language` is its BCP 47 tag."""
    return tuple(token for token, _ in _tokens(Text(text, language), names))


def _tokens(text: Text, names: Names) -> list[tuple[Token, Figure | Day | Name]]:
    made: list[tuple[Token, Figure | Day | Name]] = []
    for figure in text.figures:
        if not (figure.in_words and figure.values == (1.0,)):
            free = figure.free or figure.apart
            made.append(
                (
                    Token("figure", text.text[figure.start : figure.end], figure.key, figure.start, figure.end, free),
                    figure,
                )
            )
    for day in text.dates:
        made.append((Token("date", text.text[day.start : day.end], day.key, day.start, day.end), day))
    for name in text.names(names):
        # The first word of a sentence may be a name where a verb of saying follows: found on a page or free.
        free = not name.id and len(name.words) == 1 and begins_sentence(text.text, name)
        if not free or says(text, name):
            made.append((Token("name", text.text[name.start : name.end], name.key, name.start, name.end, free), name))
    return sorted(made, key=lambda one: one[0].start)


def support(
    tokens: Iterable[Token] | None, sentence: str, language: str, pages: Sequence[Page], names: Names
) -> tuple[Finding, ...]:
    """What became of each token of a sentence on the pages that it cites; `tokens` limits it to some of them."""
    text = Text(sentence, language)
    wanted = None if tokens is None else {(token.kind, token.start) for token in tokens}
    told = _tokens(text, names)
    spans = [{n.start: name_spans(n, text, page, names) for n in text.names(names)} for page in pages]
    scales = [
        Scale(text, page, names, {start: found for start, (found, _) in by_name.items()})
        for page, by_name in zip(pages, spans, strict=True)
    ]
    findings = []
    for token, what in told:
        if wanted is None or (token.kind, token.start) in wanted:
            if isinstance(what, Figure):
                findings.append(_figure(token, what, text, scales))
            elif isinstance(what, Day):
                findings.append(_day(token, what, text, scales))
            else:
                findings.append(_name(token, what, text, scales, spans, names))
    return tuple(findings)


def _judged(
    token: Token, scales: Sequence[Scale], here: Sequence[Place], there: Sequence[Place], what: Figure | Day | Name,
    times: float = 1.0,
) -> Finding:  # fmt: skip
    """Whether a token stands in its passage; places are page, from, to, and how much each counts."""
    wide = isinstance(what, Name)
    contexts = [scale.context(what) for scale in scales]

    def weigh(places: Sequence[Place], by: Sequence[list[Weighed]]) -> tuple[float, Place | None]:
        best, where = 0.0, None
        for number, scale in enumerate(scales):
            here = [(start, end, factor) for page, start, end, factor in places if page == number]
            weight, place = scale.best(by[number], here, wide)
            if place and (where is None or weight > best):
                best, where = weight, (number, *place)
        return best, where

    mine, at = weigh(here, contexts)
    other, instead = weigh(there, contexts)
    best = instead if other > mine or at is None else at
    nearest = scales[best[0]].page.sentence(scales[best[0]].page.sentence_at(best[1])) if best else ""
    page = best[0] if best else None
    if not here:
        return Finding(token, ABSENT, nearest, page)
    if (isinstance(what, Figure) and what.free) or at is None or instead is None:
        return Finding(token, STANDS, nearest, page)
    shared = at[0] == instead[0] and scales[at[0]].page.sentence_at(at[1]) == scales[at[0]].page.sentence_at(instead[1])
    clearly, least = (CLEARLY_HERE, LEAST_HERE) if shared and not wide else (CLEARLY, LEAST)
    if at[0] != instead[0]:
        clearly *= ACROSS
    if isinstance(what, Day):
        least = LEAST_DAY
    if isinstance(what, Figure) and _counts(scales, contexts, at) and not _counts(scales, contexts, instead):
        clearly *= COUNTED
    if other > clearly * times * mine + least:
        return Finding(token, ELSEWHERE, nearest, page)
    return Finding(token, STANDS, nearest, page)


def _counts(scales: Sequence[Scale], contexts: Sequence[list[Weighed]], place: Place) -> bool:
    return scales[place[0]].beside(contexts[place[0]], place[1], place[2])


def _figure(token: Token, figure: Figure, text: Text, scales: Sequence[Scale]) -> Finding:
    claimed = text.figures
    here, rough, there = [], [], []
    # "Eighteen per cent where they had wanted thirty": of what, the page says.
    is_score = len(figure.hour.partition(":")[2]) == 1
    among_shares = any(one.share for one in claimed)
    shares = any(one.share for scale in scales for one in scale.page.figures_like(figure))
    asked = replace(figure, share=True) if shares and not figure.share else figure
    for number, scale in enumerate(scales):
        page = scale.page
        for one in page.figures_like(figure):
            if bool(one.share) == bool(figure.share) or None in (one.share, figure.share):
                here.append((number, one.start, one.end, 1.0))
            elif page.is_among_shares(one) if figure.share else among_shares:
                here.append((number, one.start, one.end, 0.5))
        for one in page.figures:
            if rounds(figure, one) and bool(one.share) == bool(figure.share) and not same_value(figure, one):
                rough.append((number, one.start, one.end, 1.0))
        if len(figure.values) and figure.values[0] == int(figure.values[0]):
            here += [(number, d.start, d.end, 1.0) for d in page.dates if d.year == figure.values[0] and not d.month]
        here += [(number, one.start, one.end, 1.0) for one in of_the_clock(figure, text, page)]
        if is_score:
            here += [(number, start, end, 1.0) for start, end in scores(figure, page)]
        rough += [(number, one.start, one.end, 1.0) for one in elliptic(figure, text, page)]
        for rival in rivals_of_figure(asked, page, claimed):
            if not rounds(figure, rival):
                # Small numbers in words are counted by the way; other things are counted by other figures.
                factor = SMALL if rival.free and not figure.free else 1.0
                factor *= magnitude(figure, rival)
                there.append((number, rival.start, rival.end, factor * (ODD if scale.is_odd(rival.end) else 1.0)))
    if not here and not rough and token.free:
        found = None if figure.apart or figure.ordinal or figure.about else _counted_otherwise(figure, scales, there)
        if found and is_reckoned(figure, text, [scale.page for scale in scales]):
            return Finding(token, UNCLEAR, reason="reckoned")
        return Finding(token, ABSENT, *found) if found else Finding(token, UNCLEAR, reason="counting")
    if not here and figure.hour and not is_score and any(says_hour(figure, scale.page) for scale in scales):
        return Finding(token, UNCLEAR, reason="reckoned")
    if not here and not rough and is_reckoned(figure, text, [scale.page for scale in scales]):
        return Finding(token, UNCLEAR, reason="reckoned")
    return _judged(token, scales, here + rough, there, figure)


def _counted_otherwise(figure: Figure, scales: Sequence[Scale], there: Sequence[Place]) -> tuple[str, int] | None:
    """The passage that has another number of the same hours, years, kilometres or per cent; None where none has."""
    for page, start, end, _ in there:
        scale = scales[page]
        context = scale.context(figure)
        if scale.measures(context, start, end) and scale.weigh(context, start, end) > LEAST_MEASURED:
            return scale.page.sentence(scale.page.sentence_at(start)), page
    return None


def _day(token: Token, day: Day, text: Text, scales: Sequence[Scale]) -> Finding:
    here, there = [], []
    for number, scale in enumerate(scales):
        page = scale.page
        here += [
            (number, one.start, one.end, DATELINE if one is page.dateline else 1.0)
            for one in (*page.dates, *page.reckoned)
            # A year is not meant by "yesterday".
            if fits(day, one) and year_fits(day, one, page) and (day.month or not (one.reckoned and one.day))
        ]
        # A month of a sentence is a month of the page rather than one of its days.
        there += [
            (
                number,
                one.start,
                one.end,
                (1.0 if bool(one.day) == bool(day.day) else 0.6) * (RECKONED if one.reckoned else 1.0),
            )
            for one in rivals_of_day(day, page, text.dates)
        ]
    if not here and relative(day, text, scales):
        return Finding(token, UNCLEAR, reason="relative")
    return _judged(token, scales, here, there, day)


def _name(
    token: Token, name: Name, text: Text, scales: Sequence[Scale],
    spans: Sequence[Mapping[int, tuple[Sequence[tuple[int, int]], bool]]], names: Names,
) -> Finding:  # fmt: skip
    here, there = [], []
    claimed = {who(one) for one in text.names(names)}
    somebody, source = is_somebody(name), speaks(text, name)
    for number, scale in enumerate(scales):
        page = scale.page
        mine = {start for found in spans[number].values() for start, _ in found[0]}
        on_page = page.everybody(names)
        same = set()
        for start, end in spans[number][name.start][0]:
            known = next((one for one in on_page if one.start <= start < one.end), None)
            found = known or Name(name.words, start, end)
            # A surname alone is somebody's where the page has the whole name.
            somebody = somebody or is_somebody(found)
            same.add(who(found))
            here += [(number, *span) for span in reach(found, page, names, True)]
            if not is_somebody(found):
                here += [(number, at, at, SAME) for at in said_by_head(found, page, names)]
        for one in on_page:
            if who(one) in same:
                here += [(number, *span) for span in reach(one, page, names, True)]
            elif who(one) in claimed or any(one.start <= start < one.end for start in mine):
                continue
            elif (somebody and name.person and is_somebody(one)) or _rivals(name, one, names):
                there += [(number, *span) for span in reach(one, page, names, False, source)]
    if not here and name.id.startswith("geo:") and not all(scale.page.knows(name.id) for scale in scales):
        return Finding(token, UNCLEAR, reason="translated")
    if not here and token.free:
        return Finding(token, UNCLEAR, reason="ordinary")
    if not here and any(is_own_country(name, scale.page, names) for scale in scales):
        return Finding(token, UNCLEAR, reason="implied")
    if not here and all(found[name.start][1] for found in spans):
        return Finding(token, UNCLEAR, reason="translated")
    # A body that says nothing here may be what the sentence is about, in other words than the page has.
    found_there = _judged(token, scales, here, there, name, 1.0 if somebody or source else MENTIONED)
    if here and somebody and name.person:
        return _by_carrier(found_there, name, scales, here, there)
    return found_there


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
