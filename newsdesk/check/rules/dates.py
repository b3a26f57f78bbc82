"""Rules on dates: the week's folder, and the order in which things happened."""

from collections.abc import Iterator
from datetime import date

from newsdesk.check.draft import AnyItem, Correctable, Draft, Finding, Item
from newsdesk.check.reviewing.signed import is_as_signed
from newsdesk.load import Loc
from newsdesk.model import Digest, Entry
from newsdesk.model.codes import week_days, week_of
from newsdesk.problems import COMMAND_LINE, Severity


def wrong_week(draft: Draft) -> Iterator[Finding]:
    """An entry stands in the ISO week of its publication, or in one that an imprecise date touches."""
    for item in draft.entries:
        entry = item.record
        if entry.published.overlaps(*week_days(entry.week)):
            continue
        first, last = week_of(entry.published.first), week_of(entry.published.last)
        right = first if first == last else f"a week from {first} to {last}"
        yield Finding(
            item,
            ("published",),
            f'"{entry.published}" does not lie in {entry.week}.',
            f"Move the file to {right}, or correct the date.",
        )


def date_order(draft: Draft) -> Iterator[Finding]:
    """Nobody reads, adds or reviews an article before it is published, and corrections follow each other."""
    for item in draft.entries:
        entry = item.record
        first = entry.published.first
        reviewed = entry.reviewed.on if entry.reviewed else first
        for loc, what, day in (
            (("accessed",), "It was read on", entry.accessed),
            (("added",), "It was added on", entry.added),
            (("reviewed", "on"), "It was reviewed on", reviewed),
        ):
            if day < first:
                yield Finding(item, loc, f"{what} {day}, before it was published.", f"Correct {loc[0]} or published.")
        yield from _replies_in_order(item)
    for referring in draft.referencing():
        for name, reference in referring.record.references.items():
            if reference.accessed and reference.published and reference.accessed < reference.published.first:
                yield Finding(
                    referring,
                    ("references", name, "accessed"),
                    f"The reference was seen on {reference.accessed}, before it was published.",
                    "Correct accessed or published.",
                )

    for corrected in draft.correctable():
        yield from _in_order(corrected)


def signed_before(draft: Draft) -> Iterator[Finding]:
    """A signature holds for what was read: an entry that has changed since waits for another one."""
    for item in draft.entries:
        entry = item.record
        if not entry.reviewed or entry.withdrawn or is_as_signed(item.document.data) is not False:
            continue
        if any(correction.date >= entry.reviewed.on for correction in entry.corrections):
            continue  # readers were told what has changed
        message = f"{entry.reviewed.by} signed it on {entry.reviewed.on}, and it was changed since."
        hint = f'Whoever has read it as it is signs it: {COMMAND_LINE} review {entry.id} --by "NAME" --anew'
        yield Finding(item, ("reviewed",), message, hint, Severity.NOTE, key=True)


def _replies_in_order(item: Item[Entry]) -> Iterator[Finding]:
    """Nobody replies to what was not published yet, and replies stand in the order in which they came."""
    before, why = item.record.published.first, "before the article was published"
    for index, reply in enumerate(item.record.replies):
        if reply.date < before:
            hint = "Correct the date. Replies stand in order, oldest first."
            yield Finding(item, ("replies", index, "date"), f"The reply is of {reply.date}, {why}.", hint)
        elif reply.date > before:
            before, why = reply.date, "before the one that it follows"


def _in_order(item: Correctable) -> Iterator[Finding]:
    before, hint = date.min, "Corrections stand in order, oldest first."
    if isinstance(item.record, Entry):
        before, hint = item.record.added, "Corrections come after the entry was added, oldest first."
    elif isinstance(item.record, Digest) and item.record.published:
        before, hint = item.record.published, "Corrections come after the digest was published, oldest first."
    for index, correction in enumerate(item.record.corrections):
        if correction.date < before:
            yield Finding(item, ("corrections", index, "date"), f"{correction.date} is before {before}.", hint)
        before = max(before, correction.date)


def future_date(draft: Draft) -> Iterator[Finding]:
    """Nobody has done yet what is dated after today: read, added, reviewed, corrected, published or moved it."""
    if draft.begun is None:
        return
    others: list[AnyItem] = [*draft.places.values(), *filter(None, [draft.moved])]
    items = [*draft.mentioning(), *(others if draft.asked is None else ())]
    begun = draft.begun.isoformat()
    for item in items:
        for loc, day in item.keys["deeds"]:
            if day > begun:
                hint = "Write the day on which it was done."
                yield Finding(item, tuple(loc), f"{day} lies in the future.", hint)


def deeds(draft: Draft) -> Iterator[tuple[AnyItem, Loc, date]]:
    """Every day on which somebody is said to have done something here."""
    for item in draft.entries:
        entry = item.record
        yield item, ("published",), entry.published.first
        yield item, ("accessed",), entry.accessed
        yield item, ("added",), entry.added
        if entry.reviewed:
            yield item, ("reviewed", "on"), entry.reviewed.on
        yield from ((item, ("replies", at, "date"), reply.date) for at, reply in enumerate(entry.replies))
    for corrected in draft.correctable():
        corrections = enumerate(corrected.record.corrections)
        yield from ((corrected, ("corrections", at, "date"), correction.date) for at, correction in corrections)
    for referring in draft.referencing():
        for name, reference in referring.record.references.items():
            if reference.accessed:
                yield referring, ("references", name, "accessed"), reference.accessed
    for digest in draft.digests.values():
        if digest.record.published:
            yield digest, ("published",), digest.record.published
        yield from ((digest, ("editions", at, "date"), e.date) for at, e in enumerate(digest.record.editions))
    if draft.moved:
        yield from ((draft.moved, ("moved", at, "on"), m.on) for at, m in enumerate(draft.moved.record.moved))


OF_ONE = (wrong_week, date_order, signed_before)
RULES = (future_date,)
