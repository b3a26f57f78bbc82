"""What a collection lacks: records that nobody has checked, kept or looked at, and what a story does not show.

Each gap says where it is; why that matters, and the way out, `newsdesk/views/gaps/said.py` puts into words. Nothing
here asks for the time: what is old is old beside the newest day of the collection.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from newsdesk.collection import Collection, sorting
from newsdesk.collection.measures.changes import changes, of_record
from newsdesk.collection.sides import side_of
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.model import Cited, Entry, Outlet, Reference, Story
from newsdesk.model.codes import speaks
from newsdesk.model.gaps import GapKind
from newsdesk.model.looks import LookState
from newsdesk.model.terms import spoken

GAPS = "gaps"
"""The name by which a collection knows the entries with a gap of their own: see `Collection.sorted_by`."""
# A language of fewer per cent of those who live in a country, and official nowhere but in parts of it, is of a few.
_A_FEW = 5
# After so many days somebody should look at a fact again.
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, and where: the kind of record as `Collection` calls its group, and its id or week."""

    kind: GapKind
    group: str
    name: str
    number: int = 0
    """How many of `whole` are missing, where these are counted."""
    whole: int = 0
    refused: int = 0
    """How many of the missing an archive was asked for, and did not have or take."""
    said: tuple[str, ...] = ()
    """What is missing, as the model has it: codes of countries, tags of languages, a question."""


_OF_ENTRIES = (
    GapKind.EVIDENCE,
    GapKind.REVIEW,
    GapKind.ARCHIVE,
    GapKind.REFERENCE_ARCHIVE,
    GapKind.TITLES,
    GapKind.REFERENCE_EVIDENCE,
    GapKind.GENRE,
)

CITING = ("digests", "stories", "outlets", "people")
"""The kinds of record that have references, beside entries."""
# A record with references: its group and id, the outlet it is on, and the references.
_Citing = tuple[str, str, str | None, Mapping[str, Reference]]


@sorting(GAPS, lambda: _OF_ENTRIES)
def _of_entry(entry: Entry) -> Iterator[str]:
    """The gaps that an entry alone has."""
    if entry.withdrawn:
        return
    if entry.evidence is None:
        yield GapKind.EVIDENCE
    if entry.reviewed is None:
        yield GapKind.REVIEW
    if entry.url and not entry.archive_url:
        yield GapKind.ARCHIVE
    if any(map(_is_not_archived, entry.references.values())):
        yield GapKind.REFERENCE_ARCHIVE
    if any(map(_is_untitled, entry.references.values())):
        yield GapKind.TITLES
    if any(reference.url for reference in entry.references.values()):
        yield GapKind.REFERENCE_EVIDENCE
    if entry.genre is None:
        yield GapKind.GENRE


def gaps_of(collection: Collection, kind: GapKind, groups: Iterable[str] = CITING) -> Iterator[Gap]:
    """All gaps of one kind, those of entries newest first.

    Where records lack something of their references, `groups` are the kinds beside entries that are looked at.
    """
    if kind in _REFERENCES:
        entries = collection.sorted_by(GAPS).get(kind, ())
        yield from _REFERENCES[kind](collection, (("entries", o.id, o.outlet, o.references) for o in entries))
        yield from _REFERENCES[kind](collection, _others_citing(collection, groups))
    else:
        yield from _FINDERS[kind](collection)


def first_of(collection: Collection, kind: GapKind, most: int) -> tuple[list[Gap], int]:
    """The first gaps of a kind, and how many there are in all; those of entries are not made one by one to count."""
    found = gaps_of(collection, kind)
    first = list(islice(found, most))
    if kind not in _OF_ENTRIES or not _is_one_each(collection, kind):
        return first, len(first) + sum(1 for _ in found)
    others = _REFERENCES[kind](collection, _others_citing(collection)) if kind in _REFERENCES else ()
    return first, len(collection.sorted_by(GAPS).get(kind, ())) + sum(1 for _ in others)


def _is_one_each(collection: Collection, kind: GapKind) -> bool:
    """Whether each entry that has a gap of this kind by itself has one in the collection."""
    if kind in (GapKind.ARCHIVE, GapKind.REFERENCE_ARCHIVE):
        return not collection.restricted
    return kind is not GapKind.REFERENCE_EVIDENCE or not collection.compared


def _entries(kind: GapKind) -> Callable[[Collection], Iterator[Gap]]:
    def find(collection: Collection) -> Iterator[Gap]:
        for entry in collection.sorted_by(GAPS).get(kind, ()):
            if kind is not GapKind.ARCHIVE:
                yield Gap(kind, "entries", entry.id)
            elif collection.may_link(entry.url or "", entry.outlet):
                yield Gap(kind, "entries", entry.id, refused=int(entry.archive_refused is not None))

    return find


