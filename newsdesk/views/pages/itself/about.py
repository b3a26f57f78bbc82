"""Who answers for the digest, at `/about/` below the hand-written text: what the settings say, and what they do not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model.about import MAILBOX, WEB, About, Answer
from newsdesk.views.data.json_ld import about_node
from newsdesk.views.data.linked import as_script
from newsdesk.views.setting.numbers import counted, listed
from newsdesk.views.setting.page import Page, render, report_link, shared

_LINKS = re.compile(f"({WEB.pattern})|({MAILBOX.pattern})")


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its name in links and on the page, and what is said."""

    id: str
    label: str
    said: Markup
    is_none: bool = False
    """Whether that is the reason why there is none."""


def about(collection: Collection) -> Iterator[Page]:
    """The points in the order in which a reader asks; those on which nothing is said yet stand in one line."""
    words, given = collection.words, collection.settings.extra.about
    points = list(_points(words, given))
    told = [point for point in points if point.said]
    silent = [point.label for point in points if not point.said]
    # A name in the middle of a list does not begin with a capital.
    silent = [label if not at else label[0].lower() + label[1:] for at, label in enumerate(silent)]
    title, description = words("About"), words("Who answers for this digest, and how to reach them.")
    content = render(
        "about.html", "about/", collection, points=told, silent=listed(words, silent) if told else "",
        report=report_link(collection, "about/", title),
    )  # fmt: skip
    head = shared(words, "linked", as_script(about_node(collection)), template="_cite.html")
    toc = (("answers", words("Who answers for this digest")),)
    yield Page("about/", "about", title, description, content, toc, head)


def _points(words: Words, given: About) -> Iterator[Point]:
    complaints = given.complaints
    yield _point("publisher", words("Publisher"), given.publisher)
    yield _point("address", words("Address"), given.address)
    yield _point("responsible-editor", words("Responsible editor"), given.responsible_editor)
    yield _point("contact", words("Contact"), given.contact)
    yield _point("funding", words("Funding"), given.funding)
    yield _point("conflicts", words("Conflicts of interest"), given.conflicts_of_interest)
    if complaints.none.said:
        yield _point("complaints", words("Complaints"), Answer(none=complaints.none.said))
    else:
        yield Point("complaints", words("Complaints"), _linked(complaints.to.said), bool(complaints.to.none))
        days = counted(words, complaints.days, "day", "days") if complaints.days else ""
        yield Point("deadline", words("Answered within"), Markup.escape(days))
        yield _point("second-instance", words("Who decides then"), complaints.second_instance)
    yield _point("reply", words("Right of reply"), given.right_of_reply)


def _point(name: str, label: str, answer: Answer) -> Point:
    return Point(name, label, _linked(answer.said), bool(answer.none))


def _linked(text: str) -> Markup:
    """A text whose addresses are links; everything else in it is text."""
    made, at = [], 0
    for found in _LINKS.finditer(text):
        href = found[0] if found[1] else f"mailto:{found[0]}"
        made += [Markup.escape(text[at : found.start()]), Markup('<a href="{}">{}</a>').format(href, found[0])]
        at = found.end()
    return Markup("").join([*made, Markup.escape(text[at:])])
