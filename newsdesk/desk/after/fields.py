"""The fields that can be corrected: a record comes in; each field goes out by the name that `correct` takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsdesk.interface import Words, kept
from newsdesk.load import Loc
from newsdesk.store.verbs.published.fields import ELSEWHERE, named
from newsdesk.store.verbs.published.knowing import fields_of
from newsdesk.store.verbs.published.targets import Target

# What tells one item of a list from the others.
_CALLED = ("name", "question", "text", "wording", "date")


@dataclass(frozen=True, slots=True)
class Field:
    """A field, as it is named and as it reads; `value` is "" where there is none yet."""

    name: str
    value: str
    group: str
    """The field of the record that it stands in."""
    hint: str = ""
    """Whose it is, in a list: `Ada Quill` of `sources.2.says`."""
    is_there: bool = True

    def label(self, words: Words) -> str:
        """What it is called where it is written: `Source 2 · What it says, in your words`."""
        return label_of(words, self.name)

    @property
    def data(self) -> dict[str, Any]:
        """The same for scripts."""
        return {"name": self.name, "value": self.value, "there": self.is_there}


@kept
def _labels(words: Words) -> dict[str, str]:
    """What the form of a draft calls fields, by the end of their names."""
    return {
        "title": words("Title as printed"), "title_en": words("Title in English"), "outlet": words("Outlet"),
        "byline": words("Byline"), "published": words("Published"), "published_basis": words("The date rests on"),
        "published_note": words("How the date was worked out"), "language": words("Language"),
        "url": words("Address"), "archive_url": words("Archived copy"), "read": words("How much you read"),
        "drafted_by": words("Drafted by"), "section": words("Section"), "genre": words("Genre"),
        "syndicated_from": words("Written first by"), "translation_of": words("Translation of"),
        "accessed": words("Read on"), "topics": words("Topics"), "countries": words("Countries"),
        "stories": words("Stories"), "summary": words("Summary"), "context": words("Context"),
        "name": words("Name, as we give it"), "name_printed": words("Printed name"), "role": words("Role"),
        "who": words("Registered as"), "actor": words("Who"), "identified": words("Identified"),
        "cited": words("Cited"), "via": words("By way of the outlet"), "via_text": words("Or in words"),
        "says": words("What it says, in your words"), "quote": words("Quotation, word for word"),
        "translation": words("Translation"), "side": words("Side"), "publisher": words("Publisher"),
        "lead": words("The entry that stands first"), "note": words("Note"), "passages": words("Passage"),
        "authors": words("Authors"),
        "family": words("Family name"),
        "given": words("Given names"),
        "literal": words("Name without parts"),
        "name_language": words("Language of the name"),
        "name_en": words("Name in English"),
        "name_native": words("Name in its own language"),
        "aliases": words("Other spellings"),
        "domains": words("Domains"),
        "home": words("Home page"),
        "feeds": words("Feeds"),
        "edition_of": words("Edition of"),
        "country": words("Country"),
        "languages": words("Languages"),
        "kind": words("Kind"),
        "owner": words("Owner"),
        "funder": words("Who pays for it"),
        "self_description": words("How it describes itself"),
        "legal_status": words("Legal status"),
        "descriptions": words("How others describe it"),
        "history": words("History"),
        "designations": words("Designations"),
        "wikidata": words("Item in Wikidata"),
        "references": words("References"),
        "public": words("Is a public person"),
        "roles": words("Roles"),
        "proceedings": words("Proceedings"),
        "coordinates": words("Coordinates"),
        "date": words("Date"),
        "places": words("Places"),
        "disputed": words("Disputed questions"),
        "description": words("Description"),
        "iptc": words("Subject by IPTC"),
        "archive_refused": words("Why there is no archived copy"),
        "versions": words("Other versions"),
        "sources": words("Sources"),
        "not_captured": words("Why it was not captured"),
        "replies": words("Replies"),
        "allow": words("Exceptions from rules of voice"),
        "screened": words("Screening log"),
        "basis": words("It rests on"),
        "question": words("Question"),
        "accounts": words("Account"),
        "part": words("What its figure covers, if not all"),
        "established": words("What is established"),
        "wording": words("Wording"),
    }  # fmt: skip


def label_of(words: Words, name: str) -> str:
    """What a field of that name is called in forms; what has no such name keeps its own."""
    first, *rest = name.split(".")
    named = _labels(words)
    called = []
    if first == "sources" and rest:
        number, *rest = rest
        called = [words("Source {number}").format(number=number)]
    elif first == "references" and rest:
        mark, *rest = rest
        called = [words("Reference [{mark}]").format(mark=mark)]
    else:
        called = [named.get(first, first)]
    return " · ".join([*called, *(named.get(one, one) for one in rest if one not in ("text", "value"))])


def fields_in(target: Target) -> list[Field]:
    """All fields of a record that hold one value, in the order of the file, and behind them those that it may have."""
    data = target.data
    found = [field for key in data if key not in ELSEWHERE for field in _below(data[key], (key,), "")]
    missing = [name for name in fields_of(target.kind) if name not in data and name not in ELSEWHERE]
    return [*found, *(Field(name, "", name, is_there=False) for name in missing)]


def _below(value: Any, at: Loc, hint: str) -> Iterator[Field]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _below(inner, (*at, key), hint)
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for index, inner in enumerate(value):
            yield from _below(inner, (*at, index), _name(inner) or hint)
    else:
        yield Field(named(at), _said(value), str(at[0]), hint, is_there=value is not None)


def _said(value: Any) -> str:
    """A value as `correct` takes it."""
    if value is None or value in ({}, []):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    # An empty line parts two paragraphs, as in an editor's window.
    return "\n\n".join(str(value).strip("\n").split("\n"))


def _name(value: Any) -> str:
    names = [value[key] for key in _CALLED if isinstance(value.get(key), str)] if isinstance(value, dict) else []
    return names[0] if names else ""
