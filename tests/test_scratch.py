"""Where tests write: in memory where there is room and programs may run, else where the system says."""

import runpy
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts/scratch.py"


@pytest.mark.parametrize(
    ("free", "flags", "chosen", "in_memory"),
    [(5, 0, None, True), (3, 0, None, False), (5, 8, None, False), (5, 0, "/chosen", False)],
)
def test_memory_is_taken_where_it_has_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, flags: int, chosen: str | None, *, in_memory: bool
) -> None:
    names = runpy.run_path(str(SCRIPT))
    names["scratch"].__globals__["MEMORY"] = str(tmp_path)
    monkeypatch.delenv("TMPDIR", raising=False)
    if chosen:
        monkeypatch.setenv("TMPDIR", chosen)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free * 1024**3))
    monkeypatch.setattr("os.statvfs", lambda _: SimpleNamespace(f_flag=flags))
    assert names["scratch"]() == (str(tmp_path) if in_memory else chosen or tempfile.gettempdir())
    names["scratch"].__globals__["MEMORY"] = str(tmp_path / "none")
    assert names["scratch"]() == (chosen or tempfile.gettempdir())
