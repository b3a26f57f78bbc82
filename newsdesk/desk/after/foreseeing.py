"""What a change would do, before anybody asks for it: the verb goes all its way, but nothing is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from newsdesk.build.examining import without_collector
from newsdesk.build.settling import DOUBTED, judged
from newsdesk.build.settling.compared import is_compared
from newsdesk.build.settling.following import follow
from newsdesk.check.changes.cover import list_of
from newsdesk.check.cited.carried import Called
from newsdesk.desk.after.naming import target_of
from newsdesk.desk.after.standing import kind_said
from newsdesk.desk.after.wishes import Form, fields_to, names_in, new_id, text_in
from newsdesk.desk.git.fields import said as in_words
from newsdesk.desk.office import Desk
from newsdesk.load import parse
from newsdesk.load.ordinary import limit_of
from newsdesk.problems import Problem, Refusal, Severity
from newsdesk.store.editing import Changes
from newsdesk.store.verbs import Done
from newsdesk.store.verbs.private.taking import Going, take_out
from newsdesk.store.verbs.published.correct import Wish, correct
from newsdesk.store.verbs.published.fields import place_of
from newsdesk.store.verbs.published.knowing import fields_of
from newsdesk.store.verbs.published.rename import Home, rename
from newsdesk.store.verbs.published.reply import Answer, add_reply
from newsdesk.store.verbs.published.targets import Target
from newsdesk.store.verbs.published.withdraw import withdraw
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.terms import private_person

# Beside which field of a form a refusal is shown, by its words; others stand below the form.
_BESIDE = (
    (r'^"minor" is too weak', "kind"),
    (r"Write --why TEXT", "why"),
    (r"Write --from", "by"),
    (r"Write --text|^This reply stands", "text"),
    (r"^A reply of", "on"),
    (r"is no week|is not open yet", "week"),
    (r"is no id|is called that already|already, in|stays so\. Take another id|There is a record", "new"),
    (r"--rename", "rename"),
    (r"--name|^No source of|speaks in", "names"),
    (
        r"^Nothing is written for|says that already|holds several values|is true or false|is no field|^Choose a field",
        "to",
    ),
)


@dataclass(slots=True)
class Foreseen:
    """What would happen."""

    said: list[str] = field(default_factory=list)
    """What the verb would say that it did."""
    next: list[str] = field(default_factory=list)
    """The commands that come after it."""
    correction: dict[str, str] | None = None
    """What readers will see beside the record: kind, what it said, what it says, why, and the day."""
    faults: list[dict[str, str]] = field(default_factory=list)
    """Why it would be refused: the field of the form that each is about, or "", its words, and how much it weighs."""

    @property
    def doubts(self) -> bool:
        """Whether the check says something of what would stand there, and nothing that would refuse it."""
        return bool(self.faults) and all(one["severity"] != Severity.ERROR.value for one in self.faults)

    @property
    def data(self) -> dict[str, Any]:
        """The same for scripts."""
        return {"said": self.said, "next": self.next, "correction": self.correction, "faults": self.faults}


@without_collector()
def foresee(desk: Desk, what: str, name: str, form: Form) -> Foreseen:
    """What would come of a form; nothing is written."""
    changes = Changes(desk.project.root)
    changes.walk(desk.project.digests, desk.listed())
    found = Foreseen()
    if what == "correct" and text_in(form, "kind") not in ("minor", "material"):
        said = desk.words("Say whether a reader takes something else from it.")
        found.faults = [{"field": "kind", "text": said, "severity": Severity.ERROR.value}]
        return found
    try:
        target = target_of(desk, changes, name)
        before, called = target.document.get(), _called(what, target, form)
        done = _tried(desk, changes, what, target, form)
    except Refusal as refusal:
        found.faults = [_beside(desk.say(line)) for line in str(refusal).split("\n")]
        return found
    fill = desk.say
    found.said, found.next = [fill(line) for line in done.said], [told for line in done.next if (told := fill(line))]
    if what in ("correct", "withdraw"):
        found.correction = _correction(desk, target)
    if is_compared(desk.project, before, target.document.get()) and what == "correct":
        follow(desk.project, changes, target.document.path, before, desk.begun())
    if what != "name":  # that one looks at everything itself
        found.faults = _judged(desk, changes, target, form if what == "correct" else {}, called)
    return found


def _tried(desk: Desk, changes: Changes, what: str, target: Target, form: Form) -> Done:
    home, entry = Home(desk.project.digests, desk.project.captures), target.shown
    day, why = desk.today().isoformat(), text_in(form, "why").strip()
    # What would happen is told before anybody has said why.
    reason = why or "…"
    match what:
        case "correct":
            return correct(changes, home, entry, Wish(fields_to(form), text_in(form, "kind"), reason, day))
        case "rename":
            return rename(changes, home, entry, new_id(form), why, day)
        case "withdraw":
            return withdraw(changes, home.digests, entry, reason, day)
        case "name":
            by, new = text_in(form, "as").strip() or private_person(desk.prose), text_in(form, "rename").strip()
            return take_out(changes, home, entry, Going(names_in(form), by, reason, day, new))
    return add_reply(changes, home.digests, entry, _answer(desk, form))


def _answer(desk: Desk, form: Form) -> Answer:
    on, language, url = (text_in(form, name).strip() for name in ("on", "language", "url"))
    day = on or desk.today().isoformat()
    return Answer(text_in(form, "by"), text_in(form, "text"), language or desk.prose.tag, day, url or None)


def _beside(line: str) -> dict[str, str]:
    """A refusal, and the field of the form that it is about."""
    place = next((name for words, name in _BESIDE if re.search(words, line)), "")
    return {"field": place, "text": line, "severity": Severity.ERROR.value}


def _correction(desk: Desk, target: Target) -> dict[str, str] | None:
    """The correction that a verb has put at the end of a record; `head` are the words with which it begins."""
    last = list_of(target.data.get("corrections"))[-1:]
    if not last or not isinstance(last[0], dict):
        return None
    found = {name: in_words(value) for name, value in last[0].items()}
    day = say_date(desk.words, date.fromisoformat(found["date"]))
    return found | {"head": f"{day}, {kind_said(desk, found.get('kind', ''))}."}


def _called(what: str, target: Target, form: Form) -> Called | None:
    """How a record is called before and after, where nothing but that changes."""
    new = new_id(form).rpartition("/")[2].removesuffix(".yaml") if what == "rename" else target.id
    return Called(target.kind, target.id, new) if new != target.id else None


def _judged(desk: Desk, changes: Changes, target: Target, form: Form, called: Called | None) -> list[dict[str, str]]:
    """What the check would find that it does not find now, beside the field that it is about."""
    texts, moved = changes.texts(), changes.moved()
    with desk.reading():
        listed = changes.walked(desk.project.digests)
        brought, _ = judged(
            desk.project, texts, desk.begun(), moved=moved, listed=listed, renamed=called, noted=DOUBTED
        )
    spans = _spans(target, form)
    return [_placed(one, target, spans, desk) for one in brought]


def _placed(problem: Problem, target: Target, spans: Sequence[tuple[int, int]], desk: Desk) -> dict[str, str]:
    is_ours = problem.path == target.document.shown
    place = "to" if is_ours and any(first <= problem.line <= last for first, last in spans) else ""
    # What is told beside its field needs no place; what stands elsewhere is looked for by its own.
    text = f"{problem.path}:{problem.line}:{problem.column}: {problem.rule}: {problem.sentence}"
    text = problem.sentence if place else text
    return {"field": place, "text": desk.say(text), "severity": problem.severity.value}


def _spans(target: Target, form: Form) -> list[tuple[int, int]]:
    """The lines in which the fields of a correction stand afterwards."""
    if not form:
        return []
    text = target.document.text
    document, _ = parse(target.document.shown, text.encode(), limit_of(target.inner))
    if document is None:
        return []
    found, many = [], text.count("\n") + 1
    for name in fields_to(form):
        try:
            at = (*target.at, *place_of(target.data, name, target.shown, fields_of(target.kind)))
        except Refusal:
            continue
        first = document.where(at, key=True)[0]
        later = [line for line in _beginnings(document, at) if line > first]
        found.append((first, min(later, default=many + 1) - 1))
    return found


def _beginnings(document: Any, at: tuple[str | int, ...]) -> list[int]:
    """The lines in which the fields beside one begin."""
    owner = document.data
    for step in at[:-1]:
        owner = owner[step]
    steps = list(owner) if isinstance(owner, dict) else range(len(owner))
    return [document.where((*at[:-1], step), key=True)[0] for step in steps]
