"""Whether a passage was cut out of a text in a place that changes what it says: inside a figure, or beside a "not"."""

import re
from collections.abc import Sequence

from newsdesk.evidence.cuts.clauses import Gap, clause_end, clause_start, first_of, places
from newsdesk.evidence.cuts.governed import denied_before, denied_behind
from newsdesk.evidence.languages import Language, Phrase
from newsdesk.evidence.words import WORD, size

# Chinese and Japanese figures in characters, and those that multiply what stands before them.
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩廿卅")
_POWERS = frozenset("十百千万萬亿億兆")
# Without a blank beside it a hyphen joins words; the longer dashes stand between clauses.
_HYPHENS = frozenset("-‐‑‒–−\u05be\u058a")
_DASHES = frozenset("-‐‑‒–—―−~〜～")
_SIGN = re.compile(r"[^\w\s'·^-]\Z")
_BEHIND_FIGURES = frozenset("%‰‱°")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th|er|º|ª)?")


def figure_cut(words: Sequence[str], gap: Gap, first: int, end: int, language: Language) -> tuple[int, int] | None:
    """From where to where a figure or compound stands of which the words from `first` to `end` have only a part."""
    for border in (first, end):
        if _holds(words, gap, border, language):
            start, stop = border - 1, border + 1
            while border - start < 4 and _holds(words, gap, start, language):
                start -= 1
            stop = max(stop, border + language.unit_at(words, border))
            while stop - border < 4 and _holds(words, gap, stop, language):
                stop += 1
            return start, stop
    return None


def _holds(words: Sequence[str], gap: Gap, border: int, language: Language) -> bool:
    """Whether the word before a border and the one behind it are parts of one figure or compound."""
    if not 0 < border < len(words):
        return False
    left, right, between = words[border - 1], words[border], gap(border)
    if _spans(words, gap, border, language):
        return True
    if not between:
        return _touch(words, border, language)
    if between in _HYPHENS:
        return size(left) == size(right) == WORD and not (_is_sign(left) or _is_sign(right))
    bare = between.strip()
    if bare:
        # A range, or a minus with a blank behind it.
        is_range = bare in _DASHES and _is_figure(left) and (not _is_year(left) or _is_year(right))
        is_day = bare == "." and _DAY.fullmatch(left) and language.is_month(right)
        return bool(is_day) or (_is_figure(right) and (is_range or bare == "−"))
    return _go_together(words, border, language)


def _spans(words: Sequence[str], gap: Gap, border: int, language: Language) -> bool:
    """Whether a border stands inside a range in words: 5 to 10, five to ten, between 5 and 10."""
    for at in (border - 1, border):
        is_inside = 0 < at < len(words) - 1 and not (gap(at) + gap(at + 1)).strip()
        if is_inside and (words[at] in language.ranges or (at > 1 and (words[at - 2], words[at]) in language.pairs)):
            left, right = words[at - 1], words[at + 1]
            # "In 2022 to 5 of them" is none.
            if all(_is_figure(one) or one in language.numbers for one in (left, right)):
                return not _is_year(left) or _is_year(right)
    return False


def _touch(words: Sequence[str], border: int, language: Language) -> bool:
    """Words with nothing between them: 5%, $5, 15万, 5月, km²."""
    left, right = words[border - 1], words[border]
    if left[-1] in _NUMERALS and right[0] in _NUMERALS:
        return bool(_POWERS & {left[-1], right[0]})
    if right.startswith("^"):
        return _is_figure(left) or (len(left) <= 3 and border > 1 and _is_figure(words[border - 2]))
    if _is_figure(left):
        return language.unit_at(words, border) > 0 or _is_sign(right) or right[0] in _POWERS
    if left in "第之":
        return _is_figure(right) or right in _NUMERALS
    return _is_figure(right) and (_is_sign(left) or language.unit_at(words, border - 1) > 0 or left in "约約")


def _go_together(words: Sequence[str], border: int, language: Language) -> bool:
    """Words with a blank between them: 5 %, € 5, 5 million, 5 May, May 2022, two thousand."""
    left, right = words[border - 1], words[border]
    if _is_figure(left) and (right in _BEHIND_FIGURES or _is_currency(right)):
        return True
    if _is_figure(right) and (_is_currency(left) or language.leads(left)):
        return True
    is_number = left in language.numbers or (_is_figure(left) and not _is_year(left))
    if is_number and (right in language.numbers or language.unit_at(words, border) > 0):
        return True
    if left in language.between and border > 1 and words[border - 2] in language.numbers:
        return right in language.numbers
    if right in language.between and is_number and border + 1 < len(words):
        return words[border + 1] in language.numbers
    if _DAY.fullmatch(left) and language.is_month(right):
        return True
    return (_is_year(right) or _DAY.fullmatch(right) is not None) and language.is_month(left)


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or (word[0] == "-" and len(word) > 1)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[0] in "12"


def _is_sign(word: str) -> bool:
    return _SIGN.match(word) is not None


def _is_currency(word: str) -> bool:
    return _is_sign(word) and word not in "+=<>&@±×÷≈≤≥≠"


def negation_cut(
    words: Sequence[str],
    gap: Gap,
    first: int,
    end: int,
    language: Language,
    left_out: tuple[bool, bool] = (False, False),
) -> str:
    """The negation in the clause of the words from `first` to `end` that these leave out; "" where there is none.

    Words that keep a negation in that clause are whole, but not where the clause that governs theirs is denied: "I do
    not think that". `left_out` says whether the quotation shows by "…" that
    words are missing before and behind: then only a bare "not" right beside them counts.
    """
    before, behind = language.reach
    every = (*language.before, *language.behind)
    start = clause_start(words, gap, first, WORD * (min(before, 1) if left_out[0] else before), language)
    if start < first:
        found = first_of(words, start, first, _bare(every, left_out[0]), language.harmless)
        found = found or next((p for p in places(words, start, first, language.near) if p[1] == first), None)
        clause = clause_end(words, gap, first, len(words) * WORD, language)
        if found and not first_of(words, first, min(clause, end), every, language.harmless):
            return " ".join(words[slice(*found)])
    stop = clause_end(words, gap, end - 1, WORD * (min(behind, 1) if left_out[1] else behind), language)
    if stop > end:
        found = first_of(words, end, stop, _bare(language.behind, left_out[1]), language.harmless)
        clause = clause_start(words, gap, end - 1, len(words) * WORD, language)
        if found and not first_of(words, max(clause, first), end, every, language.harmless):
            return " ".join(words[slice(*found)])
    found = None if left_out[0] else denied_before(words, gap, first, language)
    found = found or (None if left_out[1] else denied_behind(words, gap, end, language))
    return " ".join(words[slice(*found)]) if found else ""


def _bare(phrases: tuple[Phrase, ...], only: bool) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in phrases if not phrase.is_form) if only else phrases
