"""How names and addresses stand in running text: in letters that readers of this site can read, where there are any."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote, unquote

from markupsafe import Markup

from newsdesk.interface import ENGLISH, Words
from newsdesk.model import Entry, Outlet, Translation
from newsdesk.model.naming import is_latin

T = TypeVar("T")
_FROM_THE_RIGHT = re.compile("([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)")
# Letters beyond ASCII as an address writes them in numbers.
_CODES = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")


def called(words: Words, outlet: Outlet) -> tuple[str, str | None]:
    """What lists call an outlet, and in which language.

    On an English site that is its English name where its own is in another script; elsewhere its own.
    """
    if outlet.name_en and words.tag == ENGLISH and not _is_latin(outlet.name):
        return outlet.name_en, ENGLISH
    return outlet.name, outlet.name_language


def name_in(outlet: Outlet, language: str) -> tuple[str, str]:
    """What an outlet is called in a language, and in which language that is: its own name where it has none there."""
    code = language.split("-")[0]
    known = [(outlet.name, outlet.name_language)]
    known += [(outlet.name_en, ENGLISH)] if outlet.name_en else []
    known += [(alias.text, alias.language) for alias in outlet.aliases if alias.language]
    return next((pair for pair in known if pair[1].split("-")[0] == code), known[0])


def by_letter(rows: Iterable[T], name: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Rows under the first letter of their name, in order of their names; digits and signs stand first, under `#`.

    Letters with marks stand with those without: `É` under `E`, and `Ё` under `Е`.
    """
    found: dict[str, list[T]] = {}
    plain = ((_plain(name(row)), row) for row in rows)
    for bare, row in sorted(plain, key=lambda pair: pair[0].casefold()):
        first = bare[:1].upper()
        found.setdefault(first if first.isalpha() else "#", []).append(row)
    return sorted(found.items())


def _plain(name: str) -> str:
    """A name from its first letter or digit on, without marks on its letters."""
    bare = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return next((bare[at:] for at, char in enumerate(bare) if char.isalnum()), bare)


def in_english(words: Words, entry: Entry) -> Translation | None:
    """The translation of an entry's title, for lists; None where the title is in the language of the site."""
    return None if entry.language == words.tag else entry.title_en


_is_latin = lru_cache(maxsize=4096)(is_latin)


def iri(address: str) -> str:
    """The same address with letters of other scripts as letters, where they were written as numbers.

    It leads to the same place: all that is no letter, accent or digit, such as a space, stays as it is written.
    An address with letters that run from the right stays as it is: they would turn round what stands between them.
    """
    read = _decoded(address)
    return address if read is not address and _FROM_THE_RIGHT.search(read) else read


def letters(address: str) -> Markup:
    """The same for a page, where letters that run from the right can stand apart and keep all others in order."""
    parts = _FROM_THE_RIGHT.split(_decoded(address))
    apart = Markup("<bdi>{}</bdi>")
    return Markup("").join(apart.format(part) if number % 2 else part for number, part in enumerate(parts))


def _decoded(address: str) -> str:
    return _CODES.sub(_in_letters, address) if "%" in address else address


def _in_letters(codes: re.Match[str]) -> str:
    try:
        text = unquote(codes[0], errors="strict")
    except UnicodeDecodeError:
        return codes[0]
    return "".join(char if unicodedata.category(char)[0] in "LMN" else quote(char) for char in text)


def translated(words: Words, translation: Translation | None) -> str:
    """A translation in running text, with whose it is; "" where there is none."""
    if translation is None:
        return ""
    is_machine = translation.by == "machine"
    said = words("“{title}” (machine translation).") if is_machine else words("“{title}” (our translation).")
    return said.format(title=translation.text)
