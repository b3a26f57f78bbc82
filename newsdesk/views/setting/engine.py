"""Jinja, compiled for our templates: they are strict about what they ask for, so they need no second tries.

A page asks for about 260 attributes, escapes 180 values and calls 20 macros. Jinja looks each attribute
up as a key where it is none, makes each escaped text a `Markup`, sorts the arguments of each macro and
compares the globals of each template that is imported; together that took almost half of the time.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, ClassVar, cast

import markupsafe
from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from newsdesk.interface import Words
from newsdesk.views.setting.directions.placing import Placing, isolating
from newsdesk.views.setting.translation import ROOT_MARK, Folding, Trans, Worded


def _slowly(text: str) -> str:
    return str(escape(text))


# What `escape` itself calls, without a Markup around the text; another version of MarkupSafe may lack it.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _slowly)
# What `Markup` itself calls, after looking at what it got.
_text = cast(Callable[[type[Markup], str], Markup], str.__new__)


def html(value: Any) -> str:
    """A value as it goes into a page: texts escaped, Markup and numbers as they are."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        made: Markup = value
        return made
    if kind is int:
        return str(value)
    # The terms of a vocabulary are texts too.
    return _escaped(str(value)) if isinstance(value, Enum) else escape(value)


def as_text(text: str) -> Markup:
    """A text that stands between tags and in no attribute: its quotation marks, of which JSON is full, may stay."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def capitalized(text: str) -> str:
    """A text with a capital at its beginning, its other letters as they are: abbreviations stay abbreviations."""
    return text[:1].upper() + text[1:]


class _Compiler(CodeGenerator):
    """Writes `a.b` and `a[b]` as Python does them, and escapes without the detour."""

    environment: "Engine"

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

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        """`a if b` without an else is nothing, not an `Undefined` that first has to be found to be nothing."""
        if node.expr2 is None:
            node = nodes.CondExpr(node.test, node.expr1, nodes.Const(""), lineno=node.lineno)
        super().visit_CondExpr(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.macro(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """A whole template leaves in one piece: handing over each of 200 costs more than to collect them."""
        is_whole = frame.toplevel and frame.rootlevel and frame.buffer is None
        if is_whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if is_whole:
            self.writeline(f"yield concat({frame.buffer})")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """A constant is escaped for the format of the template, as any other value."""
        const = node.as_const(frame.eval_ctx)
        return str(const if isinstance(node, nodes.TemplateData) else self.environment.html(const))

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """A text goes straight to the escape: to call `html` for each of 200 values costs as much again."""
        escape = "isolated" if getattr(node, "in_text", False) else "escaped"
        self.write(f"(environment.{escape}(value_) if (value_ := " if self.environment.is_html else "environment.html(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(").__class__ is str else environment.html(value_))" if self.environment.is_html else ")")


class _Loader(PackageLoader):
    """Puts the mark in the place of `{{ root }}`: escaping it anew for each link took a fifth of the time.

    The tags of `trans` stand in running text, so they leave the spaces and line ends around them.
    """

    def get_source(self, environment: Environment, template: str) -> tuple[str, Any, Any]:
        source, name, is_current = super().get_source(environment, template)
        source = source.replace("{% trans", "{%+ trans").replace("endtrans %}", "endtrans +%}")
        return (source.replace("{{ root }}", ROOT_MARK), name, is_current)


class _Template(Template):
    """Its macros see no globals but those of the environment, so one module of them serves all pages."""

    def new_context(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Context:
        """The globals are put together once: Jinja walks through two of their mappings for each page."""
        if shared or locals:
            return super().new_context(vars, shared, locals)
        environment = self.environment
        return environment.context_class(environment, {**environment.globals, **(vars or {})}, self.name, self.blocks)

    def _get_default_module(self, ctx: Any = None) -> Any:
        if self._module is None:
            self._module = self.make_module()
        return self._module


class Engine(Worded):
    """The environment of all templates in the language of some words: escaping always on, unknown names refused.

    `escape` makes a value safe in what the templates write, which is HTML unless it is something else; its name is
    that of the format.
    """

    code_generator_class = _Compiler
    template_class = _Template
    kept: ClassVar[BytecodeCache | None] = None
    """Where compiled templates are kept from one run to the next, if somebody has said so."""

    def __init__(self, words: Words, escape: Callable[[Any], str] = html) -> None:
        self.html, self.escaped = escape, _escaped  # the names by which compiled templates call them
        self.format = escape.__name__
        self.isolated = isolating(_escaped)
        self.is_html = escape is html
        self.words, self.plural = words, words.plural
        self.known: dict[str, str] = {}
        """Names that stand for the same text in all templates, `_` and `pgettext` aside."""
        super().__init__(
            loader=_Loader("newsdesk", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=[Trans],
            # Words of another class may say anything.
            bytecode_cache=self.kept if type(words) is Words else None,
        )
        self.policies["ext.i18n.trimmed"] = True
        self.filters["capitalize"] = capitalized
        self._templates: dict[str | Template, Template] = {}

    def get_template(self, name: str | Template, *others: Any, **more: Any) -> Template:
        """A template by its name, which is the same wherever it is asked for."""
        known = self._templates.get(name)
        if known is None:
            known = self._templates[name] = super().get_template(name, *others, **more)
        return known

    @staticmethod
    def macro(macro: Macro) -> Callable[..., Markup]:
        """A macro that is called at once where it gets all that it asks for, in order, as it mostly does."""
        function, count = macro._func, macro._argument_count

        def call(*values: Any, **named: Any) -> Markup:
            if named or len(values) != count:
                return cast(Markup, macro(*values, **named))
            return _text(Markup, function(*values))

        return call

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        folded: nodes.Template = Folding(self.words, self.known).visit(super()._parse(source, name, filename))
        if self.is_html and (name or "").endswith(".html"):
            Placing().visit(folded)
        return folded
