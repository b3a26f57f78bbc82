"""Two names for one thing: what the texts of a week or of a story call things comes in, what differs goes out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from newsdesk.check.voice.rules import rule_of
from newsdesk.check.voice.spoken import PREFIX, Name
from newsdesk.problems import Problem, Severity


def twice(scopes: Mapping[str, Iterable[tuple[str, Iterable[Name]]]]) -> Iterator[Problem]:
    """Where in a week or a story something has two names: at the first place of each that is not the commonest.

    `scopes` has for each week or story the files of its texts, and the names in them.
    """
    rule, told = rule_of("two-names"), set[tuple[str, int, int]]()
    for scope, files in scopes.items():
        things: dict[int, list[tuple[str, int, int, str]]] = {}
        for path, names in files:
            for line, column, name, thing in names:
                things.setdefault(thing, []).append((path, line, column, name))
        for uses in things.values():
            counts = Counter(name for *_, name in uses)
            common = counts.most_common(1)[0][0]
            for other in counts.keys() - {common}:
                path, line, column, _ = min(use for use in uses if use[3] == other)
                if (path, line, column) in told:
                    continue
                told.add((path, line, column))
                message = f'{scope} has "{other}" here and "{common}" elsewhere: {rule.reason}'
                hint = f"{rule.better} See about/voice/{rule.id}/ on the site."
                yield Problem(path, line, column, PREFIX + rule.id, message, hint, Severity.NOTE)
