"""Rules: for each at least one bad case with the whole message, and a good neighbour."""

from hypothesis import example, given
from hypothesis import strategies as st
from makers import CONTEXT, ENTRY, REFERENCES, SOURCE, SUMMARY, brief, collection, problems_of
from tables import each

from newsdesk.check.rules import labels
from newsdesk.problems import Severity

S21, S22 = "[survey-2021]", "[survey-2022]"
DELETE_LABEL = "Delete it: what an outlet is stands in outlets.yaml, with its basis."
CITE = "Write [{0}] before the full stop of a sentence that rests on it, or delete it."
INDEPENDENT = (
    "no-independent-reference", 17, 1, "No reference is independent of the publisher.",
    "Add at least one from another publisher, and cite it in the context note.",
)  # fmt: skip


def source(more: str) -> str:
    """The list of sources with more fields in its one source; they start at column 143 of line 15."""
    return f"[{SOURCE[:-1]}, {more}}}]"


def references(survey: str, beacon: str = "url: https://lantern.example/b") -> str:
    return f"{{survey-2021: {{{survey}}}, beacon-2022: {{{beacon}}}}}"


def labelled(words: str) -> str:
    """A summary that goes on, from column 185 of line 14, with words on an outlet."""
    return f"'{SUMMARY} So {words} said.'"


def wrong_week(date: str, where: str) -> tuple:
    message = f'"{date}" does not lie in 2022-W42.'
    return "wrong-week", 4, 12, message, f"Move the file to {where}, or correct the date."


def unknown(rule: str, line: int, column: int, name: str, where: str, near: str) -> tuple:
    return f"unknown-{rule}", line, column, f'"{name}" is not in {where}.', f'Did you mean "{near}"?'


def too(field: str, line: int, words: int, change: str, bounds: str) -> tuple:
    return f"{field}-length", line, 10, f"The {field} has {words} words.", f"{change}: {bounds} words."


def kind_word(column: int, word: str, outlet: str = "The Beacon") -> tuple:
    return "kind-word", 14, column, f'"{word}" stands beside the outlet "{outlet}".', DELETE_LABEL


def uncited(column: int, name: str) -> tuple:
    return "uncited-reference", 17, column, f'Nothing cites the reference "{name}".', CITE.format(name)


