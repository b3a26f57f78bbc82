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
    found: dict[str, Way] = {}
    for way, origins in (
        (Way.TEXT, (entry.syndicated_from, _outlet_of(by_id.get(entry.translation_of or "")))),
        (Way.RELAY, (source.via for source in entry.sources)),
        (Way.CITE, (source.who for source in entry.sources if source.cited is not Cited.MENTIONED)),
    ):
        for origin in origins:
            if origin and origin != entry.outlet:
                found.setdefault(origin, way)
    if not entry.withdrawn:
        yield from (Relay(entry, origin, way) for origin, way in found.items())


def _outlet_of(entry: Entry | None) -> str | None:
    return entry.outlet if entry else None
