"""The note of a week that has not gone out: a form comes in; it is checked, and written as the file is laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from newsdesk.build import settle
from newsdesk.build.settling import judged
from newsdesk.check.changes.cover import list_of
from newsdesk.desk.office import Desk
from newsdesk.load import DIGEST_FILE, Document, Loc, parse
from newsdesk.load.ordinary import digest_of
from newsdesk.problems import Problem, Refusal, Severity
from newsdesk.store.editing import Changes
from newsdesk.store.editing import Document as Edited
from newsdesk.store.verbs import Done

_REFERENCE = ("url", "entry", "title", "publisher", "published", "accessed")
_FIELDS = ("lead", "note", "references", "screened")


@dataclass(frozen=True, slots=True)
class Note:
    """What the form of a note begins with."""

    mark: str
    lead: str = ""
    text: str = ""
    references: list[dict[str, str]] = field(default_factory=list)
    """The fields of each, with its `id`."""
    screened: dict[str, str] = field(default_factory=dict)
    left_out: list[dict[str, str]] = field(default_factory=list)

    @property
    def articles(self) -> str:
        """How many articles were looked at."""
        return self.screened["articles"]

    @property
    def outlets(self) -> str:
        """How many outlets they came from."""
        return self.screened["outlets"]

    @property
    def how(self) -> str:
        """How the screening was done."""
        return self.screened["note"]

    @property
    def data(self) -> dict[str, Any]:
        """The same for scripts."""
        names = ("mark", "lead", "text", "references", "screened", "left_out")
        return {name: getattr(self, name) for name in names}


def note_of(desk: Desk, week: str) -> Note:
    """The note as it stands in its file; Refusal where that cannot be read."""
    document = _document(desk, Changes(desk.project.root), week)
    data = document.get()
    references = data.get("references") if isinstance(data.get("references"), dict) else {}
    screened = data.get("screened") if isinstance(data.get("screened"), dict) else {}
    rows = [{"id": id, **_texts(one, _REFERENCE)} for id, one in references.items() if isinstance(one, dict)]
    left_out = [_texts(one, ("articles", "why")) for one in list_of(screened.get("left_out")) if isinstance(one, dict)]
    text = "\n\n".join(_text(data.get("note")).strip("\n").split("\n"))
    return Note(
        digest_of(document.raw or b""),
        _text(data.get("lead")),
        text,
        rows,
        _texts(screened, ("articles", "outlets", "note")),
        left_out,
    )


def check_note(desk: Desk, week: str, form: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the check would say of a note, each beside its field; nothing is written."""
    changes = Changes(desk.project.root)
    document = _edited(desk, changes, week, form)
    with desk.reading():
        brought, left = judged(desk.project, changes.texts(), desk.begun())
    parsed, _ = parse(document.shown, document.text.encode())
    own = [one for one in (*brought, *left) if one.path == document.shown and one.severity is not Severity.NOTE]
    elsewhere = [one for one in brought if one.path != document.shown and one.severity is not Severity.NOTE]
    return [_placed(desk, one, parsed) for one in (*own, *elsewhere)]


def write_note(desk: Desk, week: str, form: Mapping[str, Any]) -> list[str]:
    """Write a note; Refusal, and nothing written, where the check finds an error or the file was changed meanwhile."""
    with desk.writing():
        changes = Changes(desk.project.root)
        document = _edited(desk, changes, week, form)
        if digest_of(document.raw or b"") != form.get("mark"):
            words = desk.words("{file} was changed since this page showed it. Reload the page, and look at it.")
            raise Refusal(words.format(file=document.shown))
        if not document.is_changed:
            return [desk.words("Nothing was changed.")]
        settle(desk.project, changes, Done(()), desk.begun())
        return [desk.words("{file} is written.").format(file=document.shown)]


