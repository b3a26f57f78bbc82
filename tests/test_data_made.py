"""Tables and database tell who drafted and reviewed what, and what those reply whom entries are about."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date

from data_files import made_of
from invented import changed, collection

from newsdesk.collection import Collection
from newsdesk.model import Author, Reply, Review

NAME = "lamp-society-statement"
THEIR_OWN = "https://lamp.example.net/answer"
FIRST = Reply(by="Bo Lind", date=date(2022, 10, 27), language="en", text="=It was\nnot so; never.")
SECOND = Reply(by="The Society", date=date(2022, 10, 28), language="is", text="Nei.", url=THEIR_OWN)
ELSEWHERE = SECOND.model_copy(update={"url": "https://press.example.org/answer"})


@contextmanager
def database(known: Collection) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(made_of(known)["data/collection.sqlite"].raw)
        yield connection


def test_replies_stand_in_the_database_and_in_the_table_of_entries() -> None:
    known = changed(NAME, replies=(FIRST, SECOND, ELSEWHERE))
    with database(known) as db:
        assert db.execute("SELECT * FROM replies").fetchall() == [
            (NAME, 1, "Bo Lind", "2022-10-27", "en", "=It was\nnot so; never.", None, None),
            # The policy keeps addresses of this publisher as text.
            (NAME, 2, "The Society", "2022-10-28", "is", "Nei.", None, "lamp.example.net/answer"),
            (NAME, 3, "The Society", "2022-10-28", "is", "Nei.", None, "press.example.org/answer"),
        ]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = csv.DictReader(io.StringIO(made_of(known)["data/entries.csv"].text.lstrip("\ufeff"), newline=""))
    assert {row["id"]: row["replies"] for row in rows if row["replies"]} == {
        NAME: "Bo Lind, 2022-10-27: =It was\nnot so; never.; The Society, 2022-10-28: Nei.; "
        "The Society, 2022-10-28: Nei."
    }
    with database(collection()) as db:
        assert db.execute("SELECT count(*) FROM replies").fetchone() == (0,)


def test_a_reply_to_what_the_policy_leaves_alone_has_its_link() -> None:
    with database(changed("strike-ends", replies=(ELSEWHERE,))) as db:
        assert db.execute("SELECT url FROM replies").fetchall() == [("https://press.example.org/answer",)]


MADE = "drafted_by, reviewed_by, reviewed_on"


def test_records_say_who_made_them() -> None:
    given, read = collection(), {"reviewed": Review(by="Vera Reader", on=date(2022, 11, 1))}
    extra = given.settings.extra
    publishing = extra.publishing.model_copy(update={"drafted_by": Author.MACHINE})
    settings = given.settings.model_copy(update={"extra": extra.model_copy(update={"publishing": publishing})})
    names = {group: next(iter(getattr(given, group))) for group in ("digests", "stories", "outlets", "people")}
    changes = {
        group: {
            **getattr(given, group),
            name: getattr(given, group)[name].model_copy(update={**read, "drafted_by": by}),
        }
        for (group, name), by in zip(names.items(), (Author.HUMAN, None, Author.HUMAN, None), strict=True)
    }
    with database(replace(given, settings=settings, memo={}, **changes)) as db:
        for (group, name), by in zip(names.items(), ("human", "machine", "human", "machine"), strict=True):
            key = "week" if group == "digests" else "id"
            rows = {row[0]: row[1:] for row in db.execute(f"SELECT {key}, {MADE} FROM {group}")}
            assert rows.pop(name) == (by, "Vera Reader", "2022-11-01"), group
            assert set(rows.values()) <= {("machine", None, None)}, group
    with database(given) as db:
        assert {row for group in names for row in db.execute(f"SELECT {MADE} FROM {group}")} == {(None, None, None)}
