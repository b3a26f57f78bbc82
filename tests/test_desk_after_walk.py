"""An editor's way after publication, in a browser: correct by keyboard, commit, settle a conflict, issue an edition."""

from collections.abc import Iterator

import desk as verbs
import pytest
from axes import faults_of
from open_desk import Opened, open_desk
from repository import git
from test_desk_git import FERRY, WHO

from newsdesk.build import Project
from newsdesk.desk.live.beside import Beside
from newsdesk.desk.pages.review.notes import Notes
from newsdesk.store.verbs.discarded import place_of

PAGES = (
    "/changes", f"/changes/file?path={FERRY}&raw=1", "/after/ferry-stops", f"/after/{verbs.WEEK}", "/weeks",
    f"/weeks/{verbs.WEEK}", f"/weeks/{verbs.NEXT}", "/weeks/2022-W44", "/gaps", "/gaps/genre", "/gaps/balance",
    "/about", "/add", "/add?url=https://lantern.example/x&title=Swans", "/", "/draft/lamp-broken", "/whole",
)  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    root = verbs.desk(tmp_path_factory.mktemp("after"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**WHO, "SOURCE_DATE_EPOCH": verbs.CLOCK}.items():
            patch.setenv(name, value)
        with open_desk(Project(root, root / "digests", root / "site", root / ".cache")) as one:
            yield one


@pytest.fixture(scope="module")
def page(opened: Opened, chromium) -> Iterator:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.faults = []
    made.on("pageerror", lambda error: made.faults.append(str(error)))
    opened.let_in(context)
    yield made
    context.close()


def go(page, opened: Opened, path: str) -> None:
    page.goto(f"{opened.address}{path}")


def test_from_a_correction_to_the_next_edition(opened: Opened, page) -> None:
    root = opened.desk.project.root
    # A gap leads to the field; what readers will see stands there before anything is written.
    go(page, opened, "/after/ferry-stops#title")
    assert page.locator(".part select").input_value() == "title"
    assert page.locator(".part .old").inner_text() == "Ferry stops early"
    page.locator(".part textarea").fill("Ferry stops late")
    page.get_by_label("No: it is minor").check()
    page.locator(".beside[data-field=kind] .fault").wait_for()
    assert page.locator(".beside[data-field=kind]").inner_text().startswith('"minor" is too weak')
    page.keyboard.press("ArrowUp")
    page.locator(".foreseen ins").wait_for()
    assert page.locator(".foreseen ins").inner_text() == "Ferry stops late"
    assert "Ferry stops late" not in (root / FERRY).read_text("utf-8")
    page.get_by_label("Why, for readers", exact=True).first.fill("A slip of the pen.")
    page.keyboard.press("Control+Enter")
    page.locator("#made").wait_for()
    assert page.locator("#said .verb").text_content().startswith(".venv/bin/python build_digest.py correct ferry-stops")
    assert "title: Ferry stops late" in (root / FERRY).read_text("utf-8")
    # The commit, by keyboard alone.
    page.locator("[data-changed]:has-text('1')").wait_for()
    page.get_by_role("link", name="Changes").click()
    page.wait_for_url("**/changes")
    assert page.locator(".differ ins").first.inner_text() == "Ferry stops late"
    text = page.locator("#message")
    assert text.input_value() == "Ferry stops late: title corrected"
    page.keyboard.press("m")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Nothing differs from the last commit.").wait_for()
    page.locator("#said:has-text('Committed as ')").wait_for()
    assert "Next:" not in page.locator("#said").inner_text(), "it is committed: nobody has to type anything"
    assert git(root, "log", "-1", "--format=%s") == "Ferry stops late: title corrected"
    # The next edition, read before it is issued.
    go(page, opened, f"/weeks/{verbs.WEEK}")
    assert page.get_by_text("Corrected: ferry-stops.").is_visible()
    page.locator("#preview").click()
    page.locator("#edition").wait_for()
    assert "edition 2 of 8 November 2022" in page.locator("#edition").inner_text()
    # What goes out is told before it does, what was asked back with it, and it is committed in the same step.
    Notes(opened.desk.files).ask("ferry-stops", "Bo Lind", "2022-11-08", "Is it late?")
    issue = page.get_by_role("button", name="Issue edition 2")
    issue.click()
    page.get_by_role("button", name="Issue it").click()
    page.get_by_text("Questions are open about entries of this week: 1. Load the page anew.").wait_for()
    page.reload()
    issue.click()
    assert page.locator("#going li").all_inner_texts() == [
        "Entries that go out: 2", "Signed by nobody: 2",
        "Asked back, and not answered: Ferry stops late 1",
        "The address of the site is still a placeholder: citations, feeds and paper would say it. Who makes this",
    ]  # fmt: skip
    page.get_by_role("button", name="Not yet").click()
    settings = root / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}# ours\n", "utf-8")
    assert not (root / f"digests/{verbs.WEEK}/_edition-2.md").exists()
    issue.click()
    page.get_by_role("button", name="Issue it").click()
    page.get_by_text("Nothing has changed since the last edition.").wait_for()
    page.locator("#said:has-text('Committed as ')").wait_for()
    assert (root / f"digests/{verbs.WEEK}/_edition-2.md").is_file()
    assert git(root, "log", "-1", "--format=%s") == f"{verbs.WEEK}: edition 2 published; mkdocs.yml: changed"
    assert git(root, "status", "--porcelain", "digests", "mkdocs.yml") == "", "also what is said of who makes it"
    Notes(opened.desk.files).answer("ferry-stops", Notes(opened.desk.files).waiting()[0].id, "A", "2022-11-08")
    # What the check doubts, and what ends an entry, waits for another word.
    text = opened.desk.project.captures / "ferry-stops.txt"
    text.parent.mkdir(exist_ok=True)
    text.write_text("The ferry stops at dusk from November on, the council says. " * 4, "utf-8")
    go(page, opened, "/after/ferry-stops#title")
    before = (root / FERRY).read_text("utf-8")
    page.locator(".part textarea").fill("Barges are sold")
    page.get_by_label("Yes: the correction is material").check()
    page.get_by_label("Why, for readers", exact=True).first.fill("A slip.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Write it all the same").wait_for()
    assert 'Barges are sold" does not stand in the article.' in page.locator(".beside[data-field=to]").inner_text()
    page.locator(".part textarea").fill("Barges are bought")
    page.get_by_role("button", name="Correct it").wait_for()
    text.unlink()
    page.locator("summary:has-text('Withdraw it')").click()
    page.locator("#withdraw-why").fill("A hoax.")
    page.locator("form[data-what=withdraw] button").click()
    page.locator("dialog[open]").get_by_role("button", name="Not yet").click()
    assert (root / FERRY).read_text("utf-8") == before
    assert page.faults == []


