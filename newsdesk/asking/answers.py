"""Answers: a question comes in, records of the database go out, each with its address, its basis and its notices."""

from functools import cached_property
from typing import Any

from newsdesk.asking.contested import BESIDE, contested_in
from newsdesk.asking.database import MOST, Database, Row
from newsdesk.asking.given import Given, nothing, plain
from newsdesk.asking.offices import Offices
from newsdesk.asking.records import CARD, SOURCES, beyond, card, extent, notices, rest, review, source
from newsdesk.asking.spelled import Spellings
from newsdesk.asking.words import Words

_FACTS = ("home", "country", "languages", "kind", "owner", "funder", "self_description", "legal_status")
_FROM = "FROM entries e JOIN outlets o ON o.id = e.outlet"
FEW = 10
"""So many entries stand in an answer that is about something else, unless more are asked for."""
Asked = str | None


class Answers:
    """What may be asked of a collection."""

    def __init__(self, db: Database) -> None:
        self.db = db

    @cached_property
    def spellings(self) -> Spellings:
        """Every spelling of whatever is registered."""
        return Spellings.known(self.db)

    @cached_property
    def offices(self) -> Offices:
        """Who holds which office."""
        return Offices(self.db, self.spellings)

    def _given(self) -> Given:
        return Given(self.db, self.spellings, self.offices)

    def about(self) -> Row:
        """What the collection is and holds."""
        counts = {
            name: self.db.rows(f'SELECT count(*) AS n FROM "{name}"')[0]["n"]
            for name in ("entries", "outlets", "people", "stories", "digests", "sources", "corrections")
        }
        heard = self.db.rows("SELECT count(DISTINCT outlet) AS n FROM entries")[0]["n"]
        counts |= {"outlets_with_entries": heard}
        reviewed = self.db.rows("SELECT count(*) AS n FROM entries WHERE reviewed_by IS NOT NULL")[0]["n"]
        excerpts = self.db.rows("SELECT count(*) AS n FROM entries WHERE read = 'excerpt'")[0]["n"]
        (days,) = self.db.rows("SELECT min(published_first) AS first, max(published_last) AS last FROM entries")
        stories = self.db.rows("SELECT id, title, date FROM stories ORDER BY date_first DESC, id")
        return {
            "meta": dict(self.db.meta),
            "counts": counts,
            "days": days,
            "stories": stories[:MOST],
            "address": self.db.meta.get("web"),
            "basis": {"reviewed_entries": reviewed, "entries_read_in_part": excerpts, "of": counts["entries"]},
            "notices": [
                f"`outlets` are all {counts['outlets']} that the register describes, `outlets_with_entries` the"
                f" {heard} of them of which there are entries here.",
                "A statement is its source's: name the outlet and the source, and how it was cited.",
                "Show the notices of each record. A collection is a selection: what is missing may exist elsewhere.",
            ],
        }

    def search(
        self,
        words: Asked = "",
        *,
        story: Asked = "",
        outlet: Asked = "",
        person: Asked = "",
        country: Asked = "",
        language: Asked = "",
        week: Asked = "",
        first: Asked = "",
        last: Asked = "",
        limit: int = FEW,
        after: int = 0,
    ) -> Row:
        """Entries with all words, in any spelling of the names in them, and that fit every filter; newest first."""
        given = self._given()
        wheres, values = self._filters(given, story, outlet, person, week)
        if code := given.country(country):
            wheres.append("e.id IN (SELECT entry FROM entry_countries WHERE country = ?)")
            values.append(code)
        if tags := given.language(language):
            wheres.append(f"e.language IN ({', '.join('?' * len(tags))})")
            values += tags
        begin, end = given.days(first, last)
        for where, day in (("e.published_last >= ?", begin), ("e.published_first <= ?", end)):
            if day:
                wheres.append(where)
                values.append(day)
        origins = self._origins(wheres, values)
        asked = Words(self.db, self.spellings, words or "") if plain(words) else None
        if asked:
            given.notices += [*asked.told(), *given.office(words)]
            wheres.append("e.rowid IN (SELECT rowid FROM entries_fts WHERE entries_fts MATCH ?)")
            values.append(asked.query)
            origins = None
        where = f" WHERE {' AND '.join(wheres)}" if wheres else ""
        rows, found = self._page(f"SELECT {CARD} {_FROM}{where}", values, "e.id", limit, after)
        outlets = self.db.rows(f"SELECT count(DISTINCT e.outlet) AS n {_FROM}{where}", values)[0]["n"]
        if not found["all"]:
            given.notices[:] = nothing("entry", [*given.notices, *(asked.instead() if asked else ())])
        return {
            "entries": [card(row) for row in rows],
            **found,
            "outlets": outlets,
            # Of nothing there are none; of a choice by words nobody has counted them.
            "origins": origins if found["all"] else 0,
            "address": self.db.meta.get("web"),
            "basis": "each entry has its own",
            "notices": [*given.notices, *beyond(found)],
        }

    def _origins(self, wheres: list[str], values: list[Any]) -> int | None:
        """The independent origins of the entries of one story or one week; None of what nobody has counted."""
        kinds = {"e.id IN (SELECT entry FROM entry_stories WHERE story = ?)": "story", "e.week = ?": "digest"}
        kind = kinds.get(wheres[0]) if len(wheres) == 1 else None
        found = (
            self.db.rows("SELECT origins FROM counts WHERE kind = ? AND record = ?", [kind, *values]) if kind else []
        )
        return found[0]["origins"] if found else None

    def _page(self, query: str, values: list[Any], then: str, limit: int, after: int) -> tuple[list[Row], Row]:
        """Rows of a query, the newest first and then by other columns, with how many there are of them in all."""
        limit, after = max(1, min(limit, MOST)), max(0, after)
        count = self.db.rows(f"SELECT count(*) AS n FROM ({query})", values)[0]["n"]
        order = f"ORDER BY e.published_first DESC, {then} LIMIT ? OFFSET ?"
        return self.db.rows(f"{query} {order}", [*values, limit, after]), extent(count, after, limit)

    def _filters(
        self, given: Given, story: Asked, outlet: Asked, person: Asked, week: Asked
    ) -> tuple[list[str], list[Any]]:
        wheres: list[str] = []
        values: list[Any] = []
        for kind, text, where in (
            ("stories", story, "e.id IN (SELECT entry FROM entry_stories WHERE story = ?)"),
            ("outlets", outlet, "e.outlet = ?"),
            ("people", person, "e.id IN (SELECT entry FROM sources WHERE person = ?)"),
        ):
            if plain(text):
                wheres.append(where)
                values.append(given.record(kind, text)["id"])
        if name := given.week(week):
            wheres.append("e.week = ?")
            values.append(name)
        return wheres, values

    def entry(self, name: Asked) -> Row:
        """An entry whole: summary, sources with their words, context with its references, corrections and replies."""
        given = self._given()
        id = given.record("entries", name)["id"]
        (row,) = self.db.rows(
            f"SELECT {CARD}, e.week, e.byline, e.genre, e.url, e.address AS printed, e.archive_url, e.context {_FROM}"
            " WHERE e.id = ?",
            [id],
        )
        short = card(row)
        return {
            **short,
            "notices": [*given.notices, *short["notices"]],
            "week": row["week"],
            "article": {key: row[key] for key in ("byline", "genre", "url", "archive_url")}
            | {"address": row["printed"]},
            "sources": [source(one) for one in self.db.rows(SOURCES + " WHERE s.entry = ? ORDER BY s.position", [id])],
            "context": row["context"],
            "references": self.db.rows(
                'SELECT id, target AS entry, url, address, title, publisher, published, affiliated FROM "references"'
                " WHERE kind = 'entry' AND record = ? ORDER BY rowid",
                [id],
            ),
            "stories": [one["story"] for one in self.db.rows("SELECT story FROM entry_stories WHERE entry = ?", [id])],
            "replies": self.db.rows(
                "SELECT given_by, date, reply, url FROM replies WHERE entry = ? ORDER BY position", [id]
            ),
            "corrections": self._corrections("entry", id),
        }

    def _corrections(self, kind: str, name: str) -> list[Row]:
        told = "SELECT date, kind, was, now, why FROM corrections WHERE subject = ? AND record = ? ORDER BY position"
        return self.db.rows(told, [kind, name])

    def story(self, name: Asked, *, question: int = 0, limit: int = FEW, after: int = 0) -> Row:
        """A story: what is contested, every account with who gives it and the entries that have it, and its entries.

        Whole questions while they are few accounts; with `question`, the one of that number alone, without entries.
        """
        given = self._given()
        row = given.record("stories", name)
        contested = contested_in(self.db, given, row["id"], question)
        counts = self.db.rows(
            "SELECT entries, outlets, origins FROM counts WHERE kind = 'story' AND record = ?", [row["id"]]
        )
        # An answer about one question has room for that: its accounts say on which entries they rest.
        is_one = 0 < question <= len(contested)
        found = BESIDE if is_one else self.search(story=row["id"], limit=limit, after=after)
        return {
            "id": row["id"],
            "title": row["title"],
            "date": row["date"],
            "summary": row["summary"],
            "counts": counts[0] if counts else None,
            "contested": contested,
            "entries": found["entries"],
            **rest(found),
            "corrections": self._corrections("story", row["id"]),
            "address": row["web"],
            "basis": review(row),
            "notices": [*given.notices, *notices(row["notices"]), *found["notices"]],
        }

    def person(self, name: Asked, *, story: Asked = "", limit: int = 20, after: int = 0) -> Row:
        """What a person or body is recorded as saying, newest first, with the outlet, the route and the words."""
        given = self._given()
        row = given.record("people", name)
        found = self.sources(person=row["id"], story=story, limit=limit, after=after)
        spellings = self.db.rows("SELECT spelling, language FROM names WHERE person = ? ORDER BY rowid", [row["id"]])
        return {
            "id": row["id"],
            "name": row["name"],
            "kind": row["kind"],
            "country": row["country"],
            "roles": row["roles"],
            "proceedings": row["proceedings"],
            "spellings": spellings,
            "statements": found["sources"],
            **rest(found),
            "corrections": self._corrections("person", row["id"]),
            "address": row["web"],
            "basis": review(row),
            "notices": [*given.notices, *notices(row["notices"]), *found["notices"]],
        }

    def sources(
        self,
        *,
        person: Asked = "",
        outlet: Asked = "",
        story: Asked = "",
        week: Asked = "",
        identified: Asked = "",
        cited: Asked = "",
        actor: Asked = "",
        limit: int = 20,
        after: int = 0,
    ) -> Row:
        """Sources of entries that fit every filter, with what they say; unnamed ones are `identified: unnamed`."""
        given = self._given()
        wheres, values = self._filters(given, story, outlet, "", week)
        wheres.append("e.withdrawn IS NULL")
        for name, text in (("identified", identified), ("cited", cited), ("actor", actor)):
            if value := given.term(name, text):
                wheres.append(f"s.{name} = ?")
                values.append(value)
        if plain(person):
            wheres.append("s.person = ?")
            values.append(given.record("people", person)["id"])
        query = f"{SOURCES} WHERE {' AND '.join(wheres)}"
        rows, found = self._page(query, values, "e.id, s.position", limit, after)
        if not found["all"]:
            given.notices[:] = nothing("source", given.notices)
        return {
            "sources": [source(one) for one in rows],
            **found,
            "address": self.db.meta.get("web"),
            "basis": "each source has that of its entry",
            "notices": [*given.notices, *beyond(found)],
        }

    def outlet(self, name: Asked, *, limit: int = FEW, after: int = 0) -> Row:
        """An outlet: each fact with its basis, the acts of authorities against it, and its newest entries."""
        given = self._given()
        row = given.record("outlets", name)
        found = self.search(outlet=row["id"], limit=limit, after=after)
        return {
            "id": row["id"],
            "name": row["name"],
            "name_en": row["name_en"],
            "facts": {fact: {"value": row[fact], "basis": row[f"{fact}_basis"]} for fact in _FACTS},
            "designations": self.db.rows(
                "SELECT authority, country, kind, wording, date, ended FROM designations WHERE outlet = ?"
                " ORDER BY position",
                [row["id"]],
            ),
            "entries": found["entries"],
            **rest(found),
            "corrections": self._corrections("outlet", row["id"]),
            "address": row["web"],
            "basis": {fact: row[f"{fact}_basis"] for fact in _FACTS} | review(row),
            "notices": [*given.notices, *notices(row["notices"]), *found["notices"]],
        }

    def week(self, name: Asked, *, limit: int = 20, after: int = 0) -> Row:
        """A weekly digest: its note, and its entries."""
        given = self._given()
        row = given.record("digests", name)
        counts = self.db.rows(
            "SELECT entries, outlets, origins FROM counts WHERE kind = 'digest' AND record = ?", [row["week"]]
        )
        found = self.search(week=row["week"], limit=limit, after=after)
        return {
            "week": row["week"],
            "status": row["status"],
            "note": row["note"],
            "counts": counts[0] if counts else None,
            "entries": found["entries"],
            **rest(found),
            "corrections": self._corrections("digest", row["week"]),
            "address": row["web"],
            "basis": review(row),
            "notices": [*given.notices, *notices(row["notices"]), *found["notices"]],
        }
