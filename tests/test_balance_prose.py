"""Whom our own prose names first, and with which verbs it attributes, in a collection of invented countries."""

from functools import cache

from tables import each

from newsdesk.collection.balance.names import Names, names_of
from newsdesk.collection.balance.prose import Sentence, read
from newsdesk.interface import Words, words_of
from newsdesk.model import Outlet, Person, Place

COUNTRIES = {
    "en": (("XA", ("Arland", "Arlandic")), ("XB", ("Bermark", "Bermarker"))),
    "ru": (("XA", ("Арландия", "арландский")), ("XB", ("Бермаркия", "бермаркский"))),
}
UNKNOWN = dict.fromkeys("home country languages kind owner funder self_description legal_status".split(), "unknown")


@cache
def names(tag: str) -> tuple[Names, Words]:
    words = words_of(tag, COUNTRIES[tag])
    people = [
        Person.model_validate(one)
        for one in (
            {"id": "vesna", "kind": "person", "name": "Vesna Toral", "aliases": ["Toral", "Торал"], "country": "XA",
             "roles": [{"text": "Mayor of Upper Quay"}]},
            {"id": "olf", "kind": "person", "name": "Olf Brandt", "aliases": ["Brandt", "Брандт"], "country": "XB"},
            {"id": "league", "kind": "organisation", "name": "League of Coasts", "aliases": ["LC"], "side": "league"},
            {"id": "nobody", "kind": "person", "name": "Arland Nobody"},
            {"id": "twin-a", "kind": "person", "name": "Ada Sel", "aliases": ["Sel"], "country": "XA"},
            {"id": "twin-b", "kind": "person", "name": "Ben Sel", "aliases": ["Sel"], "country": "XB"},
        )
    ]  # fmt: skip
    places = [Place.model_validate({"id": "quay", "name": "Quaymouth", "country": "XB"})]
    outlets = [Outlet.model_validate({"id": "wire", "name": "Arland Wire", **UNKNOWN})]
    return names_of(words, people, places, outlets), words


def only(text: str, tag: str = "en") -> Sentence:
    found = read(text, *names(tag))
    assert len(found) <= 1
    return found[0] if found else Sentence(())


# What is said: the sides in order, and each verb with whose it is.
SENTENCES = [
    ("Arland said that the river rose.", "XA", "XA say"),
    ("Arlandic officials blamed Bermark.", "XA XB", "XA blame"),
    ("Bermarkers accuse Arlanders of theft.", "XB XA", "XB accuse"),
    ("Arland's Foreign Ministry spoke of aggression by Bermark.", "XA XB", "XA speak of"),
    ("The ambassador of Arland to Bermark said so.", "XA XB", "XA say"),
    ("Vesna Toral, president of Arland, said so.", "XA", "XA say"),
    ("Bermark was blamed by Arland.", "XB XA", "XA blame"),
    ("Bermark was blamed.", "XB", ""),
    ("Arland said that Bermark had rejected it.", "XA XB", "XA say; XB reject"),
    ("Arland blamed Bermark and accused its guards.", "XA XB", "XA blame; XA accuse"),
    ("Arland and Bermark blame each other.", "XA XB", "XA blame; XB blame"),
    ("After talks with Bermark, Arland said nothing.", "XB XA", "XA say"),
    ("According to Bermark, Arland began.", "XB XA", "XB according to"),
    ("Arland called off a meeting with Bermark.", "XA XB", ""),
    ("Arland called for peace.", "XA", "XA call for"),
    ("Arland called it theft.", "XA", "XA call"),
    ("The report on Arland is new.", "XA", ""),
    ("Arland wants to blame Bermark.", "XA XB", ""),
    ("Arland, whose guards fired, denied it.", "XA", "XA deny"),
    ("The Mayor of Upper Quay asked for help.", "XA", "XA ask"),
    ("The mayor of Quaymouth warned Toral.", "XB XA", "XB warn"),
    ("The League of Coasts urged Arland to wait.", "league XA", "league urge"),
    ("The LC urged both.", "league", "league urge"),
    ("Arland Nobody said so.", "", ""),
    ("Sel said so.", "", ""),
    ("The author calls it “a crime of Arland” and no more.", "", ""),
    ("The author says that Arland began.", "XA", ""),
    ("Brandt said, adding that Arland lied [arland-note].", "XB XA", "XB say; XB add"),
]
RUSSIAN = [
    ("Арландия заявила, что река поднялась.", "XA", "XA заявить"),
    ("Арландские чиновники обвинили Бермаркию.", "XA XB", "XA обвинить"),
    ("По словам Торала, начала Бермаркия.", "XA XB", "XA по словам"),
    ("Власти Бермаркии отвергли обвинения и назвали их ложью.", "XB", "XB отвергнуть; XB назвать"),
    ("Брандт сообщил, что арландцы ушли.", "XB XA", "XB сообщить"),
    ("Автор считает иначе.", "", ""),
]


@each(("text", "sides", "verbs", "tag"), [(*c, "en") for c in SENTENCES] + [(*c, "ru") for c in RUSSIAN])
def test_whom_a_sentence_names_and_what_it_attributes(text: str, sides: str, verbs: str, tag: str) -> None:
    found = only(text, tag)
    said = "; ".join(f"{side} {verb}" for side, verb, _ in found.verbs)
    assert (" ".join(found.sides), said) == (sides, verbs)


FIGURES = [
    ("Arland counted 63 dead, Bermark 41.", "XA XB"),
    ("The count is 41 Bermarkers and 63 Arlanders.", "XB XA"),
    ("Bermark has 41 dead and Arland 63.", "XB XA"),
    ("On 14 September 2022 Arland and Bermark met.", ""),
    ("In 1990 Arland was founded.", ""),
    ("The river rose by 3 metres.", ""),
]


@each(("text", "sides"), FIGURES)
def test_whose_figures_come_first(text: str, sides: str) -> None:
    assert " ".join(only(text).figures) == sides


def test_countries_and_peoples_are_known_by_cldr_without_any_register() -> None:
    for tag, text in (
        ("en", "Kyrgyz, Tajiks, Russians, Germans, Uzbek, Kazakhstani, US and Iranian guests."),
        ("ru", "Киргизские, таджикские, немецкие, узбекские, иранские гости и россияне."),
    ):
        words = words_of(tag)
        (found,) = read(text, names_of(words, (), (), ()), words)
        known = {"en": "KG TJ RU DE UZ KZ US IR", "ru": "KG TJ UZ IR RU"}[tag]
        assert " ".join(found.sides) == known


def test_small_words_are_no_countries() -> None:
    words = words_of("en")
    assert not read("As it is, us and a turkey in china met jordan. As in: To me.", names_of(words, (), (), ()), words)
