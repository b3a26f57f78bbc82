"""The inbox on the desk: by key, by mouse and on a phone; what is hostile in it stays text, and stays in its folder."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import desk as verbs
import pytest
from axes import faults_of
from chromium import page_on
from inbox import ITEM, captured_here, feed, guard, here, press_server, reply, saved, sources
from open_desk import Opened, open_desk
from test_capture import pdf

from newsdesk.build import Project
from newsdesk.store.inbox.journal import Journal

EVIL = "<img src=x onerror=window.opened=1><script>window.opened=1</script>"


def press_at(root: Path) -> Project:
    """The press of the verbs with an empty inbox, and the sources of a morning beside it."""
    made = verbs.desk(root / "press")
    sources(made)
    return Project(made, made / "digests", made / "site", made / ".cache")


@pytest.fixture(scope="module", autouse=True)
def _in_this_process() -> Iterator[None]:
    # Nobody is asked but this machine, which needs no pause.
    with here(), captured_here(), patch("newsdesk.intake.watching.rounds.time.sleep"):
        yield


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    with open_desk(press_at(tmp_path)) as one:
        yield one


def upload(opened: Opened, name: str, raw: bytes) -> tuple[int, Any]:
    headers = {"x_desk": opened.desk.token, "origin": opened.address}
    answer, text = opened.send("POST", f"/api/inbox/upload?{urlencode({'name': name})}", raw, **headers)
    return answer.status, json.loads(text)


def listed(opened: Opened, **query: str) -> dict[str, Any]:
    status, found = opened.ask("GET", f"/api/inbox?{urlencode(query)}")
    assert status == 200, found
    return dict(found)


def post(opened: Opened, path: str, **data: str) -> tuple[int, Any]:
    return opened.ask("POST", f"/api/inbox/{path}", data)


def morning(opened: Opened) -> None:
    for name in ("lit.html", "copy.html", "swans.html", "links.txt"):
        raw = (opened.desk.project.root / "morning" / name).read_bytes()
        assert upload(opened, name, raw)[0] == 200


def test_from_files_to_a_draft_and_the_log_of_the_week(opened: Opened) -> None:
    assert listed(opened)["total"] == 0
    morning(opened)
    found = listed(opened, state="new")
    assert found["counts"] == {"new": 2, "later": 0, "taken": 2, "left": 0}
    lit, swans = sorted(found["rows"], key=lambda row: row["title"])
    [copy] = lit["copies"]
    assert copy["outlet_name"] == "tower.example"
    status, told = post(opened, "step", do="leave", id=lit["id"], why="minor")
    assert (status, told["row"]["state"], told["row"]["why"]) == (200, "left", "minor")
    assert told["command"].endswith(f"inbox leave {lit['id']} --why minor")
    # Another tab still shows it as new, and does nothing with it before that is seen.
    for path, wish in (("step", {"do": "later"}), ("take", {})):
        status, refused = post(opened, path, id=lit["id"], was="new", **wish)
        assert (status, refused["refusal"].partition(" has done")[0]) == (409, "Another page")
    assert post(opened, "step", do="undo", id=lit["id"], was="left")[1]["row"]["state"] == "new"
    post(opened, "step", do="leave", id=lit["id"], why="off-topic")
    status, told = post(opened, "take", id=swans["id"])
    assert (status, told["entry"], told["row"]["state"]) == (200, "swans-are-counted-once-more", "taken")
    assert (opened.desk.project.digests / verbs.WEEK / "swans-are-counted-once-more.yaml").is_file()
    assert post(opened, "take", id=swans["id"]) == (
        409, {"refusal": f"{swans['id']} is taken already: its entry is swans-are-counted-once-more."},
    )  # fmt: skip
    status, log = opened.ask("GET", f"/api/inbox/log?week={verbs.WEEK}")
    assert "left_out:\n    - articles: 1\n      why: Not about what the digest covers\n" in log["text"]
    assert listed(opened, q="swans once")["total"] == 1
    assert listed(opened, week="2022-W42", state="left")["total"] == 1
    # What is no copy has a row of its own, also once the same comes in again.
    status, told = post(opened, "step", do="apart", id=copy["id"])
    assert (status, told["row"]["state"], told["row"]["copies"]) == (200, "new", [])
    assert told["command"].endswith(f"inbox apart {copy['id']}")
    assert post(opened, "step", do="apart", id=copy["id"])[1]["refusal"].endswith("there is nothing to part.")
    assert told["row"]["parted"]
    again = post(opened, "step", do="undo", id=copy["id"])[1]["row"]
    assert (copy["id"] in [one["id"] for one in again["copies"]], again["id"] == copy["id"]) == (True, False)
    assert post(opened, "step", do="apart", id=copy["id"])[0] == 200
    # What the command line does is there at once.
    assert Journal(opened.desk.project.root).read().of(lit["id"]).state == "left"


def test_what_is_refused(opened: Opened) -> None:
    root = opened.desk.project.root
    morning(opened)
    before = (root / ".desk" / "inbox.jsonl").read_bytes()
    one = listed(opened, state="new")["rows"][0]["id"]
    wanted = [
        (
            post(opened, "step", do="take", id=one),
            "The page asks for something that the inbox does not know. Reload it.",
        ),
        (post(opened, "step", do="leave", id=one, why="../x"), '"../x" is no reason. Name one of: off-topic,'),
        (post(opened, "step", do="later", id="../../etc"), "There is no candidate ../../etc."),
        (post(opened, "take", id=""), "There is no candidate ."),
        (post(opened, "add", links=" \n "), "Paste at least one address."),
        (post(opened, "feeds"), "No outlet has feeds. Write them into outlets.yaml"),
        (opened.ask("GET", "/api/inbox/log?week=x"), "Choose a week first."),
    ]
    for (status, told), words in wanted:
        assert (status, told["refusal"][: len(words)]) == (409, words)
    status, told = upload(opened, "../../digests/evil.yaml", b"\x89PNG\r\n\x1a\n\0\0")
    assert told["told"][0].startswith("evil.yaml: It is none of the kinds that are read.")
    assert upload(opened, "a.txt", b"")[0] == 200
    assert (root / ".desk" / "inbox.jsonl").read_bytes() == before
    assert listed(opened, state="x", week="2022-W99", **{"from": "-7"})["total"] == 4
    assert listed(opened, **{"from": "9999999"})["rows"] == []
    foreign = opened.send("POST", "/api/inbox/feeds", b"{}", origin="https://evil.example", x_desk=opened.desk.token)
    assert foreign[0].status == 403


def test_addresses_that_are_pasted_and_a_feed(opened: Opened) -> None:
    status, told = post(opened, "add", links="Swans https://a.example/1\nnothing here\nhttps://a.example/2\n")
    assert (status, told["added"], told["told"]) == (
        200, 2, ['what was pasted:2: "nothing here" holds no address. Write it with https://.'],
    )  # fmt: skip
    item = ITEM.format("Gulls", "https://a.example/3", "Mon, 07 Nov 2022 10:00:00 GMT", "x")
    with press_server({"/feed": lambda _: reply(feed(item))}) as (port, _):
        opened.desk.guard = guard()
        status, told = post(opened, "add", links=f"http://press.example:{port}/feed")
    assert (status, told["added"], told["told"]) == (200, 1, [])
    assert post(opened, "add", links="http://127.0.0.1:1/x")[1]["told"][0].startswith("http://127.0.0.1:1/x: ")


def test_an_article_that_names_no_day_is_taken_in_the_week_that_is_named(opened: Opened) -> None:
    upload(opened, "room.pdf", pdf('Reading room open. 19 October 2022. "Nobody should wait," said Ada Quill.'))
    id = listed(opened)["rows"][0]["id"]
    status, told = post(opened, "take", id=id)
    assert (status, told["week"]) == (409, "2022-W42")
    assert told["refusal"].endswith("when it was published. It may have been on 19 October 2022.")
    none = "Write a day, as in 2026-11-16, or a week, as in 2026-W47."
    assert post(opened, "take", id=id, week="42") == (409, {"refusal": none})
    for said, week, words in (
        ("2013/8/3", "2013-W31", "2013-W31: 29 July – 4 August 2013"),
        ("2022-10-19", "2022-W42", "2022-W42: 17–23 October 2022"),
        ("2022w42", "2022-W42", "2022-W42: 17–23 October 2022"),
        ("8/3", None, none),
        ("2023-05-01", None, "2023-W18 has not begun yet."),
    ):
        assert opened.ask("GET", f"/api/inbox/week?said={said}")[1] == {"week": week, "said": words}
    assert listed(opened)["rows"][0]["state"] == "new"
    status, told = post(opened, "take", id=id, week=verbs.NEXT)
    assert (status, told["row"]["state"]) == (200, "taken")
    assert told["performed"]["command"].endswith(f"inbox take {id} --week {verbs.NEXT}")
    assert (opened.desk.project.digests / verbs.NEXT / f"{told['entry']}.yaml").is_file()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A desk in Russian with more candidates than are sent at once, the newest of them hostile."""
    project = press_at(tmp_path_factory.mktemp("hostile"))
    with project.config.open("a", encoding="utf-8") as file:
        file.write("theme: {name: material, language: ru}\n")
    with open_desk(project, "ru") as one:
        morning(one)
        rows = "".join(f"Gulls of day {n};https://gulls.example/{n};2022-10-{1 + n % 15:02}\n" for n in range(70))
        upload(one, "gulls.csv", f"title;url;date\n{rows}".encode())
        page = saved("PLACE", "Birds " * 40, "https://evil.example/?a=%22onload", "2022-10-30").replace(
            "PLACE", EVIL.replace("<", "&lt;")
        )
        upload(one, "evil.html", page.encode())
        upload(
            one,
            f"{EVIL}.csv",
            f"title,url,date,language,source,text\n{EVIL},javascript:alert(1),2022-10-29,en,{EVIL},x\n".encode(),
        )
        yield one


