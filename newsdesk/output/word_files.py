"""The vocabulary as small files, of which a search loads what it needs: words in the order of letters, and backwards.

A file is packed text, a word a line as it is printed; behind a tab stand letters for its languages and a
digit for how common it is. `~` before these marks what is held and not offered in place of another word: what an
Arabic word is without its particle, and names of private persons. `>` leads to what it is close to, two words with the
hyphen that it lacks or the name that it romanises. Behind `ǁ` and consonants stand the names that sound so.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

from newsdesk.views.search.vocabulary import ARABIC, Vocabulary, Word

# What one file holds before it is packed: about four kilobytes go over the wire.
_SIZE = 10_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
MANIFEST = "all.words"
HEARD = "ǁ"
"""Stands before the consonants by which a name is heard: a letter that no word here begins with."""


def endings() -> dict[str, Any]:
    """The endings of each language that has a file of them."""
    folder = files("newsdesk") / "data" / "endings"
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    texts = {name.removesuffix(".yaml"): (folder / name).read_text("utf-8") for name in found}
    return {tag: yaml.load(text, Loader=_LOADER) for tag, text in texts.items()}


def word_files(vocabulary: Vocabulary, alike: str) -> Iterator[tuple[str, bytes]]:
    """Names and contents of all files; the first names the others, and has the endings of the languages.

    `alike` are characters with the ones that they are looked up by, pair behind pair.
    """
    known = endings()
    spoken: dict[str, int] = {}
    for word in vocabulary.words.values():
        for language in word.languages:
            spoken[language] = spoken.get(language, 0) + 1
    tongues = sorted((name for name in spoken if name in known), key=lambda name: (-spoken[name], name))
    rows = {key: _row(word, tongues, key in vocabulary.private) for key, word in vocabulary.words.items()}
    rows |= {key: f"{key}\t>{name}" for key, name in (vocabulary.joined | vocabulary.romanised).items()}
    arabic = _LETTERS[tongues.index(ARABIC)] if ARABIC in tongues else ""
    rows |= {key: f"{key}\t~{arabic}" for key in vocabulary.inner}
    heard = {HEARD + bones: f"{HEARD}{bones}\t>{' '.join(names)}" for bones, names in vocabulary.heard.items() if names}
    made: dict[str, bytes] = {}
    manifest = {
        "tongues": tongues,
        "endings": {name: known[name] for name in tongues},
        "alike": alike,
        "forward": _shards({key: key for key in (*rows, *heard)}, rows | heard, made),
        "backward": _shards({key: key[::-1] for key in rows}, rows, made),
    }
    yield MANIFEST, _packed(json.dumps(manifest, ensure_ascii=False, separators=(",", ":")))
    yield from sorted(made.items())


def _row(word: Word, tongues: list[str], is_private: bool) -> str:
    spoken = "".join(letter for letter, name in zip(_LETTERS, tongues, strict=False) if name in word.languages)
    common = min(9, word.count.bit_length() - 1)
    # Most words are of the first language and rare.
    behind = ("" if spoken == _LETTERS[0] else spoken or "-") + (str(common) if common else "")
    behind = f"~{behind}" if is_private else behind
    return f"{word.usual}\t{behind}" if behind else word.usual


def _shards(order: dict[str, str], rows: dict[str, str], made: dict[str, bytes]) -> list[list[str]]:
    """Files in an order of keys, added to `made`; for each where it begins and its name."""
    # JavaScript compares UTF-16, which differs where a letter takes two units.
    is_wide = max("".join(order), default="") > "\uffff"
    keys = (
        sorted(order, key=lambda key: order[key].encode("utf-16-be"))
        if is_wide
        else sorted(order, key=order.__getitem__)
    )
    shards: list[list[str]] = []
    lines: list[str] = []
    size, first, last = 0, "", ""
    for key in [*keys, None]:
        if lines and (key is None or size >= _SIZE):
            packed = _packed("\n".join(lines))
            name = f"{hashlib.blake2b(packed, digest_size=5).hexdigest()}.words"
            made[name] = packed
            shards.append([first, name])
            lines, size, first = [], 0, _beginning(last, order[key]) if key is not None else ""
        if key is not None:
            lines.append(rows[key])
            size += len(rows[key].encode()) + 1
            last = order[key]
    return shards


def _beginning(last: str, first: str) -> str:
    """The shortest beginning of a key that still comes behind the one before."""
    same = next((at for at, (a, b) in enumerate(zip(last, first, strict=False)) if a != b), len(last))
    return first[: same + 1]


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)
