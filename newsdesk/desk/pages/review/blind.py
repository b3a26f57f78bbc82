"""`/blind`: sources are coded a second time, by somebody who does not see how they were coded."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.build.entries.coding import drawn, standing
from newsdesk.build.entries.looking import look
from newsdesk.desk.answering import desk_of, page
from newsdesk.desk.completing.terms import said_term
from newsdesk.desk.entries import inner_of
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.review.acting import Answer, doing, who
from newsdesk.desk.speaking import as_json
from newsdesk.interface import Words
from newsdesk.model import Actor, Cited, Entry, Identified
from newsdesk.model.codings import FIELDS
from newsdesk.problems import Refusal
from newsdesk.store.codings.forms import fault, hand_out, held
from newsdesk.store.codings.writing import known_codings
from newsdesk.store.history.authors import user_name

_TERMS = {"cited": Cited, "identified": Identified, "actor": Actor}


def _about(words: Words) -> dict[str, str]:
    return {
        "cited": words("How the article uses it."),
        "identified": words("How the article identifies it."),
        "actor": words("What kind of source it is."),
    }


def listed(request: Request) -> Response:
    """The entries that chance has drawn, and who has coded them."""
    desk = desk_of(request)
    with desk.reading():
        chosen = drawn(desk.gathered().draft.entries)
        codings = known_codings(desk.project.digests)
        rows = [(name, sources, codings.codings.get(name), _held(desk, name)[0]) for name, sources in chosen]
    return page(request, "review/drawn.html", room="review", rows=rows, standing=desk.say(standing(codings)))


def coded(request: Request) -> Response:
    """The article and the names of the sources, and nothing of the entry else."""
    desk, name = desk_of(request), request.path_params["entry"]
    with desk.reading():
        found, record = _drawn(desk, name)
        begun, codes = _held(desk, name)
    # Who sits here now says who that is: what somebody else has begun is shown to nobody who has not.
    by = request.query_params.get("by", "")
    is_own = bool(begun) and by == begun
    return page(
        request,
        "review/blind.html",
        room="review",
        entry=name,
        url=record.url,
        written_in=record.language,
        text=found,
        sources=[(number, source.name) for number, source in enumerate(record.sources, 1)],
        said=partial(said_term, desk.words),
        meaning=lambda term: desk.words(term.meaning),
        fields=[(field, _about(desk.words)[field], list(_TERMS[field])) for field in FIELDS],
        name=begun if is_own else "" if begun else user_name(desk.project.root) or "",
        codes=codes if is_own else {},
        begun="" if is_own else begun,
        data=as_json({"entry": name, "command": desk.command("review", name, "--blind")}),
    )


def _drawn(desk: Desk, name: str) -> tuple[str | None, Entry]:
    """The text of an entry's article and its record; Refusal where chance has not drawn it, or it was coded."""
    inner = inner_of(desk, name)
    if name not in dict(drawn(desk.gathered().draft.entries)):
        raise Refusal(f"Chance has not drawn {name} to be coded a second time.")
    if known := known_codings(desk.project.digests).codings.get(name):
        raise Refusal(f"{name} was coded for the second time by {known.by} on {known.on}.")
    found = look(desk.project, inner, desk.begun())
    if found.item is None:
        raise Refusal(f"{name} has errors, and is coded when it has none.")
    return found.text, found.item.record


def _held(desk: Desk, name: str) -> tuple[str, dict[int, dict[str, str]]]:
    return held(desk.project.captures / f"{name}.coding.yaml")


def _save(desk: Desk, name: str, wanted: Answer) -> Answer:
    """Keep what was coded so far in the form: `{by, codes: {number: {cited, identified, actor}}}`."""
    by = who(desk, wanted)
    arguments = ("review", name, "--blind", "--by", by)
    form = desk.project.captures / f"{name}.coding.yaml"
    with desk.writing():
        _, record = _drawn(desk, name)
        if not form.exists():
            # The verb says whether this person may code it at all.
            done = desk.perform(*arguments)
            if not done.is_done:
                return done.data
        whose, _ = held(form)
        if whose != by:
            raise Refusal(
                f"{whose or 'Somebody'} has begun to code {name}. Code another entry, or go on under that name."
            )
        hand_out(form, record, by, desk.project.door, _codes(wanted, len(record.sources)))
    return {"command": desk.command(*arguments), "done": True, "said": [f"captures/{form.name}"], "complained": []}


def _record(desk: Desk, name: str, wanted: Answer) -> Answer:
    """The same, and have the verb record the form."""
    with desk.writing():
        kept = _save(desk, name, wanted)
        if not kept["done"]:
            return kept
        by = who(desk, wanted)
        return desk.perform("review", name, "--blind", "--by", by).data


def _codes(wanted: Answer, sources: int) -> dict[int, dict[str, str]]:
    given: Any = wanted.get("codes")
    codes = given if isinstance(given, dict) else {}
    made: dict[int, dict[str, str]] = {}
    for number in range(1, sources + 1):
        row = codes.get(str(number))
        told = {field: value for field, value in row.items() if value} if isinstance(row, dict) else {}
        wrong = [said for field, value in told.items() if (said := fault(field, value) if field in FIELDS else field)]
        if wrong:
            raise Refusal("\n".join(wrong))
        made[number] = told
    return made


ROUTES = [
    Route("/blind", listed),
    Route("/blind/{entry}", coded),
    Route("/api/blind/{entry}/save", doing(_save), methods=["POST"]),
    Route("/api/blind/{entry}/record", doing(_record), methods=["POST"]),
]
