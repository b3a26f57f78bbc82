"""A candidate is taken: it is captured and drafted as `new` does it, and the journal says which entry it has."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsdesk.build.entries.drafting import Drafted, Known, draft
from newsdesk.build.inbox.around import Around
from newsdesk.build.project import Project
from newsdesk.intake.capture import need_extra
from newsdesk.intake.original import Original, original_of, site_of
from newsdesk.model.candidates import Candidate, State
from newsdesk.problems import COMMAND_LINE, Refusal
from newsdesk.store.inbox.journal import Journal
from newsdesk.store.inbox.steps import take as take_step

if TYPE_CHECKING:
    from newsdesk.intake.reach import Guard


def take(
    project: Project,
    journal: Journal,
    around: Around,
    candidate: Candidate,
    now: datetime,
    known: Known | None = None,
    guard: "Guard | None" = None,
) -> Drafted:
    """Draft an entry of a candidate; where there is one about its address, it is taken as that one.

    Refusal, and nothing changed, where it was taken, or its page cannot be had or read.
    """
    if candidate.state is State.TAKEN and candidate.step:
        raise Refusal(f"{candidate.id} is taken already: its entry is {candidate.step.entry}.")
    there = around.entry_of(candidate.items)
    if there and there.kind != "withdrawn":
        take_step(journal, candidate, there.id, there.week, now)
        goes_on = f"{COMMAND_LINE} {'finish' if there.kind == 'draft' else 'review'} {there.id}"
        said = f"It has {'a draft' if there.kind == 'draft' else 'an entry'} already: {there.id}. Next: {goes_on}"
        return Drafted(there.id, f"{there.week}/{there.id}.yaml", (), (said,))
    drafted = draft(
        project,
        _original(project, journal, candidate, guard),
        replace(known or Known(), perhaps=candidate.item.date or None, address=candidate.item.url or None),
        now,
    )
    take_step(journal, candidate, drafted.entry, drafted.inner.partition("/")[0], now)
    return drafted


def _original(project: Project, journal: Journal, candidate: Candidate, guard: "Guard | None") -> Original:
    """The page of a candidate: the one that was saved, else of the first of its items that has an address."""
    need_extra()
    site = site_of(project.config)
    for item in candidate.items:
        if item.page:
            return original_of(str(journal.page(item.page)), site, guard)
    url = next((item.url for item in candidate.items if item.url), "")
    if not url:
        raise Refusal(f"{candidate.id} has no address and no page. Save its page, and run: {COMMAND_LINE} new FILE")
    return original_of(url, site, guard)
