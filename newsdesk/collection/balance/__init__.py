"""How a collection treats the sides of what it tells: entries come in; counts by side go out, each with its entries.

There is no score and no verdict. Of two sides that differ it is said how likely chance alone would do so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations
from typing import Any, Self

from newsdesk.collection import Collection
from newsdesk.collection.balance.chances import LEAST, corrected, of_counts, of_shares
from newsdesk.collection.balance.memory import Memory, Told, told_of
from newsdesk.collection.balance.names import Names, names_of
from newsdesk.collection.balance.prose import Sentence, read
from newsdesk.collection.balance.tallies import Tallies, Tally, Where, again, forget, of_side, plain
from newsdesk.collection.sides import side_of, side_of_record
from newsdesk.model import Cited, Digest, Entry, Story

# The side of those who have none.
NONE = ""
MOST = 12
"""Shares are compared of so many sides, those with most sources: more would take long and hide what differs."""
CHARGED = "sentences with a charge or figures"
ALPHA = 0.05
"""Differences that chance alone would make more often are not pointed out."""
_TALLIES = ("identified", "actor", "cited", "says", "verbs")
_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sides that differ by more than chance would make them."""

    measure: str
    value: str
    sides: tuple[str, str]
    counts: tuple[int, int]
    wholes: tuple[int, int] | None
    """Of how many each count is a part; None where the two counts are compared with each other."""
    chance: float
    """How likely chance alone would make such a difference, corrected for all that was compared."""


