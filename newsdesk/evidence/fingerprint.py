"""The fingerprint: a Bloom filter of hashed word sequences, and keyed hashes; and what its version 1 still says."""

import base64
import hashlib
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import ceil, log, sqrt

from newsdesk.evidence.folding import ARMENIAN_TONES, RAISED
from newsdesk.evidence.words import WORD, size, stretches_of, words
from newsdesk.model.evidence import Compared, Fingerprint

VERSION = 2
"""The version of the method by which evidence is written now."""
# What docs/decisions/0010-fingerprint.md measures and explains.
SEQUENCE = 4
BITS = 2
"""How many bits a filter tells about each word of its text, on average: one in 2 ** BITS sequences passes by chance."""

# What a filter has in common with another text beyond so many standard deviations of chance is no chance.
_SURE = 4

# Version 1 took letters with signs of their own apart, left the signs out, and cut figures into pieces.
_CHARACTERS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CHARACTER_1 = f"[{_CHARACTERS}]"
_WORD_1 = rf"(?:[^\W_{_CHARACTERS}]|(?<=[^\W_])'(?=[^\W_]))+|[%‰$€£¥₽₸+=<>&@§°]"
# It wrote these like others, or took words apart at them.
_FOLDED_OTHERWISE = (
    rf"[{''.join(RAISED)}{ARMENIAN_TONES}\u0300\u0301\u0307\u0591-\u05c7\u0730-\u074a"
    r"·‧\u066a\u0609\u060a\u0400\u0450\u040d\u045d]"
)


def hashes_for(share: float) -> int:
    """How many hashes serve a text best whose units are such a share of a word each."""
    return max(1, round(BITS * share))


def bits_for(sequences: int, hashes: int, share: float = 1.0) -> int:
    """The size of a filter that tells BITS a word: where there are several units to a word, each tells less."""
    full = 2 ** (-BITS * share / hashes)
    return max(64, ceil(sequences * hashes / -log(1 - full) / 8) * 8)


def key_of(sha256: str) -> bytes:
    """The key of all hashes of a text: its own, so that no table made for one text serves for another."""
    return bytes.fromhex(sha256)


