"""The form of a second reader: the sources of an entry without their coding go out, what was filled in comes back."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsdesk.load import MAX_BYTES, Document, parse, read_ordinary, reason, shown_path
from newsdesk.model import Actor, Cited, Entry, Identified
from newsdesk.model.codings import FIELDS, Code
from newsdesk.model.terms import Term
from newsdesk.problems import COMMAND_LINE, Door, Refusal, did_you_mean
from newsdesk.store.files import replace

_TERMS: Mapping[str, type[Term]] = {"cited": Cited, "identified": Identified, "actor": Actor}


Codes = Mapping[int, Mapping[str, str]]
"""What a second reader has made of sources so far, by their numbers and by field."""


def form_of(entry: Entry, by: str, codes: Codes | None = None) -> str:
    """The form: what each source is called, and nothing of how it was coded; with what the reader has made so far."""
    again = f"{COMMAND_LINE} review {entry.id} --blind --by {json.dumps(by, ensure_ascii=False)}"
    lines = [
        f"# Second coding of {entry.id}. Read the article, without the entry, and write what you see in it.",
        "# Then run the same command again; it records what you wrote and deletes this file:",
        f"# {again}",
        *_meanings(),
        f"by: {json.dumps(by, ensure_ascii=False)}",
        "sources:",
    ]
    for number, source in enumerate(entry.sources, 1):
        lines += [f"  - source: {number}", f"    name: {json.dumps(source.name, ensure_ascii=False)}"]
        made = (codes or {}).get(number, {})
        lines += [f"    {field}: {'TODO' if fault(field, made.get(field)) else made[field]}" for field in FIELDS]
    return "\n".join(lines) + "\n"


def hand_out(form: Path, entry: Entry, by: str, door: Door, codes: Codes | None = None) -> None:
    """Write the form for a second reader, on this machine alone; Refusal where it cannot be."""
    try:
        form.parent.mkdir(exist_ok=True)
        replace(form, door.fill(form_of(entry, by, codes)).encode())
    except OSError as error:
        raise Refusal(f"{form} cannot be written: {reason(error)}.") from None


def _meanings() -> Iterator[str]:
    for field, terms in _TERMS.items():
        yield "#"
        yield f"# {field}: {(terms.__doc__ or '').strip()}"
        for term in terms:
            yield f"#   {term}: {term.meaning}"


def filled(path: Path, root: Path, entry: Entry, by: str) -> list[Code]:
    """What a second reader wrote into the form, source by source; Refusal, with all that is wrong, otherwise."""
    shown = shown_path(path, root)
    try:
        document, problems = parse(shown, read_ordinary(path, MAX_BYTES))
    except OSError as error:
        raise Refusal(f"{shown} cannot be read: {reason(error)}.") from None
    if document is None or problems:
        first = problems[0]
        raise Refusal(f"{first.path}:{first.line}:{first.column}: {first.rule}: {first.sentence}")
    if (other := document.data.get("by")) != by:
        raise Refusal(f"{shown} is the form of {other}. Delete it, or code as --by {json.dumps(other)}.")
    rows: Any = document.data.get("sources")
    rows = rows if isinstance(rows, list) else []
    names = [row.get("name") for row in rows if isinstance(row, dict)]
    if names != [source.name for source in entry.sources]:
        raise Refusal(f"{shown} has other sources than {entry.id} has now. Delete it, and begin anew.")
    faults = [fault for at in range(len(names)) for fault in _faults(document, at)]
    if faults:
        raise Refusal("\n".join([*faults, "Nothing was recorded."]))
    return [Code.model_validate({field: row[field] for field in FIELDS}) for row in rows]


def held(path: Path) -> tuple[str, dict[int, dict[str, str]]]:
    """Whose a form is, and what is filled in there; "" where there is none that can be read."""
    document = None
    with suppress(OSError):
        document, _ = parse(path.name, read_ordinary(path, MAX_BYTES))
    by, rows = (document.data.get("by"), document.data.get("sources")) if document else ("", [])
    made = {
        number: {field: row[field] for field in FIELDS if not fault(field, row.get(field))}
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1)
        if isinstance(row, dict)
    }
    return by if isinstance(by, str) else "", made


def _faults(document: Document, at: int) -> Iterator[str]:
    row: dict[str, Any] = document.data["sources"][at]
    for field in FIELDS:
        line, column = document.where(("sources", at, field))
        if wrong := fault(field, row.get(field)):
            yield f"{document.path}:{line}:{column}: {wrong}"


def fault(field: str, value: object) -> str:
    """What is wrong with a code, in words; "" where it is one."""
    terms = [str(term) for term in _TERMS[field]]
    if value in terms:
        return ""
    if value in (None, "TODO"):
        return f'"{field}" is still TODO. Use one of: {", ".join(terms)}.'
    hint = did_you_mean(str(value), terms, f"Use one of: {', '.join(terms)}.")
    return f'"{value}" is not a term of "{field}". {hint}'