OUTLETS_YAML, WHO_YAML = "outlets.yaml", "people.yaml or outlets.yaml"
# Changes to the entry, and the problems they earn: none for a good neighbour.
IN_ENTRY = [
    ({}, []),
    (
        {"sources": f"[{SOURCE}]".replace("That the autumn was mild.", '"That it was mild. # Paragraph 2."')},
        [
            (
                "comment-in-text", 15, 135, "Here stands a # in the middle of a text, where it is no comment.",
                "Delete it, with the comment behind it.",
            )
        ],
    ),
    ({"sources": f"[{SOURCE}]".replace("That the autumn was mild.", '"That it was the #3 of all."')}, []),
    ({"outlet": "lantrn"}, [unknown("outlet", 3, 9, "lantrn", OUTLETS_YAML, "lantern")]),
    (
        {"outlet": "zzz"},
        [("unknown-outlet", 3, 9, '"zzz" is not in outlets.yaml.', "Add it to outlets.yaml, or correct the spelling.")],
    ),
    ({"outlet": "beacon", "references": references("url: https://survey.example/1")}, []),
    ({"syndicated_from": "bacon"}, [unknown("outlet", 19, 18, "bacon", OUTLETS_YAML, "beacon")]),
    ({"syndicated_from": "beacon"}, []),
    ({"sources": source("via: bacon")}, [unknown("outlet", 15, 148, "bacon", OUTLETS_YAML, "beacon")]),
    ({"sources": source("via: beacon")}, []),
    (
        {"references": references("url: https://a.example/", "url: https://b.example/, outlet: lantrn")},
        [unknown("outlet", 17, 101, "lantrn", OUTLETS_YAML, "lantern")],
    ),
    (
        {"sources": f"[{SOURCE.replace('ada-quill', 'ada-quil')}]"},
        [unknown("person", 15, 34, "ada-quil", WHO_YAML, "ada-quill")],
    ),
    ({"sources": f"[{SOURCE.replace('ada-quill', 'beacon')}]"}, []),
    ({"sources": "[]"}, []),
    ({"stories": "[swan-count, swan-cont]"}, [unknown("story", 11, 23, "swan-cont", "stories.yaml", "swan-count")]),
    ({"stories": "[]"}, []),
    ({"topics": "[waterfow]"}, [unknown("topic", 12, 10, "waterfow", "topics.yaml", "waterfowl")]),
    (
        {"translation_of": "swan-count"},
        [unknown("entry", 19, 17, "swan-count", "the collection", "swans-counted")],
    ),
    ({"translation_of": "https://beacon.example/swans"}, []),
    (
        {"references": references("entry: swans-conted", "url: https://a.example/")},
        [unknown("entry", 17, 35, "swans-conted", "the collection", "swans-counted")],
    ),
    (
        {"references": references("entry: swans-counted", "url: https://a.example/")},
        [
            (
                "self-reference", 17, 35, "The entry refers to itself.",
                "Name the page that the statement rests on.",
            )
        ],
    ),
    # dates
    ({"published": "2022-10-16"}, [wrong_week("2022-10-16", "2022-W41")]),
    ({"published": "2022-10-17"}, []),
    ({"published": "2022-10-23", "accessed": "2022-10-23", "added": "2022-10-23"}, []),
    (
        {"published": "2022-10-24", "accessed": "2022-10-24", "added": "2022-10-24"},
        [wrong_week("2022-10-24", "2022-W43")],
    ),
    ({"published": "2022-09"}, [wrong_week("2022-09", "a week from 2022-W35 to 2022-W39")]),
    ({"published": "2022-10~"}, []),
    ({"published": "2022"}, []),
    ({"published": "2022-10-03/2022-10-09"}, [wrong_week("2022-10-03/2022-10-09", "2022-W40")]),
    ({"published": "2022-10-03/2022-10-17"}, []),
    (
        {"accessed": "2022-10-17"},
        [
            (
                "date-order", 8, 11, "It was read on 2022-10-17, before it was published.",
                "Correct accessed or published.",
            )
        ],
    ),
    ({"accessed": "2022-10-18"}, []),
    (
        {"corrections": "[{date: 2022-10-23, kind: minor, why: A.}, {date: 2022-10-22, kind: minor, why: A.}]"},
        [
            (
                "date-order", 19, 64, "2022-10-22 is before 2022-10-23.",
                "Corrections come after the entry was added, oldest first.",
            )
        ],
    ),
    ({"corrections": "[{date: 2022-10-21, kind: minor, why: A.}, {date: 2022-10-21, kind: minor, why: A.}]"}, []),
    # lengths
    ({"summary": "swan " * 24}, [too("summary", 14, 24, "Say more", "25 to 160")]),
    ({"summary": "swan " * 25}, []),
    ({"summary": "swan " * 160}, []),
    ({"summary": "swan " * 161}, [too("summary", 14, 161, "Shorten it", "25 to 160")]),
    ({"summary": "天" * 49}, []),
    ({"context": f"A {S21} {'b ' * 27}c [beacon-2022]."}, [too("context", 16, 29, "Say more", "30 to 200")]),
    ({"context": f"A {S21} {'b ' * 28}c [beacon-2022]."}, []),
    ({"context": f"A {S21} {'b ' * 198}c [beacon-2022]."}, []),
    ({"context": f"A {S21} {'b ' * 199}c [beacon-2022]."}, [too("context", 16, 201, "Shorten it", "30 to 200")]),
    (
        {"sources": source(f"quote: {{text: {'a ' * 26}, language: en}}")},
        [
            (
                "quotation-length", 15, 157, "The quotation has 26 words.",
                "Shorten it to 25 or fewer; mark what is left out with ….",
            )
        ],
    ),
    ({"sources": source(f"quote: {{text: {'a ' * 25}, language: en}}")}, []),
    # references
    (
        {"context": CONTEXT.replace(S21, S22)},
        [
            (
                "unknown-reference", 16, 89, '"survey-2022" is not among the references.',
                'Did you mean "survey-2021"?',
            ),
            uncited(14, "survey-2021"),
        ],
    ),
    (
        {"sources": source("role_verified: {text: Warden, ref: survey}")},
        [("unknown-reference", 15, 178, '"survey" is not among the references.', 'Did you mean "survey-2021"?')],
    ),
    ({"sources": source("role_verified: {text: Warden, ref: survey-2021}")}, []),
    ({"references": REFERENCES[:-1] + ", more: {url: https://a.example/}}"}, [uncited(130, "more")]),
    (
        {
            "references": REFERENCES[:-1] + ", more: {url: https://a.example/}}",
            "sources": source("role_verified: {text: Warden, ref: more}"),
        },
        [],
    ),
    (
        {"context": CONTEXT.replace(f"{S21}.", f"{S21}. Nobody counts geese there.")},
        [
            (
                "unreferenced-sentence", 16, 104, 'No reference at the end of "Nobody counts geese there.".',
                "Write [id] before its full stop, and the id under references.",
            )
        ],
    ),
    (
        {"context": CONTEXT.replace(f" {S21}.", f". {S21}")},
        [
            (
                "unreferenced-sentence", 16, 90, f"The mark {S21} stands behind the full stop.",
                f"Put it before: {S21}.",
            )
        ],
    ),
    (
        {"context": CONTEXT.replace(f"{S21}.", f"{S21}. 没有人数鹅。")},
        [
            (
                "unreferenced-sentence", 16, 104, 'No reference at the end of "没有人数鹅。".',
                "Write [id] before its full stop, and the id under references.",
            )
        ],
    ),
    ({"context": CONTEXT.replace(f"{S21}.", f"{S21}. Really! The U.S. Navy […] counts none {S21}.")}, []),
    ({"references": references("url: https://www.lantern.example/a")}, [INDEPENDENT]),
    ({"references": references("url: https://lantern.example.org/a")}, []),
    ({"references": references("url: https://beacon.example/a, outlet: lantern")}, [INDEPENDENT]),
    ({"references": references("url: https://beacon.example/a, affiliated: true")}, [INDEPENDENT]),
    ({"references": references("url: https://beacon.example/a, affiliated: false")}, []),
    ({"references": references("url: https://a.example/a, publisher: Moor trust")}, [INDEPENDENT]),
    ({"references": references("url: https://a.example/a, publisher: the lantern")}, [INDEPENDENT]),
    ({"references": references("url: https://a.example/a, publisher: The Beacon")}, []),
    ({"references": references("url: https://beacon.example/a"), "syndicated_from": "beacon"}, [INDEPENDENT]),
    # labels
    ({"summary": labelled("the independent The Beacon")}, [kind_word(189, "independent")]),
    ({"summary": labelled("state-run daily The Beacon")}, [kind_word(185, "state-run")]),
    ({"summary": labelled("The Lantern, a private paper,")}, [kind_word(200, "private", "The Lantern")]),
    ({"summary": labelled("The Beacon (pro-government)")}, [kind_word(197, "pro-government")]),
    ({"summary": labelled("The Beacon is a leading daily and")}, [kind_word(201, "leading")]),
    ({"summary": labelled("независимая The Beacon")}, [kind_word(185, "независимая")]),
    ({"summary": labelled("it calls “the independent The Beacon” what it")}, []),
    ({"summary": labelled("The Beacon of an independent survey it")}, []),
    ({"summary": labelled("the private owner of geese. The Beacon")}, []),
    ({"summary": labelled("the independent Foghorn")}, []),
]  # fmt: skip


