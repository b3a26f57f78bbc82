"""Stories: how different outlets covered one event, and who is quoted where."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsdesk.collection import Collection
from newsdesk.model import Cited, Entry, Source
from newsdesk.views.dates import say_date
from newsdesk.views.page import Page, render, root_of
from newsdesk.views.paging import paged
from newsdesk.views.parts import cites, counted, listing, mentions, noted, numbered

# From the strongest to the weakest: what a cell of the matrix shows.
_STRENGTH = {cited: rank for rank, cited in enumerate(Cited)}


@dataclass(slots=True)
class Row:
    """A source and, for each entry that cites it, how: the strongest way where there are several."""

    name: str
    who: str | None
    cells: dict[str, Cited] = field(default_factory=dict)
    outlets: set[str] = field(default_factory=set)

    def add(self, entry: Entry, source: Source) -> None:
        """Count one citation."""
        known = self.cells.get(entry.id)
        if known is None or _STRENGTH[source.cited] < _STRENGTH[known]:
            self.cells[entry.id] = source.cited
        self.outlets.add(entry.outlet)


def matrix(collection: Collection, entries: tuple[Entry, ...]) -> list[Row]:
    """Who is quoted where: sources shared by most outlets first, then by name."""
    rows: dict[str, Row] = {}
    for entry in entries:
        for source in entry.sources:
            key = source.who or source.name.casefold()
            if key not in rows:
                record = collection.people.get(key) or collection.outlets.get(key)
                rows[key] = Row(record.name if record else source.name, source.who)
            rows[key].add(entry, source)
    return sorted(rows.values(), key=lambda row: (-len(row.outlets), -len(row.cells), row.name.casefold()))


def stories(collection: Collection) -> Iterator[Page]:
    """`/stories/` and one page a story; the matrix and the summary on its first page."""
    rows = []
    for name, story in collection.stories.items():
        entries = collection.by_story[name]
        outlets = dict.fromkeys(entry.outlet for entry in entries)
        rows.append((story, len(entries), len(outlets)))
        numbers = numbered(mentions(story.summary))
        for part in paged(f"stories/{name}/", entries):
            oldest_first = tuple(reversed(part.items))
            content = render(
                "story.html", part.path, collection,
                story=story,
                summary=noted(story.summary, numbers),
                numbers=numbers,
                cites=cites(collection, story.references, numbers, root_of(part.path)),
                rows=matrix(collection, oldest_first),
                part=part,
                entries=oldest_first,
                items=listing(collection, oldest_first),
                total=len(entries),
                outlets=len(outlets),
            )
            description = (
                f"{say_date(story.date)}. {counted(len(entries), 'entry', 'entries')}"
                f" of {counted(len(outlets), 'outlet', 'outlets')}: who is quoted where."
            )
            toc = (("matrix", "Who is quoted where"), ("coverage", "Coverage"), ("references", "References"))
            yield Page(part.path, "stories", story.title, description, content, toc)
    rows.sort(key=lambda row: (row[0].date, row[0].id), reverse=True)
    content = render("stories.html", "stories/", collection, rows=rows)
    yield Page("stories/", "stories", "Stories", "All stories of the collection.", content)
