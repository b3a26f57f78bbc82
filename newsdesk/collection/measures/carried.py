"""Which statements are one: statements of a person come in, each once with all that carry it goes out.

They are put together by what the data says, and never by how alike they sound: the same quotation, the same summary,
the same text of two articles, or an article that is said to be a translation of the other.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from newsdesk.collection import Statement
from newsdesk.evidence.words import marks_of
from newsdesk.model.little import known_marks


def once_each(said: Sequence[Statement]) -> list[list[Statement]]:
    """Statements in groups, in the order of the first of each; a group holds those that are one, in their order."""
    if len(said) == 1:
        return [[said[0]]]  # as of most people
    of = Counter(statement.entry.id for statement in said)
    groups: list[list[Statement] | None] = []
    at: dict[tuple[str, ...], int] = {}
    for statement in said:
        keys = list(_keys(statement, alone=of[statement.entry.id] == 1))
        found = sorted({at[key] for key in keys if key in at})
        first, *others = found or [len(groups)]
        if not found:
            groups.append([])
        joined = groups[first] or []
        for other in others:
            joined += groups[other] or []
            groups[other] = None
        joined.append(statement)
        groups[first] = joined
        at |= dict.fromkeys(keys, first)
        if others:
            at |= {key: first for key, place in at.items() if place in others}
    order = {id(statement): number for number, statement in enumerate(said)}
    return [sorted(group, key=lambda one: order[id(one)]) for group in groups if group]


def _keys(statement: Statement, *, alone: bool) -> Iterator[tuple[str, ...]]:
    """By what a statement is known to be another one; `alone` where its entry has no other of the same person."""
    entry, source = statement.entry, statement.source
    if entry.withdrawn:
        return
    # Entries know these by heart: most are read for nothing else.
    quoted, says = known_marks(source) or marks_of(source.quote.text if source.quote else None, source.says)
    if quoted:
        yield "quote", quoted
    if says:
        yield "says", says
    if alone:
        # Of a text with several statements nobody can say which is which.
        yield "entry", entry.id
        if entry.translation_of:
            yield "entry", entry.translation_of
        if entry.evidence and entry.evidence.sha256:
            yield "text", entry.evidence.sha256
