"""What is contested, as pictures: a disputed figure as dots by day and value, any other dispute by who answers it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, combinations, pairwise

from newsdesk.collection import Collection
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.interface import Words
from newsdesk.model import Account, Cited, Dispute, Story
from newsdesk.views.pictures.balance import side_name
from newsdesk.views.pictures.stories.given import extremes, figure_of
from newsdesk.views.pictures.stories.holders import ELSEWHERE, OWN, Holder, holder_of, spoken_for
from newsdesk.views.setting.codes import country_name
from newsdesk.views.setting.dates import say_date, say_medium, say_short
from newsdesk.views.shared.extents import accounts

LINE = 15
"""How high a label is, in CSS pixels: dots and labels stand side by side, line by line."""
COLUMNS = 3
"""So many questions stand side by side where there is room."""
# So many letters stand in a line of a column, more or less, and of a heading.
_CHARACTERS, _LARGE = 48, 40
# Fewer dots, or dots of one value, are read faster as words.
_FEWEST = 3
# Two lines of a phone hold so many letters of who answers and what; a few more are not worth an ellipsis.
_TWO_LINES, _SPARED = 100, 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answers to a question that has no plot."""

    holder: Holder
    country: str
    """Of an outlet the name of its country; "" of all others, and where the register has none."""
    number: int
    """The place of the account in its question, from 1."""
    begun: str
    rest: str = ""
    """The answer: what two lines of a phone hold, and the rest of it."""

    @property
    def named(self) -> int:
        """How many letters say who answers."""
        return len(self.holder.name) + (len(f" ({self.country})") if self.country else 0)


@dataclass(frozen=True, slots=True)
class Dot:
    """An account that gives a figure. `x` is per cent of the width, `y` and `line` are pixels from the top."""

    x: float
    y: float
    line: float
    value: str
    """The figure as we write it, with what bounds it: `at least 63`."""
    holder: Holder
    when: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Dots by day and value, the highest value at the top; labels in the order of the lines."""

    dots: tuple[Dot, ...]
    height: int
    low: str
    high: str
    first: str
    last: str
    """The days at both ends, in short; "" where all are of one day."""
    undated: float | None
    """Where dots without a date stand, in per cent; None where all have one."""
    summary: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question on which accounts differ, at a glance."""

    number: int
    """Its place in the story, from 1."""
    dispute: Dispute
    extent: str
    """`2 to 63, 13 accounts, 4 independent origins`."""
    plot: Plot | None
    sides: Sequence[tuple[str, Sequence[Answer]]]
    """Where there is no plot: who answers what, side by side."""
    without: Sequence[Holder]
    """Where there is a plot: who gives no figure."""


def contested(collection: Collection, story: Story) -> list[Question]:
    """The questions of a story: figures first, by their number of accounts, then all others in their order."""
    made = [_question(collection, story, number, dispute) for number, dispute in enumerate(story.disputed, 1)]
    return sorted(made, key=lambda one: -len(one.plot.dots) if one.plot else 0)


def board(questions: Sequence[Question]) -> list[list[Question]]:
    """Questions in their order, in at most `COLUMNS` columns of about one height.

    A column in which something is open takes the whole width, above the others.
    """
    if not questions:
        return []
    tops = [0, *accumulate(_height(one) for one in questions)]
    inner = combinations(range(1, len(questions)), min(COLUMNS, len(questions)) - 1)
    cuts = min(((0, *some, len(questions)) for some in inner), key=lambda cuts: _unevenness(tops, cuts))
    return [list(questions[a:b]) for a, b in pairwise(cuts)]


def _unevenness(tops: Sequence[int], cuts: Sequence[int]) -> tuple[int, int]:
    """What the highest column counts for, and then all of them."""
    heights = [tops[b] - tops[a] for a, b in pairwise(cuts)]
    return max(heights), sum(height * height for height in heights)


