"""The fields of a panel and the options of a verb: values come in, its arguments go out, and its words go back."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsdesk.desk.office import Performed
from newsdesk.desk.registering.telling import in_form
from newsdesk.interface import Words
from newsdesk.problems import Refusal
from newsdesk.store.verbs.wrong import Kind, Wrong


@dataclass(frozen=True, slots=True)
class Panel:
    """What a verb asks for: its name, the fields that stand without an option, and those that have one."""

    verb: str
    places: tuple[str, ...]
    options: tuple[str, ...] = ()
    """Fields with one value: `name_en` is `--name-en`."""
    lists: tuple[str, ...] = ()
    """Fields with several values; the option is given for each."""
    flags: tuple[str, ...] = ()


PANELS: Mapping[str, Panel] = {
    "outlets": Panel(
        "outlet",
        ("target",),
        ("page", "name", "name_language", "name_en", "country", "kind", "edition_of", "id"),
        ("also", "language", "feed"),
        ("apart", "same_name"),
    ),
    "people": Panel(
        "person", ("name",), ("native", "country", "side", "id"), ("also",), ("organisation", "private", "same_name")
    ),
    "places": Panel("place", ("name",), ("native", "country", "note", "id"), ("also",), ("same_name",)),
    "topics": Panel("topic", ("name", "description"), ("iptc", "id"), ("also",), ("same_name",)),
    "stories": Panel("story", ("title",), ("date", "summary", "drafted_by", "id"), ("country", "place", "reference")),
}
# How a verb refuses an address before anything else is looked at.
_OF_TARGET = ("DOMAIN", "is not a domain", "is no address")
_OPTION = re.compile(r"--([a-z]+(?:-[a-z]+)*)")
_ADDED = re.compile(r"Added the \w+ ([a-z0-9-]+) \(")
_ALSO_CALLED = {"aliases": "also", "summary_from": "summary", "languages": "language", "countries": "country"}


def panel_of(kind: str) -> Panel:
    """The panel of a register; Refusal where there is none."""
    if kind not in PANELS:
        raise Refusal(f'Nothing is registered as "{kind}". There are {", ".join(PANELS)}.')
    return PANELS[kind]


def arguments_of(panel: Panel, values: Mapping[str, Any]) -> list[str]:
    """The arguments of the verb, as they are typed in a terminal; what is empty is left out.

    Nothing that is typed into a field can become an option: values stand behind `=`, or behind `--`.
    """
    places = [_text(values.get(name)) for name in panel.places]
    is_odd = any(text.startswith("-") for text in places)
    found = [panel.verb, "add", *([] if is_odd else places)]
    for name in panel.options:
        if text := _text(values.get(name)):
            found.append(f"{_option(name)}={text}")
    for name in panel.lists:
        found += [f"{_option(name)}={text}" for text in _texts(values.get(name))]
    found += [_option(name) for name in panel.flags if values.get(name) is True]
    return [*found, "--", *places] if is_odd else found


def told_by_field(panel: Panel, done: Performed, words: Words, say: Callable[[str], str]) -> dict[str, list[str]]:
    """What a verb complained of, by the field that it is about; under "" what is about none, or about several."""
    found: dict[str, list[str]] = {}
    fields = {*panel.places, *panel.options, *panel.lists, *panel.flags}
    for one in done.wrong or _lines_of(panel, done):
        # Without a name there is no id: one of both is enough to say.
        if one.kind is not Kind.NO_ID or one.values["name"]:
            told = in_form(one, words) or say(_bare(one.line))
            option = _ALSO_CALLED.get(one.option, one.option)
            found.setdefault(option if option in fields else "", []).append(told)
    if "name_en" in found and any(one.kind is Kind.NO_ID for one in done.wrong):
        found.pop("id", None)  # the id follows from it
    return found


def proposed_by(done: Performed) -> dict[str, str]:
    """What a verb proposes for a field that nobody has filled in."""
    return next(({"id": id} for one in done.wrong if (id := one.values.get("proposed"))), {})


def added_by(done: Performed) -> str | None:
    """The id of the record that a verb has added."""
    hits = (_ADDED.match(line) for line in done.said if done.is_done)
    return next((str(hit[1]) for hit in hits if hit), None)


def _lines_of(panel: Panel, done: Performed) -> Iterator[Wrong]:
    """What a verb that says nothing as data complained of: arguments that it cannot read, and problems of the files."""
    for line in done.complained:
        if line and line != "Nothing was written.":
            yield Wrong(line, _field(panel, line))


def _field(panel: Panel, line: str) -> str:
    """The field that a line is about: what it calls by its place, else the first option that it names."""
    if "target" in panel.places and any(word in line for word in _OF_TARGET):
        return "target"
    for option in _OPTION.findall(line):
        name = str(option).replace("-", "_")
        name = _ALSO_CALLED.get(name, name)
        if name in (*panel.places, *panel.options, *panel.lists, *panel.flags):
            return name
    return ""


def _bare(line: str) -> str:
    """A complaint without the option that it begins with, and without what is typed in a terminal at its end."""
    line = re.sub(r"^(--[a-z-]+(?: [^:]+)?|NAME|TITLE): (?=\S)", "", line.removesuffix(" Nothing was written."))
    return re.sub(r": --[a-z-]+ [A-Z]+\.", ".", line)


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str) else ""


def _texts(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if text := _text(one):
            yield text
