"""What stood in a changed place: a word of ours put there makes the text again what was captured."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, log

from newsdesk.evidence.fingerprint import Recorded
from newsdesk.evidence.words import words

_NEAR = 12
# So seldom may chance alone mend a place; and less often where what is looked for stands elsewhere in the text.
_ODDS, _LONG_ODDS = 1 / 150, 1 / 350
_GROUPED = re.compile(r"(?<=\d)[,._'’ ·](?=\d{3}(?!\d))")


def canonical(figure: str) -> str:
    """A figure in the digits 0 to 9, without marks between its thousands."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() and unicodedata.digit(c, -1) >= 0 else c for c in figure)
    return _GROUPED.sub("", plain).replace(",", ".")


def ungrouped(text: str) -> str:
    """A text without marks between the thousands of its figures: 1,500 and 1 500 are one."""
    return _GROUPED.sub("", text)


def figures_in(text: str) -> list[str]:
    """The figures of a text as they stand there, each once."""
    return list(dict.fromkeys(word for word in words(text) if any(map(str.isdigit, word))))


def written(figure: str) -> list[list[str]]:
    """The ways in which a figure may stand in a text, each as its words."""
    bare = _GROUPED.sub("", figure)
    ways = [figure, bare]
    if bare.isdecimal() and len(bare) > 3:
        ways += [f"{int(bare):,}".replace(",", mark) for mark in ",.' "]
    return [list(way) for way in dict.fromkeys(tuple(words(way)) for way in ways)]


def changed_places(found: Sequence[str], recorded: Recorded) -> Iterator[tuple[int, int]]:
    """From where to where words stand, or one is missing, that were others when the text was captured.

    Each lies between words that stood there; where several places are possible, all of them.
    """
    run: list[tuple[int, int]] = []
    for span in recorded.sequences(found):
        if recorded.has(found[span[0] : span[1]]):
            continue
        if run and span[0] >= run[0][1] + _NEAR:
            run = []
        if run and span[0] >= run[-1][1]:
            yield from _ranges(run, len(found))
            run = []
        run.append(span)
    yield from _ranges(run, len(found))


def _ranges(run: Sequence[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    """The least stretches that all unknown sequences of a run have a part of."""
    if not run:
        return
    last, first = max(start for start, _ in run), min(end for _, end in run)
    if last < first:
        yield from ((at, at + 1) for at in range(last, first))
        yield from ((at, at) for at in range(last + 1, first))
        # At the beginning and the end of a paragraph fewer sequences tell how many words are others.
        if run[0][0] == 0:
            yield from ((0, at) for at in range(max(2, last + 1), first + 1))
        if run[-1][1] == size:
            yield from ((at, size) for at in range(last, min(first, size - 1)))
    else:
        yield first - 1, last + 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph has other words than it had, and what stands before and behind the paragraph."""

    words: Sequence[str]
    start: int
    end: int
    before: Sequence[str] = ()
    behind: Sequence[str] = ()
    is_sure: bool = True
    """Whether the paragraph is surely one of the article."""

    @property
    def now(self) -> list[str]:
        """The words that stand there now."""
        return list(self.words[self.start : self.end])


def stood_there(place: Place, ours: Sequence[str], recorded: Recorded, *, is_elsewhere: bool = False) -> bool:
    """Whether words of ours in a changed place make it the text that was captured; they may stand elsewhere as well."""
    chance = min(0.99, max(0.01, recorded.filter.chance))
    least = ceil(log(_LONG_ODDS if is_elsewhere else _ODDS) / log(chance))
    number = _known_with(place.words[: place.start], ours, place.words[place.end :], recorded)
    if number is None or number >= least:
        return number is not None
    # Near the border of its paragraph: where the text goes on as it did, the next one says more.
    before, behind = [*place.before, *place.words[: place.start]], [*place.words[place.end :], *place.behind]
    return (_known_with(before, ours, behind, recorded) or 0) >= least


def _known_with(before: Sequence[str], ours: Sequence[str], behind: Sequence[str], recorded: Recorded) -> int | None:
    """How many sequences there are with a part of our words, where all of them are known; else None."""
    before = before[-_NEAR:]
    window = [*before, *ours, *behind[:_NEAR]]
    first, last = len(before), len(before) + len(ours)
    over = [(start, end) for start, end in recorded.sequences(window) if start < last and end > first]
    return len(over) if all(recorded.has(window[start:end]) for start, end in over) else None
