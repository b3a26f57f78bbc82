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
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर",
    "gu": "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઓગસ્ટ સપ્ટેમ્બર ઓક્ટોબર નવેમ્બર ડિસેમ્બર",
    "mn": "нэгдүгээр хоёрдугаар гуравдугаар дөрөвдүгээр тавдугаар зургаадугаар долдугаар наймдугаар есдүгээр аравдугаар"
    " арваннэгдүгээр арванхоёрдугаар",
}
# How languages write a day in ways that CLDR does not give: {y}, {m}, {n} and {d} as in its patterns below.
_ALSO = {
    "km": ("{d} ខែ {m} ឆ្នាំ {y}",),
    "my": ("{y} ခုနှစ် {m} {d}", "{y} ခုနှစ် {m} လ {d}"),
    "mn": ("{y} оны {n} сарын {d}", "{y} он {n} сар {d}"),
    "eu": ("{y} ko {m} {d}",),
}
_SPACE = r"[\s,.،၊]*"
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(\d{4})([-./])[ ]?(\d{1,2})\2[ ]?(\d{1,2})|(\d{1,2})([-./])(\d{1,2})\6(\d{4}))(?![\d/-]|\.\d)"
)
_DAY = r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|º|ª|°|-?(?:го|е|ое|ум|уми))?"
_YEAR = r"(?<!\d)\d{4}(?!\d)"
# Years of the Buddhist calendar, which countries print that write the months of ours.
# Both are used in Ethiopia, where the year of a day in figures may be seven or eight behind ours.
_ETHIOPIC = frozenset({"am", "ti"})
# One alef of Arabic, one kaf and one ya: newspapers leave the signs above and below them out.
_ALIKE = str.maketrans("أإآٱىكه", "اااايکه")
# What stands before the second of two days: the end of a range is no day of publication.
_UP_TO = re.compile(
    r"(?:(?<![\d:.])\d{1,2}\.?|[^\W\d_]{3,})\s*[-–—−]\s*$|(?<![\d:.])\d{1,2}\.?(?:st|nd|rd|th)?\s*"
    r"(?:[-–—−/&]|to|until|and|bis|und|au|et|al|hasta|y|a|e|до|по|и|та|do|i|til|till|och|og|tot|en|ve|ile)\s*$"
)
_BUDDHIST, _BUDDHIST_YEARS = frozenset({"th", "lo", "km", "my", "si"}), range(2450, 2700)


def plain(text: str) -> str:
    """A text in small letters, with one letter for each of those of Arabic that newspapers do not tell apart."""
    return text.casefold().translate(_ALIKE)


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
                        names.setdefault(plain(name).rstrip("."), number)
    for place, name in enumerate(_USUAL.get(base, "").split()):
        names.setdefault(plain(name), place % 12 + 1)
    # Case endings follow a stem; the longest name first, so that no other stands in its way.
    stems = {(name[:-1] if name[-1] in "ьйяаiი" and len(name) > 4 else name): number for name, number in names.items()}
    # Papers cut names where CLDR does not: "18 ноя 2026". A beginning that only one month has is enough.
    cut = {name[:3] for name in names if len({number for other, number in names.items() if other[:3] == name[:3]}) == 1}
    numbers = {name[:3]: number for name, number in names.items() if name[:3] in cut} | stems
    any_month = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    any_cut = "|".join(re.escape(stem) for stem in sorted(cut))
    # Some Arabic papers print two names of a month: "أكتوبر/تشرين الأول".
    month = rf"(?:(?:{any_month})\w{{0,4}}(?:\s*/\s*(?:{any_month})\w{{0,4}})?|(?:{any_cut})(?!\w))"
    apart = rf"(?<!\w){month}"
    ending = r"(?:[-\s]?(?:г|год|года|жыл\w*|йил\w*|yil\w*|сол\w*|يىلى|of|de|di|da)(?!\w))?"
    forms = [
        rf"(?P<d1>{_DAY}){_SPACE}[-–]?{_SPACE}(?:(?:of|de)\s+|d['’]|ta['’]\s*)?(?P<m1>{apart})"
        rf"{_SPACE}[-–]?{_SPACE}(?:(?:соли|del?|năm)\s+)?(?P<y1>{_YEAR})",
        rf"(?P<m2>{apart}){_SPACE}(?P<d2>{_DAY})(?!\d){_SPACE}(?P<y2>{_YEAR})",
        rf"(?P<y3>{_YEAR}){ending}{_SPACE}[-–]?{_SPACE}(?P<d3>{_DAY}){_SPACE}[-–]?{_SPACE}(?P<m3>{apart})",
        rf"(?P<y4>{_YEAR}){ending}{_SPACE}(?P<m4>{apart}){_SPACE}(?P<d4>{_DAY})(?!\d)",
    ]
    own = dict.fromkeys(form for locale in locales for form in _own_forms(locale))
    own |= dict.fromkeys(form.replace(" ", _SPACE) for form in _ALSO.get(base, ()))
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
                    names.update(plain(name).strip(".") for name in days[context][width].values())
    return frozenset(names)


