"""Figures, dates and names of our sentences beside the pages that they cite, with their texts and without."""

from typing import Any

import pytest
from makers import ENTRY, SUMMARY, collection, load
from tables import each
from test_cited import ADDRESS, DAY

from newsdesk.check import Draft, check
from newsdesk.check.cited.comparing import article_hashed, compared, compared_again
from newsdesk.evidence import Text, claims_of, evidence_of
from newsdesk.evidence.cited import capture_name
from newsdesk.load import parse
from newsdesk.model import Read
from newsdesk.problems import FRONT_DOOR, Severity
from newsdesk.store.cited.writing import _HEAD, with_page
from newsdesk.store.evidence_writing import as_yaml, replaced

COUNTS = "beacon.example/counts"
SURVEY = """Swans of the lake

The university counted 298 swans on the lake on 13 October 2021. Professor Bo Lind led the count.

In the north of the island 1,500 geese were seen by fourteen students under Cara Moor, and 40 of them were ringed.
"""
BEACON = """How we count

Wardens count on Mondays. The Beacon does so since 1987.
"""
SENTENCE = "A survey by Bo Lind found 298 swans on the same lake on 13 October 2021 [survey-2021]."
REST = (
    " Wardens and scholars count on different days, so that neither figure shows a trend on its own, as all of them"
    " say [beacon-2022]."
)
TEXTS = {capture_name(ADDRESS): SURVEY, capture_name(COUNTS): BEACON}
NOTICE = "council.example/notice"
# What evidence keeps of sentences that were changed: tests/test_cited_leftovers.py.
LEFT = ("name-leftover", "token-leftover")


def draft_of(files: dict[str, str], texts: dict[str, str] | None = None) -> Draft:
    return check(load(files)[0], texts=texts or {})[0]


def captured(files: dict[str, str], pages: dict[str, str], read: Read = Read.FULL) -> dict[str, str]:
    """The files with pages.yaml, as capturing these pages one after the other writes it."""
    text = _HEAD
    for address, raw in pages.items():
        draft = draft_of({**files, "pages.yaml": text}, {capture_name(one): said for one, said in pages.items()})
        text = with_page(text, compared(draft, address, raw, DAY, "en", read).evidence, address)
    return {**files, "pages.yaml": text}


def found(files: dict[str, str], texts: dict[str, str] | None = None) -> list[str]:
    """What is said of sentences but for other pages, which nobody has captured: place, rule and message."""
    problems = FRONT_DOOR.fill_all(check(load(files)[0], texts=texts or {})[1])
    problems = [p for p in problems if p.rule not in LEFT]
    assert all(problem.severity is Severity.NOTE for problem in problems), problems
    return [f"{p.path[8:]}:{p.line}:{p.column}: {p.rule}: {p.message}" for p in problems if NOTICE not in p.message]


def context(sentence: str) -> dict[str, str]:
    return collection(context=sentence + REST)


AT = "2022-W42/swans-counted.yaml:16"
COLUMN = len("context: ") + 1
# What is changed in the sentence, and what is said of it, by its place there.
FAULTS: dict[str, tuple[str, str, str, str]] = {
    "another figure": ("298", "299", "unsupported-figure", f'"299" does not stand in {ADDRESS}.'),
    "a figure of another paragraph": ("298", "40", "unsupported-figure", f'"40" stands in {ADDRESS}, but not'),
    "another day": ("13 October", "14 October", "unsupported-date", f'"14 October 2021" does not stand in {ADDRESS}.'),
    "another year": ("October 2021", "October 2020", "unsupported-date", '"13 October 2020" does not stand in'),
    "another name": ("Bo Lind", "Ola Nord", "unsupported-name", f'"Ola Nord" does not stand in {ADDRESS}.'),
    "a name of another paragraph": ("Bo Lind", "Cara Moor", "unsupported-name", f'"Cara Moor" stands in {ADDRESS},'),
}  # fmt: skip


def test_a_true_sentence_passes_with_the_text_and_without() -> None:
    files = captured(context(SENTENCE), {ADDRESS: SURVEY, COUNTS: BEACON})
    assert found(files, TEXTS) == []
    assert found(files) == []
    said = SENTENCE.replace("298", "two hundred and ninety-eight").replace("13 October", "October 13,")
    assert found(captured(context(said), {ADDRESS: SURVEY, COUNTS: BEACON})) == []


