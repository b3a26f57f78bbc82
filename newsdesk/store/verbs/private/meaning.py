"""Whose name goes: a name or an id that an editor gives comes in, every spelling of a private person goes out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.check.changes.change import Names
from newsdesk.check.changes.cover import list_of
from newsdesk.check.changes.fields import text_of
from newsdesk.check.changes.private.spelling import Spellings
from newsdesk.check.changes.weights import PRIVATE_ACTORS
from newsdesk.load import read_ordinary
from newsdesk.load.ordinary import MAX_REGISTER_BYTES
from newsdesk.problems import COMMAND_LINE, Refusal, did_you_mean
from newsdesk.store.editing import Changes
from newsdesk.store.verbs.published.targets import Target

_CALLED = ("name", "name_native", "aliases")


@dataclass(frozen=True, slots=True)
class Person:
    """A private person: every spelling of the name, and the id in people.yaml, "" where there is none."""

    spellings: Spellings
    id: str = ""

    @property
    def names(self) -> Names:
        """The same as the comparison with what was published knows it."""
        return Names({self.id: self.spellings.names}, frozenset({self.id})) if self.id else Names({})


def person_meant(changes: Changes, digests: Path, target: Target, names: Sequence[str]) -> Person:
    """The private person of a record in people.yaml, or of a source of an entry that is called so.

    Refused, with the candidates, where nobody is, where several are, or where the person is public.
    """
    if target.kind == "people":
        record = target.data
        if record.get("public") is not False:
            raise Refusal(_is_public(target.id))
        return Person(Spellings([target.id, *_spellings(record), *names]), target.id)
    if target.kind != "entries":
        raise Refusal(f"{target.shown} is neither an entry nor somebody in people.yaml.")
    if not any(name.strip() for name in names):
        raise Refusal("Write the name that is to go: --name NAME.")
    sought = Spellings(names)
    is_unregistered = _is_unregistered(digests, sought)
    ids, found = dict[str, list[str]](), list[str]()
    sources = [one for one in list_of(target.data.get("sources")) if isinstance(one, dict)]
    for source in sources:
        said = [text_of(source.get(key)) for key in ("name", "name_printed")]
        who = text_of(source.get("who"))
        is_said = any(map(sought.spans, (*said, who)))
        if not is_said and is_unregistered:
            continue
        known = _record(changes, digests, who)
        if not is_said and not any(map(sought.spans, _spellings(known or {}))):
            continue
        if who and known is not None:
            if known.get("public") is not False:
                raise Refusal(_is_public(who))
            ids[who] = [who, *_spellings(known)]
        elif source.get("actor") not in PRIVATE_ACTORS:
            raise Refusal(
                f'"{said[0]}" speaks in {target.id} as {text_of(source.get("actor"))}, which is no private person.'
                f' If that is wrong, correct it first: {COMMAND_LINE} correct {target.id} "sources.{said[0]}.actor"'
                " --to resident --kind material --why TEXT"
            )
        found += filter(None, said)
    if not found:
        called = [text_of(source.get("name")) for source in sources]
        listed = f"It has {', '.join(called)}." if called else "It has none."
        hint = did_you_mean(names[0], called, listed)
        raise Refusal(
            f'No source of {target.id} is called "{names[0]}". {hint} Who is named in the text alone is'
            " registered first, in people.yaml with public: false."
        )
    if len(ids) > 1:
        raise Refusal(f"Several are called so: {', '.join(ids)}. Name one by the id: withdraw people.yaml#ID.")
    person = next(iter(ids), "")
    return Person(Spellings([*names, *found, *(ids[person] if person else ())]), person)


def _is_public(name: str) -> str:
    return (
        f"{name} is registered as somebody public, and only the name of a private person is taken out."
        f" If that is wrong, write public: false in people.yaml, lead people/{name}/ to null in _moved.yaml,"
        " and hand that in first."
    )


def _record(changes: Changes, digests: Path, name: str) -> dict[str, Any] | None:
    path = digests / "people.yaml"
    found = changes.document(path).get("people", name) if name and path.is_file() else None
    return found if isinstance(found, dict) else None


def _is_unregistered(digests: Path, sought: Spellings) -> bool:
    """Whether a name surely stands nowhere in people.yaml: then none of its records is asked for.

    False where that file cannot be looked at.
    """
    try:
        raw = read_ordinary(digests / "people.yaml", MAX_REGISTER_BYTES)
        return len(raw) <= MAX_REGISTER_BYTES and not sought.may_stand_in(raw)
    except OSError:
        return False


def _spellings(record: dict[str, Any]) -> list[str]:
    return [text for key in _CALLED for text in _texts(record.get(key)) if text]


def _texts(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        yield text_of(one.get("text") if isinstance(one, dict) else one)
