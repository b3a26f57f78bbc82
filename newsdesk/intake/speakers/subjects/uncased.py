"""The subject in scripts without capitals: Arabic, Persian, Georgian; a name ends where another kind of word begins."""

from collections.abc import Sequence

from newsdesk.intake.speakers.frame import Kind, Token
from newsdesk.intake.speakers.grammar import Grammar
from newsdesk.intake.speakers.subjects.phrases import Phrase

Tokens = Sequence[Token]
LONGEST = 5


def _stops(token: Token, grammar: Grammar) -> bool:
    low = token.low
    if token.kind is not Kind.WORD or low[0].isdigit():
        return True
    return (
        low in grammar.openers
        or low in grammar.relative
        or low in grammar.joiners
        or low in grammar.subordinators
        or low in grammar.days
        or low in grammar.oblique
        or grammar.is_verb(low)
        or (grammar.tag == "ar" and _is_joined_object(low, grammar))
    )


def _is_joined_object(low: str, grammar: Grammar) -> bool:
    """Whether Arabic has written "to" or "by" together with what follows: the addressee begins."""
    if low.startswith(("لل", "بال")) and len(low) > 4:
        return True
    rest = low[1:]
    return low[0] in "لب" and (rest in grammar.bodies or rest in grammar.offices or rest in ("عبد", "أبي"))


def phrase(tokens: Tokens, grammar: Grammar) -> Phrase | None:
    """The phrase with which these words begin; the name without its office."""
    words: list[Token] = []
    for token in tokens:
        if _stops(token, grammar):
            break
        words.append(token)
    if not words:
        return None
    if words[0].low in grammar.pronouns:
        return Phrase(is_pronoun=True)
    if words[0].low in grammar.articles or words[0].low in grammar.people:
        return Phrase(role=tuple(words))
    while len(words) > 1 and words[0].low in grammar.titles:
        words = words[1:]
    if grammar.surnames:
        return _by_surname(words, grammar)
    if words[0].low in grammar.bodies:
        return Phrase(tuple(_body(words, grammar)))
    if words[0].low in grammar.offices:
        return _behind_office(words, grammar)
    at = next((at for at, word in enumerate(words) if at and word.low in grammar.offices), len(words))
    name = words[:at]
    return Phrase(tuple(name), tuple(words[at:]), is_sure=1 < len(name) <= LONGEST)


def _body(words: list[Token], grammar: Grammar) -> list[Token]:
    if grammar.tag != "ar":
        return words[:4]
    end = 1
    while end < len(words) and (words[end].low.startswith(("ال", "وال")) or words[end].low in grammar.bodies):
        end += 1
    return words[: max(end, 2)]


def _behind_office(words: list[Token], grammar: Grammar) -> Phrase:
    """An office and the name behind it: "وزير الخارجية سامي النموذجي"."""
    at = 1
    while at < len(words) and (
        words[at].low in grammar.offices
        or words[at].low in grammar.bodies
        or words[at].low in grammar.little
        or (grammar.tag == "ar" and words[at].low.startswith("ال"))
    ):
        at += 1
    name = words[at:]
    stop = next((end for end, word in enumerate(name) if end and word.low in grammar.offices), len(name))
    name = name[:stop]
    if not name or (len(name) == 1 and grammar.tag != "ar"):
        return Phrase(role=tuple(words))
    if len(name) > 4:
        return Phrase(tuple(name[-2:]), tuple(words[:at]), is_sure=False)
    return Phrase(tuple(name), tuple(words[:at]), is_sure=len(name) > 1)


def _by_surname(words: list[Token], grammar: Grammar) -> Phrase:
    for at, word in enumerate(words):
        if at and word.low in grammar.surnames and word.low not in grammar.oblique:
            role = tuple(words[: at - 1]) if at > 1 and words[at - 2].low in grammar.offices else ()
            return Phrase((words[at - 1], word), role)
    return Phrase(role=tuple(words))


def _pieces(tokens: Tokens) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind is Kind.WORD:
            found[-1].append(token)
        elif token.kind is Kind.MARK:
            found.append([])
    return [piece for piece in found if piece]


def leading(tokens: Tokens, grammar: Grammar) -> Phrase | None:
    """The subject of a clause that begins with it: the first phrase, or the name that stands beside an office."""
    pieces = _pieces(tokens)
    described: Phrase | None = None
    for at, piece in enumerate(pieces):
        start = 0
        while start < len(piece) and (piece[start].low in grammar.days or piece[start].low in grammar.skipped):
            start += 1
        piece = piece[start:]
        if not piece or (_stops(piece[0], grammar)):
            continue
        if grammar.surnames:
            found: Phrase | None = _georgian(piece, grammar)
        else:
            found = phrase(piece, grammar)
        if found is None:
            continue
        if found.is_pronoun:
            return found
        after = phrase(pieces[at + 1], grammar) if at + 1 < len(pieces) else None
        is_office = piece[0].low in grammar.offices
        if is_office and after and after.name and after.is_sure and pieces[at + 1][0].low not in grammar.offices:
            return Phrase(after.name, found.role or found.name)
        if found.name:
            apposed = pieces[at + 1] if at + 1 < len(pieces) else []
            role = tuple(apposed) if not found.role and apposed and apposed[0].low in grammar.offices else found.role
            return Phrase(found.name, role, is_sure=found.is_sure)
        described = described or found
    return described


def _georgian(piece: list[Token], grammar: Grammar) -> Phrase | None:
    found = _by_surname(piece, grammar)
    return found if found.name else None


def behind(tokens: Tokens, grammar: Grammar) -> Phrase | None:
    """The subject right behind a verb."""
    start = 0
    while start < len(tokens) and tokens[start].low in grammar.skipped:
        start += 1
    if start >= len(tokens) or _stops(tokens[start], grammar):
        return None
    found = phrase(tokens[start:], grammar)
    if found and found.is_described and grammar.tag == "ar":
        # "the chairman, Karim": a name beside the office.
        pieces = _pieces(tokens[start:])
        if pieces and pieces[0][0].low in grammar.people:
            return found
    return found
