"""What can be chosen, kind by kind: an index is made when somebody asks for it, and anew where its files changed."""

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsdesk.desk.completing.codes import known_countries, known_languages, typed_code
from newsdesk.desk.completing.index import Hit, Index, Known
from newsdesk.desk.completing.records import known_entry, known_in, known_references
from newsdesk.desk.completing.terms import known_terms, vocabularies
from newsdesk.desk.office import Desk
from newsdesk.load import REGISTERS, parse, read_ordinary, shown_path
from newsdesk.load.ordinary import Stamp, limit_of, stamp_of, stamped
from newsdesk.model.codes import is_week
from newsdesk.problems import Refusal, did_you_mean
from newsdesk.views.setting.codes import country_name

MOST = 12
"""How many are shown of what may be meant."""
_ALIKE = {"person": "people", "outlet": "outlets", "place": "places", "story": "stories", "topic": "topics",
          "entry": "entries", "reference": "references", "language": "languages", "country": "countries",
          "genres": "genre", "kinds": "outlet-kind"}  # fmt: skip
# A field at the margin with all that stands below it.
_HEAD = re.compile(r"^(?:title|title_en|outlet|status|versions)[ \t]*:.*(?:\n(?:[ \t#-].*|$))*", re.MULTILINE)


@dataclass(slots=True)
class _Kept:
    """An index, and what it was made of."""

    stamp: object
    index: Index


