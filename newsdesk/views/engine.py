"""Jinja, compiled for our templates: they are strict about what they ask for, so they need no second tries.

A page asks for about 260 attributes and escapes 180 values. Jinja looks each attribute up as a key
where it is none, and makes each escaped text a `Markup`; together that took a third of the time.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

try:  # what `escape` itself calls, without a Markup around the text
    from markupsafe import _escape_inner as _escaped
except ImportError:  # another version of MarkupSafe
    def _escaped(text: str) -> str:
        return str(escape(text))

# Stands in templates for the way back to the top until a page is done: no text of a file holds a NUL.
ROOT_MARK = "\0root/"


def html(value: Any) -> str:
    """A value as it goes into a page: texts escaped, Markup and numbers as they are."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else escape(value)


def as_text(text: str) -> Markup:
    """A text that stands between tags and in no attribute: its quotation marks, of which JSON is full, may stay."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


class _Compiler(CodeGenerator):
    """Writes `a.b` and `a[b]` as Python does them, and escapes without the detour."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Calls as Python does them: nothing that we call asks for the context of its template."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.html(")


class _Loader(PackageLoader):
    """Puts the mark in the place of `{{ root }}`: escaping it anew for each link took a fifth of the time."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, Any, Any]:
        source, *rest = super().get_source(environment, template)
        return (source.replace("{{ root }}", ROOT_MARK), *rest)


class Engine(Environment):
    """The environment of all templates: escaping always on, unknown names refused.

    `escape` makes a value safe in what the templates write, which is HTML unless it is something else.
    """

    code_generator_class = _Compiler

    def __init__(self, escape: Callable[[Any], str] = html) -> None:
        self.html = escape  # the name by which compiled templates call it
        super().__init__(
            loader=_Loader("newsdesk", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
