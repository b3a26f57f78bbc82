"""Runs of a summary that stand in the article: more words in a row than may be shared, outside quotation marks."""

from collections.abc import Iterator, Sequence

from newsdesk.evidence.claims import Claims
from newsdesk.evidence.fingerprint import Recorded
from newsdesk.evidence.passages import TOO_LONG, Text, own_runs
from newsdesk.evidence.words import size, stretches_of

_DOUBT = 0.02
"""How likely a filter may have some run of a summary by chance, if the run is to be called copied without the text."""


def copies(claims: Claims, recorded: Recorded | None, text: Text | None) -> Iterator[tuple[int, int, bool]]:
    """From where to where in the summary a run is too long, and whether it surely stands in the article.

    The text decides where it is at hand, else the sequences of the fingerprint.
    """
    if text is None and recorded is None:
        return
    # What was compared with the text itself is not doubted for the sake of a filter that may err.
    if text is None and recorded and recorded.evidence.summary == claims.summary_hash(recorded.key):
        return
    for run in own_runs(claims.summary):
        if text is not None:
            found, is_sure = _in_text(run.words, text), True
        else:
            assert recorded
            found, is_sure = _in_filter(run.words, recorded)
        if found:
            yield *run.span(claims.summary, *found), is_sure


def copied_run(text: str, article: Text) -> str:
    """The first run of a text, outside quotation marks, that is too long and stands in the article; "" if none."""
    for run in own_runs(text):
        if found := _in_text(run.words, article):
            start, end = run.span(text, *found)
            return text[start:end]
    return ""


def _in_text(run: Sequence[str], text: Text) -> tuple[int, int] | None:
    """The numbers of the first and last word of the first run that is too long and stands in the text."""
    shared = [(start, end) for start, end in stretches_of(run, TOO_LONG) if " ".join(run[start:end]) in text.runs]
    for first, last in _joined(shared):
        if sum(map(size, run[first:last])) >= TOO_LONG:
            return first, last - 1
    return None


def _in_filter(run: Sequence[str], recorded: Recorded) -> tuple[tuple[int, int] | None, bool]:
    """The same by the sequences of the fingerprint, and whether the filter can hardly have them all by chance."""
    sequences = recorded.sequences(run)
    shared = [(start, end) for start, end in sequences if recorded.has(run[start:end])]
    for first, last in _joined(shared):
        if sum(map(size, run[first:last])) >= TOO_LONG:
            # A word said over and over is one sequence, which a filter may take for one of the text.
            distinct = {" ".join(run[start:end]) for start, end in shared if first <= start and end <= last}
            chance = len(sequences) * recorded.filter.chance ** len(distinct)
            if chance < _DOUBT:
                return (first, last - 1), True
            if len(distinct) > 1:
                return (first, last - 1), False
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
