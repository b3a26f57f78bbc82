"""`check --since`: nothing published changes silently, and honest corrections pass."""

import shutil
from pathlib import Path

import pytest
from makers import DIGEST_TEXT
from repository import DIGEST, DRAFT, ENTRY, LIND, OLD, commit, edit, git, published, repository, said, since
from test_cli import DATA, run

from newsdesk.load import read_tree
from newsdesk.problems import Severity, UsageError
from newsdesk.store.history import before

X = "digests/2022-W42/swans-counted.yaml"
D = "digests/2022-W42/_digest.yaml"
WEEK = "Run: .venv/bin/python build_digest.py week 2022-W42 --publish"
EVE = "{name: Eve Fen, actor: expert, identified: named, cited: mentioned}"
Edit = dict[str, str | None]


def swap(old: str, new: str, path: str = ENTRY) -> Edit:
    """One text of a file, which stands there once, is another."""
    text = published()[path]
    assert text.count(old) == 1, old
    return {path: text.replace(old, new)}


def correct(correction: str, *swaps: tuple[str, str], first: str = OLD) -> Edit:
    """The entry with other texts and one more correction."""
    text = published()[ENTRY]
    for old, new in (*swaps, (f"[{OLD}]", f"[{first}, {{{correction}}}]")):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {ENTRY: text}


def silent(what: str, *, kind: str = "material", was: str = "", now: str = "") -> str:
    """How a change without a correction is refused."""
    parts = ["date: 2026-11-24", f"kind: {kind}", *([f"was: {was}"] if was else []), *([f"now: {now}"] if now else [])]
    return f"silent-change: {what}, and no correction says so. Add to corrections: {{{', '.join(parts)}, why: …}}."


def moved(to: str = "2022/w42/swans/") -> str:
    return f"schema: 1\nmoved:\n  - {{path: 2022/w42/swans-counted/, to: {to}, on: 2026-11-24, why: Renamed.}}\n"