def _height(question: Question) -> int:
    """About how high a question is in a column, in CSS pixels."""
    head = 45 + 21 * (1 + len(question.dispute.question) // _LARGE)
    if question.plot:
        return head + question.plot.height + 21 * bool(question.without) + 21
    says = (one.named + len(one.begun + one.rest) for _, answers in question.sides for one in answers)
    return head + 4 * len(question.sides) + 20 * sum(1 + letters // _CHARACTERS for letters in says)


def most_contested(collection: Collection, number: int) -> list[tuple[Story, Question]]:
    """The question with most accounts of each story, for the stories where these are most; newer stories first."""
    known = [story for story in collection.stories.values() if story.disputed]
    known.sort(key=lambda story: (-max(len(one.accounts) for one in story.disputed), story.date, story.id))
    found = []
    for story in known[:number]:
        at = max(range(len(story.disputed)), key=lambda at: (len(story.disputed[at].accounts), -at))
        found.append((story, _question(collection, story, at + 1, story.disputed[at])))
    return found


def routes(questions: Sequence[Question]) -> list[str]:
    """The routes that stand in pictures, strongest first: what a legend has to explain."""
    used = {
        holder.route
        for question in questions
        for holder in (
            *(dot.holder for dot in (question.plot.dots if question.plot else ())),
            *(answer.holder for _, answers in question.sides for answer in answers),
            *question.without,
        )
    }
    return [route for route in (*map(str, Cited), OWN, ELSEWHERE) if route in used]


def _question(collection: Collection, story: Story, number: int, dispute: Dispute) -> Question:
    words, extent = collection.words, accounts(collection, story, dispute)
    read = [(account, figure_of(words, account)) for account in dispute.accounts]
    given = [(account, number) for account, number in read if number]
    values = {number.values[0] for _, number in given}
    # Where one in four gives none, the question asks for something else.
    if len(given) >= _FEWEST and len(values) > 1 and 4 * len(given) > 3 * len(read):
        low, high = extremes(words, given)
        said = words("{low} to {high}, {extent}").format(low=low, high=high, extent=extent)
        without = [holder_of(collection, story, account) for account, number in read if not number]
        return Question(number, dispute, said, _plot(collection, story, given), (), without)
    return Question(number, dispute, extent, None, _sides(collection, story, dispute), ())


def _plot(collection: Collection, story: Story, given: Sequence[tuple[Account, Figure]]) -> Plot:
    words = collection.words
    values = [figure.values[0] for _, figure in given]
    days = [account.date.first for account, _ in given if account.date]
    is_undated = len(days) < len(given)
    width = 86.0 if is_undated else 94.0
    order = sorted(given, key=lambda pair: (-pair[1].values[0], _day(pair[0]), pair[0].by))
    height = LINE * len(order)
    dots = []
    for number, (account, figure) in enumerate(order):
        x = (
            3 + width * _share(account.date.first.toordinal(), [day.toordinal() for day in days])
            if account.date
            else 96.0
        )
        y = LINE / 2 + (height - LINE) * (1 - _share(figure.values[0], values))
        says = account.says[: figure.end].strip()
        when = say_date(words, account.date) if account.date else words("date not recorded")
        dots.append(
            Dot(round(x, 1), round(y, 1), LINE * number + LINE / 2, says, holder_of(collection, story, account), when)
        )
    low, high = extremes(words, given)
    several = days and min(days) != max(days)
    short = say_short if days and min(days).year == max(days).year else say_medium
    return Plot(
        tuple(dots), height, low, high,
        short(words, min(days)) if days else "",
        short(words, max(days)) if several else "",
        96.0 if is_undated and days else None,
        _summary(words, [account for account, _ in given], low, high, days),
    )  # fmt: skip


def _summary(words: Words, given: Sequence[Account], low: str, high: str, days: Sequence[date]) -> str:
    """The picture in words."""
    if not days:
        return words("Figures from {low} to {high}, none with a date.").format(low=low, high=high)
    newest = max((one for one in given if one.date), key=lambda one: _day(one))
    return words("Figures from {low} to {high}, given from {first} to {last}. The latest: {says}, by {who}.").format(
        low=low, high=high, first=say_date(words, min(days)), last=say_date(words, max(days)),
        says=newest.says, who=newest.by,
    )  # fmt: skip


def _day(account: Account) -> date:
    return account.date.first if account.date else date.max


def _share(value: float, values: Sequence[float]) -> float:
    low, high = min(values), max(values)
    return (value - low) / (high - low) if high > low else 0.5


def _sides(collection: Collection, story: Story, dispute: Dispute) -> list[tuple[str, list[Answer]]]:
    """Who answers a question: sides by their number of accounts, then outlets in their own words, then all others."""
    words = collection.words
    found: dict[str, list[Answer]] = {}
    for number, account in enumerate(dispute.accounts, 1):
        holder = holder_of(collection, story, account, in_full=True)
        outlet = collection.outlets.get(account.who or "")
        country = country_name(words, outlet.country.value) if outlet and outlet.country.value else ""
        if holder.route == OWN:
            key = f"2{words('Outlets')}"
        elif side := spoken_for(collection, story, account):
            key = f"1{side_name(collection, side)}"
        else:
            key = f"3{words('Others')}"
        found.setdefault(key, []).append(Answer(holder, country, number, account.says))
    order = sorted(found, key=lambda key: (key[0], -len(found[key]), key))
    return [(key[1:], _at_a_glance(key[1:], found[key])) for key in order]


def _at_a_glance(side: str, answers: Sequence[Answer]) -> list[Answer]:
    """The answers of a side, which stands in the line of its first one."""
    taken = [len(side) + 1, *(0 for _ in answers[1:])]
    cut = (begun(one.begun, _TWO_LINES - one.named - at) for one, at in zip(answers, taken, strict=True))
    return [replace(one, begun=said, rest=rest) for one, (said, rest) in zip(answers, cut, strict=True)]


def begun(says: str, room: int) -> tuple[str, str]:
    """What a long answer begins with, as far as a clause or else a word ends, and the rest of it."""
    if len(says) <= room + _SPARED:
        return says, ""
    end = max(says.rfind(mark, room // 2, room) for mark in (", ", "; ", ": "))
    if end < 0:
        end = max(says.rfind(" ", 0, room), 0) or len(says)
    return says[:end], says[end:]
