"""Words at which a phrase ends or another clause begins, and names that are no subject by their ending."""

from collections.abc import Sequence

from newsdesk.intake.speakers.frame import Kind, Token
from newsdesk.intake.speakers.grammar import Grammar
from newsdesk.intake.speakers.subjects.phrases import Phrase

Tokens = Sequence[Token]


def bare(tokens: Tokens, grammar: Grammar) -> list[Token]:
    """The words without marks at both ends and without helping verbs and adverbs at both ends."""
    found = list(tokens)
    while found and (found[0].kind is Kind.MARK or found[0].low in grammar.skipped):
        found.pop(0)
    while found and (found[-1].kind is Kind.MARK or (found[-1].low in grammar.skipped and not found[-1].is_capital)):
        found.pop()
    return found


def oblique(phrase: Phrase, grammar: Grammar, verb: str = "") -> bool:
    """Whether a name stands in a case that no subject has, or agrees with another verb."""
    if not phrase.name:
        return False
    if phrase.name[0].low in grammar.oblique:
        return True
    if phrase.name[0].low in grammar.bodies:
        return False
    if phrase.name[-1].low in grammar.oblique:
        return True
    last = phrase.name[-1].low
    if len(phrase.name) > 1 and grammar.feminine and verb:
        woman, man = last in grammar.feminine, last in grammar.masculine
        if (woman and verb.endswith(("л", "лся"))) or (man and verb.endswith(("ла", "лась"))):
            return True
    return False


def is_stop(token: Token, grammar: Grammar) -> bool:
    """Whether a word opens a phrase of another kind."""
    low = token.low
    if low in grammar.articles and low not in grammar.openers and grammar.tag != "en":
        return False
    return (
        low in grammar.openers or low in grammar.joiners or low in grammar.relative or low in grammar.subordinators
    ) and not (token.is_capital and not token.first)


def bare_end(tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a comma stands right before the verb, helping words aside."""
    for token in reversed(tokens):
        if token.kind is Kind.MARK:
            return token.text in ",)—–-"
        if token.low not in grammar.skipped or token.is_capital:
            return False
    return False


def is_joiner(token: Token, grammar: Grammar) -> bool:
    """Whether a word is "and" or the like."""
    return token.low in grammar.joiners and not (token.is_capital and not token.first)


def opens(piece: Tokens, grammar: Grammar) -> bool:
    """Whether a piece begins with something else than a subject: a preposition, "who", a verb."""
    token = piece[0]
    if token.is_capital and not token.first:
        return False
    if token.first and token.low.endswith("ed") and piece[1:] and is_stop(piece[1], grammar):
        return True
    return is_stop(token, grammar) or token.low in grammar.relative or grammar.is_verb(token.low)
