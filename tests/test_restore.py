"""From the published JSON back to YAML: the same entry."""

import pytest
from effort import examples
from hypothesis import given
from hypothesis import strategies as st
from invented import changed, collection
from makers import collection as small
from makers import draft_of
from restoring import entry_yaml
from tables import each

from newsdesk.check.shape import shape
from newsdesk.load import parse
from newsdesk.model import Entry
from newsdesk.views.data.published import entry_json, public_id


def read_back(published: str, entry: Entry) -> Entry:
    document, problems = parse(f"{entry.id}.yaml", entry_yaml(published).encode())
    assert problems == []
    assert document
    record, problems = shape(Entry, document, id=entry.id, week=entry.week)
    assert problems == []
    assert record
    return record


def public(entry: Entry) -> Entry:
    """The entry as it is published: without the ids of private persons."""
    sources = [s.model_copy(update={"who": public_id(collection(), s.who)}) for s in entry.sources]
    return entry.model_copy(update={"sources": tuple(sources)})


@each("name", sorted(collection().by_id))
def test_every_entry_comes_back_as_it_was(name: str) -> None:
    entry = collection().by_id[name]
    assert read_back(entry_json(collection(), entry), entry) == public(entry)
    private = {s.who for s in entry.sources} - {s.who for s in public(entry).sources}
    assert bool(private) == (name in {"strike-called", "strike-in-russian", "lighthouse-relit"})


# What the loader lets in: no controls, no marks that reorder text; records strip blanks from the ends.
# A text that says TODO waits for an editor, and is never published.
TEXTS = (
    st.text(
        st.characters(
            codec="utf-8",
            exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"),
            exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
            include_characters="\n \"'#:-|>&*!%@`{}[],?",
        ),
        min_size=1,
        max_size=300,
    )
    .map(str.strip)
    .filter(lambda text: text and text != "TODO" and not text.startswith("TODO:"))
)


@given(title=TEXTS, summary=TEXTS, says=TEXTS)
@examples(1.5)
def test_any_text_comes_back_as_it_was(title: str, summary: str, says: str) -> None:
    (source, *rest) = collection().by_id["ferry-fares-agreed"].sources
    sources = (source.model_copy(update={"says": says}), *rest)
    known = changed("ferry-fares-agreed", title=title, summary=summary, sources=sources)
    entry = known.by_id["ferry-fares-agreed"]
    assert read_back(entry_json(known, entry), entry) == entry


@each("word", "no null ~ 2022 010 1_000 12:30 2022-10-09 true << = -a".split())
def test_words_that_yaml_reads_otherwise_stay_text(word: str) -> None:
    known = changed("harbour-figures", title=word, byline=word)
    entry = known.by_id["harbour-figures"]
    assert read_back(entry_json(known, entry), entry) == entry


def test_what_is_as_by_default_is_not_written() -> None:
    (item,) = draft_of(small()).entries
    text = entry_yaml(item.record.model_dump_json(by_alias=True))
    document, _ = parse("a.yaml", text.encode())
    assert document
    assert list(document.data) == [
        "schema",
        "title",
        "outlet",
        "published",
        "published_basis",
        "language",
        "url",
        "accessed",
        "added",
        "read",
        "stories",
        "topics",
        "countries",
        "summary",
        "sources",
        "context",
        "references",
        "drafted_by",
    ]


@each("text", ["", "[]", "null", "{}", '{"title": 1}'])
def test_what_is_no_entry_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        entry_yaml(text)