def _document(desk: Desk, changes: Changes, week: str) -> Edited:
    path = desk.project.digests / week / DIGEST_FILE
    if not path.is_file():
        raise Refusal(f"{week} is not open yet.")
    return changes.document(path)


def _edited(desk: Desk, changes: Changes, week: str, form: Mapping[str, Any]) -> Edited:
    """The file with what the form says."""
    document = _document(desk, changes, week)
    if document.get("status") == "published":
        raise Refusal(f"{week} has gone out: its note is corrected, so that readers are told.")
    text = "\n".join(" ".join(part.split()) for part in _text(form.get("text")).split("\n\n") if part.strip())
    _put(document, ("lead",), _text(form.get("lead")).strip())
    _put(document, ("note",), text)
    _put(document, ("references",), _references(document, form))
    _put(document, ("screened",), _screened(document, form))
    return document


def _put(document: Edited, at: Loc, value: Any) -> None:
    """Set a value, or take it away where there is none; what is not there stays away."""
    if value in ("", {}, []):
        # Whoever wrote `lead: null` keeps that line.
        if document.get(*at) not in (None, {}, []):
            document.remove(at)
    else:
        document.set(at, value)


def _references(document: Edited, form: Mapping[str, Any]) -> dict[str, Any]:
    """The references of the form; fields that no form has stay as they are."""
    known = document.get("references")
    known = known if isinstance(known, dict) else {}
    found: dict[str, Any] = {}
    for row in list_of(form.get("references")):
        if isinstance(row, dict) and (id := _text(row.get("id")).strip()):
            old = known.get(_text(row.get("was")) or id)
            found[id] = _with(old if isinstance(old, dict) else {}, row, _REFERENCE)
    return found


def _screened(document: Edited, form: Mapping[str, Any]) -> dict[str, Any]:
    known, row = document.get("screened"), form.get("screened")
    known, row = (value if isinstance(value, dict) else {} for value in (known, row))
    found = _with(known, row, ("articles", "outlets", "note"))
    old = [one if isinstance(one, dict) else {} for one in list_of(found.pop("left_out", None))]
    rows = [one for one in list_of(form.get("left_out")) if isinstance(one, dict) and _says_something(one)]
    left_out = [_with(before, one, ("articles", "why")) for before, one in zip_longest(old[: len(rows)], rows)]
    return found | ({"left_out": left_out} if left_out else {})


def _says_something(row: Mapping[str, Any]) -> bool:
    return any(_text(value).strip() for value in row.values())


def _with(old: dict[str, Any] | None, row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """A group of fields with what a form says of some of them."""
    found = dict(old or {})
    for name in names:
        text = _text(row.get(name)).strip()
        if not text:
            found.pop(name, None)
        elif text != _text(found.get(name)).strip():
            found[name] = int(text) if name in ("articles", "outlets") and text.isdecimal() else text
    return found


def _texts(data: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: _text(data.get(name)) for name in names}


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _placed(desk: Desk, problem: Problem, document: Document | None) -> dict[str, str]:
    """A problem and the part of the form that it is about; "" for none."""
    name = _place(problem, document) if document is not None and problem.path == document.path else ""
    # What is told beside its field needs no place; what stands elsewhere is looked for by its own.
    text = f"{problem.path}:{problem.line}:{problem.column}: {problem.rule}: {problem.sentence}"
    text = problem.sentence if name else text
    return {"field": name, "text": desk.say(text), "severity": problem.severity.value}


def _place(problem: Problem, document: Document) -> str:
    """The last place of the form that begins before a problem."""
    here, found, best = (problem.line, problem.column), "", (0, 0)
    for loc in _places(document.data):
        place = document.where(loc, key=True)
        if best <= place <= here:
            found, best = ".".join(loc), place
    return found


def _places(data: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """What the form has a place for: its fields, and each reference by its id; other fields take what is theirs."""
    references = data.get("references")
    ids = [("references", id) for id in references] if isinstance(references, dict) else []
    return [*((name,) for name in data), *ids]
