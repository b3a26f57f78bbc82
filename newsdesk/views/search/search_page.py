"""The search page: a form that works by its address, and filters made from the collection."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from newsdesk.collection import Collection
from newsdesk.model import Name, PersonKind
from newsdesk.views.search.records import UNRECORDED
from newsdesk.views.search.script_words import months, search_words
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.dates import say_week
from newsdesk.views.setting.page import Page, render
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.evidence import NOT_COMPARED, compared_with

# Values that a filter offers: those of most entries, and the newest weeks. Whatever else there is, an address may name,
# and everybody is found by typing a name.
OFFERED = 200
# A value of a filter: what it is called, the value, and of how many entries it is true.
Row = tuple[str, str, int]


def find(collection: Collection) -> Iterator[Page]:
    """`/search/`: results are added by a script; without it the page says so and leads to the lists."""
    collection = collection.by_heart
    words = collection.words
    said_of = {
        "full": words.pgettext("quotations compared", "with the full text"),
        "excerpt": words.pgettext("quotations compared", "with an excerpt"),
        NOT_COMPARED: words.pgettext("quotations compared", "not yet"),
    }
    entries = collection.entries
    cited = {
        name: len({one.entry.id for one in said})
        for name, said in collection.by_speaker.items()
        if said and name in collection.people and collection.people[name].public
    }
    most = sorted(cited, key=lambda name: (-cited[name], name))[:OFFERED]
    outlets, stories, topics = collection.by_outlet, collection.by_story, collection.by_topic
    rows: dict[str, list[Row]] = {
        "outlet": [(o.name_en or o.name, o.id, len(outlets[o.id])) for o in collection.outlets.values()],
        "story": [(s.title, s.id, len(stories[s.id])) for s in collection.stories.values()],
        "topic": [(t.name, t.id, len(topics[t.id])) for t in collection.topics.values()],
        "country": [(country_name(words, code), code.lower(), len(of)) for code, of in collection.by_country.items()],
        "language": [(language_name(words, tag), tag.lower(), len(of)) for tag, of in collection.by_language.items()],
        "person": [(collection.people[name].name, name, cited[name]) for name in most],
    }
    actors = Counter(actor for entry in entries for actor in {source.actor for source in entry.sources})
    rows["actor"] = [(word(words, actor), str(actor), count) for actor, count in actors.items()]
    genres = Counter(entry.genre for entry in entries)
    unrecorded = genres.pop(None, 0)
    rows["genre"] = [(word(words, genre), str(genre), count) for genre, count in genres.items() if genre]
    # Where nobody has recorded any, there is nothing to choose.
    if genres and unrecorded:
        rows["genre"].append((words.pgettext("kind of text", "not recorded"), UNRECORDED, unrecorded))
    left_out = len(cited) > OFFERED or any(len(known) > OFFERED for known in rows.values())
    rows = {name: sorted(_most(known), key=lambda row: row[0].casefold()) for name, known in rows.items()}
    weeks = collection.by_week
    held_weeks = (week for week in collection.digests if weeks[week])
    rows["week"] = [(say_week(words, week), week.lower(), len(weeks[week])) for week in islice(held_weeks, OFFERED)]
    compared = Counter(map(compared_with, entries))
    rows["evidence"] = [(said, value, compared[value]) for value, said in said_of.items()]
    labels = {
        "outlet": words("Outlet"), "story": words("Story"), "topic": words("Topic"), "country": words("Country"),
        "language": words("Language"), "person": words.pgettext("filter", "Cited"), "actor": words("Kind of source"),
        "genre": words("Kind of text"), "week": words("Week"),
        "evidence": words.pgettext("filter", "Quotations compared"),
    }  # fmt: skip
    held = ((name, label, [row for row in rows[name] if row[2]]) for name, label in labels.items())
    shown = [(name, label, known) for name, label, known in held if known]
    days = [entry.published.first for entry in entries], [entry.published.last for entry in entries]
    content = render(
        "find.html", "search/", collection,
        is_empty=not any((collection.entries, collection.stories, collection.outlets, collection.people)),
        choices=shown,
        offered=OFFERED if left_out else 0,
        first=min(days[0], default=None),
        last=max(days[1], default=None),
        months=months(collection),
        words=search_words(words),
        example=_example(collection, most),
    )  # fmt: skip
    yield Page("search/", "search", words("Search"), words("Search all entries, in every script."), content)


def _most(rows: list[Row]) -> list[Row]:
    """The values of most entries, as many as are offered."""
    return rows if len(rows) <= OFFERED else sorted(rows, key=lambda row: (-row[2], row[1]))[:OFFERED]


def _example(collection: Collection, names: Iterable[str]) -> Name | None:
    """The own name of the person who is cited most and has one in other letters: any spelling will do."""
    people = (collection.people[name] for name in names)
    found = (person.name_native for person in people if person.kind is PersonKind.PERSON)
    return next((native for native in found if native and not native.text.isascii()), None)
