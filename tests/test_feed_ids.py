"""Ids in feeds are made once: no other address, name, day or week changes them."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from makers import ABOUT, DIGEST, ENTRY, collection, entry, write_tree
from repository import commit, repository

from newsdesk.build import Project, examine
from newsdesk.commands.week import publish
from newsdesk.model.settings import FeedIds
from newsdesk.problems import FRONT_DOOR, as_text
from newsdesk.views import whole
from newsdesk.views.feeds import feeds
from newsdesk.views.setting.page import File

SETTING = f"{ABOUT}  feed_ids: {{authority: swans.example, date: 2022-10-01}}\n"
HERE, THERE = "https://example.org/", "https://press.example.net/digest/"
CORRECTION = "[{date: 2022-10-25, kind: minor, was: Swans, now: Geese, why: A slip.}]"
LATER = {"2022-W43/_digest.yaml": "schema: 1\nstatus: draft\n"}
Ids = dict[str, list[str]]


def settle(root: Path, extra: str = SETTING, site: str = HERE, **changes: str) -> Project:
    """A collection with one entry, which has been corrected, on disk."""
    (root / "mkdocs.yml").write_text(f"site_name: Swans\nsite_url: {site}\n{extra or ABOUT}", "utf-8")
    without_lead = {DIGEST: "schema: 1\nstatus: draft\n"}
    repository(root, {**collection(corrections=CORRECTION, **changes), **without_lead, **LATER})
    return Project(root, root / "digests", root / "site", root / ".cache")


def close(project: Project, week: str = "2022-W42") -> None:
    """Close a week."""
    publish(project, week, date(2022, 11, 1), unreviewed=True)
    commit(project.root)


def ids(project: Project) -> Ids:
    """The ids that each Atom feed has, its own first; those of JSON feeds are the same."""
    outcome = examine(project)
    assert outcome.collection, as_text(outcome.problems, FRONT_DOOR)
    texts = {
        file.path: file.text for file in whole(outcome.collection, feeds(outcome.collection)) if isinstance(file, File)
    }
    # A day is known by its date, whatever happened on it.
    texts = {path: text for path, text in texts.items() if not path.startswith("feeds/news.")}
    found = {path: re.findall("<id>(.*?)</id>", text) for path, text in texts.items() if path.endswith(".atom")}
    for path, (_own, *items) in found.items():
        assert [item["id"] for item in json.loads(texts[path.replace(".atom", ".json")])["items"]] == items
    return {path.removeprefix("feeds/").removesuffix(".atom"): names for path, names in found.items()}


def move(project: Project, site: str) -> None:
    """The site goes to another address."""
    text = project.config.read_text("utf-8")
    project.config.write_text(re.sub("site_url: .*", f"site_url: {site}", text), "utf-8")


def rename(project: Project, old: str, new: str) -> None:
    """An entry gets another name or week, and a tombstone says so."""
    here = project.digests / f"{old}.yaml"
    here.rename(project.digests / f"{new}.yaml")
    tell(project, address(old), address(new))


def address(path: str) -> str:
    return f"{path[:4]}/w{path[6:8]}/{path[9:]}/"


def tell(project: Project, old: str, new: str) -> None:
    path = project.digests / "_moved.yaml"
    # Older tombstones name the page by its last address.
    text = path.read_text("utf-8").replace(f"to: {old}", f"to: {new}") if path.is_file() else "schema: 1\nmoved:\n"
    path.write_text(f"{text}  - {{path: {old}, to: {new}, on: 2022-11-02, why: Renamed.}}\n", "utf-8")


def edit(project: Project, path: str, old: str, new: str) -> None:
    file = project.digests / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    file.write_text(text.replace(old, new), "utf-8")


def test_ids_begin_as_the_setting_says(tmp_path: Path) -> None:
    project = settle(tmp_path)
    close(project)
    found = ids(project)
    assert found["entries"] == [
        "tag:swans.example,2022-10-01:feeds/entries",
        "tag:swans.example,2022-10-01:entries/swans-counted",
    ]
    assert found["digests"][1:] == ["tag:swans.example,2022-11-01:digests/2022-w42"]
    assert found["corrections"][1:] == ["tag:swans.example,2022-10-25:corrections/swans-counted"]
    assert found["stories/swan-count"][0] == "tag:swans.example,2022-10-01:feeds/stories/swan-count"
    assert not (project.digests / "_feed_ids.txt").exists()  # everything follows from the setting


@pytest.mark.parametrize("closed", [False, True])
def test_another_host_and_back(tmp_path: Path, closed: bool) -> None:
    project = settle(tmp_path)
    if closed:
        close(project)
    before = ids(project)
    for site in (THERE, "https://xn--80ak6aa92e.example/", HERE):
        move(project, site)
        assert ids(project) == before


def test_without_the_setting_closing_a_week_keeps_the_ids_of_its_entries(tmp_path: Path) -> None:
    project = settle(tmp_path, extra="")
    assert ids(project)["entries"][1:] == ["tag:example.org,2022-10-21:entries/swans-counted"]
    close(project)
    before = ids(project)["entries"][1:]
    edit(project, ENTRY, "added: 2022-10-21", "added: 2022-10-22")
    move(project, THERE)
    assert ids(project)["entries"][1:] == before == ["tag:example.org,2022-10-21:entries/swans-counted"]
    # Feeds and digests follow the site, as they always did.
    assert ids(project)["digests"] == [
        "tag:press.example.net,2026:digest/feeds/digests",
        "tag:press.example.net,2022-11-01:digest/digests/2022-w42",
    ]


def test_a_setting_with_a_year_and_a_folder_keeps_what_an_older_collection_had(tmp_path: Path) -> None:
    project = settle(tmp_path, extra="", site=THERE)
    close(project)
    before = ids(project)
    with project.config.open("a", encoding="utf-8") as file:
        file.write("  feed_ids: {authority: press.example.net, date: 2026, folder: digest}\n")
    move(project, HERE)
    assert ids(project) == before


@pytest.mark.parametrize("extra", [SETTING, ""])
@pytest.mark.parametrize("closed", [False, True])
def test_the_day_of_joining_is_corrected(tmp_path: Path, extra: str, closed: bool) -> None:
    project = settle(tmp_path, extra)
    if closed:
        close(project)
    before = ids(project)
    edit(project, ENTRY, "added: 2022-10-21", "added: 2022-10-23")
    assert (ids(project) == before) is (closed or bool(extra))


@pytest.mark.parametrize("extra", [SETTING, ""])
@pytest.mark.parametrize(("old", "new"), [("2022-W42/swans-counted", "2022-W42/swans"),
                                          ("2022-W42/swans-counted", "2022-W43/swans-counted"),
                                          ("2022-W42/swans-counted", "2022-W43/swans")])  # fmt: skip
def test_an_entry_is_renamed_or_goes_to_another_week(tmp_path: Path, extra: str, old: str, new: str) -> None:
    project = settle(tmp_path, extra, published="2022-10-18/2022-10-25", added="2022-10-26", accessed="2022-10-26")
    edit(project, ENTRY, "date: 2022-10-25", "date: 2022-10-27")
    # A week that was published keeps an entry.
    write_tree(tmp_path, {"2022-W42/other.yaml": entry(url="https://lantern.example/other", title="Other")})
    close(project)
    before = ids(project)
    rename(project, old, new)
    assert ids(project) == before
    close(project, new[:8])  # from now on its new address is on record as well
    after = ids(project)
    assert after["corrections"] == before["corrections"]
    assert after["entries"] == before["entries"]
    rename(project, new, "2022-W43/geese")
    edit(project, "2022-W43/geese.yaml", "added: 2022-10-26", "added: 2022-10-27")
    again = "{date: 2022-11-02, kind: minor, was: 2022-10-26, now: 2022-10-27, why: A slip.}"
    edit(project, "2022-W43/geese.yaml", "why: A slip.}]", f"why: A slip.}}, {again}]")
    move(project, THERE)
    last = ids(project)
    assert last["entries"][1:] == before["entries"][1:]
    if extra:
        new = "tag:swans.example,2022-11-02:corrections/swans-counted"
        assert last["corrections"] == [before["corrections"][0], new, *before["corrections"][1:]]
        close(project, "2022-W43")
        assert ids(project)["corrections"] == last["corrections"]


def edit_later(project: Project) -> None:
    """Another week has an entry, and can be closed."""
    days = {"published": "2022-10-25", "accessed": "2022-10-26", "added": "2022-10-26", "stories": "[]"}
    later = entry(url="https://lantern.example/later", title="Later", **days)
    write_tree(project.root, {"2022-W43/later.yaml": later})


def test_an_entry_to_which_another_was_led_keeps_its_own(tmp_path: Path) -> None:
    project = settle(tmp_path)
    write_tree(tmp_path, {"2022-W42/twin.yaml": entry(url="https://lantern.example/twin", title="Twin")})
    close(project)
    twin = "tag:swans.example,2022-10-01:entries/twin"
    assert twin in ids(project)["entries"]
    (project.digests / ENTRY).unlink()
    tell(project, "2022/w42/swans-counted/", "2022/w42/twin/")
    assert ids(project)["entries"][1:] == [twin]


@pytest.mark.parametrize("closed", [False, True])
def test_an_entry_renamed_twice_has_its_first_name(tmp_path: Path, closed: bool) -> None:
    project = settle(tmp_path)
    close(project)
    before = ids(project)
    rename(project, "2022-W42/swans-counted", "2022-W42/swans")
    if closed:
        close(project)
    rename(project, "2022-W42/swans", "2022-W42/geese")
    assert ids(project) == before


def test_an_entry_that_took_in_another_and_is_renamed_keeps_its_own(tmp_path: Path) -> None:
    project = settle(tmp_path)
    write_tree(tmp_path, {"2022-W42/twin.yaml": entry(url="https://lantern.example/twin", title="Twin")})
    close(project)
    (project.digests / "2022-W42" / "twin.yaml").unlink()
    tell(project, "2022/w42/twin/", "2022/w42/swans-counted/")
    rename(project, "2022-W42/swans-counted", "2022-W42/swans")
    assert ids(project)["entries"][1:] == ["tag:swans.example,2022-10-01:entries/swans-counted"]


def test_the_feed_of_a_story_that_is_renamed_keeps_its_id(tmp_path: Path) -> None:
    project = settle(tmp_path)
    close(project)
    before = ids(project)["stories/swan-count"]
    edit(project, "stories.yaml", "  swan-count:", "  swan-census:")
    edit(project, ENTRY, "[swan-count]", "[swan-census]")
    tell(project, "stories/swan-count/", "stories/swan-census/")
    assert ids(project)["stories/swan-census"] == before
    edit_later(project)
    close(project, "2022-W43")
    assert ids(project)["stories/swan-census"] == before
    recorded = (project.digests / "_feed_ids.txt").read_text("utf-8").splitlines()
    assert recorded[2:] == ["stories/swan-census/ tag:swans.example,2022-10-01:feeds/stories/swan-count"]


def test_tombstones_in_a_circle_end(tmp_path: Path) -> None:
    project = settle(tmp_path)
    tell(project, "2022/w42/a/", "2022/w42/swans-counted/")
    tell(project, "2022/w42/b/", "2022/w42/a/")
    tell(project, "2022/w42/a/", "2022/w42/b/")
    outcome = examine(project)
    assert {problem.rule for problem in outcome.problems} == {"moved-still-there"} | {"moved-nowhere"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2022/w42/x/", '"2022/w42/x/" is not an address and its id.'),
        ("2022/w42/x tag:a", '"2022/w42/x tag:a" is not an address and its id.'),
        ("2022/w42/x/ http://a", '"2022/w42/x/ http://a" is not an address and its id.'),
        ("stories/x/ tag:a\nstories/x/ tag:b", "/stories/x/ has two ids."),
    ],
)
def test_a_damaged_record_is_a_problem(tmp_path: Path, line: str, said: str) -> None:
    project = settle(tmp_path)
    (project.digests / "_feed_ids.txt").write_text(f"# Kept.\n{line}\n", "utf-8")
    (problem,) = examine(project).problems
    assert (problem.path, problem.line, problem.rule) == ("digests/_feed_ids.txt", line.count("\n") + 2, "bad-feed-id")
    assert problem.sentence == f"{said} Leave this file as week --publish wrote it."


@pytest.mark.parametrize("wrong", ["2022-13", "'2022-02-30'", "22", "next year", "[2022]"])
def test_a_date_that_is_none_is_a_problem(tmp_path: Path, wrong: str) -> None:
    project = settle(tmp_path, f"extra:\n  feed_ids: {{authority: swans.example, date: {wrong}}}\n")
    (problem,) = examine(project).problems
    assert (problem.path, problem.line, problem.rule) == ("mkdocs.yml", 4, "bad-date")


@pytest.mark.parametrize("right", ["2022", "2022-10", "2022-10-01", "'2022'"])
def test_a_date_may_be_a_year_a_month_or_a_day(tmp_path: Path, right: str) -> None:
    outcome = examine(settle(tmp_path, f"extra:\n  feed_ids: {{authority: swans.example, date: {right}}}\n"))
    assert outcome.collection
    wanted = FeedIds(authority="swans.example", date=right.strip("'"))
    assert outcome.collection.settings.extra.feed_ids == wanted
