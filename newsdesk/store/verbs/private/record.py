"""One record without a name: what stands there comes in, the same without any spelling of it goes out."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from newsdesk.check.changes.cover import list_of
from newsdesk.load import Loc
from newsdesk.store.verbs.private.meaning import Person
from newsdesk.store.verbs.private.replacing import replaced, to_read
from newsdesk.store.verbs.published.fields import named
from newsdesk.store.verbs.published.naming import values_in

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(slots=True)
class Cleaned:
    """What a record says without the name, what was changed in it, and what has to be changed by hand first."""

    data: dict[str, Any]
    touched: list[Loc] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    read: list[tuple[Loc, str]] = field(default_factory=list)
    """The sentences in which something stands for the name, to be read again."""


def cleaned(data: dict[str, Any], person: Person, by: str) -> Cleaned:
    """A record without the name of a person; in words of ours `by` stands for it, in others' a gap."""
    made = Cleaned(deepcopy(data))
    _rename_references(made, person)
    _sources(made, person, by)
    for loc, value in list(values_in(made.data)):
        if not isinstance(value, str) or loc[0] == "evidence" or not person.spellings.spans(value):
            continue
        if _ADDRESS.match(value):
            _address(made, loc)
        elif loc[-1] == "who":
            _put(made, loc, None)
        else:
            said = replaced(person.spellings, value, by, is_printed=_is_printed(loc))
            _put(made, loc, said)
            made.read += [(loc, sentence) for sentence in to_read(said, by)]
    made.data = _without_nothing(made.data)
    for loc, _ in _keys_in(made.data):
        if person.spellings.spans(str(loc[-1])):
            made.left.append(f"{named(loc)} is called so")
    return made


def _is_printed(loc: Loc) -> bool:
    """Whether words stand there as somebody else has printed them."""
    is_title = loc[-1] == "title" and (len(loc) == 1 or loc[0] in ("references", "versions"))
    return is_title or (loc[-1] == "text" and not {"passages", "quote", "replies"}.isdisjoint(map(str, loc)))


def _sources(made: Cleaned, person: Person, by: str) -> None:
    """Whoever is called so is described from now on, and no longer named."""
    for index, source in enumerate(list_of(made.data.get("sources"))):
        if not isinstance(source, dict):
            continue
        name, printed = str(source.get("name") or ""), str(source.get("name_printed") or "")
        is_person = bool(person.id) and source.get("who") == person.id
        if not (is_person or person.spellings.spans(name) or person.spellings.spans(printed)):
            continue
        if is_person:
            _put(made, ("sources", index, "who"), None)
        if printed:
            _put(made, ("sources", index, "name_printed"), None)
        said = replaced(person.spellings, name, by)
        _put(made, ("sources", index, "name"), by[:1].upper() + by[1:] if said == name else said)
        if source.get("identified") == "named":
            _put(made, ("sources", index, "identified"), "described")


def _address(made: Cleaned, loc: Loc) -> None:
    """An address that holds the name goes, where an entry can do without."""
    if loc == ("url",) or loc[-1] == "archive_url":
        _put(made, loc, None)
    elif loc[0] == "versions":
        made.data["versions"][loc[1]] = None
        made.touched.append(loc[:2])
    else:
        made.left.append(f"{named(loc)} is an address that holds the name")


def _rename_references(made: Cleaned, person: Person) -> None:
    """References whose ids hold the name get others, in the marks too."""
    references = made.data.get("references")
    if not isinstance(references, dict):
        return
    new: dict[str, str] = {}
    for name in references:
        if person.spellings.spans(name):
            number = next(n for n in range(1, 1000) if f"reference-{n}" not in (*references, *new.values()))
            new[name] = f"reference-{number}"
    if not new:
        return
    made.data["references"] = {new.get(name, name): value for name, value in references.items()}
    made.touched.append(("references",))
    for loc, value in list(values_in(made.data)):
        if not isinstance(value, str):
            continue
        is_ref = loc[-1] == "ref" or (len(loc) > 1 and loc[-2] == "refs")
        said = new.get(value, value) if is_ref else value
        for name, other in new.items():
            said = said.replace(f"[{name}]", f"[{other}]")
        if said != value:
            _put(made, loc, said)


def _put(made: Cleaned, loc: Loc, value: Any) -> None:
    owner: Any = made.data
    for step in loc[:-1]:
        owner = owner[step]
    if value is None and loc != ("url",):
        owner.pop(loc[-1], None)
    else:
        owner[loc[-1]] = value
    made.touched.append(loc)


def _without_nothing(data: dict[str, Any]) -> dict[str, Any]:
    versions = data.get("versions")
    if isinstance(versions, list) and None in versions:
        data["versions"] = [one for one in versions if one is not None]
    return data


def _keys_in(data: Any, at: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*at, key), value
            yield from _keys_in(value, (*at, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _keys_in(value, (*at, index))
