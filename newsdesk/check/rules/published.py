"""Rules on what has been published: addresses live for ever, and an edition stays as it went out."""

import hashlib
from collections.abc import Iterator

from newsdesk.check.draft import Draft, Finding, Item
from newsdesk.model.addresses import RECORDS, entry_path, week_path
from newsdesk.model.codes import is_page_path
from newsdesk.model.minting import is_record
from newsdesk.problems import COMMAND_LINE, Severity

CLOSE = COMMAND_LINE + " week {} --publish"


def lost_address(draft: Draft) -> Iterator[Finding]:
    """A published address always leads to its page, or to a page that says where it went."""
    if draft.addresses is None or "_moved" in draft.unread:
        return
    item = Item(None, draft.addresses)
    known = draft.pages | _tombstones(draft)
    for number, line in enumerate(draft.addresses.data["lines"]):
        if not line or line.startswith("#") or line in known or _is_faulty(draft, line):
            continue
        if is_page_path(line):
            yield Finding(
                item,
                ("lines", number),
                f"/{line} was published and is gone.",
                f"Put it back, or say in _moved.yaml where it went: {{path: {line}, to: …, on: …, why: …}}.",
            )
        else:
            yield Finding(
                item,
                ("lines", number),
                f'"{line[:80]}" is not the address of a page.',
                "Leave this file as week --publish wrote it.",
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
    for index, moved in enumerate(draft.moved.record.moved if draft.moved else ()):
        if moved.path in draft.pages or moved.path in seen:
            again = "has moved twice" if moved.path in seen else "has moved and is still there"
            assert draft.moved
            yield Finding(draft.moved, ("moved", index, "path"), f"/{moved.path} {again}.", "Keep one of them.")
        seen.add(moved.path)


def moved_nowhere(draft: Draft) -> Iterator[Finding]:
    """A page has moved to a page that exists; where that one moves on, it is named by its last address."""
    for index, moved in enumerate(draft.moved.record.moved if draft.moved else ()):
        if moved.to is not None and moved.to not in draft.pages and not _is_faulty(draft, moved.to):
            assert draft.moved
            yield Finding(
                draft.moved,
                ("moved", index, "to"),
                f"/{moved.to} is no page of an entry, digest or record.",
                "Name the page that took its place, or write null.",
            )


def edition_changed(draft: Draft) -> Iterator[Finding]:
    """Each edition stands beside its digest, letter by letter as it went out."""
    for week, item in draft.digests.items():
        for index, edition in enumerate(item.record.editions):
            name = f"_edition-{edition.number}.md"
            document = draft.frozen.get((week, edition.number))
            if document is None:
                yield Finding(
                    item, ("editions", index), f"{name} is missing.", "Take it back from the version history."
                )
            elif hashlib.sha256(document.text.encode()).hexdigest() != edition.text:
                yield Finding(
                    Item(item.record, document),
                    (),
                    f"Edition {edition.number} is not as it went out.",
                    "Take it back from the version history; what is new goes into the next edition: run "
                    + CLOSE.format(week)
                    + ".",
                )


def edition_unlisted(draft: Draft) -> Iterator[Finding]:
    """An edition that the digest does not list was left behind when closing the week was interrupted."""
    for (week, number), document in draft.frozen.items():
        item = draft.digests.get(week)
        listed = item and number in {edition.number for edition in item.record.editions}
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
    newest: dict[str, str] = {}
    for week, digest in draft.digests.items():
        document = draft.frozen.get((week, len(digest.record.editions)))
        # Without the address of a site an edition names no addresses.
        if document and f"/{week_path(week)}" in document.text:
            newest[week] = document.text
    formers: dict[str, list[str]] = {}
    for moved in draft.moved.record.moved if draft.moved else ():
        formers.setdefault(moved.to or "", []).append(moved.path)
    for item in draft.entries:
        text, address = newest.get(item.record.week), entry_path(item.record)
        # Under its old name it is in that edition.
        if text is not None and not any(f"/{path}" in text for path in (address, *formers.get(address, ()))):
            week = item.record.week
            yield Finding(
                item,
                (),
                f"{week} is published, and this entry is not in its newest edition.",
                f"It goes out with the next one: run {CLOSE.format(week)}.",
                Severity.WARNING,
            )


def _tombstones(draft: Draft) -> set[str]:
    return {moved.path for moved in draft.moved.record.moved} if draft.moved else set()


def _is_faulty(draft: Draft, path: str) -> bool:
    """Whether the record of an address exists and has a fault of its own, or cannot be known."""
    first, *_, last = path.rstrip("/").split("/")
    if first in draft.unread:
        return True
    faulty = draft.faulty.get(first, set()) if first in RECORDS else draft.faulty.get("entries", set())
    # With a faulty entry the last page of its week, language or country may be missing as well.
    return last in faulty or (first not in RECORDS and bool(faulty))


RULES = (lost_address, bad_feed_id, moved_still_there, moved_nowhere, edition_changed, edition_unlisted, late_entry)
