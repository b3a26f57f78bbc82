"""Who says a quotation: the subject of the verb, measured by tables of invented quotations."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from tables import data_in, each

from newsdesk.intake.draft.quotations import unwrapped
from newsdesk.intake.draft.sources import Suggestion, as_yaml, suggestions
from newsdesk.intake.speakers.grammar import grammar, grammar_of, tags

TABLES = Path(__file__).parent / "data" / "speakers"


@dataclass(frozen=True)
class Row:
    """A text, the speaker of each of its quotations, and a second name."""

    language: str
    text: str
    says: tuple[str | None, ...]
    rival: str | None
    role: tuple[str, ...]

    def found(self) -> list[Suggestion]:
        return suggestions(self.text, {}, self.language)[0]


def rows(*folders: str) -> list[Row]:
    """The rows of the tables in these folders."""
    found = []
    for path in sorted(path for folder in folders for path in (TABLES / folder).glob("*.yaml")):
        for data in data_in(path):
            language = data.get("language", path.stem)
            role = tuple(data.get("role", ()))
            found.append(Row(language, data["text"], tuple(data["says"]), data.get("rival"), role))
    return found


TUNED, MORE, HELD_OUT = rows("."), rows("more"), rows("held-out")


@dataclass
class Score:
    """How many quotations somebody says, for how many a name is offered, and how many are right."""

    attributed: int = 0
    offered: int = 0
    right: int = 0

    def __str__(self) -> str:
        return f"{self.right} right of {self.offered} offered of {self.attributed} attributed"


def pairs(row: Row) -> Iterator[tuple[Suggestion, str | None]]:
    found = row.found()
    said = [*row.says, *[None] * (len(found) - len(row.says))]
    yield from zip(found, said, strict=False)


def score(table: list[Row]) -> Score:
    total = Score(attributed=sum(bool(name) for row in table for name in row.says))
    for row in table:
        for one, name in pairs(row):
            if one.name:
                total.offered += 1
                total.right += one.name == (name or "").rstrip("?")
    return total


def test_half_of_the_quotations_have_a_second_name_that_is_nearer_or_longer() -> None:
    attributed = [(row, name.rstrip("?")) for row in TUNED for name in row.says if name]
    assert len(attributed) >= 200
    assert len({row.language for row, _ in attributed}) >= 8
    rivals = [(row, name) for row, name in attributed if row.rival and _is_in_the_way(row, name, row.rival)]
    assert len(rivals) * 2 >= len(attributed)


def _is_in_the_way(row: Row, name: str, rival: str) -> bool:
    assert rival in row.text
    return len(rival) > len(name) or min(_gaps(row, rival)) < min(_gaps(row, name))


def _gaps(row: Row, name: str) -> Iterator[int]:
    at = row.text.find(name)
    for one in row.found():
        yield max(at - one.passage.end, one.passage.start - at - len(name), 0)


@pytest.mark.parametrize(
    ("table", "least", "offered"),
    [(TUNED, 0.95, 0.9), (MORE, 0.95, 0.9), (HELD_OUT, 0.85, 0.8)],
    ids=["tuned", "more", "held-out"],
)
def test_the_speaker_that_is_offered_is_the_right_one(table: list[Row], least: float, offered: float) -> None:
    total = score(table)
    assert total.right >= least * total.offered, str(total)
    assert total.offered >= offered * total.attributed, str(total)


@each("language", sorted({row.language for row in TUNED}))
def test_in_each_language(language: str) -> None:
    total = score([row for row in TUNED if row.language == language])
    assert total.right >= 0.85 * total.offered > 0, str(total)


def test_nobody_is_named_who_is_not_certain() -> None:
    wrong = [
        (one.passage.text, one.name, name)
        for row in (*TUNED, *MORE)
        for one, name in pairs(row)
        if one.is_certain and one.name != name
    ]
    assert wrong == []


def test_the_office_before_or_behind_a_name_goes_to_role() -> None:
    with_role = [row for row in TUNED if row.role]
    assert len(with_role) > 20
    for row in with_role:
        said = row.found()[0].said
        assert said
        assert (said.role, said.role in row.text) == (row.role[0], True), row.text


def draft(text: str, language: str = "en", spellings: Any = None, names: Any = None) -> str:
    return "\n".join(as_yaml(*suggestions(text, spellings or {}, language), language, names or {}))


def test_a_certain_speaker_is_named_and_has_the_role_as_printed() -> None:
    text = draft('"We will open the new bridge in spring," Foreign Minister Ana Specimena told Example News Agency.')
    for line in ("name: Ana Specimena", "role: Foreign Minister", "identified: named"):
        assert line in text
    assert "Not certain" not in text


@each(
    ("text", "name"),
    [
        ('Ana Specimena met Ivan Maketov. "We will open the new bridge in spring," she said.', None),
        ("Ана Придумкина встретила Ивана Макетова. «Мост откроют весной», — сказала она.", None),
        ('"We will open the new bridge in spring," Specimena said.', "Specimena"),
        ('"We will open the new bridge in spring." Ana Specimena left.', None),
        ('"We will open the new bridge in spring," a senior official told Ana Specimena.', None),
    ],
)
def test_who_is_not_certain_is_not_named(text: str, name: str | None) -> None:
    found = draft(text)
    assert f"name: {name or 'TODO'}" in found
    assert "identified: TODO" in found
    assert "identified: named" not in found
    assert ("Not certain that these are the words of this one" in found) == (name is not None)
    assert ("who was named before: see who says it." in found) == ("she said" in text or "она." in text)


def test_who_is_described_has_the_description_as_role() -> None:
    found = draft('"We will open the new bridge in spring," a senior official told Ana Specimena.')
    assert "role: a senior official" in found


def test_a_registered_speaker_is_known_by_any_spelling_and_case() -> None:
    spellings = {
        ("people", "ana"): ["Ana Specimena", "Анна Примерова"],
        ("outlets", "example"): ["Example News Agency", "Пример"],
    }
    text = "По словам Анны Примеровой, мост «откроют не раньше середины весны», пишет агентство «Пример»."
    found = draft(text, "ru", spellings, {"ana": "Ana Specimena"})
    assert "name: Ana Specimena\n#    name_printed: Анны Примеровой\n#    who: ana" in found
    assert found.index("who: ana") < found.index("who: example")


def test_every_language_is_one_that_there_is() -> None:
    assert len(tags()) > 15
    for tag in tags():
        one = grammar(tag)
        assert one
        assert one.order in ("svo", "sov", "vso")
        assert one.letters in ("cased", "uncased", "unspaced")
        assert one.verbs
        assert Locale.parse(tag).english_name


@each(
    ("text", "hint", "tag"),
    [
        ("Бул тууралуу министр билдирди, бирок ал жок деди.", "ru", "ky"),
        ("The mayor said that he was there.", None, "en"),
        ("他说桥已经建好。", "en", "zh"),
        ("", "fr", "fr"),
        ("", None, None),
        ("", "xx", None),
    ],
)
def test_the_words_of_a_text_say_which_grammar_it_has(text: str, hint: str | None, tag: str | None) -> None:
    found = grammar_of(text, hint)
    assert (found.tag if found else None) == tag


NEWS = """The new bridge will open in spring, a month later than the council of Primersk had planned it to.

