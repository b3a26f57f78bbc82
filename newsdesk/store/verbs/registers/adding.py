"""Adds a record to a register: its id is free, its names are nobody else's, and what it says has the right shape."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from newsdesk.load import parse
from newsdesk.model.codes import ID
from newsdesk.model.naming import slug
from newsdesk.model.register import REGISTERS
from newsdesk.model.versions import FORMAT
from newsdesk.problems import COMMAND_LINE
from newsdesk.store.editing import Changes
from newsdesk.store.verbs import Done
from newsdesk.store.verbs.registers.spellings import label, owners, spellings_in
from newsdesk.store.verbs.wrong import Kind, Refused, Wrong

# In which registers a name may belong to somebody else.
_NAMED_ALIKE = {
    "outlets": ("outlets", "people"), "people": ("people", "outlets"), "places": ("places",),
    "stories": ("stories",), "topics": ("topics",),
}  # fmt: skip
_ONE = {"outlets": "outlet", "people": "person", "places": "place", "stories": "story", "topics": "topic"}
# How options say what fields do.
_OPTIONS = {
    "name": "NAME", "title": "TITLE", "aliases": "--also", "name_native": "--native", "languages": "--language",
    "countries": "--country", "places": "--place", "references": "--reference", "home": "the address",
    "domains": "the domain", "public": "--private", "feeds": "--feed", "coordinates": "--at",
}  # fmt: skip


def records_of(changes: Changes, digests: Path, register: str) -> Mapping[str, Any]:
    """The records of a register as they stand in its file; none where there is no file yet."""
    path = digests / f"{register}.yaml"
    if not (path.exists() or path.is_symlink()):
        return {}
    found = changes.document(path).get(register)
    return found if isinstance(found, dict) else {}


def add(
    changes: Changes,
    digests: Path,
    register: str,
    record: dict[str, Any],
    *,
    id: str | None,
    same_name: bool = False,
    wrong: Iterable[Wrong] = (),
) -> Done:
    """Put a record into its register, under an id that follows from its name where none is given.

    Refusal, with all reasons: what is `wrong` already, what has not the right shape, an id that is taken, and names
    that belong to somebody else unless `same_name` says that there are two who are called so.
    """
    one, reasons = _ONE[register], list(wrong)
    name = next(spellings_in(record), "")
    key, there = id or _id_from(record), records_of(changes, digests, register)
    if not key:
        proposed = slug(name, any_script=True)
        line = (
            f'No id follows from "{name}", which is not in Latin letters. Say one:'
            f" --id {proposed or 'ID'}{' (from its letters)' if proposed else ''}."
        )
        reasons.append(Wrong(line, "id", Kind.NO_ID, {"name": name, "proposed": proposed}))
    elif not ID.fullmatch(key):
        line = f'"{key}" cannot be an id. Use small Latin letters, digits and single hyphens, up to 100.'
        reasons.append(Wrong(line, "id"))
    elif key in there:
        other = slug(key) + "-2"
        line = (
            f"There is already {'an' if one == 'outlet' else 'a'} {one} {key} ({label(there[key])}) in {register}.yaml."
            f" If this is another one, say its id, such as --id {other}."
        )
        values = {"key": key, "name": label(there[key]), "other": other}
        reasons.append(Wrong(line, "id", Kind.ID_TAKEN, values))
    others = [other for other in _NAMED_ALIKE[register] if other != register]
    for elsewhere in others:
        if key and key in records_of(changes, digests, elsewhere):
            line = f"There is already {key} in {elsewhere}.yaml, and no id stands in both."
            line += f" Say another one, such as --id {key}-2."
            reasons.append(Wrong(line, "id", Kind.ID_ELSEWHERE, {"key": key, "other": f"{key}-2"}))
    reasons += _invisible(record)
    reasons += _misshapen(register, key or "x", record)
    if not same_name:
        reasons += _taken(changes, digests, register, record, passing=key if key in there else None)
    if reasons:
        raise Refused(reasons)
    path = digests / f"{register}.yaml"
    if not (path.exists() or path.is_symlink()):
        schema = f"# yaml-language-server: $schema=./{register}.schema.json\nschema: {FORMAT.current}\n"
        changes.create(path, schema)
    changes.document(path).set((register, key), record)
    return Done((f'Added the {one} {key} ("{name}") to {register}.yaml.',), (f"{COMMAND_LINE} check",))


def _id_from(record: dict[str, Any]) -> str:
    """An id of the first name of a record that is in Latin letters."""
    for key in ("name_en", "name", "title"):
        if isinstance(name := record.get(key), str) and (found := slug(name)):
            return found
    return ""


def _invisible(value: Any) -> Iterator[Wrong]:
    """Characters that nobody sees and our reader refuses, with the text that they stand in."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _invisible(inner)
    elif isinstance(value, str) and not value.isprintable():
        _, problems = parse("", f"x: {json.dumps(value)}\n".encode())
        yield from (Wrong(f'"{" ".join(value.split())[:60]}": {problem.sentence}') for problem in problems)


def _misshapen(register: str, id: str, record: dict[str, Any]) -> Iterator[Wrong]:
    try:
        REGISTERS[register].model_validate({"id": id, **record})
    except ValidationError as error:
        for one in error.errors():
            if one["loc"][:1] == ("id",):
                continue
            field = str(one["loc"][0]) if one["loc"] else ""
            option = _OPTIONS.get(field, f"--{field.replace('_', '-')}")
            hint = one.get("ctx", {}).get("hint", "")
            message = one["msg"] if one["msg"].endswith((".", "?")) else f"{one['msg']}."
            kind = Kind.NEEDED if one["type"] == "string_too_short" else Kind.OTHER
            is_option = option.isupper() or option.startswith("--")
            named = option.removeprefix("--").replace("-", "_").lower() if is_option else ""
            yield Wrong(f"{option}: {message} {hint}".rstrip(), named, kind)


def _taken(
    changes: Changes, digests: Path, register: str, record: dict[str, Any], passing: str | None
) -> Iterator[Wrong]:
    """Names that belong to others, with who that is."""
    names = list(spellings_in(record))
    for other in _NAMED_ALIKE[register]:
        records = records_of(changes, digests, other)
        for name, id in owners(names, records):
            if other == register and id == passing:
                continue  # its id was told already
            whose = f"{id} ({label(records[id])}) in {other}.yaml"
            line = (
                f'"{name}" belongs to {whose} already. If that is the same one, use its id;'
                " if there are two who are called so, confirm it with --same-name."
            )
            values = {"said": name, "key": id, "name": label(records[id])}
            yield Wrong(line, "same_name", Kind.NAME_TAKEN, values)
