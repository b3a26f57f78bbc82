"""Who says a quotation by its own sentence: what stands before it, behind it, and which verb is whose."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsdesk.intake.speakers.frame import Kind, Sentence, Token
from newsdesk.intake.speakers.grammar import Grammar
from newsdesk.intake.speakers.subjects import endings, uncased, unspaced
from newsdesk.intake.speakers.subjects.clauses import after_verb, before_verb, first_phrase, is_named_alone
from newsdesk.intake.speakers.subjects.phrases import Phrase, cut, phrase_at
from newsdesk.intake.speakers.subjects.stops import bare
from newsdesk.intake.speakers.verbs import agent, verbs_in

Tokens = Sequence[Token]
NEAR = 24
"""Words between a verb and the quotation that belongs to it."""
FAR = 80
"""Words and marks before and behind a quotation that are looked at."""
_CLOSED = ",!?…，！？،"


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a quotation by its sentence, and how sure that is."""

    phrase: Phrase
    verb: Token | None
    is_clear: bool
    is_beside: bool
    """Whether the words that attribute stand right beside it."""


def said(text: str, sentence: Sentence, at: int, grammar: Grammar) -> Said | None:
    """What the sentence says of the quotation that is its token `at`, or None."""
    tokens = sentence.tokens
    near = range(max(0, at - FAR), min(len(tokens), at + FAR))
    before = max((one for one in near if one < at and tokens[one].kind is Kind.QUOTE), default=-1)
    behind = min((one for one in near if one > at and tokens[one].kind is Kind.QUOTE), default=near.stop)
    head, tail = tokens[max(before + 1, near.start) : at], tokens[at + 1 : behind]
    if all(token.kind is Kind.MARK and token.text not in ":：" for token in head):
        head = []
    if grammar.letters == "unspaced":
        whole = tokens[at]
        first = tokens[before].end if before >= 0 else tokens[0].start
        last = tokens[behind].start if behind < len(tokens) else tokens[-1].end
        found, verb, clear = unspaced.speaker(text, (first, whole.start), (whole.end, last), grammar)
        return Said(found, verb, clear, clear) if found else None
    if grammar.order == "sov" and grammar.is_cased:
        found, verb, clear = endings.speaker(head, tail, grammar)
        return Said(found, verb, clear, clear) if found else None
    return _tail(tokens[at], tail, head, grammar, follows=before >= 0) or _head(
        head, sentence, before, grammar, follows=before >= 0
    )


def _subject(before: Tokens, after: Tokens, grammar: Grammar, verb: str, *, inverted: bool) -> Phrase | None:
    if not grammar.is_cased:
        if inverted or grammar.order == "vso":
            return uncased.behind(after, grammar) or (None if inverted else uncased.leading(before, grammar))
        return uncased.leading(before, grammar) or uncased.behind(after, grammar)
    if inverted:
        return after_verb(after, grammar, verb)
    found = before_verb(before, grammar, verb)
    if grammar.tag == "en":
        return found
    if found is None or found.is_described:
        later = after_verb(after, grammar, verb)
        if later and (later.name or found is None):
            return later
    return found


def _source(tokens: Tokens, grammar: Grammar) -> tuple[Phrase, int] | None:
    """Whose words they are by a phrase before the name: "according to Ana Specimena"."""
    words = [token.low for token in tokens]
    for at, token in enumerate(tokens):
        if grammar.own and token.kind is Kind.WORD and grammar.own.phrase_at(words, at):
            return Phrase(is_pronoun=True), at
        size = grammar.sources.phrase_at(words, at) if token.kind is Kind.WORD else 0
        if not size:
            continue
        rest = tokens[at + size :]
        if not grammar.is_cased:
            found = uncased.phrase(rest, grammar)
            pieces = sum(1 for _ in rest)
            if found and found.name and len(found.name) > 3 and pieces > len(found.name):
                found = Phrase(found.name[:2], found.role, is_sure=False)
            if found is None:
                continue
            return found, at
        pieces_of = cut(rest, grammar)
        found = phrase_at(pieces_of[0], grammar) if pieces_of else None
        return (found or Phrase()), at
    words_behind = grammar.behind
    if words_behind:
        for at, token in enumerate(tokens):
            if token.kind is Kind.WORD and words_behind.phrase_at(words, at):
                found = before_verb(tokens[:at], grammar)
                return (found or Phrase()), at
    return None


