"""What is missing: found by kind, told by command, page and check."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from edition_edits import FILES, NEXT, OTHER, WEEK, press
from invented import collection
from makers import ENTRY, brief, draft_of, entry, problems_of, swapped
from makers import collection as files_of
from tables import each
from terminal import run

from newsdesk.collection import Collection
from newsdesk.collection.measures.figures import figures_of
from newsdesk.collection.measures.gaps import first_of, gaps_of
from newsdesk.commands.week import publish
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.interface import words_of
from newsdesk.model import Read
from newsdesk.model.evidence import HowCompared
from newsdesk.model.gaps import GapKind
from newsdesk.model.settings import Settings
from newsdesk.views.gaps.page import gap_page
from newsdesk.views.gaps.said import detail_of, place_of, sayings
from newsdesk.views.gaps.trend import trend
from newsdesk.views.pages.overview import overview
from newsdesk.views.setting.page import Page, Part

SETTINGS = Settings(site_name="Sample")
SPEAKS = "    country: IS\n"
Found = dict[str, list[str]]


def told(known: Collection) -> Found:
    """The places of each kind of gap, with what is missing there."""
    found: Found = {}
    for kind in GapKind:
        for gap in gaps_of(known, kind):
            detail = detail_of(known, words_of("en"), gap)
            found.setdefault(kind.value, []).append(place_of(known, gap) + (f" ({detail})" if detail else ""))
    return found


def of(files: dict[str, str]) -> Found:
    return told(Collection.of(draft_of(files), SETTINGS))


WHOLE = {
    "evidence": [ENTRY],
    "review": [ENTRY],
    "archive": [ENTRY],
    "reference-archive": [
        f"{ENTRY} (2 of 2)", "stories.yaml: swan-count (1 of 1)", "outlets.yaml: lantern (1 of 1)",
    ],
    "reference-titles": [
        f"{ENTRY} (2 of 2)", "stories.yaml: swan-count (1 of 1)", "outlets.yaml: lantern (1 of 1)",
    ],
    "reference-evidence": [
        f"{ENTRY} (2 of 2)", "stories.yaml: swan-count (1 of 1)", "outlets.yaml: lantern (1 of 1)",
    ],
    "genre": [ENTRY],
    "sides": ["stories.yaml: swan-count (not heard: Iceland)"],
    "funder": ["outlets.yaml: lantern"],
    "not-looked-at": ["outlets.yaml: lantern (1 of 1)"],
    "wikidata": ["outlets.yaml: beacon", "outlets.yaml: lantern", "people.yaml: ada-quill", "places.yaml: lanternmoor"],
}  # fmt: skip
ADA = "    name: Ada Quill\n"
REFUSED = "archive_refused: {on: 2023-03-03, why: Left out.}"
REGISTER = "register: {url: https://register.example/lantern}"


def test_what_a_small_collection_lacks() -> None:
    assert of(files_of()) == WHOLE


@each(("path", "old", "new", "kind", "left"), [
    (ENTRY, "language: en\n", "language: en\narchive_url: https://archive.example/1\n", "archive", []),
    (ENTRY, "url: https://lantern.example/swans", "url: null", "archive", []),
    (ENTRY, "language: en\n", "language: en\ngenre: news\n", "genre", []),
    (ENTRY, "language: en\n", f"language: en\n{REFUSED}\n", "archive", [f"{ENTRY} (refused on 3 March 2023)"]),
    (ENTRY, "beacon.example/counts,", f"beacon.example/counts, {REFUSED},", "reference-archive",
     [f"{ENTRY} (2 of 2; refused: 1)", *WHOLE["reference-archive"][1:]]),
    (ENTRY, "beacon.example/counts,", "beacon.example/counts, archive_url: https://archive.example/1,",
     "reference-archive", [f"{ENTRY} (1 of 2)", *WHOLE["reference-archive"][1:]]),
    ("people.yaml", ADA, ADA + SPEAKS, "sides", []),
    ("people.yaml", ADA, ADA + "    wikidata: Q1\n", "wikidata", [WHOLE["wikidata"][n] for n in (0, 1, 3)]),
    ("people.yaml", ADA, ADA + "    public: false\n", "wikidata", [WHOLE["wikidata"][n] for n in (0, 1, 3)]),
    ("stories.yaml", "notice: {", "notice: {title: A notice, ", "reference-titles", WHOLE["reference-titles"][::2]),
    ("outlets.yaml", REGISTER, REGISTER[:-1] + ", accessed: 2022-10-01}", "not-looked-at", []),
    ("outlets.yaml", REGISTER, REGISTER[:-1] + ", accessed: 2021-10-22}", "not-looked-at", []),
    ("outlets.yaml", REGISTER, REGISTER[:-1] + ", accessed: 2021-10-20}", "not-looked-at", WHOLE["not-looked-at"]),
    ("outlets.yaml", "languages: {value: [en], b", "languages: {value: [en, is, fo, da], b", "languages",
     ["stories.yaml: swan-count (none in Icelandic)"]),
    ("outlets.yaml", "owner: {value: Moor Trust, basis: unreferenced}", "owner: unknown", "owner",
     ["outlets.yaml: lantern"]),
])  # fmt: skip
def test_what_fills_a_gap_and_what_opens_one(path: str, old: str, new: str, kind: str, left: list[str]) -> None:
    found = of(swapped(path, old, new))
    assert found.pop(kind, []) == left
    assert {name: rows for name, rows in WHOLE.items() if name != kind} == found


def test_what_is_withdrawn_lacks_nothing() -> None:
    gone = "[{date: 2022-10-25, kind: withdrawn, was: null, now: null, why: It was invented.}]"
    found = of(files_of(corrections=gone))
    assert {kind: rows for kind, rows in found.items() if any(ENTRY in row for row in rows)} == {}
    assert "sides" not in found


ACT = "what: {}, wording: held, authority: A court, date: 2021-01-01, refs: [a]"
ENDED = "outcome: {what: acquittal, wording: acquitted, date: 2021-03-01, refs: [a]}"
ADA_HELD = "people.yaml: ada-quill"


@each(("proceedings", "more", "rows"), [
    ([f"{ACT.format('detention')}, {ENDED}"], "", []),
    ([f"{ACT.format('detention')}, no_outcome_by: 2022-10-18"], "", []),
    ([f"{ACT.format('detention')}, no_outcome_by: 2021-10-22"], "", []),
    ([f"{ACT.format('detention')}, no_outcome_by: 2021-10"], "", []),
    ([f"{ACT.format('detention')}, no_outcome_by: 2021-10-18"], "", [f"{ADA_HELD} (none found by 18 October 2021)"]),
    ([f"{ACT.format('detention')}, no_outcome_by: 2021"], "", []),
    ([f"{ACT.format('detention')}, no_outcome_by: 2020"], "", [f"{ADA_HELD} (none found by 2020)"]),
    # What ended proceedings has no outcome of its own.
    ([ACT.format("acquittal")], "", []),
    ([ACT.format("released"), f"{ACT.format('charge')}, no_outcome_by: 2020-10-18"], "",
     [f"{ADA_HELD} (none found by 18 October 2020)"]),
    # Nobody is told of a private person.
    ([f"{ACT.format('detention')}, no_outcome_by: 2020-10-18"], "    public: false\n", []),
])  # fmt: skip
def test_open_proceedings_are_looked_at_once_a_year(proceedings: list[str], more: str, rows: list[str]) -> None:
    acts = ", ".join(f"{{{one}}}" for one in proceedings)
    held = f"    proceedings: [{acts}]\n    references: {{a: {{url: https://court.example/a}}}}\n"
    files = swapped("people.yaml", ADA, ADA + more + held)
    assert brief(problems_of(files)) == []
    assert of(files).get("outcome", []) == rows


def dispute(second: str) -> str:
    return f"""\
    disputed:
      - question: How many swans?
        accounts:
          - {{by: The council, says: "312", refs: [notice]}}
          - {{by: A warden, says: "311", refs: [{second}]}}
    references:
      again: {{url: https://council.example/again}}
"""


@pytest.mark.parametrize(("second", "rows"), [
    ("again", ["stories.yaml: swan-count (How many swans? 2 accounts, 1 origin)"]), ("lantern", []),
])  # fmt: skip
def test_accounts_of_one_origin(second: str, rows: list[str]) -> None:
    files = swapped("stories.yaml", "    references:\n", dispute(second) + "      lantern: {entry: swans-counted}\n")
    assert of(files).get("one-origin", []) == rows


def test_a_story_of_one_origin_and_of_one_kind_of_outlet() -> None:
    twin = "2022-W42/swans-again.yaml"
    files = {**files_of(), twin: entry(outlet="beacon", url="null", syndicated_from="lantern")}
    known = files["outlets.yaml"].replace("    kind: unknown\n", "    kind: {value: newspaper, basis: unreferenced}\n")
    found = of({**files, "outlets.yaml": known})
    assert found["one-origin"] == ["stories.yaml: swan-count (2 entries from 2 outlets, 1 independent origin)"]
    assert found["outlet-kinds"] == ["stories.yaml: swan-count (Newspaper)"]
    assert found["owner"] == ["outlets.yaml: beacon"]


def test_an_empty_collection_lacks_nothing() -> None:
    empty = Collection.of(replace(draft_of(files_of()), entries=[], outlets={}, people={}, places={}), SETTINGS)
    rows = ["stories.yaml: swan-count (1 of 1)"]
    assert told(empty) == dict.fromkeys(("reference-archive", "reference-titles", "reference-evidence"), rows)


def test_the_page_names_each_kind_once_and_no_more_than_some_places() -> None:
    def pages(made: Any) -> Any:
        for one in made:
            yield from pages(one.make(collection(), *one.given)) if isinstance(one, Part) else [one]

    (page,) = pages(gap_page(collection()))
    assert isinstance(page, Page)
    found = told(collection())
    assert [name for name, _ in page.toc] == [kind.value for kind in sayings(words_of("en")) if found.get(kind.value)]
    assert page.content.count("<li>") == sum(min(len(rows), 20) for rows in found.values())
    assert "The first 20" in page.content


def test_the_command_for_people_and_for_programs(project: Path) -> None:
    done = run("gaps", "--root", project, "--kind", "sides")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Stories in which a side does not speak (sides): 1\n"
        "What one side says stands there without an answer of the other."
        " Look for articles that cite it, or say in the story that none was found.\n"
        "  digests/stories.yaml: tunnel-closed-2022 (not heard: Iceland and Malta)\n\n1 gap.\n"
    )
    rows = json.loads(run("gaps", "--root", project, "--format", "json").stdout)["gaps"]
    assert {tuple(row) for row in rows} == {("kind", "where", "why", "remedy")}
    assert all(all(row.values()) for row in rows)
    refused = run("gaps", "--root", project, "--story", "tunnel-closed-2021")
    said = 'build_digest.py: There is no story "tunnel-closed-2021". Did you mean "tunnel-closed-2022"?\n'
    assert (refused.returncode, refused.stderr) == (2, said)


SAID = "Stories in which a side does not speak (not heard: Iceland and Malta). What one side says"


@pytest.mark.parametrize(("said", "code", "line"), [
    ("{sides: error}", 1, f"digests/stories.yaml:55:3: gap-sides: {SAID}"),
    ("{sides: warning}", 0, f"digests/stories.yaml:55:3: warning: gap-sides: {SAID}"),
    ("{sides: note}", 0, "notes are hidden."),
    ("{side: error}", 1, 'mkdocs.yml:66:10: unknown-gap: "side" is not a kind of gap. Did you mean "sides"?'),
])  # fmt: skip
def test_a_collection_makes_warnings_and_errors_of_its_gaps(project: Path, said: str, code: int, line: str) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("\nextra:\n", f"\nextra:\n  gaps: {said}\n"), "utf-8")
    done = run("check", "--root", project)
    assert done.returncode == code
    assert line in done.stdout + done.stderr


LINES = [
    "# What was counted when editions went out: week --publish adds a line.",
    "schema: 1",
    "figures:",
    "  - {week: 2022-W42, edition: 1, date: 2022-11-01, entries: 3, outlets: 1, origins: 1, evidence: 0, reviewed: 0,"
    " archived: 0, references: 6, titled: 0, compared: 0}",
    "  - {week: 2022-W43, edition: 1, date: 2022-11-01, entries: 1, outlets: 1, origins: 1, evidence: 0, reviewed: 0,"
    " archived: 0, references: 2, titled: 0, compared: 0}",
]


MORE = "versions: [{language: is, url: https://lantern.example/is}]\n"


def test_closing_a_week_keeps_its_figures(tmp_path: Path) -> None:
    project = press(tmp_path / "press", FILES, WEEK, OTHER)
    path = project.digests / "_figures.yaml"
    assert path.read_text("utf-8").splitlines() == LINES
    path.write_bytes(("\n".join([*LINES[:3], "  # by hand", *LINES[3:]]) + "\n").replace("\n", "\r\n").encode())
    file = project.digests / WEEK / "ducks.yaml"
    file.write_text(file.read_text("utf-8") + "archive_url: https://archive.example/1\n" + MORE, "utf-8")
    publish(project, WEEK, NEXT)
    second = LINES[3].replace("edition: 1, date: 2022-11-01", "edition: 2, date: 2022-11-08")
    wanted = [*LINES[:3], "  # by hand", *LINES[3:], second.replace("archived: 0", "archived: 1")]
    assert path.read_bytes().decode().split("\r\n") == [*wanted, ""]
    path.unlink()
    assert "Nothing has changed since." in publish(project, WEEK, NEXT)


@pytest.mark.parametrize(("text", "said"), [
    (LINES[3].replace("2022-W42", "2022-42"), '4:12: bad-week: "2022-42" is not an ISO 8601 week. Write it like'),
    (LINES[3].replace("entries: 3", "entries: -3"), '4:61: wrong-value: "entries" must be at least 0, not -3.'),
    (LINES[3].replace("entries: 3, ", ""), '4:5: missing-field: "entries" is missing.'),
    ("  - 5", "4:5: wrong-type: "),
])  # fmt: skip
def test_figures_that_no_program_wrote(text: str, said: str) -> None:
    files = {**files_of(), "_figures.yaml": "\n".join([*LINES[:3], text, ""])}
    (problem,) = problems_of(files)
    assert f"{problem.line}:{problem.column}: {problem.rule}: {problem.sentence}".startswith(said)
    assert problem.path == "digests/_figures.yaml"


def test_the_trend_is_drawn_from_five_editions_on() -> None:
    def known(*counts: tuple[int, int]) -> Collection:
        lines = [
            LINES[3].replace("entries: 3", f"entries: {all_}").replace("evidence: 0", f"evidence: {some}")
            for some, all_ in counts
        ]
        files = {**files_of(), "_figures.yaml": "\n".join([*LINES[:3], *lines, ""])}
        return Collection.of(draft_of(files), SETTINGS)

    assert trend(known((0, 3))) is None
    few = trend(known((0, 3), (1, 3), (3, 3), (0, 0)))
    assert few is not None
    assert next((one.first, one.last, one.points) for one in few.measures) == ("0%", "0%", "")
    many = trend(known((0, 2), (1, 2), (2, 2), (1, 2), (0, 0)))
    assert many is not None
    assert many.measures[0].points == "0.0,23.0 30.0,12.0 60.0,1.0 90.0,12.0 120.0,23.0"
    assert [one.entries for one in many.editions] == [0, 2, 2, 2, 2]


def test_pages_that_were_compared_are_counted_in_gaps_figures_and_trend() -> None:
    lines = [
        LINES[3].replace(", compared: 0", ""),
        LINES[4].replace("references: 2, titled: 0, compared: 0", "references: 2, titled: 0, compared: 1"),
    ]
    files = {**files_of(), "_figures.yaml": "\n".join([*LINES[:3], *lines, ""])}
    bare = Collection.of(draft_of(files), SETTINGS)
    (page,) = {
        address_key(one.url or "")
        for name, one in bare.by_id["swans-counted"].references.items()
        if name == "survey-2021"
    }
    known = replace(bare, compared={page: HowCompared(date(2026, 11, 29), Read.EXCERPT, "")}, memo={})
    assert told(known)["reference-evidence"][0] == f"{ENTRY} (1 of 2)"
    assert figures_of(known, "2022-W42", 1, date(2026, 11, 29)).compared == 1
    assert figures_of(bare, "2022-W42", 1, date(2026, 11, 29)).compared == 0
    drawn = trend(known)
    assert drawn is not None
    assert [one.compared for one in drawn.editions] == [1, 0]
    assert next((one.first, one.last) for one in drawn.measures if "compared" in one.said) == ("0%", "50%")
    for one, said in ((known, "1 of 2"), (bare, "0 of 2")):
        html = next(page.content for page in next(overview(one)).make(one) if isinstance(page, Page))
        assert f"References to other pages compared so: {said}." in html


def test_the_first_gaps_of_a_kind_and_how_many_there_are() -> None:
    whole = collection()
    for known in (whole, replace(whole, compared={}, memo={}), replace(whole, restricted={}, memo={})):
        for kind in GapKind:
            found = list(gaps_of(known, kind))
            for most in (0, 1, 20):
                assert first_of(known, kind, most) == (found[:most], len(found)), kind
