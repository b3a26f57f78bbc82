"""Words that stand elsewhere: misattributed ones are told from those that are invented."""

from makers import collection, entry, load
from test_cited import ADDRESS, DAY, passage
from test_cited_sentences import BEACON, COUNTS, REST, SENTENCE, SURVEY, TEXTS, captured
from test_evidence_rules import BOB, QUOTED, TEXT, files

from newsdesk.check import check
from newsdesk.evidence import Text, claims_in, evidence_of
from newsdesk.load import parse
from newsdesk.problems import FRONT_DOOR, Problem
from newsdesk.store.evidence_writing import as_yaml, replaced

OTHER = "2022-W42/geese-counted.yaml"
GEESE = """Geese counted

“We have never seen so many geese on one lake in a single night and nobody knows where they came from,” said Kim Ost.
"""
LONG = "We have never seen so many geese on one lake in a single night and nobody knows"
KIM = (
    "{name: Kim Ost, name_printed: Kim Ost, actor: expert, identified: named, cited: quoted, says: That nobody knows.,"
    " quote: {text: '@', language: en}}"
)


def press(quotation: str, name: str = "Bob Marsh") -> dict[str, str]:
    """Two entries: one whose source Bob Marsh says something, one on the geese with evidence of its own article."""
    bob = BOB.replace("Nobody fed them", quotation).replace("name_printed: Bob Marsh", f"name_printed: {name}")
    made = files(f"[{QUOTED}, {bob}]")
    geese = entry(sources=f"[{KIM.replace('@', LONG)}]", url="https://lantern.example/geese", evidence="null")
    document, _ = parse("x", geese.encode())
    assert document
    known = evidence_of(Text(GEESE), claims_in(document.data), DAY)
    return {**made, OTHER: replaced(geese, as_yaml(known))}


def told(made: dict[str, str], texts: dict[str, str] | None = None, more: str = "") -> list[Problem]:
    rules = ("quotation-not-found", "name-not-found", "passage-not-found", more)
    problems = FRONT_DOOR.fill_all(check(load(made)[0], texts=texts or {})[1])
    return [p for p in problems if p.rule in rules]


def test_a_quotation_of_another_article_is_told_from_an_invented_one() -> None:
    at_hand = {"swans-counted": TEXT}
    both = {**at_hand, "geese-counted": GEESE}
    for texts in ({}, at_hand, both):
        (problem,) = told(press(LONG), texts)
        assert problem.hint.startswith("It stands in the article of geese-counted. "), texts
        (problem,) = told(press(LONG.replace("geese", "ducks")), texts)
        assert "stands in the article of" not in problem.hint
    # A few words may be in any fingerprint by chance: only the text tells.
    assert "geese-counted" not in told(press("so many geese on one lake"), at_hand)[0].hint
    assert "geese-counted" in told(press("so many geese on one lake"), both)[0].hint


def test_a_name_of_another_article_is_told_too() -> None:
    (problem,) = told(press("Nobody fed them", "Kim Ost"), {"swans-counted": TEXT})
    assert problem.rule == "name-not-found"
    assert problem.hint.startswith("It stands in the article of geese-counted. ")
    (problem,) = told(press("Nobody fed them", "Kim Nord"), {"swans-counted": TEXT})
    assert "geese-counted" not in problem.hint


def test_what_stands_in_the_page_of_another_reference_is_told() -> None:
    sentence = SENTENCE.replace("298", "in 12 boats of 1,500 or 40")
    made = captured(collection(context=sentence + REST), {ADDRESS: SURVEY, COUNTS: BEACON + "\n\nThey have 12 boats."})
    for texts in ({}, TEXTS | {list(TEXTS)[1]: BEACON + "\n\nThey have 12 boats."}):
        found = [p for p in told(made, texts, "unsupported-figure") if p.message.startswith('"12"')]
        assert ["It stands in the page of [beacon-2022]." in p.hint for p in found] == [True] if texts else True
    references = (
        f"{{survey-2021: {{url: 'https://survey.example/2021', passages: [{passage('They have twelve boats')}]}},"
        " beacon-2022: {url: https://beacon.example/counts, outlet: beacon}}"
    )
    texts = {**TEXTS, list(TEXTS)[1]: "They have twelve boats."}
    made = captured(collection(references=references), {ADDRESS: SURVEY, COUNTS: "They have twelve boats."})
    (problem,) = [p for p in told(made, texts) if p.rule == "passage-not-found"]
    assert problem.hint.startswith("It stands in the page of [beacon-2022]. ")
