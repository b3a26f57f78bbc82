"""Edits that pass: HONEST has them by name."""

from edits import EVE, FIGURE, Edit, correct, moved, swap
from repository import DIGEST, DRAFT, ENTRY, LIND, published

TITLE = "{text: Swans, by: machine}"
HONEST: dict[str, Edit] = {
    "nothing": {},
    "comments and formatting": {ENTRY: "# Looked at again.\n" + published()[ENTRY].replace("outlet: ", "outlet:   ")},
    "fields in another order": {ENTRY: "".join(reversed(published()[ENTRY].splitlines(keepends=True)))},
    "lists in another order": {
        ENTRY: published()[ENTRY]
        .replace(LIND, "LIND")
        .replace("[{name: Ada", "[LIND, {name: Ada")
        .replace(", LIND]", "]")
        .replace("LIND", LIND)
    },
    "empty values": {ENTRY: published()[ENTRY] + "archive_url: null\nversions: []\nreviewed: null\n"},
    "line ends": {ENTRY: published()[ENTRY].replace("\n", "\r\n")},
    "a dash, a comma, a small letter and a soft hyphen": swap(
        "The report says that the council", "the re\u00adport says, that the\u00a0council"
    ),
    "two spaces": swap("We counted them twice", "We  counted them twice"),
    "a full stop": swap("says: That the autumn was mild.,", "says: That the autumn was mild,"),
    "typography in an old correction": swap("why: A slip.", "why: A slip"),
    "typography in the note": swap("312 swans in a week [count].", "312 swans, in a week [count].", DIGEST),
    "a material correction": correct(
        "date: 2022-11-01, kind: material, was: 312 swans, now: 321 swans, why: Misread.", FIGURE
    ),
    "a correction for a whole sentence": correct(
        "date: 2022-11-01, kind: material, was: The council counted 312 swans in one October morning., now: It"
        " counted 321 swans., why: Misread.",
        FIGURE,
    ),
    "a withdrawn entry": correct("date: 2022-11-01, kind: withdrawn, why: It was another lake."),
    "withdrawn and changed": correct(
        "date: 2022-11-01, kind: withdrawn, was: 312 swans, now: 321 swans, why: It was another lake.", FIGURE
    ),
    "a minor correction of a word": correct(
        "date: 2022-11-01, kind: minor, was: the rise, now: the gain, why: Style.", ("the rise down", "the gain down")
    ),
    "a minor correction of a byline": correct(
        "date: 2022-11-01, kind: minor, was: Cara Moor, now: Carla Moor, why: Misspelt.", ("Cara Moor", "Carla Moor")
    ),
    "one correction for two fields": correct(
        "date: 2022-11-01, kind: material, was: 312 swans; does not expect, now: 321 swans; does expect, why: Both.",
        FIGURE,
        ("does not expect", "does expect"),
    ),
    "two corrections, one after the other": correct(
        "date: 2022-11-01, kind: material, was: 312 swans, now: 331 swans, why: Misread.},"
        " {date: 2022-11-02, kind: minor, was: 331 swans, now: 321 swans, why: Misread again.",
        FIGURE,
    ),
    "a record by its name": correct(
        "date: 2022-11-01, kind: material, was: The Lantern, now: The Beacon, why: Misread.",
        ("outlet: lantern", "outlet: beacon"),
    ),
    "a country by its name": correct(
        "date: 2022-11-01, kind: minor, was: Iceland, now: Norway, why: Misread.",
        ("countries: [IS]", "countries: [NO]"),
    ),
    "a topic for another, corrected": correct(
        "date: 2022-11-01, kind: minor, was: Waterfowl, why: Too wide.", ("topics: [waterfowl]", "topics: [lakes]")
    ),
    "a source added, corrected": correct(
        "date: 2022-11-01, kind: material, now: Eve Fen is named., why: Overlooked.", (LIND, f"{LIND}, {EVE}")
    ),
    "the name of a private person removed": correct(
        "date: 2022-11-01, kind: material, now: A keeper, why: At the request of the person.",
        ("name: Bo Lind", "name: A keeper"),
    ),
    "a private person removed": correct(
        "date: 2022-11-01, kind: material, why: At the request of the person.", (f", {LIND}", "")
    ),
    "a translation": {ENTRY: published()[ENTRY] + f"title_en: {TITLE}\n"},
    "a refusal of an archive": {ENTRY: published()[ENTRY] + "archive_refused: {on: 2022-11-01, why: Left out.}\n"},
    "an archived copy of a reference": swap(
        "url: https://beacon.example/counts,",
        "url: https://beacon.example/counts, archive_url: https://archive.example/1,",
    ),
    "an archived copy and a review": {
        ENTRY: published()[ENTRY]
        + "archive_url: https://archive.example/1\n"
        + "reviewed: {by: V. Reader, on: 2022-11-01}\n"
    },
    "another story and topic": swap("topics: [waterfowl]", "topics: [lakes, waterfowl]"),
    "a source recognised": swap("name: Bo Lind,", "name: Bo Lind, who: bo-lind, name_printed: B. Lind,"),
    "a role by a reference": swap("name: Bo Lind,", "name: Bo Lind, role_verified: {text: Keeper, ref: beacon-2022},"),
    "a reference and its details": swap(
        "url: https://beacon.example/counts,",
        "url: https://beacon.example/counts, title: Counts, accessed: 2022-10-20,",
    ),
    "evidence": {ENTRY: published()[ENTRY] + "evidence: {sha256: abc}\n"},
    "a tombstone": {ENTRY: None, "2022-W42/swans.yaml": published()[ENTRY], "_moved.yaml": moved()},
    "a tombstone of what is withdrawn for good": {ENTRY: None, "_moved.yaml": moved("null")},
    "moved twice": {
        ENTRY: None,
        "2022-W42/swans-again.yaml": published()[ENTRY],
        "_moved.yaml": moved()
        + "  - {path: 2022/w42/swans/, to: 2022/w42/swans-again/, on: 2026-11-24, why: Renamed.}\n",
    },
    "a late find": {"2022-W42/late-find.yaml": DRAFT["2022-W43/swans-leave.yaml"]},
    "anything in a draft": {"2022-W43/swans-leave.yaml": "schema: 1\n", "2022-W43/_digest.yaml": "schema: 1\n"},
    "a draft deleted": dict.fromkeys(DRAFT),
    "a draft published": {"2022-W43/_digest.yaml": "schema: 1\nstatus: published\npublished: 2022-11-01\n"},
    "the note, corrected": {
        DIGEST: swap("312 swans", "321 swans", DIGEST)[DIGEST]
        + "corrections: [{date: 2022-11-01, kind: material, was: 312 swans, now: 321 swans, why: Misread.}]\n"
    },
    "a new edition": {
        DIGEST: published()[DIGEST]
        + "editions: [{number: 1, date: 2022-10-24, why: null}, {number: 2, date: 2022-11-01, why: Misread.}]\n"
    },
    "more of what was screened": swap("outlets: 3}", "outlets: 3, note: Each evening.}", DIGEST),
    "a field that nobody knew then": {
        ENTRY: published()[ENTRY].replace("{name: Ada Quill,", "{name: Ada Quill, passage: {start: 4, end: 9},")
        + "text_kind: report\npages: {survey-2021: {sha256: abc}}\n"
    },
    "a record in use by drafts only": swap("Ducks, geese and swans.", "Ducks.", "topics.yaml"),
    "a person removed with a tombstone": {
        **swap("  ada-quill:", "  a-quill:", "people.yaml"),
        "_moved.yaml": "schema: 1\nmoved: [{path: people/ada-quill/, to: null, on: 2026-11-24, why: Asked.}]\n",
    },
    "a file that cannot be read now, which the other checks report": {ENTRY: "title: [\n"},
}