FIGURE = ("counted 312 swans in one", "counted 321 swans in one")
STOOD = 'of "Ada Quill" says something else than at REV'
SILENT: dict[str, tuple[Edit, list[str]]] = {
    "a word": (
        swap("puts the rise down", "puts the gain down"),
        [
            f"{X}:14:179: "
            + silent('"summary" says something else than at REV', kind="minor", was='"rise down"', now='"gain down"')
        ],
    ),
    "a figure": (
        swap(*FIGURE),
        [f"{X}:14:66: " + silent('"summary" says something else than at REV', was='"312 swans"', now='"321 swans"')],
    ),
    "a figure in words": (
        swap("in one October", "in two October"),
        [
            f"{X}:14:79: "
            + silent('"summary" says something else than at REV', was='"one October"', now='"two October"')
        ],
    ),
    "a negation dropped": (
        swap("who does not expect", "who does expect"),
        [
            f"{X}:14:149: "
            + silent('"summary" says something else than at REV', was='"does not expect"', now='"does expect"')
        ],
    ),
    "a name in a text": (
        swap("council of Lanternmoor", "council of Lowmoor"),
        [
            f"{X}:14:46: "
            + silent('"summary" says something else than at REV', was='"Lanternmoor counted"', now='"Lowmoor counted"')
        ],
    ),
    "quotation marks for doubt": (
        swap("a mild autumn.\nsources", 'a "mild" autumn.\nsources'),
        [
            f"{X}:14:194: "
            + silent(
                '"summary" says something else than at REV',
                was='"a mild … mild autumn"',
                now='"a \\"mild … mild\\" autumn"',
            )
        ],
    ),
    "two places in one text": (
        swap("swans in one October morning. Its", "geese in one October night. Its"),
        [
            f"{X}:14:70: "
            + silent(
                '"summary" says something else than at REV',
                kind="minor",
                was='"swans in … morning. Its"',
                now='"geese in … night. Its"',
            )
        ],
    ),
    "the title": (
        swap("title: Swans counted", "title: Swans, counted"),
        [
            f"{X}:2:13: "
            + silent('"title" says something else than at REV', was='"Swans counted"', now='"Swans, counted"')
        ],
    ),
    "the outlet": (
        swap("outlet: lantern", "outlet: beacon"),
        [f"{X}:3:9: " + silent('"outlet" is not what it was at REV', was='"lantern"', now='"beacon"')],
    ),
    "the date": (
        swap("published: 2022-10-18", "published: 2022-10-19"),
        [f"{X}:4:12: " + silent('"published" is not what it was at REV', was='"2022-10-18"', now='"2022-10-19"')],
    ),
    "the date made vague": (
        swap("published: 2022-10-18", "published: 2022-10-18~"),
        [f"{X}:4:12: " + silent('"published" is not what it was at REV', was='"2022-10-18"', now='"2022-10-18~"')],
    ),
    "the address": (
        swap("url: https://lantern.example/swans", "url: null"),
        [f"{X}:7:6: " + silent('"url" is gone since REV', kind="minor", was='"https://lantern.example/swans"')],
    ),
    "a topic for another": (
        swap("topics: [waterfowl]", "topics: [lakes]"),
        [f"{X}:12:9: " + silent('"topics" has lost "waterfowl" since REV', kind="minor", was='"waterfowl"')],
    ),
    "a country more": (
        swap("countries: [IS]", "countries: [IS, NO]"),
        [f"{X}:13:17: " + silent('"countries" has gained "NO" since REV', kind="minor", now='"NO"')],
    ),
    "the byline gone": (
        swap("byline: Cara Moor\n", ""),
        [f"{X}:1:1: " + silent('"byline" is gone since REV', kind="minor", was='"Cara Moor"')],
    ),
    "a quotation": (
        swap("We counted them twice", "We counted them thrice"),
        [f"{X}:15:173: " + silent(f'"quote.text" {STOOD}', was='"them twice"', now='"them thrice"')],
    ),
    "a comma in a quotation": (
        swap("We counted them twice", "We counted them – twice"),
        [f"{X}:15:173: " + silent(f'"quote.text" {STOOD}', was='"them twice"', now='"them – twice"')],
    ),
    "what a source says": (
        swap("That the autumn was mild.", "That the autumn was warm."),
        [f"{X}:15:136: " + silent(f'"says" {STOOD}', was='"was mild"', now='"was warm"')],
    ),
    "how a source is cited": (
        swap("cited: paraphrased", "cited: quoted"),
        [
            f"{X}:15:269: "
            + silent('"cited" of "Bo Lind" is not what it was at REV', was='"paraphrased"', now='"quoted"')
        ],
    ),
    "who a source is": (
        swap("who: ada-quill, ", ""),
        [f"{X}:15:11: " + silent('"who" of "Ada Quill" is gone since REV', was='"ada-quill"')],
    ),
    "the name of a source": (
        swap("name: Ada Quill, who", "name: Ada Quell, who"),
        [
            f"{X}:15:22: "
            + silent('"name" of "Ada Quell" says something else than at REV', was='"Ada Quill"', now='"Ada Quell"')
        ],
    ),
    "a source removed": (
        swap(f", {LIND}", ""),
        [f"{X}:15:10: " + silent('The source "Bo Lind" is gone since REV', was='"the name of a private person"')],
    ),
    "a source added": (
        swap(f", {LIND}", f", {LIND}, {EVE}"),
        [f"{X}:15:322: " + silent('The source "Eve Fen" is new since REV', now='"Eve Fen"')],
    ),
    "a reference swapped": (
        swap("https://survey.example/2021", "https://other.example/2021"),
        [
            f"{X}:17:33: "
            + silent(
                '"url" of reference "survey-2021" is not what it was at REV',
                kind="minor",
                was='"https://survey.example/2021"',
                now='"https://other.example/2021"',
            )
        ],
    ),
    "a reference under another mark": (
        swap("before [survey-2021]", "before [beacon-2022]"),
        [
            f"{X}:16:89: "
            + silent(
                '"context" says something else than at REV',
                kind="minor",
                was='"[survey-2021]. Wardens"',
                now='"[beacon-2022]. Wardens"',
            )
        ],
    ),
    "a reference gone": (
        swap(", beacon-2022: {url: https://beacon.example/counts, outlet: beacon}", ""),
        [
            f"{X}:17:13: "
            + silent('Reference "beacon-2022" is gone since REV', kind="minor", was='"https://beacon.example/counts"')
        ],
    ),
    "a reference made independent": (
        swap("outlet: beacon}", "outlet: beacon, affiliated: true}"),
        [
            f"{X}:17:190: "
            + silent('"affiliated" of reference "beacon-2022" is new since REV', kind="minor", now='"true"')
        ],
    ),
    "a correction removed": (
        swap(f"[{OLD}]", "[]"),
        [
            f"{X}:20:1: correction-removed: A correction of 2022-10-25 that stood here at REV is gone."
            " Put it back: what was corrected stays on record."
        ],
    ),
    "a correction altered": (
        swap("why: A slip.", "why: The byline."),
        [
            f"{X}:20:15: correction-changed: This correction of 2022-10-25 is not what it was at REV."
            " Put back what it said, and add another at the end."
        ],
    ),
    "a correction before the old one": (
        {ENTRY: published()[ENTRY].replace(f"[{OLD}]", f"[{{date: 2022-10-25, kind: minor, why: Other.}}, {OLD}]")},
        [
            f"{X}:20:1: correction-changed: The corrections do not stand in the order in which they stood at REV."
            " Put them back in order, and add new ones at the end."
        ],
    ),
    "an old correction rewritten to cover a new change": (
        {
            ENTRY: correct("was: -", FIGURE)[ENTRY]
            .replace(", {was: -}", "")
            .replace("was: Adda, now: Ada", "was: 312 swans, now: 321 swans")
        },
        [
            f"{X}:14:66: " + silent('"summary" says something else than at REV', was='"312 swans"', now='"321 swans"'),
            f"{X}:20:15: correction-changed: This correction of 2022-10-25 is not what it was at REV."
            " Put back what it said, and add another at the end.",
        ],
    ),
    "a correction too weak": (
        correct("date: 2022-11-01, kind: minor, was: 312 swans, now: 321 swans, why: Misread.", FIGURE),
        [
            f'{X}:20:108: correction-kind: "minor" is too weak: "summary" says something else than at REV, in a figure.'
            " Write kind: material."
        ],
    ),
    "a correction too weak for an outlet": (
        correct(
            "date: 2022-11-01, kind: minor, was: lantern, now: beacon, why: Misread.",
            ("outlet: lantern", "outlet: beacon"),
        ),
        [
            f'{X}:20:108: correction-kind: "minor" is too weak: "outlet" is not what it was at REV.'
            " Write kind: material."
        ],
    ),
    "a correction that hides what was there": (
        correct("date: 2022-11-01, kind: material, was: many swans, now: 321 swans, why: Misread.", FIGURE),
        [
            f"{X}:20:123: correction-was: This correction does not say what was there before:"
            ' "summary" says something else than at REV. Write in was: "312 swans".'
        ],
    ),
    "a correction without was": (
        correct("date: 2022-11-01, kind: material, why: Misread.", FIGURE),
        [
            f"{X}:20:83: correction-was: This correction does not say what was there before:"
            ' "summary" says something else than at REV. Write in was: "312 swans".'
        ],
    ),
    "a correction that hides what is there now": (
        correct("date: 2022-11-01, kind: material, was: 312 swans, now: fewer, why: Misread.", FIGURE),
        [
            f"{X}:20:139: correction-now: This correction does not say what is there now:"
            ' "summary" says something else than at REV. Write in now: "321 swans".'
        ],
    ),
    "a correction of something else": (
        correct("date: 2022-11-01, kind: material, was: a cold autumn, now: a mild one, why: Misread.", FIGURE),
        [f"{X}:14:66: " + silent('"summary" says something else than at REV', was='"312 swans"', now='"321 swans"')],
    ),
    "a correction that covers one of two": (
        correct(
            "date: 2022-11-01, kind: material, was: 312 swans, now: 321 swans, why: Misread.",
            FIGURE,
            ("does not expect", "does expect"),
        ),
        [
            f"{X}:14:149: "
            + silent('"summary" says something else than at REV', was='"does not expect"', now='"does expect"')
        ],
    ),
    "a correction before publication": (
        correct("date: 2022-10-23, kind: material, was: 312 swans, now: 321 swans, why: Misread.", FIGURE),
        [
            f"{X}:20:90: correction-date: This correction is dated before the digest was published on 2022-10-24."
            " Write the day on which you corrected the entry."
        ],
    ),
    "the file renamed": (
        {ENTRY: None, "2022-W42/swans.yaml": published()[ENTRY]},
        [
            f"{X}:1:1: vanished-entry: This entry was published at REV and is gone. Put it back, or add to"
            " digests/_moved.yaml: {path: 2022/w42/swans-counted/, to: 2022/w42/swans/, on: 2026-11-24, why: Renamed.}."
        ],
    ),
    "the file deleted": (
        {ENTRY: None},
        [
            f"{X}:1:1: vanished-entry: This entry was published at REV and is gone. Put it back, or add to"
            " digests/_moved.yaml: {path: 2022/w42/swans-counted/, to: null, on: 2026-11-24, why: …}."
        ],
    ),
    "renamed and changed": (
        {ENTRY: None, "2022-W42/swans.yaml": swap(*FIGURE)[ENTRY], "_moved.yaml": moved()},
        [
            "digests/2022-W42/swans.yaml:14:66: "
            + silent('"summary" says something else than at REV', was='"312 swans"', now='"321 swans"')
        ],
    ),
    "a tombstone that leads nowhere": (
        {ENTRY: None, "_moved.yaml": moved()},
        [
            "digests/_moved.yaml:3:41: moved-nowhere: 2022/w42/swans-counted/ leads to 2022/w42/swans/, where no entry"
            " stands. Write the address where the entry stands now, or null."
        ],
    ),
    "moved into a draft": (
        {ENTRY: None, "2022-W43/swans.yaml": published()[ENTRY], "_moved.yaml": moved("2022/w43/swans/")},
        [
            "digests/_moved.yaml:3:41: moved-to-draft: 2022/w42/swans-counted/, which was published, leads into a"
            " draft. Publish that week first, or leave the entry where it was."
        ],
    ),
    "the week's folder moved": (
        {
            ENTRY: None,
            DIGEST: None,
            "2022-W44/swans-counted.yaml": published()[ENTRY],
            "2022-W44/_digest.yaml": published()[DIGEST],
        },
        [
            f"{D}:1:1: vanished-week: 2022-W42 was published at REV and is gone."
            " Put its folder back: a published address stays."
        ],
    ),
    "the digest's file deleted": (
        {DIGEST: None},
        [
            f"{D}:1:1: vanished-week: 2022-W42 was published at REV and is gone."
            " Put its folder back: a published address stays."
        ],
    ),
    "the status reverted": (
        swap("status: published\npublished: 2022-10-24", "status: draft", DIGEST),
        [
            f"{D}:2:9: status-reverted: 2022-W42 was published at REV."
            " Put back status: published. Correct what is wrong in its entries."
        ],
    ),
    "the status reverted, and an entry changed": (
        {**swap("status: published\npublished: 2022-10-24", "status: draft", DIGEST), **swap(*FIGURE)},
        [
            f"{D}:2:9: status-reverted: 2022-W42 was published at REV."
            " Put back status: published. Correct what is wrong in its entries.",
            f"{X}:14:66: " + silent('"summary" says something else than at REV', was='"312 swans"', now='"321 swans"'),
        ],
    ),
    "the day of publication": (
        swap("2022-10-24", "2022-10-25", DIGEST),
        [
            f'{D}:3:12: published-changed: "published" was 2022-10-24 at REV.'
            " Put back published: 2022-10-24. A later edition has a date of its own."
        ],
    ),
    "the note": (
        swap("312 swans in a week", "321 swans in a week", DIGEST),
        [f'{D}:5:27: silent-change: "note" says something else than at REV, and no new edition says so. {WEEK}'],
    ),
    "the lead": (
        swap("lead: swans-counted\n", "", DIGEST),
        [f'{D}:1:1: silent-change: "lead" is gone since REV, and no new edition says so. {WEEK}'],
    ),
    "what was screened": (
        swap("articles: 12", "articles: 13", DIGEST),
        [f'{D}:7:22: silent-change: "screened.articles" is not what it was at REV, and no new edition says so. {WEEK}'],
    ),
    "the note, with the first edition only": (
        {
            DIGEST: swap("312 swans", "321 swans", DIGEST)[DIGEST]
            + "editions: [{number: 1, date: 2022-10-24, why: null}]\n"
        },
        [f'{D}:5:27: silent-change: "note" says something else than at REV, and no new edition says so. {WEEK}'],
    ),
    "a person's record": (
        swap("  ada-quill:", "  a-quill:", "people.yaml"),
        [
            'digests/people.yaml:2:1: vanished-record: "ada-quill" stood here at REV,'
            " and published entries refer to it."
            " Put the record back, or add to digests/_moved.yaml:"
            " {path: people/ada-quill/, to: null, on: 2026-11-24, why: …}."
        ],
    ),
    "an outlet's record": (
        swap("  lantern:", "  lamp:", "outlets.yaml"),
        [
            'digests/outlets.yaml:2:1: vanished-record: "lantern" stood here at REV, and published entries refer to it.'
            " Put the record back: an id never changes once it is used."
        ],
    ),
    "a place's record": (
        swap("  lanternmoor:", "  moor:", "places.yaml"),
        [
            'digests/places.yaml:2:1: vanished-record: "lanternmoor" stood here at REV,'
            " and published entries refer to it."
            " Put the record back: an id never changes once it is used."
        ],
    ),
    "a whole register": (
        {"topics.yaml": None},
        [
            'digests/topics.yaml:1:1: vanished-record: "waterfowl" stood here at REV,'
            " and published entries refer to it."
            " Put the record back: an id never changes once it is used."
        ],
    ),
}

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
    "the note, with a new edition": {
        DIGEST: swap("312 swans", "321 swans", DIGEST)[DIGEST]
        + "editions: [{number: 1, date: 2022-10-24, why: null}, {number: 2, date: 2022-11-01, why: Misread.}]\n"
    },
    "a record in use by drafts only": swap("Ducks, geese and swans.", "Ducks.", "topics.yaml"),
    "a person removed with a tombstone": {
        **swap("  ada-quill:", "  a-quill:", "people.yaml"),
        "_moved.yaml": "schema: 1\nmoved: [{path: people/ada-quill/, to: null, on: 2026-11-24, why: Asked.}]\n",
    },
    "a file that cannot be read now, which the other checks report": {ENTRY: "title: [\n"},
}


