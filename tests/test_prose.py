"""Prose: sentences, reference marks and word counts, in several languages."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tables import each

from newsdesk.check import prose
from newsdesk.check.prose import Mark, last_end, marks_in, sentences, without_marks, word_count


@each(
    ("text", "limit", "end"),
    [
        ("One here. Two here.", 9, 9),
        ("One here. Two here.", 18, 9),
        ("One here. Two here.", 8, 0),
        ("He met Mr. Reed and went", 12, 0),
        ("Die 3.5 tonnes fell. It rained", 5, 0),
        ("一句。二句。三句", 7, 6),
        ("word " * 9, 20, 0),
    ],
)
def test_the_last_sentence_that_fits(text: str, limit: int, end: int) -> None:
    assert last_end(text, limit) == end


@each(
    ("text", "found"),
    [
        ("", []),
        (" \n ", []),
        ("One here. Two here.", ["One here.", "Two here."]),
        ("One here.\nTwo here", ["One here.", "Two here"]),
        ("One here! Two here? Three here… Four.", ["One here!", "Two here?", "Three here…", "Four."]),
        ("What?! No one knew.", ["What?!", "No one knew."]),
        # A full stop that ends no sentence.
        ("Mr. Reed and Dr. Quill met Gen. Moss vs. others.", ["Mr. Reed and Dr. Quill met Gen. Moss vs. others."]),
        ("They met on Oct. 15 in St. Swan.", ["They met on Oct. 15 in St. Swan."]),
        ("It cost approx. 3.5 million, i.e. less.", ["It cost approx. 3.5 million, i.e. less."]),
        ("J. R. Reed of the U.S. Navy spoke.", ["J. R. Reed of the U.S. Navy spoke."]),
        ("He read art. 5 and no. 7 of vol. 2.", ["He read art. 5 and no. 7 of vol. 2."]),
        ("It began at 5 p.m. and ended.", ["It began at 5 p.m. and ended."]),
        ("The site 24.kg reported. It is online.", ["The site 24.kg reported.", "It is online."]),
        ("He waited ... and left. Then it rained.", ["He waited ... and left.", "Then it rained."]),
        ("The swans of Moss Co. flew. They landed.", ["The swans of Moss Co. flew.", "They landed."]),
        # A full stop before a capital letter that does.
        ("He lives in Reed. She left.", ["He lives in Reed.", "She left."]),
        ("It rose by 5%. It fell by 3.", ["It rose by 5%.", "It fell by 3."]),
        ("He won (2–1). They lost.", ["He won (2–1).", "They lost."]),
        # Quotation marks and brackets belong to the sentence that they close.
        ("“It was so.” Then he left.", ["“It was so.”", "Then he left."]),
        ("«Так и было.» Потом он ушёл.", ["«Так и было.»", "Потом он ушёл."]),
        ("(One here.) Two here.", ["(One here.)", "Two here."]),
        ("He “left.” [a] Next one.", ["He “left.”", "[a] Next one."]),
        # Marks before and behind the full stop.
        ("One here [a]. Two here [b].", ["One here [a].", "Two here [b]."]),
        ("One here.[a] Two here.", ["One here.", "[a] Two here."]),
        ("He met J. [a] Two.", ["He met J.", "[a] Two."]),
        ("He […] left [sic] there. Two.", ["He […] left [sic] there.", "Two."]),
        # Other scripts.
        ("А. С. Рид жил в г. Ош, т. е. там. Он умер.", ["А. С. Рид жил в г. Ош, т. е. там.", "Он умер."]),
        ("Он умер в 1990 г. в городе. Всё.", ["Он умер в 1990 г. в городе.", "Всё."]),
        ("Это 5 тыс. руб. и др. вещи. Да.", ["Это 5 тыс. руб. и др. вещи.", "Да."]),
        ("هل هذا صحيح؟ نعم هو كذلك.", ["هل هذا صحيح؟", "نعم هو كذلك."]),
        ("یہ ایک جملہ ہے۔ دوسرا جملہ۔", ["یہ ایک جملہ ہے۔", "دوسرا جملہ۔"]),
        ("这是一句话。第二句！第三句？", ["这是一句话。", "第二句！", "第三句？"]),
        ("他说：“你好。”然后走了。", ["他说：“你好。”", "然后走了。"]),
        ("これは文です。「次。」終わり", ["これは文です。", "「次。」", "終わり"]),
        ("हिन्दी वाक्य। दूसरा वाक्य।", ["हिन्दी वाक्य।", "दूसरा वाक्य।"]),
    ],
)  # fmt: skip
def test_sentences(text: str, found: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == found
    assert all(text[s.start :].startswith(s.text) for s in sentences(text))


@each(
    "text",
    ["A b [a].", "A b [a]!", "A b [a]?", "A b [a]…", "A b [a]", "A b [a] .", "A b [a][b].", "A b [a] [b].",
     "(A b [a].)", "(A b [a]).", "“A b [a].”", "«A b [a].»", "A b («c» [a]).", "A b[a].", "A [a], c [b].",
     "这是[a]。", "صحيح [a]؟"],
)  # fmt: skip
def test_a_mark_before_the_full_stop_references_a_sentence(text: str) -> None:
    [sentence] = sentences(text)
    assert sentence.is_referenced


@each(
    "text",
    ["A b.", "A b", "A [a] b.", "A [a], b.", "A b […].", "A b [sic].", "A b [...].",
     "A b [c d].", "A b (a).", "A b []."],
)  # fmt: skip
def test_no_mark_there_references_nothing(text: str) -> None:
    [sentence] = sentences(text)
    assert not sentence.is_referenced


@each(
    ("text", "marks"),
    [
        ("A [a] b [c-2022].", [Mark("a", 2), Mark("c-2022", 8)]),
        ("[a][b]", [Mark("a", 0), Mark("b", 3)]),
        ("[A_1]", [Mark("A_1", 0)]),
        ("[[a]]", [Mark("a", 1)]),
        ("[…] [...] [sic] [SIC!] [a b] [] [ a]", []),
    ],
)
def test_marks_and_what_is_none(text: str, marks: list[Mark]) -> None:
    assert marks_in(text) == tuple(marks)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("One [a]. Two [b][c].", "One. Two."),
        ("One [a], two\n[b].", "One, two."),
        ("He […] left [sic].", "He […] left [sic]."),
        ("这是[a]。", "这是。"),
    ],
)
def test_without_marks_it_reads_aloud(text: str, bare: str) -> None:
    assert without_marks(text) == bare


@each(
    ("text", "words"),
    [
        ("", 0),
        ("— … 👍 !", 0),
        ("One two three.", 3),
        ("One [a]. Two [b-2022].", 2),
        ("He […] left [sic].", 3),
        ("It’s a well-known don't", 4),
        ("24.kg 3.5 100% Covid-19 U.S.", 5),
        ("Bishkek–Osh a/b a—b", 6),
        ("Жогорку Кеңеш, ёлка", 3),
        ("O‘zbekiston oʻzbek o`zi", 3),
        ("été e\u0301te\u0301", 2),
        ("مُحَمَّد رسول", 2),
        ("नमस्ते दुनिया", 2),
        ("한국어 단어", 2),
        ("中文", 1),
        ("中文字", 2),
        ("中 文 字 典", 2),
        ("日本語です。", 3),
        ("カタカナ", 2),
        ("中文 and English", 3),
        ("新闻24小时", 3),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert word_count(text) == words


TEXT = st.text() | st.text(st.sampled_from('aБ中 .!?。؟…[]"“”«»\n1-’'))


@given(TEXT)
def test_sentences_are_the_text_without_the_blanks_between(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(s.text for s in found).split()) == "".join(text.split())
    for sentence in found:
        assert text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.is_referenced in (True, False)


@given(TEXT)
def test_marks_stand_where_they_say_and_are_no_words(text: str) -> None:
    for mark in marks_in(text):
        assert text[mark.start :].startswith(f"[{mark.id}]")
    bare = without_marks(text)
    assume(not marks_in(bare))  # brackets in brackets leave a new mark behind
    assert word_count(text) == word_count(bare) >= 0


@each("text", ["Ab. " * 16_000, "a1" * 256_000 + ". A", "“" * 512_000, "[" * 512_000, "a-" * 256_000])
def test_a_file_full_of_nonsense_comes_to_an_end(text: str) -> None:
    """A search that begins anew at each letter would take hours for such a text, and the test would time out."""
    sentences(text)
    word_count(text)


@given(st.text(st.characters(max_codepoint=126)))
def test_words_of_ascii_are_counted_as_others(text: str) -> None:
    bare = prose.without_marks(text)
    assert prose.word_count(text) == len(re.findall(prose._WORD, bare))
