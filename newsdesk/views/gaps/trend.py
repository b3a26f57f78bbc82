"""How what is missing has changed from edition to edition, drawn from the figures that closing a week keeps."""

from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.model.figures import EditionFigures
from newsdesk.views.setting.numbers import percent

# Fewer editions are seen faster in the table.
FEWEST = 5
WIDTH, HEIGHT = 120, 24


@dataclass(frozen=True, slots=True)
class Measure:
    """A share in the first and in the newest edition, and its line from one to the other: points of an SVG, or ""."""

    said: str
    first: str
    last: str
    points: str


@dataclass(frozen=True, slots=True)
class Trend:
    """All measures, and each edition with its figures, the newest first."""

    measures: tuple[Measure, ...]
    editions: tuple[EditionFigures, ...]


def trend(collection: Collection) -> Trend | None:
    """How shares have changed; None before the second edition of the collection."""
    words, editions = collection.words, tuple(collection.figures)
    if len(editions) < 2:
        return None
    shares = (
        (words("Entries with evidence"), [(one.evidence, one.entries) for one in editions]),
        (words("Entries that a person has reviewed"), [(one.reviewed, one.entries) for one in editions]),
        (words("Articles with an archived copy"), [(one.archived, one.entries) for one in editions]),
        (words("References with a title"), [(one.titled, one.references) for one in editions]),
        (words("References whose page was compared"), [(one.compared, one.references) for one in editions]),
    )
    measures = []
    for said, counts in shares:
        parts = [round(100 * part / whole) if whole else 0 for part, whole in counts]
        points = _points(parts) if len(parts) >= FEWEST else ""
        measures.append(Measure(said, percent(words, parts[0]), percent(words, parts[-1]), points))
    return Trend(tuple(measures), editions[::-1])


def _points(parts: list[int]) -> str:
    """A line from the left to the right, nothing at the bottom and all at the top."""
    step = WIDTH / (len(parts) - 1)
    heights = (round(1 + (HEIGHT - 2) * (100 - part) / 100, 1) for part in parts)
    return " ".join(f"{round(step * at, 1)},{height}" for at, height in enumerate(heights))
