"""Any sequence of verbs leaves a collection that loads and checks, and each changes only what it was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from desk import desk, files_in, said_by
from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from repository import commit, said
from untouched import rest

WORDS = st.sampled_from(
    "The council of Lanternmoor says that it counted 312 swans, not 298, in the fog; nobody «saw» them: Ada Quill asked"
    " why # not - [sic] {no} 'so' \"then\" % & * ! | > @ ` озеро 湖 بحيرة é 2022-10-18 null yes 12:30 ~ C:\\x".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
SUMMARIES = st.lists(st.lists(WORDS, min_size=8, max_size=12).map(lambda ws: f"It says {' '.join(ws)}."), min_size=3,
                     max_size=6).map(" ".join)  # fmt: skip
IDS = st.sampled_from("swans-counted ferry-stops swans-leave ice-comes ferry swans count nobody".split())
FIELDS = st.sampled_from(
    [
        "byline", "title", "sources.1.says", "sources.1.role", "sources.Bo Lind.says", "sources.2.name", "countries",
        "references.hours-2021.publisher", "references.survey-2021.title", "published_note", "section", "nothing",
        "sources.9.says", "stories", "genre", "published", "language", "url",
    ]
)  # fmt: skip
RECORDS = [("outlets", "lantern"), ("people", "ada-quill"), ("stories", "swan-count"), ("outlets", "no")]
NAMES = st.sampled_from(["Bo Lind", "Cara Fen"])
NEW = st.sampled_from(["herald", "eve-fen", "lantern", "far-bank"])
KINDS = st.sampled_from(["minor", "material"])
CALLS = st.one_of(
    st.tuples(
        st.just("correct"), IDS, FIELDS, st.just("--to"), TEXTS, st.just("--kind"), KINDS, st.just("--why"), TEXTS,
    ),
    st.tuples(
        st.just("correct"), IDS, st.just("summary"), st.just("--to"), SUMMARIES, st.just("--kind"), st.just("material"),
        st.just("--why"), TEXTS,
    ),
    st.tuples(st.just("rename"), IDS, IDS),
    st.tuples(st.just("rename"), IDS, st.sampled_from(["2022-W43/ferry", "2022-W42/late", "2022-W50/x", "Bad Id"])),
    st.tuples(
        st.just("rename"),
        st.sampled_from([f"{name}.yaml#{one}" for name, one in RECORDS]),
        st.sampled_from(["lantern-news", "quill", "swan-count-2022", "beacon"]),
    ),
    st.tuples(st.just("withdraw"), IDS, st.just("--why"), TEXTS),
    st.tuples(st.just("withdraw"), IDS, st.just("--name"), NAMES, st.just("--why"), TEXTS),
    st.tuples(st.just("person"), st.just("add"), TEXTS, st.just("--id"), NEW, st.just("--also"), TEXTS),
    st.tuples(st.just("place"), st.just("add"), TEXTS, st.just("--id"), NEW, st.just("--country"), st.just("IS")),
    st.tuples(st.just("topic"), st.just("add"), TEXTS, TEXTS, st.just("--id"), NEW),
    st.tuples(
        st.just("outlet"), st.just("add"), st.sampled_from(["herald.example", "lantern.example", "x.lantern.example"]),
        st.just("--name"), TEXTS, st.just("--name-language"), st.sampled_from(["en", "ru", "no language"]),
        st.just("--id"), NEW,
    ),
    st.tuples(st.just("finish"), IDS),
    st.tuples(st.just("review"), IDS, st.just("--by"), TEXTS),
    st.tuples(
        st.just("reply"), st.just("add"), IDS, st.just("--from"), TEXTS, st.just("--text"), TEXTS, st.just("--on"),
        st.sampled_from(["2022-11-02", "2022-11-03", "2021-01-01", "soon"]),
    ),
)  # fmt: skip


@contextmanager
def published() -> Iterator[tuple[Path, str]]:
    with TemporaryDirectory() as folder:
        root = desk(Path(folder) / "press")
        yield root, commit(root)


def step(root: Path, revision: str, call: tuple[str, ...]) -> int:
    """Run one call; the collection checks afterwards, nothing has changed silently, and a refusal changes nothing."""
    words = tuple(word if not word.startswith("-") or word.startswith("--") else f" {word}" for word in call)
    before = files_in(root)
    told = said_by(root, *words)
    after = files_in(root)
    if told["code"]:
        assert after == before, call
        assert told["err"], call
        return 1
    assert told["out"], call
    checks(root, call)
    assert [line for line in said(root, revision) if "moved-to-draft" not in line] == [], (call, told["diff"])
    for path in before.keys() & after.keys():
        if before[path] != after[path] and path.endswith(".yaml"):
            assert rest(path, before[path], after[path]) == rest(path, after[path], before[path]), call
    return 0


def checks(root: Path, call: object) -> None:
    """Nothing is wrong with the collection, unfinished drafts aside."""
    told = said_by(root, "check")
    assert told["code"] == 0, (call, told)


SEQUENCE = (
    ("correct", "swans-counted", "sources.1.says", "--to", "That it was warm.", "--kind", "material", "--why", "x"),
    ("correct", "swans-counted", "sources.1.says", "--to", "That it is cold: no.", "--kind", "material", "--why", "x"),
    ("rename", "outlets.yaml#lantern", "lantern-news"),
    ("correct", "swans-counted", "byline", "--to", "Nobody # known", "--kind", "minor", "--why", "x"),
    ("rename", "swans-counted", "swans"),
    ("reply", "add", "swans", "--from", "Ada Quill", "--text", "No: it was «not» so.\n\nNever.", "--on", "2022-11-02"),
    ("withdraw", "ferry-stops", "--name", "Bo Lind", "--why", "Asked for."),
    ("correct", "swans", "sources.1.role", "--to", "null", "--kind", "material", "--why", "x"),
    ("rename", "swans", "swans-counted"),
    ("withdraw", "swans", "--why", "It was wrong."),
    ("withdraw", "swans", "--why", "It was wrong."),
    ("rename", "people.yaml#ada-quill", "quill"),
    ("withdraw", "people.yaml#cara-fen", "--why", "Asked for."),
    ("outlet", "add", "herald.example", "--name", "Herald: \"the\" 'paper' # 1", "--name-language", "en"),
    ("person", "add", "Eve Fen", "--also", "ru=Ева Фен"),
    ("review", "swans-leave", "--by", "Vera # Proverkina: 'V'"),
    ("finish", "ice-comes"),
)  # fmt: skip


def test_one_sequence_of_verbs() -> None:
    with published() as (root, revision):
        assert [step(root, revision, call) for call in SEQUENCE] == [0] * 8 + [1, 0, 1, 0, 0, 0, 0, 0, 1]


@pytest.mark.slow
@pytest.mark.hypothesis
@examples(0.12)
@given(st.lists(CALLS, min_size=1, max_size=4))
def test_any_sequence_of_verbs(calls: list[tuple[str, ...]]) -> None:
    with published() as (root, revision):
        for call in calls:
            step(root, revision, call)
