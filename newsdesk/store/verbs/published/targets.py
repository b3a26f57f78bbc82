"""What an editor names: an entry, a week or a record of a register; and whether it has gone out."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from newsdesk.check.unfinished import GoneOut, is_waiting, page_of
from newsdesk.load import ADDRESSES, DIGEST_FILE, REGISTERS, Loc, read_whole, real
from newsdesk.model.addresses import RECORDS, week_path
from newsdesk.model.codes import is_week
from newsdesk.problems import UsageError, closest
from newsdesk.store.editing import Changes, Document
from newsdesk.store.evidence_writing import find_entry

_RECORD = re.compile(rf"(?:.*[/\\])?({'|'.join(REGISTERS)})(?:\.yaml)?[#/:]([^#/:]+)/?")


@dataclass(frozen=True, slots=True)
class Target:
    """One record: its file, the path of that below the folder of the collection, and the place of the record in it."""

    document: Document
    path: Path
    inner: str
    kind: str
    """`entries`, `digests`, or the register that it stands in."""
    id: str
    """The id of the entry or the record, the week of a digest."""
    at: Loc = ()

    @property
    def data(self) -> dict[str, Any]:
        """What the record says."""
        found = self.document.get(*self.at)
        return found if isinstance(found, dict) else {}

    @property
    def week(self) -> str:
        """The week of an entry or a digest."""
        return self.inner.partition("/")[0]

    @property
    def shown(self) -> str:
        """What messages call it."""
        return f"{self.kind}.yaml#{self.id}" if self.at else self.id

    @property
    def address(self) -> str:
        """Its address below the site; "" for a place, which has no page."""
        if self.kind == "entries":
            return page_of(self.inner, self.week)
        if self.kind == "digests":
            return week_path(self.week)
        return f"{self.kind}/{self.id}/" if self.kind in RECORDS else ""

    def next_step(self, name: str) -> str:
        """What comes after a change of what has not gone out: a draft is to be finished, all else to be checked.

        `name` is what an entry is called by then.
        """
        if self.kind != "entries":
            return "check"
        return f"{'finish' if is_waiting(self.data) else 'check'} {name}"


class Out:
    """What has gone out of a collection, by the addresses that it has kept; without these by the state of weeks."""

    def __init__(self, changes: Changes, digests: Path) -> None:
        self.changes, self.digests = changes, digests

    @cached_property
    def addresses(self) -> frozenset[str] | None:
        """All addresses that were published; None where nobody has kept any."""
        path = self.digests / ADDRESSES
        if not path.is_file():
            return None
        lines = read_whole(path).decode("utf-8", "replace").splitlines()
        return frozenset(line for line in lines if line and not line.startswith("#"))

    def is_closed(self, week: str) -> bool:
        """Whether a week is published."""
        path = self.digests / week / DIGEST_FILE
        return path.is_file() and self.changes.document(path).get("status") == "published"

    def has(self, target: Target) -> bool:
        """Whether a record has gone out: readers may know it, so it changes with a word to them."""
        if target.address and target.address in (self.addresses or ()):
            return True
        if target.kind == "digests":
            return self.is_closed(target.week)
        if target.kind == "entries":
            # What is finished in a published week may stand on the site already, before its address is kept.
            return self.has_entry(target.inner) or (self.is_closed(target.week) and not is_waiting(target.data))
        if target.address and self.addresses is not None:
            return False
        return self._is_named(target)

    def has_entry(self, inner: str) -> bool:
        """Whether the address of an entry has gone out, by its path below the folder of the collection."""
        return GoneOut(self.addresses, self.is_closed).has(inner)

    def _is_named(self, target: Target) -> bool:
        """Whether a published week names a record: its pages show it. A place stands on those of its stories."""
        ids = {target.id}
        if target.kind == "places" and (path := self.digests / "stories.yaml").is_file():
            stories = self.changes.document(path).get("stories")
            found = stories.items() if isinstance(stories, dict) else ()
            ids |= {str(id) for id, one in found if isinstance(one, dict) and target.id in (one.get("places") or ())}
        named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(ids)))})(?![\w-])")
        plain = [id.encode() for id in ids]
        for file in self.changes.walked(self.digests)[0]:
            # To look for the bytes alone takes a tenth of the time; few weeks have to be asked then.
            if len(file.parts) != 2 or not file.parts[1].endswith(".yaml") or not (raw := file.raw):
                continue
            if not any(id in raw for id in plain):
                continue
            if named.search(raw.decode("utf-8", "replace")) and self.is_closed(file.parts[0]):
                return True
        return False


def entry_named(changes: Changes, digests: Path, named: str) -> Target:
    """The entry of an id or a path; UsageError, with the nearest id, where there is none in the collection."""
    inner = named if named.endswith(".yaml") else f"{named}.yaml"
    path = find_entry(digests, str(digests / inner) if "/" in named and (digests / inner).is_file() else named)
    try:
        inner = real(path).relative_to(real(digests)).as_posix()
    except ValueError:
        raise UsageError(f"{path} does not lie in {digests}. Name an entry of this collection.") from None
    path = digests / inner
    return Target(changes.document(path), path, inner, "entries", path.stem)


def named_by(changes: Changes, digests: Path, named: str) -> Target:
    """The entry, the week (`2026-W47`) or the record (`outlets.yaml#id`) of a name; UsageError where there is none."""
    if is_week(named) or named.replace("\\", "/").endswith(f"/{DIGEST_FILE}"):
        week = named if is_week(named) else Path(named).parent.name
        path = digests / week / DIGEST_FILE
        if not path.is_file():
            raise UsageError(f"There is no week {week}.")
        return Target(changes.document(path), path, f"{week}/{DIGEST_FILE}", "digests", week)
    if record := _RECORD.fullmatch(named):
        register, name = record.groups()
        path = digests / f"{register}.yaml"
        known = changes.document(path).get(register) if path.is_file() else {}
        if not isinstance(known, dict) or name not in known:
            near = closest(name, known if isinstance(known, dict) else ())
            hint = f' Did you mean "{near}"?' if near else ""
            raise UsageError(f'There is no "{name}" in {register}.yaml.{hint}')
        return Target(changes.document(path), path, f"{register}.yaml", register, name, (register, name))
    return entry_named(changes, digests, named)
