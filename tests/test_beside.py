"""Work in a copy of the process: its result comes back, or what went wrong, or nothing where it was stopped."""

import os
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from newsdesk.build.workers.beside import Anew, Beside, Failed

copies = pytest.mark.skipif(sys.platform != "linux", reason="only there a process is copied safely")


def test_the_result_comes_back() -> None:
    assert Beside(lambda: {"a": [1, 2]}).result() == {"a": [1, 2]}
    # A new process knows nothing of this one, and what it prints is no result.
    assert Anew(partial(print, "a")).result() is None
    assert Anew(partial(sorted, [2, 1])).result() == [1, 2]
    with pytest.raises(Failed, match="ZeroDivisionError"):
        Anew(partial(divmod, 1, 0)).result()


def test_what_goes_wrong_is_said_as_in_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise KeyError("oh")

    with pytest.raises(Failed if sys.platform == "linux" else KeyError, match="oh"):
        Beside(fails).result()
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(KeyError, match="oh"):
        Beside(fails).result()
    assert Beside(lambda: 3).result() == 3


@copies
def test_a_copy_that_is_lost_is_said() -> None:
    with pytest.raises(Failed, match="was lost, for want of memory perhaps"):
        Beside(lambda: os._exit(9)).result()


@copies
def test_work_that_is_stopped_clears_away_and_has_no_result(tmp_path: Path) -> None:
    there = tmp_path / "there"

    def work() -> str:
        there.touch()
        try:
            time.sleep(60)
        finally:
            there.unlink()
        return "done"

    beside = Beside(work)
    while not there.exists():
        time.sleep(0.01)
    found: list[object] = []
    waiting = threading.Thread(target=lambda: found.append(beside.result()))
    waiting.start()
    beside.stop()
    beside.wait()
    waiting.join()
    assert found == [None]
    assert not there.exists()
    beside.stop()  # whoever stops it once more does no harm
