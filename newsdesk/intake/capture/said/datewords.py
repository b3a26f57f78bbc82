"""Days written in words or figures, in the languages of which the names of months are known."""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import tokenize_pattern

# Countries whose newspapers use other names of months than CLDR gives first for Arabic.
_REGIONS = {
    "ar": ("ar", "ar_SY", "ar_MA", "ar_DZ"),
    "uz": ("uz", "uz_Cyrl"),
    "kk": ("kk", "kk_Latn"),
    "sr": ("sr", "sr_Latn"),
    "bs": ("bs", "bs_Cyrl"),
    "zh": ("zh", "zh_Hant"),
    "sh": ("sr_Latn", "hr", "bs"),
    "no": ("nb", "nn"),
    "tl": ("fil",),
    "iw": ("he",),
    "in": ("id",),
}
# Spellings in daily use that CLDR lists for no language.
_USUAL = {
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentyabr oktyabr noyabr dekabr",
    "tg": "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    "ky": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "sr": "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra"
    " јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    "bs": "januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra",
    "hr": "januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra",
    "mn": "нэгдүгээр хоёрдугаар гуравдугаар дөрөвдүгээр тавдугаар зургаадугаар долдугаар наймдугаар есдүгээр аравдугаар"
    " арваннэгдүгээр арванхоёрдугаар",
}
_SPACE = r"[\s,.،]*"
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(\d{4})([-./])[ ]?(\d{1,2})\2[ ]?(\d{1,2})|(\d{1,2})([-./])(\d{1,2})\6(\d{4}))(?![\d/-]|\.\d)"
)
_DAY = r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|º|ª|°|-?(?:го|е|ое|ум|уми))?"
_YEAR = r"(?<!\d)\d{4}(?!\d)"
# Years of the Buddhist calendar, which countries print that write the months of ours.
_BUDDHIST, _BUDDHIST_YEARS = frozenset({"th", "lo", "km", "my", "si"}), range(2450, 2700)


