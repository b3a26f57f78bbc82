"""Two versions of a text, sentence by sentence: which are others, and whether some only stand elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise, product

from newsdesk.check.changes.typography import Hunk, hunks, tokens
from newsdesk.check.prose import Sentence, sentences

# So much two sentences have in common at least if one is to be what became of the other; of very many nobody asks.
_ALIKE, _MANY = 0.4, 400
Key = tuple[bool, ...] | tuple[str | bool, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Places of difference that are told together: in a sentence and what became of it, or one that came or went."""

    hunks: tuple[Hunk, ...]
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Told:
    """What differs between two texts that differ in more than typography."""

    groups: tuple[Group, ...]
    is_order: bool = False
    """Whether it is the order of the sentences alone."""


def by_sentence(old: str, new: str) -> Told:
    """What differs; every place of difference is in some group, unless sentences only stand elsewhere."""
    plain = hunks(old, new)
    if not plain:
        return Told(())
    before, after = sentences(old), sentences(new)
    kept, gone, come = _matched(before, after)
    is_moved = any(one > other for one, other in pairwise(kept))
    if not (gone or come) and is_moved:
        return Told((), is_order=True)
    if len(gone) == 1 and gone == come and not is_moved:
        return Told((Group(tuple(plain), _line(before[gone[0]]), _line(after[come[0]])),))
    groups = [_of_pair(before, after, one, two) for one, two in _paired(before, after, gone, come)]
    # What no sentence by itself says, such as a capital in the middle of two, is told as it stands.
    return Told(tuple(group for group in groups if group.hunks) or (Group(tuple(plain), "", ""),))


def _line(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())


def _key(sentence: Sentence) -> Key:
    """What makes a sentence the same one: its words, and whether the first of them has a capital."""
    found = tokens(sentence.text)
    first = next((token.is_capital for token in found if token.kind == "word"), False)
    return (first, *(token.text for token in found))


def _matched(before: list[Sentence], after: list[Sentence]) -> tuple[list[int], list[int], list[int]]:
    """Where the sentences stand now that stood there before, in their old order; and which went, and which came."""
    places: dict[Key, list[int]] = {}
    for number, one in enumerate(after):
        places.setdefault(_key(one), []).append(number)
    kept, gone = [], []
    for number, one in enumerate(before):
        if there := places.get(_key(one)):
            kept.append(there.pop(0))
        else:
            gone.append(number)
    return kept, gone, sorted(number for there in places.values() for number in there)


def _paired(
    before: list[Sentence], after: list[Sentence], gone: list[int], come: list[int]
) -> list[tuple[int | None, int | None]]:
    """Which sentence became which, in the order of the new text; None beside one that came or went."""
    likely: list[tuple[float, int, int]] = []
    if len(gone) * len(come) <= _MANY:
        old, new = ({at: _words(texts[at]) for at in some} for texts, some in ((before, gone), (after, come)))
        for one, two in product(gone, come):
            likely.append((SequenceMatcher(None, old[one], new[two], autojunk=False).ratio(), one, two))
    of: dict[int, int] = {}
    for ratio, one, two in sorted(likely, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if ratio >= _ALIKE and one not in of.values() and two not in of:
            of[two] = one
    lone = [(one, None) for one in gone if one not in of.values()]
    return [*((of.get(two), two) for two in come), *lone]


def _words(sentence: Sentence) -> list[str]:
    return [token.text for token in tokens(sentence.text)]


def _of_pair(before: list[Sentence], after: list[Sentence], one: int | None, two: int | None) -> Group:
    was, now = ("" if at is None else _line(texts[at]) for texts, at in ((before, one), (after, two)))
    # What went is told beside what stands there now.
    beside = two if two is not None else min(one or 0, len(after) - 1)
    start = after[beside].start if after else 0
    raw = "" if one is None else before[one].text, "" if two is None else after[two].text
    return Group(tuple(replace(hunk, offset=start + hunk.offset) for hunk in _hunks(*raw)), was, now)


def _hunks(was: str, now: str) -> Iterator[Hunk]:
    if was and now:
        yield from hunks(was, now)
    elif removed := tuple(tokens(was)):
        yield Hunk(removed, (), None, None, was, "", 0)
    elif added := tuple(tokens(now)):
        yield Hunk((), added, None, None, "", now, 0)
