"""Writes what a page asks for: never over what somebody else has written meanwhile, and articles into `captures`."""

from typing import Any

from newsdesk.build.weeks.begun import need_begun
from newsdesk.desk.citing.again import compare_again, told_with
from newsdesk.desk.entries import keep_draft
from newsdesk.desk.office import Desk
from newsdesk.desk.pages.draft.editing import rests, take
from newsdesk.desk.pages.draft.entry import Opened, dated, is_published, opened
from newsdesk.desk.pages.draft.state import rest_of, state_of
from newsdesk.intake.capture import MAX_BYTES, kind_of, need_extra
from newsdesk.intake.capture.files import tidy
from newsdesk.intake.capture.worker import read_apart
from newsdesk.intake.keeping import Article, keep_article
from newsdesk.load import DIGEST_FILE, parse
from newsdesk.problems import Refusal
from newsdesk.store.editing import Changes, Document
from newsdesk.store.files import replace
from newsdesk.store.verbs.discarded import bring_back, place_of

MAX_TEXT = 64 * 1024
"""More bytes than the file of an entry may have."""


class Changed(Refusal):
    """The file is not the one that a change rests on; `state` is what it holds now."""

    def __init__(self, state: dict[str, Any]) -> None:
        super().__init__(f"{state['path']} was changed meanwhile by somebody else. Nothing was written over it.")
        self.state = state


def edit(desk: Desk, name: str, digest: object, steps: object) -> dict[str, Any]:
    """Do the steps of a page, which rest on the text with this digest; returns what the form shows then.

    `Changed` where the file holds another text, Refusal where a step cannot be done; nothing is written then.
    """
    if not isinstance(steps, list) or len(steps) > 500:
        raise Refusal("The page sent no steps. Reload it, and do it again.")
    with desk.writing():
        entry = _resting(desk, name, digest)
        rest = rest_of(desk, entry)
        changes = Changes(desk.project.root)
        document = changes.document(entry.path)
        if document.raw != entry.raw or not rests(document, steps):
            raise Changed(state_of(desk, opened(desk.project, name)))
        take(document, steps, rest)
        changes.write()
        return state_of(desk, opened(desk.project, name), rest)


def put_text(desk: Desk, name: str, digest: object, text: object, *, is_typed: bool = False) -> dict[str, Any]:
    """Put a whole text in the place of the file's, as it was before, or as an editor has typed it; as `edit`."""
    if not isinstance(text, str):
        raise Refusal("The page sent no text. Reload it, and do it again.")
    with desk.writing():
        entry = _resting(desk, name, digest)
        try:
            entry.raw.decode()
            text.encode()
        except UnicodeError:
            message = f"{entry.inner} is not UTF-8, or would not be. Save it as UTF-8 in a text editor first."
            raise Refusal(message) from None
        if b"\r\n" in entry.raw:
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        if len(text.encode()) > MAX_TEXT:
            raise Refusal(f"The file of an entry may have {MAX_TEXT >> 10} kB. Nothing was written.")
        changes = Changes(desk.project.root)
        if is_typed and parse(entry.inner, text.encode())[0] is not None:
            document = Document(entry.path, text.encode(), changes.shown(entry.path))
            keep_draft(document)
            text = document.text
        changes.put(entry.path, text)
        changes.write()
        return state_of(desk, opened(desk.project, name))


def finish(desk: Desk, name: str, digest: object) -> dict[str, Any]:
    """Finish the draft that the page shows, by the verb; returns what came of it, and what the form shows then."""
    with desk.writing():
        entry = _resting(desk, name, digest)
        done = desk.perform("finish", entry.id)
        if done.is_done:
            done = told_with(done, compare_again(desk, entry.id))
        return {"performed": done.data, "state": state_of(desk, opened(desk.project, name))}


def move(desk: Desk, name: str, digest: object) -> dict[str, Any]:
    """Move a draft to the week of its date, which is opened where it is not; returns what came of it."""
    with desk.writing():
        entry = _resting(desk, name, digest)
        document, _ = parse(entry.inner, entry.raw)
        week = dated(document.data) if document else ""
        if not week or week == entry.week:
            raise Refusal("The date names no other week than that in which the draft lies.")
        need_begun(week, desk.begun())
        if not (desk.project.digests / week / DIGEST_FILE).is_file():
            desk.perform("week", week)
        return desk.perform("rename", name, f"{week}/{name}").data


def discard(desk: Desk, name: str, digest: object) -> dict[str, Any]:
    """Lay a draft aside in `.desk/`, from where it can be brought back; the text of its article stays where it is."""
    with desk.writing():
        entry = _resting(desk, name, digest)
        kept = place_of(desk.files.need().parent, entry.week, entry.path.name)
        kept.parent.mkdir(parents=True, exist_ok=True)
        # Whatever ends in between leaves one too many, and never none.
        replace(kept, entry.raw)
        entry.path.unlink()
        return {"done": True}


def put_back(desk: Desk, name: str) -> dict[str, Any]:
    """Put a draft that was discarded back to where it lay."""
    with desk.writing():
        changes = Changes(desk.project.root)
        bring_back(changes, desk.project.digests, name)
        changes.write()
        return {"done": True}


def pasted(desk: Desk, name: str, text: object) -> dict[str, Any]:
    """Keep a text that an editor has pasted as the article of an entry; returns what the form shows then."""
    clean = tidy(text) if isinstance(text, str) else ""
    return _kept(desk, name, clean, b"", "text")


def uploaded(desk: Desk, name: str, raw: bytes) -> dict[str, Any]:
    """Keep a saved page, a PDF or a text as the article of an entry, and read its text apart."""
    if len(raw) > MAX_BYTES:
        raise Refusal(f"This file has more than {MAX_BYTES >> 20} MB. Copy the article's own text, and paste it.")
    if (kind := kind_of(raw)) is None:
        raise Refusal("This is no page, text or PDF. Copy the article's own text, and paste it.")
    need_extra()
    capture = read_apart(raw, kind, charset=None, address=None, today=desk.today())
    return _kept(desk, name, capture.text, raw, kind)


def _kept(desk: Desk, name: str, text: str, raw: bytes, kind: str) -> dict[str, Any]:
    if not any(letter.isalpha() for letter in text):
        raise Refusal("There is no text in it. Copy the article's own text, and paste it.")
    with desk.writing():
        entry = opened(desk.project, name)
        keep_article(desk.project.root, desk.project.captures, entry.id, Article(raw, kind, None, None, text))
        return state_of(desk, entry)


def _resting(desk: Desk, name: str, digest: object) -> Opened:
    """The entry, as a change that rests on a digest may change it."""
    entry = opened(desk.project, name)
    if is_published(desk.project, entry.inner):
        raise Refusal(f"{name} is published: what it says is corrected, and not written anew. Open /after/{name}.")
    if entry.digest != digest:
        raise Changed(state_of(desk, entry))
    return entry
