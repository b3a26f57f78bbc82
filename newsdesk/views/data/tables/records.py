"""The tables of outlets, each fact with its basis, and of corrections of whatever record."""

from collections.abc import Iterator
from typing import Any

from newsdesk.collection import Collection
from newsdesk.model import Correction, Digest, Entry, Outlet, Person, Story
from newsdesk.model.addresses import entry_path, week_path
from newsdesk.model.corrected import AnyRecord
from newsdesk.views.data.published import as_text, outlet_notice, record_notices, web
from newsdesk.views.data.tables.cells import Row
from newsdesk.views.data.tables.fields import fields_of
from newsdesk.views.shared.made import author_of

FACTS = ("home", "country", "languages", "kind", "owner", "funder", "self_description", "legal_status")
"""What is recorded of an outlet with its basis."""
_BASIS = "What that rests on: referenced, own-page, unreferenced (nobody has checked it yet) or unknown."
_SAID = {
    "home": "Address of its home page, as text where this site does not link to it.",
    "country": "Country that it belongs to, by ISO 3166-1.",
    "languages": "Languages that it publishes in, by BCP 47, joined with semicolon and space.",
    "kind": "Kind of outlet.",
    "owner": "Who owns it.",
    "funder": "Who pays for it.",
    "self_description": "How it describes itself.",
    "legal_status": "Its legal status.",
}
_DRAFTED = {
    "drafted_by": "Who drafted the record: human or machine; empty where nobody recorded it.",
    "reviewed_by": "Who reviewed it; empty while nobody has.",
    "reviewed_on": "Day of the review.",
}
# The columns of `outlets`, with what each holds.
OUTLETS = {
    "notices": "What to know before reading on: that authorities banned or listed it, corrections, missing reviews.",
    "id": "The outlet's id, which never changes.",
    "name": "Its name, in its own script.",
    "name_language": "Language of the name, by BCP 47; empty where not recorded.",
    "name_en": "Its name in Latin letters.",
    **{column: told for name in FACTS for column, told in ((name, _SAID[name]), (f"{name}_basis", _BASIS))},
    "edition_of": "Id of the outlet whose edition it is.",
    "wikidata": "Its item in Wikidata.",
    **_DRAFTED,
    "web": "Full address of its page; empty while the site has none.",
}
# And of `corrections`.
CORRECTIONS = {
    "notices": "What to know before reading on: that authorities banned or listed the publisher.",
    "subject": "Kind of the record: entry, digest, story, outlet, person or place.",
    "record": "Its id, or the week of a digest.",
    "position": "Place of the correction in its record, from 1, the oldest first.",
    "corrected_on": "Day of the correction.",
    "kind": "How much it changes: minor, material or withdrawn. Pages count those that are not minor.",
    "fields": "The fields that it changes, such as context or sources.actor, as far as what it says leads to them:"
    " empty where it does not.",
    "was": "What stood there before.",
    "now": "What stands there now.",
    "why": "The reason.",
    "edition": "Number of the edition of its week with which it went out; empty for registers, and until then.",
    "week": "Week of the entry or digest, by ISO 8601.",
    "web": "Full address of the record's page; empty while the site has none.",
}


def made_values(collection: Collection, record: Outlet | Person | Story | Digest) -> tuple[str | None, ...]:
    """Who drafted a record, as the settings say it where it does not itself, and who reviewed it, and when."""
    author, review = author_of(collection, record), record.reviewed
    if review is None:
        return author and str(author), None, None
    return author and str(author), review.by, str(review.on)


def facts_of(collection: Collection, outlet: Outlet) -> Iterator[Any]:
    """Each of FACTS and its basis; an address to which the policy on designations allows no link is a text."""
    for name in FACTS:
        fact = getattr(outlet, name)
        value: Any = fact.value if isinstance(fact.value, tuple) or fact.value is None else str(fact.value)
        if name == "home" and value and not collection.may_link(value, outlet.id):
            value = as_text(value)
        yield value
        yield str(fact.basis)


def outlet_values(collection: Collection, outlet: Outlet) -> Row:
    """The values of an outlet by OUTLETS."""
    return (
        tuple(record_notices(collection, outlet)),
        outlet.id,
        outlet.name,
        outlet.name_language,
        outlet.name_en,
        *facts_of(collection, outlet),
        outlet.edition_of,
        outlet.wikidata,
        *made_values(collection, outlet),
        web(collection, f"outlets/{outlet.id}/"),
    )


def correction_values(collection: Collection, subject: str, name: str, record: AnyRecord) -> Iterator[Row]:
    """The values of each correction of a record by CORRECTIONS."""
    if not record.corrections:
        return
    week = record.week if isinstance(record, Entry | Digest) else None
    publisher = collection.outlets[record.outlet] if isinstance(record, Entry) else record
    notice = outlet_notice(collection, publisher) if isinstance(publisher, Outlet) else None
    address = web(collection, _path(subject, name, record))
    fields = fields_of(record)
    for position, (correction, found) in enumerate(zip(record.corrections, fields, strict=True), 1):
        yield (
            (notice,) if notice else (),
            subject,
            name,
            position,
            correction.date,
            str(correction.kind),
            found,
            correction.was,
            correction.now,
            correction.why,
            edition_of(collection, week, correction),
            week,
            address,
        )


def _path(subject: str, name: str, record: AnyRecord) -> str:
    if isinstance(record, Entry):
        return entry_path(record)
    if isinstance(record, Digest):
        return week_path(record.week)
    groups = {"story": "stories", "outlet": "outlets", "person": "people", "place": "places"}
    return f"{groups[subject]}/{name}/"


def edition_of(collection: Collection, week: str | None, correction: Correction) -> int | None:
    """The edition of a week with which a correction went out: the first one that is not older; None without one."""
    digest = collection.digests.get(week or "")
    return next((one.number for one in digest.editions if one.date >= correction.date), None) if digest else None
