"""From save to screen: an entry is saved while `serve` runs, and a browser looks until the page shows it."""

import re
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "tests")]

from bench_sites import program  # noqa: E402
from chromium import CHROMIUM, launched, playing  # noqa: E402

# Seconds that a first build or a change may take before we give up.
_PATIENCE = 900


def save_to_screen(root: Path, turns: int) -> list[float]:
    """Seconds from the save of an entry to its new title in Chromium, which reloads by itself; [] without a browser."""
    if not CHROMIUM:
        return []
    entry = max((root / "digests").glob("*/[!_]*.yaml"))
    week = entry.parent.name.lower().replace("-", "/")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/{week}/{entry.stem}/"
    server = subprocess.Popen(
        program("serve", root, "--port", str(port)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(address, server)
        with playing() as playwright:
            return _watched(launched(playwright), address, entry, turns)
    finally:
        server.terminate()
        server.wait()


def _watched(browser, address: str, entry: Path, turns: int) -> list[float]:
    page = browser.new_page()
    page.goto(address)
    took = []
    for turn in range(turns):
        # What follows a change, search and feeds, is over before the next.
        time.sleep(3 if turn else 1)
        word = f"Seen{turn}x{time.time_ns() % 100_000}"
        text = re.sub(r"^title: (['\"]?)", rf"title: \1{word} ", entry.read_text("utf-8"), count=1, flags=re.M)
        began = time.perf_counter()
        entry.write_text(text, "utf-8")
        while word not in _heading(page):
            if time.perf_counter() - began > _PATIENCE:
                raise TimeoutError(f"{address} never showed {word}")
            time.sleep(0.01)
        took.append(time.perf_counter() - began)
    browser.close()
    return took


def _heading(page) -> str:
    """The heading that the browser shows; "" while it loads another page."""
    try:
        return page.evaluate("document.querySelector('h1')?.textContent ?? ''")
    except Exception as error:  # the page goes away beneath the question
        if "context" not in str(error) and "navigat" not in str(error).lower():
            raise
        return ""


def _await(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"serve ended with {server.returncode}")
        try:
            with urlopen(address) as answer:
                answer.read()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} is not there")
