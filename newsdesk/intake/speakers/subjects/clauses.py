"""The subject of an attributing verb, in languages whose names begin with capitals."""

from collections.abc import Sequence
from dataclasses import replace

from newsdesk.intake.speakers.frame import Kind, Token
from newsdesk.intake.speakers.grammar import Grammar
from newsdesk.intake.speakers.subjects.phrases import Phrase, cut, is_function, phrase_at
from newsdesk.intake.speakers.subjects.stops import bare, bare_end, is_joiner, is_stop, oblique, opens

Tokens = Sequence[Token]
# Words between an office and a name that say of what: министр иностранных дел, глава района.
_GENITIVE = ("ых", "их", "ого", "его", "ой", "ей", "ы", "и")
_WHO = ("who", "qui", "quien", "che", "der", "die")
FAR = 14
"""Words between the beginning of a piece and the verb beyond which a subject is not certain."""


def after_verb(tokens: Tokens, grammar: Grammar, verb: str = "") -> Phrase | None:
    """Who stands behind a verb: "said Ana Specimena, the mayor"; an addressee that stands between is passed over."""
    pieces = cut(tokens, grammar)
    piece = pieces[0]
    start = 0
    while start < len(piece) and piece[start].low in grammar.skipped and not piece[start].is_capital:
        start += 1
    first: Phrase | None = None
    while start < len(piece):
        token = piece[start]
        if token.kind is Kind.QUOTE or (is_stop(token, grammar) and first is None and grammar.tag == "en"):
            return None
        if is_stop(token, grammar):
            # A preposition takes the next phrase with it.
            taken = phrase_at(piece[start + 1 :], grammar)
            if taken is None or grammar.tag == "en":
                return first
            if taken.name and taken.role and taken.role[-1].is_capital and taken.role[-1].low in grammar.oblique:
                return replace(taken, role=())  # "к Владимиру Образцову Садыр Макетов"
            start = len(piece) - len(taken.rest)
            if token.low in grammar.joiners or token.low in grammar.relative or token.low in grammar.subordinators:
                return first
            continue
        found = phrase_at(piece[start:], grammar)
        if found is None:
            start += 1
            continue
        if found.is_pronoun:
            return found
        if found.name and not oblique(found, grammar, verb):
            named = None if found.is_sure else _apposed(pieces[1:], grammar)
            if named:
                return replace(named, role=found.role)
            found = _nominative(found, grammar) if grammar.oblique else found
            beside = _office(pieces[1], grammar) if not found.role and not found.rest and pieces[1:] else ()
            return replace(found, role=found.role or beside)
        if first is None and found.is_described and not oblique_noun(found, grammar):
            first = found
            named = _apposed(pieces[1:], grammar)
            if named:
                return replace(named, role=_whole(found, piece[start:]))
            if not grammar.oblique:
                return found
        start = max(start + 1, len(piece) - len(found.rest))
    return first


def oblique_noun(phrase: Phrase, grammar: Grammar) -> bool:
    """Whether a description is in another case than a subject."""
    return bool(phrase.role) and phrase.role[0].low in grammar.oblique


def _nominative(phrase: Phrase, grammar: Grammar) -> Phrase:
    """The words of an office before a name, without those that belong to an addressee before it."""
    at = max((at for at, token in enumerate(phrase.role) if _is_other(token, grammar)), default=-1)
    return replace(phrase, role=phrase.role[at + 1 :])


def _is_other(token: Token, grammar: Grammar) -> bool:
    if token.kind is not Kind.WORD or (token.is_capital and not token.first and token.low not in grammar.offices):
        return not token.text.isupper()
    return token.low in grammar.oblique and token.low not in grammar.offices and not token.low.endswith(_GENITIVE)


def _apposed(pieces: Sequence[Tokens], grammar: Grammar) -> Phrase | None:
    """The name that stands for itself between commas, behind an office."""
    if not pieces or not pieces[0]:
        return None
    piece = pieces[0]
    if opens(piece, grammar):
        return None
    found = phrase_at(piece, grammar)
    if found and not piece[0].is_capital and (found.rest or not found.role):
        return None
    if found and found.name and not oblique(found, grammar) and len(found.rest) <= 6:
        if found.rest and not is_stop(found.rest[0], grammar):
            return None
        return found
    return None


