"""Who passes on what another outlet published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from newsdesk.model import Cited, Entry


class Way(StrEnum):
    """How an article takes over what another outlet published, the closest first."""

    TEXT = "text"
    """It carries that outlet's text, as it is or translated."""
    RELAY = "relay"
    """It has a source by way of that outlet."""
    CITE = "cite"
    """It quotes or paraphrases that outlet."""


@dataclass(frozen=True, slots=True)
class Relay:
    """An entry that takes over what another outlet, its `origin`, published."""

    entry: Entry
    origin: str
    way: Way


def relays_of(entry: Entry, by_id: Mapping[str, Entry]) -> Iterator[Relay]:
    """What an entry takes over from other outlets, each outlet once, in the closest way; nothing once withdrawn."""
    if entry.withdrawn:
        return
    texts = entry.syndicated_from, _outlet_of(by_id.get(entry.translation_of)) if entry.translation_of else None
    found = dict.fromkeys(filter(None, texts), Way.TEXT)
    for source in entry.sources:
        if source.via:
            found.setdefault(source.via, Way.RELAY)
    for source in entry.sources:
        if source.who and source.cited is not Cited.MENTIONED:
            found.setdefault(source.who, Way.CITE)
    found.pop(entry.outlet, None)
    yield from (Relay(entry, origin, way) for origin, way in found.items())


def _outlet_of(entry: Entry | None) -> str | None:
    return entry.outlet if entry else None