def _reference_archive(collection: Collection, citing: Iterable[_Citing]) -> Iterator[Gap]:
    for group, name, outlet, references in citing:
        pages = [one for one in references.values() if one.url]
        wanted = [one for one in pages if _is_not_archived(one) and collection.may_cite(one, outlet)]
        if wanted:
            refused = sum(one.archive_refused is not None for one in wanted)
            yield Gap(GapKind.REFERENCE_ARCHIVE, group, name, len(wanted), len(pages), refused)


def _is_not_archived(reference: Reference) -> bool:
    return bool(reference.url) and reference.archive_url is None


def _others_citing(collection: Collection, groups: Iterable[str] = CITING) -> Iterator[_Citing]:
    """Records with references that are no entries."""
    for group in groups:
        for name, record in getattr(collection, group).items():
            if getattr(record, "public", True):
                yield group, name, name if group == "outlets" else None, record.references


def _changed(collection: Collection) -> Iterator[Gap]:
    for change in changes(collection):
        if change.missing:
            said = tuple(dict.fromkeys(str(one.what) for one in change.missing))
            yield Gap(GapKind.CHANGED_PAGE, change.group, change.name, len(change.missing), said=(change.key, *said))


def _gone(collection: Collection) -> Iterator[Gap]:
    for change in changes(collection):
        if change.look.state is LookState.GONE:
            yield Gap(GapKind.GONE_PAGE, change.group, change.name, said=(change.key,))


def _walled(collection: Collection) -> Iterator[Gap]:
    for key, look in collection.looks.items():
        for record in look.records if look.state in (LookState.WALLED, LookState.REFUSED) else ():
            group, name = of_record(record)
            if name in (collection.by_id if group == "entries" else getattr(collection, group)):
                yield Gap(GapKind.WALLED_PAGE, group, name, said=(key,))


def _titles(_: Collection, citing: Iterable[_Citing]) -> Iterator[Gap]:
    for group, name, _outlet, references in citing:
        pages = [reference for reference in references.values() if reference.url]
        if untitled := sum(map(_is_untitled, pages)):
            yield Gap(GapKind.TITLES, group, name, untitled, len(pages))


def _not_compared(collection: Collection, citing: Iterable[_Citing]) -> Iterator[Gap]:
    # Asked for once: what is asked for one by one is kept one by one, too.
    compared = frozenset(collection.compared)
    for group, name, _, references in citing:
        pages = [reference.url for reference in references.values() if reference.url]
        if wanted := sum(address_key(url) not in compared for url in pages) if compared else len(pages):
            yield Gap(GapKind.REFERENCE_EVIDENCE, group, name, wanted, len(pages))


def _is_untitled(reference: Reference) -> bool:
    return bool(reference.url) and reference.title is None


def _wikidata(collection: Collection) -> Iterator[Gap]:
    for group in ("outlets", "people", "places"):
        for name, record in getattr(collection, group).items():
            if record.wikidata is None and getattr(record, "public", True):
                yield Gap(GapKind.WIKIDATA, group, name)


def _fact(kind: GapKind, field: str) -> Callable[[Collection], Iterator[Gap]]:
    """Outlets with entries of which a fact is not known."""

    def find(collection: Collection) -> Iterator[Gap]:
        for name, outlet in collection.outlets.items():
            if collection.by_outlet[name] and getattr(outlet, field).value is None:
                yield Gap(kind, "outlets", name, len(collection.by_outlet[name]))

    return find


def _one_origin(collection: Collection) -> Iterator[Gap]:
    for name, story in collection.stories.items():
        entries = collection.by_story[name]
        origins = collection.origins(entries)
        if len(entries) > 1 and origins.count == 1:
            yield Gap(GapKind.ONE_ORIGIN, "stories", name, len(entries))
        for dispute in story.disputed:
            told = (origins.told(account, story.references) for account in dispute.accounts)
            if len(frozenset[str]().union(*told)) == 1:
                yield Gap(GapKind.ONE_ORIGIN, "stories", name, len(dispute.accounts), said=(dispute.question,))


def _stale(collection: Collection) -> Iterator[Gap]:
    newest = max((entry.updated for entry in collection.entries), default=None)
    if newest is None:
        return
    for group in ("outlets", "people"):
        for name, record in getattr(collection, group).items():
            facts = list(_facts(record)) if getattr(record, "public", True) else []
            old = sum(_is_old(refs, record.references, newest) for refs in facts)
            if old:
                yield Gap(GapKind.STALE, group, name, old, len(facts))


