"""What search knows of each page: its words in every spelling, its filters, and what a result shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from newsdesk.check.prose import sentences, without_marks
from newsdesk.collection import Collection, sorting
from newsdesk.interface import Words, kept
from newsdesk.model import Author, Entry, Identified, Name, Outlet, Person, Place, Source
from newsdesk.model.addresses import entry_path, place_path
from newsdesk.views.search.abroad import Abroad
from newsdesk.views.search.keys import days_of, span_of
from newsdesk.views.search.named import bodies_named
from newsdesk.views.search.offices import offices_of
from newsdesk.views.search.spellings import Spellings, names_of, said_alone
from newsdesk.views.setting.codes import direction, language_name
from newsdesk.views.setting.dates import say_date
from newsdesk.views.shared.evidence import compared_with
from newsdesk.views.shared.notices import brief_notice

FILTERS = ("outlet", "story", "topic", "country", "language", "person", "actor", "genre", "evidence", "week", "day")
# Kind of the records of articles; the others are pages of the registers.
ENTRY = "Entry"
# So many titles of its newest articles a story is found by.
_TITLES = 60
UNRECORDED = "unrecorded"
"""The filter of entries whose kind of text nobody has recorded."""
STORY, _LISTS = "Story", "lists"


@kept
def _lists(words: Words) -> dict[str, tuple[str, str]]:
    """Lists of sources without a name, by the value in their address: what they are, and other words for it."""
    return {
        Identified.UNNAMED: (words("Sources that are not named"), words("unnamed, anonymous")),
        Identified.DESCRIBED: (words("Sources that are described and not named"), words("described")),
    }


@sorting(_LISTS, lambda: (Identified.UNNAMED, Identified.DESCRIBED))
def _listed(entry: Entry) -> Iterator[str]:
    return (source.identified for source in entry.sources if source.identified is not Identified.NAMED)


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A page as search sees it: `texts` are sentences, weighed as body text and shown where they match.

    The rest of the words is found and not shown: `spellings` are of whom the page is about or cites, `named` of
    what it only names, `abroad` are countries and cities to be named in other languages, `also` is what else the
    page says. `private` are names that are found where they stand and are not offered as close to another word.
    `tongues` has the language of each of these texts that is not in the language of the collection.
    """

    path: str
    kind: str
    title: str
    language: str
    direction: str
    texts: tuple[str, ...]
    spellings: tuple[str, ...]
    named: tuple[str, ...]
    also: tuple[str, ...]
    abroad: tuple[Abroad, ...]
    shown: tuple[tuple[str, str], ...]
    filters: tuple[tuple[str, str], ...]
    sort: str
    site_language: str
    private: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    """What days are looked up by, as `days_of` makes it: `day20221009`, and `day1009` of any year."""
    tongues: Mapping[str, str] = field(default_factory=dict)


class Named(NamedTuple):
    """A page that has a record: its address below the site, and what it is about, by register and id."""

    path: str
    register: str
    name: str


def searched(collection: Collection) -> list[Named]:
    """Every entry, story, outlet, place, public person or body, and list of sources without a name."""
    found = [Named(entry_path(entry), "entries", entry.id) for entry in collection.entries]
    found += [Named(f"stories/{name}/", "stories", name) for name in collection.stories]
    found += [Named(f"outlets/{name}/", "outlets", name) for name in collection.outlets]
    found += [Named(place_path(name), "places", name) for name in collection.places]
    found += [Named(f"collection/identified-{name}/", _LISTS, name) for name in collection.sorted_by(_LISTS)]
    return found + [Named(f"people/{name}/", "people", name) for name, one in collection.people.items() if one.public]


def search_records(collection: Collection, wanted: Iterable[Named] | None = None) -> Iterator[SearchRecord]:
    """The records of these pages, or else of all, in the language of the collection."""
    spelled = collection.once(("spellings",), lambda: Spellings.known(collection))
    for page in searched(collection) if wanted is None else wanted:
        yield _WAYS[page.register](collection, page, spelled)


def _story(collection: Collection, page: Named, spelled: Spellings) -> SearchRecord:
    story = collection.stories[page.name]
    texts = [without_marks(story.summary)]
    asked = []
    for dispute in story.disputed:
        asked.append(sum(len(sentences(text)) for text in texts))
        texts += [dispute.question, *(f"{account.by}: {account.says}" for account in dispute.accounts)]
    places = _of_places(collection, (story.id,))
    shown = [("dated", say_date(collection.words, story.date))]
    shown += [("called", "|".join(name.text for name in places))] if places else []
    # Which of its sentences are questions, behind each of which its accounts stand.
    shown += [("asked", " ".join(map(str, asked)))] if asked else []
    made = _plain(collection, page, STORY, Name(text=story.title), texts, places, shown)
    named = [name for key in spelled.named_in([story.title, *texts]) for name in spelled.of.get(key, ())]
    # Whoever searches in the language of an article that tells of it finds the story as well.
    titles = {entry.title: entry.language for entry in collection.by_story[story.id][:_TITLES]}
    tongues = {**made.tongues, **titles, **{name.text: name.language for name in named if name.language}}
    return replace(made, days=days_of(story.date), named=_texts(named), also=tuple(titles), tongues=tongues)


