"""Where references stand: a record and a reference that an editor names come in, the page goes out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.evidence.cited.addresses import address_key
from newsdesk.load import DIGEST_FILE, REGISTERS, Document, Loc, parse, read_ordinary, real, reason, shown_path
from newsdesk.load.ordinary import limit_of
from newsdesk.model.codes import check_address, is_week
from newsdesk.problems import Refusal, UsageError, did_you_mean
from newsdesk.store.evidence_writing import find_entry

# Records with references of their own.
_CITING = ("outlets", "people", "stories")
_RECORD = re.compile(rf"(?:.*[/\\])?({'|'.join(REGISTERS)})(?:\.yaml)?[#/:]([^#/:]+)")


@dataclass(frozen=True, slots=True)
class Citing:
    """A reference in a record: the file and the place in it, its id, and the page that it leads to."""

    document: Document
    inner: str
    """The path of the file below the folder of the collection."""
    loc: Loc
    id: str
    url: str
    address: str
    """The same in its clean form, by which evidence is kept."""


def find_citing(digests: Path, root: Path, named: str, reference: str) -> Citing:
    """The reference of an entry, of a digest (by its week) or of a record (`stories.yaml#id`).

    UsageError where there is none of that name, Refusal where it leads to no page.
    """
    path, loc = _file(digests, named)
    inner = real(path).relative_to(real(digests)).as_posix() if _is_below(path, digests) else path.name
    document = _document(path, root, inner)
    data: Any = document.data
    for step in loc:
        data = data.get(str(step)) if isinstance(data, dict) else None
        if data is None:
            known = document.data.get(str(loc[0]))
            hint = did_you_mean(str(loc[-1]), known if isinstance(known, dict) else (), "")
            raise UsageError(f'There is no "{loc[-1]}" in {document.path}. {hint}'.rstrip())
    known = data.get("references") if isinstance(data, dict) else None
    references = known if isinstance(known, dict) else {}
    if reference not in references:
        hint = did_you_mean(reference, references, f"It has {_listed(references)}.")
        raise UsageError(f'{document.path} has no reference "{reference}" there. {hint}')
    target = references[reference]
    target = target if isinstance(target, dict) else {}
    if entry := target.get("entry"):
        raise Refusal(
            f"{document.path}: {reference} leads to the entry {entry}, and the evidence of that entry is what counts."
        )
    url = target.get("url")
    try:
        address = address_key(check_address(url if isinstance(url, str) else ""))
    except ValueError:
        line, column = document.where((*loc, "references", reference))
        raise Refusal(f"{document.path}:{line}:{column}: {reference} has no address of a page.") from None
    return Citing(document, inner, loc, reference, str(url), address)


def _file(digests: Path, named: str) -> tuple[Path, Loc]:
    """The file that a name means, and the place of the record in it."""
    if is_week(named):
        named = f"{named}/{DIGEST_FILE}"
    if named.replace("\\", "/").endswith(f"/{DIGEST_FILE}"):
        path = next((path for path in (digests / named, Path(named)) if path.is_file()), None)
        if path is None:
            raise UsageError(f"There is no {named}.")
        return path, ()
    if record := _RECORD.fullmatch(named):
        register, name = record.groups()
        if register not in _CITING:
            raise UsageError(f"Records of {register}.yaml have no references.")
        return digests / f"{register}.yaml", (register, name)
    if (register := Path(named).name.removesuffix(".yaml")) in REGISTERS and named.endswith(".yaml"):
        raise UsageError(f"Name a record of {register}.yaml: {register}.yaml#ID.")
    try:
        return find_entry(digests, named), ()
    except UsageError as error:
        hint = "A digest is named by its week, a record by its file and id, such as stories.yaml#ID."
        raise UsageError(f"{error} {hint}") from None


def _is_below(path: Path, digests: Path) -> bool:
    return real(path).is_relative_to(real(digests))


def _document(path: Path, root: Path, inner: str) -> Document:
    shown = shown_path(path, root)
    try:
        document, problems = parse(shown, read_ordinary(path, limit_of(inner)), limit_of(inner))
    except OSError as error:
        raise UsageError(f"{shown} cannot be read: {reason(error)}.") from None
    if document is None or problems:
        first = problems[0]
        raise Refusal(f"{first.path}:{first.line}:{first.column}: {first.rule}: {first.sentence}")
    return document


def _listed(references: Mapping[str, Any]) -> str:
    names = ", ".join(list(references)[:8])
    return f"{names}{' and others' if len(references) > 8 else ''}" if names else "none"
