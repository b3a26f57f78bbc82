"""What is kept of an article: its text and an entry's claims come in, sealed evidence goes out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar, cast

from newsdesk.evidence.claims import Claims, claims_of
from newsdesk.evidence.fingerprint import SEQUENCE, VERSION, Filter, Recorded, key_of, keyed
from newsdesk.evidence.judging import Kind, judge
from newsdesk.evidence.passages import Text
from newsdesk.evidence.printed import Article, Part
from newsdesk.evidence.words import count, digest
from newsdesk.model import Entry, Evidence, Read
from newsdesk.model.evidence import PageEvidence

_Either = TypeVar("_Either", bound=Evidence | PageEvidence)


def evidence_of(
    text: Text,
    claims: Claims,
    captured: date,
    looked_for: Mapping[str, Iterable[str]] | None = None,
    told: Sequence[str] = (),
) -> Evidence:
    """The evidence that an entry with these claims rests on; only what stands in the text is recorded.

    `looked_for` holds the hashes of figures, dates and names of sentences, by the fields of evidence; `told` is what
    the page says of itself.
    """
    sha256 = digest(text.words)
    key = key_of(sha256)
    found = [
        verdict
        for verdict in judge(claims, None, text)
        if verdict.kind not in (Kind.NEAR_OTHER, Kind.UNMARKED, Kind.INVISIBLE)
    ]
    missing = {verdict.loc[1] for verdict in found if verdict.loc[-1] == "text"}
    copies = any(verdict.kind is Kind.COPIED for verdict in found)
    names = {said.name_hash(key) for said in claims.named if text.find_name(said.printed, claims.language) is not None}
    article = Article(text, claims.language, told)
    looks = {one.hash(key): article.look(one).stands for one in claims.particulars}
    sequences = Filter.of(text.words, key)
    fields = {
        "version": VERSION,
        "captured": captured,
        "read": Read.EXCERPT if claims.read == Read.EXCERPT else Read.FULL,
        "words": count(text.words),
        "sha256": sha256,
        "sequence": SEQUENCE,
        "hashes": sequences.hashes,
        "filter": sequences.text,
        "names": tuple(sorted(names)),
        "quotations": tuple(sorted({s.quotation_hash(key) for s in claims.quoted if s.at not in missing})),
        "summary": claims.summary_hash(key) if claims.summary and not copies else None,
        "printed": tuple(sorted(one for one, stands in looks.items() if stands)),
        "unprinted": tuple(sorted(one for one, stands in looks.items() if stands is False)),
        **{name: tuple(sorted(hashes)) for name, hashes in (looked_for or {}).items()},
    }
    made = Evidence.model_validate({**fields, "seal": "0" * 16})
    return sealed(made)


def sealed(evidence: _Either) -> _Either:
    """The same with the seal of what it says: who changes a field of it calls this last."""
    # Of two classes mypy knows only that the copy is of one of them.
    return cast("_Either", evidence.model_copy(update={"seal": seal_of(evidence)}))


def seal_of(evidence: Evidence | PageEvidence) -> str:
    """The hash of all other fields; it is no signature, it shows a change by hand.

    A field that is not set is left out, so that one that is added to the format breaks no seal.
    """
    if isinstance(evidence, Evidence) and evidence.version < VERSION:
        return _seal_in_version_1(evidence)
    fields = evidence.model_dump(mode="json", exclude={"seal"}, exclude_none=True)
    parts = (
        f"{name}={' '.join(value) if isinstance(value, list) else value}"
        for name, value in sorted(fields.items()) if value != []
    )  # fmt: skip
    return keyed(key_of(evidence.sha256), b"seal", "\n".join(parts))


def _seal_in_version_1(evidence: Evidence) -> str:
    parts: Sequence[object] = (
        evidence.version, evidence.captured, evidence.read, evidence.words, evidence.sequence, evidence.hashes,
        evidence.filter, " ".join(evidence.names), " ".join(evidence.quotations),
        evidence.summary,
    )  # fmt: skip
    return keyed(key_of(evidence.sha256), b"seal", "\n".join(map(str, parts)))


def forgotten(claims: Claims, evidence: Evidence) -> Evidence:
    """Evidence without the hashes of names that the entry no longer shows, and of quotations that went with them.

    It is the same where some name or quotation is not recorded: which of them changed, only the text tells.
    """
    key = key_of(evidence.sha256)
    names = {said.name_hash(key) for said in claims.named}
    quotations = {said.quotation_hash(key) for said in claims.quoted}
    if not (names <= set(evidence.names) and quotations <= set(evidence.quotations)):
        return evidence
    printed = {one.hash(key) for one in claims.particulars}
    kept = {
        "printed": tuple(one for one in evidence.printed if one in printed),
        "unprinted": tuple(one for one in evidence.unprinted if one in printed),
        "names": tuple(one for one in evidence.names if one in names),
        "quotations": tuple(one for one in evidence.quotations if one in quotations),
    }
    return sealed(evidence.model_copy(update=kept))


def verified(entry: Entry) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the sources whose quotation, and of those whose printed name, the fingerprint bears out."""
    if entry.evidence is None:
        return frozenset(), frozenset()
    return verified_in(claims_of(entry), entry.evidence)


def verified_in(claims: Claims, evidence: Evidence) -> tuple[frozenset[int], frozenset[int]]:
    """The same of an entry that is still being written."""
    recorded = Recorded.of(evidence)
    quotations, names = set(evidence.quotations), set(evidence.names)
    return (
        frozenset(
            said.at
            for said in claims.quoted
            if said.is_known(recorded.knows) and said.quotation_hash(recorded.key) in quotations
        ),
        frozenset(
            said.at for said in claims.named if recorded.knows(said.printed) and said.name_hash(recorded.key) in names
        ),
    )


def as_printed(entry: Entry) -> frozenset[Part]:
    """What of its title, byline, offices and day an entry's fingerprint bears out: of the offices all of them."""
    if entry.evidence is None or not entry.evidence.printed:
        return frozenset()
    key, kept = key_of(entry.evidence.sha256), set(entry.evidence.printed)
    claims = claims_of(entry).particulars
    return frozenset(
        part
        for part in Part
        if (own := [one for one in claims if one.part is part]) and all(o.hash(key) in kept for o in own)
    )
