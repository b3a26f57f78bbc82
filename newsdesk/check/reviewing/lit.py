"""What of an entry is lit up beside what it rests on: each quotation, name, figure and date, and where it stands.

An entry that was looked at comes in. Fields of the entry and texts go out, both with the stretches that belong together
under one number; what was not found says why.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newsdesk.check.cited.at_hand import AtHand, Known
from newsdesk.check.cited.judged import has_article, judged, tokens_in, tokens_open
from newsdesk.check.cited.statements import Statement, in_context, of_article
from newsdesk.check.draft import Draft, Item
from newsdesk.check.reviewing.places import Beside, Words
from newsdesk.check.rules.cited.passages import said_of as said_of_passage
from newsdesk.check.rules.cited.sentences import said_of
from newsdesk.evidence import Text
from newsdesk.evidence.cited.passages import judge_passage
from newsdesk.evidence.passages import pieces
from newsdesk.model import Entry, Reference

ARTICLE = ""
"""The name of the article among the texts; the others have the names of their references."""
# A name that stands in a text more often is found there without more of it.
_MOST = 100
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lit:
    """Something that an entry says under its number: what became of it, and where it stands in which texts."""

    number: int
    kind: str
    """`title`, `byline`, `quotation`, `passage`, `name`, `figure` or `date`."""
    shown: str
    state: str
    """`stands`, `recorded` (by the fingerprint alone), `wrong`, `not-compared`, or `unplaced`: a text bears it out, and
    has it in no place of its own."""
    places: tuple[tuple[str, int, int], ...] = ()
    """The name of the text, from and to."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A text of the entry, with the stretches that are lit and their numbers."""

    name: str
    about: str
    """The number of a source or the id of a reference; "" where the field is the entry's own."""
    text: str
    spots: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Rested:
    """A text on which the entry rests: the article, or the page of a reference."""

    name: str
    language: str
    text: str
    spots: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Lighting:
    """An entry with all that is lit in it and in what it rests on."""

    lits: tuple[Lit, ...]
    fields: tuple[Field, ...]
    texts: tuple[Rested, ...]

    def at(self, name: str, about: str = "") -> Field | None:
        """A field by its name."""
        return next((one for one in self.fields if (one.name, one.about) == (name, about)), None)

    def text(self, name: str = ARTICLE) -> Rested | None:
        """A text by its name; None where it is not at hand."""
        return next((one for one in self.texts if one.name == name), None)

    @property
    def left(self) -> tuple[Lit, ...]:
        """What stands nowhere in a text, with why."""
        return tuple(lit for lit in self.lits if not lit.places)


@dataclass(slots=True)
class _Found:
    """Something to be lit, before it has its number."""

    kind: str
    key: str
    shown: str
    state: str
    places: tuple[tuple[str, int, int], ...]
    why: str
    start: int
    end: int


@dataclass(slots=True)
class _Lights:
    """Gives numbers: the same word of the same kind has one, wherever the entry says it of the same text."""

    lits: dict[tuple[object, ...], Lit] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)

    def put(self, name: str, about: str, text: str, found: Iterable[_Found]) -> None:
        spots = []
        for one in found:
            # What nobody found in the article and what nobody found in a page are two things.
            key = one.kind, one.key, one.state, one.places, name == "context"
            if key not in self.lits:
                self.lits[key] = Lit(len(self.lits) + 1, one.kind, one.shown, one.state, one.places, one.why)
            spots.append((one.start, one.end, self.lits[key].number))
        self.fields.append(Field(name, about, text, tuple(sorted(spots))))


