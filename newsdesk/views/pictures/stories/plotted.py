"""A disputed figure as a plot: a mark for each account by day and value, and a label for each figure: who gives it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from newsdesk.collection import Collection
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.interface import Words
from newsdesk.model import Account, Story
from newsdesk.views.pictures.stories.spread import room_for, spread
from newsdesk.views.setting.dates import say_date, say_medium, say_short
from newsdesk.views.shared.accounts.given import extremes
from newsdesk.views.shared.accounts.holders import Holder, holder_of

LINE = 15
"""How high a line of a label is at least, in CSS pixels."""
SMALL = 40
"""Between the lowest and the highest value of a small plot, in CSS pixels; more where marks need it."""
# So many letters of a label stand in a line, and in one where there is less room; so many lines it has at most.
_LETTERS, _LETTERS_NARROW, _LINES = 45, 34, 6
# So many names stand with a figure at most.
_NAMES = 6
# Marks have so many pixels from side to side at least, in a plot and in a small one.
_WIDTH, _WIDTH_SMALL = 80.0, 230.0
# So many accounts that may be the latest are told one by one.
_NEWEST = 3
# Where the days begin and end, and where marks without a date stand, in shares of the width.
_FIRST, _LAST, _LAST_BESIDE, _UNDATED = 0.06, 0.94, 0.76, 0.93


@dataclass(frozen=True, slots=True)
class Dot:
    """An account that gives a figure; its places are per cent of the plot, from the left and from the top."""

    x: float
    y: float
    small: tuple[float, float]
    """In a small plot: per cent from the left, pixels from its highest value."""
    lines: tuple[float, float]
    """The middle of its label, per cent from the top, and the same where there is less room."""
    holder: Holder


@dataclass(frozen=True, slots=True)
class Label:
    """A figure, and everybody who gives it."""

    value: str
    """The figure as we write it, with what bounds it: `at least 63`."""
    names: tuple[tuple[Holder, int, int], ...]
    """Who gives it, the place of their first account in the question, from 1, and how many they give."""
    more: int
    """How many others give it who are not named."""
    lines: tuple[int, int]
    """How many lines it may need, and where there is less room."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Marks by day and value, the highest value at the top; labels in the order of the values."""

    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    height: int
    """At least, in CSS pixels: as high as the labels are, and as marks need that stand above one another."""
    depth: int
    """Of a small plot, from its highest value to its lowest: `SMALL`, or more where marks stand above one another."""
    low: str
    high: str
    first: str
    last: str
    """The days at both ends, in short; "" where all are of one day."""
    undated: bool
    """Whether some have no date, and stand beside those that have one."""
    moved: bool
    """Whether a mark stands above or below its place, since another one has it."""
    is_longer: bool
    """Whether the labels need more lines where there is less room: then lines lead elsewhere, too."""
    summary: str


def plot_of(collection: Collection, story: Story, given: Sequence[tuple[int, Account, Figure]]) -> Plot:
    """The plot of accounts that give figures, each with its place in its question."""
    words = collection.words
    days = [account.date.first for _, account, _ in given if account.date]
    is_beside = bool(days) and len(days) < len(given)
    order = sorted(given, key=lambda one: (-one[2].values[0], _day(one[1]), one[1].by))
    holders = {number: holder_of(collection, story, account) for number, account, _ in order}
    said = {number: account.says[: figure.end].strip() for number, account, figure in order}
    labels = _labels([(said[number], figure.values[0], holders[number], number) for number, _, figure in order])
    middles = [_middles([one.lines[width] for one in labels]) for width in (0, 1)]
    stands = {one.value.casefold(): at for at, one in enumerate(labels)}
    shares = [
        (_across(account.date.first if account.date else None, days, is_beside=is_beside), _share(figure, order))
        for _, account, figure in order
    ]
    across = [(x * _WIDTH, y) for x, y in shares]
    height = max(LINE * sum(one.lines[0] for one in labels), LINE + room_for(across))
    true = [(x, y * (height - LINE)) for x, y in across]
    large = spread(true, height - LINE)
    near = [(x * _WIDTH_SMALL, y) for x, y in shares]
    depth = max(SMALL, room_for(near))
    small = spread([(x, y * depth) for x, y in near], depth)
    dots = tuple(
        Dot(
            round(100 * x / _WIDTH, 1), round(100 * (y + LINE / 2) / height, 1),
            (round(100 * near / _WIDTH_SMALL, 1), round(far, 1)),
            (middles[0][stands[said[number].casefold()]], middles[1][stands[said[number].casefold()]]),
            holders[number],
        )
        for (x, y), (near, far), (number, _, _) in zip(large, small, order, strict=True)
    )  # fmt: skip
    pairs = [(account, figure) for _, account, figure in given]
    low, high = extremes(words, pairs)
    several = days and min(days) != max(days)
    short = say_short if days and min(days).year == max(days).year else say_medium
    return Plot(
        dots, tuple(labels), height, depth, low, high,
        short(words, min(days)) if days else "",
        short(words, max(days)) if several else "",
        is_beside,
        large != true,
        middles[0] != middles[1],
        _summary(words, pairs, low, high),
    )  # fmt: skip


