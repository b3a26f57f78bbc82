"""What a word is looked up by, the same in the index and in a query (`words.js` does it in the browser)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_QUOTES = "'’‘ʻʼʽʾʿ`´"
_WORD = re.compile(rf"[{CJK}]+|(?:(?![{CJK}_])[\w{_QUOTES}\u0300-\u036f\u0640\u064b-\u065f\u0670])+")
_QUOTE = re.compile(f"[{_QUOTES}]")
_POSSESSIVE = re.compile(f"(?<=[a-z])[{_QUOTES}]s$")
_LATIN = re.compile("[a-z]{4,}")
_ARABIC = re.compile("[\u0620-\u06ff]")
_UNWRITTEN = dict.fromkeys([0x640, *range(0x64B, 0x660), 0x670])
_ALIKE = str.maketrans("أإآٱىیئؤةکھۀ", "اااايييوهكهه")
# "and", "so"; "by", "like"; the article, which is written as one with all of them.
_ARTICLE = re.compile("^[وف]?(?:[بك]?ال|لل)(?=..)")
# Words with more letters than this are also looked up by their beginning, where too little is found.
BEGINNING = 5


def key(word: str) -> str:
    """The beginning by which Pagefind finds a word: without endings, articles and signs that vary.

    English plurals lose their ending by the rules of Harman's S stemmer; Arabic words lose vowel signs,
    the article, and what tells apart letters that are often confused; apostrophes inside a word go.
    Russian endings are Pagefind's to remove.
    """
    word = unicodedata.normalize("NFC", word.lower())
    word = _QUOTE.sub("", _POSSESSIVE.sub("", word))
    if _ARABIC.search(word):
        return _ARTICLE.sub("", word.translate(_UNWRITTEN).translate(_ALIKE))
    return _singular(word) if _LATIN.fullmatch(word) else word


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y" if word[-4] not in "ae" else word
    if word.endswith(("shes", "ches", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and word[-2] not in "us" else word


def keys(text: str) -> Iterator[str]:
    """The keys of a text, in order; a run of Chinese or Japanese as its pairs of characters."""
    for word in _WORD.findall(text):
        if "\u3040" <= word[0] <= "\u9fff" or "\uf900" <= word[0] <= "\ufaff":
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif found := key(word):
            yield found


def added_keys(texts: Iterable[str]) -> tuple[str, ...]:
    """The keys that Pagefind does not make of the words itself, each once: what an index needs beside the texts."""
    words = dict.fromkeys(word for text in texts for word in _WORD.findall(text))
    return tuple(dict.fromkeys(made for word in words for made in _added(word)))


@lru_cache(maxsize=65536)
def _added(word: str) -> tuple[str, ...]:
    return tuple(made for made in keys(word) if not _plain(word).startswith(made))


def _plain(word: str) -> str:
    """A word as Pagefind keeps it: small letters without accents and punctuation."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in parts if unicodedata.category(c)[0] in "LN") if not parts.isascii() else parts
