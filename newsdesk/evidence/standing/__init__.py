"""What of ours still stands on a page: its blocks and what we cite of it come in, what is missing goes out.

A page is compared with words of ours and with the filter of its captured text, and never with an earlier
extraction: another template, or another way to read one, changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newsdesk.evidence.fingerprint import Recorded
from newsdesk.evidence.passages import Piece, Text, pieces
from newsdesk.evidence.standing.area import Area, Block
from newsdesk.evidence.standing.mending import (
    Place,
    canonical,
    changed_places,
    figures_in,
    stood_there,
    ungrouped,
    written,
)
from newsdesk.evidence.support import Names, tokens_of
from newsdesk.evidence.words import words
from newsdesk.model.looks import Thing, words_hash

__all__ = ["Area", "Block", "Compared", "Wanted", "compare", "figures_in"]

# So many blocks from one paragraph of an article the next one stands.
_NEAR = 3
_NOBODY = Names.of(())
# How alike, of 100, other words of the article are to a quotation that they have taken the place of.
_ALIKE = 75
# How alike a headline is to the title that it has taken the place of.
_RETITLED = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words of ours that are looked for on a page, and where they stand in a record."""

    record: str
    at: str
    thing: Thing
    text: str
    language: str = "und"
    has_stood: bool = False
    """Whether evidence says that they stood there."""
    key: str = ""
    """The key of a figure, the same in every language and spelling."""

    @property
    def words(self) -> str:
        """The hash by which they are known."""
        return words_hash(self.thing, self.text)


@dataclass(slots=True)
class Compared:
    """What a page has, and lacks, of what we cite; each that is missing with the words nearest to it, or ""."""

    area: Area
    stands: list[Wanted] = field(default_factory=list)
    missing: list[tuple[Wanted, str]] = field(default_factory=list)
    unknown: list[Wanted] = field(default_factory=list)
    """What is not there, and was not known to have been."""


def compare(
    blocks: Sequence[Block],
    titles: Sequence[str],
    wanted: Iterable[Wanted],
    recorded: Recorded | None,
    stood: frozenset[str] = frozenset(),
) -> Compared:
    """Look for words of ours on a page.

    `titles` are what its head calls it, `recorded` the fingerprint of its captured text, and `stood` the hashes of
    words that stood there at an earlier look.
    """
    found = Compared(Area(blocks, recorded))
    look = _Look(found.area, blocks, titles)
    for one in wanted:
        stands, is_mended = look.finds(one)
        if stands:
            found.stands.append(one)
        elif is_mended or one.has_stood or one.words in stood:
            found.missing.append((one, look.nearest(one)))
        else:
            found.unknown.append(one)
    return found


