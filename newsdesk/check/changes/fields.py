"""What counts as content in an entry, and how much each field weighs: one line a field."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from newsdesk.check.changes.typography import words_of


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
    """How a field is compared, and what it takes to change it (or take it away) and to add it."""

    how: As = As.VALUE
    change: Weight = Weight.MINOR
    add: Weight = Weight.MINOR


_NONE, _MINOR, _MATERIAL = Weight
_MATERIAL_VALUE = Field(As.VALUE, _MATERIAL, _MATERIAL)
_PROSE = Field(As.PROSE)
# Fields that are not named here are values that need a minor correction.
FIELDS: dict[str, Field] = {
    "title": Field(As.PRINTED, _MATERIAL, _MATERIAL),
    "title_en": Field(As.VALUE, _MATERIAL, _NONE),
    "title_en.text": Field(As.PROSE, _MATERIAL, _MATERIAL),
    "outlet": _MATERIAL_VALUE,
    "section": Field(As.PRINTED),
    "byline": Field(As.PRINTED),
    "published": _MATERIAL_VALUE,
    "published_note": _PROSE,
    "archive_url": Field(As.VALUE, _MINOR, _NONE),
    "versions": Field(As.VALUE, _MINOR, _NONE),
    "versions.title": Field(As.PRINTED, _MINOR, _NONE),
    "syndicated_from": _MATERIAL_VALUE,
    "stories": Field(As.VALUE, _MINOR, _NONE),
    "topics": Field(As.VALUE, _MINOR, _NONE),
    "summary": _PROSE,
    "context": _PROSE,
    "reviewed": Field(As.VALUE, _MINOR, _NONE),
    "sources": _MATERIAL_VALUE,
    "sources.name": Field(As.PRINTED, _MATERIAL, _MATERIAL),
    "sources.name_printed": Field(As.PRINTED, _MATERIAL, _NONE),
    "sources.who": Field(As.VALUE, _MATERIAL, _NONE),
    "sources.role": Field(As.PROSE, _MATERIAL, _MATERIAL),
    "sources.role_verified": Field(As.VALUE, _MATERIAL, _NONE),
    "sources.role_verified.text": Field(As.PROSE, _MATERIAL, _MATERIAL),
    "sources.actor": _MATERIAL_VALUE,
    "sources.identified": _MATERIAL_VALUE,
    "sources.cited": _MATERIAL_VALUE,
    "sources.via": _MATERIAL_VALUE,
    "sources.via_text": Field(As.PROSE, _MATERIAL, _MATERIAL),
    "sources.says": Field(As.PROSE, _MATERIAL, _MATERIAL),
    "sources.quote": _MATERIAL_VALUE,
    "sources.quote.text": Field(As.PRINTED, _MATERIAL, _MATERIAL),
    "sources.quote.translation": Field(As.VALUE, _MATERIAL, _NONE),
    "sources.quote.translation.text": Field(As.PROSE, _MATERIAL, _MATERIAL),
    "references": Field(As.VALUE, _MINOR, _NONE),
    "references.title": Field(As.PRINTED, _MINOR, _NONE),
    "references.publisher": Field(As.PRINTED, _MINOR, _NONE),
    "references.outlet": Field(As.VALUE, _MINOR, _NONE),
    "references.published": Field(As.VALUE, _MINOR, _NONE),
    "references.accessed": Field(As.VALUE, _MINOR, _NONE),
    "note": _PROSE,
    "screened.note": _PROSE,
    "screened.left_out.why": _PROSE,
}
# The tool's own, the version of the format, and what is compared apart.
SKIPPED = frozenset({"schema", "evidence", "corrections"})
# Lists in which the order of the items says nothing.
SETS = frozenset({"stories", "topics", "countries"})
PRIVATE_ACTORS = frozenset({"resident", "eyewitness"})


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: null, [], {}, an empty text, or false, which is what is left out."""
    return value is None or value is False or value in ("", [], {})


def text_of(value: Any) -> str:
    """A value as text, whole: the same for 2022 and "2022", and for fields in any order."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {text_of(value[key])}" for key in sorted(value) if not is_empty(value[key]))
    if isinstance(value, list):
        return ", ".join(map(text_of, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else " ".join(str(value).split())


def brief_of(value: Any) -> str:
    """A value as a correction would name it: a group of fields by its name, title, text or address."""
    if isinstance(value, dict):
        for key in ("name", "title", "text", "url", "entry", "by", "why"):
            if not is_empty(value.get(key)):
                return text_of(value[key])
    return text_of(value)


def matched(old: list[Any], new: list[Any]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pairs of sources that are the same one, by ever fewer signs, and those left over on both sides."""
    pairs: list[tuple[int, int]] = []
    left, right = list(range(len(old))), list(range(len(new)))
    for sign in (text_of, _by("name", "says"), _by("name"), _by("who"), _by("name_printed"), _by("says"), _by("quote")):
        places: dict[str, list[int]] = {}
        for k in right:
            places.setdefault(sign(new[k]), []).append(k)
        for i in list(left):
            if (key := sign(old[i])) and places.get(key):
                k = places[key].pop(0)
                pairs.append((i, k))
                left.remove(i)
                right.remove(k)
    return sorted(pairs, key=lambda pair: pair[1]), left, right


def _by(*keys: str) -> Callable[[Any], str]:
    def sign(source: Any) -> str:
        if not isinstance(source, dict) or any(is_empty(source.get(key)) for key in keys):
            return ""
        return " ".join(" ".join(words_of(text_of(source[key]))) for key in keys)

    return sign
