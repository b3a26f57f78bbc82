"""What a collection holds, in figures: by week, outlet, language, country, story and kind of source."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from newsdesk.collection import Collection
from newsdesk.interface import ENGLISH, words_of
from newsdesk.model import Entry
from newsdesk.model.terms import spoken
from newsdesk.views.pictures.traits import traits
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.numbers import counted, numeral
from newsdesk.views.setting.terms import word

# An event that fewer outlets cover compares nothing.
COMPARED = 3
# What one of them is called; read and reviewed are called the same.
_ONE = {
    "entries": "entry",
    "outlets": "outlet",
    "independent origins": "independent origin",
    "languages": "language",
    "weeks": "week",
    "stories": "story",
    "stories with three outlets or more": "story with three outlets or more",
    "countries": "country",
    "sources": "source",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Counts under a title: `columns` name the fields of each row, the first of which is its label."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def totals(collection: Collection) -> dict[str, int]:
    """The figures of the whole; outlets, languages, weeks and stories count where they have an entry."""
    collection = collection.by_heart
    return collection.once(("totals",), lambda: _totals(collection))


def _totals(collection: Collection) -> dict[str, int]:
    covered = [_outlets(entries) for entries in collection.by_story.values() if entries]
    return {
        "entries": len(collection.entries),
        "outlets": sum(map(bool, collection.by_outlet.values())),
        "independent origins": collection.origins(collection.entries).count,
        "languages": len(set(map(spoken, collection.by_language))),
        "weeks": sum(map(bool, collection.by_week.values())),
        "stories": len(covered),
        "stories with three outlets or more": sum(outlets >= COMPARED for outlets in covered),
        "countries": len(collection.by_country),
        "sources": sum(len(entry.sources) for entry in collection.entries),
        "read in full": sum(entry.read == "full" for entry in collection.entries),
        "reviewed by a person": sum(entry.reviewed is not None for entry in collection.entries),
    }


def in_scripts(collection: Collection) -> str:
    """How many languages stand in how many lists, where one is written in several scripts; else ""."""
    words, languages, lists = collection.words, totals(collection)["languages"], len(collection.by_language)
    if languages == lists:
        return ""
    said = words("{languages} in {number} lists: one that is written in several scripts has a list for each.")
    return said.format(languages=counted(words, languages, "language", "languages"), number=numeral(words, lists))


def tables(collection: Collection) -> list[Table]:
    """All tables, in English as all that a terminal shows; weeks in order of time, all else with the most first."""
    words = words_of(ENGLISH)
    sources = [source for entry in collection.entries for source in entry.sources]
    return [
        Table(
            "By week", ("week", "entries", "outlets", "origins", "languages"),
            tuple(
                (
                    week, len(entries), _outlets(entries), collection.origins(entries).count,
                    len({spoken(entry.language) for entry in entries}),
                )
                for week, entries in sorted(collection.by_week.items())
            ),
        ),
        Table(
            "By outlet", ("outlet", "entries", "sources"),
            _most_first(
                (_named(collection, name), len(entries), sum(len(entry.sources) for entry in entries))
                for name, entries in collection.by_outlet.items() if entries
            ),
        ),
        _grouped("By language", "language", (
            (f"{language_name(words, tag)} ({tag})", entries) for tag, entries in collection.by_language.items()
        )),
        _grouped("By country that entries are about", "country", (
            (f"{country_name(words, code)} ({code})", entries) for code, entries in collection.by_country.items()
        )),
        Table(
            "By story", ("story", "entries", "outlets", "origins"),
            _most_first(
                (collection.stories[name].title, len(entries), _outlets(entries), collection.origins(entries).count)
                for name, entries in collection.by_story.items() if entries
            ),
        ),
        Table(
            "Outlets that others cite or pass on", ("outlet", "entries", "outlets"),
            _most_first(
                (_named(collection, name), len(relays), len({relay.entry.outlet for relay in relays}))
                for name, relays in collection.relays.items()
            ),
        ),
        _counted("By kind of source", "kind", (word(words, source.actor) for source in sources)),
        _counted("How sources are identified", "identified", (word(words, source.identified) for source in sources)),
        _counted("How sources are cited", "cited", (word(words, source.cited) for source in sources)),
        *(
            Table(trait.title, ("value", "entries"), tuple((value.said, value.count) for value in trait.values))
            for trait in traits(collection, words) if trait.of == "entries"
        ),
    ]  # fmt: skip


def _named(collection: Collection, name: str) -> str:
    outlet = collection.outlets[name]
    return outlet.name_en or outlet.name


def _outlets(entries: Iterable[Entry]) -> int:
    return len({entry.outlet for entry in entries})


def _grouped(title: str, label: str, groups: Iterable[tuple[str, Sequence[Entry]]]) -> Table:
    rows = _most_first((name, len(entries), _outlets(entries)) for name, entries in groups if entries)
    return Table(title, (label, "entries", "outlets"), rows)


def _counted(title: str, label: str, terms: Iterable[str]) -> Table:
    return Table(title, (label, "sources"), _most_first(Counter(terms).items()))


def _most_first(rows: Iterable[tuple[Any, ...]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0].casefold())))


def as_text(collection: Collection) -> str:
    """The figures for a terminal: a line of totals, then the tables."""
    figures = totals(collection).items()
    lines = [", ".join(f"{count:,} {name if count != 1 else _ONE.get(name, name)}" for name, count in figures) + "."]
    for table in tables(collection):
        width = max([len(table.title), *(len(str(row[0])) for row in table.rows)])
        lines += ["", "".join([table.title.ljust(width), *(f"{column:>11}" for column in table.columns[1:])])]
        lines += [
            "".join([str(label).ljust(width), *(f"{count:>11,}" for count in counts)]) for label, *counts in table.rows
        ]
    return "\n".join(lines) + "\n"


def as_data(collection: Collection) -> dict[str, Any]:
    """The same for programs: totals, and each table as a list of rows by the names of their columns."""
    return {
        "totals": totals(collection),
        "tables": {
            table.title: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
            for table in tables(collection)
        },
    }
