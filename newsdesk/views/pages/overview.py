"""About the collection: what it holds, in figures that lead to their entries; and the lists they lead to."""

from collections.abc import Iterator
from itertools import islice

from newsdesk.collection import Collection
from newsdesk.collection.measures.figures import compared_among
from newsdesk.interface import Words, kept
from newsdesk.model import Entry, Identified, Source
from newsdesk.model.addresses import country_path, language_path
from newsdesk.views.pictures.agreement import agreements
from newsdesk.views.pictures.bars import first, shares, timeline
from newsdesk.views.pictures.passed_on import has_own_list, passed_path
from newsdesk.views.pictures.sides import sides_of
from newsdesk.views.pictures.totals import in_scripts, totals
from newsdesk.views.pictures.traits import TRAITS, Trait, Value, said_of, traits
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.naming import called
from newsdesk.views.setting.numbers import counted
from newsdesk.views.setting.page import Page, Part, render, root_of
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.entry_cards import line
from newsdesk.views.shared.evidence import verified_quotations
from newsdesk.views.shared.notices import designation_notices
from newsdesk.views.shared.paging import Slice, page_numbers, page_of

# Who is not named has no page of their own: what they say stands in the list.
_SAYING = {f"identified-{way}": way for way in (Identified.DESCRIBED, Identified.UNNAMED)}
# Of more weeks the newest stand in the table; the list of digests has all.
WEEKS = 200


def overview(collection: Collection) -> Iterator[Part]:
    """`/collection/` and, below it, a list of entries for each figure that no other page lists."""
    yield Part(_overview)
    for name, group in collection.sorted_by(TRAITS).items():
        for place in page_numbers(len(group)):
            yield Part(_trait, (name, *place))
    for origin, relays in collection.relays.items():
        if has_own_list(collection, origin):
            for place in page_numbers(len(relays)):
                yield Part(_relayed, (origin, *place))


def _trait(collection: Collection, name: str, number: int, newer: int) -> Iterator[Page]:
    collection = collection.by_heart
    title, about = said_of(collection.words)[name]
    part = page_of(f"collection/{name}/", collection.sorted_by(TRAITS)[name], number, newer)
    total = len(collection.sorted_by(TRAITS)[name]) if part.is_first else 0
    yield _list(collection, part, title, about, total, said=_SAYING.get(name))


def _relayed(collection: Collection, origin: str, number: int, newer: int) -> Iterator[Page]:
    collection = collection.by_heart
    words, outlet, relays = collection.words, collection.outlets[origin], collection.relays[origin]
    part = page_of(passed_path(collection, origin), relays, number, newer)
    title = words("Entries that cite or pass on {name}").format(name=outlet.name_en or outlet.name)
    about = words("They carry its text, have a source by way of it, or cite it.")
    entries = Slice(part.path, [relay.entry for relay in part.items], part.newer, part.older)
    yield _list(collection, entries, title, about, len(relays) if part.is_first else 0, origin)


def _overview(collection: Collection) -> Iterator[Page]:
    collection = collection.by_heart
    words = collection.words
    found = traits(collection, words)
    entries = collection.entries
    outlets = [
        (called(words, outlet)[0], f"outlets/{name}/", len(collection.by_outlet[name]), called(words, outlet)[1], "")
        for name, outlet in collection.outlets.items()
    ]
    languages = [
        (language_name(words, tag), language_path(tag), len(group), "", "")
        for tag, group in collection.by_language.items()
    ]
    countries = [
        (country_name(words, code), country_path(code), len(group), "", "")
        for code, group in collection.by_country.items()
    ]
    relayed = [
        (
            called(words, collection.outlets[name])[0], passed_path(collection, name),
            len({relay.entry.outlet for relay in relays}), called(words, collection.outlets[name])[1],
            counted(words, len(relays), "entry", "entries"),
        )
        for name, relays in collection.relays.items()
    ]  # fmt: skip
    quoted = sum(source.quote is not None for entry in entries for source in entry.sources)
    compared, cited = compared_among(collection, entries)
    bars = timeline(words, entries, least=1)
    weeks = ((week, len(group)) for week, group in collection.by_week.items() if group)
    content = render(
        "overview.html",
        "collection/",
        collection,
        totals=totals(collection),
        timeline=bars,
        per=_per(words)[bars.unit] if bars else "",
        weeks=list(islice(weeks, WEEKS)),
        outlets=first(shares(words, outlets)),
        languages=shares(words, languages, len(entries)),
        scripts=in_scripts(collection),
        countries=first(shares(words, countries)),
        relayed=first(shares(words, relayed)),
        traits=[
            (trait, shares(words, _rows(words, trait), trait.whole, ordered=trait.slug != "kinds")) for trait in found
        ],
        quoted=quoted,
        compared=compared,
        cited=cited,
        sides=sides_of(collection, entries),
        coded=next(iter(agreements(collection)), None),
        verified=sum(verified_quotations(collection, entry) for entry in entries),
    )
    description = words("What this collection holds, and what it does not, in figures that lead to their entries.")
    yield Page("collection/", "collection", words("About the collection"), description, content)


@kept
def _per(words: Words) -> dict[str, str]:
    return {"week": words("Entries per week"), "month": words("Entries per month"), "year": words("Entries per year")}


def _rows(words: Words, trait: Trait) -> Iterator[tuple[str, str, int, str, str]]:
    for value in trait.values:
        yield value.said, f"collection/{trait.slug}-{value.slug}/", value.count, "", _behind(words, trait, value)


def _behind(words: Words, trait: Trait, value: Value) -> str:
    return counted(words, len(value.entries), "entry", "entries") if trait.of == "sources" else ""


def _called(collection: Collection, source: Source) -> str:
    """What a list calls a source: a private person by what they are, since only the entry itself names them."""
    person = collection.people.get(source.who or "")
    return source.name if not person or person.public else word(collection.words, source.actor)


def _list(
    collection: Collection,
    part: Slice[Entry],
    title: str,
    about: str,
    total: int,
    origin: str = "",
    said: Identified | None = None,
) -> Page:
    """Entries, a line each; with what their sources say that are identified in the way `said`."""
    words = collection.words
    content = render(
        "lines.html",
        part.path,
        collection,
        title=title,
        about=about,
        notices=designation_notices(collection, [origin], root_of(part.path)),
        part=part,
        total=total,
        rows=[
            (
                line(collection, entry).removesuffix("</li>"),
                [(one, _called(collection, one)) for one in entry.sources if one.identified is said],
            )
            for entry in part.items
        ],
    )
    # No count on older pages: it would rewrite them all with every new entry.
    count = counted(words, total, "entry", "entries") if part.is_first else words("Older entries")
    return Page(part.path, "collection", part.titled(words, title), f"{about} {count}.", content)
