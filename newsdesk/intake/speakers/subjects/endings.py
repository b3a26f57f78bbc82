"""The subject in languages that set their verb last and tell who does what by endings: Turkic ones."""

import re
from collections.abc import Sequence

from newsdesk.intake.speakers.frame import Kind, Token
from newsdesk.intake.speakers.grammar import Grammar, folded
from newsdesk.intake.speakers.subjects.phrases import Phrase

Tokens = Sequence[Token]
REACH = 7
"""Words behind a quotation within which its verb stands."""


def _runs(tokens: Tokens, grammar: Grammar) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capital or tokens[at].low in grammar.days:
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and (
            tokens[end].is_capital or (tokens[end].low in grammar.little and tokens[end].kind is Kind.WORD)
        ):
            end += 1
        found.append((at, end))
        at = end
    return found


def is_marked(token: Token, grammar: Grammar) -> bool:
    """Whether a word has the ending of an object or an owner."""
    return token.low in grammar.oblique and token.low not in grammar.offices


def subject(tokens: Tokens, grammar: Grammar) -> Phrase | None:
    """The first name that stands without the ending of another case, with the office before it.

    None where nobody is named; an empty phrase where somebody is meant without a name.
    """
    for start, end in _runs(tokens, grammar):
        run = list(tokens[start:end])
        if all(token.low in grammar.pronouns or token.low in grammar.people for token in run):
            continue
        after = tokens[end] if end < len(tokens) and tokens[end].kind is Kind.WORD else None
        if after is not None and after.low in grammar.bodies and not is_marked(after, grammar):
            return Phrase((*run, after))
        if run[-1].low in grammar.bodies and len(run) > 1 and not is_marked(run[-1], grammar):
            return Phrase(tuple(run))
        role = _office_before(tokens, start, grammar)
        office = max((at for at, token in enumerate(run) if token.low in grammar.offices), default=-1)
        if office == len(run) - 1:
            continue
        role, run = ((*role, *run[: office + 1]), run[office + 1 :]) if office >= 0 else (role, run)
        while len(run) > 1 and run[0].low in grammar.titles:
            run = run[1:]
        inner = max((at for at, token in enumerate(run[:-1]) if at and token.low in grammar.oblique), default=-1)
        if inner >= 0 and len(run) - inner > 2:
            # "Акылбек Мисаловго Асан Үлгү": an addressee, and the subject right behind it.
            role, run = (), run[inner + 1 :]
        marked = run[-1].low in grammar.oblique or (
            after is not None and (after.low in grammar.postpositions or (is_marked(after, grammar) and len(run) != 2))
        )
        if marked and len(run) > 2 and run[1].low not in grammar.oblique:
            return Phrase(tuple(run[:2]), role, is_sure=len(run) == 4)
        if marked:
            continue
        if len(run) == 1 and (run[0].first or after is not None) and office < 0 and not _is_alone(after, grammar):
            continue
        return Phrase(tuple(run), role)
    return None


def _is_alone(after: Token | None, grammar: Grammar) -> bool:
    """Whether a name of one word stands for itself: nothing behind it, or a verb."""
    return after is None or grammar.is_verb(after.low) or after.low in grammar.skipped


def _office_before(tokens: Tokens, start: int, grammar: Grammar) -> tuple[Token, ...]:
    at = start
    while at and tokens[at - 1].kind is Kind.WORD:
        before = tokens[at - 1]
        if is_marked(before, grammar) or grammar.is_verb(before.low) or before.low in grammar.postpositions:
            break
        if before.low in grammar.skipped or before.low in grammar.joiners:
            break
        at -= 1
    return tuple(tokens[at:start]) if at < start and tokens[start - 1].low in grammar.offices else ()


