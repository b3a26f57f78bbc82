"""Whose sources speak, side by side: what a page shows of the balance, each figure with the entries behind it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.collection.balance import NONE, Balance, Difference, Scope, balance_of
from newsdesk.collection.balance.chances import LEAST, interval
from newsdesk.collection.balance.tallies import Tallies
from newsdesk.model import Actor, Cited, Entry, Identified, Story
from newsdesk.model.terms import Term
from newsdesk.views.pictures.balance import side_name
from newsdesk.views.setting.numbers import numeral
from newsdesk.views.setting.page import shared
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.paging import FEW

Terms = type[Identified] | type[Actor] | type[Cited]
# Of more entries behind a figure no list is drawn: the tables have them all.
_MANY = 40
# Nor where all lists of a page together would have more links: then those behind the smallest figures are drawn.
_LINKS, _LINKS_OF_STORY, _LINKS_OF_MANY = 550, 220, 120
# Of more sides those of most sources are shown.
_SIDES = 25


@dataclass(frozen=True, slots=True)
class Figure:
    """A count under its label, with its interval in per cent and links to the entries behind it."""

    label: str
    count: int
    between: str
    """The interval, such as `70–90 %`; "" of too few cases."""
    anchor: str
    """The id of the list behind it; "" where there is none."""
    entries: Sequence[Markup]
    """Each with how often, where it is more than once."""


@dataclass(frozen=True, slots=True)
class Side:
    """A side with its figures, in groups under a heading each."""

    name: str
    count: int
    groups: Sequence[tuple[str, Sequence[Figure]]]


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of some entries; empty where no source speaks for one."""

    sides: Sequence[Side]
    differences: Sequence[str]
    """In sentences; only where they were looked for."""
    has_all: bool = True
    """Whether each figure has the list of entries behind it."""
    left_out: int = 0
    """How many sides have no place."""


def sides_of(collection: Collection, entries: Sequence[Entry], story: Story | None = None) -> Sides | None:
    """What a page shows; with a story also where its sides differ. None where sources have no side, or all the same."""
    standing = [entry for entry in entries if not entry.withdrawn]
    found = balance_of(collection, Scope(standing, [story] if story else []))
    if len([side for side in found.cited if side != NONE]) < 2:
        return None
    by_id = {entry.id: entry for entry in standing}
    room = _LINKS if not story else _LINKS_OF_STORY if len(entries) <= FEW else _LINKS_OF_MANY
    most = _longest(found, room)

    @cache  # an entry stands behind several figures of each of its sides
    def link(name: str) -> Markup:
        entry = by_id[name]
        return shared(collection.words, "behind", entry, collection.outlets[entry.outlet], template="_sides.html")

    speaking = [(number, side) for number, side in enumerate(found.sides) if side in found.cited]
    sides = [_side(collection, found, side, number, link, most) for number, side in speaking[:_SIDES]]
    differences = [_said(collection, one) for one in found.differences] if story else []
    has_all = all(figure.anchor for side in sides for _, figures in side.groups for figure in figures)
    return Sides(sides, differences, has_all, len(speaking) - len(sides))


def _longest(found: Balance, room: int) -> int:
    """How many entries may stand behind a figure that has a list of them, so that the page stays small."""
    kinds = (found.identified, found.actor, found.cited)
    lengths = [len(names) for tallies in kinds for tally in tallies.values() for names in tally.found.values()]
    links = 0
    for length in sorted(lengths):
        links += length
        if links > room:
            return min(_MANY, length - 1)
    return _MANY


def _side(
    collection: Collection, found: Balance, side: str, number: int, link: Callable[[str], Markup], most: int
) -> Side:
    words = collection.words
    groups = (
        (words("How they are identified"), found.identified, Identified),
        (words("What they are"), found.actor, Actor),
        (words("How they are cited"), found.cited, Cited),
    )
    made = [
        (heading, list(_figures(collection, tallies, side, number, terms, link, most)))
        for heading, tallies, terms in groups
    ]
    return Side(side_name(collection, side), found.cited[side].whole, [group for group in made if group[1]])


def _figures(
    collection: Collection,
    tallies: Tallies,
    side: str,
    number: int,
    terms: Terms,
    link: Callable[[str], Markup],
    most: int,
) -> Iterator[Figure]:
    words, tally = collection.words, tallies.get(side)
    if tally is None:
        return
    known: dict[str, Term] = {str(term): term for term in terms}
    order = {value: place for place, value in enumerate(known)}
    for value in sorted(tally.found, key=lambda value: (-tally.count(value), order[value])):
        places = tally.found[value]
        is_few = len(places) <= most
        yield Figure(
            word(words, known[value]),
            tally.count(value),
            _between(collection, tally.count(value), tally.whole),
            f"side-{number}-{value}" if is_few else "",
            [_times(link(name), count) for name, count in places.items()] if is_few else (),
        )


def _times(link: Markup, count: int) -> Markup:
    return link + f" ({count})" if count > 1 else link


def _between(collection: Collection, count: int, whole: int) -> str:
    if whole < LEAST:
        return ""
    low, high = interval(count, whole)
    return collection.words("{low}–{high} %").format(
        low=numeral(collection.words, round(100 * low)), high=numeral(collection.words, round(100 * high))
    )


def _said(collection: Collection, difference: Difference) -> str:
    words = collection.words
    one, other = (side_name(collection, side) for side in difference.sides)
    counts = [numeral(words, count) for count in difference.counts]
    if difference.wholes is None:
        if difference.measure == "sources that speak":
            said = words("Sources that speak: {one} {count}, {other} {rest}.")
        else:
            said = words("Stands first where accounts differ: {one} {count}, {other} {rest}.")
        return said.format(one=one, other=other, count=counts[0], rest=counts[1])
    known: dict[str, Term] = {str(term): term for terms in (Identified, Actor, Cited) for term in terms}
    return words("{value}: {one} {count} of {whole}, {other} {rest} of {rest_whole}.").format(
        value=word(words, known[difference.value]), one=one, other=other, count=counts[0], rest=counts[1],
        whole=numeral(words, difference.wholes[0]), rest_whole=numeral(words, difference.wholes[1]),
    )  # fmt: skip
