"""The page of an entry."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.model import Entry
from newsdesk.views.dates import say_date
from newsdesk.views.notices import notices
from newsdesk.views.page import Page, opening, render, root_of, week_path
from newsdesk.views.parts import cites, mentions, modes, noted, numbered, outlet_line


def entries(collection: Collection) -> Iterator[Page]:
    """One page an entry, at `/2022/w42/<entry>/`."""
    for entry in collection.entries:
        yield _page(collection, entry)


def _page(collection: Collection, entry: Entry) -> Page:
    path = f"{week_path(entry.week)}{entry.id}/"
    root = root_of(path)
    outlet = collection.outlets[entry.outlet]
    speaking = [source for source in entry.sources if source.says]
    silent = [source for source in entry.sources if not source.says]
    roles = [source.role_verified.ref for source in speaking + silent if source.role_verified]
    numbers = numbered(roles + mentions(entry.context))
    week = collection.by_week[entry.week]
    at = next(i for i, other in enumerate(week) if other is entry)
    toc = [("summary", "Summary"), ("sources", "Sources"), ("context", "Context")]
    toc += [("references", "References"), ("made", "How this entry was made")]
    if entry.corrections:
        toc.append(("corrections", "Corrections"))
    toc.append(("cite", "How to cite"))
    content = render(
        "entry.html", path, collection,
        entry=entry,
        outlet=outlet,
        line=outlet_line(outlet),
        modes=modes(entry),
        speaking=speaking,
        silent=silent,
        notices=notices(collection, entry, root),
        numbers=numbers,
        context=noted(entry.context, numbers),
        cites=cites(collection, entry.references, numbers, root, entry.outlet),
        newer=week[at - 1] if at else None,
        older=week[at + 1] if at + 1 < len(week) else None,
        report=collection.settings.extra.report or f"{root}about/#report",
    )
    updated = max([entry.added, *(c.date for c in entry.corrections)])
    description = f"{outlet.name}, {say_date(entry.published)}. {opening(entry.summary, 140)}"
    return Page(path, "digests", entry.title, description, content, tuple(toc), "", updated.isoformat())
