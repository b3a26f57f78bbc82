"""Compares an entry with the fingerprint of its article, and with the text where it is at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from newsdesk.evidence.claims import Claims, Said
from newsdesk.evidence.fingerprint import Filter, key_of
from newsdesk.evidence.names import forms
from newsdesk.evidence.passages import LONGEST_RUN, Text, own_runs
from newsdesk.evidence.words import digest, words
from newsdesk.model import Evidence


class Kind(Enum):
    """What a comparison finds."""

    QUOTATION_MISSING = auto()
    QUOTATION_ALTERED = auto()
    """It is not one of those that were compared with the text."""
    QUOTATION_EMPTY = auto()
    ORDER = auto()
    NEGATION = auto()
    """It leaves out the word that turns it into its opposite."""
    NAME_MISSING = auto()
    NAME_ALTERED = auto()
    NAME_UNPRINTED = auto()
    OTHER_SPEAKER = auto()
    """It was compared with the text as the words of somebody else."""
    NEAR_OTHER = auto()
    """The passage names somebody else."""
    COPIED = auto()
    NEW_QUOTATION = auto()
    NEW_NAME = auto()
    UNRECORDED = auto()
    """It stands in the text, and the fingerprint does not yet say so."""
    OTHER_TEXT = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding: where in the entry, the words it is about, and what stands in their place."""

    kind: Kind
    loc: tuple[str | int, ...]
    shown: str = ""
    other: str = ""
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class _Recorded:
    """The fingerprint, ready to be asked."""

    evidence: Evidence
    key: bytes
    filter: Filter

    @classmethod
    def of(cls, evidence: Evidence) -> "_Recorded":
        key = key_of(evidence.sha256)
        return cls(evidence, key, Filter.read(key, evidence.hashes, evidence.filter))

    def lacks(self, found: tuple[str, ...]) -> int | None:
        """The number of the first word of a sequence that the text surely does not have."""
        size = self.evidence.sequence
        for at in range(len(found) - size + 1):
            if " ".join(found[at : at + size]) not in self.filter:
                return at
        return None


def judge(claims: Claims, evidence: Evidence | None, text: Text | None) -> Iterator[Verdict]:
    """Everything in an entry that the article does not bear out, as far as it can be told."""
    recorded = _Recorded.of(evidence) if evidence else None
    if text and evidence and digest(text.words) != evidence.sha256:
        yield Verdict(Kind.OTHER_TEXT, ("evidence", "sha256"))
    yield from _quotations(claims, recorded, text)
    yield from _names(claims, recorded, text)
    yield from _copies(claims, recorded, text)


def _quotations(claims: Claims, recorded: _Recorded | None, text: Text | None) -> Iterator[Verdict]:
    kept = set(recorded.evidence.quotations) if recorded else set()
    hashes = {said.at: said.quotation_hash(recorded.key) for said in claims.quoted} if recorded else {}
    orphaned = bool(kept.difference(hashes.values()))
    for said in claims.quoted:
        loc = ("sources", said.at, "quote", "text")
        is_kept = hashes.get(said.at) in kept
        if not said.pieces:
            yield Verdict(Kind.QUOTATION_EMPTY, loc, said.quotation)
            continue
        if recorded and not is_kept and (whose := _whose(said, claims, recorded, kept)):
            yield Verdict(Kind.OTHER_SPEAKER, loc, said.quotation, whose)
        elif text:
            wrong = _in_text(said, loc, claims, text)
            yield from wrong
            if not wrong and recorded and not is_kept:
                yield Verdict(Kind.UNRECORDED, loc, said.quotation)
        elif recorded and not is_kept:
            missing = (piece for piece in said.pieces if recorded.lacks(piece.words) is not None)
            if first := next(missing, None):
                yield Verdict(Kind.QUOTATION_MISSING, loc, said.quotation[first.start : first.end], offset=first.start)
            elif orphaned:
                yield Verdict(Kind.QUOTATION_ALTERED, loc, said.quotation)
            else:
                yield Verdict(Kind.NEW_QUOTATION, loc, said.quotation)


def _whose(said: Said, claims: Claims, recorded: _Recorded, kept: set[str]) -> str:
    """The other source whose words they were when they were compared with the text."""
    others = (other for other in claims.said if other.printed != said.printed)
    return next((o.name for o in others if said.quotation_hash(recorded.key, o.printed) in kept), "")


def _in_text(said: Said, loc: tuple[str | int, ...], claims: Claims, text: Text) -> list[Verdict]:
    at = 0
    first = None
    for piece in said.pieces:
        found = text.find(piece.words, at)
        if found is None:
            anywhere = text.find(piece.words)
            shown = said.quotation[piece.start : piece.end]
            if anywhere is None:
                return [Verdict(Kind.QUOTATION_MISSING, loc, shown, text.nearest(" ".join(piece.words)), piece.start)]
            return [Verdict(Kind.ORDER, loc, shown, offset=piece.start)]
        if negation := text.negation_cut_off(found, len(piece.words)):
            return [Verdict(Kind.NEGATION, loc, said.quotation[piece.start : piece.end], negation, piece.start)]
        first = found if first is None else first
        at = found + len(piece.words)
    other = _named_instead(said, claims, text, first or 0, at)
    return [Verdict(Kind.NEAR_OTHER, loc, said.quotation, other)] if other else []


