"""What happened on a day, as a page and a feed tell it: happenings come in, lines under headings go out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from newsdesk.collection import Collection
from newsdesk.collection.measures.happened import Happening, Kind
from newsdesk.interface import Words, kept
from newsdesk.views.setting.numbers import counted, listed, numeral
from newsdesk.views.shared.corrected import Named, named_as


@dataclass(frozen=True, slots=True)
class Line:
    """One record with what happened to it, in words; "" where the heading says it."""

    named: Named
    said: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Section:
    """What happened of one kind on one day."""

    heading: str
    lines: Sequence[Line]
    count: int
    """How many there are: as many as lines, and of editions each, though those of a week share a line."""
    of_day: int
    """How many there are on the whole day; more where other pages have some of them."""


@kept
def _headings(words: Words) -> dict[Kind, str]:
    return {
        Kind.EDITION: words.pgettext("what happened", "Editions"),
        Kind.ENTRY: words.pgettext("what happened", "New entries"),
        Kind.ACCOUNT: words.pgettext("what happened", "Accounts on contested questions"),
        Kind.STORY: words.pgettext("what happened", "Corrected in stories"),
        Kind.WITHDRAWN: words.pgettext("what happened", "Withdrawn"),
        Kind.CORRECTED: words.pgettext("what happened", "Corrected"),
        Kind.REPLY: words.pgettext("what happened", "Replies"),
    }


# Their headings say of what kind the records are.
_OF_ONE_KIND = (Kind.EDITION, Kind.ACCOUNT, Kind.STORY)
_CORRECTED = (Kind.STORY, Kind.CORRECTED)
_ANCHORS = {Kind.ACCOUNT: "disputed", Kind.STORY: "corrections", Kind.CORRECTED: "corrections", Kind.REPLY: "replies"}


def sections(
    collection: Collection, found: Iterable[Happening], of_day: Mapping[Kind, int] | None = None
) -> list[Section]:
    """Happenings of one day under headings; those to records that are gone are left out.

    `of_day` has how many there are of each kind on the whole day, where `found` is a part of it.
    """
    made = []
    for kind, ones in groupby(found, lambda one: one.kind):
        told = [
            (line, len(alike))
            for _, group in groupby(ones, lambda one: (one.group, one.name))
            if (line := _line(collection, alike := list(group)))
        ]
        if told:
            count = sum(number for _, number in told)
            heading = _headings(collection.words)[Kind(kind)]
            made.append(Section(heading, [line for line, _ in told], count, (of_day or {}).get(Kind(kind), count)))
    return made


def _line(collection: Collection, alike: Sequence[Happening]) -> Line | None:
    """One record and all of one kind that happened to it on a day: more than one only of editions."""
    one = alike[0]
    held = collection.by_id if one.group == "entries" else getattr(collection, one.group)
    record = held.get(one.name)
    if record is None:
        return None
    said = _editions(collection.words, alike) if one.kind is Kind.EDITION else _said(collection, one)
    named = named_as(collection, one.group, one.name, record)
    return Line(replace(named, beside="") if one.kind in _OF_ONE_KIND else named, said, _ANCHORS.get(one.kind, ""))


def _editions(words: Words, alike: Sequence[Happening]) -> str:
    numbers = [numeral(words, one.times) for one in alike]
    if len(numbers) == 1:
        return words("edition {number}").format(number=numbers[0])
    return words("editions {numbers}").format(numbers=listed(words, numbers))


def _said(collection: Collection, one: Happening) -> str:
    words, number = collection.words, numeral(collection.words, one.times)
    if one.kind is Kind.ACCOUNT:
        return words.ngettext(
            "{number} account is given by entries of this day", "{number} accounts are given by entries of this day",
            one.times,
        ).format(number=number)  # fmt: skip
    if one.kind in _CORRECTED:
        return counted(words, one.times, "correction", "corrections")
    return ""


def summary(words: Words, found: Iterable[Happening]) -> str:
    """How much happened, in a line: `16 new entries, 3 corrections`; accounts, which entries bring, do not count."""
    counts: Counter[Kind] = Counter()
    for one in found:
        kind = Kind.CORRECTED if one.kind in _CORRECTED else one.kind
        counts[kind] += one.times if kind in (Kind.CORRECTED, Kind.REPLY) else 1
    said = {
        Kind.EDITION: words.ngettext("{number} edition", "{number} editions", counts[Kind.EDITION]),
        Kind.ENTRY: words.ngettext("{number} new entry", "{number} new entries", counts[Kind.ENTRY]),
        Kind.WITHDRAWN: words.ngettext(
            "{number} entry withdrawn", "{number} entries withdrawn", counts[Kind.WITHDRAWN]
        ),
        Kind.CORRECTED: words.ngettext("{number} correction", "{number} corrections", counts[Kind.CORRECTED]),
        Kind.REPLY: words.ngettext("{number} reply", "{number} replies", counts[Kind.REPLY]),
    }
    return listed(
        words, [text.format(number=numeral(words, counts[kind])) for kind, text in said.items() if counts[kind]]
    )
