"""The shape of registers and digests, and the names of files and folders."""

from makers import DIGEST, brief, collection, entry, problems_of, swapped
from tables import each
from test_shape import GROUP, ID, LIST, empty, extra, missing, no_term, wrong

from newsdesk.model.edtf import HINT

FACT = "Write {value: …, basis: referenced, date: …, refs: [id]}, or unknown."
VERSION = "The version of the format is missing or unknown."
BELOW = 'Write "people:" and the records below it, each under its id.'
PERSON = "  ada-quill:\n    kind: person\n    name: Ada Quill\n    aliases: [A. Quill, {text: Ада Квилл, language: ru}]"
PUBLISHED = (
    "digest-status", 2, 9, "A published digest has the day in published, a draft has not.",
    "Write status: published and published: 2026-11-23, or draft and null.",
)  # fmt: skip
# A week that says so by hand was never put out by us, or went out before addresses were kept.
UNKEPT = (
    "address-unkept", 2, 9, "2022-W42 says that it is published, and its address is not in _addresses.txt.",
    "If it went out before addresses were kept, run: .venv/bin/python build_digest.py migrate."
    " Else write status: draft and published: null.",
)  # fmt: skip
HOME = "home: {value: https://lantern.example/, basis: own-page}"
NO_BASIS = ("fact-without-basis", 6, 11, "A fact of the register needs a basis.", FACT)
NO_VALUE = (
    "fact-without-value", 6, 11, "A fact has a value, unless its basis is unknown.",
    "Write the value, or just the word unknown instead of the whole fact.",
)  # fmt: skip
IN_OUTLETS = [
    ("schema: 1\n", "", [("unknown-schema", 1, 1, VERSION, "Write schema: 1.")]),
    ("schema: 1", "schema: true", [("unknown-schema", 1, 9, VERSION, "Write schema: 1.")]),
    ("schema: 1", "schema: 1\nswans: 1", [extra("swans", 2, 1, 'Put the records below "outlets:".')]),
    (HOME, "home: https://lantern.example/", [NO_BASIS]),
    (HOME, "home: null", [NO_BASIS]),
    (HOME, "home: unknown", []),
    (HOME, "home: {basis: unknown, note: Gone.}", []),
    (HOME, "home: {value: https://lantern.example/, basis: unknown}", [NO_VALUE]),
    (HOME, "home: {basis: own-page}", [NO_VALUE]),
    (HOME, "home: {value: https://lantern.example/}", [missing("basis", 6, 11, "What the fact rests on.")]),
    (
        ", date: 2021, refs: [register]",
        "",
        [
            (
                "fact-without-reference", 9, 11, "A referenced fact needs a date and refs.",
                "Add date and refs, or write basis: unreferenced.",
            )
        ],
    ),
    ("value: newspaper", "value: newspapr", [no_term("newspapr", "value", 9, 19, 'Did you mean "newspaper"?')]),
    ("value: newspaper", "valu: newspaper", [extra("valu", 9, 12, 'Did you mean "value"?')]),
    ("value: [en]", "value: en", [wrong("value", 8, 24, "a list", "text", LIST)]),
    (
        "[lantern.example]",
        "[www.lantern.example, Lantern]",
        [
            (
                "bad-domain", 5, 36, '"Lantern" is not a domain.',
                "Write the bare host in small letters, such as news.example.org.",
            )
        ],
    ),
    ("    owner: {value: Moor Trust, basis: unreferenced}\n", "", [missing("owner", 4, 5, "Who owns it.")]),
]  # fmt: skip
IN_PEOPLE = [
    (PERSON, "  - Ada Quill", [("wrong-type", 3, 3, '"people" has no fields below it.', BELOW)]),
    (f"people:\n{PERSON}", "", [("missing-field", 1, 1, '"people" is missing.', BELOW)]),
    (PERSON, f"{PERSON}\n  bo: 5", [wrong("bo", 7, 7, "a group of fields", "a number", GROUP)]),
    (PERSON, f"{PERSON}\n  bo:", [empty("bo", 7, 6)]),
    ("ada-quill:", "Ada_Q:", [("bad-id", 4, 5, '"Ada_Q" cannot be an id.', ID)]),
    ("kind: person", "kind: persn", [no_term("persn", "kind", 4, 11, 'Did you mean "person"?')]),
    (
        "kind: person",
        "kind: person\n    id: ada",
        [("unknown-field", 5, 5, '"id" is not written down.', 'It is "ada-quill", from the name: delete it.')],
    ),
    (
        "kind: person",
        "kind: person\n    public: no",
        [wrong("public", 5, 13, "true or false", "text", "Write true or false.")],
    ),
    (
        "kind: person",
        "kind: person\n    public: 1",
        [wrong("public", 5, 13, "true or false", "a number", "Write true or false.")],
    ),
    ("kind: person", "kind: person\n    public: false", []),
    (
        "kind: person",
        "kind: person\n    wikidata: Q05",
        [("wrong-form", 5, 15, '"Q05" has not the form of "wikidata".', "It must match ^Q[1-9][0-9]*$.")],
    ),
    (
        "[A. Quill, {text: Ада Квилл, language: ru}]",
        "[5, {txt: x}, {text: x, language: kz}]",
        [
            wrong("aliases", 6, 15, "a group of fields", "a number", GROUP),
            missing("text", 6, 18, "The spelling, in its own script."),
            extra("txt", 6, 19, 'Did you mean "text"?'),
            ("unknown-language", 6, 48, '"kz" is not a language.', 'Did you mean "kk"?'),
        ],
    ),
]  # fmt: skip
COUNTED = "places: [lanternmoor]"
ACCOUNTS = """
    disputed:
      - question: How many swans were there?
        accounts:
          - {{by: The council, says: Nine, refs: {0}}}
          - {{by: A. Quill, who: {2}, says: Eleven or twelve, date: {1}, refs: [notice]}}"""
