"""Reads mkdocs.yml, which belongs to MkDocs: any YAML is accepted, and what only MkDocs could fill in is said."""

from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from newsdesk.load.document import Document, Node
from newsdesk.model.settings import Extra
from newsdesk.problems import Problem

MAX_CONFIG = 1024 * 1024
# What aliases may make of a file: far more than any navigation has, and far less than fills the memory.
_MAX_VALUES = 1_000_000
_MAX_DEPTH = 60
# What we read ourselves, and so must stand there in full.
OURS = frozenset({"site_name", "site_url", "site_description", "copyright", "docs_dir", "theme", "extra", "INHERIT"})
_BELOW = {"theme": frozenset({"name", "custom_dir", "language"}), "extra": frozenset(Extra.model_fields)}
_SYNTAX_HINT = "Look at the indentation, quotes and brackets of this line and the one above."
# MkDocs reads its settings in Python, and the tops of pages with libyaml, where it is: ten times as fast.
_OF_TOPS = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Unusable(Exception):
    """What keeps a file from being used at all."""

    def __init__(self, mark: Any, rule: str, message: str, hint: str = "") -> None:
        self.at = (mark.line + 1, mark.column + 1)
        self.said = (rule, message, hint)


def parse_config(path: str, raw: bytes, *, of_page: bool = False) -> tuple[Document | None, list[Problem]]:
    """Parse a configuration, or the top of a page; values behind a tag of MkDocs' own become None."""
    if len(raw) > MAX_CONFIG:
        message = f"The file has more than {MAX_CONFIG:,} bytes."
        return None, [Problem(path, 1, 1, "too-big", message, "Is this the file of settings? Restore it.")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"Byte 0x{raw[error.start]:02X} is not UTF-8."
        return None, [Problem(path, before.count(b"\n") + 1, column, "not-utf-8", message, "Save the file as UTF-8.")]
    try:
        document, problems = _parsed(path, text, of_page)
        return document, list(problems)
    except _Unusable as found:
        return None, [Problem(path, *found.at, *found.said)]
    except yaml.reader.ReaderError as error:
        at = min(error.position, len(text))
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        message = f"Here stands the invisible character U+{error.character:04X}."
        return None, [Problem(path, line, column, "control-character", message, "Delete it, or type the text anew.")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = getattr(error, "problem", None) or "it cannot be read"
        return None, [Problem(path, line, column, "not-yaml", f"This is not valid YAML: {what}.", _SYNTAX_HINT)]
    except RecursionError:
        return None, [Problem(path, 1, 1, "too-deep", "This is nested too deep.", "Take levels out.")]


# A process that lives on reads the same settings and tops of pages with every save.
@lru_cache(maxsize=256)
def _parsed(path: str, text: str, of_page: bool) -> tuple[Document | None, list[Problem]]:
    try:
        top = yaml.compose(text, Loader=_OF_TOPS if of_page else yaml.SafeLoader)
    except yaml.YAMLError:
        top = yaml.compose(text, Loader=yaml.SafeLoader)  # says in its own words what is wrong
    if top is None:
        return None, [Problem(path, 1, 1, "not-a-record", "The file is empty.")]
    if not isinstance(top, yaml.MappingNode):
        return None, [Problem(path, 1, 1, "not-a-record", "The file does not consist of fields.")]
    builder = _Builder(path)
    data, root = builder.plain(top, 1)[:2]
    problems = builder.problems + list(_untold(path, top))
    return (None, problems) if problems else (Document(path, data, text, lambda: root), [])


def _untold(path: str, top: yaml.MappingNode) -> list[Problem]:
    """Values of ours that a tag such as !ENV, or another file, would fill in only when MkDocs reads them."""
    found = []
    for key, value in top.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in OURS:
            continue
        if key.value == "INHERIT":
            hint = "Write them here: only MkDocs would read them there."
            found.append(_at(path, key, "inherited-settings", "Settings stand in another file.", hint))
        inner: list[tuple[yaml.Node, yaml.Node]] = [(key, value)]
        if key.value in _BELOW and isinstance(value, yaml.MappingNode):
            for name, own in value.value:
                if isinstance(name, yaml.ScalarNode) and name.value in _BELOW[key.value]:
                    inner += [(name, own), *_pairs_below(own)]
        for name, own in inner:
            if own.tag.startswith("!"):
                message = f'"{name.value}" is given by the tag {own.tag}.'
                found.append(_at(path, own, "tag", message, "Write the value out."))
    return found


def _pairs_below(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """Every key with its value below a node, once each however many aliases name it."""
    pairs, waiting, seen = [], [(node, node)], {id(node)}
    while waiting:
        name, here = waiting.pop()
        below = here.value if isinstance(here, yaml.MappingNode) else []
        if isinstance(here, yaml.SequenceNode):
            below = [(name, child) for child in here.value]
        for key, child in below:
            if id(child) not in seen:
                seen.add(id(child))
                pairs.append((key, child))
                waiting.append((key, child))
    return pairs


def _at(path: str, node: yaml.Node, rule: str, message: str, hint: str) -> Problem:
    return Problem(path, node.start_mark.line + 1, node.start_mark.column + 1, rule, message, hint)


class _Made(NamedTuple):
    """The data of a node, its places, how many values it holds with all aliases written out, and how many levels."""

    value: Any
    place: Node
    size: int
    height: int


class _Builder:
    """Makes plain data of nodes, with the places of all values; what one node has become is kept for its aliases."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.loader = yaml.SafeLoader("")
        self.made: dict[int, _Made] = {}
        self.open: set[int] = set()

    def plain(self, node: yaml.Node, depth: int) -> "_Made":
        """What becomes of a node."""
        if id(node) in self.open:
            raise _Unusable(node.start_mark, "alias", "This holds itself.", "Write the value out, in full.")
        if id(node) not in self.made:
            self.open.add(id(node))
            self.made[id(node)] = self._new(node, depth)
            self.open.remove(id(node))
        made = self.made[id(node)]
        if made.size > _MAX_VALUES:
            message = "Its aliases stand for more values than a program can hold."
            raise _Unusable(node.start_mark, "too-big", message, "Write the values out.")
        if depth + made.height > _MAX_DEPTH:
            raise _Unusable(node.start_mark, "too-deep", "This is nested too deep.", "Take levels out.")
        return made

    def _new(self, node: yaml.Node, depth: int) -> "_Made":
        if depth > _MAX_DEPTH:
            raise _Unusable(node.start_mark, "too-deep", "This is nested too deep.", "Take levels out.")
        here = Node(node.start_mark, node.end_mark)
        if isinstance(node, yaml.ScalarNode):
            here.style = node.style
            return _Made(self._scalar(node), here, 1, 1)
        below: dict[str | int, _Made] = {}
        if isinstance(node, yaml.SequenceNode):
            below = {index: self.plain(child, depth + 1) for index, child in enumerate(node.value)}
        elif isinstance(node, yaml.MappingNode):
            self._told_twice(node)
            self.loader.flatten_mapping(node)  # << brings in the fields of another group, as it does for MkDocs
            for key, child in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    self._complain(key, "bad-key", "The name of a field is plain text.", "Put it in quotes.")
                    continue
                below[str(key.value)] = self.plain(child, depth + 1)
                here.keys[str(key.value)] = key.start_mark
        here.children = {step: made.place for step, made in below.items()}
        values = {step: made.value for step, made in below.items()}
        data: Any = list(values.values()) if isinstance(node, yaml.SequenceNode) else values
        size, height = 1 + sum(made.size for made in below.values()), max((m.height for m in below.values()), default=0)
        return _Made(None if node.tag.startswith("!") else data, here, size, height + 1)

    def _told_twice(self, node: yaml.MappingNode) -> None:
        """Of two fields with one name MkDocs takes the last, and the other is gone without a word."""
        seen: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag == "tag:yaml.org,2002:merge":
                continue
            if key.value in seen:
                message = f'"{key.value}" stands here for the second time.'
                hint = f"It is already in line {seen[key.value]}: keep one of them."
                self._complain(key, "duplicate-key", message, hint)
            seen[key.value] = key.start_mark.line + 1

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if node.tag not in self.loader.yaml_constructors:
            return None
        try:
            return self.loader.construct_object(node)
        except (ValueError, yaml.YAMLError):
            message = f'"{node.value[:60]}" is taken for a number or a date, and is none.'
            self._complain(node, "wrong-value", message, "Put a text in quotes.")
            return None

    def _complain(self, node: yaml.Node, rule: str, message: str, hint: str) -> None:
        self.problems.append(_at(self.path, node, rule, message, hint))
