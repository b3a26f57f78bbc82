"""The vocabulary of the index: words with their languages, names abroad and romanised, in files of their own."""

import gzip
import json
import unicodedata
from dataclasses import replace
from importlib.resources import files

from makers import draft_of, swapped
from tables import each

from newsdesk.collection import Collection
from newsdesk.model.settings import Settings
from newsdesk.output.word_files import MANIFEST, endings, word_files
from newsdesk.views.search.abroad import Abroad, in_all_letters, names_abroad
from newsdesk.views.search.han import simplified, variants
from newsdesk.views.search.keys import ALIKE, fold
from newsdesk.views.search.records import SearchRecord, search_records
from newsdesk.views.search.romanised import romanised
from newsdesk.views.search.vocabulary import Split, Vocabulary, tongue

PEOPLE = """\
  ada-quill:
    kind: person
    name: Ada Quill
    aliases: [A. Quill, {text: Ада Квилл, language: ru}, {text: Жада Щукина, language: ru}]
  hidden-crow:
    kind: person
    name: Jo Crowling
    public: false
"""
OLD = """\
  ada-quill:
    kind: person
    name: Ada Quill
    aliases: [A. Quill, {text: Ада Квилл, language: ru}]
"""


def records(**changes: object) -> list[SearchRecord]:
    """The records of a small collection whose one entry is changed."""
    draft = draft_of(swapped("people.yaml", OLD, PEOPLE))
    (item,) = draft.entries
    draft = replace(draft, entries=[replace(item, record=item.record.model_copy(update=changes))])
    return list(search_records(Collection.of(draft, Settings(site_name="Press"))))


def vocabulary(**changes: object) -> Vocabulary:
    """What the records of that collection hold."""
    return Vocabulary.of(records(**changes), Split())


def test_a_word_has_the_languages_of_its_texts_and_its_usual_form() -> None:
    words = vocabulary(title="Көлдөгү аккуулар", language="ky").words
    assert set(words["аккуулар"].languages) == {"ky"}
    assert set(words["квилл"].languages) == {"ru"}
    assert (words["council"].usual, words["ada"].usual) == ("council", "Ada")
    assert words["council"].count > 1


@each(
    ("word", "language", "own"),
    [
        ("swan", "en", "en"),
        ("аккуу", "ky", "ky"),
        ("Reuters", "ky", "en"),
        ("Рейтер", "en", "ru"),
        ("сув", "uz-Cyrl", "uz"),
        ("suv", "uz", "uz"),
        ("2022", "tg", "tg"),
        ("کتاب", "fa", "fa"),
        ("Press", "zh-Hant", "en"),
        ("한국", "ko", "ko"),
    ],
)
def test_letters_foreign_to_a_text_take_the_endings_of_their_usual_language(word: str, language: str, own: str) -> None:
    assert tongue(word, language) == own


def test_arabic_words_are_known_without_what_is_joined_to_them() -> None:
    made = vocabulary(title="وزير المياه يطالب بتعويضات وبالماء وكتاب وببحيرة", language="ar")
    assert made.without_particle("بتعويضات") == ["تعويضات"]
    assert made.without_particle("وببحيره") == ["ببحيره", "بحيره"]
    assert made.without_particle("وزير") == [], "a short rest is no word, unless it stands elsewhere"
    assert "تعويضات" in made.inner
    assert made.without_particle("council") == []


def test_romanised_names_lead_to_the_name_in_latin_letters() -> None:
    made = vocabulary()
    assert made.romanised["scukina"] == made.romanised["shchukina"] == "Щукина", "no form of Quill"
    assert made.romanised["zada"] == "Ada"
    assert not made.romanised.keys() & made.words.keys()


@each(
    ("name", "forms"),
    [
        ("Жапаров", {"zaparov", "zhaparov", "japarov"}),
        ("Джапаров", {"dzaparov", "dzhaparov", "djaparov"}),
        ("Өзгөн", {"ozgon"}),
        ("Мирзиёев", {"mirzieev", "mirziyoyev"}),
        ("Japarov", set()),
        ("普京", set()),
    ],
)
def test_the_schemes_of_romanisation(name: str, forms: set[str]) -> None:
    assert forms <= set(romanised(name))
    assert bool(forms) == bool(romanised(name))


