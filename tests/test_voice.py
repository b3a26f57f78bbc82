"""The rules on the words of our own texts: what each finds, and what it leaves alone."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tables import data_in, each
from terminal import run

from newsdesk.check.prose.scripts import have_script
from newsdesk.check.voice import languages, read, rules
from newsdesk.check.voice.families import beside, named
from newsdesk.check.voice.masks import small
from newsdesk.check.voice.reading import Found
from newsdesk.check.voice.rules import lexicon_of
from newsdesk.evidence import Text, evidence_of
from newsdesk.evidence.claims import Claims
from newsdesk.model import Entry, Story
from newsdesk.model.notes import NOTES
from newsdesk.model.references import Passage, Reference
from newsdesk.model.register import Dispute

CASES = Path(__file__).parent / "cases" / "voice"
BESIDE = ("presupposes", "beyond-reference", "unowned", "no-anchor", "off-question", "own-words", "two-names")


def cases(*names: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each case of some files, with the rule and the language."""
    for name in names:
        for language, listed in data_in(CASES / f"{name}.yaml").items():
            yield from ((name, language, case) for case in listed)


def asked(text: str, language: str) -> list[Found]:
    """What is asked of a text."""
    return [found for found in read(text, language) if found.severity == "ask"]


def test_each_rule_has_its_cases_and_each_case_its_rule() -> None:
    names = {rule.id for rule in rules()}
    assert {path.stem for path in CASES.glob("*.yaml")} == names | {"neutral"}
    assert languages() == {"en", "ru"}
    for rule in rules():
        # What is told as a note can be weighed as one.
        assert (f"voice-{rule.id}" in NOTES) == (rule.severity == "note"), rule.id
        assert rule.before != rule.after
        assert all(text.endswith((".", ")", "?", '"')) for text in (rule.reason, rule.better)), rule.id
        known = [case for _, _, case in cases(rule.id)]
        assert any("bad" in case for case in known), f"{rule.id} has a case in which it finds something"
        assert any("fine" in case for case in known), f"{rule.id} has a case that looks like one, and is none"


def test_what_a_rule_finds_in_a_sentence_and_not_in_its_twin() -> None:
    sentences = 0
    for name, language, case in cases(*(rule.id for rule in rules() if rule.id not in BESIDE)):
        if "bad" in case:
            found = read(case["bad"], language)
            assert [(one.rule.id, one.text) for one in found] == [(name, case["found"])], case["bad"]
            assert case["bad"][found[0].start : found[0].end] == case["found"]
            sentences += 1
        text = case.get("good", case.get("fine"))
        assert [one for one in read(text, language) if (one.rule.id, one.severity) == (name, one.rule.severity)] == []
        assert asked(text, language) == [], text
        sentences += 1
    assert sentences >= 240


def test_nothing_is_asked_of_neutral_sentences() -> None:
    told = [(found.rule.id, case["fine"]) for _, tag, case in cases("neutral") for found in asked(case["fine"], tag)]
    assert told == []


def test_the_example_of_a_rule_is_found_and_its_better_way_is_not() -> None:
    for rule in rules():
        if rule.id not in BESIDE:
            assert [one.rule.id for one in read(rule.before, "en")] == [rule.id]
        assert asked(rule.after, "en") == []


def entry_of(**given: Any) -> Entry:
    """An entry with these fields, and nothing else that a rule could take up."""
    plain: dict[str, Any] = {
        "summary": "", "context": "", "sources": (), "references": {}, "title": "", "title_en": None,
        "outlet": "lantern", "byline": None, "section": None, "evidence": None, "stories": (), "week": "2022-W42",
        "language": "en",
    }  # fmt: skip
    return Entry.model_construct(**{**plain, **given})


def made(name: str, case: dict[str, Any], text: str) -> tuple[Any, list[Any]]:
    """The record of a case of a rule that looks at more than one text, and the questions on which accounts differ."""
    story: dict[str, Any] = {"title": "", "summary": "", "disputed": ()}
    if name == "presupposes":
        return Story.model_construct(**{**story, "summary": text}), case["alternatives"]
    if name == "off-question":
        account = {"by": "A", "says": text, "refs": ["page"]}
        disputed = Dispute.model_validate({"question": case["question"], "accounts": [account, account]})
        return Story.model_construct(**{**story, "disputed": (disputed,)}), []
    if name == "beyond-reference":
        passage = Passage(
            text=case["passage"], language=case.get("language", "en"), stance="supports", source="first-hand"
        )
        page = Reference.model_construct(passages=(passage,))
        return entry_of(context=text, summary=text, references={"page": page}), []
    if name == "no-anchor":
        return entry_of(summary=case["summary"], context=text), []
    evidence = None
    if name == "own-words":
        evidence = evidence_of(Text(case["article"]), Claims("en", "full", "", ()), date(2022, 11, 1))
    return entry_of(summary=text, evidence=evidence), []


