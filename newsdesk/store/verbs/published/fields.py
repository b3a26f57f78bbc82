"""A field as an editor names it (`summary`, `sources.Ada Quill.says`, `references.survey-2021.title`): its place."""

import re
from collections.abc import Iterable
from typing import Any

from newsdesk.load import Loc, value_at
from newsdesk.problems import COMMAND_LINE, Refusal, did_you_mean

ELSEWHERE = {
    "schema": f"It is the version of the format. Run: {COMMAND_LINE} migrate",
    "evidence": f"The tool writes it. Run: {COMMAND_LINE} fingerprint {{0}} captures/{{0}}.txt",
    "corrections": "Corrections stay on record: a new one is added at the end.",
    "editions": f"The tool writes them. Run: {COMMAND_LINE} week {{0}} --publish",
    "reviewed": f"A review is no correction. Run: {COMMAND_LINE} review {{0}}",
    "status": "What was published stays published.",
    "added": "It is the day on which the entry joined the collection.",
}
"""Fields that other verbs write, or nobody does: what to do instead."""
# No editor breaks lines later than here.
_WINDOW = 120
_EMPTY_LINES = re.compile(r"(?:\r?\n[ \t]*){2,}")
_LISTS = frozenset("stories topics countries places domains refs languages".split())
# By what an item of a list is called, such as a source or a question of a story.
_CALLED = ("name", "name_printed", "who", "by", "question", "text", "why", "language", "authority", "wording")


def place_of(data: dict[str, Any], field: str, shown: str, known: Iterable[str]) -> Loc:
    """The place of a field in a record, which may be a new one at its end.

    Names are joined by dots; an item of a list is named by its number, from 1, or by what it is called.
    `shown` is what messages call the record, and `known` are the fields that it may have. Refusal, with the
    candidates, where the name fits nothing or several.
    """
    steps: list[str | int] = []
    rest, here = field.strip().strip("."), data
    known = list(known)
    first = rest.partition(".")[0]
    if first in ELSEWHERE:
        raise Refusal(f'"{first}" of {shown} is not corrected. {ELSEWHERE[first].format(shown)}')
    if not rest or (first not in data and first not in known):
        listed = ", ".join(known)
        raise Refusal(f'"{first}" is no field of {shown}. {did_you_mean(first, known, f"It may have {listed}.")}')
    value: Any = here
    while rest:
        if isinstance(value, list):
            index, rest = _item(value, rest, ".".join(map(str, steps)), shown)
            steps.append(index)
        elif isinstance(value, dict) or value is None:
            key, rest = _key(value or {}, rest)
            steps.append(key)
        else:
            name = ".".join(map(str, steps))
            raise Refusal(f'"{name}" of {shown} is a text, which has no field "{rest}". Write {name} alone.')
        value = value_at(data, tuple(steps))
    return tuple(steps)


def _key(here: dict[str, Any], rest: str) -> tuple[str, str]:
    """The longest known name at the beginning, else what stands before the first dot; and what is left."""
    fits = [key for key in here if rest == key or rest.startswith(f"{key}.")]
    key = max(fits, key=len, default=rest.partition(".")[0])
    return key, rest[len(key) + 1 :]


def _item(here: list[Any], rest: str, name: str, shown: str) -> tuple[int, str]:
    """The number of the item that the beginning names, from 0, and what is left."""
    first, _, after = rest.partition(".")
    if first.lstrip("-").isdecimal():
        if 1 <= int(first) <= len(here):
            return int(first) - 1, after
        raise Refusal(
            f'"{name}" of {shown} has {len(here)} items, counted from 1: there is no {first}. {_listed(here)}'
        )
    fits: dict[int, str] = {}
    for index, item in enumerate(here):
        for called in _names(item):
            if rest.casefold() == called.casefold() or rest.casefold().startswith(f"{called.casefold()}."):
                fits[index] = max(fits.get(index, ""), called, key=len)
    longest = max(map(len, fits.values()), default=0)
    found = [index for index, called in fits.items() if len(called) == longest]
    if len(found) == 1:
        return found[0], rest[longest + 1 :]
    if found:
        numbers = " or ".join(str(index + 1) for index in found)
        raise Refusal(f'"{first}" of {name} of {shown} may be {numbers}: name it by its number.')
    hint = did_you_mean(first, [called for item in here for called in _names(item)], _listed(here))
    raise Refusal(f'"{first}" is none of {name} of {shown}. {hint}'.rstrip())


def _names(item: Any) -> list[str]:
    if isinstance(item, dict):
        return [item[key] for key in _CALLED if isinstance(item.get(key), str) and item[key]]
    return [item] if isinstance(item, str) else []


def _listed(here: list[Any]) -> str:
    names = [f"{index + 1} {next(iter(_names(item)), '')}".rstrip() for index, item in enumerate(here[:8])]
    return f"Name one of: {', '.join(names)}." if names else "It is empty."


def value_of(text: str, old: Any, loc: Loc, shown: str) -> Any:
    """What an editor has written, in the form of the field: a text, a list by its commas, true or false, or nothing.

    `null` takes the field away. Refusal where the field holds others, and where nothing is written.
    """
    said = text.strip()
    name = named(loc)
    if not said:
        raise Refusal(f'Nothing is written for "{name}" of {shown}. To take it away, write null.')
    if said == "null":
        return None
    if isinstance(old, dict) or (isinstance(old, list) and any(isinstance(item, (dict, list)) for item in old)):
        inner = list(old) if isinstance(old, dict) else [str(index + 1) for index in range(len(old))]
        raise Refusal(f'"{name}" of {shown} holds several values. Name one, such as {name}.{inner[0]}.')
    if isinstance(old, list) or (loc and loc[-1] in _LISTS):
        return [item.strip() for item in said.strip("[]").split(",") if item.strip()]
    if isinstance(old, bool) or (loc and loc[-1] == "affiliated"):
        if said.casefold() not in ("true", "false"):
            raise Refusal(f'"{name}" of {shown} is true or false.')
        return said.casefold() == "true"
    if isinstance(old, int) and said.isdecimal():
        return int(said)
    whole = "\n".join(" ".join(part.split()) for part in paragraphs(said) if part.strip())
    return whole + "\n" if isinstance(old, str) and old.endswith("\n") else whole


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text as people write it: parted by empty lines, or each in one line that nobody has broken.

    A line end is one of the editor's window where all lines are as short as that.
    """
    is_broken = all(len(line) <= _WINDOW for line in text.splitlines())
    return _EMPTY_LINES.split(text) if is_broken else text.splitlines()


def named(loc: Loc) -> str:
    """The place of a field as an editor names it."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in loc)
