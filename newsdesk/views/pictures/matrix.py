"""The matrix of a story: who is quoted where, and who in the outlets of one country only."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsdesk.collection import Collection
from newsdesk.collection.origins import Origins
from newsdesk.model import Cited, Entry, Identified, Outlet, Read, Source
from newsdesk.views.setting.codes import country_name
from newsdesk.views.setting.naming import called
from newsdesk.views.setting.numbers import listed
from newsdesk.views.shared.accounts.holders import STRENGTH
from newsdesk.views.shared.extents import origins_of
from newsdesk.views.shared.paging import FEW

# Columns for which there is room beside the names of the sources: in the column of text, and with the margin.
WIDE, WIDEST = 12, 30
# A column is as wide as so many letters: a country's name that its columns have no room for stands upright.
_LETTERS = 3.4
# Marks of the table and sources of one outlet that a page has room for. Where there are more, or more entries than a
# few, so many rows, columns, marks, sources of one outlet and sources of each country stand on it; each other one
# stands with its entry.
_ROOM, _ROOM_SINGLE = 120, 60
_ROWS, _COLUMNS, _MARKS, _SINGLE, _HOME = 20, 20, 80, 40, 5


@dataclass(slots=True)
class Row:
    """A source and, for each entry that cites it, how: the strongest way where there are several."""

    name: str
    language: str | None
    """Language of the name; None where nobody recorded it."""
    who: str | None
    recurs: bool
    """Whether it can stand elsewhere under the same name: described and unnamed sources cannot."""
    cells: dict[str, Cited] = field(default_factory=dict)
    outlets: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    """The newsrooms by which its words came into these outlets."""
    fewer: str = ""
    """How many independent origins there are, in words, where these are fewer than the outlets."""

    def add(self, entry: Entry, source: Source) -> None:
        """Count one citation."""
        known = self.cells.get(entry.id)
        if known is None or STRENGTH[source.cited] < STRENGTH[known]:
            self.cells[entry.id] = source.cited
        self.outlets.add(entry.outlet)


@dataclass(frozen=True, slots=True)
class Compared:
    """The sources of a story: those of several outlets make a table, those of one outlet a list."""

    shared: list[Row]
    columns: tuple[Entry, ...]
    """The entries that cite one of `shared`, oldest first; others would be columns without a mark."""
    single: list[tuple[Row, list[tuple[Entry, Cited]]]]
    """Outlet by outlet, each with the entries that cite it and how."""
    left_out: int
    """How many outlets have no column."""
    groups: tuple[tuple[str, int, bool], ...] = ()
    """The countries of the outlets above the columns, each with how many columns it has, and whether its name has no
    room in them; empty where there is one."""
    whole: int = 0
    """How many columns are of articles that were read in full: what is missing there is not mentioned."""
    cut: int = 0
    """How many shared sources have no row, since the table would be too large."""
    cut_columns: int = 0
    """How many entries that cite a shared source have no column for the same reason."""
    cut_single: int = 0
    """How many sources of one outlet are not listed."""

    @property
    def outlets(self) -> int:
        """How many outlets have a column."""
        return len({entry.outlet for entry in self.columns})

    @property
    def several(self) -> set[str]:
        """The outlets that have several columns, which only their days tell apart."""
        return {name for name, count in Counter(entry.outlet for entry in self.columns).items() if count > 1}

    @property
    def is_wide(self) -> bool:
        """Whether the column of text has no room for it."""
        return len(self.columns) > WIDE

    @property
    def scrolls(self) -> bool:
        """Whether the margin has no room for it either."""
        return len(self.columns) > WIDEST


def side_by_side(
    collection: Collection, rows: list[Row], entries: tuple[Entry, ...], at_home: Sequence[str] = ()
) -> Compared:
    """Sources that several outlets cite, and those found in one outlet only.

    Columns stand together by the country of their outlet: first the countries `at_home`, where it happened, in
    their order, then all others in the order of the first entry of each, oldest first.
    """
    column = {entry.id: number for number, entry in enumerate(entries)}
    shared = [row for row in rows if len(row.outlets) > 1]
    single = [row for row in rows if len(row.outlets) == 1]
    single.sort(key=lambda row: (min(column[name] for name in row.cells), -len(row.cells), row.name.casefold()))
    every = {name for row in shared for name in row.cells}
    room = _ROOM if len(entries) <= FEW else _MARKS
    marked, fitting = _fitting(shared, [entry.id for entry in entries if entry.id in every], room)
    by_country: dict[str | None, list[Entry]] = {}
    for entry in entries:
        if entry.id in marked:
            by_country.setdefault(collection.outlets[entry.outlet].country.value, []).append(entry)
    # Those whose country is not known stand last.
    home = {code: place for place, code in enumerate(at_home)}
    order = sorted(by_country, key=lambda code: (code is None, home.get(code or "", len(home))))
    columns = tuple(entry for code in order for entry in by_country[code])
    words = collection.words
    names = [country_name(words, code) if code else words("country not known") for code in order]
    counts = [len(by_country[code]) for code in order]
    groups = tuple((name, count, len(name) > _LETTERS * count) for name, count in zip(names, counts, strict=True))
    most = _SINGLE if len(single) > _ROOM_SINGLE or len(entries) > FEW else _ROOM_SINGLE
    left_out = {entry.outlet for entry in entries} - {entry.outlet for entry in entries if entry.id in every}
    return Compared(
        fitting, columns,
        [(row, [(entries[column[name]], cited) for name, cited in row.cells.items()]) for row in single[:most]],
        len(left_out),
        groups if len(groups) > 1 else (),
        sum(entry.read is not Read.EXCERPT for entry in columns),
        len(shared) - len(fitting), len(every) - len(columns), max(0, len(single) - most),
    )  # fmt: skip


def _fitting(shared: list[Row], entries: list[str], room: int) -> tuple[set[str], list[Row]]:
    """The entries that have a column and the sources that have a row, in a table with room for so many marks.

    Columns are of the entries that cite most of the shared sources; rows are those that most outlets share.
    """
    if sum(len(row.cells) for row in shared) <= room:
        return set(entries), shared
    counts = Counter(name for row in shared for name in row.cells)
    marked = set(sorted(entries, key=lambda name: -counts[name])[:_COLUMNS])
    rows: list[Row] = []
    marks = 0
    for row in shared:
        marks += len(marked & row.cells.keys())
        if rows and (len(rows) == _ROWS or marks > _MARKS):
            break
        rows.append(row)
    return {name for row in rows for name in row.cells} & marked, rows


@dataclass(frozen=True, slots=True)
class Home:
    """The outlets of one country, and the sources that no outlet of another country cites or mentions."""

    country: str
    outlets: tuple[Outlet, ...]
    rows: tuple[tuple[Row, Cited], ...]
    """Each source with the strongest way in which it is cited."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Countries that have such a source, those that have none in words, and outlets whose country is not known."""

    found: tuple[Home, ...]
    none: str
    unknown: tuple[Outlet, ...]
    recorded: int
    """How many outlets have a country in the register."""
    beside: int
    """Sources that outlets of an unknown country cite, which may be of any country."""
    described: int
    """Sources that are described or unnamed, of which nobody can say whether another outlet means the same."""
    cut: int = 0
    """How many more such sources there are than stand here."""