def test_what_a_rule_finds_in_a_record_as_a_whole() -> None:
    for name, language, case in cases(*BESIDE[:-1]):
        for kind in {"bad", "good", "fine"} & case.keys():
            record, alternatives = made(name, case, case[kind])
            found = [one.text for _, one in beside(record, language, alternatives) if one.rule.id == name]
            assert set(found) == ({case["found"]} if kind == "bad" else set()), (name, case[kind])


def test_two_names_are_found_within_our_own_voice_alone() -> None:
    for _, language, case in cases("two-names"):
        for kind in {"bad", "good", "fine"} & case.keys():
            said = [name for text in case[kind] for _, _, name, _ in named(entry_of(summary=text), language)]
            assert (case.get("found") in said) == (kind == "bad"), case[kind]


@each("marks", ["“{}”", "„{}“", "„{}”", "«{}»", "»{}«", "‹{}›", '"{}"', "‘{}’", "「{}」", "『{}』", "《{}》"])
def test_a_quotation_is_never_asked_about(marks: str) -> None:
    said = marks.format("the brutal regime lied to us, of course, and terrorists slammed it")
    assert read(f"The speaker wrote: {said}.", "en") == []
    assert read(f"Оратор написал: {marks.format('кровавый режим лгал нам, конечно')}.", "ru") == []


def test_of_one_sentence_the_gravest_is_told() -> None:
    text = "Clearly the brutal dictator lied. The legendary singer slammed it."
    assert [(one.rule.id, one.text) for one in read(text, "en")] == [("label", "dictator"), ("heat", "slammed")]


def test_whose_word_it_is_changes_what_is_found() -> None:
    told = {
        "The terrorists fled.": ["ask"],
        "The general called them terrorists.": [],
        "The minister says that the plan is outrageous.": ["note"],
        "The plan is outrageous, the minister says.": ["ask"],
    }
    assert {text: [one.severity for one in read(text, "en")] for text in told} == told
    assert read("The terrorists fled.", "en", is_owned=True) == []


def test_a_pattern_begins_with_the_words_that_its_file_names() -> None:
    """A pattern is tried at these words alone: one that begins with another word would never be found."""
    for tag in sorted(languages()):
        names = [rule.id for rule in rules() if rule.id not in BESIDE]
        known = [case for _, language, case in cases(*names, "neutral") if language == tag]
        texts = [case[kind] for case in known for kind in ("bad", "good", "fine") if kind in case]
        lexicon = lexicon_of(tag)
        patterns = {pattern for listed in lexicon.patterns.values() for _, pattern in listed}
        for text in map(small, texts):
            for pattern in patterns:
                for match in pattern.finditer(text):
                    first = re.match(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text[match.start() :])
                    assert first, (pattern.pattern[:60], text)
                    assert pattern in [one for _, one in lexicon.beginning(first[0])], (pattern.pattern[:60], first[0])


@each("text", ["", " ", ".", "“", "’", "İstanbul'da regime", "a" * 5000, "\u202e regime \x00", "😀 slam"])
def test_any_text_can_be_read(text: str) -> None:
    for found in read(text, "en"):
        assert text[found.start : found.end] == found.text
    assert read(text, "xx") == []


def test_the_command_reads_standard_input() -> None:
    done = run("voice", "--language", "en", "--format", "json", given="The terrorists fled.")
    found = [{"rule": "label", "severity": "ask", "start": 4, "end": 14, "text": "terrorists"}]
    assert (done.returncode, json.loads(done.stdout)) == (0, {"findings": found})
    plain = run("voice", given="Well.\nThe terrorists fled.")
    assert (plain.returncode, plain.stderr) == (0, "1 finding.\n")
    assert plain.stdout.startswith('2:5: ask: label: "terrorists": A label condemns')
    wrong = run("voice", "--language", "kk", given="x")
    said = "build_digest.py: There are no rules for the language kk; there are some for en and ru.\n"
    assert (wrong.returncode, wrong.stderr) == (2, said)


