"""Who answers for a collection: what a publisher says of itself, of its money, and of where complaints go."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, field_validator, model_validator
from pydantic_core import PydanticCustomError

from newsdesk.model.meanings import meanings
from newsdesk.model.placeholders import is_answer, no_answer
from newsdesk.model.record import Record

_MAX_DAYS = 366
MAILBOX = re.compile(r"[^@\s<>(),;:\"]+@[^@\s<>(),;:\"]+\.[^@\s<>(),;:\".]+")
"""An e-mail address, wherever it stands."""
WEB = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
"""An address of a page, wherever it stands."""


def _as_answer(value: Any) -> Any:
    """An answer is written as a text, or as `none:` and the reason why there is none."""
    if value is None:
        return {}
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict):
        return value
    if value is False:
        hint = "Write none: and the reason, or put a text in quotes."
    else:
        hint = "Put it in quotes." if not isinstance(value, list) else "Write it in one text."
    raise PydanticCustomError("wrong-type", "This must be text, or none: and the reason.", {"hint": hint})


class Answer(Record):
    """What is said on one point: a text, or why there is none; neither while nobody has written it."""

    text: str = ""
    """What is said."""
    none: str = ""
    """Why there is none."""

    @field_validator("text", "none", mode="before")
    @classmethod
    def _empty(cls, value: Any) -> Any:
        return "" if value is None else value

    @model_validator(mode="after")
    def _one_of_both(self) -> "Answer":
        if self.text and self.none:
            raise PydanticCustomError("wrong-value", "It cannot be there and not.", {"hint": "Keep none: or the text."})
        return self

    @property
    def said(self) -> str:
        """What a reader is told, text or reason; "" while that is a placeholder."""
        return text if is_answer(text := self.text or self.none) else ""

    @property
    def open(self) -> str:
        """Why this is no answer, in words that follow its name; "" where it is one."""
        return no_answer(self.text or self.none)

    @property
    def plain(self) -> str | dict[str, str] | None:
        """The answer as it is published: text, `{none: reason}`, or None while there is none."""
        return None if not self.said else {"none": self.none} if self.none else self.text


Said = Annotated[Answer, BeforeValidator(_as_answer)]


def _check_days(value: Any) -> Any:
    """A number of days; what waits for somebody is None."""
    if value is None or (isinstance(value, str) and no_answer(value)):
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MAX_DAYS:
        return value
    raise PydanticCustomError(
        "wrong-value",
        '"days" must be a number of days from 1 to {most}.',
        {"most": _MAX_DAYS, "hint": "Write digits only, such as 14."},
    )


class Complaints(Record):
    """Where complaints go, by when they are answered, and who decides where somebody is not content."""

    # Here and in the settings: to validate a default would build the validators of its kind whenever it is imported.
    to: Said = Answer.model_construct()
    """Where a complaint goes: a person, an e-mail address or a form."""
    days: Annotated[int | None, BeforeValidator(_check_days)] = None
    """Within how many days it is answered."""
    second_instance: Said = Answer.model_construct()
    """Who looks at it again: a press council, an ombudsman, another person."""
    none: Said = Answer.model_construct()
    """Instead: why no complaints are taken."""


def _as_complaints(value: Any) -> Any:
    if value is None or (isinstance(value, str) and no_answer(value)):
        return {}
    if isinstance(value, dict):
        return value
    hint = "Write to, days and second_instance below it, one a line; or none: and the reason."
    raise PydanticCustomError("wrong-type", '"complaints" must be a group of fields.', {"hint": hint})


class Open(NamedTuple):
    """A point on which nothing is said yet."""

    name: str
    """As in the settings: `complaints.days`."""
    why: str
    """What is wrong, in words that follow the name."""
    asks: str
    """What is asked."""


class About(Record):
    """Who answers for this collection. Each point is a text, or `none:` and the reason why there is none."""

    publisher: Said = Answer.model_construct()
    """Who publishes it: the name of a person or a body."""
    address: Said = Answer.model_construct()
    """Where the publisher can be found: the postal address."""
    responsible_editor: Said = Answer.model_construct()
    """Who decides on the content, and answers for it: a name."""
    funding: Said = Answer.model_construct()
    """Who pays for it, and how much of it."""
    conflicts_of_interest: Said = Answer.model_construct()
    """What binds publisher and editors to those whom they write about."""
    contact: Said = Answer.model_construct()
    """How a reader reaches them: an e-mail address, a form, a number."""
    complaints: Annotated[Complaints, BeforeValidator(_as_complaints)] = Complaints.model_construct()
    """Where complaints go, by when they are answered, and who decides then."""
    right_of_reply: Said = Answer.model_construct()
    """Who may reply, how long, where it will stand and by when."""

    @property
    def is_reached(self) -> bool:
        """Whether a reader is told how to reach anybody: by a contact, or where complaints go."""
        return any(one.said and not one.none for one in (self.contact, self.complaints.to))

    @property
    def open(self) -> list[Open]:
        """Every point on which nothing is said yet, in the order of the settings."""
        return list(self._open())

    def _open(self) -> Iterator[Open]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, Complaints):
                yield from _open_complaints(value)
                continue
            why = value.open
            if name == "contact" and value.said and value.text and not _leads_somewhere(value.text):
                why = f'leads nowhere: no e-mail address, page or number in "{value.text[:60]}"'
            if why:
                yield Open(name, why, _first(meanings(About).get(name, "")))


def _open_complaints(complaints: Complaints) -> Iterator[Open]:
    if complaints.none.said:
        return
    if complaints.none.text or complaints.none.none:
        yield Open("complaints.none", complaints.none.open, "Why no complaints are taken.")
        return
    for name in ("to", "days", "second_instance"):
        value = getattr(complaints, name)
        why = value.open if isinstance(value, Answer) else "" if value else "is empty"
        if why:
            yield Open(f"complaints.{name}", why, _first(meanings(Complaints).get(name, "")))


def _first(text: str) -> str:
    return text.partition("\n")[0]


def _leads_somewhere(text: str) -> bool:
    return bool(MAILBOX.search(text) or WEB.search(text)) or sum(map(str.isdigit, text)) >= 5
