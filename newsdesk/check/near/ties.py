"""What ties files to each other, as plain data, and which of them are near to some.

A check of one entry, or of what a verb changes, asks for the records that it names, and that name it; for those of the
same id, address or text; and for those that rest on the same pages. Of all others it asks for what `Others` has.
"""

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from newsdesk.check.near.others import Others
from newsdesk.check.parts import Part
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.load import DIGEST_FILE, EDITION
from newsdesk.model.codes import is_week, week_days, week_of
from newsdesk.model.glance import at_a_glance

# The keys below which ids of records stand.
_RECORDS = ("outlets", "people", "places", "sides", "stories", "topics")


class Tie(NamedTuple):
    """What ties a file to others, as JSON can keep it."""

    entries: list[str]
    """The entries that it names."""
    addresses: list[str]
    """The keys of the addresses of its article, also where it is withdrawn."""
    text: str
    """The digest of the text of its article; "" without one."""
    cites: list[int]
    """The pages that its references lead to, by a short sum of their clean addresses: two may share one."""
    page: tuple[str, list[str]] | None
    """The language and the countries of an entry; None of another file."""
    title: int = 0
    """A short sum of its title as it is compared; 0 of another file."""
    records: Sequence[int] = ()
    """The records of registers that it names, of whatever kind, by short sums of their ids."""


def tie_of(inner: str, part: Part | None, *, is_clean: bool) -> Tie | None:
    """What ties a file to others, by its path below the folder of the collection; None where it is always looked at.

    That is what stands in no week, cannot be read, is not finished, or has a fault. `is_clean` tells that there is none
    in its form.
    """
    folder, _, name = inner.rpartition("/")
    if not is_week(folder) or not is_clean or part is None:
        return None
    if EDITION.fullmatch(name):
        return Tie([], [], "", [], None)
    if not part["current"] or part["waits"] or part["faulty"] or part["top"] or len(part["keys"]) != 1:
        return None
    (keys,) = part["keys"].values()
    entries = [one for _, one in keys.get("entries", ())]
    records = sums(dict.fromkeys(one for kind in _RECORDS for _, one in keys.get(kind, ())))
    cites = sums(keys.get("cites", ()))
    if name == DIGEST_FILE:
        return Tie(entries, [], "", cites, None, 0, records)
    article = at_a_glance(keys["little"])
    addresses = list(dict.fromkeys(map(address_key, article.addresses)))
    page = keys["language"], list(keys["countries"])
    return Tie(entries, addresses, keys["text"], cites, page, _sum(as_compared(article.title)), records)


def to_article(address: str | None, title: str | None) -> Tie:
    """What ties to all that may be about an article, by the key of its address and its title as it is compared."""
    return Tie([], [address] if address else [], "", [], None, _sum(title) if title else 0)


def to_pages(addresses: Iterable[str]) -> Tie:
    """What ties to all that rests on some pages, by their clean addresses."""
    return Tie([], [], "", sums(addresses), None)


def naming(ties: Mapping[str, Tie | None], record: str) -> set[str]:
    """The files that name a record of a register, and those that name one whose id has the same short sum."""
    sought = _sum(record)
    return {inner for inner, tie in ties.items() if tie and sought in tie.records}


def closed(ties: Mapping[str, Tie | None], inners: Iterable[str]) -> set[str]:
    """Some files, with all entries that they name, that these name, and so on."""
    found, by_name = set(inners), dict[str, list[str]]()
    for inner in ties:
        by_name.setdefault(stem(inner), []).append(inner)
    waiting = list(found)
    while waiting:
        tie = ties.get(waiting.pop())
        fresh = {inner for name in (tie.entries if tie else ()) for inner in by_name.get(name, ())} - found
        found |= fresh
        waiting += fresh
    return found


def sums(addresses: Iterable[str]) -> list[int]:
    """Short sums of clean addresses, or of ids."""
    return list(map(_sum, addresses))


def as_compared(title: str) -> str:
    """A title as it is compared with others."""
    return " ".join(title.casefold().split())


