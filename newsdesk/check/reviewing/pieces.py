"""Texts cut where something begins or ends that is lit: a text and its stretches come in, pieces in order go out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Spot = tuple[int, int, int]
"""From where to where something stands in a text, and its number."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: under which numbers it is lit, the narrowest first, and which of them begin here."""

    text: str
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def cut(text: str, spots: Sequence[Spot], start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """The pieces of a text, or of a stretch of it; nothing of it is lost, and none of them is empty."""
    end = len(text) if end is None else end
    here = [(max(a, start), min(b, end), n) for a, b, n in spots if a < end and b > start and a < b]
    edges = sorted({start, end, *(a for a, _, _ in here), *(b for _, b, _ in here)})
    active: list[Spot] = []
    waiting = sorted(here, reverse=True)
    for one, two in pairwise(edges):
        active = [spot for spot in active if spot[1] > one]
        begins = []
        while waiting and waiting[-1][0] <= one:
            begins.append(waiting.pop())
        active += begins
        numbers = dict.fromkeys(n for a, b, n in sorted(active, key=lambda spot: (spot[1] - spot[0], spot[2])))
        yield Piece(text[one:two], tuple(numbers), tuple(dict.fromkeys(n for _, _, n in begins)))


def paragraphs(text: str, spots: Sequence[Spot]) -> Iterator[tuple[int, list[Piece]]]:
    """The lines of a text that hold anything: the number of each, and its pieces."""
    ordered, at, first = sorted(spots), 0, 0
    open_: list[Spot] = []
    for number, line in enumerate(text.split("\n"), 1):
        end = at + len(line)
        while first < len(ordered) and ordered[first][0] < end:
            open_.append(ordered[first])
            first += 1
        open_ = [spot for spot in open_ if spot[1] > at]
        if line.strip():
            yield number, list(cut(text, open_, at, end))
        at = end + 1
