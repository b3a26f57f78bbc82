"""Whatever is done to a draft, and in whatever order: it loads, and lines that nobody touched stay as they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafting import needs_extra
from drafts_on_desk import ARTICLE, DRAFT, NAME
from effort import examples
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.check.unfinished import is_waiting
from newsdesk.desk.pages.draft.editing import Rest, take
from newsdesk.desk.pages.draft.entry import Article
from newsdesk.desk.pages.draft.known import Known
from newsdesk.desk.pages.draft.offers import offers_in
from newsdesk.interface import words_of
from newsdesk.load import parse
from newsdesk.problems import Refusal
from newsdesk.store.editing import Document

pytestmark = needs_extra

REST = Rest(Article(ARTICLE, is_there=True), Known(words_of("en")))
# Nothing that a step may do is about these.
KEPT = (
    "# yaml-mine: ask the council for the price of the lens",
    "schema: 1",
    "url: https://harbour.example/lamp",
    "accessed: 2022-10-26",
    "evidence: null",
    "reviewed: null  # nobody yet",
    "corrections: []",
)
TEXT = DRAFT.replace("# mine: ask", "# yaml-mine: ask").replace("reviewed: null", "reviewed: null  # nobody yet")

TEXTS = st.one_of(
    st.sampled_from(
        ["", "TODO", "Lamp: lit # again", "- a", "null", "1", "yes", "مرحبا", "灯塔", "a\n\nb", "'", "[x]."]
    ),
    st.text(max_size=30),
)
TOP = st.sampled_from("title byline section outlet summary context language published read drafted_by genre".split())
PARTS = st.sampled_from("name name_printed role who actor identified cited says via via_text".split())
SOURCE = st.integers(-1, 4)
PATHS = st.one_of(
    st.tuples(TOP),
    st.tuples(st.just("sources"), SOURCE, PARTS),
    st.tuples(st.just("sources"), SOURCE, st.just("quote"), st.sampled_from(["text", "language"])),
    st.tuples(st.just("sources"), SOURCE, st.just("quote"), st.just("translation"), st.just("text")),
    st.tuples(st.just("references"), st.sampled_from(["a", "b-1"]), st.sampled_from(["url", "title", "publisher"])),
    st.tuples(st.sampled_from(["sources", "references", "title_en", "topics"]), st.sampled_from(["text", "0", "x"])),
).map(list)
STEPS = st.one_of(
    st.builds(lambda at, value: {"do": "set", "at": at, "value": value}, PATHS, TEXTS),
    st.builds(lambda at: {"do": "remove", "at": at}, PATHS),
    st.builds(
        lambda at, value: {"do": "append", "at": [at], "value": value},
        st.sampled_from(["topics", "countries", "stories"]),
        TEXTS,
    ),
    st.builds(lambda n: {"do": "accept", "offers": n}, st.lists(st.integers(0, 2), max_size=2)),
    st.builds(lambda n: {"do": "reject", "offers": n}, st.lists(st.integers(0, 2), max_size=2)),
    st.builds(
        lambda at: {"do": "confirm", "at": at},
        st.sampled_from([None, ["read"], ["countries"], ["sources", 0], ["title"]]),
    ),
    st.builds(lambda at: {"do": "leave", "at": [at]}, TOP),
    st.builds(
        lambda what, start, size, who: {"do": "mark", "as": what, "start": start, "end": start + size, "source": who},
        st.sampled_from(["quotation", "name", "role", "title", "byline", "date"]),
        st.integers(-5, len(ARTICLE) + 5),
        st.integers(-2, 60),
        st.one_of(st.none(), SOURCE),
    ),
    st.builds(
        lambda old, new: {"do": "rename", "at": ["references", old], "value": new}, st.sampled_from(["a", "b-1"]), TEXTS
    ),
)


def done(steps: list[dict[str, Any]]) -> Iterator[Document]:
    """The document after each step that was done; one that is refused leaves it as it was."""
    document = Document(Path(f"{NAME}.yaml"), TEXT.encode(), f"{NAME}.yaml")
    for step in steps:
        before = document.text
        fresh = Document(document.path, before.encode(), document.shown)
        try:
            take(fresh, [step], REST)
        except Refusal:
            continue
        document = fresh
        yield document


@examples(1)
@given(st.lists(STEPS, max_size=8))
def test_any_sequence_of_steps_loads_and_keeps_what_nobody_touched(steps: list[dict[str, Any]]) -> None:
    for document in done(steps):
        found, problems = parse("", document.text.encode())
        assert problems == []
        assert found is not None
        assert found.data == document.get()
        lines = document.text.splitlines()
        assert [line for line in KEPT if line not in lines] == []
        assert is_waiting(document.get()), "nothing is published by being edited"
        assert len(offers_in(document.text)) <= len(offers_in(TEXT))


def test_two_equal_sequences_write_the_same() -> None:
    title = {"do": "set", "at": ["title"], "value": "X"}
    steps = [{"do": "accept", "offers": [0, 1]}, {"do": "confirm", "at": None}, title]
    first, second = ([document.text for document in done(steps)] for _ in range(2))
    assert first == second
    assert len(first) == 3
