"""Addresses of pages below the site, which never change once they are published."""

import re
from collections.abc import Iterable, Mapping

from newsdesk.model.codes import ID
from newsdesk.model.entry import Entry
from newsdesk.model.record import Record

# Pages of records stand below the name of their register.
RECORDS = ("stories", "outlets", "people", "topics", "places")
_PAGE_PATH = re.compile(
    r"(?:\d{4}/w\d{2}/(?:{0}/)?|(?:stories|outlets|people|places|topics|countries|languages)/{0}/)".replace(
        "{0}", ID.pattern
    ),
    re.ASCII,
)

# Parts of the site with a page of their own in the navigation, by their address.
SECTIONS = (
    "about",
    "browse",
    "digests",
    "stories",
    "outlets",
    "people",
    "places",
    "topics",
    "countries",
    "languages",
    "entries",
    "collection",
    "corrections",
    "feeds",
    "search",
)


def week_path(week: str) -> str:
    """The address of a digest: `2026/w47/`."""
    year, _, number = week.partition("-W")
    return f"{year}/w{number}/"


def entry_path(entry: Entry) -> str:
    """The address of an entry: `2026/w47/<entry>/`."""
    return f"{week_path(entry.week)}{entry.id}/"


def language_path(tag: str) -> str:
    """The address of a language's page: `languages/sr-latn/`."""
    return f"languages/{tag.lower()}/"


def country_path(code: str) -> str:
    """The address of a country's page: `countries/aq/`."""
    return f"countries/{code.lower()}/"


def place_path(name: str) -> str:
    """The address of a place's page: `places/harbourton/`."""
    return f"places/{name}/"


def page_addresses(entries: Iterable[Entry], records: Mapping[str, Mapping[str, Record]]) -> set[str]:
    """Addresses of the pages that a collection promises to keep: digests, entries, records, groups.

    `records` are the registers of RECORDS by name; a private person has no page.
    """
    names = {
        kind: [name for name, record in group.items() if getattr(record, "public", True)]
        for kind, group in records.items()
    }
    return addresses_of(((entry.week, entry.id, entry.language, entry.countries) for entry in entries), names)


def addresses_of(
    entries: Iterable[tuple[str, str, str, Iterable[str]]], records: Mapping[str, Iterable[str]]
) -> set[str]:
    """The same of the week, id, language and countries of each entry, and the ids of records that have a page."""
    found = {f"{kind}/{name}/" for kind, names in records.items() for name in names}
    for week, name, language, countries in entries:
        below = week_path(week)
        found |= {below, f"{below}{name}/", language_path(language)}
        found.update(map(country_path, countries))
    return found


def is_page_path(text: str) -> bool:
    """Whether it has the form of an address below the site, such as `2026/w47/an-entry/`."""
    return bool(_PAGE_PATH.fullmatch(text))
