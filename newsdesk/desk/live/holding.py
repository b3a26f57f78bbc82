"""Which entries and drafts are about an article already: its address in any spelling comes in, their pages go out."""

from dataclasses import dataclass

from newsdesk.desk.entries import title_in
from newsdesk.desk.office import Desk
from newsdesk.evidence.cited.addresses import lookup_key


@dataclass(frozen=True, slots=True)
class Holding:
    """An entry, or the draft of one."""

    id: str
    title: str
    is_draft: bool = False


def held_by(desk: Desk, address: str) -> list[Holding]:
    """What has this address, entries first."""
    wanted, found = lookup_key(address), desk.gathered()
    entries = [
        Holding(entry.id, entry.title)
        for entry in (item.record for item in found.draft.entries)
        if wanted in map(lookup_key, filter(None, (entry.url, *(version.url for version in entry.versions))))
    ]
    return [*entries, *_drafts(desk, wanted)]


def _drafts(desk: Desk, wanted: str) -> list[Holding]:
    found = desk.gathered()
    held = []
    for note in found.draft.left_out:
        week, _, file = note.path.rpartition("/")
        document = found.documents.get(f"{week.rpartition('/')[2]}/{file}")
        data = document.data if document and isinstance(document.data, dict) else {}
        address, id = data.get("url"), file.removesuffix(".yaml")
        if isinstance(address, str) and "://" in address and _key(address) == wanted:
            held.append(Holding(id, title_in(document, id), is_draft=True))
    return held


def _key(address: str) -> str:
    try:
        return lookup_key(address)
    except ValueError:  # a draft may say anything
        return ""
