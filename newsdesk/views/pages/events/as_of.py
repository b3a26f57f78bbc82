"""A story as it was when an edition went out: what of it had gone out by then, and what has come since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsdesk.collection import Collection
from newsdesk.model import Entry
from newsdesk.model.addresses import entry_path
from newsdesk.views.editions.reading import Told, entries_told
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.page import Page, Part, paragraphs, render, root_of
from newsdesk.views.shared.notices import designation_notices

# Entries of each part that a page has room for, the newest ones; the story has all.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Then:
    """An entry that had gone out by a day."""

    entry: Entry
    told: Told
    edition: int
    is_same: bool
    """Whether title and summary are what they are today."""


def states(collection: Collection) -> Iterator[Part]:
    """`/stories/<id>/as-of/<day>/` for each day of an edition since which a story has changed."""
    return (Part(_states, (name,)) for name in collection.stories)


def _states(collection: Collection, name: str) -> Iterator[Page]:
    days = collection.story_days(name)
    for day in days:
        yield _state(collection, name, day, days)


def _state(collection: Collection, name: str, day: date, days: tuple[date, ...]) -> Page:
    words, path = collection.words, f"stories/{name}/as-of/{day}/"
    story, entries = collection.stories[name], collection.by_story[name]
    then = [found for entry in reversed(entries) if (found := _then(collection, entry, day))]
    before = {one.entry.id for one in then}
    since = [entry for entry in reversed(entries) if entry.id not in before]
    when = say_date(words, day)
    content = render(
        "as_of.html",
        path,
        collection,
        story=story,
        when=when,
        others=[other for other in days if other != day],
        then=then[-SHOWN:],
        earlier=max(0, len(then) - SHOWN),
        since=since[-SHOWN:],
        skipped=max(0, len(since) - SHOWN),
        corrections=[one for one in story.corrections if one.date > day],
        notices=designation_notices(collection, sorted({one.entry.outlet for one in then}), root_of(path)),
    )
    title = words("{story}, as of {day}").format(story=story.title, day=when)
    about = words("What had gone out on this by {day}, and what has come since.").format(day=when)
    # Readers who search are led to the story as it is.
    head = '<meta name="robots" content="noindex">'
    return Page(path, "stories", title, about, content, head=head, is_listed=False)


def _then(collection: Collection, entry: Entry, day: date) -> Then | None:
    """What the last edition of its week by that day said of an entry; None where it had not gone out."""
    editions = [one.number for one in collection.digests[entry.week].editions if one.date <= day]
    if not editions or (entry.week, editions[-1]) not in collection.frozen:
        return None
    key = entry.week, editions[-1]
    known = collection.once(("told", *key), lambda: entries_told(collection.frozen[key]))
    told = known.get(entry_path(entry).rstrip("/"))
    if told is None:
        return None
    now = "\n".join(" ".join(part.split()) for part in paragraphs(entry.summary))
    return Then(entry, told, editions[-1], (told.title, told.summary) == (" ".join(entry.title.split()), now))
