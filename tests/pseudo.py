"""A language in which each message of the interface stands in brackets: what stands outside is not wrapped yet.

`PYTHONPATH=. python tests/pseudo.py` lists what pages, editions, feeds and the frame of the invented collection say
outside brackets that is neither its data nor a name from CLDR, with the first place where it stands.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_string
from email.policy import default
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

from babel import Locale
from babel.messages.pofile import write_po
from invented import DATA, EN, collection, saying
from pydantic import BaseModel

from newsdesk import interface
from newsdesk.check.voice import rules
from newsdesk.collection import Collection
from newsdesk.output.frame import build_frame
from newsdesk.views import File, Page, all_pages
from newsdesk.views.data.styles import nested
from newsdesk.views.editions import printed, release_notes
from newsdesk.views.pages.itself.voice import sought
from newsdesk.views.search.records import search_records
from newsdesk.views.setting.codes import language_name
from newsdesk.views.setting.numbers import listed

_BRACKETED = re.compile("⟦[^⟦⟧]*⟧")
# A description that was cut within them.
_CUT = re.compile("⟦[^⟧]*…\\Z")
# Attributes that somebody reads or hears.
_SAID = ("aria-label", "title", "alt", "placeholder", "content")
# Elements whose text is no prose of ours, or is for programs.
_SILENT = frozenset({"script", "style", "code", "pre"})
_BETWEEN = re.compile(r"[·;:,()\[\]|“”\"…→.\n]|\s[-–]\s")
# An address, as it is or in a form that no program makes a link of, and the number of a reference in plain text.
_MARKS = re.compile(r"https?://\S+|\S+(?:\[[.]\]\S+)+|\S+\.[a-z]+/\S*| ?\[\d+\]|[\u2066-\u2069]")
# What Markdown writes around words: a backslash, code, a link's target, an address, stars.
_MARKDOWN = re.compile(r"\\(\W)|`[^`]*`|(?<=\])\([^()\s]*\)|<https?://[^>]*>|\*+")
_ATOM = "{http://www.w3.org/2005/Atom}"
# In Cyrillic letters alone: what the theme itself says in Russian.
_RUSSIAN = re.compile(r"[^\W\d_A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, eq=False)
class Pseudo(interface.Words):
    """English in brackets, with the plural rule of English."""

    def forms(self, one: str, many: str | None = None, context: str | None = None) -> tuple[str, ...]:
        return tuple(f"⟦{text}⟧" for text in (one, many) if text is not None)


PSEUDO = Pseudo(interface.ENGLISH)


def outside(text: str) -> str:
    """A text without what stands in brackets, the innermost first; a line end stands for each."""
    while (shorter := _BRACKETED.sub("\n", text)) != text:
        text = shorter
    return _CUT.sub("\n", text)


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

    def __init__(self, known: Collection, *more: str) -> None:
        english = Locale("en", "GB")
        records = [
            known.settings,
            *known.entries,
            *known.digests.values(),
            *known.outlets.values(),
            *known.people.values(),
            *known.places.values(),
            *known.stories.values(),
            *known.topics.values(),
            *known.moved,
        ]
        names: list[str] = [name for record in records for name in _strings(record)]
        names += [*Locale("en").languages.values(), *Locale("en").territories.values(), *known.frozen.values()]
        names += more
        # Examples and words that the rules of voice look for are in the language that they are about.
        names += [text for rule in rules() for text in (rule.id, rule.before, rule.after, rule.source)]
        names += [", ".join(sought(known, rule, tag).words) for rule in rules() for tag in rule.languages]
        names += ["RSS", "Atom", "JSON Feed", "OPML", "CSV", "JSON", "BibTeX", "RIS", "CSL-JSON", "SQLite", "PDF"]
        called = language_name.of(EN)
        names += [nested(entry.title) for entry in known.entries]
        names += ["APA", "Chicago", *map(called, known.by_language)]
        # A list of languages is all CLDR's, the `and` in it too.
        names += [listed(EN, map(called, outlet.languages.value or ())) for outlet in known.outlets.values()]
        # Pages show a reference mark as a number.
        self.text = "\n".join(_squeezed(re.sub(r" ?\[[a-z0-9-]+\]", "", name)) for name in names)
        months = [*english.months["format"]["wide"].values(), *english.months["format"]["abbreviated"].values()]
        named = "|".join(sorted(months, key=len, reverse=True))
        # References in the two styles are in English everywhere, "between October 20 and 23" too.
        self.months = re.compile(rf"\b(?:between\s+)?(?:{named})\b(?:\s+\d+\s+and\b)?")

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


def _of_markdown(text: str) -> list[str]:
    lines = (_MARKDOWN.sub(lambda mark: mark[1] or "", line) for line in outside(text).splitlines())
    return [unescape(line).lstrip("#-> ") for line in lines]


def _of_mail(text: str) -> Iterator[str]:
    """What an e-mail says: its subject, its text and its HTML."""
    message = message_from_string(text, policy=default)
    yield outside(message["Subject"])
    for part in message.iter_parts():
        said = part.get_content()
        yield from texts_of(said) if part.get_content_type() == "text/html" else outside(said).splitlines()


def _of_atom(text: str) -> Iterator[str]:
    for element in ElementTree.fromstring(text).iter():
        if element.tag in (f"{_ATOM}title", f"{_ATOM}subtitle", f"{_ATOM}summary"):
            yield outside(element.text or "")
        elif element.tag == f"{_ATOM}content":
            yield from texts_of(element.text or "")


def _of_json_feed(text: str) -> Iterator[str]:
    feed = json.loads(text)
    told = [feed, feed.get("_rights", {}), *feed["items"]]
    yield from (outside(part[name]) for part in told for name in ("title", "description", "summary") if name in part)
    yield from (outside(value) for value in (feed["user_comment"], feed.get("_rights", {}).get("about", "")))
    for item in feed["items"]:
        yield from texts_of(item["content_html"])


def _of_opml(text: str) -> Iterator[str]:
    for element in ElementTree.fromstring(text).iter():
        yield from (outside(element.get(name, "")) for name in ("text", "title"))


def _texts(made: Page | File) -> Iterable[str]:
    """What a page or a file says to people, outside brackets; a file for programs says nothing."""
    if isinstance(made, Page):
        titles = [made.title, made.description, *(label for _, label in made.toc)]
        return [*map(outside, titles), *texts_of(made.head), *texts_of(made.content)]
    # An edition as it went out is kept in the language that it had.
    if made.path.endswith("digest.md"):
        return _of_markdown(made.text)
    if made.path.endswith("digest.txt"):
        return outside(made.text).splitlines()
    if made.path.endswith("digest.eml"):
        return _of_mail(made.text)
    if made.path.endswith(".opml"):
        return _of_opml(made.text)
    if made.path.startswith("feeds/"):
        return _of_atom(made.text) if made.path.endswith(".atom") else _of_json_feed(made.text)
    return ()


def unwrapped(known: Collection) -> dict[str, str]:
    """What pages, editions and feeds say that is not wrapped, each with the first path where it stands."""
    found: dict[str, str] = {}
    known = saying(known, PSEUDO)
    data = Data(known)

    def look(texts: Iterable[str], path: str) -> None:
        for text in data.foreign(texts):
            found.setdefault(text, path)

    for made in all_pages(known):
        look(_texts(made), made.path)
    for record in search_records(known):
        look([outside(text) for name, text in record.shown if name != "office"], f"{record.path} in search results")
    for week, entries in known.by_week.items():
        if entries:
            look(texts_of(printed(known, week)), f"{week}, on paper")
            for edition in known.digests[week].editions:
                notes = release_notes(known, week, edition.number, ["digest.pdf"])
                look(_of_markdown(notes), f"{week}, release notes")
    return found


def _in_brackets(tag: str) -> str:
    """The file of a language with its English in brackets."""
    made = interface.catalogue(tag)
    for message in made:
        if message.id:
            forms = (message.id[0], *message.id[1:] * 2) if message.pluralizable else message.id
            message.string = tuple(f"⟦{form}⟧" for form in forms) if message.pluralizable else f"⟦{forms}⟧"
    file = BytesIO()
    write_po(file, made)
    return file.getvalue().decode()


def unwrapped_frame(known: Collection, folder: Path) -> dict[str, str]:
    """The same of the frame that MkDocs builds below `folder` of the invented settings; the theme speaks Russian."""
    root, found = folder / "collection", {}
    shutil.copytree(DATA / "docs", root / "docs")
    config = (DATA / "mkdocs.yml").read_text("utf-8").replace("  language: en\n", "  language: ru\n")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    settings = known.settings.model_copy(update={"theme": known.settings.theme.model_copy(update={"language": "ru"})})
    bracketed = _in_brackets("ru")
    with patch.object(interface, "po_text", lambda tag: bracketed):
        frame = build_frame(root / "mkdocs.yml", {"digests": "digests/index.md"}, folder / "cache", settings)
    data = Data(known, unescape(config), *(path.read_text("utf-8") for path in sorted((DATA / "docs").rglob("*.md"))))
    page = frame.dress(Page("2022/w42/", "digests", "", "", "<p></p>", (("a", ""),))).decode()
    for path, html in (("a page", page), ("404.html", frame.read("404.html").decode())):
        for text in data.foreign(texts_of(html)):
            if not _RUSSIAN.search(text):
                found.setdefault(text, f"the frame, {path}")
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        everything = unwrapped(collection()) | unwrapped_frame(collection(), Path(name))
    for said, where in sorted(everything.items(), key=lambda pair: (pair[1], pair[0])):
        print(f"{where}: {said}")
