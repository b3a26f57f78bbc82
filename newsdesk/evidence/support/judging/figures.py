"""Figures of a sentence on the pages that it cites."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsdesk.evidence.support.arithmetic import is_reckoned, of_the_clock, says_hour
from newsdesk.evidence.support.counting.counted import in_days
from newsdesk.evidence.support.counting.times import (
    NOW,
    OTHER_ROLE,
    OTHER_TIME,
    PART,
    Time,
    differ,
    is_part,
    role,
    times,
)
from newsdesk.evidence.support.judging.clauses import Place
from newsdesk.evidence.support.judging.finding import (
    ABSENT,
    BARE,
    ELSEWHERE,
    LEAST_MEASURED,
    ODD,
    SMALL,
    SURELY_MEASURED,
    UNCLEAR,
    Finding,
    Token,
    judged,
)  # fmt: skip
from newsdesk.evidence.support.matching import elliptic, in_roman, rounds, scores
from newsdesk.evidence.support.otherwise.units import is_converted
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure, is_result, same_value
from newsdesk.evidence.support.rivals import magnitude, rivals_of_figure
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.weighing import Scale


def figure_found(token: Token, figure: Figure, text: Text, scales: Sequence[Scale]) -> Finding:
    """What became of a figure: by value, rounded, by the clock, or reckoned from others."""
    claimed = text.figures
    time = text.remembered("times", lambda made: times(made, None)).get(figure.start, NOW)
    part, mine = is_part(figure, text), role(figure, text)
    here, rough, there = [], [], []
    # "Eighteen per cent where they had wanted thirty": of what, the page says.
    is_score = figure.hour.count(":") > 1 or is_result(figure)
    among_shares = any(one.share for one in claimed)
    shares = any(one.share for scale in scales for one in scale.page.figures_like(figure))
    asked = replace(figure, share=True) if shares and not figure.share else figure
    for number, scale in enumerate(scales):
        page = scale.page
        of_page = page.remembered("times", lambda made: times(made, made.year))

        parts = page.remembered("within", lambda made: {one.start for one in made.figures if is_part(one, made)})

        def at(one: Figure, of_page: Mapping[int, Time] = of_page, page: Page = page) -> float:
            factor = OTHER_TIME if differ(time, of_page.get(one.start, NOW)) else 1.0
            theirs = role(one, page) if mine else 0
            return factor * (OTHER_ROLE if theirs and mine != theirs and 1 in (mine, theirs) else 1.0)

        for one in page.figures_like(figure):
            if bool(one.share) == bool(figure.share) or None in (one.share, figure.share):
                here.append((number, one.start, one.end, at(one)))
            elif page.is_among_shares(one) if figure.share else among_shares:
                here.append((number, one.start, one.end, BARE if page.is_bare(one) else 0.5))
        for one in page.figures:
            if rounds(figure, one) and bool(one.share) == bool(figure.share) and not same_value(figure, one):
                rough.append((number, one.start, one.end, at(one)))
        if len(figure.values) and figure.values[0] == int(figure.values[0]):
            here += [(number, d.start, d.end, 1.0) for d in page.dates if d.year == figure.values[0] and not d.month]
        here += [(number, one.start, one.end, 1.0) for one in of_the_clock(figure, text, page)]
        here += [(number, start, end, 1.0) for start, end in in_roman(figure, page)]
        if is_score:
            here += [(number, start, end, 1.0) for start, end in scores(figure, page)]
        rough += [(number, one.start, one.end, 1.0) for one in elliptic(figure, text, page)]
        for rival in rivals_of_figure(asked, page, claimed):
            if not rounds(figure, rival):
                # Small numbers in words are counted by the way; other things are counted by other figures.
                factor = SMALL if rival.free and not figure.free else 1.0
                factor *= magnitude(figure, rival) * at(rival)
                factor *= PART if not part and rival.start in parts else 1.0
                there.append((number, rival.start, rival.end, factor * (ODD if scale.is_odd(rival.end) else 1.0)))
    if token.free and here and not rough and _measured_otherwise(figure, scales, here):
        found = _counted_otherwise(figure, scales, there, SURELY_MEASURED if figure.apart else LEAST_MEASURED)
        if found and not is_reckoned(figure, text, [scale.page for scale in scales], True):
            return Finding(token, ELSEWHERE, *found)
    if not here and not rough and token.free:
        in_words = figure.ordinal and figure.in_words
        found = None if figure.apart or in_words or figure.about else _counted_otherwise(figure, scales, there)
        if found and is_reckoned(figure, text, [scale.page for scale in scales]):
            return Finding(token, UNCLEAR, reason="reckoned")
        told = [scale.page for scale in scales]
        if not found and token.counted and not (is_reckoned(figure, text, told) or in_days(figure, told)):
            return Finding(token, ABSENT)
        return Finding(token, ABSENT, *found) if found else Finding(token, UNCLEAR, reason="counting")
    if (
        not here
        and is_score
        and any(
            one is not figure and is_result(one) and any(scores(one, scale.page)) for scale in scales for one in claimed
        )
    ):
        return Finding(token, UNCLEAR, reason="counting")  # they came back from 0–2
    if not here and figure.hour and not is_score and any(says_hour(figure, scale.page) for scale in scales):
        return Finding(token, UNCLEAR, reason="reckoned")
    if not here and not rough and is_reckoned(figure, text, [scale.page for scale in scales]):
        return Finding(token, UNCLEAR, reason="reckoned")
    if not here and not rough and is_converted(figure, text, [scale.page for scale in scales]):
        return Finding(token, UNCLEAR, reason="converted")
    result = judged(token, scales, here + rough, there, figure)
    if result.state == ELSEWHERE and is_reckoned(figure, text, [scale.page for scale in scales], True):
        # 2,000 fewer, from 23,000 to 21,000, though 2,000 stands elsewhere.
        return replace(result, state=UNCLEAR, reason="reckoned")
    return result


def _measured_otherwise(figure: Figure, scales: Sequence[Scale], here: Sequence[Place]) -> bool:
    """Whether a figure has a unit in the sentence, and nowhere on the pages."""
    contexts = [scale.context(figure) for scale in scales]
    if not any(scale.has_unit(context) for scale, context in zip(scales, contexts, strict=True)):
        return False
    return not any(scales[page].measures(contexts[page], start, end) for page, start, end, _ in here)


def _counted_otherwise(
    figure: Figure, scales: Sequence[Scale], there: Sequence[Place], least: float = LEAST_MEASURED
) -> tuple[str, int] | None:
    """The passage that has another number of the same hours, years, kilometres or per cent; None where none has."""
    for page, start, end, _ in there:
        scale = scales[page]
        context = scale.context(figure)
        if scale.measures(context, start, end) and scale.weigh(context, start, end) > least:
            return scale.page.sentence(scale.page.sentence_at(start)), page
    return None
