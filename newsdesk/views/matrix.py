"""The matrix of a story: who is quoted where, and who in the outlets of one country only."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsdesk.collection import Collection
from newsdesk.interface import _
from newsdesk.model import Cited, Entry, Identified, Outlet, Source
from newsdesk.views.page import country_name

# From the strongest to the weakest: what a cell of the matrix shows.
_STRENGTH = {cited: rank for rank, cited in enumerate(Cited)}


@dataclass(slots=True)
class Row:
    """A source and, for each entry that cites it, how: the strongest way where there are several."""

    name: str
    who: str | None
    language: str | None = ""
    """Language of the name; None where nobody recorded it."""
    cells: dict[str, Cited] = field(default_factory=dict)
    outlets: set[str] = field(default_factory=set)

    def add(self, entry: Entry, source: Source) -> None:
        """Count one citation."""
        known = self.cells.get(entry.id)
        if known is None or _STRENGTH[source.cited] < _STRENGTH[known]:
            self.cells[entry.id] = source.cited
        self.outlets.add(entry.outlet)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading."""

    heading: str
    rows: list[Row]


def groups(rows: list[Row], entries: tuple[Entry, ...]) -> list[Group]:
    """Sources that several outlets cite, and those found in one outlet only, which stand outlet by outlet."""
    column = {entry.id: number for number, entry in enumerate(entries)}
    shared = [row for row in rows if len(row.outlets) > 1]
    single = [row for row in rows if len(row.outlets) == 1]
    single.sort(key=lambda row: (min(column[name] for name in row.cells), -len(row.cells), row.name.casefold()))
    found = [Group(_("Cited by several outlets"), shared), Group(_("Found in one outlet only"), single)]
    return [group for group in found if group.rows]


@dataclass(frozen=True, slots=True)
class Home:
    """The outlets of one country, and the sources that no outlet of another country cites or mentions."""

    country: str
    """"" for outlets whose country nobody has recorded."""
    outlets: tuple[Outlet, ...]
    rows: tuple[tuple[Row, Cited], ...]
    """Each source with the strongest way in which it is cited."""


def homes(collection: Collection, rows: Iterable[Row], entries: tuple[Entry, ...]) -> list[Home]:
    """The countries of the outlets by name, unknown last; none where all outlets are of one, which says nothing.

    Withdrawn entries do not count.
    """
    outlets = {entry.id: collection.outlets[entry.outlet] for entry in entries if not entry.withdrawn}
    known: dict[str, dict[str, Outlet]] = {}
    for outlet in outlets.values():
        known.setdefault(outlet.country.value or "", {})[outlet.id] = outlet
    only: dict[str, list[tuple[Row, Cited]]] = {}
    for row in rows:
        cited = {name: how for name, how in row.cells.items() if name in outlets}
        countries = {outlets[name].country.value or "" for name in cited}
        if len(countries) == 1:
            strongest = min(cited.values(), key=_STRENGTH.__getitem__)
            only.setdefault(countries.pop(), []).append((row, strongest))
    order = sorted(known, key=lambda code: (not code, country_name(code) if code else ""))
    found = [Home(code, tuple(known[code].values()), tuple(only.get(code, ()))) for code in order]
    return found if len(found) > 1 else []


def matrix(collection: Collection, entries: tuple[Entry, ...]) -> list[Row]:
    """Who is quoted where: sources shared by most outlets first, then by name."""
    rows: dict[tuple[str, ...], Row] = {}
    for entry in entries:
        for source in entry.sources:
            key = _identity(entry, source)
            if key not in rows:
                rows[key] = _row(collection, source)
            rows[key].add(entry, source)
    return sorted(rows.values(), key=lambda row: (-len(row.outlets), -len(row.cells), row.name.casefold()))


def _identity(entry: Entry, source: Source) -> tuple[str, ...]:
    """What makes two sources one: the register, else one printed name; two unnamed captains stay two."""
    if source.who:
        return "who", source.who
    name = source.name.casefold()
    return ("name", name) if source.identified is Identified.NAMED else ("in", entry.id, name)


def _row(collection: Collection, source: Source) -> Row:
    """The registered name; of a private person only the name that the entry needs."""
    if person := collection.people.get(source.who or ""):
        return Row(person.name if person.public else source.name, source.who)
    if source.who:
        outlet = collection.outlets[source.who]
        return Row(outlet.name, source.who, outlet.name_language)
    return Row(source.name, None)
