"""What happened on a day, as a page and a feed tell it: happenings come in, lines under headings go out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@kept
def _headings(words: Words) -> dict[Kind, str]:
    return {
        Kind.EDITION: words.pgettext("what happened", "Editions"),
        Kind.ENTRY: words.pgettext("what happened", "New entries"),
        Kind.ACCOUNT: words.pgettext("what happened", "Accounts on contested questions"),
        Kind.WITHDRAWN: words.pgettext("what happened", "Withdrawn"),
        Kind.CORRECTED: words.pgettext("what happened", "Corrected"),
        Kind.REPLY: words.pgettext("what happened", "Replies"),
    }


_ANCHORS = {Kind.ACCOUNT: "disputed", Kind.CORRECTED: "corrections", Kind.REPLY: "replies"}


def sections(collection: Collection, found: Iterable[Happening]) -> list[Section]:
    """Happenings of one day under headings; those to records that are gone are left out."""
    made = []
    for kind, ones in groupby(found, lambda one: one.kind):
        lines = [line for one in ones if (line := _line(collection, one))]
        if lines:
            made.append(Section(_headings(collection.words)[Kind(kind)], lines))
    return made


def _line(collection: Collection, one: Happening) -> Line | None:
    held = collection.by_id if one.group == "entries" else getattr(collection, one.group)
    record = held.get(one.name)
    if record is None:
        return None
    return Line(named_as(collection, one.group, one.name, record), _said(collection, one), _ANCHORS.get(one.kind, ""))


def _said(collection: Collection, one: Happening) -> str:
    words, number = collection.words, numeral(collection.words, one.times)
    if one.kind is Kind.EDITION:
        return words("edition {number}").format(number=number)
    if one.kind is Kind.ACCOUNT:
        return words.ngettext(
            "{number} account is given by entries of this day", "{number} accounts are given by entries of this day",
            one.times,
        ).format(number=number)  # fmt: skip
    if one.kind is Kind.CORRECTED:
        return counted(words, one.times, "correction", "corrections")
    return ""


def summary(words: Words, found: Iterable[Happening]) -> str:
    """How much happened, in a line: `16 new entries, 3 corrections`; accounts, which entries bring, do not count."""
    counts: Counter[Kind] = Counter()
    for one in found:
        counts[one.kind] += one.times if one.kind in (Kind.CORRECTED, Kind.REPLY) else 1
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
