"""What the API says of each sentence of a context note: its figures, dates and names, and which page has them."""

import json
from dataclasses import replace
from typing import Any

from makers import ENTRY
from tables import each
from test_cited import ADDRESS
from test_cited_sentences import BEACON, COUNTS, FAULTS, SENTENCE, SURVEY, captured, context, draft_of, found
from test_cited_shown import page_of

from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.watched import Watched
from newsdesk.model import Read
from newsdesk.model.settings import Settings
from newsdesk.views.data.published import entry_json

BOTH = {ADDRESS: SURVEY, COUNTS: BEACON}
STANDS = {"Bo Lind": "found", "298": "found", "13 October 2021": "found"}


def held(files: dict[str, str]) -> Collection:
    return Collection.of(draft_of(files), Settings(site_name="Sample"))


def sentences(files: dict[str, str]) -> Any:
    known = held(files)
    return json.loads(entry_json(known, known.by_id["swans-counted"]))["sentences"]


def states(files: dict[str, str]) -> dict[str, str]:
    """What is said of the tokens of the first sentence, by their words."""
    return {token["text"]: token["state"] for token in sentences(files)[0]["tokens"]}


def test_each_sentence_says_which_page_has_what() -> None:
    first, second = sentences(captured(context(SENTENCE), BOTH))
    assert first["text"] == "A survey by Bo Lind found 298 swans on the same lake on 13 October 2021."
    assert first["references"] == ["survey-2021"]
    assert first["tokens"] == [
        {"kind": kind, "text": text, "state": "found", "found": ["survey-2021"]}
        for kind, text in (("name", "Bo Lind"), ("figure", "298"), ("date", "13 October 2021"))
    ]
    assert (second["references"], second["tokens"]) == (["beacon-2022"], [])
    assert sentences(context(SENTENCE)) is None, "nobody has captured anything"


@each("what", FAULTS)
def test_it_says_what_the_check_says(what: str) -> None:
    old, new, _, message = FAULTS[what]
    files = captured(context(SENTENCE.replace(old, new)), BOTH)
    wrong = message.split('"')[1]
    reported = {said.split('"')[1] for said in found(files) if "unsupported" in said}
    told = states(files)
    assert told[wrong] == ("absent" if "does not stand" in message else "elsewhere")
    assert {text for text, state in told.items() if state != "found"} == reported


def test_what_nobody_compared_is_never_told_as_found() -> None:
    files = captured(context(SENTENCE), BOTH)
    later = {**files, ENTRY: files[ENTRY].replace("298", "299")}
    assert set(states(later).values()) == {"not-compared"}
    part = captured(context(SENTENCE.replace("298", "299")), {ADDRESS: SURVEY}, Read.EXCERPT)
    assert states(part) == {"Bo Lind": "found", "299": "not-compared", "13 October 2021": "found"}
    alone = captured(context("A survey found 298 swans on the same lake [survey-2021]."), BOTH)
    assert states(alone) == {"298": "found"}
    other = {**alone, ENTRY: alone[ENTRY].replace("298 swans", "298 geese")}
    assert states(other) == {"298": "not-compared"}, "that figure was compared as one of swans"
    published = SENTENCE.replace("Bo Lind", "the Lanternmoor University Survey")
    told = states(captured(context(published), {COUNTS: BEACON}))
    assert set(told.values()) <= {"not-compared", "of-reference"}


def test_a_name_that_is_registered_concerns_entries_with_captured_pages_alone() -> None:
    for files, expected in ((captured(context(SENTENCE), BOTH), True), (context(SENTENCE), False)):
        known = held(files)
        watched = Watched.over(replace(known, memo={}))
        with watched.watch.part() as read:
            entry_json(watched, known.by_id["swans-counted"])
        assert ("spellings" in read) is expected
        assert (f"record\0compared\0{ADDRESS}" in read) is expected


def test_a_new_spelling_makes_stale_what_read_names() -> None:
    known = held(captured(context(SENTENCE), BOTH))
    later = replace(known, spellings=(*known.spellings, ("ola-nord", ("Ola Nord",))), memo={})
    assert Digests(known)["spellings"] != Digests(later)["spellings"]
    digests = Digests(known)
    assert digests["spellings"]
    assert digests.follow(later, {"spellings", "languages"}) == ["spellings"]
    assert Digests(later).follow(replace(later, memo={}), {"spellings"}) == []


def test_a_reader_may_see_which_page_carries_what() -> None:
    known = held(captured(context(SENTENCE), BOTH))
    html = page_of(known, "swans-counted")
    control = html.partition('<details class="nd-formats nd-carried nd-screen">')[2].partition("</details>")[0]
    assert "<summary>Show what each page carries</summary>" in control
    link = '<a href="#ref-{0}" aria-label="Reference {0}">{0}</a>'
    note = control.partition('<p class="nd-carried__note">')[2].partition("</p>")[0]
    assert note.startswith(
        f"A survey by <mark>Bo Lind</mark>{link.format(1)} found <mark>298</mark>{link.format(1)} swans on the same"
        f" lake on <mark>13 October 2021</mark>{link.format(1)}. Wardens and scholars count"
    )
    assert note.endswith(f"as all of them say{link.format(2)}.")
    assert "nd-carried" not in page_of(held(context(SENTENCE)), "swans-counted"), "nobody has captured anything"
    other = captured(context(SENTENCE), BOTH)
    none = {**other, ENTRY: other[ENTRY].replace("298", "299")}
    assert "nd-carried" not in page_of(held(none), "swans-counted"), "nothing is known of these sentences"
