"""What search knows of each page: its words in every spelling, its filters, and what a result shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsdesk.check.prose import sentences, without_marks
from newsdesk.collection import Collection
from newsdesk.model import Author, Entry, Name, Outlet, Person, PersonKind, Place
from newsdesk.model.addresses import entry_path
from newsdesk.views.search.keys import added_keys
from newsdesk.views.search.spellings import Spellings
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.page import direction, language_name
from newsdesk.views.shared.evidence import compared_with
from newsdesk.views.shared.notices import brief_notice

FILTERS = ("outlet", "story", "topic", "country", "language", "person", "actor", "evidence", "week")
# Kind of the records of articles; the others are pages of the registers.
ENTRY = "Entry"


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A page as search sees it: `texts` are sentences, weighed as body text and shown where they match.

    The rest of the words is found and never shown: `title_keys` and `keys` are other forms of the title's and
    the texts' words, `spellings` are of whom the page is about or cites, `named` of what it only names.
    """

    path: str
    kind: str
    title: str
    language: str
    direction: str
    texts: tuple[str, ...]
    title_keys: tuple[str, ...]
    keys: tuple[str, ...]
    spellings: tuple[str, ...]
    named: tuple[str, ...]
    shown: tuple[tuple[str, str], ...]
    filters: tuple[tuple[str, str], ...]
    sort: str


def search_records(collection: Collection) -> Iterator[SearchRecord]:
    """A record for each entry, story, outlet, and public person or body, in the language of the collection."""
    spelled = Spellings.known(collection)
    for entry in collection.entries:
        yield _entry(collection, entry, spelled)
    for story in collection.stories.values():
        texts = [without_marks(story.summary)]
        for dispute in story.disputed:
            texts += [dispute.question, *(f"{account.by}: {account.says}" for account in dispute.accounts)]
        yield _plain(
            f"stories/{story.id}/",
            "Story",
            story.title,
            texts,
            _of_places(collection, (story.id,)),
            [("dated", say_date(collection.words, story.date))],
        )
    for outlet in collection.outlets.values():
        texts = [fact.value for fact in (outlet.owner, outlet.self_description) if fact.value]
        names = _outlet_names(outlet)
        yield _plain(f"outlets/{outlet.id}/", "Outlet", outlet.name, texts, names, [("names", "|".join(names))])
    for person in collection.people.values():
        if person.public:
            texts = [role.text for role in person.roles]
            shown = [("names", "|".join(dict.fromkeys(_said_alone(person))))]
            yield _plain(f"people/{person.id}/", "Person or body", person.name, texts, _names(person), shown)


def _entry(collection: Collection, entry: Entry, spelled: Spellings) -> SearchRecord:
    words = collection.words
    outlet = collection.outlets[entry.outlet]
    texts = [entry.title_en.text] if entry.title_en else []
    texts += [sentence.text for sentence in sentences(entry.summary)]
    context = [sentence.text for sentence in sentences(without_marks(entry.context))]
    texts += context
    texts += [version.title for version in entry.versions if version.title]
    people: dict[str, None] = {}
    for source in entry.sources:
        printed = source.name_printed if source.name_printed != source.name else None
        said = [f"{source.name}: {source.says}" if source.says else source.name, None if source.who else printed]
        if source.quote:
            said += [source.quote.text, source.quote.translation.text if source.quote.translation else None]
        texts += filter(None, said)
        record = collection.people.get(source.who or "")
        if record and record.public:
            people[record.id] = None
    filters = [("outlet", entry.outlet), ("language", entry.language.lower()), ("week", entry.week.lower())]
    filters += [("story", name) for name in entry.stories] + [("topic", name) for name in entry.topics]
    filters += [("country", code.lower()) for code in entry.countries] + [("person", name) for name in people]
    filters += [("actor", str(source.actor)) for source in entry.sources]
    filters += [("evidence", compared_with(entry))]
    texts = list(dict.fromkeys(texts))
    ours = [number for number, text in enumerate(texts) if text in context]
    spellings = _spoken_of(collection, entry)
    named = dict.fromkeys(_of_places(collection, entry.stories))
    for key in spelled.named_in([entry.title, *texts]):
        named |= dict.fromkeys(spelled.of[key])
    return SearchRecord(
        path=entry_path(entry),
        kind=ENTRY,
        title=entry.title,
        language=entry.language,
        direction=direction(entry.language),
        texts=tuple(texts),
        title_keys=added_keys([entry.title]),
        keys=added_keys(texts),
        spellings=_with_keys(spellings),
        named=_with_keys(named),
        shown=(
            ("outlet", outlet.name_en or outlet.name),
            ("dated", say_date(words, entry.published)),
            ("spoken", language_name(words, entry.language)),
            ("translated", entry.title_en.text if entry.title_en else ""),
            ("machine", "1" if entry.title_en and entry.title_en.by is Author.MACHINE else ""),
            ("notice", brief_notice(collection, entry)),
            # What a result shows of it is ours and not the article's.
            ("context", f"{ours[0]} {ours[-1]}" if ours else ""),
        ),
        filters=tuple(dict.fromkeys(filters)),
        sort=f"{entry.published.first} {entry.published.last} {entry.id}",
    )


def entry_spellings(collection: Collection, entry: Entry) -> tuple[str, ...]:
    """Every spelling of the outlet, the places and the public people of an entry, each once."""
    return tuple(dict.fromkeys([*_spoken_of(collection, entry), *_of_places(collection, entry.stories)]))


def _spoken_of(collection: Collection, entry: Entry) -> list[str]:
    spellings = _outlet_names(collection.outlets[entry.outlet])
    for source in entry.sources:
        record = collection.people.get(source.who or "")
        if source.name_printed and (not record or record.public):
            spellings.append(source.name_printed)
        if record and record.public:
            spellings += _names(record)
        elif source.who and source.who in collection.outlets:
            spellings += _outlet_names(collection.outlets[source.who])
    return spellings


def _with_keys(spellings: Iterable[str]) -> tuple[str, ...]:
    every = tuple(dict.fromkeys(spellings))
    return every + added_keys(every)


def _plain(
    path: str, kind: str, title: str, texts: list[str], spellings: list[str], shown: list[tuple[str, str]]
) -> SearchRecord:
    texts = [sentence.text for text in texts for sentence in sentences(text)]
    return SearchRecord(
        path=path,
        kind=kind,
        title=title,
        language="",
        direction="auto",
        texts=tuple(texts),
        title_keys=added_keys([title]),
        keys=added_keys(texts),
        spellings=_with_keys(spellings),
        named=(),
        shown=tuple(shown),
        filters=(("register", kind),),
        sort=f"0000 {path}",
    )


def _spelled(*names: Name | None) -> list[str]:
    return [name.text for name in names if name]


def _names(record: Person | Place) -> list[str]:
    return [record.name, *_spelled(record.name_native, *record.aliases)]


def _said_alone(person: Person) -> Iterator[str]:
    """The names that stand for a person or body in a text: of a person the last word as well, of a body none alone."""
    for name in _names(person):
        yield name
        if person.kind is PersonKind.PERSON:
            yield name.split()[-1]


def _outlet_names(outlet: Outlet) -> list[str]:
    return [outlet.name, *filter(None, [outlet.name_en]), *_spelled(*outlet.aliases), *outlet.domains]


def _of_places(collection: Collection, stories: tuple[str, ...]) -> list[str]:
    places = dict.fromkeys(place for story in stories for place in collection.stories[story].places)
    return [name for place in places for name in _names(collection.places[place])]