@dataclass
class Balance:
    """What was counted in some entries and in what else was read with them."""

    places: set[Where] = field(default_factory=set)
    """All that was looked at."""
    identified: Tallies = field(default_factory=dict)
    """Sources that speak, by how they are identified."""
    actor: Tallies = field(default_factory=dict)
    """Sources that speak, by what kind they are."""
    cited: Tallies = field(default_factory=dict)
    """All sources, by how they are cited."""
    says: Tallies = field(default_factory=dict)
    """Words given to what the sources of a side say, of one value."""
    verbs: Tallies = field(default_factory=dict)
    """Verbs of our own prose, by kind and verb: `states say`."""
    first: dict[tuple[str, str], dict[str, Tally]] = field(default_factory=dict)
    """Of two sides, in order, by the place: which of them stands first. The values of a tally are sides."""

    def take(self, collection: Collection, scope: "Scope", names: Names | None, memory: Memory) -> None:
        """Count what is in a scope beside what was counted already."""
        self._forget_figures()
        self.places.update(entry.id for entry in scope.entries)
        self.places.update(f"story:{story.id}" for story in scope.stories)
        self.places.update(f"digest:{digest.week}" for digest in scope.digests)
        _count(collection, self, scope, names, memory)

    def forget(self, places: Set[Where]) -> None:
        """Take out what was counted in some places."""
        self._forget_figures()
        self.places -= places
        for tallies in (*(getattr(self, name) for name in _TALLIES), *self.first.values()):
            forget(tallies, places)
        self.first = {pair: found for pair, found in self.first.items() if found}

    def _forget_figures(self) -> None:
        for name in ("sides", "kinds", "compared", "differences", "_all"):
            self.__dict__.pop(name, None)

    def plain(self) -> dict[str, Any]:
        """What was counted, as JSON can keep it."""
        found: dict[str, Any] = {name: plain(getattr(self, name)) for name in _TALLIES}
        return {
            **found,
            "places": sorted(self.places),
            "first": [[*pair, plain(one)] for pair, one in self.first.items()],
        }

    @classmethod
    def again(cls, kept: Mapping[str, Any]) -> Self:
        """What was kept."""
        made = cls(set(kept["places"]))
        for name in _TALLIES:
            setattr(made, name, again(kept[name]))
        made.first = {(one, other): again(found) for one, other, found in kept["first"]}
        return made

    @property
    def entries(self) -> int:
        """How many entries were looked at."""
        return sum(":" not in where for where in self.places)

    @cached_property
    def sides(self) -> list[str]:
        """The sides by how many sources they have; those who have none come last."""
        found = {*self.cited, *self.verbs, *(side for pair in self.first for side in pair)} - {NONE}
        order = sorted(found, key=lambda side: (-self._size(side), side))
        return [*order, NONE] if NONE in self.cited else order

    def _size(self, side: str) -> int:
        return self.cited[side].whole if side in self.cited else 0

    @cached_property
    def kinds(self) -> Tallies:
        """The verbs by their kinds alone."""
        found: Tallies = {}
        for side, tally in self.verbs.items():
            for value, places in tally.found.items():
                for where, number in places.items():
                    found.setdefault(side, Tally()).add(value.partition(" ")[0], where, number)
        return found

    @cached_property
    def compared(self) -> int:
        """How many comparisons there are."""
        return len(self._all)

    @cached_property
    def differences(self) -> list[Difference]:
        """Those that chance alone would make in less than one of twenty such reports, the least likely first."""
        chances = corrected([difference.chance for difference in self._all])
        found = [
            Difference(one.measure, one.value, one.sides, one.counts, one.wholes, chance)
            for one, chance in zip(self._all, chances, strict=True)
            if chance < ALPHA
        ]
        return sorted(found, key=lambda one: (one.chance, one.measure, one.value, one.sides))

    @cached_property
    def _all(self) -> list[Difference]:
        return [*self._counts(), *self._shares()]

    def _counts(self) -> Iterator[Difference]:
        for (one, other), places in self.first.items():
            for place, tally in places.items():
                yield from self._pair(f"first in {place}", one, other, tally.count(one), tally.count(other))
            # Of sides that have nothing against each other nobody expects that they speak equally often.
            if (places.get(CHARGED) or Tally()).whole + (places.get("accounts") or Tally()).whole >= LEAST:
                counts = [self.identified[side].whole if side in self.identified else 0 for side in (one, other)]
                yield from self._pair("sources that speak", one, other, *counts)

    def _pair(self, measure: str, one: str, other: str, count: int, rest: int) -> Iterator[Difference]:
        if count + rest >= LEAST:
            chance = of_counts(count, rest)
            yield Difference(measure, "", (one, other), (count, rest), None, chance)

    def _shares(self) -> Iterator[Difference]:
        measures = (
            ("sources that speak", self.identified), ("sources that speak", self.actor),
            ("sources", self.cited), ("verbs", self.kinds),
        )  # fmt: skip
        for measure, tallies in measures:
            large = [side for side in self.sides if side in tallies and tallies[side].whole >= LEAST and side != NONE]
            for one, other in combinations(large[:MOST], 2):
                ours, theirs = tallies[one], tallies[other]
                values = sorted({*ours.found, *theirs.found})
                # Where there are but two, the share of one says that of the other.
                for value in values[:1] if len(values) == 2 else values:
                    counts, wholes = (ours.count(value), theirs.count(value)), (ours.whole, theirs.whole)
                    chance = of_shares(counts[0], wholes[0], counts[1], wholes[1])
                    yield Difference(measure, value, (one, other), counts, wholes, chance)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: some entries, and stories and notes of digests that are read with them."""

    entries: Sequence[Entry]
    stories: Sequence[Story] = ()
    digests: Sequence[Digest] = ()


def scope_of(collection: Collection, story: str | None = None, week: str | None = None) -> Scope:
    """All of a collection, or what belongs to a story or to a week, or to both of them."""
    entries = [entry for entry in collection.entries if not entry.withdrawn]
    if story is not None:
        entries = [entry for entry in entries if story in entry.stories]
    if week is not None:
        entries = [entry for entry in entries if entry.week == week]
    whole = story is None and week is None
    stories = list(collection.stories.values()) if whole else [collection.stories[story]] if story and not week else []
    digests = collection.digests.values() if whole else [collection.digests[week]] if week and not story else []
    return Scope(entries, stories, [digest for digest in digests if digest.note])


def names_in(collection: Collection) -> Names:
    """Whom the registers of a collection name, in the language of its prose."""
    return names_of(
        collection.words, collection.people.values(), collection.places.values(), collection.outlets.values()
    )


def balance_of(
    collection: Collection, scope: Scope, names: Names | None = None, memory: Memory | None = None
) -> Balance:
    """What is counted in a scope; without names nothing of what its prose says, which takes its time.

    `memory` has what was counted before, and keeps what is counted now.
    """
    found = Balance()
    found.take(collection, scope, names, memory or Memory())
    return found


def _count(collection: Collection, found: Balance, scope: Scope, names: Names | None, memory: Memory) -> None:
    sides, said = _Sides(collection), list[tuple[Where, str, str]]()
    for entry in scope.entries:
        told = memory.told(entry) if names else told_of(entry, with_words=False)
        _count_sources(sides, found, entry.id, told)
        # To read an entry whole takes longer than to count it: its texts are taken along.
        said += (entry.id, "summaries", told.summary), (entry.id, "context notes", told.context)
    for story in scope.stories:
        _count_accounts(collection, found, story, names)
    for where, place, text in chain(said, _texts(scope)) if names else ():
        _count_prose(found, where, place, memory.sentences(text, names, collection) if names else ())


def _texts(scope: Scope) -> Iterator[tuple[Where, str, str]]:
    """Our own prose beside entries: where it stands, what it is, and the text."""
    for story in scope.stories:
        yield f"story:{story.id}", "story summaries", story.summary
        for dispute in story.disputed:
            yield from ((f"story:{story.id}", "", account.says) for account in dispute.accounts)
    for digest in scope.digests:
        yield f"digest:{digest.week}", "weekly notes", digest.note or ""


class _Sides(dict[str | None, str]):
    """The sides of whoever is in the registers, by id; each is looked up once."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def __missing__(self, who: str | None) -> str:
        side = self[who] = side_of_record(self._collection, who) or NONE
        return side


