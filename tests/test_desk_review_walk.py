"""A reviewer's way through the desk in a browser: by keyboard alone, on a phone, in the dark; and the preview."""

from collections.abc import Iterator

import desk as verbs
import pytest
from axes import faults_of
from makers import write_tree
from open_desk import Opened, open_desk

from newsdesk.build import Project
from newsdesk.store.history.authors import user_name

ENTRY = "ferry-stops"
ARTICLE = """\
Ferry stops early

The ferry of Lanternmoor will stop at dusk from November on, in 2022.

“It was dark,” said Cara Fen. Bo Lind lives on the far bank.
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    root = verbs.desk(tmp_path_factory.mktemp("review"))
    config = root / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}theme: {{name: material, font: false}}\n", "utf-8")
    write_tree(
        root,
        {
            "../docs/how-we-work.md": "# How we work\n",
            f"../captures/{ENTRY}.txt": ARTICLE,
            "../.desk/name": "A. Tester\n",
        },
    )
    with open_desk(Project(root, root / "digests", root / "site", root / ".cache")) as one:
        yield one


@pytest.fixture(scope="module")
def page(opened: Opened, chromium) -> Iterator:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.faults = []
    made.on("pageerror", lambda error: made.faults.append(str(error)))
    made.on("console", lambda said: made.faults.append(said.text) if said.type == "error" else None)
    opened.let_in(context)
    yield made
    context.close()


def here(page) -> str:
    """What has the focus, and in which pane."""
    return page.evaluate(
        "[document.activeElement.closest('.pane')?.id, document.activeElement.firstChild?.textContent].join(': ')"
    )


def press(page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def until(page, key: str, selector: str) -> None:
    """Press a key until something has the focus."""
    for _ in range(20):
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


def test_an_entry_is_reviewed_by_keyboard_alone(opened: Opened, page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", verbs.CLOCK)
    page.goto(f"{opened.address}/review")
    press(page, "k", "Enter")
    page.wait_for_url(f"**/review/{ENTRY}")
    page.locator("#verb:not(:empty)").wait_for(state="attached")
    press(page, "j")
    assert "ends here" in page.locator("#said").inner_text()
    # From mark to mark, into the article and back to where one was.
    press(page, "n")
    assert here(page) == "entry: Ferry stops early"
    press(page, "Enter")
    assert here(page) == "article: Ferry stops early"
    press(page, "p")
    assert here(page) == "article: Bo Lind", "the marks of the article go round"
    press(page, "p")
    assert here(page) == "article: Cara Fen"
    press(page, "p")
    assert here(page) == "article: It was dark"
    press(page, "Enter")
    assert here(page) == "entry: It was dark"
    assert page.locator("#article .lit.on").inner_text().startswith("It was dark")
    press(page, "Enter", "Enter")
    assert here(page) == "entry: It was dark"
    press(page, "l")
    assert page.evaluate("document.activeElement.closest('.left') !== null")
    press(page, "Enter")
    assert page.evaluate("document.activeElement.closest('#entry') !== null"), "from the list to the entry"
    # A question is asked, and answered.
    press(page, "b")
    page.keyboard.type("Who says n and p?")
    page.get_by_role("button", name="Keep the question").dblclick()
    page.locator("#notes li").wait_for()
    assert page.locator("#notes li").count() == 1, "a double click is one press"
    assert "The question is kept." in page.locator("#said").inner_text()
    assert "Who says n and p?" in page.locator("#notes").inner_text()
    assert page.locator("#asked-open").inner_text() == "Asked back, and not answered: 1"
    page.locator("#sign button").click()
    page.locator("dialog[open]", has_text="and not answered: 1. Sign it").get_by_role("button", name="Not yet").click()
    assert "never signed" in page.locator("#signed").inner_text()
    until(page, "Shift+Tab", "button.answered")
    press(page, "Enter")
    page.locator("#no-notes").wait_for()
    # It is signed by somebody who did not draft it.
    press(page, "a")
    assert page.locator("#by").input_value() == (user_name(opened.desk.project.root) or "")
    until(page, "Shift+Tab", "#by")
    press(page, "Control+a")
    page.keyboard.type("Vera O'Reader")
    assert page.locator("#own").is_visible(), "whoever it is may have drafted it"
    verb = f".venv/bin/python build_digest.py review {ENTRY} --by 'Vera O'\"'\"'Reader'"
    assert page.locator("#verb").text_content() == verb
    until(page, "Tab", "#sign button")
    press(page, "Enter")
    page.locator("#said", has_text="Signed ferry-stops: Vera O'Reader").wait_for()
    assert page.locator("#said .verb").text_content() == verb
    assert page.locator("#signed").inner_text() == "signed by Vera O'Reader"
    assert "by: Vera O'Reader" in (opened.desk.project.digests / verbs.WEEK / f"{ENTRY}.yaml").read_text("utf-8")
    assert page.faults == []


def test_it_is_reviewed_on_a_phone(opened: Opened, page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/review", f"/review/{ENTRY}", "/blind", "/blind/swans-counted"):
        page.goto(f"{opened.address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    page.goto(f"{opened.address}/review/{ENTRY}")
    assert page.locator("#entry").is_visible()
    assert page.locator("#article").is_hidden()
    page.locator("#entry .lit", has_text="It was dark").click()
    assert page.locator("#entry").is_hidden()
    assert here(page) == "article: It was dark"
    assert page.locator(".tabs [aria-pressed=true]").inner_text() == "Article"
    page.locator("#article .lit", has_text="It was dark").click()
    assert here(page) == "entry: It was dark"
    # By its key: word of the collection may come at this moment, and move what a finger is about to hit.
    page.locator(".tabs button", has_text="Decide").press("Enter")
    page.locator("#sign button").wait_for()  # visible, as soon as the page has drawn it
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.faults == []


def test_a_second_coding_is_made_in_the_browser(opened: Opened, page) -> None:
    page.goto(f"{opened.address}/blind/swans-counted")
    press(page, "s")
    assert page.evaluate("document.activeElement.name") == "cited"
    page.locator("#by").fill("Ben Reed")
    for name, value in (("cited", "quoted"), ("identified", "named"), ("actor", "official")):
        page.locator(f"select[name={name}]").select_option(value)
    page.locator("#kept", has_text="captures/swans-counted.coding.yaml").wait_for()
    page.locator("#coding button").click()
    page.locator("#said", has_text="Recorded 1 source of swans-counted by Ben Reed").wait_for()
    assert (opened.desk.project.digests / "_codings.yaml").is_file()
    assert page.faults == []


def test_a_question_is_answered_where_the_entry_is_drafted(opened: Opened, page) -> None:
    asked = {"by": "Vera Reader", "text": "Which <b>swans</b>?"}
    assert opened.ask("POST", "/api/notes/swans-leave", asked)[0] == 200
    page.goto(f"{opened.address}/draft/swans-leave")
    place = page.locator("[data-asked]")
    place.locator("li", has_text="Which <b>swans</b>?").wait_for()
    place.locator("button").click()
    place.wait_for(state="hidden")
    assert opened.ask("GET", "/api/notes/swans-leave")[1]["notes"] == []
    assert page.faults == []


def test_the_preview_has_its_looks_and_no_access_to_the_desk(opened: Opened, page) -> None:
    page.goto(f"{opened.address}/review/{ENTRY}")
    made = f"Object.assign(document.createElement('iframe'), {{src: '/preview/{ENTRY}', id: 'seen'}})"
    page.evaluate(f"document.body.append({made})")
    frame = page.locator("#seen").element_handle().content_frame()
    frame.wait_for_url("**/2022/w42/ferry-stops/")
    frame.wait_for_load_state("load")
    assert "Ferry stops early" in frame.locator("h1").inner_text()
    assert frame.evaluate("[...document.styleSheets].some((sheet) => sheet.href?.includes('newsdesk'))")
    assert frame.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith("Charter"), (
        page.faults
    )
    assert [fault for fault in page.faults if "localStorage" not in fault] == []
    told = frame.evaluate(
        """async () => {
            const tries = {
                cookie: () => document.cookie,
                parent: () => parent.document.title,
                storage: () => localStorage.length,
                fetch: () => fetch('/api/faults'),
                desk: () => fetch(new URL('/', location.href)),
            };
            const told = {};
            for (const [name, does] of Object.entries(tries)) {
                try { await does(); told[name] = 'done'; } catch (error) { told[name] = error.name; }
            }
            return {...told, origin: self.origin};
        }"""
    )
    assert told == {
        "cookie": "SecurityError",
        "parent": "SecurityError",
        "storage": "SecurityError",
        "fetch": "TypeError",
        "desk": "TypeError",
        "origin": "null",
    }
    # A link leads nowhere else.
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url))
    frame.locator("a[href^='https://beacon.example/']").first.click()
    page.goto(f"{opened.address}/review")
    assert [url for url in asked if not url.startswith(opened.address)] == []
    assert len(page.context.pages) == 1
    page.faults.clear()


@pytest.mark.slow
def test_axe_finds_no_fault(opened: Opened, page) -> None:
    faults = {}
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    for scheme, width in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        for path in ("/review?show=all", f"/review/{ENTRY}", "/blind", f"/blind/{ENTRY}"):
            page.goto(f"{opened.address}{path}")
            for tab in page.locator(".tabs button:visible").all() or [None]:
                if tab:
                    tab.click()
                for fault in faults_of(page, options):
                    faults.setdefault(f"{fault['id']}: {fault['nodes'][0]['html'][:160]}", f"{path} ({scheme})")
    assert faults == {}
