"""The search page: a form that works by its address, and filters made from the collection."""

from collections.abc import Iterable, Iterator

from newsdesk.collection import Collection
from newsdesk.model import Name, PersonKind
from newsdesk.views.search.records import UNRECORDED
from newsdesk.views.search.script_words import search_words
from newsdesk.views.setting.dates import say_week
from newsdesk.views.setting.page import Page, country_name, language_name, render
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.evidence import NOT_COMPARED, compared_with

# People offered as a filter: the most cited first. Everybody is found by typing a name.
PEOPLE = 500


def find(collection: Collection) -> Iterator[Page]:
    """`/search/`: results are added by a script; without it the page says so and leads to the lists."""
    words = collection.words
    said_of = {
        "full": words.pgettext("quotations compared", "with the full text"),
        "excerpt": words.pgettext("quotations compared", "with an excerpt"),
        NOT_COMPARED: words.pgettext("quotations compared", "not yet"),
    }
    cited = {
        name: len(said)
        for name, said in collection.by_speaker.items()
        if said and name in collection.people and collection.people[name].public
    }
    most = sorted(cited, key=lambda name: (-cited[name], name))[:PEOPLE]
    outlets = [outlet for outlet in collection.outlets.values() if collection.by_outlet[outlet.id]]
    filters = [
        ("outlet", words("Outlet"), [(outlet.name_en or outlet.name, outlet.id) for outlet in outlets]),
        ("story", words("Story"), [(s.title, s.id) for s in collection.stories.values()]),
        ("topic", words("Topic"), [(t.name, t.id) for t in collection.topics.values()]),
        ("country", words("Country"), [(country_name(words, code), code.lower()) for code in collection.by_country]),
        ("language", words("Language"), [(language_name(words, tag), tag.lower()) for tag in collection.by_language]),
        ("person", words.pgettext("filter", "Cited"), [(collection.people[name].name, name) for name in most]),
    ]
    actors = {str(source.actor): word(words, source.actor) for entry in collection.entries for source in entry.sources}
    filters.append(("actor", words("Kind of source"), [(said, value) for value, said in actors.items()]))
    genres = {str(entry.genre): word(words, entry.genre) for entry in collection.entries if entry.genre}
    kinds = [(said, value) for value, said in genres.items()]
    # Where nobody has recorded any, there is nothing to choose.
    if genres and any(entry.genre is None for entry in collection.entries):
        kinds.append((words.pgettext("kind of text", "not recorded"), UNRECORDED))
    filters.append(("genre", words("Kind of text"), kinds))
    choices = [(name, label, sorted(rows, key=lambda row: row[0].casefold())) for name, label, rows in filters]
    choices.append(("week", words("Week"), [(say_week(words, week), week.lower()) for week in collection.digests]))
    compared = {compared_with(entry) for entry in collection.entries}
    compared_rows = [(said, value) for value, said in said_of.items() if value in compared]
    choices.append(("evidence", words.pgettext("filter", "Quotations compared"), compared_rows))
    shown = [row for row in choices if row[2]]
    content = render(
        "find.html", "search/", collection,
        is_empty=not any((collection.entries, collection.stories, collection.outlets, collection.people)),
        choices=shown,
        words=search_words(words),
        example=_example(collection, most),
    )  # fmt: skip
    yield Page("search/", "search", words("Search"), words("Search all entries, in every script."), content)


def _example(collection: Collection, names: Iterable[str]) -> Name | None:
    """The own name of the person who is cited most and has one in other letters: any spelling will do."""
    people = (collection.people[name] for name in names)
    found = (person.name_native for person in people if person.kind is PersonKind.PERSON)
    return next((native for native in found if native and not native.text.isascii()), None)
