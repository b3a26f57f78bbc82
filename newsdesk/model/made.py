"""How a text of ours came to be, and what those whom it is about reply: author, review, replies."""

from typing import Annotated

from pydantic import Field

from newsdesk.model.codes import Address, Day, Id, Language
from newsdesk.model.record import Record, Text


class Review(Record):
    """Who read the text against what it rests on, and when."""

    by: Text
    """Name of the reviewer."""
    on: Day
    """Day of the review."""
    of: Annotated[str | None, Field(pattern="^[0-9a-f]{16}$", exclude=True)] = None
    """Digest of what was signed, which `review` writes: shows a change afterwards. It goes into no export."""


class Allowed(Record):
    """An exception from a rule on the voice of our texts, which somebody answers for."""

    rule: Id
    """Id of the rule, such as label."""
    why: Text
    """Why the words may stand there."""
    by: Text
    """Who allows it."""


class Reply(Record):
    """What somebody whom an entry is about answers, in their own words: it stands beside the entry."""

    by: Text
    """Who replies: the name, and the office where a reader needs it."""
    date: Day
    """Day of the reply."""
    language: Language
    """Language of the reply."""
    text: Text
    """The reply as it was sent, in at most 200 words; anything in it is shown as text."""
    url: Address | None = None
    """Where all of it stands, where it was published or is longer."""
