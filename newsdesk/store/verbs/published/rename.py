"""`rename`: a record gets another id, or an entry another week; all that names it follows, and its address leads on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.check.changes.cover import list_of
from newsdesk.check.changes.fields import text_of
from newsdesk.check.reviewing.signed import is_as_signed, signed_digest
from newsdesk.check.unfinished import page_of
from newsdesk.load import CODINGS, DIGEST_FILE, MOVED, parse
from newsdesk.model.codes import check_id, is_week
from newsdesk.model.versions import FORMAT
from newsdesk.problems import COMMAND_LINE, Refusal
from newsdesk.store.editing import Changes, Document
from newsdesk.store.verbs import Done
from newsdesk.store.verbs.published.naming import namings
from newsdesk.store.verbs.published.targets import Out, Target, named_by


@dataclass(frozen=True, slots=True)
class Home:
    """Where the files of a collection lie: its entries, and the editor's own copies of articles."""

    digests: Path
    captures: Path


def rename(changes: Changes, home: Home, named: str, wanted: str, why: str, today: str, *, leads: bool = True) -> Done:
    """Give a record another id, `NEW-ID`, or an entry another week as well, `WEEK/NEW-ID`.

    Returns what was done, and the next commands. Refused where the id or its address is taken or was, where the
    week is not open, and where a published record has no page that could lead on.
    """
    target = named_by(changes, home.digests, named)
    if target.kind == "digests":
        raise Refusal(f"{target.id} is a week: it is called by the calendar. Name an entry or a record.")
    week, slash, name = wanted.rpartition("/")
    name = name.removesuffix(".yaml")
    _refuse_id(name)
    out = Out(changes, home.digests)
    if target.kind == "entries":
        new = _new_entry(out, target, week if slash else target.week, name)
    elif slash:
        raise Refusal(f"{target.shown} stands in no week. Write the new id alone.")
    else:
        new = _new_record(target, name)
    is_out = out.has(target)
    if is_out and not target.address:
        raise Refusal(
            f"{target.shown} has no page that could lead on to another: published entries refer to it, so its id stays."
            " Its name may be corrected."
        )
    _refuse_taken(out, target, new)
    said = []
    found = namings(changes, home.digests, target.kind, target.id) if name != target.id else []
    if target.kind == "entries" and name != target.id:
        _recode(changes, home.digests, target.id, name)
    # Another id is no other text: a signature goes on to hold.
    naming = dict.fromkeys(one.document for one in found)
    signed = [one for one in naming if one.get("reviewed", "of") and is_as_signed(_data(one))]
    for one in found:
        one.document.set(one.loc, one.value.removesuffix(target.id) + name)
    for document in signed:
        document.set(("reviewed", "of"), signed_digest(_data(document)))
    if target.kind == "entries":
        said.append(_move(changes, home, target, week if slash else target.week, name))
    else:
        target.document.rename(target.at, name)
        said.append(f"{target.kind}.yaml: {target.id} is called {name}.")
    if found:
        many = "1 place follows" if len(found) == 1 else f"{len(found)} places follow"
        said.append(f"{many}: {', '.join(dict.fromkeys(one.shown for one in found))}.")
    if is_out and leads:
        lead_on(changes, home.digests, target.address, new, why or "Renamed.", today)
        said.append(f"/{target.address} leads on to /{new}, by a line in {MOVED}.")
    return Done(tuple(said), tuple(_next(out, target, week if slash else target.week, name, is_out=is_out)))


def lead_on(changes: Changes, digests: Path, old: str, new: str | None, why: str, today: str) -> None:
    """Write down where a published address leads now, `None` for nowhere; what led to it goes on with it."""
    path = digests / MOVED
    document = changes.begin(path)
    if document.get("schema") is None:
        document.set(("schema",), FORMAT.current)
    for index, item in enumerate(list_of(document.get("moved"))):
        if isinstance(item, dict) and text_of(item.get("to")) == old:
            document.set(("moved", index, "to"), new)
    document.append(("moved",), {"path": old, "to": new, "on": today, "why": " ".join(why.split())})


