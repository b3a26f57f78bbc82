"""Runs of a summary that stand in the article: more words in a row than may be shared, outside quotation marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsdesk.evidence.claims import Claims
from newsdesk.evidence.fingerprint import Recorded, key_of
from newsdesk.evidence.names import Official
from newsdesk.evidence.passages import TOO_LONG, Run, Text, own_runs
from newsdesk.evidence.words import WORD, located, size, stretches_of, words
from newsdesk.model import Evidence

_DOUBT = 0.02
"""How likely a filter may have some run of a summary by chance, if the run is to be called copied without the text."""


def copies(claims: Claims, recorded: Recorded | None, text: Text | None) -> Iterator[tuple[int, int, bool]]:
    """From where to where in the summary a run is too long, and whether it surely stands in the article.

    The text decides where it is at hand, else the sequences of the fingerprint.
    """
    if text is None and recorded is None:
        return
    # What was compared with the text itself is not doubted for the sake of a filter that may err.
    known = recorded.evidence if recorded else None
    if text is None and isinstance(known, Evidence) and known.summary == claims.summary_hash(key_of(known.sha256)):
        return
    for run in own_runs(claims.summary):
        found, is_sure = _Shared(claims.summary, run, claims.official, claims.language).first(text or recorded)
        if found:
            yield *run.span(claims.summary, *found), is_sure


def copied_run(text: str, article: Text, official: Official, language: str) -> str:
    """The first run of a text, outside quotation marks, that is too long and stands in the article; "" if none."""
    for run in own_runs(text):
        found, _ = _Shared(text, run, official, language).first(article)
        if found:
            start, end = run.span(text, *found)
            return text[start:end]
    return ""


def shared_runs(pieces: Sequence[str], article: Text | Recorded, least: int) -> Iterator[tuple[int, int, int]]:
    """Which pieces of our texts have at least so many words in a row with an article: its number, from where, to where.

    The text decides where it is at hand. A fingerprint may have sequences by chance: a run counts if all its sequences
    differ, and if so many would be expected by chance in less than 0.02 places of all pieces together.
    """
    taken = [(piece, words(piece)) for piece in pieces]
    known = None if isinstance(article, Text) else article
    number = sum(len(known.sequences(own)) for _, own in taken) if known else 0
    for at, (piece, own) in enumerate(taken):
        if sum(map(size, own)) < least * WORD:
            continue
        if isinstance(article, Text):
            shared = [(a, b) for a, b in stretches_of(own, least * WORD) if article.find(own[a:b]) is not None]
        else:
            shared = [(a, b) for a, b in article.sequences(own) if article.has(own[a:b])]
        for first, end in _joined(shared):
            if known:
                inside = [" ".join(own[a:b]) for a, b in shared if first <= a and b <= end]
                is_short = sum(map(size, own[first:end])) < least * WORD
                is_chance = number * known.filter.chance ** len(inside) >= _DOUBT
                if is_short or is_chance or len(set(inside)) < len(inside):
                    continue
            yield at, *Run(own, 0, len(piece)).span(piece, first, end - 1)


@dataclass(frozen=True)
class _Shared:
    """A run of a summary, to be compared with an article; official names in it count for nothing."""

    text: str
    run: Run
    official: Official
    language: str

    @cached_property
    def _taken(self) -> set[int]:
        part = self.text[self.run.start : self.run.end]
        return self.official.taken(part, located(part), self.language)

    def _is_long(self, first: int, end: int) -> bool:
        sizes = list(map(size, self.run.words[first:end]))
        if sum(sizes) < TOO_LONG:
            return False
        return sum(one for at, one in enumerate(sizes, first) if at not in self._taken) >= TOO_LONG

    def first(self, article: Text | Recorded | None) -> tuple[tuple[int, int] | None, bool]:
        """The numbers of the first and last word of the first part that is too long, and whether it surely is.

        A fingerprint may have sequences by chance.
        """
        own = self.run.words
        if isinstance(article, Text):
            shared = [(a, b) for a, b in stretches_of(own, TOO_LONG) if " ".join(own[a:b]) in article.runs]
            return next(((a, b - 1) for a, b in _joined(shared) if self._is_long(a, b)), None), True
        if article is None:
            return None, True
        sequences = article.sequences(own)
        shared = [(a, b) for a, b in sequences if article.has(own[a:b])]
        for first, end in _joined(shared):
            # A word said over and over is one sequence, which a filter may take for one of the text.
            distinct = {" ".join(own[a:b]) for a, b in shared if first <= a and b <= end}
            if len(distinct) > 1 and self._is_long(first, end):
                return (first, end - 1), len(sequences) * article.filter.chance ** len(distinct) < _DOUBT
        return None, True


def _joined(shared: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches, each beginning a word behind the one before, put together."""
    first = last = start_before = None
    for start, end in shared:
        if start_before is not None and start == start_before + 1:
            last = end
        else:
            if first is not None and last is not None:
                yield first, last
            first, last = start, end
        start_before = start
    if first is not None and last is not None:
        yield first, last
