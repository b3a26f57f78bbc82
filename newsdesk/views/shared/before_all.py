"""What has to be known of a record before reading on, in one place: for its page, for data and for answers."""

from collections.abc import Iterable

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.model import Correction, CorrectionKind, Digest, DigestStatus, Entry, Outlet, Person, Place, Story, Topic
from newsdesk.views.shared.made import Made, made_of
from newsdesk.views.shared.notices import Notice, correction_notice, designation_notices, notices, proceeding_notices
from newsdesk.views.shared.proceedings import accused_in_story

Noticed = Entry | Made | Place | Topic


def notices_of(collection: Collection, record: Noticed, root: str, page: str = "") -> list[Notice]:
    """The notices of a record: designations, corrections, proceedings, and that no person has reviewed it.

    `page` is the way to the page of the record, "" on that page itself, which may say some of it in other places.
    """
    if isinstance(record, Entry):
        return notices(collection, record, root, page)
    found: list[Notice] = []
    if isinstance(record, Digest) and record.status is DigestStatus.DRAFT:
        found.append(Notice("draft", Markup(collection.words("This digest is a draft."))))
    if isinstance(record, Outlet):
        found += designation_notices(collection, [record.id], root)
    if not isinstance(record, Topic):
        found += _corrected(collection, record.corrections, page)
    if isinstance(record, Story):
        found += proceeding_notices(collection, accused_in_story(collection, record), root)
    elif isinstance(record, Person) and record.public:
        found += proceeding_notices(collection, [record], root)
    if said := unreviewed(collection, record):
        found.append(Notice("machine", Markup.escape(said)))
    return found


def of_kinds(found: Iterable[Notice], *kinds: str) -> list[Notice]:
    """Those of some kinds, which stand in one place of a page."""
    return [notice for notice in found if notice.kind in kinds]


def unreviewed(collection: Collection, record: Made | Place | Topic) -> str:
    """That no person has reviewed our text in a record, and who drafted it; "" where somebody has, or it has none."""
    has_text = (
        record.note if isinstance(record, Digest | Place) else record.description if isinstance(record, Topic) else True
    )
    is_reviewed = not isinstance(record, Place | Topic) and record.reviewed
    return made_of(collection, record) if has_text and not is_reviewed else ""


def _corrected(collection: Collection, corrections: Iterable[Correction], page: str) -> list[Notice]:
    """The corrections that change what a reader takes from a page."""
    return [correction_notice(collection, c, page) for c in corrections if c.kind is CorrectionKind.MATERIAL]