def lighting_of(draft: Draft, item: Item[Entry]) -> Lighting:
    """Light up an entry of a draft that was checked, finished or not."""
    entry, at_hand, lights = item.record, draft.at_hand, _Lights()
    text, beside = draft.text_of(entry.id), Beside(draft, item)
    lights.put("title", "", entry.title, _whole("title", entry.title, text))
    if entry.byline:
        lights.put("byline", "", entry.byline, _named(entry.byline, entry.language, text))
    day = str(entry.published)
    lights.put("published", "", day, _dated(day, entry, at_hand))
    statements = list(of_article(entry))
    told = [one for one in statements if one.loc == ("summary",)]
    lights.put("summary", "", entry.summary, _tokens(told, entry, at_hand))
    for at, source in enumerate(entry.sources):
        number = str(at + 1)
        if printed := beside.name(at):
            lights.put("printed", number, printed.text, _of_words("name", printed, _name_at(printed, entry, text)))
        if quoted := beside.quotation(at):
            lights.put("quotation", number, quoted.text, _of_words("quotation", quoted, _quoted_at(quoted, text)))
        if source.says:
            own = [one for one in statements if one.loc == ("sources", at, "says")]
            lights.put("says", number, source.says, _tokens(own, entry, at_hand))
    lights.put("context", "", entry.context, _tokens([one for one, _ in in_context(entry)], entry, at_hand))
    for name, reference in entry.references.items():
        for at, passage in enumerate(reference.passages):
            if passage.text:
                found = _passage(name, passage.text, passage.language or "und", at_hand.behind(reference))
                lights.put("passage", f"{name} {at + 1}", passage.text, found)
    lits = tuple(lights.lits.values())
    return Lighting(lits, tuple(lights.fields), tuple(_texts(entry, text, at_hand, lits)))


def _texts(entry: Entry, text: Text | None, at_hand: AtHand, lits: Sequence[Lit]) -> Iterator[Rested]:
    if text:
        yield Rested(ARTICLE, entry.language, text.text, _spots(ARTICLE, lits))
    for name, reference in entry.references.items():
        known = at_hand.behind(reference)
        if known.raw is not None:
            yield Rested(name, known.language, known.raw, _spots(name, lits))


def _spots(name: str, lits: Sequence[Lit]) -> tuple[tuple[int, int, int], ...]:
    return tuple(sorted((a, b, lit.number) for lit in lits for where, a, b in lit.places if where == name))


def _whole(kind: str, shown: str, text: Text | None) -> Iterator[_Found]:
    """Words that the article has one behind the other, or that its captured text left out."""
    words = [word for piece in pieces(shown) for word in piece.words]
    found = text.find(words) if text and words else None
    places = ((ARTICLE, *text.span(found, found + len(words))),) if text and found is not None else ()
    yield from _headed(kind, shown, text, places)


def _named(shown: str, language: str, text: Text | None) -> Iterator[_Found]:
    spans = [text.span(*found) for found in text.places_of_name(shown, language)] if text else []
    yield from _headed("byline", shown, text, tuple((ARTICLE, *span) for span in spans[:_MOST]))


def _dated(shown: str, entry: Entry, at_hand: AtHand) -> Iterator[_Found]:
    # Imported here: most checks take no sentence apart.
    from newsdesk.evidence.support import places

    page = at_hand.at(("entry", entry.id))
    told = places(shown, at_hand.language, page.opened, at_hand.names) if page.opened else {}
    found = tuple((ARTICLE, *span) for (kind, _), spans in told.items() if kind == "date" for span in spans[:_MOST])
    yield from _headed("date", shown, page.text, found)


def _headed(kind: str, shown: str, text: Text | None, places: tuple[tuple[str, int, int], ...]) -> Iterator[_Found]:
    # What stands at the head of a page is often no part of its captured text, and no fault of the entry.
    why = "The captured text does not have it: compare it with the page." if text else ""
    state = "stands" if places else "not-compared"
    yield _Found(kind, shown, shown, state, places, "" if places else why, 0, len(shown))


