"""A process of its own that reads one file after the other: what a hostile file does to a library stays there."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsdesk.intake.capture.worker import MEMORY
from newsdesk.problems import Refusal

SECONDS = 60.0
Order = dict[str, Any]
"""What to do with some bytes, and what comes of it: plain data, as JSON can carry it."""


class Apart:
    """One such process, started when there is something to read, and again where a file has broken it.

    `module` is the full name of one with a function `main`, which calls `serve`.
    """

    def __init__(self, module: str, what: str, seconds: float = SECONDS) -> None:
        self.seconds, self._module, self._what = seconds, module, what
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, order: Order, raw: bytes) -> Order:
        """The answer to an order; Refusal where the file cannot be read, or breaks the process."""
        with self._lock:
            answer = self._asked(json.dumps({**order, "size": len(raw)}).encode("ascii") + b"\n" + raw)
        if "refusal" in answer:
            raise Refusal(answer["refusal"])
        return answer

    def _asked(self, order: bytes) -> Order:
        process = self._process = self._process or self._started()
        lines: queue.Queue[bytes] = queue.Queue()

        def talk() -> None:
            line = b""
            with suppress(OSError, ValueError):
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(order)
                process.stdin.flush()
                line = process.stdout.readline()
            lines.put(line)

        threading.Thread(target=talk, daemon=True).start()
        line = b""
        with suppress(queue.Empty):
            line = lines.get(timeout=self.seconds)
        try:
            answer: Order = json.loads(line)
        except ValueError:
            self.stop()
            return {"refusal": f"The {self._what} broke the program that reads it."}
        return answer

    def stop(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    with suppress(OSError):
                        stream.close()
        self._process = None

    def _started(self) -> "subprocess.Popen[bytes]":
        home = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
        code = f"from {self._module} import main; main()"
        return subprocess.Popen(
            [sys.executable, "-P", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip


def serve(answer: Callable[[bytes, Order], Order], what: str) -> None:
    """The process itself: an order a line, with the bytes behind it; an answer a line."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints is no answer
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        raw = sys.stdin.buffer.read(order["size"])
        try:
            said = answer(raw, order)
        except Refusal as refusal:
            said = {"refusal": str(refusal)}
        except Exception as error:  # whatever a file does to a library: the next one may be ordinary
            said = {"refusal": f"The {what} cannot be read: {type(error).__name__}."}
        out.write(json.dumps(said).encode("ascii") + b"\n")
        out.flush()
