"""How many years of school a text asks of its reader: a text comes in, a grade goes out, for languages with a formula.

English: J. P. Kincaid et al., "Derivation of new readability formulas for Navy enlisted personnel", 1975. Russian: the
same with the weights of I. V. Oborneva, 2006. A formula knows sentences and syllables and nothing else: it says that a
text is long-winded, never that it is clear. Names of many syllables count like any word.
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import chain

from pyphen import Pyphen

from newsdesk.check.prose import sentences, without_marks, words_in

# By language: what a word of the mean sentence weighs, and what a syllable of the mean word does.
_WEIGHTS = {"en": (0.39, 11.8), "ru": (0.5, 8.4)}
_OFFSET = 15.59
# In Russian each vowel is a syllable.
_RUSSIAN_VOWEL = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
LEAST_SENTENCES, LEAST_WORDS = 3, 50
"""A text with less says nothing of its grade."""


def grade_of(texts: list[str], language: str) -> float | None:
    """The grade of texts taken together; None in other languages than English and Russian, or where they are short."""
    return grade_of_sentences([one.text for text in texts for one in sentences(text)], language)


def grade_of_sentences(found: list[str], language: str) -> float | None:
    """The same of texts that were taken apart already."""
    tongue = language.partition("-")[0].lower()
    said = [words_in(without_marks(one)) for one in found]
    number = sum(map(len, said))
    if tongue not in _WEIGHTS or len(said) < LEAST_SENTENCES or number < LEAST_WORDS:
        return None
    by_word, by_syllable = _WEIGHTS[tongue]
    words = Counter(chain.from_iterable(said))
    syllables = sum(times * _syllables(word, tongue) for word, times in words.items())
    return by_word * number / len(said) + by_syllable * syllables / number - _OFFSET


@lru_cache(maxsize=32768)  # texts repeat their words
def _syllables(word: str, tongue: str) -> int:
    if tongue == "ru":
        return len(_RUSSIAN_VOWEL.findall(word))
    return sum(len(_patterns().positions(part)) + 1 for part in re.split(r"[-‑]", word) if part)


@lru_cache(maxsize=1)  # a list of patterns is read once, where a text is English
def _patterns() -> Pyphen:
    return Pyphen(lang="en_GB")
