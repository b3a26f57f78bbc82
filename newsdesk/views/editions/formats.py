"""An edition in each format, from its template."""

from enum import IntEnum
from functools import partial
from typing import Any

from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.views.editions.contents import Edition
from newsdesk.views.editions.escaping import (
    bare,
    code,
    isolated,
    markdown_link,
    markdown_noted,
    markdown_text,
    marker,
    plain_noted,
    readable,
    target,
    underlined,
    unlinked,
    wrap,
)
from newsdesk.views.setting.engine import Engine
from newsdesk.views.setting.page import LICENCE_URL, environment, equipped


class Length(IntEnum):
    """How much of each entry an edition shows."""

    WHOLE = 0
    SHORT = 1
    """Title, outlet, who is quoted, and the opening of the summary."""
    TITLES = 2
    """Title and outlet."""


@kept
def _markdown(words: Words) -> Engine:
    engine = equipped(Engine(words, markdown_text))
    engine.filters |= {
        "isolated": isolated,
        "target": target,
        "code": code,
        "bare": bare,
        "to": partial(markdown_link, words),
        "noted": markdown_noted,
    }
    return engine


@kept
def _text(words: Words) -> Engine:
    engine = equipped(Engine(words, str))
    engine.filters |= {
        "isolated": isolated,
        "wrap": wrap,
        "underlined": underlined,
        "marker": marker,
        "unlinked": unlinked,
        "noted": plain_noted,
    }
    return engine


def as_markdown(collection: Collection, edition: Edition) -> str:
    """The whole edition in Markdown."""
    return _tidy(_render(_markdown(collection.words), "edition.md", collection, edition))


def as_notes(collection: Collection, edition: Edition, number: int, names: list[str]) -> str:
    """What is said of an edition where its files are offered: note, entries and `names`, in Markdown."""
    issued = edition.digest.editions[number - 1]
    engine = _markdown(collection.words)
    return _tidy(_render(engine, "release.md", collection, edition, number=number, issued=issued, names=names))


def as_text(collection: Collection, edition: Edition, length: Length = Length.WHOLE) -> str:
    """The edition in plain text."""
    return _tidy(_render(_text(collection.words), "edition.txt", collection, edition, length=length))


def as_mail(collection: Collection, edition: Edition, length: Length) -> str:
    """The edition as the HTML of an e-mail: its styles in the elements, nothing loaded."""
    newsletter = collection.settings.extra.newsletter
    way_out = newsletter.unsubscribe if newsletter else None
    return _render(environment(collection.words), "mail.html", collection, edition, length=length, unsubscribe=way_out)


def as_print(collection: Collection, edition: Edition) -> str:
    """The edition as HTML for paper."""
    made_on = edition.dated.isoformat()
    return _render(environment(collection.words), "print.html", collection, edition, readable=readable, made_on=made_on)


def _render(engine: Engine, template: str, collection: Collection, edition: Edition, **values: Any) -> str:
    return engine.get_template(template).render(collection=collection, edition=edition, licence=LICENCE_URL, **values)


def _tidy(text: str) -> str:
    """Never more than one empty line, one line end at the end."""
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip("\n") + "\n"
