"""A rule on what was not compared: it is never taken for borne out."""

from collections.abc import Iterator

from newsdesk.check.draft import Draft, Finding
from newsdesk.check.rules.cited.passages import again_for, judged_passages
from newsdesk.check.rules.cited.sentences import sentence_not_compared
from newsdesk.check.rules.evidence import shortened
from newsdesk.evidence.judging import Kind


def uncited_page(draft: Draft) -> Iterator[Finding]:
    """A page of which something is known is cited: what was compared with it is gone, and its hashes tell of it."""
    if draft.others or draft.unfinished or any(draft.faulty.values()) or draft.unread:
        return  # what is not looked at, is not finished or has a fault may cite it
    cited = {address for item in draft.referencing() for address in item.keys.get("cites", ())}
    for address, item in draft.cited.items():
        if address not in cited:
            yield Finding(item, (), f'Nothing cites "{address}" any more.', "Delete its block.", key=True)


def not_comparable(draft: Draft) -> Iterator[Finding]:
    """What was not compared with its page is told: nobody may take it for borne out."""
    for item, loc, page, verdict in judged_passages(draft):
        shown, again = shortened(verdict.shown), f"Run {again_for(item, str(loc[1]))}."
        if verdict.kind is Kind.UNRECORDED:
            message = f'"{shown}" stands in the page, and pages.yaml does not say so yet.'
        elif verdict.kind is Kind.QUOTATION_MISSING and page.is_part:
            message = f'"{shown}" does not stand in the part of the page that was captured.'
        elif verdict.kind is not Kind.NEW_QUOTATION:
            continue
        elif page.evidence is None:
            message = f'Nobody has compared "{shown}" with the page.'
        else:
            message = f'"{shown}" cannot be compared without the text of the page.'
        yield Finding(item, loc, message, again)
    for owner, statement, message, again in sentence_not_compared(draft):
        yield Finding(owner, statement.loc, message, again, offset=statement.start)
