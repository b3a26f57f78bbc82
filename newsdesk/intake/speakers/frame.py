"""A paragraph as words, marks and quotations, in sentences: what stands between quotations says whose they are."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from enum import Enum

import regex

from newsdesk.check.prose import ABBREVIATIONS
from newsdesk.intake.draft.quotations import Passage
from newsdesk.intake.speakers.grammar import Grammar, folded

LABEL = 3
"""Words up to which a passage behind a word may be a name: the newspaper “Evening Star”."""
_TOKEN = regex.compile(
    r"[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*(?:[-‑.'’ʻʼ‘`·&][\p{L}\p{M}\p{N}\u200c\u200d]+|(?<=[oOgG])[‘ʻ’ʼ`'](?=\W))*|\S"
)
# French sets a blank before the mark.
_CLOSING = regex.compile(r"\s?[»“”\"'’‘」』〞›‹«＂]+")
_ENDS = frozenset(".!?…؟。！？۔")
_OPEN_ENDS = ("?", "!", "？", "！", "؟", "…")
_MORE = frozenset(
    "u.s u.k u.n gens cols sens reps govs brig det insp supt adm cmdr pres jr sr mx messrs pvt cpl spc pfc ssgt msgt"
    " ens fr msgr atty cong dist mme mlle m проф акад зам".split()
)


class Kind(Enum):
    """What a piece of a paragraph is."""

    WORD = 1
    MARK = 2
    QUOTE = 3
    LABEL = 4
    """A name in quotation marks, behind a word: the newspaper “Evening Star”."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a quotation, where it stands, and how it is compared."""

    text: str
    start: int
    end: int
    kind: Kind
    low: str
    first: bool = False
    """Whether a sentence begins with it, so that its capital says nothing."""

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.kind is Kind.WORD and self.text[0].isupper()


@dataclass(slots=True)
class Sentence:
    """The tokens of a sentence, quotations among them as one token each."""

    tokens: list[Token] = field(default_factory=list)

    def quotes(self) -> list[int]:
        """Where its quotations stand."""
        return [at for at, token in enumerate(self.tokens) if token.kind is Kind.QUOTE]


def _words(text: str, start: int, end: int, *, first: bool) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if word[0].isalnum():
            found.append(Token(word, match.start(), match.end(), Kind.WORD, folded(word), first))
            first = False
        elif found and word == "." and found[-1].end == match.start() and _is_short(found[-1].text):
            last = found[-1]
            found[-1] = Token(last.text, last.start, last.end, Kind.WORD, last.low, last.first)
        else:
            found.append(Token(word, match.start(), match.end(), Kind.MARK, word))
            first = word in _ENDS or (first and word not in ",;")
    return found


def _is_short(word: str) -> bool:
    """Whether a full stop behind a word belongs to it."""
    if word.isupper() and all(len(part) == 1 for part in word.split(".")):
        return True
    return word.casefold() in ABBREVIATIONS or word.casefold() in _MORE


def labels(text: str, passages: Sequence[Passage], grammar: Grammar) -> set[int]:
    """Where passages begin that are rather the name of a thing behind a word than somebody's words."""
    found: set[int] = set()
    for one in passages:
        if one.depth:
            continue
        before = text[max(0, one.start - 3) : one.start].rstrip("«“”„\"'‘’‚「『\u00a0 ")
        behind = text[one.end : one.end + 3].lstrip("»“”\"'’」』 ")
        inside = one.text[-1:] in ",!?.…，。！？"
        follows_word = before[-1:].isalnum()
        is_name = one.words <= LABEL or (grammar.tag == "en" and is_title(one.text))
        if grammar.tag == "en" and is_title(one.text) and one.words > LABEL and not before.endswith((":", ".")):
            found.add(one.start)
        if is_name and follows_word and not inside and behind[:1] not in {",", "—", "–", "-", "，"}:
            next_words = _TOKEN.findall(text, one.end, min(len(text), one.end + 40))[:3]
            if not (grammar.order == "sov" and any(grammar.is_verb(folded(word)) for word in next_words)):
                found.add(one.start)
    return found


def is_title(text: str) -> bool:
    """Whether words are written as the title of a book or a song: each long one with a capital."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and len(text) < 80 and all(word[0].isupper() for word in words)


def sentences(
    text: str, start: int, end: int, passages: Sequence[Passage], labels: Container[int], grammar: Grammar
) -> list[Sentence]:
    """The sentences of a paragraph, which stands from `start` to `end`; `labels` are passages that are names."""
    tokens: list[Token] = []
    at, first = start, True
    for one in passages:
        tokens += _words(text, at, one.start, first=first)
        while tokens and tokens[-1].kind is Kind.MARK and tokens[-1].text in "«“”„‟\"'‘’‚「『〝»›‹＂":
            tokens.pop()
        tokens.append(Token(one.text, one.start, one.end, Kind.LABEL if one.start in labels else Kind.QUOTE, ""))
        closing = _CLOSING.match(text, one.end, end)
        at = closing.end() if closing else one.end
        first = one.text[-1:] in ".!?。…"
    tokens += _words(text, at, end, first=first)
    return _split(tokens, grammar)


def _split(tokens: list[Token], grammar: Grammar) -> list[Sentence]:
    found = [Sentence()]
    for at, token in enumerate(tokens):
        found[-1].tokens.append(token)
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is None:
            break
        if (token.kind is Kind.MARK and token.text in _ENDS and _begins(after, grammar)) or (
            token.kind is Kind.QUOTE and _ends_within(token, after, grammar)
        ):
            found.append(Sentence())
    return [one for one in found if one.tokens]


def _begins(after: Token, grammar: Grammar) -> bool:
    """Whether a token can begin a sentence behind a full stop."""
    if after.kind is Kind.WORD and grammar.is_cased:
        return not after.text[0].islower()
    return not (after.kind is Kind.MARK and after.text in ",;:)]")


def _ends_within(quote: Token, after: Token, grammar: Grammar) -> bool:
    """Whether the sentence of a quotation ends with it: its own full stop, and a new beginning behind."""
    last = quote.text[-1:]
    if after.kind is Kind.QUOTE:
        return last in _ENDS
    if last not in _ENDS or last in _OPEN_ENDS:
        return False
    if after.kind is Kind.MARK:
        return False
    if grammar.is_cased:
        return after.is_capital
    return True
