"""What all tests share: the invented site, built once, one browser for each worker, and no way out of this machine."""

import gc
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import effort  # noqa: F401 the profiles of hypothesis
import pytest
from chromium import CHROMIUM, HOW_TO_INSTALL, launched, playing
from copying import copied
from frames import lent
from shared import shared
from started import own, started
from tooling import READERS
from wheels import installed, wheel

from newsdesk.build import Project, build
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.intake.capture import worker
from newsdesk.output.compiled import keep_compiled

__all__ = ["installed", "own", "started", "wheel"]  # fixtures that a module of their own makes
DATA = Path(__file__).parent / "data"
BROWSERS = {"playwright", "chromium"}
# Also for programs that a test starts: without a service no archive is asked for copies.
os.environ["NEWSDESK_WAYBACK"] = ""
os.environ["NEWSDESK_TIMESTAMP"] = ""
SCRATCH = {"built", "clone", "host", "installed", "own", "started", "warm", "wheel"}


# Templates are compiled once for all workers, as for all builds of one program.
keep_compiled(digest_of_program())
# To look for cycles as often as Python does by itself is a tenth of all work here, and there is memory enough.
gc.set_threshold(100_000, 50, 100)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden", action="store_true", help="write the golden site anew instead of comparing with it"
    )


def pytest_collection(session: pytest.Session) -> None:
    """In a fresh clone each worker compiles a share of the tests, where otherwise each would compile all of them."""
    worker = getattr(session.config, "workerinput", None)
    if worker and session.config.args == session.config.getini("testpaths"):
        paths = sorted(Path(__file__).parent.glob("test_*.py"))
        for path in paths[int(worker["workerid"].removeprefix("gw")) :: worker["workercount"]]:
            with suppress(Exception, pytest.skip.Exception):  # whoever collects it says why
                import_module(path.stem)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a browser, or something that is made from scratch, is marked so; readers of the code come first."""
    items.sort(key=lambda item: item.path.stem not in READERS)
    for item in items:
        taken = set(getattr(item, "fixturenames", ()))
        if taken & BROWSERS:
            item.add_marker("browser")
        if taken & SCRATCH:
            item.add_marker("scratch")


def pytest_collection_finish() -> None:
    """What was made to find the tests stays to the end: it is not looked through for what could be thrown away."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that reaches for another machine fails, instead of passing only where there is a network."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0] if isinstance(address, tuple) else ""
            assert host.startswith("127.") or host in ("::1", "localhost"), f"a test reached for {host}"
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


class _Here:
    """Stands in for the process in which files are read: it takes a second to start, and answers the same."""

    TimeoutExpired = subprocess.TimeoutExpired

    @staticmethod
    def run(command: list[str], *, input: bytes, **how: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, 0, worker.answered(input))


@pytest.fixture(scope="session", autouse=True)
def _frames_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """MkDocs makes the same pages once."""
    with lent(shared(tmp_path_factory, "frames", lambda folder: None)):
        yield


@pytest.fixture(scope="session", autouse=True)
def _read_here() -> Iterator[None]:
    """Files are read in this process, but where a test takes the fixture `apart`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "subprocess", _Here)
        yield


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read in a process of its own, as in earnest."""
    monkeypatch.setattr(worker, "subprocess", subprocess)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented collection; its cache lies beside it."""
    return shared(tmp_path_factory, "built", _build) / "site"


def _build(top: Path) -> None:
    outcome = build(Project(DATA, DATA / "digests", top / "site", top / "cache"))
    assert outcome.report, outcome.problems


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the invented collection, to be changed."""
    return copied(DATA, tmp_path / "project", {".cache", "site"})


@pytest.fixture
def warm(project: Path, built: Path) -> Path:
    """The same, as it is after a build: what can be made again is at hand."""
    copied(built.parent / "cache", project / ".cache" / "newsdesk")
    return project


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
