"""Reads what stands at the top of the hand-written pages, between lines of ---."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from newsdesk.load.config import parse_config
from newsdesk.load.document import Document
from newsdesk.load.ordinary import read_ordinary, reason
from newsdesk.problems import Problem

MAX_PAGE = 4 * 1024 * 1024
HEAD_OF_PAGE = re.compile(r"---[ \t]*\n(.*?\n)?(?:\.\.\.|---)[ \t]*(?:\n|\Z)", re.DOTALL)


def read_heads(docs: Path, shown: str) -> Iterator[tuple[str, str, Document | None, list[Problem]]]:
    """Of each page: its path as the editor types it, its text, its settings or None, and what is wrong with them.

    `shown` is the folder as the editor types it. Hidden files and linked folders are passed over, as MkDocs does.
    """
    for top, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(".md") and not name.startswith("."):
                path = Path(top, name)
                yield _head(path, f"{shown}/{path.relative_to(docs).as_posix()}")


def _head(path: Path, shown: str) -> tuple[str, str, Document | None, list[Problem]]:
    try:
        raw = read_ordinary(path, MAX_PAGE)
    except OSError as error:
        return shown, "", None, [Problem(shown, 1, 1, "unreadable", f"{reason(error)}.", "Put a page in its place.")]
    if len(raw) > MAX_PAGE:
        message, hint = (
            f"The file has more than {MAX_PAGE:,} bytes.",
            "Is this a page? Divide it, or take it out of docs.",
        )
        return shown, "", None, [Problem(shown, 1, 1, "too-big", message, hint)]
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if not text.startswith("---"):
        return shown, text, None, []
    if not (head := HEAD_OF_PAGE.match(text)):
        message, hint = "The settings at the top do not end.", "Write a line --- below them."
        return shown, text, None, [Problem(shown, 1, 1, "not-yaml", message, hint)]
    if not (head[1] or "").strip():
        return shown, text, None, []
    # With the line above it, so that lines are counted as in the file.
    document, problems = parse_config(shown, f"---\n{head[1]}".encode(), of_page=True)
    return shown, text, document, problems