def _sum(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def near(
    ties: Mapping[str, Tie | None],
    concerned: Mapping[str, Iterable[Tie | None]],
    captured: Collection[str] = (),
    *,
    pages: bool = False,
    texts: bool = False,
    taken: Iterable[str] = (),
) -> set[str]:
    """The files to look at for all that is to be known of some, these among them; always those without a tie.

    `ties` are those of all files by their paths, `concerned` of some what they say and would say. `captured` are ids
    of entries whose texts are at hand: such a text is compared with the articles of the weeks around. Near is all of a
    week whose own files are among them; with `pages` all that rests on a page together with anything near; with
    `texts` all with the fingerprint of an article. Some have been `taken` in already.
    """
    sought = _Sought()
    for inner, own in concerned.items():
        if not (name := stem(inner)).startswith("_"):
            sought.own.add(name)
        for tie in own:
            sought.take(tie)
    weeks = {folder for folder, _, name in (inner.rpartition("/") for inner in concerned) if name.startswith("_")}
    # That the digest of a week is missing is said as long as the week has any entry.
    folders = {inner.rpartition("/")[0] for inner in concerned} - {""}
    weeks |= {folder for folder in folders if f"{folder}/{DIGEST_FILE}" not in ties}
    around = frozenset(week for inner in concerned if stem(inner) in captured for week in _around(inner))
    found, weekly = {*concerned, *taken}, dict[str, list[str]]()
    for inner, tie in ties.items():
        folder, _, name = inner.rpartition("/")
        if folder and name.startswith("_"):
            weekly.setdefault(folder, []).append(inner)
        if tie is None or folder in weeks or (tie.text and (texts or folder in around)) or sought.has(name[:-5], tie):
            found.add(inner)
    if pages:
        cites = {one for tie in map(ties.get, found) if tie for one in tie.cites}
        found |= {inner for inner, tie in ties.items() if tie and not cites.isdisjoint(tie.cites)}
    # Whether a reference is good for those depends on what it names.
    named = {name for tie in map(ties.get, found) if tie for name in tie.entries}
    if named:
        found |= {inner for inner in ties if stem(inner) in named}
    return found.union(*(weekly.get(folder, ()) for folder in {inner.partition("/")[0] for inner in found}))


def others_of(ties: Mapping[str, Tie | None], taken: Collection[str]) -> Others | None:
    """What is known of the entries that are not among the files `taken`; None where there are none."""
    left = [
        (inner.partition("/")[0], stem(inner), *tie.page)
        for inner, tie in ties.items()
        if tie and tie.page and inner not in taken
    ]
    folders = frozenset(inner.partition("/")[0] for inner in ties)
    return Others(frozenset(name for _, name, *_ in left), tuple(left), folders) if left else None


class _Sought:
    """What some records are called, name, and share with others."""

    def __init__(self) -> None:
        self.own, self.named = set[str](), set[str]()
        self.addresses, self.texts, self.cites, self.titles = set[str](), set[str](), set[int](), set[int]()

    def take(self, tie: Tie | None) -> None:
        if tie is None:
            return
        self.named.update(tie.entries)
        self.addresses.update(tie.addresses)
        self.texts.update(filter(None, [tie.text]))
        self.cites.update(tie.cites)

        # Only of an article that has no entry yet a title counts: two articles may be called alike.
        self.titles.update([tie.title] if tie.title and tie.page is None else [])

    def has(self, name: str, tie: Tie) -> bool:
        return bool(
            name in self.own
            or name in self.named
            or tie.text in self.texts
            or tie.title in self.titles
            or not self.addresses.isdisjoint(tie.addresses)
            or not self.cites.isdisjoint(tie.cites)
            or not self.own.isdisjoint(tie.entries)
        )


def stem(inner: str) -> str:
    """What a file is called: of an entry its id."""
    return inner.rpartition("/")[2].removesuffix(".yaml")


def _around(inner: str) -> Iterator[str]:
    week = inner.partition("/")[0]
    if is_week(week):
        monday = week_days(week)[0]
        yield from (week_of(monday + timedelta(days=days)) for days in (-7, 0, 7))
