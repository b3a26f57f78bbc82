"""Answers: a question comes in, records of the database go out, each with its address, its basis and its notices."""

from typing import Any

from newsdesk.asking.database import MOST, Database, NotFound, Row, words_of_query
from newsdesk.asking.records import CARD, SOURCES, card, extent, listed, notices, review, source

_FACTS = ("home", "country", "languages", "kind", "owner", "funder", "self_description", "legal_status")
_FROM = "FROM entries e JOIN outlets o ON o.id = e.outlet"


class Answers:
    """What may be asked of a collection."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def about(self) -> Row:
        """What the collection is and holds."""
        counts = {
            name: self.db.rows(f'SELECT count(*) AS n FROM "{name}"')[0]["n"]
            for name in ("entries", "outlets", "people", "stories", "digests", "sources", "corrections")
        }
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
                "A statement is its source's: name the outlet and the source, and how it was cited.",
                "Show the notices of each record. A collection is a selection: what is missing may exist elsewhere.",
            ],
        }

    def search(
        self,
        words: str = "",
        *,
        story: str = "",
        outlet: str = "",
        person: str = "",
        country: str = "",
        language: str = "",
        first: str = "",
        last: str = "",
        limit: int = 10,
        after: int = 0,
    ) -> Row:
        """Entries with all words, in any spelling of the names in them, and that fit every filter; newest first."""
        wheres, values = self._filters(story, outlet, person, country, language, first, last)
        if words.strip():
            query = words_of_query(words)
            if not query:
                raise NotFound(f'"{words}" has no word to look for.')
            wheres.append("e.rowid IN (SELECT rowid FROM entries_fts WHERE entries_fts MATCH ?)")
            values.append(query)
        where = f" WHERE {' AND '.join(wheres)}" if wheres else ""
        rows, found = self._page(f"SELECT {CARD} {_FROM}{where}", values, "e.id", limit, after)
        outlets = self.db.rows(f"SELECT count(DISTINCT e.outlet) AS n {_FROM}{where}", values)[0]["n"]
        nothing = "Nothing in this collection fits. That says nothing of what was published elsewhere."
        return {
            "entries": [card(row) for row in rows],
            **found,
            "outlets": outlets,
            "address": self.db.meta.get("web"),
            "basis": "each entry has its own",
            "notices": [] if found["all"] else [nothing],
        }

    def _page(self, query: str, values: list[Any], then: str, limit: int, after: int) -> tuple[list[Row], Row]:
        """Rows of a query, the newest first and then by other columns, with how many there are of them in all."""
        limit, after = max(1, min(limit, MOST)), max(0, after)
        count = self.db.rows(f"SELECT count(*) AS n FROM ({query})", values)[0]["n"]
        order = f"ORDER BY e.published_first DESC, {then} LIMIT ? OFFSET ?"
        return self.db.rows(f"{query} {order}", [*values, limit, after]), extent(count, after, limit)

    def _filters(
        self, story: str, outlet: str, person: str, country: str, language: str, first: str, last: str
    ) -> tuple[list[str], list[Any]]:
        wheres: list[str] = []
        values: list[Any] = []

        def add(where: str, *more: Any) -> None:
            wheres.append(where)
            values.extend(more)

        if story:
            add("e.id IN (SELECT entry FROM entry_stories WHERE story = ?)", self.db.one("stories", story)["id"])
        if outlet:
            add("e.outlet = ?", self.db.named("outlet", "outlets", outlet)["id"])
        if person:
            add("e.id IN (SELECT entry FROM sources WHERE person = ?)", self.db.named("person", "people", person)["id"])
        if country:
            add("e.id IN (SELECT entry FROM entry_countries WHERE country = ?)", country.upper())
        if language:
            add("e.language = ?", language)
        if first:
            add("e.published_last >= ?", first)
        if last:
            add("e.published_first <= ?", last + "\uffff" if len(last) < len("2022-10-09") else last)
        return wheres, values

    def entry(self, name: str) -> Row:
        """An entry whole: summary, sources with their words, context with its references, corrections and replies."""
        found = self.db.rows(
            f"SELECT {CARD}, e.byline, e.genre, e.url, e.address AS printed, e.archive_url, e.context {_FROM}"
            " WHERE e.id = ?",
            [name],
        )
        # Where there is none, it says what comes close.
        row = found[0] if found else self.db.one("entries", name)
        return {
            **card(row),
            "article": {key: row[key] for key in ("byline", "genre", "url", "archive_url")}
            | {"address": row["printed"]},
            "sources": [
                source(one) for one in self.db.rows(SOURCES + " WHERE s.entry = ? ORDER BY s.position", [name])
            ],
            "context": row["context"],
            "references": self.db.rows(
                'SELECT id, target AS entry, url, address, title, publisher, published, affiliated FROM "references"'
                " WHERE kind = 'entry' AND record = ? ORDER BY rowid",
                [name],
            ),
            "stories": [
                one["story"] for one in self.db.rows("SELECT story FROM entry_stories WHERE entry = ?", [name])
            ],
            "replies": self.db.rows(
                "SELECT given_by, date, reply, url FROM replies WHERE entry = ? ORDER BY position", [name]
            ),
            "corrections": self.db.rows(
                "SELECT date, kind, was, now, why FROM corrections WHERE entry = ? ORDER BY position", [name]
            ),
        }

    def story(self, name: str) -> Row:
        """A story: what is contested, every account with who gives it and the entries that have it, and its entries."""
        row = self.db.one("stories", name)
        told = (
            "SELECT r.id, r.target AS entry, coalesce(r.url, e.web, e.path) AS address, coalesce(r.title, e.title)"
            ' AS title, coalesce(r.publisher, e.outlet) AS publisher FROM "references" r'
            " LEFT JOIN entries e ON e.id = r.target WHERE r.kind = 'story' AND r.record = ?"
        )
        references = {one["id"]: one for one in self.db.rows(told, [name])}
        questions: dict[str, list[Row]] = {}
        for one in self.db.rows("SELECT * FROM accounts WHERE story = ? ORDER BY question, position", [name]):
            questions.setdefault(one["question"], []).append(
                {
                    "given_by": one["given_by"],
                    "person": one["person"],
                    "outlet": one["outlet"],
                    "side": one.get("side"),
                    "says": one["says"],
                    "date": one["date"],
                    "basis": [references.get(ref, {"id": ref}) for ref in listed(one["refs"])],
                }
            )
        counts = self.db.rows(
            "SELECT entries, outlets, origins FROM counts WHERE kind = 'story' AND record = ?", [name]
        )
        found = self.search(story=name, limit=MOST)
        return {
            "id": name,
            "title": row["title"],
            "date": row["date"],
            "summary": row["summary"],
            "counts": counts[0] if counts else None,
            "contested": [{"question": text, "accounts": accounts} for text, accounts in questions.items()],
            "entries": found["entries"],
            "all": found["all"],
            "address": row["web"],
            "basis": review(row),
            "notices": [] if row["reviewed_by"] else ["No person has reviewed this story."],
        }

    def person(self, name: str, *, story: str = "", limit: int = 20, after: int = 0) -> Row:
        """What a person or body is recorded as saying, newest first, with the outlet, the route and the words."""
        row = self.db.named("person", "people", name)
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
            **{key: found[key] for key in ("all", "from", "next_from") if key in found},
            "address": row["web"],
            "basis": review(row),
            "notices": [row["proceedings"]] if row["proceedings"] else [],
        }

    def sources(
        self,
        *,
        person: str = "",
        outlet: str = "",
        story: str = "",
        week: str = "",
        identified: str = "",
        cited: str = "",
        actor: str = "",
        limit: int = 20,
        after: int = 0,
    ) -> Row:
        """Sources of entries that fit every filter, with what they say; unnamed ones are `identified: unnamed`."""
        wheres, values = ["e.withdrawn IS NULL"], []
        for column, value in (("s.identified", identified), ("s.cited", cited), ("s.actor", actor), ("e.week", week)):
            if value:
                wheres.append(f"{column} = ?")
                values.append(value)
                self._known(column, value)
        more, rest = self._filters(story, outlet, "", "", "", "", "")
        wheres, values = [*wheres, *more], [*values, *rest]
        if person:
            wheres.append("s.person = ?")
            values.append(self.db.named("person", "people", person)["id"])
        query = f"{SOURCES} WHERE {' AND '.join(wheres)}"
        rows, found = self._page(query, values, "e.id, s.position", limit, after)
        return {
            "sources": [source(one) for one in rows],
            **found,
            "address": self.db.meta.get("web"),
            "basis": "each source has that of its entry",
            "notices": [],
        }

    def _known(self, column: str, value: str) -> None:
        """Refuse a term that no source has, naming those that there are."""
        if column == "e.week":
            return
        name = column.partition(".")[2]
        known = [row[name] for row in self.db.rows(f"SELECT DISTINCT {name} FROM sources ORDER BY {name}")]
        if value not in known:
            raise NotFound(f'No source is "{value}" by {name}. There are: {", ".join(known)}.')

    def outlet(self, name: str) -> Row:
        """An outlet: each fact with its basis, the acts of authorities against it, and its newest entries."""
        row = self.db.named("outlet", "outlets", name)
        found = self.search(outlet=row["id"], limit=10)
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
            "all": found["all"],
            "address": row["web"],
            "basis": {fact: row[f"{fact}_basis"] for fact in _FACTS} | review(row),
            "notices": notices(row["notices"]),
        }

    def week(self, name: str) -> Row:
        """A weekly digest: its note, and its entries."""
        found = self.db.rows("SELECT * FROM digests WHERE week = ?", [name.upper()])
        if not found:
            weeks = [row["week"] for row in self.db.rows("SELECT week FROM digests ORDER BY week")]
            raise NotFound(f'There is no digest of "{name}". There are: {", ".join(weeks[-MOST:]) or "none"}.')
        (row,) = found
        entries = self.db.rows(
            f"SELECT {CARD} {_FROM} WHERE e.week = ? ORDER BY e.published_first DESC, e.id LIMIT ?", [row["week"], MOST]
        )
        return {
            "week": row["week"],
            "status": row["status"],
            "note": row["note"],
            "entries": [card(one) for one in entries],
            "address": row["web"],
            "basis": review(row),
            "notices": [] if row["status"] == "published" else ["This digest is a draft."],
        }