@each(("changes", "problems"), IN_ENTRY)
def test_an_entry(changes: dict[str, str], problems: list[tuple]) -> None:
    found = problems_of(collection(**changes))
    assert brief(found) == problems
    assert {(p.path, p.severity) for p in found} <= {(f"digests/{ENTRY}", Severity.ERROR)}


def kongo(line: int, column: int) -> tuple:
    return confused(line, column, "kg", "Kongo", "ky", "kg-Latn")


def confused(line: int, column: int, tag: str, name: str, likely: str, written: str) -> tuple:
    way = f'Did you mean "{likely}"? If it is {name}, list it among the languages of the outlet, or write "{written}".'
    return "confused-language", line, column, f'"{tag}" is the language {name}.', way


def untranslated(line: int, column: int, what: str, language: str, field: str) -> tuple:
    message = f"{what} is in {language} and has no translation."
    return "untranslated", line, column, message, f"Add {field}: {{text: …, by: human}}, or by: machine."


TRANSLATED = {"title_en": "{text: Swans, by: human}"}
WARNINGS = [
    ({"language": "kg", **TRANSLATED}, [kongo(6, 11)]),
    ({"language": "kg"}, [untranslated(2, 8, "The title", "Kongo", "title_en"), kongo(6, 11)]),
    ({"versions": "[{language: kg, url: https://lantern.example/kg}]"}, [kongo(19, 23)]),
    ({"versions": "[{language: ky, url: https://lantern.example/ky}]"}, []),
    ({"language": "ar", "countries": "[AR]", **TRANSLATED}, [confused(6, 11, "ar", "Arabic", "es", "ar-Arab")]),
    ({"language": "sv", "countries": "[SV]", **TRANSLATED}, [confused(6, 11, "sv", "Swedish", "es", "sv-Latn")]),
    ({"language": "sv-Latn", "countries": "[SV]", **TRANSLATED}, []),
    # The letters are those of the language, and not of the one of the country.
    ({"title": "قالت العمدة لن ندفع", "language": "ar", "countries": "[AR]", **TRANSLATED}, []),
    ({"title": "Жыхары без вады", "language": "be", "countries": "[BE]", **TRANSLATED}, []),
    ({"title": "Linnapea ütles, et vett ei ole", "language": "et", "countries": "[ET]", **TRANSLATED}, []),
    ({"title": "မြို့တော်ဝန်", "language": "my", "countries": "[MY]", **TRANSLATED}, []),
    ({"language": "ar", "countries": "[EG]", **TRANSLATED}, []),
    ({"language": "uz", "countries": "[UZ]", **TRANSLATED}, []),
    ({"language": "ru"}, [untranslated(2, 8, "The title", "Russian", "title_en")]),
    ({"language": "ru", **TRANSLATED}, []),
    ({"language": "en-GB"}, []),
    (
        {"sources": source("quote: {text: Лебедь, language: ru}")},
        [untranslated(15, 150, "The quotation", "Russian", "translation")],
    ),
    ({"sources": source("quote: {text: Лебедь, language: ru, translation: {text: Swan, by: human}}")}, []),
]