def _outlet(collection: Collection, page: Named, spelled: Spellings) -> SearchRecord:
    outlet = collection.outlets[page.name]
    texts = [fact.value for fact in (outlet.owner, outlet.self_description) if fact.value]
    names, named = _names(collection, "outlets", outlet.id), bodies_named(collection, outlet, spelled)
    shown = [("names", "|".join(name.text for name in names))]
    title = Name(text=outlet.name, language=outlet.name_language)
    made = _plain(collection, page, "Outlet", title, texts, names, shown)
    tongues = {**{name.text: name.language for name in named if name.language}, **made.tongues}
    return replace(made, named=_texts(named), tongues=tongues)


def _person(collection: Collection, page: Named, spelled: Spellings) -> SearchRecord:
    person = collection.people[page.name]
    said = (statement.source.role for statement in collection.by_speaker.get(person.id, ()))
    texts = list(dict.fromkeys([*(role.text for role in person.roles), *filter(None, said)]))
    names, title = _names(collection, "people", person.id), Name(text=person.name, language="en")
    shown = [("names", "|".join(dict.fromkeys(said_alone(person))))]
    offices, tongues = offices_of(collection, spelled, person, texts)
    shown += [("office", offices)] if offices else []
    named = [key for key in spelled.named_in(texts) if key.startswith("countries/")]
    keys = dict.fromkeys([*named, *([f"countries/{person.country}"] if person.country else [])])
    abroad = tuple(country for key in keys for country in spelled.abroad[key])
    made = _plain(collection, page, "Person or body", title, texts, names, shown)
    return replace(made, abroad=abroad, also=(*made.also, *tongues), tongues={**made.tongues, **tongues})


def _place(collection: Collection, page: Named, spelled: Spellings) -> SearchRecord:
    place = collection.places[page.name]
    names, title = _names(collection, "places", place.id), Name(text=place.name, language="en")
    shown = [("names", "|".join(name.text for name in names))]
    return _plain(collection, page, "Place", title, [place.note] if place.note else [], names, shown)


def _list(collection: Collection, page: Named, spelled: Spellings) -> SearchRecord:
    title, others = (Name(text=text) for text in _lists(collection.words)[page.name])
    return _plain(collection, page, "List", title, [], [others], [])


def _entry(collection: Collection, page: Named, spelled: Spellings) -> SearchRecord:
    entry, words = collection.by_id[page.name].whole(), collection.words
    outlet = collection.outlets[entry.outlet]
    tongues = {entry.title: entry.language}
    texts = [entry.title_en.text] if entry.title_en else []
    tongues |= dict.fromkeys(texts, "en")
    texts += [sentence.text for sentence in sentences(entry.summary)]
    texts += (context := [sentence.text for sentence in sentences(without_marks(entry.context))])
    texts += [version.title for version in entry.versions if version.title]
    tongues |= {version.title: version.language for version in entry.versions if version.title}
    people: dict[str, None] = {}
    for source in entry.sources:
        texts += filter(None, said_by(source))
        if source.quote:
            tongues[source.quote.text] = source.quote.language
        record = collection.people.get(source.who or "")
        if record and record.public:
            people[record.id] = None
    filters = [("outlet", entry.outlet), ("language", entry.language.lower()), ("week", entry.week.lower())]
    filters += [("story", name) for name in entry.stories] + [("topic", name) for name in entry.topics]
    filters += [("country", code.lower()) for code in entry.countries] + [("person", name) for name in people]
    filters += [("actor", str(source.actor)) for source in entry.sources] + [("evidence", compared_with(entry))]
    filters += [("genre", str(entry.genre or UNRECORDED)), *(("day", value) for value in span_of(entry.published))]
    texts = list(dict.fromkeys(texts))
    ours = [number for number, text in enumerate(texts) if text in context]
    spellings = _spoken_of(collection, entry)
    named: list[Name] = []
    abroad = [spelled.country(code) for code in entry.countries]
    places = [f"places/{place}" for story in entry.stories for place in collection.stories[story].places]
    for key in (*places, *spelled.named_in([entry.title, *texts])):
        named += spelled.of.get(key, ())
        abroad += spelled.abroad.get(key, ())
    named += bodies_named(collection, outlet, spelled)
    for name in (*spellings, *named):
        if name.language:
            tongues.setdefault(name.text, name.language)
    return SearchRecord(
        path=page.path,
        kind=ENTRY,
        title=entry.title,
        language=entry.language,
        direction=direction(entry.language),
        texts=tuple(texts),
        spellings=_texts(spellings),
        named=_texts(named),
        also=tuple(dict.fromkeys(filter(None, else_said(collection, entry)))),
        abroad=tuple(dict.fromkeys(abroad)),
        shown=(
            ("outlet", outlet.name_en or outlet.name),
            ("dated", say_date(words, entry.published)),
            ("spoken", language_name(words, entry.language)),
            ("translated", entry.title_en.text if entry.title_en else ""),
            ("machine", "1" if entry.title_en and entry.title_en.by is Author.MACHINE else ""),
            ("notice", brief_notice(collection, entry)),
            ("set", "|".join(dict.fromkeys(collection.places[key.partition("/")[2]].name for key in places))),
            # What a result shows of it is ours and not the article's.
            ("context", f"{ours[0]} {ours[-1]}" if ours else ""),
        ),
        filters=tuple(dict.fromkeys(filters)),
        sort=f"{entry.published.first} {entry.published.last} {entry.id}",
        site_language=collection.settings.language,
        private=_private(collection, entry),
        days=days_of(entry.published),
        tongues=tongues,
    )