def _labels(given: Sequence[tuple[str, float, Holder, int]]) -> list[Label]:
    """A label for each figure and bound, the highest first; whoever gives a figure most often is named first."""
    found: dict[str, list[tuple[Holder, int]]] = {}
    for value, _, holder, number in given:
        found.setdefault(value.casefold(), []).append((holder, number))
    said = {value.casefold(): value for value, *_ in reversed(given)}
    return [_label(said[key], pairs) for key, pairs in found.items()]


def _label(value: str, given: Sequence[tuple[Holder, int]]) -> Label:
    theirs: dict[str, list[tuple[Holder, int]]] = {}
    for holder, number in given:
        theirs.setdefault(holder.name, []).append((holder, number))
    ranked = sorted(theirs.values(), key=lambda pairs: -len(pairs))
    names = tuple((*pairs[0], len(pairs)) for pairs in ranked[:_NAMES])
    letters = len(value) + sum(len(holder.name) + 2 + 3 * (count > 1) for holder, _, count in names)
    lines = [min(_LINES, -(-letters // room)) for room in (_LETTERS, _LETTERS_NARROW)]
    return Label(value, names, len(ranked) - len(names), (lines[0], lines[1]))


def _middles(lines: Sequence[int]) -> list[float]:
    """Where labels of so many lines have their middle, per cent from the top."""
    ends = list(accumulate(lines))
    return [round(100 * (end - taken / 2) / ends[-1], 1) for end, taken in zip(ends, lines, strict=True)]


def _across(day: date | None, days: Sequence[date], *, is_beside: bool) -> float:
    """Where a day stands between the first and the last one, as a share of the width."""
    if day is None:
        return _UNDATED if is_beside else 0.5
    first, last = min(days), max(days)
    part = (day - first).days / (last - first).days if last > first else 0.5
    return _FIRST + part * ((_LAST_BESIDE if is_beside else _LAST) - _FIRST)


def _share(figure: Figure, given: Sequence[tuple[int, Account, Figure]]) -> float:
    """Where a value stands between the highest and the lowest one, as a share of the height."""
    values = [one.values[0] for _, _, one in given]
    low, high = min(values), max(values)
    return (high - figure.values[0]) / (high - low) if high > low else 0.5


def _summary(words: Words, given: Sequence[tuple[Account, Figure]], low: str, high: str) -> str:
    """The picture in words; of accounts whose days overlap, each may be the latest."""
    dated = [(account, figure) for account, figure in given if account.date]
    if not dated:
        return words("Figures from {low} to {high}, none with a date.").format(low=low, high=high)
    first = min(_day(account) for account, _ in dated)
    began, ended = max(_day(account) for account, _ in dated), max(_end(account) for account, _ in dated)
    newest = [(account, figure) for account, figure in dated if _end(account) >= began]
    span = (
        words("Figures from {low} to {high}, given from {first} to {last}.")
        if first < ended
        else words("Figures from {low} to {high}, given on {first}.")
    ).format(low=low, high=high, first=say_date(words, first), last=say_date(words, ended))
    if len(newest) > _NEWEST:
        least, most = extremes(words, newest)
        said = (
            words("The latest of them, {number} accounts: {says}.").format(number=len(newest), says=least)
            if least == most
            else words("The latest of them, {number} accounts: {low} to {high}.").format(
                number=len(newest), low=least, high=most
            )
        )
    else:
        each = [words("{says}, by {who}").format(says=one.says, who=one.by) for one, _ in newest]
        said = words("The latest: {accounts}.").format(accounts="; ".join(each))
    return f"{span} {said}"


def _day(account: Account) -> date:
    return account.date.first if account.date else date.max


def _end(account: Account) -> date:
    return account.date.last if account.date else date.min