@pytest.mark.parametrize(("edited", "messages"), SILENT.values(), ids=SILENT)
def test_silent_edits_are_refused(edited: Edit, messages: list[str], tmp_path: Path) -> None:
    revision = repository(tmp_path, published())
    edit(tmp_path, edited)
    assert said(tmp_path, revision) == messages
    commit(tmp_path)  # the same, once it is committed
    assert said(tmp_path, revision) == messages


@pytest.mark.parametrize("edited", HONEST.values(), ids=HONEST)
def test_honest_edits_pass(edited: Edit, tmp_path: Path) -> None:
    revision = repository(tmp_path, published())
    edit(tmp_path, edited)
    assert said(tmp_path, revision) == []


def test_what_a_message_proposes_is_accepted(tmp_path: Path) -> None:
    for number, (edited, _) in enumerate(SILENT.values()):
        root = tmp_path / str(number)
        revision = repository(root, published())
        edit(root, edited)
        proposed = [p.hint.partition("Add to corrections: ")[2].rstrip(".") for p in since(root, revision)]
        if not (text := edited.get(ENTRY)) or not all(proposed):
            continue
        assert text.count(OLD) == 1
        edit(root, {ENTRY: text.replace(OLD, ", ".join([OLD, *proposed]))})
        assert said(root, revision) == []


