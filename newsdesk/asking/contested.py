"""What is contested in a story: its questions, with their accounts as far as these are few."""

from newsdesk.asking.database import Database, Row
from newsdesk.asking.given import Given
from newsdesk.asking.records import listed

_ACCOUNTS = 30
"""So many accounts stand in an answer; of questions whose accounts would be more than that it has the number."""
_ACCOUNT = (
    "given_by",
    "person",
    "outlet",
    "side",
    "says",
    "date",
    "figure",
    "number",
    "bound",
    "unit",
    "part",
    "route",
    "notice",
)
BESIDE: Row = {
    "entries": [],
    "notices": [
        "Beside one question the entries of the story are left out: `basis` of each account names those on which it"
        " rests, `entry` answers with one of them, and `search` with this `story` has them all."
    ],
}
"""What stands in the place of a story's entries beside one question."""
_COUNTS = ("speakers", "origins", "low", "low_figure", "high", "high_figure")
_REFERENCES = (
    "SELECT r.id, r.target AS entry, coalesce(r.url, e.web, e.path) AS address, coalesce(r.title, e.title) AS title,"
    ' coalesce(r.publisher, e.outlet) AS publisher FROM "references" r LEFT JOIN entries e ON e.id = r.target'
    " WHERE r.kind = 'story' AND r.record = ?"
)


def contested_in(db: Database, given: Given, story: str, only: int) -> list[Row]:
    """The questions of a story with their accounts; of the number `only`, from 1, where that is not 0, its alone."""
    counts = {one["question"]: one for one in db.rows("SELECT * FROM questions WHERE story = ?", [story])}
    references = {one["id"]: one for one in db.rows(_REFERENCES, [story])}
    questions: dict[str, list[Row]] = {}
    for one in db.rows("SELECT * FROM accounts WHERE story = ? ORDER BY rowid", [story]):
        account = {key: one[key] for key in _ACCOUNT}
        basis = [references.get(ref, {"id": ref}) for ref in listed(one["refs"])]
        questions.setdefault(one["question"], []).append({**account, "basis": basis})
    if only > len(questions):
        given.notices.append(f"There is no question {only} here: there are {len(questions)}.")
        only = 0
    told = {only} if only else _first(list(map(len, questions.values())))
    found = []
    for number, (text, accounts) in enumerate(questions.items(), 1):
        row: Row = {"number": number, "question": text, "all": len(accounts)}
        row |= {key: counts[text][key] for key in _COUNTS} | {"accounts": accounts}
        found.append(row if number in told else row | {"accounts": [], "left_out": len(accounts)})
    if left_out := [str(row["number"]) for row in found if "left_out" in row]:
        which = f"question {left_out[0]} are" if len(left_out) == 1 else f"questions {', '.join(left_out)} are"
        given.notices.append(f"The accounts of {which} left out here: ask `story` with the number as `question`.")
    return found


def _first(sizes: list[int]) -> set[int]:
    """The numbers of the first questions that are few accounts together, at least of one."""
    told, room = set[int](), _ACCOUNTS
    for number, size in enumerate(sizes, 1):
        if size > room and told:
            break
        told.add(number)
        room -= size
    return told
