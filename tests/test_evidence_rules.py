"""The rules on evidence: whole messages with their places, with the article at hand and without it."""

from datetime import date
from pathlib import Path

import pytest
from makers import ENTRY, SOURCE, brief, collection, load
from tables import each

from newsdesk.check import check
from newsdesk.check.rules.evidence import OF_ONE, WITH_ARTICLE
from newsdesk.evidence import Text, claims_in, evidence_of
from newsdesk.load import parse
from newsdesk.problems import Severity
from newsdesk.store.evidence_writing import as_yaml, replaced

TEXT = """\
Swans counted

The council counted the swans before sunrise. “The autumn was mild and the lake is full,” said Ada Quill, a warden.
“Nobody fed them,” Bob Marsh told us.
"""
QUOTED = SOURCE.replace("name: Ada Quill,", "name: Ada Quill, name_printed: Ada Quill,").replace(
    "}", " quote: {text: The autumn was mild and the lake is full, language: en}}"
).replace("mild. quote", "mild., quote")  # fmt: skip
BOB = (
    "{name: Bob Marsh, name_printed: Bob Marsh, actor: other, identified: named, cited: quoted, says: That nobody did.,"
    " quote: {text: Nobody fed them, language: en}}"
)
COMMAND = ".venv/bin/python build_digest.py fingerprint swans-counted captures/swans-counted.txt"
AGAIN = f"If it does, run the capture again: {COMMAND}."
BOTH = f"[{QUOTED}, {BOB}]"
QUOTE_AT = 15, 175
Found = list[tuple[str, int, int, str, str]]


def files(sources: str = BOTH, evidence: bool = True, **changes: str) -> dict[str, str]:
    """The small collection, its entry with evidence from TEXT."""
    made = collection(sources=sources, evidence="null", **changes)
    if evidence:
        document, _ = parse("x", made[ENTRY].encode())
        assert document
        found = evidence_of(Text(TEXT), claims_in(document.data), date(2022, 10, 20))
        made[ENTRY] = replaced(made[ENTRY], as_yaml(found))
    return made


def edited(old: str, new: str, **changes: str) -> dict[str, str]:
    """The same, with something in the entry changed after its evidence was written."""
    made = files(**changes)
    assert made[ENTRY].count(old) == 1, old
    return {**made, ENTRY: made[ENTRY].replace(old, new)}


def problems(made: dict[str, str], text: str | None = None) -> Found:
    documents, unreadable = load(made)
    _, found = check(documents, texts={} if text is None else {"swans-counted": text})
    # What a summary says beyond the article stands in test_cited_sentences.py.
    return brief([*unreadable, *(one for one in found if not one.rule.startswith(("unsupported-", "not-comparable")))])


def places(found: Found) -> list[tuple[str, str]]:
    return [(rule, message) for rule, _, _, message, _ in found]


def column(made: dict[str, str], text: str) -> int:
    """Where a text stands in the line of the sources."""
    return made[ENTRY].splitlines()[14].index(text) + 1


def test_an_entry_that_is_borne_out_has_no_problems() -> None:
    assert problems(files()) == []
    assert problems(files(), TEXT) == []
    assert problems(files(), TEXT.replace("\n", " ").replace("“", "«").replace("”", "»")) == []


def test_without_evidence_and_text_nothing_is_asked() -> None:
    assert problems(collection(sources=BOTH.replace("Bob Marsh", "Bob Mars"))) == []


