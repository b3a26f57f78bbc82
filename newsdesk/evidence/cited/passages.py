"""Compares a passage at a reference with its page: with the text where it is at hand, else with the fingerprint."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from newsdesk.evidence.cited import passage_hash
from newsdesk.evidence.claims import Claims, Said
from newsdesk.evidence.fingerprint import Recorded
from newsdesk.evidence.judging import Kind, in_text
from newsdesk.evidence.passages import Text, pieces
from newsdesk.evidence.words import located
from newsdesk.model import Read
from newsdesk.model.evidence import Compared


@dataclass(frozen=True)
class Page:
    """What is known of a page: its evidence and the hashes of passages there, its text, or both."""

    evidence: Compared | None = None
    text: Text | None = None
    passages: frozenset[str] = frozenset()

    @property
    def is_part(self) -> bool:
        """Whether only a part of it was read: what is not there may stand in the rest."""
        return self.evidence is not None and self.evidence.read is Read.EXCERPT


@dataclass(frozen=True, slots=True)
class PassageVerdict:
    """What is wrong with a passage: what, the words it is about, what stands in their place, and where it begins."""

    kind: Kind
    shown: str
    other: str = ""
    offset: int = 0

    @property
    def is_wrong(self) -> bool:
        """Whether the page has no such words, as opposed to: nobody can tell yet."""
        return self.kind not in (Kind.NEW_QUOTATION, Kind.UNRECORDED)


def judge_passage(passage: str, language: str, page: Page) -> PassageVerdict | None:
    """What a page does not bear out of a passage; None where it stands there, word for word.

    The kinds are those of quotations: NEW_QUOTATION is one that nobody can tell without the text,
    UNRECORDED one that stands in the text and not yet in the evidence.
    """
    if not pieces(passage):
        return PassageVerdict(Kind.QUOTATION_EMPTY, passage)
    recorded = Recorded.of(page.evidence) if page.evidence else None
    is_kept = recorded is not None and passage_hash(recorded.key, passage) in page.passages
    if page.text:
        said = Said(0, "", "", is_named=False, quotation=passage)
        claims = Claims(language, "", "", (said,))
        if wrong := in_text(said, (), claims, page.text):
            first = wrong[0]
            return PassageVerdict(first.kind, first.shown, first.other, first.offset or 0)
        return None if is_kept else PassageVerdict(Kind.UNRECORDED, passage)
    if is_kept:
        return None
    if recorded:
        for piece in pieces(passage):
            if recorded.lacks(piece.words):
                return PassageVerdict(Kind.QUOTATION_MISSING, passage[piece.start : piece.end], offset=piece.start)
    return PassageVerdict(Kind.NEW_QUOTATION, passage)


def differences(ours: str, theirs: str, most: int = 3) -> str:
    """What two passages that are nearly the same differ in, in words: `"12" for "15"`; "" where that is too much."""
    mine, other = (located(text) for text in (ours, theirs))
    found = []
    matcher = SequenceMatcher(None, [word.text for word in mine], [word.text for word in other], autojunk=False)
    for what, start, end, from_, to in matcher.get_opcodes():
        if what == "equal":
            continue
        here = ours[mine[start].start : mine[end - 1].end] if end > start else ""
        there = theirs[other[from_].start : other[to - 1].end] if to > from_ else ""
        if here and there:
            found.append(f'it has "{there}" for "{here}"')
        elif there:
            found.append(f'it has "{there}" besides')
        else:
            found.append(f'it has no "{here}"')
    if not found or len(found) > most or any(len(one) > 120 for one in found):
        return ""
    return ", ".join(found)
