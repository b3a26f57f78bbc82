"""What an edition holds, counted: for the file in which closing a week keeps it."""

from datetime import date

from newsdesk.collection import Collection
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
    )


def line_of(figures: EditionFigures) -> str:
    """The figures as a line of `_figures.yaml`."""
    return f"  - {{{', '.join(f'{name}: {value}' for name, value in figures.model_dump().items())}}}"
