"""The entries as IPTC ninjs 3.1: one composite object, each entry an item in it."""

from typing import Any

from newsdesk.collection import Collection
from newsdesk.model import Entry, PersonKind
from newsdesk.model.addresses import entry_path
from newsdesk.model.minting import tag_uri
from newsdesk.views.data.published import dumped, may_link, notice_texts, public_id, sourcing, web
from newsdesk.views.setting.codes import country_name
from newsdesk.views.setting.dates import instant
from newsdesk.views.setting.page import LICENCE_URL
from newsdesk.views.setting.terms import word

_MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"


def head(collection: Collection) -> str:
    """How `entries.ninjs.json` begins: valid as a whole, an entry a line in `associations`."""
    fields = {
        "uri": _uri(collection, "data/entries.ninjs.json"),
        "type": "composite",
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "language": collection.words.tag,
        "title": collection.settings.site_name,
        "rightsInfo": {"linkedRights": LICENCE_URL},
    }
    return f'{dumped(fields)[:-1]},"associations":[\n'


def item(collection: Collection, entry: Entry) -> str:
    """An entry as an item."""
    return dumped(_item(collection, entry))


# That of the first version whose addresses last.
_YEAR = "2026"


def _uri(collection: Collection, path: str) -> str:
    """The address, or a name that stands for it as long as the site has none."""
    return web(collection, path) or tag_uri(collection.settings, _YEAR, path)


def _item(collection: Collection, entry: Entry) -> dict[str, Any]:
    words = collection.words
    outlet = collection.outlets[entry.outlet]
    headlines = [{"role": "as printed", "value": entry.title}]
    if entry.title_en:
        headlines.append({"role": f"English, by {entry.title_en.by}", "value": entry.title_en.text})
    bodies = [{"role": "summary", "value": entry.summary}, {"role": "context", "value": entry.context}]
    if entry.sources:
        sources = "\n".join(sourcing(source, collection) for source in entry.sources)
        bodies.insert(1, {"role": "sources", "value": sources})
    alternatives = [{"role": "id", "value": entry.id}, {"role": "published", "value": str(entry.published)}]
    if may_link(collection, entry):
        alternatives.append({"role": "original", "value": entry.url or ""})
    item = {
        "descriptions": [{"role": "notice", "value": text} for text in notice_texts(collection, entry)],
        "name": entry.id,
        "uri": _uri(collection, entry_path(entry)),
        "type": "text",
        "pubStatus": "canceled" if entry.withdrawn else "usable",
        "firstCreated": instant(entry.added),
        "versionCreated": instant(entry.updated),
        "language": words.tag,
        "title": entry.title_en.text if entry.title_en else entry.title,
        "headlines": headlines,
        "by": entry.byline,
        "bodies": bodies,
        "infoSources": _sources(collection, entry, outlet.name),
        **_cited(collection, entry),
        "places": [{"name": country_name(words, code), "rel": "about", "literal": code} for code in entry.countries],
        "subjects": [_subject(collection, topic) for topic in entry.topics],
        "genres": [{"name": word(words, entry.genre), "literal": str(entry.genre)}] if entry.genre else [],
        "altIds": alternatives,
        "rightsInfo": {"linkedRights": LICENCE_URL},
    }
    return {name: value for name, value in item.items() if value}


def _sources(collection: Collection, entry: Entry, outlet: str) -> list[dict[str, str]]:
    """The publisher, then whoever the article cites, each with how."""
    found = [{"name": outlet, "role": "publisher", "literal": entry.outlet}]
    for source in entry.sources:
        who = public_id(collection, source.who)
        found.append({"name": source.name, "role": str(source.cited)} | ({"literal": who} if who else {}))
    return found


def _cited(collection: Collection, entry: Entry) -> dict[str, list[dict[str, str]]]:
    """Public people and bodies that it cites, by what they are."""
    found: dict[str, dict[str, dict[str, str]]] = {"people": {}, "organisations": {}}
    for source in entry.sources:
        person = collection.people.get(source.who or "")
        if person and person.public:
            group = "people" if person.kind is PersonKind.PERSON else "organisations"
            uri = _uri(collection, f"people/{person.id}/")
            found[group][person.id] = {"name": person.name, "rel": "cited", "uri": uri}
    return {group: list(rows.values()) for group, rows in found.items()}


def _subject(collection: Collection, name: str) -> dict[str, str]:
    topic = collection.topics[name]
    own = {"name": topic.name, "literal": topic.id}
    return own | ({"uri": _MEDIA_TOPICS + topic.iptc.removeprefix("medtop:")} if topic.iptc else {})
