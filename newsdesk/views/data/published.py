"""Records as they are published: what the model holds, less what is private, and with its notices and addresses."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

from markupsafe import Markup
from pydantic_core import to_json

from newsdesk.check.prose import sentences
from newsdesk.collection import Collection
from newsdesk.collection.measures.places import stories_at
from newsdesk.collection.measures.sentences import sentences_told
from newsdesk.collection.sides import side_of
from newsdesk.interface import Words
from newsdesk.model import Digest, Entry, Outlet, Person, Place, Record, Source, Story, Topic
from newsdesk.model.addresses import entry_path, week_path
from newsdesk.views.setting.page import LICENCE_URL
from newsdesk.views.setting.terms import word
from newsdesk.views.shared.before_all import notices_of
from newsdesk.views.shared.extents import counts_of
from newsdesk.views.shared.looks import plain_look
from newsdesk.views.shared.made import Made, author_of
from newsdesk.views.shared.notices import ABOVE, FIRST, Notice, designation_notices, notices, states

R = TypeVar("R", Outlet, Person, Story, Digest)
_FOLDERS: dict[type[Record], str] = {
    Outlet: "outlets", Person: "people", Story: "stories", Topic: "topics", Place: "places",
}  # fmt: skip
# Of the API and of the tables: a new one where a field changes its meaning, not where one is added.
VERSION = 1
_QUOTED = re.compile(r"<(?:del|ins)>(.*?)</(?:del|ins)>")


def dumped(value: Any) -> str:
    """JSON without blanks, every script as it is."""
    return to_json(value).decode()


def indented(value: Any) -> str:
    """The same in lines, for people."""
    return to_json(value, indent=2).decode() + "\n"


def web(collection: Collection, path: str) -> str | None:
    """The full address of something on this site; None while the site has no address."""
    root = collection.settings.root
    return root + path if root else None


def notice_texts(collection: Collection, entry: Entry) -> list[str]:
    """An entry's notices as plain texts, those on designated publishers first."""

    def make() -> str:
        path = entry_path(entry)
        told = sorted(notices(collection, entry, collection.settings.root), key=_is_other)
        return "\n".join(_in_a_line(collection.words, notice, web(collection, path) or path) for notice in told)

    return collection.once(("notice texts", entry.id), make, is_large=True).splitlines()


def brief_notices(collection: Collection, entry: Entry) -> tuple[list[str], list[str]]:
    """What a reference to the article says of its entry: first sentences of what comes before all, states in words."""
    words = collection.words
    told = sorted(notices(collection, entry, collection.settings.root), key=_is_other)
    above = [_plain(notice.said, words("“{words}”")) for notice in told if notice.kind in ABOVE]
    return [sentences(text)[0].text for text in above], states(words, told)


def _is_other(notice: Notice) -> bool:
    return notice.kind not in FIRST


def _in_a_line(words: Words, notice: Notice, page: str) -> str:
    """A notice as one line of text, with the address of its link."""
    said = _plain(notice.said, words("“{words}”"))
    return f"{said} {notice.more}: {page if notice.href.startswith('#') else ''}{notice.href}." if notice.more else said


@lru_cache(maxsize=1024)
def _plain(said: Markup, quoted: str) -> str:
    # As a plain text: a Markup would escape what is put into it.
    return Markup(_QUOTED.sub(quoted.format(words=r"\1"), str.__str__(said))).striptags()


def public_id(collection: Collection, who: str | None) -> str | None:
    """The id of whoever is cited; None for a private person, whom an entry names and nothing lists."""
    person = collection.people.get(who or "")
    return None if person and not person.public else who


def may_link(collection: Collection, entry: Entry) -> bool:
    """Whether the policy on designations allows a link to the article."""
    return bool(entry.url) and collection.may_link(entry.url or "", entry.outlet)


def as_text(address: str | None) -> str | None:
    """An address that no program takes for a link."""
    return address.split("://", 1)[1] if address else None


def sourcing(source: Source, collection: Collection) -> str:
    """One source in a line: who, how cited, by way of whom, what they say."""
    words = collection.words
    via = collection.outlets[source.via].name if source.via else source.via_text
    how = word(words, source.cited)
    if via:
        how = words("{how} via {name}").format(how=how, name=via)
    role = f", {source.role}" if source.role else ""
    return f"{source.name}{role} ({how})" + (f": {source.says}" if source.says else "")


def entry_json(collection: Collection, entry: Entry) -> str:
    """An entry as JSON: its notices, where its page is, and all that the model holds."""
    return collection.once(("json", entry.id), lambda: _entry_json(collection, entry), is_large=True)


def _entry_json(collection: Collection, entry: Entry) -> str:
    sources = tuple(_without_private(collection, source) for source in entry.sources)
    shown = entry if sources == entry.sources else entry.model_copy(update={"sources": sources})
    path = entry_path(entry)
    return joined(
        shown,
        {
            "notices": notice_texts(collection, entry),
            "path": path,
            "web": web(collection, path),
            "updated": entry.updated.isoformat(),
            "may_link": may_link(collection, entry),
            "looks": _looks(collection, entry),
            "sentences": _sentences(collection, entry),
            "sides": [public_id(collection, side_of(collection, source)) for source in entry.sources],
        },
    )


