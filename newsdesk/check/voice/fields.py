"""Which texts of a record are in our own voice: a record goes in, its texts and where they stand come out."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.load import Loc
from newsdesk.model import Digest, Entry, Story

Spoken = Entry | Digest | Story
"""Records with texts of ours."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text of ours: where it stands, what kind of text it is, and whether as a whole it tells what somebody said."""

    loc: Loc
    kind: str
    text: str
    is_owned: bool = False


def fields_of(record: Spoken) -> Iterator[Field]:
    """The texts of a record that are ours; titles, names as printed and quotations are not."""
    match record:
        case Entry():
            yield Field(("summary",), "summary", record.summary)
            for at, source in enumerate(record.sources):
                if source.says:
                    yield Field(("sources", at, "says"), "says", source.says, is_owned=True)
            yield Field(("context",), "context", record.context)
        case Digest() if record.note:
            yield Field(("note",), "note", record.note)
        case Story():
            yield Field(("title",), "title", record.title)
            yield Field(("summary",), "summary", record.summary)
            for at, dispute in enumerate(record.disputed):
                yield Field(("disputed", at, "question"), "question", dispute.question)
                for number, account in enumerate(dispute.accounts):
                    here = ("disputed", at, "accounts", number, "says")
                    yield Field(here, "account", account.says, is_owned=True)
        case _:
            pass
