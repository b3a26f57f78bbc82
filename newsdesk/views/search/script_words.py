"""The words that a script says, handed to it in its page: the script itself is the same in all languages."""

import json
from collections.abc import Iterable

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.evidence.support.reading.calendar import locales
from newsdesk.evidence.support.reading.numerals import read
from newsdesk.interface import ENGLISH, Words, languages
from newsdesk.views.search.keys import fold
from newsdesk.views.search.keys import words as words_in

# What the scripts of search say, as they say it; a test compares. A pair is a text that goes with a number.
SEARCH: tuple[str | tuple[str, str], ...] = (
    "(place)",
    "(list)",
    "(story)",
    "(outlet)",
    "(person or body)",
    "Page",
    "Pages that speak of it",
    "“{words}”",
    "Close words",
    "Close words for “{words}”",
    "Other close words",
    "Only as it was typed",
    "{found}, another spelling of “{words}”",
    "Without what is missing",
    "Without quotation marks",
    "Each of them alone",
    "No entry holds {words}.",
    "No entry holds all of “{words}”.",
    "No entry for “{words}” with these filters: {filters}",
    "Try another spelling, or the first four letters of a word or more.",
    ("{number} entry for “{words}”", "{number} entries for “{words}”"),
    ("{number} entry", "{number} entries"),
    "No entry with these filters: {filters}",
    "or …",
    "{filter}, or",
    "Without {filter}",
    "Searching …",
    "Search: {words}",
    "{found}, with these filters: {filters}",
    "machine translation",
    "From the context note:",
    "Found by the place where its story is set: {place}.",
    "What was searched for stands in no sentence of it, but among its names, roles or topics.",
    "Stories of these entries",
    ("No entry, but {number} page for “{words}”", "No entry, but {number} pages for “{words}”"),
    "The search index could not be loaded. Reload the page to try again.",
    "The first day is later than the last one: no day lies between them.",
    "OR, AND, NOT and a minus are no signs here: an entry must hold all that is typed.",
)
# Months that are ordinary words as well: in another language, October means the month, and May mostly no month at all.
_ORDINARY = ("may", "march", "mars", "mart")
# Between a day and its month, or behind a year: the 9th of October, 9 de octubre.
_BESIDE = ("of", "the", "de", "del", "von", "st", "nd", "rd", "th")


def search_words(words: Words) -> Markup:
    """JSON for search.js: texts by their English, those with a number by the plural category of CLDR; "" in English."""
    if words.tag == ENGLISH:
        return Markup("")
    said: dict[str, str | dict[str, str]] = {}
    for text in SEARCH:
        if isinstance(text, str):
            said[text] = words(text)
        else:
            said[text[0]] = _forms(words, *text)
    # `<` could end the element that holds it.
    return Markup(json.dumps(said, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c"))


def _forms(words: Words, one: str, many: str) -> dict[str, str]:
    forms = words.forms(one, many) or (one, many)
    category = words.locale.plural_form
    # Beyond a hundred and twenty no language has a form of its own for a whole number that a page counts.
    return {category(number): forms[min(words.plural(number), len(forms) - 1)] for number in range(120)}


def months(collection: Collection) -> Markup:
    """JSON for days.js: keys of months with their numbers, those of the site's own language in order, words beside."""
    own = collection.settings.language
    tags = dict.fromkeys((own, *languages(), *collection.by_language))
    codes = dict.fromkeys(tag.split("-")[0].lower() for tag in tags)
    found: dict[str, list[int]] = {}
    beside = dict.fromkeys(_BESIDE)
    for code in codes:
        for name, number in _names(code):
            numbers = found.setdefault(name, [])
            numbers += [number] if number not in numbers else []
        beside |= dict.fromkeys(filter(None, (fold(str(word)) for word in read("figures", code).get("year", ()))))
    ours = [[name for name, number in _names(own.split("-")[0]) if number == month] for month in range(1, 13)]
    said = {
        "months": found,
        "own": [list(dict.fromkeys(names))[:2] for names in ours],
        "beside": list(beside),
        "ordinary": _ORDINARY,
    }
    # `<` could end the element that holds it.
    return Markup(json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def _names(code: str) -> Iterable[tuple[str, int]]:
    """The keys of the months of a language: as they stand beside a day, alone, and cut; of two words none."""
    for locale in locales(code):
        for kind, width in (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated")):
            for number, name in locale.months.get(kind, {}).get(width, {}).items():
                key = fold(str(name).rstrip("."))
                # 10月 is read by its sign.
                if len(words_in(str(name))) == 1 and key.isalpha() and len(key) > 2:
                    yield key, number
