"""What a page was like when it was last looked at: the file `watch.yaml`, which the command `watch` alone writes."""

import hashlib
import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Day
from newsdesk.model.evidence import Hash
from newsdesk.model.record import FormatVersion, Record
from newsdesk.model.terms import Term

_AGAIN = "Take the block back from the version history, or delete it: watch looks at the page again."
_KEY = re.compile(r"(?!https?:|www\.)[^\s/:?#]+(?::\d+)?(?:[/?][^\s]*)?")
_RECORD = re.compile(r"(?:(?:digests|outlets|people|stories)/)?[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_PLACE = re.compile(r"[a-z_]+(?:\.[A-Za-z0-9_-]+)*")


class LookState(Term):
    """What a look at a page found."""

    SAME = "same", "All that we cite of it still stands there."
    CHANGED = "changed", "Something that we cite of it no longer stands there."
    GONE = "gone", "The page is not there any more."
    WALLED = "walled", "The page shows its text to no program, or to subscribers alone."
    REFUSED = "refused", "The site asks programs to stay away."
    UNREACHABLE = "unreachable", "The page could not be read: nothing is known of it."


class LookReason(Term):
    """Why a page could not be compared."""

    NOT_FOUND = "not-found", "The server says that there is no such page."
    SAYS_NOT_FOUND = "says-not-found", "The page itself says that there is no such page."
    FRONT_PAGE = "front-page", "The address leads to the front page."
    OTHER_PAGE = "other-page", "Another page stands there."
    LEGAL = "legal", "The server says that it may not show the page, for legal reasons."
    PAYMENT = "payment", "The text is for those who pay."
    LOGIN = "login", "The text is for those who sign in."
    CONSENT = "consent", "The page asks for consent before it shows its text."
    BOT_CHECK = "bot-check", "The site wants to see a person."
    FORBIDDEN = "forbidden", "The server does not let us in."
    CUT_SHORT = "cut-short", "Only the beginning of the text is shown."
    ROBOTS = "robots", "The site's robots.txt asks programs to stay away."
    NETWORK = "network", "The server did not answer."
    SERVER = "server", "The server answered with an error of its own."
    BUSY = "busy", "The server asked us to come back later."
    UNREADABLE = "unreadable", "What came could not be read."


_REASONS = {
    LookState.GONE: ("not-found", "says-not-found", "front-page", "other-page"),
    LookState.WALLED: ("payment", "login", "consent", "bot-check", "forbidden", "legal", "cut-short"),
    LookState.REFUSED: ("robots",),
    LookState.UNREACHABLE: ("network", "server", "busy", "unreadable"),
}


class Thing(Term):
    """What of ours stood on a page."""

    QUOTATION = "quotation", "A quotation, word for word."
    TITLE = "title", "A title as printed."
    NAME = "name", "A printed name."
    FIGURE = "figure", "A figure."
    PASSAGE = "passage", "A passage that carries a sentence."


def _check_key(text: str) -> str:
    if _KEY.fullmatch(text):
        return text
    raise PydanticCustomError(
        "bad-watched-address",
        '"{text}" is not an address as watch writes it.',
        {"text": text[:120], "hint": "Write it without https:// and www., or let watch write it."},
    )


def _check_record(text: str) -> str:
    if _RECORD.fullmatch(text):
        return text
    raise PydanticCustomError(
        "bad-record",
        '"{text}" is no record of the collection.',
        {"text": text[:80], "hint": "It is the id of an entry, or such as stories/an-id."},
    )


def _check_place(text: str) -> str:
    if _PLACE.fullmatch(text):
        return text
    raise PydanticCustomError(
        "bad-place", '"{text}" is no place in a record.', {"text": text[:80], "hint": "It is such as sources.0.quote."}
    )


RecordName = Annotated[str, AfterValidator(_check_record)]
"""The id of an entry, or such as `stories/an-id`."""
WatchedAddress = Annotated[str, AfterValidator(_check_key)]


class Missing(Record):
    """One thing of ours that stood on a page and no longer does."""

    record: RecordName
    """The entry that shows it, by its id; of another record such as `stories/an-id`."""
    at: Annotated[str, AfterValidator(_check_place)]
    """Its place in the record, such as `sources.0.quote.text`."""
    what: Thing
    """What it is."""
    words: Hash
    """Hash of our words: once the record says something else, this is past."""
    since: Day
    """Day of the first look that did not find it."""
    seen: Day | None = None
    """Last day on which it was known to stand there."""


class Look(Record):
    """What is known of one page."""

    looked: Day
    """Day of the last look that the page, or its site, answered; of an unreachable page that of the last attempt."""
    state: LookState
    """What it found."""
    why: LookReason | None = None
    """Why nothing could be compared, where that is so."""
    since: Day
    """Day of the first look that found this state, and each later one as well."""
    seen: Day | None = None
    """Last day on which all that we cite of it stood there; null where no look has found that."""
    missing: tuple[Missing, ...] = ()
    """What of ours no longer stood there when it was last readable."""
    records: tuple[RecordName, ...] = ()
    """The records that cite it, where it could not be compared with what they say."""
    stood: tuple[Hash, ...] = ()
    """Hashes of our words that stood there at some look, where no evidence says so."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        reasons = _REASONS.get(self.state, ())
        if self.why is not None and self.why not in reasons:
            raise _fault("why", '"{value}" is no reason for "{state}".', value=str(self.why), state=str(self.state))
        if reasons and self.why is None:
            raise _fault("state", '"{state}" needs why.', state=str(self.state))
        if self.state is LookState.CHANGED and not self.missing:
            raise _fault("state", 'A page that has "changed" lacks something: missing is empty.')
        if self.state is LookState.SAME and self.missing:
            raise _fault("missing", 'A page that is the "same" lacks nothing.')
        if self.since > self.looked:
            raise _fault("since", "It is found so since a day after the last look.")
        if self.seen and self.seen > self.looked:
            raise _fault("seen", "It was seen so on a day after the last look.")
        if late := next((one for one in self.missing if one.since > self.looked), None):
            raise _fault("missing", "{at} is missing since a day after the last look.", at=late.at)
        return self


def _fault(field: str, said: str, **values: str) -> PydanticCustomError:
    return PydanticCustomError("watch-edited", said, {**values, "field": field, "hint": _AGAIN})


class Looks(Record):
    """The file `watch.yaml`."""

    schema_version: Annotated[FormatVersion, Field(alias="schema")]
    """Version of this format: 1."""
    pages: dict[WatchedAddress, Look] = Field(default_factory=dict)
    """What is known of each page, by its address without scheme, www and tracking."""


def words_hash(what: Thing, words: str) -> str:
    """What is kept of words of ours that were looked for; they stand in their record anyway."""
    said = f"{what}\0{' '.join(words.split())}"
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
