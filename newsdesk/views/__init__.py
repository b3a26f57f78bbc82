"""Views: the collection comes in, pages and files go out, as text; a new output is one line in `everything`.

What is named here is imported when somebody asks for it: to set a date needs nothing of what makes pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsdesk.views.everything import (
        ALIKE,
        BEHIND,
        OF_WEEKS,
        SECTIONS,
        SHELLS,
        VIEWS,
        File,
        Page,
        Part,
        Preview,
        Share,
        Whole,
        all_pages,
        entry_page,
        made_at,
        paper,
        root_of,
        whole,
    )

__all__ = [
    "ALIKE",
    "BEHIND",
    "OF_WEEKS",
    "SECTIONS",
    "SHELLS",
    "VIEWS",
    "File",
    "Page",
    "Part",
    "Preview",
    "Share",
    "Whole",
    "all_pages",
    "entry_page",
    "made_at",
    "paper",
    "root_of",
    "whole",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.everything"), name)
