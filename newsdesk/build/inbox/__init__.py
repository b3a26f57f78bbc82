"""The inbox of a collection: sources and an editor's steps come in; candidates beside what is known go out."""

from datetime import date
from typing import TYPE_CHECKING

from newsdesk.build.project import Project

if TYPE_CHECKING:
    from newsdesk.build.inbox.around import Around
    from newsdesk.model import Digest


def surroundings(project: Project, begun: date | None = None) -> "Around":
    """What a collection knows that its inbox is compared with, as its files are now."""
    # Imported here: to put off or to leave out asks nothing of the collection.
    from newsdesk.build.inbox.around import Around
    from newsdesk.build.lately.some import examine_all

    return Around(examine_all(project, begun))


def with_screened(project: Project, digest: "Digest") -> "Digest":
    """A digest as it would be once `write_screened` has written into it; nothing is written."""
    from newsdesk.model.digest import Screened
    from newsdesk.store.inbox.journal import Journal

    if not Journal(project.root).path.is_file():
        return digest
    from newsdesk.build.inbox.closing import foreseen

    known = foreseen(project, digest, surroundings(project))
    return digest.model_copy(update={"screened": Screened.model_validate(known[0])}) if known else digest


def write_screened(project: Project, digest: "Digest") -> str:
    """Write what the inbox knows of a week into its digest, where nobody has, and say so; "" where nothing is to do."""
    # Imported here: most collections have no inbox.
    from newsdesk.store.inbox.journal import Journal

    if not Journal(project.root).path.is_file():
        return ""
    from newsdesk.build.inbox.closing import write_screened as written

    return written(project, digest, surroundings(project))
