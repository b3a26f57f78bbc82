"""What evidence tells whoever guesses: our own published sentences, and nothing that was taken out of them."""

from datetime import date
from pathlib import Path

import yaml
from makers import ENTRY, collection, load
from tables import each
from test_cited import ADDRESS
from test_cited_sentences import BEACON, COUNTS, SENTENCE, SURVEY, captured, context, draft_of, with_article

from newsdesk.check import check
from newsdesk.check.cited.comparing import kept_hashes
from newsdesk.evidence import seal_of
from newsdesk.evidence.cited import page_evidence
from newsdesk.evidence.cited.sentences import Hashed, State, hashes_of, is_of_name, looked, token_hash
from newsdesk.evidence.fingerprint import key_of
from newsdesk.evidence.passages import Text
from newsdesk.evidence.support import Names, Page, tokens_of
from newsdesk.evidence.words import digest
from newsdesk.problems import FRONT_DOOR
from newsdesk.store.cited.writing import with_page

PRESS = Path(__file__).resolve().parent / "cases" / "support"


def told(files: dict[str, str]) -> list[str]:
    problems = FRONT_DOOR.fill_all(check(load(files)[0])[1])
    return [f"{p.severity}: {p.sentence}" for p in problems if p.rule.endswith("-leftover")]


def forgotten(files: dict[str, str], address: str) -> dict[str, str]:
    """The files when the hashes of a page that nothing calls for are gone."""
    draft = draft_of(files)
    page = draft.cited[address].record
    made = page.model_copy(update=kept_hashes(draft, ("page", address), page))
    made = made.model_copy(update={"seal": seal_of(made)})
    return {**files, "pages.yaml": with_page(files["pages.yaml"], made, address)}


WRITE = (
    ".venv/bin/python build_digest.py fingerprint swans-counted --reference survey-2021 --forget, or compare the text"
    " anew where it is at hand."
)
NAME = (
    'warning: The evidence of "survey.example/2021" still has hashes of names that our sentences no longer have: 1.'
    f" They can be guessed. Run {WRITE}"
)
FIGURE = NAME.replace("warning", "note").replace("of names", "of figures or dates")


@each(
    ("old", "new", "said"),
    [
        ("", "", []),
        ("survey by", "tally by", []),
        ("Bo Lind", "a scholar", [NAME]),
        ("Bo Lind", "Cara Moor", [NAME]),
        ("298 swans", "many swans", [FIGURE]),
        (" on 13 October 2021", "", [FIGURE]),
        ("by Bo Lind found 298", "found many", [NAME, FIGURE]),
    ],
)
def test_a_name_that_was_taken_out_is_refused_until_it_is_forgotten(old: str, new: str, said: list[str]) -> None:
    files = captured(context(SENTENCE), {ADDRESS: SURVEY, COUNTS: BEACON})
    page = draft_of(files).cited[ADDRESS].record
    lind = token_hash(key_of(page.sha256), "x:b-lnd")
    assert lind in page.tokens
    files[ENTRY] = files[ENTRY].replace(SENTENCE, SENTENCE.replace(old, new) if old else SENTENCE)
    assert sorted(told(files)) == sorted(said)
    after = forgotten(files, ADDRESS)
    assert told(after) == []
    kept = draft_of(after).cited[ADDRESS].record
    assert (lind in kept.tokens) == ("Bo Lind" in after[ENTRY])
    # What still stands in a sentence is known as before.
    assert set(kept.tokens) <= set(page.tokens)
    assert forgotten(after, ADDRESS) == after


def test_a_page_that_nothing_cites_may_keep_no_names() -> None:
    files = captured(context(SENTENCE), {ADDRESS: SURVEY})
    files[ENTRY] = files[ENTRY].replace("https://survey.example/2021", "https://survey.example/2022")
    assert told(files) == [NAME.partition(" Run")[0] + " Delete its block."]


def test_who_is_registered_later_was_not_taken_out() -> None:
    files = captured(context(SENTENCE), {ADDRESS: SURVEY, COUNTS: BEACON})
    people = files["people.yaml"] + "  bo-lind:\n    kind: person\n    name: Bo Lind\n"
    assert told({**files, "people.yaml": people}) == []
    changed = files[ENTRY].replace("A survey", "The survey")
    assert told({**files, ENTRY: changed, "people.yaml": people}) == []


def test_the_article_of_an_entry_forgets_like_a_page() -> None:
    files = with_article(collection())
    assert told(files) == []
    files[ENTRY] = files[ENTRY].replace("the warden Ada Quill, who", "a warden who")
    (said,) = told(files)
    assert said.startswith("warning: The evidence still has hashes of names that our sentences no longer have: 1. They")
    assert said.endswith("fingerprint swans-counted --forget, or compare the text anew where it is at hand.")


@each("path", sorted(PRESS.glob("*.yaml")), ids=lambda path: path.stem)
def test_guessing_finds_our_own_sentences_and_nothing_else_of_a_page(path: Path) -> None:
    """Whoever guesses every figure, date and name of a page learns which of them stand in our sentences."""
    data = yaml.safe_load(path.read_text("utf-8"))
    names = Names.of((one, [(told["text"], told["language"]) for told in said]) for one, said in data["names"].items())
    counted = 0
    for name, page in data["pages"].items():
        raw, language = page["text"], page.get("language", data["language"])
        key, ours, hashed, reported = key_of(digest(Text(raw).words)), set[str](), Hashed(), set[str]()
        opened = Page.of(raw, language)
        said = [(one["sentence"], one["language"]) for one in data["cases"] if one["cites"] == [name]]
        sentences = [(sentence, tongue, tokens_of(sentence, tongue, names)) for sentence, tongue in said]
        for sentence, tongue, tokens in sentences:
            _, (states,) = looked(sentence, 0, tongue, [opened], [False], names)
            hashed.add(key, states)
            ours |= {token.key for token in tokens}
            reported |= {one for one, state in states.items() if state is State.ABSENT}
        evidence = page_evidence(name, Text(raw), date(2022, 1, 1), language="en", **hashed.fields)
        # Every guess that a reader of the whole page could make, and every one of our sentences.
        guesses = {token.key for token in tokens_of(raw, language, names)} | ours
        there = {one for one in guesses if token_hash(key, one) in evidence.tokens}
        absent = {one for one in guesses if token_hash(key, one) in evidence.absent}
        assert there <= ours
        assert absent == reported
        assert not there & absent
        explained = set[str]().union(*(hashes_of(key, tokens, evidence) for *_, tokens in sentences))
        assert set(evidence.tokens + evidence.absent) <= explained
        assert all(is_of_name(token_hash(key, one)) == one.startswith(("i:", "x:")) for one in guesses)
        counted += len(guesses - ours)
    assert counted > 20, "pages have much that our sentences do not"
