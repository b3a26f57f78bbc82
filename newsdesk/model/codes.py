"""Codes that others keep: languages, countries, weeks, addresses, and our own ids."""

import re
import unicodedata
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from babel import Locale
from babel.core import get_global, parse_locale
from babel.languages import get_official_languages
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
# What the whole check of an address passes in any case, as nearly all addresses do.
_PLAIN_ADDRESS = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+/[!#-;=?-\[\]_a-z~]*")
# Codes that ISO 3166-1 leaves to whoever needs some, as for countries that are invented.
_OWN_COUNTRY = re.compile("AA|Q[M-Z]|X[A-Z]")
# What is written like the code of a country, and like no id.
_CAPITALS = re.compile(r"[A-Z]{2}")
# CLDR lists these among territories, but they name no country.
_NO_COUNTRY = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
# Unions of states whose bodies act as those of a country do, by codes that ISO 3166-1 reserves and CLDR names.
_UNIONS = ("EU",)
# What is written for a country, and is no code of a language at home there.
_USUAL_SLIPS = {"UK": "GB", "EN": "GB"}


# The same ids, languages and days stand in every entry: what was found good is not looked at again.
_remembered = lru_cache(maxsize=8192)


@cache
def languages() -> dict[str, str]:
    """BCP 47 primary language subtags that CLDR names, with their English names."""
    return {code: name for code, name in Locale("en").languages.items() if "_" not in code}


@cache
def countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes with their English names."""
    return {
        code: name
        for code, name in Locale("en").territories.items()
        if re.fullmatch(r"[A-Z]{2}", code) and code not in _NO_COUNTRY
    }


@cache
def _countries() -> frozenset[str]:
    """The codes of `countries` alone: names in English take as long to load as a small check."""
    known = {*get_global("territory_languages"), *get_global("territory_zones")}
    return frozenset(code for code in known if re.fullmatch(r"[A-Z]{2}", code)) - _NO_COUNTRY


@cache
def _official() -> frozenset[str]:
    """The codes of two letters of languages that are official somewhere: some of `languages`."""
    spoken = (one for told in get_global("territory_languages").values() for one in told.items())
    return frozenset(code for code, told in spoken if told["official_status"] and len(code) == 2)


@cache
def jurisdictions() -> dict[str, str]:
    """Whose authority can act: countries, and the European Union, for which ISO 3166-1 reserves EU."""
    return {**countries(), **{code: Locale("en").territories[code] for code in _UNIONS}}


@cache
def languages_of(territory: str) -> tuple[str, ...]:
    """Official languages of a country, the one at home there first; () when unknown."""
    known = [code.replace("_", "-") for code in get_official_languages(territory, de_facto=True)]
    likely = get_global("likely_subtags")
    return tuple(sorted(known, key=lambda code: not likely.get(code, "").endswith(territory)))


def speaks(territory: str, code: str, share: float = 0) -> bool:
    """Whether CLDR has a language as official in a country, or spoken by `share` per cent there at least."""
    found = get_global("territory_languages").get(territory, {}).get(code)
    return bool(found) and (found["population_percent"] >= share or code in languages_of(territory))


def _home_of(code: str) -> str | None:
    """The country where the language with a code is at home, such as JP for `ja`; None for no language."""
    if (
        code.upper() in get_global("territory_aliases")
        or code.upper() in _NO_COUNTRY
        or code.lower() not in languages()
    ):
        return None
    likely: str = get_global("likely_subtags").get(code.lower(), "")
    territory = likely.rpartition("_")[2]
    return territory if territory in countries() else None


@_remembered
def check_language(tag: str) -> str:
    """A language is a BCP 47 tag whose language, script and region exist, such as en or sr-Latn."""
    if tag in _official():
        return tag
    try:
        language, region, script, *_ = parse_locale(tag.replace("_", "-"), sep="-")
    except ValueError:
        language, region, script = tag, None, None
    known = Locale("en")
    canonical = "-".join(part for part in (language, script, region) if part)
    is_known = (not script or script in known.scripts) and (not region or region in known.territories)
    if language in languages() and is_known:
        if canonical == tag:
            return tag
        if canonical.lower() == tag.replace("_", "-").lower():
            raise PydanticCustomError(
                "unknown-language",
                'Language "{tag}" is not written as BCP 47 writes it.',
                {"tag": tag, "hint": f'Write "{canonical}".'},
            )
    official = languages_of(tag.upper()) if len(tag) == 2 else ()
    by_name = {name: code for code, name in languages().items()}
    if official:
        hint = f'Did you mean "{official[0]}"?'
    elif tag.capitalize() in by_name:
        hint = f'Did you mean "{by_name[tag.capitalize()]}"?'
    else:
        hint = "Write a BCP 47 tag such as en, ar or sr-Latn."
    raise PydanticCustomError("unknown-language", '"{tag}" is not a language.', {"tag": tag, "hint": hint})


def country_meant(text: str) -> str | None:
    """The country that somebody meant who wrote `kg`, `UK`, or the name of a country or its id; None if none."""
    if text.upper() in countries():
        return text.upper()
    return _USUAL_SLIPS.get(text.upper()) or _by_name().get(text.casefold().replace("-", " "))


@cache
def _by_name() -> dict[str, str]:
    return {name.casefold().replace("-", " "): code for code, name in countries().items()}


def check_country(code: str) -> str:
    """A country is an ISO 3166-1 alpha-2 code in capitals, such as AQ."""
    if code in _countries() or _OWN_COUNTRY.fullmatch(code):
        return code
    if code in _UNIONS:
        hint = f"{code} can stand where an authority acts: in designations and proceedings."
    elif near := country_meant(code) or _home_of(code):
        hint = f'Did you mean "{near}"?'
    else:
        hint = "Write an ISO 3166-1 code of two capitals such as AQ."
    raise PydanticCustomError("unknown-country", '"{code}" is not a country.', {"code": code, "hint": hint})


def check_jurisdiction(code: str) -> str:
    """Whose authority acts is a country, or EU: the European Union."""
    return code if code in _UNIONS else check_country(code)


def check_side(text: str) -> str:
    """A side is a country in capitals, or the id of a body in people.yaml."""
    return check_country(text) if _CAPITALS.fullmatch(text) else check_id(text)


@_remembered
def check_id(text: str) -> str:
    """An id is made of small Latin letters, digits and single hyphens."""
    if ID.fullmatch(text) and len(text) <= 100:
        return text
    raise PydanticCustomError(
        "bad-id",
        '"{text}" cannot be an id.',
        {"text": text, "hint": "Use small Latin letters, digits and single hyphens, up to 100."},
    )


def _is_host(text: str) -> bool:
    """Whether it is a host name with a dot, in the one form that a browser leaves as it is."""
    whole = re.fullmatch(r"([\w-]+\.)+[^\W\d_][\w-]+", text)
    return bool(whole) and unicodedata.is_normalized("NFKC", text)


def check_address(text: str) -> str:
    """An address starts with http:// or https:// and names a host, without a user name."""
    if _PLAIN_ADDRESS.fullmatch(text):
        return text
    try:
        parts = urlsplit(text)
        fine = (
            parts.scheme in ("http", "https")
            and _is_host((parts.hostname or "").removesuffix("."))
            and parts.username is None
            and parts.port != 0
            and text.isprintable()
            and not re.search(r"[\s\\<>\"`{}|^]", text)
        )
    except ValueError:
        fine = False
    if fine:
        return text
    raise PydanticCustomError(
        "unsafe-address",
        '"{text}" is not an address that a page may link to.',
        {"text": text[:80], "hint": "Write it in full, with http:// or https:// in front."},
    )


def check_domain(text: str) -> str:
    """A domain is a host name without https:// and without a path."""
    if _is_host(text) and text == text.lower():
        return text
    raise PydanticCustomError(
        "bad-domain",
        '"{text}" is not a domain.',
        {"text": text, "hint": "Write the bare host in small letters, such as news.example.org."},
    )


def week_of(day: date) -> str:
    """The ISO 8601 week of a day, as its folder is called: `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def week_days(week: str) -> tuple[date, date]:
    """Monday and Sunday of an ISO 8601 week such as `2026-W47`; ValueError if there is none."""
    match = WEEK.fullmatch(week)
    if not match:
        raise ValueError(f'"{week}" is not an ISO 8601 week.')
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(days=6)
    except OverflowError:
        raise ValueError(f'"{week}" ends after the last year there is.') from None


@_remembered
def is_week(text: str) -> bool:
    """Whether it is an ISO 8601 week such as `2026-W47`."""
    try:
        week_days(text)
    except ValueError:
        return False
    return True


def meant_week(text: str) -> str | None:
    """The ISO 8601 week that somebody meant who wrote `2026-w47`, `2026W7`, `W47-2026` or a day; None if none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if day := re.fullmatch(
        r"(?P<y>\d{4})(?:[-._ ]?(?P<m>\d\d)[-._ ]?(?P<d>\d\d)|(?P<s>[-._/ ])(?P<M>\d\d?)(?P=s)(?P<D>\d\d?))",
        plain,
        re.ASCII,
    ):
        try:
            return week_of(date(int(day["y"]), int(day["m"] or day["M"]), int(day["d"] or day["D"])))
        except ValueError:
            return None
    week = re.fullmatch(r"(\d{4})[-._ ]*[a-z]{0,4}[-._ ]*(\d{1,2})", plain, re.ASCII | re.IGNORECASE)
    year, number = week.groups() if week else (None, None)
    if other := re.fullmatch(r"[a-z]{0,4}[-._ ]*(\d{1,2})[-._ /]+(\d{4})", plain, re.ASCII | re.IGNORECASE):
        number, year = other.groups()
    try:
        meant = f"{year}-W{int(number or 0):02}"
        week_days(meant)
    except ValueError:
        return None
    return meant


@_remembered
def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


def _full_date(value: Any) -> Any:
    """A full date is written 2026-11-21."""
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str):
            return _day(value)
    except ValueError:
        pass
    raise PydanticCustomError(
        "bad-date",
        '"{value}" is not a day.',
        {"value": str(value), "hint": "Write year, month and day, such as 2026-11-21."},
    )


