"""The words of invented collections: those of a language come in, drawn as often as people use them.

    python benchmarks/words.py

writes lists of words with how often they occur, by wordfreq, into `.cache/benchmarks/words/`. It runs in the
environment of the peers (`make bench`), which has wordfreq; nothing else here needs it. Without such lists words are
made up from syllables and drawn by Zipf's law: as many and as unequal, but nobody's language.
"""

import random
import sys
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / ".cache" / "benchmarks" / "words"
# Words of a language: what an archive of a hundred thousand entries comes to use.
SIZE = 40_000
# Consonants and vowels of the syllables of made-up words, in the script of each language.
LETTERS = {
    "en": ("b c d f g h l m n p r s t th st tr".split(), "a e i o u ea ou".split()),
    "ru": ("б в г д ж з к л м н п р с т ст пр".split(), "а е и о у ы я".split()),
    "tr": ("b c ç d g h k l m n p r s ş t y".split(), "a e ı i o ö u ü".split()),
    "ar": ("ب ت ج ح د ر س ش ع ف ق ك ل م ن ه".split(), "ا و ي".split()),
}
LANGUAGES = tuple(LETTERS)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of a language, the frequent ones first, and how often they come up, added up."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    source: str

    def draw(self, rng: random.Random, count: int) -> list[str]:
        """So many words, each as often as it is used."""
        return rng.choices(self.words, cum_weights=self.weights, k=count)


@cache
def lexicon(language: str, folder: Path = FOLDER) -> Lexicon:
    """The words of a language: from the list that was written, or made up where there is none."""
    path = folder / f"{language}.tsv"
    if not path.is_file():
        words = invented(language)
        return Lexicon(words, tuple(accumulate(1 / rank for rank in range(1, len(words) + 1))), "made up")
    source, *lines = path.read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    return Lexicon(tuple(word for word, _ in pairs), tuple(accumulate(float(often) for _, often in pairs)), source)


def invented(language: str) -> tuple[str, ...]:
    """Words that nobody speaks, in the script of a language, the short ones first, always the same."""
    rng = random.Random(language)
    consonants, vowels = LETTERS[language]
    words: dict[str, None] = {}
    for syllables, count in ((1, 40), (2, 3_000), (3, SIZE)):
        # There are not so many short words: draw as often as there might be, and keep what came up.
        for _ in range(count):
            words["".join(rng.choice(consonants) + rng.choice(vowels) for _ in range(syllables))] = None
    return tuple(words)


def write(folder: Path = FOLDER) -> None:
    """Write the lists by wordfreq, whose words are letters alone."""
    from importlib.metadata import version

    from wordfreq import get_frequency_dict

    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        often = get_frequency_dict(language, wordlist="best")
        kept = [word for word in sorted(often, key=lambda word: (-often[word], word)) if word.isalpha()][:SIZE]
        lines = [f"wordfreq {version('wordfreq')}", *(f"{word}\t{often[word]:.3g}" for word in kept)]
        (folder / f"{language}.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    write()
    sys.exit()
