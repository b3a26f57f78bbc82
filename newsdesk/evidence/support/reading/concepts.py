"""Words of different languages that mean about the same: data/glossary.tsv, and what CLDR calls units and currencies.

They only help to find the passage that carries a sentence; no finding rests on them alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from babel.numbers import get_currency_name
from babel.units import format_unit

from newsdesk.evidence.languages import language_of
from newsdesk.evidence.support.reading.calendar import locales
from newsdesk.evidence.support.reading.lexemes import HAN, Lexeme
from newsdesk.evidence.support.reading.numerals import endings_of, fold, locale_of, read, uzbek_in_latin
from newsdesk.evidence.words import words

_FILE = files("newsdesk") / "data" / "glossary.tsv"
_PLACES = files("newsdesk") / "data" / "places.tsv"
_LONGEST = 8
"""By so many letters a word may be longer than the beginning that the glossary has."""
_SHORT = 4
"""Behind so few letters of English only the endings of its words are looked for: been has nothing of bees."""
_ENGLISH = frozenset(
    ["s", "es", "d", "ed", "ing", "er", "ers", "y", "ly", "al", "ness", "less", "ful", "men", "man", "house"]
)
_ARABIC_BEFORE = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_UNITS = {
    "length-kilometer": "km", "length-meter": "m", "area-hectare": "ha", "mass-tonne": "t",
    "duration-year": "year", "duration-month": "month", "duration-week": "week", "duration-day": "day",
    "duration-hour": "hour", "duration-minute": "minute", "mass-kilogram": "kg", "volume-liter": "l",
    "length-centimeter": "cm", "volume-barrel": "barrel", "length-millimeter": "mm",
}  # fmt: skip
_CURRENCIES = "USD EUR RUB CNY GBP KGS KZT UZS TJS TMT GEL AMD AZN TRY INR JPY".split()
# The names of these are people's too: Dinara, Lev.
_CODES = (
    "UAH BYN MDL CHF SEK NOK DKK PLN CZK HUF RON BGN KRW PKR AFN IRR IQD SAR AED KWD QAR EGP JOD LBP MAD TND DZD MNT"
    " HKD AUD CAD BRL MXN ILS"
).split()
CURRENCIES = frozenset((*_CURRENCIES, *_CODES))
_LITTLE = "articles pronouns persons joiners subordinators linking skipped openers relative verbs".split()
_LISTS = (
    "offices bodies peoples openers articles people verbs titles days skipped pronouns persons subordinators joiners"
    " sources linking behind postpositions own relays participles light addressing"
).split()


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """For each language its column, as it stands in the file."""
    head, *lines = _FILE.read_text("utf-8").splitlines()
    codes = head.lstrip("#").split("\t")
    cells = [line.split("\t") for line in lines]
    return {code: tuple(row[at] if at < len(row) else "" for row in cells) for at, code in enumerate(codes)}


@cache
def _glossary(code: str) -> Mapping[str, tuple[str, ...]]:
    """The beginnings of words of a language, each with the numbers of its lines."""
    found: dict[str, tuple[str, ...]] = {}
    for number, cell in enumerate(_table().get(code, ())):
        for word in cell.split():
            bare = fold(word.replace("_", " "))
            for form in (bare, *_softened(bare, code)):
                found[form] = (*found.get(form, ()), f"c{number}")
    return found


_SOFT = {"uz": {"k": "g", "q": "g'"}, "ky": {"к": "г", "п": "б"}, "kk": {"к": "г", "п": "б", "қ": "ғ"}}


def _softened(word: str, code: str) -> Iterator[str]:
    """A word as it is before an ending that begins with a vowel: vazirlik, vazirligi; китеп, китеби."""
    soft = _SOFT.get(code, {}).get(word[-1:])
    if soft and len(word) > 3:
        yield word[:-1] + soft


@cache
def _lines(code: str) -> frozenset[str]:
    return frozenset(line for lines in _glossary(code).values() for line in lines)


def knows(code: str) -> bool:
    """Whether the glossary has words of a language at all."""
    return bool(_lines(code))


def has_words(meaning: str, code: str) -> bool:
    """Whether the glossary has a word of a language for a meaning."""
    return meaning in _lines(code)


@cache
def _measures(code: str) -> Mapping[str, str]:
    """What units and currencies are called, each with the unit that it is."""
    found: dict[str, str] = {}
    known = list(locales(code))
    if not known:
        return found
    locale = known[0]
    said = [
        (key, format_unit(number, unit, width, locale=one))
        for one in known  # kilometers and kilometres
        for unit, key in _UNITS.items()
        for width in ("long", "short")
        for number in (1, 2, 5)
    ]
    said += [
        (currency, get_currency_name(currency, number, locale=locale))
        for currency in _CURRENCIES
        for number in (1, 2, 5)
    ]
    for key, text in said:
        parts = [word for word in words(text) if word.isalpha() and len(word) > 1]
        if parts:
            found.setdefault(parts[-1], f"u:{key}")
    found.update((code_of.lower(), f"u:{code_of}") for code_of in (*_CURRENCIES, *_CODES))
    return found


@cache
def units_of(code: str) -> frozenset[str]:
    """What the units and currencies of CLDR mean in a language: by themselves, or by the line of the glossary."""
    known, measures = _glossary(code), _measures(code)
    # A line has the unit itself, or a long beginning of it: millimetres are no mills.
    told = {
        meaning
        for word in measures
        for size in {len(word), *range(5, len(word))}
        for meaning in known.get(word[:size], ())
    }
    return frozenset(told | set(measures.values()))


@lru_cache(maxsize=65536)
def meanings(word: str, code: str) -> tuple[str, ...]:
    """What a folded word may mean as far as the glossary and CLDR know."""
    if code == "uz" and "\u0400" <= word[0] <= "\u052f":
        word = uzbek_in_latin(word)
    known = _glossary(code)
    found = known.get(word, ())
    if code == "ar" and word.endswith("ا") and not found:
        found = known.get(word[:-1], ())  # 45 طناً, as Arabic counts from eleven on
    if said := _measures(code).get(word):
        found = (*found, said)
    for size in range(len(word) - 1, 2, -1):
        if len(word) - size > _LONGEST:
            break
        if word[:size] in known and (size > _SHORT or code != "en" or word[size:] in _ENGLISH):
            found = (*found, *(one for one in known[word[:size]] if one not in found))
            break  # рӯзнома is a newspaper, and no day
    if not found and len(word) > 3 and word[2:] in endings_of(code):
        found = known.get(word[:2], ())  # айдан, oydan: from a month on
    if code == "en" and not found and word.endswith("ies") and len(word) > 5:
        return meanings(word[:-3] + "y", code)
    if code == "ar" and not found:
        for before in _ARABIC_BEFORE:
            if word.startswith(before) and len(word) > len(before) + 2:
                return meanings(word[len(before) :], code)
    return found


@cache
def _pairs(code: str) -> Mapping[str, list[tuple[str, str]]]:
    """Two words that mean something together, by the first of them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for term, lines in _glossary(code).items():
        first, _, second = term.partition(" ")
        if second:
            found.setdefault(first, []).extend((second, meaning) for meaning in lines)
    return found


