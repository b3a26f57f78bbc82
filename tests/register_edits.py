"""Edits of the registers that a published entry relies on, and how each is refused, or that it passes."""

from edits import silent
from makers import OUTLETS, PEOPLE
from repository import published

STORIES = """\
schema: 1
stories:
  swan-count:
    title: The swans of Lanternmoor
    date: 2022-10-17
    countries: [IS]
    places: [lanternmoor]
    summary: The council counted the swans on 17 October 2022 [notice].
    disputed:
      - question: How many swans were there?
        accounts:
          - {by: The council, says: 312 swans, date: 2022-10-17, refs: [notice]}
          - {by: Ada Quill, who: ada-quill, says: Far more than 300, refs: [notice]}
    references:
      notice: {url: https://council.example/notice}
    corrections: []
"""
BEACON = """\
    designations:
      - authority: A court
        country: IS
        kind: blocked
        wording: Its site is blocked.
        date: 2022-01
        refs: [act]
    descriptions: [{text: A voice of the coast, by: A survey, date: 2021, refs: [act]}]
    history: [{text: It was founded., date: 1999, refs: [act]}]
    references: {act: {url: https://court.example/1}}
"""
REGISTERS = {
    **published(),
    "stories.yaml": STORIES,
    "outlets.yaml": OUTLETS + BEACON,
    "people.yaml": PEOPLE
    + "    country: IS\n    roles: [{text: Warden, since: 2019}]\n"
    + "  mira-still: {kind: person, name: Mira Still, public: false, aliases: [M. Still]}\n",
    "places.yaml": "schema: 1\nplaces:\n  lanternmoor: {name: Lanternmoor, country: IS, note: On the coast.}\n",
}
Edit = dict[str, str]


def swap(register: str, *swaps: tuple[str, str]) -> Edit:
    """Texts of a register, each of which stands there once, are others."""
    text = REGISTERS[f"{register}.yaml"]
    for old, new in swaps:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {f"{register}.yaml": text}


def stood(field: str, whose: str = "swan-count") -> str:
    return f'"{field}" of "{whose}" says something else than at REV'


def other(field: str, whose: str) -> str:
    return f'"{field}" of "{whose}" is not what it was at REV'


