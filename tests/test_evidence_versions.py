"""Evidence of version 1 of the method: what still holds, what has to be written anew, and what nobody may claim."""

from datetime import date
from pathlib import Path

import pytest
from articles import ARTICLES, claims
from tables import data_in, each
from test_evidence_languages import PARAGRAPHS, quoted

from newsdesk.evidence import Kind, Text, evidence_of, judge, seal_of, verified_in
from newsdesk.evidence.claims import Claims, Said
from newsdesk.evidence.fingerprint import Recorded, same_in_version_1
from newsdesk.model import Evidence

OLD = {
    language: Evidence.model_validate(found)
    for language, found in data_in(Path(__file__).parent / "data" / "evidence-1.yaml").items()
}
OF = {article.language: article for article in ARTICLES}


def one(language: str, said: str) -> Claims:
    return Claims(language, "full", "", (Said(0, "A", "", False, said),))


def kinds(found: Claims, language: str, text: Text | None = None) -> list[Kind]:
    return [verdict.kind for verdict in judge(found, OLD[language], text)]


@each("language", OLD)
def test_its_seal_holds(language: str) -> None:
    assert seal_of(OLD[language]) == OLD[language].seal
    changed = OLD[language].model_copy(update={"words": 1})
    assert seal_of(changed) != changed.seal


@pytest.mark.parametrize("language", ["en", "ru", "ky", "tg"])
def test_where_words_are_the_same_it_says_as_much_as_before(language: str) -> None:
    article = OF[language]
    said = [said for _, said in article.speakers]
    assert kinds(claims(article, *said), language) == []
    assert len(verified_in(claims(article, *said), OLD[language])[0]) == 2
    assert Kind.QUOTATION_MISSING in kinds(claims(article, article.affirmed, said[1]), language)
    assert kinds(claims(article, said[1], said[0]), language) == [Kind.OTHER_SPEAKER, Kind.OTHER_SPEAKER]
    added = claims(article, *said, names=(*article.names, "Xyz Abc"))
    assert kinds(added, language) == [Kind.NEW_NAME]
    assert kinds(claims(article, *said), language, Text(article.text)) == [Kind.OLD_EVIDENCE]


def test_chinese_characters_are_words_as_before() -> None:
    assert kinds(one("zh", quoted("zh")), "zh") == []
    assert kinds(one("zh", quoted("zh")[1:]), "zh") == [Kind.QUOTATION_ALTERED]


@pytest.mark.parametrize("language", ["hi", "th"])
def test_where_signs_were_left_out_nothing_is_claimed(language: str) -> None:
    said = quoted(language)
    assert kinds(one(language, said), language) == [Kind.OLD_METHOD]
    assert verified_in(one(language, said), OLD[language]) == (frozenset(), frozenset()), "no page calls it verified"
    assert kinds(one(language, said), language, Text(PARAGRAPHS[language])) == [Kind.OLD_EVIDENCE]
    fresh = evidence_of(Text(PARAGRAPHS[language]), one(language, said), date(2022, 11, 1))
    assert list(judge(one(language, said), fresh, None)) == []


def test_a_figure_that_was_cut_in_two_is_not_claimed() -> None:
    assert kinds(one("en", "500 dead after the flood"), "figure") == [Kind.OLD_METHOD]


@each(
    ("text", "same"),
    [
        ("We don't know", True), ("ещё не всё", True), ("市议会将在春天", True), ("in 2022 we left", True),
        ("We counted 1,500 dead there", False), ("in 2022", False), ("लड़की घर", False), ("За́мок", False),
        ("km² burned", False), ("tog‘ yo‘li", False), ("ภาษา", False), ("שָׁלוֹם רב", False), ("нѐ рече", False),
    ],
)  # fmt: skip
def test_which_passages_version_1_took_apart_like_ours(text: str, same: bool) -> None:
    assert same_in_version_1(text, is_passage=True) is same


def test_a_field_that_is_added_later_breaks_no_seal() -> None:
    article = OF["en"]
    made = evidence_of(Text(article.text), claims(article, *(said for _, said in article.speakers)), date(2022, 11, 1))

    class Later(Evidence):
        tokens: tuple[str, ...] = ()
        note: str | None = None

    assert seal_of(Later.model_validate(made.model_dump())) == made.seal
    assert seal_of(Later.model_validate({**made.model_dump(), "note": "x"})) != made.seal
    assert Recorded.of(made).knows("५ लोग")
