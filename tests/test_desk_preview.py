"""The desk shows the page of an entry as the site will have it, in a frame without access to the desk."""

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import desk as verbs
import pytest
import yaml
from makers import write_tree
from open_desk import Opened, open_desk

from newsdesk.build import Project, build
from newsdesk.build.examining import Examined
from newsdesk.build.living import previewing
from newsdesk.build.living.previewing import Look, Previews
from newsdesk.build.project import Gathered
from newsdesk.collection import Collection
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.review.preview import _gathered
from newsdesk.desk.running import _pages
from newsdesk.problems import Refusal
from newsdesk.views import entry_page

ENTRY = Path("digests", verbs.WEEK, "ferry-stops.yaml")
PAGE = "2022/w42/ferry-stops/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = verbs.desk(tmp_path_factory.mktemp("preview"))
    config = made / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}theme: {{name: material, font: false}}\n", "utf-8")
    write_tree(made, {"../docs/how-we-work.md": "# How we work\n"})
    return made


@pytest.fixture(scope="module")
def opened(root: Path) -> Iterator[Opened]:
    with open_desk(Project(root, root / "digests", root / "site", root / ".cache")) as one:
        yield one


@pytest.fixture
def text(root: Path) -> Iterator[str]:
    """The text of the entry, which is put back afterwards."""
    path = root / ENTRY
    found = path.read_text("utf-8")
    yield found
    path.write_text(found, "utf-8")


def shown(opened: Opened) -> tuple[int, str, str]:
    """The status, the address and the text of the preview of the entry, as a frame without a cookie gets them."""
    answer, text = opened.send("GET", "/preview/ferry-stops", x_desk=opened.desk.token)
    place = answer.getheader("location") or ""
    if place:
        answer, text = opened.send("GET", place)
    return answer.status, place, text


def test_it_is_the_page_that_a_build_writes(root: Path, opened: Opened, text: str) -> None:
    status, place, early = shown(opened)
    assert (status, place) == (200, f"/preview/{opened.desk.preview_key}/{PAGE}")
    # A draft of the right shape is shown as it will be, whatever else is unfinished or faulty.
    (root / ENTRY).write_text(f"status: draft\n{text.replace('Ferry stops early', 'Ferry stops at dusk')}", "utf-8")
    (root / "digests" / verbs.NEXT / "swans-leave.yaml").write_text("schema: 1\noutlet: nobody\n", "utf-8")
    status, _, drafted = shown(opened)
    assert (status, "Ferry stops at dusk" in drafted, "Ferry stops at dusk" in early) == (200, True, False)
    (root / "digests" / verbs.NEXT / "swans-leave.yaml").unlink()
    (root / ENTRY).write_text(text.replace("Ferry stops early", "Ferry stops at dusk"), "utf-8")
    outcome = build(opened.desk.project)
    assert outcome.report, outcome.problems
    assert (root / "site" / PAGE / "index.html").read_bytes().decode() == drafted == shown(opened)[2]


def test_what_a_desk_asks_itself_for_is_there(root: Path, opened: Opened, text: str) -> None:
    desk, draft = opened.desk, root / "digests" / verbs.NEXT / "a-draft.yaml"
    draft.write_text(f"status: draft\n{text}", "utf-8")
    desk.touched()
    pages = list(_pages(desk.looked()))
    assert {"/review/swans-counted", f"/weeks/{verbs.WEEK}", "/api/draft/a-draft"} <= {*pages}
    told = {path: opened.send("GET", path, x_desk=desk.token)[0].status for path in pages}
    assert {path: status for path, status in told.items() if status not in (200, 303)} == {}
    # A first preview lets stand what was looked at, but where files have changed and nobody has said so.
    alone = Desk(desk.project, desk.words, desk.run_verb, desk.today, desk.begun, desk.now, desk.port)
    alone.looked()
    for changes in (0, 1):
        look = Look(partial(_gathered, alone), alone.looked)
        assert Previews(alone.project).page(f"{verbs.WEEK}/{ENTRY.name}", look).html
        assert alone.changes == changes
        draft.unlink(missing_ok=True)


BESIDE = {
    "another title": ("title: ", "title: Anew "),
    "not finished": ("schema: 1", "status: draft\nschema: 1"),
    "not good": ("title: ", "titel: "),
    "of nobody": ("outlet: ", "outlet: nobody-"),
    "gone": None,
}


