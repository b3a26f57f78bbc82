"""What a language accuses, detains and acquits with: data/charges, as patterns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from babel.core import get_global

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FOLDER = files("newsdesk") / "data" / "charges"
# Up to three words, none of which ends a clause.
_SOME = r"\s+(?:[^\s,;:]+\s+){0,3}?"
# A date that says its year: 2022-12-01, 1 December 2022, December 2022.
_DATE = r"\s+(?:\S+\s+){0,3}?(?:1[89]|20)[0-9]{2}(?![0-9])"
# What a name of a state may end in beside itself.
_ENDING = "(?:[’']s?|ами|ах|ией|ии|ию|ия|ой|ом|ей|ем|а|я|у|ю|е|ы|и|ь)?"
_LISTS = "person body thing stop clause number aux objects".split()
_NEVER = re.compile("(?!)")
Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Told:
    """One way to tell of a charge, and where whom it is against stands."""

    kind: str
    pattern: Pattern
    side: str
    """`before` or `behind` it; `itself` where it names persons, `alone` where it needs none."""
    surely: bool = False
    """Whether it counts only where that is surely a person."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language's patterns. Every sentence that tells of a charge holds one of `stems`, which are found fast."""

    stems: tuple[str, ...]
    told: tuple[Told, ...]
    outcomes: tuple[Told, ...]
    unknown: Pattern
    dated: Pattern
    label: Pattern
    both: Pattern
    aux: Pattern
    objects: Pattern
    no: Pattern
    deny: Pattern
    maybe: Pattern
    harmless: Pattern
    history: Pattern
    person: Pattern
    body: Pattern
    thing: Pattern
    countries: Pattern
    stop: Pattern
    clause: Pattern
    before_noun: Pattern
    everybody: Pattern
    number: Pattern
    part: Pattern
    """A part of a group: in `one` its number, in `whole` that of the group, or a word for it."""
    rest: Pattern
    months: frozenset[str]


def _words(value: str) -> str:
    """Patterns of words, divided by blanks; `_` stands for a blank inside one."""
    return "|".join(word.replace("_", " ") for word in value.split())


def _pattern(texts: list[str], sets: Mapping[str, str], flags: int = re.IGNORECASE) -> Pattern:
    """Patterns as the files have them: `~` is up to three words, a blank any white space, {name} one of `sets`."""
    whole = []
    for text in texts:
        filled = re.sub(r"\{([a-z_]+)\}", lambda name: f"(?:{sets[name[1]]})", text)
        filled = filled.replace(" ~ ~ ", " ~ ").replace(" ~ ", _SOME)
        whole.append(filled.replace(" ", r"\s+"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(whole)})(?!\w)", flags) if whole else _NEVER


def languages_in(folded: str) -> Iterator[Language]:
    """The languages that have a file, as far as one of their stems stands in a text without capitals and ё."""
    for code, stems in _stems():
        if any(map(folded.__contains__, stems)):
            yield _language(code)


@cache
def _stems() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every language that has a file, with its stems: its patterns take time, and most texts tell of no charge."""
    files = sorted(item.name for item in _FOLDER.iterdir() if item.name.endswith(".yaml"))
    codes = [name.removesuffix(".yaml") for name in files]
    return tuple((code, tuple(stem.replace("_", " ") for stem in _data(code)["stems"].split())) for code in codes)


@cache
def _data(code: str) -> Any:
    return yaml.load((_FOLDER / f"{code}.yaml").read_text("utf-8"), _LOADER)


@cache
def _language(code: str) -> Language:
    data = _data(code)
    sets = {name: _words(data[name]) for name in ("person", "thing")} | data["sets"]
    told = [
        Told(kind, _pattern([text], sets), side.removesuffix("_person"), side.endswith("_person"))
        for kind, sides in data["told"].items()
        for side, texts in sides.items()
        for text in texts
    ]
    outcomes = [
        Told("outcome", _pattern([text], sets), side) for side, texts in data["outcome"].items() for text in texts
    ]
    word = {name: _pattern([_words(data[name])] if data[name] else [], sets) for name in _LISTS}
    maybe = _pattern(data["maybe"], sets).pattern, _pattern(data["maybe_small"], sets, 0).pattern
    locale = Locale.parse(code)
    months = {name.casefold() for form in ("format", "stand-alone") for name in locale.months[form]["wide"].values()}
    days = {name.casefold() for name in locale.days["format"]["wide"].values()}
    return Language(
        stems=tuple(stem.replace("_", " ") for stem in data["stems"].split()),
        told=tuple(told),
        outcomes=tuple(outcomes),
        unknown=_pattern(data["unknown"], sets),
        dated=re.compile(rf"(?<!\w)(?:{data['by']}){_DATE}", re.IGNORECASE),
        label=_pattern([data["sets"]["label"]], sets),
        both=_pattern([data["sets"]["both"]], sets),
        no=_pattern([*data["no"], r"\w+n[’']t"], sets),
        deny=_pattern(data["deny"], sets),
        maybe=re.compile(f"(?i:{maybe[0]})|{maybe[1]}"),
        harmless=_pattern(data["harmless"], sets),
        history=_pattern(data["history"], sets),
        countries=_countries(locale),
        before_noun=_pattern([_words(data["before_noun"])], sets),
        part=re.compile(data["part"].replace(" ", r"\s+"), re.IGNORECASE),
        rest=_pattern([_words(data["rest"])], sets),
        everybody=_pattern([_words(data["all"])], sets),
        months=frozenset(months | days),
        **word,
    )


def _countries(locale: Locale) -> Pattern:
    """Names of states, and of cities that may stand for them, in any case: as CLDR has them."""
    names = {name for code, name in locale.territories.items() if len(code) == 2 and code.isalpha()}
    for zone in get_global("zone_territories"):
        city = locale.time_zones.get(zone, {}).get("city")
        if city or locale.language == "en":
            names.add(city or zone.rpartition("/")[2].replace("_", " "))
    stems = sorted({_stem(name) for name in names if len(name) > 2}, key=lambda stem: (-len(stem), stem))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, stems))}){_ENDING}(?!\w)")


def _stem(name: str) -> str:
    """A name without the ending that changes with its case, in Cyrillic."""
    return name[:-1] if re.search("[а-я]", name) and name[-1] in "аяьйоеиы" else name
