"""What would go out of a week: the text of its next edition, and which corrections readers are told with it."""

from dataclasses import dataclass, field
from typing import Any

from newsdesk.build.inbox import with_screened
from newsdesk.check.changes.cover import list_of
from newsdesk.collection import Collection
from newsdesk.desk.git.fields import said
from newsdesk.desk.office import Desk
from newsdesk.desk.weeks.standing import Week, standing_of
from newsdesk.interface import Words
from newsdesk.load import DIGEST_FILE
from newsdesk.model import CorrectionKind
from newsdesk.problems import Refusal
from newsdesk.store.closing import close
from newsdesk.store.history.comparing import Comparing
from newsdesk.views.editions.reasons import reasons
from newsdesk.views.setting.terms import word


@dataclass(frozen=True, slots=True)
class Told:
    """A correction that goes out with the next edition: whose it is, and what it says."""

    id: str
    title: str
    kind: str
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Next:
    """The next edition of a week."""

    number: int
    why: str
    """What made it necessary, in words for readers; "" for the first."""
    corrections: list[Told] = field(default_factory=list)


def next_of(desk: Desk, found: Week) -> Next | None:
    """What the next edition says beside the articles; None where nothing would go out."""
    if found.digest is None:
        return None
    number = len(found.digest.editions) + 1
    if not found.is_out:
        return Next(number, "")
    if not found.has_changed or found.since is None:
        return None
    return Next(number, reasons(desk.prose, found.since.told), list(_corrections(desk, found)))


def _corrections(desk: Desk, found: Week) -> list[Told]:
    """The corrections of a week and its entries that its last edition did not have."""
    documents = desk.looked().documents
    comparing = Comparing(desk.project.digests, desk.project.root, documents, desk.today())
    out = comparing.history.of(found.week, found.digest) if found.digest else None
    then = out.before.documents if out else {}
    told = []
    for path, document in sorted(documents.items()):
        if document is None or not path.startswith(f"{found.week}/") or document.data is then.get(path):
            continue
        old, new = (list_of((data or {}).get("corrections")) for data in (then.get(path), document.data))
        told += [_told(desk.words, path, document.data, one) for one in new[len(old) :] if isinstance(one, dict)]
    return told


def _told(words: Words, path: str, data: dict[str, Any], one: dict[str, Any]) -> Told:
    week, _, name = path.partition("/")
    id = week if name == DIGEST_FILE else name.removesuffix(".yaml")
    title = data.get("title")
    kind = next((word(words, known) for known in CorrectionKind if known.value == one.get("kind")), _text(one, "kind"))
    return Told(id, title if isinstance(title, str) else id, kind, *(_text(one, key) for key in ("was", "now", "why")))


def _text(one: dict[str, Any], key: str) -> str:
    return said(one[key]) if one.get(key) else ""


def as_page(text: str) -> str:
    """The text of an edition as HTML, as its readers see it; what looks like HTML in it is text."""
    from markdown import Markdown

    made = Markdown()
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    return made.convert(text)


def text_of(desk: Desk, collection: Collection, week: str, why: str) -> str:
    """The text of the next edition as it would be frozen; nothing is written."""
    if week not in collection.digests or not collection.by_week[week]:
        raise Refusal(f"{week} has no entries. Weeks without entries make no digest.")
    found = next_of(desk, standing_of(desk, week))
    if found is None:
        raise Refusal(desk.words("Nothing has changed since the last edition."))
    # What the inbox knows of the week is written into it when it goes out: whoever looks reads that, too.
    collection = collection.with_digest(with_screened(desk.project, collection.digests[week]))
    closing = close(collection, desk.project.digests, week, desk.today(), why or found.why or None)
    return closing.files[0][1]