def _tail(quote: Token, tail: Tokens, head: Tokens, grammar: Grammar, *, follows: bool) -> Said | None:
    """By what follows: "…," said Ana Specimena; "…", Ana Specimena said."""
    if not tail:
        return None
    if head and head[-1].text in (":", "：") and not _starts_inverted(tail, grammar):
        return None
    closed = quote.text[-1:] in _CLOSED or (tail[0].kind is Kind.MARK and tail[0].text in ",،，—–-؛")
    sourced = _source(tail[:14], grammar)
    if sourced and sourced[1] <= 3 and (sourced[0].name or sourced[0].is_described):
        return Said(sourced[0], tail[sourced[1]], sourced[0].is_sure, is_beside=True)
    for at in verbs_in(tail, grammar)[:2]:
        verb = tail[at]
        between = bare(tail[:at], grammar)
        if (
            len(between) == 1
            and between[0].low in grammar.openers
            and not (between[0].low in grammar.joiners or between[0].low in grammar.pronouns)
        ):
            between = []
        held = next((token for token in tail[:at] if token.low in grammar.pronouns), None)
        if held and len(between) <= 2 and not any(token.is_capital for token in between):
            return Said(Phrase(is_pronoun=True), verb, closed, is_beside=True)
        if not between and verb.low in grammar.participles:
            continue
        if not between:
            found = agent(tail, at, grammar) or after_verb_in(tail[at + 1 :], grammar, verb.low)
            if found is None:
                # Arabic and Spanish leave "he" out.
                found = Phrase(is_pronoun=True) if grammar.tag != "en" else None
            if found is None:
                continue
            relayed = verb.low in grammar.relays and grammar.tag != "en"
            return Said(found, verb, (closed or not head) and not relayed, is_beside=True)
        if _is_joined(between[0], grammar) or at > NEAR:
            return None
        if not closed and (head or len(quote.text.split()) < 5):
            return None
        found = agent(tail, at, grammar) or _subject(tail[:at], tail[at + 1 :], grammar, verb.low, inverted=False)
        if found is None or (found.is_described and head):
            continue
        return Said(found, verb, closed, is_beside=closed)
    loose = _unknown_verb(quote, tail, grammar)
    if loose:
        return Said(loose, None, is_clear=False, is_beside=True)
    if closed and not head and not follows and tail[0].text in "—–-":
        named = is_named_alone(tail[1:], grammar) if grammar.is_cased else None
        if named:
            return Said(named, None, is_clear=False, is_beside=True)
    return None


def _unknown_verb(quote: Token, tail: Tokens, grammar: Grammar) -> Phrase | None:
    """Whoever stands behind a quotation that ends in a comma, with any verb: "…," beamed Kettle; «…», élude Jean."""
    if not grammar.is_cased or any(token.low in grammar.pronouns for token in tail[:3]):
        return None
    if grammar.tag != "en":
        return _inverted_verb(tail, grammar)
    piece = cut(tail[:12], grammar)[0]
    if len(piece) < 2 or not quote.text.endswith(",") or not (piece[0].is_capital or piece[0].low.endswith("ed")):
        return None
    found = phrase_at(piece[0 if piece[0].is_capital else 1 :], grammar)
    if found is None or not found.name:
        return None
    if piece[0].is_capital:
        return found if found.rest and found.rest[0].low.endswith("ed") else None
    return found if piece[1].is_capital else None


def _inverted_verb(tail: Tokens, grammar: Grammar) -> Phrase | None:
    """A comma or a dash, a word that is nothing else than a verb, and a name."""
    start = next((at for at, token in enumerate(tail) if token.kind is not Kind.MARK), 0)
    word = tail[start]
    others = (grammar.openers, grammar.joiners, grammar.relative, grammar.subordinators, grammar.articles)
    if not start or tail[0].text not in ",—–-" or word.kind is not Kind.WORD or word.is_capital:
        return None
    if any(word.low in one for one in (*others, grammar.people, grammar.offices, grammar.bodies)):
        return None
    found = after_verb(tail[start + 1 :], grammar, word.low)
    near = found and found.name and found.name[0] in tail[start + 1 : start + 5]
    return found if near else None


def after_verb_in(after: Tokens, grammar: Grammar, verb: str) -> Phrase | None:
    """The subject right behind a verb, in scripts with capitals and without."""
    return after_verb(after, grammar, verb) if grammar.is_cased else uncased.behind(after, grammar)


