"""The inbox: feeds, pages, lists and exports come in, articles that may become entries go out, told from each other."""

from dataclasses import asdict, dataclass, field
from typing import Any

from newsdesk.intake.capture import need_extra as need_capture

MAX_BYTES = 64 * 1024**2
"""The longest list or export that is read."""
MAX_FEED = 5 * 1024**2
MAX_ITEMS = 20_000
"""So many articles are read of one source; that there are more is told."""
MAX_TEXT = 400_000
LEAD = 400
"""Letters of the beginning of a text that are kept of it."""
EXTRA = ("feedparser", "listparser", "rispy", "bibtexparser", "arro3")
"""What the inbox needs of the optional extra `desk`, which pyproject.toml pins."""


def need_extra() -> None:
    """Refuse where a library that reads sources is not installed, with the line that installs them."""
    need_capture(EXTRA, "desk")
    need_capture()


@dataclass(frozen=True, slots=True)
class Told:
    """What could not be read, or is odd: the rest was read all the same."""

    place: str
    """Where: `links.txt:3`, `feed.xml: item 3`."""
    rule: str
    words: str
    """What is wrong, and the way out."""

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}: {self.words}"


@dataclass(frozen=True, slots=True)
class Listed:
    """One article as a source lists it, before anything is compared; what it does not say is empty."""

    place: str
    title: str = ""
    url: str = ""
    date: str = ""
    """An EDTF date."""
    language: str = ""
    text: str = ""
    """As much of its text as the source has."""
    outlet: str = ""


@dataclass(slots=True)
class Reading:
    """What one source holds, and what of it could not be read."""

    listed: list[Listed] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    """Addresses of feeds that it names."""

    def tell(self, place: str, rule: str, words: str) -> None:
        """Something could not be read, or is odd."""
        self.told.append(Told(place, rule, words))

    @property
    def is_full(self) -> bool:
        """Whether no more is read."""
        return len(self.listed) >= MAX_ITEMS

    def as_data(self) -> dict[str, Any]:
        """Plain data, for the way from one process to another."""
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Reading":
        """The same from plain data."""
        listed, told = data["listed"], data["told"]
        return cls([Listed(**one) for one in listed], [Told(**one) for one in told], list(data["feeds"]))