def test_a_draft_is_not_compared(tmp_path: Path) -> None:
    revision = repository(tmp_path, {**published(), DIGEST: DIGEST_TEXT})
    edit(tmp_path, {ENTRY: None, DIGEST: None})
    assert said(tmp_path, revision) == []


def test_a_frozen_edition_stays_as_it_is(tmp_path: Path) -> None:
    names = [f"2022-W42/_edition-{number}.md" for number in (1, 2, 3)]
    revision = repository(tmp_path, {**published(), **dict.fromkeys(names, "# 42\n"), "2022-W43/_edition-1.md": "x"})
    edit(tmp_path, {names[0]: "# 43\n", names[1]: None, names[2]: "# 42\r\n", "2022-W43/_edition-1.md": "y"})
    assert said(tmp_path, revision) == [
        f"digests/{names[0]}:1:1: frozen-edition: This edition, which is frozen, is not what it was at REV."
        f" Put it back: git checkout REV -- digests/{names[0]}",
        f"digests/{names[1]}:1:1: frozen-edition: This edition, which is frozen, is gone since REV."
        f" Put it back: git checkout REV -- digests/{names[1]}",
    ]


def test_recorded_editions_stay(tmp_path: Path) -> None:
    editions = "editions: [{number: 1, date: 2022-10-24, why: null}, {number: 2, date: 2022-11-01, why: Misread.}]\n"
    revision = repository(tmp_path, {**published(), DIGEST: published()[DIGEST] + editions})
    edit(tmp_path, {DIGEST: published()[DIGEST] + editions.replace("Misread.", "Other.")})
    hint = " Put back what stood there, and add new editions at the end."
    assert said(tmp_path, revision) == [f"{D}:8:54: edition-changed: Edition 2 is not recorded as it was at REV.{hint}"]
    edit(tmp_path, {DIGEST: published()[DIGEST]})
    assert [line.partition("edition-changed: ")[2] for line in said(tmp_path, revision)] == [
        f"Edition {number} is not recorded as it was at REV.{hint}" for number in (1, 2)
    ]