def test_a_note_is_written_with_the_check_beside_it(opened: Opened, page) -> None:
    go(page, opened, f"/weeks/{verbs.NEXT}")
    page.locator("#add-reference").click()
    page.keyboard.type("count")
    page.get_by_label("or an entry of ours, by its id").fill("swans-counted")
    page.locator("#text").fill("The lake froze early.")
    page.locator(".beside[data-field=note] .fault").wait_for()
    page.locator("#text").fill("The lake froze early ")
    page.get_by_role("button", name="[count]").click()
    page.keyboard.type(".")
    page.locator("#articles").fill("12")
    page.locator(".beside[data-field=note]:empty").wait_for(state="attached")
    # What is not saved outlives its page, and is offered until it is.
    page.wait_for_function("localStorage.getItem(`typed ${location.pathname}`)?.includes('early [count].')")
    with page.context.new_page() as other:
        go(other, opened, f"/weeks/{verbs.NEXT}")
        other.get_by_role("button", name="Put it in").click()
        assert other.locator("#text").input_value() == "The lake froze early [count]."
    page.keyboard.press("Control+s")
    page.locator("#said:has-text('is written')").wait_for()
    page.wait_for_load_state()
    assert page.locator(".left-over").count() == 0
    path = opened.desk.project.root / f"digests/{verbs.NEXT}/_digest.yaml"
    assert path.read_text("utf-8").endswith(
        "note: The lake froze early [count].\nreferences:\n  count:\n    entry: swans-counted\n"
        "screened:\n  articles: 12\n"
    )
    git(opened.desk.project.root, "commit", "-qam", "Note")
    assert page.faults == []


