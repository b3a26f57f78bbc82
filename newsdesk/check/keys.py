"""The keys of records: the little that rules across the collection need, as plain data that JSON can keep.

Mentions of other records stand below the name of what is mentioned, `outlets`, `people`, `sides`, `stories`, `topics`,
`places` or `entries`, each as its place in the record and the id there. `deeds` are places and days, `labelled`
sentences, `accounts` places, ids of whoever gives them, and the entries that they rest on.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from newsdesk.check.cited.judged import said_by
from newsdesk.check.cited.written import kept_of
from newsdesk.check.draft import Draft, Item
from newsdesk.check.rules.dates import deeds
from newsdesk.check.rules.labels import charged, labelled
from newsdesk.check.rules.languages import slips
from newsdesk.check.rules.references import rests_on
from newsdesk.evidence import verified
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.words import marks_of
from newsdesk.load import Loc
from newsdesk.model import Digest, Entry, MovedPages, Outlet, Person, Place, Record, Reference, Story
from newsdesk.model.little import little_of
from newsdesk.model.terms import PersonKind

Mentions = dict[str, list[tuple[Loc, str]]]


def give_keys(own: Draft) -> None:
    """Give every item of a draft of one file its keys."""
    days: dict[int, list[tuple[Loc, str]]] = {}
    texts: dict[int, list[tuple[Loc, str]]] = {}
    for item, loc, day in deeds(own):
        days.setdefault(id(item), []).append((loc, day.isoformat()))
    for item, loc, text in own.own_texts():
        texts.setdefault(id(item), []).append((loc, text))
    for one in (*own.entries, *own.digests.values(), *own.stories.values()):
        own_texts = texts.get(id(one), [])
        if isinstance(one.record, Story):
            own_texts = own_texts + _accounts(one.record, "says")
        one.keys = {"labelled": labelled(texts.get(id(one), ())), "charges": charged(own_texts, _year(one.record))}
    groups = (own.digests, own.outlets, own.people, own.places, own.stories, own.topics)
    registered: list[Item[Any]] = [item for group in groups for item in group.values()]
    items: list[Item[Any]] = [*own.entries, *registered]
    for each in [*items, *filter(None, [own.moved, own.figures, own.looks, own.codings])]:
        each.keys = {**each.keys, "deeds": days.get(id(each), []), **_keys(each.record)}
    for one in registered:
        corrected = bool(getattr(one.record, "corrections", ()))
        one.keys = {**one.keys, "digest": digest_of_record(one.record), "corrected": corrected}
    for referring in own.referencing():
        if said := said_by(referring.record, referring.document, referring.loc):
            referring.keys = {**referring.keys, "said": said}


def digest_of_record(record: Record) -> str:
    """The digest of what a record says: nobody has to make the record again to see whether it is the same."""
    return hashlib.blake2b(record.model_dump_json().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _keys(record: Record) -> Mapping[str, Any]:
    match record:
        case Entry():
            return _entry(record)
        case Outlet():
            own: dict[str, Any] = {
                "names": record.spellings,
                "domains": record.domains,
                "owner": (record.owner.value or "").casefold(),
                "edition_of": record.edition_of,
                "languages": sorted({tag.partition("-")[0] for tag in _tags(record)}),
                "designated": bool(record.designations),
            }
            named = _named(record.references)
            if record.edition_of is not None:
                named.setdefault("outlets", []).append((("edition_of",), record.edition_of))
            return own | named
        case Person():
            own = {
                "names": _names(record),
                "roles": [role.text for role in record.roles],
                "public": record.public,
                "body": record.kind is PersonKind.ORGANISATION,
                "proceedings": bool(record.proceedings),
            }
            return own | _named(record.references) | _sides([(("side",), record.side)])
        case Place():
            return {"names": _names(record)}
        case Story():
            return {"names": [record.title], **_story(record)}
        case Digest():
            found = _named(record.references)
            if record.lead is not None:
                found.setdefault("entries", []).append((("lead",), record.lead))
            editions = [(edition.number, edition.text) for edition in record.editions]
            return {"lead": record.lead, "editions": editions, **found}
        case MovedPages():
            return {"moved": [(moved.path, moved.to) for moved in record.moved]}
    return {}


def _tags(outlet: Outlet) -> tuple[str, ...]:
    """The languages that an outlet publishes in, as far as they are known, and that of its name."""
    return (*(outlet.languages.value or ()), outlet.name_language)


def _entry(entry: Entry) -> Mapping[str, Any]:
    found = _named(entry.references)
    outlets = found.setdefault("outlets", [])
    outlets.append((("outlet",), entry.outlet))
    if entry.syndicated_from is not None:
        outlets.append((("syndicated_from",), entry.syndicated_from))
    for at, source in enumerate(entry.sources):
        if source.via is not None:
            outlets.append((("sources", at, "via"), source.via))
        if source.who is not None:
            found.setdefault("people", []).append((("sources", at, "who"), source.who))
    for kind, names in (("stories", entry.stories), ("topics", entry.topics)):
        if names:
            found[kind] = [((kind, at), name) for at, name in enumerate(names)]
    if entry.translation_of and ":" not in entry.translation_of:
        found.setdefault("entries", []).append((("translation_of",), entry.translation_of))
    addresses: list[tuple[Loc, str]] = [(("url",), entry.url)] if entry.url else []
    addresses += [(("versions", at, "url"), version.url) for at, version in enumerate(entry.versions)]
    return {
        "id": entry.id,
        "week": entry.week,
        "outlet": entry.outlet,
        "from": entry.syndicated_from,
        "translates": _translated(entry.translation_of),
        "text": "" if entry.withdrawn or not entry.evidence else entry.evidence.sha256,
        "compared": _compared(entry),
        "kept": kept_of(entry.evidence),
        "language": entry.language,
        "countries": entry.countries,
        **({"slips": found_slips} if (found_slips := slips(entry)) else {}),
        # What is withdrawn may come back as another entry.
        "addresses": [] if entry.withdrawn else [(loc, address, address_key(address)) for loc, address in addresses],
        "rests": rests_on(entry.references.values()),
        "little": little_of(
            entry,
            len(verified(entry)[0]),
            [marks_of(source.quote.text if source.quote else None, source.says) for source in entry.sources],
        ),
        **found,
        **_sides([(("sources", at, "side"), source.side) for at, source in enumerate(entry.sources)]),
    }


def _compared(entry: Entry) -> str:
    """The seal of evidence that knows figures, dates and names of sentences; "" of any other."""
    evidence = entry.evidence
    return evidence.seal if evidence and (evidence.tokens or evidence.absent or evidence.sentences) else ""


def _sides(given: Iterable[tuple[Loc, str | None]]) -> Mentions:
    """The sides that are bodies, and no countries."""
    found = [(loc, side) for loc, side in given if side is not None and not side.isupper()]
    return {"sides": found} if found else {}


def _translated(place: str | None) -> str | None:
    """The id of the entry that this one is a translation of, or the key of an address."""
    return address_key(place) if place and ":" in place else place


def _named(references: Mapping[str, Reference]) -> dict[str, Any]:
    """The outlets and entries that references name, and the pages to which they lead, by clean address."""
    found: dict[str, Any] = {}
    if cites := sorted({address_key(one.url) for one in references.values() if one.url}):
        found["cites"] = cites
    if any(one.passages for one in references.values()):
        found["passages"] = True
    for name, reference in references.items():
        if reference.outlet is not None:
            found.setdefault("outlets", []).append((("references", name, "outlet"), reference.outlet))
        if reference.entry is not None:
            found.setdefault("entries", []).append((("references", name, "entry"), reference.entry))
    return found


def _accounts(story: Story, field: str) -> list[tuple[Loc, Any]]:
    """A field of all accounts of a story, each with its place."""
    return [
        (("disputed", at, "accounts", number, field), getattr(account, field))
        for at, dispute in enumerate(story.disputed)
        for number, account in enumerate(dispute.accounts)
    ]


def _year(record: Record | None) -> int | None:
    """The year in which the texts of a record are about to be written."""
    if isinstance(record, Entry):
        return record.published.last.year
    if isinstance(record, Story):
        return record.date.last.year
    return int(record.week[:4]) if isinstance(record, Digest) else None


def _story(story: Story) -> dict[str, Any]:
    found = _named(story.references)
    found["places"] = [(("places", at), place) for at, place in enumerate(story.places)]
    found |= _sides(_accounts(story, "side"))
    found["people"] = [(loc, who) for loc, who in _accounts(story, "who") if who is not None]
    entries = {name: reference.entry for name, reference in story.references.items()}
    # Accounts that rest on entries alone: of a page elsewhere nobody has written down who speaks there.
    found["accounts"] = [
        (loc, who, held)
        for loc, who in found["people"]
        if all(held := [entries.get(ref) for ref in story.disputed[loc[1]].accounts[loc[3]].refs])
    ]
    return found


def _names(record: Person | Place) -> Iterable[str]:
    return [record.name, *(name.text for name in (record.name_native, *record.aliases) if name)]
