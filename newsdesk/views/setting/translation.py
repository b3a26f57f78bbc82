"""Texts of the interface in templates: looked up when a template is compiled, so that they cost a page nothing.

`{{ _("Summary") }}` and `{{ pgettext("context", "x") }}` become constant texts. `{% trans name=expression %}Drafted
by {{ name }}{% endtrans %}` becomes the translation cut at its places; with `{% pluralize %}` an `if` picks the form.
"""

import re
from collections.abc import Mapping
from typing import cast

from jinja2 import Environment, TemplateAssertionError, nodes
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser
from jinja2.visitor import NodeTransformer

from newsdesk.interface import Words

# Stands in templates for the way back to the top until a page is done: no text of a file holds a NUL.
ROOT_MARK = "\0root/"
_PLACE = re.compile(r"%(?:%|\((\w+)\)s)")
_FORM = "_form"


def places(text: str) -> frozenset[str]:
    """The names of the places in a text of a template: `%(name)s`."""
    return frozenset(match[1] for match in _PLACE.finditer(text) if match[1])


class Worded(Environment):
    """An environment whose templates are compiled in the language of its words."""

    words: Words


class Trans(InternationalizationExtension):
    """`{% trans %}`, without a call and without formatting when a page is rendered; the environment has the words."""

    environment: "Worded"

    def _parse_block(self, parser: Parser, allow_pluralize: bool) -> tuple[list[str], str]:
        referenced, text = super()._parse_block(parser, allow_pluralize)
        return referenced, text.replace(ROOT_MARK, "%(root)s")

    def _make_node(
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output:
        node = self._folded(singular, plural, context, variables, plural_expr)
        # Jinja wants an output, and takes any node that it can write.
        return cast(nodes.Output, node)

    def _folded(
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
    ) -> nodes.Node:
        forms = self.environment.words.forms(singular, plural, context)
        known = {"root": nodes.TemplateData(ROOT_MARK), **variables}
        if plural is None or plural_expr is None or (forms and len(forms) == 1):
            return _output(forms[0] if forms else singular, known, singular)
        if not forms:
            one, many = _output(singular, known, singular), _output(plural, known, plural)
            return nodes.If(_equals(plural_expr, 1), [one], [], [many])
        *outputs, last = (_output(form, known, plural) for form in forms)
        number = nodes.Call(nodes.EnvironmentAttribute("plural"), [plural_expr], [], None, None)
        first, *others = (
            nodes.If(_equals(nodes.Name(_FORM, "load"), index), [output], [], [])
            for index, output in enumerate(outputs)
        )
        return nodes.Scope(
            [nodes.Assign(nodes.Name(_FORM, "store"), number), nodes.If(first.test, first.body, others, [last])]
        )


def _equals(value: nodes.Expr, number: int) -> nodes.Expr:
    return nodes.Compare(value, [nodes.Operand("eq", nodes.Const(number))])


def _output(text: str, variables: Mapping[str, nodes.Expr], english: str) -> nodes.Output:
    """A text as pieces: what stands there, and the expressions in its places."""
    pieces: list[nodes.Expr] = []
    at = 0
    for match in _PLACE.finditer(text):
        pieces.append(nodes.TemplateData(text[at : match.start()]))
        at = match.end()
        if match[1] is None:
            pieces.append(nodes.TemplateData("%"))
        elif match[1] in variables:
            pieces.append(variables[match[1]])
        else:
            fault = f'The translation of "{english}" has a place %({match[1]})s that the template does not fill.'
            raise TemplateAssertionError(fault, 1)
    pieces.append(nodes.TemplateData(text[at:]))
    return nodes.Output([piece for piece in pieces if not isinstance(piece, nodes.TemplateData) or piece.data])


class Folding(NodeTransformer):
    """Puts constant texts in the place of `_("…")` and `pgettext("…", "…")`, and of the names in `known`."""

    def __init__(self, words: Words, known: Mapping[str, str]) -> None:
        self.words, self.known = words, known

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """A call of gettext with written texts is what it returns; one with anything else is a fault."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in ("_", "pgettext"):
            return self.generic_visit(node)
        texts = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if len(texts) != len(node.args) or node.kwargs or len(texts) != (1 if name == "_" else 2):
            fault = f"{name}() in a template takes texts that are written there: use trans for values."
            raise TemplateAssertionError(fault, node.lineno)
        *context, text = texts
        forms = self.words.forms(text, context=context[0] if context else None)
        return nodes.Const(forms[0] if forms else text, lineno=node.lineno)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        """What is the same in all templates of a language is constant."""
        if node.ctx == "load" and node.name in self.known:
            return nodes.Const(self.known[node.name], lineno=node.lineno)
        return node
