"""Entries as addresses of the desk name them: an id comes in, the path of its file goes out."""

import re

from newsdesk.check.unfinished import is_waiting
from newsdesk.desk.after.fields import label_of
from newsdesk.desk.office import Desk
from newsdesk.load import Document, real
from newsdesk.model.codes import ID
from newsdesk.problems import Refusal
from newsdesk.store.editing import Document as Edited
from newsdesk.store.evidence_writing import find_entry


def inner_of(desk: Desk, name: str) -> str:
    """The path of an entry below the folder of the collection, by its id; Refusal where there is none."""
    if not ID.fullmatch(name):
        raise Refusal("There is no such entry: an id has small Latin letters, digits and hyphens.")
    try:
        return real(find_entry(desk.project.digests, name)).relative_to(real(desk.project.digests)).as_posix()
    except ValueError:
        raise Refusal(f"{name} does not lie in the folder of the collection.") from None


def keep_draft(document: Edited) -> None:
    """Have an entry that is being written, and has not gone out, say that it is a draft: only `finish` takes it away.

    Without the line nothing would tell a draft in which the last TODO was filled in from an entry that is finished.
    """
    if not is_waiting(document.get()):
        document.set(("status",), "draft")


_OPEN = re.compile(r"(?:Left out, unfinished: )?(?P<names>.+?)(?: and (?P<more>\d+) more)? (?:is|are) still TODO\.?")
_DRAFT = re.compile(r"(?:Left out, unfinished: )?it says status: draft\.?")


def says_open(desk: Desk, message: str) -> str:
    """What a draft or a digest still waits for, by what its form calls the fields."""
    if _DRAFT.fullmatch(message):
        return desk.words("A draft: it is still to be finished.")
    if not (found := _OPEN.fullmatch(message)):
        return desk.say(message)
    named = ", ".join(label_of(desk.words, name.strip('"')) for name in found["names"].split(", "))
    if more := int(found["more"] or 0):
        told = desk.words.ngettext(
            "Still to be filled in: {fields} and {number} more.",
            "Still to be filled in: {fields} and {number} more.",
            more,
        )
        return told.format(fields=named, number=more)
    return desk.words("Still to be filled in: {fields}.").format(fields=named)


def title_in(document: Document | None, name: str) -> str:
    """The title of an entry or a draft as its file says it; its name where nobody has written one yet."""
    title = document.data.get("title") if document and isinstance(document.data, dict) else None
    return title if isinstance(title, str) and title.strip() not in ("", "TODO") else name
