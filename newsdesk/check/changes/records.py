"""Records of the registers that published entries rely on, and the list of what has moved."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from newsdesk.check.changes.change import Names
from newsdesk.check.changes.cover import Pair, Then, list_of, merge_problem, record_changes
from newsdesk.check.changes.fields import text_of
from newsdesk.check.changes.weights import FIELDS
from newsdesk.load import REGISTERS, Document, Loc
from newsdesk.model.addresses import RECORDS
from newsdesk.model.codes import jurisdictions, languages
from newsdesk.problems import Problem

_CALLED = ("name", "name_en", "name_native", "title")
_ENTRY_PAGE = re.compile(r"([0-9]{4})/w([0-9]{2})/([a-z0-9-]+)")


class Moved:
    """Where addresses lead that have moved, from `_moved.yaml`; addresses without slashes at their ends."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._to: dict[str, str] = {}
        self._at: dict[str, int] = {}
        for index, item in enumerate(list_of(data.get("moved"))):
            if isinstance(item, dict):
                path = text_of(item.get("path")).strip("/")
                self._to[path], self._at[path] = text_of(item.get("to")).strip("/"), index

    def __contains__(self, address: object) -> bool:
        return address in self._to

    def to(self, address: str) -> str:
        """Where one step leads; "" for nowhere."""
        return self._to[address]

    def loc(self, address: str) -> Loc:
        """Where the file says so."""
        return ("moved", self._at[address], "to")

    def renamed(self) -> dict[str, dict[str, str]]:
        """By register, or `entries`: the ids of pages that have moved, with those of the pages where they are now."""
        found: dict[str, dict[str, str]] = {}
        for address in self._to:
            there = self.end(address)
            old, new = _ENTRY_PAGE.fullmatch(address), _ENTRY_PAGE.fullmatch(there)
            register, _, name = address.partition("/")
            if old and new:
                found.setdefault("entries", {})[old[3]] = new[3]
            elif register in RECORDS and there.startswith(f"{register}/"):
                found.setdefault(register, {})[name] = there.partition("/")[2]
        return found

    def leading_to(self, address: str) -> list[str]:
        """The addresses that have moved and lead to a page, by whatever steps."""
        return [old for old in self._to if self.end(old) == address]

    def end(self, address: str) -> str:
        """Where all steps lead; "" for nowhere, also for a circle."""
        seen = set()
        while address in self._to:
            if address in seen:
                return ""
            seen.add(address)
            address = self._to[address]
        return address


def address_of(path: str) -> str:
    """The address of an entry, without its last slash, from its path below digests/."""
    week, _, name = path.partition("/")
    return f"{week.replace('-W', '/w')}/{name.removesuffix('.yaml')}"


def path_of(address: str) -> str:
    """The path of an entry below digests/, from its address without the last slash; "" where it is none of one."""
    match = _ENTRY_PAGE.fullmatch(address)
    return f"{match[1]}-W{match[2]}/{match[3]}.yaml" if match else ""


Data = Mapping[str, dict[str, Any] | None]
Now = Mapping[str, Document | None]
Published = Iterable[tuple[dict[str, Any], str]]
"""Entries as they were published, each with the day on which its digest was."""


def names_of(old: Data, now: Now, moved: Moved) -> Names:
    """What records are called, then and now, which persons are private, and what was renamed."""
    of = dict(_codes())
    private: set[str] = set()
    for register in REGISTERS:
        document = now.get(f"{register}.yaml")
        then, today = old.get(f"{register}.yaml") or {}, document.data if document else {}
        for data in (then, today) if then is not today else (today,):
            for key, record in records_in(data, register).items():
                if not isinstance(record, dict):
                    continue
                called = [record.get(name) for name in _CALLED]
                if record.get("public") is False:
                    private.add(key)
                    called += list_of(record.get("aliases"))
                texts = (text_of(c.get("text") if isinstance(c, dict) else c) for c in called)
                of[key] = (*of.get(key, ()), *filter(None, texts))
    return Names(of, frozenset(private), moved.renamed())


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Languages and countries by their English names."""
    return {code: (name,) for code, name in (*languages().items(), *jurisdictions().items())}


def records_in(data: Mapping[str, Any] | None, register: str) -> dict[str, Any]:
    """The records of a register's file, by id."""
    records = (data or {}).get(register)
    return records if isinstance(records, dict) else {}


