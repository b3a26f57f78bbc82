"""The figures that accounts of a question give: number, bound and unit, and the least and the greatest of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.text import Text
from newsdesk.interface import Words, kept
from newsdesk.model import Account, Dispute
from newsdesk.views.setting.numbers import quantity

# A figure that is what an account says stands at its beginning: "At least 63 dead", and not "Guards of four posts".
_BEFORE = 3
# What bounds a figure, by the last sign of how it was read.
_BOUNDS = {"": "exact", "~": "about", ">": "or-more", "<": "or-less"}
BOUNDS = tuple(_BOUNDS.values())
"""How the number of an account is meant."""
_CLAUSE = re.compile(r"[,;:()\[\]—–…]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as data: `said` is `At least 63`, `number` 63, `bound` one of BOUNDS, `unit` the words behind it."""

    said: str
    number: float
    bound: str
    unit: str


def figures_given(words: Words, dispute: Dispute) -> dict[int, Figure]:
    """The figure of each account that gives one, by its place from 1; none where the question asks for something else.

    It asks for something else where one account in four gives none.
    """
    given: dict[int, Figure] = {}
    for at, account in enumerate(dispute.accounts, 1):
        if figure := figure_of(words, account):
            given[at] = figure
        elif 4 * (at - len(given)) >= len(dispute.accounts):
            return {}  # whatever the others say: most questions ask for no figure, and few of their accounts are read
    return given


def whole_figures(words: Words, dispute: Dispute) -> dict[int, Figure]:
    """The same without those that cover only a part of what is asked: a range of all says nothing of these."""
    return {at: figure for at, figure in figures_given(words, dispute).items() if not dispute.accounts[at - 1].part}


def quantity_of(words: Words, account: Account, figure: Figure) -> Quantity:
    """The figure of an account as data."""
    text = Text(account.says, words.tag)
    later = next((one.start for one in text.figures if one.start >= figure.end), None)
    unit = account.says[figure.end : later]
    if end := _CLAUSE.search(unit):
        unit = unit[: end.start()]
    elif later is not None:
        unit = unit.strip().rpartition(" ")[0]  # 63 dead and 24 wounded: without the word that joins them
    bound = next((_BOUNDS[sign] for sign in "><~" if sign in figure.about), _BOUNDS[""])
    return Quantity(text.bounded(figure), figure.values[0], bound, unit.strip())


def figure_of(words: Words, account: Account) -> Figure | None:
    """The figure that an account gives; None where it does not begin with one, or that is a place in an order."""
    return _figure(words, account.says)


@kept(maxsize=4096)  # a story, its comparison, the first page and the data ask for those of one account
def _figure(words: Words, says: str) -> Figure | None:
    text = Text(says, words.tag)
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
