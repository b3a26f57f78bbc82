"""Noun phrases in scripts with capitals: a name, the office before it, or somebody without a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsdesk.intake.speakers.frame import Kind, Token
from newsdesk.intake.speakers.grammar import Grammar

Tokens = Sequence[Token]
_MADE = ("-based", "-born", "-led", "-backed", "-owned", "-run", "-era", "-trained", "-educated", "-raised")
# Russian writes the father's name between the two others.
_FATHERS = ("вич", "вна", "чна", "вич", "івна", "уулу", "оглы", "кызы")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Somebody: a name by its tokens, or a description, or a pronoun."""

    name: tuple[Token, ...] = ()
    role: tuple[Token, ...] = ()
    is_pronoun: bool = False
    is_sure: bool = True
    rest: tuple[Token, ...] = ()
    """What follows it before the next mark."""

    @property
    def is_described(self) -> bool:
        """Whether somebody is meant and not named."""
        return not self.name and not self.is_pronoun


def cut(tokens: Tokens, grammar: Grammar) -> list[list[Token]]:
    """The pieces between commas, dashes and semicolons; what stands in brackets is left out."""
    pieces: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        if token.kind is Kind.MARK:
            if token.text in "([":
                depth += 1
            elif token.text in ")]":
                depth = max(0, depth - 1)
            elif depth == 0 and token.text in ",;:—–-،؛、，；：":
                pieces.append([])
            elif depth == 0 and token.text in "&/" and pieces[-1]:
                pieces[-1].append(token)
            continue
        if depth == 0:
            pieces[-1].append(token)
    return pieces


def is_plain(token: Token, grammar: Grammar) -> bool:
    """Whether a word opens something other than the phrase: a preposition, a verb, "and", "who"."""
    low = token.low
    return (
        token.kind in (Kind.QUOTE, Kind.LABEL)
        or low in grammar.openers
        or low in grammar.joiners
        or low in grammar.relative
        or low in grammar.subordinators
        or grammar.is_verb(low)
    ) and not (token.is_capital and not token.first)


def _is_name_part(token: Token, grammar: Grammar) -> bool:
    # "Moscow-based", "Pope-watcher"
    made = token.first and "-" in token.text and token.text.rsplit("-", 1)[1].islower()
    return token.is_capital and token.low not in grammar.days and not made and not token.low.endswith(_MADE)


def phrase_at(tokens: Tokens, grammar: Grammar) -> Phrase | None:
    """The noun phrase with which these tokens begin, or None; they hold no comma."""
    at = 0
    bare = True
    while at < len(tokens) and (tokens[at].low in grammar.articles or tokens[at].low in grammar.days):
        bare = bare and tokens[at].low in grammar.days
        at += 1
    if at < len(tokens) and tokens[at].low in grammar.pronouns and not (at + 1 < len(tokens) and not bare):
        return Phrase(is_pronoun=True, rest=tuple(tokens[at + 1 :]))
    if at >= len(tokens):
        # "This" and "both" stand for somebody, "the" alone for nobody.
        return Phrase(is_pronoun=True) if tokens and tokens[0].low in grammar.pronouns else None
    end = at
    while end < len(tokens) and not is_plain(tokens[end], grammar):
        if end > at and tokens[end].low in grammar.skipped and not tokens[end].is_capital:
            break
        end += 1
    if end == at:
        return None
    if tokens[at].low in grammar.bodies and grammar.tag != "en":
        return _body(tokens, at, end, grammar)
    # What stands before a genitive owns somebody else.
    owned = at
    for index in range(at, end):
        if tokens[index].low.endswith(("'s", "s'")) and grammar.tag == "en":
            owned, bare = index + 1, False
    found = _named(tokens, owned, end, grammar, bare=bare)
    if found.is_described and end < len(tokens) and tokens[end].low in grammar.linking and _is_office(found, grammar):
        of = _office_of(tokens, owned, end, grammar)
        if of:
            return of
    # Who is not named is described in all the words: "a senior official", "the mayor's spokesman".
    return replace(found, role=tuple(tokens[:end])) if found.is_described else found


def _is_office(found: Phrase, grammar: Grammar) -> bool:
    return any(token.low in grammar.offices for token in found.role)


def _office_of(tokens: Tokens, start: int, at: int, grammar: Grammar) -> Phrase | None:
    """The name behind an office that says of what: "La ministre des Affaires étrangères Anne Exemple"."""
    end = at + 1
    while end < len(tokens) and (not is_plain(tokens[end], grammar) or tokens[end].low in grammar.linking):
        if tokens[end].low in grammar.skipped and not tokens[end].is_capital:
            break
        end += 1
    last = end
    while last > at and tokens[last - 1].is_capital:
        last -= 1
    run = list(tokens[last:end])
    if len(run) < 2 or run[-1].low in grammar.bodies:
        return None
    sure = len(run) == 2 and not (tokens[last - 1].low in grammar.linking or tokens[last - 1].low in grammar.articles)
    if len(run) == 2 and not sure:
        return None
    return Phrase(tuple(run[-2:]), tuple(tokens[start : end - 2]), is_sure=sure, rest=tuple(tokens[end:]))


def _body(tokens: Tokens, at: int, end: int, grammar: Grammar) -> Phrase:
    """A ministry, a bank, with the words that say which: "le ministère de l'Énergie", "Министерство энергетики"."""
    last = end
    while last + 1 < len(tokens) and tokens[last].low in grammar.linking:
        more = last + 1
        while more < len(tokens) and tokens[more].low in grammar.articles:
            more += 1
        if more >= len(tokens) or not _names(tokens[more]):
            break
        last = more + 1
        while last < min(len(tokens), more + 3) and not (
            is_plain(tokens[last], grammar) or tokens[last].low in grammar.skipped or tokens[last].is_capital
        ):
            last += 1
    name = tuple(tokens[at:last]) if last > at + 1 else ()
    return Phrase(name, () if name else tuple(tokens[at:last]), rest=tuple(tokens[last:]))


