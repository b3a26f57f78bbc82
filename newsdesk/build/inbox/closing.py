"""A week that is closed says what was screened, by the inbox, where no person has written it."""

from typing import Any

from newsdesk.build.entries.changing import changes_of
from newsdesk.build.inbox.around import Around
from newsdesk.build.inbox.reasons import reasons
from newsdesk.build.inbox.screening import Log, log_of, screened
from newsdesk.build.project import Project
from newsdesk.interface import ENGLISH, words_of
from newsdesk.load import DIGEST_FILE
from newsdesk.model.digest import Digest
from newsdesk.model.terms import DigestStatus
from newsdesk.store.inbox.journal import Journal
from newsdesk.store.maintained import read_settings


def screened_of(project: Project, journal: Journal, around: Around, week: str) -> tuple[dict[str, Any], Log]:
    """The field `screened` for a week, in the language of the collection, and the figures in it."""
    settings, _ = read_settings(project.config, project.root)
    words = words_of(settings.language if settings else ENGLISH)
    log = log_of(week, journal.read().candidates.values(), around)
    return screened(log, reasons(project), words), log


def foreseen(project: Project, digest: Digest, around: Around) -> tuple[dict[str, Any], Log] | None:
    """What closing a week would write as `screened`, and its figures; None where it would write nothing.

    What a person wrote stays, and what has gone out is not added to.
    """
    if digest.screened is not None or digest.status is not DigestStatus.DRAFT:
        return None
    found, log = screened_of(project, Journal(project.root), around, digest.week)
    return None if log.is_empty else (found, log)


def write_screened(project: Project, digest: Digest, around: Around) -> str:
    """Write `screened` into the digest of a week that goes out first, and say so; "" where there is nothing to do."""
    known = foreseen(project, digest, around)
    if known is None:
        return ""
    found, log = known
    changes = changes_of(project)
    changes.document(project.digests / digest.week / DIGEST_FILE).set(("screened",), found)
    changes.write()
    left = sum(log.left_out.values())
    return (
        f"Wrote what was screened, by the inbox: {log.articles:,} looked at, {log.taken:,} taken, {left:,} left out,"
        f" {log.later:,} put off; {log.new:,} were not looked at."
    )
