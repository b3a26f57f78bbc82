"""Compares an entry with the fingerprint of its article, and with the text where it is at hand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from newsdesk.evidence.claims import Claims, Said
from newsdesk.evidence.copies import copies
from newsdesk.evidence.cuts.marked import is_outside
from newsdesk.evidence.fingerprint import Recorded
from newsdesk.evidence.names import forms
from newsdesk.evidence.passages import Text
from newsdesk.evidence.printed import Article, Part
from newsdesk.evidence.words import digest, words
from newsdesk.model import Evidence

# Inside a word of a script with blanks; a soft hyphen is left by many a page.
_HIDDEN = re.compile("[\u200b\u2060](?<=[A-Za-z\u00c0-\u06ff].)(?=[A-Za-z\u00c0-\u06ff])")


class Kind(Enum):
    """What a comparison finds."""

    QUOTATION_MISSING = auto()
    QUOTATION_ALTERED = auto()
    """It is not one of those that were compared with the text."""
    QUOTATION_EMPTY = auto()
    INVISIBLE = auto()
    """Inside a word it has a character that nobody sees, and that the comparison leaves out."""
    ORDER = auto()
    NEGATION = auto()
    """It leaves out the word that turns it into its opposite."""
    FIGURE = auto()
    """It begins or ends in the middle of a figure."""
    NAME_MISSING = auto()
    NAME_ALTERED = auto()
    NAME_UNPRINTED = auto()
    OTHER_SPEAKER = auto()
    """It was compared with the text as the words of somebody else."""
    NEAR_OTHER = auto()
    """The passage names somebody else."""
    UNMARKED = auto()
    """It stands outside the quotation marks that the article has."""
    COPIED = auto()
    MAY_COPY = auto()
    """The filter has its words, and may have them by chance."""
    LEFTOVER = auto()
    """The fingerprint still has the hash of a name that the entry no longer shows."""
    NEW_QUOTATION = auto()
    NEW_NAME = auto()
    TITLE_UNPRINTED = auto()
    BYLINE_UNPRINTED = auto()
    DAY_UNPRINTED = auto()
    ROLE_UNPRINTED = auto()
    UNRECORDED = auto()
    """It stands in the text, and the fingerprint does not yet say so."""
    OLD_METHOD = auto()
    """It was compared by an earlier version of the method, which could not tell it from others."""
    OLD_EVIDENCE = auto()
    """The text is at hand, and evidence is of an earlier version."""
    OTHER_TEXT = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding: where in the entry, the words it is about, and what stands in their place."""

    kind: Kind
    loc: tuple[str | int, ...]
    shown: str = ""
    other: str = ""
    offset: int | None = None


def judge(claims: Claims, evidence: Evidence | None, text: Text | None) -> Iterator[Verdict]:
    """Everything in an entry that the article does not bear out, as far as it can be told."""
    recorded = Recorded.of(evidence) if evidence else None
    if text and recorded and recorded.is_old:
        yield Verdict(Kind.OLD_EVIDENCE, ("evidence", "version"))
    elif text and evidence and digest(text.words) != evidence.sha256:
        yield Verdict(Kind.OTHER_TEXT, ("evidence", "sha256"))
    yield from _quotations(claims, evidence, recorded, text)
    yield from _names(claims, evidence, recorded, text)
    yield from _printed(claims, evidence, recorded, text)
    for start, end, is_sure in copies(claims, recorded, text):
        kind = Kind.COPIED if is_sure else Kind.MAY_COPY
        yield Verdict(kind, ("summary",), claims.summary[start:end], offset=start)


def _quotations(
    claims: Claims, evidence: Evidence | None, recorded: Recorded | None, text: Text | None
) -> Iterator[Verdict]:
    kept = set(evidence.quotations) if evidence else set()
    quoted = claims.quoted
    known = [said for said in quoted if said.is_known(recorded.knows)] if recorded and recorded.is_old else quoted
    hashes = {said.at: said.quotation_hash(recorded.key) for said in known} if recorded else {}
    orphaned = len(kept.difference(hashes.values())) > len(quoted) - len(known)
    for said in quoted:
        loc = ("sources", said.at, "quote", "text")
        is_kept = hashes.get(said.at) in kept
        if hidden := _HIDDEN.search(said.quotation):
            yield Verdict(Kind.INVISIBLE, loc, said.quotation, f"U+{ord(hidden[0]):04X}", hidden.start())
        if not said.pieces:
            yield Verdict(Kind.QUOTATION_EMPTY, loc, said.quotation)
            continue
        if recorded and not is_kept and (whose := _whose(said, claims, recorded, kept)):
            yield Verdict(Kind.OTHER_SPEAKER, loc, said.quotation, whose)
        elif text:
            wrong = in_text(said, loc, claims, text)
            yield from wrong
            if not wrong and _is_unmarked(said, text):
                yield Verdict(Kind.UNMARKED, loc, said.quotation)
            if not wrong and recorded and not is_kept and not recorded.is_old:
                yield Verdict(Kind.UNRECORDED, loc, said.quotation)
        elif recorded and not is_kept:
            missing = (piece for piece in said.pieces if recorded.lacks(piece.words))
            if first := next(missing, None):
                yield Verdict(Kind.QUOTATION_MISSING, loc, said.quotation[first.start : first.end], offset=first.start)
            elif said.at not in hashes:
                yield Verdict(Kind.OLD_METHOD, loc, said.quotation)
            else:
                yield Verdict(Kind.QUOTATION_ALTERED if orphaned else Kind.NEW_QUOTATION, loc, said.quotation)