def test_a_changed_quotation() -> None:
    made = edited("The autumn was mild and the lake is full", "The autumn was cold and the lake is full")
    at = column(made, "The autumn was cold")
    missing = '"The autumn was cold and the lake is full" does not stand in the article.'
    assert problems(made) == [("quotation-not-found", 15, at, missing, "Quote it word for word.")]
    hint = problems(made, TEXT)[0][4]
    assert hint in (
        "Quote it word for word.",
        'Altered? The nearest passage is "The autumn was mild and the lake is full": it has "mild" for "cold".'
        " Quote it word for word.",
    )


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        ("text: Nobody fed", "text: Somebody fed", "quotation-not-found",
         '"Somebody fed them" is no quotation that was compared with the article.'),
        ("Nobody fed them", "Nobody fed", "quotation-not-found",
         '"Nobody fed" is no quotation that was compared with the article.'),
        ("name_printed: Bob Marsh", "name_printed: Rob Marsh", "name-not-found",
         'The name "Rob Marsh" is none that was compared with the article.'),
    ],
)  # fmt: skip
def test_changes_too_short_for_the_filter(old: str, new: str, rule: str, message: str) -> None:
    made = edited(old, new)
    found = [problem for problem in problems(made) if problem[0] == rule]
    at = column(made, new.partition(": ")[2] if ": " in new else new)
    ways = {"quotation-not-found": "Quote it word for word.",
            "name-not-found": "Write name_printed exactly as it is printed."}  # fmt: skip
    assert found == [(rule, 15, at, message, f"{ways[rule]} {AGAIN}")]


def test_words_moved_to_another_speaker() -> None:
    made = edited("Nobody fed them", "The autumn was mild and the lake is full")
    made[ENTRY] = made[ENTRY].replace("text: The autumn was mild and the lake is full", "text: Nobody fed them", 1)
    assert places(problems(made)) == [
        ("other-speaker", '"Nobody fed them" was compared with the article as words of Bob Marsh.'),
        (
            "other-speaker",
            '"The autumn was mild and the lake is full" was compared with the article as words of Ada Quill.',
        ),
    ]
    assert problems(made)[0][4] == (
        f"Put it back under that source. If the article gives it to this one, run {COMMAND}."
    )
    assert places(problems(made, TEXT)) == places(problems(made))


def test_a_passage_that_names_another_is_pointed_out() -> None:
    swapped = BOTH.replace("Nobody fed them", "The autumn was mild and the lake is full", 1)
    made = files(sources=swapped, evidence=False)
    documents, _ = load(made)
    _, found = check(documents, texts={"swans-counted": TEXT})
    assert [(p.rule, p.severity) for p in found if p.rule == "other-speaker"] == [("other-speaker", Severity.WARNING)]
    assert 'Where "The autumn was mild and the lake is full" stands, the article names Ada Quill.' in [
        p.message for p in found
    ]


def test_new_names_and_quotations_wait_for_the_next_capture() -> None:
    council = BOB.replace("Bob Marsh", "The council").replace("Nobody fed them", "Swans counted")
    made = edited(f", {BOB}]", f", {BOB}, {council}]")
    run = f"Run the capture again: {COMMAND}."
    assert [p[:1] + p[3:] for p in problems(made)] == [
        ("not-checkable-here", 'The name "The council" cannot be checked without the article.', run),
        ("not-checkable-here", '"Swans counted" cannot be checked without the article.', run),
    ]
    at_hand = [
        ("not-checkable-here", f'"{shown}" stands in the article, and evidence does not say so yet.', f"Run {COMMAND}.")
        for shown in ("The council", "Swans counted")
    ]
    assert [p[:1] + p[3:] for p in problems(made, TEXT)] == at_hand


def test_a_named_source_has_a_printed_name() -> None:
    made = files(sources=BOTH.replace(" name_printed: Bob Marsh,", ""))
    message = '"Bob Marsh" is named in the article, and name_printed is missing.'
    assert places(problems(made)) == [("name-not-found", message)]
    assert problems(files(sources=BOTH.replace(" name_printed: Bob Marsh,", "").replace(
        "actor: other, identified: named", "actor: other, identified: described"))) == []  # fmt: skip


