"""Where the values of a template stand that may run from the right: found when it is compiled.

So a page pays for one look at the letters of each.
"""

import re
from collections.abc import Callable

from jinja2 import nodes
from jinja2.visitor import NodeVisitor

from newsdesk.views.setting.directions import from_the_right

_TAG = re.compile(r'<(?=[a-zA-Z/!])(?P<name>[a-zA-Z]*)|[">]')
# Elements that hold no others, and those that stand apart by themselves.
_BARE = frozenset({"title", "option", "textarea", "script", "style", "text", "tspan", "desc", "bdi", "pre"})


def isolating(escape: Callable[[str], str]) -> Callable[[str], str]:
    """An escape that also puts a text whose letters run from the right into an element of its own."""

    def isolated(text: str) -> str:
        made = escape(text)
        if text.isascii():
            return made
        return f"<bdi>{made}</bdi>" if from_the_right(text) else made

    return isolated


class Placing(NodeVisitor):
    """Marks the values of a template that stand in running text: `in_text`, by the tags before them.

    A value whose element asks for its language right before it (`<a{{ tag | in }}>{{ name }}</a>`) is handed to that
    filter, which knows what to do where the language is that of the page and the letters are not.
    """

    def __init__(self) -> None:
        self.in_tag = self.in_value = self.is_bare = self.is_marked = False
        self.asked: nodes.Filter | None = None

    def visit_Output(self, node: nodes.Output) -> None:
        """One run of texts and values."""
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self._read(child.data)
            elif self.in_tag:
                # Beside the attributes written there: one that a value makes, which is that of the language.
                self.is_marked = self.is_marked or not (self.in_value or isinstance(child, nodes.Call))
                self.asked = child if isinstance(child, nodes.Filter) and child.name == "in" else self.asked
            elif self.asked:
                self.asked.args = [child]
                self.asked = None
            elif not (self.is_bare or self.is_marked):
                child.in_text = True  # type: ignore[attr-defined]  # read by the compiler, which sees the same nodes
            self.is_marked = self.is_marked and (self.in_tag or isinstance(child, nodes.TemplateData))

    def _read(self, data: str) -> None:
        for tag in _TAG.finditer(data):
            if tag[0] == '"':
                self.in_value = self.in_tag and not self.in_value
            elif tag[0] == ">":
                self.in_tag = self.in_tag and self.in_value
            elif not self.in_tag:
                self.in_tag, self.in_value, self.is_marked, self.asked = True, False, False, None
                self.is_bare = tag["name"] in _BARE
        if not self.in_tag and not data.endswith(">"):
            self.asked, self.is_marked = None, False
