"""What the page of a draft guesses rests on the words of an article and on earlier entries, as files are now."""

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from drafting import needs_extra

from newsdesk.desk.office import Desk
from newsdesk.desk.pages.draft.guesses import (
    _named_countries,
    guesses,
    in_latin,
    may_be_role,
    role_beside,
    source_guesses,
)
from newsdesk.desk.pages.draft.known import Known, known_of
from newsdesk.desk.pages.draft.offers import notes_in
from newsdesk.intake.capture import read
from newsdesk.intake.draft.entry import OutletGuess, draft_text
from newsdesk.intake.draft.writing import todo
from newsdesk.interface import words_of
from newsdesk.load import parse

pytestmark = needs_extra

NAMES = {
    "Ada Quill": "Ada Quill",
    "Oʻktam Gʻaniyev": "Oʻktam Gʻaniyev",
    "Ада Квилл": "Ada Kvill",
    "张伟": "Zhang Wei",
    "Αθηνά Λόγου": "Athina Logoy",
    "كارا مور": None,
    "רות": None,
}


def test_a_name_is_guessed_in_latin_letters_where_it_can_be() -> None:
    assert {name: in_latin(name) for name in NAMES} == NAMES


ROLES = {
    "The minister Cara Moor said so.": "minister",
    "Cara Moor, the mayor of Moor, said so.": "the mayor of Moor",
    "It rained. Cara Moor said so.": None,
    "Министр Cara Moor сказала.": "Министр",
    "Nobody said so.": None,
    "Ο δήμαρχος Cara Moor είπε.": "δήμαρχος",
    "Ο υπουργός Cara Moor είπε.": "υπουργός",
    "Sözcü Cara Moor dedi.": "Sözcü",
    "Le porte-parole Cara Moor a dit.": "porte-parole",
    "El portavoz Cara Moor dijo.": "portavoz",
}


def test_a_role_is_guessed_from_the_words_beside_a_name() -> None:
    assert {text: role_beside(text, "Cara Moor") for text in ROLES} == ROLES
    known = Open().known()
    for role in ("δήμαρχος", "Sözcü", "porte-parole", "Посол", "vazir"):
        guess = source_guesses({"role": role, "actor": "TODO"}, "", None, known)["actor"]
        assert (role, guess.value) == (role, "official")


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ar", "في شمالي البلاد", {}),
        ("ar", "وفي آيسلندا وبآيسلندا", {"IS": 2}),
        ("ar", "قرغيزستان وطاجيكستان تتفقان", {"KG": 1, "TJ": 1}),
        ("en", "Malibu, Icelandic and Iceland", {"IS": 1}),
        ("ru", "в Исландии", {"IS": 1}),
        ("ja", "昨日アイスランドで", {"IS": 1}),
    ],
)
def test_a_country_is_guessed_from_its_name_as_a_word(language: str, text: str, found: dict[str, int]) -> None:
    assert _named_countries(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "is_meant"),
    [
        ("es", "El rey Bo de Moor y Islandia habló.", False),
        ("es", "Bo Juan de la Moor y Islandia habló.", True),  # no particle behind the first: Bo Juan is not known
        ("es", "Ada Juan de la Moor e Islandia habló.", False),
        ("es", "la Casa de Moor y Islandia", True),
        ("es", "El viaje de Ada y Islandia", True),
        ("es", "La Unión Moor y Islandia", True),
        ("es", "Banco de Noruega y Islandia", True),
        ("en", "Mayor Ada B. Iceland spoke.", False),
        ("en", "Ada Iceland, a singer", False),
        ("en", "said Ada Quill. Iceland has a law", True),
        ("en", "Ada Quill in Iceland", True),
        ("en", "In Iceland", True),
        ("en", "Bank Iceland", True),
        ("de", "im Land Island", True),
    ],
)
def test_a_country_within_the_name_of_a_person_is_no_guess(language: str, text: str, is_meant: bool) -> None:
    assert ("IS" in _named_countries(text, language, frozenset({"Ada"}))) is is_meant


PASSING = "The law was read. " * 40 + "She had lived in Iceland. "
ABOUT = {
    "Iceland has a law. " + PASSING: (["IS"], False),
    PASSING: (["IS"], True),
    PASSING * 3: (["IS"], False),
    "A law was read.": (["AQ"], False),
}


def test_a_country_named_in_passing_is_confirmed_with_nothing_else() -> None:
    known = Open().known()
    known.countries["lantern"] = "AQ"
    for text, (value, is_weak) in ABOUT.items():
        data = {"countries": ["TODO"], "language": "en", "outlet": "lantern"}
        guess = guesses(data, text, known)["countries",]
        assert (guess.value, guess.is_weak) == (value, is_weak)
    source = {"name": "TODO", "name_printed": "Cara Iceland"}
    named = guesses({**data, "sources": [source]}, "Cara Iceland spoke.", known)["countries",]
    assert named.value == ["AQ"], "what an entry calls a person is the name of one"


