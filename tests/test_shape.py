"""The shape of records: what is missing, misspelt, of another type, or at odds with itself."""

from makers import ENTRY, brief, collection, problems_of
from tables import each

from newsdesk.model import Entry
from newsdesk.model.edtf import HINT
from newsdesk.model.evidence import AGAIN
from newsdesk.problems import FRONT_DOOR, Severity

ALL_FIELDS = (
    "schema, status, title, title_en, outlet, section, genre, byline, authors, published, published_basis,"
    " published_note,"
    " language, url, archive_url, archive_refused, versions, translation_of, syndicated_from, accessed, added, read,"
    " stories, topics, countries, summary, sources, context, references, not_captured, evidence, drafted_by, reviewed,"
    " replies, allow, corrections"
)
LIST = "Write it as a list: [a, b], or a line with - for each; [] for none."
GROUP = "Write fields below it, such as name: …, one a line."
ID = "Use small Latin letters, digits and single hyphens, up to 100."
DAY = "Write year, month and day, such as 2026-11-21."
TARGET = (
    "reference-target", 17, 17, "A reference needs either url or entry, and not both.",
    "Write one of them.",
)  # fmt: skip
BARE = "name: A, actor: official, identified: named"


def empty(field: str, line: int, column: int, hint: str = "Write its value.") -> tuple:
    return "empty-field", line, column, f'"{field}" is empty.', hint


def wrong(field: str, line: int, column: int, wanted: str, given: str, hint: str) -> tuple:
    return "wrong-type", line, column, f'"{field}" must be {wanted}, not {given}.', hint


def not_text(field: str, line: int, column: int, given: str) -> tuple:
    return wrong(field, line, column, "text", given, "Put it in quotes.")


def missing(field: str, line: int, column: int, meaning: str) -> tuple:
    return "missing-field", line, column, f'"{field}" is missing.', f'Add "{field}: …": {meaning}'


def extra(field: str, line: int, column: int, hint: str) -> tuple:
    return "unknown-field", line, column, f'"{field}" is not a field here.', hint


def no_term(term: str, field: str, line: int, column: int, hint: str) -> tuple:
    return "unknown-term", line, column, f'"{term}" is not a term of "{field}".', hint


