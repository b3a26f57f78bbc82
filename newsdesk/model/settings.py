"""What a maintainer decides in mkdocs.yml: names, addresses, contact, and the policy on designations."""

import re
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from newsdesk.interface import ENGLISH, languages
from newsdesk.model.about import About
from newsdesk.model.codes import Address, Id, Jurisdiction, check_address, check_domain
from newsdesk.model.gaps import WeighedGap
from newsdesk.model.more_files import MoreFiles
from newsdesk.model.notes import NoteRule
from newsdesk.model.placeholders import no_answer
from newsdesk.model.record import Record, Text
from newsdesk.model.register import Designation
from newsdesk.model.terms import Author, DesignationKind
from newsdesk.model.watches import Watches
from newsdesk.problems import Severity


class Links(StrEnum):
    """What becomes of the links to an outlet's pages."""

    TEXT = "text"
    KEEP = "keep"


class DesignationPolicy(Record):
    """Which designations have consequences on the page, and the reason a reader is given."""

    kinds: Annotated[tuple[DesignationKind, ...], Field(min_length=1)]
    """Kinds of designation that count."""
    countries: tuple[Jurisdiction, ...] = ()
    """Countries whose authorities count; [] for all."""
    links: Links
    """`text`: addresses are shown as text, without a link; `keep`: links stay, and a short notice says where sharing
    may be punishable."""
    reason: Text | None = None
    """One or two sentences for the reader; what is kept needs none."""

    @model_validator(mode="after")
    def _taken_links_have_a_reason(self) -> Self:
        if self.links is Links.TEXT and self.reason is None:
            hint = {"hint": 'Add "reason: …": One or two sentences for the reader.', "field": "reason"}
            raise PydanticCustomError("missing-field", '"reason" is missing.', hint)
        return self

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


def _check_mailbox(text: str) -> str:
    """A mailbox of an e-mail: an address, or a name with the address behind it in angle brackets."""
    # Imported here: most collections send no e-mail.
    import email.policy
    from email.errors import HeaderParseError

    try:
        header = email.policy.default.header_factory("From", text)
        boxes: tuple[Any, ...] = () if header.defects else header.addresses
    except (ValueError, IndexError, HeaderParseError):  # what the parser raises at odd input
        boxes = ()
    if len(boxes) == 1 and boxes[0].username and boxes[0].domain and boxes[0].addr_spec.isascii():
        return text
    raise PydanticCustomError(
        "bad-mailbox",
        '"{text}" is no e-mail address.',
        {"text": text[:80], "hint": "Write digest@example.org, or Our Digest <digest@example.org>."},
    )


def _check_unsubscribe(text: str) -> str:
    """Where readers unsubscribe: an address, or mailto:."""
    if not re.fullmatch(r"mailto:[^@\s{}<>]+@[^@\s{}<>]+\.[^@\s{}<>]+", text):
        check_address(text)
    return text


Mailbox = Annotated[Text, AfterValidator(_check_mailbox)]


class Newsletter(Record):
    """What the e-mail edition says of itself; a mailing service may put its own in place of it."""

    sender: Annotated[Mailbox, Field(alias="from")]
    """Who sends it: `Our Digest <digest@example.org>`."""
    to: Mailbox
    """The list it goes to."""
    list_id: Annotated[str, AfterValidator(check_domain)] | None = None
    """The lasting name of the list in the form of a domain, such as digest.example.org (RFC 2919)."""
    unsubscribe: Annotated[Text, AfterValidator(_check_unsubscribe)] | None = None
    """Where a reader unsubscribes: https:// (which must then take a POST, RFC 8058) or mailto:."""


class Unreviewed(StrEnum):
    """What becomes of entries that no person has reviewed when their week is closed."""

    WAIT = "wait"
    PUBLISH = "publish"


class Publishing(Record):
    """How weeks are closed."""

    unreviewed: Unreviewed = Unreviewed.WAIT
    """`wait`: the week stays open until they are reviewed or confirmed; `publish`: they go out marked as unreviewed."""
    drafted_by: Author | None = None
    """Who drafted stories, editor's notes and register cards that do not say so themselves; null: not recorded."""


def _check_tag_date(value: Any) -> str:
    """The date of a tag is a year, a month or a day (RFC 4151)."""
    text = str(value)
    parts = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text, re.ASCII)
    with suppress(ValueError):
        if parts:
            date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
            return text
    raise PydanticCustomError(
        "bad-date",
        '"{text}" is no date of an id.',
        {"text": text[:80], "hint": "Write the day on which the collection began, such as 2026-11-23."},
    )


class FeedIds(Record):
    """By what feed readers know the items of this collection: made once, and the same at every address."""

    authority: Annotated[str, AfterValidator(check_domain)]
    """A domain that was the collection's on that date (RFC 4151)."""
    date: Annotated[str, BeforeValidator(_check_tag_date)]
    """Year, month or day on which it was."""
    folder: str = ""
    """What stood before the names while ids were still made from an address with a folder."""


class Cards(StrEnum):
    """Which pages have a preview card of their own, shown where a link to them is shared."""

    ENTRIES = "entries"
    STORIES = "stories"
    NONE = "none"


class Frame(StrEnum):
    """Who makes the frame of the pages: header, navigation, foot, and the pages written by hand."""

    MATERIAL = "material"
    OWN = "own"


def _as_about(value: Any) -> Any:
    """What nobody has written yet holds no answer."""
    return {} if value is None or (isinstance(value, str) and no_answer(value)) else value