PAGE = """<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lamp lit",
"isAccessibleForFree": %s}</script></head><body><article><h1>Lamp lit</h1><p>The lamp of the tower was lit again on a
Monday, nine years after it had gone dark, the keeper said.</p></article></body></html>"""
SAID_BESIDE = {
    "deputy minister of water and of all the lakes of the north": True,
    "the keeper of the tower": True,
    "to take away from what the other side says of its defence": False,
}


def test_words_that_are_no_role_are_not_taken_with_others() -> None:
    assert {words: may_be_role(words) for words in SAID_BESIDE} == SAID_BESIDE


READ = {
    "The lamp was lit.": ("full", False),
    "The lamp was lit. Subscribe to unlock this article. Only $1 for 4 weeks": ("excerpt", True),
    "Лампу зажгли. Чтобы читать дальше, войдите.": ("excerpt", True),
    "The lamp was lit, and then …": ("excerpt", True),
    f"A paper that one can subscribe to read it. {'The lamp was lit. ' * 40}": ("full", False),
}


def test_what_is_not_all_of_an_article_is_confirmed_with_nothing_else() -> None:
    known = Open().known()
    for text, (value, is_weak) in READ.items():
        guess = guesses({"read": "TODO"}, text, known)["read",]
        assert (guess.value, guess.is_weak) == (value, is_weak), text
    heard = "# A code such as en, ar or sr-Latn. {}The text looks like ky.\nlanguage: TODO\n"
    for declared, told in (("", True), ("The page declares en (its attribute lang). ", False)):
        found = guesses({"language": "TODO"}, "", known, heard.format(declared))
        assert (("language",) in found) is told
    for said, value in {"false": "excerpt", '"False"': "excerpt", "true": "full"}.items():
        capture = read((PAGE % said).encode(), "html", charset=None, address=None, today=date(2022, 11, 8))
        file = draft_text(
            capture, "lamp", OutletGuess(None, "x."), agrees=True, today=date(2022, 11, 8), sources=[], look_alikes=[],
            notes=[], command="x",
        )  # fmt: skip
        assert guesses({"read": "TODO"}, capture.text, known, file)["read",].value == value, said


DAYS = {
    "Nothing on the page is certain. Candidates: 2014-01-08 by a guess from the look of the page and the meta tag date"
    " 2014-01-08T09:00; 2014-01-09 by words; of 2014-01-07 or so. Write the date as exact as you know it.": [
        ("2014-01-08", "a guess from the look of the page and the meta tag date 2014-01-08T09:00"),
        ("2014-01-09", "words; of 2014-01-07 or so"),
    ],
    "The page says 2014-01-08 (a meta tag (twice)), which is not in the week you named. Which is right?": [
        ("2014-01-08", "a meta tag (twice)")
    ],
    "The file gives none. Write the date as exact as you know it, such as 2026-11-17 or 2026-11.": [],
}


@pytest.mark.parametrize("words", DAYS)
def test_each_day_is_offered_once_with_what_speaks_for_it(words: str) -> None:
    (note,) = notes_in("\n".join([*todo("published", words), ""]))
    assert [(one.value, one.why) for one in note.candidates] == DAYS[words]


class Open:
    """What guesses need of a desk: its files, as they are now."""

    words = words_of("en")

    def __init__(self) -> None:
        self.living = SimpleNamespace(documents={})

    def reading(self) -> AbstractContextManager[None]:
        return nullcontext()

    def known(self, **changed: str) -> Known:
        """What is known after files were written anew: who still holds what they were read as is not our affair."""
        for name, text in changed.items():
            inner = f"2022-W43/{name}.yaml" if name.startswith("entry") else f"{name}.yaml"
            self.living.documents[inner] = parse(inner, text.encode())[0]
        return known_of(cast(Desk, self))


def test_guesses_rest_on_files_as_they_are_now_however_often_they_change() -> None:
    desk = Open()
    assert desk.known(topics="topics: {harbour: {name: Harbour}, waterfowl: {name: Birds}}\n").topics == {}
    for turn in range(40):  # what is gone leaves its place in memory to what comes
        name, topic = f"Person {turn}", ("harbour", "waterfowl")[turn % 2]
        known = desk.known(people=f"people: {{ada: {{name: {name}}}}}\n")
        assert known.ids == {name.casefold(): "ada"}
        known = desk.known(
            entry=f"topics: [{topic}]\nsources: [{{name: Bo, actor: media}}, {{who: [a], name: 1}}, 5]\n"
        )
        assert known.topics == {"bo": {topic: 1}}
        assert known.actors == {"bo": {"media": 1}}
    desk.known(entry_draft="status: draft\nsources: [{name: Cara, actor: other}]\n")
    desk.known(entry_open="title: TODO\nsources: [{name: Cara, actor: other}]\n")
    desk.known(entry_two="topics: [harbour, nowhere, 7]\nsources: [{who: ada, name: Bo}]\n")
    assert desk.known().topics == {"bo": {"waterfowl": 1, "harbour": 1}, "ada": {"harbour": 1}}
    del desk.living.documents["2022-W43/entry.yaml"]
    assert desk.known().topics == {"bo": {"harbour": 1}, "ada": {"harbour": 1}}
