"""Parts of a build made elsewhere, on whatever executor: the site is the one that this process makes alone."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from test_site import tree
from tooling import ROOT

from newsdesk.build import Project
from newsdesk.build.archive import kept_rows
from newsdesk.build.cache import Cache
from newsdesk.build.cluster import carrying, scheduling
from newsdesk.build.cluster.carrying import Inputs
from newsdesk.build.cluster.scheduling import Scheduler
from newsdesk.build.cluster.sending import Sent
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.making import build
from newsdesk.build.parts import Parts
from newsdesk.cli import main
from newsdesk.load.walking import walk
from newsdesk.output.kept import digest_of


class Elsewhere:
    """Stands in for a scheduler: it has an executor, and says how much of the work came there."""

    def __init__(self, executor: Executor, folder: Path) -> None:
        self.executor, self.folder, self.sent = executor, folder, 0

    @contextmanager
    def crew(self, project: Project, collection: Any, frame: Any, look: str):
        files, _ = walk(project.digests)
        with Cache(project.cache, digest_of_program()) as cache:
            rows = kept_rows(cache, {"/".join(file.parts): file.digest for file in files})
        packed = Inputs.of(collection, frame, look, files, "digests", rows, None).packed()
        # As a file: a pool of processes would bring bytes to them with each chunk.
        (self.folder / "inputs").write_bytes(packed)
        crew = Sent(self.executor, self.folder / "inputs", digest_of(packed))

        def submit(work: Any, chunk: Any) -> Future:
            self.sent += 1
            return crew.submit(work, chunk)

        yield SimpleNamespace(submit=submit), 3


def project_of(root: Path) -> Project:
    return Project(root, root / "digests", root / "site", root / ".cache" / "newsdesk")


class Faulty(ThreadPoolExecutor):
    """Loses every third chunk, one way or another, and from the tenth on everything."""

    count = 0

    def submit(self, work: Any, *given: Any, **named: Any) -> Future:  # type: ignore[override]
        self.count += 1
        lost: Future = Future()
        if self.count > 9:
            lost.set_exception(BrokenExecutor())
        elif self.count % 3:
            return super().submit(work, *given, **named)
        else:
            lost.set_exception(MemoryError("killed"))
        return lost


@pytest.fixture(autouse=True)
def _nothing_at_hand() -> Iterator[None]:
    yield
    carrying._HANDS.clear()


@pytest.mark.parametrize("pool", [lambda: ThreadPoolExecutor(2), lambda: Faulty(2)], ids=["threads", "faults"])
def test_parts_made_on_any_executor_are_those_of_this_process(
    built: Path, warm: Path, pool: Callable[[], Executor]
) -> None:
    with pool() as executor:
        elsewhere = Elsewhere(executor, warm.parent)
        assert build(project_of(warm), scheduler=elsewhere).report
    assert elsewhere.sent > 5
    assert tree(warm / "site") == tree(built)
    assert carrying._HANDS.keys() == {digest_of((warm.parent / "inputs").read_bytes())}


class Stand:
    """Stands in for Dask's client: whom it reaches, and what these say."""

    def __init__(self, scheduler: str, workers: dict[str, Any]) -> None:
        self.scheduler, self.workers = scheduler, workers

    def __call__(self, address: str, **how: Any) -> "Stand":
        return self

    def __enter__(self) -> "Stand":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get_versions(self) -> dict[str, Any]:
        return {side: {"packages": {"distributed": version}} for side, version in
                (("client", "2026.8.0"), ("scheduler", self.scheduler))}  # fmt: skip

    def wait_for_workers(self, count: int, timeout: float) -> None:
        if not self.workers:
            raise TimeoutError

    def run(self, work: Any, on_error: str) -> dict[str, Any]:
        return self.workers


