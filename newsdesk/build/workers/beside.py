"""Some work in a copy of this process: what comes of it is handed back, and the work can be stopped at any time."""

import base64
import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

T = TypeVar("T")
# How much the work gives way to whoever waits for something.
_NICE = 5


class Failed(Exception):
    """The work failed in the copy: the text says how, as it would stand in the terminal."""


class Beside(Generic[T]):
    """Work that begins at once in a copy of the process; where a system makes none, it is done here and now.

    Copying is left to Linux: elsewhere libraries do not survive it, or there is none. What the work changes in the
    memory of a copy is lost, but for its result.
    """

    def __init__(self, work: Callable[[], T], nice: int = _NICE) -> None:
        """`nice` says how much the work gives way to others."""
        self._is_a_copy = sys.platform == "linux"
        self._lock, self._stopped, self._ended = threading.Lock(), False, threading.Event()
        self._process: int | None = None
        if not self._is_a_copy:
            self._done = work()
            self._ended.set()
            return
        ours, theirs = os.pipe()
        life, held = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(ours)
            os.close(held)
            _work(work, theirs, nice, life)
        os.close(theirs)
        os.close(life)
        self._pipe, self._held = ours, held

    def result(self) -> T | None:
        """What came of the work, when it has ended; None where it was stopped. Failed where it failed."""
        if not self._is_a_copy:
            return self._done
        with os.fdopen(self._pipe, "rb") as pipe, os.fdopen(self._held, "wb"):
            said = pipe.read()
        assert self._process is not None
        # Its number belongs to nobody else as long as it is waited for.
        os.waitid(os.P_PID, self._process, os.WEXITED | os.WNOWAIT)
        with self._lock:
            os.waitpid(self._process, 0)
            self._process = None
            self._ended.set()
        if self._stopped:
            return None
        if not said:
            raise Failed("The process that was at work beside this one was lost, for want of memory perhaps.")
        done, result = pickle.loads(said)
        if not done:
            raise Failed(result)
        found: T = result
        return found

    def stop(self) -> None:
        """End the work; whoever waits for its result gets none."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                os.kill(self._process, signal.SIGTERM)

    def wait(self) -> None:
        """Wait until the work does nothing more; somebody else has asked for its result."""
        self._ended.wait()


class Anew(Beside[T]):
    """The same in a new process, which holds nothing of what this one remembers: for work that fills a memory itself.

    The work is a function of a module, with arguments that can be pickled.
    """

    def __init__(self, work: Callable[[], T], nice: int = _NICE) -> None:
        """`nice` says how much the work gives way to others."""
        if sys.platform != "linux":
            super().__init__(work, nice)
            return
        self._is_a_copy = True
        self._lock, self._stopped, self._ended = threading.Lock(), False, threading.Event()
        home = str(Path(__file__).resolve().parents[3])
        paths = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        told = base64.b64encode(pickle.dumps((work, nice))).decode()
        started = subprocess.Popen(
            [sys.executable, "-P", "-c", f"from {__name__} import begin; begin()", told],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert started.stdin
        assert started.stdout
        self._process, self._pipe, self._held = (
            started.pid,
            os.dup(started.stdout.fileno()),
            os.dup(started.stdin.fileno()),
        )
        started.stdout.close()
        started.stdin.close()
        started.returncode = 0  # whoever asks for the result waits for it


def begin() -> NoReturn:
    """In the new process: do the work that it was started for."""
    work, nice = pickle.loads(base64.b64decode(sys.argv[1]))
    pipe = os.dup(1)
    os.dup2(2, 1)  # what is printed is no result
    _work(work, pipe, nice, 0)


class _Stop(BaseException):
    """Somebody wants the work to end: what is under way is cleared away on the way out."""


def _end_with(life: int) -> None:
    """End this process when the other end of a pipe is closed: whoever waits for the work has gone, however it went."""
    with suppress(OSError):
        while os.read(life, 64):
            pass
    os._exit(1)


def _work(work: Callable[[], Any], pipe: int, nice: int, life: int) -> NoReturn:
    """In the copy: do the work, hand back what comes of it, and end without a word."""

    def stop(*_: object) -> None:
        raise _Stop

    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal
        signal.signal(signal.SIGTERM, stop)
        os.nice(nice)
        threading.Thread(target=_end_with, args=(life,), daemon=True).start()
        try:
            said: tuple[bool, Any] = (True, work())
        except Exception:
            said = (False, traceback.format_exc())
        with os.fdopen(pipe, "wb") as file:
            pickle.dump(said, file)
    except BaseException:
        os._exit(1)
    os._exit(0)
