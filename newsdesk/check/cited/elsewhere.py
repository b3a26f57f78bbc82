"""Where words stand that are not where they should be: misattributed words told from invented ones.

Only asked where something is wrong already, so it may look into many fingerprints.
"""

from collections.abc import Iterator, Mapping, Sequence

from newsdesk.check.draft import Draft, Item
from newsdesk.check.judging import telling_verdicts
from newsdesk.check.near.others import Wider
from newsdesk.check.rules.evidence import message, rule_of
from newsdesk.check.telling import Told
from newsdesk.evidence import Kind, Text, Verdict
from newsdesk.evidence.fingerprint import Recorded, keyed
from newsdesk.evidence.passages import pieces
from newsdesk.evidence.words import words
from newsdesk.model import Entry, Evidence

_QUOTATIONS = frozenset({Kind.QUOTATION_MISSING, Kind.QUOTATION_ALTERED})
_NAMES = frozenset({Kind.NAME_MISSING, Kind.NAME_ALTERED})
# A filter has some sequences by chance: so unlikely it is to have all of a quotation, if its article is to be named.
_DOUBT = 1e-5
# The entries nearest in time are looked at; more would make an editor wait.
_MOST, _NAMED = 3_000, 3


def with_places(draft: Draft, item: Item[Entry], told: Sequence[Told], texts: Mapping[str, str]) -> list[Told]:
    """The same problems of an entry beside its article, with the other articles in which the words do stand."""
    rules = {"quotation-not-found", "name-not-found"}
    if not any(said[2] in rules for said in told):
        return list(told)
    if draft.others:
        raise Wider
    found: dict[tuple[int, int, str, str], str] = {}
    for verdict in telling_verdicts(item, texts.get(item.keys["id"]), draft.official):
        if verdict.kind in _QUOTATIONS | _NAMES and (entries := list(_others(draft, item, verdict, texts))):
            line, column = item.document.where(verdict.loc, offset=verdict.offset)
            said, _ = message(verdict, item.record.id)
            found[line, column, rule_of(verdict), said] = _hint(entries)
    return [_added(said, found.get((said[0], said[1], said[2], said[3]), "")) for said in told]


def _added(said: Told, hint: str) -> Told:
    line, column, rule, text, way, severity = said
    return line, column, rule, text, f"{hint} {way}".strip() if hint else way, severity


def _hint(entries: Sequence[str]) -> str:
    named = ", ".join(entries[:_NAMED]) + (" and others" if len(entries) > _NAMED else "")
    return f"It stands in the article of {named}."


def _others(draft: Draft, item: Item[Entry], verdict: Verdict, texts: Mapping[str, str]) -> Iterator[str]:
    """The other entries in whose articles some words stand, those of the nearest weeks first."""
    week = item.keys["week"]
    others = [one for one in draft.entries if one.keys["text"] and one.keys["id"] != item.keys["id"]]
    others.sort(key=lambda one: abs(_number(one.keys["week"]) - _number(week)))
    for other in others[:_MOST]:
        evidence = other.record.evidence
        if evidence is None:
            continue
        name = other.keys["id"]
        if verdict.kind in _NAMES:
            key = Recorded.of(evidence).key
            if keyed(key, b"name", " ".join(words(verdict.shown))) in evidence.names:
                yield name
        elif _has(evidence, verdict.shown, texts.get(name) if name in texts else None):
            yield name


def _has(evidence: Evidence, quotation: str, text: str | None) -> bool:
    """Whether an article has all pieces of a quotation: by its text, or by its filter beyond all chance."""
    recorded, chance, parts = Recorded.of(evidence), 1.0, pieces(quotation)
    for piece in parts:
        if recorded.lacks(piece.words):
            return False
        chance *= recorded.filter.chance ** len(recorded.sequences(piece.words))
    if text is not None:
        known = Text(text)
        return bool(parts) and all(known.find(piece.words) is not None for piece in parts)
    return bool(parts) and chance < _DOUBT


def _number(week: str) -> int:
    """A week as a number that grows with time."""
    year, _, number = week.partition("-W")
    return int(year) * 53 + int(number) if year.isdecimal() and number.isdecimal() else 0
