"""What a maintainer decides in mkdocs.yml: names, addresses, contact, and the policy on designations."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from newsdesk.model.codes import Address, Country, check_address
from newsdesk.model.record import Record, Text
from newsdesk.model.register import Designation
from newsdesk.model.terms import DesignationKind


class Links(StrEnum):
    """What becomes of the links to an outlet's pages."""

    TEXT = "text"


class DesignationPolicy(Record):
    """Which designations have consequences on the page, and the reason a reader is given."""

    kinds: Annotated[tuple[DesignationKind, ...], Field(min_length=1)]
    """Kinds of designation that count."""
    countries: tuple[Country, ...] = ()
    """Countries whose authorities count; [] for all."""
    links: Links
    """`text`: addresses are shown as text, without a link."""
    reason: Text
    """One or two sentences for the reader."""

    def applies_to(self, designation: Designation) -> bool:
        """Whether this designation, still in force, falls under the policy."""
        return (
            designation.kind in self.kinds
            and (not self.countries or designation.country in self.countries)
            and designation.ended is None
        )


def _check_report(text: str) -> str:
    """Where errors are reported: an address or mailto:, in which {title} and {page} are filled in."""
    plain = text.replace("{title}", "x").replace("{page}", "x")
    if not re.fullmatch(r"mailto:[^@\s{}]+@[^@\s{}]+\.[^@\s{}]+", plain):
        check_address(plain)
    return text


def _check_history(text: str) -> str:
    """Where the versions of a file can be seen: an address with {path}, the path of the file."""
    if "{path}" not in text:
        raise PydanticCustomError(
            "history-without-path",
            "The address of the history needs the path of a file.",
            {"hint": "Write {path} where the path of the file goes."},
        )
    check_address(text.replace("{path}", "x"))
    return text


class Extra(Record):
    """Our part of `extra` in mkdocs.yml; other keys there belong to the theme."""

    model_config = ConfigDict(extra="ignore")

    report: Annotated[Text, AfterValidator(_check_report)] | None = None
    """Where to report an error, instead of the page About; {title} and {page} are filled in."""
    history: Annotated[Text, AfterValidator(_check_history)] | None = None
    """Where all versions of an entry's file can be seen; {path} is filled in, such as digests/2022-W42/x.yaml."""
    designations: tuple[DesignationPolicy, ...] = ()
    """The policy on designated publishers."""
    hub: Address | None = None
    """A WebSub hub that tells feed readers of news at once; feeds name it where it is set."""


class Settings(Record):
    """The part of mkdocs.yml that the views need."""

    model_config = ConfigDict(extra="ignore")

    site_name: Text
    """Name of the site."""
    site_url: Address | None = None
    """Public address of the site, which ends in a slash."""
    site_description: Text | None = None
    """One sentence about the site."""
    copyright: str | None = None
    """Who may reuse what, as MkDocs prints it at the foot of each page: HTML."""
    extra: Extra = Extra()
    """Our settings."""
