"""The server: this machine only, a new build on every change, and the last good site on a fault."""

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "p", ignore=shutil.ignore_patterns(".cache", "site"))
    return tmp_path / "p"


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def server(project: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    with (project / "said.txt").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "build_digest.py"), "serve", "--root", str(project), "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


def fetch(port: int, path: str = "") -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
        return answer.read().decode()


def eventually(true: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if true():
                return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    pytest.fail("it did not come to pass")


def test_serve_builds_again_and_survives_a_fault(project: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    eventually(lambda: "<h1" in fetch(port))
    assert "livereload" in fetch(port)

    outlets = project / "digests" / "outlets.yaml"
    text = outlets.read_text("utf-8")
    name = next(line.split("name: ", 1)[1] for line in text.splitlines() if line.strip().startswith("name: "))
    outlets.write_text(text.replace(f"name: {name}", "name: The Renamed Courier", 1), "utf-8")
    eventually(lambda: "The Renamed Courier" in fetch(port, "outlets/"))

    outlets.write_text("schema: 1\noutlets: {", "utf-8")
    eventually(lambda: "outlets.yaml:2:" in (project / "said.txt").read_text("utf-8"))
    assert "The Renamed Courier" in fetch(port, "outlets/")

    with pytest.raises(ConnectionRefusedError), socket.socket() as other:
        other.connect(("127.0.0.2", port))

    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 0
    said = (project / "said.txt").read_text("utf-8")
    assert "Traceback" not in said
    assert said.rstrip().endswith("Stopped.")


def test_a_port_in_use_is_said(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, str(ROOT / "build_digest.py"), "serve", "--root", str(project), "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith(f"build_digest.py: Port {port} is in use. Choose another with --port.")
