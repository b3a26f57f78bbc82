"""Records as they are answered: rows of the database come in, with address, basis and notices they go out."""

from newsdesk.asking.database import Row

CARD = (
    "e.id, e.title, e.title_en, e.title_en_by, e.outlet, o.name AS outlet_name, e.published, e.published_basis,"
    " e.language, e.syndicated_from, e.translation_of,"
    " e.summary, e.notices, e.read, e.drafted_by, e.reviewed_by, e.reviewed_on, e.withdrawn, e.web, e.path"
)
"""The columns of an entry in short, from `entries e` and `outlets o`."""


def listed(text: str | None) -> list[str]:
    """What a column joins."""
    return [part for part in (text or "").split("; ") if part]


def notices(text: str | None) -> list[str]:
    """What has to be said first of a record, a sentence or a few each."""
    return (text or "").splitlines()


def basis(row: Row) -> Row:
    """On what an entry rests: who drafted and reviewed it, how much was read, and what its date is taken from."""
    names = ("drafted_by", "reviewed_by", "reviewed_on", "read", "published_basis")
    return {name: row[name] for name in names if name in row}


def review(row: Row) -> Row:
    """Who drafted and reviewed a record."""
    return {name: row[name] for name in ("drafted_by", "reviewed_by", "reviewed_on")}


def card(row: Row) -> Row:
    """An entry in short."""
    return {
        "id": row["id"],
        "title": row["title"],
        "title_en": row["title_en"] and {"text": row["title_en"], "by": row["title_en_by"]},
        "outlet": {"id": row["outlet"], "name": row["outlet_name"]},
        "published": row["published"],
        "language": row["language"],
        "syndicated_from": row["syndicated_from"],
        "translation_of": row["translation_of"],
        "summary": row["summary"],
        "withdrawn": row["withdrawn"],
        "address": row["web"] or row["path"],
        "basis": basis(row),
        "notices": notices(row["notices"]),
    }


def extent(count: int, after: int, limit: int) -> Row:
    """How many there are, and where the next page begins."""
    more = {"next_from": after + limit} if after + limit < count else {}
    return {"all": count, "from": after, **more}


def rest(found: Row) -> Row:
    """How many there are in all of what is listed, and where the next page begins."""
    return {key: found[key] for key in ("all", "from", "next_from") if key in found}


def beyond(found: Row) -> list[str]:
    """That a page begins behind the last of what there is."""
    is_beyond = found["all"] and found["from"] >= found["all"]
    return [f"`after` is {found['from']}, and there are {found['all']} in all: begin before that."] if is_beyond else []


SOURCES = (
    "SELECT s.*, e.title, e.published, e.notices, e.web, e.path, e.read, e.drafted_by, e.reviewed_by, e.reviewed_on,"
    " e.published_basis, o.id AS publisher, o.name AS publisher_name FROM sources s JOIN entries e ON e.id = s.entry"
    " JOIN outlets o ON o.id = e.outlet"
)


def source(row: Row) -> Row:
    """A source of an entry, with what it says and where that stands."""
    quote = row["quote"] and {
        "text": row["quote"],
        "language": row["quote_language"],
        "translation": row["quote_translation"],
        "translation_by": row["quote_translation_by"],
    }
    return {
        "source": row["name"],
        "person": row["person"],
        "role": row["role"],
        "actor": row["actor"],
        "identified": row["identified"],
        "cited": row["cited"],
        "via": row["via"] or row["via_text"],
        "says": row["says"],
        "quote": quote,
        "entry": row["entry"],
        "outlet": {"id": row["publisher"], "name": row["publisher_name"]},
        "published": row["published"],
        "address": row["web"] or row["path"],
        "basis": basis(row),
        "notices": notices(row["notices"]),
    }
