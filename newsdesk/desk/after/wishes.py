"""What an editor may want of a record that has gone out: a form comes in, the arguments of a verb go out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from newsdesk.problems import Refusal

Form = Mapping[str, Any]


def text_in(form: Form, name: str) -> str:
    """What stands in a field of a form; "" where nothing does."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def fields_to(form: Form) -> dict[str, str]:
    """The fields of a correction with what they are to say, in the order of the form."""
    found = form.get("fields")
    pairs = found if isinstance(found, list) else []
    fields: dict[str, str] = {}
    for one in pairs:
        if isinstance(one, dict) and (name := text_in(one, "name").strip()):
            # In a form nothing is nothing; the verb is told so by a word.
            fields[name] = text_in(one, "to").strip() or "null"
    if not fields:
        raise Refusal("Choose a field.")
    return fields


def names_in(form: Form) -> list[str]:
    """The names that a person is to be taken out by, one a line."""
    return [line.strip() for line in text_in(form, "names").splitlines() if line.strip()]


def new_id(form: Form) -> str:
    """The new id of a record, with the week of an entry where it is to move."""
    week, name = text_in(form, "week").strip(), text_in(form, "new").strip()
    return f"{week}/{name}" if week else name


def _correct(entry: str, form: Form) -> list[str]:
    (first, text), *others = fields_to(form).items()
    more = [f"--with={name}={said}" for name, said in others]
    return [entry, first, f"--to={text}", f"--kind={text_in(form, 'kind')}", f"--why={text_in(form, 'why')}", *more]


def _rename(entry: str, form: Form) -> list[str]:
    why = text_in(form, "why").strip()
    return [entry, new_id(form), *([f"--why={why}"] if why else [])]


def _withdraw(entry: str, form: Form) -> list[str]:
    return [entry, f"--why={text_in(form, 'why')}"]


def _name(entry: str, form: Form) -> list[str]:
    by, new = text_in(form, "as").strip(), text_in(form, "rename").strip()
    more = [*([f"--as={by}"] if by else []), *([f"--rename={new}"] if new else [])]
    return [entry, *(f"--name={name}" for name in names_in(form)), f"--why={text_in(form, 'why')}", *more]


def _reply(entry: str, form: Form) -> list[str]:
    given = {name: text_in(form, name).strip() for name in ("on", "language", "url")}
    more = [f"--{name}={value}" for name, value in given.items() if value]
    return ["add", entry, f"--from={text_in(form, 'by')}", f"--text={text_in(form, 'text')}", *more]


@dataclass(frozen=True, slots=True)
class Wish:
    """A kind of change: the verb that makes it, and its arguments by the name of a record and a form."""

    verb: str
    arguments: Callable[[str, Form], list[str]]


WISHES: dict[str, Wish] = {
    "correct": Wish("correct", _correct),
    "rename": Wish("rename", _rename),
    "withdraw": Wish("withdraw", _withdraw),
    "name": Wish("withdraw", _name),
    "reply": Wish("reply", _reply),
}
"""By what a form is called."""
