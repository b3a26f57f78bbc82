"""Where verbs stand that attribute, and who acts in a passive."""

from collections.abc import Sequence

from newsdesk.intake.speakers.frame import Kind, Token
from newsdesk.intake.speakers.grammar import Grammar
from newsdesk.intake.speakers.subjects.phrases import Phrase, cut, phrase_at

Tokens = Sequence[Token]


def verbs_in(tokens: Tokens, grammar: Grammar) -> list[int]:
    """Where verbs stand that attribute; not names that look like one, nor those of "who" where another follows."""
    found = [
        at
        for at, token in enumerate(tokens)
        if token.kind is Kind.WORD
        and not (token.is_capital and not token.first)
        and (grammar.is_verb(token.low) or _is_phrase(tokens, at, grammar))
        and not (token.low in grammar.light and not (tokens[at + 1 :] and tokens[at + 1].low in grammar.skipped))
    ]
    return [at for at in found if not _is_inserted(tokens, at, found[-1], grammar)]


def _is_inserted(tokens: Tokens, at: int, last: int, grammar: Grammar) -> bool:
    """Whether a verb stands in a clause between commas that tells more of somebody: ", who asked not to be named,"."""
    start = at
    while start and tokens[start - 1].kind is not Kind.MARK:
        start -= 1
    if not start or tokens[start].low not in grammar.relative:
        return False
    return any(token.kind is Kind.MARK and token.text in ",–—" for token in tokens[at:last])


def _is_phrase(tokens: Tokens, at: int, grammar: Grammar) -> bool:
    """Whether words together attribute: "as she put it"."""
    return any(tuple(token.low for token in tokens[at : at + len(one)]) == one for one in grammar.verbs.phrases)


def agent(tokens: Tokens, at: int, grammar: Grammar) -> Phrase | None:
    """The agent of a passive: "Ivan Maketov was told by Ana Specimena"; an empty phrase where none is named."""
    if not grammar.passive or tokens[at].low in grammar.participles:
        return None
    helping = next((token.low for token in reversed(tokens[:at]) if token.low not in grammar.skipped
                    or token.low in grammar.passive), "")  # fmt: skip
    if helping not in grammar.passive or tokens[at].low not in grammar.addressing:
        return None
    for index in range(at + 1, min(at + 4, len(tokens))):
        if tokens[index].low in grammar.agent:
            return phrase_at(cut(tokens[index + 1 :], grammar)[0], grammar) or Phrase()
    return Phrase()
