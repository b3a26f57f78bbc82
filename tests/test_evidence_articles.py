"""Six invented articles: every verbatim quotation is accepted and every altered one refused, in six languages."""

import random
import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from articles import ARTICLES, OWN_SUMMARY, Article, claims
from effort import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from tables import each

from newsdesk.evidence import Kind, Text, evidence_of, judge
from newsdesk.evidence.claims import Claims, Said
from newsdesk.evidence.names import Official
from newsdesk.evidence.words import located
from newsdesk.model import Evidence

DAY = date(2022, 11, 1)
REFUSED = {Kind.QUOTATION_MISSING, Kind.QUOTATION_ALTERED, Kind.ORDER, Kind.OTHER_SPEAKER}
of_each_article = each("article", ARTICLES, ids=[article.language for article in ARTICLES])


@cache
def text_of(article: Article) -> Text:
    return Text(article.text)


@cache
def evidence_for(article: Article) -> Evidence:
    return evidence_of(text_of(article), claims(article, *(said for _, said in article.speakers)), DAY)


def with_text(found: Claims, article: Article) -> set[Kind]:
    return {verdict.kind for verdict in judge(found, None, text_of(article))}


def without_text(found: Claims, article: Article) -> set[Kind]:
    """What the fingerprint says; some claims leave names out that stand in it."""
    return {verdict.kind for verdict in judge(found, evidence_for(article), None)} - {Kind.LEFTOVER}


def one_word_changed(article: Article) -> Iterator[str]:
    """Each word of both quotations in turn replaced by other words of the article and by none of it."""
    pool = text_of(article).words
    rng = random.Random(article.language)
    for _, said in article.speakers:
        parts = said.split()
        for at, word in enumerate(parts):
            for other in [*rng.sample(pool, 3), "xyzzy", word + "s"]:
                if other not in Text(word).words:
                    yield " ".join([*parts[:at], other, *parts[at + 1 :]])


def two_swapped(article: Article) -> Iterator[str]:
    for _, said in article.speakers:
        parts = said.split()
        for at in range(len(parts) - 1):
            if Text(parts[at]).words != Text(parts[at + 1]).words:
                yield " ".join([*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]])


def one_left_out(article: Article) -> Iterator[str]:
    for _, said in article.speakers:
        parts = said.split()
        yield from (" ".join([*parts[:at], *parts[at + 1 :]]) for at in range(1, len(parts) - 1))


@of_each_article
def test_verbatim_quotations_and_names_are_accepted(article: Article) -> None:
    found = claims(article, *(said for _, said in article.speakers))
    assert with_text(found, article) == set()
    assert without_text(found, article) == set()
    evidence = evidence_for(article)
    assert (len(evidence.quotations), len(evidence.names)) == (2, 2 + len(article.names))


@of_each_article
def test_typographic_variants_are_accepted(article: Article) -> None:
    second = article.speakers[1][1]
    for variant in article.variants:
        assert with_text(claims(article, variant, second), article) == set(), variant
        if "…" not in variant and "..." not in variant:
            assert without_text(claims(article, variant, second), article) == set(), variant


@of_each_article
@pytest.mark.parametrize("alter", [one_word_changed, two_swapped, one_left_out])
def test_altered_quotations_are_refused(article: Article, alter) -> None:
    tried = list(alter(article))
    assert len(tried) >= 10
    for said in tried:
        found = claims(article, said, article.speakers[1][1])
        assert with_text(found, article) & REFUSED, said
        assert without_text(found, article) & REFUSED, said


@of_each_article
def test_a_dropped_negation_a_translation_and_another_s_words_are_refused(article: Article) -> None:
    (_, first), (_, second) = article.speakers
    for said in (article.affirmed, article.translated):
        assert with_text(claims(article, said, second), article) & REFUSED, said
        assert without_text(claims(article, said, second), article) & REFUSED, said
    # The words of the second speaker given to the first: they do stand in the text, and were not hers.
    assert without_text(claims(article, second, ""), article) == {Kind.OTHER_SPEAKER}
    swapped = claims(article, second, first)
    assert without_text(swapped, article) == {Kind.OTHER_SPEAKER}
    assert with_text(swapped, article) == {Kind.NEAR_OTHER}
    both = {verdict.kind for verdict in judge(swapped, evidence_for(article), text_of(article))}
    assert both == {Kind.OTHER_SPEAKER}


CUT_OFF = [
    ("en", "finished the load test", "not"), ("en", "safe yet", "isn't"),
    ("en", "We have … finished the load test", "not"), ("ru", "завершили испытание нагрузкой", "не"),
    ("ky", "Көпүрө азырынча коопсуз", "эмес"), ("ar", "تعبر أيّ سيارة", "لن"), ("uz", "hozircha xavfsiz", "emas"),
]  # fmt: skip


@each(("language", "said", "negation"), CUT_OFF)
def test_a_negation_is_not_cut_off(language: str, said: str, negation: str) -> None:
    (article,) = (article for article in ARTICLES if article.language == language)
    found = [v for v in judge(claims(article, said, ""), None, text_of(article)) if v.kind is not Kind.NEAR_OTHER]
    assert [(verdict.kind, verdict.other) for verdict in found] == [(Kind.NEGATION, negation)]


@pytest.mark.parametrize(("language", "said"), [("en", "without it no car will cross"), ("en", "Nobody told us")])
def test_a_passage_with_its_negation_is_whole(language: str, said: str) -> None:
    (article,) = (article for article in ARTICLES if article.language == language)
    assert with_text(claims(article, said, ""), article) <= {Kind.NEAR_OTHER}


