"""Texts of ours that change by sentences: what moved is told as an order, what changed by whole sentences."""

import random
import re

from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from tables import each

from newsdesk.check.changes.change import Names
from newsdesk.check.changes.cover import Pair, Then, record_changes
from newsdesk.check.changes.sentences import by_sentence
from newsdesk.check.changes.typography import is_same
from newsdesk.load import parse
from newsdesk.store.verbs.published.wording import changes_between, heaviest, words_of

A = "A truce was signed at the lake on Monday, the Lantern says."
B = "Radio Fen adds that nobody came [fen-2022]."
C = "The warden Ada Quill does not expect more than 312 swans."
B2 = "Radio Fen adds that many came [fen-2022]."
C2 = "The warden Ada Quill does expect as many as 320 swans."
D = "The boats were left on the shore."
SAYS = '"summary" says something else than at REV, and no correction says so.'
ORDER = '"summary" has its sentences in another order than at REV, and no correction says so.'


def told(old: str, new: str, corrections: str = "[]", **others: str) -> list[str]:
    """What is refused of a summary that was `old` and is `new`."""
    before = {"summary": old, "corrections": []}
    text = f"summary: {new!r}\ncorrections: {corrections}\n" if "'" not in new else f"summary: >-\n  {new}\n"
    document, problems = parse("x.yaml", text.encode())
    assert document is not None, problems
    pair = Pair("entries", {**before, **others}, {**document.data, **others}, document)
    return [
        f"{one.rule}: {one.message} {one.hint}"
        for one in record_changes(pair, Then("REV", "2026-11-24"), Names({}), "2022-10-24")
    ]


def silent(what: str, kind: str, was: str = "", now: str = "") -> str:
    parts = [
        "date: 2026-11-24",
        f"kind: {kind}",
        *([f'was: "{was}"'] if was else []),
        *([f'now: "{now}"'] if now else []),
    ]
    return f"silent-change: {what} Add to corrections: {{{', '.join(parts)}, why: …}}."


@each(
    ("old", "new", "message"),
    [
        ([A, B, C], [B, A, C], silent(ORDER, "minor")),
        ([A, B, C], [C, A, B], silent(ORDER, "minor")),
        # Of one sentence pieces, of several the sentences.
        ([A, B, C], [A, B2, C], silent(SAYS, "material", "nobody came", "many came")),
        ([A, B, C], [A, B2, C2], silent(SAYS, "material", f"{B} … {C}", f"{B2} … {C2}")),
        ([A, B, C], [B2, A, C2], silent(SAYS, "material", f"{B} … {C}", f"{B2} … {C2}")),
        # One that moved and changed is told alone; what it passed is no change.
        ([A, B, C], [B2, A, C], silent(SAYS, "material", "nobody came", "many came")),
        ([A, B], [A, B, C], silent(SAYS, "material", "", C)),
        ([A, B], [A, B, D], silent(SAYS, "minor", "", D)),
        ([A, B, D], [A, B], silent(SAYS, "minor", D)),
        ([A, D, D], [A, D], silent(SAYS, "minor", D)),
        # A sentence that was written anew is told whole as well.
        (
            [A, D],
            [A, "They left all of the old boats lying upon a shore."],
            silent(SAYS, "material", D, "They left all of the old boats lying upon a shore."),
        ),
        (["湖边有人。", "没有人来。"], ["没有人来。", "湖边有人。"], silent(ORDER, "minor")),
    ],
)
def test_sentences_that_moved_and_sentences_that_changed(old: list[str], new: list[str], message: str) -> None:
    before, after = (("" if "。" in texts[0] else " ").join(texts) for texts in (old, new))
    assert told(before, after) == [message]
    assert told(before, after, f"[{{{proposed(message)}}}]") == [], "what a message proposes is accepted"


def proposed(message: str) -> str:
    found = re.search(r"\{(.*)\}", message)
    assert found
    return found[1]


def test_a_private_name_is_not_shown_with_its_sentence() -> None:
    before = f"The teacher Ida Marsh was held. {B}"
    after = f"A teacher was held. {B2}"
    source = {"name": "Ida Marsh", "name_printed": "Ida Marsh", "actor": "resident", "identified": "named"}
    (message,) = told(before, after, sources=[source])  # type: ignore[arg-type] # the data of an entry
    assert "Marsh" not in message
    assert "the name of a private person" in message


def test_correct_quotes_no_sentence_that_only_moved() -> None:
    old, new = f"{A} {B} {C}", f"{C} {A} {B}"
    (change,) = changes_between("entries", {"summary": old}, {"summary": new}, Names({}))
    assert (heaviest([change]), words_of([(old, new)], [change])) == (None, (None, None))
    assert words_of([(old, f"{A} {B2} {C}")], []) == (B, B2)


WORDS = "lake swan Quill 312 not boats came north Fen shore".split()


@examples(1)
@given(st.integers(0, 1 << 32))
def test_a_change_of_any_word_is_found_and_what_is_proposed_covers_it(seed: int) -> None:
    """Whatever moves beside it; and what only moves is one line."""
    chance = random.Random(seed)
    texts = [
        " ".join(chance.choices(WORDS, k=chance.randrange(1, 8))).capitalize() + "."
        for _ in range(chance.randrange(1, 7))
    ]
    moved = texts[:]
    chance.shuffle(moved)
    old, new = " ".join(texts), " ".join(moved)
    assert told(old, new) in ([], [silent(ORDER, "minor")])
    assert bool(told(old, new)) is not is_same(old, new)
    at = chance.randrange(len(moved))
    for _ in range(chance.randrange(1, 3)):
        words = moved[at].rstrip(".").split() or ["Reed"]
        spot = chance.randrange(len(words))
        words[spot : spot + 1] = chance.choice([[], ["reed"], [words[spot], "reed"]])
        moved[at] = " ".join(words) + "." if words else ""
        at = chance.randrange(len(moved))
    new = " ".join(filter(None, moved)) or "Reed."
    if sorted(texts) == sorted(moved):
        return  # the second edit took the first one back
    (message,) = told(old, new)
    assert message.startswith("silent-change: "), (old, new)
    assert ORDER not in message, (old, new)
    assert told(old, new, f"[{{{proposed(message)}}}]") == [], (old, new, message)
    assert told(old, new, "[{date: 2026-11-24, kind: material, was: heron, now: heron, why: x}]") != []
    assert all(group.hunks for group in by_sentence(old, new).groups)
