"""Quotation marks of all styles, the words that attribute them, registered names, and look-alikes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import each

from newsdesk.evidence import Claims, Text, evidence_of
from newsdesk.intake.draft.names import sightings
from newsdesk.intake.draft.quotations import attribution, passages, shortened
from newsdesk.intake.draft.similar import alike, alike_by_fingerprint
from newsdesk.intake.draft.sources import suggestions
from newsdesk.model import Evidence


@each(
    ("text", "expected"),
    [
        ("He said “it works” again.", [("it works", 0)]),
        ("Он сказал: «всё работает».", [("всё работает", 0)]),
        ("Er sagte: „Es geht“.", [("Es geht", 0)]),
        ("Powiedział: „Działa”.", [("Działa", 0)]),
        ('He said "it works".', [("it works", 0)]),
        ("He said 'it works'.", [("it works", 0)]),
        ("He said ‘it works’.", [("it works", 0)]),
        ("Er sagte: ‚Es geht‘.", [("Es geht", 0)]),
        ("彼は「動く」と言った", [("動く", 0)]),
        ("彼は『動く』と言った", [("動く", 0)]),
        ("« Ça marche », dit-il.", [("Ça marche", 0)]),
        ("Han sa »det virker« igen.", [("det virker", 0)]),
        ("قال ”إنها تعمل“ أمس", [("إنها تعمل", 0)]),
        ("قال «إنها تعمل» أمس", [("إنها تعمل", 0)]),
        ("“He said ‘no’ twice,” she wrote.", [("He said ‘no’ twice,", 0), ("no", 1)]),
        ("«Он назвал её „Звезда“ вчера»", [("Он назвал её „Звезда“ вчера", 0), ("Звезда", 1)]),
        ("«Газета «Маяк» пишет»", [("Газета «Маяк» пишет", 0), ("Маяк", 1)]),
        ('"The drill "Swan", held here, ended."', [('The drill "Swan", held here, ended.', 0), ("Swan", 1)]),
        ("「これは『引用』です」", [("これは『引用』です", 0), ("引用", 1)]),
        ("It’s the dogs’ day, isn’t it?", []),
        ("It's the dogs' day, isn't it?", []),
        ("Oʻzbekiston, O‘zbekiston, G'ulom va ma'lum", []),
        ("The '90s were loud.", []),
        ("A 5' 10 man.", []),
        ("Empty “” and « » marks.", []),
        ("", []),
    ],
)
def test_quotation_marks_of_every_style(text: str, expected: list) -> None:
    found = passages(text)
    assert [(one.text, one.depth) for one in found] == expected
    assert all(one.is_whole for one in found)


def test_a_passage_over_paragraphs_is_told_to_be_unclosed() -> None:
    found = passages("“It works.\n\nAnd more,” she said. ”")
    assert [(one.text, one.is_whole) for one in found][:2] == [("It works.", False), ("And more,", False)]


@each(
    ("text", "word", "name"),
    [
        ("“It works and it will work,” said Ada Quill, the warden.", "said", "Ada Quill"),
        ("The warden Ada Quill told us: “It works.”", "told", "Ada Quill"),
        ("According to Ada Quill, “it works and will work”.", "According", "Ada Quill"),
        ("«Работает», — заявила Ада Квилл.", None, None),
        ("«Всё работает», — заявила Ада Квилл.", "заявила", "Ада Квилл"),
        ("По словам Ады Квилл, «всё давно уже работает».", "По", "Ады Квилл"),
        ("«Жакшы иштейт», — деди Ада Квилл.", "деди", "Ада Квилл"),
        ("Ада Квиллдин айтымында, «баары жакшы иштейт».", None, "Ада Квилл"),
        ("«Хуб кор мекунад», гуфт Ада Квилл.", "гуфт", "Ада Квилл"),
        ("“Yaxshi ishlaydi”, — dedi Ada Kvill.", "dedi", "Ada Kvill"),
        ("Ada Kvillning aytishicha, “hammasi yaxshi ishlaydi”.", None, "Ada Kvill"),
        ("«Жақсы жұмыс істейді», — деді Ада Квилл.", "деді", "Ада Квилл"),
        ("«إنها تعمل»، قالت آدا كويل.", "قالت", "آدا كويل"),
        ("«Δουλεύει πάλι καλά», είπε ο δήμαρχος Πέτρος Λιβανός.", "είπε", "Πέτρος Λιβανός"),
        ("Σύμφωνα με τον ψαρά Γιώργο Νικολάου, «δουλεύει πάλι καλά».", "Σύμφωνα", "Γιώργο Νικολάου"),
        ("وأضافت آدا كويل: «إنها تعمل».", "وأضافت", "آدا كويل"),
        ("The note read as follows. Ada Quill said:\n\n“It works.”", "said", "Ada Quill"),
        ("The lamp called nothing. “It works.” The end.", None, None),
        ("A ship named “Swan” came in.", None, None),
    ],
)
def test_the_words_that_attribute(text: str, word: str | None, name: str | None) -> None:
    hint = {"деди": "ky", "dedi": "uz", "деді": "kk"}.get(word or "", "uz" if "aytishicha" in text else None)
    found, _ = suggestions(text, {}, hint)
    assert [one.name for one in found if one.name] == ([name] if name else [])
    assert [one.words.word for one in found if one.words] == ([word] if name else [])


@each(
    ("text", "wanted"),
    [
        ("市長は「第三回例市国際見本市」で「橋は完成したが、手すりはまだ塗装中だ」と述べた。",
         ["橋は完成したが、手すりはまだ塗装中だ"]),
        ("新しい本『見本港の長い長い歴史』を出した。", []),
        ("「例市の新しい港の灯台」という船が着いた。", []),
        ("「港の灯台は今年の秋に直す」と市長は述べた。", ["港の灯台は今年の秋に直す"]),
        ("「港の灯台は今年の秋に直す。」の一言だった。", ["港の灯台は今年の秋に直す。"]),
        ("市長說：「港口的燈塔今年秋天修好」。", ["港口的燈塔今年秋天修好"]),
    ],
)  # fmt: skip
def test_names_in_corner_brackets_are_no_quotations(text: str, wanted: list[str]) -> None:
    found, _ = suggestions(text, {}, "ja")
    assert [one.passage.text for one in found] == wanted


SPELLINGS = {
    ("people", "ada-quill"): ["Ada Quill", "A. Quill", "Ада Квилл", "آدا كويل"],
    ("people", "sadyr-japarov"): ["Sadyr Japarov", "Садыр Жапаров"],
    ("outlets", "lantern"): ["The Lantern", "Lantern"],
    ("outlets", "akipress"): ["AKIpress"],
}


@each(
    ("text", "expected"),
    [
        ("Ada Quill counted.", [("ada-quill", "Ada Quill")]),
        ("президента Садыра Жапарова сказали", [("sadyr-japarov", "Садыра Жапарова")]),
        ("Садыр Жапаровдун айтымында", [("sadyr-japarov", "Садыр Жапаровдун")]),
        ("قالت آدا كويل", [("ada-quill", "آدا كويل")]),
        ("The Lantern reports; Ада Квилл says", [("lantern", "The Lantern"), ("ada-quill", "Ада Квилл")]),
        ("by the light of a lantern", []),
        ("Adam Quilling, Ada Quillings", []),
        ("Садырбек Жапар", []),
        ("Ada met Quill", []),
    ],
)
def test_registered_names_by_any_spelling(text: str, expected: list) -> None:
    assert [(one.id, one.printed) for one in sightings(text, SPELLINGS)] == expected


def test_a_suggestion_has_its_speaker_and_leaves_out_names_of_things() -> None:
    text = "The boat “Grey Swan” came in.\n\n“It works and it will work,” said Ada Quill of the Lantern."
    found, seen = suggestions(text, SPELLINGS)
    assert [(one.passage.text, one.speaker.id if one.speaker else None) for one in found] == [
        ("It works and it will work,", "ada-quill")
    ]
    assert [one.id for one in seen] == ["ada-quill", "lantern"]


@each(
    ("text", "expected"),
    [
        ("one two three", "one two three"),
        (" ".join(map(str, range(25))), " ".join(map(str, range(25)))),
        (" ".join(map(str, range(30))), " ".join(map(str, range(25)))),
        ("a b c d e f g h i j k, l m n o p q r s t u v w x y z", "a b c d e f g h i j k"),
        ("a, b c d e f g h i j k l m n o p q r s t u v w x y z", "a, b c d e f g h i j k l m n o p q r s t u v w x y"),
    ],
)
def test_a_long_quotation_is_shortened_verbatim(text: str, expected: str) -> None:
    assert shortened(text) == expected
    assert text.startswith(expected)


def test_look_alikes() -> None:
    text = " ".join(f"word{n}" for n in range(200))
    changed = text.replace("word100", "other")
    different = " ".join(f"wort{n}" for n in range(200))
    excerpt = " ".join(f"word{n}" for n in range(50, 120))
    short = "word1 word2 word3 word4"
    others = [("changed", changed), ("different", different), ("excerpt", excerpt), ("short", short)]
    assert [(name, round(share, 2)) for name, share in alike(text, others)] == [("changed", 0.98), ("excerpt", 1.0)]
    assert list(alike(short, others)) == []


@pytest.mark.parametrize("word", ["word", "तंत्र", ""], ids=["en", "hi", "zh"])
def test_look_alikes_by_fingerprint(word: str) -> None:
    """Of other articles only the fingerprint is at hand: what it has by chance does not count, in any script."""

    def text(*numbers: int) -> str:
        return " ".join(f"{word}{n}" for n in numbers) if word else "".join(chr(0x4E00 + n) for n in numbers)

    def print_of(said: str) -> Evidence:
        return evidence_of(Text(said), Claims("und", "full", "", ()), date(2022, 11, 1))

    own = text(*range(600))
    others = {
        "changed": print_of(text(*range(300), 9000, *range(301, 600))),
        "excerpt": print_of(text(*range(200, 400))),
        "longer": print_of(text(*range(1500))),
        "half": print_of(text(*range(150), *range(7000, 7450))),
        "different": print_of(text(*range(2000, 2600))),
        "short": print_of(text(1, 2, 3, 4, 5)),
    }
    others |= {f"other{n}": print_of(text(*range(3000 + n, 3000 + n + 300))) for n in range(0, 5000, 300)}
    found = dict(alike_by_fingerprint(own, others))
    assert set(found) == {"changed", "excerpt", "longer"}
    assert all(share > 0.85 for share in found.values())
    assert [name for name, _ in alike(own, [("same", own), ("different", text(*range(2000, 2600)))])] == ["same"]


QUOTY = st.text(alphabet="aБ ق.,\n«»“”„‟‘’‚'\"「」『』‹›—(", max_size=200)


@given(QUOTY)
def test_any_text_has_passages_that_stand_in_it(text: str) -> None:
    for passage in passages(text):
        assert text[passage.start : passage.end] == passage.text != ""
        assert passage.text == passage.text.strip()
        attribution(text, passage, None)


@given(st.text(max_size=300))
def test_any_text_has_suggestions(text: str) -> None:
    suggestions(text, SPELLINGS)
    shortened(text)