def test_beside_entries_that_have_changed_nobody_waits_for_a_look_at_all(
    root: Path, opened: Opened, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The entry refers to the one that changes.
    other, inner = root / "digests" / verbs.WEEK / "swans-counted.yaml", f"{verbs.WEEK}/ferry-stops.yaml"
    before, previews, desk, told = other.read_text("utf-8"), Previews(opened.desk.project), opened.desk, list[str]()

    def gathered(anew: bool) -> Gathered:
        told.append("gathered")
        return _gathered(desk, anew)

    def examined() -> Examined:
        told.append("all")
        return desk.looked()

    look = Look(gathered, examined)

    def page(previews: Previews) -> bytes | str | None:
        try:
            return previews.page(inner, look).html
        except Refusal as refusal:
            return str(refusal)

    found = {"": page(previews)}
    for name, change in BESIDE.items():
        if change:
            assert change[0] in before
            other.write_text(before.replace(*change), "utf-8")
        else:
            other.unlink()
        told.clear()
        found[name] = page(previews)
        assert not told, name
        desk.touched()
        assert found[name] == page(Previews(opened.desk.project)), name
        other.write_text(before, "utf-8")
        desk.touched()
        assert page(previews) == found[""], name
    assert "Anew" in str(found["another title"])
    # Where the page cannot be made of what is good by itself, all is checked, and what that leaves is tried.
    made = entry_page
    for tries, answer in ((1, found[""]), (2, "'what is not there'")):
        left = iter(range(tries))

        def tried(collection: Collection, name: str, left: Iterator[int] = left) -> Any:
            if next(left, None) is not None:
                raise KeyError("what is not there")
            return made(collection, name)

        monkeypatch.setattr(previewing, "entry_page", tried)
        told.clear()
        previews = Previews(desk.project)
        with suppress(KeyError):
            assert page(previews) == answer
        assert told[-1] == "all"


def test_a_register_that_changed_is_seen_at_once(root: Path, opened: Opened, text: str) -> None:
    (root / ENTRY).write_text(text.replace("outlet: beacon", "outlet: gazette"), "utf-8")
    status, place, said = shown(opened)
    assert (status, place) == (200, "")
    assert "There is no page of this entry yet" in said
    assert "Outlet</a><br>&#34;gazette&#34; is not in outlets.yaml." in said
    outlets = root / "digests" / "outlets.yaml"
    before = outlets.read_text("utf-8")
    gazette = yaml.safe_load(before)["outlets"]["beacon"] | {"name": "The Gazette"}
    outlets.write_text(f"{before}  gazette: {json.dumps(gazette, default=str)}\n", "utf-8")
    assert ">The Gazette<" in shown(opened)[2]
    outlets.write_text(before, "utf-8")
    assert shown(opened)[1] == ""


def test_what_is_missing_is_told_in_place_of_a_page(root: Path, opened: Opened, text: str) -> None:
    for change, said in (
        (
            ("title: Ferry stops early", "title: TODO"),
            '<a href="/draft/ferry-stops#title" target="_parent">Title as printed</a><br>Still to be filled in.',
        ),
        (("language: en\n", "language: <b>\n"), "&lt;b&gt;"),
        (("title: Ferry", "title: [Ferry"), "YAML"),
    ):
        assert change[0] in text
        (root / ENTRY).write_text(text.replace(*change), "utf-8")
        answer, page = opened.send("GET", "/preview/ferry-stops", x_desk=opened.desk.token)
        assert (answer.status, said in page, "<b>" in page) == (200, True, False), page
        assert "frame-ancestors 'self'" in (answer.getheader("content-security-policy") or "")


def test_its_policy_keeps_it_away_from_the_desk(opened: Opened) -> None:
    place = shown(opened)[1]
    own = f"{opened.address}/preview/{opened.desk.preview_key}/"
    for path in (place, f"/preview/{opened.desk.preview_key}/assets/stylesheets/newsdesk.css"):
        answer, _ = opened.send("GET", path)
        assert answer.getheader("content-security-policy") == (
            f"sandbox allow-scripts; default-src 'none'; script-src {own} 'unsafe-inline';"
            f" style-src {own} 'unsafe-inline'; img-src {own} data:; font-src {own}; form-action 'none';"
            " base-uri 'none'; frame-ancestors 'self'"
        )
        assert answer.getheader("cross-origin-resource-policy") == "cross-origin"
    wanted = {
        f"/preview/{opened.desk.preview_key}/2022/w42/": 200,
        f"/preview/{opened.desk.preview_key}/2022/w99/": 404,
        f"/preview/{opened.desk.preview_key}/2022/w43/ferry-stops/": 404,
        f"/preview/{opened.desk.preview_key}/index.html": 404,
        f"/preview/{opened.desk.preview_key}/../mkdocs.yml": 404,
        f"/preview/{'x' * 43}/{PAGE}": 403,
        "/preview/ferry-stops": 403,
        f"/preview/{opened.desk.preview_key}": 403,
    }
    assert {path: opened.send("GET", path)[0].status for path in wanted} == wanted
    # A frame without an origin says so; of the desk it gets nothing, and a foreign page gets nothing at all.
    assert opened.send("GET", place, origin="null")[0].status == 200
    assert opened.send("GET", "/preview/ferry-stops", origin="null", x_desk=opened.desk.token)[0].status == 403
    assert opened.send("GET", place, origin="https://evil.example")[0].status == 403
    for method in ("POST", "PUT", "DELETE"):
        assert opened.send(method, place)[0].status == 403
        assert opened.send(method, place, origin="null")[0].status == 403
    assert opened.ask("GET", "/preview/..%2f..%2fetc")[0] == 404
    answer, text = opened.send("GET", "/preview/no-such-entry", x_desk=opened.desk.token)
    assert (answer.status, "There is no entry no-such-entry." in text) == (409, True)
    assert "frame-ancestors 'self'" in (answer.getheader("content-security-policy") or "")
