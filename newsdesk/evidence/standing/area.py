"""Which blocks of a page are the article that was captured: those of which its filter knows, wherever they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import NamedTuple

from newsdesk.evidence.fingerprint import Recorded
from newsdesk.evidence.passages import Text
from newsdesk.evidence.words import words

# What a block has in common with the article beyond so many standard deviations of chance is no chance.
_SURE = 3
# Between two blocks of the article so many others may stand: pictures, advertisements, boxes.
_APART = 8
# A part of the article that stands away from the rest has at least this share of it, and so many sequences.
_PART, _LEAST = 0.1, 8
# With this share of the article among its asides, or most of it, a page calls the article itself an aside.
_MISTAKEN = 0.3
# With such a share of known sequences beyond chance a block beside the article may be one of it that has changed.
_PARTLY = 0.25
# So many words on each side of a border are looked at: more than a sequence has in any script.
_NEAR = 12


class Block(NamedTuple):
    """A paragraph, heading or other block of a page, in the order of the page."""

    text: str
    """As a screen shows it."""
    lean: str = ""
    """Without what is set into its lines: marks of notes, buttons, labels; "" where that is the same."""
    is_aside: bool = False
    """Whether the page says that it is none of the article: a comment, a related link, a menu."""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """A block as its words, and how many of its sequences the filter knows."""

    block: Block
    text: str
    known: int
    all: int
    is_ours: bool


class Area:
    """The article in a page; without a filter it is all that the page does not call an aside."""

    def __init__(self, blocks: Sequence[Block], recorded: Recorded | None) -> None:
        self.recorded = recorded
        self.seen = [_seen(block, recorded) for block in blocks]
        self.numbers = self._ours() if recorded else [at for at, one in enumerate(self.seen) if not one.block.is_aside]

    @cached_property
    def is_mistaken(self) -> bool:
        """Whether the page calls the article itself an aside: then what it says of other blocks tells nothing."""
        if any(self.seen[at].block.is_aside for at in self.numbers):
            return True
        return all(one.block.is_aside for one in self.seen)

    @cached_property
    def text(self) -> Text:
        """The paragraphs of the article alone."""
        return Text("\n\n".join(self.seen[at].text for at in self.numbers))

    @cached_property
    def around(self) -> Text:
        """The same with whatever is short and stands between or just beside them: headings, captions, the byline."""
        numbers = self.numbers
        if self.recorded is None or not numbers:
            return self.text
        first, last, own = max(0, numbers[0] - 4), numbers[-1] + 3, set(numbers)
        kept = [
            one.text
            for at, one in enumerate(self.seen[first:last], first)
            if at in own or (not one.block.is_aside and one.all < _LEAST)
        ]
        return Text("\n\n".join(kept))

    @cached_property
    def main(self) -> Text:
        """All that the page does not call an aside."""
        return Text("\n\n".join(one.text for one in self.seen if not one.block.is_aside))

    @cached_property
    def coverage(self) -> float:
        """Which share of the captured text is still there, as nearly as the filter tells: 0 to 1."""
        if self.recorded is None:
            return 1.0
        found = self.text.words
        distinct = {" ".join(found[start:end]) for start, end in self.recorded.sequences(found)}
        chance = self.recorded.filter.chance
        known = sum(sequence in self.recorded.filter for sequence in distinct)
        shared = (known - len(distinct) * chance) / max(0.01, 1 - chance)
        return max(0.0, min(1.0, shared / self.recorded.number))

    @cached_property
    def novelty(self) -> float:
        """Which share of the sequences in what is no aside is new: 0 to 1."""
        main = [one for one in self.seen if not one.block.is_aside and one.all >= _LEAST]
        number = sum(one.all for one in main)
        return 1 - sum(one.known for one in main) / number if number else 0.0

    def is_known_across(self, found: Sequence[str], border: int) -> bool:
        """Whether the captured text went on over a border between two words as this one does."""
        if self.recorded is None or not 0 < border < len(found):
            return False
        start = max(0, border - _NEAR)
        over = [
            found[start + first : start + end]
            for first, end in self.recorded.sequences(found[start : border + _NEAR])
            if start + first < border < start + end
        ]
        return len(over) > 1 and all(map(self.recorded.has, over))

    def _ours(self) -> list[int]:
        ours = [at for at, one in enumerate(self.seen) if one.is_ours]
        plain = self._together([at for at in ours if not self.seen[at].block.is_aside])
        aside = sum(self.seen[at].known for at in ours if self.seen[at].block.is_aside)
        assert self.recorded is not None
        if aside < _MISTAKEN * self.recorded.number and aside <= sum(self.seen[at].known for at in plain):
            return plain
        return self._together(ours)

    def _together(self, numbers: Sequence[int]) -> list[int]:
        """The blocks that stand together with most of the article, and other large parts of it."""
        clusters: list[list[int]] = []
        for at in numbers:
            if clusters and at - clusters[-1][-1] <= _APART:
                clusters[-1].append(at)
            else:
                clusters.append([at])
        weights = [sum(self.seen[at].known for at in cluster) for cluster in clusters]
        assert self.recorded is not None
        least = max(_LEAST, _PART * self.recorded.number)
        best = max(weights, default=0)
        found = {
            at
            for cluster, weight in zip(clusters, weights, strict=True)
            if weight == best or weight >= least
            for at in cluster
        }
        beside = {at + step for at in found for step in (-1, 1)} - found
        return sorted(found | {at for at in beside if 0 <= at < len(self.seen) and self._may_be(self.seen[at])})

    def _may_be(self, one: "_Seen") -> bool:
        """Whether a block beside the article may be a paragraph of it that is short and was changed."""
        assert self.recorded is not None
        chance = self.recorded.filter.chance
        return not one.block.is_aside and one.all > 2 and one.known >= one.all * (chance + _PARTLY * (1 - chance))


def _seen(block: Block, recorded: Recorded | None) -> _Seen:
    if recorded is None:
        return _Seen(block, block.text, 0, 0, False)
    known, number = _known(block.text, recorded)
    text = block.text
    if block.lean and known < number:
        lean = _known(block.lean, recorded)
        if lean[1] - lean[0] < number - known:
            (known, number), text = lean, block.lean
    chance = recorded.filter.chance
    is_ours = known - number * chance > _SURE * sqrt(number * chance * (1 - chance)) and known > 2
    return _Seen(block, text, known, number, is_ours)


def _known(text: str, recorded: Recorded) -> tuple[int, int]:
    """How many sequences of a block the filter knows, and how many there are."""
    found = words(text)
    spans = recorded.sequences(found)
    return sum(recorded.has(found[start:end]) for start, end in spans), len(spans)