def _is_joined(token: Token, grammar: Grammar) -> bool:
    return token.low in grammar.joiners and not (token.is_capital and not token.first)


def _starts_inverted(tail: Tokens, grammar: Grammar) -> bool:
    words = bare(tail, grammar)
    return bool(words) and grammar.is_verb(words[0].low) and tail[0].text in ",—–-،，"


def _head(head: Tokens, sentence: Sentence, before: int, grammar: Grammar, *, follows: bool) -> Said | None:
    """By what goes before: Ana Specimena said: "…"; Ana Specimena called it "…"."""
    if not head:
        return None
    colon = head[-1].text in (":", "：")
    verbs = verbs_in(head, grammar)
    sourced = _source(head, grammar)
    if sourced and not any(at > sourced[1] + 3 for at in verbs):
        by, at = sourced
        return Said(by, head[at], by.is_sure, is_beside=len(head) - at < 8)
    nearest: int | None = None
    while verbs:
        at = verbs.pop()
        start = verbs[-1] + 1 if verbs else 0
        if verbs and _goes_on(head[start:at], grammar):
            nearest = at if nearest is None else nearest
            continue
        found = _by_verb(head, start, at, grammar, follows=follows and not verbs)
        if found is None and not verbs:
            return _pronoun_left_out(head, at, grammar)
        if found is None:
            continue
        at = at if nearest is None else nearest
        near = len(head) - at
        return Said(found, head[at], near <= NEAR, is_beside=near <= 4 or colon)
    if colon:
        named = is_named_alone(head, grammar) if grammar.is_cased else _uncased_alone(head, grammar)
        if named:
            return Said(named, None, is_clear=True, is_beside=True)
        pieces = [piece for piece in cut(head, grammar) if piece]
        found = first_phrase(pieces, grammar) if grammar.is_cased and pieces else None
        if found and found.name:
            return Said(found, None, is_clear=False, is_beside=True)
    return None


def _goes_on(between: Tokens, grammar: Grammar) -> bool:
    """Whether a verb has the subject of the one before it: "Ana accused Kit of lies, but said"."""
    at = len(between)
    while at and between[at - 1].low in grammar.skipped:
        at -= 1
    return at > 1 and _is_joined(between[at - 1], grammar)


def _pronoun_left_out(head: Tokens, at: int, grammar: Grammar) -> Said | None:
    if grammar.tag in ("en", "de", "fr") or any(token.kind is Kind.WORD for token in head[:at]):
        return None
    return Said(Phrase(is_pronoun=True), head[at], is_clear=True, is_beside=len(head) - at <= 4)


def _by_verb(head: Tokens, start: int, at: int, grammar: Grammar, *, follows: bool) -> Phrase | None:
    verb = head[at]
    before, after = head[start:at], head[at + 1 :]
    passive = agent(head, at, grammar)
    if passive:
        return passive
    quoted = verb.low in grammar.relays or (verb.low[0] in grammar.joined and verb.low[1:] in grammar.relays)
    helped = any(token.low in grammar.passive for token in head[max(start, at - 2) : at])
    if quoted and not helped:
        return _relayed(after, grammar)
    inverted = follows and not bare(before, grammar)
    if verb.low in grammar.participles and not inverted:
        return None if start else before_verb(before, grammar, verb.low)
    if not start and not inverted and not bare(before, grammar) and grammar.tag == "en":
        # "Says Ana Specimena: …", but not "Asked by Ana Specimena, …".
        inverted = verb.low not in grammar.openers and head[-1].text == ":"
        if not inverted:
            return None
    return _subject(before, after, grammar, verb.low, inverted=inverted)


def _relayed(after: Tokens, grammar: Grammar) -> Phrase | None:
    if grammar.is_cased:
        return after_verb(after, grammar)
    at = next((at for at, token in enumerate(after) if token.low in grammar.agent), None)
    return uncased.phrase(after[at + 1 :], grammar) if at is not None else None


def _uncased_alone(head: Tokens, grammar: Grammar) -> Phrase | None:
    words = [token for token in head if token.kind is Kind.WORD]
    if not words or len(words) > 6:
        return None
    found = uncased.leading(head, grammar)
    size = len(found.name) + len(found.role) if found else 0
    return found if found and found.name and size == len(words) else None
