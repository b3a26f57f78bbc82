"""Words as evidence compares them, the filter of their sequences, and what it keeps secret."""

import base64
import unicodedata

import pytest
from effort import examples
from hypothesis import example, given
from hypothesis import strategies as st
from tables import each

from newsdesk.evidence.fingerprint import SEQUENCE, Filter, key_of, sequences
from newsdesk.evidence.folding import normalise
from newsdesk.evidence.passages import pieces, stretches
from newsdesk.evidence.words import digest, located, words

AWKWARD = "abcдёе́ \n\t\u00a0\u00ad\u200b\u200d-—–−'’ʻ«»“„\"\u0307\u0301İıŉß5٣۳ﷺﹰﾞｶ각ᆨᅡᄀأآىـَُّ¯´…\u1160\uffa0\u0304"
TEXTS = st.text(max_size=40) | st.text(alphabet=AWKWARD, max_size=30)

SAME = [
    ("“It isn’t over”", '"It isn\'t over"'),
    ("ещё", "еще"),
    ("за\u0301мок", "замок"),
    ("e\u0301t\u00e9", "\u00e9te\u0301"),
    ("co\u00adoperation", "cooperation"),
    ("word\u00a0word\u2009word\nword", "word word word word"),
    ("\u2067نص\u2069", "نص"),
    ("مُحَمَّدٌ", "محمد"),
    ("مــحــمــد", "محمد"),
    ("أإآٱ", "اااا"),
    ("على", "علي"),
    ("ی ک", "ي ك"),
    ("١٢٣ ۱۲۳", "123 123"),
    ("ﬁne ＡＢＣ", "fine abc"),
    ("oʻzbek o‘zbek o’zbek o`zbek", "o'zbek o'zbek o'zbek o'zbek"),
    ("Straße STRASSE", "strasse strasse"),
    ("İstanbul", "istanbul"),
    ("Kennedy–Trudeau", "Kennedy-Trudeau"),
    ("first,second", "first second"),
]
OTHER = [
    ("can", "can't"), ("3.5", "35"), ("5 %", "5"), ("-5 degrees", "5 degrees"), ("е", "и"), ("и", "й"),
    ("кыргыз", "кырғыз"), ("محمد", "محمود"), ("it is", "it's"), ("co-operate", "cooperate"), ("$5", "€5"),
]  # fmt: skip


@each(("one", "other"), SAME)
def test_what_only_looks_different_is_the_same(one: str, other: str) -> None:
    assert words(one) == words(other)


@each(("one", "other"), OTHER)
def test_what_reads_differently_is_different(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_letters_of_scripts_without_spaces_are_words() -> None:
    assert words("吉尔吉斯斯坦2022年") == [*"吉尔吉斯斯坦", "2022", "年"]


@examples(4)
@given(TEXTS)
@example("E¯\u1160")
@example("\u1100\u0640\u1161")
@example("E¯\uffa0")
@example("a¨\u0304b ´\r")
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once.text).text == once.text
    assert words(once.text) == words(text)


@examples(4)
@given(TEXTS)
def test_every_character_and_word_knows_where_it_comes_from(text: str) -> None:
    found = normalise(text)
    assert len(found.text) == len(found.starts)
    assert list(found.starts) == sorted(found.starts)
    assert all(0 <= start < len(text) for start in found.starts)
    assert [word.text for word in located(text)] == words(text)
    for word in located(text):
        assert word.text in words(text[word.start : word.end])


@examples(2)
@given(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=3), max_size=200))
def test_the_filter_never_misses_what_is_in_it(found: list[str]) -> None:
    made = Filter.of(found, key_of(digest(found)))
    assert all(sequence in made for sequence in sequences(found))
    again = Filter.read(made.key, made.hashes, made.text)
    assert (again.data, again.bits) == (made.data, made.bits)


def test_the_filter_is_as_small_and_as_wrong_as_it_should_be() -> None:
    found = [f"w{n * n % 1009}" for n in range(1000)]
    made = Filter.of(found, key_of(digest(found)))
    assert len(made.text) < 500
    wrong = sum(f"a{n} b c d" in made for n in range(20_000)) / 20_000
    assert 0.22 < wrong < 0.28
    assert abs(made.chance - wrong) < 0.02


def test_the_filter_tells_as_much_of_a_word_in_every_script() -> None:
    """Two characters of Chinese, three letters of Thai tell together what a word of English does: two bits."""
    for letters, share, chance in ("天地玄黄宇宙洪荒", 2, 0.5), ("กขคงจฉชซ", 3, 0.63):
        found = [letters[n * n % 7] + "่" * (share == 3) for n in range(1, 50)] + [chr(0x4E00 + n) for n in range(0)]
        found += [chr((0x4E00 if share == 2 else 0xE01) + n % 40) for n in range(900)]
        made = Filter.of([found[n * 7 % len(found)] for n in range(2000)], key_of(digest(found)))
        assert made.hashes == 1
        assert abs(made.chance - chance) < 0.12


def test_the_filter_shows_no_more_than_the_number_of_words() -> None:
    """Nothing of the text stands in it, and another text's key makes another filter of the same sequences."""
    found = "the council counted three hundred and twelve swans on the lake".split()
    one = Filter.of(found, key_of(digest(found)))
    two = Filter.of(found, key_of(digest([*found, "again"])))
    assert one.data != two.data
    assert not any(word.encode() in base64.b64decode(one.text) for word in found)
    assert SEQUENCE == 4


@each(
    ("quotation", "found"),
    [
        ("one two", ["one two"]),
        ("one … two three", ["one", "two three"]),
        ("one [...] two (…) three ... four", ["one", "two", "three", "four"]),
        ("one [sic] two", ["one", "two"]),
        ("… one.", ["one"]),
        ("…", []),
        ("it is [not] so", ["it is [not] so"]),
    ],
)
def test_pieces_of_a_quotation(quotation: str, found: list[str]) -> None:
    assert [quotation[piece.start : piece.end] for piece in pieces(quotation)] == found
    assert [quotation[start:end] for start, end, _ in stretches(quotation)] == found
    assert [has_more for *_, has_more in stretches(quotation)] == [len(piece.words) > 1 for piece in pieces(quotation)]


def test_the_marks_that_are_taken_out_are_marks() -> None:
    for text in ("َُِّ", "שָ"[1:], "\u200b\u200d\u00ad"):
        assert normalise(text).text == ""
        assert words(text) == []
    assert unicodedata.normalize("NFC", "й") == normalise("й").text


@pytest.mark.parametrize("before", ["", "a", *(pytest.param(x, marks=pytest.mark.slow) for x in "ا가¯")])
def test_every_letter_of_unicode_s_first_plane_keeps_these_promises(before: str) -> None:
    wrong = []
    for number in range(0x10000):
        text = before + chr(number)
        once = normalise(text).text
        if normalise(once).text != once or not words(once) == words(text) == _words(text):
            wrong.append(hex(number))
    assert wrong == []


def _words(text: str) -> list[str]:
    return [word.text for word in located(text)]
