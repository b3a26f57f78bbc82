"""Whom and what texts name: which entries name a place, and which people and bodies the name of an outlet says."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from newsdesk.collection import Collection
from newsdesk.collection.sorts import BY_COLLECTION, Sort
from newsdesk.model import Entry, Name, Outlet
from newsdesk.views.search.spellings import Spellings, names_of

KIND = "named places"


def naming(collection: Collection, place: str) -> Sequence[Entry]:
    """The entries that name a place in what they say or quote, the newest first; none that is withdrawn."""
    return collection.sorted_by(KIND).get(place, ())


def _settled(collection: Collection) -> tuple[Callable[[], Iterable[str]], Sort, str]:
    places = collection.places
    spellings = Spellings.of_records({f"places/{name}": place for name, place in places.items()})

    def sort(entry: Entry) -> Iterable[str]:
        if entry.withdrawn:
            return ()
        return (key.partition("/")[2] for key in spellings.named_in(filter(None, _texts(entry))))

    return (lambda: places), sort, str(spellings.of)


BY_COLLECTION[KIND] = _settled


def _texts(entry: Entry) -> Iterator[str | None]:
    """What an entry says, and what it quotes: wherever it may name a place."""
    yield entry.title
    yield entry.title_en.text if entry.title_en else None
    yield entry.summary
    for source in entry.sources:
        yield from (source.name, source.role, source.says)
        if source.quote:
            yield source.quote.text
            yield source.quote.translation.text if source.quote.translation else None


def bodies_named(collection: Collection, outlet: Outlet, spelled: Spellings) -> list[Name]:
    """Every spelling of the people and bodies that the name of an outlet says: the press office of such a body."""
    said = (name.text for name in names_of(outlet))
    return collection.once(
        ("named by outlet", outlet.id),
        lambda: [name for key in spelled.named_in(said) if key.startswith("people/") for name in spelled.of[key]],
    )
