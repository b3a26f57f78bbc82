"""Gaps as rows: where each is, what is missing, and the page of the desk with the field that would mend it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from newsdesk.collection import Collection
from newsdesk.collection.measures.gaps import Gap, first_of, gaps_of
from newsdesk.desk.office import Desk
from newsdesk.model import DigestStatus, Reference
from newsdesk.model.gaps import GapKind
from newsdesk.views.gaps.said import detail_of, place_of, sayings

PAGE = 100
"""So many rows a page has."""
FIRST = 5
"""So many of a kind stand beside the other kinds."""

# Of a reference: the field that is missing, and whether it is.
_OF_REFERENCES: dict[GapKind, tuple[str, Callable[[Reference], bool]]] = {
    GapKind.TITLES: ("title", lambda one: one.title is None),
    GapKind.REFERENCE_ARCHIVE: ("archive_url", lambda one: one.archive_url is None),
    GapKind.REFERENCE_EVIDENCE: ("url", lambda one: True),
    GapKind.CHANGED_PAGE: ("url", lambda one: True),
    GapKind.GONE_PAGE: ("url", lambda one: True),
    GapKind.WALLED_PAGE: ("url", lambda one: True),
}
_FIELDS = {
    GapKind.ARCHIVE: "archive_url",
    GapKind.GENRE: "genre",
    GapKind.OUTCOME: "proceedings",
    GapKind.ONE_ORIGIN: "disputed",
    GapKind.SIDES: "summary",
    GapKind.LANGUAGES: "summary",
    GapKind.OUTLET_KINDS: "summary",
    GapKind.OWNER: "owner",
    GapKind.FUNDER: "funder",
    GapKind.STALE: "references",
    GapKind.WIKIDATA: "wikidata",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A gap: what it is called, where it is, what is missing, and where it is mended."""

    title: str
    where: str
    detail: str
    link: str

    @property
    def data(self) -> dict[str, str]:
        """The same for scripts."""
        return {"title": self.title, "where": self.where, "detail": self.detail, "link": self.link}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of gap, as it is told."""

    name: str
    title: str
    why: str
    remedy: str


def kinds(desk: Desk) -> list[Kind]:
    """All kinds, in the order in which they are told."""
    return [Kind(kind.value, said.title, said.why, said.remedy) for kind, said in sayings(desk.words).items()]


def first(desk: Desk, collection: Collection, kind: GapKind) -> tuple[list[Row], int]:
    """The first rows of a kind, and how many there are."""
    found, number = first_of(collection, kind, FIRST)
    return [row_of(desk, collection, gap) for gap in found], number


def page(desk: Desk, collection: Collection, kind: GapKind, number: int) -> list[Row]:
    """The rows of one page, from 1."""
    found = gaps_of(collection, kind)
    return [row_of(desk, collection, gap) for gap in islice(found, (number - 1) * PAGE, number * PAGE)]


def row_of(desk: Desk, collection: Collection, gap: Gap) -> Row:
    """A gap as a row."""
    detail = detail_of(collection, desk.words, gap)
    return Row(_title(collection, gap), place_of(collection, gap), detail, link_of(collection, gap))


def _title(collection: Collection, gap: Gap) -> str:
    if gap.group == "entries":
        return collection.by_id[gap.name].title
    record = getattr(collection, gap.group).get(gap.name)
    return next((str(text) for name in ("name", "title") if (text := getattr(record, name, None))), gap.name)


def link_of(collection: Collection, gap: Gap) -> str:
    """The page of the desk, at the field that is missing."""
    if gap.group == "entries":
        entry = collection.by_id[gap.name]
        if gap.kind is GapKind.REVIEW:
            return f"/review/{gap.name}"
        if gap.kind is GapKind.EVIDENCE:
            return f"/draft/{gap.name}#evidence"
        room = "after" if collection.digests[entry.week].status is DigestStatus.PUBLISHED else "draft"
        return f"/{room}/{gap.name}#{_field(gap, entry.references)}"
    if gap.group == "digests":
        digest = collection.digests[gap.name]
        is_out = digest.status is DigestStatus.PUBLISHED
        return f"/after/{gap.name}#{_field(gap, digest.references)}" if is_out else f"/weeks/{gap.name}#note"
    record = getattr(collection, gap.group).get(gap.name)
    return f"/registers/{gap.group}/{gap.name}#{_field(gap, getattr(record, 'references', {}))}"


def _field(gap: Gap, references: Mapping[str, Reference]) -> str:
    """The field that is missing, by its name."""
    if gap.kind not in _OF_REFERENCES:
        return _FIELDS.get(gap.kind, "")
    name, lacks = _OF_REFERENCES[gap.kind]
    found = next((id for id, one in references.items() if one.url and lacks(one)), "")
    return f"references.{found}.{name}" if found else "references"
