"""Languages and countries to choose from: each by its code and by its names in many languages, from CLDR."""

import pickle
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.localedata import exists, resolve_locale_filename

from newsdesk.desk.completing.index import Known
from newsdesk.interface import Words
from newsdesk.model.codes import check_country, check_language, countries, languages
from newsdesk.views.setting.codes import country_name, language_name

# What most editors read, beside the languages of their collection.
_READ_WIDELY = ("en", "ru", "ar", "fa", "zh", "tr", "fr", "de", "es")


def known_languages(words: Words, read: Iterable[str]) -> list[Known]:
    """All languages that CLDR names, with forms that are told apart such as zh-Hant; by their names in those `read`."""
    tags = list(_read(words, read))
    found = []
    for code in _codes():
        names = [*(_said("languages", tag, code.replace("-", "_")) for tag in tags), _own(code)]
        label = _first_large(language_name(words, code))
        found.append(Known("languages", code, label, code, _each_once(names, label)))
    first = {tag: at for at, tag in enumerate([*read, words.tag])}
    return sorted(found, key=lambda one: (first.get(one.id, len(first)), one.label))


def known_countries(words: Words, read: Iterable[str]) -> list[Known]:
    """All countries of ISO 3166-1, by their names in the languages that are read."""
    tags = list(_read(words, read))
    found = []
    for code in countries():
        label = country_name(words, code)
        names = [_said("territories", tag, code) for tag in tags]
        found.append(Known("countries", code, label, code, _each_once(names, label)))
    return sorted(found, key=lambda one: one.label)


def typed_code(kind: str, text: str, words: Words) -> Known | None:
    """What somebody types who knows the code of something that is in no list, such as kk-Cyrl or XA; else None."""
    code = text.strip()
    try:
        if kind == "languages":
            tag = check_language(_cased(code))
            return Known("languages", tag, _first_large(language_name(words, tag)), tag)
        if kind == "countries":
            return Known("countries", check_country(code.upper()), country_name(words, code.upper()), code.upper())
    except ValueError:
        pass
    return None


@cache
def _codes() -> tuple[str, ...]:
    """Languages, and those of their forms that CLDR names: pt-BR, zh-Hant, sr-Latn."""
    forms = (str(code).replace("_", "-") for code in Locale("en").languages if "_" in str(code))
    return (*languages(), *(tag for tag in forms if _is_tag(tag)))


def _is_tag(tag: str) -> bool:
    try:
        return check_language(tag) == tag
    except ValueError:
        return False


def _read(words: Words, read: Iterable[str]) -> Iterator[str]:
    """The languages in which names are known, each once."""
    yield from dict.fromkeys(tag.replace("-", "_") for tag in (words.tag, *read, *_READ_WIDELY))


@cache
def _names(tag: str) -> Locale | None:
    code = tag.split("_")[0]
    known = next((name for name in (tag, code) if exists(name)), None)
    return Locale.parse(known) if known else None


def _said(what: str, tag: str, code: str) -> str:
    locale = _names(tag)
    names = getattr(locale, what) if locale else {}
    return str(names.get(code, ""))


def _own(code: str) -> str:
    """What a language calls itself, of those that are official somewhere: to ask each of them takes seconds."""
    tag = code.replace("-", "_")
    if code not in _official() or not exists(tag):
        return ""
    # Babel would keep all that it reads: of so many languages 70 MB, for one word of each.
    with Path(resolve_locale_filename(tag)).open("rb") as file:
        known = pickle.load(file)
    return str(known.get("languages", {}).get(tag) or _said("languages", tag, tag))


@cache
def _official() -> frozenset[str]:
    spoken = get_global("territory_languages").values()
    wanted = ("official", "de_facto_official")
    return frozenset(code for known in spoken for code, how in known.items() if how["official_status"] in wanted)


def _each_once(names: Iterable[str], label: str) -> tuple[str, ...]:
    parted = (part.strip() for name in names for part in (name, *re.split(r"[()]", name)) if part.strip())
    return tuple(one for one in dict.fromkeys(parted) if one != label)


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cased(tag: str) -> str:
    """A tag as BCP 47 writes it: the script with one capital, the region in capitals."""
    first, *rest = tag.replace("_", "-").split("-")
    return "-".join([first.lower(), *(one.title() if len(one) == 4 else one.upper() for one in rest)])