ARTICLE = "In the morning the city court of Harbour rejected the appeal of the fishermen without giving any reason."


def copied(text: str, article: str = ARTICLE, *, at_hand: bool = False, **given: Any) -> list[tuple[str, int]]:
    """Which words of a summary are told as those of an article, and where."""
    known = evidence_of(Text(article), Claims("en", "full", "", ()), date(2022, 11, 1))
    record = entry_of(summary=text, evidence=known, **given)
    found = beside(record, "en", [], article if at_hand else None)
    return [(one.text, one.start) for _, one in found if one.rule.id == "own-words"]


@each("at_hand", [True, False])
@each(
    ("text", "found"),
    [
        # Marks are no words: what stands on both sides of one is a run.
        (
            "We read that the city court of Harbour rejected the appeal [24-kg-2024][azattyk-2025] of the fishermen.",
            "the city court of Harbour rejected the appeal of the fish…",
        ),
        ("It went to a city court [24-kg-2024][azattyk-2025].", ""),
        # No run goes on in the next sentence, or behind a quotation.
        ("In the morning the city court. Of Harbour rejected the appeal. Of the fishermen without giving.", ""),
        ("We read: the city court of “Harbour” rejected the appeal of “the fishermen without giving” any reason.", ""),
        ("They say that [sic] nobody came.", ""),
    ],
)
def test_runs_of_the_articles_words_end_with_their_sentence(text: str, found: str, *, at_hand: bool) -> None:
    assert [one for one, _ in copied(text, at_hand=at_hand)] == ([found] if found else [])
    assert all(at == text.index(found[:20]) for _, at in copied(text, at_hand=at_hand))


def test_chance_hits_of_a_filter_are_no_copies() -> None:
    """Texts that have nothing in common with an article: one sequence in four passes by chance."""
    words = "tide crane barge quay rope sail mast keel".split()
    told = 0
    for number in range(200):
        article = " ".join(f"w{number}x{at}" for at in range(200))
        told += len(copied(" ".join(f"{words[at % 8]}{'abcdefgh'[at // 8]}{number}" for at in range(48)), article))
    assert told <= 200 * 0.02
    same = "lake lake lake lake lake lake lake lake lake lake lake lake"
    assert copied(same, "The lake " + same) == [], "a word said over and over is one sequence"


def test_what_was_captured_decides() -> None:
    short = "The appeal of the fishermen without giving any."
    long = " ".join(f"It had {one} and {one} more." for one in ("ropes", "sails", "masts", "keels", "quays") * 9)
    article = f"{ARTICLE} {' '.join(f'word{at}' for at in range(300))}"
    assert copied(short, article, context=long) == [], "eight words in a longer entry are not more than chance"
    assert copied(short, article, at_hand=True, context=long) == [("The appeal of the fishermen without giving any", 0)]
    record = entry_of(summary=f"They said that {ARTICLE}", evidence=None)
    assert [one.rule.id for _, one in beside(record, "en", [], ARTICLE) if one.rule.id == "own-words"] == ["own-words"]
    assert [one for _, one in beside(record, "en", [], "Another text.") if one.rule.id == "own-words"] == []


@each(
    ("text", "language", "title", "has"),
    [
        ("a lake", "tg", "", False),
        ("a lake", "zh", "", False),
        ("a lake", "zh", "湖水", False),
        ("湖水", "zh-Hant", "", True),
        ("a lake", "ja", "湖みず", False),
        ("a lake", "tr", "Göl", True),
        ("a lake", "uz", "Кўл бўйида", True),
        ("озеро", "uz", "Кўл бўйида", True),
        ("a lake", "sr-Cyrl", "", False),
        ("a lake", "fa", "دریاچه", False),
        ("a lake", "xx-unknown-tag", "", True),
        ("a lake", "mul", "", True),
        ("2022", "tg", "Кӯл", False),
    ],
)
def test_texts_without_a_script_in_common_are_not_compared(text: str, language: str, title: str, *, has: bool) -> None:
    assert have_script(text, language, title) is has
    if not has:
        words = f"{text} " * 20
        assert copied(words, words, language=language, title=title) == []
