"""References: where statements of ours can be checked, and the words there that carry them."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Address, Day, Id, Language
from newsdesk.model.edtf import Edtf
from newsdesk.model.record import Record, Text, Translation, YesOrNo
from newsdesk.model.terms import Knowing, Stance


class ArchiveRefused(Record):
    """Why no archive has a copy of a page: what it answered, and when."""

    on: Day
    """Day on which it was asked."""
    why: Annotated[str, Field(min_length=1, max_length=300)]
    """What it answered, in words."""


class Passage(Record):
    """The words of a page that carry what cites it, at most 25, or that it does not say it."""

    text: Text | None = None
    """The words as they stand in the page; none where it does not say it."""
    language: Language | None = None
    """Language of these words; needed where there are any."""
    translation: Translation | None = None
    """Our translation, where they are not in the language of the site."""
    stance: Stance
    """Whether they support the statement or dispute it, or the page does not say it."""
    source: Knowing | None = None
    """Whether the page has it at first hand; needed where there are words."""

    @model_validator(mode="after")
    def _words_or_none(self) -> Self:
        if self.stance is Stance.DOES_NOT_SAY:
            for name in ("text", "language", "translation", "source"):
                if getattr(self, name) is not None:
                    raise PydanticCustomError(
                        "passage-of-silence",
                        "A page that does-not-say has no passage.",
                        {"field": name, "hint": f"Delete {name}, or write stance: supports or disputes."},
                    )
            return self
        for name in ("text", "language", "source"):
            if getattr(self, name) is None:
                raise PydanticCustomError(
                    "passage-incomplete",
                    'A passage that {stance} needs "{name}".',
                    {
                        "stance": str(self.stance),
                        "name": name,
                        "field": "stance",
                        "hint": "Add it, or write stance: does-not-say alone where the page has no such words.",
                    },
                )
        return self


class Reference(Record):
    """Where a statement of ours can be checked: an address, or another entry of this collection."""

    url: Address | None = None
    """The address of the page."""
    entry: Id | None = None
    """Instead of `url`: the id of another entry."""
    title: Text | None = None
    """Title as printed; leave it out where it was not seen."""
    publisher: Text | None = None
    """Who published it; without it the page shows the domain."""
    outlet: Id | None = None
    """Id in outlets.yaml, where the publisher is registered."""
    published: Edtf | None = None
    """When it was published."""
    accessed: Day | None = None
    """When the editor saw it."""
    archive_url: Address | None = None
    """An archived copy of the page."""
    archive_refused: ArchiveRefused | None = None
    """Why there is none, where an archive was asked: written by the tool."""
    affiliated: YesOrNo = False
    """True when it belongs to the article's publisher: it then does not count as independent."""
    passages: tuple[Passage, ...] = ()
    """The words of the page that carry what cites it, each with what it says to that."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.url is None) == (self.entry is None):
            raise PydanticCustomError(
                "reference-target",
                "A reference needs either url or entry, and not both.",
                {"hint": "Write one of them."},
            )
        if self.entry and (self.archive_url or self.archive_refused):
            field = "archive_url" if self.archive_url else "archive_refused"
            raise PydanticCustomError(
                "archive-of-entry",
                "An entry of this collection has no archived copy here.",
                {"field": field, "hint": f"Remove {field}: the copy of its article stands in that entry."},
            )
        not_both(self)
        return self


def not_both(record: Any) -> None:
    """Whoever has an archived copy was not refused one in the end."""
    if record.archive_url and record.archive_refused:
        raise PydanticCustomError(
            "archived-and-refused",
            "There is an archived copy, and a refusal beside it.",
            {"field": "archive_refused", "hint": "Remove archive_refused."},
        )


References = dict[Id, Reference]
