"""Rules across files: what one file says of another; and that every rule has a case."""

from hashlib import sha256

from makers import DIGEST, DIGEST_TEXT, ENTRY, TOLD_ELSEWHERE, brief, collection, entry, problems_of, swapped
from tables import each
from test_check import CITE, DELETE_LABEL, IN_ENTRY, WARNINGS, unknown

from newsdesk.check.rules import RULES, WITH_ARTICLE, WITH_PAGES, dates, evidence, ids, lengths, published
from newsdesk.check.rules import cited as of_cited
from newsdesk.check.rules.addresses import archive_of_another_page, possible_copy, same_text

W43, EMPTY_WEEK = "2022-W43/_digest.yaml", "schema: 1\nstatus: draft\n"
TWIN = "2022-W42/swans-again.yaml"
SEEN = f"See digests/{ENTRY}: keep one of them."
NEXT_WEEK = {"published": "2022-10-25", "accessed": "2022-10-26", "added": "2022-10-26", "url": "null"}


def again(line: int, column: int, address: str) -> tuple:
    return TWIN, "duplicate-address", line, column, f'The article at "{address}" already has an entry.', SEEN


def twin(address: str, *problems: tuple) -> tuple:
    return {**collection(), TWIN: entry(url=address)}, [*problems]


TRACKED = "http://www.lantern.example/swans/?utm_source=x#top"
# Whole collections, and the problems they earn, with the file.
FROZEN = "2022-W42/_edition-1.md"
KEPT = {"_addresses.txt": "# Written by week --publish.\n2022/w42/\n"}
GONE_OUT = "2022-W42 has gone out, and its address is not in _addresses.txt, where closing a week keeps it."
TAKE_BACK = "Take that file back from the version history: without it nobody notices a page that is gone."
UNKEPT = (DIGEST, "address-unkept", 5, 1, GONE_OUT, TAKE_BACK)
EMPTY_EDITION = "https://site.example/2022/w42/\n"
FULL_EDITION = f"{EMPTY_EDITION}https://site.example/2022/w42/swans-counted/\n"
AS_LIST = "Write it as a list: [a, b], or a line with - for each; [] for none."


def lost(line: int, path: str) -> tuple:
    hint = f"Put it back, or say in _moved.yaml where it went: {{path: {path}, to: …, on: …, why: …}}."
    return "_addresses.txt", "lost-address", line, 1, f"/{path} was published and is gone.", hint


def no_address(line: int, text: str) -> tuple:
    hint = "Leave this file as week --publish wrote it."
    return "_addresses.txt", "lost-address", line, 1, f'"{text}" is not the address of a page.', hint


def moved(path: str, to: str) -> str:
    return f"schema: 1\nmoved:\n  - {{path: {path}, to: {to}, on: 2022-11-01, why: Renamed.}}\n"


def closed(text: str) -> str:
    """The digest of a week that went out as `text`."""
    edition = f"{{number: 1, date: 2022-10-25, text: {sha256(text.encode()).hexdigest()}, data: {'0' * 64}}}"
    return f"{DIGEST_TEXT.replace('draft', 'published')}published: 2022-10-25\neditions:\n  - {edition}\n"


AGREED = ", ".join(f"{name}: {{same: 29, alpha: 0.95}}" for name in ("cited", "identified", "actor"))
AGREED += f", basis: '{'0' * 32}'"
SIDE = "is neither a country nor in people.yaml."
NO_SIDE = "Write a country in capitals, such as AQ, or add the body to people.yaml."
TOLD = '"was arrested" tells of a detention without what came of it.'
TELL_OUTCOME = (
    "Write the outcome, with its date, into a text of this record, or that no outcome was found by a day with its"
    " year; or record the proceedings in people.yaml."
)
FIRST_EDITION = "Name the outlet that was there first in all of them, and none in that one."
NAME_LANGUAGE = "Write name_language: with its code, such as ar or ru, and name_en: with its name in English."
SIDED = "{name: Ada Quill, side: %s, actor: official, identified: named, cited: mentioned}"