def days_in(text: str, language: str | None) -> list[datetime.date]:
    """The days that a text names in full, in their order; what can be read in two ways is left out."""
    # In Tigrinya the months of both calendars have the same names.
    pattern, stems = _months("en" if language and language.partition("-")[0] == "ti" else language or "en")
    found = []
    folded = plain(text[:2000])
    base = (language or "").partition("-")[0]
    for match in pattern.finditer(folded):
        if _is_end_of_range(folded[: match.start()], stems):
            continue
        parts = {key[0]: value for key, value in match.groupdict().items() if value}
        if "n" in parts:
            number = int(parts["n"])
        else:
            number = next(stems[stem] for stem in sorted(stems, key=len, reverse=True) if parts["m"].startswith(stem))
        digits, year = re.match(r"\d+", parts["d"]), int(parts["y"])
        if year in _BUDDHIST_YEARS and base in _BUDDHIST:
            year -= 543
        with suppress(ValueError):
            found.append((match.start(), datetime.date(year, number, int(digits[0] if digits else 0))))
    for match in _NUMERIC.finditer(folded) if base not in _ETHIOPIC else ():
        with suppress(ValueError):
            if match[1]:
                found.append((match.start(), datetime.date(int(match[1]), int(match[3]), int(match[4]))))
            elif (day := _day_first(int(match[5]), int(match[7]), int(match[8]), match[6], base)) is not None:
                found.append((match.start(), day))
    return [day for _, day in sorted(found)]


def _is_end_of_range(before: str, stems: dict[str, int]) -> bool:
    """Whether the words before a day say that it is the second of two: "18 – 20 October", "October 18 – November 2"."""
    match = _UP_TO.search(before[-40:])
    if not match:
        return False
    word = match[0].rstrip(" -–—−")
    return not word.isalpha() or any(word.startswith(stem) for stem in stems)


def _day_first(first: int, second: int, year: int, mark: str, language: str) -> datetime.date | None:
    """05/10/2022 is May to some and October to others; with full stops it is October but in English."""
    if (mark == "." and language != "en") or first > 12 or first == second:
        return datetime.date(year, second, first)
    return datetime.date(year, first, second) if second > 12 else None


def start_of_day(text: str, language: str | None) -> int:
    """Where the first day of a text begins; its end where it names none."""
    folded = plain(text[:2000])
    found = [one.search(folded) for one in (_months(language or "en")[0], _NUMERIC)]
    return min((match.start() for match in found if match), default=len(folded))


def without_dates(text: str, language: str | None) -> str:
    """The rest of a text, in small letters, when its dates and times are taken out."""
    text = _months(language or "en")[0].sub(" ", plain(text[:2000]))
    return re.sub(r"\b\d{1,2}:\d{2}(?::\d{2})?\b", " ", _NUMERIC.sub(" ", text))
