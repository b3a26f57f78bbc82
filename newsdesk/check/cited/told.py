"""What is known of each figure, date and name of a context note: an entry and evidence come in, no text is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdesk.check.cited.at_hand import AtHand, Known
from newsdesk.check.cited.judged import beside_of, is_borne, tokens_in
from newsdesk.check.cited.statements import Statement, in_context
from newsdesk.check.prose import without_marks
from newsdesk.evidence.cited.sentences import State, elsewhere_hash, recorded, token_hash
from newsdesk.evidence.fingerprint import key_of
from newsdesk.model import Entry
from newsdesk.model.terms import Term

if TYPE_CHECKING:
    from newsdesk.evidence.support import Token


class Bearing(Term):
    """What is known of a figure, date or name beside the pages that its sentence cites."""

    FOUND = "found", "A page that the sentence cites has it, where it speaks of the same."
    OF_REFERENCE = "of-reference", "It is what the reference says of the page: who published it, its title or its day."
    ELSEWHERE = "elsewhere", "A page has it, but where it speaks of something else."
    ABSENT = "absent", "All pages were read in full, and none has it."
    NOT_COMPARED = "not-compared", "Nobody has compared it, or nothing can be said."


@dataclass(frozen=True, slots=True)
class Borne:
    """A figure, date or name, what is known of it, and the ids of the references whose pages have it."""

    token: "Token"
    bearing: Bearing
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a context note without its marks, what it cites, and its figures, dates and names."""

    statement: Statement
    marked: str
    """As it stands there, with its marks: each place in it is one in the statement."""
    text: str
    tokens: tuple[Borne, ...]


def told_of(entry: Entry, at_hand: AtHand) -> Iterator[Told]:
    """Each sentence of the context note of an entry; what evidence does not say counts as not compared."""
    for statement, marked in in_context(entry):
        pages = {name: at_hand.behind(entry.references[name]) for name in statement.cites if name in entry.references}
        yield Told(
            statement, marked, " ".join(without_marks(marked).split()), tuple(_borne(statement, entry, pages, at_hand))
        )


def _borne(statement: Statement, entry: Entry, pages: Mapping[str, Known], at_hand: AtHand) -> Iterator[Borne]:
    tokens = tokens_in(statement, at_hand)
    known = list({id(page): page for page in pages.values()}.values())
    is_whole = bool(known) and is_borne(statement, entry, known, at_hand)
    states = {name: _states(tokens, page, is_whole=is_whole) for name, page in pages.items()}
    beside: frozenset[str] | None = None
    for token in tokens:
        each = [told.get(token.key, State.UNKNOWN) for told in states.values()]
        if there := tuple(name for name, told in states.items() if told.get(token.key) is State.STANDS):
            yield Borne(token, Bearing.FOUND, there)
            continue
        beside = beside_of(statement, entry, known, at_hand) if beside is None else beside
        if token.key in beside:
            yield Borne(token, Bearing.OF_REFERENCE)
        elif (
            each
            and all(state in (State.ABSENT, State.ELSEWHERE) for state in each)
            and (not token.free or token.counted)
        ):
            yield Borne(token, Bearing.ELSEWHERE if State.ELSEWHERE in each else Bearing.ABSENT)
        else:
            yield Borne(token, Bearing.NOT_COMPARED)


def _states(tokens: "list[Token]", page: Known, *, is_whole: bool) -> dict[str, State]:
    """What evidence says of each token of a sentence, which may be known as a whole to need no second look."""
    if page.evidence is None:
        return {}
    told = recorded(tokens, page.evidence)
    key, keys = key_of(page.evidence.sha256), list(told)
    for token in tokens:
        # A single one is kept with its sentence alone.
        if is_whole and told[token.key] is State.UNKNOWN and token_hash(key, token.key) in page.evidence.tokens:
            told[token.key] = State.STANDS
        # What is said of a whole article takes its names together from all of it.
        is_name = token.kind == "name" and page.entry is not None
        if is_name and elsewhere_hash(key, keys, token.key) in page.evidence.absent:
            told[token.key] = State.STANDS
    return told