IN_STORIES = [
    (COUNTED, COUNTED + ACCOUNTS.format("[notice]", "2022-10-17", "ada-quill"), []),
    (
        COUNTED,
        COUNTED + ACCOUNTS.format("[]", "yesterday", "ada-quill"),
        [
            ("empty-field", 11, 49, '"refs" is empty.', "Write at least one."),
            ("bad-date", 12, 74, '"yesterday" is no date.', HINT),
        ],
    ),
    (
        COUNTED,
        COUNTED + "\n    disputed: [{question: How many swans?, accounts: [{by: Council, says: 9, refs: [notice]}]}]",
        [
            ("too-few", 8, 54, '"accounts" has 1 item and needs 2.', "Add another, or take the whole field out."),
            wrong("says", 8, 75, "text", "a number", "Put it in quotes."),
        ],
    ),
    (
        COUNTED,
        COUNTED + ACCOUNTS.format("[note]", "2022", "ada-quil"),
        [
            ("unknown-reference", 11, 50, '"note" is not among the references.', 'Did you mean "notice"?'),
            (
                "unknown-person",
                12,
                33,
                '"ada-quil" is not in people.yaml or outlets.yaml.',
                'Did you mean "ada-quill"?',
            ),
        ],
    ),
]
LEAD = "lead: swans-counted"
DIGITS = "Write digits only."
IN_DIGEST = [
    ("status: draft", "status: done", [no_term("done", "status", 2, 9, "Use one of: draft, published.")]),
    ("status: draft", "status: published", [PUBLISHED]),
    ("status: draft", "status: draft\npublished: 2022-10-24", [PUBLISHED]),
    ("status: draft", "status: published\npublished: 2022-10-24", [UNKEPT]),
    (LEAD, "screened: {articles: 9, outlets: 3}", []),
    (
        LEAD,
        "screened: {articles: '9', outlets: true}",
        [
            wrong("articles", 3, 22, "a whole number", "text", DIGITS),
            wrong("outlets", 3, 36, "a whole number", "true or false", DIGITS),
        ],
    ),
    (LEAD, "screened: {articles: -1}", [("wrong-value", 3, 22, '"articles" must be at least 0, not -1.', DIGITS)]),
    (
        LEAD,
        "week: 2022-W42",
        [("unknown-field", 3, 1, '"week" is not written down.', 'It is "2022-W42", from the name: delete it.')],
    ),
]
TABLES = {"outlets.yaml": IN_OUTLETS, "people.yaml": IN_PEOPLE, "stories.yaml": IN_STORIES, DIGEST: IN_DIGEST}
CASES = [(path, *case) for path, table in TABLES.items() for case in table]


@each(("path", "old", "new", "problems"), CASES)
def test_a_register_or_digest(path: str, old: str, new: str, problems: list[tuple]) -> None:
    found = [p for p in problems_of(swapped(path, old, new)) if p.path == f"digests/{path}"]
    assert brief(found) == problems


def no_week(folder: str, meant: str = "like 2022-W42") -> tuple:
    return "bad-folder", f'"{folder}" is not an ISO 8601 week.', f"Call the folder {meant}."


NAMED_SO = 'Call the file "swans-seen.yaml"; if there is one, compare the two, and keep one.'


def no_name(name: str, hint: str) -> tuple:
    return "bad-id", f'"{name}" cannot be the name of an entry.', hint


@each(
    ("path", "problems"),
    [
        ("2022-W54/swans.yaml", [no_week("2022-W54")]),
        ("9999-W52/swans.yaml", [no_week("9999-W52")]),
        ("week-42/_digest.yaml", [no_week("week-42")]),
        ("2022-w42/swans.yaml", [no_week("2022-w42", "2022-W42")]),
        ("2022W42/swans.yaml", [no_week("2022W42", "2022-W42")]),
        ("2022-42/_digest.yaml", [no_week("2022-42", "2022-W42")]),
        ("2022-W7/swans.yaml", [no_week("2022-W7", "2022-W07")]),
        ("2022_KW_42/swans.yaml", [no_week("2022_KW_42", "2022-W42")]),
        ("W42-2022/swans.yaml", [no_week("W42-2022", "2022-W42")]),
        ("2022-10-18/swans.yaml", [no_week("2022-10-18", "2022-W42")]),
        ("２０２２-W42/swans.yaml", [no_week("２０２２-W42", "2022-W42")]),
        ("2022-13-45/swans.yaml", [no_week("2022-13-45")]),
        ("2022-W42/Swans Seen.yaml", [no_name("Swans Seen", NAMED_SO)]),
        ("2022-W42/SWANS-seen (conflicted copy 2026-11-20).yaml", [
            no_name("SWANS-seen (conflicted copy 2026-11-20)", NAMED_SO)]),
        ("2022-W42/лебедь.yaml", [no_name("лебедь", "Use small Latin letters, digits and single hyphens.")]),
        ("2022-W42/" + "x" * 101 + ".yaml", [("bad-id", f'"{"x" * 101}" cannot be an id.', ID)]),
        ("2022-W42/swans-seen.yaml", []),
    ],
)  # fmt: skip
def test_names_of_files_and_folders(path: str, problems: list[tuple]) -> None:
    text = "schema: 1\nstatus: draft\n" if "_digest" in path else entry(url="null")
    found = problems_of({**collection(), path: text})
    assert [(p.rule, p.message, p.hint) for p in found] == problems
    assert {(p.path, p.line, p.column) for p in found} <= {(f"digests/{path}", 1, 1)}
