"""Every spelling of what a text names: in its forms, and nobody else's."""

from dataclasses import replace
from pathlib import Path

from invented import collection as invented
from makers import draft_of, swapped
from tables import each

import newsdesk
from newsdesk.check.prose import sentences, without_marks
from newsdesk.collection import Collection
from newsdesk.evidence.support.reading.numerals import read
from newsdesk.interface import languages
from newsdesk.model.addresses import entry_path
from newsdesk.model.codes import countries
from newsdesk.model.settings import Settings
from newsdesk.views.search.keys import fold, words
from newsdesk.views.search.offices import NAMES, OFFICES, PARTS, Offices
from newsdesk.views.search.records import search_records
from newsdesk.views.search.spellings import Spellings

PACKAGE = Path(newsdesk.__file__).parent
MORE = """\
  ada-quill:
    kind: person
    name: Ada Quill
    aliases:
      - Quill
      - {text: Ада Квилл, language: ru}
      - {text: Квилл, language: ru}
      - {text: Ада Перова, language: ru}
      - {text: Үлгүбаев, language: ky}
      - {text: آدا كويل, language: ar}
      - {text: 巴克特, language: zh}
  moor-ministry:
    kind: organisation
    name: Moor Ministry
    aliases: [MM, {text: Министерство озёр, language: ru}]
  li-lu:
    kind: person
    name: Li Lu
    aliases: [Lu, Crow]
  hidden-crow:
    kind: person
    name: Crow
    public: false
"""
OLD = """\
  ada-quill:
    kind: person
    name: Ada Quill
    aliases: [A. Quill, {text: Ада Квилл, language: ru}]
"""


def known() -> Spellings:
    draft = draft_of(swapped("people.yaml", OLD, MORE))
    return Spellings.known(Collection.of(draft, Settings(site_name="Press")))


@each(
    ("text", "found"),
    [
        ("The warden Ada Quill counted.", ["people/ada-quill"]),
        ("According to Quill’s report", ["people/ada-quill"]),
        ("Письмо Квиллу", ["people/ada-quill"]),
        ("Встреча с Адой Перовой", ["people/ada-quill"]),
        ("Үлгүбаевдин жообу", ["people/ada-quill"]),
        ("قالت آدَا كويل", ["people/ada-quill"]),
        ("记者见到巴克特先生", ["people/ada-quill"]),
        ("The MM denied it; the Moor Ministry too", ["people/moor-ministry"]),
        ("Сотрудники Министерства озёр и Министерства озер", ["people/moor-ministry"]),
        ("Li Lu came to Lanternmoor", ["people/li-lu", "places/lanternmoor"]),
        ("The Lantern writes", ["outlets/lantern"]),
    ],
)
def test_names_are_found_in_their_forms(text: str, found: list[str]) -> None:
    assert list(known().named_in([text])) == found


@each(
    "text",
    [
        "A quill and a lantern",  # words, not names
        "Lu",  # too short to stand alone
        "Crow was there",  # a private person's spelling is nobody's
        "Quilling and Quilliam",  # the beginning of another name
        "Ada met Mr Quillson",
        "",
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert list(known().named_in([text])) == []


def test_an_entry_that_only_names_somebody_is_found_by_every_spelling() -> None:
    draft = draft_of(swapped("people.yaml", OLD, MORE))
    (item,) = draft.entries
    entry = item.record.model_copy(update={"sources": (), "title": "Ответ Квилла"})
    draft = replace(draft, entries=[replace(item, record=entry)])
    (record, *_) = search_records(Collection.of(draft, Settings(site_name="Press")))
    assert {"Ada Quill", "Ада Перова", "آدا كويل"} <= set(record.named)
    assert "Crow" not in record.named


@each(
    ("role", "parts"),
    [
        ("President of Kyrgyzstan", ["президент", "Киргизия"]),
        ("Kyrgyz president", ["prezident", "吉尔吉斯斯坦"]),
        ("Former Deputy Foreign Minister of the Republic of Moor", ["бывший", "deputy", "外长", "Republic", "Moor"]),
        ("Spokesman of the Foreign Ministry of Tajikistan", ["пресс секретарь", "МИД", "طاجيكستان"]),
        ("Secretary of State of the United States", ["госсекретарь", "США"]),
        ("Spokesman of the Ferry Union", ["пресс секретарь", "Союз паромщиков"]),
        ("Head/Keeper; of | lamps", ["глава", "Keeper", "lamps"]),
        ("of the", []),
    ],
)  # fmt: skip
def test_a_role_is_known_by_its_parts_in_all_languages(role: str, parts: list[str]) -> None:
    offices, tongues = Offices.known(invented(), Spellings.known(invented())).of([role, role])
    made = [part.split(NAMES) for part in offices.split(PARTS)] if offices else []
    assert len(made) == len(parts), offices
    assert all(any(part in names for names in made) for part in parts), offices
    assert OFFICES not in offices, "the same twice is one"
    assert "президент" not in offices or any("президент" in text for text in tongues if tongues[text] == "ru")


def test_each_language_names_offices_that_english_has() -> None:
    known = read("offices", "en")["offices"]
    found = sorted(path.stem for path in (PACKAGE / "data" / "offices").glob("*.yaml"))
    assert len(found) > 12
    assert set(languages()) <= set(found)
    for code in found:
        said = read("offices", code)
        assert set(said["offices"]) <= set(known), code
        assert set(said.get("countries", ())) <= set(countries()), code
        assert all(fold(word) for names in said["offices"].values() for name in names for word in words(name)), code


def test_a_record_says_which_of_its_sentences_are_of_the_context_note() -> None:
    known = invented()
    by_path = {entry_path(entry): entry for entry in known.entries}
    seen = 0
    for record in search_records(known):
        if entry := by_path.get(record.path):
            first, last = map(int, dict(record.shown)["context"].split())
            marked = [sentence.text for sentence in sentences(without_marks(entry.context))]
            assert list(record.texts[first : last + 1]) == list(dict.fromkeys(marked))
            assert not set(marked) & {sentence.text for sentence in sentences(entry.summary)}
            seen += 1
    assert seen == len(by_path)
