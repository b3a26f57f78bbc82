"""What is contested, as pictures: a disputed figure as a plot, any other dispute by who answers it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations, pairwise

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import Cited, Dispute, Story
from newsdesk.views.pictures.balance import side_name
from newsdesk.views.pictures.stories.plotted import Plot, plot_of
from newsdesk.views.setting.codes import country_name
from newsdesk.views.shared.accounts.given import figures_given, quantity_of, whole_figures
from newsdesk.views.shared.accounts.holders import (
    ELSEWHERE,
    OWN,
    Holder,
    entries_behind,
    holder_of,
    route_of,
    route_words,
    spoken_for,
)
from newsdesk.views.shared.extents import accounts

COLUMNS = 3
"""So many questions stand side by side where there is room."""
# So many letters stand in a line of a column, more or less, and of a heading.
_CHARACTERS, _LARGE = 56, 48
# Fewer dots, or dots of one value, are read faster as words.
_FEWEST = 3
_BOTH = 2
# Two lines of a phone hold so many letters of who answers and what, more or less. All answers of a story may take so
# many lines, or two for each entry: else a phone has the names alone of whoever answers beside the sides. What all have
# beyond two lines may be so many letters, and more with each entry: else it has the names alone of the questions whose
# answers are longest.
_TWO_LINES, _SPARED = 100, 12
_LINES, _LINES_AN_ENTRY = 60, 2
_BEYOND, _BEYOND_AN_ENTRY = 350, 18


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to a question that has no plot, by one or by several of a side in the same words."""

    holders: tuple[tuple[Holder, str], ...]
    """Who answers so; of an outlet with the name of its country, "" of all others and where the register has none."""
    number: int
    """The place of the first account in its question, from 1."""
    says: str
    of_side: bool = False
    """Whether it is given for one of the sides, and not by an outlet or by others."""
    beyond: int = 0
    """By how many letters it is longer than two lines of a phone."""
    is_closed: bool = False
    """Whether a phone has it behind a link alone: none is cut in its middle, and it is so with both sides or none."""

    @property
    def named(self) -> int:
        """How many letters say who answers."""
        names = (len(one.name) + (len(f" ({country})") if country else 0) for one, country in self.holders)
        return sum(names) + 4 * (len(self.holders) - 1)


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
    parts: Sequence[tuple[int, str, Holder, str]]
    """Where there is a plot: figures that stand outside it, each with its place, who gives it and what it covers."""
    known: Sequence[str]
    """How we know each account, in words."""
    fresh: frozenset[int] = frozenset()
    """The places of accounts, from 1, that rest on entries which are all new since an edition."""
    alone: str = ""
    """Where all figures that are given for a side are of one, and the story has more sides: a sentence."""


def contested(collection: Collection, story: Story) -> list[Question]:
    """The questions of a story: figures first, by their number of accounts, then all others in their order."""
    made = [_question(collection, story, number, dispute) for number, dispute in enumerate(story.disputed, 1)]
    entries = len(collection.by_story[story.id])
    if sum(map(_lines_of, made)) > max(_LINES, _LINES_AN_ENTRY * entries):
        made = [_sides_open(one) for one in made]
    closed = _too_long(made, max(_BEYOND, _BEYOND_AN_ENTRY * entries))
    made = [_closed(one) if one.number in closed else one for one in made]
    return sorted(made, key=lambda one: -len(one.plot.dots) if one.plot else 0)


def _too_long(questions: Sequence[Question], most: int) -> set[int]:
    """The questions for whose answers a phone has no room, by their numbers: those with the longest ones.

    `most` is how many letters there may be beyond two lines for each.
    """
    beyond = {
        one.number: sum(answer.beyond for _, answers in one.sides for answer in answers if not answer.is_closed)
        for one in questions
    }
    order = sorted((number for number in beyond if beyond[number]), key=lambda number: (beyond[number], number))
    taken = accumulate(beyond[number] for number in order)
    return {number for number, whole in zip(order, taken, strict=True) if whole > most}


def _closed(question: Question) -> Question:
    """The same question; a phone has all its answers behind links, whichever side gives them."""
    sides = [(name, [replace(one, is_closed=True) for one in answers]) for name, answers in question.sides]
    return replace(question, sides=sides)


