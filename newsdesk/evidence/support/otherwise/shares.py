"""Parts of a whole in words, a third or half, beside the parts and the per cent that the pages say."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from newsdesk.evidence.support.judging.finding import LEAST_MEASURED, Finding, Token
from newsdesk.evidence.support.otherwise.bounds import has_negation
from newsdesk.evidence.support.otherwise.units import against, aside
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.concepts import is_han
from newsdesk.evidence.support.reading.lexemes import characters
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.weighing import Scale

Part = tuple[float, int, int]
"""A share of a whole, and from where to where it stands."""
_NEAR = 0.035
"""By so much the per cent that somebody calls a third may differ from it."""
_ROUGH, _BEFORE = 0.1, 24
"""The same where it is said to be rounded, by words so near before it."""
_START = 3
_CHINESE = re.compile(r"([\d一二三四五六七八九十]+)分之([\d一二两三四五六七八九]+)|一半|半数")
_MOST, _LARGE = 20, 20
"""Among so many figures of a sentence one is a part of another; of what is so large a part is reckoned."""


def parts_in(text: Text) -> list[Part]:
    """The parts of a whole that a text says in words: two thirds, половина, 三分之二."""
    return text.remembered("parts said", lambda made: list(_parts(made)))


def _parts(text: Text) -> Iterator[Part]:
    numerals = text.numerals
    if is_han(text.code):
        for match in _CHINESE.finditer(text.text):
            whole, part = (
                characters(told) if told and not told.isdigit() else float(told or 0) for told in match.groups()
            )
            if whole is None or not match[1]:
                yield 0.5, *match.span()
            elif part and 0 < part < whole and whole < 100:
                yield part / whole, *match.span()
        return
    starts = {one[:_START] for one in numerals.parts}
    for at, lexeme in enumerate(text.lexemes):
        if text.code not in ("ar", "uz") and lexeme.text[:_START] not in starts:
            continue
        if lexeme.kind != "w" or (share := numerals.part(lexeme.text)) is None:
            continue
        before = text.lexemes[at - 1] if at else None
        behind = text.lexemes[at + 1] if at + 1 < len(text.lexemes) else None
        if behind and text.text[lexeme.end : behind.start].strip():
            behind = None
        known = numerals.value(before.text) if before and before.kind == "w" else None
        if before and before.kind == "d" and before.text.isdigit():
            known = (float(before.text), False)
        if known and known[1] and lexeme.text not in numerals.ordinals:
            continue  # the first half
        times = known[0] if known and known[0] < 1 / share and known[0] == int(known[0]) else 1.0
        start = before.start if before and known and times == known[0] else lexeme.start
        if behind and behind.kind == "w" and (numerals.value(behind.text) or (0,))[0] >= 1000:
            continue  # half a million
        if text.code == "en" and not _is_english_part(lexeme.text, times, before, behind):
            continue
        yield share * times, start, lexeme.end


def _is_english_part(word: str, times: float, before: object, behind: object) -> bool:
    """Whether English says a part by a word that is a place in a row too: a third of, two thirds, half of."""
    said, next_ = getattr(before, "text", ""), getattr(behind, "text", "")
    if times > 1:
        return word.endswith("s") and next_ in ("of", "the")
    if word == "half":
        return next_ in ("of", "the", "its", "their", "his", "her", "all", "these", "those")
    return said in ("a", "one") and next_ in ("of", "the")


def _said(text: Text) -> Iterator[Part]:
    yield from parts_in(text)
    yield from ((one.values[0] / 100, one.start, one.end) for one in text.figures if one.share and one.values)


def shares_in(text: Text) -> Iterator[Token]:
    """All of these."""
    for share, start, end in parts_in(text):
        yield aside("figure", f"p:{share:.3f}", text, start, end)


def shares_against(text: Text, scales: Sequence[Scale]) -> Iterator[Finding]:
    """Parts that no page says and none of its figures make, where one says another part of the same."""
    for share, start, end in parts_in(text):
        told = [(number, one) for number, scale in enumerate(scales) for one in _said(scale.page)]
        near = _ROUGH if _is_rough(text, start) else _NEAR
        if any(abs(one[0] - share) <= near for _, one in told):
            continue
        if any(abs(1 - one[0] - share) <= _NEAR and _denies(text, scales[number].page, one[1]) for number, one in told):
            continue  # a third had none, for two thirds that had some
        if any(_is_ratio(share, scale.page, text) for scale in scales):
            continue
        what = Figure((share * 100,), start, end, share=True)
        for number, (_, at, until) in told:
            scale = scales[number]
            context = scale.context(what)
            if scale.weigh(context, at, until) > LEAST_MEASURED and scale.carrier(context) == scale.page.sentence_at(
                at
            ):
                yield against(aside("figure", f"p:{share:.3f}", text, start, end), scales, number, at)
                break


def _is_rough(text: Text, start: int) -> bool:
    """Whether a part is only said to be about, over or under: more than half."""
    before = " ".join(one.text for one in text.lexemes if start - _BEFORE < one.start < start)
    numerals = text.numerals
    return any(" ".join(phrase) in before for phrase in (*numerals.about, *numerals.over, *numerals.under))


def _is_ratio(share: float, page: Page, text: Text) -> bool:
    """Whether figures of the page, or of the sentence, make the part."""
    by_sentence: dict[int, list[float]] = {}
    for one in page.figures:
        if one.values and one.values[0] > 0 and not one.share:
            by_sentence.setdefault(page.sentence_at(one.start), []).append(one.values[0])
    if any(
        abs(one / two - share) <= _NEAR for told in by_sentence.values() for one, two in permutations(told[:_MOST], 2)
    ):
        return True
    # A third of 4,300, where the page says how many.
    every = [one for told in by_sentence.values() for one in told]
    said = [one.values[0] for one in text.figures if one.values and one.values[0] > 0 and not one.share]
    return any(abs(one / two - share) <= _NEAR for two in said if two >= _LARGE for one in every)


def _denies(text: Text, page: Page, at: int) -> bool:
    """Whether just one of a sentence and its place on a page has a negation: then one is what the other leaves."""
    said = page.sentence(page.sentence_at(at))
    return has_negation(text.text, text.code) != has_negation(said, page.code)
