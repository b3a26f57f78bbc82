"""What publishing asks of the settings: somebody answers for a collection, and what went out once is not left out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.load import ADDRESSES, read_ordinary, read_whole, shown_path
from newsdesk.load.config import MAX_CONFIG, parse_config
from newsdesk.model import DigestStatus
from newsdesk.model.about import Open
from newsdesk.model.placeholders import no_answer
from newsdesk.model.settings import Settings
from newsdesk.problems import COMMAND_LINE, Problem

if TYPE_CHECKING:
    from newsdesk.collection import Collection

# A comment among the addresses: closing the first week writes it, and closing a later one takes out what is made since.
_MARK = "# Never published: "
# How a passage begins that a page of a new collection has for whoever makes it theirs.
_WAITING = "*For maintainers:"
CONFIG = "mkdocs.yml"
_MIGRATE = f"{COMMAND_LINE} migrate"
_AND_THEN = "Where there is none, write none: and the reason. Later editions and corrections always go out."


def unanswered(settings: Settings) -> list[str]:
    """What a build warns of: one line that names every point on which nothing is said, and that nobody is reached."""
    if not (waiting := settings.extra.about.open):
        where = "set extra.report, or a mailbox or form in extra.about.contact"
        said = f"{CONFIG}: nothing says where a reader reports an error, so no page offers it: {where}."
        return [] if settings.extra.report or settings.extra.about.is_reached else [said]
    names = ", ".join(point.name for point in waiting)
    return [f"{CONFIG}: extra.about does not say yet who answers for this digest. It waits for: {names}."]


def unfilled(root: Path) -> list[str]:
    """What a build warns of: one line that names each passage of a hand-written page which waits for its maintainer."""
    found = []
    for path in sorted((root / "docs").rglob("*.md")):
        lines = read_whole(path).decode("utf-8", "replace").splitlines() if path.is_file() else []
        found += [f"{shown_path(path, root)}:{at}" for at, line in enumerate(lines, 1) if line.startswith(_WAITING)]
    where = " and ".join(found)
    return (
        [f"{where}: readers see what stands there for maintainers. Write it, or delete the passage."] if found else []
    )


def placeholder_address(settings: Settings) -> str:
    """That the address of the site is none yet, where that is so: citations, feeds and paper would say it."""
    address = settings.site_url
    if address and not no_answer(address):
        return ""
    what = f"{CONFIG}: site_url is {address}, a placeholder" if address else f"{CONFIG} has no site_url"
    return f"{what}: citations, feeds and paper say it. Set the public address before this goes out."


def is_first(collection: "Collection", digests: Path) -> bool:
    """Whether nothing of a collection was ever published.

    The files of the collection say so, which a fork, a shallow clone and another host have as well: no digest has
    an edition, and no address was kept. A digest that says of itself that it is published is no publication.
    """
    if any(digest.editions for digest in collection.digests.values()):
        return False
    kept = digests / ADDRESSES
    lines = read_whole(kept).decode("utf-8", "replace").splitlines() if kept.is_file() else []
    return not _has_addresses(lines)


def hindrance(collection: "Collection", digests: Path) -> str:
    """Why the first publication has to wait, point by point, in one message; "" where nothing hinders it."""
    waiting = collection.settings.extra.about.open
    if not waiting or not is_first(collection, digests):
        return ""
    points = "".join(map(_line, waiting))
    said = sorted(week for week, digest in collection.digests.items() if digest.status is DigestStatus.PUBLISHED)
    # Whether these went out nobody but the maintainer knows.
    before = [f"{', '.join(said)} went out with an earlier version of this program? Then run {_MIGRATE} first."]
    return "\n".join(
        [
            f"Before its first publication a digest says who answers for it. Fill in extra.about in {CONFIG}:{points}",
            _AND_THEN,
            *(before if said else []),
        ]
    )


def _line(point: Open) -> str:
    return f"\n  {point.name} {point.why}. {point.asks}"


def left_out_line(lines: Iterable[str], settings: Settings) -> str:
    """The line that a file of addresses, which has these lines, has when a week is closed; "" where none is needed."""
    lines = list(lines)
    kinds = [str(kind) for kind in settings.extra.leave_out]
    if _has_addresses(lines):
        kinds = [kind for kind in _never(lines) if kind in kinds]
    return f"{_MARK}{', '.join(sorted(set(kinds)))}.\n" if kinds else ""


def published_before(config: Path, root: Path, digests: Path, settings: Settings) -> Iterator[Problem]:
    """An error for each kind of file that the settings leave out although it was published."""
    path = digests / ADDRESSES
    if not settings.extra.leave_out or not path.is_file():
        return
    lines = read_whole(path).decode("utf-8", "replace").splitlines()
    published = [kind for kind in dict.fromkeys(settings.extra.leave_out) if kind not in _never(lines)]
    if not (published and _has_addresses(lines)):
        return
    document, _ = parse_config(shown_path(config, root), read_ordinary(config, MAX_CONFIG))
    where = document.where(("extra", "leave_out")) if document else (1, 1)
    for kind in published:
        yield Problem(
            shown_path(config, root),
            *where,
            "left-out-published",
            f'"{kind}" was published with the addresses in {shown_path(path, root)}, and what was published stays.',
            "Take it out of leave_out.",
        )


def _never(lines: Iterable[str]) -> list[str]:
    found = next((line for line in lines if line.startswith(_MARK)), _MARK)
    return found.removeprefix(_MARK).rstrip(". ").split(", ")


def _has_addresses(lines: Iterable[str]) -> bool:
    return any(line.strip() and not line.startswith("#") for line in lines)
