"""What came of fetching a page, or why nothing did; and what is known of sites that are asked more than once."""

from collections.abc import Callable, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes

from newsdesk.intake.robots import Wishes
from newsdesk.problems import Refusal

# Everything that ASCII can show: what a server wrote in an address stays as it is.
_AS_WRITTEN = "".join(map(chr, range(33, 127)))


@dataclass(slots=True)
class Fetched:
    """One answer: `body` is decompressed, `raw` is as it came."""

    address: str
    status: int
    headers: list[tuple[str, str]]
    raw: bytes
    body: bytes
    hops: list[str] = field(default_factory=list)

    def header(self, name: str) -> str:
        """The value of a header, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def location(self) -> str:
        """Where a redirect leads, or an empty text: letters that stand there as they are count as UTF-8.

        Other bytes are kept as they are, in numbers, as a browser does; the server alone knows what they mean.
        """
        raw = self.header("location").strip().encode("latin-1", "replace")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return quote_from_bytes(raw, safe=_AS_WRITTEN)

    @property
    def charset(self) -> str | None:
        """The encoding that the server names."""
        _, _, rest = self.header("content-type").lower().partition("charset=")
        return rest.split(";")[0].strip(" \"'") or None


class Unfetched(Refusal):
    """A page that was not fetched; `answer` is what came instead, None where its server did not answer."""

    def __init__(self, message: str, *, answer: Fetched | None = None, by_robots: bool = False) -> None:
        super().__init__(message)
        self.answer, self.by_robots = answer, by_robots


@dataclass(slots=True)
class Manners:
    """What is known of sites that are asked more than once, and when each may be asked again."""

    robots: MutableMapping[str, Wishes] = field(default_factory=dict)
    """The wishes of each site, by its scheme and host."""
    turn: Callable[[str], AbstractContextManager[object]] = field(default=lambda host: nullcontext())
    """What a request to a host waits for, and holds while it is made."""
    allows: Callable[[str], bool] = field(default=lambda address: True)
    """Whether an address may be followed to."""
    patience: float = 0.0
    """How many seconds it may wait in all."""
