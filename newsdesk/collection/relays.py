"""Who is cited by entries, and who passes on what another outlet published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from newsdesk.model import Entry, Source
from newsdesk.model.folded import cites_in


class Statement:
    """A source in the entry that cites it; of its place there it is made when somebody asks for it."""

    __slots__ = ("_source", "entry")

    def __init__(self, entry: Entry, source: Source | int) -> None:
        self.entry, self._source = entry, source

    @property
    def source(self) -> Source:
        """The source."""
        if isinstance(self._source, int):
            self._source = self.entry.sources[self._source]
        return self._source

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Statement) and (self.entry, self.source) == (other.entry, other.source)

    def __hash__(self) -> int:
        return hash((self.entry, self.source))


def statements_in(entry: Entry) -> tuple[tuple[str, Statement], ...]:
    """What an entry cites those with who are registered, each with who it is."""
    return tuple([(who, Statement(entry, at)) for at, who, _, _ in cites_in(entry) if who])


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
    cites = cites_in(entry)
    for _, _, via, _ in cites:
        if via:
            found.setdefault(via, Way.RELAY)
    for _, who, _, says in cites:
        if who and says:
            found.setdefault(who, Way.CITE)
    found.pop(entry.outlet, None)
    yield from (Relay(entry, origin, way) for origin, way in found.items())


def _outlet_of(entry: Entry | None) -> str | None:
    return entry.outlet if entry else None