def test_by_key_by_mouse_and_on_a_phone(hostile: Opened, chromium: Any, tmp_path: Path) -> None:
    expect = pytest.importorskip("playwright.sync_api").expect
    with page_on(chromium, tmp_path) as page:
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        status, told = hostile.ask("POST", "/api/inbox/add", {"text": ""})
        assert (status, told["refusal"]) == (409, "Вставьте хотя бы один адрес.")
        hostile.let_in(page.context)
        page.goto(f"{hostile.address}/inbox")
        page.wait_for_selector(".candidate")
        rows = page.locator(".candidate")
        here = page.locator(".candidate[aria-current]")
        assert rows.count() == 50
        assert "<img src=x" in here.locator("h2").inner_text(), "what is hostile is text"
        assert page.locator("#candidates img, #candidates script").count() == 0
        page.keyboard.press("j")
        if here.locator("h2").inner_text() != "Lighthouse lit again":
            page.keyboard.press("j")  # of two of one day that stands first which came in last, if only by a second
        assert "javascript:" not in page.locator("#candidates").inner_html()
        # Leave out by a letter; it goes, and the next one is the current one.
        page.keyboard.press("x")
        assert page.locator("#reasons kbd").all_inner_texts()[:2] == ["o", "s"]
        page.keyboard.press("m")
        page.wait_for_selector("#said .verb", state="attached")
        assert page.locator("#said .verb").text_content().endswith("--why minor")
        assert page.locator("#said").inner_text().startswith("Пропущена (Слишком незначительно для недели):")
        assert rows.count() == 49
        page.keyboard.press("u")
        expect(rows).to_have_count(50)
        expect(here.locator("h2")).to_have_text("Lighthouse lit again")
        page.keyboard.press("l")
        expect(rows).to_have_count(49)
        # The list goes on where it ends, and what comes late takes nobody out of the line that is typed in.
        late = list[Any]()
        page.route("**/api/inbox?*", lambda route: late.extend([route]))
        with page.expect_request("**/api/inbox?*"):
            for _ in range(50):
                page.keyboard.press("j")
        page.keyboard.press("/")
        expect(page.locator("#q")).to_be_focused()
        assert len(late) == 1, "keys that come before the answer ask for nothing again"
        late[0].continue_()
        page.unroute("**/api/inbox?*")
        page.wait_for_selector(".candidate:nth-child(60)")
        page.keyboard.type("swans once")
        expect(rows).to_have_count(1)
        assert page.locator("#q").input_value() == "swans once"
        assert here.locator(".story").inner_text().startswith("Возможно, относится к сюжету: The swans of Lanternmoor")
        page.keyboard.press("Enter")
        page.select_option("#state", "later")
        page.locator("#q").fill("")
        page.keyboard.press("Enter")
        expect(rows).to_have_count(1)
        page.wait_for_selector(".candidate .does button:nth-child(3)")
        # By mouse, on a phone.
        page.set_viewport_size({"width": 390, "height": 844})
        here.locator(".does button").last.click()
        page.wait_for_selector("#empty:not([hidden])")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        several = {"b.txt": b"https://a.example/b", "no.txt": b"-", "c.txt": b"https://a.example/c"}
        page.route("**/upload?name=no*", lambda route: route.fulfill(status=404, json={"refusal": "Not this one."}))
        page.set_input_files(
            "#chosen", [{"name": name, "mimeType": "text/plain", "buffer": raw} for name, raw in several.items()]
        )
        page.locator("#files button:not(.quiet)").click()
        expect(page.locator("#said")).to_contain_text("Новых: 2.")
        assert page.locator("#said .fault").inner_text() == "Not this one.", "one that is refused stops no other"
        # Whoever stops it while the first is read has that one listed, and the others wait in the form.
        pressing = "() => document.querySelector('#files button.quiet')?.click()"
        looking = "{childList: true, subtree: true}"
        page.evaluate(f"new MutationObserver({pressing}).observe(document.getElementById('files'), {looking})")
        page.locator("#files button:not(.quiet)").click()
        expect(page.locator("#said")).to_contain_text("Остановлено. Не прочитано: 2.")
        assert page.evaluate("document.getElementById('chosen').files.length") == 3
        expect(page.locator("#files button")).to_have_count(1)
        page.select_option("#state", "new")
        page.select_option("#week", verbs.WEEK)
        page.locator("#log button").click()
        page.wait_for_selector("#logged:not([hidden])")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert [fault["id"] for fault in faults_of(page)] == []
        # A PDF names no day: the week is asked for, with one that it may be.
        upload(hostile, "room.pdf", pdf("Reading room open. 19 October 2022. Nobody waits for a book any more."))
        page.locator("#week").select_option("")
        page.locator("#q").fill("reading room")
        page.locator("#q").press("Enter")
        expect(rows).to_have_count(1)
        here.locator("button").first.click()
        expect(page.locator("#named-week")).to_have_value("2022-W42")
        expect(page.locator("#said")).to_be_empty()
        page.locator("#named-week").fill("2022-10-26")
        expect(page.locator("#named-week-said")).to_contain_text("2022-W43")
        assert [fault["id"] for fault in faults_of(page)] == [], "the dialog too"
        page.locator("#week-unnamed").click()
        expect(page.locator("#which-week")).to_be_hidden()
        # A letter acts on the row alone, and on none for whoever has said so.
        why = page.locator("#reasons")
        here.locator(".does button").last.focus()
        page.keyboard.press("x")
        expect(why).to_be_hidden()
        expect(here).to_be_focused()
        page.locator("#keys-button").click()
        page.locator("#letters").uncheck()
        assert [fault["id"] for fault in faults_of(page)] == []
        page.locator("#keys form button").click()
        here.focus()
        page.keyboard.press("x")
        expect(why).to_be_hidden()
        page.evaluate("localStorage.clear()")
        page.evaluate("document.getElementById('letters').checked = true")
        page.keyboard.press("x")
        expect(why).to_be_visible()
        assert [fault["id"] for fault in faults_of(page)] == []
        page.keyboard.press("Escape")
        # Taken, it leads to its draft.
        page.locator("#week").select_option("")
        page.locator("#q").fill("swans once")
        page.locator("#q").press("Enter")
        expect(here.locator("h2")).to_have_text("Swans are counted once more")
        with page.expect_navigation(url="**/draft/swans-are-counted-once-more"):
            here.locator("button").first.click()
        assert page.evaluate("window.opened") is None
        assert [fault for fault in faults if "404" not in fault and "409" not in fault] == []
