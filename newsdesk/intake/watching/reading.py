"""Reads many pages one after the other in a process of its own: what a hostile page does to a library stays there."""

import datetime
import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsdesk.intake.capture.worker import MEMORY
from newsdesk.intake.watching.shown import Shown, shown
from newsdesk.problems import Refusal

SECONDS = 60.0
_CODE = "from newsdesk.intake.watching.reading import main; main()"


class Reader:
    """One such process, started when there is something to read, and again where a page has broken it."""

    def __init__(self, today: datetime.date, seconds: float = SECONDS) -> None:
        self.today, self.seconds = today, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def read(self, raw: bytes, kind: str, charset: str | None, address: str) -> Shown:
        """What a page shows; Refusal where it cannot be read."""
        order = {
            "kind": kind,
            "charset": charset,
            "address": address,
            "today": self.today.isoformat(),
            "size": len(raw),
        }
        with self._lock:
            answer = self._asked(json.dumps(order).encode("ascii") + b"\n" + raw)
        if "refusal" in answer:
            raise Refusal(answer["refusal"])
        return Shown.of(answer)

    def _asked(self, order: bytes) -> dict[str, Any]:
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
            answer: dict[str, Any] = json.loads(line)
        except ValueError:
            self.stop()
            return {"refusal": "The page broke the program that reads it."}
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

    @staticmethod
    def _started() -> "subprocess.Popen[bytes]":
        home = str(Path(__file__).resolve().parents[3])
        paths = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip


def main() -> None:
    """The process itself: an order a line, with the bytes behind it; an answer a line."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # what a library prints is no answer
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        raw = sys.stdin.buffer.read(order["size"])
        try:
            day = datetime.date.fromisoformat(order["today"])
            answer = shown(raw, order["kind"], order["charset"], order["address"], day).as_data()
        except Refusal as refusal:
            answer = {"refusal": str(refusal)}
        except Exception as error:  # whatever a page does to a library: the next one may be ordinary
            answer = {"refusal": f"The page cannot be read: {type(error).__name__}."}
        out.write(json.dumps(answer).encode("ascii") + b"\n")
        out.flush()
