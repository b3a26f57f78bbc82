"""Names that a page in another language has in words of its own: titles, bodies, letters; and Japanese in Chinese."""

import re

from newsdesk.evidence.support.named.palladius import pinyin_of
from newsdesk.evidence.support.page import Page
from newsdesk.evidence.support.reading.concepts import function_words, has_words, is_han, is_ordinary, knows, meanings
from newsdesk.evidence.support.reading.names import Name
from newsdesk.evidence.support.reading.roles import clipped, is_body, is_head, names_body
from newsdesk.evidence.support.reading.sounds import in_chinese
from newsdesk.evidence.support.text import Text, cognate

_TITLE = re.compile(r"[“«„\"「《]([^”»“\"」》]{3,80})[”»“\"」》]")
_OPENING = tuple('“«„"「《')
_ROMAJI = re.compile(
    r"(?:(?:[kgsztdnhbpmyrwjf]|ky|gy|sh|ch|ts|j|ny|hy|by|py|my|ry)?[aeiou]|n(?![aeiouy])|(?:kk|ss|pp|tt)(?=[aeiou])[aeiou]|m(?=[bp]))+"
)
_JAPAN = re.compile("日[本籍]|东京|大阪|日媒")
_LEAST, _WORDS = 3, 2
_ADJECTIVE = ("ian", "ese", "ish", "ern", "ский", "ская", "ское", "ские", "ских", "ской")


def is_translated(name: Name, source: Text, page: Page) -> bool:
    """Whether a name is made of ordinary words or initials, which a page in another language writes otherwise."""
    if source.code == page.code:
        return False
    if is_han(page.code):
        if is_japanese(name, page):
            return True
        if len(in_chinese("".join(name.words))) < _LEAST:
            return not pinyin_of("".join(name.words))
    if len(name.words) == 1 and name.words[0].startswith(clipped(source.code) or ("\0",)) and len(name.words[0]) < 13:
        return True
    if len(name.words) == 1 and is_head(name.words[0], source.code):
        return True
    is_short = len(name.words) == 1 and source.text[name.start : name.end].isupper() and name.end - name.start <= 6
    # A name that is somebody's may end as words do; one of two ordinary words is a body.
    return is_short or is_in_title(name, source) or all(is_ordinary(word, source.code) for word in name.words)


def is_related(name: Name, source: Text, page: Page) -> bool:
    """Whether a page in another language has a relative of each word of a body's or a work's name: Matrix, «Матрица».

    A relative is a body's, an ordinary word or stands in quotation marks: one with a capital is somebody else. Nor
    is a body of one word comparable with a page of whose language the glossary knows nothing.
    """
    if source.code == page.code:
        return False
    is_named = any(names_body(word, source.code) for word in name.words)
    if all(_has_relative(word, page, anyhow=is_named) for word in name.words):
        return True
    return is_named and len(name.words) == 1 and not knows(page.code)


def _has_relative(word: str, page: Page, *, anyhow: bool) -> bool:
    alike = cognate(word)
    return bool(alike) and any(
        anyhow or page.text[at : at + 1].islower() or page.text[max(0, at - 1) : at] in _OPENING
        for at in page.cognate_places.get(f"t:{alike}", ())
    )


def says_nothing_like(name: Name, source: Text, page: Page) -> bool:
    """Whether the glossary has the words of a translated name in the language of the page, and no sentence has half."""
    if name.words[-1].endswith(_ADJECTIVE) and not any(is_body(word, source.code) for word in name.words):
        return False  # Central Asian states
    sought = [
        told
        for word in name.words
        if (told := frozenset(meanings(word, source.code))) and any(has_words(one, page.code) for one in told)
    ]
    if len(sought) < _WORDS or len(sought) < len(name.words) - 1:
        return False
    by_sentence = page.remembered("meanings by sentence", _by_sentence)
    return all(2 * sum(not one.isdisjoint(here) for one in sought) < len(sought) for here in by_sentence.values())


def _by_sentence(page: Page) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for meaning, start, _ in page.meanings:
        found.setdefault(page.sentence_at(start), set()).add(meaning)
    return found


def is_in_title(name: Name, source: Text) -> bool:
    """Whether a name is a word of a title that has small words too: “Salt of the Harbour”."""
    for match in _TITLE.finditer(source.text):
        if match.start(1) <= name.start < match.end(1):
            little = function_words(source.code)
            return any(word in little for word in match[1].split())
    return False


def is_japanese(name: Name, page: Page) -> bool:
    """Whether a name is spelt as Japanese ones are and the page speaks of Japan: its characters have other sounds."""
    told = [word for word in name.words if word.isascii()]
    return (
        len(told) == len(name.words) > 1
        and all(_ROMAJI.fullmatch(word) for word in told)
        and _JAPAN.search(page.text) is not None
    )
