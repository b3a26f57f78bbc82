"""The verbs `person add`, `place add`, `story add` and `topic add`: what is said of each becomes its record."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from newsdesk.check.unfinished import is_waiting
from newsdesk.model.codes import ID
from newsdesk.problems import did_you_mean
from newsdesk.store.editing import Changes
from newsdesk.store.verbs import Done
from newsdesk.store.verbs.registers.adding import add
from newsdesk.store.verbs.registers.spellings import complaints, name_of, tidy
from newsdesk.store.verbs.wrong import Kind, Wrong

_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]+)?")
_MARK = re.compile(r"\[([^\[\]\s]+)\]")


def add_person(
    changes: Changes,
    digests: Path,
    name: str,
    *,
    id: str | None = None,
    kind: str = "person",
    native: str | None = None,
    also: Iterable[str] = (),
    country: str | None = None,
    side: str | None = None,
    is_private: bool = False,
    same_name: bool = False,
) -> Done:
    """Register somebody who is cited, or a body: `name` is the spelling in English, others come with their language.

    Spellings are typed `ru=Имя`, in Latin letters without a language too. Of a private person no page is made.
    """
    also = list(also)
    record: dict[str, Any] = {"kind": kind, "name": tidy(name)}
    record |= _names(native, also)
    record |= {key: value for key, value in (("country", country), ("side", side)) if value}
    if is_private:
        record["public"] = False
    wrong = [*_english(name), *complaints("--native", [native] if native else []), *complaints("--also", also)]
    return add(changes, digests, "people", record, id=id, same_name=same_name, wrong=wrong)


def add_place(
    changes: Changes,
    digests: Path,
    name: str,
    country: str,
    *,
    id: str | None = None,
    native: str | None = None,
    also: Iterable[str] = (),
    note: str | None = None,
    at: str | None = None,
    reference: str | None = None,
    today: date | None = None,
    same_name: bool = False,
) -> Done:
    """Register a place, with the country it lies in and its spellings.

    `at` is typed as degrees, `64.13,-21.9`; the address of the page that says so is the `reference`, seen `today`.
    """
    also = list(also)
    record: dict[str, Any] = {"name": tidy(name), **_names(native, also), "country": country}
    if note:
        record["note"] = tidy(note)
    wrong = [*_english(name), *complaints("--native", [native] if native else []), *complaints("--also", also)]
    if at and reference:
        if found := _coordinates(at, reference, today):
            record["coordinates"] = found
        else:
            wrong.append(Wrong(_NOT_DEGREES.format(at), "at"))
    elif at or reference:
        line = "--at and --reference go together: coordinates need the address of a page on which they stand."
        wrong.append(Wrong(line, "at"))
    return add(changes, digests, "places", record, id=id, same_name=same_name, wrong=wrong)


_NOT_DEGREES = "--at {}: write latitude, a comma and longitude in degrees, such as 64.13,-21.9."


def _coordinates(at: str, reference: str, today: date | None) -> dict[str, Any]:
    """Coordinates as a record has them, {} where no two numbers stand there."""
    numbers = [part.strip() for part in at.replace("\u2212", "-").split(",")]
    if len(numbers) != 2 or not all(_DEGREES.fullmatch(number) for number in numbers):
        return {}
    seen: dict[str, Any] = {"url": reference, **({"accessed": today} if today else {})}
    return {"latitude": float(numbers[0]), "longitude": float(numbers[1]), "reference": seen}


def add_topic(
    changes: Changes,
    digests: Path,
    name: str,
    description: str,
    *,
    id: str | None = None,
    also: Iterable[str] = (),
    iptc: str | None = None,
    same_name: bool = False,
) -> Done:
    """Register a subject that entries are filed under; words for it in other languages are typed `ru=Слово`."""
    also = list(also)
    record = {"name": tidy(name), **_names(None, also), "description": tidy(description)}
    record |= {"iptc": iptc} if iptc else {}
    return add(changes, digests, "topics", record, id=id, same_name=same_name, wrong=list(complaints("--also", also)))


def add_story(
    changes: Changes,
    digests: Path,
    title: str,
    *,
    day: str,
    countries: Iterable[str],
    summary: str,
    references: Iterable[str],
    today: date,
    id: str | None = None,
    places: Iterable[str] = (),
    drafted_by: str | None = None,
) -> Done:
    """Register an event that several articles cover; each sentence of `summary` ends in the mark of a reference.

    A reference is typed `mark=https://…` or `mark=ENTRY`, the id of an entry of this collection.
    """
    places = list(places)
    paragraphs = (tidy(paragraph) for paragraph in re.split(r"\n\s*\n", summary.strip()))
    record: dict[str, Any] = {"title": tidy(title), "date": day, "countries": list(countries)}
    if places:
        record["places"] = places
    record["summary"] = "\n".join(paragraphs)
    found, wrong = _references(references, today)
    wrong += _unknown(changes, digests, [one["entry"] for one in found.values() if "entry" in one])
    record["references"] = found
    if drafted_by:
        record["drafted_by"] = drafted_by
    marks = set(_MARK.findall(summary)) - {"…", "...", "sic", "sic!"}
    for mark in sorted(marks - found.keys()):
        line = f"--reference: the mark [{mark}] of the summary has none."
        wrong.append(Wrong(line, "reference", Kind.MARK_WITHOUT, {"mark": mark}))
    for mark in (one for one in found if one not in marks):
        line = f"--reference {mark}: the summary does not cite it."
        wrong.append(Wrong(line, "reference", Kind.MARK_UNCITED, {"mark": mark}))
    return add(changes, digests, "stories", record, id=id, wrong=wrong)


def _names(native: str | None, also: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"name_native": name_of(native)} if native else {}
    if others := list(also):
        found["aliases"] = [name_of(one) for one in others]
    return found


def _english(name: str) -> Iterator[Wrong]:
    """NAME is what English texts write."""
    if not tidy(name):
        yield Wrong("NAME: there is no name in it.", "name", Kind.NEEDED)
    elif list(complaints("", [name])) or isinstance(name_of(name), dict):
        yield Wrong(
            f'"{name}" is not how English texts write it: NAME is the spelling in Latin letters.'
            " Its own script goes into --native, such as --native ru=Имя.",
            "name",
            Kind.NOT_ENGLISH,
        )


def _unknown(changes: Changes, digests: Path, names: Iterable[str]) -> Iterator[Wrong]:
    """What is wrong with entries that are referred to: there is none, or it is not finished."""
    if not (wanted := list(names)):
        return
    there = {path.stem: path for path in digests.glob("*/*.yaml") if not path.name.startswith("_")}
    for name in wanted:
        if name not in there:
            hint = did_you_mean(name, there, "Write an address in full, or the id of an entry.")
            yield Wrong(f'--reference: there is no entry "{name}". {hint}', "reference")
        elif is_waiting(changes.document(there[name]).get()):
            line = f'--reference: the entry "{name}" is not finished.'
            yield Wrong(line, "reference", Kind.OPEN_ENTRY, {"entry": name})


def _references(texts: Iterable[str], today: date) -> tuple[dict[str, Any], list[Wrong]]:
    found: dict[str, Any] = {}
    wrong = list[Wrong]()
    for text in texts:
        mark, is_given, target = text.partition("=")
        if not (is_given and target and ID.fullmatch(mark)):
            line = f"--reference {text}: write a mark, =, and an address or the id of an entry."
            wrong.append(Wrong(line, "reference", Kind.NO_REFERENCE))
        elif ":" in target:
            found[mark] = {"url": target, "accessed": today.isoformat()}
        else:
            found[mark] = {"entry": target}
    return found, wrong
