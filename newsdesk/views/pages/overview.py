"""About the collection: what it holds, in figures that lead to their entries; and the lists they lead to."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Entry
from newsdesk.model.addresses import country_path, entry_path, language_path
from newsdesk.views.pictures.bars import first, shares, timeline
from newsdesk.views.pictures.passed_on import passed_path
from newsdesk.views.pictures.totals import totals
from newsdesk.views.pictures.traits import Trait, Value, traits
from newsdesk.views.setting.naming import called
from newsdesk.views.setting.numbers import counted
from newsdesk.views.setting.page import Page, country_name, environment, language_name, render, root_of
from newsdesk.views.shared.evidence import borne_out
from newsdesk.views.shared.notices import designation_notices
from newsdesk.views.shared.paging import paged


def overview(collection: Collection) -> Iterator[Page]:
    """`/collection/` and, below it, a list of entries for each figure that no other page lists."""
    words = collection.words
    found = traits(collection, collection.words)
    yield _overview(collection, found)
    for trait in found:
        for value in trait.values:
            yield from _list(
                collection, f"collection/{trait.slug}-{value.slug}/", f"{trait.title}: {value.said}", trait.about,
                value.entries,
            )  # fmt: skip
    for origin, relays in collection.relays.items():
        if (path := passed_path(collection, origin)).startswith("collection/"):
            outlet = collection.outlets[origin]
            title = words("Entries that cite or pass on {name}").format(name=outlet.name_en or outlet.name)
            about = words("They carry its text, have a source by way of it, or cite it.")
            yield from _list(collection, path, title, about, [relay.entry for relay in relays], origin)


def _overview(collection: Collection, found: Sequence[Trait]) -> Page:
    words = collection.words
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
    bars = timeline(words, entries, least=1)
    content = render(
        "overview.html",
        "collection/",
        collection,
        totals=totals(collection),
        timeline=bars,
        per=_per(words)[bars.unit] if bars else "",
        weeks=[(week, len(group)) for week, group in collection.by_week.items() if group],
        outlets=first(shares(words, outlets)),
        languages=shares(words, languages, len(entries)),
        countries=first(shares(words, countries)),
        relayed=first(shares(words, relayed)),
        traits=[
            (trait, shares(words, _rows(words, trait), trait.whole, ordered=trait.slug != "kinds")) for trait in found
        ],
        quoted=quoted,
        verified=sum(len(borne_out(collection, entry)[0]) for entry in entries),
    )
    description = words("What this collection holds, and what it does not, in figures that lead to their entries.")
    return Page("collection/", "collection", words("About the collection"), description, content)


@kept
def _per(words: Words) -> dict[str, str]:
    return {"week": words("Entries per week"), "month": words("Entries per month"), "year": words("Entries per year")}


def _rows(words: Words, trait: Trait) -> Iterator[tuple[str, str, int, str, str]]:
    for value in trait.values:
        yield value.said, f"collection/{trait.slug}-{value.slug}/", value.count, "", _behind(words, trait, value)


def _behind(words: Words, trait: Trait, value: Value) -> str:
    return counted(words, len(value.entries), "entry", "entries") if trait.of == "sources" else ""


def _list(
    collection: Collection, path: str, title: str, about: str, entries: Sequence[Entry], origin: str = ""
) -> Iterator[Page]:
    words = collection.words
    for part in paged(path, entries):
        content = render(
            "lines.html",
            part.path,
            collection,
            title=title,
            about=about,
            notices=designation_notices(collection, [origin], root_of(part.path)),
            part=part,
            total=len(entries),
            lines=[line(collection, entry) for entry in part.items],
        )
        # No count on older pages: it would rewrite them all with every new entry.
        count = counted(words, len(entries), "entry", "entries") if part.is_first else words("Older entries")
        yield Page(part.path, "collection", part.titled(words, title), f"{about} {count}.", content)


def line(collection: Collection, entry: Entry) -> Markup:
    """An entry in one line of a list: title, outlet, date."""
    words = collection.words
    key = ("line", entry.id)
    if key not in collection.memo:
        name, tag = called(words, collection.outlets[entry.outlet])
        collection.memo[key] = (
            environment(words)
            .get_template("line.html")
            .render(
                entry=entry,
                name=name,
                tag=tag,
                path=entry_path(entry),
                restricted=entry.outlet in collection.restricted,
            )
        )
    return Markup(collection.memo[key])