def sided(name: str, text: str, hint: str) -> tuple:
    """An entry whose source speaks for `name`, and what is said of that; the moor council is a body in people.yaml."""
    files = collection(sources=f"[{SIDED % name}]")
    body = "  moor-council: {kind: organisation, name: Moor Council}\n"
    return {**files, "people.yaml": files["people.yaml"] + body}, [(ENTRY, "unknown-side", 15, 35, text, hint)]


IN_FILES = [
    sided("moor-councl", f'"moor-councl" {SIDE}', 'Did you mean "moor-council"?'),
    sided("is", f'"is" {SIDE}', 'Did you mean "IS"?'),
    sided("uk", f'"uk" {SIDE}', 'Did you mean "GB"?'),
    sided("new-zealand", f'"new-zealand" {SIDE}', 'Did you mean "NZ"?'),
    sided("xyzzy", f'"xyzzy" {SIDE}', NO_SIDE),
    sided("ada-quill", '"ada-quill" is a person in people.yaml, and no body.', NO_SIDE),
    (sided("moor-council", "", "")[0], []),
    (sided("IS", "", "")[0], []),
    (
        swapped("people.yaml", "name: Ada Quill", "name: Ada Quill\n    side: moor-council"),
        [("people.yaml", "unknown-side", 6, 11, f'"moor-council" {SIDE}', NO_SIDE)],
    ),
    (
        swapped("people.yaml", "name: Ada Quill", "name: Ada Quill\n    side: ada-quill"),
        [("people.yaml", "unknown-side", 6, 11, '"ada-quill" is a person in people.yaml, and no body.', NO_SIDE)],
    ),
    twin("https://lantern.example/swans", again(7, 6, "https://lantern.example/swans")),
    twin(TRACKED, again(7, 6, TRACKED)),
    twin("https://lantern.example/swans?id=2"),
    twin("https://lantern.example/Swans"),
    twin("null"),
    (
        {
            **collection(),
            TWIN: entry(url="null", versions="[{language: en, url: https://lantern.example/swans}]"),
        },
        [again(19, 32, "https://lantern.example/swans")],
    ),
    (collection(versions="[{language: en, url: https://lantern.example/swans}]"), []),
    (
        {**collection(), W43: EMPTY_WEEK, "2022-W43/swans-counted.yaml": entry(**NEXT_WEEK)},
        [
            (
                "2022-W43/swans-counted.yaml", "duplicate-id", 1, 1,
                f'"swans-counted" is also the name of digests/{ENTRY}.', "Rename the newer one.",
            )
        ],
    ),
    ({**collection(), W43: EMPTY_WEEK, "2022-W43/geese.yaml": entry(**NEXT_WEEK)}, []),
    (
        {**collection(), "2022-W43/geese.yaml": entry(**NEXT_WEEK)},
        [
            (
                W43, "missing-digest", 1, 1, "2022-W43 has entries and no _digest.yaml.",
                "Create it with two lines: schema: 1 and status: draft.",
            )
        ],
    ),
    (
        {**collection(), W43: DIGEST_TEXT},
        [
            (
                W43, "lead-elsewhere", 3, 7, '"swans-counted" belongs to 2022-W42.',
                "Name an entry of 2022-W43.",
            )
        ],
    ),
    (
        swapped(DIGEST, "swans-counted", "swans-conted"),
        [(DIGEST, *unknown("entry", 3, 7, "swans-conted", "the collection", "swans-counted"))],
    ),
    (
        {**collection(), "_codings.yaml": f"schema: 1\nagreement: {{sources: 30, entries: 9, {AGREED}}}\n"},
        [
            (
                "_codings.yaml", "outdated-agreement", 2, 1,
                "The agreement was worked out of other codings than these, and no page says it.",
                "Run: .venv/bin/python build_digest.py review --blind",
            )
        ],
    ),
    (
        swapped("people.yaml", "people:", "people:\n  beacon: {kind: organisation, name: Beacon}"),
        [("people.yaml", "id-for-two", 3, 3, '"beacon" also stands in outlets.yaml.', "Give one of them another id.")],
    ),
    (swapped("people.yaml", "people:", "people:\n  foghorn: {kind: organisation, name: Foghorn}"), []),
    *TOLD_ELSEWHERE,
    (
        swapped("stories.yaml", "[lanternmoor]", "[lanternmor]"),
        [("stories.yaml", *unknown("place", 7, 14, "lanternmor", "places.yaml", "lanternmoor"))],
    ),
    (
        swapped("outlets.yaml", "refs: [register]", "refs: [registr]"),
        [
            (
                "outlets.yaml", "unknown-reference", 9, 68, '"registr" is not among the references.',
                'Did you mean "register"?',
            ),
            (
                "outlets.yaml", "uncited-reference", 15, 7, 'Nothing cites the reference "register".',
                CITE.format("register"),
            ),
        ],
    ),
    (
        swapped("stories.yaml", "2022 [notice].", "2022 [notice]. The\n      leading The Beacon agreed [notice]."),
        [("stories.yaml", "kind-word", 9, 7, '"leading" stands beside the outlet "The Beacon".', DELETE_LABEL)],
    ),
    (
        swapped("stories.yaml", "2022 [notice].", "2022 [notice]. A\n      warden was arrested [notice]."),
        [("stories.yaml", "charge-without-outcome", 9, 14, TOLD, TELL_OUTCOME)],
    ),
    (
        swapped("outlets.yaml", "domains: [lantern.example]", "edition_of: becon"),
        [("outlets.yaml", *unknown("outlet", 5, 17, "becon", "outlets.yaml", "beacon"))],
    ),
    (
        swapped("outlets.yaml", "domains: [lantern.example]", "edition_of: lantern"),
        [("outlets.yaml", "edition-circle", 5, 17, '"lantern" is said to be an edition of itself.', FIRST_EDITION)],
    ),
    (
        {
            **collection(),
            "outlets.yaml": collection()["outlets.yaml"]
            .replace("domains: [lantern.example]", "edition_of: beacon")
            .replace("domains: [beacon.example]", "edition_of: lantern"),
        },
        [
            ("outlets.yaml", "edition-circle", 5, 17, '"lantern" is said to be an edition of itself.', FIRST_EDITION),
            ("outlets.yaml", "edition-circle", 18, 17, '"beacon" is said to be an edition of itself.', FIRST_EDITION),
        ],
    ),
    (swapped("outlets.yaml", "domains: [lantern.example]", "edition_of: beacon"), []),
    (
        swapped("outlets.yaml", "name: The Lantern", "name: صحيفة الضفة"),
        [("outlets.yaml", "name-language", 4, 11, '"صحيفة الضفة" is not in the letters of English.', NAME_LANGUAGE)],
    ),
    (
        swapped("outlets.yaml", "name: The Lantern", "name: Фонарь\n    name_language: de"),
        [
            (
                "outlets.yaml", "name-language", 5, 20,
                '"Фонарь" is not in the letters of German, which it is said to be.', NAME_LANGUAGE,
            )
        ],
    ),
    (swapped("outlets.yaml", "name: The Lantern", "name: Фонарь\n    name_language: ru"), []),
    (swapped("outlets.yaml", "name: The Lantern", "name: Fənər 24"), []),
    (
        {**collection(), "_addresses.txt": "# kept\n2022/w42/\n2022/w42/swans-counted/\nstories/swan-count/\n"},
        [],
    ),
    (
        {**collection(), "_addresses.txt": "2022/w42/swans/\nstories/swan-cont/\nhttps://x.example/\nsites/x/\nx\n/\n"},
        [
            lost(1, "2022/w42/swans/"),
            lost(2, "stories/swan-cont/"),
            no_address(3, "https://x.example/"),
            no_address(4, "sites/x/"),
            no_address(5, "x"),
            no_address(6, "/"),
        ],
    ),
    ({**collection(), "_addresses.txt": "2022/w42/swans/\n", "_moved.yaml": moved("2022/w42/swans/", "null")}, []),
    (
        {
            **collection(),
            "_addresses.txt": "2022/w42/swans/\n",
            "_moved.yaml": moved("2022/w42/swans/", "2022/w42/swans-counted/"),
        },
        [],
    ),
    (
        {**collection(), "_moved.yaml": moved("2022/w42/swans/", "2022/w42/geese/")},
        [
            (
                "_moved.yaml", "moved-nowhere", 3, 33, "/2022/w42/geese/ is no page of an entry, digest or record.",
                "Name the page that took its place, or write null.",
            )
        ],
    ),
    (
        {**collection(), "_moved.yaml": moved("2022/w42/swans-counted/", "null")},
        [
            (
                "_moved.yaml", "moved-still-there", 3, 12, "/2022/w42/swans-counted/ has moved and is still there.",
                "Keep one of them.",
            )
        ],
    ),
    (
        {**collection(), "_moved.yaml": moved("people/x/", "null") + moved("people/x/", "null").split("moved:\n")[1]},
        [("_moved.yaml", "moved-still-there", 4, 12, "/people/x/ has moved twice.", "Keep one of them.")],
    ),
    (
        {**collection(), "_moved.yaml": moved("../secrets/", "null")},
        [
            (
                "_moved.yaml", "bad-page-path", 3, 12, '"../secrets/" is not the address of a page.',
                "Write it without the site, such as 2026/w47/an-entry/.",
            )
        ],
    ),
    (
        {**collection(), "_addresses.txt": "2022/w42/gone/\n", "_moved.yaml": "schema: 1\nmoved: 5\n"},
        [("_moved.yaml", "wrong-type", 2, 8, '"moved" must be a list, not a number.', AS_LIST)],
    ),
    ({**collection(), **KEPT, DIGEST: closed("As it was.\n"), FROZEN: "As it was.\n"}, []),
    ({**collection(), DIGEST: closed("As it was.\n"), FROZEN: "As it was.\n"}, [UNKEPT]),
    ({**collection(), "_addresses.txt": "", DIGEST: closed("As it was.\n"), FROZEN: "As it was.\n"}, [UNKEPT]),
    (
        {**collection(), **KEPT, DIGEST: closed("As it was.\n"), FROZEN: "As it  was.\n"},
        [
            (
                FROZEN, "edition-changed", 1, 1, "Edition 1 is not as it went out.",
                "Take it back from the version history; what is new goes into the next edition: run"
                " .venv/bin/python build_digest.py week 2022-W42 --publish.",
            )
        ],
    ),
    (
        {**collection(), **KEPT, DIGEST: closed("As it was.\n")},
        [
            (
                DIGEST, "edition-changed", 6, 5, "_edition-1.md is missing.",
                "Take it back from the version history.",
            )
        ],
    ),
    (
        {**collection(), FROZEN: "As it was.\n"},
        [
            (
                FROZEN, "edition-unlisted", 1, 1, "_digest.yaml lists no edition 1.",
                "Run .venv/bin/python build_digest.py week 2022-W42 --publish, which makes it anew, or delete it.",
            )
        ],
    ),
    (
        {**collection(), **KEPT, DIGEST: closed(EMPTY_EDITION), FROZEN: EMPTY_EDITION},
        [
            (
                ENTRY, "late-entry", 1, 1, "2022-W42 is published, and this entry is not in its newest edition.",
                "It goes out with the next one: run .venv/bin/python build_digest.py week 2022-W42 --publish.",
            )
        ],
    ),
    (
        {**collection(), **KEPT, DIGEST: closed(FULL_EDITION), FROZEN: FULL_EDITION},
        [],
    ),
    # The line of an address is lost, and its page is gone: the edition tells of it.
    (
        {**{path: text for path, text in collection().items() if path != ENTRY}, **KEPT,
         "2022-W42/swans.yaml": collection()[ENTRY], "_moved.yaml": moved("2022/w42/other/", "2022/w42/swans/"),
         DIGEST: closed(FULL_EDITION).replace("lead: swans-counted\n", ""), FROZEN: FULL_EDITION},
        [
            (
                FROZEN, "lost-address", 1, 1, "/2022/w42/swans-counted/ went out with this edition and is gone.",
                lost(1, "2022/w42/swans-counted/")[-1],
            ),
            (
                "2022-W42/swans.yaml", "late-entry", 1, 1,
                "2022-W42 is published, and this entry is not in its newest edition.",
                "It goes out with the next one: run .venv/bin/python build_digest.py week 2022-W42 --publish.",
            ),
        ],
    ),
    (
        {**collection(), DIGEST: f"{DIGEST_TEXT.replace('draft', 'published')}published: 2022-10-25\n"},
        [
            (
                DIGEST, "address-unkept", 2, 9,
                "2022-W42 says that it is published, and its address is not in _addresses.txt.",
                "If it went out before addresses were kept, run: .venv/bin/python build_digest.py migrate. Else write"
                " status: draft and published: null.",
            )
        ],
    ),
    (
        {**collection(), **KEPT, DIGEST: closed("x\n").replace("number: 1", "number: 2"), FROZEN: "x\n"},
        [
            (
                DIGEST, "edition-order", 6, 3,
                "Editions are numbered from 1, each dated not before the one it follows.",
                "Leave them as week --publish wrote them.",
            )
        ],
    ),
    (
        {**collection(), **KEPT, DIGEST: closed("x\n").replace("published: 2022-10-25", "published: 2022-10-24"),
         FROZEN: "x\n"},
        [
            (
                DIGEST, "edition-order", 4, 12, "The digest went out on the day of its first edition.",
                "Write published: 2022-10-25.",
            )
        ],
    ),
    (
        swapped(DIGEST, "lead: swans-counted", "note: >\n  A week of\n  swans. And geese."),
        [
            (
                DIGEST, "unreferenced-sentence", line, column, f'No reference at the end of "{words}".',
                "Write [id] before its full stop, and the id under references.",
            )
            for line, column, words in [(4, 3, "A week of swans."), (5, 10, "And geese.")]
        ],
    ),
]  # fmt: skip