def test_a_conflict_is_settled_by_keyboard(opened: Opened, page) -> None:
    root = opened.desk.project.root
    for branch, words in (("other", "at nine"), ("main", "at noon")):
        git(root, "switch", "-q", *(["-c"] if branch == "other" else []), branch)
        text = (root / FERRY).read_text("utf-8")
        (root / FERRY).write_text(text.replace("at dusk", words), "utf-8")
        git(root, "commit", "-qam", words)
    with pytest.raises(Exception, match="returned non-zero"):
        git(root, "merge", "-q", "other")
    go(page, opened, "/changes")
    page.locator('a[href^="/changes/conflict"]').click()
    page.wait_for_url("**/changes/conflict**")
    page.keyboard.press("2")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Commit the merge").wait_for()
    assert "at nine" in (root / FERRY).read_text("utf-8")
    page.get_by_role("button", name="Commit the merge").click()
    page.get_by_text("Nothing differs from the last commit.").wait_for()
    assert git(root, "log", "-1", "--format=%p").count(" ") == 1
    assert page.faults == []


@pytest.mark.slow
def test_a_fault_stands_above_each_page_until_it_is_mended(opened: Opened, page) -> None:
    topics = opened.desk.project.digests / "topics.yaml"
    good = topics.read_text("utf-8")
    topics.write_text("schema: 1\ntopics:\n  <b>:\n    name: 1\n", "utf-8")
    go(page, opened, "/weeks")
    banner = page.locator("#faults")
    banner.locator("li:has-text('Put it in quotes.')").wait_for()
    assert "The last save was not built: " in banner.locator("summary").inner_text()
    assert [fault["id"] for fault in faults_of(page)] == []
    banner.locator("summary").click()
    page.reload()
    banner.locator("summary").wait_for()
    assert banner.locator("li").first.is_hidden(), "who has folded it finds it folded"
    banner.locator("summary").click()
    banner.get_by_role("link", name="digests/topics.yaml, line 4").first.click()
    page.wait_for_url("**/file/digests/topics.yaml?line=4")
    topics.write_text(good, "utf-8")
    banner.locator("summary").wait_for(state="hidden")


def test_axe_finds_no_fault_and_all_fits_a_phone(opened: Opened, page, monkeypatch: pytest.MonkeyPatch) -> None:
    # The site is never there: its page waits for it, or says why there is none.
    monkeypatch.setattr(Beside, "address", lambda self: None)
    monkeypatch.setattr(Beside, "said", lambda self: None)
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    path, faults = opened.desk.project.root / FERRY, dict[str, str]()
    aside = place_of(opened.desk.project.root, verbs.NEXT, "lamp-broken.yaml")
    aside.parent.mkdir(parents=True)
    aside.write_text("schema: 1\nstatus: draft\n", "utf-8")
    text = path.read_text("utf-8")
    mine = "".join(f"<<<<<<< mine\n{line}\n=======\n{line} indeed\n>>>>>>> yours\n" for line in text.splitlines()[1:2])
    for changed, pages in (
        (mine + "".join(text.splitlines(keepends=True)[2:]), ("/changes", f"/changes/conflict?path={FERRY}", "/site/")),
        (text.replace("Bo Lind, who lives", "Bo Lind, who has lived"), (*PAGES, "/site/why")),
    ):
        if "/site/" not in pages:
            monkeypatch.setattr(Beside, "said", lambda self: [f"digests/{'x' * 90}.yaml:1:1: error: x. " * 3] * 12)
        path.write_text(changed, "utf-8")
        opened.desk.touched()
        for scheme, width in (("light", 1280), ("dark", 390)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 844})
            for where in pages:
                go(page, opened, where)
                page.wait_for_load_state("networkidle")
                page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
                for fault in faults_of(page, options):
                    faults.setdefault(f"{fault['id']}: {fault['nodes'][0]['html'][:160]}", f"{where} ({scheme})")
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    faults[f"too wide: {where}"] = scheme
    assert faults == {}
    assert page.faults == []