class Sentences(Record):
    """How long the sentences of our own texts may be, in words, and how hard to read, before a note says so."""

    longest: Annotated[int, Field(ge=5, le=200)] = 40
    """The longest that is let pass."""
    median: Annotated[int, Field(ge=5, le=100)] = 22
    """The most that half of the sentences of a text may have."""
    grade: Annotated[int, Field(ge=1, le=30)] = 14
    """The highest grade of a text, in years of school, in languages that have a formula for it."""


class Reason(Record):
    """Why articles of the inbox are left out, beside the reasons that the program knows."""

    id: Id
    """By what `inbox leave` names it."""
    key: Annotated[str, Field(pattern="^[a-z]$")] | None = None
    """The letter that an editor presses on the desk; null for none."""
    words: Text
    """What the digest says of them, such as `Sport`."""


class Inbox(Record):
    """How the inbox is worked through."""

    reasons: tuple[Reason, ...] = ()
    """Reasons of the collection's own; one with the id of another takes its place."""


class Extra(MoreFiles):
    """Our part of `extra` in mkdocs.yml; other keys there belong to the theme."""

    model_config = ConfigDict(extra="ignore")

    report: Annotated[Text, AfterValidator(_check_report)] | None = None
    """Where to report an error, instead of the page About; {title} and {page} are filled in."""
    history: Annotated[Text, AfterValidator(_check_history)] | None = None
    """Where all versions of an entry's file can be seen; {path} is filled in, such as digests/2026-W47/x.yaml."""
    about: Annotated[About, BeforeValidator(_as_about)] = About.model_construct()
    """Who answers for the collection; the first publication needs all of it."""
    publishing: Publishing = Publishing.model_construct()
    """How weeks are closed."""
    designations: tuple[DesignationPolicy, ...] = ()
    """The policy on designated publishers."""
    severities: dict[NoteRule, Severity] = {}
    """How much findings weigh that are notes by default, by the id of the rule: `ask`, `warning`, `error` or `note`."""
    sentences: Sentences = Sentences.model_construct()
    """How long and how hard sentences may be."""
    inbox: Inbox = Inbox.model_construct()
    """How the inbox is worked through."""
    watches: Watches = ()
    """Saved searches of the collection's owner, each with a page and feeds."""
    gaps: dict[WeighedGap, Severity] = {}
    """What `check` says of things that are missing: `warning` or `error` for each kind that it is to tell."""
    countries: dict[Jurisdiction, Annotated[tuple[Text, ...], Field(min_length=1)]] = {}
    """What a country and its people are called, by its code, the name to show first: of invented ones, AA, QM to QZ
    and XA to XZ, and where the name of a people does not follow from that of its country."""
    cards: Cards = Cards.STORIES
    """`entries`: each entry has one; `stories`: it shows that of its story or digest; `none`: no cards."""
    frame: Frame = Frame.MATERIAL
    """`material`: MkDocs with Material; `own`: templates of ours, which need neither, with little style and script."""
    feed_ids: FeedIds | None = None
    """The beginning of every id in feeds; without it ids are made from the address of the site and change with it."""
    hub: Address | None = None
    """A WebSub hub that tells feed readers of news at once; feeds name it where it is set."""
    newsletter: Newsletter | None = None
    """Sender, list and way out of the e-mail edition; null for placeholders."""


def _check_interface(tag: str) -> str:
    """A language of the interface is English or has a file of messages."""
    known = languages()
    if tag in known:
        return tag
    raise PydanticCustomError(
        "no-interface",
        'The interface does not speak "{tag}".',
        {
            "tag": tag[:80],
            "hint": f"Write {' or '.join(known)}; another language is one file in newsdesk/interface/locale/.",
        },
    )


class Theme(Record):
    """Our part of `theme` in mkdocs.yml; other keys there belong to MkDocs."""

    model_config = ConfigDict(extra="ignore")

    language: Annotated[str, AfterValidator(_check_interface)] = ENGLISH
    """Language of the interface, the theme's own labels included, and of what the editors write."""


def _theme(value: Any) -> Any:
    """A theme may be given by its name alone; anything else but a group of fields is MkDocs' to refuse."""
    return value if isinstance(value, dict) else {}


class Settings(Record):
    """The part of mkdocs.yml that the views need."""

    model_config = ConfigDict(extra="ignore")
    # A collection begins without answers: the build says which, and only the first publication waits for them.
    may_wait = (("extra", "about"),)

    site_name: Text
    """Name of the site."""
    site_url: Address | None = None
    """Public address of the site, which ends in a slash."""
    site_description: Text | None = None
    """One sentence about the site."""
    copyright: str | None = None
    """Who may reuse what, as MkDocs prints it at the foot of each page: HTML."""
    theme: Annotated[Theme, BeforeValidator(_theme)] = Theme.model_construct()
    """The language of the interface."""
    extra: Extra = Extra.model_construct()
    """Our settings."""

    @property
    def language(self) -> str:
        """The language of the interface and of what the editors write: a BCP 47 tag."""
        return self.theme.language

    @property
    def root(self) -> str:
        """The public address of the site with one slash at its end, or "" while it has none."""
        return f"{self.site_url.rstrip('/')}/" if self.site_url else ""

    def without_cards(self) -> "Settings":
        """The same, where there is nothing to draw cards with."""
        return self.model_copy(update={"extra": self.extra.model_copy(update={"cards": Cards.NONE})})
