"""Fields of a record change as a form says: by position, with comments kept, never over another's change."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsdesk.build.settling import judged
from newsdesk.build.settling.following import follow
from newsdesk.check.changes.change import Change
from newsdesk.desk.office import Desk
from newsdesk.desk.records.faults import by_field
from newsdesk.desk.records.rooms import Place, fields_of, target_at
from newsdesk.load import PAGES, Document, parse, shown_path
from newsdesk.load.ordinary import limit_of
from newsdesk.problems import COMMAND_LINE, Refusal, has_errors
from newsdesk.store.editing import Changes
from newsdesk.store.editing.values import same
from newsdesk.store.verbs.published.correct import add_correction
from newsdesk.store.verbs.published.knowing import names_around
from newsdesk.store.verbs.published.targets import Out, Target
from newsdesk.store.verbs.published.wording import changes_between, heaviest, words_of

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a form would change: fields as the editor saw them and as they are to be, None where there is none."""

    place: Place
    was: Fields
    now: Fields
    kind: str = ""
    """The kind of the correction that tells readers, where the record has gone out."""
    why: str = ""


@dataclass(slots=True)
class Answer:
    """What came of an edit."""

    is_done: bool = False
    said: list[str] = field(default_factory=list)
    command: str = ""
    """The line that does the same in a terminal, where a verb does."""
    faults: list[dict[str, Any]] = field(default_factory=list)
    conflicts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Fields that somebody else has changed meanwhile: what they say now."""
    needs: str = ""
    """`minor` or `material`, where readers have to be told of the change."""

    @property
    def data(self) -> dict[str, Any]:
        """The same for scripts."""
        return {
            "done": self.is_done, "said": self.said, "command": self.command, "faults": self.faults,
            "conflicts": self.conflicts, "needs": self.needs,
        }  # fmt: skip


def opened(desk: Desk, place: Place) -> dict[str, Any]:
    """A record for its form: what it says, what the check says of it, and whether it has gone out."""
    changes = Changes(desk.project.root)
    target = target_at(changes, desk, place)
    looked = desk.looked()
    shown = shown_path(target.path, desk.project.root)
    document = _parsed(shown, target.document.text)
    problems = [one for one in looked.problems if one.path == shown]
    return {
        "value": target.data,
        "faults": by_field(document, target.at, problems, desk.say) if document else [],
        "out": Out(changes, desk.project.digests).has(target),
        "file": shown,
        "name": place.name,
    }


def checked(desk: Desk, edit: Edit) -> Answer:
    """What the check would say of an edit; nothing is written."""
    changes = Changes(desk.project.root)
    with desk.reading():
        target = target_at(changes, desk, edit.place)
        answer = Answer(conflicts=_conflicts(target, edit))
        _apply(target, edit)
        answer.faults = _judged(desk, changes, target)[0]
    return answer


def written(desk: Desk, edit: Edit) -> Answer:
    """Write an edit, unless it brings an error, meets another's change, or has to be told to readers and is not yet."""
    with desk.writing():
        changes = Changes(desk.project.root)
        target = target_at(changes, desk, edit.place)
        if conflicts := _conflicts(target, edit):
            return Answer(conflicts=conflicts)
        before, whole = dict(target.data), target.document.get()
        _apply(target, edit)
        if not target.document.is_changed:
            return Answer(is_done=True, said=[desk.say("Nothing was changed.")])
        answer = Answer()
        if Out(changes, desk.project.digests).has(target) and "corrections" in _whole(edit.place):
            answer.needs = _correct(desk, changes, target, before, edit)
            if answer.needs:
                return answer
        if (desk.project.digests / PAGES).is_file():
            follow(desk.project, changes, target.path, whole, desk.begun())
        answer.faults, is_wrong = _judged(desk, changes, target)
        if not is_wrong:
            files = changes.write()
            answer.is_done = True
            answer.said = [desk.say(f"Wrote {shown_path(path, desk.project.root)}") for path in files]
            answer.command = _command(desk, edit)
    return answer


def _conflicts(target: Target, edit: Edit) -> dict[str, dict[str, Any]]:
    """Fields of the edit that no longer say what the editor saw."""
    found = {}
    for name, seen in edit.was.items():
        stands = target.data.get(name)
        if name in edit.now and not same(seen, stands) and not same(edit.now[name], stands):
            found[name] = {"seen": seen, "stands": stands}
    return found


def _apply(target: Target, edit: Edit) -> None:
    """Put the values of the form into the document; Refusal for a field that no form has."""
    known = fields_of(edit.place.room)["properties"]
    for name, value in edit.now.items():
        if name not in known:
            raise Refusal(f'"{name[:60]}" is no field of a form.')
        if value is None:
            target.document.remove((*target.at, name))
        else:
            target.document.set((*target.at, name), value)


def _correct(desk: Desk, changes: Changes, target: Target, before: dict[str, Any], edit: Edit) -> str:
    """Put a correction beside a change that readers are to hear of; how much it weighs, where none is told yet."""
    found: list[Change] = changes_between(
        target.kind, before, target.data, names_around(changes, desk.project.digests, before)
    )
    heavy = heaviest(found)
    weight = "material" if heavy else "minor" if any(change.weight for change in found) else ""
    if not weight:
        return ""
    if not edit.why.strip() or edit.kind not in ("minor", "material") or (edit.kind, weight) == ("minor", "material"):
        return weight
    pairs = [(before.get(name), value) for name, value in edit.now.items()]
    was, now = words_of(pairs, found)
    add_correction(target, desk.today().isoformat(), edit.kind, was, now, " ".join(edit.why.split()))
    return ""


def _judged(desk: Desk, changes: Changes, target: Target) -> tuple[list[dict[str, Any]], bool]:
    """What the check says of the record as it would be, by field, and whether the edit brings an error anywhere."""
    project = desk.project
    texts = changes.texts()
    if not texts:
        return [], False
    brought, left = judged(project, texts, desk.begun(), only_registers=True)
    shown = shown_path(target.path, project.root)
    document = _parsed(shown, texts.get(target.path) or target.document.text)
    problems = [one for one in (*brought, *left) if one.path == shown]
    found = by_field(document, target.at, problems, desk.say) if document else []
    elsewhere = [one for one in brought if has_errors([one]) and one.path != shown]
    found += [
        {"at": [], "rule": one.rule, "severity": one.severity.value,
         "words": f"{one.path}:{one.line}: {desk.say(one.sentence)}"}
        for one in elsewhere
    ]  # fmt: skip
    return found, has_errors(brought)


def _parsed(shown: str, text: str) -> Document | None:
    document, _ = parse(shown, text.encode(), limit_of(shown.rpartition("/")[2]))
    return document


def _whole(place: Place) -> Mapping[str, Any]:
    """The fields of its model, also those that no form has."""
    from newsdesk.model.register import REGISTERS

    return REGISTERS[place.room].model_fields


def _command(desk: Desk, edit: Edit) -> str:
    """The line of `correct` that does the same, where it can: plain texts of what has gone out."""
    if not edit.kind or not all(isinstance(value, str) for value in edit.now.values()):
        return ""
    (name, value), *more = edit.now.items()
    options = [f"--to={value}", f"--kind={edit.kind}", f"--why={edit.why}"]
    options += [f"--with={other}={text}" for other, text in more]
    return desk.project.door.fill(f"{COMMAND_LINE} correct {shlex.join([edit.place.name, name, *options])}")
