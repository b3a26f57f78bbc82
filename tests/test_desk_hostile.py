"""A hostile site in the same browser reads nothing of the desk and changes nothing; a bookmark of ours leads in."""

import http.server
import json
import threading
from collections.abc import Iterator
from urllib.parse import quote

import desk as verbs
import pytest
from chromium import launched
from open_desk import Opened, open_desk
from test_desk import project_at

# What a page of another origin tries with all that a browser lets it do; says what it got.
ATTACK = """
async (desk) => {
  const tried = {};
  const attempt = async (name, way) => { tried[name] = await way().catch(() => "refused"); };
  const text = (answer) => answer.type === "opaque" ? "opaque" : answer.text();
  await attempt("read", async () => text(await fetch(desk, { credentials: "include" })));
  await attempt("read blindly", async () => text(await fetch(desk, { credentials: "include", mode: "no-cors" })));
  await attempt("read what is open", async () => text(await fetch(`${desk}/add?url=https://x.example/`)));
  const sent = { method: "POST", credentials: "include", body: JSON.stringify({ text: "owned", digest: "" }) };
  await attempt("write", async () => text(await fetch(`${desk}/api/file/digests/topics.yaml`, sent)));
  await attempt("write blindly", async () => text(await fetch(`${desk}/api/inbox/add`, { ...sent, mode: "no-cors" })));
  await attempt("header", async () => text(await fetch(desk, { headers: { "X-Desk": "x" } })));
  const loads = (name, element) => attempt(name, () => new Promise((done) => {
    element.onload = () => done("loaded");
    element.onerror = () => done("refused");
    document.body.append(element);
  }));
  const made = (name, values) => Object.assign(document.createElement(name), values);
  await loads("picture", made("img", { src: `${desk}/assets/favicon.svg` }));
  await loads("script", made("script", { src: `${desk}/assets/desk.js`, type: "module" }));
  await loads("style", made("link", { href: `${desk}/assets/desk.css`, rel: "stylesheet" }));
  await attempt("stream", () => new Promise((done) => {
    const source = new EventSource(`${desk}/events`, { withCredentials: true });
    source.onopen = () => done("open");
    source.onerror = () => done("refused");
  }));
  await attempt("socket", () => new Promise((done) => {
    const socket = new WebSocket(desk.replace("http", "ws"));
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
  }));
  await attempt("beacon", async () => (navigator.sendBeacon(`${desk}/api/file/digests/topics.yaml`, "{}"), "sent"));
  const frame = made("iframe", { src: desk });
  await loads("frame", frame);
  await attempt("frame's text", async () => frame.contentDocument?.body.textContent ?? "refused");
  const form = made("form", { action: `${desk}/api/file/digests/topics.yaml`, method: "post", target: "aside" });
  form.append(made("input", { name: "text", value: "owned" }));
  document.body.append(made("iframe", { name: "aside" }), form);
  form.submit();
  return tried;
}
"""


class _Evil(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>evil</title><body>")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_desk(project_at(tmp_path_factory.mktemp("hostile"))) as one:
        yield one


@pytest.fixture(scope="module")
def evil() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Evil) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def browser(playwright) -> Iterator:
    """One in which every name of the hostile site leads to this machine, as it would have it."""
    browser = launched(playwright, args=("--host-resolver-rules=MAP evil.example 127.0.0.1",))
    yield browser
    browser.close()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1"])
def test_a_hostile_site_gets_nothing(browser, opened: Opened, evil: int, host: str) -> None:
    """Also one that runs on this machine at another port, whose cookies are the same."""
    context = browser.new_context()
    own = context.new_page()
    own.goto(opened.door)
    assert own.locator("h1").count() == 1, "the browser is let in"
    before = verbs.files_in(opened.desk.project.root)
    page = context.new_page()
    page.goto(f"http://{host}:{evil}/")
    tried = page.evaluate(ATTACK, opened.address)
    blind = {"read blindly": "refused", "write blindly": "refused", "beacon": "sent", "frame": "loaded"}
    assert {name: got for name, got in tried.items() if got != blind.get(name, "refused")} == {}
    own.reload()
    assert verbs.files_in(opened.desk.project.root) == before
    context.close()


def test_a_name_that_leads_here_gets_nothing(browser, opened: Opened) -> None:
    """The page comes from the desk itself, under another name: so its scripts would have its origin."""
    context = browser.new_context()
    page = context.new_page()
    for path in ("/", f"/?token={opened.desk.token}", "/add?url=https://x.example/"):
        answer = page.goto(f"http://evil.example:{opened.desk.port}{path}")
        assert answer.status == 421
        assert page.inner_text("body").strip() == "The desk answers to its own address alone: the terminal shows it."
    context.close()


def test_a_bookmark_leads_to_the_inbox_and_asks(browser, opened: Opened, evil: int) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(opened.door)
    page.goto(f"{opened.address}/add")
    page.locator("#drag[href^='javascript:']").wait_for(state="attached")
    code = page.locator("#code").input_value()
    assert code == page.locator("#drag").get_attribute("href")
    page.goto(f"http://evil.example:{evil}/story?<b>")
    page.evaluate("document.title = '<script>Ferry</script> stops'")
    with context.expect_page() as popped:
        page.evaluate(code.removeprefix("javascript:"))
    asks = popped.value
    asks.wait_for_load_state()
    assert "Ferry stops" not in asks.locator("main").inner_text(), "nothing of the collection before somebody clicks"
    assert asks.locator("#add").count() == 0
    assert asks.locator("dd").first.inner_text() == "<script>Ferry</script> stops"
    asks.keyboard.press("Enter")
    asks.locator("#add").wait_for()
    assert asks.locator("p.good").inner_text() == "No entry and no draft is about it yet."
    sent: list[str] = []
    done = {"added": 1, "copies": 0, "again": 0, "told": [], "found": [], "command": "inbox add"}
    asks.route("**/api/inbox/add", lambda route: (sent.append(route.request.post_data), route.fulfill(json=done)))
    asks.locator("#drag[href^='javascript:']").wait_for(state="attached")  # its script has come
    asks.keyboard.press("Enter")
    asks.locator("#said", has_text="It is in the inbox now.").wait_for()
    assert [json.loads(one) for one in sent] == [{"links": f"http://evil.example:{evil}/story?%3Cb%3E"}]
    asks.goto(f"{opened.address}/add?url=http://m.beacon.example/ferry?utm_source=x")
    assert asks.locator("main ul a").all_inner_texts() == ["Ferry stops early"]
    context.close()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "x y", ""])
def test_only_addresses_of_pages_are_offered(opened: Opened, address: str) -> None:
    status, text = opened.ask("GET", f"/add?url={quote(address)}")
    assert (status, 'id="add"' in text) == (200, False)
