"""A language in which each message of the interface stands in brackets: what stands outside is not wrapped yet.

`PYTHONPATH=. python tests/pseudo.py` lists what the pages of the invented collection say outside brackets that is
neither its data nor a name from CLDR, with the first page where it stands.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch

from babel import Locale
from invented import collection
from pydantic import BaseModel

from newsdesk import interface
from newsdesk.collection import Collection
from newsdesk.views import File, Page, all_pages
from newsdesk.views.page import language_name
from newsdesk.views.parts import listed

_BRACKETED = re.compile("⟦[^⟦⟧]*⟧")
# Attributes that somebody reads or hears.
_SAID = ("aria-label", "title", "alt", "placeholder", "content")
# Elements whose text is no prose of ours, or is for programs.
_SILENT = frozenset({"script", "style", "code", "pre"})
_BETWEEN = re.compile(r"[·;:,()|“”\"…→.]|\s[-–]\s")
# An address, and the number of a reference in plain text.
_MARKS = re.compile(r"https?://\S+| ?\[\d+\]")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Pseudo(interface.Words):
    """English in brackets, with the plural rule of English."""

    def forms(self, one: str, many: str | None = None, context: str | None = None) -> tuple[str, ...]:
        return tuple(f"⟦{text}⟧" for text in (one, many) if text is not None)


PSEUDO = Pseudo(interface.ENGLISH)


@contextmanager
def brackets() -> Iterator[None]:
    """Whatever a collection wants to speak, it speaks in brackets."""
    with patch.object(interface, "words_of", lambda tag: PSEUDO), interface.speaking(PSEUDO):
        yield


def unsaid(known: Collection) -> Collection:
    """The same collection without what views have made of it in another language."""
    return replace(known, memo={})


def outside(text: str) -> str:
    """A text without what stands in brackets, the innermost first."""
    while (shorter := _BRACKETED.sub(" ", text)) != text:
        text = shorter
    return text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag != "meta" or ("name", "description") in attrs:
            self.texts += [value for name, value in attrs if name in _SAID and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(data)


def texts_of(html: str) -> list[str]:
    """What a piece of HTML says to a reader outside brackets, text by text."""
    reader = _Reader()
    reader.feed(outside(html))
    return reader.texts


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _strings(value.model_dump(mode="json"))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(key)
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


class Data:
    """What the pages of a collection may say without our words: its own texts, and names that CLDR keeps."""

    def __init__(self, known: Collection) -> None:
        english = Locale("en", "GB")
        records = [
            known.settings, *known.entries, *known.digests.values(), *known.outlets.values(), *known.people.values(),
            *known.places.values(), *known.stories.values(), *known.topics.values(), *known.moved,
        ]
        names: list[str] = [name for record in records for name in _strings(record)]
        names += [*Locale("en").languages.values(), *Locale("en").territories.values(), *known.frozen.values()]
        names += ["RSS", "Atom", "JSON Feed", "OPML", "CSV", "JSON", "BibTeX", "RIS", "CSL-JSON", "SQLite", "PDF"]
        names += ["APA", "Chicago", *map(language_name, known.by_language)]
        # A list of languages is all CLDR's, the `and` in it too.
        names += [listed(map(language_name, outlet.languages.value or ())) for outlet in known.outlets.values()]
        # Pages show a reference mark as a number.
        self.text = "\n".join(_squeezed(re.sub(r" ?\[[a-z0-9-]+\]", "", name)) for name in names)
        months = [*english.months["format"]["wide"].values(), *english.months["format"]["abbreviated"].values()]
        self.months = re.compile(rf"\b(?:{'|'.join(sorted(months, key=len, reverse=True))})\b")

    def holds(self, text: str) -> bool:
        """Whether a text is empty of letters, or stands in the collection."""
        texts = (part.strip(" \n\t.,;:·–—-…()[]“”\"'!?↩→0123456789") for part in (text, self.months.sub("", text)))
        return any(not _LETTERS.search(part) or _squeezed(part) in self.text for part in texts)

    def foreign(self, texts: Iterable[str]) -> Iterator[str]:
        """What of some texts is neither ours in brackets nor the collection's."""
        for text in texts:
            text = _MARKS.sub("", text)
            if not self.holds(text):
                yield from (" ".join(part.split()) for part in _BETWEEN.split(text) if not self.holds(part))


def unwrapped(known: Collection) -> dict[str, str]:
    """What pages and plain editions say that is not wrapped, each with the first path where it stands."""
    found: dict[str, str] = {}
    with brackets():
        known = unsaid(known)
        data = Data(known)
        for made in all_pages(known):
            if isinstance(made, Page):
                titles = [made.title, made.description, *(label for _, label in made.toc)]
                texts = [*map(outside, titles), *texts_of(made.head), *texts_of(made.content)]
            elif isinstance(made, File) and made.path.endswith("digest.txt"):
                texts = outside(made.text).splitlines()
            else:
                continue
            for text in data.foreign(texts):
                found.setdefault(text, made.path)
    return found


if __name__ == "__main__":
    for said, where in sorted(unwrapped(collection()).items(), key=lambda pair: (pair[1], pair[0])):
        print(f"{where}: {said}")
