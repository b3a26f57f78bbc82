"""Ids in the registers that published entries rely on, and the list of what has moved."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from newsdesk.check.changes.change import Names
from newsdesk.check.changes.cover import Then, list_of
from newsdesk.check.changes.fields import text_of
from newsdesk.load import REGISTERS, Document, Loc
from newsdesk.model.codes import countries, languages
from newsdesk.problems import Problem

_CALLED = ("name", "name_en", "name_native", "title")


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

    def end(self, address: str) -> str:
        """Where all steps lead; "" for nowhere, also for a circle."""
        seen = set()
        while address in self._to:
            if address in seen:
                return ""
            seen.add(address)
            address = self._to[address]
        return address


Data = Mapping[str, dict[str, Any] | None]
Now = Mapping[str, Document | None]


def names_of(old: Data, now: Now) -> Names:
    """What records are called, then and now, and which persons are private."""
    of = dict(_codes())
    private: set[str] = set()
    for register in REGISTERS:
        document = now.get(f"{register}.yaml")
        then, today = old.get(f"{register}.yaml") or {}, document.data if document else {}
        for data in (then, today) if then is not today else (today,):
            for key, record in _records(data, register).items():
                if not isinstance(record, dict):
                    continue
                called = (record.get(name) for name in _CALLED)
                texts = (text_of(c.get("text") if isinstance(c, dict) else c) for c in called)
                of[key] = (*of.get(key, ()), *filter(None, texts))
                if record.get("public") is False:
                    private.add(key)
    return Names(of, frozenset(private))


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Languages and countries by their English names."""
    return {code: (name,) for code, name in (*languages().items(), *countries().items())}


def _records(data: Mapping[str, Any], register: str) -> dict[str, Any]:
    records = data.get(register)
    return records if isinstance(records, dict) else {}


def vanished_records(
    old: Data, now: Now, entries: Mapping[str, dict[str, Any]], moved: Moved, base: str, then: Then
) -> Iterator[Problem]:
    """Ids that published entries referred to and that have left their register."""
    gone: dict[str, list[str]] = {}
    for register in REGISTERS:
        name = f"{register}.yaml"
        data, document = old.get(name), now.get(name)
        if not data or (document is None and name in now) or (document and document.data is data):
            continue
        left = _records(document.data, register) if document else {}
        if missing := [key for key in _records(data, register) if key not in left]:
            gone[register] = missing
    if not gone:
        return
    used = _used(entries.values(), _records(old.get("stories.yaml") or {}, "stories"))
    for register, missing in gone.items():
        document = now.get(f"{register}.yaml")
        line, column = document.where((register,), key=True) if document else (1, 1)
        for key in missing:
            if key not in used[register] or (register == "people" and f"people/{key}" in moved):
                continue
            hint = "Put the record back: an id never changes once it is used."
            if register == "people":
                hint = (
                    f"Put the record back, or add to {base}_moved.yaml:"
                    f" {{path: people/{key}/, to: null, on: {then.today}, why: …}}."
                )
            yield Problem(
                f"{base}{register}.yaml",
                line,
                column,
                "vanished-record",
                f'"{key}" stood here at {then.revision}, and published entries refer to it.',
                hint,
            )


def _used(entries: Any, stories: dict[str, Any]) -> dict[str, set[str]]:
    """The ids that entries refer to, themselves or by way of their stories, by register."""
    used: dict[str, set[str]] = {register: set() for register in REGISTERS}
    speakers: set[str] = set()
    for entry in entries:
        used["outlets"].update(map(text_of, (entry.get("outlet"), entry.get("syndicated_from"))))
        for register in ("topics", "stories"):
            used[register].update(map(text_of, list_of(entry.get(register))))
        for source in list_of(entry.get("sources")):
            if isinstance(source, dict):
                speakers.add(text_of(source.get("who")))
                used["outlets"].add(text_of(source.get("via")))
        references = entry.get("references")
        for reference in references.values() if isinstance(references, dict) else ():
            if isinstance(reference, dict):
                used["outlets"].add(text_of(reference.get("outlet")))
    for key in used["stories"]:
        story = stories.get(key)
        if isinstance(story, dict):
            used["places"].update(map(text_of, list_of(story.get("places"))))
            for question in list_of(story.get("disputed")):
                accounts = list_of(question.get("accounts")) if isinstance(question, dict) else []
                speakers.update(text_of(a.get("who")) for a in accounts if isinstance(a, dict))
    used["people"] |= speakers
    used["outlets"] |= speakers
    return used
