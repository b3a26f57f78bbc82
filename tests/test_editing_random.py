"""Random edits of random documents: the new text says the old data and the change, and no other line differs."""

import copy
import difflib
import re
from pathlib import Path
from typing import Any

from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from yaml_makers import KEYS, Maker

from newsdesk.load import parse, value_at
from newsdesk.load.document import Node
from newsdesk.problems import Refusal
from newsdesk.store.editing import Document

_COMMENT = re.compile(r"# c\d+;")


def data_of(text: str) -> Any:
    found, problems = parse("x.yaml", text.encode(), 1 << 40)
    assert found is not None, (problems, text)
    assert problems == [], text
    return found.data


def lines_at(text: str, at: tuple[str | int, ...]) -> set[int]:
    """The lines, from 0, of a value and of its key, by the marks of the parser."""
    found, _ = parse("x.yaml", text.encode(), 1 << 40)
    assert found is not None
    node, key_line = found.root, found.root.start_mark.line
    for step in at:
        key = node.keys.get(str(step)) if isinstance(step, str) else None
        node = node.children[step]
        dash = text.removeprefix("\ufeff").rfind("-", 0, max(node.start_mark.index, 1))
        key_line = key.line if key else text.count("\n", 0, max(dash, 0))
    return set(range(key_line, _last(text.removeprefix("\ufeff"), node) + 1))


def _last(text: str, node: Any) -> int:
    if isinstance(node, Node):
        line = max([node.start_mark.line, *(_last(text, child) for child in node.children.values())])
        if node.children or text[node.start_mark.index : node.start_mark.index + 1] not in ("[", "{"):
            return line + (text[node.start_mark.index : node.start_mark.index + 1] in ("[", "{") and 1)
        return line
    return node.start_mark.line + text[node.start_mark.index : node.end_mark.index].rstrip().count("\n")


@examples(2)
@given(st.integers(0, 1 << 32))
def test_random_edits(seed: int) -> None:
    maker = Maker(seed)
    data = maker.mapping(4, least=1)
    text = maker.file(data)
    assert _alike(data_of(text), data)
    document = Document(Path("x.yaml"), text.encode())
    for _ in range(3):
        before, there = document.text, document.get()
        what, at, value, wanted = _edit(maker, copy.deepcopy(there))
        try:
            _do(document, what, at, value)
        except Refusal as refusal:
            assert document.text == before
            assert document.get() == there
            refused = f"{refusal}\n{what} {at} {value!r}\n{before}"
        else:
            refused = ""
        if refused:
            assert what == "remove", refused
            assert len(there) == 1
            continue
        lines = difflib.unified_diff(before.splitlines(), document.text.splitlines(), n=2, lineterm="")
        told = "\n".join([f"{what} {at} {value!r}", *lines])
        assert _alike(data_of(document.text), wanted), told
        _only_there(before, document.text, there, what, at, told)


def _edit(maker: Maker, data: Any) -> tuple[str, tuple[str | int, ...], Any, Any]:
    """What to do, where, and what the data is then."""
    what = maker.random.choice(["set", "set", "add", "remove", "append"])
    at, value = maker.path(data), maker.value(2)
    if what in ("add", "append"):
        kind = dict if what == "add" else list
        paths = [path for path in _containers(data) if isinstance(value_at(data, path), kind)]
        if not paths:
            what = "set"
        else:
            path = maker.random.choice(paths)
            there = value_at(data, path)
            if kind is list:
                there.append(value)
                return what, path, value, data
            free = [key for key in KEYS if key not in there]
            at = (*path, maker.random.choice(free))
    owner = value_at(data, at[:-1])
    if what == "remove":
        del owner[at[-1]]
    else:
        owner[at[-1]] = value
    return what, at, value, data


def _containers(data: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    below = [path for step, value in inner for path in _containers(value, (*at, step))]
    return [at, *below] if isinstance(data, dict | list) else below


def _do(document: Document, what: str, at: tuple[str | int, ...], value: Any) -> None:
    if what == "remove":
        document.remove(at)
    elif what == "append":
        document.append(at, value)
    else:
        document.set(at, value)


def _alike(found: Any, wanted: Any) -> bool:
    """Whether both are the same, but for the line end at the end of a text in a block that keeps its form."""
    if isinstance(found, str) and isinstance(wanted, str):
        return found.removesuffix("\n") == wanted.removesuffix("\n")
    if type(found) is not type(wanted):
        return False
    if isinstance(found, dict):
        return found.keys() == wanted.keys() and all(_alike(found[key], wanted[key]) for key in found)
    if isinstance(found, list):
        return len(found) == len(wanted) and all(map(_alike, found, wanted))
    return bool(found == wanted)


def _only_there(before: str, after: str, data: Any, what: str, at: tuple[str | int, ...], told: str) -> None:
    """No line goes but those of the value, and of what holds it in brackets; no comment goes but one inside it."""
    own = lines_at(before, at) if what in ("set", "remove") else set()
    holder = at if what == "append" else at[:-1]
    lines, new = (text.removeprefix("\ufeff").replace("\r", "").split("\n") for text in (before, after))
    is_flow = _is_in_brackets(before, holder)
    empty = value_at(data, holder) in ({}, []) or (what == "remove" and len(value_at(data, holder)) == 1)
    if is_flow or empty or not value_at(data, holder):
        own |= lines_at(before, holder)
    if not before.endswith("\n"):
        own.add(len(lines) - 1)
    # The first field of an item goes with its dash, and the second comes to stand there.
    bare, new = ([line.lstrip(" -") for line in text] for text in (lines, new))
    matcher = difflib.SequenceMatcher(None, bare, new, autojunk=False)
    gone = {n for tag, start, end, _, _ in matcher.get_opcodes() if tag != "equal" for n in range(start, end)}
    gone = {n for n in gone if bare[n].strip()}
    # Of two lines that are the same a comparison may call either one gone.
    assert {n for n in gone - own if bare.count(bare[n]) == 1} == set(), told
    inside = "\n".join(lines[n] for n in own if n < len(lines))
    lost = set(_COMMENT.findall(before)) - set(_COMMENT.findall(after))
    assert lost <= set(_COMMENT.findall(inside)), told
    assert after.count("\r") == ("\r\n" in before and after.count("\n")) or "\n" not in before, told
    assert after.startswith("\ufeff") == before.startswith("\ufeff")


def _is_in_brackets(text: str, at: tuple[str | int, ...]) -> bool:
    found, _ = parse("x.yaml", text.encode(), 1 << 40)
    assert found is not None
    node: Any = found.root
    bare = text.removeprefix("\ufeff")
    for step in (None, *at):
        node = node if step is None else node.children[step]
        if bare[node.start_mark.index : node.start_mark.index + 1] in ("[", "{"):
            return True
    return False