_FACTS = ("home", "country", "languages", "kind", "owner", "funder", "self_description", "legal_status")


def _facts(record: object) -> Iterator[Iterable[str]]:
    """The references of each fact that rests on some."""
    facts = [getattr(record, field) for field in _FACTS] if isinstance(record, Outlet) else []
    for fact in (*facts, *getattr(record, "roles", ()), *getattr(record, "designations", ())):
        if fact.refs:
            yield fact.refs


def _is_old(refs: Iterable[str], references: Mapping[str, Reference], newest: date) -> bool:
    seen = [references[ref].accessed for ref in refs]
    return all(day is None or newest - day > YEAR for day in seen)


def _outcome(collection: Collection) -> Iterator[Gap]:
    """Proceedings that are still open, of which nobody has looked for the outcome for a year."""
    newest = max((entry.updated for entry in collection.entries), default=None)
    for name, person in collection.people.items():
        for proceeding in person.proceedings if person.public else ():
            looked = proceeding.no_outcome_by
            is_fresh = looked and not (newest and newest - looked.last > YEAR)
            if proceeding.is_open and not is_fresh:
                yield Gap(GapKind.OUTCOME, "people", name, said=(str(looked),) if looked else ())


def _sides(collection: Collection) -> Iterator[Gap]:
    for name, story, entries in _told(collection):
        speaking = {
            side_of(collection, source)
            for entry in entries
            for source in entry.sources
            if source.cited is not Cited.MENTIONED
        }
        if none := tuple(code for code in story.countries if code not in speaking):
            yield Gap(GapKind.SIDES, "stories", name, said=none)


def _languages(collection: Collection) -> Iterator[Gap]:
    at_home: dict[str, set[str]] = {}
    for outlet in collection.outlets.values():
        if home := outlet.country.value:
            # What an outlet publishes for readers abroad, or for a few at home, is no language of its country.
            of_it = {spoken(tag) for tag in outlet.languages.value or () if speaks(home, spoken(tag), _A_FEW)}
            at_home.setdefault(home, set()).update(of_it)
    for name, story, entries in _told(collection):
        there = {spoken(entry.language) for entry in entries}
        wanted = set[str]().union(*(at_home.get(code, set()) for code in story.countries)) - there
        if wanted:
            yield Gap(GapKind.LANGUAGES, "stories", name, said=tuple(sorted(wanted)))


def _outlet_kinds(collection: Collection) -> Iterator[Gap]:
    for name, _story, entries in _told(collection):
        outlets = {entry.outlet: collection.outlets[entry.outlet] for entry in entries}
        kinds = {outlet.kind.value for outlet in outlets.values() if outlet.kind.value}
        if len(outlets) > 1 and len(kinds) == 1:
            yield Gap(GapKind.OUTLET_KINDS, "stories", name, len(outlets), said=(str(kinds.pop()),))


def _told(collection: Collection) -> Iterator[tuple[str, Story, tuple[Entry, ...]]]:
    """Stories with the entries that stand."""
    for name, story in collection.stories.items():
        entries = tuple(entry for entry in collection.by_story[name] if not entry.withdrawn)
        if entries:
            yield name, story, entries


_REFERENCES: Mapping[GapKind, Callable[[Collection, Iterable[_Citing]], Iterator[Gap]]] = {
    GapKind.REFERENCE_ARCHIVE: _reference_archive,
    GapKind.TITLES: _titles,
    GapKind.REFERENCE_EVIDENCE: _not_compared,
}
_FINDERS: dict[GapKind, Callable[[Collection], Iterator[Gap]]] = {
    GapKind.EVIDENCE: _entries(GapKind.EVIDENCE),
    GapKind.REVIEW: _entries(GapKind.REVIEW),
    GapKind.ARCHIVE: _entries(GapKind.ARCHIVE),
    GapKind.GENRE: _entries(GapKind.GENRE),
    GapKind.CHANGED_PAGE: _changed,
    GapKind.GONE_PAGE: _gone,
    GapKind.WALLED_PAGE: _walled,
    GapKind.OUTCOME: _outcome,
    GapKind.ONE_ORIGIN: _one_origin,
    GapKind.SIDES: _sides,
    GapKind.LANGUAGES: _languages,
    GapKind.OUTLET_KINDS: _outlet_kinds,
    GapKind.OWNER: _fact(GapKind.OWNER, "owner"),
    GapKind.FUNDER: _fact(GapKind.FUNDER, "funder"),
    GapKind.STALE: _stale,
    GapKind.WIKIDATA: _wikidata,
}