@lru_cache(maxsize=64)
def _months(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern of dates in words, and the number of each month by the beginning of its name."""
    base = language.partition("-")[0]
    names: dict[str, int] = {}
    locales = list(_locales(base))
    for locale in locales:
        months = locale.months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    # "11월" and "tháng 11" are names too; a bare number is none.
                    if len(name) > 2 - any(c.isdigit() for c in name) and any(c.isalpha() for c in name):
                        names.setdefault(name.casefold().rstrip("."), number)
    for place, name in enumerate(_USUAL.get(base, "").split()):
        names.setdefault(name, place % 12 + 1)
    # Case endings follow a stem; the longest name first, so that no other stands in its way.
    stems = {(name[:-1] if name[-1] in "ьйяаi" and len(name) > 4 else name): number for name, number in names.items()}
    # Papers cut names where CLDR does not: "18 ноя 2026". A beginning that only one month has is enough.
    cut = {name[:3] for name in names if len({number for other, number in names.items() if other[:3] == name[:3]}) == 1}
    numbers = {name[:3]: number for name, number in names.items() if name[:3] in cut} | stems
    any_month = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    any_cut = "|".join(re.escape(stem) for stem in sorted(cut))
    # Some Arabic papers print two names of a month: "أكتوبر/تشرين الأول".
    month = rf"(?:(?:{any_month})\w{{0,4}}(?:\s*/\s*(?:{any_month})\w{{0,4}})?|(?:{any_cut})(?!\w))"
    apart = rf"(?<!\w){month}"
    ending = r"(?:[-\s]?(?:г|год|года|жыл\w*|йил\w*|yil\w*|сол\w*|of|de|di|da)(?!\w))?"
    forms = [
        rf"(?P<d1>{_DAY}){_SPACE}[-–]?{_SPACE}(?:(?:of|de)\s+)?(?P<m1>{apart})"
        rf"{_SPACE}[-–]?{_SPACE}(?:(?:соли|del?|năm)\s+)?(?P<y1>{_YEAR})",
        rf"(?P<m2>{apart}){_SPACE}(?P<d2>{_DAY})(?!\d){_SPACE}(?P<y2>{_YEAR})",
        rf"(?P<y3>{_YEAR}){ending}{_SPACE}[-–]?{_SPACE}(?P<d3>{_DAY}){_SPACE}[-–]?{_SPACE}(?P<m3>{apart})",
        rf"(?P<y4>{_YEAR}){ending}{_SPACE}(?P<m4>{apart}){_SPACE}(?P<d4>{_DAY})(?!\d)",
    ]
    own = dict.fromkeys(form for locale in locales for form in _own_forms(locale))
    forms += [
        form.format(y=f"(?P<y{n}>{_YEAR})", d=f"(?P<d{n}>{_DAY})", m=f"(?P<m{n}>{month})", n=f"(?P<n{n}>\\d{{1,2}})")
        for n, form in enumerate(own, 5)
    ]
    return re.compile("|".join(f"(?:{form})" for form in forms)), numbers


def _locales(base: str) -> Iterator[Locale]:
    for tag in (*_REGIONS.get(base, (base,)), "en"):
        with suppress(UnknownLocaleError, ValueError):
            yield Locale.parse(tag)


def _own_forms(locale: Locale) -> Iterator[str]:
    """How a language writes a day in full, by CLDR's patterns, with {y}, {m}, {n} and {d} for its parts.

    {n} is a month by its number, which counts only beside words: 2026年11月18日.
    """
    patterns = [locale.date_formats[width].pattern for width in ("full", "long", "medium")]
    patterns += [str(locale.datetime_skeletons[one]) for one in ("yMMMMd", "yMMMd") if one in locale.datetime_skeletons]
    for pattern in patterns:
        parts, fields, words = [], "", ""
        for kind, value in tokenize_pattern(pattern):
            if kind == "chars":
                word = "".join(c if c.isalnum() else " " for c in str(value).casefold())
                words += word.strip()
                parts += [re.escape(one) for one in word.split()]
            elif (name := str(value[0])) in "yMLd":
                is_number = name in "ML" and int(value[1]) < 3
                field = "n" if is_number else name.lower().replace("l", "m")
                fields += field
                parts.append("{" + field + "}")
        form = _SPACE.join(parts)
        if "".join(sorted(fields)) in ("dmy", "dny") and ("n" not in fields or words):
            yield form


@lru_cache(maxsize=64)
def weekdays(language: str | None) -> frozenset[str]:
    """The names of the days of the week, in small letters."""
    names: set[str] = set()
    for tag in ((language or "en").replace("-", "_"), "en"):
        with suppress(UnknownLocaleError, ValueError):
            days = Locale.parse(tag).days
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated", "short"):
                    names.update(name.casefold().strip(".") for name in days[context][width].values())
    return frozenset(names)


def days_in(text: str, language: str | None) -> list[datetime.date]:
    """The days that a text names in full, in their order; what can be read in two ways is left out."""
    pattern, stems = _months(language or "en")
    found = []
    folded = text[:2000].casefold()
    for match in pattern.finditer(folded):
        parts = {key[0]: value for key, value in match.groupdict().items() if value}
        if "n" in parts:
            number = int(parts["n"])
        else:
            number = next(stems[stem] for stem in sorted(stems, key=len, reverse=True) if parts["m"].startswith(stem))
        digits, year = re.match(r"\d+", parts["d"]), int(parts["y"])
        if year in _BUDDHIST_YEARS and (language or "").partition("-")[0] in _BUDDHIST:
            year -= 543
        with suppress(ValueError):
            found.append((match.start(), datetime.date(year, number, int(digits[0] if digits else 0))))
    for match in _NUMERIC.finditer(folded):
        with suppress(ValueError):
            if match[1]:
                found.append((match.start(), datetime.date(int(match[1]), int(match[3]), int(match[4]))))
            elif (day := _day_first(int(match[5]), int(match[7]), int(match[8]), match[6])) is not None:
                found.append((match.start(), day))
    return [day for _, day in sorted(found)]


def _day_first(first: int, second: int, year: int, mark: str) -> datetime.date | None:
    """05/10/2022 is May to some and October to others; with full stops the day always comes first."""
    if mark == "." or first > 12 or first == second:
        return datetime.date(year, second, first)
    return datetime.date(year, first, second) if second > 12 else None


def without_dates(text: str, language: str | None) -> str:
    """The rest of a text, in small letters, when its dates and times are taken out."""
    text = _months(language or "en")[0].sub(" ", text[:2000].casefold())
    return re.sub(r"\b\d{1,2}:\d{2}(?::\d{2})?\b", " ", _NUMERIC.sub(" ", text))
