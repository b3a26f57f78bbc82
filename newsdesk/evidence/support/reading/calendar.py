"""The months of a language, and how a word that is one of them may end."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from babel import Locale

from newsdesk.evidence.names import forms
from newsdesk.evidence.support.reading.numerals import GLUING, endings_of, fold, locale_of

# Languages that write months in several ways: by region, or in two scripts.
_ALSO = {
    "en": ["en_GB"],
    "ar": ["ar_IQ", "ar_DZ", "ar_TN", "ar_MA", "ar_MR", "ar_SA"], "uz": ["uz_Cyrl"], "az": ["az_Cyrl"],
    "zh": ["zh_Hant"], "sr": ["sr_Latn"], "kk": [], "pa": ["pa_Arab"], "fa": ["fa_AF"],
}  # fmt: skip


@cache
def months_of(code: str) -> Mapping[str, int]:
    """The months of a language by every folded form that they take."""
    found: dict[str, int] = {}
    for locale in locales(code):
        for kind in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months.get(kind, {}).get(width, {}).items():
                    word = fold(str(name)).rstrip(".")
                    if word.replace(" ", "").isalpha() and len(word) > 2:
                        for form in forms([word], code)[0] if width == "wide" else (word,):
                            found.setdefault(form, number)
                        if code in GLUING:
                            found.setdefault(word.removesuffix("ь"), number)
    return found


@cache
def abbreviated_months(code: str) -> frozenset[str]:
    """How a language shortens the names of months, but for those that are short anyway: May."""
    known = [locale.months["format"] for locale in locales(code)]
    whole = {fold(str(name)) for one in known for name in one["wide"].values()}
    return frozenset(fold(str(name)).rstrip(".") for one in known for name in one["abbreviated"].values()) - whole


def locales(code: str) -> Iterator[Locale]:
    """What CLDR has of a language, and of its other regions and scripts."""
    for tag in (code, *_ALSO.get(code, ())):
        if locale := locale_of(tag):
            yield locale


@lru_cache(maxsize=16384)
def month_of(word: str, code: str) -> int | None:
    """The month that a folded word is."""
    return named(word, months_of(code), code)


def named(word: str, names: Mapping[str, int], code: str) -> int | None:
    """The number of a month or day that a folded word is, with an ending that languages like Kyrgyz glue to it."""
    if word in names:
        return names[word]
    if code in GLUING and len(word) > 3:
        for size in range(min(len(word) - 1, 10), 2, -1):
            # Short ones begin other words: may and maydon, a square.
            if word[:size] in names and (len(word) - size <= 6 if size > 4 else word[size:] in endings_of(code)):
                return names[word[:size]]
    return None
