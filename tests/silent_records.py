"""Edits of corrections, files, weeks and registers that nothing covers, and how each is refused, by name."""

from edits import FIGURE, D, Edit, X, correct, moved, silent, swap
from repository import DIGEST, ENTRY, OLD, published

SILENT_RECORDS: dict[str, tuple[Edit, list[str]]] = {
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
    "a correction of the day before, which another clock had when the week was closed": (
        correct("date: 2022-10-23, kind: material, was: 312 swans, now: 321 swans, why: Misread.", FIGURE),
        [],
    ),
    "a correction before publication": (
        correct("date: 2022-10-22, kind: material, was: 312 swans, now: 321 swans, why: Misread.", FIGURE),
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
            " draft. Close that week first: .venv/bin/python build_digest.py week 2022-W43 --publish, with --early"
            " before it has ended. Or leave the entry where it was."
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
        [f"{D}:5:27: " + silent('"note" says something else than at REV', was='"312 swans"', now='"321 swans"')],
    ),
    "the lead": (
        swap("lead: swans-counted\n", "", DIGEST),
        [f"{D}:1:1: " + silent('"lead" is gone since REV', kind="minor", was='"swans-counted"')],
    ),
    "what was screened": (
        swap("articles: 12", "articles: 13", DIGEST),
        [f"{D}:7:22: " + silent('"screened.articles" is not what it was at REV', kind="minor", was='"12"', now='"13"')],
    ),
    "the note, and an edition that does not say so": (
        {
            DIGEST: swap("312 swans", "321 swans", DIGEST)[DIGEST]
            + "editions: [{number: 1, date: 2022-10-24, why: null}, {number: 2, date: 2022-11-01, why: Misread.}]\n"
        },
        [f"{D}:5:27: " + silent('"note" says something else than at REV', was='"312 swans"', now='"321 swans"')],
    ),
    "a correction of the note that is too weak": (
        {
            DIGEST: swap("312 swans", "321 swans", DIGEST)[DIGEST]
            + "corrections: [{date: 2022-11-01, kind: minor, was: 312 swans, now: 321 swans, why: Misread.}]\n"
        },
        [
            f'{D}:8:40: correction-kind: "minor" is too weak: "note" says something else than at REV, in a figure.'
            " Write kind: material."
        ],
    ),
    "a correction of the note before the digest was published": (
        {DIGEST: published()[DIGEST] + "corrections: [{date: 2022-10-22, kind: minor, why: Misread.}]\n"},
        [
            f"{D}:8:22: correction-date: This correction is dated before the digest was published on 2022-10-24."
            " Write the day on which you corrected the digest."
        ],
    ),
    "a person's record": (
        swap("  ada-quill:", "  a-quill:", "people.yaml"),
        [
            'digests/people.yaml:2:1: vanished-record: "ada-quill" stood here at REV,'
            " and published entries refer to it."
            " Put the record back, or add to digests/_moved.yaml:"
            " {path: people/ada-quill/, to: people/a-quill/, on: 2026-11-24, why: Renamed.}."
        ],
    ),
    "an outlet's record": (
        swap("  lantern:", "  lamp:", "outlets.yaml"),
        [
            'digests/outlets.yaml:2:1: vanished-record: "lantern" stood here at REV, and published entries refer to it.'
            " Put the record back, or add to digests/_moved.yaml:"
            " {path: outlets/lantern/, to: outlets/lamp/, on: 2026-11-24, why: Renamed.}."
        ],
    ),
    "a place's record": (
        swap("  lanternmoor:", "  moor:", "places.yaml"),
        [
            'digests/places.yaml:2:1: vanished-record: "lanternmoor" stood here at REV,'
            " and published entries refer to it. Put the record back, or add to digests/_moved.yaml:"
            " {path: places/lanternmoor/, to: places/moor/, on: 2026-11-24, why: Renamed.}."
        ],
    ),
    "a whole register": (
        {"topics.yaml": None},
        [
            'digests/topics.yaml:1:1: vanished-record: "waterfowl" stood here at REV,'
            " and published entries refer to it."
            " Put the record back, or add to digests/_moved.yaml:"
            " {path: topics/waterfowl/, to: null, on: 2026-11-24, why: …}."
        ],
    ),
}