@each("what", FAULTS)
def test_a_wrong_token_is_told_at_its_place(what: str) -> None:
    old, new, rule, message = FAULTS[what]
    wrong = SENTENCE.replace(old, new)
    at = wrong.index(message.split('"')[1]) + COLUMN
    files = captured(context(wrong), {ADDRESS: SURVEY, COUNTS: BEACON})
    for texts in (TEXTS, {}):
        told = found(files, texts)
        assert any(said.startswith(f"{AT}:{at}: {rule}: {message}") for said in told), told
    # Changed after the capture, and without the text: nobody can tell, and nobody says that it is fine.
    files = captured(context(SENTENCE), {ADDRESS: SURVEY, COUNTS: BEACON})
    files[ENTRY] = files[ENTRY].replace(SENTENCE, wrong)
    (said,) = found(files)
    assert f"{AT}:{COLUMN}: not-comparable: " in said
    assert "cannot be compared without the text of survey.example/2021." in said
    told = found(files, TEXTS)
    assert any(said.startswith(f"{AT}:{at}: {rule}: {message}") for said in told), told


def test_a_part_of_a_page_and_a_page_that_nobody_captured_prove_nothing() -> None:
    wrong = SENTENCE.replace("298", "299")
    for texts in ({capture_name(ADDRESS): SURVEY}, {}):
        (said,) = found(captured(context(wrong), {ADDRESS: SURVEY}, Read.EXCERPT), texts)
        assert said.endswith('not-comparable: "299": not in the part of survey.example/2021 that was captured.')
    both = wrong.replace("[survey-2021]", "[survey-2021][beacon-2022]")
    for texts in ({capture_name(ADDRESS): SURVEY}, {}):
        (said,) = found(captured(context(both), {ADDRESS: SURVEY}), texts)
        assert said.endswith(f'not-comparable: Nobody has compared "299" with {COUNTS}, which was not captured.')
    # As soon as both are captured, it stands in none of them.
    (said,) = found(captured(context(both), {ADDRESS: SURVEY, COUNTS: BEACON}))
    assert said.endswith(f'unsupported-figure: "299" does not stand in any of {ADDRESS}, {COUNTS}.')
    # Where no page was captured yet, nobody misses one.
    assert found(context(wrong)) == []


def test_a_token_counts_where_any_page_of_the_sentence_has_it() -> None:
    both = "Bo Lind found 298 swans, and wardens count since 1987 [survey-2021][beacon-2022]."
    files = captured(context(both), {ADDRESS: SURVEY, COUNTS: BEACON})
    assert found(files) == []
    assert found(files, TEXTS) == []


def test_a_page_that_is_captured_later_changes_what_an_earlier_one_bears_out() -> None:
    """Of two pages one may have the figure in a passage that fits far better: both are compared anew."""
    both = "Bo Lind counted 298 swans on the lake on 13 October 2021 [survey-2021][beacon-2022]."
    later = "Kim Ost saw 298 ducks far away.\n\nBo Lind counted 312 swans on the lake on 13 October 2021."
    files = captured(context(both), {ADDRESS: "In the north 298 ducks were seen."})
    draft = draft_of(files, {capture_name(ADDRESS): "In the north 298 ducks were seen."})
    made = compared(draft, COUNTS, later, DAY, "en", Read.FULL)
    (again,) = compared_again(draft, made.evidence, later)
    assert again.address == ADDRESS
    assert again != draft.cited[ADDRESS].record
    text = with_page(with_page(files["pages.yaml"], again, ADDRESS), made.evidence, COUNTS)
    assert any('unsupported-figure: "298"' in said for said in found({**files, "pages.yaml": text}))