def test_tombstones_stay(tmp_path: Path) -> None:
    start = {**published(), ENTRY.replace("swans-counted", "swans"): published()[ENTRY], "_moved.yaml": moved()}
    revision = repository(tmp_path, start)
    edit(tmp_path, {"_moved.yaml": moved("null")})
    line = "Put it back: {path: 2022/w42/swans-counted/, to: 2022/w42/swans/, on: 2026-11-24, why: Renamed.}."
    assert said(tmp_path, revision) == [
        "digests/_moved.yaml:2:1: tombstone-changed: The line for 2022/w42/swans-counted/ leads elsewhere since REV."
        f" {line}"
    ]
    edit(tmp_path, {"_moved.yaml": None})
    assert said(tmp_path, revision) == [
        f"digests/_moved.yaml:1:1: tombstone-removed: The line for 2022/w42/swans-counted/ is gone since REV. {line}"
    ]


def test_a_collection_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    revision = repository(tmp_path, published(), "press/desk")
    root = tmp_path / "press" / "desk"
    assert said(root, revision) == []
    edit(root, swap(*FIGURE))
    assert [line.partition(": ")[0] for line in said(root, revision)] == [f"{X}:14:66"]


def test_what_could_not_be_read_then_is_named(tmp_path: Path) -> None:
    revision = repository(tmp_path, {**published(), ENTRY: b"title: [\xff"})
    assert said(tmp_path, revision) == []
    edit(tmp_path, {ENTRY: published()[ENTRY]})
    assert said(tmp_path, revision) == [
        f"{X}:1:1: warning: not-compared: This file could not be read at REV, so it was not compared."
        " Compare with an earlier revision, at which it could."
    ]


