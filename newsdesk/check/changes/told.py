"""What has happened to a week since its last edition, entry by entry: the reasons for the next one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from newsdesk.check.changes.cover import Pair, list_of, new_corrections
from newsdesk.check.changes.difference import Comparison
from newsdesk.check.changes.fields import is_empty, text_of, without_copies
from newsdesk.check.changes.private import PrivateNames
from newsdesk.check.changes.records import Moved, address_of, names_of, path_of, records_in
from newsdesk.check.changes.typography import is_same
from newsdesk.check.changes.weights import SKIPPED
from newsdesk.check.unfinished import is_waiting, published_in
from newsdesk.load import DIGEST_FILE, MOVED, Document

Documents = Mapping[str, dict[str, Any] | None]
Ids = tuple[str, ...]
_NOTE, _LEAD, _SCREENED = "note", "lead", "screened"


@dataclass(frozen=True, slots=True)
class Told:
    """Ids of entries by what has happened to them, of stories that were corrected, and parts of the digest."""

    withdrawn: Ids = ()
    corrected: Ids = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Old ids with new ones; "" for one that holds the name of a private person."""
    merged: tuple[tuple[str, str], ...] = ()
    """Entries that have become other ones, which were there too, with these."""
    arrived: tuple[tuple[str, str], ...] = ()
    """Entries from other weeks, with these."""
    left: tuple[tuple[str, str], ...] = ()
    """Entries that are in other weeks now, with these."""
    removed: Ids = ()
    """Entries that are gone for good; "" for one whose id holds the name of a private person."""
    added: Ids = ()
    completed: Ids = ()
    """Entries that say more than they did, and nothing else."""
    replied: Ids = ()
    """Entries beside which a reply stands now."""
    edited: Ids = ()
    """Entries that differ in typography."""
    digest: tuple[tuple[str, str], ...] = ()
    """`note`, `lead`, `screened` or `digest`, with `corrected`, `removed`, `added` or `edited`."""
    stories: Ids = ()
    silent: Ids = ()
    """Entries that were changed without a correction, and `_digest`."""

    @property
    def is_any(self) -> bool:
        """Whether anything has happened."""
        return any(getattr(self, field.name) for field in fields(self))

    @property
    def is_due(self) -> bool:
        """Whether readers of the last edition have to be told: what it said is corrected, or stands elsewhere."""
        moved = (self.renamed, self.merged, self.arrived, self.left, self.removed)
        return any((self.withdrawn, self.corrected, self.replied, *moved)) or any(
            how in ("corrected", "removed") for _, how in self.digest
        )


def told(then: Documents, now: Mapping[str, Document | None], week: str, *, with_stories: bool = True) -> Told:
    """What has happened to a week since its files were as in `then`, by their paths below digests/.

    Stories are left out where the registers in `then` may be of another time than the week.
    """
    return _Telling(then, now, week).tell(with_stories)


