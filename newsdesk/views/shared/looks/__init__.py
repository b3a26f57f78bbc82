"""What pages say of other people's pages that were looked at again: changed, gone, behind a wall, or the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newsdesk.collection import Collection
from newsdesk.collection.measures.changes import Change, missing_of
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.interface import Words, kept
from newsdesk.model import Entry, Record, Reference
from newsdesk.model.looks import Look, LookReason, LookState, Missing, Thing
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.numbers import listed

# Texts of which each sentence rests on references.
_STATED = ("context", "note")
_OF_REFERENCE = "references.{}."


@dataclass(frozen=True, slots=True)
class Looked:
    """A sentence on a page that was looked at again."""

    text: str
    is_quiet: bool
    """Whether nothing of ours is missing there."""
    archived: str = ""
    """The address of an archived copy, where something is missing and pages may link to it."""


def article_look(collection: Collection, entry: Entry) -> Looked | None:
    """What is known of the article of an entry since it was read; None where nobody has looked again."""
    look = _look(collection, entry.url)
    if look is None:
        return None
    missing = [one for one in missing_of(look, entry.id, entry) if _is_about(one, "")]
    copy = entry.archive_url or ""
    return _said(collection, look, missing, copy if collection.may_link(copy, entry.outlet) else "")


def reference_look(
    collection: Collection, record: str, owner: Record, name: str, reference: Reference
) -> Looked | None:
    """The same of the page of a reference; `record` names the owner as the file of looks does."""
    look = _look(collection, reference.url)
    if look is None:
        return None
    missing = [one for one in missing_of(look, record, owner) if _is_about(one, _OF_REFERENCE.format(name))]
    # The list of references links to the copy anyway.
    return _said(collection, look, missing, "")


def quotations_gone(collection: Collection, entry: Entry) -> dict[int, str]:
    """What stands beside quotations of an entry that its article no longer has, by the number of the source."""
    look = _look(collection, entry.url)
    if look is None:
        return {}
    words, found = collection.words, {}
    for one in missing_of(look, entry.id, entry):
        steps = one.at.split(".")
        if one.what is Thing.QUOTATION and steps[0] == "sources" and steps[1].isdecimal():
            said = words("not there any more when looked at on {day}")
            found[int(steps[1])] = said.format(day=say_date(words, look.looked))
    return found


def said_of(collection: Collection, change: Change) -> str:
    """A change in a sentence or two."""
    looked = _said(collection, change.look, change.missing, "")
    return looked.text if looked else ""


def plain_look(
    collection: Collection, record: str, owner: Record, url: str | None, reference: str | None = None
) -> dict[str, Any] | None:
    """What is known of a page that a record cites, as data; None where nobody has looked at it again.

    The page is that of a `reference`, or else the article of the entry.
    """
    look = _look(collection, url)
    if look is None:
        return None
    begin = _OF_REFERENCE.format(reference) if reference else ""
    missing = [one for one in missing_of(look, record, owner) if _is_about(one, begin)]
    return {
        "looked": look.looked.isoformat(),
        "state": str(look.state),
        "why": str(look.why) if look.why else None,
        "since": look.since.isoformat(),
        "seen": look.seen.isoformat() if look.seen else None,
        "missing": [
            {
                "at": one.at,
                "what": str(one.what),
                "since": one.since.isoformat(),
                "seen": one.seen.isoformat() if one.seen else None,
            }
            for one in missing
        ],
    }


def _is_about(missing: Missing, begin: str) -> bool:
    """Whether it is missing on the page of a reference, whose places begin so, or else in the article."""
    # The summary of an entry rests on its article, that of a story on its references.
    is_stated = missing.at in _STATED or ("/" in missing.record and missing.at == "summary")
    if begin:
        return is_stated or missing.at.startswith(begin)
    return not is_stated and not missing.at.startswith("references.")


def _look(collection: Collection, url: str | None) -> Look | None:
    # Whoever never looks at pages again has no keys of them in what is kept of a build.
    return collection.looks.get(address_key(url)) if url and collection.looks else None


def _said(collection: Collection, look: Look, missing: Iterable[Missing], archived: str) -> Looked | None:
    words, lacking = collection.words, list(missing)
    day = say_date(words, look.looked)
    said = [_lacks(words, look, lacking)] if lacking else []
    if look.state is LookState.GONE:
        said.append(_gone(words, look.why).format(day=day))
    elif look.state is LookState.WALLED:
        said.append(_walled(words, look.why).format(day=day))
    elif look.state is LookState.REFUSED:
        said.append(words("Its site asked programs to stay away on {day}.").format(day=day))
    elif look.state is LookState.UNREACHABLE:
        said.append(words("It could not be read on {day}.").format(day=day))
    elif not lacking:
        seen = words("Seen unchanged on {day}.") if look.seen == look.looked else words("Still there on {day}.")
        said.append(seen.format(day=day))
    is_quiet = not lacking and look.state is not LookState.GONE
    return Looked(" ".join(said), is_quiet, "" if is_quiet else archived)


def _lacks(words: Words, look: Look, missing: list[Missing]) -> str:
    """What of ours no longer stands there, since it was last seen."""
    kinds = list(dict.fromkeys(one.what for one in sorted(missing, key=lambda one: list(Thing).index(one.what))))
    number = len(missing)
    things = listed(words, [_things(words)[kind][sum(one.what is kind for one in missing) > 1] for kind in kinds])
    seen = max((one.seen for one in missing if one.seen), default=None)
    if seen is None:
        said = words("Looked at on {day}, and not found there any more: {things}.")
        return said.format(day=say_date(words, look.looked), things=things)
    said = words.ngettext(
        "Changed since {seen}: {things} no longer stands there.",
        "Changed since {seen}: {things} no longer stand there.",
        number,
    )
    return said.format(seen=say_date(words, seen), things=things)


@kept
def _things(words: Words) -> dict[Thing, tuple[str, str]]:
    """What can be missing, one and several."""
    return {
        Thing.QUOTATION: (words("the quoted sentence"), words("quoted sentences")),
        Thing.TITLE: (words("the title"), words("titles")),
        Thing.NAME: (words("a printed name"), words("printed names")),
        Thing.FIGURE: (words("a figure"), words("figures")),
        Thing.PASSAGE: (words("the passage"), words("passages")),
    }


def _gone(words: Words, why: LookReason | None) -> str:
    if why is LookReason.OTHER_PAGE:
        return words("Not there any more when last looked, {day}: another page stood in its place.")
    if why is LookReason.FRONT_PAGE:
        return words("Not there any more when last looked, {day}: its address led to the front page.")
    return words("Not there any more when last looked, {day}.")


def _walled(words: Words, why: LookReason | None) -> str:
    match why:
        case LookReason.PAYMENT:
            return words("Shown only to those who pay when last looked, {day}.")
        case LookReason.LOGIN:
            return words("Shown only to those who sign in when last looked, {day}.")
        case LookReason.LEGAL:
            return words("Not shown for legal reasons when last looked, {day}.")
        case LookReason.CUT_SHORT:
            return words("Only its beginning was shown when last looked, {day}.")
    return words("Not shown to programs when last looked, {day}.")
