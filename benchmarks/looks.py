"""How pages look in other browsers than Chromium: Firefox and WebKitGTK, as Debian packages them.

    apt-get install firefox-esr webkit2gtk-driver xvfb
    pip install -r benchmarks/requirements-looks.txt
    python benchmarks/looks.py SITE OUT [PATH ...] [--width 390 1280]

Serves a finished site, opens each page at each width in each browser that is installed, writes a picture of it into
OUT, and prints what is wrong: a page that is wider than its window, a link of its own part that is out of the window,
an error of a script, a search that finds nothing. Exit 1 where something is. Firefox is spoken to by WebDriver BiDi,
WebKitGTK by WebDriver; nothing is downloaded.
"""

import argparse
import base64
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from chromium import served  # noqa: E402

PAGES = ("", "stories/", "outlets/", "browse/", "collection/", "search/?q={word}")
WORD = "Bishkek"
HEIGHT = 900
MINI = sorted(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"))
FAULTS = """(() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const out = [...document.querySelectorAll("article a[href]")].filter((link) => link.offsetParent
    && !link.closest("pre, table, .md-typeset__scrollwrap, .nd-matrix, svg")
    && (link.getBoundingClientRect().right > innerWidth + 1 || link.getBoundingClientRect().left < -1));
  const state = document.getElementById("state");
  return JSON.stringify({
    wide, out: out.map((link) => link.textContent.trim().slice(0, 40)),
    state: state && state.textContent, found: state && document.querySelectorAll("#found li").length,
    height: document.documentElement.scrollHeight,
  });
})()"""
READY = """(() => document.readyState === "complete"
  && !["", "Searching …"].includes(document.getElementById("state")?.textContent ?? "-"))()"""


class Firefox:
    """A Firefox without a window, by WebDriver BiDi."""

    def __init__(self, folder: Path, port: int) -> None:
        options = ["--headless", "--no-remote", "--profile", str(folder), f"--remote-debugging-port={port}"]
        self._process = subprocess.Popen(
            ["firefox-esr", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )  # fmt: skip
        self._open = contextlib.ExitStack()
        at = f"ws://127.0.0.1:{port}/session"
        self._socket = patient(lambda: self._open.enter_context(connect(at, max_size=None)))
        self._count = 0
        self._ask("session.new", capabilities={})
        self._context = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **params: object) -> dict[str, Any]:
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=60))
            if answer.get("id") == self._count:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                result: dict[str, Any] = answer["result"]
                return result

    def resize(self, width: int) -> None:
        """The window gets a width in pixels."""
        self._ask(
            "browsingContext.setViewport", context=self._context, viewport={"width": width, "height": HEIGHT}
        )  # fmt: skip

    def open(self, address: str) -> None:
        """A page is opened, and has loaded."""
        self._ask("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def evaluate(self, script: str) -> Any:
        """What an expression gives: text, number or truth."""
        made = self._ask("script.evaluate", expression=script, target={"context": self._context}, awaitPromise=True)
        return made["result"].get("value")

    def shot(self) -> bytes:
        """A picture of what stands in the window, as PNG."""
        return base64.b64decode(self._ask("browsingContext.captureScreenshot", context=self._context)["data"])

    def close(self) -> None:
        """The browser ends."""
        self._open.close()
        end(self._process)


class WebKit:
    """WebKitGTK's MiniBrowser on a display that nobody sees, by WebDriver."""

    def __init__(self, folder: Path, port: int) -> None:
        display = f":{port % 1000 + 100}"
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1920x1200x24"], **quiet)
        env = {
            "DISPLAY": display,
            "HOME": str(folder),
            "PATH": "/usr/bin:/bin",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        self._process = subprocess.Popen(["WebKitWebDriver", f"--port={port}"], env=env, **quiet)
        self._base = f"http://127.0.0.1:{port}"
        wanted = {"binary": str(MINI[-1]), "args": ["--automation"]}
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": wanted}}}
        session = patient(lambda: self._ask("POST", "/session", asked))
        self._base += f"/session/{session['sessionId']}"

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        request = urllib.request.Request(
            f"{self._base}{path}", json.dumps(body or {}).encode() if method == "POST" else None, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def resize(self, width: int) -> None:
        """The window gets a width in pixels, and no less than about 450: it has tools that need them."""
        for _ in range(3):
            self._ask("POST", "/window/rect", {"width": width, "height": HEIGHT})
            is_wide = self.evaluate("innerWidth")
            if is_wide == width:
                return
            self._ask("POST", "/window/rect", {"width": 2 * width - int(is_wide), "height": HEIGHT})

    def open(self, address: str) -> None:
        """A page is opened, and has loaded."""
        self._ask("POST", "/url", {"url": address})

    def evaluate(self, script: str) -> Any:
        """What an expression gives: text, number or truth."""
        return self._ask("POST", "/execute/sync", {"script": f"return {script}", "args": []})

    def shot(self) -> bytes:
        """A picture of what stands in the window, as PNG."""
        return base64.b64decode(self._ask("GET", "/screenshot"))

    def close(self) -> None:
        """The browser and its display end."""
        with contextlib.suppress(urllib.error.URLError, TimeoutError):
            self._ask("DELETE", "")
        end(self._process)
        end(self._screen)


def end(process: "subprocess.Popen[bytes]") -> None:
    """A process that was started here ends."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def patient(ask: Callable[[], Any], seconds: float = 40) -> Any:
    """What somebody answers who is still starting."""
    until = time.monotonic() + seconds
    while True:
        try:
            return ask()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def installed() -> Iterator[tuple[str, type[Firefox] | type[WebKit]]]:
    """The browsers that are here."""
    if shutil.which("firefox-esr"):
        yield "firefox", Firefox
    if shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and MINI:
        yield "webkit", WebKit


def looked(browser: Firefox | WebKit, address: str, width: int) -> Iterator[str]:
    """Open a page; what is wrong with it."""
    browser.resize(width)
    browser.open(address)
    until = time.monotonic() + 20
    while not browser.evaluate(READY) and time.monotonic() < until:
        time.sleep(0.1)
    told = json.loads(browser.evaluate(FAULTS))
    if told["wide"] > 0:
        yield f"{told['wide']} pixels wider than its window"
    if told["out"]:
        yield f"links out of the window: {', '.join(told['out'][:3])}"
    if "?q=" in address and not told["found"]:
        yield f"the search finds nothing: {told['state']}"


def main() -> int:
    """Look at all pages, and print what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("paths", nargs="*", default=PAGES)
    parser.add_argument("--width", type=int, nargs="+", default=(390, 1280))
    parser.add_argument("--word", default=WORD, help="what the search page is asked for")
    options = parser.parse_args()
    browsers = list(installed())
    if not browsers:
        print("No browser: apt-get install firefox-esr webkit2gtk-driver xvfb", file=sys.stderr)
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    wrong = looks = 0
    with served(options.site) as address:
        for number, (name, kind) in enumerate(browsers):
            with tempfile.TemporaryDirectory() as top:
                browser = kind(Path(top), 9533 + number)
                try:
                    for path in options.paths:
                        for width in options.width:
                            for fault in looked(browser, address + path.format(word=options.word), width):
                                print(f"{name} {width} /{path}: {fault}")
                                wrong += 1
                            shown = path.split("?")[0].strip("/").replace("/", "-") or "home"
                            (options.out / f"{shown}-{width}-{name}.png").write_bytes(browser.shot())
                            looks += 1
                finally:
                    browser.close()
    print(f"{looks} looks in {', '.join(name for name, _ in browsers)}: {wrong} wrong. Pictures: {options.out}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