“We want to test every cable before anybody drives across the river on it,” Mayor Ana Specimena told Example News
Agency on Monday. “And we want to paint the rail, which will take another week or two of dry weather.”

Ivan Maketov, who leads the union of builders, said that his people were “tired of waiting for a paint that does not
dry” and that they would go home for the holidays."""
SAID = ["Ana Specimena", "Ana Specimena", "Ivan Maketov"]


@each("width", [60, 72, 90])
@each("between", ["\n\n", "\n", "\n    "])
def test_lines_that_were_broken_are_one_paragraph(width: int, between: str) -> None:
    whole = [" ".join(part.split()) for part in NEWS.split("\n\n")]
    text = between.join(textwrap.fill(part, width) for part in whole)
    found, _ = suggestions(text, {}, "en")
    assert [one.name for one in found] == SAID
    assert [one.passage.text for one in found] == [
        one.passage.text for one in suggestions("\n\n".join(whole), {}, "en")[0]
    ]
    assert all(" ".join(text[one.passage.start : one.passage.end].split()) == one.passage.text for one in found)


@each(
    "text",
    [
        "“A line of verse,\nAnother one,\nAnd one more.”",
        "- The first of some things that are listed, at some length,\n- The second of these things, at the same length",
        "One paragraph of some length that ends without a full stop as headlines do\nAnother begins with a capital",
        "\n\n\n",
        "",
    ],
)
def test_lines_that_stand_for_themselves_stay_apart(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="ab. \n“”A", max_size=200))
def test_places_stay_where_lines_go_on(text: str) -> None:
    other = unwrapped(text)
    assert len(other) == len(text)
    assert other.replace("\n", " ") == text.replace("\n", " ")
