"""In which order the fields of a file stand: that of the model, which is what the guide for editors shows."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args

from newsdesk.load import DIGEST_FILE, FIGURES, LOOKS, MOVED, Loc
from newsdesk.model import Digest, Entry, MovedPages, Record
from newsdesk.model.figures import Figures
from newsdesk.model.looks import Looks
from newsdesk.model.register import REGISTERS

_FILES: dict[str, type[Record]] = {DIGEST_FILE: Digest, MOVED: MovedPages, FIGURES: Figures, LOOKS: Looks}


def order_in(name: str, at: Loc) -> Sequence[str] | None:
    """The fields of what stands at a path of a file with this name, in order.

    None of them where people choose the names, as in a register; None where it is not known what stands there.
    """
    register = name.removesuffix(".yaml")
    if register in REGISTERS:
        if not at:
            return ("schema", register)
        if len(at) == 1:
            return ()
        kinds: tuple[type[Record], ...] = (REGISTERS[register],)
        at = at[2:]
    else:
        kinds = (_FILES.get(name, Entry),)
    is_free = False
    for step in at:
        if isinstance(step, int) or is_free:
            is_free = False  # an item, or a name that people choose
            continue
        known = [fields[step] for fields in map(_fields, kinds) if step in fields]
        if not known:
            return None
        kinds, is_free = known[0]
    if is_free:
        return ()
    names = [tuple(_fields(kind)) for kind in kinds]
    return max(names, key=len) if names else None


@cache
def _fields(kind: type[Record]) -> dict[str, tuple[tuple[type[Record], ...], bool]]:
    """The fields of a record as files name them: the records that each may hold, and whether it names them freely."""
    found = {}
    for name, field in kind.model_fields.items():
        if name not in ("id", "week"):
            records = tuple(_records(field.annotation))
            found[field.alias or name] = records, "dict" in str(field.annotation) or "Mapping" in str(field.annotation)
    return found


def _records(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _records(inner)
