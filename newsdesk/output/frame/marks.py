"""The marks of an empty page, which tell where a generated page is set into it, and the names of the empty pages."""

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import escape

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


def with_items(html: str, toc: Iterable[tuple[str, str]]) -> str:
    """A page with more items, ids with labels, at the end of each of its tables of contents.

    What is nested in such a list stands in a nav of its own.
    """
    items = "".join(
        f'<li class="md-nav__item"><a href="#{name}" class="md-nav__link">{escape(label)}</a></li>\n'
        for name, label in toc
    )
    made, at = [], 0
    for start in re.finditer('<nav class="md-nav md-nav--secondary"', html):
        depth = 0
        for tag in re.finditer("<(/?)nav", html[start.start() :]):
            depth += -1 if tag[1] else 1
            if not depth:
                end = html.rindex("</ul>", at, start.start() + tag.start())
                made += [html[at:end], items]
                at = end
                break
    return "".join([*made, html[at:]])
