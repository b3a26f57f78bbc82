"""What a collection lacks, with the way to the field that is missing: the collection comes in, links by kind go out."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.collection.measures.gaps import Gap, first_of
from newsdesk.desk.office import Desk
from newsdesk.model.gaps import GapKind
from newsdesk.problems import Refusal, has_errors
from newsdesk.views.gaps.said import detail_of, sayings

_MOST = 40
# The field of a record in which the remedy of a gap is written.
_FIELD = {
    GapKind.OWNER: "owner", GapKind.FUNDER: "funder", GapKind.WIKIDATA: "wikidata", GapKind.STALE: "references",
    GapKind.OUTCOME: "proceedings", GapKind.TITLES: "references", GapKind.REFERENCE_ARCHIVE: "references",
    GapKind.REFERENCE_EVIDENCE: "references", GapKind.CHANGED_PAGE: "references", GapKind.GONE_PAGE: "references",
    GapKind.WALLED_PAGE: "references", GapKind.ONE_ORIGIN: "disputed", GapKind.SIDES: "summary",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap: whose it is, what is missing, and the address on the desk where it is mended."""

    name: str
    detail: str
    link: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """All gaps of a kind, the first of them named."""

    kind: str
    title: str
    why: str
    remedy: str
    number: int
    first: list[Missing]


def lacking(desk: Desk) -> Iterator[Lacking]:
    """The gaps of a collection by kind, in the order in which they are told; Refusal while it has an error."""
    found = desk.looked()
    if found.settings is None or has_errors(found.problems):
        raise Refusal("What is missing is told once the collection has no errors.")
    collection = Collection.of(found.draft, found.settings)
    for kind, saying in sayings(desk.words).items():
        first, number = first_of(collection, kind, _MOST)
        if number:
            rows = [
                Missing(_label(collection, gap), detail_of(collection, desk.words, gap), link_to(gap)) for gap in first
            ]
            yield Lacking(kind.value, saying.title, saying.why, saying.remedy, number, rows)


def link_to(gap: Gap) -> str:
    """Where on the desk a gap is mended: the field of a record, or the page of an entry."""
    if gap.group == "entries":
        return f"/review/{gap.name}" if gap.kind is GapKind.REVIEW else f"/after/{gap.name}"
    room = "weeks" if gap.group == "digests" else gap.group
    return f"/registers/{room}/{gap.name}#{_FIELD.get(gap.kind, 'title' if room == 'stories' else 'name')}"


def _label(collection: Collection, gap: Gap) -> str:
    records = collection.by_id if gap.group == "entries" else getattr(collection, gap.group)
    record = records.get(gap.name)
    return str(getattr(record, "title", None) or getattr(record, "name", None) or gap.name)
