"""An entry as lists show it: in digests, stories, topics and wherever else entries stand."""

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from newsdesk.check.prose import last_end
from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Entry
from newsdesk.model.addresses import entry_path
from newsdesk.views.setting.engine import html
from newsdesk.views.setting.naming import called
from newsdesk.views.setting.page import environment, opening, shared
from newsdesk.views.shared.lines import who
from newsdesk.views.shared.made import is_raw
from newsdesk.views.shared.notices import sharing_line

# What differs from page to page beside the way back to the top, which the page itself puts in.
_HEADING, _NEWS, _RAW = "\0heading", "\0news", "\0raw"
# Characters of a summary that a card has room for.
_ROOM = 300


def cards(
    collection: Collection,
    entries: Iterable[Entry],
    heading: str,
    *,
    full: bool = False,
    at_home: bool = False,
    with_news: bool = False,
    raw_is_said: bool = False,
) -> list[Markup]:
    """Entries as HTML. `heading` is `h2` or `h3`; `full` shows the whole summary, `at_home` no outlet.

    `with_news` marks those that are new since an edition; where `raw_is_said` the page has told that all of them are
    drafts of a machine, and they do not.

    An entry stands in about nine lists: it is rendered once and fitted into each of them.
    """
    return [
        Markup(
            _card(collection, entry, full=full, at_home=at_home)
            .replace(_HEADING, heading)
            .replace(_RAW, "" if raw_is_said else _raw(collection.words), 1)
            .replace(_NEWS, str(shared(collection.words, "new", collection, entry)) if with_news else "", 1)
        )
        for entry in entries
    ]


@kept
def _raw(words: Words) -> str:
    return f" <span>{html(words('machine draft, not reviewed'))}</span>"


def _card(collection: Collection, entry: Entry, *, full: bool, at_home: bool) -> str:
    make = partial(_render, collection, entry, full, at_home)
    return collection.once(("card", entry.id, full, at_home), make, is_large=True)


def _render(collection: Collection, entry: Entry, full: bool, at_home: bool) -> str:
    path, root_address = entry_path(entry), collection.settings.root
    return (
        environment(collection.words)
        .get_template("card.html")
        .render(
            heading=_HEADING,
            news=_NEWS,
            full=full,
            at_home=at_home,
            entry=entry,
            raw=_RAW if is_raw(entry) else "",
            outlet=collection.outlets[entry.outlet],
            who=who(collection, entry),
            path=path,
            text=entry.summary if full else first_sentences(entry.summary, _ROOM),
            address=root_address and root_address + path,
            site=root_address,
            restricted=entry.outlet in collection.restricted,
            sharing=sharing_line(collection, entry.outlet),
        )
    )


def first_sentences(text: str, limit: int) -> str:
    """The whole sentences that fit into so many characters; of a first one that is longer, the beginning."""
    if len(text) <= limit:
        return text
    piece = text[: limit * 2]
    if end := last_end(piece, limit):
        return piece[:end]
    return opening(piece, limit).removesuffix(" …") + "\N{NO-BREAK SPACE}…"


def line(collection: Collection, entry: Entry) -> Markup:
    """An entry in one line of a list: title, outlet, date."""
    words = collection.words

    def make() -> str:
        name, tag = called(words, collection.outlets[entry.outlet])
        return (
            environment(words)
            .get_template("line.html")
            .render(
                entry=entry,
                name=name,
                tag=tag,
                path=entry_path(entry),
                restricted=entry.outlet in collection.restricted,
                sharing=sharing_line(collection, entry.outlet),
            )
        )

    return Markup(collection.once(("line", entry.id), make, is_large=True))