def test_a_language_in_which_the_outlet_publishes_is_meant() -> None:
    files = collection(language="sv", countries="[SV]", **TRANSLATED)
    assert not problems_of({**files, "outlets.yaml": files["outlets.yaml"].replace("[en]", "[en, sv]", 1)})


@each(("changes", "problems"), WARNINGS)
def test_an_entry_that_is_only_warned_of(changes: dict[str, str], problems: list[tuple]) -> None:
    found = problems_of(collection(**changes))
    assert brief(found) == problems
    assert {p.severity for p in found} <= {Severity.WARNING}


PIECES = [*'ab Б中.!?…[]"“”«»1-,()—', "[survey-2021]", " The Beacon ", "private ", "]. A "]
PROSE = st.lists(st.sampled_from(PIECES)).map("".join)


@given(PROSE, PROSE, PROSE)
@example("A [x] [y]", "b", "c")
@example("A b. [x] independent The Beacon", "The Beacon, private", "“The Beacon” pro-x The Beacon")
def test_rules_on_prose_never_fail_and_point_at_what_they_mean(context: str, summary: str, says: str) -> None:
    context, summary, says = (f"'{text}'" for text in (context, summary, says))
    told = SOURCE.replace("That the autumn was mild.", says)
    files = collection(context=context, summary=summary, sources=f"[{told}]")
    lines = files[ENTRY].split("\n")
    for problem in problems_of(files):
        if problem.rule in ("unknown-reference", "kind-word"):
            there = lines[problem.line - 1][problem.column - 1 :]
            word = problem.message.removeprefix('"').partition('" ')[0]
            assert there.startswith((word, f"[{word}]"))


@given(st.from_regex(labels._KIND_WORDS, fullmatch=True))
def test_every_kind_word_is_looked_for(word: str) -> None:
    assert any(stem in word.casefold() for stem in labels._STEMS)
