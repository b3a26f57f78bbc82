"""What each outlet has on a story, so that any two can be read side by side: their sources, figures and answers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsdesk.collection import Collection
from newsdesk.evidence.support.text import Text
from newsdesk.model import Cited, Entry, Outlet, Source, Story
from newsdesk.views.pictures.matrix import identity, row_of
from newsdesk.views.pictures.stories.claims import Claim, claims_in, kinds, may_be_same
from newsdesk.views.pictures.stories.uncounted import Numbered
from newsdesk.views.shared.accounts.holders import STRENGTH, entries_behind

# A page has at most so many outlets, and of each so many entries, the newest.
OUTLETS, ENTRIES = 40, 4
# And of all its outlets together so many sources: where articles have many, fewer outlets have a place.
_SOURCES = 250
# Between sentences; a number may stand behind a word that is cut, such as "No. 8".
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=\D)")


@dataclass(slots=True)
class Spoken:
    """A source in the entries of one outlet: what they have of it, and which other outlets have it too."""

    number: int
    """The same for the same source wherever it stands on the page."""
    name: str
    language: str | None
    who: str | None
    recurs: bool
    """Whether it can stand elsewhere under the same name: described and unnamed sources cannot."""
    cited: Cited
    statements: list[Source] = field(default_factory=list)
    others: list[Outlet] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of summaries, with the words behind it and the outlets that claim the same."""

    key: str
    said: list[str]
    """Each wording."""
    others: list[tuple[Outlet, str]]
    """Each with its own words where only one of both tells of which side it is."""
    alike: list[tuple[Outlet, str]]
    """Outlets that give the same number bound otherwise, or of what may be the same by their words."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one outlet has on a story."""

    outlet: Outlet
    entries: tuple[Entry, ...]
    """The newest first, at most `ENTRIES`."""
    more: int
    """How many entries it has beside these."""
    spoken: list[Spoken]
    figures: list[Counted]
    answers: list[tuple[str, list[tuple[str, str]]]]
    """Contested questions, each with who says what in these entries."""

    @property
    def alone(self) -> int:
        """How many named or registered sources no other outlet has."""
        return sum(one.recurs and not one.others for one in self.spoken)


def sides_beside(collection: Collection, story: Story, entries: Iterable[Entry]) -> list[list[Side]]:
    """The outlets of a story, page by page: those first that share most with others, by name on each page.

    A page has at most `OUTLETS`, and what is said of other outlets holds for all pages; `entries` are newest first.
    """
    own: dict[str, list[Entry]] = {}
    for entry in entries:
        own.setdefault(entry.outlet, []).append(entry)
    standing = {name: tuple(one for one in held if not one.withdrawn)[:ENTRIES] for name, held in own.items()}
    spoken = {name: _spoken(collection, held) for name, held in standing.items()}
    told = {name: _told(collection, held) for name, held in standing.items()}
    given = _given(collection, story)
    outlets = {name: collection.outlets[name] for name in (*own, *given)}
    by_name = sorted(outlets, key=lambda name: (outlets[name].name_en or outlets[name].name).casefold())
    counted = _compared({name: outlets[name] for name in by_name}, told, given)
    order = _most_shared(standing, spoken)
    holders: dict[tuple[str, ...], list[str]] = {}
    for name in order:
        for key in spoken[name]:
            holders.setdefault(key, []).append(name)
    numbers: dict[tuple[str, ...], int] = {}
    pages = []
    for shown in map(set, _pages(order, standing)):
        sides = []
        for name in (name for name in by_name if name in shown):
            for key, one in spoken[name].items():
                one.number = numbers.setdefault(key, len(numbers))
                one.others = [outlets[other] for other in holders[key] if other != name]
            ordered = sorted(spoken[name].values(), key=lambda one: (-len(one.others), STRENGTH[one.cited], one.name))
            held = tuple(own[name])
            answers = _answers(story, held[:ENTRIES])
            figures = counted.get(name, [])
            sides.append(Side(outlets[name], held[:ENTRIES], len(held[ENTRIES:]), ordered, figures, answers))
        pages.append(sides)
    return pages


def _most_shared(
    standing: Mapping[str, Sequence[Entry]], spoken: Mapping[str, Mapping[tuple[str, ...], Spoken]]
) -> list[str]:
    """Outlets by how many of their sources others have too, then by how many entries they have."""
    held_by = Counter(key for keys in spoken.values() for key in keys)
    shared = {name: sum(held_by[key] > 1 for key in keys) for name, keys in spoken.items()}
    return sorted(spoken, key=lambda name: (-shared[name], -len(standing[name]), name))


