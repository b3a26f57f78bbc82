"""What a page after publication is about: a name in its address comes in, a record of the collection goes out."""

from newsdesk.desk.office import Desk
from newsdesk.load import REGISTERS
from newsdesk.model.codes import is_week
from newsdesk.problems import Refusal
from newsdesk.store.editing import Changes
from newsdesk.store.verbs.published.targets import Out, Target, named_by

_LONGEST = 200


def named(name: str) -> str:
    """A record as verbs name it, by the address of its page: `outlets/lantern` is `outlets.yaml#lantern`."""
    register, slash, id = name.partition("/")
    if len(name) > _LONGEST or "\\" in name or ".." in name or "#" in name or name.startswith(("/", "-")):
        raise Refusal("There is no such record.")
    if not slash:
        return name
    if register in REGISTERS and "/" not in id:
        return f"{register}.yaml#{id}"
    raise Refusal("There is no such record.")


def target_of(desk: Desk, changes: Changes, name: str) -> Target:
    """The record of a page; Refusal, with the nearest name, where there is none."""
    return named_by(changes, desk.project.digests, named(name))


def page_of(target: Target) -> str:
    """The address of the page of a record."""
    return f"/after/{target.kind}/{target.id}" if target.at else f"/after/{target.id}"


def elsewhere(target: Target) -> str:
    """Where on the desk a record is changed that has not gone out."""
    if target.kind == "entries":
        return f"/draft/{target.id}"
    return f"/weeks/{target.id}#note" if is_week(target.id) else f"/registers/{target.kind}/{target.id}"


def has_gone_out(desk: Desk, changes: Changes, target: Target) -> bool:
    """Whether readers may know what a record says."""
    return Out(changes, desk.project.digests).has(target)
