"""Reads mkdocs.yml, which belongs to MkDocs: any YAML is accepted, tags are passed over."""

from typing import Any

import yaml

from newsdesk.load.document import Document, Node
from newsdesk.problems import Problem


def parse_config(path: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
    """Parse a configuration; values behind a tag of MkDocs' own become None."""
    try:
        text = raw.decode("utf-8-sig")
        top = yaml.compose(text, Loader=yaml.SafeLoader)
        if top is None:
            return None, [Problem(path, 1, 1, "not-a-record", "The file is empty.")]
        if untold := _untold(path, top):
            return None, untold
        data, root = _plain(top, {})
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = getattr(error, "problem", None) or "it cannot be read"
        return None, [Problem(path, line, column, "not-yaml", f"This is not valid YAML: {what}.")]
    if not isinstance(data, dict):
        return None, [Problem(path, 1, 1, "not-a-record", "The file does not consist of fields.")]
    return Document(path, data, text, lambda: root), []


# What we read ourselves, and so must stand there in full.
_OURS = frozenset({"site_name", "site_url", "site_description", "copyright", "docs_dir", "theme", "extra"})


def _untold(path: str, top: yaml.Node) -> list[Problem]:
    """Values of ours that a tag such as !ENV would fill in only when MkDocs reads them."""
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    return [
        Problem(
            path,
            value.start_mark.line + 1,
            value.start_mark.column + 1,
            "tag",
            f'"{key.value}" is given by the tag {value.tag}.',
            "Write the value out.",
        )
        for key, value in pairs
        if key.value in _OURS and value.tag.startswith("!")
    ]


def _plain(node: yaml.Node, seen: dict[int, tuple[Any, Node]]) -> tuple[Any, Node]:
    if id(node) in seen:
        return seen[id(node)]
    here = Node(node.start_mark, node.end_mark)
    if isinstance(node, yaml.ScalarNode):
        here.style = node.style
        loader = yaml.SafeLoader("")
        known = node.tag in loader.yaml_constructors
        seen[id(node)] = (loader.construct_object(node) if known else None, here)
    elif node.tag.startswith("!"):
        seen[id(node)] = (None, here)
    elif isinstance(node, yaml.SequenceNode):
        items: list[Any] = []
        seen[id(node)] = (items, here)
        for index, child in enumerate(node.value):
            value, here.children[index] = _plain(child, seen)
            items.append(value)
    else:
        fields: dict[str, Any] = {}
        seen[id(node)] = (fields, here)
        for key, child in node.value:
            name = str(key.value)
            fields[name], here.children[name] = _plain(child, seen)
            here.keys[name] = key.start_mark
    return seen[id(node)]