QUILL, LINES = "          - {by: Ada Quill,", STORIES.split("\n")
# By name: the edit, and the messages, a line each.
SILENT_REGISTERS: dict[str, tuple[Edit, str]] = {
    "the title of a story": (
        swap("stories", ("The swans of Lanternmoor", "The geese of Lanternmoor")),
        "stories.yaml:4:16: " + silent(stood("title"), was='"swans of"', now='"geese of"'),
    ),
    "the day of a story": (
        swap("stories", ("    date: 2022-10-17", "    date: 2022-10-18")),
        "stories.yaml:5:11: " + silent(other("date", "swan-count"), was='"2022-10-17"', now='"2022-10-18"'),
    ),
    "a word in the summary of a story": (
        swap("stories", ("counted the swans", "watched the swans")),
        "stories.yaml:8:26: "
        + silent(stood("summary"), kind="minor", was='"counted the"', now='"watched the"'),
    ),
    "a figure in the summary of a story": (
        swap("stories", ("on 17 October", "on 18 October")),
        "stories.yaml:8:47: " + silent(stood("summary"), was='"17 October"', now='"18 October"'),
    ),
    "a question": (
        swap("stories", ("How many swans were there?", "How many swans died?")),
        "stories.yaml:10:34: "
        + silent(stood("question", "How many swans died?"), kind="minor", was='"were there?"', now='"died?"'),
    ),
    "a question gone": (
        swap("stories", (STORIES[STORIES.index("    disputed:") : STORIES.index("    references:")], "")),
        'stories.yaml:4:5: ' + silent('The question "How many swans were there?" is gone since REV',
                                      was='"How many swans were there?"'),
    ),
    "a figure in an account": (
        swap("stories", ("says: 312 swans", "says: 321 swans")),
        "stories.yaml:12:37: " + silent(stood("says", "The council"), was='"312 swans"', now='"321 swans"'),
    ),
    "an account taken from its owner": (
        swap("stories", ("by: The council", "by: The wardens")),
        "stories.yaml:12:22: " + silent(stood("by", "The wardens"), was='"The council"', now='"The wardens"'),
    ),
    "an account taken from its owner, who gives another one, of a part": (
        swap("stories", ("by: The council, says: 312 swans, date: 2022-10-17, refs: [notice]}",
                         "by: The wardens, says: 312 swans, date: 2022-10-17, refs: [notice]}\n"
                         "          - {by: The council, says: 9 at the pier, part: the pier, refs: [notice]}")),
        "stories.yaml:12:22: " + silent(stood("by", "The wardens"), was='"The council"', now='"The wardens"'),
    ),
    "an account that covers a part": (
        swap("stories", ("says: 312 swans,", "says: 312 swans, part: the pier,")),
        "stories.yaml:12:54: " + silent('"part" of "The council" is new since REV', now='"the pier"'),
    ),
    "the day of an account": (
        swap("stories", ("date: 2022-10-17, refs", "date: 2022-10-19, refs")),
        "stories.yaml:12:54: " + silent(other("date", "The council"), was='"2022-10-17"', now='"2022-10-19"'),
    ),
    "an account gone": (
        swap("stories", (f"{QUILL} who: ada-quill, says: Far more than 300, refs: [notice]}}\n", "")),
        "stories.yaml:12:11: " + silent('The account "Ada Quill" is gone since REV', was='"Ada Quill"'),
    ),
    "a reference of a story": (
        swap("stories", ("council.example/notice", "council.example/other")),
        "stories.yaml:15:21: "
        + silent('"url" of reference "notice" is not what it was at REV', kind="minor",
                 was='"https://council.example/notice"', now='"https://council.example/other"'),
    ),
    "the name of an outlet": (
        swap("outlets", ("name: The Lantern", "name: The Lamp")),
        "outlets.yaml:4:15: " + silent(stood("name", "lantern"), was='"The Lantern"', now='"The Lamp"'),
    ),
    "the owner of an outlet": (
        swap("outlets", ("value: Moor Trust", "value: Fen Trust")),
        "outlets.yaml:10:20: " + silent(stood("owner.value", "lantern"), was='"Moor Trust"', now='"Fen Trust"'),
    ),
    "the owner of an outlet, not known any more": (
        swap("outlets", ("{value: Moor Trust, basis: unreferenced}", "unknown")),
        "outlets.yaml:10:12: " + silent('"owner" of "lantern" is gone since REV', was='"Moor Trust"'),
    ),
    "the kind of an outlet": (
        swap("outlets", ("value: newspaper", "value: agency")),
        "outlets.yaml:9:19: " + silent(other("kind.value", "lantern"), was='"newspaper"', now='"agency"'),
    ),
    "what a fact rests on, taken back": (
        swap("outlets", ("basis: referenced, date: 2021, refs: [register]}", "basis: unreferenced}")),
        "outlets.yaml:9:37: "
        + silent(other("kind.basis", "lantern"), kind="minor", was='"referenced"', now='"unreferenced"')
        + "\noutlets.yaml:9:11: "
        + silent('"kind.date" of "lantern" is gone since REV', kind="minor", was='"2021"')
        + "\noutlets.yaml:9:11: "
        + silent('"kind.refs" of "lantern" has lost "register" since REV', kind="minor", was='"register"'),
    ),
    "a ban made another": (
        swap("outlets", ("kind: blocked", "kind: banned")),
        "outlets.yaml:30:15: "
        + silent(other("kind", "Its site is blocked."), was='"blocked"', now='"banned"'),
    ),
    "a ban gone": (
        swap("outlets", (BEACON[: BEACON.index("    descriptions:")], "")),
        "outlets.yaml:17:5: "
        + silent('The act "Its site is blocked." is gone since REV', was='"Its site is blocked."'),
    ),
    "who describes an outlet": (
        swap("outlets", ("by: A survey", "by: A poll")),
        "outlets.yaml:34:55: "
        + silent(stood("by", "A voice of the coast"), was='"A survey"', now='"A poll"'),
    ),
    "what happened to an outlet": (
        swap("outlets", ("It was founded.", "It was sold.")),
        "outlets.yaml:35:29: " + silent(stood("text", "It was sold."), was='"was founded"', now='"was sold"'),
    ),
    "a spelling gone": (
        swap("people", ("aliases: [A. Quill, {", "aliases: [{")),
        "people.yaml:6:14: " + silent('The spelling "A. Quill" is gone since REV', kind="minor", was='"A. Quill"'),
    ),
    "the name of a person": (
        swap("people", ("name: Ada Quill", "name: Ida Quill")),
        "people.yaml:5:11: " + silent(stood("name", "ada-quill"), was='"Ada Quill"', now='"Ida Quill"'),
    ),
    "the role of a person": (
        swap("people", ("text: Warden", "text: Head keeper")),
        "people.yaml:8:20: " + silent(stood("text", "Head keeper"), was='"Warden"', now='"Head keeper"'),
    ),
    "where a place lies": (
        swap("places", ("country: IS", "country: NO")),
        "places.yaml:3:45: " + silent(other("country", "lanternmoor"), was='"IS"', now='"NO"'),
    ),
}  # fmt: skip

