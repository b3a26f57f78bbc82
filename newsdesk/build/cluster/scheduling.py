"""Dask distributed: the address of a scheduler comes in, its workers go out as a crew that makes parts of a build."""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from newsdesk.build.archive import kept_rows
from newsdesk.build.cache import Cache
from newsdesk.build.cluster.carrying import Inputs, program
from newsdesk.build.cluster.sending import Sent
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.build.workers import Crew
from newsdesk.collection import Collection
from newsdesk.load import shown_path
from newsdesk.load.walking import walk
from newsdesk.output.frame import Frame
from newsdesk.output.kept import digest_of
from newsdesk.problems import Refusal, UsageError, setting_up

_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^\s/]+:\d+")
# Seconds to wait for a scheduler, for a first worker, and for a new one where none is left.
TIMEOUT, FIRST, PATIENCE = 10.0, 10.0, 10.0


class Scheduler:
    """A scheduler of Dask that is there, with workers that run this very program."""

    def __init__(self, address: str, begun: date | None = None) -> None:
        """Refusal, before anything is written, where it or its workers are of no use; `begun` is as in a build."""
        if not _ADDRESS.fullmatch(address):
            raise UsageError(f"--scheduler: {address} is no address of a scheduler. Write one such as tcp://host:8786.")
        self.address, self.begun = address, begun
        with self._client() as client:
            _same_library(client, address)
            _same_program(client, address)

    @contextmanager
    def _client(self) -> Iterator[Any]:
        try:
            import distributed
        except ImportError as error:
            raise Refusal(
                f"--scheduler needs Dask, which is not installed ({error.name}). Install it: {setting_up('cluster')}."
            ) from None
        # Its authors give it no types.
        connect: Any = distributed.Client
        try:
            client: Any = connect(self.address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            raise Refusal(
                f"{self.address}: no-scheduler: No scheduler of Dask answers there ({type(error).__name__})."
                " Start one: .venv/bin/dask scheduler, or build without --scheduler."
            ) from None
        with client:
            yield client

    @contextmanager
    def crew(
        self, project: Project, collection: Collection, frame: Frame, look: str
    ) -> Iterator[tuple[Crew | None, int]]:
        """Its workers with all that parts of a collection are made of, and how many all are with this process."""
        files, _ = walk(project.digests)
        digests = {"/".join(file.parts): file.digest for file in files}
        with Cache(project.cache, digest_of_program()) as cache:
            rows = kept_rows(cache, digests)
        base = shown_path(project.digests, project.root)
        packed = Inputs.of(collection, frame, look, files, base, rows, self.begun).packed()
        with self._client() as client:
            threads = sum(client.nthreads().values())
            # To all of them at once, from one to the next: nobody needs a folder that all can reach.
            given = client.scatter(packed, broadcast=True, hash=False)
            watched = _Watched(client, Sent(client.get_executor(pure=False), given, digest_of(packed)))
            try:
                yield watched, threads + 1
            finally:
                watched.stop()


class _Watched:
    """A crew that says when nobody is left: a scheduler alone would wait for a new worker for ever."""

    def __init__(self, client: Any, crew: Crew) -> None:
        self._client, self._crew = client, crew
        self._running: set[Future[Any]] = set()
        self._lock, self._stopped = threading.Lock(), threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def submit(self, work: Any, chunk: Any, /) -> Future[Any]:
        """Have a chunk of the work done."""
        future: Future[Any] = Future()
        with self._lock:
            self._running.add(future)

        def tell(done: Future[Any]) -> None:
            with self._lock:
                if future not in self._running:
                    return  # it was given up
                self._running.discard(future)
            if error := done.exception():
                future.set_exception(error)
            else:
                future.set_result(done.result())

        self._crew.submit(work, chunk).add_done_callback(tell)
        return future

    def stop(self) -> None:
        """Look no longer."""
        self._stopped.set()
        self._watch.join()

    def _look(self) -> None:
        missed = 0.0
        while not self._stopped.wait(1):
            missed = 0.0 if self._has_workers() else missed + 1
            if missed >= PATIENCE:
                with self._lock:
                    left, self._running = self._running, set()
                for future in left:
                    future.set_exception(BrokenExecutor("No worker is left."))

    def _has_workers(self) -> bool:
        with suppress(Exception):  # whatever stands between us and the scheduler
            return self._client.status == "running" and bool(self._client.nthreads())
        return False


def _same_library(client: Any, address: str) -> None:
    """Refusal where the scheduler has another version of Dask."""
    ours, theirs = (_version(client.get_versions()[side]) for side in ("client", "scheduler"))
    if ours != theirs:
        raise Refusal(
            f"{address}: other-scheduler: It runs Dask {theirs}, and here is {ours}."
            " Start it from an environment that has the same: make setup-cluster."
        )


def _version(said: Any) -> str:
    return str((said or {}).get("packages", {}).get("distributed"))


def _same_program(client: Any, address: str) -> None:
    """Refusal where there is no worker, or where one runs another program."""
    start = f"Start it in the folder of the program: .venv/bin/python -m distributed.cli.dask_worker {address}"
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=FIRST)
    found = client.run(program, on_error="return")
    if not found:
        raise Refusal(f"{address}: no-worker: No worker has come to this scheduler. {start}")
    for worker, said in found.items():
        if said != digest_of_program():
            what = "It cannot run this program" if isinstance(said, BaseException) else "It runs another program"
            raise Refusal(
                f"{worker}: other-program: {what}: the version, a library or Python is another one than here. {start}"
            )
