"""`reply add`: what somebody answers whom an entry is about stands beside it, in their own words."""

from dataclasses import dataclass
from pathlib import Path

from newsdesk.check.changes.cover import list_of
from newsdesk.check.changes.fields import text_of
from newsdesk.problems import COMMAND_LINE, Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.verbs import Done
from newsdesk.store.verbs.published.targets import Out, entry_named


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply as it came: who replies, the words, their language, the day, and where all of it stands."""

    by: str
    text: str
    language: str
    date: str
    url: str | None = None


def add_reply(changes: Changes, digests: Path, entry: str, answer: Answer) -> Done:
    """Put a reply behind those that stand beside an entry; returns what was done, and the next commands.

    Refused where the same reply stands there, or one of a later day.
    """
    target = entry_named(changes, digests, entry)
    known = [one for one in list_of(target.data.get("replies")) if isinstance(one, dict)]
    faults = [f"Write {name}." for name, said in (("--from", answer.by), ("--text", answer.text)) if not said.strip()]
    if any(text_of(one.get("text")) == " ".join(answer.text.split()) for one in known):
        faults.append(f"This reply stands beside {target.id} already.")
    last = max((text_of(one.get("date")) for one in known), default="")
    if last > answer.date:
        faults.append(
            f"A reply of {last} stands beside {target.id}, and replies stand in order, the oldest first."
            f" Write {answer.date} into the file by hand, before it."
        )
    if faults:
        raise Refusal(" ".join(faults))
    item = {
        "by": " ".join(answer.by.split()),
        "date": answer.date,
        "language": answer.language,
        "text": answer.text.strip(),
    }
    target.document.append(("replies",), item | ({"url": answer.url} if answer.url else {}))
    said = f"The reply of {item['by']} stands beside {target.id}. It needs no correction."
    next_ = f"week {target.week} --publish" if Out(changes, digests).has(target) else f"check {target.id}"
    return Done((said,), (f"{COMMAND_LINE} {next_}",))