def test_an_old_side_with_faults_is_compared_as_far_as_it_goes(tmp_path: Path) -> None:
    old = published()[ENTRY].replace("schema: 1", "schema: 0").replace("sources: [", "sources: [x, ")
    revision = repository(tmp_path, {**published(), ENTRY: old + "summary: A second summary.\n"})
    edit(tmp_path, {ENTRY: published()[ENTRY]})
    assert said(tmp_path, revision) == [f"{X}:15:10: " + silent('The source "x" is gone since REV', was='"x"')]


def test_a_collection_that_was_elsewhere_is_not_compared_silently(tmp_path: Path) -> None:
    revision = repository(tmp_path, published(), "old")
    shutil.move(tmp_path / "old", tmp_path / "new")
    found = since(tmp_path / "new", revision)
    assert [(p.rule, p.severity, p.path) for p in found] == [("nothing-compared", Severity.WARNING, "digests")]


def refusal(root: Path, revision: str) -> str:
    with pytest.raises(UsageError) as caught:
        before(root / "digests", revision, read_tree(root / "digests", root)[0])
    return str(caught.value)


@pytest.mark.parametrize("revision", ["nowhere", "", "--all", "0" * 40, "HEAD:digests", "a b"])
def test_an_unknown_revision_is_named(revision: str, tmp_path: Path) -> None:
    repository(tmp_path, published())
    assert refusal(tmp_path, revision) == (
        f'"{revision}" is not a revision here. Name a commit, branch or tag: git log --oneline shows them,'
        " git fetch brings those of others."
    )


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    edit(tmp_path / "plain", published())
    assert refusal(tmp_path / "plain", "HEAD") == (
        f"{tmp_path}/plain/digests is not in a git repository, so nothing is known of what was published."
        " Run git init and commit, or check without --since."
    )


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(tmp_path, published())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(tmp_path, "HEAD") == "git is not installed, and --since asks it what was published. Install git."


