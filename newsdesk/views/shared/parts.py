"""Pieces that several views show: an outlet's line, who is quoted, numbered references, notices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from babel.lists import format_list
from markupsafe import Markup

from newsdesk.check.prose import marks_in
from newsdesk.collection import Collection
from newsdesk.interface import _, locale, ngettext, pgettext, site_language
from newsdesk.model import (
    Basis,
    Cited,
    Entry,
    Fact,
    Outlet,
    Reference,
    Screened,
    Source,
    Story,
    Translation,
)
from newsdesk.model.addresses import entry_path
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.naming import called, in_english, iri
from newsdesk.views.setting.numbers import numeral
from newsdesk.views.setting.page import country_name, host_of, marked, shared
from newsdesk.views.setting.terms import word


class Cite(NamedTuple):
    """A numbered reference, ready for a list."""

    number: int
    title: str
    title_language: str | None
    """None where nobody recorded it."""
    publisher: str
    publisher_language: str | None
    published: str
    accessed: str
    href: str
    """Where the link leads; "" where the policy on designations allows none."""
    address: str
    """The address as text, where it is no link or the publisher's name does not show it."""
    all_seen: bool
    """Whether every reference of the list was seen on the same day."""
    title_en: Translation | None = None
    """The translation of the title of one of our entries, where that is not in the language of the site."""
    printed: str = ""
    """What paper writes out of the link's address, where that is not the address itself."""


def mentions(text: str) -> list[str]:
    """Ids of the references that a text mentions."""
    return [mark.id for mark in marks_in(text)]


def numbered(names: Iterable[str]) -> dict[str, int]:
    """Numbers of references in the order of first mention on the page."""
    numbers: dict[str, int] = {}
    for name in names:
        numbers.setdefault(name, len(numbers) + 1)
    return numbers


def cites(
    collection: Collection,
    references: Mapping[str, Reference],
    numbers: Mapping[str, int],
    root: str,
    outlet: str | None = None,
) -> list[Cite]:
    """The references in the order of their numbers; `outlet` is the publisher they are affiliated to."""
    order = sorted((number, name) for name, number in numbers.items() if name in references)
    days = {references[name].accessed for number, name in order}
    all_seen = len(days) == 1 and None not in days and len(order) > 1
    site = collection.settings.root
    return [
        _cite(collection, references[name], number, root, site, outlet, all_seen) for number, name in order
    ]


def _cite(
    collection: Collection,
    reference: Reference,
    number: int,
    root: str,
    site: str,
    outlet: str | None,
    all_seen: bool,
) -> Cite:
    published = say_date(reference.published) if reference.published else ""
    accessed = say_date(reference.accessed) if reference.accessed else ""
    title_en = None
    if reference.entry:
        entry = collection.by_id[reference.entry]
        source = collection.outlets[entry.outlet]
        title, language = (reference.title, None) if reference.title else (entry.title, entry.language)
        title_en = None if reference.title else in_english(entry)
        publisher, publisher_language = called(source)
        path = entry_path(entry)
        href, address, printed = root + path, "", site and site + path
        published = published or say_date(entry.published)
    else:
        url = reference.url or ""
        title, language = reference.title or "", None
        publisher, publisher_language = reference.publisher or host_of(url), site_language()
        if reference.outlet and not reference.publisher:
            source = collection.outlets[reference.outlet]
            publisher, publisher_language = called(source)
        href = url if collection.may_cite(reference, outlet) else ""
        bare = iri(url.split("://", 1)[1].removeprefix("www."))
        printed = iri(href) if "%" in href else ""
        address = bare if not href else host_of(url) if host_of(url) not in publisher else ""
    return Cite(
        number, title, language, publisher, publisher_language, published, accessed, href, address, all_seen,
        title_en, printed,
    )


def outlet_line(outlet: Outlet) -> str:
    """One line from the register: kind, country, owner, as far as they are known."""
    parts = []
    if outlet.kind.value:
        parts.append(word(outlet.kind.value) + _unchecked(outlet.kind))
    if outlet.country.value:
        parts.append(country_name(outlet.country.value) + _unchecked(outlet.country))
    if outlet.owner.value and outlet.owner.basis is Basis.REFERENCED:
        parts.append(_("owner: {name}").format(name=outlet.owner.value))
    return " · ".join(parts)


def _unchecked(fact: Fact) -> str:
    return f" ({_('not yet checked')})" if fact.basis is Basis.UNREFERENCED else ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The page before or after a page: `label` says which, `language` is that of its title."""

    href: str
    label: str
    title: str
    language: str = field(default_factory=site_language)
    title_en: Translation | None = None


@dataclass(frozen=True, slots=True)
class Mode:
    """The sources that an article cites in one way."""

    cited: Cited
    sources: tuple[Source, ...]


def modes(entry: Entry) -> list[Mode]:
    """Sources by the way they are cited, quoted ones first; ways without a source left out."""
    found = ((c, tuple(s for s in entry.sources if s.cited is c)) for c in Cited)
    return [Mode(cited, sources) for cited, sources in found if sources]


def who(collection: Collection, entry: Entry) -> Markup:
    """Who is quoted, in a few lines, which an entry shows on its own page and wherever it is listed."""
    key = ("who", entry.id)
    if key not in collection.memo:
        collection.memo[key] = shared("who", modes(entry), entry.read)
    return Markup(collection.memo[key])


def by_first_story(collection: Collection, entries: Iterable[Entry]) -> list[tuple[Story | None, list[Entry]]]:
    """Entries of a digest under their first story, the largest group first; those without a story last."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.stories[0] if entry.stories else "", []).append(entry)
    order = sorted(groups, key=lambda name: (not name, -len(groups[name]), name))
    return [(collection.stories.get(name), groups[name]) for name in order]


def listed(names: Iterable[str], last_by: str = "standard") -> str:
    """Names as a sentence lists them: `a, b and c`, with `last_by="or"` `a, b or c`; "" for none."""
    return format_list(list(names), last_by, locale())


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun, which is a message of the catalogue: `1 entry`, `12 entries`."""
    # A language may keep the two on one line.
    return pgettext("a count", "{number} {noun}").format(number=numeral(number), noun=ngettext(one, many, number))


def screened(known: Screened, kept: int) -> str:
    """What was looked at for a digest, as far as it was counted, and how many entries came of it: a sentence."""
    here = ngettext("{number} is in this digest", "{number} are in this digest", kept).format(number=numeral(kept))
    if not known.outlets:
        return ngettext(
            "{number} article was looked at; {kept}.", "{number} articles were looked at; {kept}.", known.articles
        ).format(number=numeral(known.articles), kept=here)
    return ngettext(
        "{number} article of {outlets} was looked at; {kept}.",
        "{number} articles of {outlets} were looked at; {kept}.",
        known.articles,
    ).format(number=numeral(known.articles), outlets=counted(known.outlets, "outlet", "outlets"), kept=here)


def noted(text: str, numbers: Mapping[str, int]) -> list[Markup]:
    """The paragraphs of a referenced text, with numbered links for its marks."""
    return [marked(part.strip(), numbers) for part in text.splitlines() if part.strip()]
