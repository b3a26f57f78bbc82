"""The search page: a form that works by its address, and filters made from the collection."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.views.dates import say_week
from newsdesk.views.evidence import NOT_COMPARED, compared_with
from newsdesk.views.page import Page, country_name, language_name, render
from newsdesk.views.scripts import search_words
from newsdesk.views.words import word

# People offered as a filter: the most cited first. Everybody is found by typing a name.
PEOPLE = 500
COMPARED = (("full", "the full text"), ("excerpt", "an excerpt"), (NOT_COMPARED, "nothing yet"))


def find(collection: Collection) -> Iterator[Page]:
    """`/search/`: results are added by a script; without it the page says so and leads to the lists."""
    cited = {
        name: len(said)
        for name, said in collection.by_speaker.items()
        if said and name in collection.people and collection.people[name].public
    }
    most = sorted(cited, key=lambda name: (-cited[name], name))[:PEOPLE]
    outlets = [outlet for outlet in collection.outlets.values() if collection.by_outlet[outlet.id]]
    filters = [
        ("outlet", "Outlet", [(outlet.name_en or outlet.name, outlet.id) for outlet in outlets]),
        ("story", "Story", [(s.title, s.id) for s in collection.stories.values()]),
        ("topic", "Topic", [(t.name, t.id) for t in collection.topics.values()]),
        ("country", "Country", [(country_name(code), code.lower()) for code in collection.by_country]),
        ("language", "Language", [(language_name(tag), tag.lower()) for tag in collection.by_language]),
        ("person", "Cited", [(collection.people[name].name, name) for name in most]),
    ]
    actors = {str(source.actor): word(source.actor) for entry in collection.entries for source in entry.sources}
    filters.append(("actor", "Kind of source", [(said, value) for value, said in actors.items()]))
    choices = [(name, label, sorted(rows, key=lambda row: row[0].casefold())) for name, label, rows in filters]
    choices.append(("week", "Week", [(say_week(week), week.lower()) for week in collection.digests]))
    compared = {compared_with(entry) for entry in collection.entries}
    choices.append(("evidence", "Compared with", [(said, value) for value, said in COMPARED if value in compared]))
    shown = [row for row in choices if row[2]]
    content = render("find.html", "search/", collection, choices=shown, words=search_words())
    yield Page("search/", "search", "Search", "Search all entries, in every script.", content)