def test_what_a_page_says_otherwise_is_told_with_its_text_and_without() -> None:
    """A unit, a weekday and a direction; what was not looked for is not said of evidence that lacks it."""
    page = "Counting\n\nOn Tuesday 298 swans were counted, and the lake rose by 12 centimetres, said Bo Lind.\n"
    true = "On Tuesday 298 swans were counted by Bo Lind, and the lake rose by 12 centimetres [survey-2021]."
    for right, wrong, rule in (
        ("12 centimetres", "12 metres", "unsupported-figure"),
        ("On Tuesday", "On Friday", "unsupported-date"),
        ("rose by", "fell by", "unsupported-figure"),
    ):
        files = captured(context(true), {ADDRESS: page, COUNTS: BEACON})
        assert found(files) == []
        said = true.replace(right, wrong)
        files[ENTRY] = files[ENTRY].replace(true, said)
        (told,) = found(files, {capture_name(ADDRESS): page, capture_name(COUNTS): BEACON})
        assert f": {rule}: " in told
        assert f"is told otherwise in {ADDRESS}." in told
        kept = captured(context(said), {ADDRESS: page, COUNTS: BEACON})
        assert [one.partition(": ")[2] for one in found(kept)] == [told.partition(": ")[2]]


def test_two_sentences_cannot_change_their_only_figures() -> None:
    """Both figures stand in the page, and were found to: what is new is that each stands in the other sentence."""
    both = (
        "The survey found 298 swans on the same lake [survey-2021]. In the north 1,500 geese were seen [survey-2021]."
    )
    files = captured(context(both), {ADDRESS: SURVEY, COUNTS: BEACON})
    assert found(files) == []
    swapped = both.replace("298", "@").replace("1,500", "298").replace("@", "1,500")
    files[ENTRY] = files[ENTRY].replace(both, swapped)
    assert [said.split(": ")[1] for said in found(files)] == ["not-comparable", "not-comparable"]
    assert any("unsupported-figure" in said for said in found(files, TEXTS))


def test_who_publishes_a_page_and_when_belongs_to_it() -> None:
    said = "The Beacon wrote on 3 May 2022 that wardens count on Mondays [beacon-2022]."
    assert (
        found(
            captured(context(SENTENCE[:-14] + " [survey-2021]. " + said), {ADDRESS: SURVEY, COUNTS: "Wardens count."})
        )
        != []
    )
    references = (
        "{survey-2021: {url: https://survey.example/2021},"
        " beacon-2022: {url: https://beacon.example/counts, outlet: beacon, published: 2022-05-03}}"
    )
    files = collection(context=f"{SENTENCE} {said}{REST}", references=references)
    pages = {ADDRESS: SURVEY, COUNTS: "Wardens count on Mondays, as scholars do."}
    assert found(captured(files, pages)) == []
    assert "unsupported-date" in found(captured(context(f"{SENTENCE} {said}"), pages))[0]


STORY = """\
schema: 1
stories:
  swan-count:
    title: The swans of Lanternmoor
    date: 2022-10-17
    countries: [IS]
    summary: The university counted 299 swans [survey].
    disputed:
      - question: How many?
        accounts:
          - {by: The rector, says: That there were 298., date: 2021-10-13, refs: [survey]}
          - {by: A warden, says: That there were 301., date: 2021-10-15, refs: [survey]}
    references:
      survey: {url: https://survey.example/2021}
"""


def test_stories_notes_and_registers_rest_on_pages_too() -> None:
    note = (
        "schema: 1\nstatus: draft\nlead: swans-counted\nnote: Bo Lind counted 300 swans [survey].\n"
        "references: {survey: {url: https://survey.example/2021}}\n"
    )
    outlets = collection()["outlets.yaml"].replace(
        "    legal_status: unknown\n    references:\n      register: {url: https://register.example/lantern}\n",
        "    legal_status: {value: Registered as number 77 in 2021, basis: referenced, date: 2021, refs: [register]}\n"
        "    history:\n      - {text: It moved to Samplehaven with 41 others., date: 2020-02-02, refs: [register]}\n"
        "    references:\n      register: {url: https://survey.example/2021}\n",
        1,
    )  # fmt: skip
    files = {**context(SENTENCE), "stories.yaml": STORY, "2022-W42/_digest.yaml": note, "outlets.yaml": outlets}
    told = [one.split(": ", 2) for one in found(captured(files, {ADDRESS: SURVEY, COUNTS: BEACON}))]
    assert [(place, rule, message.split('"')[1]) for place, rule, message in told] == [
        ("2022-W42/_digest.yaml:4:23", "unsupported-figure", "300"),
        ("outlets.yaml:13:48", "unsupported-figure", "77"),
        ("outlets.yaml:15:28", "unsupported-name", "Samplehaven"),
        ("outlets.yaml:15:45", "unsupported-figure", "41"),
        ("outlets.yaml:15:63", "unsupported-date", "2020-02-02"),
        ("stories.yaml:7:37", "unsupported-figure", "299"),
        ("stories.yaml:12:50", "unsupported-figure", "301"),
        ("stories.yaml:12:62", "unsupported-date", "2021-10-15"),
    ]