class _Look:
    """One page, looked at for one thing after the other."""

    def __init__(self, area: Area, blocks: Sequence[Block], titles: Sequence[str]) -> None:
        self.area, self.blocks, self.titles = area, blocks, titles
        self.figures = {canonical(word) for word in area.around.words if any(map(str.isdigit, word))}
        self.places = list(self._places()) if area.recorded else []
        self._keys: dict[str, frozenset[str]] = {}

    def _places(self) -> Iterator[Place]:
        """Where the article has other words than it had, paragraph by paragraph."""
        assert self.area.recorded is not None
        numbers = self.area.numbers
        parts = [self.area.seen[at] for at in numbers]
        texts = [words(one.text) for one in parts]
        for number, (one, found) in enumerate(zip(parts, texts, strict=True)):
            if one.known < one.all:
                before = texts[number - 1] if number else []
                behind = texts[number + 1] if number + 1 < len(texts) else []
                # What stands far from the rest of the article may be a comment that repeats a sentence of it.
                at = numbers[number]
                is_near = any(0 < abs(at - other) <= _NEAR for other in numbers[max(0, number - 1) : number + 2])
                for start, end in changed_places(found, self.area.recorded):
                    yield Place(found, start, end, before, behind, one.is_ours and (is_near or len(numbers) == 1))

    def finds(self, one: Wanted) -> tuple[bool, bool]:
        """Whether it stands there, and whether the text itself shows that it did and no longer does."""
        match one.thing:
            case Thing.QUOTATION | Thing.PASSAGE:
                return self.has_passage(one), False
            case Thing.TITLE:
                return self.has_title(words(one.text)), False
            case Thing.NAME:
                return self.has_name(one)
            case Thing.FIGURE:
                return self.has_figure(one)

    def has_passage(self, one: Wanted) -> bool:
        """Whether a passage stands whole in the article, in its order, and is none that only others repeat."""
        parts = pieces(one.text)
        texts = (self.area.text, self.area.around, self.area.main) if self.area.recorded else (self.area.main,)
        if not parts or any(self._stands_in(text, parts, one.language) for text in texts):
            return bool(parts)
        bare = ungrouped(one.text)
        return bare != one.text and self._stands_in(Text(ungrouped(texts[-1].text)), pieces(bare), one.language)

    def _stands_in(self, text: Text, parts: Sequence[Piece], language: str) -> bool:
        at = 0
        for number, part in enumerate(parts):
            left_out = number > 0, number + 1 < len(parts)
            places = [
                place
                for place in text.places_of(part.words, at)
                if not text.figure_cut(place, len(part.words), language)
                and not text.negation_cut(place, len(part.words), language, left_out)
            ]
            place = next((each for each in places if self._is_in_place(text, each, len(part.words))), None)
            if place is None and places and not self._has_variant(text, part.words, places):
                place = places[0]
            if place is None:
                return False
            at = place + len(part.words)
        return True

    def _is_in_place(self, text: Text, place: int, number: int) -> bool:
        across = self.area.is_known_across
        return across(text.words, place) or across(text.words, place + number)

    def _has_variant(self, text: Text, sought: Sequence[str], places: Sequence[int]) -> bool:
        """Whether the article says nearly the same in other words: then what has ours only repeats it."""
        if self.area.recorded is None:
            return False
        rest = list(text.words)
        for place in reversed(places):
            rest[place : place + len(sought)] = ["\n"]
        return _likeness(" ".join(sought), " ".join(rest)) >= _ALIKE

    def counts(self, block: Block) -> bool:
        """Whether a block is no aside."""
        return not block.is_aside or self.area.is_mistaken

    def has_title(self, sought: Sequence[str]) -> bool:
        """Whether a title stands on the page, and not in its related links alone."""
        headings = [words(block.text) for block in self.blocks if block.is_heading and self.counts(block)]
        if any(_holds(heading, sought) for heading in headings):
            return True
        joined = " ".join(sought)
        if any(_are_alike(joined, " ".join(heading)) for heading in headings):
            return False  # what stands elsewhere is a link, or a mark for sharing
        if any(_holds(words(block.text), sought) for block in self.blocks if self.counts(block)):
            return True
        return not headings and any(_holds(words(title), sought) for title in self.titles)

    def has_name(self, one: Wanted) -> tuple[bool, bool]:
        """Whether a printed name stands in the article; one that was replaced in one place no longer does."""
        area, own = self.area, words(one.text)
        stands = any(text.find_name(one.text, one.language) is not None for text in (area.around, area.main))
        if stands and len(own) > 1 and one.has_stood and self._stood(own, is_elsewhere=True):
            return False, True
        return stands, False

    def has_figure(self, one: Wanted) -> tuple[bool, bool]:
        """Whether a figure stands in the article; one that was replaced by another in its place no longer does."""
        stands = canonical(one.text) in self.figures or (bool(one.key) and one.key in self.keys(one.language))
        for own in written(one.text):
            if self._stood(own, is_elsewhere=stands, by_figure=stands):
                return False, True
        return stands, False

    def keys(self, language: str) -> frozenset[str]:
        """The keys of all figures of the article, also of those in words."""
        if language not in self._keys:
            found = tokens_of(self.area.around.text, language, _NOBODY)
            self._keys[language] = frozenset(token.key for token in found)
        return self._keys[language]

    def _stood(self, own: Sequence[str], *, is_elsewhere: bool, by_figure: bool = False) -> bool:
        """Whether words stood in a place that has others now; `by_figure`: in one that has a figure now."""
        recorded = self.area.recorded
        return recorded is not None and any(
            place.now != list(own)
            and (place.is_sure or not is_elsewhere)
            and stood_there(place, own, recorded, is_elsewhere=is_elsewhere and not by_figure)
            for place in self.places
            if not by_figure or any(map(str.isdigit, "".join(place.now)))
        )

    def nearest(self, one: Wanted) -> str:
        """The words of the page most like ours, at most twice as many; "" where none are near."""
        if one.thing is Thing.FIGURE:
            return ""
        if one.thing is Thing.TITLE:
            headings = (block.text for block in self.blocks if block.is_heading and self.counts(block))
            return next((each for each in headings if _are_alike(one.text.casefold(), each.casefold())), "")
        return self.area.around.nearest(one.text)


def _holds(found: Sequence[str], sought: Sequence[str]) -> bool:
    """Whether words stand one behind the other among others."""
    number = len(sought)
    return number > 0 and any(
        found[at : at + number] == list(sought) for at, word in enumerate(found) if word == sought[0]
    )


def _likeness(one: str, other: str) -> float:
    """How alike the best part of the other text is, of 100."""
    # Only who looks at pages has it: the extra `capture` brings it.
    from rapidfuzz import fuzz

    return float(fuzz.partial_ratio(one, other)) if one and other else 0.0


def _are_alike(title: str, heading: str) -> bool:
    """Whether a heading may be a title in other words."""
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(title, heading) >= _RETITLED)