def test_countries_and_cities_are_named_in_the_languages_of_the_collection() -> None:
    languages = in_all_letters(["en", "zh-Hant", "uz", "xx"])
    assert languages[:3] == ("en", "zh-Hant", "zh-Hans")
    assert {"uz-Cyrl", "uz-Latn"} <= set(languages)
    assert {name.text for name in names_abroad(Abroad("KG", ("en", "ru", "zh-Hans", "xx")))} == {
        "Kyrgyzstan",
        "Киргизия",
        "吉尔吉斯斯坦",
    }
    assert "Ташкент" in {name.text for name in names_abroad(Abroad("Asia/Tashkent", ("ru",)))}
    assert {name.text for name in names_abroad(Abroad("MM", ("en",)))} == {"Myanmar", "Burma"}
    words = vocabulary(countries=("KZ",), language="ky", title="Суу").words
    assert {"kazakhstan", "казакстан"} <= words.keys(), "by the code of a country"
    assert "georgia" in vocabulary(summary="It was sold in Georgia, the council says.").words
    assert "грузия" in vocabulary(summary="It was sold in Georgia.", language="ky").words, "by its name in a text"


def test_every_letter_with_a_sign_that_unicode_does_not_take_apart_has_its_plain_one() -> None:
    known = {pair[0] for pair in ALIKE}
    # Letters of languages with more than a few hundred thousand writers; й is a letter of its own.
    for letter in "øđħłŧıəғҕҗҙқңҫҳҷүұһөәґ":
        assert letter in known
        assert len(fold(f"б{letter}" if "CYRILLIC" in unicodedata.name(letter) else f"b{letter}")) == 2
    assert {fold(pair) for pair in ALIKE} == {fold(pair[1] * 2) for pair in ALIKE}


def test_traditional_characters_stand_for_simplified_ones() -> None:
    table = simplified()
    assert "軍演為何爲".translate(table) == "军演为何为"
    assert variants("军为", table) == "為为爲为軍军"


def test_files_of_words_name_each_other_and_hide_private_names() -> None:
    made = dict(word_files(vocabulary(sources=_cited_privately()), "軍军"))
    manifest = json.loads(gzip.decompress(made.pop(MANIFEST)))
    assert manifest["alike"] == "軍军"
    assert set(manifest["endings"]) == set(manifest["tongues"]) == {"en", "ru"}
    assert {name for _, name in manifest["forward"] + manifest["backward"]} == set(made)
    lines = [line for _, name in manifest["forward"] for line in gzip.decompress(made[name]).decode().split("\n")]
    keys = [fold(line.split("\t")[0]) for line in lines]
    assert keys == sorted(keys)
    assert [line for line in lines if "row" in line] == ["Crowling\t~"]
    assert "shchukina\t>Щукина" in lines


def _cited_privately() -> tuple:
    (record, *_) = draft_of(swapped("people.yaml", OLD, PEOPLE)).entries
    (source,) = record.record.sources
    return (source.model_copy(update={"name": "Jo Crowling", "who": "hidden-crow", "name_printed": None}),)


@each("language", sorted(endings()))
def test_a_language_of_endings_is_well_formed(language: str) -> None:
    table = endings()[language]
    assert {"least", "bare", "kinds"} <= set(table) <= {"least", "nouns", "bare", "turns", "kinds"}
    assert 1 < table["bare"] <= 4
    assert all(len(pair) == 2 for pair in table.get("turns", ()))
    for slots in table["kinds"].values():
        for slot in slots:
            assert slot.split(" ") == slot.split(), "one blank between endings"
            assert len(set(slot.split())) == len(slot.split()), f"twice in {slot}"


def test_each_language_of_endings_says_which_it_is() -> None:
    folder = files("newsdesk") / "data" / "endings"
    for file in folder.iterdir():
        assert file.read_text("utf-8").startswith("# "), file.name


def test_words_without_their_hyphen_lead_to_them() -> None:
    made = vocabulary(summary="Work on the Crane-Weir stopped, the well-known twenty-one and pre-crane-age said.")
    assert {"craneweir": "Crane-Weir", "wellknown": "well-known"}.items() <= made.joined.items()
    assert not made.joined.keys() & made.words.keys()
    lines = {line for _, file in word_files(made, "") for line in gzip.decompress(file).decode().split("\n")}
    assert "craneweir\t>Crane-Weir" in lines
