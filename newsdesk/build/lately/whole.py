"""What the last look at all files of a collection found, as it is kept: plain data comes in, and goes out again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from newsdesk.build.cache import Cache, plain, read_plain
from newsdesk.build.inputs import captured, rest_of
from newsdesk.build.project import Project
from newsdesk.check.draft import Draft
from newsdesk.problems import Problem


@dataclass(frozen=True, slots=True)
class Beside:
    """What a check reads beside the files of a collection, before it is read."""

    rest: str
    """The digest of settings, pages and whatever else stays the same for long."""
    texts: Mapping[str, str]
    """The digest of each captured text, by its name."""

    @classmethod
    def of(cls, project: Project) -> "Beside":
        """What lies there now."""
        found = captured(project)
        return cls(rest_of(project), {name[:-4]: digest for name, digest in found.items() if _is_text(name)})


@dataclass(frozen=True, slots=True)
class Whole:
    """What was found in all files, before notes are weighed, but for their names, the settings and the pages."""

    problems: list[Problem]
    files: Mapping[str, str]
    """The digest of each file, by its path below the folder of the collection."""
    texts: Mapping[str, str]
    """That of each captured text, by its name."""
    begun: str | None
    """The last day that had begun."""
    bears: bool
    """Whether anything was compared, so that hashes may be left of what no sentence has any more."""

    def keep(self, cache: Cache, beside: Beside) -> None:
        """Keep it for `last`."""
        told = [problem.plain for problem in self.problems]
        value = [told, self.files, self.texts, self.begun, self.bears]
        cache.put_plain("whole", beside.rest, plain(value))


def last(cache: Cache, beside: Beside, begun: date | None) -> Whole | None:
    """What was found last with the same settings; None where nothing is known, or it may be different by this day."""
    kept = cache.get_plain("whole", [beside.rest]).get(beside.rest)
    if kept is None:
        return None
    told, files, texts, day, bears = read_plain(kept)
    found = Whole(list(map(Problem.again, told)), files, texts, day, bears)
    if begun is None or day is None:
        return found if begun is None and day is None else None
    # What lay in the future may have come.
    is_later = day < begun.isoformat() and not any(problem.rule == "future-date" for problem in found.problems)
    return found if is_later or day == begun.isoformat() else None


def whole_of(
    problems: Iterable[Problem], draft: Draft, files: Mapping[str, str], beside: Beside, begun: date | None
) -> Whole:
    """What was found in all files, whose records a draft holds."""
    bears = bool(draft.cited) or any(item.keys["kept"] for item in draft.entries)
    return Whole(list(problems), files, beside.texts, begun.isoformat() if begun else None, bears)


def _is_text(name: str) -> bool:
    return name.endswith(".txt") and "/" not in name and "\\" not in name
