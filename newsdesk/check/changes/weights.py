"""What counts as content in each kind of record, and how much each field weighs: one line a field."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Weight(IntEnum):
    """What a change needs: nothing, any correction, or one that is material (or withdraws)."""

    NONE = 0
    MINOR = 1
    MATERIAL = 2


class As(StrEnum):
    """How two values are compared."""

    PROSE = "prose"
    PRINTED = "printed"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is compared, and what it takes to change it (or take it away) and to add it.

    `names` is the register whose ids stand there, `entries` for those of entries: a record that was
    renamed, and says so, is the same one.
    """

    how: As = As.VALUE
    change: Weight = Weight.MINOR
    add: Weight = Weight.NONE
    names: str = ""


NONE, MINOR, MATERIAL = Weight
_MINOR = Field(add=MINOR)
_LEARNT = Field()
_MATERIAL = Field(As.VALUE, MATERIAL, MATERIAL)
_MATERIAL_LEARNT = Field(As.VALUE, MATERIAL)
_PROSE = Field(As.PROSE, add=MINOR)
_PROSE_LEARNT = Field(As.PROSE)
_PRINTED = Field(As.PRINTED, add=MINOR)
_PRINTED_LEARNT = Field(As.PRINTED)
_TEXT = Field(As.PROSE, MATERIAL, MATERIAL)
_TEXT_LEARNT = Field(As.PROSE, MATERIAL)
_NAME = Field(As.PRINTED, MATERIAL, MATERIAL)
_NAME_LEARNT = Field(As.PRINTED, MATERIAL)
# Why there is no copy in an archive or no captured text yet: it goes when there is one.
_WAITING = Field(change=NONE)
# What is there for editors alone: readers see nothing of it.
_OURS = Field(change=NONE)

