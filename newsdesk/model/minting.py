"""The ids by which feeds know an item: made once, and kept when the site, the name or a date changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlsplit

from newsdesk.model.addresses import entry_path, is_page_path
from newsdesk.model.entry import Entry
from newsdesk.model.moved import Moved
from newsdesk.model.settings import Settings

# The year from which the ids of feeds are ours, where no setting says another date.
_YEAR = "2026"


def tag_uri(settings: Settings, day: date | str, name: str) -> str:
    """An id that never changes, by RFC 4151: `tag:example.org,2026-11-21:entries/x`.

    Whose it is comes from the setting `feed_ids`. Without it, from the address of the site: its folder
    stands before the name then, since several collections may lie on one host.
    """
    if own := settings.extra.feed_ids:
        return f"tag:{own.authority},{day}:{_folder(own.folder)}{name}"
    host, folder = _authority(settings.site_url or "https://example.org/")
    return f"tag:{host},{day}:{folder}{name}"


@lru_cache(maxsize=8)
def _authority(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    try:
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
    except UnicodeError:  # no name that the domain name system could hold
        host = "example.org"
    return host, _folder(parts.path)


def _folder(path: str) -> str:
    inner = quote(path.strip("/"))
    return f"{inner}/" if inner else ""


@dataclass(frozen=True, slots=True)
class Minted:
    """Which id each page has in feeds; pages are named by their address below the site.

    `recorded` are ids that closing a week wrote down because they follow from nothing else, `published` the
    addresses that closing has recorded, `formers` the address that each page moved from.
    """

    recorded: Mapping[str, str] = field(default_factory=dict)
    published: frozenset[str] = frozenset()
    formers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, recorded: Iterable[str], published: Iterable[str], moved: Iterable[Moved]) -> "Minted":
        """From the lines of both files, and from the tombstones.

        Of several that lead to one page the last that was published is where it came from: those before are
        its older names, or pages that it took in.
        """
        ids = dict(line.split(" ", 1) for line in recorded if is_record(line))
        tombstones = [(gone.to, gone.path) for gone in moved if gone.to]
        known = frozenset(published) if tombstones else frozenset()
        formers: dict[str, str] = {}
        for to, path in tombstones:
            if path in known or path in ids or to not in formers:
                formers[to] = path
        return cls(ids, known, formers)

    def first(self, path: str) -> str:
        """The address under which a page got its id: its own, or the one that it moved from before it had one.

        A page that was published under its own address keeps its own id, also where another page was led
        to it later.
        """
        seen = {path}
        while path not in self.recorded and path not in self.published:
            former = self.formers.get(path)
            if former is None or former in seen:
                break
            seen.add(former)
            path = former
        return path

    def name(self, path: str) -> str:
        """The name by which ids know a page: the last part of the address it had first."""
        first = self.first(path)
        return (self.recorded.get(first) or first).rstrip("/").rpartition("/")[2]

    def of_entry(self, settings: Settings, entry: Entry) -> str:
        """The id of an entry."""
        path, own = entry_path(entry), settings.extra.feed_ids
        made = tag_uri(settings, own.date if own else entry.added, f"entries/{self.name(path)}")
        return self.recorded.get(self.first(path), made)

    def of_feed(self, settings: Settings, feed: str, page: str) -> str:
        """The id of a feed, by its address without ending and that of the page it follows."""
        own, first = settings.extra.feed_ids, self.first(page)
        name = feed if first == page else f"{feed.rpartition('/')[0]}/{self.name(page)}"
        return self.recorded.get(first, tag_uri(settings, own.date if own else _YEAR, name))

    def to_record(self, settings: Settings, entries: Iterable[Entry], pages: Iterable[str]) -> dict[str, str]:
        """The ids of entries, and of the feeds of other pages, that would be lost if nobody wrote them down."""
        own = settings.extra.feed_ids
        moved = (page for page in pages if self.first(page) != page)
        found = {page: self.of_feed(settings, f"feeds/{page.rstrip('/')}", page) for page in moved}
        for entry in entries:
            made = self.of_entry(settings, entry)
            if own is None or made != tag_uri(settings, own.date, f"entries/{entry.id}"):
                found[entry_path(entry)] = made
        return found


def is_record(line: str) -> bool:
    """Whether a line of the file of ids holds an address and its id."""
    address, blank, name = line.partition(" ")
    return is_page_path(address) and bool(blank) and name.startswith("tag:")