def _count_sources(sides: _Sides, found: Balance, where: Where, told: Told) -> None:
    for source in told.sources:
        side = source.side or sides[source.who]
        of_side(found.cited, side).add(source.cited, where)
        if source.words:
            of_side(found.says, side).add(_WORDS, where, source.words)
        if source.cited != Cited.MENTIONED.value:
            of_side(found.identified, side).add(source.identified, where)
            of_side(found.actor, side).add(source.actor, where)


def _count_accounts(collection: Collection, found: Balance, story: Story, names: Names | None) -> None:
    for dispute in story.disputed:
        order = []
        for account in dispute.accounts:
            side = side_of(collection, account)
            if side is None and account.who is None and names:
                side = next((one.sides[0] for one in read(account.by, names, collection.words)), None)
            order.append(side)
        _count_first(found, f"story:{story.id}", "accounts", [side for side in order if side])


def _count_prose(found: Balance, where: Where, place: str, sentences: Iterable[Sentence]) -> None:
    named: dict[str, None] = {}
    for sentence in sentences:
        named |= dict.fromkeys(sentence.sides)
        _count_first(found, where, "sentences", sentence.sides)
        if sentence.is_charged:
            _count_first(found, where, CHARGED, sentence.sides)
        _count_first(found, where, "figures", sentence.figures)
        for side, verb, kind in sentence.verbs:
            found.verbs.setdefault(side, Tally()).add(f"{kind} {verb}", where)
    if place:
        _count_first(found, where, place, list(named))


def _count_first(found: Balance, where: Where, place: str, order: Sequence[str]) -> None:
    """Of every two sides, count which of them stands first."""
    for one, other in combinations(dict.fromkeys(order), 2):
        pair = (one, other) if one < other else (other, one)
        found.first.setdefault(pair, {}).setdefault(place, Tally()).add(one, where)
