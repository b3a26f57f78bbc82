"""The collection beside what was published of it: the same comparison for everybody who asks."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

from newsdesk.check.changes import Before, changes
from newsdesk.check.changes.told import Told, told
from newsdesk.load import shown_path
from newsdesk.model import Digest
from newsdesk.problems import Problem, in_order
from newsdesk.store.history.editions import Files, History, is_said_now

_REVISION = re.compile(r"\b[0-9a-f]{7,40}\b")


@dataclass(frozen=True, slots=True)
class Since:
    """A week since its last edition: what no correction covers, and what has happened."""

    problems: list[Problem]
    told: Told
    is_exact: bool = True
    """Whether it was compared with what the edition recorded; else with the nearest that was ever committed."""


class Comparing:
    """The collection in `digests`, whose files are `documents`, beside its editions.

    `today` dates what messages propose.
    """

    def __init__(self, digests: Path, root: Path, documents: Files, today: date) -> None:
        self.documents = documents
        self.base, self.today = shown_path(digests, root), today.isoformat()
        self.history = History(digests, documents)

    @cached_property
    def problems(self) -> list[Problem]:
        """What has changed silently since the newest edition of any week, as `check --since` would say.

        What left a week for a draft is a matter of that week. Refusal where the history does not reach so far.
        """
        before = self.history.since_newest()
        return self._changes(before, "") if before else []

    def week(self, week: str, digest: Digest) -> Since | None:
        """A published week beside its last edition; None where nothing is known of that, and nothing differs.

        Refusal, with the remedy, where it differs and nothing is known.
        """
        out = self.history.of(week, digest)
        if out is None:
            return None
        problems = self._changes(out.before, week)
        happened = told(out.before.documents, self.documents, week, with_stories=out.with_registers)
        return Since(problems, happened, out.is_exact)

    def _changes(self, before: Before, closing: str) -> list[Problem]:
        return changes(before, self.documents, self.base, self.today, closing)

    def has_changed(self, week: str, digest: Digest) -> bool:
        """Whether the files of a week say something else than those of its last edition."""
        return bool(digest.editions) and not is_said_now(digest.editions[-1].data, self.documents, week)


def both(*found: list[Problem]) -> list[Problem]:
    """Problems of several comparisons, each once, with whatever revision it was found."""
    seen: dict[tuple[str, int, int, str, str], Problem] = {}
    for problem in chain(*found):
        said = _REVISION.sub("", problem.message)
        seen.setdefault((problem.path, problem.line, problem.column, problem.rule, said), problem)
    return in_order(seen.values())
