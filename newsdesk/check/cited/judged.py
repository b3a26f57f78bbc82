"""A statement beside all that it rests on: token by token, what was found, what was not, and what nobody compared."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newsdesk.check.cited.at_hand import AtHand, Known, Target, day_of, target_of
from newsdesk.check.cited.statements import Statement, statements_of
from newsdesk.evidence.cited.sentences import State, borne_hash, looked, recorded, said_otherwise, token_hash
from newsdesk.evidence.fingerprint import key_of
from newsdesk.load import Document, Loc
from newsdesk.model import Entry

if TYPE_CHECKING:
    from newsdesk.evidence.support import Finding, Names, Token

_NOT_THERE = (State.ABSENT, State.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A token that none of the pages of its statement has, or has where the statement speaks of it."""

    token: "Token"
    state: State
    pages: tuple[str, ...]
    """Those that have it, where it stands elsewhere; else all that were looked at."""
    nearest: str = ""
    instead: tuple[str, ...] = ()
    """Other references of the record whose pages have it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a statement."""

    unsupported: tuple[Unsupported, ...] = ()
    open: "tuple[Token, ...]" = ()
    """Of which nobody knows."""
    why: str = ""
    """`missing`: some page was not captured; `part`: only a part; `new`: the text is not at hand, and evidence does
    not know; `unrecorded`: it stands there, and evidence does not say so yet; `unclear`: nobody can tell."""
    pages: tuple[str, ...] = ()
    """The pages that this is about."""

    def waits_for_others(self, page: str) -> bool:
        """Whether what is open waits for pages that are not at hand, and this one is none of them."""
        return bool(self.open) and self.why in ("missing", "new") and page not in self.pages

    def of_this(self, page: str) -> "Outcome":
        """The same without what waits for other pages."""
        return replace(self, open=()) if self.waits_for_others(page) else self


def targets_of(statement: Statement, record: Any) -> list[Target]:
    """All that a statement of a record rests on; its own article where it cites nothing."""
    if not statement.cites:
        return [("entry", record.id)]
    return [target_of(record.references[name]) for name in statement.cites if name in record.references]


