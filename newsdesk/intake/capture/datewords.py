"""Days written in words or figures, in the languages of which the names of months are known."""

import datetime
import re
from contextlib import suppress
from functools import lru_cache

from babel import Locale, UnknownLocaleError

# Countries whose newspapers use other names of months than CLDR gives first for Arabic.
_REGIONS = {"ar": ("ar", "ar_SY", "ar_MA", "ar_DZ"), "uz": ("uz", "uz_Cyrl"), "kk": ("kk", "kk_Latn")}
# Spellings in daily use that CLDR lists for no language.
_USUAL = {
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentyabr oktyabr noyabr dekabr",
    "tg": "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    "ky": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
}
_SPACE = r"[\s,.،]*"
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-./])(\d{1,2})\6(\d{4}))(?![\d/-]|\.\d)"
)


@lru_cache(maxsize=64)
def _months(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern of dates in words, and the number of each month by the beginning of its name."""
    base = language.partition("-")[0]
    names: dict[str, int] = {}
    for tag in (*_REGIONS.get(base, (base,)), "en"):
        with suppress(UnknownLocaleError, ValueError):
            months = Locale.parse(tag).months
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    for number, name in months[context][width].items():
                        if len(name) > 2 and not name[0].isdigit():
                            names.setdefault(name.casefold().rstrip("."), number)
    for number, name in enumerate(_USUAL.get(base, "").split(), 1):
        names.setdefault(name, number)
    # Case endings follow a stem; the longest name first, so that no other stands in its way.
    stems = {(name[:-1] if name[-1] in "ьйяа" and len(name) > 4 else name): number for name, number in names.items()}
    any_month = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    # Some Arabic papers print two names of a month: "أكتوبر/تشرين الأول".
    month = rf"(?<!\w)(?:{any_month})\w{{0,4}}(?:\s*/\s*(?:{any_month})\w{{0,4}})?"
    day, year = r"(?<!\d)\d{1,2}(?:st|nd|rd|th|-?(?:го|е|ое|ум|уми))?", r"(?<!\d)\d{4}(?!\d)"
    ending = r"(?:[-\s]?(?:г|год|года|жыл\w*|йил\w*|yil\w*|сол\w*|of|de|di|da)(?!\w))?"
    forms = (
        rf"(?P<d1>{day}){_SPACE}[-–]?{_SPACE}(?:of\s+)?(?P<m1>{month}){_SPACE}[-–]?{_SPACE}(?:соли\s+)?(?P<y1>{year})",
        rf"(?P<m2>{month}){_SPACE}(?P<d2>{day})(?!\d){_SPACE}(?P<y2>{year})",
        rf"(?P<y3>{year}){ending}{_SPACE}[-–]?{_SPACE}(?P<d3>{day}){_SPACE}[-–]?{_SPACE}(?P<m3>{month})",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms)), stems


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
        number = next(stems[stem] for stem in sorted(stems, key=len, reverse=True) if parts["m"].startswith(stem))
        digits = re.match(r"\d+", parts["d"])
        with suppress(ValueError):
            found.append((match.start(), datetime.date(int(parts["y"]), number, int(digits[0] if digits else 0))))
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
