"""Which fields of a record a correction is about, worked out from what it says and what stands there."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from newsdesk.model import Correction
from newsdesk.model.corrected import AnyRecord

# Texts that are cut have this between their pieces.
_CUT = " … "
# Of so many words a text tells by itself where it belongs; of a shorter one the whole field has to be the same.
_TELLING = 5
# So much of what a correction says has to stand in a field, in pairs of words.
_MUCH = 0.6


def fields_of(record: AnyRecord) -> list[tuple[str, ...]]:
    """The fields of each correction of a record: one with the words that stand there now, or later corrections' words.

    None where no field has them, or several do.
    """
    texts: dict[str, list[str]] = {}
    whole = record.model_dump(mode="json", by_alias=True, exclude={"corrections", "editions", "evidence", "accessed"})
    for name, text in _texts(whole, ""):
        texts.setdefault(name, []).append(text)
    found: list[tuple[str, ...]] = []
    # The last one first: what it says stood there before tells where earlier ones belong.
    for correction in reversed(record.corrections):
        field = _field(correction, texts)
        found.append((field,) if field else ())
        if field and correction.was:
            texts[field] += map(_plain, correction.was.split(_CUT))
    return found[::-1]


def _field(correction: Correction, texts: Mapping[str, Sequence[str]]) -> str | None:
    for said in (correction.now, correction.was):
        pieces = [_plain(piece) for piece in (said or "").split(_CUT) if piece.strip()]
        if pieces and (found := _standing(pieces, texts)):
            return found
    return None


def _standing(pieces: Sequence[str], texts: Mapping[str, Sequence[str]]) -> str | None:
    """The one field in which pieces of a text stand: all of them as they are, or else most of their words in order."""
    is_long = sum(len(piece.split()) for piece in pieces) >= _TELLING
    exact = [
        name
        for name, held in texts.items()
        if all(any(piece == one or (is_long and piece in one) for one in held) for piece in pieces)
    ]
    if exact or not is_long:
        return exact[0] if len(exact) == 1 else None
    wanted = {pair for piece in pieces for pair in _pairs(piece)}
    shares = {
        name: len(wanted.intersection(pair for one in held for pair in _pairs(one))) / len(wanted)
        for name, held in texts.items()
    }
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best and shares[best] >= _MUCH else None


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    words = text.split()
    return pairwise(words)


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Each text of a record with the name of its field: places in lists and ids of references are left out."""
    if isinstance(value, str):
        yield name, _plain(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, name if name == "references" else f"{name}.{key}".strip("."))
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner, name)


def _plain(text: str) -> str:
    return " ".join(text.split())