def before_verb(tokens: Tokens, grammar: Grammar, verb: str = "") -> Phrase | None:
    """Who stands before a verb: "Ana Specimena, the mayor, said", "In a letter to Y, X wrote"."""
    comma = bool(tokens) and bare_end(tokens, grammar)
    pieces = [piece for piece in cut(bare(tokens, grammar), grammar) if piece]
    if not pieces:
        return None
    joined = is_joiner(pieces[-1][-1], grammar)
    if joined:
        pieces[-1] = pieces[-1][:-1]
    if not (comma or joined) and pieces[-1]:
        if pieces[-1][0].low in grammar.relative and pieces[-1][0].low in _WHO and pieces[1:]:
            return _before_relative(pieces[-2], grammar)
        found = _adjacent(pieces[-1], grammar, verb)
        if found is not None:
            return found
        if grammar.oblique and not opens(pieces[-1], grammar):
            return None
    return first_phrase(pieces, grammar, verb)


def _adjacent(piece: Tokens, grammar: Grammar, verb: str) -> Phrase | None:
    """The subject in the piece that leads up to the verb."""
    start = 0
    for at, token in enumerate(piece):
        begins = token.low in grammar.subordinators or is_joiner(token, grammar)
        if begins and at + 1 < len(piece) and not (at and piece[at - 1].is_capital and piece[at + 1].is_capital):
            start = at + 1
    rest = piece[start:]
    while rest and rest[0].low in grammar.days:
        rest = rest[1:]
    if not rest or (rest[0].low in grammar.relative and rest[0].low not in grammar.articles and not start):
        return None
    if not is_stop(rest[0], grammar):
        found = phrase_at(rest, grammar)
        if found is None or oblique(found, grammar, verb):
            return _later(rest, grammar, verb)
        if found.rest and grammar.tag == "en":
            found = _trailing(rest, grammar) or found
        if len(found.rest) > 1 and is_joiner(found.rest[0], grammar) and found.rest[1].is_capital:
            return replace(found, is_sure=False)  # two of them say it
        if found.name and found.rest and not _leads_on(found.rest, grammar):
            return replace(found, is_sure=False)
        return replace(found, is_sure=found.is_sure and len(found.rest) < FAR)
    return _later(rest, grammar, verb)


def _before_relative(piece: Tokens, grammar: Grammar) -> Phrase | None:
    """Whom "who" stands for: the name right before the comma."""
    at = len(piece)
    while at and piece[at - 1].is_capital:
        at -= 1
    found = phrase_at(piece[at:], grammar) if at < len(piece) else None
    return replace(found, is_sure=False) if found and found.name else None


def _trailing(rest: Tokens, grammar: Grammar) -> Phrase | None:
    """The name right before the verb behind a noun for people: "Corps of Engineers spokesman Maj. Kevin Doyle"."""
    at = len(rest)
    while at and rest[at - 1].is_capital:
        at -= 1
    if at == len(rest) or not at or rest[at - 1].low not in grammar.people or is_stop(rest[0], grammar):
        return None
    found = phrase_at(rest[at:], grammar)
    return Phrase(found.name, tuple(rest[:at])) if found and found.name and not found.rest else None


def _leads_on(rest: Tokens, grammar: Grammar) -> bool:
    """Whether what follows a name is a preposition or an office, and not another verb."""
    return is_stop(rest[0], grammar) or rest[0].low in grammar.people or rest[0].low in grammar.skipped


def _later(rest: Tokens, grammar: Grammar, verb: str) -> Phrase | None:
    """The last phrase of a piece that opens with a preposition and goes on to the verb."""
    best: Phrase | None = None
    at = 0
    prepared = False
    while at < len(rest):
        if is_stop(rest[at], grammar):
            prepared = True
            at += 1
            continue
        found = phrase_at(rest[at:], grammar)
        if found is None:
            at += 1
            continue
        following = len(rest) - len(found.rest)
        free = not prepared or (not found.rest and (grammar.tag == "en" or _stands_free(found, grammar)))
        if free and (found.name or found.is_pronoun) and not oblique(found, grammar, verb):
            best = found
        prepared = False
        at = max(at + 1, following)
        while at < len(rest) and rest[at].is_capital:
            at += 1  # German nouns run into the name behind them
    return best