def test_without_evidence_a_missing_printed_name_is_a_note_of_what_it_will_ask() -> None:
    """The text lies on one machine: what its evidence will need stops neither the others nor this one."""
    made = files(sources=BOTH.replace(" name_printed: Bob Marsh,", ""), evidence=False)
    assert problems(made) == []
    for captured in ("", TEXT):
        documents, _ = load(made)
        _, found = check(documents, texts={"swans-counted": captured or "Another text."})
        (note,) = [one for one in found if "is missing" in one.message]
        assert (note.rule, note.severity) == ("name-not-found", Severity.NOTE)
        assert note.message == '"Bob Marsh" is named in the article, and name_printed is missing.'
        assert note.hint == "Add name_printed exactly as it is printed, or write identified: described."


def test_a_name_that_is_not_there() -> None:
    made = files(sources=BOTH.replace("name_printed: Bob Marsh", "name_printed: Rob Marsh"), evidence=False)
    (found,) = problems(made, TEXT)
    message = 'The name "Rob Marsh" does not stand in the article.'
    assert found[:4] == ("name-not-found", 15, column(made, "Rob Marsh"), message)
    assert found[4].endswith("Write name_printed exactly as it is printed.")


def test_parts_in_another_order() -> None:
    turned = BOTH.replace("The autumn was mild and the lake is full", "the lake is full … The autumn was mild")
    made = files(sources=turned, evidence=False)
    assert problems(made, TEXT) == [
        (
            "quotation-not-found",
            15,
            column(made, "The autumn was mild"),
            '"The autumn was mild" stands in the article, but further up.',
            "Keep the order of the article.",
        )
    ]


def test_a_negation_cut_off() -> None:
    text = TEXT.replace("Nobody fed them", "We did not feed them")
    made = files(sources=BOTH.replace("Nobody fed them", "feed them"), evidence=False)
    assert problems(made, text) == [
        (
            "quotation-not-found",
            15,
            column(made, "feed them"),
            'Beside "feed them" the article says "not", which the quotation leaves out.',
            "Quote that word too, or another passage.",
        )
    ]


def test_a_summary_that_was_compared_with_the_text_is_not_doubted() -> None:
    """A filter may take nine words for a run of the text of which eight are."""
    rest = "the report says, and that is all that it has to say about the swans of this year in that place."
    made = files(summary=f"It says the autumn was mild and the lake is, {rest}")
    assert problems(made) == []
    document, _ = parse("x", made[ENTRY].encode())
    assert document
    assert len(document.data["evidence"]["summary"]) == 16


def test_a_quotation_without_words() -> None:
    made = files(sources=BOTH.replace("Nobody fed them", "'…'"))
    assert places(problems(made)) == [("quotation-not-found", 'The quotation "…" has no words.')]


def test_a_summary_that_copies() -> None:
    rest = "the report says, and that is all that it has to say about the swans of this year in that place."
    copied = f"In Lanternmoor the autumn was mild and the lake is full, {rest}"
    own = f"In Lanternmoor “the autumn was mild and the lake is full”, {rest}"
    (found,) = problems(files(summary=copied), TEXT)
    assert found == (
        "summary-copies",
        14,
        25,
        'The summary shares "the autumn was mild and the lake is full" with the article.',
        "Say it in words of our own, or quote it: at most 8 in a row.",
    )
    # Without the text a word beside the run may pass for one of it.
    ((rule, *_, message, way),) = problems(files(summary=copied))
    assert (rule, way) == ("summary-copies", found[4])
    assert "the autumn was mild and the lake is full" in message
    for text in (None, TEXT):
        assert problems(files(summary=own), text) == []


def test_a_comment_that_copies() -> None:
    copied = "# Look: the autumn was mild.\n# She wrote: the autumn was mild and the lake is full, she thinks\n"
    copied += "#      text: the autumn was mild and the lake is full\n"
    for text in (None, TEXT):
        made = files()
        made[ENTRY] = copied + made[ENTRY]
        documents, _ = load(made)
        _, found = check(documents, texts={} if text is None else {"swans-counted": text})
        assert [
            (p.line, p.column, p.rule, p.severity, p.message) for p in found if p.severity is not Severity.NOTE
        ] == [
            (
                2,
                3,
                "comment-copies",
                Severity.WARNING,
                'This comment holds the article\'s words "the autumn was mild and the lake is full".',
            )
        ][: len(text or "")]


