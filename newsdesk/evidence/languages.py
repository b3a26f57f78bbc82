"""What a language says no with, begins a clause with, and writes beside figures: data/negations, and CLDR by Babel."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from newsdesk.evidence.folding import normalise
from newsdesk.evidence.words import WORD, size, words

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FOLDER = files("newsdesk") / "data" / "negations"
# Languages that read the file of another.
_SAME = {"nb": "no", "nn": "no", "prs": "fa", "fil": "tl", "cnr": "sr", "hr": "sr", "bs": "sr", "ms": "id", "yue": "zh"}
_UNITS = (
    "concentr-percent concentr-permille length-kilometer length-meter length-centimeter length-millimeter length-mile"
    " length-foot mass-kilogram mass-gram mass-tonne mass-ton mass-pound area-square-kilometer area-square-meter"
    " area-hectare area-acre volume-liter volume-cubic-meter volume-barrel temperature-celsius temperature-fahrenheit"
    " power-kilowatt power-megawatt power-gigawatt energy-kilowatt-hour speed-kilometer-per-hour speed-mile-per-hour"
    " electric-volt pressure-bar angle-degree duration-year duration-month duration-week duration-day duration-hour"
    " duration-minute duration-second digital-gigabyte"
).split()
# Signs and abbreviations of units, which many languages share.
_EVERYWHERE = (
    "% ‰ ‱ ° km m cm mm kg g t l ml ha kw mw gw kwh mph kmh bn mn mln mlrd pp км м см мм кг г т л га квт мвт гвт млн"
    " млрд трлн тыс bbl ft lb oz gb mb tb rpm hz"
).split()
_PHRASES = (
    *("before", "behind", "near", "harmless", "clause", "link", "quoting", "saying", "denying", "scant", "bare"),
    *("mood", "aside", "supposed", "unlinked", "weak"),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together; a pattern stands for any word of its form."""

    parts: tuple[str | re.Pattern[str], ...]

    @property
    def is_form(self) -> bool:
        """Whether it is any word of a certain form, a verb with a denying ending for example."""
        return not isinstance(self.parts[0], str)

    def at(self, found: Sequence[str], start: int) -> bool:
        """Whether the phrase begins at this word."""
        here = found[start : start + len(self.parts)]
        return len(here) == len(self.parts) and all(map(_fits, self.parts, here))