IN_ENTRY = [
    ({"schema": "0"}, [("unknown-schema", 1, 9, '"0" is not a version of this format.', "Write schema: 1.")]),
    ({"schema": "-1"}, [("unknown-schema", 1, 9, '"-1" is not a version of this format.', "Write schema: 1.")]),
    ({"schema": "true"}, [("unknown-schema", 1, 9, '"true" is not a version of this format.', "Write schema: 1.")]),
    ({"schema": "'1'"}, [("unknown-schema", 1, 9, '"1" is not a version of this format.', "Write schema: 1.")]),
    ({"schema": "null"}, [empty("schema", 1, 9)]),
    ({"title": None}, [missing("title", 1, 1, "Title as printed, in its own script.")]),
    ({"outlet": None}, [missing("outlet", 1, 1, "Id of the publisher in outlets.yaml.")]),
    ({"language": None}, [missing("language", 1, 1, "Language of the article.")]),
    ({"url": None}, [missing("url", 1, 1, "The address that was read; null where unknown.")]),
    ({"url": "null"}, []),
    ({"stories": None}, []),
    ({"title": "null"}, [empty("title", 2, 8)]),
    ({"title": "''"}, [empty("title", 2, 8, "Write at least one.")]),
    ({"title": "'  '"}, [empty("title", 2, 8, "Write at least one.")]),
    ({"title": "5"}, [not_text("title", 2, 8, "a number")]),
    ({"title": "true"}, [not_text("title", 2, 8, "true or false")]),
    ({"title": "[a]"}, [not_text("title", 2, 8, "a list")]),
    ({"title": "{a: b}"}, [not_text("title", 2, 8, "fields")]),
    ({"title": "no"}, []),
    ({"title": "'  Swans '"}, []),
    ({"titel": "Swans"}, [extra("titel", 19, 1, 'Did you mean "title"?')]),
    ({"x_y": "null"}, [extra("x_y", 19, 1, f"Delete it. The fields here are: {ALL_FIELDS}.")]),
    (
        {"id": "swans"},
        [
            (
                "unknown-field", 19, 1, '"id" is not written down.',
                'It is "swans-counted", from the name: delete it.',
            )
        ],
    ),
    (
        {"evidence": "x"},
        [("evidence-edited", 19, 11, "The evidence is not as the tool wrote it.", FRONT_DOOR.fill(AGAIN))],
    ),
    ({"evidence": "null"}, []),
    ({"drafted_by": "humans"}, [no_term("humans", "drafted_by", 18, 13, 'Did you mean "human"?')]),
    ({"drafted_by": "elves"}, [no_term("elves", "drafted_by", 18, 13, "Use one of: human, machine.")]),
    ({"drafted_by": "[5]"}, [no_term("[5]", "drafted_by", 18, 13, "Use one of: human, machine.")]),
    ({"drafted_by": "true"}, [no_term("true", "drafted_by", 18, 13, "Use one of: human, machine.")]),
    ({"drafted_by": "x" * 70}, [no_term("x" * 57 + "…", "drafted_by", 18, 13, "Use one of: human, machine.")]),
    ({"drafted_by": "null"}, [empty("drafted_by", 18, 13)]),
    ({"sources": "swans"}, [wrong("sources", 15, 10, "a list", "text", LIST)]),
    ({"sources": "null"}, [empty("sources", 15, 10)]),
    ({"sources": "[swans]"}, [wrong("sources", 15, 11, "a group of fields", "text", GROUP)]),
    ({"sources": "[[swans]]"}, [wrong("sources", 15, 11, "a group of fields", "a list", GROUP)]),
    ({"topics": "waterfowl"}, [wrong("topics", 12, 9, "a list", "text", LIST)]),
    ({"topics": "[]"}, [empty("topics", 12, 9, "Write at least one.")]),
    ({"topics": "[5]"}, [not_text("topics", 12, 10, "a number")]),
    ({"topics": "[waterfowl, null]"}, [empty("topics", 12, 21)]),
    ({"countries": "[is]"}, [("unknown-country", 13, 13, '"is" is not a country.', 'Did you mean "IS"?')]),
    ({"language": "kz"}, [("unknown-language", 6, 11, '"kz" is not a language.', 'Did you mean "kk"?')]),
    ({"outlet": "The Lantern"}, [("bad-id", 3, 9, '"The Lantern" cannot be an id.', ID)]),
    ({"published": "2022-13"}, [("bad-date", 4, 12, '"2022-13": there is no month 13.', HINT)]),
    ({"published": "true"}, [("bad-date", 4, 12, "A date is text.", HINT)]),
    ({"published": "null"}, [empty("published", 4, 12)]),
    ({"published": "2022"}, []),
    ({"published": "'2022'"}, []),
    ({"accessed": "2022-10"}, [("bad-date", 8, 11, '"2022-10" is not a day.', DAY)]),
    ({"accessed": "null"}, [empty("accessed", 8, 11)]),
    (
        {"url": "lantern.example"},
        [
            (
                "unsafe-address", 7, 6, '"lantern.example" is not an address that a page may link to.',
                "Write it in full, with http:// or https:// in front.",
            )
        ],
    ),
    ({"references": "[]"}, [wrong("references", 17, 13, "a group of fields", "a list", GROUP)]),
    ({"references": "{a: swans}"}, [wrong("a", 17, 17, "a group of fields", "text", GROUP)]),
    ({"references": "{A_B: {url: https://a.example}}"}, [("bad-id", 17, 14, '"A_B" cannot be an id.', ID)]),
    ({"references": "{a: {}}"}, [TARGET]),
    ({"references": "{a: {url: https://a.example, entry: b}}"}, [TARGET]),
    (
        {"references": "{a: {url: https://a.example, affiliated: no}}"},
        [wrong("affiliated", 17, 54, "true or false", "text", "Write true or false.")],
    ),
    ({"reviewed": "{by: Ada}"}, [missing("on", 19, 11, "Day of the review.")]),
    ({"reviewed": "{by: Ada, on: 2022-10-22}"}, []),
    ({"byline": "ADA  Moor", "authors": "[{family: Moor, given: Ada}]"}, []),
    (
        {"byline": "Ada Moor", "authors": "[{family: More}]"},
        [
            (
                "author-not-signed", 20, 10, 'The byline does not hold "More".',
                "Write names as they are signed, in their letters.",
            )
        ],
    ),
    (
        {"byline": "Ada Moor", "authors": "[{given: Ada}]"},
        [
            (
                "signer-parts", 20, 11, "An author has either family, with given, or literal.",
                "Write literal for what has no parts, such as a newsroom.",
            )
        ],
    ),
    (
        {"title_en": "{txt: Swans, by: human}"},
        [missing("text", 19, 11, "The translation."), extra("txt", 19, 12, 'Did you mean "text"?')],
    ),
    ({"versions": "[{language: ar}]"}, [missing("url", 19, 12, "Its address.")]),
    ({"translation_of": "a b"}, [("bad-id", 19, 17, '"a b" cannot be an id.', ID)]),
    (
        {"published_basis": "inferred"},
        [
            (
                "published-note-missing", 5, 18, "An inferred date needs published_note.",
                "Say in published_note what the date was worked out from.",
            )
        ],
    ),
    ({"published_basis": "inferred", "published_note": "From the address."}, []),
    (
        {"sources": f"[{{{BARE}, cited: quoted}}]"},
        [("says-missing", 15, 64, 'What "A" says is missing.', "Add says: …, or write cited: mentioned.")],
    ),
    ({"sources": f"[{{{BARE}, cited: mentioned}}]"}, []),
    (
        {"sources": f"[{{{BARE}, cited: relayed, says: B.}}]"},
        [
            (
                "via-missing", 15, 64, "A relayed source needs via or via_text.",
                "Say by way of which outlet the article has it.",
            )
        ],
    ),
    ({"sources": f"[{{{BARE}, cited: relayed, says: B., via_text: radio}}]"}, []),
    (
        {"sources": f"[{{{BARE}, cited: quoted, says: B., via: beacon, via_text: radio}}]"},
        [
            (
                "via-twice", 15, 105, "A source has either via or via_text, and not both.",
                "Keep via where the outlet is in outlets.yaml.",
            )
        ],
    ),
    (
        {"sources": f"[{{{BARE}, cited: mentioned, quote: {{text: B, language: en}}}}]"},
        [
            (
                "quote-of-unquoted", 15, 82, "A source that is mentioned has no quotation.",
                "Write cited: quoted, or remove quote.",
            )
        ],
    ),
    (
        {"sources": f"[{{{BARE}, cited: quotd, says: B., vai: beacon}}]"},
        [no_term("quotd", "cited", 15, 64, 'Did you mean "quoted"?'), extra("vai", 15, 81, 'Did you mean "via"?')],
    ),
    (
        {"corrections": "[{date: today, kind: big}]"},
        [
            missing("why", 19, 15, "The reason."),
            ("bad-date", 19, 22, '"today" is not a day.', DAY),
            no_term("big", "kind", 19, 35, "Use one of: minor, material, withdrawn."),
        ],
    ),
]  # fmt: skip


@each(("changes", "problems"), IN_ENTRY)
def test_an_entry(changes: dict[str, str], problems: list[tuple]) -> None:
    found = problems_of(collection(**changes))
    assert brief(found) == problems
    assert {(p.path, p.severity) for p in found} <= {(f"digests/{ENTRY}", Severity.ERROR)}


def test_every_field_of_an_entry_is_named_in_the_advice() -> None:
    written = {"schema" if name == "schema_version" else name for name in Entry.model_fields}
    assert written - {"id", "week"} == set(ALL_FIELDS.split(", "))
