"""What is known of one file alone: its document comes in; its problems, and the keys of its records go out.

A part is plain data that JSON can keep: it stays true as long as the file and the program do. Its problems have no
path, since the same file may be called otherwise from another folder.
"""

import re
from collections.abc import Callable, Mapping, Set
from functools import partial
from importlib import import_module
from json import dumps
from types import MappingProxyType
from typing import Any, NotRequired, TypedDict, cast

from newsdesk.check.cited.written import cited_page, cited_pages
from newsdesk.check.draft import Draft, Item, Keys, LaterItem
from newsdesk.check.judging import judged_alone
from newsdesk.check.keys import give_keys
from newsdesk.check.rules import OF_ONE
from newsdesk.check.rules.published import edition_keys
from newsdesk.check.shape import records_in, shape
from newsdesk.check.telling import Told, at_place, findings, told, told_all
from newsdesk.check.unfinished import draft_status, waits, without_todos
from newsdesk.load import (
    ADDRESSES,
    CODINGS,
    DIGEST_FILE,
    EDITION,
    FEED_IDS,
    FIGURES,
    LOOKS,
    MOVED,
    PAGES,
    REGISTERS,
    Document,
)
from newsdesk.load.lift import other_version
from newsdesk.load.places import first_of
from newsdesk.model import Digest, Entry, Record, lean
from newsdesk.model.codes import ID, is_week
from newsdesk.model.folded import Folded, folded_entry
from newsdesk.model.little import entry_of
from newsdesk.model.versions import FORMAT, Format
from newsdesk.problems import Problem

# Files that are one record: where the draft has it, and its model.
_ALONE = {MOVED: ("moved", "MovedPages"), FIGURES: ("figures", "Figures"), LOOKS: ("looks", "Looks"),
          CODINGS: ("codings", "Codings")}  # fmt: skip


class Part(TypedDict):
    """What is known of a file that could be read."""

    problems: list[Told]
    top: tuple[int, int] | None
    """Where its data begins, if it lies in a folder that is no week."""
    current: bool
    """Whether it is of the version that this program reads; else nothing more is known."""
    waits: Told | None
    """The note that an entry is not finished."""
    keys: dict[str, Keys]
    """Of each good record, by its id."""
    faulty: list[str]
    """The ids of records with a fault."""
    judged: NotRequired[list[Told] | None]
    """What the fingerprint of an entry does not bear out; None where that depends on the registers."""


Records = Mapping[str, Item[Any]]


def part_of(inner: str, document: Document, known: Format = FORMAT, *, leaves_out: bool) -> tuple[Part, Records]:
    """The part of a file by its path below `digests/`, and its good records by their ids.

    `leaves_out` says whether drafts are left out, and so what is still open in the digest of an open week.
    """
    folder, _, name = inner.rpartition("/")
    note = waits(inner, document) if folder and name.endswith(".yaml") and name != DIGEST_FILE else None
    problems: list[Problem] = []
    own = Draft()
    faulty: list[str] = []
    other = other_version(document, known)
    part: Part = {
        "problems": [],
        "top": None,
        "current": other is None,
        "waits": told(note) if note else None,
        "keys": {},
        "faulty": [],
    }
    if other:
        return {**part, "problems": [told(other)]}, {}
    if inner == FEED_IDS:
        own.feed_ids = document
    elif EDITION.fullmatch(name):
        return {**part, "keys": {"": edition_keys(document.text)}}, {}
    elif folder:
        problems += _weekly(own, faulty, inner, document, leaves_out=leaves_out)
    elif name.removesuffix(".yaml") in REGISTERS:
        problems += _register(own, faulty, name.removesuffix(".yaml"), document)
    elif inner == PAGES:
        problems += cited_pages(own, faulty, document)
    elif inner in _ALONE:
        alone, found = shape(_model_of(inner), document)
        setattr(own, _ALONE[inner][0], Item(alone, document) if alone else None)
        problems += found
    give_keys(own)
    problems += findings(OF_ONE, own)
    records = _records(own)
    part |= {"problems": told_all(problems), "keys": {key: item.keys for key, item in records.items()}}
    part["faulty"] = faulty
    if folder and not is_week(folder):
        part["top"] = document.where(())
    if own.entries:
        part["judged"] = judged_alone(own.entries[0])
    return part, records


def part_after(inner: str, document: Document, before: Part, said: Mapping[str, Any]) -> tuple[Part, Records] | None:
    """The same of a register that was good when it said something else, looking at records alone that have changed.

    No rule of `OF_ONE` looks at two records of a register. None where there is anything to be told of it.
    """
    register, own, faulty = inner.removesuffix(".yaml"), Draft(), list[str]()
    if before["problems"] or before["faulty"] or not before["current"] or other_version(document, FORMAT):
        return None
    old, (records, problems) = said.get(register), records_in(register, document)
    if problems or not isinstance(old, dict):
        return None
    # As JSON, for which 1 is not true.
    there = records.keys() & old.keys() & before["keys"].keys()
    same = {key for key in there if dumps(records[key]) == dumps(old[key])}
    if _register(own, faulty, register, document, records.keys() - same) or faulty:
        return None
    give_keys(own)
    if findings(OF_ONE, own):
        return None
    fresh = getattr(own, register)
    part: Part = {**before, "keys": {key: before["keys"][key] if key in same else fresh[key].keys for key in records}}
    return part, {**kept_items(inner, document, part, leaves_out=True), **fresh}


