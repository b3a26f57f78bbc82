"""The database: sound, searchable in every script, and as discreet as the pages."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from data_files import LAMP, files, made_of
from invented import collection

from newsdesk.check.draft import Draft
from newsdesk.collection import Collection
from newsdesk.problems import Refusal
from newsdesk.views.data import sqlite as module
from newsdesk.views.data.sqlite import TABLES, script

PATH = "data/collection.sqlite"


def database(known: Collection) -> bytes:
    return made_of(known)[PATH].raw


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files()[PATH].raw)
        yield connection


def column(db: sqlite3.Connection, query: str, *values: object) -> list:
    return [row[0] for row in db.execute(query, values)]


def test_it_is_sound(db: sqlite3.Connection) -> None:
    assert column(db, "PRAGMA integrity_check") == ["ok"]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.execute("INSERT INTO entries_fts (entries_fts, rank) VALUES ('integrity-check', 1)")
    assert column(db, "PRAGMA page_size") == [8192]
    assert column(db, "PRAGMA freelist_count") == [0]


def test_it_has_every_table_with_its_rows(db: sqlite3.Connection) -> None:
    there = column(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'entries_fts%'")
    assert there == ["meta", *[name for name in there if name != "meta"]]
    assert set(there) == set(TABLES)
    known = collection()
    sources = sum(len(entry.sources) for entry in known.entries)
    counts = {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in TABLES}
    assert counts["entries"] == len(known.entries)
    assert counts["sources"] == counts["citations"] == sources
    assert counts["entry_topics"] == sum(len(set(entry.topics)) for entry in known.entries)
    assert counts["corrections"] == len(known.corrections)
    assert counts["people"] == 5
    assert {name for name, count in counts.items() if not count} == {"replies"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Бакыт", "strike-in-kyrgyz"),
        ("باکیت", "strike-in-kyrgyz"),
        ("巴克特", "strike-in-russian"),
        ('"巴克特·乌尔古"', "strike-called"),
        ("الجمعية", "lamp-society-statement"),
        ("تنگه", "tunnel-closed-in-persian"),
        ("Пример", "tunnel-syndicated"),
        ("прим*", "tunnel-syndicated"),
        ("samplehaven", "tunnel-syndicated"),
        ("Пробная", "tunnel-syndicated"),
        ("ferries NOT captain", "strike-ends"),
    ],
)
def test_full_text_search_finds_every_script(db: sqlite3.Connection, words: str, found: str) -> None:
    query = "SELECT id FROM entries WHERE rowid IN (SELECT rowid FROM entries_fts WHERE entries_fts MATCH ?)"
    names = column(db, query, words)
    assert found in names
    assert len(names) < len(collection().entries)


def test_datasette_will_find_the_search(db: sqlite3.Connection) -> None:
    (sql,) = column(db, "SELECT sql FROM sqlite_master WHERE rootpage = 0 AND name = 'entries_fts'")
    # What datasette.utils.detect_fts looks for.
    assert "VIRTUAL TABLE entries_fts USING fts5" in sql
    assert 'content="entries"' in sql


def test_who_cites_whom(db: sqlite3.Connection) -> None:
    query = "SELECT outlet, source, person, source_outlet, cited, via FROM citations WHERE entry = ?"
    assert db.execute(query, ("tunnel-syndicated",)).fetchall() == [
        ("wharf-wire", "A captain", None, None, "quoted", None),
        ("wharf-wire", "Ona Primer", "ona-primer", None, "mentioned", None),
    ]
    assert ("lamp-society", "Signal Radio", None, "signal-radio", "mentioned", None) in db.execute(
        query, ("lamp-society-statement",)
    ).fetchall()


def test_a_designated_publisher_is_introduced_and_not_linked(db: sqlite3.Connection) -> None:
    (row,) = db.execute("SELECT notices, url, address FROM entries WHERE id = 'lamp-society-statement'").fetchall()
    assert row[0].startswith("Lamp Society & Friends <of the Strait> is banned")
    assert row[1:] == (None, "press.lamp.example.net/2022/10/18/statement")
    for table in TABLES:
        for cells in db.execute(f'SELECT * FROM "{table}"'):
            linked = [cell for cell in cells if isinstance(cell, str) and cell.startswith(("http://", "https://"))]
            assert not [cell for cell in linked if any(host in cell for host in LAMP)], table
    (home,) = column(db, "SELECT home FROM outlets WHERE id = 'lamp-society'")
    assert home == "lamp.example.net/"


def test_a_private_person_stands_in_no_table(db: sqlite3.Connection) -> None:
    for table in TABLES:
        for cells in db.execute(f'SELECT * FROM "{table}"'):
            for word in ("mira-privatova", "private-resident", "Privatova", "Приватова"):
                assert not any(word in str(cell) for cell in cells), table
    assert column(db, "SELECT person FROM sources WHERE name = 'A seller of fish'") == [None]


def test_every_spelling_leads_to_its_record(db: sqlite3.Connection) -> None:
    query = "SELECT person, outlet, place FROM names WHERE spelling = ?"
    for spelling, owner in (
        ("巴克特·乌尔古", ("bakyt-ulgu", None, None)),
        ("Общество лампы", (None, "lamp-society", None)),
        ("Пробная Гавань", (None, None, "samplehaven")),
    ):
        assert db.execute(query, (spelling,)).fetchall() == [owner]


def test_search_looks_in_what_a_page_says_and_not_in_marks(db: sqlite3.Connection) -> None:
    found = (
        "SELECT entries.id FROM entries_fts JOIN entries ON entries.rowid = entries_fts.rowid WHERE entries_fts MATCH ?"
    )
    for entry in collection().entries:
        for name in entry.topics:
            topic = collection().topics[name].name
            assert entry.id in column(db, found, f'also : "{topic}"')
        assert (
            entry.id in column(db, found, f"days : day{entry.published.first:%Y%m%d}")
            or entry.published.first != entry.published.last
        )
    marks = {f"[{name}]" for entry in collection().entries for name in entry.references}
    assert any(mark in text for mark in marks for text in column(db, "SELECT context FROM entries"))
    assert not any(mark in text for mark in marks for text in column(db, "SELECT context_plain FROM entries"))


def test_facts_stand_beside_their_basis(db: sqlite3.Connection) -> None:
    query = "SELECT owner, owner_basis, funder, funder_basis, country, country_basis FROM outlets WHERE id = ?"
    assert db.execute(query, ("strait-gazette",)).fetchone() == (
        "Gazette Trust",
        "referenced",
        "Readers",
        "unreferenced",
        "IS",
        "own-page",
    )


def test_meta_names_the_site_and_the_licence(db: sqlite3.Connection) -> None:
    meta = dict(db.execute("SELECT name, value FROM meta"))
    assert (meta["site"], meta["web"], meta["licence"], meta["version"]) == (
        "Sample Strait Digest",
        "https://example.org/press/",
        "CC-BY-4.0",
        "1",
    )


def test_the_same_collection_gives_the_same_bytes() -> None:
    assert database(replace(collection(), memo={})) == files()[PATH].raw


def test_a_python_without_full_text_search_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = script
    monkeypatch.setattr(module, "script", lambda name: whole(name).replace("fts5 (", "fts0 ("))
    with pytest.raises(Refusal, match=r"has no full-text search \(FTS5\).* Use a Python from python.org"):
        database(collection())


def test_an_empty_collection_makes_a_database() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(Collection.of(Draft(), collection().settings)))
        assert column(connection, "SELECT count(*) FROM entries") == [0]
        assert column(connection, "PRAGMA integrity_check") == ["ok"]


def test_what_is_contested_has_numbers_sides_and_routes(db: sqlite3.Connection) -> None:
    query = "SELECT given_by, side, figure, number, bound, unit, route FROM accounts WHERE question_position = ?"
    assert db.execute(query, (1,)).fetchall()[:2] == [
        ("Ferry Union", "CN", "forty", 40.0, "exact", None, "elsewhere"),
        ("A harbour clerk who is not named", None, "Fewer than twelve", 12.0, "or-less", None, "elsewhere"),
    ]
    query = "SELECT accounts, speakers, low, low_figure, high, high_figure FROM questions ORDER BY story, position"
    assert db.execute(query).fetchall()[:2] == [
        (2, 2, 12.0, "fewer than twelve", 40.0, "40"),
        (2, 2, None, None, None, None),
    ]
    assert column(db, "SELECT DISTINCT fields IS NULL FROM corrections WHERE now IS NOT NULL") != [1]
