"""What an edit has left alone: the lines of a file outside of the fields whose values are others now."""

from newsdesk.load import REGISTERS, parse
from newsdesk.load.document import Document, Node


def rest(path: str, text: str, other: str) -> list[str]:
    """The lines of a YAML file that hold nothing whose value is another one in the other text of it.

    Fields of an entry count one by one, and so do records of a register. Whoever compares the rests of both texts
    sees what was touched without need.
    """
    mine, theirs = read(path, text), read(path, other)
    lines = text.splitlines(keepends=True)
    for at in units(path, mine):
        if value(mine, at) != value(theirs, at):
            first, last = span(mine, at, text)
            lines[first:last] = [""] * (last - first)
    return [line for line in lines if line]


def read(path: str, text: str) -> Document:
    document, problems = parse(path, text.encode(), 1 << 24)
    assert document, problems
    assert problems == []
    return document


def units(path: str, document: Document) -> list[tuple[str, ...]]:
    register = path.rpartition("/")[2].removesuffix(".yaml")
    records = document.data.get(register)
    if register in REGISTERS and isinstance(records, dict):
        return [(register, name) for name in records]
    return [(name,) for name in document.data]


def value(document: Document, at: tuple[str, ...]) -> object:
    found: object = document.data
    for step in at:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def span(document: Document, at: tuple[str, ...], text: str) -> tuple[int, int]:
    """The lines of a field, from that of its name to the last one that holds something of it."""
    owner = document.root
    for step in at[:-1]:
        found = owner.children[step]
        assert isinstance(found, Node)
        owner = found
    first, lines = owner.keys[at[-1]].line, text.splitlines()
    # What stands further to the left belongs to whatever is around it.
    others = [mark.line for mark in owner.keys.values() if mark.line > first]
    column = owner.keys[at[-1]].column
    ends = [n for n in range(first + 1, len(lines)) if lines[n].strip() and not lines[n].lstrip().startswith("#")
            and len(lines[n]) - len(lines[n].lstrip()) < column]  # fmt: skip
    last = min([*others, *ends, len(lines)])
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return first, last
