"""Entries as addresses of the desk name them: an id comes in, the path of its file goes out."""

from newsdesk.desk.office import Desk
from newsdesk.load import Document, real
from newsdesk.model.codes import ID
from newsdesk.problems import Refusal
from newsdesk.store.evidence_writing import find_entry


def inner_of(desk: Desk, name: str) -> str:
    """The path of an entry below the folder of the collection, by its id; Refusal where there is none."""
    if not ID.fullmatch(name):
        raise Refusal("There is no such entry: an id has small Latin letters, digits and hyphens.")
    try:
        return real(find_entry(desk.project.digests, name)).relative_to(real(desk.project.digests)).as_posix()
    except ValueError:
        raise Refusal(f"{name} does not lie in the folder of the collection.") from None


def title_in(document: Document | None, name: str) -> str:
    """The title of an entry or a draft as its file says it; its name where nobody has written one yet."""
    title = document.data.get("title") if document and isinstance(document.data, dict) else None
    return title if isinstance(title, str) and title.strip() not in ("", "TODO") else name
