"""The file `_codings.yaml`: it is read, a coding is added, and it is written whole or not at all."""

import json
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from newsdesk.load import CODINGS, parse, read_ordinary, reason
from newsdesk.load.ordinary import limit_of
from newsdesk.model import Entry
from newsdesk.model.codings import FIELDS, Agreement, Code, Codings, EntryCodings, SecondCoding
from newsdesk.problems import Refusal
from newsdesk.store.codings.agreeing import agreed
from newsdesk.store.files import replace

_HEAD = """\
# What second readers made of sources, who had not seen the first coding, and how far both agree.
# review --blind writes this file.
"""


def known_codings(digests: Path) -> Codings:
    """The codings that there are; Refusal where the file is not as the program wrote it."""
    path = digests / CODINGS
    try:
        document, problems = parse(CODINGS, read_ordinary(path, limit_of(CODINGS)), limit_of(CODINGS))
    except FileNotFoundError:
        return Codings.model_validate({"schema": 1})
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {reason(error)}.") from None
    if document and not problems:
        try:
            return Codings.model_validate(document.data)
        except ValidationError:
            pass
    raise Refusal(f"{path} is not as the program wrote it: check says where. Nothing was recorded.")


def with_coding(codings: Codings, entry: Entry, by: str, day: date, codes: list[Code]) -> Codings:
    """The codings with those of one entry, and how far all agree; Refusal where the entry was coded twice before."""
    if known := codings.codings.get(entry.id):
        raise Refusal(f"{entry.id} was coded for the second time by {known.by} on {known.on}. Nothing was recorded.")
    sources = tuple(
        SecondCoding(source=number, first=_code(source), second=code)
        for number, (source, code) in enumerate(zip(entry.sources, codes, strict=True), 1)
    )
    added = {entry.id: EntryCodings(by=by, on=day, sources=sources)}
    return agreed(codings.model_copy(update={"codings": {**codings.codings, **added}}))


def _code(source: object) -> Code:
    return Code.model_validate({field: getattr(source, field) for field in FIELDS})


def write_codings(digests: Path, codings: Codings) -> bool:
    """Write the file; returns whether it had to be changed. Refusal where it cannot be."""
    path, raw = digests / CODINGS, as_yaml(codings).encode()
    try:
        if path.is_file() and read_ordinary(path, limit_of(CODINGS)) == raw:
            return False
        replace(path, raw)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {reason(error)}.") from None
    return True


def as_yaml(codings: Codings) -> str:
    """The text of the file, an entry after the other, so that two branches seldom touch the same lines."""
    lines = [f"{_HEAD}schema: 1", "codings:" if codings.codings else "codings: {}"]
    for name, coding in sorted(codings.codings.items()):
        lines += [f"  {json.dumps(name)}:", f"    by: {json.dumps(coding.by, ensure_ascii=False)}"]
        lines += [f"    on: {coding.on}", "    sources:"]
        for one in coding.sources:
            first, second = (_flow(code) for code in (one.first, one.second))
            lines.append(f"      - {{source: {one.source}, first: {first}, second: {second}}}")
    lines += _agreement(codings.agreement) if codings.agreement else ["agreement: null"]
    return "\n".join(lines) + "\n"


def _flow(code: Code) -> str:
    return f"{{{', '.join(f'{field}: {getattr(code, field)}' for field in FIELDS)}}}"


def _agreement(agreement: Agreement) -> list[str]:
    lines = ["agreement:", f"  sources: {agreement.sources}", f"  entries: {agreement.entries}"]
    for field in FIELDS:
        one = getattr(agreement, field)
        lines.append(f"  {field}: {{same: {one.same}, alpha: {one.alpha or 'null'}}}")
    return [*lines, f'  basis: "{agreement.basis}"']
