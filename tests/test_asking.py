"""Questions of programs: each answer has its address, its basis and its notices, and nothing is written."""

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from data_files import files
from invented import collection
from terminal import awaited

from newsdesk import __version__
from newsdesk.asking import Database, opened, served
from newsdesk.collection.sides import side_of
from newsdesk.problems import Refusal

ROOT = Path(__file__).resolve().parent.parent
# Every worker reads this file, and one of them the library: that takes longer than all the questions.
pytestmark = pytest.mark.skipif(find_spec("mcp") is None, reason="the extra mcp is not installed")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "collection.sqlite"
    path.write_bytes(files()["data/collection.sqlite"].raw)
    path.chmod(0o444)
    return path


@pytest.fixture(scope="module")
def db(path: Path) -> Iterator[Database]:
    with opened(path) as found:
        yield found


def asked(server: Any, *questions: tuple[str, dict[str, Any]]) -> list[Any]:
    """The answers of a server, by the SDK's own client: records, or the text of a refusal."""

    import mcp

    async def ask() -> list[Any]:
        async with mcp.Client(server) as client:
            found = []
            for name, told in questions:
                result = await client.call_tool(name, told)
                text = result.content[0].text
                found.append(text if result.is_error else json.loads(text))
            return found

    return awaited(ask())


STORY = next(iter(collection().stories))
ENTRY = collection().entries[0].id
OUTLET = collection().entries[0].outlet
NAMED = next(person for person in collection().people.values() if person.public and person.aliases)
WEEK = collection().entries[0].week

QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("about", {}),
    ("search", {}),
    ("search", {"words": "ferry"}),
    ("search", {"words": "ferr", "limit": 2}),
    ("search", {"words": "zzzz nowhere"}),
    ("search", {"story": STORY}),
    ("search", {"outlet": OUTLET}),
    ("search", {"outlet": collection().outlets[OUTLET].name}),
    ("search", {"first": "2022-10", "last": "2022-10"}),
    ("search", {"language": collection().entries[0].language}),
    ("search", {"words": 'ferry" OR 1=1 -- *', "limit": 50}),
    ("entry", {"name": ENTRY}),
    ("story", {"name": STORY}),
    ("person", {"name": NAMED.id}),
    ("person", {"name": NAMED.aliases[-1].text}),
    ("person", {"name": NAMED.id, "story": STORY}),
    ("sources", {"identified": "unnamed"}),
    ("sources", {"cited": "quoted", "limit": 3}),
    ("outlet", {"name": OUTLET}),
    ("week", {"name": WEEK.lower()}),
)


def records(answer: Any) -> Iterator[dict[str, Any]]:
    """The answer, and every record in it that stands at an address of its own."""
    yield answer
    for name in ("entries", "sources", "statements"):
        yield from answer.get(name, []) if name != "sources" or "title" not in answer else []


def test_twenty_questions_are_answered_with_address_basis_and_notices(db: Database) -> None:
    assert len(QUESTIONS) == 20
    answers = asked(served(db), *QUESTIONS)
    for (name, told), answer in zip(QUESTIONS, answers, strict=True):
        assert isinstance(answer, dict), (name, told, answer)
        for record in records(answer):
            assert record["address"].startswith("https://example.org/press/"), (name, told, record)
            assert record["basis"], (name, told)
            assert isinstance(record["notices"], list), (name, told)
    known = collection()
    by = dict(zip([(name, json.dumps(told)) for name, told in QUESTIONS], answers, strict=True))

    def of(name: str, /, **told: Any) -> Any:
        return by[name, json.dumps(told)]

    assert of("search")["all"] == len(known.entries)
    counts = of("about")["counts"]
    assert (counts["outlets"], counts["outlets_with_entries"]) == (
        len(known.outlets),
        len({entry.outlet for entry in known.entries}),
    )
    assert of("search", words="zzzz nowhere")["notices"] == [
        'No entry has "zzzz". Nothing here comes close to it.',
        'No entry has "nowhere". Did you mean "where" (1)?',
        "No entry in this collection fits. That says nothing of what was published elsewhere.",
    ]
    assert {one["id"] for one in of("search", story=STORY)["entries"]} == {one.id for one in known.by_story[STORY]}
    assert of("search", outlet=OUTLET) == of("search", outlet=known.outlets[OUTLET].name)
    entry = of("entry", name=ENTRY)
    assert [one["source"] for one in entry["sources"]] == [one.name for one in known.by_id[ENTRY].sources]
    assert entry["basis"]["drafted_by"] == known.by_id[ENTRY].drafted_by
    story = of("story", name=STORY)
    # In the order of the page, and by their days within each.
    assert [(one["question"], [account["says"] for account in one["accounts"]]) for one in story["contested"]] == [
        (one.question, [account.says for account in one.accounts]) for one in known.stories[STORY].disputed
    ]
    assert all(account["basis"] for one in story["contested"] for account in one["accounts"])
    known = collection()
    given = [side_of(known, a) for d in known.stories[story["id"]].disputed for a in d.accounts]
    assert sorted(map(str, given)) == sorted(str(a["side"]) for one in story["contested"] for a in one["accounts"])
    assert of("person", name=NAMED.id) == of("person", name=NAMED.aliases[-1].text)
    assert of("sources", cited="quoted", limit=3)["next_from"] == 3
    assert set(of("outlet", name=OUTLET)["facts"]["owner"]) == {"value", "basis"}


