"""`withdraw`: an entry no longer stands; its page and its address stay, and say so."""

from pathlib import Path

from newsdesk.problems import COMMAND_LINE, Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.verbs import Done
from newsdesk.store.verbs.published.correct import add_correction, is_withdrawn
from newsdesk.store.verbs.published.naming import namings
from newsdesk.store.verbs.published.targets import Out, Target, named_by


def withdraw(changes: Changes, digests: Path, named: str, why: str, today: str) -> Done:
    """Say in an entry that it is withdrawn, and why; returns what was done, and the next commands.

    Refused where it has not gone out, is withdrawn already, or is no entry.
    """
    target = named_by(changes, digests, named)
    if target.kind != "entries":
        raise Refusal(
            f"{target.shown} is no entry, and only entries are withdrawn."
            f" Correct what is wrong: {COMMAND_LINE} correct {target.shown} FIELD --kind material --why TEXT"
        )
    reason = " ".join(why.split())
    if not reason:
        raise Refusal("A withdrawal tells why. Write --why TEXT.")
    if not Out(changes, digests).has(target):
        raise Refusal(
            f"{target.id} has not gone out yet, so there is nothing to withdraw: nobody has read it."
            f" Just delete {target.document.shown}."
        )
    if is_withdrawn(target.data):
        raise Refusal(f"{target.id} is withdrawn already. Nothing was changed.")
    add_correction(target, today, "withdrawn", None, None, reason)
    said = [f"{target.id} is withdrawn. Its page stays at /{target.address} and says so, with your reason."]
    leads, next_ = _told(changes, digests, target)
    return Done((*said, *leads), (*next_, f"{COMMAND_LINE} week {target.week} --publish"))


def _told(changes: Changes, digests: Path, target: Target) -> tuple[list[str], list[str]]:
    """Who names the entry, and what to do about it."""
    said, next_ = [], []
    for one in namings(changes, digests, "entries", target.id):
        if one.loc == ("lead",):
            week = one.inner.partition("/")[0]
            said.append(f"It stands first in {week}, as its lead: choose another one.")
            next_.append(f"{COMMAND_LINE} correct {week} lead --to ENTRY --kind minor --why TEXT")
        elif one.loc[-1] == "entry" or one.loc == ("translation_of",):
            said.append(f"{one.shown} rests on it: readers see there that it was withdrawn.")
    return said, next_
