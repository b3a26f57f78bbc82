"""What all tests share: the invented site, built once, and no way out of this machine."""

import socket
from pathlib import Path

import pytest
from hypothesis import settings
from started import own, started

from newsdesk.build import Project, build

__all__ = ["own", "started"]  # fixtures that a module of their own makes
DATA = Path(__file__).parent / "data"
# A busy machine is no fault of the code: no test asserts a time.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh-golden", action="store_true", help="write the golden site anew instead of comparing with it"
    )


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
    """The site of the invented collection."""
    top = tmp_path_factory.mktemp("built")
    outcome = build(Project(DATA, DATA / "digests", top / "site", top / "cache"))
    assert outcome.report, outcome.problems
    return top / "site"