def _looks(collection: Collection, entry: Entry) -> dict[str, Any] | None:
    """What is known of the article and of the pages of references since they were read; None where nothing is."""
    found = {
        name: look
        for name, reference in (entry.references.items() if collection.looks else ())
        if (look := plain_look(collection, entry.id, entry, reference.url, name))
    }
    article = plain_look(collection, entry.id, entry, entry.url)
    return {"article": article, "references": found} if article or found else None


def _sentences(collection: Collection, entry: Entry) -> list[dict[str, Any]] | None:
    """The sentences of the context with what is known of each figure, date and name; None where nothing is."""
    found = sentences_told(collection, entry)
    if found is None:
        return None
    return [
        {
            "text": told.text,
            "references": list(told.statement.cites),
            "tokens": [
                {
                    "kind": one.token.kind,
                    "text": " ".join(one.token.shown.split()),
                    "state": str(one.bearing),
                    "found": list(one.references),
                }
                for one in told.tokens
            ],
        }
        for told in found
    ]


def _without_private(collection: Collection, source: Source) -> Source:
    shown = {"who": public_id(collection, source.who), "side": public_id(collection, source.side)}
    is_whole = shown == {"who": source.who, "side": source.side}
    return source if is_whole else source.model_copy(update=shown)


def joined(record: Record, added: dict[str, Any]) -> str:
    """The record as JSON, the added fields first, and the licence last."""
    own = record.model_dump_json(by_alias=True)[1:-1]
    return f'{dumped(added)[:-1]},{own},"licence":"{LICENCE_URL}"}}'


def outlet_notice(collection: Collection, outlet: Outlet) -> str | None:
    """The notice on an outlet's designations as text; None where the policy knows of none."""
    found = designation_notices(collection, [outlet.id], collection.settings.root)
    return _in_a_line(collection.words, found[0], "") if found else None


def record_notices(collection: Collection, record: Made | Place | Topic) -> list[str]:
    """The notices of what is no entry as plain texts, in the order of its page."""
    path = path_of(record)
    found = notices_of(collection, record, collection.settings.root)
    return [" ".join(_in_a_line(collection.words, one, web(collection, path) or path).split()) for one in found]


def path_of(record: Made | Place | Topic) -> str:
    """The address of a record's page below the site."""
    return week_path(record.week) if isinstance(record, Digest) else f"{_FOLDERS[type(record)]}/{record.id}/"


def with_author(collection: Collection, record: R) -> R:
    """A record that says who drafted it, as far as the settings say so of all; null where nobody recorded it."""
    author = author_of(collection, record)
    return record if author is record.drafted_by else record.model_copy(update={"drafted_by": author})


def outlet_json(collection: Collection, outlet: Outlet) -> str:
    """An outlet with the notice on its designations and the ids of its entries, newest first."""
    entries = ids_of(collection.by_outlet[outlet.id])
    return joined(with_author(collection, outlet), {**first_of(collection, outlet), "entries": entries})


def person_json(collection: Collection, person: Person) -> str:
    """A public person or body with the ids of the entries that cite them, newest first."""
    said = collection.by_speaker[person.id]
    cited = ids_of(statement.entry for statement in said)
    side = public_id(collection, person.side)
    person = person if side == person.side else person.model_copy(update={"side": side})
    return joined(with_author(collection, person), {**first_of(collection, person), "entries": cited})


def about_json(collection: Collection) -> dict[str, Any]:
    """Who answers for the collection: a text for each point, `{none: reason}`, or null while nothing is said."""
    given = collection.settings.extra.about
    said = {name: getattr(given, name) for name in type(given).model_fields}
    complaints = given.complaints
    where = {"to": complaints.to.plain, "days": complaints.days, "second_instance": complaints.second_instance.plain}
    published = {name: answer.plain for name, answer in said.items() if name != "complaints"}
    published["complaints"] = {"none": complaints.none.said} if complaints.none.said else where
    return {**address_of(collection, "about/"), "about": published, "not_said": [point.name for point in given.open]}


def digest_json(collection: Collection, digest: Digest) -> str:
    """A weekly digest with the ids of its entries, newest first."""
    entries = collection.by_week[digest.week]
    counts = counts_of(collection, entries)
    added = {**first_of(collection, digest), "id": digest.week.lower(), "counts": counts, "entries": ids_of(entries)}
    return joined(with_author(collection, digest), added)


def topic_json(collection: Collection, topic: Topic) -> str:
    """A topic with the ids of its entries, newest first."""
    entries = ids_of(collection.by_topic[topic.id])
    return joined(topic, {**first_of(collection, topic), **_made(collection, topic), "entries": entries})


def place_json(collection: Collection, place: Place) -> str:
    """A place with the ids of the stories that are set there, by id."""
    stories = sorted(story.id for story in stories_at(collection, place.id))
    return joined(place, {**first_of(collection, place), **_made(collection, place), "stories": stories})


def first_of(collection: Collection, record: Made | Place | Topic) -> dict[str, Any]:
    """What stands first in a record: its notices, and where its page is."""
    return {"notices": record_notices(collection, record), **address_of(collection, path_of(record))}


def _made(collection: Collection, record: Place | Topic) -> dict[str, Any]:
    author = author_of(collection, record)
    return {"drafted_by": author and str(author), "reviewed": None}


def address_of(collection: Collection, path: str) -> dict[str, str | None]:
    """Where the page of a record is: below the site, and in full."""
    return {"path": path, "web": web(collection, path)}


def ids_of(entries: Iterable[Entry]) -> list[str]:
    """The ids of entries in their order, each once."""
    return list(dict.fromkeys(entry.id for entry in entries))