def test_a_title_that_the_article_does_not_have_is_told() -> None:
    documents, _ = load(files(evidence=False, title="Swans conted"))
    _, found = check(documents, texts={"swans-counted": f"Swans counted\n\n{TEXT}"})
    told = [(p.message, p.severity) for p in found if p.rule == "not-as-printed"]
    assert told == [('The title "Swans conted" does not stand in the article.', Severity.WARNING)]


def test_every_rule_on_evidence_has_a_case() -> None:
    cases = Path(__file__).read_text("utf-8")
    assert [
        rule.__name__ for rule in (*OF_ONE, *WITH_ARTICLE) if f'"{rule.__name__.replace("_", "-")}"' not in cases
    ] == []


EDITED = "The evidence is not as the tool wrote it."


@each(
    ("old", "new"),
    [
        ("  words: 30\n", "  words: 99\n"),
        ("  words: 30\n", "  words: many\n"),
        ("  words: 30\n", ""),
        ("  version: 2\n", "  version: 1\n"),
        ("  version: 2\n", "  version: 3\n"),
        ("  read: full\n  words", "  read: excerpt\n  words"),
        ("  captured: 2022-10-20\n", "  captured: 2022-10-21\n"),
        ("  hashes: 2\n", "  hashes: 1\n"),
        ("  filter: >-\n    ", "  filter: >-\n    AAAA"),
        ("  filter: >-\n    ", "  filter: >-\n    *"),
        ("  quotations:\n", '  quotations:\n    - "0123456789abcdef"\n'),
        ("  quotations:\n", "  quotation:\n"),
    ],
)
def test_evidence_changed_by_hand(old: str, new: str) -> None:
    (found,) = problems(edited(old, new))
    assert (found[0], found[3]) == ("evidence-edited", EDITED)
    assert found[1] in (19, 20)
    way = "Take it back from the version history, or write it again: .venv/bin/python build_digest.py fingerprint "
    assert found[4].startswith(way)


def test_how_much_was_read_is_said_once() -> None:
    made = edited("read: full\nstories", "read: excerpt\nstories")
    assert problems(made) == [
        (
            "evidence-edited",
            10,
            7,
            'The entry says "excerpt", its evidence "full".',
            f"Correct it, or write the evidence again: {COMMAND}.",
        )
    ]


def test_another_text_is_only_noted() -> None:
    documents, _ = load(files())
    _, found = check(documents, texts={"swans-counted": TEXT + "A correction was added."})
    assert [(p.rule, p.severity, p.message) for p in found if p.severity is not Severity.NOTE] == [
        (
            "not-checkable-here",
            Severity.WARNING,
            "The captured text is another than the one that evidence was made from.",
        )
    ]


def test_a_name_that_was_taken_out_leaves_the_evidence_too() -> None:
    made = files()
    gone = {**made, ENTRY: made[ENTRY].replace(f", {BOB}]", "]")}
    assert gone != made
    for text in (None, TEXT):
        ((rule, *_, message, way),) = problems(gone, text)
        assert (rule, message, way) == (
            "evidence-leftover",
            "The evidence still has the hashes of names that the entry no longer shows: 1.",
            f"A name can be guessed from its hash. Run {COMMAND.partition(' captures')[0]} --forget.",
        )
    # Where another name came in its place, it is that which is wrong.
    assert places(problems(edited("name_printed: Bob Marsh", "name_printed: Rob Marsh")))[0][0] == "name-not-found"
    # A quotation alone may go.
    assert problems(edited(", quote: {text: Nobody fed them, language: en}", "")) == []
