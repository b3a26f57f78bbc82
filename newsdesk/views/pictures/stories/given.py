"""The figures that accounts of a question give, and the least and the greatest of them as they are said."""

from collections.abc import Sequence

from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.text import Text
from newsdesk.interface import Words
from newsdesk.model import Account
from newsdesk.views.setting.numbers import quantity

# A figure that is what an account says stands at its beginning: "At least 63 dead", and not "Guards of four posts".
_BEFORE = 3


def figure_of(words: Words, account: Account) -> Figure | None:
    """The figure that an account gives; None where it does not begin with one, or that is a place in an order."""
    text = Text(account.says, words.tag)
    for figure in text.figures[:1]:
        before = sum(lexeme.end <= figure.start for lexeme in text.lexemes)
        if len(figure.values) == 1 and not figure.ordinal and not figure.share and before <= _BEFORE:
            return figure
    return None


def extremes(words: Words, given: Sequence[tuple[Account, Figure]]) -> tuple[str, str]:
    """The least and the greatest figure, each with what bounds it: at least 63.

    Of several with one value that one is said which reaches further: *over 200* beside *about 200*, *at least 63*
    beside *63*. Where none does, a bound is said only if all have one.
    """
    values = [figure.values[0] for _, figure in given]
    return _extreme(words, given, min(values), "<"), _extreme(words, given, max(values), ">")


def _extreme(words: Words, given: Sequence[tuple[Account, Figure]], value: float, beyond: str) -> str:
    theirs = [(account, figure) for account, figure in given if figure.values[0] == value]
    further = [pair for pair in theirs if pair[1].about == beyond]
    account, figure = (further or theirs)[0]
    bounds = Text(account.says, words.tag).bounded(figure)
    is_bounded = bool(further) or all(figure.about for _, figure in theirs)
    if is_bounded and len(bounds) > figure.end - figure.start:
        return f"{bounds[:1].lower()}{bounds[1:]}"
    return quantity(words, value)