AT = "tcp://127.0.0.1:9"
START = f"Start it in the folder of the program: .venv/bin/python -m distributed.cli.dask_worker {AT}"
OTHER = "the version, a library or Python is another one than here."
REFUSED: dict[str, tuple[str, Any, str]] = {
    "no address": (
        "localhost",
        None,
        "--scheduler: localhost is no address of a scheduler. Write one such as tcp://host:8786.",
    ),
    "nobody there": (
        AT,
        None,
        f"{AT}: no-scheduler: No scheduler of Dask answers there (OSError)."
        " Start one: .venv/bin/dask scheduler, or build without --scheduler.",
    ),
    "another Dask": (
        AT,
        Stand("2024.1.0", {}),
        f"{AT}: other-scheduler: It runs Dask 2024.1.0, and here is 2026.8.0."
        " Start it from an environment that has the same: make setup-cluster.",
    ),
    "no worker": (AT, Stand("2026.8.0", {}), f"{AT}: no-worker: No worker has come to this scheduler. {START}"),
    "another program": (
        AT,
        Stand("2026.8.0", {"tcp://10.0.0.1:4": digest_of_program(), "tcp://10.0.0.2:5": "another"}),
        f"tcp://10.0.0.2:5: other-program: It runs another program: {OTHER} {START}",
    ),
    "no program": (
        AT,
        Stand("2026.8.0", {"tcp://10.0.0.2:5": ModuleNotFoundError("newsdesk")}),
        f"tcp://10.0.0.2:5: other-program: It cannot run this program: {OTHER} {START}",
    ),
}


def test_a_scheduler_of_no_use_is_told_before_anything_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(scheduling, "TIMEOUT", 0.2)
    before = tree(project)

    def told(address: str) -> str:
        assert main(["build", "--scheduler", address], project) in (1, 2)
        return capsys.readouterr().err

    client = distributed.Client
    for name, (address, stand, said) in REFUSED.items():
        monkeypatch.setattr(distributed, "Client", stand or client)
        assert told(address) == f"build_digest.py: {said}\n", name
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert told(AT) == (
        "build_digest.py: --scheduler needs Dask, which is not installed (distributed)."
        " Install it: make setup-cluster.\n"
    )
    assert tree(project) == before


@pytest.mark.slow
def test_processes_that_share_nothing_make_the_same(built: Path, warm: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        elsewhere = Elsewhere(pool, warm.parent)
        assert build(project_of(warm), scheduler=elsewhere).report
    assert elsewhere.sent > 5
    assert tree(warm / "site") == tree(built)


@contextmanager
def started(module: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler or worker of Dask, in a process of its own that goes with its children."""
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]], subprocess.Popen[bytes]]]:
    """A scheduler and three workers: its address, and all processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with ExitStack() as stack:
        port = address.rpartition(":")[2]
        scheduler = stack.enter_context(started("dask_scheduler", "--host", "127.0.0.1", "--port", port))
        options = ("--no-nanny", "--nthreads", "1", "--local-directory", str(folder))
        workers = [stack.enter_context(started("dask_worker", address, *options)) for _ in range(3)]
        yield address, workers, scheduler


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["one worker", "all workers", "the scheduler"])
def test_whoever_is_lost_on_the_way_the_site_is_the_same(
    tmp_path: Path, built: Path, warm: Path, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(scheduling, "TIMEOUT", 60.0)
    monkeypatch.setattr(scheduling, "PATIENCE", 3.0)
    with cluster(tmp_path) as (address, workers, scheduler):
        with distributed.Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(3, timeout=60)
        whole, made, sent = Parts._taken, 0, Sent.submit
        chunks: list[Any] = []

        def taken(self: Parts, one: Any) -> Any:
            # What a worker has made comes in: the time to lose somebody.
            nonlocal made
            made += 1
            if made == 30:
                for process in {"one worker": workers[:1], "all workers": workers, "the scheduler": [scheduler]}[lost]:
                    process.kill()
            return whole(self, one)

        def submit(self: Sent, work: Any, chunk: Any) -> Any:
            chunks.append(chunk)
            return sent(self, work, chunk)

        monkeypatch.setattr(Parts, "_taken", taken)
        monkeypatch.setattr(Sent, "submit", submit)
        assert build(project_of(warm), scheduler=Scheduler(address)).report
    assert made >= 30
    assert len(chunks) > 5
    assert tree(warm / "site") == tree(built)
