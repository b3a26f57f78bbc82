"""What search knows of each page: its words in every spelling, its filters, and what a result shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.check.prose import without_marks
from newsdesk.collection import Collection
from newsdesk.model import Entry, Name, Outlet, Person, Place
from newsdesk.views.dates import say_date
from newsdesk.views.page import direction, language_name, week_path

FILTERS = ("outlet", "story", "topic", "country", "language", "person", "week")


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A page as search sees it: `texts` are weighed as body text, `spellings` found but never shown."""

    path: str
    kind: str
    title: str
    language: str
    direction: str
    texts: tuple[str, ...]
    spellings: tuple[str, ...]
    shown: tuple[tuple[str, str], ...]
    filters: tuple[tuple[str, str], ...]
    sort: str


def search_records(collection: Collection) -> Iterator[SearchRecord]:
    """A record for each entry, story, outlet, and public person or body."""
    for entry in collection.entries:
        yield _entry(collection, entry)
    for story in collection.stories.values():
        texts = [without_marks(story.summary)]
        for dispute in story.disputed:
            texts += [dispute.question, *(f"{account.by}: {account.says}" for account in dispute.accounts)]
        yield _plain(
            f"stories/{story.id}/", "Story", story.title, texts,
            _of_places(collection, (story.id,)), [("dated", say_date(story.date))],
        )
    for outlet in collection.outlets.values():
        texts = [fact.value for fact in (outlet.owner, outlet.self_description) if fact.value]
        yield _plain(f"outlets/{outlet.id}/", "Outlet", outlet.name, texts, _outlet_names(outlet), [])
    for person in collection.people.values():
        if person.public:
            texts = [role.text for role in person.roles]
            yield _plain(f"people/{person.id}/", "Person or body", person.name, texts, _names(person), [])


def _entry(collection: Collection, entry: Entry) -> SearchRecord:
    outlet = collection.outlets[entry.outlet]
    texts = [entry.title_en.text] if entry.title_en else []
    texts += [entry.summary, without_marks(entry.context)]
    people: dict[str, None] = {}
    for source in entry.sources:
        texts += [text for text in (source.name, source.says) if text]
        record = collection.people.get(source.who or "")
        if record and record.public:
            people[record.id] = None
    filters = [("outlet", entry.outlet), ("language", entry.language.lower()), ("week", entry.week.lower())]
    filters += [("story", name) for name in entry.stories] + [("topic", name) for name in entry.topics]
    filters += [("country", code.lower()) for code in entry.countries] + [("person", name) for name in people]
    return SearchRecord(
        path=f"{week_path(entry.week)}{entry.id}/",
        kind="Entry",
        title=entry.title,
        language=entry.language,
        direction=direction(entry.language),
        texts=tuple(texts),
        spellings=entry_spellings(collection, entry),
        shown=(
            ("outlet", outlet.name_en or outlet.name),
            ("dated", say_date(entry.published)),
            ("spoken", language_name(entry.language)),
        ),
        filters=tuple(dict.fromkeys(filters)),
        sort=f"{entry.published.first} {entry.published.last} {entry.id}",
    )


def entry_spellings(collection: Collection, entry: Entry) -> tuple[str, ...]:
    """Every spelling of the outlet, the places and the public people of an entry, each once."""
    spellings = [*_outlet_names(collection.outlets[entry.outlet]), *_of_places(collection, entry.stories)]
    for source in entry.sources:
        record = collection.people.get(source.who or "")
        if source.name_printed and (not record or record.public):
            spellings.append(source.name_printed)
        if record and record.public:
            spellings += _names(record)
        elif source.who in collection.outlets:
            spellings += _outlet_names(collection.outlets[source.who])
    return tuple(dict.fromkeys(spellings))


def _plain(
    path: str, kind: str, title: str, texts: list[str], spellings: list[str], shown: list[tuple[str, str]]
) -> SearchRecord:
    return SearchRecord(
        path, kind, title, "", "auto", tuple(texts), tuple(dict.fromkeys(spellings)), tuple(shown), (), f"0000 {path}"
    )


def _spelled(*names: Name | None) -> list[str]:
    return [name.text for name in names if name]


def _names(record: Person | Place) -> list[str]:
    return [record.name, *_spelled(record.name_native, *record.aliases)]


def _outlet_names(outlet: Outlet) -> list[str]:
    return [outlet.name, *filter(None, [outlet.name_en]), *_spelled(*outlet.aliases), *outlet.domains]


def _of_places(collection: Collection, stories: tuple[str, ...]) -> list[str]:
    places = dict.fromkeys(place for story in stories for place in collection.stories[story].places)
    return [name for place in places for name in _names(collection.places[place])]
