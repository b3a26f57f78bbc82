"""An entry as lists show it: in digests, stories, topics and wherever else entries stand."""

from collections.abc import Iterable

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.model import Entry
from newsdesk.model.addresses import entry_path
from newsdesk.views.page import environment
from newsdesk.views.parts import who

# What differs from page to page beside the way back to the top, which the page itself puts in.
_HEADING = "\0heading"


def cards(
    collection: Collection,
    entries: Iterable[Entry],
    heading: str,
    *,
    full: bool = False,
    at_home: bool = False,
) -> list[Markup]:
    """Entries as HTML. `heading` is `h2` or `h3`; `full` shows the whole summary, `at_home` no outlet.

    An entry stands in about nine lists: it is rendered once and fitted into each of them.
    """
    memo = collection.memo
    found = []
    for entry in entries:
        key = ("card", entry.id, full, at_home)
        html = memo.get(key)
        if html is None:
            html = memo[key] = _render(collection, entry, full, at_home)
        found.append(Markup(html.replace(_HEADING, heading)))
    return found


def _render(collection: Collection, entry: Entry, full: bool, at_home: bool) -> str:
    return environment().get_template("card.html").render(
        heading=_HEADING,
        full=full,
        at_home=at_home,
        entry=entry,
        outlet=collection.outlets[entry.outlet],
        who=who(collection, entry),
        path=entry_path(entry),
        restricted=entry.outlet in collection.restricted,
    )
