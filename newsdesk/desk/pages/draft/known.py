"""What the collection knows of people, outlets and topics: its files come in, ids and habits by name go out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from newsdesk.desk.office import Desk
from newsdesk.interface import Words
from newsdesk.load import Document

# Of so many of the newest entries it is looked up how they code a source.
NEWEST = 500
_REGISTERS = ("people", "outlets", "topics", "stories", "places")


@dataclass(slots=True)
class Known:
    """Names in any of their spellings, in small letters, and what entries made of them."""

    words: Words
    """In which language it is said what a guess rests on."""
    ids: dict[str, str] = field(default_factory=dict)
    """Ids of people and outlets; a name that two have is no one's."""
    names: dict[str, dict[str, str]] = field(default_factory=lambda: {register: {} for register in _REGISTERS})
    """How each record is called, by register and id."""
    outlets: frozenset[str] = frozenset()
    countries: dict[str, str] = field(default_factory=dict)
    """The country of an outlet, by its id."""
    actors: dict[str, Counter[str]] = field(default_factory=dict)
    """How entries coded a source, by its id or its name in small letters."""
    topics: dict[str, Counter[str]] = field(default_factory=dict)
    """The topics of entries in which a source speaks, by its id or name."""

    def id_of(self, *names: str | None) -> str | None:
        """The id of whoever has one of these names."""
        return next((self.ids[name.casefold()] for name in names if name and self.ids.get(name.casefold())), None)


_KNOWN: WeakKeyDictionary[Desk, tuple[int, Known]] = WeakKeyDictionary()


def known_of(desk: Desk) -> Known:
    """What is known, looked up again only when a register has changed."""
    with desk.reading():
        documents = desk.living.documents
        mark = hash(tuple(id(documents.get(f"{name}.yaml")) for name in ("people", "outlets", "topics", "stories")))
        if desk not in _KNOWN or _KNOWN[desk][0] != mark:
            _KNOWN[desk] = mark, _read(desk.words, documents)
        return _KNOWN[desk][1]


def _read(words: Words, documents: Mapping[str, Document | None]) -> Known:
    known = Known(words)
    doubled: set[str] = set()
    for register in _REGISTERS:
        for id, record in _records(documents, register):
            spellings = list(_spellings(record))
            known.names[register][id] = str(record.get("name_en") or (spellings[0] if spellings else id))
            # Who is not public is offered to nobody.
            if register not in ("people", "outlets") or record.get("public") is False:
                continue
            for spelling in spellings:
                folded = spelling.casefold()
                doubled |= {folded} if known.ids.get(folded, id) != id else set()
                known.ids[folded] = id
    for name in doubled:
        del known.ids[name]
    known.outlets = frozenset(known.names["outlets"])
    for id, record in _records(documents, "outlets"):
        country = record.get("country")
        value = country.get("value") if isinstance(country, dict) else country
        if isinstance(value, str) and len(value) == 2:
            known.countries[id] = value
    _habits(documents, known)
    return known


def _habits(documents: Mapping[str, Document | None], known: Known) -> None:
    entries = sorted((inner for inner in documents if "/" in inner and "/_" not in inner), reverse=True)
    for inner in entries[:NEWEST]:
        document = documents[inner]
        data = document.data if document else {}
        sources, topics = data.get("sources"), data.get("topics")
        for source in sources if isinstance(sources, list) else ():
            if not isinstance(source, dict):
                continue
            for key in {source.get("who"), str(source.get("name", "")).casefold()} - {None, "", "todo"}:
                if isinstance(key, str):
                    if isinstance(actor := source.get("actor"), str) and actor != "TODO":
                        known.actors.setdefault(key, Counter())[actor] += 1
                    fit = [one for one in topics if one in known.names["topics"]] if isinstance(topics, list) else []
                    known.topics.setdefault(key, Counter()).update(fit)


def _records(documents: Mapping[str, Document | None], register: str) -> Iterator[tuple[str, dict[str, Any]]]:
    document = documents.get(f"{register}.yaml")
    records = document.data.get(register) if document else None
    for id, record in records.items() if isinstance(records, dict) else ():
        if isinstance(record, dict):
            yield str(id), record


def _spellings(record: dict[str, Any]) -> Iterator[str]:
    aliases = record.get("aliases")
    values = [record.get(name) for name in ("name", "title", "name_en", "name_native")]
    for value in [*values, *(aliases if isinstance(aliases, list) else ())]:
        text = value.get("text") if isinstance(value, dict) else value
        if isinstance(text, str) and text.strip():
            yield text.strip()
