"""What an edition holds, counted: for the file in which closing a week keeps it."""

from collections.abc import Iterable
from datetime import date

from newsdesk.collection import Collection
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.model import Entry
from newsdesk.model.figures import EditionFigures


def figures_of(collection: Collection, week: str, edition: int, day: date) -> EditionFigures:
    """The figures of a week as it stands, for the edition with this number that goes out on this day."""
    entries = [entry for entry in collection.by_week[week] if not entry.withdrawn]
    pages = [reference for entry in entries for reference in entry.references.values() if reference.url]
    return EditionFigures(
        week=week,
        edition=edition,
        date=day,
        entries=len(entries),
        outlets=len({entry.outlet for entry in entries}),
        origins=collection.origins(entries).count,
        evidence=sum(entry.evidence is not None for entry in entries),
        reviewed=sum(entry.reviewed is not None for entry in entries),
        archived=sum(entry.archive_url is not None for entry in entries),
        references=len(pages),
        titled=sum(reference.title is not None for reference in pages),
        compared=compared_among(collection, entries)[0],
    )


def compared_among(collection: Collection, entries: Iterable[Entry]) -> tuple[int, int]:
    """How many references of some entries lead to a page that was compared, and how many lead to any page."""
    compared = frozenset(collection.compared)
    pages = [one.url for entry in entries for one in entry.references.values() if one.url]
    return sum(address_key(url) in compared for url in pages) if compared else 0, len(pages)


def line_of(figures: EditionFigures) -> str:
    """The figures as a line of `_figures.yaml`."""
    return f"  - {{{', '.join(f'{name}: {value}' for name, value in figures.model_dump().items())}}}"
