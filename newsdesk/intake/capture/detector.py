"""Tells languages apart by their letters. Its model is 4 MB that become 68: unpacked once, and kept as they are then.

What is kept says of which model it is, and carries checksums: what is damaged, or of another one, is unpacked anew.
"""

import hashlib
import io
import lzma
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from newsdesk.load import read_ordinary

NAME = "languages.bin"
_MOST = 1 << 28
_SIZE = 32
_KEPT: list[Path] = []


def keep_in(folder: Path | None) -> None:
    """Say where the unpacked model is kept; without a word it is kept nowhere."""
    _KEPT[:] = [folder / NAME] if folder else []


def classify(text: str) -> str:
    """The language that a text is most likely in."""
    return str(_identifier().classify(text)[0])


def rank(text: str) -> list[tuple[str, float]]:
    """All languages with how likely each is (in nats), the likeliest first."""
    return [(str(language), float(share)) for language, share in _identifier().rank(text)]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    if _KEPT:
        with suppress(Exception):  # whatever is wrong with it, it can be made again
            packed = read_ordinary(MODEL_DIR / MODEL_FILE, _MOST)
            with suppress(Exception):
                return _of(_kept(_digest(packed), _KEPT[0]), LanguageIdentifier)
            return _of(_unpacked(packed, _KEPT[0]), LanguageIdentifier)
    return LanguageIdentifier.from_model_file(MODEL_FILE)


def _of(unpacked: bytes, make: Any) -> Any:
    """The detector of a model behind its mark, as the library makes it of its file."""
    import numpy

    file = io.BytesIO(unpacked)
    file.seek(_SIZE)
    # Each of its arrays carries a checksum, which is looked at when it is read.
    with numpy.load(file, allow_pickle=False) as data:
        moves, rows = (memoryview(numpy.ascontiguousarray(data[name]).data) for name in ("nextmove", "nextmove_row"))
        return make(data["ptc"], data["pc"], data["classes"].tolist(), moves, data["out_feat"].tolist(), tk_row=rows)


def _kept(mark: bytes, kept: Path) -> bytes:
    """What is kept of a model with this mark; ValueError where that is of another."""
    raw = read_ordinary(kept, _MOST)
    if raw[:_SIZE] != mark:
        raise ValueError
    return raw


def _unpacked(packed: bytes, kept: Path) -> bytes:
    """A model behind its mark, unpacked and kept."""
    found = _digest(packed) + lzma.decompress(packed)
    fresh = kept.with_name(f"{NAME}.{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(found)
        os.replace(fresh, kept)
    except OSError:  # a full disk, a folder that takes nothing
        with suppress(OSError):
            fresh.unlink()
    return found


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