def _named_instead(said: Said, claims: Claims, text: Text, first: int, last: int) -> str:
    """A named source that the paragraph around a quotation names, where it does not name the quotation's own."""
    if not (said.is_named and said.printed):
        return ""
    before = text.text.rfind("\n", 0, text.located[first].start)
    after = text.text.find("\n", text.located[last - 1].end)
    near = Text(text.text[before + 1 : after if after >= 0 else len(text.text)])
    own = frozenset().union(*forms(words(said.printed), claims.language))
    if any(word in own and len(word) > 2 for word in near.words) or _finds(near, said, claims):
        return ""
    others = (o for o in claims.named if o.is_named and o.printed != said.printed)
    return next((other.name for other in others if _finds(near, other, claims)), "")


def _finds(text: Text, said: Said, claims: Claims) -> bool:
    return text.find_name(said.printed, claims.language) is not None


def _names(claims: Claims, recorded: _Recorded | None, text: Text | None) -> Iterator[Verdict]:
    if not (recorded or text):
        return
    kept = set(recorded.evidence.names) if recorded else set()
    hashes = {said.at: said.name_hash(recorded.key) for said in claims.named} if recorded else {}
    orphaned = bool(kept.difference(hashes.values()))
    for said in claims.said:
        loc = ("sources", said.at, "name_printed")
        if not said.printed:
            if said.is_named:
                yield Verdict(Kind.NAME_UNPRINTED, ("sources", said.at, "name"), said.name)
            continue
        is_kept = hashes.get(said.at) in kept
        if text:
            if text.find_name(said.printed, claims.language) is None:
                yield Verdict(Kind.NAME_MISSING, loc, said.printed, text.nearest(said.printed))
            elif recorded and not is_kept:
                yield Verdict(Kind.UNRECORDED, loc, said.printed)
        elif recorded and not is_kept:
            if recorded.lacks(tuple(words(said.printed))) is not None:
                yield Verdict(Kind.NAME_MISSING, loc, said.printed)
            else:
                yield Verdict(Kind.NAME_ALTERED if orphaned else Kind.NEW_NAME, loc, said.printed)


def _copies(claims: Claims, recorded: _Recorded | None, text: Text | None) -> Iterator[Verdict]:
    """Runs of the summary that are too long: in the text where it is at hand, else by its sequences."""
    size = recorded.evidence.sequence if recorded else 0
    need = LONGEST_RUN + 2 - size
    if text is None and (recorded is None or need < 1):
        return
    # What was compared with the text itself is not doubted for the sake of a filter that may err.
    if text is None and recorded and recorded.evidence.summary == claims.summary_hash(recorded.key):
        return
    for run in own_runs(claims.summary):
        if text is not None:
            found = _by_runs(run.words, text)
        else:
            assert recorded
            found = _by_sequences(run.words, size, need, recorded.filter)
        if found:
            start, end = run.span(claims.summary, *found)
            yield Verdict(Kind.COPIED, ("summary",), claims.summary[start:end], offset=start)


def copied_run(text: str, article: Text) -> str:
    """The first run of a text, outside quotation marks, that is too long and stands in the article; "" if none."""
    for run in own_runs(text):
        if found := _by_runs(run.words, article):
            start, end = run.span(text, *found)
            return text[start:end]
    return ""


def _by_runs(run: list[str], text: Text) -> tuple[int, int] | None:
    """The numbers of the first and last word of the first run that is too long and stands in the text."""
    last = len(run) - LONGEST_RUN - 1
    shared = [at for at in range(last + 1) if " ".join(run[at : at + LONGEST_RUN + 1]) in text.runs]
    if not shared:
        return None
    end = first = shared[0]
    while end + 1 in shared:
        end += 1
    return first, end + LONGEST_RUN


def _by_sequences(run: list[str], size: int, need: int, sequences: Filter) -> tuple[int, int] | None:
    """The same by `need` sequences, one a word further each, that the text may all have.

    Such a run has one sequence whose number is a multiple of `need`: only these are looked at first.
    """

    def shares(at: int) -> bool:
        return " ".join(run[at : at + size]) in sequences

    last = len(run) - size
    for middle in range(need - 1, last + 1, need):
        if not shares(middle):
            continue
        first = end = middle
        while first > 0 and shares(first - 1):
            first -= 1
        while end < last and shares(end + 1):
            end += 1
        # A word said over and over is one sequence, which a filter may take for one of the text.
        if len({" ".join(run[at : at + size]) for at in range(first, end + 1)}) >= need:
            return first, end + size - 1
    return None
