"""The invented collection in tests/data, the pages that the views make of it, and a reader of HTML."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from newsdesk.check import Draft, check
from newsdesk.check.shape import shape
from newsdesk.collection import Collection
from newsdesk.interface import Words, words_of
from newsdesk.load import read_tree
from newsdesk.load.config import parse_config
from newsdesk.model.settings import Settings
from newsdesk.store.closing import fingerprint_of
from newsdesk.views import BEHIND, VIEWS, File, Page, Part, all_pages, made_at, whole
from newsdesk.views.setting.page import View

DATA = Path(__file__).parent / "data"
EN, RU = words_of("en"), words_of("ru")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def settle(digests: Path) -> None:
    """Make the newest edition in a copy of the collection that of the entries as they are now."""
    path = digests / "2022-W41" / "_digest.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("1" * 64, fingerprint_of(digests, "2022-W41")), "utf-8")


@cache
def checked() -> tuple[Draft, Settings]:
    """The draft and the settings, which have neither errors nor warnings."""
    config, problems = parse_config("mkdocs.yml", (DATA / "mkdocs.yml").read_bytes())
    assert config
    settings, found = shape(Settings, config)
    documents, unreadable = read_tree(DATA / "digests", DATA)
    draft, faults = check(documents)
    assert [*problems, *found, *unreadable, *faults] == []
    assert settings
    return draft, settings


@cache
def collection() -> Collection:
    """The collection."""
    return Collection.of(*checked())


def saying(known: Collection, words: Words) -> Collection:
    """The same collection in other words, without what views have made of it."""
    theme = known.settings.theme.model_copy(update={"language": words.tag})
    settings = known.settings.model_copy(update={"theme": theme})
    return replace(known, settings=settings, words=words, memo={})


@cache
def russian() -> Collection:
    """The collection in Russian."""
    return saying(collection(), RU)


@cache
def made() -> dict[str, Page | File]:
    """Everything that the views make of it, by path."""
    return {page.path: page for page in all_pages(collection())}


def pages() -> dict[str, Page]:
    """The pages among it."""
    return {path: page for path, page in made().items() if isinstance(page, Page)}


@cache
def _paged() -> dict[View, frozenset[str]]:
    """The views that make pages, each with the folders at the top in which these stand."""
    made = {view: whole(collection(), [Part(view)]) for view in (*VIEWS, *BEHIND)}
    tops = {
        view: frozenset(page.path.partition("/")[0] for page in found if isinstance(page, Page))
        for view, found in made.items()
    }
    return {view: found for view, found in tops.items() if found or view in VIEWS}


def pages_in(known: Collection, top: str | None = None) -> Iterator[Page]:
    """The pages of another collection, without the files behind them; with `top`, of views that make some there."""
    views = [view for view, tops in _paged().items() if top is None or top in tops]
    return (page for page in whole(known, map(Part, views or _paged())) if isinstance(page, Page))


def page_of(known: Collection, path: str) -> Page:
    """One page of another collection, made alone."""
    page = made_at(known, path)
    assert isinstance(page, Page)
    return page


def changed(entry_id: str, **changes: Any) -> Collection:
    """The collection with one entry changed."""
    return changed_each({entry_id: changes})


def changed_each(changes: dict[str, dict[str, Any]]) -> Collection:
    """The collection with some entries changed, by id."""
    draft, settings = checked()
    assert changes.keys() <= {item.record.id for item in draft.entries}
    entries = [
        replace(item, record=item.record.model_copy(update=changes.get(item.record.id, {}))) for item in draft.entries
    ]
    return Collection.of(replace(draft, entries=entries), settings)


def changed_person(name: str, **changes: Any) -> Collection:
    """The collection with one record of people.yaml changed."""
    draft, settings = checked()
    item = draft.people[name]
    record = item.record.model_copy(update=changes)
    new = replace(item, record=record, keys={**item.keys, "proceedings": bool(record.proceedings)})
    return Collection.of(replace(draft, people={**draft.people, name: new}), settings)


@dataclass(eq=False)
class Element:
    """An element of a page: its attributes, and texts and elements in it."""

    tag: str
    attrs: dict[str, str]
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    def every(self, tag: str = "", **attrs: str) -> list["Element"]:
        """All elements below with this tag and these attributes (`cls` is one of the classes)."""
        cls = attrs.pop("cls", None)
        return [
            element
            for element in self.walk()
            if (not tag or element.tag == tag)
            and (not cls or cls in element.classes)
            and all(element.attrs.get(name) == value for name, value in attrs.items())
        ]

    def one(self, tag: str = "", **attrs: str) -> "Element":
        """The only such element."""
        (found,) = self.every(tag, **attrs)
        return found

    def walk(self) -> Iterator["Element"]:
        """All elements below, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def texts(self) -> Iterator[tuple[str, "Element"]]:
        """All pieces of text below, each with the element it stands in."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.texts()
            else:
                yield child, self

    def nearest(self, name: str) -> str | None:
        """An attribute of this element or of the nearest one around it that has it."""
        here: Element | None = self
        while here and name not in here.attrs:
            here = here.parent
        return here.attrs[name] if here else None

    @property
    def classes(self) -> list[str]:
        """The classes of the element."""
        return self.attrs.get("class", "").split()

    @property
    def text(self) -> str:
        """The text as it is read, with single spaces."""
        return " ".join("".join(text for text, _ in self.texts()).split())


class _Reader(HTMLParser):
    """Refuses what a browser would have to repair."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.here.tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def parsed(html: str) -> Element:
    """The elements of a piece of HTML; an AssertionError where it is not well formed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is not closed"
    return reader.root


@cache
def content(path: str) -> Element:
    """The content of one page of the invented collection."""
    return parsed(pages()[path].content)


def remade(known: Collection, path: str) -> Element:
    """The content of one page of another collection."""
    return parsed(page_of(known, path).content)