@of_each_article
def test_pieces_stand_in_their_order(article: Article) -> None:
    parts = article.speakers[0][1].split()
    half = len(parts) // 2
    first, second = " ".join(parts[:half]), " ".join(parts[half:])
    assert with_text(claims(article, f"{first} … {second}"), article) == set()
    assert with_text(claims(article, f"{second} … {first}"), article) == {Kind.ORDER}
    assert without_text(claims(article, f"{second} … {first}"), article) & REFUSED


@of_each_article
def test_an_altered_name_is_refused(article: Article) -> None:
    quotations = [said for _, said in article.speakers]
    for at, name in enumerate(article.names):
        # Without its first letter an Arabic name may be one behind the word "and".
        for altered in (name + "a", name[1:] if article.language != "ar" else name[:-1], name.replace(name[2], "x", 1)):
            names = (*article.names[:at], altered, *article.names[at + 1 :])
            found = claims(article, *quotations, names=names)
            assert with_text(found, article) == {Kind.NAME_MISSING}, altered
            assert without_text(found, article) <= {Kind.NAME_MISSING, Kind.NAME_ALTERED}, altered
            assert without_text(found, article), altered


@of_each_article
def test_what_is_new_is_not_taken_for_verified(article: Article) -> None:
    quotations = [said for _, said in article.speakers]
    words = text_of(article).words
    names = (*article.names, " ".join(words[1:3]))
    assert without_text(claims(article, *quotations, names=names), article) == {Kind.NEW_NAME}
    bare = evidence_of(text_of(article), claims(article, names=()), DAY)
    found = {verdict.kind for verdict in judge(claims(article, " ".join(words[3:12]), names=()), bare, None)}
    assert found == {Kind.NEW_QUOTATION, Kind.NEW_NAME}


def names_in(text: str) -> set[int]:
    """Words of names count for nothing; `test_evidence_copies.py` has those."""
    return Official().taken(text, located(text), "und")


@of_each_article
def test_a_summary_copies_more_than_eight_words(article: Article) -> None:
    words = " ".join(text_of(article).text.split()).split()
    runs = (words[at : at + 14] for at in range(len(words)))
    run = next(run for run in runs if not set('“”«»"—') & set("".join(run)) and not names_in(" ".join(run)))
    starts = [" ".join(run[:size]) for size in range(2, 15)]
    nine, eight = (next(start for start in starts if len(Text(start).words) >= size) for size in (9, 8))
    for ask in (with_text, without_text):
        assert ask(claims(article, summary=f"{OWN_SUMMARY} {nine}, {OWN_SUMMARY}"), article) == {Kind.COPIED}
        assert ask(claims(article, summary=f"{OWN_SUMMARY} “{nine}”, {OWN_SUMMARY}"), article) == set()
    assert with_text(claims(article, summary=f"{OWN_SUMMARY} {eight} xyzzy."), article) == set()


@of_each_article
def test_evidence_of_another_setting_of_the_text_is_the_same(article: Article) -> None:
    rewrapped = "\n".join(article.text.split()).replace("“", '"').replace("”", '"').replace("«", "„").replace("»", "“")
    again = evidence_of(Text(rewrapped), claims(article, *(said for _, said in article.speakers)), DAY)
    assert again == evidence_for(article)


def test_a_thousand_altered_quotations_are_refused_without_the_text() -> None:
    refused = tried = 0
    for article in ARTICLES:
        second = article.speakers[1][1]
        for said in [*one_word_changed(article), *two_swapped(article), *one_left_out(article)]:
            tried += 1
            refused += bool(without_text(claims(article, said, second), article) & REFUSED)
    assert tried >= 700
    assert refused == tried


NUMBER, FRACTION = re.compile(r"\d\s*$"), re.compile(r"\s*[\d¼-¾⅐-⅞]")
WORD = st.text(min_size=1, max_size=5) | st.sampled_from("не not the Ада ё … […] «a» “b” 5 - эмес لم".split())


@examples(1.5)
@given(st.lists(WORD, min_size=1, max_size=60), st.data())
def test_whatever_stands_in_a_text_is_found_there_and_nothing_crashes(parts: list[str], data: st.DataObject) -> None:
    text = Text(" ".join(parts))
    first = data.draw(st.integers(0, len(parts) - 1))
    last = first + data.draw(st.integers(1, 12))
    quotation = " ".join(parts[first:last])
    # Half of the number "10 ¼" is another number.
    for before, behind in ((parts[:first], parts[first:]), (parts[:last], parts[last:])):
        assume(not (NUMBER.search(" ".join(before)[-3:]) and FRACTION.match(" ".join(behind))))
    name = data.draw(st.text(max_size=8))
    said = (Said(0, "A", name, True, quotation), Said(1, "B", parts[first], True, data.draw(st.text(max_size=20))))
    language = data.draw(st.sampled_from(["ru", "ky", "ar", "en", "zz"]))
    found = Claims(language, "full", data.draw(st.text(max_size=80)), said)
    kinds = {verdict.kind for verdict in judge(found, None, text) if verdict.loc[:2] == ("sources", 0)}
    # Its parts between gaps may stand further up as well, and a negation may stand beside them.
    assert Kind.QUOTATION_MISSING not in kinds
    evidence = evidence_of(text, found, DAY)
    again = list(judge(found, evidence, None))
    assert Evidence.model_validate(evidence.model_dump()) == evidence
    if not kinds & {Kind.QUOTATION_EMPTY, Kind.NEGATION, Kind.FIGURE, Kind.ORDER}:
        assert not [v for v in again if v.loc[:2] == ("sources", 0) and v.loc[-1] == "text"]
