"""What rules find, as problems; and problems of one file as plain data, without the path of the file."""

from collections.abc import Iterable

from newsdesk.check.draft import Draft, Finding
from newsdesk.check.rules import Rule
from newsdesk.load import Document, Loc
from newsdesk.model.notes import severity_of
from newsdesk.problems import Problem, Severity

Told = tuple[int, int, str, str, str, str]
"""A problem without its path: line, column, rule, message, hint, severity."""


def findings(rules: Iterable[Rule], draft: Draft) -> list[Problem]:
    """What some rules find in a draft, as problems."""
    return [_located(rule.__name__.replace("_", "-"), found) for rule in rules for found in rule(draft)]


def told(problem: Problem) -> Told:
    """A problem without its path."""
    return problem.line, problem.column, problem.rule, problem.message, problem.hint, str(problem.severity)


def told_all(problems: Iterable[Problem]) -> list[Told]:
    """The same of several."""
    return [told(problem) for problem in problems]


def problem_of(path: str, said: Told) -> Problem:
    """The problem again, of the file as the editor types it."""
    line, column, rule, message, hint, severity = said
    return Problem(path, line, column, rule, message, hint, Severity(severity))


def _located(rule: str, found: Finding) -> Problem:
    document = found.item.document
    loc = found.item.loc + found.loc
    line, column = document.where(loc, key=found.key, offset=found.offset)
    if found.at is not None:
        before = document.text[: found.at]
        line, column = before.count("\n") + 1, found.at - before.rfind("\n")
    return Problem(document.path, line, column, rule, found.message, found.hint, severity_of(rule, found.severity))


def at_place(document: Document, loc: Loc, rule: str, message: str, hint: str, *, key: bool = False) -> Problem:
    """A problem of a document, at a value or at its key."""
    line, column = document.where(loc, key=key)
    return Problem(document.path, line, column, rule, message, hint)
