"""Tables of cases: one test goes through all rows of a table, and tells each row that fails."""

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

# What a test may change, and so every row needs anew: a table of such cases is parametrised.
FRESH = frozenset({"capsys", "host", "monkeypatch", "project", "request", "tmp_path", "walk", "warm"})
# What says nothing about where a row fails.
_NOT_ITS_OWN = frozenset({__file__, inspect.getfile(type(pytest.fail))})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def data_in(path: Path) -> Any:
    """What a YAML file says; every worker reads each table, so it is read by libyaml, where it is."""
    return yaml.load(path.read_text("utf-8"), Loader=_LOADER)


def each(
    names: str | Sequence[str],
    rows: Iterable[Any] | Callable[[], Iterable[Any]],
    ids: Callable | Iterable[str] | None = None,
) -> Callable:
    """As `pytest.mark.parametrize`, but one test: thousands of tests take longer to find and to share out than to run.

    Every row is tried, whatever became of those before it. Rows that take time to make are a function.
    """
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    said = ids if ids is None or callable(ids) else list(ids)
    # A class of an enumeration can be called, too, but it is a table.
    known = _table(rows, len(keys)) if isinstance(rows, Iterable) else None

    def decorated(test: Callable) -> Callable:
        parameters = inspect.signature(test).parameters.values()
        others = [one for one in parameters if one.name not in keys]
        assert not FRESH & {one.name for one in others}, f"{test.__name__}: each row needs its own"

        @functools.wraps(test)
        def looped(**fixtures: Any) -> None:
            __tracebackhide__ = True
            faults, table = [], known or _table(rows(), len(keys))
            for number, (name, row) in enumerate(table):
                try:
                    test(**fixtures, **dict(zip(keys, row, strict=True)))
                except (Exception, pytest.fail.Exception) as fault:
                    faults.append(f"{_id(said, number, name, row)}: {_told(fault)}")
            if faults:
                pytest.fail(f"{len(faults)} of {len(table)} rows fail.\n\n" + "\n\n".join(faults), pytrace=False)

        looped.__signature__ = inspect.Signature(others)  # type: ignore[attr-defined] # pytest looks for fixtures there
        return looped

    return decorated


def _table(rows: Iterable[Any], count: int) -> list[tuple[str, tuple]]:
    table = [_values(row, count) for row in rows]
    assert table, "a table without rows proves nothing"
    return table


def _values(row: Any, count: int) -> tuple[str, tuple]:
    """The name of a row, where it has one, and what stands in it."""
    if isinstance(row, type(pytest.param())):
        assert not row.marks, "a row that is marked is a test of its own"
        return row.id or "", row.values
    values = (row,) if count == 1 else tuple(row)
    assert len(values) == count, values
    return "", values


def _id(ids: Callable | Sequence[str] | None, number: int, name: str, row: tuple) -> str:
    if name or ids is None:
        return name or ", ".join(getattr(value, "__name__", repr(value)) for value in row)
    return ", ".join(map(str, map(ids, row))) if callable(ids) else ids[number]


def _told(fault: BaseException) -> str:
    """What went wrong, in which line of the test, and in which of what it called."""
    frames = traceback.extract_tb(fault.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno}\n" for frame in frames if frame.filename not in _NOT_ITS_OWN]
    return "".join([*traceback.format_exception_only(fault), *dict.fromkeys(places[:1] + places[-1:])]).rstrip()
