"""The fingerprint: a Bloom filter of hashed word sequences, and keyed hashes; the text is not in it."""

import base64
import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, log

# What docs/decisions/0010-fingerprint.md measures and explains.
SEQUENCE = 4
HASHES = 4


def bits_for(sequences: int, hashes: int = HASHES) -> int:
    """The size of a filter that `hashes` serve best: half of its bits are then set."""
    return max(64, ceil(sequences * hashes / log(2) / 8) * 8)


def key_of(sha256: str) -> bytes:
    """The key of all hashes of a text: its own, so that no table made for one text serves for another."""
    return bytes.fromhex(sha256)


def keyed(key: bytes, kind: bytes, text: str) -> str:
    """The hash of a name or quotation under the key of its text: 16 hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, key=key, person=kind).hexdigest()


def sequences(words: Sequence[str], length: int = SEQUENCE) -> list[str]:
    """All sequences of so many words."""
    return [" ".join(words[at : at + length]) for at in range(len(words) - length + 1)]


@dataclass(frozen=True)
class Filter:
    """Which sequences a text may have: one that it has is never missed, one that it has not seldom found."""

    key: bytes
    bits: int
    hashes: int
    data: bytes

    @classmethod
    def of(cls, found: Iterable[str], key: bytes, hashes: int = HASHES) -> "Filter":
        """The filter of some sequences."""
        distinct = set(found)
        bits = bits_for(len(distinct), hashes)
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
