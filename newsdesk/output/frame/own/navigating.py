"""The navigation: `nav` of mkdocs.yml comes in, one entry for each of its lines goes out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import splitext
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the navigation: `source` is its page below docs, "" for one that leads elsewhere or only groups."""

    title: str
    url: str
    source: str = ""
    below: tuple["Item", ...] = ()

    def holds(self, source: str) -> bool:
        """Whether it is that page, or has it below."""
        return self.source == source or any(item.holds(source) for item in self.below)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as it stands on one page: `active` where that page is below it, `current` where it is the page."""

    title: str
    url: str
    active: bool
    current: bool
    below: tuple["Shown", ...]


def url_of(source: str) -> str:
    """The address of a hand-written page below the site: "" for the home page, else with a slash at its end."""
    stem = splitext(source)[0]
    folder, _, name = stem.rpartition("/")
    if name.lower() in ("index", "readme"):
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def navigation(nav: Any, titles: Mapping[str, str]) -> tuple[tuple[Item, ...], list[str]]:
    """The entries of `nav`, or one for each page where there is none, and what it names that is not there.

    `titles` are those of the pages, by their paths below docs.
    """
    missing: list[str] = []
    if not isinstance(nav, list):
        ordered = sorted(titles, key=lambda source: (source.count("/"), url_of(source) != "", source))
        return tuple(Item(titles[source], url_of(source), source) for source in ordered), missing
    return tuple(_items(nav, titles, missing)), missing


def _items(nav: list[Any], titles: Mapping[str, str], missing: list[str]) -> Iterator[Item]:
    for line in nav:
        pairs = line.items() if isinstance(line, dict) else [(None, line)]
        for title, value in pairs:
            if isinstance(value, list):
                # A group leads to its first page: it has none of its own.
                if below := tuple(_items(value, titles, missing)):
                    yield Item(str(title), below[0].url, below=below)
            elif isinstance(value, str):
                yield _item(title, value, titles, missing)


def _item(title: Any, value: str, titles: Mapping[str, str], missing: list[str]) -> Item:
    if value in titles:
        return Item(str(title) if title is not None else titles[value], url_of(value), value)
    if not urlsplit(value).scheme and not value.startswith(("/", "#")) and value.endswith(".md"):
        missing.append(value)
        return Item(str(title or value), url_of(value))
    return Item(str(title or value), value)


def shown(items: tuple[Item, ...], source: str) -> tuple[Shown, ...]:
    """The entries as they stand on a page, by the page of the navigation that it belongs to."""
    return tuple(
        Shown(item.title, item.url, item.holds(source), item.source == source, shown(item.below, source))
        for item in items
    )
