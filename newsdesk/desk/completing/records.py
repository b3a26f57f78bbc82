"""Records of the registers, entries and references to choose from: what their files say comes in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from newsdesk.desk.completing.index import Known

Data = Mapping[str, Any]


def known_in(register: str, records: Data, country: Callable[[str], str]) -> list[Known]:
    """The records of a register as far as they are records, in the order of their labels."""
    made = _MAKERS[register]
    found = [made(str(id), data, country) for id, data in records.items() if isinstance(data, dict)]
    return sorted(found, key=lambda one: one.label.casefold())


def known_entry(id: str, week: str, data: Data) -> Known:
    """An entry, by its title in any language and the outlet it is of."""
    outlet, state = _text(data.get("outlet")).replace("TODO", ""), "draft" if data.get("status") == "draft" else ""
    names = (*_names(data, "title_en"), *(_text(one.get("title")) for one in _dicts(data.get("versions"))))
    return Known("entries", id, _text(data.get("title")) or id, _joined(outlet, week, id, state), _some(names))


def known_references(data: Data) -> list[Known]:
    """The references of an entry, in their order."""
    found = data.get("references")
    return [_reference(str(id), one) for id, one in found.items()] if isinstance(found, dict) else []


def _reference(id: str, data: Any) -> Known:
    data = data if isinstance(data, dict) else {}
    target = _text(data.get("url")) or _text(data.get("entry"))
    label = _text(data.get("title")) or _text(data.get("publisher")) or target or id
    return Known("references", id, label, _joined(_text(data.get("publisher")), id), _some([target]))


def _person(id: str, data: Data, country: Callable[[str], str]) -> Known:
    roles = [_text(role.get("text")) for role in _dicts(data.get("roles")) if not role.get("until")]
    said = _joined(roles[-1] if roles else "", _country(data, country), id)
    names = _names(data, "name_native", "aliases")
    return Known("people", id, _label(data, id), said, names, data.get("public") is False)


def _outlet(id: str, data: Data, country: Callable[[str], str]) -> Known:
    domains = [_text(one) for one in data.get("domains") or () if isinstance(one, str)]
    said = _joined(domains[0] if domains else "", _country(data, country), id)
    return Known("outlets", id, _label(data, id), said, (*_names(data, "name_en", "aliases"), *domains))


def _place(id: str, data: Data, country: Callable[[str], str]) -> Known:
    said = _joined(_text(data.get("note")), _country(data, country), id)
    return Known("places", id, _label(data, id), said, _names(data, "name_native", "aliases"))


def _story(id: str, data: Data, country: Callable[[str], str]) -> Known:
    where = [country(one) for one in data.get("countries") or () if isinstance(one, str)]
    said = _joined(_text(data.get("date")), ", ".join(where[:3]), id)
    return Known("stories", id, _text(data.get("title")) or id, said)


def _topic(id: str, data: Data, country: Callable[[str], str]) -> Known:
    return Known("topics", id, _label(data, id), _joined(_text(data.get("description")), id), _names(data, "aliases"))


_MAKERS = {"people": _person, "outlets": _outlet, "places": _place, "stories": _story, "topics": _topic}


def _label(data: Data, id: str) -> str:
    return _text(data.get("name")) or id


def _country(data: Data, country: Callable[[str], str]) -> str:
    """The country of a record, by its name; of an outlet it is a fact with a basis."""
    code = data.get("country")
    code = code.get("value") if isinstance(code, dict) else code
    return country(code) if isinstance(code, str) and code != "unknown" else ""


def _names(data: Data, *fields: str) -> tuple[str, ...]:
    """Other names of a record, which stand there bare or with their language."""
    found = []
    for field in fields:
        value = data.get(field)
        found += [_text(one) for one in (value if isinstance(value, list) else [value])]
    return _some(found)


def _text(value: Any) -> str:
    """A text as it stands, or that of a name with its language; "" for anything else."""
    if isinstance(value, dict):
        value = value.get("text")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def _some(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
