"""What only adds to a published record needs no correction, and what says more than that needs one: by the policy."""

from typing import Any

import pytest
from tables import each

from newsdesk.check.changes.change import Names
from newsdesk.check.changes.difference import Comparison
from newsdesk.check.changes.weights import FACTS, Weight

ENTRY: dict[str, Any] = {
    "title": "Swans counted",
    "section": None,
    "byline": None,
    "url": None,
    "published_note": None,
    "translation_of": None,
    "syndicated_from": None,
    "sources": [{"name": "Ada Quill", "cited": "paraphrased", "says": "That they came."}],
    "references": {"fen-2022": {"entry": "ducks"}},
}
NOTED = {"basis": "unknown", "note": "Its own page does not say."}
KNOWN = {"value": "Moor Trust", "basis": "referenced", "refs": ["fen-2022"]}


def weights(kind: str, old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, Weight]]:
    return [(change.subject, change.weight) for change in Comparison(kind, old, new, Names({})).run()]


@each(
    ("field", "value"),
    [
        ("section", "News & Comment"),
        ("byline", "Bob Marsh"),
        ("url", "https://lantern.example/swans"),
        ("published_note", "By the issue."),
        ("genre", "news"),
        ("translation_of", "ducks"),
    ],
)
def test_a_field_of_an_entry_that_was_not_there_is_learnt(field: str, value: str) -> None:
    there = {**ENTRY, field: value}
    without = {key: kept for key, kept in ENTRY.items() if key != field}
    assert weights("entries", ENTRY, there) == weights("entries", without, there) == []
    # Once it stands there it is published.
    assert weights("entries", there, ENTRY) != []
    assert weights("entries", there, {**ENTRY, field: "x-y-z"}) != []


@pytest.mark.parametrize(("field", "value"), [("role", "warden"), ("name_printed", "A. Quill"), ("who", "ada-quill")])
def test_a_field_of_a_source_that_was_not_there_is_learnt(field: str, value: str) -> None:
    there = {**ENTRY, "sources": [{**ENTRY["sources"][0], field: value}]}
    assert weights("entries", ENTRY, there) == []
    assert weights("entries", there, ENTRY) == [(f'"{field}" of "Ada Quill"', Weight.MATERIAL)]


def test_who_said_it_first_and_by_way_of_whom_is_no_detail() -> None:
    """The policy names these beside what is learnt: they change whose words something is."""
    assert weights("entries", ENTRY, {**ENTRY, "syndicated_from": "beacon"}) == [('"syndicated_from"', Weight.MATERIAL)]
    for field in ("via", "via_text"):
        there = {**ENTRY, "sources": [{**ENTRY["sources"][0], field: "beacon"}]}
        assert weights("entries", ENTRY, there) == [(f'"{field}" of "Ada Quill"', Weight.MATERIAL)]


@each("fact", FACTS)
def test_a_fact_that_was_not_known_is_learnt_however_that_was_written(fact: str) -> None:
    for unknown in ("unknown", NOTED, {"basis": "unknown"}):
        for known in (KNOWN, {**KNOWN, "note": "Since 2020."}, {"value": "Moor Trust", "basis": "unreferenced"}):
            assert weights("outlets", {fact: unknown}, {fact: known}) == []
            # What was known and is not any more is a change.
            assert Weight.MATERIAL in [weight for _, weight in weights("outlets", {fact: known}, {fact: unknown})]
        assert weights("outlets", {fact: unknown}, {fact: NOTED}) == []
    assert weights("outlets", {fact: NOTED}, {fact: {**NOTED, "note": "Nobody says."}}) != []
