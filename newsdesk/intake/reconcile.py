"""Items of Wikidata that may be what a record of ours is about: its spellings come in, suggestions go out.

They come from a file with entities in Wikidata's own JSON, one a line or all in a list, as its dumps have them, or from
its public service. Nothing here decides: two things may have one name, and one thing two items.
"""

import gzip
import json
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from newsdesk.intake.fetch import ask
from newsdesk.intake.reach import Guard
from newsdesk.problems import Refusal

SERVICE = "https://www.wikidata.org/w/api.php"
# More spellings than these say nothing new, and each is a question to the service.
_ASKED = 3
MOST = 5
# Between two questions, in seconds.
PAUSE = 1.0
_WEBSITE = "P856"


@dataclass(frozen=True, slots=True)
class Sought:
    """A record of ours: the register it stands in, its id, its spellings with the main one first, its hosts."""

    register: str
    id: str
    names: tuple[str, ...]
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be meant, with what speaks for it."""

    id: str
    label: str
    description: str
    names: tuple[str, ...]
    """Our spellings that are its label or one of its aliases."""
    host: str = ""
    """Our host that is its website's; "" where none is."""


Finder = Callable[[Sought], Sequence[Candidate]]


def from_entities(raw: bytes) -> Finder:
    """A finder in the text of a file with entities, packed with gzip or not; Refusal where it holds none."""
    by_name: dict[str, dict[str, None]] = {}
    by_host: dict[str, dict[str, None]] = {}
    entities: dict[str, Mapping[str, Any]] = {}
    for entity in _entities(raw):
        name = entity["id"]
        entities[name] = entity
        for spelling in _spellings(entity):
            by_name.setdefault(folded(spelling), {})[name] = None
        for host in _hosts(entity):
            by_host.setdefault(host, {})[name] = None
    if not entities:
        raise Refusal("The file holds no entities of Wikidata: one JSON object a line, or a list of them.")

    def find(sought: Sought) -> Sequence[Candidate]:
        found: dict[str, None] = {}
        for host in sought.hosts:
            found |= by_host.get(host, {})
        for name in sought.names:
            found |= by_name.get(folded(name), {})
        return _best(_candidate(entities[name], sought) for name in found)

    return find


def from_service(agent: str, guard: Guard | None = None, *, service: str = SERVICE, pause: float = PAUSE) -> Finder:
    """A finder that asks the public service, one question after the other with a pause between them.

    Its Refusal is that of the network: whoever asks for many records may stop there and go on later.
    """
    begun = [0.0]

    def question(**fields: str) -> Any:
        time.sleep(max(0.0, begun[0] + pause - time.monotonic()))
        begun[0] = time.monotonic()
        answer = ask(f"{service}?{urlencode({**fields, 'format': 'json'})}", agent, guard)
        try:
            data = json.loads(answer.body)
        except ValueError:
            data = None
        if not isinstance(data, dict) or "error" in data:
            raise Refusal(f"{urlsplit(service).hostname} gives no answer that can be read. Try again later.")
        return data

    def find(sought: Sought) -> Sequence[Candidate]:
        ids: dict[str, None] = {}
        for name in sought.names[:_ASKED]:
            data = question(action="wbsearchentities", search=name, language="en", uselang="en", limit=str(MOST))
            ids |= dict.fromkeys(row["id"] for row in _rows(data, "search") if _is_item(row))
        if not ids:
            return ()
        data = question(
            action="wbgetentities", ids="|".join(list(ids)[:50]), props="labels|descriptions|aliases|claims"
        )
        entities = data.get("entities")
        held = entities.values() if isinstance(entities, dict) else ()
        return _best(_candidate(entity, sought) for entity in held if _is_item(entity))

    return find


def _rows(data: Mapping[str, Any], key: str) -> list[Any]:
    rows = data.get(key)
    return rows if isinstance(rows, list) else []


def folded(text: str) -> str:
    """What two spellings share that differ in case, blanks and ways of writing one letter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _entities(raw: bytes) -> Iterator[Mapping[str, Any]]:
    try:
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode()
    except (OSError, EOFError, UnicodeDecodeError):
        raise Refusal("The file is no text in UTF-8, and no gzip file of one.") from None
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    lines = whole if isinstance(whole, list) else [whole] if isinstance(whole, dict) else _lines(text)
    yield from (entity for entity in lines if _is_item(entity))


def _lines(text: str) -> Iterator[Any]:
    """One object a line; a dump begins and ends with brackets, and its lines end in commas."""
    for line in text.splitlines():
        try:
            yield json.loads(line.strip().rstrip(","))
        except ValueError:
            continue


def _is_item(entity: Any) -> bool:
    name = entity.get("id") if isinstance(entity, dict) else None
    return isinstance(name, str) and name[:1] == "Q" and name[1:].isdecimal() and name.isascii()


def _texts(entity: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    held = entity.get(field)
    return held if isinstance(held, dict) else {}


def _value(held: Any) -> str:
    value = held.get("value") if isinstance(held, dict) else None
    return value if isinstance(value, str) else ""


def _spellings(entity: Mapping[str, Any]) -> Iterator[str]:
    yield from filter(None, map(_value, _texts(entity, "labels").values()))
    for aliases in _texts(entity, "aliases").values():
        yield from filter(None, map(_value, aliases if isinstance(aliases, list) else ()))


def _hosts(entity: Mapping[str, Any]) -> Iterator[str]:
    for claim in _texts(entity, "claims").get(_WEBSITE) or ():
        try:
            address = claim["mainsnak"]["datavalue"]["value"]
            yield (urlsplit(address).hostname or "").removeprefix("www.")
        except (KeyError, TypeError, ValueError, AttributeError):
            continue


def _candidate(entity: Mapping[str, Any], sought: Sought) -> Candidate:
    spellings = {folded(spelling) for spelling in _spellings(entity)}
    hosts = set(_hosts(entity))
    labels, descriptions = _texts(entity, "labels"), _texts(entity, "descriptions")
    label = _value(labels.get("en")) or next(filter(None, map(_value, labels.values())), entity["id"])
    names = tuple(name for name in dict.fromkeys(sought.names) if folded(name) in spellings)
    return Candidate(
        entity["id"], label, _value(descriptions.get("en")), names, next((h for h in sought.hosts if h in hosts), "")
    )


def _best(candidates: Iterable[Candidate]) -> Sequence[Candidate]:
    """Those for which something speaks, the website before names, and the oldest items first among equals."""
    speaking = [one for one in candidates if one.host or one.names]
    speaking.sort(key=lambda one: (not one.host, -len(one.names), int(one.id[1:])))
    return tuple(speaking[:MOST])
