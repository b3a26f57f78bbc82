"""Days on which we did something: none before it could be done, none that has not come yet."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from makers import DIGEST, ENTRY, collection, fields_of, problems_of, swapped, write_tree
from tables import each
from test_cli import run

from newsdesk.commands import begun, today

DAY = date(2022, 10, 23)
REVIEW = "{{by: V. Reader, on: {0}}}"
CORRECTION = "{{date: {0}, kind: minor, why: A slip.}}"
SURVEY = "{{survey-2021: {{url: https://survey.example/2021, {0}}}, beacon-2022: {{url: https://beacon.example/c}}}}"
MOVED = "schema: 1\nmoved:\n  - {{path: 2022/w42/geese/, to: null, on: {0}, why: A slip.}}\n"
EDITION = "editions: [{{number: 1, date: {0}, text: {1}, data: {1}}}]\n"

EARLY = {
    "added before the article was published": (
        {"added": "2022-10-17"},
        "9:8: date-order: It was added on 2022-10-17, before it was published. Correct added or published.",
    ),
    "read and added before a vague date can have come": (
        {"published": "2022-10-19/2022-10-20", "accessed": "2022-10-18", "added": "2022-10-18"},
        "8:11: date-order: It was read on 2022-10-18, before it was published. Correct accessed or published.\n"
        "9:8: date-order: It was added on 2022-10-18, before it was published. Correct added or published.",
    ),
    "reviewed before the article was published": (
        {"reviewed": REVIEW.format("2022-10-17")},
        "19:31: date-order: It was reviewed on 2022-10-17, before it was published. Correct reviewed or published.",
    ),
    "a reference seen before it was published": (
        {"references": SURVEY.format("published: 2022-10, accessed: 2022-09-30")},
        "17:92: date-order: The reference was seen on 2022-09-30, before it was published."
        " Correct accessed or published.",
    ),
    "all on the day itself": (
        {
            "accessed": "2022-10-18",
            "added": "2022-10-18",
            "reviewed": REVIEW.format("2022-10-18"),
            "references": SURVEY.format("published: 2022-10-18~, accessed: 2022-10-18"),
        },
        "",
    ),
    "within a date that is vague": ({"published": "2022-10~", "added": "2022-10-01", "accessed": "2022-10-01"}, ""),
    "read once more after it was added": ({"accessed": "2022-10-22"}, ""),
}


@each(("changes", "wanted"), EARLY.values(), ids=EARLY)
def test_nothing_is_done_before_the_article_is_there(changes: dict[str, str], wanted: str) -> None:
    found = problems_of(collection(**changes))
    assert "\n".join(f"{p.line}:{p.column}: {p.rule}: {p.sentence}" for p in found) == wanted


def dated(day: str) -> dict[str, tuple[dict[str, str], str]]:
    """Every place where somebody is said to have done something on a day: the files, and where the day stands."""
    entry = f"{ENTRY}:"
    return {
        "read": (collection(accessed=day), f"{entry}8:11"),
        "added": (collection(added=day), f"{entry}9:8"),
        "reviewed": (collection(reviewed=REVIEW.format(day)), f"{entry}19:31"),
        "corrected": (collection(corrections=f"[{CORRECTION.format(day)}]"), f"{entry}19:22"),
        "a reference of an entry": (collection(references=SURVEY.format(f"accessed: {day}")), f"{entry}17:72"),
        "a reference of a story": (
            swapped("stories.yaml", "council.example/notice}", f"council.example/notice, accessed: {day}}}"),
            "stories.yaml:10:63",
        ),
        "a reference of an outlet": (
            swapped("outlets.yaml", "register.example/lantern}", f"register.example/lantern, accessed: {day}}}"),
            "outlets.yaml:15:67",
        ),
        "published": (swapped(DIGEST, "status: draft", f"status: published\npublished: {day}"), f"{DIGEST}:3:12"),
        "moved": ({**collection(), "_moved.yaml": MOVED.format(day)}, "_moved.yaml:3:43"),
    }


@each("case", dated(""))
def test_what_is_dated_after_today_is_named_and_today_is_not(case: str) -> None:
    files, place = dated("2022-10-24")[case]
    found = [p for p in problems_of(files, DAY) if p.rule == "future-date"]
    assert [f"{p.path.removeprefix('digests/')}:{p.line}:{p.column}: {p.sentence}" for p in found] == [
        f"{place}: 2022-10-24 lies in the future. Write the day on which it was done."
    ]
    assert [p for p in problems_of(dated("2022-10-23")[case][0], DAY) if p.rule == "future-date"] == []
    assert [p for p in problems_of(files) if p.rule == "future-date"] == []


def test_an_edition_of_tomorrow() -> None:
    text = "schema: 1\nstatus: published\npublished: 2022-10-24\n" + EDITION.format("2022-10-24", "0" * 64)
    found = [p for p in problems_of({**collection(), DIGEST: text}, DAY) if p.rule == "future-date"]
    assert [(p.line, p.column) for p in found] == [(3, 12), (4, 30)]


@pytest.mark.parametrize("epoch", ["", "0", "x", "-1", "1e9", "99999999999999999999"])
def test_a_clock_stopped_in_the_past_makes_nothing_that_has_happened_the_future(epoch: str, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before = datetime.now(UTC)
    found = begun()
    # A day begins first on the Line Islands, 14 hours before UTC.
    assert (before + timedelta(hours=14)).date() <= found <= (datetime.now(UTC) + timedelta(hours=14)).date()
    assert today() <= found


@pytest.mark.parametrize(
    ("hour", "wanted"), [(0, date(2100, 1, 1)), (9, date(2100, 1, 1)), (10, date(2100, 1, 2)), (23, date(2100, 1, 2))]
)
def test_a_clock_put_forward_is_believed(hour: int, wanted: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(4102444800 + hour * 3600))
    assert (today(), begun()) == (date(2100, 1, 1), wanted)


@pytest.mark.parametrize("command", ["check", "build", "stats", "week"])
def test_every_command_that_checks_knows_the_day(command: str, tmp_path: Path) -> None:
    write_tree(tmp_path, {**collection(), ENTRY: fields_of({"added": "2999-01-01"})})
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
    done = run(command, *(["2022-W42"] if command == "week" else []), "--root", tmp_path)
    line = "digests/2022-W42/swans-counted.yaml:9:8: future-date: 2999-01-01 lies in the future."
    assert line in done.stdout + done.stderr
    later = run("check", "--root", tmp_path, SOURCE_DATE_EPOCH="32503680000")
    assert "future-date" not in later.stdout
