"""The register of outlets: one page each, and their list."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Basis, Cited, Entry, Fact, Outlet, Source
from newsdesk.model.addresses import country_path
from newsdesk.views.data.linked import signposts
from newsdesk.views.feeds.links import ENTRIES, feed_links, outlet_feed
from newsdesk.views.pages.groups import group_page
from newsdesk.views.pictures.bars import Share, shares, timeline
from newsdesk.views.pictures.passed_on import passed, taken
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.naming import called
from newsdesk.views.setting.numbers import listed
from newsdesk.views.setting.page import Page, Part, render, report_link, root_of
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.before_all import notices_of, of_kinds
from newsdesk.views.shared.entry_cards import cards
from newsdesk.views.shared.extents import news_line
from newsdesk.views.shared.lines import outlet_line
from newsdesk.views.shared.made import made_of
from newsdesk.views.shared.notices import FIRST, Notice, designation_notices
from newsdesk.views.shared.paging import Slice, page_numbers, page_of
from newsdesk.views.shared.paging.shelves import Shelves, lettered
from newsdesk.views.shared.references import cites, numbered

# So many entries stand open on the page of their outlet; of more each is a line that opens.
OPEN = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A fact of the register card, with the words for what it rests on."""

    label: str
    value: str
    basis: str
    when: str
    """The date of the fact in words, or ""."""
    fact: Fact[Any]
    is_address: bool = False


def outlets(collection: Collection) -> Iterator[Part]:
    """One page an outlet, at `/outlets/<id>/`: register card first; older entries on pages of their own."""
    for name in collection.outlets:
        for place in page_numbers(len(collection.by_outlet[name])):
            yield Part(_outlet, (name, *place))


def _outlet(collection: Collection, id: str, number: int, newer: int) -> Iterator[Page]:
    outlet, entries = collection.outlets[id], collection.by_heart.by_outlet[id]
    part = page_of(f"outlets/{id}/", entries if newer else collection.by_outlet[id], number, newer)
    if part.is_first:
        yield _page(collection, outlet, part)
    else:
        name, notes = outlet.name_en or outlet.name, _notices(collection, outlet, part.path)
        feed, about = outlet_feed(collection, outlet), collection.words("Articles of {name}.").format(name=name)
        yield group_page(collection, part, "outlets", name, about, entries, feed, notes)


def _notices(collection: Collection, outlet: Outlet, path: str) -> list[Notice]:
    return designation_notices(collection, [outlet.id], root_of(path))


def _page(collection: Collection, outlet: Outlet, part: Slice[Entry]) -> Page:
    words = collection.words
    path = part.path
    root = root_of(path)
    rows, unrecorded = _card(words, outlet)
    feed = outlet_feed(collection, outlet)
    refs = [ref for row in rows for ref in row.fact.refs]
    for act in outlet.designations:
        refs += [*act.refs, *(ref for other in act.other_dates for ref in other.refs)]
    refs += [ref for d in (*outlet.descriptions, *outlet.history) for ref in d.refs]
    numbers = numbered(refs)
    toc = [("card", words("Register card"))]
    toc += [("designations", words("Designations"))] if outlet.designations else []
    toc += [("descriptions", words("How others describe it"))] if outlet.descriptions else []
    toc += [("history", words("Dated events"))] if outlet.history else []
    entries = collection.by_heart.by_outlet[outlet.id]
    cited = [source for entry in entries for source in entry.sources if source.cited is not Cited.MENTIONED]
    theirs, owed = passed(collection, outlet.id), taken(collection, outlet.id)
    toc += [("kinds", words("Whom it cites"))] if cited else []
    toc += [("taken", owed.title)] if owed else []
    toc += [("passed-on", words("Where others cite it or pass it on"))]
    toc += [("entries", words("Entries"))]
    toc += [("corrections", words("Corrections"))] if outlet.corrections else []
    toc += [("references", words("References"))] if numbers else []
    folded = len(entries) > OPEN
    shown = cards(collection, part.items, "h3", at_home=True, with_news=not folded)
    content = render(
        "outlet.html",
        path,
        collection,
        outlet=outlet,
        made=made_of(collection, outlet),
        line=outlet_line(words, outlet),
        notices=of_kinds(notices_of(collection, outlet, root), *FIRST, "correction"),
        feed=feed,
        rows=rows,
        unrecorded=unrecorded,
        numbers=numbers,
        cites=cites(collection, outlet.references, numbers, root, outlet.id, (f"outlets/{outlet.id}", outlet)),
        entries=list(zip(part.items, shown, strict=True)),
        folded=folded,
        part=part,
        total=len(entries),
        news=news_line(collection, part.items),
        timeline=timeline(words, entries),
        kinds=_kinds(words, cited),
        acting=_acting(collection, cited),
        passed=theirs,
        taken=owed,
        jumps=toc,
        report=report_link(collection, path, outlet.name),
    )
    line = outlet_line(words, outlet)
    about = words("{name}: what is known about this outlet, each fact with its basis.").format(name=outlet.name)
    return Page(
        path, "outlets", outlet.name_en or outlet.name, f"{about} {line}".strip(), content, tuple(toc),
        head=f"{feed_links(words, path, feed, ENTRIES)}"
        f"{signposts(collection, path, f'outlets/{outlet.id}', 'NewsMediaOrganization')}",
    )  # fmt: skip


