"""Whether the pages that a sentence cites carry its figures, dates and names: where they stand, or that they do not.

Nothing is claimed beyond what was compared: a token that stands in the passage of a page is no proof of the sentence.
"""

from collections.abc import Iterable, Sequence

from newsdesk.evidence.support.counting.counted import counts
from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.judging.days import day_found
from newsdesk.evidence.support.judging.figures import figure_found
from newsdesk.evidence.support.judging.finding import ABSENT, ELSEWHERE, Finding, Token
from newsdesk.evidence.support.judging.names import name_found
from newsdesk.evidence.support.judging.placing import Span, spans_of
from newsdesk.evidence.support.named.spans import name_spans
from newsdesk.evidence.support.otherwise import asides_of, told_otherwise
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.names import Name, Names, begins_sentence
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.voices import says
from newsdesk.evidence.support.weighing import Scale

__all__ = ["Finding", "Names", "Page", "Token", "asides", "places", "support", "tokens_of"]


def tokens_of(text: str, language: str, names: Names) -> tuple[Token, ...]:
    """The tokens of a text, in order; `language` is its BCP 47 tag."""
    return tuple(token for token, _ in _tokens(Text(text, language), names))


def asides(text: str, language: str, names: Names) -> tuple[Token, ...]:
    """What a text says beside its tokens that a page may say otherwise: units, weekdays, offices."""
    return tuple(asides_of(Text(text, language), names))


def _tokens(text: Text, names: Names) -> list[tuple[Token, Figure | Day | Name]]:
    made: list[tuple[Token, Figure | Day | Name]] = []
    for figure in text.figures:
        if not (figure.in_words and figure.values == (1.0,)):
            free = figure.free or figure.apart
            made.append(
                (
                    Token(
                        "figure",
                        text.text[figure.start : figure.end],
                        figure.key,
                        figure.start,
                        figure.end,
                        free,
                        counts(figure, text),
                    ),
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
    """What became of each token of a sentence on the pages that it cites; `tokens` limits it to some of them.

    Without such a limit what the pages say otherwise stands behind, as tokens that are `aside`.
    """
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
                findings.append(figure_found(token, what, text, scales))
            elif isinstance(what, Day):
                findings.append(day_found(token, what, text, scales))
            else:
                findings.append(name_found(token, what, text, scales, spans, names))
    if tokens is None:
        wrong = {one.token.start for one in findings if one.state in (ABSENT, ELSEWHERE)}
        findings += [one for one in told_otherwise(text, scales, names, spans) if one.token.start not in wrong]
    return tuple(findings)


def places(sentence: str, language: str, page: Page, names: Names) -> dict[tuple[str, int], tuple[Span, ...]]:
    """Where each token of a sentence stands on a page, wherever that is, by its kind and its place in the sentence."""
    text = Text(sentence, language)
    return {(token.kind, token.start): spans_of(what, text, page, names) for token, what in _tokens(text, names)}
