"""Tables of fields that share their names with others: a table of pydantic's comes in, one of a third goes out."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

R = TypeVar("R", bound=BaseModel)

# Under this name a record that does not know all of its fields keeps what makes it whole.
REST = "_rest"
# Under this one it keeps what it knows by heart beside a few fields, until somebody asks: see `folded`.
FOLDED = "_folded"
# How fields are made that a record knows in little room, under their names with a line before it: made each time.
# And by `FOLDED` all that it knows by heart, made once.
UNFOLDED: dict[str, Callable[[Any, Any], Any]] = {}
# How many names Python shares.
_SHARED = 30


class _Names:
    """Whatever has fields of the same names in the same order: Python keeps these once for all of a class."""


@cache
def _shared_by(names: tuple[str, ...]) -> type[_Names]:
    """A class all of whose instances have fields of these names."""
    kind = type(_Names.__name__, (_Names,), {})
    # The first one says which names are shared.
    first = kind()
    for name in names:
        setattr(first, name, None)
    # Python leaves room for further names in the first ones, and in each for one less.
    for _ in range(_SHARED):
        kind()
    return kind


def sharing(fields: dict[str, Any]) -> dict[str, Any]:
    """The same fields in a table that shares its names with all that have the same, up to thirty: a third of the size.

    Pydantic gives each record a table of its own.
    """
    if len(fields) > _SHARED:
        return fields
    found: dict[str, Any] = _shared_by(tuple(fields))().__dict__
    for name, value in fields.items():
        found[name] = value
    return found


def unfold(record: BaseModel) -> bool:
    """Have a record know each field that it knows by heart; False where it does so already."""
    known = record.__dict__
    if (folded := known.get(FOLDED)) is None:
        return False
    for name, value in UNFOLDED[FOLDED](record, folded).items():
        known.setdefault(name, value)  # two threads that ask at once have the same
    _set(record, "__dict__", sharing({name: value for name, value in known.items() if name != FOLDED}))
    return True


def lean_again(kind: type[R], values: Sequence[Any], beside: dict[str, Any]) -> R:
    """A lean record of these values of its fields, with what is known beside them."""
    record = kind.__new__(kind)
    names, is_set = ordered(kind)
    known = dict(zip(names, values, strict=True))
    if beside:
        known |= beside
    _set(record, "__dict__", known)
    _set(record, "__pydantic_fields_set__", is_set)
    _set(record, "__pydantic_extra__", None)
    _set(record, "__pydantic_private__", None)
    return record


# What gives a frozen record a value.
_set = object.__setattr__


@cache
def ordered(kind: type[BaseModel]) -> tuple[tuple[str, ...], set[str]]:
    """The names of the fields of a kind in their order, and the set of them that its records share."""
    return tuple(kind.model_fields), names_of(kind)


@cache
def names_of(kind: type[BaseModel]) -> set[str]:
    """The names of the fields of a kind."""
    return set(kind.model_fields)