def said_by(record: Any, document: Document, place: Loc) -> dict[str, str]:
    """The digest of all statements of a record that rest on one page or article, by what they rest on."""
    found: dict[str, set[str]] = {}
    for statement in statements_of(record, document, place):
        for target in targets_of(statement, record):
            found.setdefault(" ".join(target), set()).add(statement.whole)
    return {
        target: blake2b("\0".join(sorted(said)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        for target, said in found.items()
    }


def pages_of(statement: Statement, record: Any, at_hand: AtHand) -> list[Known]:
    """What is known of all that a statement rests on, each once, in the order of `targets_of`."""
    told = [record.references[name] for name in statement.cites if name in record.references]
    days = {target_of(one): day_of(one.published) for one in told}
    return [at_hand.at(target, days.get(target)) for target in dict.fromkeys(targets_of(statement, record))]


def judged(statement: Statement, record: Any, at_hand: AtHand) -> Outcome | None:
    """What came of a statement of a record; None where there is nothing to compare, or nothing to say."""
    pages = pages_of(statement, record, at_hand)
    if not statement.cites and not _is_begun(pages[0]):
        return None
    if not pages or not (at_hand.has_begun or any(page.is_captured for page in pages)):
        return None
    if is_borne(statement, record, pages, at_hand):
        return None
    tokens = tokens_in(statement, at_hand)
    if not tokens:
        return None
    states, nearest, asides = _states(statement, tokens, pages, at_hand)
    beside: frozenset[str] | None = None
    wrong, left = [], []
    for token in tokens:
        each = [known.get(token.key, State.UNKNOWN) for known in states]
        if token.kind == "name":
            # What is said of a whole article takes its names together from all of it.
            each = [
                State.STANDS if state is State.ELSEWHERE and page.entry else state
                for page, state in zip(pages, each, strict=True)
            ]
        if State.STANDS not in each:
            beside = beside_of(statement, record, pages, at_hand) if beside is None else beside
            if token.key in beside:
                continue
        told = {State.ELSEWHERE, State.ABSENT} if token.counted else {State.ELSEWHERE}
        if State.STANDS in each or (token.free and not (each and set(each) <= told)):
            continue
        if all(state in _NOT_THERE for state in each):
            there = [page.shown for page, state in zip(pages, each, strict=True) if state is State.ELSEWHERE]
            state = State.ELSEWHERE if there else State.ABSENT
            shown = tuple(there or [page.shown for page in pages])
            instead = tuple(_instead(token, statement, record, at_hand)) if statement.cites else ()
            wrong.append(Unsupported(token, state, shown, nearest.get(token.start, ""), instead))
        else:
            left.append((token, each))
    wrong += _otherwise(statement, tokens, pages, asides, at_hand)
    if left:
        why, about = _why(left, pages)
        return Outcome(tuple(wrong), tuple(token for token, _ in left), why, about)
    if not wrong and (unsaid := _unrecorded(tokens, pages, beside or frozenset())):
        return Outcome((), tuple(tokens), "unrecorded", unsaid)
    return Outcome(tuple(wrong)) if wrong else None


def is_borne(statement: Statement, record: Any, pages: Sequence[Known], at_hand: AtHand) -> bool:
    """Whether the same sentence was compared with the same pages, and there was nothing to say."""
    if not all(page.is_as_captured for page in pages):
        return False
    said = said_with(statement, record, pages, at_hand)
    return any(
        borne_hash(key_of(page.evidence.sha256), said) in page.sentences for page in pages if page.evidence is not None
    )


def said_with(
    statement: Statement,
    record: Any,
    pages: Sequence[Known],
    at_hand: AtHand,
    called: Callable[[str, str], str] | None = None,
) -> str:
    """A statement with all that it is compared with: the pages as they were, and what references say of them.

    `called` tells, by kind and id, what a record will be called that is to get another id.
    """
    call = called or (lambda _, name: name)
    told = [at_hand.language, statement.whole]
    for name in statement.cites:
        if reference := record.references.get(name):
            outlet = call("outlets", reference.outlet) if reference.outlet else reference.outlet
            told += [f"{outlet} {reference.publisher} {reference.title} {reference.published}"]
    for page in pages:
        shown = call("entries", page.shown) if page.entry else page.shown
        told.append(f"{shown} {page.evidence.sha256 if page.evidence else ''} {page.is_part}")
        if entry := page.entry:
            origin = call("outlets", entry.syndicated_from) if entry.syndicated_from else entry.syndicated_from
            told.append(f"{call('outlets', entry.outlet)} {origin} {entry.title} {entry.published}")
    return "\n".join(told)


def _tokens_of(text: str, language: str, names: "Names") -> "tuple[Token, ...]":
    # Imported here: most checks take no sentence apart.
    from newsdesk.evidence.support import tokens_of

    return tokens_of(text, language, names)


def tokens_in(statement: Statement, at_hand: AtHand, names: "Names | None" = None) -> "list[Token]":
    """The tokens of a statement, by their places in it; what stands before it helps to read them."""
    found = _tokens_of(statement.whole, at_hand.language, names or at_hand.names)
    shift = statement.shift
    return [replace(one, start=one.start - shift, end=one.end - shift) for one in found if one.start >= shift]


def asides_in(statement: Statement, at_hand: AtHand, names: "Names | None" = None) -> "list[Token]":
    """What a statement says beside its tokens and a page may say otherwise, by their places in it."""
    # Imported here: most checks take no sentence apart.
    from newsdesk.evidence.support import asides

    found = asides(statement.whole, at_hand.language, names or at_hand.names)
    shift = statement.shift
    return [replace(one, start=one.start - shift, end=one.end - shift) for one in found if one.start >= shift]


def _otherwise(
    statement: Statement, tokens: "Sequence[Token]", pages: Sequence[Known], found: "Sequence[Finding]", at_hand: AtHand
) -> Iterator[Unsupported]:
    """What the pages say otherwise: by their texts, else by what is kept of all of them."""
    shown, shift = tuple(page.shown for page in pages), statement.shift
    if found or any(page.raw is not None for page in pages):
        for one in found:
            token = replace(one.token, start=one.token.start - shift, end=one.token.end - shift)
            yield Unsupported(token, State.ELSEWHERE, shown, one.nearest)
        return
    if all(page.evidence and page.evidence.absent for page in pages):
        every = asides_in(statement, at_hand)
        each = [said_otherwise(tokens, every, page.evidence) for page in pages if page.evidence]
        yield from (Unsupported(one, State.ELSEWHERE, shown) for one in every if all(one in told for told in each))


def beside_of(statement: Statement, record: Any, pages: Sequence[Known], at_hand: AtHand) -> frozenset[str]:
    """What belongs to a page beside its text: who publishes it, its title, and its day, as keys of tokens."""
    keys, texts = set[str](), list[str | None]()
    for name in statement.cites:
        if reference := record.references.get(name):
            keys |= {f"i:{reference.outlet}"} if reference.outlet else set()
            texts += [text for text, _ in at_hand.names.spellings(reference.outlet or "")]
            texts += [reference.publisher, reference.title, str(reference.published or "")]
            # Who publishes it may only be named by its host: kknews.cc.
            texts += [label.capitalize() for label in (urlsplit(reference.url or "").hostname or "").split(".")[:-1]]
    for entry in [page.entry for page in pages if page.entry]:
        keys |= {f"i:{outlet}" for outlet in (entry.outlet, entry.syndicated_from) if outlet}
        texts += [text for text, _ in at_hand.names.spellings(entry.outlet)]
        texts += [entry.title, str(entry.published)]
    for text in filter(None, texts):
        # A word before it: of the first word of a sentence nobody can tell whether it is a name.
        keys |= {token.key for token in _tokens_of(f"x {text}", at_hand.language, at_hand.names)}
    return frozenset(keys)


def _instead(token: "Token", statement: Statement, record: Any, at_hand: AtHand) -> Iterator[str]:
    """The other references of a record whose pages have a token: misplaced is not invented."""
    for name, reference in record.references.items():
        if name in statement.cites:
            continue
        page = at_hand.behind(reference)
        evidence = page.evidence
        if evidence is not None and token_hash(key_of(evidence.sha256), token.key) in evidence.tokens:
            yield name
        elif page.opened is not None:
            there = _tokens_of(page.opened.text, page.language, at_hand.names)
            if any(one.key == token.key for one in there):
                yield name


def has_article(record: Any, at_hand: AtHand) -> bool:
    """Whether a record is an entry of whose article anything can be compared."""
    return isinstance(record, Entry) and _is_begun(at_hand.at(("entry", record.id)))


def _is_begun(article: Known) -> bool:
    """Whether anything of an article can be compared: evidence of before knew nothing of figures and dates."""
    return article.raw is not None or _knows(article)


def _knows(article: Known) -> bool:
    evidence = article.evidence
    return bool(evidence and (evidence.tokens or evidence.absent or evidence.sentences))


def _states(
    statement: Statement, tokens: "Sequence[Token]", pages: Sequence[Known], at_hand: AtHand
) -> "tuple[list[dict[str, State]], dict[int, str], list[Finding]]":
    """What is known of each token on each page, the nearest passages by where tokens stand, and what is said aside."""
    here = [(number, opened) for number, page in enumerate(pages) if (opened := page.opened)]
    states = [recorded(tokens, page.evidence) if page.evidence else {} for page in pages]
    nearest: dict[int, str] = {}
    asides: list[Finding] = []
    if here:
        parts = [pages[number].is_part for number, _ in here]
        texts = [opened for _, opened in here]
        found, each = looked(statement.whole, statement.shift, at_hand.language, texts, parts, at_hand.names)
        for (number, _), told in zip(here, each, strict=True):
            states[number] = told
        asides = [finding for finding in found if finding.token.aside]
        nearest = {one.token.start - statement.shift: one.nearest for one in found if not one.token.aside}
    return states, nearest, asides


def _why(left: "Sequence[tuple[Token, Sequence[State]]]", pages: Sequence[Known]) -> tuple[str, tuple[str, ...]]:
    """Why something is open, and because of which pages."""
    numbers = {n for _, each in left for n, state in enumerate(each) if state in (State.UNKNOWN, State.UNCLEAR)}
    about = [pages[number] for number in sorted(numbers)]
    for why, concerned in (
        ("missing", [page for page in about if not page.is_captured]),
        ("part", [page for page in about if page.is_part]),
        ("new", [page for page in about if page.raw is None]),
    ):
        if concerned:
            return why, tuple(page.shown for page in concerned)
    return "unclear", tuple(page.shown for page in about)


def _unrecorded(tokens: "Sequence[Token]", pages: Sequence[Known], beside: frozenset[str]) -> tuple[str, ...]:
    """The pages whose texts have the tokens, where no evidence would say so without them."""
    known = {token.key for token in tokens if token.free} | beside
    for page in pages:
        if page.evidence is not None:
            known |= {key for key, state in recorded(tokens, page.evidence).items() if state is State.STANDS}
    if all(token.key in known for token in tokens):
        return ()
    return tuple(page.shown for page in pages if page.raw is not None and (not page.entry or _knows(page)))


def tokens_open(outcome: Outcome) -> Iterator[str]:
    """The open tokens in words, each once."""
    yield from dict.fromkeys(" ".join(token.shown.split()) for token in outcome.open)