def _data(document: Document) -> dict[str, Any]:
    """What a document says, as a check reads it."""
    read, _ = parse(document.shown, document.text.encode())
    return read.data if read else {}


def _refuse_id(name: str) -> None:
    try:
        check_id(name)
    except ValueError:
        raise Refusal(
            f'"{name}" is no id. Write small Latin letters, digits and single hyphens, such as bridge-opens-late.'
        ) from None


def _new_entry(out: Out, target: Target, week: str, name: str) -> str:
    """The address that an entry will have."""
    if not is_week(week):
        raise Refusal(f'"{week}" is no week. Write it like {target.week}/{name}.')
    if (week, name) == (target.week, target.id):
        raise Refusal(f"{target.id} is called that already, in {week}. Nothing was changed.")
    if not (out.digests / week / DIGEST_FILE).is_file():
        raise Refusal(f"{week} is not open yet. Run: {COMMAND_LINE} week {week}")
    others = [path for path in sorted(out.digests.glob(f"*/{name}.yaml")) if path != target.path]
    if others:
        inner = others[0].relative_to(out.digests).as_posix()
        raise Refusal(f"There is an entry {name} already, in {inner}. No id stands twice in a collection.")
    return page_of(f"{week}/{name}.yaml", week)


def _new_record(target: Target, name: str) -> str:
    if name == target.id:
        raise Refusal(f"{target.id} is called that already. Nothing was changed.")
    if target.document.get(target.kind, name) is not None:
        raise Refusal(
            f"There is a record {name} in {target.kind}.yaml already. Where two are one, take one of them out by hand,"
            f" let {MOVED} lead to the other, and say so there in a correction."
        )
    return f"{target.kind}/{name}/"


def _refuse_taken(out: Out, target: Target, new: str) -> None:
    """An address that was published is that of its page for ever, also where that has moved on."""
    moved = out.digests / MOVED
    items: Any = list_of(out.changes.document(moved).get("moved")) if moved.is_file() else []
    gone = {text_of(item.get("path")) for item in items if isinstance(item, dict)}
    if new in gone or (new in (out.addresses or ()) and new != target.address):
        raise Refusal(f"/{new} was the address of a page that has gone out, and stays so. Take another id.")


def _move(changes: Changes, home: Home, target: Target, week: str, name: str) -> str:
    new = home.digests / week / f"{name}.yaml"
    # A draft names itself in the command that ends it.
    text = target.document.text.replace(f" finish {target.id}\n", f" finish {name}\n")
    if name != target.id and text != target.document.text:
        target.document.put(text)
    changes.move(target.path, new)
    if name != target.id and home.captures.is_dir():
        for path in sorted(home.captures.glob(f"{target.id}.*")):
            changes.carry(path, path.with_name(name + path.name.removeprefix(target.id)))
    return f"{target.inner} is {week}/{name}.yaml now."


def _recode(changes: Changes, digests: Path, old: str, new: str) -> None:
    """A second coding goes with its entry; how far two readers agree is not changed by a name."""
    path = digests / CODINGS
    if path.is_file() and (document := changes.document(path)).get("codings", old) is not None:
        document.rename(("codings", old), new)


def _next(out: Out, target: Target, week: str, name: str, *, is_out: bool) -> list[str]:
    if target.kind != "entries" or not is_out:
        return [f"{COMMAND_LINE} {target.next_step(name)}"]
    weeks = [week] if week == target.week else [week, target.week]
    early = "" if out.is_closed(week) else " --early"
    return [
        f"{COMMAND_LINE} week {weeks[0]} --publish{early}",
        *(f"{COMMAND_LINE} week {one} --publish" for one in weeks[1:]),
    ]
