"""What a command costs: a command comes in; time, and processors and memory of all its processes, go out."""

import ctypes
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread, Timer

# Seconds between two looks at the memory: the first ones come sooner, for what is over in no time.
_FIRST, _PACE = 0.02, 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took, and what it wrote below the folder that was looked at."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of all processors, by the command and all that it started and waited for."""
    memory: float
    """MB at the highest, of all its processes together; what they share counts once."""
    files: int = 0
    """Files written."""
    size: int = 0
    """Bytes of these files."""


class Failed(Exception):
    """A command that was to be measured came to nothing; holds what it printed."""


class TooLong(Exception):
    """A command took longer than it may, and was stopped with all that it had started."""


def cost(
    command: Sequence[str],
    cwd: Path,
    *,
    writes: Path | None = None,
    env: Mapping[str, str] | None = None,
    limit: float | None = None,
) -> Cost:
    """Run a command, which has to succeed, and count the files that it writes below `writes`.

    TooLong where it takes more than `limit` seconds.
    """
    since, began = time.time_ns(), time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=limit is not None,
    ) as process:
        watch, is_late = _Watch(process.pid), Event()
        timer = Timer(limit or 0, _stop, (process.pid, is_late))
        if limit is not None:
            timer.start()
        assert process.stdout
        try:
            said = process.stdout.read()
        except KeyboardInterrupt:
            # Of a session of its own nothing hears the keyboard.
            if limit is not None:
                os.killpg(process.pid, signal.SIGKILL)
            raise
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    peak = watch.end()
    if is_late.is_set():
        raise TooLong(f"more than {limit:,.0f} s")
    if process.returncode:
        raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{said.decode(errors='replace')[-4000:]}")
    # Of one process alone the system knows the highest exactly.
    if watch.most <= 1:
        peak = max(peak, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))
    files, size = written(writes, since) if writes else (0, 0)
    return Cost(wall, used.ru_utime + used.ru_stime, peak, files, size)


def _stop(group: int, is_late: Event) -> None:
    is_late.set()
    os.killpg(group, signal.SIGKILL)


class _Watch:
    """Looks at the memory of a process and of all it starts, until it is over."""

    def __init__(self, pid: int) -> None:
        self.most, self._peak, self._over = 0, 0.0, Event()
        self._thread = Thread(target=self._look, args=(pid,), daemon=True)
        self._thread.start()

    def end(self) -> float:
        """The highest that was seen, in MB."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self, pid: int) -> None:
        pause = _FIRST
        while not self._over.wait(pause):
            shares = [share for process in _own_memory(pid) if (share := _share(process))]
            self.most = max(self.most, len(shares))
            self._peak = max(self._peak, sum(shares))
            pause = min(pause * 1.5, _PACE)


def _family(pid: int) -> Iterator[int]:
    """A process and its descendants."""
    yield pid
    for child in _children(pid):
        yield from _family(child)


def _children(pid: int) -> list[int]:
    """The processes that a process has started; none where it is over, or a thread of it."""
    try:
        found = [children.read_text() for children in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return list(map(int, " ".join(found).split()))


def _own_memory(pid: int, parent: int = 0) -> Iterator[int]:
    """A process and its descendants, but for those that have not yet become another program.

    These lend the memory of who starts them (`vfork`), as if it were there twice.
    """
    if parent and _have_one_memory(pid, parent):
        return
    yield pid
    for child in _children(pid):
        yield from _own_memory(child, pid)


def _have_one_memory(one: int, other: int) -> bool:
    """Whether the memory of two processes is one and the same; False where the system does not say."""
    number = _KCMP.get(platform.machine())
    return number is not None and ctypes.CDLL(None).syscall(number, one, other, _KCMP_VM, 0, 0) == 0


# The call by which Linux compares two processes, and what it compares of them.
_KCMP = {"x86_64": 312, "aarch64": 272}
_KCMP_VM = 1


def memory_of(pid: int) -> float:
    """MB of a process and of all its descendants now; what they share counts once."""
    return sum(_share(process) for process in _own_memory(pid))


def cpu_of(pid: int) -> float:
    """Seconds of all processors, by a process and all its descendants, those included that are over."""
    ticks = 0
    for process in _family(pid):
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it is over
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def is_alone_now(pid: int) -> bool:
    """Whether a process has no children."""
    return len(list(_family(pid))) == 1


def _share(pid: int) -> float:
    """MB of a process, of what it shares with others its part; 0 where the system does not say."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def written(folder: Path, since: int = 0) -> tuple[int, int]:
    """How many files below a folder were written since then, in nanoseconds, and their bytes."""
    files = size = 0
    for path in folder.rglob("*"):
        found = path.lstat()
        if path.is_file() and found.st_mtime_ns >= since:
            files, size = files + 1, size + found.st_size
    return files, size
