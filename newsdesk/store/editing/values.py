"""Plain values of a file: whether two are the same, and the same with one value changed."""

from collections.abc import Collection
from typing import Any

from newsdesk.load import Loc


def plain(value: Any) -> Any:
    """A value as the reader gives it: lists for tuples, and text for whatever is a kind of text."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if value is None or isinstance(value, bool) or type(value) is int:
        return value
    return str(value)


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same, with the types of what they hold: `1` is no `true`, and the order counts not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(one[key] is other[key] or same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def without_fields(data: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    """The data without some of its fields."""
    return {name: value for name, value in data.items() if name not in names}


def with_value(data: Any, at: Loc, value: Any) -> Any:
    """The data with another value at a path: what lies beside it is not copied."""
    if not at:
        return value
    step = at[0]
    if isinstance(data, dict):
        return {**data, step: with_value(data.get(step), at[1:], value)}
    assert isinstance(data, list)
    assert isinstance(step, int)
    return [*data[:step], with_value(data[step] if step < len(data) else None, at[1:], value), *data[step + 1 :]]


def without(data: Any, at: Loc) -> Any:
    """The same without what stands at a path."""
    step = at[0]
    if len(at) > 1:
        return with_value(data, (step,), without(data[step], at[1:]))
    if isinstance(data, dict):
        return {key: value for key, value in data.items() if key != step}
    assert isinstance(step, int)
    return [*data[:step], *data[step + 1 :]]
