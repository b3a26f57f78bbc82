"""A week with very many entries fills several pages: a week of the collection comes in, its pages go out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.model import Entry, Story
from newsdesk.model.addresses import week_path
from newsdesk.views.shared.lines import by_first_story

# Entries of a page, with what a digest says of each of them; one more leads the first page.
MOST = 60


@dataclass(frozen=True, slots=True)
class WeekPage:
    """One page of a digest: its address, and the entries on it, those of one story together."""

    path: str
    lead: Entry | None
    """What opens the digest, on its first page."""
    groups: Sequence[tuple[Story | None, Sequence[Entry]]]
    number: int = 1
    newer: str | None = None
    older: str | None = None
    """The addresses of the pages before and behind it."""

    @property
    def is_first(self) -> bool:
        """Whether it is the page at the address of the digest."""
        return self.number == 1

    @property
    def entries(self) -> list[Entry]:
        """All entries on the page in their order."""
        return [*([self.lead] if self.lead else []), *(entry for _, group in self.groups for entry in group)]


def page_count(entries: int) -> int:
    """How many pages so many entries fill."""
    return max(1, -(-(entries - 1) // MOST))


def week_pages(collection: Collection, week: str) -> Sequence[WeekPage]:
    """The pages of a digest."""
    return collection.once(("pages of", week), lambda: list(_pages(collection, week)))


def _pages(collection: Collection, week: str) -> Iterator[WeekPage]:
    path, lead, entries = week_path(week), collection.lead(week), collection.by_week[week]
    others = [entry for entry in entries if entry is not lead]
    rows = [(story, entry) for story, group in by_first_story(collection, others) for entry in group]
    count = page_count(len(entries))
    paths = [path, *(f"{path}page/{number}/" for number in range(2, count + 1))]
    for number in range(1, count + 1):
        groups: list[tuple[Story | None, list[Entry]]] = []
        for story, entry in rows[(number - 1) * MOST : number * MOST]:
            if not groups or groups[-1][0] is not story:
                groups.append((story, []))
            groups[-1][1].append(entry)
        yield WeekPage(
            paths[number - 1], lead if number == 1 else None, groups, number,
            paths[number - 2] if number > 1 else None, paths[number] if number < count else None,
        )  # fmt: skip
