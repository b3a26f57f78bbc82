"""TODO is no value: each one is a problem of its own, with the place and what to write there."""

from makers import ENTRY, brief, collection, problems_of, swapped
from tables import each

TITLE = "Title as printed, in its own script."
DATE = "Day of publication in EDTF."
LANGUAGE = "Language of the article."
TOPICS = "Ids in topics.yaml."
ID = "Use small Latin letters, digits and single hyphens, up to 100."
SUMMARY = "What the article says, in 25 to 160 words of our own, every claim attributed."
SOURCES = "Whom it quotes, relies on or names; [] where the article names none."


def todo(field: str, line: int, column: int, meaning: str) -> tuple:
    return "todo", line, column, f'"{field}" is still TODO.', f"Write it: {meaning}"


@each(
    ("changes", "expected"),
    [
        ({"title": "TODO"}, [todo("title", 2, 8, TITLE)]),
        ({"title": "'TODO '"}, [todo("title", 2, 9, TITLE)]),
        ({"title": "'TODO: look it up'"}, [todo("title", 2, 9, TITLE)]),
        ({"published": "TODO"}, [todo("published", 4, 12, DATE)]),
        ({"language": "TODO"}, [todo("language", 6, 11, LANGUAGE)]),
        ({"topics": "[TODO]"}, [todo("topics", 12, 10, TOPICS)]),
        ({"topics": "[waterfowl, TODO]"}, [todo("topics", 12, 21, TOPICS)]),
        ({"sources": "TODO"}, [todo("sources", 15, 10, SOURCES)]),
        ({"title_en": "{text: TODO, by: TODO}"}, [
            todo("text", 19, 18, "The translation."),
            todo("by", 19, 28, "Who translated: a person or a program."),
        ]),
        ({"title": "TODO", "drafted_by": "TODO"}, [
            todo("title", 2, 8, TITLE), todo("drafted_by", 18, 13, "Who drafted the entry."),
        ]),
        ({"title": "TODO", "outlet": "'No Id'"}, [
            todo("title", 2, 8, TITLE),
            ("bad-id", 3, 9, '"No Id" cannot be an id.', ID),
        ]),
        ({"summary": ">\n  TODO"}, [todo("summary", 15, 3, SUMMARY)]),
        ({"title": "TODO SOBRE LOS CISNES"}, []),
        ({"title": "'A TODO: swans'"}, []),
        ({"title": "Todo"}, []),
    ],
)  # fmt: skip
def test_each_todo_is_named_once_and_alone(changes: dict, expected: list) -> None:
    assert brief(problems_of(collection(**changes))) == expected


def test_registers_and_digests_wait_as_well() -> None:
    found = problems_of(swapped("topics.yaml", "name: Waterfowl", "name: TODO"))
    assert [p.rule for p in found if p.path == "digests/topics.yaml"] == ["todo"]
    # The record is there although it waits: who refers to it is not blamed.
    assert {p.rule for p in found} == {"todo"}


def test_a_comment_may_say_todo() -> None:
    files = collection()
    assert problems_of({**files, ENTRY: "# TODO\n" + files[ENTRY]}) == []
