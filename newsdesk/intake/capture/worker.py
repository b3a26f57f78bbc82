"""Reads a file in a process of its own: what a hostile page does to a library stays there.

One process, one file: a line of JSON and the bytes come in on standard input, a line of JSON goes out.
"""

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsdesk.intake.capture import Capture, read
from newsdesk.intake.capture.detector import keep_in
from newsdesk.problems import Refusal

SECONDS = 60
MEMORY = 3 * 1024**3


def read_apart(
    raw: bytes,
    kind: str,
    *,
    charset: str | None,
    address: str | None,
    today: datetime.date,
    seconds: float = SECONDS,
    keep: Path | None = None,
) -> Capture:
    """Like `read`, but a crash, an endless loop or a flood of memory ends in a Refusal.

    In the folder `keep` stands what would else be unpacked each time.
    """
    order = {"kind": kind, "charset": charset, "address": address, "today": today.isoformat()}
    order["keep"] = str(keep) if keep else None
    home = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", "from newsdesk.intake.capture.worker import main; main()"],
            input=json.dumps(order).encode() + b"\n" + raw,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise Refusal(f"The file could not be read within {seconds:g} seconds. Save its text as a .txt file.") from None
    except ValueError:
        raise Refusal("The file broke the program that reads it. Save its text as a .txt file.") from None
    if "refusal" in answer:
        raise Refusal(answer["refusal"])
    return Capture.of(answer)


def begin(
    raw: bytes, kind: str, *, charset: str | None, address: str | None, today: datetime.date, keep: Path | None = None
) -> Callable[[], Capture]:
    """The same, begun now: whoever asks for the capture waits for it, and may do something else before."""
    with_one = ThreadPoolExecutor(1)
    capture = with_one.submit(read_apart, raw, kind, charset=charset, address=address, today=today, keep=keep)
    with_one.shutdown(wait=False)
    return capture.result


def main() -> None:
    """The process itself."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.buffer.write(answered(sys.stdin.buffer.read(), keep_in))


def answered(asked: bytes, keeping: Callable[[Path | None], object] = lambda keep: None) -> bytes:
    """What the process answers to what it is given; `keeping` is told where it may keep what it unpacks."""
    order, _, raw = asked.partition(b"\n")
    given = json.loads(order)
    keep = given.pop("keep", None)
    keeping(Path(keep) if keep else None)
    try:
        today = datetime.date.fromisoformat(given.pop("today"))
        answer = read(raw, given.pop("kind"), today=today, **given).as_data()
    except Refusal as refusal:
        answer = {"refusal": str(refusal)}
    return json.dumps(answer).encode("ascii")
