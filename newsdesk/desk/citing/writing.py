"""A reference in an entry: what an editor chose comes in, it is written into `references:`, all else as it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from newsdesk.desk.entries import keep_draft
from newsdesk.desk.office import Desk
from newsdesk.load import shown_path
from newsdesk.model.codes import check_id
from newsdesk.model.naming import slug
from newsdesk.model.references import Reference
from newsdesk.problems import Problem, Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.evidence_writing import find_entry
from newsdesk.store.verbs.published.knowing import names_around
from newsdesk.store.verbs.published.targets import Out, entry_named
from newsdesk.store.verbs.published.wording import changes_between

_LATER = frozenset({"todo", "context-length", "uncited-reference", "unreferenced-sentence"})
_FIELDS = (
    "url", "entry", "title", "publisher", "outlet", "published", "accessed", "archive_url", "affiliated", "passages",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be written, by the field that it is about."""

    faults: Mapping[str, list[str]]


def entry_file(desk: Desk, entry: str) -> Path:
    """The file of an entry; Refusal where there is none of that id."""
    try:
        return find_entry(desk.project.digests, check_id(entry))
    except ValueError as error:
        raise Refusal(f'"{entry[:100]}" is no id of an entry.') from error


def references_of(desk: Desk, entry: str) -> dict[str, Any]:
    """The references of an entry as they stand in its file."""
    found = Changes(desk.project.root).document(entry_file(desk, entry)).get("references")
    return found if isinstance(found, dict) else {}


def write_reference(desk: Desk, entry: str, id: str, given: Mapping[str, Any]) -> str | Wrong:
    """Write one reference; returns its id, which follows from publisher and year where none is given.

    Fields of it that no form has stay. Nothing is written where it has not the right shape.
    """
    entry_file(desk, entry)
    with desk.writing():
        changes = Changes(desk.project.root)
        target = entry_named(changes, desk.project.digests, entry)
        document, before = target.document, dict(target.data)
        known = document.get("references")
        known = known if isinstance(known, dict) else {}
        wanted = {name: given[name] for name in _FIELDS if given.get(name) not in (None, "", [], False)}
        id = id or _same(wanted, known) or _free_id(wanted, known)
        try:
            check_id(id)
        except ValueError:
            said = f'"{id}" cannot be an id. Use small Latin letters, digits and single hyphens, up to 100.'
            return Wrong({"id": [desk.say(said)]})
        old = known[id] if isinstance(known.get(id), dict) else {}
        value = {**{name: one for name, one in old.items() if name not in _FIELDS}, **wanted}
        if faults := _faults(value):
            return Wrong(faults)
        if known:
            document.set(("references", id), value)
        else:
            document.set(("references",), {id: value})
        if not Out(changes, desk.project.digests).has_entry(target.inner):
            keep_draft(document)
        elif _is_told(desk, changes, before, target.data):
            words = desk.words("This has gone out: what changes in it is corrected at /after/{entry}.")
            return Wrong({"": [words.format(entry=entry)]})
        changes.write()
    return id


def _is_told(desk: Desk, changes: Changes, before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether readers have to be told of a change of what has gone out; a reference more is none."""
    names = names_around(changes, desk.project.digests, before)
    return any(change.weight for change in changes_between("entries", before, after, names))


def said_of(desk: Desk, entry: str) -> list[Problem]:
    """What the check says of the references of an entry, and of the sentences that rest on them."""
    path = entry_file(desk, entry)
    with desk.reading():
        inner = f"{path.parent.name}/{path.name}"
        found = desk.living.entry(inner, desk.begun())
        document = Changes(desk.project.root).document(path)
    shown, text = shown_path(path, desk.project.root), document.text.split("\n")
    # What a draft still waits for stands beside its field, and has nothing to do with a reference that was written; its
    # mark is written into the note after it.
    own = [one for one in found if one.path == shown and one.rule not in _LATER]
    return [one for one in own if _field_at(text, one.line) in ("references", "context")]


def _field_at(lines: list[str], number: int) -> str:
    """The field of an entry in which a line stands."""
    for line in reversed(lines[:number]):
        if hit := re.match(r"([a-z_]+):", line):
            return hit[1]
    return ""


def _faults(value: Mapping[str, Any]) -> dict[str, list[str]]:
    try:
        Reference.model_validate(value)
    except ValidationError as error:
        found: dict[str, list[str]] = {}
        for one in error.errors():
            context = one.get("ctx", {})
            field = str(context.get("field") or (one["loc"][0] if one["loc"] else ""))
            message = one["msg"] if one["msg"].endswith((".", "?")) else f"{one['msg']}."
            found.setdefault(field, []).append(f"{message} {context.get('hint', '')}".rstrip())
        return found
    return {}


def _same(wanted: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """The id of a reference that says this already: whoever writes it twice has it once; "" where none does."""
    said = ((id, {name: one[name] for name in _FIELDS if name in one}) for id, one in known.items() if one)
    return next((id for id, one in said if wanted and one == wanted), "")


def _free_id(value: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """An id of the publisher, or what else there is, and the year; free in this entry."""
    host = (urlsplit(str(value.get("url", ""))).hostname or "").removeprefix("www.").partition(".")[0]
    names = (value.get("outlet"), value.get("publisher"), host, value.get("entry"))
    name = next((found for one in names if one and (found := slug(str(one), 30, any_script=True))), "page")
    year = re.match(r"\d{4}", str(value.get("published", "")))
    first = f"{name}-{year[0]}" if year and not value.get("entry") else name
    number, id = 2, first
    while id in known:
        id, number = f"{first}-{number}", number + 1
    return id
