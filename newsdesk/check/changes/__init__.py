"""Nothing published changes silently: a collection now, beside what it was at a revision."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from newsdesk.check.changes.change import Names
from newsdesk.check.changes.cover import Pair, Then, list_of, problem, record_changes
from newsdesk.check.changes.fields import text_of
from newsdesk.check.changes.records import Moved, address_of, names_of, path_of, records_changes
from newsdesk.check.changes.taken import is_withheld, lost_lines, taken_addresses
from newsdesk.check.unfinished import published_in
from newsdesk.load import ADDRESSES, DIGEST_FILE, FEED_IDS, MOVED, Document
from newsdesk.problems import COMMAND_LINE, Problem, Severity, in_order

__all__ = ["Before", "changes"]

# The parts of a digest that the editor answers for, beside its entries.
_NOTED = ("lead", "note", "references", "screened", "corrections")


@dataclass(frozen=True, slots=True)
class Before:
    """A collection as it stood at a revision.

    `documents` holds the data of each file by its path below digests/ (of a plain one its lines), None
    where it could not be read; of a file that is the same now it is the very same object. `editions` says of frozen
    editions that are not what they were whether they are there at all.
    """

    revision: str
    documents: Mapping[str, dict[str, Any] | None]
    editions: Mapping[str, bool] = field(default_factory=dict)
    same: Set[str] = frozenset()
    """Files that are known to be the same: what one of them says is read when somebody asks."""


def changes(
    before: Before, documents: Mapping[str, Document | None], base: str, today: str = "…", closing: str | None = None
) -> list[Problem]:
    """Everything published that differs without saying so, in the order of files.

    `documents` is the collection now, by path below digests/, `base` the shown path of that
    folder, `today` an ISO date for the corrections that messages propose. Where a week is being `closing` (""
    for none that is known yet), what other weeks have lost to drafts is left to them: else two drafts that
    wait for each other could never be closed.
    """
    return in_order(_Changes(before, documents, base, Then(before.revision, today), closing).run())


class _Changes:
    """One comparison; paths are those below digests/."""

    def __init__(
        self, before: Before, now: Mapping[str, Document | None], base: str, then: Then, closing: str | None
    ) -> None:
        self.old, self.now, self.then, self.closing = before, now, then, closing
        self.base = "" if base == "." else f"{base}/"
        document = now.get(MOVED)
        self.moved = Moved(document.data if document else {})

    @cached_property
    def on_pages(self) -> frozenset[str]:
        """The entries that were published."""
        return published_in(self.old.documents)

    @cached_property
    def names(self) -> Names:
        """What records are called: needed where something has changed."""
        return names_of(self.old.documents, self.now, self.moved)

    @cached_property
    def taken(self) -> frozenset[str]:
        """Addresses that were given up for the sake of a private person."""
        return taken_addresses(self.old.documents, self.now)

    def run(self) -> Iterator[Problem]:
        """All problems, in no order."""
        if not self.old.documents:
            yield Problem(
                self.base.rstrip("/") or ".",
                1,
                1,
                "nothing-compared",
                f"No entry stood here at {self.then.revision}.",
                "If the collection has moved since then, compare with a later revision.",
                Severity.WARNING,
            )
        published = {
            path.partition("/")[0]: data
            for path in self.old.documents
            if path.endswith(f"/{DIGEST_FILE}")
            if (data := self.old.documents[path]) and data.get("status") == "published"
        }
        gone = {week for week in published if f"{week}/{DIGEST_FILE}" not in self.now and not self.is_there(week)}
        for week, data in published.items():
            yield from self.week(week, data)
        for path in self.old.documents.keys() - self.old.same:
            if (old := self.old.documents[path]) is None:
                yield from self.unreadable(path)
            elif path in self.on_pages and (week := path.partition("/")[0]) not in gone:
                yield from self.entry(path, old, text_of(published[week].get("published")))
        for path, is_left in self.old.editions.items():
            if path.partition("/")[0] in published and not (is_left and self.is_withheld(path)):
                what = "is not what it was at" if is_left else "is gone since"
                yield self.at_top(
                    path,
                    "frozen-edition",
                    f"This edition, which is frozen, {what} {self.then.revision}.",
                    f"Put it back: git checkout {self.then.revision} -- {self.base}{path}",
                )
        yield from self.tombstones()
        yield from self.kept_lines()
        entries = (
            (old, text_of(published[path.partition("/")[0]].get("published")))
            for path in self.old.documents
            if path in self.on_pages and (old := self.old.documents[path])
        )
        yield from records_changes(
            self.old.documents, self.now, entries, self.moved, lambda: self.names, self.base, self.then
        )

    def at_top(self, path: str, rule: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Problem:
        """A problem of a whole file, there or not."""
        return Problem(self.base + path, 1, 1, rule, message, hint, severity)

    def is_withheld(self, path: str) -> bool:
        """Whether an edition is what it was but for a name, as its digest says."""
        week, number = path.partition("/")[0], int("".join(filter(str.isdecimal, path.rpartition("_edition-")[2])))
        digest = self.now.get(f"{week}/{DIGEST_FILE}")
        both = [
            list_of((data or {}).get("editions"))
            for data in (self.old.documents.get(f"{week}/{DIGEST_FILE}"), digest.data if digest else None)
        ]
        return all(number <= len(some) for some in both) and is_withheld(*(some[number - 1] for some in both))

    def is_there(self, week: str) -> bool:
        """Whether the folder of a week still holds something."""
        return any(path.startswith(f"{week}/") for path in self.now)

    def unreadable(self, path: str) -> Iterator[Problem]:
        """What could not be read then cannot be compared: said, so that nobody relies on it."""
        yield self.at_top(
            path,
            "not-compared",
            f"This file could not be read at {self.then.revision}, so it was not compared.",
            "Compare with an earlier revision, at which it could.",
            Severity.WARNING,
        )

    def week(self, week: str, old: dict[str, Any]) -> Iterator[Problem]:
        """A published week stays published, on its day, and its corrections say what has changed in its note."""
        path, revision, day = f"{week}/{DIGEST_FILE}", self.then.revision, text_of(old.get("published"))
        if path not in self.now:
            yield self.at_top(
                path,
                "vanished-week",
                f"{week} was published at {revision} and is gone.",
                "Put its folder back: a published address stays.",
            )
        document = self.now.get(path)
        if document is None or document.data is old:
            return
        new = document.data
        if new.get("status") != "published":
            yield problem(
                document,
                ("status",),
                "status-reverted",
                f"{week} was published at {revision}.",
                "Put back status: published. Correct what is wrong in its entries.",
            )
        elif text_of(new.get("published")) != day:
            yield problem(
                document,
                ("published",),
                "published-changed",
                f'"published" was {day} at {revision}.',
                f"Put back published: {day}. A later edition has a date of its own.",
            )
        had, has = list_of(old.get("editions")), list_of(new.get("editions"))
        for index, item in enumerate(had):
            if index >= len(has) or not (text_of(has[index]) == text_of(item) or is_withheld(item, has[index])):
                yield problem(
                    document,
                    ("editions", index) if index < len(has) else ("editions",),
                    "edition-changed",
                    f"Edition {index + 1} is not recorded as it was at {revision}.",
                    "Put back what stood there, and add new editions at the end.",
                )
        was, now = ({key: data[key] for key in _NOTED if key in data} for data in (old, new))
        yield from record_changes(Pair("digests", was, now, document), self.then, self.names, day)

    def kept_lines(self) -> Iterator[Problem]:
        """What closing a week wrote down for ever stays: published addresses, and the ids of feeds."""
        for name in (ADDRESSES, FEED_IDS):
            old, document = self.old.documents.get(name), self.now.get(name)
            if not old or (document is None and name in self.now):
                continue
            lost, is_told = lost_lines(old, document)
            if lost and not is_told:
                what = f'"{lost[0]}" stood' if len(lost) == 1 else f'"{lost[0]}" and {len(lost) - 1} more stood'
                yield self.at_top(
                    name,
                    "record-lost",
                    f"{what} here at {self.then.revision}, and what was published stays on record.",
                    f"Put it back: git checkout {self.then.revision} -- {self.base}{name}",
                )

    def entry(self, path: str, old: dict[str, Any], published: str) -> Iterator[Problem]:
        """A published entry says what it said, or its corrections say what has changed."""
        target = path
        if path not in self.now:
            address = address_of(path)
            if address in self.taken:
                # Its page is at an address of which nobody may know that it is the same.
                target = next(filter(None, map(self.newcomers.get, _likenesses(old))), "")
                if (document := self.now.get(target)) is not None:
                    yield from record_changes(
                        Pair("entries", old, document.data, document), self.then, self.names, published
                    )
                return
            if address not in self.moved:
                to, why = self.likely(old)
                line = f"{{path: {address}/, to: {to}, on: {self.then.today}, why: {why}}}"
                yield self.at_top(
                    path,
                    "vanished-entry",
                    f"This entry was published at {self.then.revision} and is gone.",
                    f"Put it back, or add to {self.base}{MOVED}: {line}.",
                )
                return
            target = path_of(self.moved.end(address))
            if not target:
                return
            yield from self.arrival(path, target)
            if target in self.on_pages:
                return  # it has become another entry, that was published too and is compared with itself
        document = self.now.get(target)
        if document is not None and document.data is not old:
            pair = Pair("entries", old, document.data, document)
            yield from record_changes(pair, self.then, self.names, published)

    def arrival(self, path: str, target: str) -> Iterator[Problem]:
        """Where a tombstone leads, an entry stands, in a week that nobody changes silently either."""
        document = self.now.get(MOVED)
        assert document  # a tombstone stands in it
        loc = self.moved.loc(address_of(path))
        if target not in self.now:
            yield problem(
                document,
                loc,
                "moved-nowhere",
                f"{address_of(path)}/ leads to {address_of(target)}/, where no entry stands.",
                "Write the address where the entry stands now, or null.",
            )
            return
        week, left = target.partition("/")[0], path.partition("/")[0]
        digest = self.now.get(f"{week}/{DIGEST_FILE}")
        is_draft = digest is not None and digest.data.get("status") != "published"
        if is_draft and self.closing in (None, left):
            yield problem(
                document,
                loc,
                "moved-to-draft",
                f"{address_of(path)}/, which was published, leads into a draft.",
                f"Close that week first: {COMMAND_LINE} week {week} --publish, with --early before it has ended."
                " Or leave the entry where it was.",
            )

    def likely(self, old: dict[str, Any]) -> tuple[str, str]:
        """Where a vanished entry may be now, for the proposal: a new file with its address, or its title and outlet."""
        path = next(filter(None, map(self.newcomers.get, _likenesses(old))), None)
        return (f"{address_of(path)}/", "Renamed.") if path else ("null", "…")

    @cached_property
    def newcomers(self) -> dict[str, str]:
        """Entries that were not there, by what makes them alike; a title says less than an address."""
        known = {text_of(old.get("url")) for path, old in self.old.documents.items() if old and "/" in path}
        found: dict[str, str] = {}
        for path, document in self.now.items():
            if document and "/" in path and path not in self.old.documents:
                is_known = text_of(document.data.get("url")) in known - {""}
                for sign in _likenesses(document.data)[: 1 if is_known else None]:
                    found[sign] = path
        return found

    def tombstones(self) -> Iterator[Problem]:
        """What tells readers where an entry went stays."""
        document = self.now.get(MOVED)
        if document is None and MOVED in self.now:
            return  # it cannot be read, which is reported
        for item in list_of((self.old.documents.get(MOVED) or {}).get("moved")):
            if not isinstance(item, dict):
                continue
            path, to = (text_of(item.get(key)).strip("/") for key in ("path", "to"))
            is_there = path in self.moved
            if path in self.taken:
                continue
            if is_there and (self.moved.to(path) == to or to in self.moved):
                continue
            rule, what = ("tombstone-changed", "leads elsewhere") if is_there else ("tombstone-removed", "is gone")
            yield Problem(
                self.base + MOVED,
                *(document.where(("moved",), key=True) if document else (1, 1)),
                rule,
                f"The line for {path}/ {what} since {self.then.revision}.",
                f"Put it back: {{path: {path}/, to: {f'{to}/' if to else 'null'}, on: {text_of(item.get('on'))},"
                f" why: {text_of(item.get('why'))}}}.",
            )


def _likenesses(data: Mapping[str, Any]) -> list[str]:
    """What tells that two entries are of one article, the surest first."""
    title = f"{text_of(data.get('outlet'))} {text_of(data.get('title'))}"
    return [*filter(None, [text_of(data.get("url"))]), title]
