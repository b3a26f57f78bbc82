"""Phrases that are looked for by lists: dictionary forms come in, what of them stands in a text goes out."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsdesk.check.voice.forms import forms_of, keys_of, tokens
from newsdesk.check.voice.rules import Word

Index = dict[str, list[tuple[tuple[str, ...], str]]]


@lru_cache(maxsize=256)
def _index(phrases: tuple[str, ...], language: str) -> Index:
    """The forms of some phrases, by the first word of each."""
    kinds, made = ("verb", "noun") if language == "en" else ("word",), dict[str, list[tuple[tuple[str, ...], str]]]()
    for phrase in phrases:
        words = [Word.model_validate({"word": phrase, "as": kind}) for kind in kinds]
        for form in {form for word in words for form in forms_of(word, language)}:
            made.setdefault(form[0], []).append((form, phrase))
    return made


def standing(phrases: Iterable[str], text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Where phrases stand in a text, in any of their forms: from where to where, and which."""
    index = _index(tuple(phrases), language)
    words = list(tokens(text)) if index else []
    for at, word in enumerate(words):
        for key in keys_of(word[0], language):
            for form, phrase in index.get(key, ()):
                if all(
                    at + more < len(words) and part in keys_of(words[at + more][0], language)
                    for more, part in enumerate(form)
                ):
                    yield word.start(), words[at + len(form) - 1].end(), phrase
