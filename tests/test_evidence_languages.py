"""The table of altered quotations: each language for itself, with the article at hand and by its fingerprint alone."""

import random
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import regex
import yaml
from tables import each

from newsdesk.evidence import Kind, Text, evidence_of, judge
from newsdesk.evidence.claims import Claims, Said
from newsdesk.evidence.fingerprint import sequences
from newsdesk.evidence.words import count, words

PARAGRAPHS = yaml.load((Path(__file__).parent / "data" / "quotations.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
REFUSED = {Kind.QUOTATION_MISSING, Kind.QUOTATION_ALTERED, Kind.ORDER, Kind.FIGURE, Kind.NEGATION}
DAY = date(2022, 11, 1)
in_each_language = each("language", PARAGRAPHS)


def quoted(language: str) -> str:
    """The first clause of a paragraph, as the article has it."""
    return regex.split(r"[,،،፣，。།。]|(?<=\w) (?=เพ|ເພ|ព្រ|အင်)", PARAGRAPHS[language])[0]


def claims(language: str, said: str) -> Claims:
    return Claims(language, "full", "", (Said(0, "A", "", False, said),))


def altered(said: str, rng: random.Random) -> Iterator[str]:
    """Every letter and sign replaced and left out, every word left out, neighbours swapped and words replaced."""
    letters = sorted({char for char in said if unicodedata.category(char)[0] == "L"})
    signs = sorted({char for char in said if unicodedata.category(char)[0] == "M"})
    for at, char in enumerate(said):
        others = signs if char in signs else letters if char in letters else []
        for other in rng.sample(others, min(3, len(others))):
            yield said[:at] + other + said[at + 1 :]
        if char in signs or char in letters:
            yield said[:at] + said[at + 1 :]
    parts = regex.findall(r"\X", said) if " " not in said[:12] else said.split()
    glue = "" if " " not in said[:12] else " "
    for at in range(len(parts)):
        if 0 < at < len(parts) - 1:
            yield glue.join([*parts[:at], *parts[at + 1 :]])
        if at + 1 < len(parts):
            yield glue.join([*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]])
        yield glue.join([*parts[:at], rng.choice(parts), *parts[at + 1 :]])


@in_each_language
def test_verbatim_is_accepted_and_altered_is_refused(language: str) -> None:
    text, said = Text(PARAGRAPHS[language]), quoted(language)
    evidence = evidence_of(text, claims(language, said), DAY)
    assert list(judge(claims(language, said), evidence, text)) == []
    assert list(judge(claims(language, said), evidence, None)) == []
    assert len(evidence.quotations) == 1
    stands = f" {' '.join(text.words)} "
    tried = [other for other in altered(said, random.Random(language)) if f" {' '.join(words(other))} " not in stands]
    assert len(tried) >= 50
    for other in tried:
        assert {verdict.kind for verdict in judge(claims(language, other), None, text)} & REFUSED, other
        assert {verdict.kind for verdict in judge(claims(language, other), evidence, None)} & REFUSED, other


@each(
    ("language", "article", "said"),
    [
        ("hi", "बच्ची खेलने गयी और लौट आयी थी", "बच्चा खेलने गया और लौट आया था"),
        ("th", "ข้าว ดี มาก จริงๆ นะ", "ข้าว ดู มาก จริงๆ นะ"),
        ("ta", "அவள் நேற்று வந்தாள் என்று சொன்னார்", "அவன் நேற்று வந்தான் என்று சொன்னார்"),
        ("my", "သူ မနေ့က လာခဲ့သည်", "သူ မနေ့က လာခဲ့သို့"),
        ("km", "គាត់បានមកម្សិលមិញ", "គាត់បានមកម្សិលម៉ាញ"),
        ("he", "הוא אמר שלום לכולם", "הוא אמר שלים לכולם"),
        ("yo", "Ó lọ sí ọjà ní àárọ̀", "Ó lọ sí ọjá ní àárọ̀"),
        ("fr", "Le pêcheur parle du marché", "Le pécheur parle du marché"),
        ("mk", "Тие нѐ слушаат секој ден", "Тие не слушаат секој ден"),
        ("ru", "Он сказал мой дом там", "Он сказал мои дом там"),
    ],
)
def test_a_sign_is_part_of_its_word(language: str, article: str, said: str) -> None:
    text = Text(article)
    evidence = evidence_of(text, claims(language, article), DAY)
    assert {verdict.kind for verdict in judge(claims(language, said), None, text)} & REFUSED
    assert {verdict.kind for verdict in judge(claims(language, said), evidence, None)} & REFUSED


@in_each_language
def test_what_is_left_out_to_begin_with_is_hardly_anything(language: str) -> None:
    """Of the alterations of one character nearly all make other words; the rest says the same in other spellings."""
    said = quoted(language)
    bare = said.replace(" ", "")  # where no blanks are set between words, one says nothing
    tried = [other for other in altered(said, random.Random(1)) if other.replace(" ", "") != bare]
    assert sum(words(other) == words(said) for other in tried) <= 0.02 * len(tried)


def test_the_table_has_every_large_script() -> None:
    names = {unicodedata.name(char).split()[0] for text in PARAGRAPHS.values() for char in text if char.isalpha()}
    assert len(PARAGRAPHS) >= 48
    assert names >= set(
        "LATIN CYRILLIC ARABIC HEBREW DEVANAGARI BENGALI GURMUKHI GUJARATI TAMIL TELUGU KANNADA MALAYALAM SINHALA THAI"
        " LAO KHMER MYANMAR TIBETAN CJK HIRAGANA KATAKANA HANGUL GEORGIAN ARMENIAN GREEK ETHIOPIC".split()
    )


@each(
    ("text", "units", "number", "long"),
    [
        ("the council met again today", 5, 5, 4),
        ("совет снова собрался сегодня", 4, 4, 4),
        ("市议会将在春天开放新桥", 11, 6, 8),
        ("市長は月曜日に話した", 10, 5, 8),
        ("มันดีมากจริงๆนะครับผม", 17, 6, 12),
        ("ភាសាខ្មែរនិងភាសាថៃសំខាន់", 13, 5, 12),
        ("मुख्यमंत्री ने कहा था", 4, 4, 4),
    ],
)
def test_the_unit_of_each_script(text: str, units: int, number: int, long: int) -> None:
    """How many units a text has, how many words they count for, and how many units a sequence has."""
    assert (len(words(text)), count(words(text))) == (units, number)
    assert {len(sequence.split()) for sequence in sequences(words(text))} == {long}
