"""Charges without outcome: tables of sentences with exact findings, and what satisfies the rule beside the sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from invented import changed_person, remade
from makers import CONTEXT, DIGEST, ENTRY, PEOPLE, SOURCE, SUMMARY, collection, problems_of, swapped
from tables import data_in, each

from newsdesk.check.charges import charges
from newsdesk.model import Reference
from newsdesk.model.addresses import entry_path
from newsdesk.model.proceedings import Proceeding
from newsdesk.problems import Severity
from newsdesk.views.data.published import entry_json
from newsdesk.views.editions import plain

CASES = Path(__file__).parent / "cases"
TABLE: list[dict[str, Any]] = data_in(CASES / "charges.yaml")
HELD_OUT: list[dict[str, Any]] = data_in(CASES / "charges_held_out.yaml")
# How many of the sentences kept aside it gets right; those that it misses stay in the file as they are.
RIGHT = 19


def is_right(row: dict[str, Any]) -> bool:
    """Whether the rule finds what a row says, and nothing else."""
    found = [charge.text for charge in charges([row["text"]], 2022)]
    wanted = [row["found"]] if isinstance(row["found"], str) else row["found"]
    wanted = [word for word in wanted if word]
    return len(found) == len(wanted) and all(word in said for word, said in zip(wanted, found, strict=True))


def test_the_table_is_large_and_a_third_of_it_is_hard_to_pass_over() -> None:
    assert len(TABLE) >= 90
    assert sum(not row["found"] for row in TABLE) * 3 >= len(TABLE)
    texts = [row["text"] for row in (*TABLE, *HELD_OUT)]
    assert len(set(texts)) == len(texts)


@each("row", TABLE, ids=lambda row: row["text"])
def test_what_tells_of_a_charge_is_found(row: dict[str, Any]) -> None:
    assert is_right(row), [charge.text for charge in charges([row["text"]], 2022)]


def test_sentences_that_were_kept_aside() -> None:
    assert len(HELD_OUT) == 20
    assert sum(map(is_right, HELD_OUT)) == RIGHT


TOLD = " It reports that the teacher Adil Karm was detained at the dam."
MESSAGE = '"was detained" tells of a detention without what came of it.'
HINT = (
    "Write the outcome, with its date, into a text of this record, or that no outcome was found by a day with its"
    " year; or record the proceedings in people.yaml."
)
ACT = "what: detention, wording: detained at a dam, authority: Lake Police, date: 2022-10-17, refs: [a]"
OPEN, CLOSED = (
    f"{{{ACT}, no_outcome_by: 2022-12-01}}",
    f"{{{ACT}, outcome: {{what: released, wording: released without charge, date: 2022-10-19, refs: [a]}}}}",
)


def person(proceeding: str) -> str:
    """The register of people with a teacher against whom there are proceedings."""
    return (
        f"{PEOPLE}  adil-karm:\n    kind: person\n    name: Adil Karm\n    aliases: [Karm]\n"
        f"    proceedings: [{proceeding}]\n    references: {{a: {{url: https://police.example/a}}}}\n"
    )


def found(files: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """What the rule finds in a collection, as notes."""
    problems = problems_of(files)
    assert {p.rule for p in problems} <= {"charge-without-outcome"}, problems
    assert all(p.severity is Severity.NOTE for p in problems)
    return [(f"{p.path}:{p.line}:{p.column}", p.rule, p.message, p.hint) for p in problems]


def test_an_entry_tells_it_with_its_place_and_the_way_out() -> None:
    column = len(f"summary: {SUMMARY} It reports that the teacher Adil Karm ") + 1
    wanted = [(f"digests/{ENTRY}:14:{column}", "charge-without-outcome", MESSAGE, HINT)]
    assert found(collection(summary=SUMMARY + TOLD)) == wanted


@pytest.mark.parametrize(
    ("context", "is_told"),
    [
        ("Karm was released on 19 October 2022 [beacon-2022].", True),
        ("No outcome was found by 1 December 2022 [beacon-2022].", True),
        ("No outcome was found [beacon-2022].", False),
        ("Ada Quill was released on 19 October 2022 [beacon-2022].", False),
    ],
)
def test_the_outcome_may_stand_in_another_text_of_the_record(context: str, is_told: bool) -> None:
    files = collection(summary=SUMMARY + TOLD, context=f"{CONTEXT} {context}")
    assert bool(found(files)) is not is_told


def test_texts_of_sources_stories_and_weeks_are_read() -> None:
    files = collection(sources=f"[{SOURCE.replace('the autumn was mild', 'a teacher was arrested')}]")
    column = len("sources: [") + SOURCE.index("That ") + len("That a teacher ") + 1
    assert [where for where, *_ in found(files)] == [f"digests/{ENTRY}:15:{column}"]
    note = 'note: "A teacher was arrested [a]."\nreferences: {a: {entry: swans-counted}}'
    files = swapped(DIGEST, "lead: swans-counted", note)
    assert [where for where, *_ in found(files)] == [f"digests/{DIGEST}:3:18"]
    files = swapped("stories.yaml", "on 17 October 2022", "and charged a teacher with theft")
    assert [said for *_, said, _ in found(files)] == ['"charged" tells of a charge without what came of it.']


@pytest.mark.parametrize("proceeding", [OPEN, CLOSED])
def test_what_the_record_of_a_person_says_is_enough(proceeding: str) -> None:
    files = collection(summary=SUMMARY + TOLD)
    assert found({**files, "people.yaml": person(proceeding)}) == []


def test_a_registered_body_is_no_person() -> None:
    files = collection(summary=f"{SUMMARY} The council accused Beacon Trust of theft.")
    assert len(found(files)) == 1
    trust = "  beacon-trust: {kind: organisation, name: Beacon Trust}\n"
    assert found({**files, "people.yaml": PEOPLE + trust}) == []


@each(
    ("proceeding", "rule", "message"),
    [
        (f"{{{ACT}}}", "proceeding-outcome", "This is told without what came of it."),
        (
            CLOSED[:-1] + ", no_outcome_by: 2022-12-01}",
            "proceeding-outcome",
            "An outcome was found, and none was found.",
        ),
        (OPEN.replace("detention,", "detentoin,"), "unknown-term", '"detentoin" is not a term of "what".'),
        (OPEN.replace("[a]", "[b]"), "unknown-reference", '"b" is not among the references.'),
        (OPEN.replace(", refs: [a]", ""), "missing-field", '"refs" is missing.'),
    ],
)
def test_a_record_says_what_came_of_it(proceeding: str, rule: str, message: str) -> None:
    problems = problems_of({**collection(), "people.yaml": person(proceeding)})
    assert (rule, message) in [(p.rule, p.message) for p in problems]


def test_every_entry_about_somebody_shows_the_newest_state() -> None:
    proceeding = {
        "what": "charge", "wording": "charged with theft", "authority": "Prosecutor", "date": "2022-05", "refs": ["a"],
        "outcome": {"what": "acquittal", "wording": "acquitted", "authority": "City Court", "date": "2024-06-14",
                    "refs": ["a"]},
    }  # fmt: skip
    known = changed_person("ona-primer", proceedings=(Proceeding.model_validate(proceeding),), references={
        name: Reference.model_validate({"url": "https://court.example/a"}) for name in ("a", "harbour-2022")
    })  # fmt: skip
    line = "Ona Primer: acquitted (City Court, 14 June 2024)."
    entries = [statement.entry for statement in known.by_speaker["ona-primer"]]
    assert entries
    for entry in entries:
        page = remade(known, entry_path(entry))
        notice = page.one("p", **{"class": "nd-notice nd-notice--proceeding"})
        assert notice.text == f"{line} Reference."
        assert [link.attrs["href"] for link in notice.every("a")] == ["https://court.example/a"]
        assert any(line in notice for notice in json.loads(entry_json(known, entry))["notices"])
        assert line in " ".join(plain(known, entry.week).split())
    person_page = remade(known, "people/ona-primer/").text
    assert "charged with theft (Prosecutor, May 2022)" in person_page
    assert "acquitted (City Court, 14 June 2024)" in person_page