@cache
def _chinese() -> re.Pattern[str]:
    terms = sorted(_glossary("zh"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, terms)) or "(?!)")


def concepts(text: str, found: Sequence[Lexeme], code: str) -> Iterator[tuple[str, int, int]]:
    """Everything that a text means, with the place of each word."""
    if code in ("zh", "yue"):
        known = _glossary("zh")
        for match in _chinese().finditer(text):
            for meaning in known[match[0]]:
                yield meaning, match.start(), match.end()
        return
    pairs = _pairs(code)
    for at, lexeme in enumerate(found):
        if lexeme.kind != "w":
            continue
        if lexeme.text in pairs and at + 1 < len(found):
            for second, meaning in pairs[lexeme.text]:
                if found[at + 1].text.startswith(second):
                    yield meaning, lexeme.start, found[at + 1].end
        for meaning in meanings(lexeme.text, code):
            yield meaning, lexeme.start, lexeme.end


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the forms of a word share, roughly: its first letters; "" of words too short to mean much."""
    return "" if len(word) < 3 else word[: 4 if len(word) < 8 else 5]


@cache
def function_words(code: str) -> frozenset[str]:
    """Articles, pronouns, prepositions and their like, which say nothing of what a sentence is about."""
    data = read("attribution", code)
    items = [str(item) for name in _LITTLE for item in data.get(name) or ()]
    return frozenset(fold(item) for item in items if " " not in item and not item.startswith("/"))


@cache
def _listed(code: str) -> tuple[frozenset[str], tuple[str, ...]]:
    data = read("attribution", code)
    items = [str(item) for name in _LISTS for item in data.get(name) or () if not str(item).startswith("/")]
    alone = {part for item in items for part in words(item) if not item.endswith("*")}
    alone.update(fold(str(word)) for word in read("figures", code).get("ordinary", ()))
    return frozenset(alone) | language_of(code).numbers, tuple(item[:-1] for item in items if item.endswith("*"))


_BORROWED = frozenset("ky kk tg uz tk az en".split())
"""Languages whose own words do not end as the surnames of their people do."""
_SURNAME = re.compile(
    r"(?:[оеё]в|[оеё]ва|[оеё]вой|[оеё]ву|[оеё]вым|зода|заде|[оеё]вич|[оеё]вна|уулу|швили|дзе|ян"
    r"|[oe]v|[oe]va|zoda|zade|[oe]vich|[oe]vna|shvili|dze|yan)(?:[аудн]?[иы]?н?[гд]?[аыие]?|ning|ga|dan|da|ni)\Z"
)


def _is_listed_word(word: str, code: str) -> bool:
    """Whether the glossary has a word, or a beginning of it that is too long to be that of a name by chance."""
    known = _glossary(code)
    if word in known or word in _measures(code) or (code == "en" and word.endswith("s") and word[:-1] in known):
        return True
    if code in _BORROWED and _SURNAME.search(word):
        return False  # Nazarov is of no view, Askarova of no army
    return any(word[:size] in known for size in range(max(5, len(word) - 4), len(word)))


def may_be_word(word: str, code: str) -> bool:
    """Whether a word with the capital of a sentence may be an ordinary one, with an ending: Уроки Тюлькина."""
    known = _glossary(code)
    return any(word[:size] in known for size in range(max(4, len(word) - 3), len(word) + 1))


@lru_cache(maxsize=65536)
def is_common(word: str, code: str) -> bool:
    """Whether a capitalised word may be an ordinary one: an office, a kind of body, a people, a day."""
    return is_office(word, code) or _is_listed_word(word, code)


@lru_cache(maxsize=65536)
def is_office(word: str, code: str) -> bool:
    """Whether it is an office, a kind of body or a people, and not only an ordinary word that may be a name too."""
    alone, beginnings = _listed(code)
    return word in alone or word.startswith(beginnings or ("\0",)) or (word.endswith("s") and word[:-1] in alone)


@cache
def _endings(code: str) -> tuple[str, ...]:
    return tuple(map(str, read("figures", code).get("words", ())))


@lru_cache(maxsize=65536)
def is_ordinary(word: str, code: str) -> bool:
    """Whether a word is a common one, or ends as ordinary words of the language do."""
    return is_common(word, code) or (len(word) > 5 and word.endswith(_endings(code) or ("\0",)))


def is_han(code: str) -> bool:
    """Whether a language is written without blanks, in Chinese characters."""
    return code in ("zh", "yue", "ja")


HAN_RUN = rf"[{HAN}]+(?:[·・•][{HAN}]+)*"


_CONTINENTS = frozenset("002 003 005 009 019 142 143 150 419".split())


def _zones() -> Iterable[str]:
    russian = locale_of("ru")
    return russian.time_zones if russian else ()


@cache
def places_of(code: str) -> Mapping[str, str]:
    """The countries and cities that CLDR and data/places.tsv name in a language, each with an id that all share."""
    found = dict(_of_cldr(code))
    in_english = _of_cldr("en")
    head, *lines = _PLACES.read_text("utf-8").splitlines()
    column = head.lstrip("#").split("\t").index(code) if code in head.lstrip("#").split("\t") else None
    for line in lines:
        cells = line.split("\t")
        english = fold(cells[0].split("/")[0])
        for told in cells[column].split("/") if column is not None else ():
            found.setdefault(fold(told), in_english.get(english, f"geo:{english}"))
    return found


@cache
def _of_cldr(code: str) -> Mapping[str, str]:
    locale = locale_of(code)
    found: dict[str, str] = {}
    if locale is None:
        return found
    # English has a name of its own only where it is not that of the zone.
    if code == "en":
        found.update((fold(zone.rpartition("/")[2].replace("_", " ")), f"geo:{zone}") for zone in _zones())
    for zone, told in locale.time_zones.items():
        if city := told.get("city"):
            found[fold(str(city))] = f"geo:{zone}"
    for territory, name in locale.territories.items():
        if len(territory) == 2 or territory in _CONTINENTS:
            found[fold(str(name))] = f"geo:{territory}"
    return {name: place for name, place in found.items() if len(name) > 1}
