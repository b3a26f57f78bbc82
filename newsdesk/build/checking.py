"""All problems of a collection: found once, and told again as long as nothing they rest on has changed."""

from dataclasses import dataclass
from datetime import date

from newsdesk.build.cache import Cache
from newsdesk.build.inputs import files_of, key_of
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.project import Project
from newsdesk.problems import Problem, in_order


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
    listed = all_files(project)
    files = files_of(listed) if since is None else ""
    with Cache(project.cache, digest_of_program()) as cache:
        key = key_of(project, begun, files, wanted)
        if key and (known := cache.get("answer", key)):
            return Answer(list(map(Problem.again, known["problems"])), known["entries"])
        # Imported here: an answer that is known needs nothing of what finds it.
        from newsdesk.build.examining import looked, without_collector
        from newsdesk.build.voicing import voices

        with without_collector():  # and whatever it looked at is let go before
            found = looked(
                project,
                cache,
                listed,
                since,
                today,
                begun=begun,
                wanted=wanted,
                only=wanted,
                jobs=jobs,
                near=() if wanted else None,
            )
            said = voices(project, cache, found.draft, found.settings, wanted)
            problems = in_order([*found.problems, *said])
            answer = Answer(problems, len(found.draft.entries))
            del found
        # What was changed meanwhile may have been read before or after that.
        if key and key == key_of(project, begun, files, wanted):
            plain = {"problems": [problem.plain for problem in answer.problems], "entries": answer.entries}
            cache.put("answer", key, plain)
    return answer