REFUSED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("entry", {"name": ENTRY[:-1]}, f'There is no "{ENTRY[:-1]}" in entries. Did you mean "{ENTRY}"?'),
    ("story", {"name": "nowhere"}, 'There is no "nowhere" in stories.'),
    ("person", {"name": "Nobody"}, "Private persons have no record; `search` finds the entries that name them."),
    ("week", {"name": "2020-W01"}, 'There is no digest of "2020-W01". Did you mean "2022-W41"? There are: '),
    ("search", {"words": "…"}, '"…" has no word to look for.'),
    ("story", {}, "`name`: Field required."),
    *((tool, {name: "x" * 3000}, f"`{name}`: String should have at most ") for tool, name in (
        ("search", "words"), ("search", "story"), ("search", "country"), ("search", "language"), ("search", "first"),
        ("search", "week"), ("sources", "actor"), ("sources", "person"), ("outlet", "name"), ("entry", "name"))),
    *(("search", {name: ["x"]}, f"`{name}`: Input should be a valid ") for name in ("words", "first", "limit")),
    ("drop", {}, "drop"),
    ("search", {"limit": "ten"}, "`limit`: Input should be a valid integer"),
    ("search", {"limit": 51}, "`limit`: Input should be less than or equal to 50."),
    ("search", {"limit": 0}, "`limit`: Input should be greater than or equal to 1."),
    ("search", {"after": -1}, "`after`: Input should be greater than or equal to 0."),
    ("search", {"langauge": "ru"}, '`search` has no parameter "langauge". Did you mean "language"?'),
    ("about", {"story": STORY}, '`about` has no parameter "story". There are: none.'),
)  # fmt: skip


def test_what_cannot_be_answered_is_said(db: Database) -> None:
    answers = asked(served(db), *((name, told) for name, told, _ in REFUSED))
    for (name, told, said), answer in zip(REFUSED, answers, strict=True):
        assert isinstance(answer, str), (name, told)
        assert said in answer, (name, told)
        assert "pydantic" not in answer


def test_what_a_question_says_of_its_parameters_is_taken(db: Database) -> None:
    """The server tells its version, and each example in the words for a parameter is one that it takes."""

    import mcp

    async def ask() -> tuple[str, dict[str, dict[str, Any]]]:
        async with mcp.Client(served(db)) as client:
            tools = (await client.list_tools()).tools
            return client.server_info.version, {tool.name: tool.input_schema["properties"] for tool in tools}

    version, told = awaited(ask())
    assert version == __version__
    assert all(one.get("description") for properties in told.values() for one in properties.values())
    terms = [
        (tool, {name: term})
        for tool, properties in told.items()
        for name in ("identified", "cited", "actor")
        for term in re.findall(r"([a-z]+): ", properties.get(name, {}).get("description", ""))
    ]
    assert len(terms) == 22
    days = [("search", {"first": day}) for day in re.findall(r"\d{4}[-\dW]*", told["search"]["first"]["description"])]
    assert len(days) == 4
    assert all(isinstance(answer, dict) for answer in asked(served(db), *terms, *days))


def test_a_question_that_takes_too_long_is_stopped(db: Database) -> None:
    with pytest.raises(ValueError, match="takes too long"):
        db.rows("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")
    assert db.rows("SELECT 1 AS one") == [{"one": 1}]


def test_nothing_can_be_written(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.rows("DELETE FROM entries")


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "is not there. Build the site first"), (b"", "is no collection.sqlite"), (b"x" * 5000, "cannot be read")],
)
def test_a_file_that_is_no_database_of_ours_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "collection.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refusal, match=said), opened(path):
        pass


def test_the_command_answers_a_program_over_its_streams(path: Path) -> None:
    arguments = [str(ROOT / "build_digest.py"), "mcp", "--database", str(path)]
    import mcp

    server = mcp.StdioServerParameters(command=sys.executable, args=arguments)

    async def ask() -> tuple[list[str], Any]:
        async with mcp.Client(server) as client:
            tools = await client.list_tools()
            result = await client.call_tool("about", {})
            return [tool.name for tool in tools.tools if tool.annotations.read_only_hint], result

    names, result = awaited(ask())
    assert names == ["about", "search", "entry", "story", "person", "sources", "outlet", "week"]
    assert json.loads(result.content[0].text)["meta"]["site"] == "Sample Strait Digest"
