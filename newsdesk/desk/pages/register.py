"""The side panel that registers: what is known already goes out, what was filled in comes back and is registered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.desk.answering import asked, desk_of, told
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.complete import as_data, shelf_of
from newsdesk.desk.registering.pages import captured_page, home_page, kept_page, said_by
from newsdesk.desk.registering.verbs import added_by, arguments_of, panel_of, proposed_by, told_by_field
from newsdesk.model.codes import check_domain
from newsdesk.store.verbs.registers.outlets import target_of


def about(request: Request) -> Response:
    """What the captured page of an entry says of its publisher, and what the entry says of a record of another kind."""
    desk, query = desk_of(request), request.query_params
    kind = query.get("kind", "")
    page = captured_page(desk, query.get("entry", "")) if kind == "outlets" else None
    entry = shelf_of(request).entry(query.get("entry", ""))
    language = entry.get("language")
    said = said_by(page, desk.today()) if page else {}
    language = language if isinstance(language, str) and language != "TODO" else ""
    return told({"said": said, "language": language, "draft": _drafted(kind, entry)})


def _drafted(kind: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says that is likely so of what is registered while it is written; an editor sees it first."""
    written = entry.get("countries")
    countries = [one for one in (written if isinstance(written, list) else ()) if re.fullmatch("[A-Z]{2}", str(one))]
    if kind == "stories":
        day = entry.get("published")
        found = {"country": countries, "date": str(day) if day and day != "TODO" else ""}
    else:
        is_one = kind in ("people", "places") and len(countries) == 1
        found = {"country": countries[0] if is_one else ""}
    return {name: value for name, value in found.items() if value}


async def ask_home(request: Request) -> Response:
    """The same of the home page of a domain, which is fetched."""
    desk, data = desk_of(request), await asked(request)
    return told({"said": await run_in_threadpool(_home, desk, str(data.get("target", "")))})


def _home(desk: Desk, text: str) -> dict[str, Any]:
    target = target_of(text)
    page = home_page(desk, target.home)
    kept = kept_page(desk, page, f"home-{check_domain(target.domain)}")
    return {**said_by(page, desk.today(), target.home), "page": str(kept)}


def alike(request: Request) -> Response:
    """Records that may be the one that somebody is about to register."""
    query = request.query_params
    names = [query.get("name", ""), *query.getlist("also"), query.get("domain", "")]
    found = shelf_of(request).alike(query.get("kind", ""), names)
    return told({"found": [as_data(hit) for hit in found]})


async def register(request: Request) -> Response:
    """Register `values` of a `kind`; what the verb said, by field, and the id of the record go out."""
    desk, data = desk_of(request), await asked(request)
    values = data.get("values")
    values = values if isinstance(values, dict) else {}
    wish = _Wish(str(data.get("kind", "")), values, str(data.get("entry", "")), data.get("paged") is True)
    return told(await run_in_threadpool(_register, desk, wish))


@dataclass(frozen=True, slots=True)
class _Wish:
    kind: str
    values: dict[str, Any]
    entry: str
    is_paged: bool
    """Whether the captured page of the entry is one of the outlet."""


def _register(desk: Desk, wish: _Wish) -> dict[str, Any]:
    panel, values = panel_of(wish.kind), wish.values
    if wish.kind == "outlets" and not values.get("page"):
        if wish.is_paged and (page := captured_page(desk, wish.entry)):
            # What the page itself says then rests on it.
            values = {**values, "page": str(kept_page(desk, page, wish.entry))}
        elif faults := _unknown(desk, values):
            # Without a page the verb would fetch one, and nobody has asked for that.
            return {"done": False, "command": desk.command(*arguments_of(panel, values)), "faults": faults, "id": None}
    done = desk.perform(*arguments_of(panel, values))
    faults = told_by_field(panel, done, desk.words, desk.say)
    return {**done.data, "id": added_by(done), "faults": faults, "proposed": proposed_by(done)}


def _unknown(desk: Desk, values: dict[str, Any]) -> dict[str, list[str]]:
    words, found = desk.words, {}
    if not str(values.get("name") or "").strip():
        found["name"] = [words("It is not known what it calls itself: write it, or ask its home page.")]
    if not str(values.get("name_language") or "").strip():
        found["name_language"] = [words("It is not known in which language its name is.")]
    return found


ROUTES = [
    Route("/api/register", register, methods=["POST"]),
    Route("/api/register/about", about),
    Route("/api/register/home", ask_home, methods=["POST"]),
    Route("/api/register/alike", alike),
]
