"""The rows of the database that hold digests and registers."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from newsdesk.collection import Collection
from newsdesk.model import Name, Outlet, Person, Place, Story, Topic
from newsdesk.model.addresses import week_path
from newsdesk.model.corrected import AnyRecord
from newsdesk.views.data.published import VERSION, public_id, record_notices, web
from newsdesk.views.data.sqlite.entries import Referring, correction_rows, reference_row
from newsdesk.views.data.sqlite.values import Row, Tables, speaker, text
from newsdesk.views.data.standards.citing_all import cited_as, version_of
from newsdesk.views.data.tables.disputes import ACCOUNTS, QUESTIONS, account_values, question_values
from newsdesk.views.data.tables.records import facts_of, made_values
from newsdesk.views.search.offices import OFFICES, offices_of
from newsdesk.views.search.spellings import Spellings
from newsdesk.views.setting.page import LICENCE, LICENCE_URL
from newsdesk.views.shared.proceedings import state


def _notices(collection: Collection, record: Referring | Place | Topic) -> str | None:
    """The notices of a record, one a line."""
    return "\n".join(record_notices(collection, record)) or None


def _meta(collection: Collection) -> Iterator[Row]:
    """The rows of the table `meta`."""
    yield "site", collection.settings.site_name
    yield "description", collection.settings.site_description
    yield "web", web(collection, "")
    yield "licence", LICENCE
    yield "licence_web", LICENCE_URL
    yield "version", str(VERSION)
    yield "data_version", version_of(collection)
    yield "cite_as", cited_as(collection)


def _digests(collection: Collection) -> Iterator[Row]:
    """The rows of the table `digests`."""
    for week, digest in sorted(collection.digests.items()):
        screened = digest.screened
        yield (
            week,
            _notices(collection, digest),
            str(digest.status),
            text(digest.published),
            digest.lead,
            digest.note,
            screened and screened.articles,
            screened and screened.outlets,
            *made_values(collection, digest),
            web(collection, week_path(week)),
        )


def _outlets(collection: Collection) -> Iterator[Row]:
    """The rows of the table `outlets`."""
    for outlet in collection.outlets.values():
        facts = ("; ".join(one) if type(one) is tuple else one for one in facts_of(collection, outlet))
        yield (
            outlet.id,
            _notices(collection, outlet),
            outlet.name,
            outlet.name_language,
            outlet.name_en,
            *facts,
            outlet.wikidata,
            *made_values(collection, outlet),
            web(collection, f"outlets/{outlet.id}/"),
        )


def _designations(collection: Collection) -> Iterator[Row]:
    """The rows of the table `designations`."""
    for outlet in collection.outlets.values():
        for position, act in enumerate(outlet.designations, 1):
            yield (
                outlet.id,
                position,
                act.authority,
                act.country,
                str(act.kind),
                act.subject,
                act.wording,
                text(act.date),
                text(act.ended),
            )


def _public(collection: Collection) -> Iterator[Person]:
    return (person for person in collection.people.values() if person.public)


def _people(collection: Collection) -> Iterator[Row]:
    """The rows of the table `people`."""
    for person in _public(collection):
        roles = "; ".join(role.text for role in person.roles) or None
        yield (
            person.id,
            _notices(collection, person),
            str(person.kind),
            person.name,
            person.country,
            public_id(collection, person.side),
            roles,
            " ".join(state(collection.words, one) for one in person.proceedings) or None,
            person.wikidata,
            *made_values(collection, person),
            web(collection, f"people/{person.id}/"),
        )


def _places(collection: Collection) -> Iterator[Row]:
    """The rows of the table `places`."""
    for place in collection.places.values():
        at = place.coordinates
        where = (at.latitude, at.longitude, at.reference.url) if at else (None, None, None)
        yield (
            place.id,
            _notices(collection, place),
            place.name,
            place.country,
            place.note,
            *where,
            place.wikidata,
            web(collection, f"places/{place.id}/"),
        )


def _names(collection: Collection, kind: str) -> Iterator[Row]:
    if kind == "people":
        for person in _public(collection):
            yield from ((*name, person.id, None, None) for name in _spellings(person))
    elif kind == "outlets":
        for outlet in collection.outlets.values():
            yield from ((*name, None, outlet.id, None) for name in _outlet_spellings(outlet))
    elif kind == "places":
        for place in collection.places.values():
            yield from ((*name, None, None, place.id) for name in _spellings(place))


def _spellings(record: Person | Place) -> dict[tuple[str, str | None], None]:
    return dict.fromkeys([(record.name, None), *_given(record.name_native, *record.aliases)])


def _outlet_spellings(outlet: Outlet) -> dict[tuple[str, str | None], None]:
    names = [(outlet.name, outlet.name_language), *([(outlet.name_en, "en")] if outlet.name_en else [])]
    return dict.fromkeys([*names, *_given(*outlet.aliases)])


def _given(*names: Name | None) -> list[tuple[str, str | None]]:
    return [(name.text, name.language) for name in names if name]


def _offices(collection: Collection) -> Iterator[Row]:
    """The rows of the table `offices`: by which titles, in all languages, whoever holds an office is found."""
    spelled = collection.once(("spellings",), lambda: Spellings.known(collection))
    for person in _public(collection):
        titles, _ = offices_of(collection, spelled, person, (role.text for role in person.roles))
        yield from ((person.id, title) for title in titles.split(OFFICES) if title)


def _stories(collection: Collection) -> Iterator[Row]:
    """The rows of the table `stories`."""
    for story in collection.stories.values():
        yield (
            story.id,
            _notices(collection, story),
            story.title,
            str(story.date),
            str(story.date.first),
            str(story.date.last),
            "; ".join(story.countries),
            story.summary,
            *made_values(collection, story),
            web(collection, f"stories/{story.id}/"),
        )


def _topics(collection: Collection) -> Iterator[Row]:
    """The rows of the table `topics`."""
    for topic in collection.topics.values():
        noticed = _notices(collection, topic)
        yield topic.id, noticed, topic.name, topic.description, topic.iptc, web(collection, f"topics/{topic.id}/")


def _story_places(collection: Collection) -> Iterator[Row]:
    """The rows of the table `story_places`."""
    for story in collection.stories.values():
        yield from ((story.id, place) for place in dict.fromkeys(story.places))


def disputes_of(collection: Collection, story: Story) -> Tables:
    """The rows of a story in the tables `questions` and `accounts`."""
    questions = [dict(zip(QUESTIONS, row, strict=True)) for row in question_values(collection, story)]
    accounts = [dict(zip(ACCOUNTS, row, strict=True)) for row in account_values(collection, story)]
    return {
        "questions": [tuple(row[name] for name in _OF_QUESTION) for row in questions],
        "accounts": [
            (
                row["story"], row["question"], row["position"], row["by"], *speaker(collection, row["who"]),
                row["side"], row["says"], text(row["date"]), "; ".join(row["refs"]), row["question_position"],
                row["notices"][0] if row["notices"] else None, row["figure"], row["number"],
                row["bound"], row["unit"], row["route"], text(row["date_first"]), text(row["date_last"]),
                row["part"],
            )
            for row in accounts
        ],
    }  # fmt: skip


_OF_QUESTION = tuple("story position question accounts speakers origins low low_figure high high_figure".split())


def _references(collection: Collection, kind: str, records: Mapping[str, Referring]) -> Iterator[Row]:
    for name, record in sorted(records.items()):
        if getattr(record, "public", True):
            owner = name if kind == "outlet" else None
            for id, reference in record.references.items():
                yield reference_row(collection, kind, record, id, reference, owner)


def _corrections(collection: Collection, kind: str, records: Mapping[str, AnyRecord]) -> Iterator[Row]:
    for name, record in sorted(records.items()):
        if getattr(record, "public", True):
            yield from correction_rows(collection, kind, name, record)


Maker = Callable[[Collection], Iterable[Row]]
REGISTERS: dict[str, dict[str, Maker]] = {
    "meta": {"meta": _meta},
    "digests": {
        "digests": _digests,
        "references": lambda c: _references(c, "digest", c.digests),
        "corrections": lambda c: _corrections(c, "digest", c.digests),
    },
    "outlets": {
        "outlets": _outlets,
        "designations": _designations,
        "names": lambda c: _names(c, "outlets"),
        "references": lambda c: _references(c, "outlet", c.outlets),
        "corrections": lambda c: _corrections(c, "outlet", c.outlets),
    },
    "people": {
        "people": _people,
        "names": lambda c: _names(c, "people"),
        "offices": _offices,
        "references": lambda c: _references(c, "person", c.people),
        "corrections": lambda c: _corrections(c, "person", c.people),
    },
    "places": {
        "places": _places,
        "names": lambda c: _names(c, "places"),
        "corrections": lambda c: _corrections(c, "place", c.places),
    },
    "stories": {
        "stories": _stories,
        "story_places": _story_places,
        "references": lambda c: _references(c, "story", c.stories),
        "corrections": lambda c: _corrections(c, "story", c.stories),
    },
    "topics": {"topics": _topics},
}
"""What each register adds to which table."""


def of_register(collection: Collection, name: str) -> Tables:
    """The rows of a register, by table."""
    return {table: list(rows(collection)) for table, rows in REGISTERS[name].items()}
