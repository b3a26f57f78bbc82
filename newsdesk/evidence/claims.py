"""What an entry attributes to the words of an article: its quotations, printed names and summary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsdesk.evidence.fingerprint import keyed
from newsdesk.evidence.names import Official
from newsdesk.evidence.passages import Piece, pieces
from newsdesk.evidence.printed import Particular, particulars
from newsdesk.evidence.words import words
from newsdesk.model import Entry, Identified


@dataclass(frozen=True, slots=True)
class Said:
    """A source as far as evidence is concerned; `at` is its number in the entry."""

    at: int
    name: str
    printed: str
    is_named: bool
    quotation: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The parts of its quotation that stand together in the article."""
        return pieces(self.quotation)

    def name_hash(self, key: bytes) -> str:
        """What evidence keeps of the printed name."""
        return keyed(key, b"name", " ".join(words(self.printed)))

    def is_known(self, knows: Callable[..., bool]) -> bool:
        """Whether evidence that `knows` some texts knows its quotation as words of this source."""
        return knows(self.quotation, is_passage=True) and knows(self.printed)

    def quotation_hash(self, key: bytes, printed: str | None = None) -> str:
        """What evidence keeps of the quotation: its pieces in order, and whose words they are."""
        said = "\n".join(" ".join(piece.words) for piece in self.pieces)
        whose = " ".join(words(self.printed if printed is None else printed))
        return keyed(key, b"quotation", f"{said}\n\n{whose}")


@dataclass(frozen=True, slots=True)
class Claims:
    """An entry as far as evidence is concerned."""

    language: str
    read: str
    summary: str
    said: tuple[Said, ...]
    official: Official = field(default=Official(), compare=False)
    """Names that the summary may share with the article at any length."""
    particulars: tuple[Particular, ...] = ()
    """Title, byline, offices and day, as far as the article is said to print them."""

    def summary_hash(self, key: bytes) -> str:
        """What evidence keeps of the summary."""
        return keyed(key, b"summary", " ".join(self.summary.split()))

    @property
    def named(self) -> list[Said]:
        """Those whose printed name is known."""
        return [said for said in self.said if said.printed]

    @property
    def quoted(self) -> list[Said]:
        """Those who are quoted."""
        return [said for said in self.said if said.quotation]


NONE = Official()


def claims_of(entry: Entry, official: Official = NONE) -> Claims:
    """The claims of an entry."""
    said = tuple(
        Said(
            at,
            source.name,
            source.name_printed or "",
            source.identified is Identified.NAMED,
            source.quote.text if source.quote else "",
        )
        for at, source in enumerate(entry.sources)
    )
    roles = ((at, source.role or "", source.name_printed or "") for at, source in enumerate(entry.sources))
    given = particulars(entry.title, entry.byline or "", str(entry.published), entry.published_basis, roles)
    return Claims(entry.language, str(entry.read), entry.summary, said, official, given)


def claims_in(data: Mapping[str, Any], official: Official = NONE) -> Claims:
    """The claims of an entry that is still being written, as far as they have the right shape."""
    sources = data.get("sources")
    said, roles = [], []
    for at, source in enumerate(sources if isinstance(sources, list) else []):
        source = source if isinstance(source, dict) else {}
        quote = source.get("quote")
        roles.append((at, _text(source.get("role")), _text(source.get("name_printed"))))
        said.append(
            Said(
                at,
                _text(source.get("name")),
                _text(source.get("name_printed")),
                source.get("identified") == Identified.NAMED,
                _text(quote.get("text")) if isinstance(quote, dict) else "",
            )
        )
    return Claims(
        _text(data.get("language")) or "und",
        _text(data.get("read")),
        _text(data.get("summary")),
        tuple(said),
        official,
        particulars(
            _text(data.get("title")),
            _text(data.get("byline")),
            str(data.get("published")),
            str(data.get("published_basis")),
            roles,
        ),
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
