"""Weeks: what each still lacks and what goes out of it; the forms of its note and of its publication."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdesk.build.weeks.begun import need_begun
from newsdesk.desk.after.wishes import text_in
from newsdesk.desk.answering import asked, desk_of, page, told
from newsdesk.desk.speaking import as_json
from newsdesk.desk.weeks.edition import as_page, next_of, text_of
from newsdesk.desk.weeks.gathered import needed
from newsdesk.desk.weeks.going import commit_edition, going_of, is_uncommitted
from newsdesk.desk.weeks.listing import weeks_of
from newsdesk.desk.weeks.note import check_note, note_of, write_note
from newsdesk.desk.weeks.standing import standing_of
from newsdesk.load import DIGEST_FILE
from newsdesk.model.codes import is_week, week_of
from newsdesk.problems import Refusal
from newsdesk.views.setting.dates import say_week

_ROOM = "weeks"


def listed(request: Request) -> Response:
    """All weeks, the newest first."""
    desk = desk_of(request)
    return page(request, "weeks.html", room=_ROOM, weeks=weeks_of(desk), this=week_of(desk.today()))


def show(request: Request) -> Response:
    """One week."""
    desk, week = desk_of(request), _week(request)
    if not (desk.project.digests / week / DIGEST_FILE).is_file():
        return page(request, "week_closed.html", room=_ROOM, week=week, says=say_week(desk.words, week))
    found = standing_of(desk, week)
    note, fault = None, ""
    try:
        note = note_of(desk, week)
    except Refusal as refusal:
        fault = desk.project.door.fill(str(refusal))
    return page(
        request,
        "week.html",
        room=_ROOM,
        found=found,
        says=say_week(desk.words, week),
        note=note,
        note_fault=fault,
        note_data=as_json(note.data if note else {}),
        next=next_of(desk, found),
        going=going_of(desk, found),
        is_uncommitted=is_uncommitted(desk, found),
    )


async def open_week(request: Request) -> Response:
    """Open a week that is not there."""
    week = text_in(await asked(request), "week").strip()
    desk = desk_of(request)
    if not is_week(week):
        raise Refusal(
            desk.words('"{text}" is no week. Write it like {week}.').format(text=week[:40], week=week_of(desk.today()))
        )
    if (desk.project.digests / week / DIGEST_FILE).is_file():
        raise Refusal(desk.words("{week} is open already.").format(week=week))
    need_begun(week, desk.begun())
    done = await run_in_threadpool(desk.perform, "week", week)
    return told(done.data | {"done": (desk.project.digests / week / DIGEST_FILE).is_file()})


async def check(request: Request) -> Response:
    """What the check says of a note while it is written."""
    form = await asked(request)
    return told({"faults": await run_in_threadpool(check_note, desk_of(request), _week(request), form)})


async def write(request: Request) -> Response:
    """Write a note."""
    form = await asked(request)
    return told({"said": await run_in_threadpool(write_note, desk_of(request), _week(request), form)})


async def preview(request: Request) -> Response:
    """The text of the next edition, and the same as its readers see it."""
    why, desk, week = text_in(await asked(request), "why").strip(), desk_of(request), _week(request)

    def work() -> str:
        with desk.reading():
            return text_of(desk, needed(desk), week, why)

    text = await run_in_threadpool(work)
    return told({"text": text, "page": as_page(text)})


async def publish(request: Request) -> Response:
    """Close a week, or issue its next edition, with what was confirmed."""
    form, desk, week = await asked(request), desk_of(request), _week(request)
    confirmed = [f"--{name}" for name in ("unreviewed", "early") if form.get(name) is True]
    why = text_in(form, "why").strip()

    def work() -> dict[str, object]:
        with desk.writing():
            asked_now = going_of(desk, standing_of(desk, week)).asked
            if asked_now and form.get("asked") != asked_now:
                said = desk.words("Questions are open about entries of this week: {number}. Load the page anew.")
                raise Refusal(said.format(number=asked_now))
            done = desk.perform("week", week, "--publish", *confirmed, *([f"--why={why}"] if why else []))
            if not (done.is_done and form.get("commit") is True):
                return done.data
            told = done.data
            return {**told, "said": [*told["said"], *commit_edition(desk, week)]}

    return told(await run_in_threadpool(work))


def _week(request: Request) -> str:
    week: str = request.path_params["week"]
    if not is_week(week):
        raise Refusal("There is no such week.")
    return week


ROUTES = [
    Route("/weeks", listed),
    Route("/weeks/{week}", show),
    Route("/api/weeks", open_week, methods=["POST"]),
    Route("/api/weeks/{week}/check", check, methods=["POST"]),
    Route("/api/weeks/{week}/note", write, methods=["POST"]),
    Route("/api/weeks/{week}/edition", preview, methods=["POST"]),
    Route("/api/weeks/{week}/publish", publish, methods=["POST"]),
]
