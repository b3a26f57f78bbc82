"""What a view yields, and the templates and filters that all views share."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from newsdesk.check.prose import marks_in
from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Cited, Correction, Entry
from newsdesk.model.addresses import week_path
from newsdesk.views.setting.codes import country_name, direction, language_name
from newsdesk.views.setting.codes.told import at_places, told
from newsdesk.views.setting.dates import say_brief, say_date, say_period, say_week
from newsdesk.views.setting.directions import from_the_right
from newsdesk.views.setting.engine import Engine, html
from newsdesk.views.setting.naming import called, in_english, iri
from newsdesk.views.setting.numbers import degrees, numeral
from newsdesk.views.setting.preview import Preview
from newsdesk.views.setting.shares import Share, Whole
from newsdesk.views.setting.terms import wording
from newsdesk.views.setting.translation import ROOT_MARK

# Of what we write ourselves: entries, registers and digests.
LICENCE, LICENCE_URL = "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"


class Card(NamedTuple):
    """The picture that stands for a page where a link to it is shared: its place below the site, and its text."""

    path: str
    alt: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be set into the frame; `path` is its address below the site, ending in a slash.

    `toc` pairs ids with labels, `head` is HTML for the head, `updated` an ISO date or "", `anchor`
    the id that the skip link leads to, `kind` what Open Graph calls it, `card` its own picture, None for
    that of the collection; what is not `is_listed` stands in no sitemap.
    """

    path: str
    section: str
    title: str
    description: str
    content: str
    toc: tuple[tuple[str, str], ...] = ()
    head: str = ""
    updated: str = ""
    anchor: str = "nd"
    kind: str = "website"
    card: Card | None = None
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes out as it is; `path` is its name below the site, texts are written as UTF-8."""

    path: str
    content: str | bytes

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content if isinstance(self.content, str) else self.content.decode()

    @property
    def raw(self) -> bytes:
        """The content as bytes."""
        return self.content.encode() if isinstance(self.content, str) else self.content


Given = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site that can be made by itself, and is made again only where what it reads has changed.

    `make` is a function of a module; it gets the collection and what is `given`, plain values that say which part
    it is, and yields pages, files, cards, a share in files that many parts make, and parts of its own.
    """

    make: "Callable[..., Iterable[Made]]"
    given: tuple[Given, ...] = ()

    @property
    def name(self) -> str:
        """What it is known by from one build to the next."""
        return json.dumps([self.make.__module__, self.make.__qualname__, *self.given], ensure_ascii=False)

    @classmethod
    def of(cls, name: str) -> "Part":
        """The part that is known by a name."""
        module, function, *given = json.loads(name)
        return cls(_function(module, function), tuple(given))


@cache
def _function(module: str, name: str) -> "Callable[..., Iterable[Made]]":
    """A function that makes parts: thousands of parts are made by one."""
    found: Callable[..., Iterable[Made]] = getattr(import_module(module), name)
    return found


Made = Page | File | Preview | Part | Share | Whole
View = Callable[[Collection], Iterator[Made]]


def root_of(path: str) -> str:
    """The relative way from a page back to the top of the site: `../../` or `./`."""
    return "../" * path.count("/") or "./"


@kept
def environment(words: Words) -> Engine:
    """The environment of the templates that write HTML."""
    return equipped(Engine(words))


LONG = 400
"""A correction whose texts before and after have more characters together is folded: a notice is read at a glance."""


def is_long(correction: Correction) -> bool:
    """Whether what stood there and what stands there now fill more than a few lines."""
    return len(correction.was or "") + len(correction.now or "") > LONG


def equipped(env: Engine) -> Engine:
    """An environment with the filters that all templates use, those that need words with its own."""
    words = env.words
    env.globals["Cited"] = Cited
    env.known |= {"site_language": words.tag, "site_direction": direction(words.tag)}
    env.filters |= {
        "date": say_date.of(words),
        "period": say_period.of(words),
        "short": partial(say_brief, words),
        "week": say_week.of(words),
        "in": partial(in_language, words),
        "language": language_name.of(words),
        "country": country_name.of(words),
        "mode": mode.of(words),
        "word": wording(words),
        "opening": opening,
        "paragraphs": paragraphs,
        "path": week_path,
        "host": host_of,
        "numeral": numeral.of(words),
        "called": partial(called, words),
        "iri": iri,
        "degrees": partial(degrees, words),
        "in_english": partial(in_english, words),
        "places": _places,
        "told": lambda text, collection: told(collection, text),
        "at_places": at_places,
        "is_long": is_long,
    }
    return env


