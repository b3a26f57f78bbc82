"""Reads and checks what the maintainer writes beside the entries: mkdocs.yml, and the tops of the pages in docs."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsdesk.check.pages import nav_problems, page_problems, words_as_settings
from newsdesk.check.settings import unknown_settings
from newsdesk.check.shape import shape
from newsdesk.load import Document, read_ordinary, reason, shown_path
from newsdesk.load.config import MAX_CONFIG, OURS, parse_config
from newsdesk.load.heads import read_heads
from newsdesk.load.misread import misread
from newsdesk.model.settings import Settings
from newsdesk.problems import Problem, UsageError

# The program's own theme, which stands in every mkdocs.yml for whoever runs MkDocs alone.
_OUR_THEME = "newsdesk/theme"
_MAX_TEMPLATE = 1024 * 1024


def read_settings(config: Path, root: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings in mkdocs.yml, or None, and all problems of that file and of the tops of the pages in docs.

    UsageError where there is no file that can be read.
    """
    try:
        raw = read_ordinary(config, MAX_CONFIG)
    except OSError as error:
        hint = " Name the folder of the collection with --root." if error.errno == errno.ENOENT else ""
        raise UsageError(f"{config} cannot be read: {reason(error)}.{hint}") from None
    document, problems = parse_config(shown_path(config, root), raw)
    if document is None:
        return None, problems
    settings, found = shape(Settings, document)
    problems += [*misread(document, OURS), *found, *_names(document, config.parent)]
    if docs := _docs(document.data, config.parent):
        problems += _pages(document, docs, shown_path(docs, root))
    return settings, problems


def _custom(data: dict[str, Any]) -> str | None:
    """The folder of the maintainer's own templates, where there is one."""
    theme = data.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    return custom if isinstance(custom, str) and custom != _OUR_THEME else None


def _names(document: Document, folder: Path) -> Iterator[Problem]:
    """Names that nothing reads. The maintainer's own templates are looked at only where there are some."""
    custom = _custom(document.data)
    if custom and not (folder / custom).is_dir():
        where = document.where(("theme", "custom_dir"))
        yield Problem(document.path, *where, "unknown-setting", f'There is no folder "{custom}".', "Correct its name.")
    found = unknown_settings(document)
    if found and custom:
        found = unknown_settings(document, _templates(folder / custom))
    yield from found


def _templates(folder: Path) -> str:
    """The text of all templates below a folder."""
    texts = []
    for top, _, names in os.walk(folder):
        for name in sorted(names):
            try:
                texts.append(read_ordinary(Path(top, name), _MAX_TEMPLATE).decode("utf-8", "replace"))
            except OSError:
                continue  # what cannot be read reads nothing
    return "\n".join(texts)


def _docs(data: dict[str, Any], folder: Path) -> Path | None:
    """The folder of the pages written by hand, where there is one."""
    name = data.get("docs_dir") or "docs"
    docs = folder / name if isinstance(name, str) else folder
    return docs if docs != folder and docs.is_dir() else None


def _pages(config: Document, docs: Path, base: str) -> list[Problem]:
    """Problems of the navigation, and of the tops of the pages; `base` is their folder as the editor types it."""
    pages, found = set[str](), list[Problem]()
    for shown, text, head, problems in read_heads(docs, base):
        pages.add(shown.removeprefix(f"{base}/"))
        found += [*problems, *(page_problems(head) if head else words_as_settings(shown, text))]
    return [*nav_problems(config, pages, docs.name), *found]
