"""Pictures of what is contested: marks and labels of plots, answers side by side, columns of questions."""

from itertools import combinations
from math import hypot

from invented import collection
from tables import each

from newsdesk.model import Dispute
from newsdesk.views.pictures.stories.contested import Answer, Question, board, contested
from newsdesk.views.pictures.stories.plotted import Plot
from newsdesk.views.pictures.stories.spread import APART, room_for, spread
from newsdesk.views.shared.accounts.holders import Holder


@each(("lengths", "closed"), [
    ([[9, 60]], []),
    ([[9, 160]], []),
    ([[9, 460], [9, 9]], [0]),
    # All answers to a question or none: whichever side is longer.
    ([[9, 200], [250, 250], [9, 180]], [1]),
    ([[180, 180], [200, 200], [9]], [1]),
])  # fmt: skip
def test_no_answer_is_cut_a_phone_has_all_of_a_question_or_none(lengths: list[list[int]], closed: list[int]) -> None:
    known = collection()
    story = known.stories["ferry-strike-2022"]
    one = story.disputed[0].accounts[0]
    disputed = tuple(
        Dispute.model_construct(
            question=f"Who came {number}?",
            accounts=tuple(one.model_copy(update={"says": f"{at}{'a' * (size - 1)}"}) for at, size in enumerate(sizes)),
        )
        for number, sizes in enumerate(lengths)
    )
    found = contested(known, story.model_copy(update={"disputed": disputed}))
    answers = [[answer for _, told in asked.sides for answer in told] for asked in found]
    assert [at for at, told in enumerate(answers) if all(one.is_closed for one in told)] == closed
    assert [at for at, told in enumerate(answers) if any(one.is_closed for one in told)] == closed
    assert [[len(one.says) for one in told] for told in answers] == lengths


PLACES: list[list[tuple[float, float]]] = [
    [], [(3.0, 9.0)], [(40.0, 9.0)] * 15, [(n * 3.0, n // 5 * 4.0) for n in range(20)],
    [(n * 37 % 80, n * n / 4) for n in range(24)], [(n % 2 * 60.0, 120.0) for n in range(12)],
]  # fmt: skip


@each("places", PLACES)
def test_no_mark_of_a_plot_lies_over_another_one_or_leaves_its_day_and_those_alone_stay(
    places: list[tuple[float, float]],
) -> None:
    height = max(120, room_for(places))
    assert room_for(places) <= APART * max(0, len(places) - 1)
    found = spread(places, height)
    assert all(hypot(a - c, b - d) >= APART - 1e-9 for (a, b), (c, d) in combinations(found, 2))
    assert [x for x, _ in found] == [x for x, _ in places], "so days stand in their order"
    assert all(0 <= y <= height for _, y in found)
    assert all(y <= below for at, (x, y) in enumerate(found) for other, below in found[at:] if abs(x - other) < APART)
    assert found[:1] == places[:1] or len(places) > 1
    apart = [(n * APART, n * 7.0) for n in range(9)]
    assert spread(apart, 120) == apart


@each(("sides", "number", "closed"), [
    (("CN", "IS"), 45, [False, False, True]),
    # Where one side alone answers, and where a phone has room, all stand open.
    (("CN", None), 45, [False, False]), (("CN", "IS"), 15, [False, False, False]),
])  # fmt: skip
def test_a_phone_has_the_words_of_both_sides_before_others(
    sides: tuple[str | None, str | None], number: int, closed: list[bool]
) -> None:
    known = collection()
    story = known.stories["ferry-strike-2022"]
    one, of = story.disputed[0].accounts[0], (*sides, None)
    accounts = tuple(
        one.model_copy(update={"who": None, "by": f"Nr {at}", "side": of[at % 3], "says": f"{'a' * 70}{'b' * at}"})
        for at in range(number)
    )
    asked = Dispute.model_construct(question="Who came?", accounts=accounts)
    (found,) = contested(known, story.model_copy(update={"disputed": (asked,)}))
    for test in (all, any):
        assert [test(one.is_closed for one in told) for _, told in found.sides] == closed


def test_an_answer_stands_once_with_all_who_give_it_and_so_does_a_figure() -> None:
    known = collection()
    story = known.stories["ferry-strike-2022"]
    one = story.disputed[0].accounts[0]
    given = [("A", "2 days"), ("B", "2 days"), ("A", "2 days"), ("C", "4 days"), ("A", "At least 2 days")]
    told = tuple(one.model_copy(update={"who": None, "side": "IS", "by": by, "says": says}) for by, says in given)
    words, figures = (
        Dispute.model_construct(question="How long?", accounts=accounts)
        for accounts in (
            tuple(one.model_copy(update={"says": f"As they told us all, {one.says}"}) for one in told),
            told,
        )
    )
    plotted, answered = contested(known, story.model_copy(update={"disputed": (words, figures)}))
    ((_, answers),) = answered.sides
    assert [([holder.name for holder, _ in one.holders], one.number) for one in answers] == [
        (["A", "B"], 1), (["C"], 4), (["A"], 5),
    ]  # fmt: skip
    assert plotted.plot is not None
    labels = [(one.value, [(holder.name, at, count) for holder, at, count in one.names]) for one in plotted.plot.labels]
    assert labels == [
        ("4", [("C", 4, 1)]), ("2", [("A", 1, 2), ("B", 2, 1)]), ("At least 2", [("A", 5, 1)]),
    ]  # fmt: skip
    assert len(plotted.plot.dots) == len(given), "a mark for each account"


def asked(dots: int, says: int) -> Question:
    """A question of so many figures, or of so many answers of a line each."""
    plot = Plot((), (), 15 * dots, 40, "", "", "", "", False, False, False, "") if dots else None
    answers = [Answer(((Holder("Ferry Union", None, None, "quoted"), ""),), 1, "All forty")] * says
    return Question(1, Dispute.model_construct(question="How many?"), "", plot, [("Iceland", answers)], (), (), ())


@each("row", [([], []), ([3], [1]), ([3, 3], [1, 1]), ([3, 3, 3, 3], [1, 1, 2]), ([40, 3, 3, 3, 3], [1, 2, 2]),
              ([-2, -2, -2, -40], [1, 2, 1]), ([9] * 9, [3, 3, 3])])  # fmt: skip
def test_questions_stand_in_columns_of_about_one_height(row: tuple[list[int], list[int]]) -> None:
    questions = [asked(size, 0) if size > 0 else asked(0, -size) for size in row[0]]
    columns = board(questions)
    assert [len(column) for column in columns] == row[1]
    assert [one for column in columns for one in column] == questions, "in their order"
