"""Whether a token stands in its passage: what stands around it there, and around what could stand in its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsdesk.evidence.support.dating.written import Day
from newsdesk.evidence.support.judging.clauses import Place, is_of_own_clause, of_other_clause
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.names import Name
from newsdesk.evidence.support.weighing import Scale, Weighed

STANDS, ELSEWHERE, ABSENT, UNCLEAR = "stands", "elsewhere", "absent", "unclear"
# By how much another one has to fit better: on the whole, and in one sentence of the page, where most clues are shared.
CLEARLY, LEAST = 1.3, 0.4
CLEARLY_HERE, LEAST_HERE = 1.25, 0.3
# The same where dates are compared, which have few clues; times as much where the token counts the same things and the
# other one does not, and where the other one stands on another page.
CLEARLY_DAY = 1.6
LEAST_DAY, COUNTED, ACROSS, MENTIONED = 0.2, 1.7, 1.4, 1.7
# So much has to stand around another number of the same hours or kilometres for a small one in words to be wrong, and
# for one that is said as a difference.
LEAST_MEASURED, SURELY_MEASURED = 0.8, 4.0
# By how much the clause has to say more of the token for it to stand, or of the other one, which fits better by as much
# as the last says.
OWN_CLAUSE, ITS_CLAUSE, MORE_HERE, LESS_HERE = 0.3, 0.5, 0.6, -0.1
# How much a place counts that is: a date only reckoned; the day of print, on which little else happened; a figure of
# what the sentence does not speak of; a small number in words, which is counted by the way; a share without its sign.
RECKONED, DATELINE, ODD, SMALL, BARE = 0.6, 0.7, 0.85, 0.7, 0.9
# How much a sentence without a date counts for the one before it, and how much in another paragraph for the first.
GOES_ON, BEYOND, OF_PRINT = 0.7, 0.5, 0.5
# How much a sentence counts for the year of print: one that says no year, and one that says another.
SILENT, PRINTED = 0.9, 0.6
# How much of a sentence has to stand in one sentence of a page, and how many times as much as with the one named.
CARRIES, SURELY = 1.5, 2.0


@dataclass(frozen=True, slots=True)
class Token:
    """A figure, date or name in a text: `shown` as written, `key` the same in every language and spelling.

    `free` is whether a page need not have it: a small number in words is often our own counting. `counted` is whether
    it is said of a noun all the same, so that some page has it: seven bridges.
    """

    kind: str
    shown: str
    key: str
    start: int
    end: int
    free: bool = False
    counted: bool = False
    aside: bool = False


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


def judged(
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
        clearly = max(clearly, CLEARLY_DAY) if shared else clearly
    if isinstance(what, Figure) and _counts(scales, contexts, at) and not _counts(scales, contexts, instead):
        clearly *= COUNTED
    elsewhere = other > clearly * times * mine + least
    if shared and not wide and at[1] != instead[1]:
        elsewhere = _by_clause(what, scales[at[0]], at, instead, other - mine, elsewhere)
    if elsewhere and shared and isinstance(what, Figure):
        elsewhere = not is_of_own_clause(what, scales[at[0]], at, instead)
    elif not elsewhere and isinstance(what, Figure):
        elsewhere = of_other_clause(what, scales[at[0]], at, mine, there) is not None
    if elsewhere:
        return Finding(token, ELSEWHERE, nearest, page)
    return Finding(token, STANDS, nearest, page)


def _by_clause(
    what: Figure | Day | Name, scale: Scale, at: Place, instead: Place, more: float, elsewhere: bool
) -> bool:
    """Whether a token stands elsewhere, where another one of the same sentence fits better by `more`.

    What the clause of the token says decides: it stands in the clause of the page that has either of them.
    """
    said = scale.of_own_clause(what)
    own, its = (scale.in_clause(said, place[1]) * place[3] for place in (at, instead))
    if elsewhere:
        return own <= its + OWN_CLAUSE
    return its > own + ITS_CLAUSE and more > (LESS_HERE if isinstance(what, Day) else MORE_HERE)


def _counts(scales: Sequence[Scale], contexts: Sequence[list[Weighed]], place: Place) -> bool:
    return scales[place[0]].beside(contexts[place[0]], place[1], place[2])
