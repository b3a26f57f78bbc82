"""A record gets another id: hashes of our sentences that were made with the old one come out as with the new one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newsdesk.check.cited.at_hand import Target
from newsdesk.check.cited.comparing import citing
from newsdesk.check.cited.judged import asides_in, pages_of, said_with, targets_of, tokens_in
from newsdesk.check.cited.statements import Statement, statements_of
from newsdesk.check.draft import Draft, Referring
from newsdesk.evidence import seal_of, sealed
from newsdesk.evidence.cited.sentences import borne_hash, hashes_with
from newsdesk.evidence.fingerprint import key_of
from newsdesk.model import Evidence, Record
from newsdesk.model.evidence import PageEvidence

_OF_NAMES = ("people", "outlets", "places")
_FIELDS = ("tokens", "absent", "sentences")


@dataclass(frozen=True, slots=True)
class Called:
    """Which record gets another id: `kind` is its register, or `entries`."""

    kind: str
    old: str
    new: str

    def id(self, kind: str, name: str) -> str:
        """What a record is called afterwards."""
        return self.new if (kind, name) == (self.kind, self.old) else name

    def token(self, key: str) -> str:
        """The key of a token afterwards."""
        if self.kind not in _OF_NAMES:
            return key
        if key.startswith(f"a:i:{self.old} "):
            return key.replace(self.old, self.new, 1)
        return f"i:{self.new}" if key == f"i:{self.old}" else key


def carried(
    draft: Draft, called: Called, where: Collection[str] | None = None
) -> Iterator[tuple[Target, Evidence | PageEvidence]]:
    """The evidence that changes, with the article or page that it is of, which still has its old id.

    `where` are the ids of the entries in which the record may be named, None for all: no other is looked at.
    """
    concerned: dict[Target, list[tuple[Referring, Statement]]] = {}
    for item in _concerned(draft, called, where):
        for statement in statements_of(item.record, item.document, item.loc):
            for target in dict.fromkeys(targets_of(statement, item.record)):
                concerned.setdefault(target, []).append((item, statement))
    for target, said in concerned.items():
        old = _evidence(draft, target)
        if old is None or seal_of(old) != old.seal:
            continue
        anew: dict[str, str] = {}
        for item, statement in said:
            anew |= _anew(draft, called, old, item.record, statement)
        now = old.model_copy(
            update={name: tuple(sorted({anew.get(one, one) for one in getattr(old, name)})) for name in _FIELDS}
        )
        if any(set(getattr(now, name)) != set(getattr(old, name)) for name in _FIELDS):
            yield target, sealed(now)


def _concerned(draft: Draft, called: Called, where: Collection[str] | None) -> Iterator[Referring]:
    """The records of whose sentences hashes may hold the old id."""
    if called.kind == "entries":
        yield from (item for item, _ in citing(draft, ("entry", called.old)))
        return
    for item in draft.referencing():
        if where is None or "week" not in item.keys or item.keys["id"] in where:
            yield item


def _evidence(draft: Draft, target: Target) -> Evidence | PageEvidence | None:
    kind, name = target
    if kind == "page":
        return draft.cited[name].record if name in draft.cited else None
    return draft.ids[name].record.evidence if name in draft.ids else None


def _anew(
    draft: Draft, called: Called, evidence: Evidence | PageEvidence, record: Record, statement: Statement
) -> dict[str, str]:
    """The hashes of one sentence, as they are and as they will be, where these differ."""
    at_hand, key = draft.at_hand, key_of(evidence.sha256)
    pages = pages_of(statement, record, at_hand)
    before, after = (said_with(statement, record, pages, at_hand, one) for one in (None, called.id))
    found = {borne_hash(key, before): borne_hash(key, after)}
    if called.kind in _OF_NAMES:
        keys = [token.key for token in tokens_in(statement, at_hand)]
        if f"i:{called.old}" in keys:
            keys += [token.key for token in asides_in(statement, at_hand)]
            found |= hashes_with(key, keys, evidence, called.token)
    return {old: new for old, new in found.items() if old != new}
