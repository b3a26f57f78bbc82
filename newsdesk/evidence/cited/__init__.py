"""Pages that references lead to: their text comes in, what is kept of it goes out, and which passages it bears out.

What is named here is imported when somebody asks for it: an address needs no evidence.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsdesk.evidence.cited.pages import capture_name, page_evidence, passage_hash

__all__ = ["capture_name", "page_evidence", "passage_hash"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.pages"), name)
