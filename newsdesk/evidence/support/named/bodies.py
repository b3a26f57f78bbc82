"""Bodies by what their names mean: Ministry of Transport, Счётная палата; where a page has such words together."""

import re
from bisect import bisect_left

from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.concepts import function_words, has_words, is_han, meanings, stem
from newsdesk.evidence.support.reading.lexemes import is_cased
from newsdesk.evidence.support.reading.names import Name
from newsdesk.evidence.support.reading.roles import names_body
from newsdesk.evidence.support.text import Text, cognate

_NEAR, _NEAR_HAN = 48, 10
"""So many characters may lie between the first and the last word of a name."""
_SHORT = 6
_ABBREVIATION = re.compile(r"\b[A-ZА-ЯЁӨҮҲҚҒЎҶ]{2,6}\b")


def keys_of(word: str, source: Text, page: Page) -> tuple[frozenset[str], bool]:
    """By what a word of a name is looked for on a page, and whether it would surely be seen there."""
    told = {one for one in meanings(word, source.code) if has_words(one, page.code)}
    if source.code == page.code:
        return frozenset(told | {f"w:{stem(word)}"}), True
    alike = cognate(word)
    return frozenset(told | ({f"t:{alike}"} if alike else set())), bool(told)


def together(name: Name, source: Text, page: Page) -> tuple[list[tuple[int, int]], int, int, int]:
    """Where most words of a name stand together, how many, of how many that would be seen, and of how many at all."""
    little = function_words(source.code)
    asked = [keys_of(word, source, page) for word in name.words if word not in little and len(word) > 2]
    words = page.own_places if source.code == page.code else page.cognate_places
    places = sorted(
        (start, number)
        for number, (keys, _) in enumerate(asked)
        for start in {at for key in keys for at in (*page.places.get(key, ()), *words.get(key, ()))}
    )
    near = _NEAR_HAN if is_han(page.code) else _NEAR
    most = 0
    spans: list[tuple[int, int]] = []
    starts = [start for start, _ in places]
    for at, (start, _) in enumerate(places):
        here = places[at : bisect_left(starts, start + near)]
        count = len({number for _, number in here})
        if count > most:
            most, spans = count, []
        if count == most:
            spans.append((start, here[-1][0]))
    return spans, most, sum(sure for _, sure in asked), len(asked)


def in_words(name: Name, source: Text, page: Page) -> list[tuple[int, int]]:
    """Where a page has all words of a body's name side by side, whatever their case."""
    spans, most, _, every = together(name, source, page)
    return spans if most == every > 1 else []


def is_not_there(name: Name, source: Text, page: Page) -> bool:
    """Whether a page has nothing of a body whose name is made of words that it would have."""
    _, most, sure, every = together(name, source, page)
    if sure == 0 or sure < every - 1 or may_be_short(name, page):
        return False
    if every == 1:
        return most == 0
    return most <= 1 if sure > 1 else most == 0


def is_body_name(name: Name, source: Text) -> bool:
    """Whether a word of a name says what a body is."""
    return any(names_body(word, source.code) for word in name.words)


def may_be_short(name: Name, page: Page) -> bool:
    """Whether a page has an abbreviation with as many letters as a name has words: МЧС."""
    if not is_cased(page.text) or len(name.words) < 2:
        return False
    return any(abs(len(short) - len(name.words)) <= 1 for short in page.remembered("short", _abbreviations))


def _abbreviations(page: Page) -> frozenset[str]:
    return frozenset(_ABBREVIATION.findall(page.text))
