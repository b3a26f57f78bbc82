"""What reviewers ask back about entries, on this machine: lines that are only ever added to `.desk/notes.jsonl`."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import Any

from newsdesk.desk.files import Desks
from newsdesk.load import read_ordinary
from newsdesk.problems import Refusal

_NAME = "notes.jsonl"
_MOST = 1 << 26
LONGEST = 4000
"""A note has no more characters."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that somebody asks about an entry; `about` are the words that it is about, or ""."""

    id: str
    entry: str
    by: str
    on: str
    text: str
    about: str = ""

    @property
    def data(self) -> dict[str, str]:
        """The same as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a desk; a line that was cut off is passed over, and so is one that says nothing known."""

    desks: Desks

    def waiting(self) -> list[Note]:
        """All that nobody has answered yet, the oldest first."""
        found: dict[str, Note] = {}
        for line in self._lines():
            if note := _note(line):
                found[note.id] = note
            elif isinstance(answered := line.get("answered"), str):
                found.pop(answered, None)
        return list(found.values())

    def about(self, entry: str) -> list[Note]:
        """The same of one entry."""
        return [note for note in self.waiting() if note.entry == entry]

    def ask(self, entry: str, by: str, on: str, text: str, about: str = "") -> Note:
        """Add a note, on the disk when this returns, or the same that waits already; Refusal where it says nothing, or
        too much.
        """
        text = text.strip()
        if not text:
            raise Refusal("The note is empty. Write what is to be answered.")
        if len(text) > LONGEST:
            raise Refusal(f"The note has {len(text):,} characters, more than {LONGEST:,}. Shorten it.")
        note = Note(secrets.token_hex(6), entry, " ".join(by.split()), on, text, " ".join(about.split())[:200])
        # Whoever presses twice asks once.
        for one in self.about(entry):
            if replace(one, id=note.id, on=note.on) == note:
                return one
        self._add(note.data)
        return note

    def answer(self, entry: str, note: str, by: str, on: str) -> None:
        """Withdraw a note that was answered; Refusal where there is no such one of the entry."""
        if note not in {one.id for one in self.about(entry)}:
            raise Refusal("There is no such note any more: it was answered. Reload the page.")
        self._add({"answered": note, "by": " ".join(by.split()), "on": on})

    def _add(self, data: dict[str, str]) -> None:
        path = self.desks.need() / _NAME
        if path.exists() and not path.is_file():
            raise Refusal(f"{path} is no ordinary file. Move it away.")
        with path.open("ab") as file:
            # A line that was cut off before stays by itself.
            file.write(b"\n" + json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _lines(self) -> list[dict[str, Any]]:
        found = []
        with suppress(OSError):
            for raw in read_ordinary(self.desks.folder / _NAME, _MOST).split(b"\n"):
                with suppress(ValueError, RecursionError):
                    if isinstance(line := json.loads(raw), dict):
                        found.append(line)
        return found


def _note(line: dict[str, Any]) -> Note | None:
    values = {name: line.get(name, "") for name in ("id", "entry", "by", "on", "text", "about")}
    if not all(isinstance(value, str) for value in values.values()):
        return None
    return Note(**values) if values["id"] and values["entry"] and values["text"] else None
