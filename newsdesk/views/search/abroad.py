"""What countries and cities are called in the languages of a collection, by CLDR."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale
from babel.core import get_global
from babel.localedata import exists

from newsdesk.model import Name


class Abroad(NamedTuple):
    """A country by its code, or a city by its time zone, and the languages to name it in."""

    key: str
    languages: tuple[str, ...]


def in_all_letters(tags: Iterable[str]) -> tuple[str, ...]:
    """Languages, each once, and where one is written in two ways, such as zh-Hans and zh-Hant, in both."""
    found: dict[str, None] = {}
    for tag in tags:
        code = tag.split("-")[0]
        known = (f"{code}_{script}" for script in ("Hans", "Hant", "Latn", "Cyrl"))
        found |= dict.fromkeys([tag, *(name.replace("_", "-") for name in known if exists(name))])
    return tuple(found)


@cache
def cities() -> dict[tuple[str, str], str]:
    """Time zones that are named for a city, by the country and the city's English name in small letters."""
    zones = get_global("zone_territories").items()
    return {(country, zone.rsplit("/", 1)[-1].replace("_", " ").lower()): zone for zone, country in zones}


@lru_cache(maxsize=4096)
def names_abroad(known: Abroad) -> tuple[Name, ...]:
    """The names, each once; none in a language for which CLDR has no data."""
    return tuple(dict.fromkeys(name for tag in known.languages for name in _names(known.key, tag)))


def _names(key: str, tag: str) -> Iterator[Name]:
    try:
        locale = Locale.parse(tag, sep="-")
    except Exception:  # CLDR has no data for this language, only its name
        return
    said = locale.time_zones.get(key, {}).get("city") if "/" in key else locale.territories.get(key)
    for part in re.split(r"[()]", said or ""):  # Myanmar (Burma)
        if part.strip():
            yield Name(text=part.strip(), language=tag)
