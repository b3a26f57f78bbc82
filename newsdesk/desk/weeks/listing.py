"""All weeks of a collection with their state, the newest first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from newsdesk.desk.office import Desk
from newsdesk.load import DIGEST_FILE
from newsdesk.model import DigestStatus


@dataclass(frozen=True, slots=True)
class Line:
    """A week in the list."""

    week: str
    published: date | None
    editions: int
    entries: int
    unsigned: int
    drafts: int
    is_readable: bool = True


def weeks_of(desk: Desk) -> list[Line]:
    """All weeks."""
    gathered = desk.gathered()
    records = [item.record for item in gathered.draft.entries]
    entries = Counter(one.week for one in records)
    unsigned = Counter(one.week for one in records if one.reviewed is None and one.withdrawn is None)
    paths = [PurePosixPath(note.path) for note in gathered.draft.left_out]
    drafts = Counter(path.parent.name for path in paths if path.name != DIGEST_FILE)
    folders = {path.partition("/")[0] for path in gathered.documents if path.endswith(f"/{DIGEST_FILE}")}
    found = []
    for week in sorted(folders, reverse=True):
        item = gathered.draft.digests.get(week)
        digest = item.record if item else None
        is_out = digest is not None and digest.status is DigestStatus.PUBLISHED
        published = digest.published if digest and is_out else None
        editions = len(digest.editions) if digest else 0
        counts = entries[week], unsigned[week], drafts[week]
        found.append(Line(week, published, editions, *counts, is_readable=digest is not None))
    return found
