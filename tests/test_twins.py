"""Articles that are one text, or nearly, are pointed out to the editor: by fingerprints, and by the text at hand."""

import random
from datetime import date

import pytest
from makers import ENTRY, brief, collection, entry, load
from tables import each

from newsdesk.check import check
from newsdesk.evidence import Text, claims_in, evidence_of
from newsdesk.evidence.fingerprint import Recorded
from newsdesk.load import parse
from newsdesk.store.evidence_writing import as_yaml, replaced

TWIN = "2022-W42/swans-again.yaml"
OTHER = "\n  herald: {name: Herald, home: unknown, country: unknown, languages: unknown, kind: unknown, owner: unknown,"
OTHER += " funder: unknown, self_description: unknown, legal_status: unknown}\n"
EDITION = OTHER.replace("name: Herald", "name: Herald, edition_of: lantern")
LINKS = {"outlet": "herald", "url": "https://herald.example/1"}
SAY = (
    "If one was taken from the other, write there syndicated_from: with the outlet that was first;"
    " if both have it from a third, in both."
)


def prose(seed: int, words: int = 300) -> list[str]:
    """Words by chance, no two texts of which share a sequence."""
    made = random.Random(seed)
    return ["".join(made.choice("bdfgklmnprst") + made.choice("aeiou") for _ in range(3)) for _ in range(words)]


def mixed(share: float, seed: int = 2, words: int = 300) -> str:
    """A text of which the first part is that of the first one, and the rest its own."""
    return " ".join([*prose(1)[: round(words * share)], *prose(seed)[: words - round(words * share)]])


FIRST = " ".join(prose(1))


def with_evidence(text: str, of: str) -> str:
    document, _ = parse("x", text.encode())
    assert document
    return replaced(text, as_yaml(evidence_of(Text(of), claims_in(document.data), date(2022, 10, 20))))


def found(first: str, second: str, register: str = OTHER, only: str | None = TWIN, **links: str) -> list[tuple]:
    """What is said of two entries with these articles."""
    base = collection(evidence="null", url="https://lantern.example/1")
    files = {**base, "outlets.yaml": base["outlets.yaml"].rstrip("\n") + register}
    files[ENTRY] = with_evidence(base[ENTRY], first)
    files[TWIN] = with_evidence(entry(evidence="null", **{**LINKS, **links}), second)
    documents, unreadable = load(files)
    _, problems = check(documents, texts={"swans-again": second}, only=only)
    rules = ("same-text", "possible-copy")
    return [(p.path, *brief([p])[0]) for p in [*unreadable, *problems] if unreadable or p.rule in rules]


@each(("text", "percent"), [
    (FIRST + " and a last word", 100), (mixed(0.8), 80), (mixed(0.6), 60), (mixed(0.45), 45), (mixed(0.25), None),
    (mixed(0), None), (" ".join(prose(1)[100:160]), 100), (" ".join([*prose(1), *prose(7, 2000)]), 100),
    (" ".join(prose(1)[::-1]), None), ("a single line", None),
])  # fmt: skip
def test_how_much_of_a_text_stands_in_another(text: str, percent: int | None) -> None:
    said = found(FIRST, text)
    if percent is None:
        assert said == []
        return
    ((path, rule, line, column, message, hint),) = said
    assert (path, rule, hint) == (f"digests/{TWIN}", "possible-copy", SAY)
    told = int(message.removeprefix("About ").split(" ")[0])
    assert message == f'About {told} % of the text of this article and of "swans-counted" is the same.'
    assert abs(told - percent) <= 20, told
    assert (line, column) == (3, 1)


@each("links", [
    {"syndicated_from": "lantern"}, {"translation_of": "swans-counted"}, {"outlet": "lantern"},
    {"translation_of": "https://www.lantern.example/1/"}, {"language": "fr"}, {"register": EDITION},
])  # fmt: skip
def test_what_says_where_it_is_from_is_not_pointed_out(links: dict[str, str]) -> None:
    assert [rule for _, rule, *_ in found(FIRST, mixed(0.9), **links) if rule == "possible-copy"] == []


@pytest.mark.parametrize(("only", "path", "other"), [
    (None, TWIN, "swans-counted"), (TWIN, TWIN, "swans-counted"), (ENTRY, ENTRY, "swans-again"),
])  # fmt: skip
def test_the_same_text_needs_no_text_at_hand(only: str | None, path: str, other: str) -> None:
    ((at, rule, _, _, message, hint),) = found(FIRST, FIRST.upper(), only=only)
    said = f'Its text is that of "{other}", word for word, and neither says which was first.'
    assert (at, rule, message, hint) == (f"digests/{path}", "same-text", said, SAY)
    assert found(FIRST, FIRST, only=only, syndicated_from="lantern") == []


def test_nothing_is_alike_where_a_filter_is_full_or_a_text_is_empty() -> None:
    document, _ = parse("x", collection()[ENTRY].encode())
    assert document
    evidence = evidence_of(Text(FIRST), claims_in(document.data), date(2022, 10, 20))
    assert Recorded.of(evidence).likeness([]) == 0
    full = evidence.model_copy(update={"filter": "/" * len(evidence.filter.rstrip("="))})
    assert Recorded.of(full).likeness(Text(FIRST).words) == 0