def homes(collection: Collection, rows: Iterable[Row], entries: tuple[Entry, ...]) -> Homes | None:
    """The countries of the outlets by name; None where all outlets are of one, which says nothing.

    Withdrawn entries do not count. What an outlet of an unknown country cites may be of any country.
    """
    words = collection.words
    outlets = {entry.id: collection.outlets[entry.outlet] for entry in entries if not entry.withdrawn}
    known: dict[str, dict[str, Outlet]] = {}
    for outlet in outlets.values():
        known.setdefault(outlet.country.value or "", {})[outlet.id] = outlet
    only: dict[str, list[tuple[Row, Cited]]] = {}
    beside = described = 0
    for row in rows:
        cited = {name: how for name, how in row.cells.items() if name in outlets}
        countries = {outlets[name].country.value or "" for name in cited}
        if not cited:
            continue
        if not row.recurs:
            described += 1
        elif "" in countries:
            beside += 1
        elif len(countries) == 1:
            strongest = min(cited.values(), key=STRENGTH.__getitem__)
            only.setdefault(countries.pop(), []).append((row, strongest))
    unknown = tuple(known.pop("", {}).values())
    if len(known) < 2:
        return None
    called_here = {code: country_name(words, code) for code in known}
    order = sorted(known, key=called_here.__getitem__)
    each = _HOME if sum(map(len, only.values())) > _ROOM_SINGLE or len(entries) > FEW else _ROOM_SINGLE
    found = tuple(Home(code, tuple(known[code].values()), tuple(only[code][:each])) for code in order if code in only)
    none = listed(words, [called_here[code] for code in order if code not in only])
    cut = sum(max(0, len(rows) - each) for rows in only.values())
    return Homes(found, none, unknown, sum(map(len, known.values())), beside, described, cut)


def matrix(collection: Collection, entries: tuple[Entry, ...], origins: Origins | None = None) -> list[Row]:
    """Who is quoted where: sources shared by most outlets first, then by name; `origins` are those of the entries."""
    rows: dict[tuple[str, ...], Row] = {}
    origins = origins or collection.origins(entries)
    for entry in entries:
        for source in entry.sources:
            key = identity(entry, source)
            if key not in rows:
                rows[key] = row_of(collection, source)
            rows[key].add(entry, source)
            if not entry.withdrawn:
                rows[key].origins |= origins.heard(entry, source)
    for row in rows.values():
        if len(row.outlets) > 1 and len(row.origins) < len(row.outlets):
            row.fewer = origins_of(collection, len(row.origins))
    return sorted(rows.values(), key=lambda row: (-len(row.outlets), -len(row.cells), row.name.casefold()))


def identity(entry: Entry, source: Source) -> tuple[str, ...]:
    """What makes two sources one: the register, else one printed name; two unnamed captains stay two."""
    if source.who:
        return "who", source.who
    name = source.name.casefold()
    return ("name", name) if source.identified is Identified.NAMED else ("in", entry.id, name)


def row_of(collection: Collection, source: Source) -> Row:
    """A source as a row: under its registered name; of a private person only the name that the entry needs."""
    if person := collection.people.get(source.who or ""):
        return Row(person.name if person.public else source.name, "", source.who, recurs=True)
    if source.who:
        outlet = collection.outlets[source.who]
        return Row(*called(collection.words, outlet), source.who, recurs=True)
    return Row(source.name, "", None, recurs=source.identified is Identified.NAMED)
