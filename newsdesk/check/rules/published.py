"""Rules on what has been published: addresses live for ever, and an edition stays as it went out."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Set
from typing import Any

from newsdesk.check.changes.taken import taken
from newsdesk.check.draft import Draft, Finding, Item
from newsdesk.model import DigestStatus
from newsdesk.model.addresses import RECORDS, is_page_path, week_path
from newsdesk.model.minting import is_record
from newsdesk.problems import COMMAND_LINE, Severity

# Addresses of a week and of a page below it, and of a record: wherever a slash may begin one.
_ADDRESSES = re.compile(
    rf"(?=/(\d{{4}}/w\d{{2}}/)([a-z0-9-]+/)?)|(?=/((?:{'|'.join((*RECORDS, 'countries', 'languages'))})/[a-z0-9-]+/))",
    re.ASCII,
)
_PAGE = rf"(?:\d{{4}}/w\d{{2}}|{'|'.join((*RECORDS, 'countries', 'languages'))})/[a-z0-9-]+/"
# An edition gives its own address before any other: there begin those of its site.
_OWN = re.compile(r"(https?://[^\s<>()]*?/)\d{4}/w\d{2}/(?![^\s<>()])", re.ASCII)
_PUT_BACK = "Put it back, or say in _moved.yaml where it went: {{path: {}, to: …, on: …, why: …}}."
CLOSE = COMMAND_LINE + " week {} --publish"


def lost_address(draft: Draft) -> Iterator[Finding]:
    """A published address always leads to its page, or to a page that says where it went."""
    if "_moved" in draft.unread:
        return
    known = draft.pages | _tombstones(draft)
    lines = draft.addresses.data["lines"] if draft.addresses else []
    yield from _gone_since(draft, known, lines)
    for number, line in enumerate(lines):
        assert draft.addresses
        item = Item(None, draft.addresses)
        if not line or line.startswith("#") or line in known or _is_faulty(draft, line):
            continue
        if is_page_path(line):
            yield Finding(item, ("lines", number), f"/{line} was published and is gone.", _PUT_BACK.format(line))
        else:
            yield Finding(
                item,
                ("lines", number),
                f'"{line[:80]}" is not the address of a page.',
                "Leave this file as week --publish wrote it.",
            )


def _gone_since(draft: Draft, known: Set[str], lines: Iterable[str]) -> Iterator[Finding]:
    """Pages that went out with an edition and are gone, where their address was not kept or its line is lost."""
    kept, found = set(lines), dict[str, tuple[str, int]]()
    for edition, keys in sorted(draft.frozen_keys.items()):
        for page in keys["own"]:
            if page not in known and page not in kept and not _is_faulty(draft, page):
                found.setdefault(page, edition)
    # As many lines were taken out for the sake of a private person.
    for page, edition in found.items() if len(found) > taken(lines) else ():
        item = Item(None, draft.frozen[edition])
        yield Finding(item, (), f"/{page} went out with this edition and is gone.", _PUT_BACK.format(page))


def address_unkept(draft: Draft) -> Iterator[Finding]:
    """A week that went out has its address among those that were kept: a file that is lost or cut keeps nothing."""
    kept = set(draft.addresses.data["lines"]) if draft.addresses else set[str]()
    for item in draft.digests.values():
        week = item.record.week
        if item.record.editions and week_path(week) not in kept:
            yield Finding(
                item,
                ("editions",),
                f"{week} has gone out, and its address is not in _addresses.txt, where closing a week keeps it.",
                "Take that file back from the version history: without it nobody notices a page that is gone.",
                Severity.WARNING,
                key=True,
            )
        elif item.record.status is DigestStatus.PUBLISHED and week_path(week) not in kept:
            yield Finding(
                item,
                ("status",),
                f"{week} says that it is published, and its address is not in _addresses.txt.",
                f"If it went out before addresses were kept, run: {COMMAND_LINE} migrate. Else write status: draft and"
                " published: null.",
                Severity.WARNING,
            )


def bad_feed_id(draft: Draft) -> Iterator[Finding]:
    """Each published page has one id in feeds, for ever."""
    if draft.feed_ids is None:
        return
    seen: set[str] = set()
    item = Item(None, draft.feed_ids)
    for number, line in enumerate(draft.feed_ids.data["lines"]):
        if not line or line.startswith("#"):
            continue
        page = line.partition(" ")[0]
        if page in seen or not is_record(line):
            what = f"/{page} has two ids." if page in seen else f'"{line[:80]}" is not an address and its id.'
            yield Finding(item, ("lines", number), what, "Leave this file as week --publish wrote it.")
        seen.add(page)


def moved_still_there(draft: Draft) -> Iterator[Finding]:
    """A page that has moved is not also a page, and stands in _moved.yaml once."""
    seen: set[str] = set()
    for index, (path, _) in enumerate(_moved(draft)):
        if path in draft.pages or path in seen:
            again = "has moved twice" if path in seen else "has moved and is still there"
            assert draft.moved
            yield Finding(draft.moved, ("moved", index, "path"), f"/{path} {again}.", "Keep one of them.")
        seen.add(path)


def moved_nowhere(draft: Draft) -> Iterator[Finding]:
    """A page has moved to a page that exists; where that one moves on, it is named by its last address."""
    for index, (_, to) in enumerate(_moved(draft)):
        if to is not None and to not in draft.pages and not _is_faulty(draft, to):
            assert draft.moved
            yield Finding(
                draft.moved,
                ("moved", index, "to"),
                f"/{to} is no page of an entry, digest or record.",
                "Name the page that took its place, or write null.",
            )


def edition_changed(draft: Draft) -> Iterator[Finding]:
    """Each edition stands beside its digest, letter by letter as it went out."""
    for week, item in draft.digests.items():
        for index, (number, text) in enumerate(item.keys["editions"]):
            name = f"_edition-{number}.md"
            document = draft.frozen.get((week, number))
            if document is None:
                yield Finding(
                    item, ("editions", index), f"{name} is missing.", "Take it back from the version history."
                )
            elif draft.frozen_keys[week, number]["sha256"] != text:
                yield Finding(
                    Item(None, document),
                    (),
                    f"Edition {number} is not as it went out.",
                    "Take it back from the version history; what is new goes into the next edition: run "
                    + CLOSE.format(week)
                    + ".",
                )


def edition_unlisted(draft: Draft) -> Iterator[Finding]:
    """An edition that the digest does not list was left behind when closing the week was interrupted."""
    for (week, number), document in draft.frozen.items():
        item = draft.digests.get(week)
        listed = item and number in {known for known, _ in item.keys["editions"]}
        if not listed and not (item is None and week in draft.faulty.get("digests", ())):
            yield Finding(
                Item(None, document),
                (),
                f"_digest.yaml lists no edition {number}.",
                f"Run {CLOSE.format(week)}, which makes it anew, or delete it.",
                Severity.WARNING,
            )


def late_entry(draft: Draft) -> Iterator[Finding]:
    """An entry that joins a published week goes out with its next edition."""
    newest: dict[str, Set[str]] = {}
    for week, digest in draft.digests.items():
        keys = draft.frozen_keys.get((week, len(digest.keys["editions"])))
        # Without the address of a site an edition names no addresses.
        if keys and week_path(week) in keys["pages"]:
            newest[week] = frozenset(keys["pages"])
    formers: dict[str, list[str]] = {}
    for path, to in _moved(draft):
        formers.setdefault(to or "", []).append(path)
    for item in draft.looked_at if newest else ():
        week = item.keys["week"]
        pages, address = newest.get(week), f"{week_path(week)}{item.keys['id']}/"
        # Under its old name it is in that edition.
        if pages is not None and pages.isdisjoint((address, *formers.get(address, ()))):
            yield Finding(
                item,
                (),
                f"{week} is published, and this entry is not in its newest edition.",
                f"It goes out with the next one: run {CLOSE.format(week)}.",
                Severity.WARNING,
            )


def edition_keys(text: str) -> dict[str, Any]:
    """What the rules need of an edition: its digest, and the pages of the collection whose addresses stand in it.

    `own` are those below the address that the edition gives of its own site.
    """
    pages = set()
    for week, below, record in _ADDRESSES.findall(text):
        pages |= {week, week + below} if week else {record}
    site = _OWN.search(text)
    own = {page[1] for page in re.finditer(re.escape(site[1]) + f"({_PAGE})", text)} if site else set[str]()
    return {"sha256": hashlib.sha256(text.encode()).hexdigest(), "pages": sorted(pages), "own": sorted(own)}


def _moved(draft: Draft) -> Iterable[tuple[str, str | None]]:
    """What has moved, from where to where."""
    return draft.moved.keys["moved"] if draft.moved else ()


def _tombstones(draft: Draft) -> set[str]:
    return {path for path, _ in _moved(draft)}


def _is_faulty(draft: Draft, path: str) -> bool:
    """Whether the record of an address exists and has a fault of its own, or cannot be known."""
    parts = path.rstrip("/").split("/")
    first, last = parts[0], parts[-1]
    if first in draft.unread:
        return True
    faulty = draft.faulty.get(first, set()) if first in RECORDS else draft.faulty.get("entries", set())
    # With a faulty entry the last page of its week, language or country may be missing as well.
    return last in faulty or (first not in RECORDS and bool(faulty))


def outdated_agreement(draft: Draft) -> Iterator[Finding]:
    """The agreement of two readers on the page about the collection is that of the codings that there are."""
    item = draft.codings
    if item and (agreement := item.record.agreement) and agreement.basis != item.record.basis:
        message = "The agreement was worked out of other codings than these, and no page says it."
        yield Finding(item, ("agreement",), message, f"Run: {COMMAND_LINE} review --blind", Severity.WARNING, key=True)


OF_ONE = (bad_feed_id, outdated_agreement)
RULES = (lost_address, address_unkept, moved_still_there, moved_nowhere, edition_changed, edition_unlisted, late_entry)
