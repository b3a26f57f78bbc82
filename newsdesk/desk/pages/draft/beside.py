"""Which field a problem is about: lines and columns of a check come in, paths of fields go out."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from newsdesk.load import Document, Loc, parse
from newsdesk.load.document import Node
from newsdesk.problems import Problem

# What is not there has no place of its own: the message names it.
_ABSENT = frozenset({"missing-field"})
_NAMED = re.compile(r'"([a-z_]+)"')


def beside(text: str, shown: str, problems: Iterable[Problem], say: Callable[[str], str]) -> list[dict[str, Any]]:
    """The problems of an entry as plain data, each with the path of its field: `[]` where it is about all of it."""
    document, _ = parse(shown, text.encode("utf-8", "replace"))
    places = _places(document) if document else []
    return [
        {
            "at": list(_at(places, one) if one.path == shown else ()),
            "rule": one.rule,
            "severity": str(one.severity),
            "message": say(one.message),
            "hint": say(one.hint),
            "line": one.line,
            "column": one.column,
            "path": one.path,
        }
        for one in problems
    ]


def _places(document: Document) -> list[tuple[tuple[int, int], Loc]]:
    """Where each field begins, and its path; the deeper of two that begin at one place stands behind."""
    found: list[tuple[tuple[int, int], Loc]] = []

    def walk(node: Any, loc: Loc) -> None:
        found.append(((node.start_mark.line + 1, node.start_mark.column + 1), loc))
        if isinstance(node, Node):
            for step, child in node.children.items():
                if isinstance(step, str) and step in node.keys:
                    mark = node.keys[step]
                    found.append(((mark.line + 1, mark.column + 1), (*loc, step)))
                walk(child, (*loc, step))

    walk(document.root, ())
    return sorted(found, key=lambda one: (one[0], len(one[1])))


def _at(places: list[tuple[tuple[int, int], Loc]], problem: Problem) -> Loc:
    place = problem.line, problem.column
    before = [loc for start, loc in places if start <= place]
    if not before:
        return ()
    if problem.rule in _ABSENT and (named := _NAMED.search(problem.message)):
        # It is told at the beginning of the record in which it is missing.
        owners = [loc for start, loc in places if start == place and not isinstance((loc or (0,))[-1], str)]
        return (*(owners[-1] if owners else before[-1][:-1]), named[1])
    return before[-1]