def test_a_shallow_clone_says_how_to_deepen(tmp_path: Path) -> None:
    first = repository(tmp_path / "whole", published())
    edit(tmp_path / "whole", swap(*FIGURE))
    commit(tmp_path / "whole")
    git(tmp_path, "clone", "-q", "--depth", "1", (tmp_path / "whole").as_uri(), "shallow")
    assert refusal(tmp_path / "shallow", first) == (
        f'"{first}" is not in this clone, which is shallow. Fetch what came before:'
        " git fetch --unshallow (in a workflow: fetch-depth: 0)."
    )
    assert said(tmp_path / "shallow", "HEAD") == []
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert len(said(tmp_path / "shallow", first)) == 1


def test_a_hook_does_not_lead_git_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    revision = repository(tmp_path, published())
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")
    assert since(tmp_path, revision) == []


def test_an_older_format_is_lifted_before_it_is_compared(tmp_path: Path) -> None:
    old = published()[ENTRY].replace("byline:", "signed:")
    revision = repository(tmp_path, {**published(), ENTRY: old})
    edit(tmp_path, {ENTRY: published()[ENTRY]})
    documents, _ = read_tree(tmp_path / "digests", tmp_path)
    then = before(
        tmp_path / "digests",
        revision,
        documents,
        lift=lambda path, data: {("byline" if key == "signed" else key): value for key, value in data.items()},
    )
    document = documents[ENTRY]
    assert document
    assert then.documents[ENTRY] == document.data


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The invented collection of the other tests, in a repository."""
    shutil.copytree(DATA, tmp_path / "project", ignore=shutil.ignore_patterns(".cache", "site"))
    git(tmp_path, "init", "-q", "-b", "main", "project")
    commit(tmp_path / "project")
    return tmp_path / "project"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_the_command_refuses_a_silent_edit_and_takes_the_correction_it_proposes(project: Path) -> None:
    entry = project / "digests" / "2022-W41" / "strike-called.yaml"
    asked = ("check", "--root", project, "--since", "HEAD")
    assert run(*asked).stderr == "Checked 19 entries: no problems.\n"
    replace(entry, "\nbyline: ", "\nbyline: Not ")
    done = run(*asked, SOURCE_DATE_EPOCH="1795500000")
    shown = "digests/2022-W41/strike-called.yaml:4:9"
    proposal = '{date: 2026-11-24, kind: minor, was: "Ned", now: "Not Ned", why: …}'
    message = f'"byline" says something else than at {git(project, "rev-parse", "--short", "HEAD")}, and no correction'
    assert (done.returncode, done.stderr) == (1, "Checked: 1 error.\n")
    assert done.stdout == f"{shown}: silent-change: {message} says so. Add to corrections: {proposal}.\n"
    github = run(*asked, "--format", "github", SOURCE_DATE_EPOCH="1795500000").stdout
    assert github.startswith("::error file=digests/2022-W41/strike-called.yaml,line=")
    assert ",title=silent-change::" in github
    assert run("check", "--root", project).returncode == 0
    entry.write_text(entry.read_text("utf-8") + f"corrections:\n  - {proposal}\n", "utf-8")
    assert run(*asked).stderr == "Checked 19 entries: no problems.\n"


def test_the_command_reports_all_other_problems_too(project: Path) -> None:
    replace(project / "digests" / "2022-W41" / "strike-called.yaml", "\noutlet: ", "\noutlet: x")
    rules = [line.split(": ")[1] for line in run("check", "--root", project, "--since", "HEAD").stdout.splitlines()]
    assert rules == ["silent-change", "unknown-outlet"]


def test_wrong_usage_of_the_command_exits_with_2(project: Path, tmp_path: Path) -> None:
    done = run("check", "--root", project, "--since", "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('build_digest.py: "nowhere" is not a revision here. Name a commit')
    shutil.rmtree(project / ".git")
    done = run("check", "--root", project, "--since", "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "digests is not in a git repository" in done.stderr


def test_every_rule_is_in_the_editors_guide() -> None:
    guide = (DATA.parent.parent / "docs" / "for-editors.md").read_text("utf-8")
    lines = [line for _, messages in SILENT.values() for line in messages]
    rules = {line.split(": ")[1] for line in lines}
    rules |= {"frozen-edition", "edition-changed", "tombstone-changed", "tombstone-removed", "not-compared"}
    rules |= {"nothing-compared"}
    assert {rule for rule in rules if f"`{rule}`" not in guide} == set()