def _names(token: Token) -> bool:
    """Whether a word is a proper one, perhaps behind an article that is written together with it: l'Énergie."""
    return token.is_capital or token.text.split("'")[-1].split("’")[-1][:1].isupper()


def _named(tokens: Tokens, at: int, end: int, grammar: Grammar, *, bare: bool) -> Phrase:
    start = at
    while at < end:
        if not _is_name_part(tokens[at], grammar):
            at += 1
            continue
        last = _run_end(tokens, at, end, grammar)
        if at > start and tokens[at - 1].low in grammar.little and tokens[at - 1].low not in grammar.articles:
            at -= 1  # de Miranda
        before = tokens[start:at]
        after = tokens[last] if last < end else None
        run = list(tokens[at:last])
        if run[0].first and len(run) > 1 and is_function(run[0], grammar):
            before, run = [*before, run[0]], run[1:]
        if len(run) > 2 and run[0].first and run[0].low in grammar.people.whole:
            before, run = [*before, run[0]], run[1:]
            if run[0].low in grammar.little and not run[0].is_capital and run[0].low not in grammar.articles:
                at = last  # "Vecinos de" a place: people who have no name
                continue
        if len(run) == 1 and not bare and (run[0].low in grammar.peoples or grammar.tag == "de"):
            at = last
            continue
        if len(run) == 1 and run[0].low in grammar.people.whole and run[0].low not in grammar.offices:
            at = last
            continue
        found = _trimmed(run, before, grammar)
        if after is not None:
            noun = after.low in grammar.people or after.low in grammar.offices or after.low in grammar.bodies
            # "the British prime minister", "Example Motors chief executive Uma Kerr", "Leo Tamm met".
            if noun or not bare or (len(run) == 1 and not found.role and (grammar.tag == "en" or run[0].first)):
                at = last
                continue
        if not found.name:
            if last >= end:
                break
            at = last
            continue
        return Phrase(found.name, found.role, is_sure=found.is_sure, rest=tuple(tokens[last:]))
    return Phrase(role=tuple(tokens[start:end]), rest=tuple(tokens[end:]))


def _owns(token: Token, grammar: Grammar) -> bool:
    """Whether an office stands in the genitive, so that the name behind it owns what follows."""
    return token.low not in grammar.offices and token.low[:-1] in grammar.offices


def is_function(token: Token, grammar: Grammar) -> bool:
    """Whether a word is capitalised only since a sentence begins with it."""
    low = token.low
    return token.first and (
        low in grammar.openers
        or low in grammar.skipped
        or low in grammar.articles
        or low in grammar.joiners
        or low in grammar.subordinators
        or low in grammar.pronouns
    )


def _run_end(tokens: Tokens, at: int, end: int, grammar: Grammar) -> int:
    """Where the run of capitals ends that begins here."""
    last = at + 1
    while last < len(tokens):
        token = tokens[last]
        if last < end and _is_name_part(token, grammar):
            last += 1
        elif (token.low in grammar.little or token.text == "&") and last + 1 < len(tokens):
            if not tokens[last + 1].is_capital or (token.low in grammar.openers and token.low not in grammar.little):
                break
            last += 2
        elif token.low in ("of", "for") and grammar.tag == "en" and tokens[last - 1].low in grammar.bodies:
            more = last + 1
            while more < len(tokens) and (tokens[more].low in ("the", "and") or tokens[more].is_capital):
                more += 1
            if more == last + 1 or not tokens[more - 1].is_capital:
                break
            last = more
        else:
            break
    return last


def _trimmed(run: list[Token], before: Tokens, grammar: Grammar) -> Phrase:
    """A run of capitals without titles and without the office that stands before the name."""
    role = [token for token in before if token.low not in grammar.titles]
    while len(run) > 1 and run[0].low in grammar.titles:
        run, role = run[1:], role
    if len(run) > 2 and grammar.oblique and run[-1].low not in grammar.oblique:
        # The name of an addressee, and the subject right behind it.
        while len(run) > 2 and run[0].low in grammar.oblique:
            role, run = [*role, run[0]], run[1:]
        if len(run) == 4 and role and _owns(role[-1], grammar):
            role, run = [*role, *run[:2]], run[2:]
    elif len(run) > 2 and grammar.oblique and not (run[0].low in grammar.oblique or run[1].low in grammar.oblique):
        run = run[:2]
    if len(run) == 3 and run[0].low in grammar.peoples and run[-1].low not in grammar.bodies:
        role, run = [*role, run[0]], run[1:]
    office = max((at for at, token in enumerate(run) if token.low in grammar.offices), default=-1)
    if office == len(run) - 1 > 0 and not before and run[-1].low in grammar.surnames:
        office = -1  # Larry King
    elif office == len(run) - 1 and (office > 0 or before or run[0].low in grammar.offices):
        return Phrase(role=(*before, *run))
    if office >= 0:
        role, run = [*role, *run[: office + 1]], run[office + 1 :]
    if len(run) > 2 and grammar.oblique and role and role[-1].low in grammar.offices:
        # "глава МИД Кыргызстана Жениш Макетов": what the office is of, and two words or three.
        keep = 3 if run[-2].low.endswith(_FATHERS) else 2
        role, run = [*role, *run[:-keep]], run[-keep:]
    while len(run) > 1 and run[0].low in grammar.titles:
        run = run[1:]
    return Phrase(tuple(run), tuple(role))
