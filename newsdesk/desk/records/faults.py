"""Problems of a record, each beside the field that it is about: lines and columns come in, paths of fields go out."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from newsdesk.load import Document, Loc
from newsdesk.load.document import Node
from newsdesk.problems import Problem

# The check's own words of a field that is not there.
_MISSING = re.compile(r'"(\w+)" is missing')


def by_field(
    document: Document, at: Loc, problems: Iterable[Problem], say: Callable[[str], str]
) -> list[dict[str, Any]]:
    """The problems of one record in a file: the path of the field in it, the rule, its weight and its words."""
    spots = _spots(document, at)
    if not spots:
        return []
    first, last = spots[0][0], _end(document, at)
    found = []
    for one in problems:
        here = (one.line, one.column)
        if first <= here < last or (not at and here < first):
            loc = max((spot for spot in spots if spot[0] <= here), default=spots[0])[1]
            if one.rule == "missing-field" and (hit := _MISSING.match(one.message)):
                # It is told of what it should stand in, which begins where the first of its fields does.
                loc = (*_owner(spots, here), hit[1])
            found.append(
                {"at": list(loc), "rule": one.rule, "severity": one.severity.value, "words": say(one.sentence)}
            )
    return found


def _owner(spots: list[tuple[tuple[int, int], Loc]], here: tuple[int, int]) -> Loc:
    """The outermost value that begins at a place."""
    return next((loc[:-1] for spot, loc in spots if spot == here and loc), ())


def _spots(document: Document, at: Loc) -> list[tuple[tuple[int, int], Loc]]:
    """Where each value of a record, or its key, begins, in their order."""
    node = _node(document, at)
    if not isinstance(node, Node):
        return []
    own = [((document.where(at, key=True)), ())] if at else []
    return sorted([*own, *_inside(node, ())], key=lambda spot: spot[0])


def _inside(node: Node, loc: Loc) -> Iterator[tuple[tuple[int, int], Loc]]:
    for step, child in node.children.items():
        here = (*loc, step)
        if isinstance(step, str) and step in node.keys:
            yield (node.keys[step].line + 1, node.keys[step].column + 1), here
        yield (child.start_mark.line + 1, child.start_mark.column + 1), here
        if isinstance(child, Node):
            yield from _inside(child, here)


def _node(document: Document, at: Loc) -> Any:
    node: Any = document.root
    for step in at:
        if not isinstance(node, Node) or step not in node.children:
            return None
        node = node.children[step]
    return node


def _end(document: Document, at: Loc) -> tuple[int, int]:
    """Where the next record begins."""
    if not at:
        return (1 << 40, 0)
    start = document.where(at, key=True)
    owner = _node(document, at[:-1])
    later = [(mark.line + 1, mark.column + 1) for mark in owner.keys.values()]
    return min((one for one in later if one > start), default=(1 << 40, 0))
