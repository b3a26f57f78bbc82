"""The rows of the database that hold digests and registers."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.model import Name, Outlet, Person, Place
from newsdesk.model.addresses import week_path
from newsdesk.views.data.published import VERSION, as_text, outlet_notice, web
from newsdesk.views.data.sqlite.values import Row, speaker, text
from newsdesk.views.setting.page import LICENCE, LICENCE_URL

_FACTS = ("home", "country", "languages", "kind", "owner", "funder", "self_description", "legal_status")


def meta(collection: Collection) -> Iterator[Row]:
    """The rows of the table `meta`."""
    yield "site", collection.settings.site_name
    yield "description", collection.settings.site_description
    yield "web", web(collection, "")
    yield "licence", LICENCE
    yield "licence_web", LICENCE_URL
    yield "version", str(VERSION)


def digests(collection: Collection) -> Iterator[Row]:
    """The rows of the table `digests`."""
    for week, digest in sorted(collection.digests.items()):
        screened = digest.screened
        yield (
            week,
            str(digest.status),
            text(digest.published),
            digest.lead,
            digest.note,
            screened and screened.articles,
            screened and screened.outlets,
            web(collection, week_path(week)),
        )


def outlets(collection: Collection) -> Iterator[Row]:
    """The rows of the table `outlets`."""
    for outlet in collection.outlets.values():
        facts: list[str | None] = []
        for name in _FACTS:
            fact = getattr(outlet, name)
            value = "; ".join(fact.value) if isinstance(fact.value, tuple) else text(fact.value)
            if name == "home" and value and not collection.may_link(value, outlet.id):
                value = as_text(value)
            facts += [value, str(fact.basis)]
        yield (
            outlet.id,
            outlet_notice(collection, outlet),
            outlet.name,
            outlet.name_language,
            outlet.name_en,
            *facts,
            outlet.wikidata,
            web(collection, f"outlets/{outlet.id}/"),
        )


def designations(collection: Collection) -> Iterator[Row]:
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


def people(collection: Collection) -> Iterator[Row]:
    """The rows of the table `people`."""
    for person in _public(collection):
        roles = "; ".join(role.text for role in person.roles) or None
        yield (
            person.id,
            str(person.kind),
            person.name,
            person.country,
            roles,
            person.wikidata,
            web(collection, f"people/{person.id}/"),
        )


def places(collection: Collection) -> Iterator[Row]:
    """The rows of the table `places`."""
    for place in collection.places.values():
        yield place.id, place.name, place.country, place.note, place.wikidata


def names(collection: Collection) -> Iterator[Row]:
    """The rows of the table `names`."""
    for person in _public(collection):
        yield from ((*name, person.id, None, None) for name in _spellings(person))
    for outlet in collection.outlets.values():
        yield from ((*name, None, outlet.id, None) for name in _outlet_spellings(outlet))
    for place in collection.places.values():
        yield from ((*name, None, None, place.id) for name in _spellings(place))


def _spellings(record: Person | Place) -> dict[tuple[str, str | None], None]:
    return dict.fromkeys([(record.name, None), *_given(record.name_native, *record.aliases)])


def _outlet_spellings(outlet: Outlet) -> dict[tuple[str, str | None], None]:
    names = [(outlet.name, outlet.name_language), *([(outlet.name_en, "en")] if outlet.name_en else [])]
    return dict.fromkeys([*names, *_given(*outlet.aliases)])


def _given(*names: Name | None) -> list[tuple[str, str | None]]:
    return [(name.text, name.language) for name in names if name]


def stories(collection: Collection) -> Iterator[Row]:
    """The rows of the table `stories`."""
    for story in collection.stories.values():
        yield (
            story.id,
            story.title,
            str(story.date),
            str(story.date.first),
            str(story.date.last),
            "; ".join(story.countries),
            story.summary,
            web(collection, f"stories/{story.id}/"),
        )


def topics(collection: Collection) -> Iterator[Row]:
    """The rows of the table `topics`."""
    for topic in collection.topics.values():
        yield topic.id, topic.name, topic.description, topic.iptc, web(collection, f"topics/{topic.id}/")


def story_places(collection: Collection) -> Iterator[Row]:
    """The rows of the table `story_places`."""
    for story in collection.stories.values():
        yield from ((story.id, place) for place in dict.fromkeys(story.places))


def accounts(collection: Collection) -> Iterator[Row]:
    """The rows of the table `accounts`."""
    for story in collection.stories.values():
        for dispute in story.disputed:
            for position, a in enumerate(dispute.accounts, 1):
                yield (
                    story.id,
                    dispute.question,
                    position,
                    a.by,
                    *speaker(collection, a.who),
                    a.says,
                    text(a.date),
                    "; ".join(a.refs),
                )
