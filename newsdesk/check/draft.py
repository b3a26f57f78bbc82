"""All records of a collection beside the places they were read from, before it is known good."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from newsdesk.check.cited.at_hand import AtHand, Sources
from newsdesk.check.cited.judged import Outcome, has_article, judged
from newsdesk.check.cited.naming import Spellings, names_of
from newsdesk.check.cited.statements import Statement, statements_of
from newsdesk.check.near.others import Others
from newsdesk.evidence import Text, Verdict, claims_of, judge
from newsdesk.evidence.names import Official
from newsdesk.load import Document, Loc
from newsdesk.model import Digest, Entry, MovedPages, Outlet, Person, Place, Record, Story, Topic
from newsdesk.model.addresses import RECORDS, addresses_of
from newsdesk.model.evidence import PageEvidence
from newsdesk.problems import Problem, Severity

if TYPE_CHECKING:
    from newsdesk.model.codings import Codings
    from newsdesk.model.figures import Figures
    from newsdesk.model.looks import Looks

Keys = Mapping[str, Any]
"""Plain data about a record, small and as JSON can keep it; `newsdesk/check/keys.py` makes it."""

# None stands for what no record was made of, such as a list of addresses.
R_co = TypeVar("R_co", bound=Record | None, covariant=True)


@dataclass(slots=True, eq=False)
class Item(Generic[R_co]):
    """A record and where it stands: `loc` is its place in the document."""

    record: R_co
    document: Document
    loc: Loc = ()
    keys: Keys = field(default_factory=dict)
    """What rules across the collection need of it."""


class LaterItem(Item[R_co]):
    """The same of a record that is made when it is asked for."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], R_co], document: Document, loc: Loc, keys: Keys) -> None:
        self._make, self._made = make, False
        self.document, self.loc, self.keys = document, loc, keys

    @property
    def record(self) -> R_co:  # type: ignore[override] # a field there, made on demand here
        """The record, typed and checked."""
        if not self._made:
            _RECORD.__set__(self, self._make())
            self._made = True
        made: R_co = _RECORD.__get__(self)
        return made


# Where an item keeps its record.
_RECORD: Any = Item.__dict__["record"]