def records_changes(
    old: Data, now: Now, entries: Published, moved: Moved, names: Callable[[], Names], base: str, then: Then
) -> Iterator[Problem]:
    """Records that published entries rely on: none leaves its register, and none changes silently."""
    changed = {}
    for register in REGISTERS:
        data, document = old.get(f"{register}.yaml"), now.get(f"{register}.yaml")
        if not data or (document is None and f"{register}.yaml" in now) or (document and document.data is data):
            continue
        changed[register] = document
    if not changed:
        return
    used = used_by(entries, records_in(old.get("stories.yaml"), "stories"))
    for register, document in changed.items():
        left = records_in(document.data, register) if document else {}
        before = records_in(old[f"{register}.yaml"], register)
        for key, record in before.items():
            if key not in used[register]:
                continue
            name = key if key in left else names().current(register, key)
            if name not in left:
                if f"{register}/{key}" not in moved and _has_page(record):
                    yield _vanished(register, key, document, left, before, base, then)
            elif not (document and register in FIELDS and _is_open(record, left[name])):
                continue
            elif name != key and isinstance(before.get(name), dict):  # both stood there: one took the other in
                pair = Pair(register, before[name], left[name], document, (register, name), name)
                if found := merge_problem(pair, key, names(), then):
                    yield found
            else:
                pair = Pair(register, record, left[name], document, (register, name), name)
                yield from record_changes(pair, then, names(), used[register][key])


def _is_open(old: Any, new: Any) -> bool:
    """Whether both are public records that differ: a private person has no page, and nothing repeats the name."""
    return isinstance(old, dict) and isinstance(new, dict) and old != new and _has_page(old) and _has_page(new)


def _has_page(record: Any) -> bool:
    return not isinstance(record, dict) or record.get("public") is not False


def _vanished(
    register: str,
    key: str,
    document: Document | None,
    left: Mapping[str, Any],
    old: Mapping[str, Any],
    base: str,
    then: Then,
) -> Problem:
    """An id that left its register; a record that took its place is proposed."""
    line, column = document.where((register,), key=True) if document else (1, 1)
    hint = "Put the record back: an id never changes once it is used."
    if register in RECORDS:
        near = [name for name in left if name not in old and _likeness(left[name]) == _likeness(old[key])]
        to, why = (f"{register}/{near[0]}/", "Renamed.") if near else ("null", "…")
        line_ = f"{{path: {register}/{key}/, to: {to}, on: {then.today}, why: {why}}}"
        hint = f"Put the record back, or add to {base}_moved.yaml: {line_}."
    return Problem(
        f"{base}{register}.yaml",
        line,
        column,
        "vanished-record",
        f'"{key}" stood here at {then.revision}, and published entries refer to it.',
        hint,
    )


def _likeness(record: Any) -> str:
    return text_of(record.get("name") or record.get("title")) if isinstance(record, dict) else ""


def used_by(entries: Published, stories: dict[str, Any]) -> dict[str, dict[str, str]]:
    """By register: the ids that entries refer to, themselves or by way of their stories, and since what day."""
    used: dict[str, dict[str, str]] = {register: {} for register in REGISTERS}

    def use(register: str, day: str, *values: Any) -> None:
        for name in filter(None, map(text_of, values)):
            used[register][name] = min(day, used[register].get(name, day))

    def use_references(day: str, references: Any) -> None:
        for reference in references.values() if isinstance(references, dict) else ():
            if isinstance(reference, dict):
                use("outlets", day, reference.get("outlet"))

    def use_speaker(day: str, who: Any) -> None:
        use("people", day, who)
        use("outlets", day, who)

    for entry, day in entries:
        use("outlets", day, entry.get("outlet"), entry.get("syndicated_from"))
        use("topics", day, *list_of(entry.get("topics")))
        use("stories", day, *list_of(entry.get("stories")))
        use_references(day, entry.get("references"))
        for source in list_of(entry.get("sources")):
            if isinstance(source, dict):
                use_speaker(day, source.get("who"))
                use("outlets", day, source.get("via"))
    for key, day in used["stories"].items():
        story = stories.get(key)
        if isinstance(story, dict):
            use("places", day, *list_of(story.get("places")))
            use_references(day, story.get("references"))
            for question in list_of(story.get("disputed")):
                for account in list_of(question.get("accounts")) if isinstance(question, dict) else []:
                    if isinstance(account, dict):
                        use_speaker(day, account.get("who"))
    return used
