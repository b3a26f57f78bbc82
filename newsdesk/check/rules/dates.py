"""Rules on dates: the week's folder, and the order in which things happened."""

from collections.abc import Iterator

from newsdesk.check.draft import Draft, Finding
from newsdesk.model.codes import week_days, week_of


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
    """Nobody reads an article before it is published, and corrections follow each other."""
    for item in draft.entries:
        entry = item.record
        if entry.accessed < entry.published.first:
            yield Finding(
                item,
                ("accessed",),
                f"It was read on {entry.accessed}, before it was published.",
                "Correct accessed or published.",
            )
        before = entry.added
        for index, correction in enumerate(entry.corrections):
            if correction.date < before:
                yield Finding(
                    item,
                    ("corrections", index, "date"),
                    f"{correction.date} is before {before}.",
                    "Corrections come after the entry was added, oldest first.",
                )
            before = max(before, correction.date)


RULES = (wrong_week, date_order)
