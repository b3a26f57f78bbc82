"""Phrases that are looked for one by one: a list of dictionary forms comes in, what of it stands in a text goes out."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from newsdesk.check.voice.forms import forms_of, keys_of, tokens
from newsdesk.check.voice.rules import Word


@lru_cache(maxsize=1024)
def _forms(phrase: str, language: str) -> frozenset[tuple[str, ...]]:
    kinds = ("verb", "noun") if language == "en" else ("word",)
    return frozenset(
        form for kind in kinds for form in forms_of(Word.model_validate({"word": phrase, "as": kind}), language)
    )


def standing(phrases: Sequence[str], text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Where phrases stand in a text, in any of their forms: from where to where, and which."""
    words = list(tokens(text))
    keys = [keys_of(word[0], language) for word in words]
    for phrase in phrases:
        for form in _forms(phrase, language):
            for at in range(len(words) - len(form) + 1):
                if all(part in keys[at + more] for more, part in enumerate(form)):
                    yield words[at].start(), words[at + len(form) - 1].end(), phrase
