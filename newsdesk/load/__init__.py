"""Reads a collection: files come in, documents that know where every value stands go out.

What is named here is imported when somebody asks for it: to find and read files needs no model of what they hold.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsdesk.load.document import Document, Loc, lines_of, value_at
    from newsdesk.load.ordinary import MAX_BYTES, read_ordinary, read_whole, real, reason, shown_path
    from newsdesk.load.places import (
        ADDRESSES,
        CODINGS,
        DIGEST_FILE,
        EDITION,
        FEED_IDS,
        FIGURES,
        LOOKS,
        MOVED,
        PAGES,
        example_week,
        is_plain,
    )
    from newsdesk.load.reader import decode, parse, read_in_python
    from newsdesk.load.tree import PastDocument, Tree, read_tree
    from newsdesk.model.register import REGISTERS

__all__ = [
    "ADDRESSES", "CODINGS", "DIGEST_FILE", "EDITION", "FEED_IDS", "FIGURES", "LOOKS", "MAX_BYTES", "MOVED", "PAGES",
    "REGISTERS", "Document", "Loc", "PastDocument", "Tree", "decode", "example_week", "is_plain", "lines_of", "parse",
    "read_in_python", "read_ordinary",
    "read_tree", "read_whole", "real", "reason", "shown_path", "value_at",
]  # fmt: skip

_HOMES = {
    "document": "Document Loc lines_of value_at",
    "ordinary": "MAX_BYTES read_ordinary read_whole real reason shown_path",
    "places": "ADDRESSES CODINGS DIGEST_FILE EDITION FEED_IDS FIGURES LOOKS MOVED PAGES REGISTERS example_week"
    " is_plain",
    "reader": "decode parse read_in_python",
    "tree": "PastDocument Tree read_tree",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