def render(template: str, page_path: str, collection: Collection, **values: Any) -> str:
    """Render a template with the way back to the top as `root`."""
    root = root_of(page_path)
    made = (
        environment(collection.words)
        .get_template(template)
        .render(root=root, collection=collection, settings=collection.settings, **values)
    )
    return made.replace(ROOT_MARK, root)


def shared(words: Words, name: str, *values: Any, template: str = "_macros.html") -> Markup:
    """A part that several pages share, by the name of its macro."""
    made: Markup = getattr(environment(words).get_template(template).module, name)(*values)
    return made


def report_link(collection: Collection, page_path: str, title: str) -> str:
    """Where to report an error on a page: the maintainer's address with the page filled in, or About."""
    report = collection.settings.extra.report
    if not report:
        return f"{root_of(page_path)}about/#report"
    address = quote(f"{collection.settings.root or '/'}{page_path}", safe="")
    return report.replace("{title}", quote(title, safe="")).replace("{page}", address)


def history_link(collection: Collection, entry: Entry) -> str:
    """Where all versions of an entry's file can be seen, by the maintainer's setting; "" without one."""
    return (collection.settings.extra.history or "").replace("{path}", f"digests/{entry.week}/{entry.id}.yaml")


def in_language(words: Words, tag: str | None, text: object = "") -> Markup:
    """The attributes `lang` and `dir` of a text that is not in the language of the site, which "" stands for.

    Where the language of a name is not recorded, or its letters are those of another, the browser works out its
    direction.
    """
    if tag in ("", words.tag):
        if not (isinstance(text, str) and from_the_right(text)):
            return _NOTHING
        tag = None
    return _attributes(words, tag)


_NOTHING = Markup("")


@kept(maxsize=512)
def _attributes(words: Words, tag: str | None) -> Markup:
    if tag is None:
        return Markup(' dir="auto"')
    return Markup(' lang="{}" dir="{}"').format(tag, direction(tag))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text from YAML, where an empty line became a line end."""
    return [part.strip() for part in text.splitlines() if part.strip()]


def opening(text: str, limit: int = 200) -> str:
    """The beginning of a text, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    space = text.rfind(" ", 0, limit)  # a script without spaces has none
    return text[: space if space > 0 else limit].rstrip(",;:") + " …"


def host_of(address: str) -> str:
    """The host of an address, without www."""
    return address.split("/")[2].removeprefix("www.")


def marked(words: Words, text: str, numbers: Mapping[str, int]) -> Markup:
    """A text with its reference marks turned into small numbered links."""
    parts: list[str] = []
    before: str | int = ""
    for piece in pieces(text, numbers):
        if type(piece) is int:
            # Marks side by side keep apart, also when they are copied, and yet on one line.
            parts += ("\N{NARROW NO-BREAK SPACE}" if type(before) is int else "", _mark(words, piece))
        else:
            parts.append(html(piece))
        before = piece
    return Markup("".join(parts))


def pieces(text: str, numbers: Mapping[str, int]) -> list[str | int]:
    """A text cut at its reference marks: texts, and the number of the reference in place of each mark.

    Numbers side by side are in order.
    """
    found: list[str | int] = []
    beside: list[int] = []
    at = 0
    for mark in marks_in(text):
        if mark.id not in numbers:
            continue
        if before := text[at : mark.start].rstrip():
            found += [*sorted(beside), before]
            beside.clear()
        beside.append(numbers[mark.id])
        at = mark.start + len(mark.id) + 2
    found += sorted(beside)
    if rest := text[at:]:
        found.append(rest)
    return found


def _places(ids: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    return sorted(numbers[id] for id in ids if id in numbers)


@kept
def _mark(words: Words, number: int) -> str:
    link = '<a href="#ref-{0}" aria-label="{1}">{0}</a>'
    return Markup(link).format(number, words("Reference {number}").format(number=number))


@kept
def mode(words: Words, cited: Cited) -> Markup:
    """The mark and word for a way of citing."""
    return shared(words, "mode", cited)
