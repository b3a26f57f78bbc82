"""A small invented collection that has no problems, and ways to change it and to check it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from newsdesk.check import Draft, check
from newsdesk.load import Document, decode, is_plain, parse, read_tree
from newsdesk.model import Edtf
from newsdesk.problems import FRONT_DOOR, Problem
from newsdesk.views.shared.paging import Slice, page_numbers, page_of

WEEK = "2022-W42"
ENTRY = f"{WEEK}/swans-counted.yaml"
DIGEST = f"{WEEK}/_digest.yaml"

# Who answers for a collection, in its settings: with this it may be published for the first time.
ABOUT = (
    "extra:\n  about:\n    publisher: The Swan Society\n    address: 3 Ferry Lane, Lanternmoor\n"
    "    responsible_editor: Ada Quill\n    contact: desk@swans.zz\n    funding: {none: Members work for nothing.}\n"
    "    conflicts_of_interest: {none: They keep no swans.}\n"
    "    complaints: {to: desk@swans.zz, days: 14, second_instance: {none: There is no press council.}}\n"
    "    right_of_reply: Up to 200 words beside the entry.\n"
)

SUMMARY = (
    "The report says that the council of Lanternmoor counted 312 swans in one October morning. Its"
    " author quotes the warden Ada Quill, who puts the rise down to a mild autumn."
)
CONTEXT = (
    "A survey by the university found 298 swans on the same lake in the year before [survey-2021]."
    " Wardens and scholars count on different days, so that neither figure shows a trend on its own"
    " [beacon-2022]."
)
SOURCE = (
    "{name: Ada Quill, who: ada-quill, role: warden, actor: official, identified: named,"
    " cited: quoted, says: That the autumn was mild.}"
)
REFERENCES = (
    "{survey-2021: {url: https://survey.example/2021},"
    " beacon-2022: {url: https://beacon.example/counts, outlet: beacon}}"
)
# One line a field: the line of a field is its place in this list.
FIELDS = {
    "schema": "1",
    "title": "Swans counted",
    "outlet": "lantern",
    "published": "2022-10-18",
    "published_basis": "printed",
    "language": "en",
    "url": "https://lantern.example/swans",
    "accessed": "2022-10-20",
    "added": "2022-10-21",
    "read": "full",
    "stories": "[swan-count]",
    "topics": "[waterfowl]",
    "countries": "[IS]",
    "summary": SUMMARY,
    "sources": f"[{SOURCE}]",
    "context": CONTEXT,
    "references": REFERENCES,
    "drafted_by": "human",
}

OUTLETS = """\
schema: 1
outlets:
  lantern:
    name: The Lantern
    domains: [lantern.example]
    home: {value: https://lantern.example/, basis: own-page}
    country: {value: IS, basis: unreferenced}
    languages: {value: [en], basis: unreferenced}
    kind: {value: newspaper, basis: referenced, date: 2021, refs: [register]}
    owner: {value: Moor Trust, basis: unreferenced}
    funder: unknown
    self_description: unknown
    legal_status: unknown
    references:
      register: {url: https://register.example/lantern}
  beacon:
    name: The Beacon
    domains: [beacon.example]
    home: {value: https://beacon.example/, basis: own-page}
    country: unknown
    languages: unknown
    kind: unknown
    owner: unknown
    funder: unknown
    self_description: unknown
    legal_status: unknown
"""
PEOPLE = """\
schema: 1
people:
  ada-quill:
    kind: person
    name: Ada Quill
    aliases: [A. Quill, {text: Ада Квилл, language: ru}]
"""
# Coordinates of a place, behind its country.
SEEN_AT = "{{url: https://gazetteer.example/, accessed: 2022-11-20}}"
LIES = f"\n    coordinates: {{{{latitude: {{}}, longitude: {{}}, reference: {SEEN_AT}}}}}"
LYING = ("Latitude -23.6 and longitude 64.75 lie outside IS.", "Latitude and longitude seem to be exchanged.")
ELSEWHERE = ("places.yaml", "coordinates-elsewhere", 6, 5, *LYING)
PLACES = """\
schema: 1
places:
  lanternmoor:
    name: Lanternmoor
    country: IS
"""
STORIES = """\
schema: 1
stories:
  swan-count:
    title: The swans of Lanternmoor
    date: 2022-10-17
    countries: [IS]
    places: [lanternmoor]
    summary: The council counted the swans on 17 October 2022 [notice].
    references:
      notice: {url: https://council.example/notice}
"""
TOPICS = """\
schema: 1
topics:
  waterfowl:
    name: Waterfowl
    description: Ducks, geese and swans.
"""
DIGEST_TEXT = """\
schema: 1
status: draft
lead: swans-counted
"""


def fields_of(changes: Mapping[str, str | None]) -> str:
    """YAML text of a valid entry: some fields replaced, added at the end, or (None) left out."""
    return "".join(f"{k}: {v}\n" for k, v in {**FIELDS, **changes}.items() if v is not None)


def entry(**changes: str | None) -> str:
    """The same, each change given as an argument."""
    return fields_of(changes)


def collection(**changes: str | None) -> dict[str, str]:
    """A valid collection as {path below digests: text}; changes are those of its entry."""
    return {
        "outlets.yaml": OUTLETS,
        "people.yaml": PEOPLE,
        "places.yaml": PLACES,
        "stories.yaml": STORIES,
        "topics.yaml": TOPICS,
        DIGEST: DIGEST_TEXT,
        ENTRY: entry(**changes),
    }


def swapped(path: str, old: str, new: str) -> dict[str, str]:
    """A valid collection in whose file `path` one text, which stands there once, is another."""
    files = collection()
    assert files[path].count(old) == 1, (path, old)
    return {**files, path: files[path].replace(old, new)}


def load(files: Mapping[str, str]) -> tuple[dict[str, Document | None], list[Problem]]:
    """Parse all files as read_tree would, without a disk; what cannot be read is None."""
    documents, problems = {}, []
    for path, text in files.items():
        raw = text.encode()
        read = decode(f"digests/{path}", raw, 10**6) if is_plain(path) else parse(f"digests/{path}", raw)
        documents[path], found = read
        problems += found
    return documents, problems


def draft_of(files: Mapping[str, str]) -> Draft:
    """The draft of files that can be read."""
    return check(load(files)[0])[0]


def grown(count: int, **changes: Any) -> Draft:
    """The small collection with `count` entries `e000`, `e001` and so on, each a day newer than the one before."""
    draft = draft_of(collection())
    (first,), digest = draft.entries, draft.digests[WEEK]
    entries, digests = [], {}
    for number in range(count):
        day = date(2020, 1, 6) + timedelta(days=number)
        week = f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
        own = {"id": f"e{number:03}", "week": week, "title": f"Entry {number}", "published": Edtf.parse(str(day))}
        entries.append(replace(first, record=first.record.model_copy(update={**own, **changes})))
        digests[week] = replace(digest, record=digest.record.model_copy(update={"week": week, "lead": None}))
    return replace(draft, entries=entries, digests=digests)


FAR_AWAY = swapped("places.yaml", "country: IS", f"country: IS{LIES.format(-23.6, 64.75)}")


def problems_of(files: Mapping[str, str], begun: date | None = None) -> list[Problem]:
    """All problems of a collection: reading, shape and rules, on the day `begun` where the day matters."""
    documents, problems = load(files)
    return problems + check(documents, begun=begun)[1]


def brief(problems: Iterable[Problem]) -> list[tuple[str, int, int, str, str]]:
    """What tests assert of problems in the entry: rule, line, column, message and hint."""
    return [(p.rule, p.line, p.column, p.message, p.hint) for p in FRONT_DOOR.fill_all(problems)]


def write_tree(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below root/digests; returns that folder."""
    for path, text in files.items():
        target = root / "digests" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root / "digests"


def problems_on_disk(root: Path, files: Mapping[str, str | bytes]) -> list[Problem]:
    """All problems of a collection that is written below `root` first."""
    documents, problems = read_tree(write_tree(root, files), root)
    return problems + check(documents)[1]


def paged(path: str, items: Sequence[Any]) -> list[Slice[Any]]:
    """All pages of a list at `path`, the newest first."""
    return [page_of(path, items, *place) for place in page_numbers(len(items))]


def answered(who: str, ref: str = "own") -> dict[str, str]:
    """A story with an account of `who` that rests on the entry, whose source is ada-quill, or on a page elsewhere."""
    asked = (
        "      own: {entry: swans-counted}\n    disputed:\n      - question: How many swans?\n        accounts:\n"
        f"          - {{by: Somebody, who: {who}, says: Forty, refs: [{ref}]}}\n"
        "          - {by: Others, says: Fifty, refs: [own]}\n"
    )
    files = collection()
    register = "  foghorn: {kind: organisation, name: Foghorn}\n"
    return {
        **files, "stories.yaml": files["stories.yaml"] + asked, "people.yaml": files["people.yaml"] + register,
    }  # fmt: skip


NO_SPEAKER = (
    "stories.yaml", "account-of-another", 15, 33, '"foghorn" is no source of swans-counted, and has not published it.',
    "Name who gives this account there, correct the source of the entry, or cite where it stands.",
)  # fmt: skip
# Whole collections, each with what is said of it.
TOLD_ELSEWHERE = [
    (FAR_AWAY, [ELSEWHERE]),
    (answered("foghorn"), [NO_SPEAKER]),
    (answered("ada-quill"), []),
    (answered("lantern"), []),
    (answered("foghorn", "notice"), []),
]
