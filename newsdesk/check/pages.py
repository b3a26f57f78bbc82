"""What stands at the top of the pages in docs: settings that nothing reads, and words that are taken for settings."""

import re
from collections.abc import Iterator, Set
from typing import Any

from pydantic import ConfigDict

from newsdesk.check.shape import shape
from newsdesk.load import Document
from newsdesk.load.misread import misread
from newsdesk.model import Record, foreign
from newsdesk.model.addresses import SECTIONS
from newsdesk.model.record import Text
from newsdesk.problems import Problem, Severity, closest, did_you_mean

# MkDocs takes such lines at the very top for settings too, and prints none of them.
_WORDS = re.compile(r"\A\s*([A-Za-z0-9_-]+):\s+\S")
# What our templates read in pages that the program makes.
_OURS = frozenset({"card", "card_alt", "kind", "section"})
_TEXTS = frozenset({"title", "description"})


class _Head(Record):
    """What we print of the settings of a page; everything else is MkDocs' to judge."""

    model_config = ConfigDict(extra="ignore")

    title: Text | None = None
    """Its title, where the first heading is not."""
    description: Text | None = None
    """One sentence, which search engines show."""


def page_problems(document: Document) -> list[Problem]:
    """Problems of what stands between lines of --- at the top of a page."""
    return [*misread(document, _TEXTS), *shape(_Head, document)[1], *_unknown(document)]


def words_as_settings(path: str, text: str) -> list[Problem]:
    """A page without such lines whose first line looks like a setting, and so is not printed."""
    if not (found := _WORDS.match(text)):
        return []
    line = text.count("\n", 0, found.start(1)) + 1
    message = f'"{found[1]}:" at the top is taken for a setting of the page, and is not printed.'
    hint = "Begin the page with its heading, or with lines of --- around its settings."
    return [Problem(path, line, 1, "unknown-setting", message, hint, Severity.WARNING)]


def nav_problems(document: Document, pages: Set[str], docs: str) -> Iterator[Problem]:
    """Pages that the navigation names and that are none of those below the folder `docs`; plugins may make others."""
    if document.data.get("plugins"):
        return
    for loc, page in _named(document.data.get("nav"), ("nav",)):
        if page.removesuffix("/index.md") in SECTIONS or page in pages:
            continue
        hint = did_you_mean(page, sorted(pages), "Correct its path, or take the line out of nav.")
        message = f'There is no page "{page}" below {docs}.'
        yield Problem(document.path, *document.where(loc), "unknown-setting", message, hint, Severity.WARNING)


def _named(nav: Any, loc: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each page that a part of the navigation names, and where."""
    if isinstance(nav, list | dict):
        for key, value in nav.items() if isinstance(nav, dict) else enumerate(nav):
            yield from _named(value, (*loc, key))
    elif isinstance(nav, str) and nav.endswith(".md") and "://" not in nav:
        yield loc, nav


def _unknown(document: Document) -> Iterator[Problem]:
    """Names that look like slips of the pen; a template or plugin of the maintainer's own may read all others."""
    for name in document.data:
        if name not in foreign.PAGE | _OURS and (near := closest(name, foreign.PAGE)):
            yield _slip(document, (name,), f'Nothing reads "{name}" at the top of a page.', near, key=True)
    hidden = document.data.get("hide")
    for index, name in enumerate(hidden if isinstance(hidden, list) else ()):
        if isinstance(name, str) and name not in foreign.HIDE and (near := closest(name, foreign.HIDE)):
            yield _slip(document, ("hide", index), f'A page has no "{name}" to hide.', near, key=False)


def _slip(document: Document, loc: tuple[str | int, ...], message: str, near: str, *, key: bool) -> Problem:
    where = document.where(loc, key=key)
    return Problem(document.path, *where, "unknown-setting", message, f'Did you mean "{near}"?', Severity.WARNING)
