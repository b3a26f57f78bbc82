"""The unit or currency behind a figure, and its sign, beside those that the pages have there."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile

from babel import Locale
from babel.numbers import get_currency_name
from babel.units import format_unit

from newsdesk.evidence.support.judging.finding import ELSEWHERE, Finding, Token
from newsdesk.evidence.support.reading.beside import Figure
from newsdesk.evidence.support.reading.calendar import locales
from newsdesk.evidence.support.reading.concepts import CURRENCIES, is_han
from newsdesk.evidence.support.reading.numerals import read
from newsdesk.evidence.support.text import Text
from newsdesk.evidence.support.weighing import Scale
from newsdesk.evidence.words import words

_UNITS = {
    "length-kilometer": "km", "length-meter": "m", "length-centimeter": "cm", "length-millimeter": "mm",
    "length-mile": "mile", "length-foot": "foot", "length-yard": "yard",
    "area-hectare": "ha", "area-acre": "acre", "area-square-kilometer": "km2", "area-square-meter": "m2",
    "area-square-mile": "mile2", "volume-cubic-meter": "m3", "volume-cubic-kilometer": "km3",
    "volume-liter": "l", "volume-gallon": "gallon", "volume-barrel": "barrel",
    "mass-tonne": "t", "mass-kilogram": "kg", "mass-gram": "g", "mass-pound": "lb",
    "duration-year": "year", "duration-month": "month", "duration-week": "week", "duration-day": "day",
    "duration-hour": "hour", "duration-minute": "minute", "duration-second": "second",
    "temperature-celsius": "°C", "temperature-fahrenheit": "°F",
    "power-kilowatt": "kW", "power-megawatt": "MW", "power-gigawatt": "GW", "energy-kilowatt-hour": "kWh",
}  # fmt: skip
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "₸": "KZT", "₴": "UAH", "₼": "AZN", "₾": "GEL", "₺": "TRY"}
_TIMES = {
    ("cm", "m"): 100, ("mm", "cm"): 10, ("mm", "m"): 1000, ("m", "km"): 1000, ("g", "kg"): 1000, ("kg", "t"): 1000,
    ("m2", "ha"): 10000, ("ha", "km2"): 100, ("l", "m3"): 1000, ("kW", "MW"): 1000, ("MW", "GW"): 1000,
    ("km", "mile"): 1.609344, ("m", "foot"): 0.3048, ("ha", "acre"): 0.404686, ("kg", "lb"): 0.453592,
}  # fmt: skip
"""How many of the first are one of the second."""
_LIKE = 0.02
"""By so much a value that somebody converted may be rounded."""
_SHORTEST = 4
"""Behind so many letters a unit takes endings: километрах."""
_ENDING = 4
_HEADS = 3
"""In so many currencies the noun of the money is found: dollar, pound, and no people."""
_HYPHENS = ("-", "‑", "‐")
_DEGREES = frozenset({"°C", "°F"})
_CLAUSE = re.compile(r"[.;!?\n]")


@cache
def _measures(code: str) -> tuple[Mapping[str, frozenset[str]], tuple[tuple[str, str], ...]]:
    """What CLDR calls units and currencies, by their words, and the beginnings of those that take endings."""
    found: dict[str, set[str]] = defaultdict(set)
    starts: list[tuple[str, str]] = []
    for number, locale in enumerate(locales(code)):
        for unit, key in _UNITS.items():
            long: list[str] = []
            for width in ("long", "short"):
                for count in (1, 2, 5):
                    told = [
                        word for word in words(format_unit(count, unit, width, locale=locale)) if not word[0].isdigit()
                    ]
                    said = " ".join(told)
                    if said and (len(said) > 1 or width == "short"):
                        found[said].add(key)
                        if width == "long" and len(told) == 1:
                            long.append(said)
            shared = _shared(long)
            if len(shared) >= _SHORTEST:
                starts.append((shared, key))
        if not number:
            _add_currencies(locale, found)
    for word, keys in read("figures", code).get("measures", {}).items():
        found[str(word)] = set(str(keys).split())
    return {word: frozenset(keys) for word, keys in found.items()}, tuple(starts)


def _shared(said: Sequence[str]) -> str:
    """With which letters all of them begin."""
    return "".join(one[0] for one in takewhile(lambda every: len(set(every)) == 1, zip(*said, strict=False)))


@cache
def _by_length(code: str) -> tuple[str, ...]:
    return tuple(sorted(_measures(code)[0], key=len, reverse=True))


def _add_currencies(locale: Locale, found: dict[str, set[str]]) -> None:
    """What money is called: of *Canadian dollars* and *доллар США* the noun, which several currencies share."""
    names = {one: words(str(name)) for one, name in locale.currencies.items() if name}
    counted = Counter(word for told in names.values() for word in {told[0], told[-1]} if told)
    for one, told in names.items():
        nouns = [at for at in (-1, 0) if counted[told[at]] >= _HEADS]
        if one in CURRENCIES or nouns:
            at = max(nouns or [-1], key=lambda at: counted[told[at]])
            counts = (2, 5) if one in CURRENCIES else ()
            forms = (words(get_currency_name(one, number, locale=locale)) for number in counts)
            for form in (told, *forms):
                if form:
                    found[form[at]].add(one)
        found[one.lower()].add(one)


def unit_at(figure: Figure, text: Text) -> frozenset[str]:
    """The units or currencies that may stand behind a figure, or as a sign before it; empty where none is known."""
    before = text.text[max(0, figure.start - 2) : figure.start].rstrip("\u00a0 ")
    if sign := _SIGNS.get(before[-1:]):
        return (
            _measures(text.code)[0].get("dollars", frozenset({sign})) | {sign} if sign == "USD" else frozenset({sign})
        )
    behind = text.text[figure.end : figure.end + 3].lstrip("\u00a0\u202f ")
    if behind[:1] in _SIGNS and behind[:1] != "$":
        return frozenset({_SIGNS[behind[0]]})
    if behind.startswith(("°C", "℃", "°С")):
        return frozenset({"°C"})
    known, starts = _measures(text.code)
    if is_han(text.code):
        # The longest that stands there: 千米, and not 千.
        ahead = text.text[figure.end : figure.end + 8].lstrip("\u00a0 多余")
        return next(
            (known[one] for one in _by_length(text.code) if ahead.startswith(one.replace(" ", ""))), frozenset()
        )
    at = text.word_at(figure.end)
    here = text.lexemes[at : at + 3]
    if not here or text.text[figure.end : here[0].start].strip(" \u00a0\u202f-‐.") or here[0].start - figure.end > 3:
        return frozenset()
    for size in (3, 2, 1):
        said = " ".join(one.text for one in here[:size])
        # Kilowatt-hours are no kilowatts.
        if (
            len(here) >= size
            and said in known
            and text.text[here[size - 1].end : here[size - 1].end + 1] not in _HYPHENS
        ):
            return known[said]
    first = here[0].text
    if text.text[here[0].end : here[0].end + 1] in _HYPHENS:
        return frozenset()
    found = {key for start, key in starts if first.startswith(start) and len(first) - len(start) <= _ENDING}
    if found:
        return frozenset(found)
    # US dollars, американских долларов: a word between them that describes money.
    if len(here) > 1 and (money := known.get(here[1].text)) and all(len(one) == 3 and one.isupper() for one in money):
        return money
    return frozenset()


def is_below(figure: Figure, text: Text) -> bool | None:
    """Whether a temperature is below zero; None where the text does not say on which side of it."""
    before = text.text[max(0, figure.start - 12) : figure.start].rstrip("\u00a0 ").lower()
    at = max((match.end() for match in _CLAUSE.finditer(text.text, 0, figure.start)), default=0)
    stop = _CLAUSE.search(text.text, figure.end)
    clause = text.text[max(at, figure.start - 60) : min(stop.start() if stop else len(text.text), figure.end + 40)]
    said = read("figures", text.code)
    if before.endswith(("−", "–")) or (before.endswith("-") and before[-2:-1] in ("", " ", "(")):
        return True
    if any(str(one) in clause.lower() for one in said.get("below-zero", ())):
        return True
    if before.endswith("+") or any(str(one) in clause.lower() for one in said.get("above-zero", ())):
        return False
    return None


def same_figures(figure: Figure, scales: Sequence[Scale]) -> Iterator[tuple[int, Figure]]:
    """The figures of the pages that say the same, with the number of the page."""
    for number, scale in enumerate(scales):
        for one in scale.page.figures_like(figure):
            if bool(one.share) == bool(figure.share):
                yield number, one


def aside(kind: str, what: str, text: Text, start: int, end: int) -> Token:
    """A token of what is said beside another one; `what` is the same in every language."""
    return Token(kind, text.text[start:end], f"a:{what}", start, end, free=True, aside=True)


def against(token: Token, scales: Sequence[Scale], page: int, at: int) -> Finding:
    """That a page says it otherwise, at a place."""
    told = scales[page].page
    return Finding(token, ELSEWHERE, told.sentence(told.sentence_at(at)), page, reason="otherwise")


def _end_of_unit(figure: Figure, text: Text) -> int:
    return next((one.end for one in text.lexemes if one.start >= figure.end and one.kind == "w"), figure.end)


def _with_unit(figure: Figure, text: Text, mine: frozenset[str]) -> Token:
    stop = max(figure.end, _end_of_unit(figure, text))
    return aside("figure", f"{figure.key} {min(mine)}", text, figure.start, stop)


def _with_sign(figure: Figure, text: Text) -> Token:
    stop = max(figure.end, _end_of_unit(figure, text))
    return aside("figure", f"{figure.key} {'-' if is_below(figure, text) else '+'}", text, figure.start, stop)


def units_said(text: Text) -> Iterator[tuple[Figure, frozenset[str]]]:
    """The figures of a sentence that have a unit or a currency, and which it may be."""
    for figure in text.figures:
        if not figure.share and figure.values and (mine := unit_at(figure, text)):
            yield figure, mine


def units_in(text: Text) -> Iterator[Token]:
    """All that pages may say otherwise of these."""
    for figure, mine in units_said(text):
        yield _with_unit(figure, text, mine)
        if mine & _DEGREES:
            yield _with_sign(figure, text)


def is_converted(figure: Figure, text: Text, pages: Iterable[Text]) -> bool:
    """Whether a page has what a figure says in another unit: 2.5 metres for 250 centimetres, 62 miles for 100 km."""
    mine = unit_at(figure, text) if figure.values and not figure.share else frozenset()
    ways = [(two, times) for (one, two), times in _TIMES.items() if one in mine]
    ways = [(two, 1 / times) for two, times in ways] + [(one, t) for (one, two), t in _TIMES.items() if two in mine]
    return any(
        abs(one.values[0] - figure.values[0] * times) <= _LIKE * one.values[0] and unit in unit_at(one, page)
        for unit, times in ways
        for page in pages
        for one in page.figures
        if one.values and not one.share
    )


def units_against(text: Text, scales: Sequence[Scale]) -> Iterator[Finding]:
    """Figures whose unit or currency is another one wherever the pages have them, or whose sign is."""
    for figure, mine in units_said(text):
        there = list(same_figures(figure, scales))
        theirs = [unit_at(one, scales[number].page) for number, one in there]
        if there and all(theirs) and not any(mine & one for one in theirs):
            yield against(_with_unit(figure, text, mine), scales, there[0][0], there[0][1].start)
        elif there and mine & _DEGREES and all(one & _DEGREES for one in theirs):
            signs = {is_below(one, scales[number].page) or False for number, one in there}
            if len(signs) == 1 and (is_below(figure, text) or False) not in signs:
                yield against(_with_sign(figure, text), scales, there[0][0], there[0][1].start)