def _pages(names: Sequence[str], standing: Mapping[str, Sequence[Entry]]) -> Iterator[list[str]]:
    """Outlets in pages that are not too large, of two at least: a single one goes with those before it."""
    page: list[str] = []
    sources = 0
    for at, name in enumerate(names, 1):
        number = sum(len(entry.sources) for entry in standing[name])
        is_full = len(page) >= OUTLETS or (len(page) > 1 and sources + number > _SOURCES)
        if is_full and at < len(names):
            yield page
            page, sources = [], 0
        page.append(name)
        sources += number
    yield page


def _spoken(collection: Collection, entries: Sequence[Entry]) -> dict[tuple[str, ...], Spoken]:
    found: dict[tuple[str, ...], Spoken] = {}
    for entry in entries:
        for source in entry.sources:
            key = identity(entry, source)
            if key not in found:
                row = row_of(collection, source)
                found[key] = Spoken(0, row.name, row.language, row.who, row.recurs, source.cited)
            one = found[key]
            one.cited = min(one.cited, source.cited, key=STRENGTH.__getitem__)
            if source.says or source.quote:
                one.statements.append(source)
    return found


def _told(collection: Collection, entries: Sequence[Entry]) -> list[Claim]:
    """The figures in digits of some summaries."""
    named = _named(collection)
    # A claim does not go beyond its sentence, and those without digits are not read.
    parts = (part for entry in entries for part in _SENTENCES.split(entry.summary))
    return [claim for part in parts for claim in claims_in(Text(part, collection.words.tag), named)]


def _given(collection: Collection, story: Story) -> dict[str, list[Claim]]:
    """The figures in digits that outlets give where the story asks what is contested, whatever these rest on.

    An outlet gives them in an entry or on another page of its own, or is itself who says so.
    """
    found: dict[str, list[Claim]] = {}
    named = _named(collection)
    for dispute in story.disputed:
        for account in dispute.accounts:
            known = [entry.outlet for entry in entries_behind(collection, story, account)]
            known += [story.references[name].outlet or "" for name in account.refs]
            outlets = [name for name in dict.fromkeys([*known, account.who or ""]) if name in collection.outlets]
            text = Text(account.says, collection.words.tag)
            claims = claims_in(text, named, else_about=dispute.question) if outlets else []
            for outlet in outlets:
                found.setdefault(outlet, []).extend(claims)
    return found


def _named(collection: Collection) -> Numbered:
    """What finds the names of the registers that hold digits."""
    return collection.once(("names with digits",), lambda: Numbered(collection.spellings))


def _compared(
    outlets: Mapping[str, Outlet], told: Mapping[str, Sequence[Claim]], given: Mapping[str, Sequence[Claim]]
) -> dict[str, list[Counted]]:
    """The figures of summaries by outlet, a claim once in all its wordings, with whoever has the same claim."""
    known = {name: [*told.get(name, ()), *given.get(name, ())] for name in outlets}
    told_of = kinds(claim for claims in known.values() for claim in claims)
    # Of what nobody knows what it counts, nobody knows that another outlet says it too.
    keys = {(name, one): told_of[one] or f"{one.value} {name}" for name, claims in known.items() for one in claims}
    by_value: dict[str, dict[str, list[Claim]]] = {}
    for name, all_of_it in known.items():
        for claim in all_of_it:
            by_value.setdefault(claim.value, {}).setdefault(name, []).append(claim)
    found: dict[str, list[Counted]] = {}
    for name, claims in told.items():
        for key in dict.fromkeys(keys[name, claim] for claim in claims):
            own = [claim for claim in claims if keys[name, claim] == key]
            others, alike = [], []
            for other, same in by_value[own[0].value].items():
                meant = [claim for claim in same if keys[other, claim] == key]
                if other != name and meant:
                    is_worded = any(one.side == claim.side for one in own for claim in meant)
                    others.append((outlets[other], "" if is_worded else meant[0].said))
                elif other != name and (near := [claim for claim in same if any(may_be_same(a, claim) for a in own)]):
                    alike.append((outlets[other], near[0].said))
            words = list(dict.fromkeys(one.said for one in own))
            said = [one for one in words if not any(two != one and two.startswith(one) for two in words)]
            found.setdefault(name, []).append(Counted(key, said, others, alike))
    return found


def _answers(story: Story, entries: Sequence[Entry]) -> list[tuple[str, list[tuple[str, str]]]]:
    ids = {entry.id for entry in entries if not entry.withdrawn}
    theirs = {ref for ref, reference in story.references.items() if reference.entry in ids}
    answers = [
        (dispute.question, [(one.by, one.says) for one in dispute.accounts if theirs.intersection(one.refs)])
        for dispute in story.disputed
    ]
    return [(question, found) for question, found in answers if found]