def _fits(part: str | re.Pattern[str], word: str) -> bool:
    return part == word if isinstance(part, str) else part.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class Language:
    """Where quotations in a language may not be cut.

    `before` negates what follows in its clause, `behind` what goes before, both within `reach` words; `near` only
    its neighbour. `harmless` looks like a negation and is none, `clause` begins a clause. Units and `numbers`
    belong to a figure: thousands, per cent, kilometres, and figures in words.
    """

    code: str
    before: tuple[Phrase, ...] = ()
    behind: tuple[Phrase, ...] = ()
    near: tuple[Phrase, ...] = ()
    harmless: tuple[Phrase, ...] = ()
    clause: tuple[Phrase, ...] = ()
    reach: tuple[int, int] = (0, 0)
    numbers: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    """What joins them."""
    ranges: frozenset[str] = frozenset()
    """What stands between the figures of a range."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """What stands before the first figure and between the two: between 5 and 10."""
    link: tuple[Phrase, ...] = ()
    """What joins a clause to the verb of saying or thinking before it: that."""
    quoting: tuple[Phrase, ...] = ()
    """What joins a clause to the verb of saying or thinking behind it."""
    saying: tuple[Phrase, ...] = ()
    """Verbs of saying and thinking, and words such as *true*, which a negation turns round."""
    denying: tuple[Phrase, ...] = ()
    """Those that deny by themselves."""
    scant: tuple[Phrase, ...] = ()
    """What denies a verb of saying as a negation does: few."""
    bare: tuple[Phrase, ...] = ()
    """What may begin a governed clause without a link."""
    mood: tuple[Phrase, ...] = ()
    """What has to stand in it then, in a language that marks reported speech."""
    aside: tuple[Phrase, ...] = ()
    """What begins a clause in brackets of commas: as some say."""
    supposed: tuple[Phrase, ...] = ()
    """What makes of the governing clause a condition, which denies nothing."""
    unlinked: tuple[Phrase, ...] = ()
    """What makes another conjunction of a link behind it: so that."""
    weak: tuple[Phrase, ...] = ()
    """Negations that deny no governed clause without another: French *ne*, *ne … que*."""
    twofold: tuple[tuple[Phrase, Phrase], ...] = ()
    """Two words of which each denies what follows it: neither, nor."""
    blanks_end: bool = False
    """Whether a blank ends a clause, in scripts that set none between words."""

    def unit_at(self, found: Sequence[str], start: int) -> int:
        """How many words the longest unit has that begins at this one; 0 where none does."""
        units = _units(self.code).get(found[start], ())
        return max((len(unit) for unit in units if tuple(found[start : start + len(unit)]) == unit), default=0)

    def leads(self, word: str) -> bool:
        """Whether a word is a unit that stands before its figure."""
        return word in _measures(self.code)[1]

    def is_month(self, word: str) -> bool:
        """Whether a word is a month."""
        return word in _months(self.code)


@lru_cache(maxsize=128)
def language_of(tag: str) -> Language:
    """What is known of a language by its BCP 47 tag; of one without a file, what CLDR knows."""
    code = tag.partition("-")[0].lower()
    data = _data(_SAME.get(code, code))
    reach = data.get("reach") or ["0", "0"]
    return Language(
        code,
        **{name: _phrases(data.get(name, ())) for name in _PHRASES},
        reach=(int(reach[0]), int(reach[1])),
        numbers=frozenset(word for item in data.get("numbers", ()) for word in words(item)),
        between=frozenset(words(" ".join(data.get("between", ())))),
        ranges=frozenset(words(" ".join(data.get("ranges", ())))),
        pairs=frozenset((said[0], said[1]) for item in data.get("pairs", ()) if len(said := words(item)) == 2),
        twofold=_twofold(data.get("twofold", ())),
        blanks_end=data.get("blanks") == "clause",
    )


@cache
def _units(code: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """All units by their first word; CLDR is asked when the first figure stands beside a quotation."""
    listed = (tuple(words(item)) for item in _data(_SAME.get(code, code)).get("units", ()))
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for unit in {*_measures(code)[0], *listed, *((sign,) for sign in _EVERYWHERE)}:
        found[unit[0]] = (*found.get(unit[0], ()), unit)
    return found


def known_languages() -> list[str]:
    """The languages that have a file, in order."""
    return sorted(file.name.removesuffix(".yaml") for file in _FOLDER.iterdir() if file.name.endswith(".yaml"))


@cache
def _data(code: str) -> Mapping[str, Any]:
    file = _FOLDER / f"{code}.yaml"
    # Every value is a text: to YAML a bare "no" would be false.
    return yaml.load(file.read_text("utf-8"), Loader=_LOADER) or {} if file.is_file() else {}


def _phrases(items: Sequence[str]) -> tuple[Phrase, ...]:
    """Each item is words; one between slashes is a pattern that a single word fits, and may stand behind words."""
    return tuple(Phrase(parts) for item in items if (parts := tuple(_parts(item))))


def _twofold(items: Sequence[str]) -> tuple[tuple[Phrase, Phrase], ...]:
    """Each item is two words."""
    return tuple((said[0], said[1]) for item in items if len(said := _phrases(item.split())) == 2)


def _parts(item: str) -> Iterator[str | re.Pattern[str]]:
    before, slash, pattern = item.partition("/")
    yield from words(before)
    if slash:
        yield re.compile(normalise(pattern.removesuffix("/")).text)


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None


@cache
def _measures(code: str) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Measures, per cent and thousands of CLDR that stand behind a figure, and words that stand before one."""
    locale = _locale(code)
    said = [words(text) for text in [*_amounts(locale), *_thousands(locale)]] if locale else []
    # A short one may be a word of another meaning.
    behind = (
        tuple(one[1:])
        for one in said
        if len(one) > 1 and one[0][0].isdigit() and (len(one[1]) > 1 or size(one[1]) < WORD)
    )
    before = {one[-2] for one in said if len(one) > 1 and one[-1][0].isdigit() and len(one[-2]) > 2}
    return frozenset(behind), frozenset(before)


def _amounts(locale: Locale) -> Iterator[str]:
    # Imported here: it is asked once for each language in which figures stand.
    from babel.units import UnknownUnitError, format_unit

    for unit in _UNITS:
        for number in (1, 2, 3, 5, 1.5):
            try:
                said = format_unit(number, unit, "long", locale=locale)
            except (UnknownUnitError, KeyError, ValueError):
                break
            if unit not in said:  # it has a name for it
                yield said


def _thousands(locale: Locale) -> Iterator[str]:
    try:
        forms = locale.compact_decimal_formats["long"]
    except KeyError:
        return
    for by_size in forms.values():
        for pattern in by_size.values():
            yield re.sub("0+", "1", str(getattr(pattern, "pattern", pattern)).replace("'", ""))


@cache
def _months(code: str) -> frozenset[str]:
    locale = _locale(code)
    if locale is None:
        return frozenset()
    names = (
        name for kind in locale.months.values() for width in ("wide", "abbreviated") for name in kind[width].values()
    )
    return frozenset(said[0] for name in names if len(said := words(name)) == 1 and not said[0].isdigit())
