"""What a reviewer does: sign, ask back, and answer; JSON comes in, what was done goes out."""

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.build.entries.looking import look
from newsdesk.build.entries.signing import signer
from newsdesk.check.reviewing.signed import signed_digest
from newsdesk.desk.answering import asked, desk_of
from newsdesk.desk.answering import told as as_told
from newsdesk.desk.entries import inner_of
from newsdesk.desk.office import Desk, without_next
from newsdesk.desk.pages.review.notes import Notes
from newsdesk.desk.pages.review.sheet import needs_own_word, signature_of
from newsdesk.problems import Refusal
from newsdesk.store.history.authors import is_same_person, user_name

Answer = dict[str, Any]


def who(desk: Desk, wanted: Answer) -> str:
    """Who does something, as the page says it; Refusal where it names nobody, or no person."""
    by = text_in(wanted, "by")
    if not by.strip():
        raise Refusal("Write your name first: what is signed or asked here is somebody's.")
    try:
        return signer(desk.project.root, by)
    except Refusal:
        raise Refusal(f'"{" ".join(by.split())}" is no person. A person signs, by name.') from None


def _sign(desk: Desk, name: str, wanted: Answer) -> Answer:
    """Sign an entry as it was shown: `{by, anew, own, seen, signed, asked}`.

    `signed` is the signature that the page showed, and `asked` how many questions are known open.
    """
    by = who(desk, wanted)
    with desk.writing():
        inner = inner_of(desk, name)
        item = look(desk.project, inner, desk.begun()).item
        if item is None or signed_digest(item.document.data) != wanted.get("seen"):
            raise Refusal(f"{name} was changed since this page was made. Nothing was signed: reload it, read again.")
        open_ = len(Notes(desk.files).about(name))
        if open_ and wanted.get("asked") != open_:
            told = desk.words("Questions are open about this entry: {number}. Nothing was signed: reload the page.")
            raise Refusal(told.format(number=open_))
        old, is_anew = item.record.reviewed, wanted.get("anew") is True
        # Whoever signs in the place of somebody says in whose: meanwhile another may have done the same.
        is_known = is_anew and wanted.get("signed") == signature_of(item.record)
        if old and not is_known and not is_same_person(by, old.by):
            raise Refusal(f"{old.by} signed {name} on {old.on}. Reload the page, and choose to sign in that place.")
        if needs_own_word(desk, inner, item.record, by) and wanted.get("own") is not True:
            raise Refusal(
                f"{by} wrote {name}, by git. Nothing was signed: ask somebody else to read it, or say that you sign"
                " what you drafted yourself."
            )
        arguments = ["review", name, "--by", by, *(["--anew"] if is_anew else [])]
        # As JSON, so that the sheet goes one way and what was done the other.
        done = desk.perform(*arguments, "--format", "json")
    said = [desk.say(line) for line in without_next(done.complained)]
    return done.data | {"command": desk.command(*arguments), "said": said, "complained": ()}


def _ask(desk: Desk, name: str, wanted: Answer) -> Answer:
    """Ask back: `{by, text, about}`."""
    by = who(desk, wanted)
    with desk.reading():
        inner_of(desk, name)
        note = Notes(desk.files).ask(
            name, by, desk.today().isoformat(), text_in(wanted, "text"), text_in(wanted, "about")
        )
    return {"note": note.data, "notes": _notes(desk, name)}


def _answer(desk: Desk, name: str, wanted: Answer) -> Answer:
    """Withdraw a note: `{note, by}`."""
    with desk.reading():
        Notes(desk.files).answer(name, text_in(wanted, "note"), text_in(wanted, "by"), desk.today().isoformat())
    return {"notes": _notes(desk, name)}


def _notes(desk: Desk, name: str) -> list[dict[str, str]]:
    return [note.data for note in Notes(desk.files).about(name)]


def text_in(wanted: Answer, name: str) -> str:
    """A text that a page sent; "" where it sent none."""
    value = wanted.get(name, "")
    if not isinstance(value, str):
        raise Refusal(f'The page sent no text as "{name}". Reload it, and do it again.')
    return value


def notes(request: Request) -> Response:
    """The notes of an entry that wait for an answer: `{notes: [{id, entry, by, on, text, about}], name}`."""
    desk = desk_of(request)
    return as_told({"notes": _notes(desk, request.path_params["entry"]), "name": user_name(desk.project.root) or ""})


def doing(action: Callable[[Desk, str, Answer], Answer]) -> Callable[[Request], Any]:
    """An action on an entry as what answers a request."""

    async def answer(request: Request) -> Response:
        wanted = await asked(request)
        return as_told(await run_in_threadpool(action, desk_of(request), request.path_params["entry"], wanted))

    return answer


ROUTES = [
    Route("/api/review/{entry}/sign", doing(_sign), methods=["POST"]),
    Route("/api/notes/{entry}", notes, methods=["GET"]),
    Route("/api/notes/{entry}", doing(_ask), methods=["POST"]),
    Route("/api/notes/{entry}/answer", doing(_answer), methods=["POST"]),
]
