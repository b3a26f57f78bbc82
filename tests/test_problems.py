"""Problems: their three printed forms, their order, their tally, and the nearest word."""

import json

import pytest
from tables import each

from newsdesk.problems import (
    COMMAND_LINE,
    FORMATS,
    FRONT_DOOR,
    Door,
    Problem,
    Severity,
    as_github,
    as_json,
    as_text,
    closest,
    did_you_mean,
    has_errors,
    in_order,
    setting_up,
    tally,
)

ERROR = Problem("digests/a.yaml", 3, 8, "unknown-topic", '"duks" is not in topics.yaml.', 'Did you mean "ducks"?')
WARNING = Problem("digests/b.yaml", 1, 1, "untranslated", "No translation.", severity=Severity.WARNING)


def test_text_is_one_line_a_problem_as_compilers_print_it() -> None:
    assert as_text([ERROR, WARNING], FRONT_DOOR) == (
        'digests/a.yaml:3:8: unknown-topic: "duks" is not in topics.yaml. Did you mean "ducks"?\n'
        "digests/b.yaml:1:1: warning: untranslated: No translation.\n"
    )


@each(
    ("message", "printed"),
    [
        ("one\ntwo", "one two"),
        ("one\r\ntwo", "one  two"),
        ("\x1b[31mred", " [31mred"),
        ("right\u202eleft", "right left"),
        ("Жапаров «24.kg» 中文 …", "Жапаров «24.kg» 中文 …"),
    ],
)
def test_text_keeps_to_its_line_and_leaves_the_terminal_alone(message: str, printed: str) -> None:
    assert as_text([Problem("a.yaml", 1, 2, "r", message)], FRONT_DOOR) == f"a.yaml:1:2: r: {printed}\n"


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            ERROR,
            "::error file=digests/a.yaml,line=3,col=8,title=unknown-topic"
            '::"duks" is not in topics.yaml. Did you mean "ducks"?\n',
        ),
        (WARNING, "::warning file=digests/b.yaml,line=1,col=1,title=untranslated::No translation.\n"),
        (
            Problem("a,b:c%.yaml", 1, 2, "r:s,t", "100 %, one:\r\ntwo::three"),
            "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=r%3As%2Ct::100 %25, one:%0D%0Atwo::three\n",
        ),
        (Problem("a.yaml", 1, 2, "r", "%0A"), "::error file=a.yaml,line=1,col=2,title=r::%250A\n"),
    ],
)
def test_github_escapes_what_its_commands_are_made_of(problem: Problem, line: str) -> None:
    assert as_github([problem], FRONT_DOOR) == line


def test_json_has_every_field_and_no_escapes() -> None:
    text = as_json([ERROR, Problem("ä.yaml", 1, 1, "r", "Ж", severity=Severity.WARNING)], FRONT_DOOR)
    assert json.loads(text) == [
        {
            "path": "digests/a.yaml",
            "line": 3,
            "column": 8,
            "rule": "unknown-topic",
            "message": '"duks" is not in topics.yaml.',
            "hint": 'Did you mean "ducks"?',
            "severity": "error",
        },
        {"path": "ä.yaml", "line": 1, "column": 1, "rule": "r", "message": "Ж", "hint": "", "severity": "warning"},
    ]
    assert "Ж" in text


DOORS = [
    (FRONT_DOOR, ".venv/bin/python build_digest.py", "make setup-capture"),
    (
        Door("newsdesk", r"C:\the desk\newsdesk", 'pip install "newsdesk[EXTRA]"'),
        r"C:\the desk\newsdesk",
        'pip install "newsdesk[capture]"',
    ),
]


@pytest.mark.parametrize(("door", "command", "setup"), DOORS)
def test_messages_name_what_people_type_at_the_door_they_came_by(door: Door, command: str, setup: str) -> None:
    found = [Problem("a.yaml", 1, 2, "r", f"Run {COMMAND_LINE} check.", f"Or: {setting_up('capture')}")]
    said = f"Run {command} check. Or: {setup}"
    assert as_text(found, door) == f"a.yaml:1:2: r: {said}\n"
    assert as_github(found, door) == f"::error file=a.yaml,line=1,col=2,title=r::{said}\n"
    (data,) = json.loads(as_json(found, door))
    assert f"{data['message']} {data['hint']}" == said
    assert FORMATS.keys() == {"text", "github", "json"}, "each form of problems stands above"


@pytest.mark.parametrize(("form", "nothing"), [(as_text, ""), (as_github, ""), (as_json, "[]\n")])
def test_nothing_wrong_prints_nothing(form, nothing: str) -> None:
    assert form([], FRONT_DOOR) == nothing


def test_order_is_by_file_line_and_column_and_each_stands_once() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 30), ("a", 2, 4), ("a", 2, 4)]
    found = in_order(Problem(*place, "r", "m") for place in places)
    assert [(p.path, p.line, p.column) for p in found] == [("a", 2, 4), ("a", 2, 30), ("a", 10, 1), ("b", 1, 1)]


@each(
    ("problems", "words", "stops"),
    [
        ([], "no problems", False),
        ([ERROR], "1 error", True),
        ([WARNING], "1 warning", False),
        ([ERROR, WARNING, ERROR], "2 errors, 1 warning", True),
        ([WARNING, WARNING], "2 warnings", False),
    ],
)
def test_tally_counts_in_words_and_only_errors_stop_the_build(problems, words: str, stops: bool) -> None:
    assert tally(iter(problems)) == words
    assert has_errors(problems) is stops


@each(
    ("word", "candidates", "near"),
    [
        ("topcis", ["topics", "title"], "topics"),
        ("TITLE", ["topics", "title"], "title"),
        ("x", ["topics", "title"], None),
        ("", ["topics"], None),
        ("topics", [], None),
        ("Жапаров", ["Japarov", "Жапоров"], "Жапоров"),
    ],
)
def test_near_words_are_found(word: str, candidates: list[str], near: str | None) -> None:
    assert closest(word, candidates) == near
    asked = f'Did you mean "{near}"?' if near else "Add it."
    assert did_you_mean(word, candidates, "Add it.") == asked
    assert did_you_mean(word, iter(candidates)) == asked.replace("Add it.", "")


@pytest.mark.parametrize(("hint", "sentence"), [("Add it.", "Gone. Add it."), ("", "Gone.")])
def test_a_sentence_is_the_message_and_the_way_out(hint: str, sentence: str) -> None:
    assert Problem("a", 1, 1, "r", "Gone.", hint).sentence == sentence