class _Telling:
    def __init__(self, then: Documents, now: Mapping[str, Document | None], week: str) -> None:
        self.then, self.now, self.week = then, now, week
        document = now.get(MOVED)
        self.moved = Moved(document.data if document else {})
        self.names = names_of(then, now, self.moved)
        # What was a draft then was in no edition.
        self.on_pages = published_in(then)
        self.found: dict[str, list[Any]] = {field.name: [] for field in fields(Told)}

    def tell(self, with_stories: bool) -> Told:
        before = {path: data or {} for path, data in self.then.items() if self.is_entry(path) and path in self.on_pages}
        targets = set()
        for path, old in before.items():
            targets.add(self.one(path, old))
        for path, document in self.now.items():
            is_new = self.is_entry(path) and path not in before and path not in targets
            if is_new and document is not None and not is_waiting(document.data):
                self.newcomer(path)
        self.found["digest"] = list(self.digest())
        self.found["stories"] = list(self.stories()) if with_stories else []
        return Told(**{name: tuple(ids) for name, ids in self.found.items()})

    def is_entry(self, path: str) -> bool:
        week, _, name = path.partition("/")
        return week == self.week and name.endswith(".yaml") and name != DIGEST_FILE

    def one(self, path: str, old: dict[str, Any]) -> str:
        """What became of an entry; its path now."""
        target, name = path, _id(path)
        if path not in self.now:
            target = path_of(self.moved.end(address_of(path)))
            shown = "" if self.is_private(name, old) else name
            if target in ("", path):
                self.found["removed"].append(shown)
                return path
            if not self.is_entry(target):
                self.found["left"].append((shown, target.partition("/")[0]))
                return target
            if target in self.on_pages:
                self.found["merged"].append((shown, _id(target)))
                return path
            self.found["renamed"].append((shown, _id(target)))
        self.compare(old, target)
        return target

    def newcomer(self, path: str) -> None:
        """An entry that was not in the last edition: found late, or from another week."""
        formers = map(path_of, self.moved.leading_to(address_of(path)))
        if former := next((old for old in formers if old in self.then), ""):
            self.found["arrived"].append((_id(path), former.partition("/")[0]))
            self.compare(self.then[former] or {}, path)
        else:
            self.found["added"].append(_id(path))

    def compare(self, old: dict[str, Any], path: str) -> None:
        document = self.now.get(path)
        if document is None or document.data is old:
            return
        pair = Pair("entries", old, document.data, document)
        kinds = {text_of(item.get("kind")) for item in new_corrections(pair)}
        if "withdrawn" in kinds:
            self.found["withdrawn"].append(_id(path))
        if kinds - {"withdrawn"}:
            self.found["corrected"].append(_id(path))
        has_replies = len(list_of(document.data.get("replies"))) > len(list_of(old.get("replies")))
        if has_replies:
            self.found["replied"].append(_id(path))
        if has_replies and self.difference("entries", {**old, "replies": []}, {**document.data, "replies": []}) == "":
            return
        if not kinds and (how := self.difference("entries", old, document.data)):
            self.found[{"corrected": "silent", "added": "completed"}.get(how, how)].append(_id(path))

    def difference(self, kind: str, old: dict[str, Any], new: dict[str, Any]) -> str:
        """How two versions differ: "", `edited` in typography, `added` to, or `corrected`.

        Archived copies are no news of an edition: one that changed or went is a silent change, which is told apart.
        """
        old, new = without_copies(old), without_copies(new)
        keys = [key for key in {**old, **new} if key not in SKIPPED]
        texts = {key: (text_of(old.get(key)), text_of(new.get(key))) for key in keys}
        differ = [key for key, (was, now) in texts.items() if now not in (was, self.renamed(was))]
        if not differ:
            return ""
        if any(True for _ in Comparison(kind, old, new, self.names).run()):
            return "corrected"
        is_typography = all(is_same(text_of(old.get(key)), text_of(new.get(key))) for key in differ)
        return "edited" if is_typography else "added"

    def renamed(self, text: str) -> str:
        """A value as text, with ids as they are now."""
        for ids in self.names.renamed.values():
            for old, new in ids.items():
                text = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text) if old in text else text
        return text

    def digest(self) -> Iterator[tuple[str, str]]:
        """What has happened to the parts of the digest that its editor writes."""
        old = self.then.get(f"{self.week}/{DIGEST_FILE}") or {}
        document = self.now.get(f"{self.week}/{DIGEST_FILE}")
        if document is None:
            return
        new, any_part = document.data, False
        corrections = new_corrections(Pair("digests", old, new, document))
        for part, keys in ((_NOTE, ("note", "references")), (_LEAD, ("lead",)), (_SCREENED, ("screened",))):
            was, now = ({key: data[key] for key in keys if not is_empty(data.get(key))} for data in (old, new))
            how = self.difference("digests", was, now)
            any_part = any_part or bool(how)
            if how == "corrected" and not corrections:
                self.found["silent"] = [*self.found["silent"], "_digest"]
            elif how:
                yield part, "removed" if was and not now else how
        if corrections and not any_part:
            yield "digest", "corrected"

    def stories(self) -> Iterator[str]:
        """Stories of the week's entries that have been corrected."""
        document = self.now.get("stories.yaml")
        if document is None:
            return
        entries = (d.data for path, d in self.now.items() if d and self.is_entry(path))
        of_week = dict.fromkeys(text_of(story) for entry in entries for story in list_of(entry.get("stories")))
        records = records_in(document.data, "stories")
        for name, old in records_in(self.then.get("stories.yaml"), "stories").items():
            here = name if name in records else self.names.current("stories", name)
            new = records.get(here)
            if here not in of_week or not isinstance(old, dict) or not isinstance(new, dict):
                continue
            if new_corrections(Pair("stories", old, new, document, ("stories", here), here)):
                yield here

    def is_private(self, name: str, old: dict[str, Any]) -> bool:
        """Whether an id holds the name of a private person."""
        return name in PrivateNames("entries", old, self.names)


def _id(path: str) -> str:
    return path.partition("/")[2].removesuffix(".yaml")