def _text(description: str) -> WithJsonSchema:
    # Not Field(description=…): that would hide the meaning of the field that has this type.
    return WithJsonSchema({"type": "string", "description": description})


Language = Annotated[str, AfterValidator(check_language), _text("BCP 47 tag, such as en or sr-Latn.")]
Country = Annotated[str, AfterValidator(check_country), _text("ISO 3166-1 alpha-2 code, such as AQ.")]
Jurisdiction = Annotated[
    str, AfterValidator(check_jurisdiction), _text("ISO 3166-1 alpha-2 code, such as AQ, or EU for the European Union.")
]
Side = Annotated[str, AfterValidator(check_side), _text("A country such as AQ, or the id of a body in people.yaml.")]
Id = Annotated[str, AfterValidator(check_id), _text("An id: small letters, digits, -.")]
Address = Annotated[str, AfterValidator(check_address), _text("Full address with http:// or https://.")]
Domain = Annotated[str, AfterValidator(check_domain), _text("Host without https://, such as news.example.org.")]
Day = Annotated[
    date,
    BeforeValidator(_full_date),
    WithJsonSchema(
        {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "A full date such as 2026-11-21."}
    ),
]
EntryOrAddress = Annotated[
    str,
    AfterValidator(lambda text: check_address(text) if ":" in text else check_id(text)),
    _text("An entry's id, or a full address with http:// or https://."),
]