AnyItem = Item[Record | None]
Referring = Item[Entry] | Item[Digest] | Item[Outlet] | Item[Person] | Item[Story]
"""Items whose records have references of their own."""
Correctable = Referring | Item[Place]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the place (or a character of the text there), what, and the way out."""

    item: AnyItem
    loc: Loc
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    key: bool = False
    offset: int | None = None
    at: int | None = None
    """A place in the file itself, in characters from its beginning, for what stands in no value."""


class _Everything(frozenset[str]):
    """The ids of a register that could not be read: any id may stand there."""

    def __contains__(self, name: object) -> bool:
        return True


@dataclass(slots=True)
class Draft:
    """Items by id (digests by week), as far as they have the right shape."""

    entries: list[Item[Entry]] = field(default_factory=list)
    digests: dict[str, Item[Digest]] = field(default_factory=dict)
    outlets: dict[str, Item[Outlet]] = field(default_factory=dict)
    people: dict[str, Item[Person]] = field(default_factory=dict)
    places: dict[str, Item[Place]] = field(default_factory=dict)
    stories: dict[str, Item[Story]] = field(default_factory=dict)
    topics: dict[str, Item[Topic]] = field(default_factory=dict)
    moved: Item[MovedPages] | None = None
    figures: "Item[Figures] | None" = None
    looks: "Item[Looks] | None" = None
    codings: "Item[Codings] | None" = None
    # The evidence of pages that references lead to, by clean address.
    cited: dict[str, Item[PageEvidence]] = field(default_factory=dict)
    # All published addresses and the recorded ids of feeds, one a line, and each edition by week and number.
    addresses: Document | None = None
    feed_ids: Document | None = None
    frozen: dict[tuple[str, int], Document] = field(default_factory=dict)
    # What rules need of each of these editions.
    frozen_keys: dict[tuple[str, int], Keys] = field(default_factory=dict)
    # Ids that exist although their record has a fault: a second complaint would mislead.
    faulty: dict[str, set[str]] = field(default_factory=dict)
    # Entries that are left out since they are not finished: their ids, and their files as the editor types them.
    unfinished: dict[str, str] = field(default_factory=dict)
    # The lines that say so, of all of them: two weeks may have one of the same name.
    left_out: list[Problem] = field(default_factory=list)
    # Registers that could not be read: nothing is known to be missing from them.
    unread: set[str] = field(default_factory=set)
    # Captured texts by the id of their entry, where they are at hand.
    texts: Mapping[str, str] = field(default_factory=dict)
    # The digests of files by their paths, where the records of entries are those that the files hold.
    files: Mapping[str, str] = field(default_factory=dict)
    # The last day that has begun; None where the clock was not asked, and nothing is known to be in the future.
    begun: date | None = None
    # The entries that are asked about, beside all others; None where all are.
    asked: Sequence[Item[Entry]] | None = None
    # The entries of the collection that are not here; None where all are.
    others: Others | None = None
    official: Official = field(default_factory=Official)
    # The language of our own texts.
    language: str = "en"
    _at_hand: "AtHand | None" = None
    _statements: "list[tuple[Referring, Statement, Outcome]] | None" = None
    _taken_apart: dict[str, Text] = field(default_factory=dict)
    _verdicts: "list[tuple[Item[Entry], Verdict]] | None" = None
    _pages: set[str] | None = None
    _ids: dict[str, Item[Entry]] | None = None
    _outlet_of: dict[str, str] | None = None
    _addresses: dict[str, Item[Entry]] | None = None

    @property
    def verdicts(self) -> "list[tuple[Item[Entry], Verdict]]":
        """What the articles do not bear out, entry by entry; found once for all rules."""
        if self._verdicts is None:
            self._verdicts = [
                (item, verdict)
                for item in self.entries
                if item.record.evidence or item.record.id in self.texts
                for verdict in judge(
                    claims_of(item.record, self.official), item.record.evidence, self.text_of(item.record.id)
                )
            ]
        return self._verdicts

    @property
    def looked_at(self) -> Sequence[Item[Entry]]:
        """The entries that rules are to judge, beside all others."""
        return self.entries if self.asked is None else self.asked

    @property
    def official_names(self) -> Callable[[], Iterator[str]]:
        """What tells every spelling of those who and what is registered, and their offices, without this draft."""
        return partial(_official_names, (self.outlets, self.people, self.places, self.stories), self.people)

    def text_of(self, name: str) -> Text | None:
        """The captured text of an entry, taken apart once for all rules; None where it is not at hand."""
        if name not in self._taken_apart and (text := self.texts.get(name)) is not None:
            self._taken_apart[name] = Text(text)
        return self._taken_apart.get(name)

    @property
    def at_hand(self) -> AtHand:
        """What is known of the pages that references lead to."""
        if self._at_hand is None:
            # Without this draft, which would be kept by what it keeps, with every document of the collection.
            cited, entries, ids = self.cited, self.entries, dict[str, Item[Entry]]()
            registers = self.people, self.outlets, self.places
            sources = Sources(
                page=lambda address: cited[address].record if address in cited else None,
                entry=lambda name: one.record if (one := (ids or _by_id(entries, ids)).get(name)) else None,
                texts=self.texts,
                names=lambda: names_of(_spellings(registers)),
                language=self.language,
                has_begun=bool(self.cited),
            )
            self._at_hand = AtHand(sources)
        return self._at_hand

    def spellings(self) -> Spellings:
        """All names of people, outlets and places by their ids."""
        return _spellings((self.people, self.outlets, self.places))

    @property
    def judged_statements(self) -> "list[tuple[Referring, Statement, Outcome]]":
        """What came of each sentence that rests on pages or on the article, where there is something to say."""
        if self._statements is None:
            hand = self.at_hand
            self._statements = [
                (one, said, outcome)
                for one in self.referencing()
                for said in statements_of(one.record, one.document, one.loc, with_article=has_article(one.record, hand))
                if (outcome := judged(said, one.record, hand))
            ]
        return self._statements

    def beside(self, item: "Referring", kind: str) -> "Draft":
        """A draft of one record alone, beside the same pages, texts and names."""
        own = Draft(texts=self.texts, official=self.official, language=self.language, _at_hand=self.at_hand)
        if kind == "entries":
            own.entries.append(cast("Item[Entry]", item))
        else:
            getattr(own, kind)[""] = item
        return own

    @property
    def pages(self) -> set[str]:
        """The addresses of all pages that it makes and promises to keep; found once for all rules."""
        if self._pages is None:
            records = {
                kind: [name for name, item in getattr(self, kind).items() if item.keys.get("public", True)]
                for kind in RECORDS
            }
            groups = [(k["week"], k["id"], k["language"], k["countries"]) for k in (i.keys for i in self.entries)]
            self._pages = addresses_of([*groups, *(self.others.pages if self.others else ())], records)
        return self._pages

    @property
    def ids(self) -> Mapping[str, Item[Entry]]:
        """Entries by their ids, the first of each."""
        self._ids = _by_id(self.entries, {}) if self._ids is None else self._ids
        return self._ids

    @property
    def outlet_of(self) -> Mapping[str, str]:
        """The outlet of each entry, by the entry's id."""
        if self._outlet_of is None:
            self._outlet_of = {item.keys["id"]: item.keys["outlet"] for item in self.entries}
        return self._outlet_of

    @property
    def articles(self) -> Mapping[str, Item[Entry]]:
        """Entries by the keys of the addresses of their articles, the first of each."""
        if self._addresses is None:
            self._addresses = {}
            for item in self.entries:
                for _, _, key in item.keys["addresses"]:
                    self._addresses.setdefault(key, item)
        return self._addresses

    def known(self, *kinds: str) -> Set[str]:
        """Ids of some kinds of record, faulty ones included; every id where a file could not be read."""
        found: set[str] = set()
        for kind in kinds:
            if kind in self.unread:
                return _Everything()
            items = getattr(self, kind)
            found |= self.ids.keys() if kind == "entries" else set(items)
            found |= self.faulty.get(kind, set())
            found |= self.others.entries if self.others and kind == "entries" else frozenset()
        return found

    def noted_texts(self) -> Iterator[tuple[Referring, Loc, str]]:
        """Every text in which each sentence needs a reference."""
        for entry in self.entries:
            yield entry, ("context",), entry.record.context
        for digest in self.digests.values():
            if digest.record.note:
                yield digest, ("note",), digest.record.note
        for story in self.stories.values():
            yield story, ("summary",), story.record.summary

    def own_texts(self) -> Iterator[tuple[Referring, Loc, str]]:
        """Every text in our own voice."""
        yield from self.noted_texts()
        for entry in self.entries:
            yield entry, ("summary",), entry.record.summary
            for index, source in enumerate(entry.record.sources):
                if source.says:
                    yield entry, ("sources", index, "says"), source.says

    def correctable(self) -> Iterator[Correctable]:
        """Every item that can have corrections."""
        yield from self.referencing()
        yield from self.places.values()

    def referencing(self) -> Iterator[Referring]:
        """Every item that has references of its own."""
        yield from self.entries
        for group in (self.digests, self.outlets, self.people, self.stories):
            yield from group.values()

    def mentioning(self) -> Iterator[AnyItem]:
        """Every item that names others by their ids: all, or the entries that are asked about."""
        yield from self.looked_at
        for group in (self.digests, self.outlets, self.people, self.stories) if self.asked is None else ():
            yield from group.values()


def _official_names(groups: Iterable[Mapping[str, AnyItem]], people: Mapping[str, Item[Person]]) -> Iterator[str]:
    yield from (name for group in groups for item in group.values() for name in item.keys["names"])
    yield from (role for person in people.values() for role in person.keys["roles"])


def _by_id(entries: Iterable[Item[Entry]], found: dict[str, Item[Entry]]) -> dict[str, Item[Entry]]:
    for item in entries:
        found.setdefault(item.keys["id"], item)
    return found


def _spellings(registers: Iterable[Mapping[str, AnyItem]]) -> Spellings:
    return tuple((name, item.keys["names"]) for group in registers for name, item in group.items())
