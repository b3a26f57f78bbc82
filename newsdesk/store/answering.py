"""Whether a collection may be published for the first time: somebody has to answer for it."""

from pathlib import Path

from newsdesk.collection import Collection
from newsdesk.load import ADDRESSES, read_whole
from newsdesk.model.about import Open
from newsdesk.model.settings import Settings

CONFIG = "mkdocs.yml"
_AND_THEN = "Where there is none, write none: and the reason. Later editions and corrections always go out."


def unanswered(settings: Settings) -> list[str]:
    """What a build warns of: one line that names every point on which nothing is said, or nothing."""
    if not (waiting := settings.extra.about.open):
        return []
    names = ", ".join(point.name for point in waiting)
    return [f"{CONFIG}: extra.about does not say yet who answers for this digest. It waits for: {names}."]


def is_first(collection: Collection, digests: Path) -> bool:
    """Whether nothing of a collection was ever published.

    The files of the collection say so, which a fork, a shallow clone and another host have as well: no digest has
    an edition, and no address was kept. A digest that says of itself that it is published is no publication.
    """
    if any(digest.editions for digest in collection.digests.values()):
        return False
    kept = digests / ADDRESSES
    lines = read_whole(kept).decode("utf-8", "replace").splitlines() if kept.is_file() else []
    return not any(line.strip() and not line.startswith("#") for line in lines)


def hindrance(collection: Collection, digests: Path) -> str:
    """Why the first publication has to wait, point by point, in one message; "" where nothing hinders it."""
    waiting = collection.settings.extra.about.open
    if not waiting or not is_first(collection, digests):
        return ""
    points = "".join(map(_line, waiting))
    return (
        "Before its first publication a digest says who answers for it."
        f" Fill in extra.about in {CONFIG}:{points}\n{_AND_THEN}"
    )


def _line(point: Open) -> str:
    return f"\n  {point.name} {point.why}. {point.asks}"
