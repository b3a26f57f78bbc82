"""Stories: how different outlets covered one event, and who is quoted where."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from newsdesk.collection import Collection
from newsdesk.model import Cited, Entry, Identified, Source, Story
from newsdesk.views.cards import cards
from newsdesk.views.dates import say_period
from newsdesk.views.feeds.links import ENTRIES, feed_links, story_feed
from newsdesk.views.page import Page, render, root_of
from newsdesk.views.paging import paged
from newsdesk.views.parts import cites, counted, mentions, noted, numbered

# From the strongest to the weakest: what a cell of the matrix shows.
_STRENGTH = {cited: rank for rank, cited in enumerate(Cited)}


@dataclass(slots=True)
class Row:
    """A source and, for each entry that cites it, how: the strongest way where there are several."""

    name: str
    who: str | None
    language: str | None = "en"
    """Language of the name; None where nobody recorded it."""
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
    rows: dict[tuple[str, ...], Row] = {}
    for entry in entries:
        for source in entry.sources:
            key = _identity(entry, source)
            if key not in rows:
                rows[key] = _row(collection, source)
            rows[key].add(entry, source)
    return sorted(rows.values(), key=lambda row: (-len(row.outlets), -len(row.cells), row.name.casefold()))


def _identity(entry: Entry, source: Source) -> tuple[str, ...]:
    """What makes two sources one: the register, else one printed name; two unnamed captains stay two."""
    if source.who:
        return "who", source.who
    name = source.name.casefold()
    return ("name", name) if source.identified is Identified.NAMED else ("in", entry.id, name)


def _row(collection: Collection, source: Source) -> Row:
    """The registered name; of a private person only the name that the entry needs."""
    if person := collection.people.get(source.who or ""):
        return Row(person.name if person.public else source.name, source.who)
    if source.who:
        outlet = collection.outlets[source.who]
        return Row(outlet.name, source.who, outlet.name_language)
    return Row(source.name, None)


def _account_refs(story: Story) -> Iterator[str]:
    return (ref for dispute in story.disputed for account in dispute.accounts for ref in account.refs)


def stories(collection: Collection) -> Iterator[Page]:
    """`/stories/` and one page a story; the matrix and the summary on its first page."""
    rows = []
    for name, story in collection.stories.items():
        entries = collection.by_story[name]
        outlets = dict.fromkeys(entry.outlet for entry in entries)
        rows.append((story, len(entries), len(outlets)))
        numbers = numbered([*mentions(story.summary), *_account_refs(story)])
        feed = story_feed(collection, story)
        for part in paged(f"stories/{name}/", entries):
            oldest_first = tuple(reversed(part.items))
            content = render(
                "story.html", part.path, collection,
                story=story,
                feed=feed,
                summary=noted(story.summary, numbers),
                numbers=numbers,
                cites=cites(collection, story.references, numbers, root_of(part.path)),
                rows=matrix(collection, oldest_first),
                part=part,
                entries=oldest_first,
                items=cards(collection, oldest_first, "h3"),
                total=len(entries),
                outlets=len(outlets),
            )
            # No count on older pages: it would rewrite them all with every new entry.
            count = f"{counted(len(entries), 'entry', 'entries')} from {counted(len(outlets), 'outlet', 'outlets')}"
            count = count if part.is_first else "Older entries"
            when = say_period(story.date)
            description = f"{when[0].upper()}{when[1:]}. {count}: who is quoted where."
            toc = [("matrix", "Who is quoted where"), ("coverage", "Coverage, oldest first")]
            toc = [("disputed", "Where accounts differ"), *toc] if part.is_first and story.disputed else toc
            toc = (*toc, ("references", "References"))
            head = feed_links(part.path, feed, ENTRIES)
            yield Page(part.path, "stories", part.titled(story.title), description, content, toc, head)
    rows.sort(key=lambda row: (row[0].date, row[0].id), reverse=True)
    content = render("stories.html", "stories/", collection, rows=rows)
    yield Page("stories/", "stories", "Stories", "All stories of the collection.", content)
