"""Codes in words: a country or a language comes in, its name and how that is written go out."""

from functools import lru_cache

from babel import Locale

from newsdesk.interface import ENGLISH, Words, kept
from newsdesk.model.codes import jurisdictions, languages


@lru_cache(maxsize=512)
def direction(tag: str) -> str:
    """`ltr` or `rtl`, or `auto` where CLDR does not know the language's script."""
    try:
        return Locale.parse(tag, sep="-").text_direction
    except Exception:  # CLDR has no data for this language, only its name
        return "auto"


@kept(maxsize=512)
def language_name(words: Words, tag: str) -> str:
    """The name of a language, with script or region where the tag has one."""
    code, *rest = tag.split("-")
    known, own = words.names, _own_names(words)
    said = [known.scripts.get(part) or known.territories.get(part) or part for part in rest]
    name = own.get(code) or known.languages.get(code) or languages()[code]
    return name + (f" ({', '.join(said)})" if said else "")


@kept(maxsize=512)
def country_name(words: Words, code: str) -> str:
    """The name of a country."""
    if code in words.countries:
        return words.countries[code][0]
    return _own_names(words).get(code) or words.names.territories.get(code) or jurisdictions().get(code, code)


@kept
def _own_names(words: Words) -> dict[str, str]:
    """Countries and languages that prefer another name, or are better written, than CLDR has it in some language."""
    own = {
        "KG": ("Kyrgyzstan", words.pgettext("country", "Kyrgyzstan")),
        "US": ("United States", words.pgettext("country", "United States")),
        "ky": ("Kyrgyz", words.pgettext("language", "Kyrgyz")),
    }
    # Where nobody has translated it yet, CLDR's name is better than the English one.
    is_english = words.locale.language == ENGLISH
    return {code: said for code, (name, said) in own.items() if said != name or is_english}
