"""The marks of an empty page, which tell where a generated page is set into it, and the names of the empty pages."""

from collections.abc import Iterable
from pathlib import Path

THEME = Path(__file__).parents[2] / "theme"
# What is the same on all pages of Material lies in this file, of which MkDocs makes one with the settings.
FILLED_IN = "assets/newsdesk/material.js"
DEPTHS = range(1, 5)
PREFIX = "nd-frame"
HEAD, BELOW, CONTENT = "<!--nd-mark-head-->", "<!--nd-mark-below-->", "<!--nd-mark-content-->"
TITLE, DESCRIPTION, SKIP, TOC, KIND, CARD, CARD_ALT = (
    f"nd-mark-{name}" for name in ("title", "description", "skip", "toc", "kind", "card", "drawn")
)


# An empty page: its section, how deep it lies, and whether it has a table of contents.
Empty = tuple[str, int, bool]


def all_shells(sections: Iterable[str]) -> list[Empty]:
    """Every empty page that there could be."""
    return [(section, depth, has_toc) for section in sections for depth in DEPTHS for has_toc in (True, False)]


def shell_path(section: str, depth: int, has_toc: bool) -> str:
    """Where the empty page stands: as deep as the pages that it dresses."""
    return f"{PREFIX}-{section}-{'toc' if has_toc else 'plain'}/" + "x/" * (depth - 1)
