"""Edits of what an entry says that no correction covers, and how each is refused, by name."""

from edits import EVE, FIGURE, STOOD, Edit, X, silent, swap
from repository import LIND

SILENT_ENTRIES: dict[str, tuple[Edit, list[str]]] = {
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
        [
            f"{X}:15:10: "
            + silent("A source that is a private person is gone since REV", was='"the name of a private person"')
        ],
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
}
