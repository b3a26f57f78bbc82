"""What is kept of a captured article: enough to check an entry against, not enough to read it."""

import base64
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Day, Language
from newsdesk.model.record import Count, Record, Sha256
from newsdesk.model.terms import Read
from newsdesk.problems import COMMAND_LINE

AGAIN = f"Take it back from the version history, or write it again: {COMMAND_LINE} fingerprint ENTRY TEXTFILE."


def _unwrapped(value: object) -> object:
    """Base64 may be wrapped into lines, which YAML joins with blanks."""
    return "".join(value.split()) if isinstance(value, str) else value


def _decodes(text: str) -> str:
    if len(base64.b64decode(text, validate=True)) < 8:
        raise ValueError("too short")
    return text


def _each(value: object) -> object:
    """Many hashes stand in one text, with blanks between them: a line each would make the file five times as long."""
    return value.split() if isinstance(value, str) else value


_HASH = "[0-9a-f]{16}"
Hash = Annotated[str, Field(pattern=f"^{_HASH}$")]
Hashes = Annotated[
    tuple[Hash, ...],
    BeforeValidator(_each),
    WithJsonSchema({"type": "string", "pattern": f"^({_HASH}( {_HASH})*)?$"}, mode="validation"),
]
Base64 = Annotated[str, BeforeValidator(_unwrapped), AfterValidator(_decodes)]


class NotCaptured(Record):
    """Why an entry has no evidence, though somebody looked for the article."""

    on: Day
    """Day on which it was looked for."""
    why: Annotated[str, Field(min_length=1, max_length=300)]
    """What was found, or not, in a sentence."""


class Fingerprint(Record):
    """What is kept of a captured text itself: written by the tool, never by hand."""

    version: Annotated[int, Field(strict=True, ge=1, le=2)]
    """Version of the method: 2; of 1 only what its words still say holds."""
    captured: Day
    """Day on which the text was captured or last compared."""
    read: Read
    """Whether the captured text is the whole of it."""
    words: Count
    """How many words the text has; two Chinese characters or three Thai letters with their signs count as one."""
    sha256: Sha256
    """SHA-256 of its normalised words with one space between."""
    sequence: Annotated[int, Field(strict=True, ge=2, le=32)]
    """How many words each sequence in the filter has, in the same count."""
    hashes: Annotated[int, Field(strict=True, ge=1, le=16)]
    """How many bits of the filter each sequence sets."""
    filter: Base64
    """Bloom filter of all its word sequences, in base64."""


class Compared(Fingerprint):
    """The fingerprint of a text, and which figures, dates and names of our sentences were looked for in it."""

    tokens: Hashes = ()
    """Keyed hashes of figures, dates and names of our sentences that stand in the text."""
    absent: Hashes = ()
    """Keyed hashes of those that were looked for and do not stand there, or stand elsewhere than the rest."""
    sentences: Hashes = ()
    """Keyed hashes of the figures, dates and names of a sentence that stand together in one place of the text."""
    said: Hashes = ()
    """One keyed hash of all our sentences that were looked for: as long as they are the same, no hash is of others."""


class Evidence(Compared):
    """The fingerprint of an article, and hashes of what its entry shows of it."""

    names: tuple[Hash, ...] = ()
    """Keyed hashes of the printed names of this entry that stand in the text."""
    quotations: tuple[Hash, ...] = ()
    """Keyed hashes of the quotations of this entry that stand in the text, each with its source."""
    printed: Hashes = ()
    """Keyed hashes of the title, byline, offices and day of this entry that the article or its page prints."""
    unprinted: Hashes = ()
    """Keyed hashes of those that were looked for, and of which it prints something else or nothing."""
    summary: Hash | None = None
    """Keyed hash of the summary that was compared with the text and does not copy it."""
    seal: Hash
    """Hash of all the other fields that are set: shows a change by hand."""


class PageEvidence(Compared):
    """The fingerprint of a page that references lead to, and hashes of what was compared with it."""

    address: SkipJsonSchema[str]
    """Its address without scheme, www, tracking, fragment and last slash: its name in pages.yaml."""
    language: Language
    """Language of the page."""
    passages: Hashes = ()
    """Keyed hashes of the passages at references that stand in the page."""
    seal: Hash
    """Hash of the address and of all the other fields that are set: shows a change by hand."""


class HowCompared(NamedTuple):
    """How far a page was compared, known without its evidence."""

    captured: date
    read: Read
    digest: str
    """That of its evidence: the same digest, the same evidence."""


def _as_written(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """One message for whatever a hand has changed: there is no field to mend one by one."""
    try:
        return handler(value)
    except ValidationError:
        raise PydanticCustomError(
            "evidence-edited", "The evidence is not as the tool wrote it.", {"hint": AGAIN}
        ) from None


WrittenEvidence = Annotated[Evidence | None, WrapValidator(_as_written)]
