"""All problems of a collection: found once, and told again as long as nothing they rest on has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from newsdesk.build.cache import Cache
from newsdesk.build.inputs import files_of, key_of
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.load import shown_path
from newsdesk.load.ordinary import walk
from newsdesk.model import Digest, Entry
from newsdesk.problems import Problem, in_order

if TYPE_CHECKING:
    from newsdesk.build.examining import Examined
    from newsdesk.check import Draft
    from newsdesk.check.draft import Item
    from newsdesk.check.voice.families import Alternatives
    from newsdesk.check.voice.spoken import Name


@dataclass(frozen=True, slots=True)
class Answer:
    """All problems, and how many entries there are, of those that are finished and have the right shape."""

    problems: list[Problem]
    entries: int


def checked(
    project: Project,
    since: str | None = None,
    today: str = "…",
    *,
    begun: date | None = None,
    wanted: str | None = None,
    jobs: int | None = 1,
) -> Answer:
    """Check everything, as `examine` does; of the entry `wanted` all problems, where one is named, and no others.

    The voice of our texts is read as well, which no build waits for. Where nothing has changed since the last time,
    files are read and compared, and nothing is understood anew.
    """
    project.need_digests()
    listed = walk(project.digests)
    files = files_of(listed) if since is None else ""
    with Cache(project.cache, digest_of_program()) as cache:
        key = key_of(project, begun, files, wanted)
        if key and (known := cache.get("answer", key)):
            return Answer(list(map(Problem.again, known["problems"])), known["entries"])
        # Imported here: an answer that is known needs nothing of what finds it.
        from newsdesk.build.examining import looked, without_collector

        with without_collector():  # and whatever it looked at is let go before
            found = looked(project, cache, listed, since, today, begun=begun, wanted=wanted, only=wanted, jobs=jobs)
            problems = in_order([*found.problems, *voices(project, cache, found, wanted)])
            answer = Answer(problems, len(found.draft.entries))
            del found
        # What was changed meanwhile may have been read before or after that.
        if key and key == key_of(project, begun, files, wanted):
            plain = {"problems": [problem.plain for problem in answer.problems], "entries": answer.entries}
            cache.put("answer", key, plain)
    return answer


def voices(project: Project, cache: Cache, found: "Examined", wanted: str | None = None) -> list[Problem]:
    """What is told of the voice of all records, or of the entry `wanted`; of a file that has not changed, again."""
    from newsdesk.check.telling import problem_of
    from newsdesk.check.voice.spoken import names_in, spoken
    from newsdesk.check.voice.twice import twice
    from newsdesk.model.notes import weighed
    from newsdesk.model.settings import Extra

    draft, extra = found.draft, found.settings.extra if found.settings else Extra()
    language = found.settings.language if found.settings else "en"
    limits = extra.sentences.longest, extra.sentences.median
    base = shown_path(project.digests, project.root)
    digests = {f"{base}/{inner}": digest for inner, digest in draft.files.items()}
    items: list[tuple[Item[Any], Alternatives]] = [
        (item, ways_of(draft, item.record.stories)) for item in draft.looked_at
    ]
    if not wanted:
        weeks: dict[str, set[str]] = {}
        for item in draft.entries:
            weeks.setdefault(item.keys["week"], set()).update(item.record.stories)
        items += [(item, ways_of(draft, sorted(weeks.get(week, ())))) for week, item in draft.digests.items()]
        items += [(item, ways_of(draft, [name])) for name, item in draft.stories.items()]
    keys = {
        (item.document.path, item.loc): "\0".join(
            [*map(str, item.loc), digests.get(item.document.path, ""), language, str(limits), str(ways)]
        )
        for item, ways in items
    }
    known: dict[str, dict[str, Any]] = cache.get_many("voice", keys.values())
    new: dict[str, dict[str, Any]] = {}
    scopes: dict[str, list[tuple[str, list[Name]]]] = {}
    problems: list[Problem] = []
    for item, ways in items:
        key, path = keys[item.document.path, item.loc], item.document.path
        if key not in known:
            known[key] = new[key] = {"told": spoken(item, language, ways, *limits), "names": names_in(item, language)}
        problems += [problem_of(path, one) for one in known[key]["told"]]
        for scope in scopes_of(item) if known[key]["names"] else ():
            scopes.setdefault(scope, []).append((path, known[key]["names"]))
    cache.put_many("voice", new)
    return weighed([*problems, *([] if wanted else twice(scopes))], extra.severities)


def scopes_of(item: "Item[Any]") -> list[str]:
    """Within what the texts of a record are read together: its week, and its stories."""
    match item.record:
        case Entry():
            return [item.record.week, *(f'The story "{name}"' for name in item.record.stories)]
        case Digest():
            return [item.record.week]
        case _:
            return [f'The story "{item.record.id}"']


def ways_of(draft: "Draft", stories: Iterable[str]) -> "Alternatives":
    """The words that answer the questions of some stories on which accounts differ."""
    known = (draft.stories[name].record for name in stories if name in draft.stories)
    return [[list(way) for way in one.alternatives] for story in known for one in story.disputed if one.alternatives]