# What is learnt, and what nobody relies on.
LEARNT: dict[str, Edit] = {
    "another account and question": swap(
        "stories",
        (QUILL, "          - {by: A fisher, says: None, refs: [notice]}\n" + QUILL),
        (
            "    references:",
            "      - question: Why?\n        accounts: [{by: A, says: Mild, refs: [notice]}]\n    references:",
        ),
    ),
    "accounts in another order": {"stories.yaml": "\n".join([*LINES[:11], LINES[12], LINES[11], *LINES[13:]])},
    "a reference more, and details of one": swap(
        "stories",
        ("council.example/notice}", "council.example/notice, title: Notice}\n      more: {url: https://a.example/}"),
    ),
    "a fact that was not known": swap(
        "outlets",
        (
            "    funder: unknown\n    self_description: unknown\n    legal_status: unknown\n    references:",
            "    funder: {value: A fund, basis: referenced, date: 2022, refs: [register]}\n"
            "    self_description: unknown\n    legal_status: {basis: unknown, note: Unsought.}\n    references:",
        ),
    ),
    "a fact that somebody has checked": swap(
        "outlets",
        (
            "value: Moor Trust, basis: unreferenced",
            "value: Moor Trust, basis: referenced, date: 2022, refs: [register]",
        ),
    ),
    "another ban, and the end of one": swap(
        "outlets",
        ("        date: 2022-01\n", "        date: 2022-01\n        ended: 2022-05\n"),
        (
            "    descriptions:",
            "      - {authority: B, country: NO, kind: banned, wording: C., date: null, refs: [act]}\n"
            "    descriptions:",
        ),
    ),
    "a spelling more, and the language of one": swap("people", ("[A. Quill,", "[{text: A. Quill, language: en}, Ада,")),
    "the end of a role, and another": swap("people", ("since: 2019}", "since: 2019, until: 2022-11}, {text: Poet}")),
    "a private person": swap("people", ("name: Mira Still", "name: Mira Stille")),
    "a person made private": swap("people", ("    name: Ada Quill", "    public: false\n    name: Ada Quail")),
    "a fact that is a new field": swap(
        "outlets", ("    name: The Lantern\n", "    name: The Lantern\n    founded: 1901\n")
    ),
    "formatting": swap("outlets", ("    name: The Lantern\n", "    # The oldest.\n    name:   'The Lantern'\n")),
}
