"""Whether a change of a record is one that evidence has to follow: most are not, and cost nothing then."""

from typing import Any

from newsdesk.build.project import Project
from newsdesk.load import PAGES

# No evidence says anything of these.
_NOT_COMPARED = frozenset(
    "archive_url byline corrections countries genre published published_basis published_note section stories topics url"
    " lead screened".split()
)


def is_compared(project: Project, before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether something has changed in a file that evidence is about, and there is any."""
    changed = {name for name in {**before, **after} if before.get(name) != after.get(name)}
    has_any = after.get("evidence") is not None or (project.digests / PAGES).is_file()
    return has_any and not changed <= _NOT_COMPARED
