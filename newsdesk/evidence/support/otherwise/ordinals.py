"""The place in a row that a sentence says: the fourth meeting, where the pages have the third."""

from collections.abc import Iterator, Sequence

from newsdesk.evidence.support.judging.finding import Finding, Token
from newsdesk.evidence.support.matching import in_roman
from newsdesk.evidence.support.otherwise.units import against, aside
from newsdesk.evidence.support.reading.beside import Figure, same_value
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.weighing import Scale, Weighed

_NOUN_FIRST, _NEAR = ("ar", "fa", "tg"), 24
"""Languages that set the ordinal behind, and how long the word before it may be."""


def ordinals_in(text: Text) -> Iterator[Token]:
    """All of these."""
    for figure in text.figures:
        if figure.ordinal and figure.values:
            yield aside("figure", f"{figure.key} st", text, figure.start, figure.end)


def ordinals_against(text: Text, scales: Sequence[Scale]) -> Iterator[Finding]:
    """Ordinals that no page has as any number, where one has another ordinal beside the same word."""
    for figure in text.figures:
        if not figure.ordinal or not figure.values:
            continue
        contexts = [[one for one in scale.context(figure) if one.beside > 0] for scale in scales]
        if any(_has(figure, scale, context) for scale, context in zip(scales, contexts, strict=True)):
            continue
        for number, scale in enumerate(scales):
            context = contexts[number]
            other = next(
                (
                    one
                    for one in scale.page.figures
                    if one.ordinal
                    and one.values
                    and not any(same_value(one, said) for said in text.figures)
                    and (scale.beside(context, one.start, one.end) or _is_behind(scale, context, one))
                ),
                None,
            )
            if other:
                yield against(
                    aside("figure", f"{figure.key} st", text, figure.start, figure.end), scales, number, other.start
                )
                break


def _has(figure: Figure, scale: Scale, context: Sequence[Weighed]) -> bool:
    """Whether a page has the number anywhere, in Roman letters where they count the same."""
    if scale.page.figures_like(figure):
        return True
    return any(not context or scale.beside(context, *place) for place in in_roman(figure, scale.page))


def _is_behind(scale: Scale, context: Sequence[Weighed], one: Figure) -> bool:
    """Whether a language that says *the meeting, the fourth* has the word right before its ordinal."""
    if scale.page.code not in _NOUN_FIRST:
        return False
    ahead = scale.page.text[max(0, one.start - _NEAR) : one.start].split()
    at = one.start - len(ahead[-1]) - 1 if ahead else 0
    return any(place == at for told in context for place in told.clue.places)