ARTICLE = """Swans counted

On one October morning 312 swans were on the lake, as Lanternmoor's council counted. Ada Quill, the warden, puts that
down to a mild autumn.
"""


SOURCES = (
    "[{name: Ada Quill, name_printed: Ada Quill, who: ada-quill, actor: official, identified: named,"
    " cited: paraphrased, says: That the autumn was mild.}]"
)


def with_article(files: dict[str, str], **changes: Any) -> dict[str, str]:
    """The same with evidence of the entry, as `fingerprint` writes it."""
    draft = draft_of(files)
    entry = draft.entries[0].record
    first = evidence_of(Text(ARTICLE), claims_of(entry), DAY)
    hashed = article_hashed(draft, entry.id, first, ARTICLE, "en")
    made = evidence_of(Text(ARTICLE), claims_of(entry), DAY, hashed.fields)
    return {**files, ENTRY: replaced(files[ENTRY], as_yaml(made))}


def test_summary_and_says_rest_on_the_article() -> None:
    files = with_article(collection(sources=SOURCES))
    assert found(files) == found(files, {"swans-counted": ARTICLE}) == []
    for old, new, rule in (("312 swans", "321 swans", "figure"), ("warden Ada Quill", "warden Olga Nordby", "name")):
        wrong = collection(
            sources=SOURCES, summary=collection()[ENTRY].split("summary: ")[1].split("\n")[0].replace(old, new)
        )
        for made, texts in ((with_article(wrong), {}), (wrong, {"swans-counted": ARTICLE})):
            (said,) = found(made, texts)
            assert f"unsupported-{rule}: " in said
            assert said.endswith("does not stand in the article.")
        made = {**files, ENTRY: files[ENTRY].replace(old, new)}
        (said,) = found(made)
        assert "not-comparable: " in said
        assert said.endswith("cannot be compared without the text of the article.")
    # What the entry cites of another entry is compared with its article.
    document, _ = parse("x", files[ENTRY].encode())
    assert document
    assert len(document.data["evidence"]["tokens"].split()) >= 3


def test_a_summary_takes_names_from_all_of_an_article_and_figures_from_their_place() -> None:
    far = ARTICLE + "\nFar in the north of the island, under Olga Nordby, 77 geese were seen by students.\n"
    summary = SUMMARY.replace("the warden Ada Quill", "the warden Olga Nordby")
    wrong = collection(sources=SOURCES, summary=summary.replace("312 swans", "77 swans"))
    (said,) = found(wrong, {"swans-counted": far})
    assert 'unsupported-figure: "77" stands in the article, but not where it tells the rest.' in said


@pytest.mark.parametrize("days", ["17 to 19 October 2021", "17–19 October 2021"])
def test_both_days_of_a_range_are_looked_for(days: str) -> None:
    sentence = f"The count by Bo Lind lasted from {days} on the same lake [survey-2021]."
    survey = "The count led by Bo Lind on the lake lasted from October 17 to 19, 2021."
    assert found(captured(context(sentence), {ADDRESS: survey, COUNTS: BEACON})) == []
    (said,) = found(captured(context(sentence.replace("17", "16")), {ADDRESS: survey, COUNTS: BEACON}))
    assert "unsupported-date: " in said


def test_a_setting_raises_them() -> None:
    from newsdesk.model.notes import NOTES

    assert {"unsupported-figure", "unsupported-date", "unsupported-name", "not-comparable"} <= NOTES.keys()