def _kinds(words: Words, cited: Sequence[Source]) -> list[Share]:
    """Kinds of the sources that articles cite."""
    counts = Counter(source.actor for source in cited)
    return shares(words, ((word(words, actor), "", count, "", "") for actor, count in counts.items()), len(cited))


def _acting(collection: Collection, cited: Sequence[Source]) -> list[Share]:
    """Countries that the cited people and bodies act for, as registered; none where none is, unknown ones last.

    An outlet acts for no country, and of a private person nothing is said.
    """
    words = collection.words
    people = (collection.people.get(source.who or "") for source in cited)
    counts = Counter(person.country or "" if person and person.public else "" for person in people)
    unknown = counts.pop("", 0)
    rows = [
        (country_name(words, code), country_path(code) if code in collection.by_country else "", count, "", "")
        for code, count in counts.items()
    ]
    rows.sort(key=lambda row: (-row[2], row[0].casefold()))
    rows += [(words("not recorded"), "", unknown, "", "")] if rows else []
    return shares(words, rows, len(cited), ordered=True)


def _card(words: Words, outlet: Outlet) -> tuple[list[Row], str]:
    """The facts that have a value or say why they have none, and the others by name in one line."""
    kind, country, tags = outlet.kind, outlet.country, outlet.languages
    facts = [
        (
            _row(words, words.pgettext("an outlet", "Kind"), kind, word(words, kind.value) if kind.value else ""),
            words("kind"),
        ),
        (
            _row(words, words("Country"), country, country_name(words, country.value) if country.value else ""),
            words("country"),
        ),
        (
            _row(
                words,
                words("Languages"),
                tags,
                listed(words, map(language_name.of(words), tags.value)) if tags.value else "",
            ),
            words("languages"),
        ),
        (_row(words, words("Owner"), outlet.owner, outlet.owner.value or ""), words("owner")),
        (_row(words, words("Funder"), outlet.funder, outlet.funder.value or ""), words("funder")),
        (
            _row(words, words("Legal status"), outlet.legal_status, outlet.legal_status.value or ""),
            words("legal status"),
        ),
        (
            _row(words, words("Describes itself as"), outlet.self_description, outlet.self_description.value or ""),
            words("self-description"),
        ),
        (_row(words, words("Home page"), outlet.home, outlet.home.value or "", is_address=True), words("home page")),
    ]
    told = [row.value or row.fact.note or row.fact.refs for row, name in facts]
    rows = [row for (row, name), is_told in zip(facts, told, strict=True) if is_told]
    return rows, listed(words, [name for (row, name), is_told in zip(facts, told, strict=True) if not is_told])


@kept
def _bases(words: Words) -> dict[Basis, str]:
    return {
        Basis.REFERENCED: "",
        Basis.OWN_PAGE: words("By its own page or address"),
        Basis.UNREFERENCED: words("Not yet checked"),
        Basis.UNKNOWN: "",
    }


def _row(words: Words, label: str, fact: Fact[Any], value: str, *, is_address: bool = False) -> Row:
    when = say_date(words, fact.date) if fact.date else ""
    if fact.date and not fact.date.end and not fact.date.start.approximate:
        when = words.pgettext("a fact", "as of {day}").format(day=when)
    # A note on its own page says more than that it is from there.
    basis = "" if fact.note and fact.basis is Basis.OWN_PAGE else _bases(words)[fact.basis]
    when = when if basis else when[:1].upper() + when[1:]
    return Row(label, value, basis, when, fact, is_address)


def outlet_list(collection: Collection) -> Iterator[Part]:
    """All outlets, at `/outlets/`, below the hand-written text."""
    return _shelves(collection).parts(_list)


def _shelves(collection: Collection) -> Shelves[Outlet]:
    words, own = collection.words, collection.by_outlet
    return collection.once(
        ("list", "outlets"),
        lambda: lettered(
            "outlets/", collection.outlets.values(), lambda one: called(words, one)[0], lambda one: len(own[one.id])
        ),
    )


def _list(collection: Collection, letter: str, number: int) -> Iterator[Page]:
    words, own = collection.words, collection.by_outlet
    board = _shelves(collection).board(letter, number)
    name = words("Outlets")
    title = board.titled(words, name)
    rows = {one.id: (outlet_line(words, one, brief=True), len(own[one.id])) for one in board.rows}
    held = sum(map(bool, own.values())) if board.is_first else 0
    content = render(
        "outlets.html", board.path, collection, board=board, name=name, title=title, rows=rows, held=held
    )  # fmt: skip
    yield Page(board.path, "outlets", title, words("All outlets of the collection."), content)
