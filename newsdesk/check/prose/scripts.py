"""Whether two texts can have words in common: in which scripts an article and a text of ours are written."""

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import parse_locale
from babel.core import get_global

if TYPE_CHECKING:
    import regex

# Codes of ISO 15924 that stand for several scripts of Unicode.
_SEVERAL = {
    "Hans": ("Hani",),
    "Hant": ("Hani",),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
    "Aran": ("Arab",),
    "Cyrs": ("Cyrl",),
}


def have_script(text: str, language: str, sample: str = "") -> bool:
    """Whether a text has letters of the script in which an article is written.

    By its language, as CLDR knows it, and by a sample of its words, such as its title: some languages have several
    scripts. True where neither tells anything.
    """
    letters = _letters_of(language)
    if letters is not None and letters.search(text):
        return True
    if not (main := _main(sample)):
        return letters is None
    return main in {_name(char) for char in set(text) if char.isalpha()}


def is_mostly_in(text: str, language: str) -> bool:
    """Whether half of the letters of a text, or more, are of the script of a language; False where it is not known."""
    letters = _letters_of(language)
    return letters is not None and len(letters.findall(text)) * 2 >= max(1, sum(map(str.isalpha, text)))


@lru_cache(maxsize=1024)
def _letters_of(language: str) -> "regex.Pattern[str] | None":
    """A pattern of one letter in the script of a language; None where that is not known."""
    # Imported here: it takes as long as a dozen of our modules, and few verbs look at scripts.
    import regex

    try:
        base, _, script, *_ = parse_locale(language.replace("_", "-"), sep="-")
    except ValueError:
        return None
    if not script:
        likely = get_global("likely_subtags").get(base, "").split("_")
        script = likely[1] if len(likely) > 1 else None
    if not script:
        return None
    try:
        return regex.compile("|".join(rf"\p{{Script={one}}}" for one in _SEVERAL.get(script, (script,))))
    except regex.error:
        return None


def _main(sample: str) -> str:
    """The script that most letters of a text have; "" without letters."""
    found = Counter(_name(char) for char in sample if char.isalpha())
    return found.most_common(1)[0][0] if found else ""


@lru_cache(maxsize=4096)
def _name(char: str) -> str:
    """The script of a letter, as its name in Unicode begins."""
    return unicodedata.name(char, "").partition(" ")[0]
