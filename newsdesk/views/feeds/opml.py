"""Lists of feeds for feed readers: sections of feeds come in, `feeds.opml` goes out, and of very many feeds several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.views.feeds.items import from_template, writable
from newsdesk.views.feeds.links import Feed
from newsdesk.views.setting.page import LICENCE_URL, File

# Feeds of one file: no feed reader shows more of them, and many refuse a larger file.
MOST = 500


@dataclass(frozen=True, slots=True)
class Section:
    """The feeds of one kind, by name; `name` is the address of their list."""

    name: str
    title: str
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class Further:
    """Another file with feeds of a kind: its path below the site, and what it is called."""

    path: str
    title: str


def lists(collection: Collection, base: str, whole: Section, sections: Sequence[Section]) -> Iterator[File]:
    """`feeds/feeds.opml` with all feeds; of very many it includes files for each kind, as OPML 2.0 has it."""
    if sum(len(section.feeds) for section in (whole, *sections)) <= MOST:
        yield _list(collection, base, "feeds/feeds.opml", [whole, *sections], ())
        return
    further = []
    for section in sections:
        for number, start in enumerate(range(0, len(section.feeds), MOST), 1):
            path = f"feeds/{section.name}{f'-{number}' if number > 1 else ''}.opml"
            title = f"{section.title} {number}" if number > 1 else section.title
            some = Section(section.name, title, section.feeds[start : start + MOST])
            further.append(Further(path, title))
            yield _list(collection, base, path, [some], ())
    yield _list(collection, base, "feeds/feeds.opml", [whole], further)


def _list(
    collection: Collection, base: str, path: str, sections: Sequence[Section], further: Sequence[Further]
) -> File:
    text = from_template(
        collection.words,
        "feeds.opml",
        base=base,
        settings=collection.settings,
        licence=LICENCE_URL,
        sections=sections,
        further=further,
    )
    return File(path, writable(text))
