"""The register of outlets: one page each, and their list."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.model import Basis, Cited, Entry, Fact, Outlet
from newsdesk.views.cards import cards
from newsdesk.views.feeds.links import ENTRIES, feed_links, outlet_feed
from newsdesk.views.groups import group_page
from newsdesk.views.notices import Notice, designation_notice
from newsdesk.views.page import Page, country_name, language_name, render, report_link, root_of
from newsdesk.views.paging import Slice, paged
from newsdesk.views.parts import cites, listed, numbered, outlet_line
from newsdesk.views.passed import passed
from newsdesk.views.pictures import Share, shares, timeline
from newsdesk.views.words import word


@dataclass(frozen=True, slots=True)
class Row:
    """A fact of the register card, with the words for what it rests on."""

    label: str
    value: str
    basis: str
    fact: Fact
    is_address: bool = False


def outlets(collection: Collection) -> Iterator[Page]:
    """One page an outlet, at `/outlets/<id>/`: register card first; older entries on pages of their own."""
    for outlet in collection.outlets.values():
        entries = collection.by_outlet[outlet.id]
        for part in paged(f"outlets/{outlet.id}/", entries):
            if part.is_first:
                yield _page(collection, outlet, part)
            else:
                name, notes = outlet.name_en or outlet.name, _notices(collection, outlet, part.path)
                feed = outlet_feed(collection, outlet)
                yield group_page(collection, part, "outlets", name, f"Articles of {name}.", entries, feed, notes)


def _notices(collection: Collection, outlet: Outlet, path: str) -> list[Notice]:
    acts = collection.restricted.get(outlet.id)
    return [designation_notice(collection, outlet, acts, root_of(path))] if acts else []


def _page(collection: Collection, outlet: Outlet, part: Slice[Entry]) -> Page:
    path = part.path
    root = root_of(path)
    rows = _card(outlet)
    feed = outlet_feed(collection, outlet)
    refs = [ref for row in rows for ref in row.fact.refs]
    for act in outlet.designations:
        refs += [*act.refs, *(ref for other in act.other_dates for ref in other.refs)]
    refs += [ref for d in (*outlet.descriptions, *outlet.history) for ref in d.refs]
    numbers = numbered(refs)
    toc = [("card", "Register card")]
    toc += [("designations", "Designations")] if outlet.designations else []
    toc += [("descriptions", "How others describe it")] if outlet.descriptions else []
    toc += [("history", "Dated events")] if outlet.history else []
    entries = collection.by_outlet[outlet.id]
    kinds = _kinds(entries)
    theirs = passed(collection, outlet.id)
    toc += [("kinds", "Whom it cites")] if kinds else []
    toc += [("passed-on", "Where others cite it or pass it on")]
    toc += [("entries", "Entries")]
    toc += [("references", "References")] if numbers else []
    content = render(
        "outlet.html", path, collection,
        outlet=outlet,
        line=outlet_line(outlet),
        notices=_notices(collection, outlet, path),
        feed=feed,
        rows=rows,
        numbers=numbers,
        cites=cites(collection, outlet.references, numbers, root, outlet.id),
        entries=cards(collection, part.items, "h3", at_home=True),
        part=part,
        total=len(entries),
        timeline=timeline(entries),
        kinds=kinds,
        passed=theirs,
        jumps=toc,
        report=report_link(collection, path, outlet.name),
    )
    line = outlet_line(outlet)
    description = f"{outlet.name}: what is known about this outlet, each fact with its basis. {line}"
    return Page(
        path, "outlets", outlet.name_en or outlet.name, description.strip(), content, tuple(toc),
        head=feed_links(path, feed, ENTRIES),
    )  # fmt: skip


def _kinds(entries: Sequence[Entry]) -> list[Share]:
    """Kinds of the sources that articles cite; who is only mentioned is no source."""
    counts = Counter(
        source.actor for entry in entries for source in entry.sources if source.cited is not Cited.MENTIONED
    )
    rows = ((word(actor), "", count, "", "") for actor, count in counts.items())
    return shares(rows, counts.total())


def _card(outlet: Outlet) -> list[Row]:
    kind, country, tags = outlet.kind, outlet.country, outlet.languages
    return [
        _row("Kind", kind, word(kind.value) if kind.value else ""),
        _row("Country", country, country_name(country.value) if country.value else ""),
        _row("Languages", tags, listed(map(language_name, tags.value)) if tags.value else ""),
        _row("Owner", outlet.owner, outlet.owner.value or ""),
        _row("Funder", outlet.funder, outlet.funder.value or ""),
        _row("Legal status", outlet.legal_status, outlet.legal_status.value or ""),
        _row("Describes itself as", outlet.self_description, outlet.self_description.value or ""),
        _row("Home page", outlet.home, outlet.home.value or "", is_address=True),
    ]


_BASIS = {
    Basis.REFERENCED: "",
    Basis.OWN_PAGE: "by its own page or address",
    Basis.UNREFERENCED: "not yet checked",
    Basis.UNKNOWN: "",
}


def _row(label: str, fact: Fact, value: str, *, is_address: bool = False) -> Row:
    return Row(label, value, _BASIS[fact.basis], fact, is_address)


def outlet_list(collection: Collection) -> Iterator[Page]:
    """All outlets, at `/outlets/`, below the hand-written text."""
    rows = [
        (outlet, outlet_line(outlet), len(collection.by_outlet[outlet.id]))
        for outlet in sorted(collection.outlets.values(), key=lambda o: (o.name_en or o.name).casefold())
    ]
    content = render("outlets.html", "outlets/", collection, rows=rows)
    yield Page("outlets/", "outlets", "Outlets", "All outlets of the collection.", content)