_REFERENCES = {
    "references": _LEARNT,
    "references.url": _LEARNT,
    "references.entry": Field(names="entries"),
    "references.title": _PRINTED_LEARNT,
    "references.publisher": _PRINTED_LEARNT,
    "references.outlet": Field(names="outlets"),
    "references.affiliated": _MINOR,
    "references.passages": _LEARNT,
    "references.passages.text": _PRINTED_LEARNT,
    "references.passages.translation.text": _PROSE_LEARNT,
    "references.archive_refused": _WAITING,
    "references.archive_refused.on": _WAITING,
    "references.archive_refused.why": _WAITING,
}
_ENTRY = {
    "title": _NAME,
    "title_en": _MATERIAL_LEARNT,
    "title_en.text": _TEXT,
    "title_en.by": _MINOR,
    "outlet": Field(As.VALUE, MATERIAL, MATERIAL, "outlets"),
    "section": _PRINTED_LEARNT,
    "genre": _MATERIAL_LEARNT,
    "byline": _PRINTED_LEARNT,
    "authors": _LEARNT,
    "authors.family": _PRINTED_LEARNT,
    "authors.given": _PRINTED_LEARNT,
    "authors.literal": _PRINTED_LEARNT,
    "published": _MATERIAL,
    "published_basis": _MINOR,
    "published_note": _PROSE_LEARNT,
    "language": _MINOR,
    "url": _LEARNT,
    "archive_refused": _WAITING,
    "archive_refused.on": _WAITING,
    "archive_refused.why": _WAITING,
    "not_captured": _WAITING,
    "not_captured.on": _WAITING,
    "not_captured.why": _WAITING,
    "versions.language": _MINOR,
    "versions.title": _PRINTED_LEARNT,
    "versions.url": _MINOR,
    "translation_of": Field(names="entries"),
    "syndicated_from": Field(As.VALUE, MATERIAL, MATERIAL, "outlets"),
    "accessed": _MINOR,
    "added": _MINOR,
    "read": _MINOR,
    "stories": Field(names="stories"),
    "topics": Field(names="topics"),
    "countries": _MINOR,
    "summary": _PROSE,
    "sources": _MATERIAL,
    "sources.name": _NAME,
    "sources.name_printed": _NAME_LEARNT,
    "sources.who": Field(As.VALUE, MATERIAL, names="people"),
    "sources.side": _MATERIAL_LEARNT,
    "sources.role": _TEXT_LEARNT,
    "sources.role_verified": _MATERIAL_LEARNT,
    "sources.role_verified.text": _TEXT,
    "sources.role_verified.ref": _MINOR,
    "sources.actor": _MATERIAL,
    "sources.identified": _MATERIAL,
    "sources.cited": _MATERIAL,
    "sources.via": Field(As.VALUE, MATERIAL, MATERIAL, "outlets"),
    "sources.via_text": _TEXT,
    "sources.says": _TEXT,
    "sources.quote": _MATERIAL,
    "sources.quote.text": _NAME,
    "sources.quote.language": _MINOR,
    "sources.quote.translation": _MATERIAL_LEARNT,
    "sources.quote.translation.text": _TEXT,
    "sources.quote.translation.by": _MINOR,
    "context": _PROSE,
    "drafted_by": _MINOR,
    "replies": _MATERIAL_LEARNT,
    "replies.by": _NAME,
    "replies.text": _NAME,
    "replies.date": _MINOR,
    **_REFERENCES,
}
_DIGEST = {
    "lead": Field(names="entries"),
    "note": _PROSE_LEARNT,
    "screened.note": _PROSE_LEARNT,
    "screened.left_out.why": _PROSE,
    **_REFERENCES,
}
_STORY = {
    "title": _TEXT,
    "date": _MATERIAL,
    "countries": _MINOR,
    "summary": _PROSE,
    "disputed": _MATERIAL_LEARNT,
    "disputed.question": _PROSE,
    "disputed.accounts": _MATERIAL_LEARNT,
    "disputed.accounts.by": _NAME,
    "disputed.accounts.who": Field(As.VALUE, MATERIAL, names="people"),
    "disputed.accounts.says": _TEXT,
    "disputed.accounts.part": _TEXT,
    "disputed.accounts.date": _MATERIAL_LEARNT,
    **_REFERENCES,
}
# What a fact of an outlet says weighs; on what it rests is a detail.
FACTS = ("home", "country", "languages", "kind", "owner", "funder", "self_description", "legal_status")
_TOLD = frozenset({"owner", "funder", "self_description", "legal_status"})
_FACTS: dict[str, Field] = {}
for _fact in FACTS:
    _FACTS[_fact] = _MATERIAL_LEARNT
    _FACTS[f"{_fact}.value"] = _TEXT_LEARNT if _fact in _TOLD else _MATERIAL_LEARNT
    _FACTS[f"{_fact}.basis"] = _MINOR
    _FACTS[f"{_fact}.note"] = _PROSE_LEARNT