def _lines_of(question: Question) -> int:
    """About how many lines of a phone the answers to a question take."""
    every = (answer for _, answers in question.sides for answer in answers)
    return sum(-(-2 * (one.named + len(one.says)) // _TWO_LINES) for one in every)


def _sides_open(question: Question) -> Question:
    """The same question; where two sides answer it at least, a phone has all other answers behind links."""
    if sum(answers[0].of_side for _, answers in question.sides) < _BOTH:
        return question
    sides = [(name, [replace(one, is_closed=not one.of_side) for one in answers]) for name, answers in question.sides]
    return replace(question, sides=sides)


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
    head = 28 + 20 * (1 + len(question.dispute.question) // _LARGE)
    if question.plot:
        beside = 24 * bool(question.alone) + 34 * bool(question.parts) + 21 * bool(question.without)
        return head + question.plot.height + beside + 18
    says = (one.named + len(one.says) for _, answers in question.sides for one in answers)
    return head + 4 * len(question.sides) + 18 * sum(1 + letters // _CHARACTERS for letters in says)


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
            *(holder for _, answers in question.sides for answer in answers for holder, _ in answer.holders),
            *question.without,
        )
    }
    return [route for route in (*map(str, Cited), OWN, ELSEWHERE) if route in used]


def _question(collection: Collection, story: Story, number: int, dispute: Dispute) -> Question:
    words, extent = collection.words, accounts(collection, story, dispute)
    every, figures, names = figures_given(words, dispute), whole_figures(words, dispute), route_words(words)
    known = [names[route_of(collection, story, account)] for account in dispute.accounts]
    behind = {at: entries_behind(collection, story, one) for at, one in enumerate(dispute.accounts, 1)}
    fresh = frozenset(
        at for at, found in behind.items() if found and all(collection.new_since(one.id) for one in found)
    )
    given = [(at, dispute.accounts[at - 1], figure) for at, figure in figures.items()]
    if len(given) >= _FEWEST and len({figure.values[0] for figure in figures.values()}) > 1:
        plot = plot_of(collection, story, given)
        said = words("{low} to {high}, {extent}").format(low=plot.low, high=plot.high, extent=extent)
        others = (account for at, account in enumerate(dispute.accounts, 1) if at not in every)
        without = [holder_of(collection, story, account) for account in others]
        beside = [(at, dispute.accounts[at - 1], figure) for at, figure in every.items() if at not in figures]
        parts = [
            (at, quantity_of(words, one, figure).said, holder_of(collection, story, one), one.part or "")
            for at, one, figure in beside
        ]
        speaking = {spoken_for(collection, story, dispute.accounts[at - 1]) for at in every} - {None}
        alone = _alone(words, story, speaking)
        return Question(number, dispute, said, plot, (), without, parts, known, fresh, alone)
    return Question(number, dispute, extent, None, _sides(collection, story, dispute), (), (), known, fresh)


def _alone(words: Words, story: Story, speaking: set[str | None]) -> str:
    """That only one of a story's sides gives figures, where that is so."""
    if len(speaking) != 1 or not speaking < {*story.countries}:
        return ""
    side = next(code for code in story.countries if code in speaking)
    return words("One side alone gives figures: {side}.").format(side=country_name(words, side))


def _sides(collection: Collection, story: Story, dispute: Dispute) -> list[tuple[str, list[Answer]]]:
    """Who answers a question: sides by their number of accounts, then outlets in their own words, then all others."""
    words = collection.words
    found: dict[str, list[Answer]] = {}
    for number, account in enumerate(dispute.accounts, 1):
        holder = holder_of(collection, story, account, in_full=True)
        outlet = collection.outlets.get(account.who or "")
        country = country_name(words, outlet.country.value) if outlet and outlet.country.value else ""
        if holder.route == OWN or outlet:  # on its own page, or as another one reports it
            key = f"2{words('Outlets')}"
        elif side := spoken_for(collection, story, account):
            key = f"1{side_name(collection, side)}"
        else:
            key = f"3{words('Others')}"
        answers = found.setdefault(key, [])
        one = Answer(((holder, country),), number, account.says, key.startswith("1"))
        same = next((at for at, other in enumerate(answers) if other.says == one.says), None)
        if same is None:
            answers.append(one)
        elif one.holders[0] not in answers[same].holders:
            answers[same] = replace(answers[same], holders=(*answers[same].holders, *one.holders))
    order = sorted(found, key=lambda key: (key[0], -len(found[key]), key))
    return [(key[1:], _at_a_glance(key[1:], found[key])) for key in order]


def _at_a_glance(side: str, answers: Sequence[Answer]) -> list[Answer]:
    """The answers of a side, which stands in the line of its first one."""
    taken = [len(side) + 1, *(0 for _ in answers[1:])]
    return [replace(one, beyond=_beyond(one, at)) for one, at in zip(answers, taken, strict=True)]


def _beyond(answer: Answer, taken: int) -> int:
    """By how many letters an answer is longer than two lines, of which some are `taken`; a few more do not count."""
    over = len(answer.says) - (_TWO_LINES - answer.named - taken)
    return over if over > _SPARED else 0
