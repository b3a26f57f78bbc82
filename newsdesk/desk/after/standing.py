"""How a record stands that has gone out: its addresses, its corrections, and the weeks that it could move to."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from newsdesk.check.changes.cover import list_of
from newsdesk.desk.git.fields import said
from newsdesk.desk.office import Desk
from newsdesk.load import DIGEST_FILE, MOVED
from newsdesk.model import CorrectionKind
from newsdesk.model.codes import is_week
from newsdesk.store.editing import Changes
from newsdesk.store.verbs.published.targets import Target
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.terms import word


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that readers see."""

    date: str
    kind: str
    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Stands:
    """What the page says of a record before anything is changed."""

    title: str
    address: str
    """Its address below the site; "" where it has no page."""
    former: list[str] = field(default_factory=list)
    """Addresses that lead on to it."""
    weeks: list[str] = field(default_factory=list)
    """Weeks that are there, the newest first: an entry could move to one of them."""
    corrections: list[Correction] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    """Names of the sources of an entry, which a private person may ask to be taken out."""


def standing_of(desk: Desk, changes: Changes, target: Target) -> Stands:
    """How a record stands."""
    data, is_entry = target.data, target.kind == "entries"
    return Stands(
        _title(target),
        target.address,
        _former(desk, changes, target),
        _weeks(desk) if is_entry else [],
        [_correction(desk, one) for one in list_of(data.get("corrections")) if isinstance(one, dict)],
        [_text(one, "name") for one in list_of(data.get("sources")) if isinstance(one, dict)] if is_entry else [],
    )


def _title(target: Target) -> str:
    return next((text for key in ("title", "name") if (text := _text(target.data, key))), target.id)


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _correction(desk: Desk, one: dict[str, Any]) -> Correction:
    day, kind, *texts = (said(one[key]) if one.get(key) else "" for key in ("date", "kind", "was", "now", "why"))
    with suppress(ValueError):  # what stands there may be no day
        day = say_date(desk.words, date.fromisoformat(day))
    return Correction(day, kind_said(desk, kind), *texts)


def kind_said(desk: Desk, kind: str) -> str:
    """How a correction's kind is called; what is no kind stays as it is written."""
    return next((word(desk.words, one) for one in CorrectionKind if one.value == kind), kind)


def _former(desk: Desk, changes: Changes, target: Target) -> list[str]:
    path = desk.project.digests / MOVED
    items = list_of(changes.document(path).get("moved")) if path.is_file() else []
    return [_text(one, "path") for one in items if isinstance(one, dict) and one.get("to") == target.address]


def _weeks(desk: Desk) -> list[str]:
    found = (path.parent.name for path in desk.project.digests.glob(f"*/{DIGEST_FILE}"))
    return sorted((week for week in found if is_week(week)), reverse=True)
