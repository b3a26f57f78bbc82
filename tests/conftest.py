"""What all tests share: the invented site, built once, one browser for each worker, and no way out of this machine."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import CHROMIUM, HOW_TO_INSTALL, launched, playing
from hypothesis import settings
from shared import shared
from started import own, started
from wheels import installed, wheel

from newsdesk.build import Project, build

__all__ = ["installed", "own", "started", "wheel"]  # fixtures that a module of their own makes
DATA = Path(__file__).parent / "data"
BROWSERS = {"playwright", "chromium"}
# A busy machine is no fault of the code: no test asserts a time.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden", action="store_true", help="write the golden site anew instead of comparing with it"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a browser, or an environment of its own, is marked so."""
    for item in items:
        taken = set(getattr(item, "fixturenames", ()))
        if BROWSERS & taken:
            item.add_marker("browser")
        if "installed" in taken:
            item.add_marker("scratch")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for another machine fails, instead of passing only where there is a network."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else ""
            assert host.startswith("127.") or host in ("::1", "localhost"), f"a test reached for {host}"
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented collection; `warm` knows its cache."""
    return shared(tmp_path_factory, "built", _build) / "site"


def _build(top: Path) -> None:
    outcome = build(Project(DATA, DATA / "digests", top / "site", top / "cache"))
    assert outcome.report, outcome.problems


@pytest.fixture(scope="session")
def playwright() -> Iterator:
    """What starts browsers."""
    if not CHROMIUM:
        pytest.skip(HOW_TO_INSTALL)
    pytest.importorskip("playwright.sync_api")
    with playing() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright) -> Iterator:
    """A browser; each test opens a context of its own in it, or one for its file."""
    browser = launched(playwright)
    yield browser
    browser.close()
