"""Checks a collection: documents come in, typed records go out, or all their problems at once."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from newsdesk.check.draft import Draft, Finding, Item
from newsdesk.check.rules import RULES
from newsdesk.check.shape import shape
from newsdesk.check.unfinished import Drafts, draft_status, without_todos
from newsdesk.load import ADDRESSES, DIGEST_FILE, EDITION, FEED_IDS, MOVED, REGISTERS, Document, Loc, example_week
from newsdesk.load.lift import other_version
from newsdesk.model import Digest, Entry, MovedPages
from newsdesk.model.codes import ID, meant_week, week_days
from newsdesk.model.versions import FORMAT, Format
from newsdesk.problems import Problem, did_you_mean, in_order

__all__ = ["Draft", "Drafts", "check"]


def check(
    documents: Mapping[str, Document | None],
    known: Format = FORMAT,
    texts: Mapping[str, str] | None = None,
    begun: date | None = None,
    drafts: Drafts | None = None,
) -> tuple[Draft, list[Problem]]:
    """Check documents keyed by their path below `digests/`; the draft is good if no problem is an error.

    A document is None where the file exists and could not be read: what refers to it is not blamed.
    `texts` are captured articles by the id of their entry, as far as they are at hand. `begun` is the last
    day that has begun: what is dated later lies in the future. With `drafts`, what is unfinished and was
    never published is left out with a note; without, each TODO is an error.
    """
    draft, problems = Draft(texts=texts or {}, begun=begun), []
    week = example_week({inner.partition("/")[0] for inner in documents})
    left_out = drafts.left_out(documents) if drafts else {}
    for inner, document in documents.items():
        if inner in left_out:
            problems.append(left_out[inner])
            draft.unfinished[inner.rpartition("/")[2].removesuffix(".yaml")] = left_out[inner].path
            continue
        folder, _, name = inner.rpartition("/")
        edition = EDITION.fullmatch(name)
        name = name.removesuffix(".yaml")
        if document and (other := other_version(document, known)):
            problems.append(other)
            document = None  # what another version means by its fields is not known here
        if inner == ADDRESSES:
            draft.addresses = document
        elif inner == FEED_IDS:
            draft.feed_ids = document
        elif edition:
            if document:
                draft.frozen[folder, int(edition[1])] = document
        elif document is None:
            if folder:
                draft.faulty.setdefault("entries", set()).add(name)
            else:
                draft.unread.add(name)
        elif folder:
            problems += _weekly(draft, folder, name, document, week, leaves_out=drafts is not None)
        elif name in REGISTERS:
            problems += _register(draft, name, document)
        elif inner == MOVED:
            pages, found = shape(MovedPages, document)
            draft.moved = Item(pages, document) if pages else None
            draft.unread |= set() if pages else {"_moved"}
            problems += found
    problems += _missing_digests(draft, documents) + _missing_registers(draft, documents)
    for rule in RULES:
        problems += [_located(rule.__name__.replace("_", "-"), found) for found in rule(draft)]
    return draft, in_order(problems)


def _register(draft: Draft, register: str, document: Document) -> list[Problem]:
    """A register is `schema: 1` and one mapping of ids to records, named like the file."""
    problems = []
    for key in document.data.keys() - {"schema", register}:
        hint = did_you_mean(key, ["schema", register], f'Put the records below "{register}:".')
        problems.append(_at(document, (key,), "unknown-field", f'"{key}" is not a field here.', hint, key=True))
    if FORMAT.version_of(document.data) != FORMAT.current:
        message = "The version of the format is missing or unknown."
        problems.append(_at(document, ("schema",), "unknown-schema", message, f"Write schema: {FORMAT.current}."))
    records = document.data.get(register)
    if not isinstance(records, dict):
        if records is not None or register not in document.data:
            there = register in document.data
            rule, what = ("wrong-type", "has no fields below it") if there else ("missing-field", "is missing")
            hint = f'Write "{register}:" and the records below it, each under its id.'
            problems.append(_at(document, (register,), rule, f'"{register}" {what}.', hint))
        return problems
    items: dict[str, Any] = getattr(draft, register)
    for key in records:
        record, found = shape(REGISTERS[register], document, (register, key), id=key)
        problems += found
        if record:
            items[key] = Item(record, document, (register, key))
        else:
            draft.faulty.setdefault(register, set()).add(key)
    return problems


def _weekly(draft: Draft, folder: str, name: str, document: Document, week: str, *, leaves_out: bool) -> list[Problem]:
    """An entry or `_digest.yaml` in the folder of its week; `week` is an example of one."""
    problems: list[Problem] = []
    try:
        week_days(folder)
    except ValueError:
        meant = meant_week(folder)
        hint = f"Call the folder {meant}." if meant else f"Call the folder like {week}."
        problems.append(_at(document, (), "bad-folder", f'"{folder}" is not an ISO 8601 week.', hint))
    if name == DIGEST_FILE.removesuffix(".yaml"):
        document, told = without_todos(document) if leaves_out else (document, [])
        digest, found = shape(Digest, document, week=folder)
        problems += found
        if digest and not problems:
            draft.digests[folder] = Item(digest, document)
        else:
            draft.faulty.setdefault("digests", set()).add(folder)
        return problems + told
    if not ID.fullmatch(name):
        near = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        hint = "Use small Latin letters, digits and single hyphens."
        problems.append(
            _at(
                document,
                (),
                "bad-id",
                f'"{name}" cannot be the name of an entry.',
                f'Call the file "{near}.yaml".' if ID.fullmatch(near) else hint,
            )
        )
        draft.faulty.setdefault("entries", set()).add(name)
        _, found = shape(Entry, document, id="placeholder", week=folder)
        return problems + found
    document, said = draft_status(document)
    entry, found = shape(Entry, document, id=name, week=folder)
    problems += said + found
    if entry and not problems:
        draft.entries.append(Item(entry, document))
    else:
        draft.faulty.setdefault("entries", set()).add(name)
    return problems


def _missing_digests(draft: Draft, documents: Mapping[str, Document | None]) -> list[Problem]:
    """Each week has a file `_digest.yaml`, which says whether the week is published."""
    problems = {}
    for item in draft.entries:
        week = item.record.week
        if f"{week}/{DIGEST_FILE}" not in documents:
            path = item.document.path.rpartition("/")[0] + "/" + DIGEST_FILE
            problems[week] = Problem(
                path,
                1,
                1,
                "missing-digest",
                f"{week} has entries and no {DIGEST_FILE}.",
                f"Create it with two lines: schema: {FORMAT.current} and status: draft.",
            )
    return list(problems.values())


def _missing_registers(draft: Draft, documents: Mapping[str, Document | None]) -> list[Problem]:
    """Every entry has an outlet and a topic: said once, and not once for each of them."""
    problems = []
    for register in ("outlets", "topics"):
        if draft.entries and f"{register}.yaml" not in documents:
            path = "/".join([*draft.entries[0].document.path.split("/")[:-2], f"{register}.yaml"])
            message = f"There are entries and no {register}.yaml."
            hint = f'Create it: schema: {FORMAT.current}, and below "{register}:" each record under its id.'
            problems.append(Problem(path, 1, 1, "missing-register", message, hint))
            draft.unread.add(register)
    return problems


def _located(rule: str, found: Finding) -> Problem:
    document = found.item.document
    loc = found.item.loc + found.loc
    line, column = document.where(loc, key=found.key, offset=found.offset)
    if found.at is not None:
        before = document.text[: found.at]
        line, column = before.count("\n") + 1, found.at - before.rfind("\n")
    return Problem(document.path, line, column, rule, found.message, found.hint, found.severity)


def _at(document: Document, loc: Loc, rule: str, message: str, hint: str, *, key: bool = False) -> Problem:
    line, column = document.where(loc, key=key)
    return Problem(document.path, line, column, rule, message, hint)