def by_source(tokens: Tokens, grammar: Grammar) -> Phrase | None:
    """Whose words they are by a phrase behind the name: "Асан Мисаловдун айтымында", "Ali Misal'e göre"."""
    words = [token.low for token in tokens]
    for at in range(len(words)):
        if tokens[at].kind is not Kind.WORD or not grammar.behind.phrase_at(words, at):
            continue
        for start, end in reversed(_runs(tokens[:at], grammar)):
            run = list(tokens[start:end])
            bare = re.sub(grammar.ending, "", run[-1].text) if grammar.ending else run[-1].text
            between = tokens[end:at]
            if bare == run[-1].text or any(token.kind is not Kind.WORD for token in between) or len(between) > 5:
                continue
            office = max((at for at, token in enumerate(run[:-1]) if token.low in grammar.offices), default=-1)
            role = (*_office_before(tokens, start, grammar), *run[: office + 1])
            run = run[office + 1 :]
            while len(run) > 1 and run[0].low in grammar.titles:
                run = run[1:]
            last = run[-1]
            shown = Token(bare, last.start, last.start + len(bare), last.kind, folded(bare), last.first)
            return Phrase((*run[:-1], shown), role, is_sure=not between)
        return Phrase()
    return None


def speaker(head: Tokens, tail: Tokens, grammar: Grammar) -> tuple[Phrase | None, Token | None, bool]:
    """Who says a quotation between `head` and `tail`, the verb, and whether the two belong together.

    A verb without any subject gives an empty pronoun.
    """
    sourced = by_source(head, grammar) or by_source(tail[:12], grammar)
    verb = next((at for at, token in enumerate(tail[:REACH]) if grammar.is_verb(token.low)), None)
    if verb is not None and any(token.kind is Kind.MARK and token.text in ".;:" for token in tail[:verb]):
        verb = None
    if sourced:
        return sourced, None, True
    if verb is None:
        return _leading(head, grammar)
    if any(token.low in grammar.subordinators for token in tail[: verb + 1]):
        return Phrase(), tail[verb], False
    last = verb
    while last + 1 < len(tail) and (grammar.is_verb(tail[last + 1].low) or tail[last + 1].low in grammar.skipped):
        last += 1
    behind = _clause(tail[last + 1 :])
    pronoun = next((token for token in tail[:verb] if token.low in grammar.pronouns), None)
    if behind:
        found = subject(behind, grammar)
        if found:
            return found, tail[verb], True
        if any(token.low in grammar.pronouns for token in behind[:2]):
            return Phrase(is_pronoun=True), tail[verb], True
    between = subject(tail[:verb], grammar)
    if between:
        return between, tail[verb], True
    own = _own_clause(head, grammar)
    found = subject(own, grammar)
    if found:
        return found, tail[verb], True
    words = [token for token in own if token.kind is Kind.WORD]
    if pronoun or any(token.low in grammar.pronouns for token in words[:2]) or (not words and not behind):
        return Phrase(is_pronoun=True), tail[verb], True
    return Phrase(role=tuple(words[:6] or behind[:4])), tail[verb], True


def _clause(tokens: Tokens) -> list[Token]:
    found = []
    for token in tokens:
        if token.kind is Kind.QUOTE and len(token.text.split()) > 2:
            break
        if token.kind is Kind.MARK and token.text in ",;:.":
            break
        found.append(token)
    return found


def _own_clause(head: Tokens, grammar: Grammar) -> list[Token]:
    """What stands before a quotation, without the clause of a verb before it."""
    last = max(
        (at for at, token in enumerate(head) if grammar.is_verb(token.low) and at + 1 < len(head) and
         head[at + 1].kind is Kind.MARK),
        default=-1,
    )  # fmt: skip
    return list(head[last + 1 :])


def _leading(head: Tokens, grammar: Grammar) -> tuple[Phrase | None, Token | None, bool]:
    """A verb before the quotation: "деди Асан Мисал, —", "Ali Misal dedi ki:"."""
    verb = max((at for at, token in enumerate(head) if grammar.is_verb(token.low)), default=None)
    colon = bool(head) and head[-1].text in (":", "：")
    if verb is None:
        if colon:
            found = subject(head, grammar)
            return (found, None, len(head) < 9) if found else (None, None, False)
        return None, None, False
    found = subject(_clause(head[verb + 1 :]), grammar) or subject(head[:verb], grammar)
    if found:
        return found, head[verb], colon or verb > len(head) - 8
    pronoun = any(token.low in grammar.pronouns for token in head[:verb]) or verb == 0
    return (Phrase(is_pronoun=True) if pronoun else Phrase()), head[verb], True