def _of_words(kind: str, words: Words, spans: Sequence[Span]) -> Iterator[_Found]:
    """A quotation or printed name as the check knows it, in the places of the article that were found."""
    places = tuple((ARTICLE, *span) for span in spans[:_MOST]) if words.state == "stands" else ()
    yield _Found(kind, words.text, words.text, words.state, places, words.said, 0, len(words.text))


def _name_at(words: Words, entry: Entry, text: Text | None) -> list[Span]:
    return [text.span(*found) for found in text.places_of_name(words.text, entry.language)] if text else []


def _quoted_at(words: Words, text: Text | None) -> list[Span]:
    spans, at = list[Span](), 0
    for piece in pieces(words.text) if text else ():
        found = text.find(piece.words, at) if text else None
        if text is None or found is None:
            return []
        at = found + len(piece.words)
        spans.append(text.span(found, at))
    return spans


def _passage(name: str, shown: str, language: str, page: Known) -> Iterator[_Found]:
    verdict = judge_passage(shown, language, page)
    is_wrong = verdict is not None and verdict.is_wrong
    why = " ".join(said_of_passage(verdict)) if verdict and is_wrong else ""
    spans = [] if is_wrong or not page.text else _quoted_at(Words(shown, ""), page.text)
    if page.text:
        state = "wrong" if is_wrong else "stands"
    else:
        state = "wrong" if is_wrong else "not-compared" if verdict else "recorded"
    yield _Found("passage", f"{name} {shown}", shown, state, tuple((name, *span) for span in spans), why, 0, len(shown))


def _tokens(statements: Iterable[Statement], entry: Entry, at_hand: AtHand) -> Iterator[_Found]:
    """The figures, dates and names of sentences on the texts that they rest on."""
    for statement in statements:
        tokens = tokens_in(statement, at_hand)
        pages = _pages(statement, entry, at_hand)
        compared = bool(pages) and (bool(statement.cites) or has_article(entry, at_hand))
        outcome = judged(statement, entry, at_hand) if compared else None
        wrong = {(one.token.kind, one.token.start): one for one in outcome.unsupported} if outcome else {}
        left = set(tokens_open(outcome)) if outcome and outcome.why != "unrecorded" else set[str]()
        is_known = compared and any(page.is_captured for page in pages.values())
        places = _placed(statement, pages, at_hand)
        for token in tokens:
            at = token.kind, token.start
            here, why = places.get(at, ()), ""
            if at in wrong:
                state, here, why = "wrong", (), " ".join(said_of(statement, wrong[at]))
            elif here:
                state = "stands"
            elif not is_known or " ".join(token.shown.split()) in left:
                state = "not-compared"
            else:
                state = "unplaced" if any(page.raw is not None for page in pages.values()) else "recorded"
            start, end = statement.start + token.start, statement.start + token.end
            yield _Found(token.kind, token.key, token.shown, state, here, why, start, end)


def _pages(statement: Statement, entry: Entry, at_hand: AtHand) -> dict[str, Known]:
    if not statement.cites:
        # Of a sentence of the context that cites nothing nobody knows on what it rests.
        return {} if statement.loc == ("context",) else {ARTICLE: at_hand.at(("entry", entry.id))}
    cited: dict[str, Reference] = {n: entry.references[n] for n in statement.cites if n in entry.references}
    return {name: at_hand.behind(reference) for name, reference in cited.items()}


def _placed(
    statement: Statement, pages: dict[str, Known], at_hand: AtHand
) -> dict[tuple[str, int], tuple[tuple[str, int, int], ...]]:
    # Imported here: most checks take no sentence apart.
    from newsdesk.evidence.support import places

    found: dict[tuple[str, int], tuple[tuple[str, int, int], ...]] = {}
    for name, page in pages.items():
        if page.opened is not None:
            told = places(statement.whole, at_hand.language, page.opened, at_hand.names)
            for (kind, start), spans in told.items():
                key = kind, start - statement.shift
                found[key] = (*found.get(key, ()), *((name, *span) for span in spans[:_MOST]))
    return found
