"""Names that statements and pages share in any spelling: those of the registers, each with its id."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsdesk.evidence.support import Names

Spellings = Iterable[tuple[str, Iterable[str]]]
"""Ids, each with all names of what is registered under it."""
_SCRIPTS = (
    (re.compile("[\u0400-\u052f]"), "ru"), (re.compile("[\u0600-\u06ff]"), "ar"), (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u10a0-\u10ff]"), "ka"), (re.compile("[\u0530-\u058f]"), "hy"), (re.compile("[\u3040-\u30ff]"), "ja"),
)  # fmt: skip


def names_of(registered: Iterable[tuple[str, Iterable[str]]]) -> "Names":
    """All names by their ids; of which language a spelling is, its letters tell as well as is needed."""
    return _names_of(tuple((name, tuple(spellings)) for name, spellings in registered))


# Whoever looks at several entries one after the other mostly has the same names, and to index them takes long.
@lru_cache(maxsize=1)
def _names_of(registered: tuple[tuple[str, tuple[str, ...]], ...]) -> "Names":
    # Imported here: most checks take no sentence apart.
    from newsdesk.evidence.support import Names

    return Names.of((name, [(text, _language_of(text)) for text in spellings]) for name, spellings in registered)


def _language_of(text: str) -> str:
    if text.isascii():
        return "en"
    return next((language for letters, language in _SCRIPTS if letters.search(text)), "en")
