"""`/review/ENTRY`: an entry beside its article, with all that is lit up in both."""

import re
from functools import partial
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.check.reviewing.lit import ARTICLE, Lighting
from newsdesk.check.reviewing.pieces import cut, paragraphs
from newsdesk.check.reviewing.sheet import Question
from newsdesk.desk.answering import desk_of, page
from newsdesk.desk.completing.terms import said_term
from newsdesk.desk.entries import inner_of
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.review.marking import Mark, Marking
from newsdesk.desk.pages.review.notes import Notes
from newsdesk.desk.pages.review.reviewed import Reviews
from newsdesk.desk.speaking import as_json
from newsdesk.model import Author, Entry
from newsdesk.store.history.authors import drafter_of, is_same_person, user_name


class Shown:
    """An entry that is reviewed, with the marks of its page."""

    def __init__(self, lighting: Lighting) -> None:
        self.lighting = lighting
        self._marking = Marking(lighting.lits)

    def field(self, name: str, about: str = "") -> list[Mark]:
        """A field of the entry; empty where it has none."""
        known = self.lighting.at(name, about)
        return self._marking.of_entry(cut(known.text, known.spots)) if known else []

    def passages(self, reference: str) -> list[list[Mark]]:
        """Each passage at a reference."""
        own = (one for one in self.lighting.fields if one.name == "passage")
        mine = (one for one in own if one.about.rpartition(" ")[0] == reference)
        return [self._marking.of_entry(cut(one.text, one.spots)) for one in mine]

    def text(self, name: str = ARTICLE) -> list[tuple[int, list[Mark]]] | None:
        """A text on which it rests, line by line with their numbers; None where it is not at hand."""
        known = self.lighting.text(name)
        if known is None:
            return None
        return [(number, self._marking.of_text(name, line)) for number, line in paragraphs(known.text, known.spots)]


def show(request: Request) -> Response:
    """The entry and its article side by side."""
    desk, name = desk_of(request), request.path_params["entry"]
    inner = inner_of(desk, name)
    reviewed = _reviews(request).of(desk, inner)
    notes = Notes(desk.files).about(name)
    values: dict[str, Any] = {
        "entry": name,
        "week": inner.partition("/")[0],
        "path": reviewed.path,
        "notes": notes,
        "problems": reviewed.problems,
        "fill": partial(_said, desk),
        "say": desk.say,
        "said": partial(said_term, desk.words),
        "as_json": as_json,
        # Whoever is at this machine by git, and nobody who was here before: who signs says each time who that is.
        "name": user_name(desk.project.root) or "",
        "is_drafter": False,
        "change": f"/after/{name}" if reviewed.is_out else f"/draft/{name}",
    }
    record, lighting = reviewed.record, reviewed.lighting
    if record is None or lighting is None:
        return page(request, "review/unread.html", room="review", text=reviewed.text, data=None, **values)
    drafter = drafter_of(desk.project.digests / inner)
    values["is_drafter"] = _is_of(record, drafter, values["name"])
    return page(
        request,
        "review/entry.html",
        room="review",
        record=record,
        sheet=reviewed.sheet,
        questions=[_question(desk, one) for one in reviewed.sheet.questions] if reviewed.sheet else [],
        shown=Shown(lighting),
        drafter=drafter or "",
        today=desk.today(),
        by_machine=record.drafted_by is Author.MACHINE,
        is_changed=reviewed.is_changed,
        is_draft=reviewed.is_draft,
        data={
            "entry": name,
            "seen": reviewed.seen,
            "signed": signature_of(record),
            "command": desk.command("review", name),
        },
        **values,
    )


def _said(desk: Desk, text: str) -> Markup:
    """What a check says; where it is English in another interface, it says so and runs from left to right."""
    told = desk.say(text)
    language = Markup(' dir="ltr" lang="en"') if told == desk.project.door.fill(text) else ""
    return Markup("<bdi{}>{}</bdi>").format(language, told)


# What takes the name of somebody out of everything has a page here.
_PERSON = re.compile(r" withdraw people\.yaml#(?P<id>[a-z0-9-]+) ")


def _question(desk: Desk, one: Question) -> tuple[Markup, str, str]:
    """What is still open, what a terminal would be told, and the page of the desk that does the same."""
    found = _PERSON.search(one.command)
    what = one.what.removesuffix(" This takes the name out of everything:") if found else one.what
    return _said(desk, what), desk.project.door.fill(one.command), f"/after/people/{found['id']}" if found else ""


def _reviews(request: Request) -> Reviews:
    state = request.app.state
    if not hasattr(state, "reviews"):
        state.reviews = Reviews()
    found: Reviews = state.reviews
    return found


def signature_of(record: Entry) -> str:
    """Who signed an entry, and when, which a signature in that place names; "" where nobody did."""
    return f"{record.reviewed.by}, {record.reviewed.on}" if record.reviewed else ""


def needs_own_word(desk: Desk, inner: str, record: Entry, by: str) -> bool:
    """Whether somebody who signs has drafted the entry, as far as git knows, and has to say so."""
    return _is_of(record, drafter_of(desk.project.digests / inner), by)


def _is_of(record: Entry, drafter: str | None, by: str) -> bool:
    return record.drafted_by is not Author.MACHINE and is_same_person(by, drafter)


ROUTES = [Route("/review/{entry}", show)]
