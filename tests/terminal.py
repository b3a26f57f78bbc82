"""What somebody types: a command of build_digest.py, and all that it prints."""

import asyncio
import io
import os
import runpy
import subprocess
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
DOOR = ROOT / "build_digest.py"
Done = subprocess.CompletedProcess[str]
T = TypeVar("T")


def awaited(work: Coroutine[object, object, T]) -> T:
    """What comes of work that awaits. A browser of another test may have a loop of its own in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def run(*arguments: object, cwd: Path = ROOT, given: str = "", **env: str) -> Done:
    """Run a command as the front door does, in this process: a start of Python costs more than most commands.

    `given` is what it reads from standard input. An exception that the command lets through is raised here. Where
    Python itself is set, see `run_apart`.
    """
    if any(name.startswith("PYTHON") for name in env):
        return run_apart(*arguments, cwd=cwd, **env)
    words = [str(DOOR), *map(str, arguments)]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with (
        chdir(cwd),
        patch.dict(os.environ, env),
        patch.multiple(
            sys, argv=words, path=[*sys.path], stdin=io.TextIOWrapper(io.BytesIO(given.encode("utf-8")), "utf-8")
        ),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = runpy.run_path(str(DOOR))["main"]()
        except SystemExit as left:
            code = left.code
    said = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
    return Done(words, code, *said)


def run_apart(*arguments: object, cwd: Path = ROOT, **env: str) -> Done:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, str(DOOR), *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **env},
    )