def _whose(said: Said, claims: Claims, recorded: Recorded, kept: set[str]) -> str:
    """The other source whose words they were when they were compared with the text."""
    others = (other for other in claims.said if other.printed != said.printed)
    return next((o.name for o in others if said.quotation_hash(recorded.key, o.printed) in kept), "")


def in_text(said: Said, loc: tuple[str | int, ...], claims: Claims, text: Text) -> list[Verdict]:
    """What the text of an article does not bear out of one quotation; its place in the entry is `loc`."""
    at = 0
    first = None
    for number, piece in enumerate(said.pieces):
        shown = said.quotation[piece.start : piece.end]
        left_out = number > 0, number + 1 < len(said.pieces)
        found, cut = _whole(piece.words, at, claims.language, text, left_out)
        if cut:
            return [Verdict(cut[0], loc, shown, cut[1], piece.start)]
        if found is None:
            if text.find(piece.words) is not None:
                return [Verdict(Kind.ORDER, loc, shown, offset=piece.start)]
            if figure := text.figure_around(piece.words):
                return [Verdict(Kind.FIGURE, loc, shown, figure, piece.start)]
            return [Verdict(Kind.QUOTATION_MISSING, loc, shown, text.nearest(" ".join(piece.words)), piece.start)]
        first = found if first is None else first
        at = found + len(piece.words)
    other = _named_instead(said, claims, text, first or 0, at)
    return [Verdict(Kind.NEAR_OTHER, loc, said.quotation, other)] if other else []


def _is_unmarked(said: Said, text: Text) -> bool:
    """Whether all of a quotation stands outside the quotation marks of an article, wherever it stands there."""
    return all(
        is_outside(text.text, *text.span(at, at + len(piece.words)))
        for piece in said.pieces
        for at in text.places_of(piece.words)
    )


def _whole(
    sought: Sequence[str], start: int, language: str, text: Text, left_out: tuple[bool, bool]
) -> tuple[int | None, tuple[Kind, str] | None]:
    """The first place where a passage stands whole, or what it was cut out of where it nowhere does."""
    wrong = None
    for at in text.places_of(sought, start):
        if figure := text.figure_cut(at, len(sought), language):
            wrong = wrong or (Kind.FIGURE, figure)
        elif negation := text.negation_cut(at, len(sought), language, left_out):
            wrong = wrong or (Kind.NEGATION, negation)
        else:
            return at, None
    return None, wrong


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


def _names(
    claims: Claims, evidence: Evidence | None, recorded: Recorded | None, text: Text | None
) -> Iterator[Verdict]:
    if not (recorded or text):
        return
    kept = set(evidence.names) if evidence else set()
    named = claims.named
    known = [said for said in named if recorded.knows(said.printed)] if recorded and recorded.is_old else named
    hashes = {said.at: said.name_hash(recorded.key) for said in known} if recorded else {}
    left = kept.difference(hashes.values())
    orphaned = len(left) > len(named) - len(known)
    if left and len(known) == len(named) and kept.issuperset(hashes.values()):
        yield Verdict(Kind.LEFTOVER, ("evidence", "names"), str(len(left)))
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
            elif recorded and not is_kept and not recorded.is_old:
                yield Verdict(Kind.UNRECORDED, loc, said.printed)
        elif recorded and not is_kept:
            if recorded.lacks(words(said.printed)):
                yield Verdict(Kind.NAME_MISSING, loc, said.printed)
            elif said.at not in hashes:
                yield Verdict(Kind.OLD_METHOD, loc, said.printed)
            else:
                yield Verdict(Kind.NAME_ALTERED if orphaned else Kind.NEW_NAME, loc, said.printed)


_UNPRINTED = {
    Part.TITLE: Kind.TITLE_UNPRINTED, Part.BYLINE: Kind.BYLINE_UNPRINTED, Part.DAY: Kind.DAY_UNPRINTED,
    Part.ROLE: Kind.ROLE_UNPRINTED,
}  # fmt: skip


def _printed(
    claims: Claims, evidence: Evidence | None, recorded: Recorded | None, text: Text | None
) -> Iterator[Verdict]:
    """What is not as the article prints it. Evidence that never recorded such things tells nothing of them."""
    kept = set(evidence.printed) if evidence else set()
    lacking = set(evidence.unprinted) if evidence else set()
    article = Article(text, claims.language) if text else None
    for one in claims.particulars if article or kept or lacking else ():
        own = one.hash(recorded.key) if recorded else ""
        if own in kept:
            continue
        if article:
            found = article.look(one)
            if found.stands is False:
                yield Verdict(_UNPRINTED[one.part], one.loc, one.text, found.other)
        elif own in lacking or (one.part is Part.TITLE and recorded and recorded.lacks(words(one.text))):
            yield Verdict(_UNPRINTED[one.part], one.loc, one.text)
