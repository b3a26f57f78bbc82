"""Rules on the figures, dates and names of our sentences: the pages that a sentence cites have them."""

from collections.abc import Iterator

from newsdesk.check.cited.judged import Outcome, Unsupported, tokens_open
from newsdesk.check.cited.statements import Statement
from newsdesk.check.draft import Draft, Finding, Referring
from newsdesk.check.rules.cited.passages import again_for
from newsdesk.check.rules.evidence import shortened
from newsdesk.evidence.cited.sentences import State
from newsdesk.model import Entry
from newsdesk.problems import COMMAND_LINE


def unsupported_figure(draft: Draft) -> Iterator[Finding]:
    """A figure of a sentence stands in a page that the sentence cites, and where it speaks of the rest of it."""
    yield from _unsupported(draft, "figure")


def unsupported_date(draft: Draft) -> Iterator[Finding]:
    """The same of a date, in whatever form and language."""
    yield from _unsupported(draft, "date")


def unsupported_name(draft: Draft) -> Iterator[Finding]:
    """The same of a name, in any spelling of the registers and any case."""
    yield from _unsupported(draft, "name")


def sentence_not_compared(draft: Draft) -> Iterator[tuple[Referring, Statement, str, str]]:
    """What nobody compared: record, statement, message and way out."""
    for item, statement, outcome in draft.judged_statements:
        if outcome.open:
            yield item, statement, *_open(item, statement, outcome)


def _unsupported(draft: Draft, kind: str) -> Iterator[Finding]:
    for item, statement, outcome in draft.judged_statements:
        for one in outcome.unsupported:
            if one.token.kind == kind:
                message, hint = said_of(statement, one)
                yield Finding(item, statement.loc, message, hint, offset=statement.start + one.token.start)


def said_of(statement: Statement, one: Unsupported) -> tuple[str, str]:
    """What is said of a token that no page has, and the way out."""
    shown, pages = " ".join(one.token.shown.split()), ", ".join(one.pages)
    sentence = shortened(" ".join(statement.text.split()).replace(" .", "."))
    if not statement.cites:
        where = "in the article, but not where it tells the rest" if one.state is State.ELSEWHERE else "in the article"
    elif one.state is State.ELSEWHERE:
        where = f"in {pages}, but not where it tells the rest"
    else:
        where = f"in {pages}" if len(one.pages) == 1 else f"in any of {pages}"
    not_ = "stands" if one.state is State.ELSEWHERE else "does not stand"
    nearest = f' The nearest passage is "{shortened(one.nearest)}".' if one.nearest else ""
    if one.instead:
        nearest += f" It stands in the page of {', '.join(f'[{name}]' for name in one.instead)}."
    way = "Correct it" if not statement.cites else "Correct it, or cite the page that has it"
    if one.token.aside:
        said = "in the article" if not statement.cites else f"in {pages}"
        return f'"{shown}" is told otherwise {said}.', f'The sentence is "{sentence}".{nearest} {way}.'
    return f'"{shown}" {not_} {where}.', f'The sentence is "{sentence}".{nearest} {way}.'


def _open(item: Referring, statement: Statement, outcome: Outcome) -> tuple[str, str]:
    shown = ", ".join(f'"{token}"' for token in tokens_open(outcome))
    pages = "the article" if not statement.cites else ", ".join(outcome.pages)
    names = [name for name in statement.cites if name in item.record.references]
    if not statement.cites and isinstance(item.record, Entry):
        again = f"Run {COMMAND_LINE} fingerprint {item.record.id} captures/{item.record.id}.txt."
    else:
        again = f"Run {again_for(item, names[0])}." if names else ""
    match outcome.why:
        case "missing":
            return f"Nobody has compared {shown} with {pages}, which was not captured.", again
        case "part":
            return f"{shown}: not in the part of {pages} that was captured.", again
        case "unrecorded":
            return f"{shown}: compared with the text at hand alone, and evidence does not say so yet.", again
        case "unclear":
            return f"{shown}: nobody can tell whether {pages} has it, which may write it otherwise.", "Look there."
    return f"{shown} cannot be compared without the text of {pages}.", again