def _private(collection: Collection, entry: Entry) -> tuple[str, ...]:
    """How an entry names private persons."""
    found: list[str | None] = []
    for source in entry.sources:
        record = collection.people.get(source.who or "")
        if record and not record.public:
            found += [source.name, source.name_printed]
    return tuple(dict.fromkeys(filter(None, found)))


def said_by(source: Source) -> Iterator[str | None]:
    """What a source said, first who and what in a line, then other ways to name it and the words themselves."""
    yield f"{source.name}: {source.says}" if source.says else source.name
    if not source.who and source.name_printed != source.name:
        yield source.name_printed
    if source.quote:
        yield from (source.quote.text, source.quote.translation.text if source.quote.translation else None)


def else_said(collection: Collection, entry: Entry) -> Iterator[str | None]:
    """What the page of an entry says besides, so that search never denies a word that stands there."""
    ends = (point for point in (entry.published.start, entry.published.end) if point and point.day)
    yield from (entry.byline, entry.section, say_date(collection.words, entry.published))
    yield from (f"{point.first:%Y-%m-%d}" for point in ends)
    for source in entry.sources:
        yield from (source.role, source.role_verified.text if source.role_verified else None, source.via_text)
    yield from (name.text for topic in entry.topics for name in names_of(collection.topics[topic]))


def entry_spellings(collection: Collection, entry: Entry) -> tuple[str, ...]:
    """Every spelling of the outlet, the places and the public people of an entry, each once."""
    return _texts([*_spoken_of(collection, entry), *_of_places(collection, entry.stories)])


def _names(collection: Collection, register: str, key: str) -> list[Name]:
    """Every name of a record, and the domains of an outlet."""
    return collection.once(("names", register, key), lambda: _names_of(getattr(collection, register)[key]))


def _names_of(record: Person | Outlet | Place) -> list[Name]:
    domains = record.domains if isinstance(record, Outlet) else ()
    return [*names_of(record), *(Name(text=domain, language="en") for domain in domains)]


def _spoken_of(collection: Collection, entry: Entry) -> list[Name]:
    spellings = list(_names(collection, "outlets", entry.outlet))
    for source in entry.sources:
        record = collection.people.get(source.who or "")
        if source.name_printed and (not record or record.public):
            spellings.append(Name(text=source.name_printed, language=entry.language))
        if record and record.public:
            spellings += _names(collection, "people", record.id)
        elif source.who and source.who in collection.outlets:
            spellings += _names(collection, "outlets", source.who)
    return spellings


def _texts(names: Iterable[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.text for name in names))


def _plain(
    collection: Collection,
    page: Named,
    kind: str,
    title: Name,
    texts: list[str],
    names: list[Name],
    shown: list[tuple[str, str]],
) -> SearchRecord:
    return SearchRecord(
        path=page.path,
        kind=kind,
        title=title.text,
        language="",
        direction="auto",
        texts=tuple(sentence.text for text in texts for sentence in sentences(text)),
        spellings=_texts(names),
        named=(),
        also=(),
        abroad=(),
        shown=tuple(shown),
        filters=(("register", kind),),
        sort=f"0000 {page.path}",
        site_language=collection.settings.language,
        tongues={name.text: name.language for name in (title, *names) if name.language},
    )


def _of_places(collection: Collection, stories: tuple[str, ...]) -> list[Name]:
    places = dict.fromkeys(place for story in stories for place in collection.stories[story].places)
    return [name for place in places for name in _names(collection, "places", place)]


_WAYS = {"stories": _story, "outlets": _outlet, "people": _person, "places": _place, _LISTS: _list, "entries": _entry}