def kept_items(inner: str, document: Document, part: Part, *, leaves_out: bool) -> Records:
    """The good records of a file whose part was kept: they are made when somebody asks for them."""
    folder, _, name = inner.rpartition("/")
    if folder and name.endswith(".md"):
        return {}
    register = (
        "" if folder or inner in (ADDRESSES, CODINGS, FEED_IDS, FIGURES, LOOKS, MOVED) else name.removesuffix(".yaml")
    )
    make = _light if folder and name != DIGEST_FILE else _again
    return {
        key: LaterItem(
            partial(make, inner, document, key, leaves_out, keys), document, (register, key) if register else (), keys
        )
        for key, keys in part["keys"].items()
    }


def light_item(inner: str, document: Document, heart: str, folded: Folded) -> Item[Entry]:
    """A good entry of which but its name, its week and what it knows by heart is known: no rule looks at it."""
    week, _, name = inner.rpartition("/")
    name = name.removesuffix(".yaml")
    # Its keys, which take as much memory as what it knows by heart, are not there.
    whole = partial(_again, inner, document, name, True, MappingProxyType({}))
    entry = folded_entry(name, week, folded, cast("Callable[[], Entry]", whole))
    return Item(entry, document, (), {"little": folded[0], "heart": heart, "id": name, "week": week})


def _light(inner: str, document: Document, key: str, leaves_out: bool, keys: Keys) -> Record:
    """A good entry once more, which is read from its file when somebody asks for more than lists and groups need."""
    # Its keys, which take as much memory as what it knows by heart, go with the draft.
    whole = partial(_again, inner, document, key, leaves_out, MappingProxyType({}))
    return entry_of(key, inner.partition("/")[0], keys["little"], cast("Callable[[], Entry]", whole))


def _again(inner: str, document: Document, key: str, leaves_out: bool, keys: Keys) -> Record:
    """A good record once more."""
    return lean(_validated(inner, document, key, leaves_out, keys))


def _validated(inner: str, document: Document, key: str, leaves_out: bool, keys: Keys) -> Record:
    folder, _, name = inner.rpartition("/")
    if name == DIGEST_FILE and folder:
        return Digest.model_validate({**_open(document, leaves_out).data, "week": folder})
    if folder:
        return Entry.model_validate({**document.data, "id": key, "week": folder})
    if inner == PAGES:
        return cited_page(document, key, keys)
    if inner in _ALONE:
        return _model_of(inner).model_validate(document.data)
    register = name.removesuffix(".yaml")
    return REGISTERS[register].model_validate({**document.data[register][key], "id": key})


def _model_of(inner: str) -> type[Record]:
    """The model of a file that is one record, imported when one is met: its module is called as the draft calls it."""
    name, model = _ALONE[inner]
    found: type[Record] = getattr(import_module(f"newsdesk.model.{name}"), model)
    return found


def _records(own: Draft) -> dict[str, Item[Any]]:
    found: dict[str, Item[Any]] = {item.record.id: item for item in own.entries} | dict(own.digests)
    for register in REGISTERS:
        found |= getattr(own, register)
    alone = own.moved or own.figures or own.looks or own.codings
    return found | dict(own.cited) | ({"": alone} if alone else {})


def _open(document: Document, leaves_out: bool) -> Document:
    """The digest of a week without what is still to be written there."""
    return without_todos(document)[0] if leaves_out else document


def _register(
    own: Draft, faulty: list[str], register: str, document: Document, keys: Set[str] | None = None
) -> list[Problem]:
    """A register is `schema: 1` and one mapping of ids to records, named like the file; `keys` are those looked at."""
    records, problems = records_in(register, document)
    items: dict[str, Any] = getattr(own, register)
    for key in records if keys is None else (key for key in records if key in keys):
        record, found = shape(REGISTERS[register], document, (register, key), id=key)
        problems += found
        if record:
            items[key] = Item(record, document, (register, key))
        else:
            faulty.append(key)
    return problems


def _weekly(own: Draft, faulty: list[str], inner: str, document: Document, *, leaves_out: bool) -> list[Problem]:
    """An entry or `_digest.yaml` in the folder of its week. In a folder that is no week nothing is good."""
    folder, _, name = inner.rpartition("/")
    name, fits = name.removesuffix(".yaml"), is_week(folder)
    if name == DIGEST_FILE.removesuffix(".yaml"):
        document, said = without_todos(document) if leaves_out else (document, [])
        digest, problems = shape(Digest, document, week=folder)
        if digest and fits and not problems:
            own.digests[folder] = Item(digest, document)
        else:
            faulty.append(folder)
        return problems + said
    if not ID.fullmatch(name):
        faulty.append(name)
        _, found = shape(Entry, document, id="placeholder", week=folder)
        return [_bad_id(document, name), *found]
    document, said = draft_status(document)
    entry, found = shape(Entry, document, id=name, week=folder)
    problems = said + found
    if entry and fits and not problems:
        own.entries.append(Item(entry, document))
    else:
        faulty.append(name)
    return problems


def _bad_id(document: Document, name: str) -> Problem:
    near = re.sub(r"[^a-z0-9]+", "-", first_of(name).lower()).strip("-")
    hint = "Use small Latin letters, digits and single hyphens."
    return at_place(
        document,
        (),
        "bad-id",
        f'"{name}" cannot be the name of an entry.',
        f'Call the file "{near}.yaml"; if there is one, compare the two, and keep one.' if ID.fullmatch(near) else hint,
    )