_OUTLET = {
    "name": _NAME,
    "name_en": _TEXT_LEARNT,
    "aliases.text": _PRINTED,
    "feeds": _OURS,
    "edition_of": Field(names="outlets"),
    **_FACTS,
    "descriptions": _MATERIAL_LEARNT,
    "descriptions.text": _TEXT,
    "descriptions.by": _NAME,
    "descriptions.date": _MINOR,
    "history": _MATERIAL_LEARNT,
    "history.text": _TEXT,
    "history.date": _MATERIAL,
    "designations": _MATERIAL_LEARNT,
    "designations.authority": _NAME,
    "designations.country": _MATERIAL,
    "designations.kind": _MATERIAL,
    "designations.subject": _TEXT,
    "designations.wording": _TEXT,
    "designations.date": _MATERIAL_LEARNT,
    "designations.date_note": _PROSE_LEARNT,
    "designations.ended": _MATERIAL_LEARNT,
    **_REFERENCES,
}
_PERSON = {
    "kind": _MATERIAL,
    "name": _NAME,
    "name_native.text": _NAME,
    "aliases.text": _PRINTED,
    "country": _MATERIAL_LEARNT,
    "side": _MATERIAL_LEARNT,
    "roles": _MATERIAL_LEARNT,
    "roles.text": _TEXT,
    "proceedings": _MATERIAL_LEARNT,
    "proceedings.what": _MATERIAL,
    "proceedings.wording": _TEXT,
    "proceedings.authority": _NAME,
    "proceedings.country": _MATERIAL_LEARNT,
    "proceedings.date": _MATERIAL,
    "proceedings.outcome": _MATERIAL_LEARNT,
    "proceedings.outcome.what": _MATERIAL,
    "proceedings.outcome.wording": _TEXT,
    "proceedings.outcome.authority": _TEXT_LEARNT,
    "proceedings.outcome.date": _MATERIAL,
    **_REFERENCES,
}
_PLACE = {
    "name": _NAME,
    "name_native.text": _NAME,
    "aliases.text": _PRINTED,
    "country": _MATERIAL,
    "note": _PROSE_LEARNT,
    "coordinates": _MATERIAL_LEARNT,
    "coordinates.latitude": _MATERIAL,
    "coordinates.longitude": _MATERIAL,
    "coordinates.reference": _MINOR,
}
# Fields that are not named here are values: learnt freely, changed or taken away with a minor correction.
FIELDS: dict[str, Mapping[str, Field]] = {
    "entries": _ENTRY,
    "digests": _DIGEST,
    "stories": _STORY,
    "outlets": _OUTLET,
    "people": _PERSON,
    "places": _PLACE,
}
UNKNOWN = Field()
# The tool's own, the version of the format, and what is compared apart.
SKIPPED = frozenset({"schema", "evidence", "corrections"})
# Lists in which the order of the items says nothing.
SETS = frozenset(
    "stories topics countries places refs domains languages.value descriptions.refs history.refs designations.refs"
    " designations.other_dates.refs roles.refs proceedings.refs"
    " proceedings.outcome.refs disputed.accounts.refs".split()
    + [f"{fact}.refs" for fact in FACTS]
)
PRIVATE_ACTORS = frozenset({"resident", "eyewitness"})
# Lists whose items are the same ones wherever they stand: by ever fewer fields, and what one is called.
KEYED: dict[str, tuple[tuple[tuple[str, ...], ...], str]] = {
    "sources": ((("name", "says"), ("name",), ("who",), ("name_printed",), ("says",), ("quote",)), "source"),
    "references.passages": ((("text", "stance"), ("text",)), "passage"),
    "disputed": ((("question",), ("accounts",)), "question"),
    "disputed.accounts": (
        # What an account rests on tells more than whoever is said to give it, which is what is corrected most.
        (
            ("by", "says"), ("by", "date"), ("says", "refs"), ("who", "date", "refs"), ("date", "refs"),
            ("by",), ("who",), ("says",),
        ),
        "account",
    ),
    "aliases": ((("text",),), "spelling"),
    "descriptions": ((("by", "text"), ("text",), ("by", "date"), ("by",)), "description"),
    "history": ((("text",), ("date",)), "event"),
    "designations": (
        (("authority", "kind", "date"), ("authority", "wording"), ("authority", "kind"), ("wording",)), "act",
    ),
    "designations.other_dates": ((("date",), ("refs",)), "date"),
    "roles": ((("text",), ("since",), ("refs",)), "role"),
    "replies": ((("by", "text"), ("text",), ("by", "date"), ("by",)), "reply"),
    "proceedings": (
        (("authority", "what", "date"), ("authority", "wording"), ("authority", "what"), ("wording",)), "proceeding",
    ),
}  # fmt: skip
# What is better known now than it was: a person confirms what a machine translated, somebody checks a fact.
CONFIRMED = frozenset(
    {
        ("by", "machine", "human"),
        ("basis", "unreferenced", "own-page"),
        ("basis", "unreferenced", "referenced"),
        ("basis", "own-page", "referenced"),
    }
)
