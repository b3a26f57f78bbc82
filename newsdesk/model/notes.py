"""Notes: the rules whose findings stop nothing, which of them are told unasked, and what a collection makes of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from newsdesk.problems import COMMAND_LINE, Problem, Severity, did_you_mean


@dataclass(frozen=True, slots=True)
class Note:
    """A rule whose findings are notes until a collection says otherwise."""

    about: str
    """What it finds, in one sentence."""
    is_told: bool = False
    """Whether it is told unasked: whoever wrote something must learn that it was left out, or is not laid out."""


NOTES: dict[str, Note] = {
    "charge-without-outcome": Note("A charge, suspicion, detention or label against a person without its outcome."),
    "other-language": Note("Texts of ours that are in another language than the settings say.", is_told=True),
    "hard-to-read": Note("A text of ours that asks for more years of school than the collection wants to."),
    "hidden-file": Note("A file that nothing reads, since its name begins with a dot.", is_told=True),
    "litter": Note("A file that an editor or a desktop has left among the entries.", is_told=True),
    "long-sentence": Note("A sentence of ours that has more words than a reader takes in at once."),
    "long-sentences": Note("A text of ours half of whose sentences are long."),
    "not-formatted": Note("A file that has changed and is not laid out as `format` does it.", is_told=True),
    "not-comparable": Note("A sentence or a passage that nobody has compared with the page that it rests on."),
    "possible-copy": Note("An article that has a good part of its text in common with another one."),
    "same-text": Note("Two articles with one text that do not say which was first."),
    "signed-before": Note("An entry that says something else than when it was signed.", is_told=True),
    "token-leftover": Note("Hashes of figures and dates that no sentence has any more."),
    "uncited-page": Note("A page in pages.yaml that nothing cites any more."),
    "unsupported-date": Note("A date that stands in none of the pages which its sentence cites."),
    "unsupported-figure": Note("A figure that stands in none of the pages which its sentence cites."),
    "unsupported-name": Note("A name that stands in none of the pages which its sentence cites."),
    "voice-contrast": Note("A word that may set one account against another."),
    "voice-label-of-side": Note("A word that one side uses of another."),
    "voice-no-anchor": Note("A sentence of the context that shares nothing with what it explains."),
    "voice-off-question": Note("An account that does not answer its question."),
    "voice-own-words": Note("Words of ours that stand in the article in the same order."),
    "voice-two-names": Note("One thing under two names."),
    "voice-unowned": Note("A sentence of a summary in which nobody is named who says so."),
    "unfinished": Note("An entry or a part of a digest that is left out, since it is not finished.", is_told=True),
}
"""Every rule that is a note by default, by its id. What `check` finds under such an id is a note by itself; whoever
makes a `Problem` elsewhere gives it `Severity.NOTE`. These rules, and no others, may be weighed by a collection: what
else is wrong is wrong in every collection."""


def _check_rule(rule: str) -> str:
    """Only a rule that is a note by default can be weighed."""
    if rule in NOTES:
        return rule
    raise PydanticCustomError(
        "unknown-rule",
        '"{rule}" is not a rule that is a note by default: no other can be weighed.',
        {"rule": rule[:80], "hint": did_you_mean(rule, NOTES, f"These can: {', '.join(sorted(NOTES))}.")},
    )


NoteRule = Annotated[str, AfterValidator(_check_rule)]
"""The id of such a rule."""


def severity_of(rule: str, severity: Severity) -> Severity:
    """How much a finding weighs by default: a note where its rule is one, else what the rule itself says."""
    return Severity.NOTE if rule in NOTES else severity


def weighed(problems: Iterable[Problem], severities: Mapping[str, Severity]) -> list[Problem]:
    """The problems with the severity that a collection gives to its notes."""
    if not severities:
        return list(problems)
    return [
        replace(problem, severity=severities.get(problem.rule, problem.severity))
        if problem.severity is Severity.NOTE
        else problem
        for problem in problems
    ]


def is_hidden(problem: Problem) -> bool:
    """Whether a problem is shown only where somebody asks for notes."""
    return problem.severity is Severity.NOTE and not (problem.rule in NOTES and NOTES[problem.rule].is_told)


def shown(problems: Iterable[Problem], *, notes: bool = False) -> tuple[list[Problem], str]:
    """The problems to print, and a line on those that are not, "" for none; with `notes` all are printed."""
    found = list(problems)
    if notes:
        return found, ""
    left = [problem for problem in found if not is_hidden(problem)]
    hidden = len(found) - len(left)
    if not hidden:
        return left, ""
    what = "1 note is hidden" if hidden == 1 else f"{hidden:,} notes are hidden"
    return left, f"{what}. To see {'it' if hidden == 1 else 'them'}: {COMMAND_LINE} check --notes\n"
