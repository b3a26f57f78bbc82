"""Words, figures and marks of a text in their order."""

import re
from typing import NamedTuple

from newsdesk.model.attribution import folded

_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼʻ][^\W\d_]+)*|\d+(?:[.,\u00a0]\d+)*|[,;:()—–.!?]")


class Token(NamedTuple):
    """A word as words are compared, a figure or a mark, and where it stands."""

    word: str
    start: int
    is_word: bool


def capitals_of(text: str, token: Token) -> int:
    """How many of the first two letters of a word are capitals, those behind each other: 2 of US, 1 of Us, 0 of us."""
    if not text[token.start].isupper():
        return 0
    return 1 + text[token.start + 1 : token.start + 2].isupper()


def tokens(text: str) -> list[Token]:
    """The words, figures and marks of a text; hyphens part words."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        is_word = word[0].isalpha()
        found.append(Token(folded(word) if is_word else word, match.start(), is_word))
    return found