@dataclass(eq=False)
class Shelf:
    """All that completes on one desk."""

    desk: Desk
    _indexes: dict[str, _Kept] = field(default_factory=dict)
    _entries: dict[str, tuple[Stamp, Known | None]] = field(default_factory=dict)
    _seen: int = -1
    _turn: int = 0
    """How many times entries have changed."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, kinds: str, text: str, entry: str = "", most: int = MOST) -> list[Hit]:
        """What may be meant by a text, of one kind or of several with commas between them; Refusal for no kind."""
        hits: list[Hit] = []
        with self._lock:
            for kind in kinds.split(","):
                name = _ALIKE.get(kind.strip(), kind.strip())
                found = self._index(name, entry).find(text, most if name not in vocabularies() else 99)
                coded = typed_code(name, text, self.desk.words)
                if coded and all(hit.known.id != coded.id for hit in found):
                    found.insert(0, Hit(coded))
                hits += found
        return hits

    def alike(self, kind: str, names: Iterable[str], most: int = 4) -> list[Hit]:
        """Records of a register with one of these names or domains, whatever their letters, blanks and marks."""
        found: dict[str, Hit] = {}
        kinds = ("outlets", "people") if kind in ("outlets", "people") else (kind,)
        with self._lock:
            for one in kinds:
                for name in filter(None, names):
                    found |= {hit.known.id: hit for hit in self._index(one, "").called(name)}
        return list(found.values())[:most]

    def warm(self) -> None:
        """Make the indexes that take longest, so that whoever asks first need not wait."""
        for kind in ("languages", "countries", "people", "outlets", "entries"):
            with self._lock, suppress(Refusal, OSError):
                # What only a slip needs is made for the first one.
                self._index(kind, "").find("qxqxqx", 1)

    def entry(self, id: str) -> dict[str, Any]:
        """What the file of an entry says; nothing where there is none."""
        with self._lock:
            return self._data(self._file_of(id)) if id else {}

    def _index(self, kind: str, entry: str) -> Index:
        stamp, make = self._source(kind, entry)
        kept = self._indexes.get(kind)
        if kept is None:
            kept = self._indexes[kind] = _Kept(stamp, Index(make()))
        elif kept.stamp != stamp:
            kept.index.follow(make())
            kept.stamp = stamp
        return kept.index

    def _source(self, kind: str, entry: str) -> tuple[object, Callable[[], list[Known]]]:
        """What an index of a kind is made of, and how."""
        words = self.desk.words
        if kind in REGISTERS:
            path = self.desk.project.digests / f"{kind}.yaml"
            return stamp_of(path), lambda: known_in(
                kind, self._records(path, kind), lambda code: country_name(words, code)
            )
        if kind in vocabularies():
            return "", lambda: known_terms(kind, words)
        if kind == "languages":
            return "", lambda: known_languages(words, self._spoken())
        if kind == "countries":
            return "", lambda: known_countries(words, self._spoken())
        if kind == "entries":
            self._follow()
            return self._turn, lambda: [known for _, known in self._entries.values() if known]
        if kind == "references":
            data = self._data(self._file_of(entry)) if entry else {}
            return object(), lambda: known_references(data)
        known_kinds = (*REGISTERS, "entries", "references", "languages", "countries", *vocabularies())
        hint = did_you_mean(kind, known_kinds, f"There are {', '.join(known_kinds)}.")
        raise Refusal(f'Nothing is called "{kind}" that could be completed. {hint}')

    def _spoken(self) -> list[str]:
        """The languages of the outlets in the register: names are read in them."""
        found: dict[str, None] = {}
        path = self.desk.project.digests / "outlets.yaml"
        for data in self._records(path, "outlets").values():
            fact = data.get("languages") if isinstance(data, dict) else None
            value = fact.get("value") if isinstance(fact, dict) else None
            found |= dict.fromkeys(one for one in value if isinstance(one, str)) if isinstance(value, list) else {}
        return list(found)

    def _records(self, path: Path, register: str) -> dict[str, Any]:
        found = self._data(path).get(register)
        return found if isinstance(found, dict) else {}

    def _data(self, path: Path) -> dict[str, Any]:
        """What a file says; nothing of one that is not there or has a fault of form."""
        with suppress(OSError):
            # By the name that verbs call it: what they have understood is not understood twice.
            shown = shown_path(path, self.desk.project.root)
            document, _ = parse(shown, read_ordinary(path, limit_of(path.name)), limit_of(path.name))
            return document.data if document else {}
        return {}

    def _file_of(self, entry: str) -> Path:
        self._follow()
        inner = next((inner for inner in self._entries if inner.endswith(f"/{entry}.yaml")), f"{entry}.yaml")
        return self.desk.project.digests / inner

    def _follow(self) -> None:
        """Look at the files of all entries, the newest week first; what has not changed is not read again."""
        if self._seen == self.desk.changes:
            return
        self._seen, there = self.desk.changes, {}
        for inner, path, stamp in _files(self.desk.project.digests):
            kept = self._entries.get(inner)
            if kept is None or kept[0] != stamp:
                week, _, name = inner.partition("/")
                data = _head(Path(path)) or self._data(Path(path))
                kept = stamp, known_entry(name.removesuffix(".yaml"), week, data)
            there[inner] = kept
        if there != self._entries:
            self._entries = there
            self._turn += 1


def shelf_for(desk: Desk) -> Shelf:
    """What completes on a desk, made once."""
    found: Shelf = desk.kept.setdefault("shelf", Shelf(desk))
    return found


def _files(digests: Path) -> Iterator[tuple[str, str, Stamp]]:
    """The files of entries, by their paths below the folder of the collection, with what tells them from others."""
    weeks = sorted((one.name for one in os.scandir(digests) if is_week(one.name)), reverse=True)
    for week in weeks:
        with suppress(OSError):
            for one in sorted(os.scandir(digests / week), key=lambda one: one.name):
                if one.name.endswith(".yaml") and not one.name.startswith(("_", ".")):
                    yield f"{week}/{one.name}", one.path, stamped(one.stat())


def _head(path: Path) -> dict[str, Any]:
    """The few fields of an entry by which it is found, without understanding the rest; nothing where that fails."""
    with suppress(OSError, UnicodeDecodeError):
        text = read_ordinary(path, limit_of(path.name)).decode("utf-8-sig")
        document, _ = parse(path.name, "\n".join(_HEAD.findall(text)).encode())
        return document.data if document else {}
    return {}