def keyed(key: bytes, kind: bytes, text: str) -> str:
    """The hash of a name or quotation under the key of its text: 16 hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, key=key, person=kind).hexdigest()


def sequences(words: Sequence[str], length: int = SEQUENCE) -> list[str]:
    """All sequences of so many words, or of as many characters as count for them."""
    return [" ".join(words[start:end]) for start, end in stretches_of(words, length * WORD)]


@dataclass(frozen=True)
class Filter:
    """Which sequences a text may have: one that it has is never missed, one that it has not seldom found."""

    key: bytes
    bits: int
    hashes: int
    data: bytes

    @classmethod
    def of(cls, words: Sequence[str], key: bytes, length: int = SEQUENCE) -> "Filter":
        """The filter of all sequences of a text."""
        distinct = set(sequences(words, length))
        share = sum(map(size, words)) / WORD / (len(words) or 1) or 1.0
        hashes = hashes_for(share)
        bits = bits_for(len(distinct), hashes, share)
        data = bytearray(bits // 8)
        for sequence in distinct:
            for bit in _bits(key, sequence, bits, hashes):
                data[bit >> 3] |= 1 << (bit & 7)
        return cls(key, bits, hashes, bytes(data))

    @classmethod
    def read(cls, key: bytes, hashes: int, text: str) -> "Filter":
        """The filter that `text` is in base64."""
        data = base64.b64decode(text, validate=True)
        return cls(key, len(data) * 8, hashes, data)

    @cached_property
    def chance(self) -> float:
        """The chance that it has a sequence of which its text has none."""
        return (int.from_bytes(self.data).bit_count() / self.bits) ** self.hashes

    @cached_property
    def text(self) -> str:
        """The filter in base64."""
        return base64.b64encode(self.data).decode()

    def __contains__(self, sequence: str) -> bool:
        data = self.data
        return all(data[bit >> 3] & 1 << (bit & 7) for bit in _bits(self.key, sequence, self.bits, self.hashes))


def _bits(key: bytes, sequence: str, bits: int, hashes: int) -> list[int]:
    raw = hashlib.blake2b(
        sequence.encode("utf-8", "surrogatepass"), digest_size=4 * hashes, key=key, person=b"sequence"
    ).digest()
    return [number % bits for number in struct.unpack(f"<{hashes}I", raw)]


@dataclass(frozen=True, slots=True)
class Recorded:
    """The fingerprint, ready to be asked."""

    evidence: Fingerprint
    key: bytes
    filter: Filter

    @classmethod
    def of(cls, evidence: Fingerprint) -> "Recorded":
        key = key_of(evidence.sha256)
        return cls(evidence, key, Filter.read(key, evidence.hashes, evidence.filter))

    @property
    def is_old(self) -> bool:
        return self.evidence.version < VERSION

    def knows(self, *texts: str, is_passage: bool = False) -> bool:
        """Whether its hashes of these texts mean what ours do."""
        return not self.is_old or all(same_in_version_1(text, is_passage=is_passage) for text in texts)

    def sequences(self, found: Sequence[str]) -> list[tuple[int, int]]:
        """From where to where the sequences of a text stand of which the filter knows."""
        length = self.evidence.sequence
        if not self.is_old:
            return stretches_of(found, length * WORD)
        return [(at, at + length) for at in range(len(found) - length + 1)]

    @property
    def number(self) -> int:
        """How many different sequences its text has, as nearly as the filter tells."""
        unset = 1 - int.from_bytes(self.filter.data).bit_count() / self.filter.bits
        return max(1, round(self.filter.bits * -log(unset or 1 / self.filter.bits) / self.filter.hashes))

    def likeness(self, found: Sequence[str]) -> float:
        """Which share of the shorter of two texts stands in the other one, word for word: 0 to 1.

        As nearly as the filter tells; 0 where that may be chance.
        """
        distinct = {" ".join(found[start:end]) for start, end in self.sequences(found)}
        number, chance = len(distinct), self.filter.chance
        if not number or chance >= 1:
            return 0.0
        # What its text has is always found, of the rest the share that passes by chance.
        shared = (sum(sequence in self.filter for sequence in distinct) - number * chance) / (1 - chance)
        is_sure = shared > _SURE * sqrt(number * chance * (1 - chance)) / (1 - chance)
        return min(1.0, shared / min(number, self.number)) if is_sure else 0.0

    def has(self, sequence: Sequence[str]) -> bool:
        """Whether the text may have a sequence."""
        return " ".join(sequence) in self.filter

    def lacks(self, found: Sequence[str]) -> bool:
        """Whether some sequence surely does not stand in the text."""
        parts = (found[start:end] for start, end in self.sequences(found))
        return any(not self.has(part) and (not self.is_old or all(map(same_word, part))) for part in parts)


def same_in_version_1(text: str, *, is_passage: bool = False) -> bool:
    """Whether version 1 took a text apart into the same words, so that its hashes say as much as ours.

    It did not see that a figure was cut in two, so a passage that begins or ends with one is left out as well.
    """
    found = words(text)
    if _pattern(_FOLDED_OTHERWISE).search(text) or not all(map(same_word, found)):
        return False
    return not (is_passage and any(word[0].isdigit() for word in (*found[:1], *found[-1:])))


def same_word(word: str) -> bool:
    """Whether a word of ours was one word in version 1 as well."""
    return _pattern(_WORD_1 if size(word) == WORD else _CHARACTER_1).fullmatch(word) is not None


# Compiled when evidence of that version is read: sets of so many letters take long.
_pattern = cache(re.compile)


def hashes_in(evidence: Compared) -> int:
    """How many hashes of what we write evidence holds: of names, quotations, passages, sentences, and all in these."""
    fields = ("names", "quotations", "passages", "tokens", "absent", "sentences")
    return sum(len(getattr(evidence, name, ())) for name in fields) + bool(getattr(evidence, "summary", None))