def _stands_free(found: Phrase, grammar: Grammar) -> bool:
    """Whether a name behind a preposition is not the one that belongs to it: an office in the nominative leads it."""
    return (
        grammar.tag != "de"
        and bool(found.role)
        and (found.role[-1].low in grammar.offices or found.role[-1].low in grammar.oblique)
    )


def first_phrase(pieces: Sequence[Tokens], grammar: Grammar, verb: str = "") -> Phrase | None:
    """The subject in the first piece that is one, with the name or the office that stands beside it."""
    # Of ", when it said" nothing is left between the comma and the verb.
    pieces = [piece for piece in pieces if piece]
    start = 0
    for at, piece in enumerate(pieces):
        if at and is_joiner(piece[0], grammar) and len(piece) > 1 and not opens(piece[1:], grammar):
            # "and books" goes on with a list, "and its chairman" begins anew.
            anew = piece[1].is_capital or piece[1].low in grammar.articles or piece[1].low in grammar.pronouns
            start = at if anew else start
    described: Phrase | None = None
    for at in range(start, len(pieces)):
        piece = list(pieces[at])
        while piece and (is_joiner(piece[0], grammar) or piece[0].low in grammar.skipped):
            piece = piece[1:]
        if piece and opens(piece, grammar) and not at:
            # "That's when Tom Hale, then 19, walked in and said"
            last = max((at for at, token in enumerate(piece) if token.low in grammar.subordinators), default=0)
            piece = piece[last + 1 :] if last and piece[last + 1 :] and piece[last + 1].is_capital else piece
        if not piece or opens(piece, grammar) or piece[0].text[0].isdigit():
            continue
        found = phrase_at(piece, grammar)
        if found is None or oblique(found, grammar, verb):
            continue
        named = None if found.is_sure else _apposed(pieces[at + 1 :], grammar)
        if named:
            return replace(named, role=found.role)
        if found.name:
            role = () if found.role or at + 1 >= len(pieces) else _office(pieces[at + 1], grammar)
            return replace(found, role=found.role or role)
        if found.is_pronoun:
            return found
        named = _apposed(pieces[at + 1 :], grammar)
        if named and (_is_person(found, grammar) or not found.rest):
            return replace(named, role=_whole(found, piece), is_sure=named.is_sure and _is_person(found, grammar))
        if found.rest and not _is_person(found, grammar):
            return found  # a letter to somebody: the name behind the comma is the addressee's
        described = described or found
    return described


def _is_person(found: Phrase, grammar: Grammar) -> bool:
    """Whether a description is of a person, and not of a letter or a report that a person wrote."""
    return any(token.low in grammar.people or token.low in grammar.offices for token in found.role)


def _whole(found: Phrase, piece: Tokens) -> tuple[Token, ...]:
    """An office with what it is of, up to the comma before its name: "the chairman of the Example Board"."""
    return tuple(piece) if len(piece) <= 10 and all(token.kind is Kind.WORD for token in piece) else found.role


def _office(piece: Tokens, grammar: Grammar) -> tuple[Token, ...]:
    """What stands between commas behind a name, where it is an office."""
    words = list(piece)
    if not words or opens(words, grammar) or len(words) > 10:
        return ()
    if not any(word.low in grammar.people or word.low in grammar.offices for word in words[:5]):
        return ()
    return tuple(words)


def is_named_alone(tokens: Tokens, grammar: Grammar) -> Phrase | None:
    """A name that stands for itself with its office, as before a colon: "Mayor Ana Specimena:"."""
    words = [token for token in tokens if token.kind is not Kind.MARK]
    if not words or len(words) > 9 or (is_stop(words[0], grammar) and not words[0].is_capital):
        return None
    if is_function(words[0], grammar) and words[0].low not in grammar.articles:
        return None
    pieces = cut(tokens, grammar)
    found = first_phrase([piece for piece in pieces if piece], grammar)
    if found is None or not found.name or oblique(found, grammar) or (len(found.name) == 1 and found.rest):
        return None
    return found if len(found.rest) <= 4 and not (found.rest and not is_stop(found.rest[0], grammar)) else None