@each(("files", "problems"), IN_FILES)
def test_a_collection(files: dict[str, str], problems: list[tuple]) -> None:
    found = problems_of(files)
    assert [(p.path.removeprefix("digests/"), *brief([p])[0]) for p in found] == problems


def test_every_rule_has_a_case_and_says_what_it_demands() -> None:
    earned = {row[0] for _, rows in [*IN_ENTRY, *WARNINGS] for row in rows}
    earned |= {row[1] for _, rows in IN_FILES for row in rows}
    # Elsewhere stand: evidence (it needs an article), the future (a day), ids of feeds, what is unfinished, replies
    # that are too long, what was changed after it was signed, what articles have in common, cited pages, archives.
    elsewhere = {*evidence.OF_ONE, *WITH_ARTICLE, dates.future_date, published.bad_feed_id, lengths.reply_length}
    elsewhere |= {dates.signed_before, ids.unfinished_entry, same_text, possible_copy}
    elsewhere |= {*of_cited.OF_ONE, *of_cited.RULES, *WITH_PAGES, archive_of_another_page}
    assert {rule.__name__.replace("_", "-") for rule in set(RULES) - elsewhere} - earned == set()
    assert [rule.__name__ for rule in RULES if not (rule.__doc__ or "").split("\n")[0].endswith(".")] == []
