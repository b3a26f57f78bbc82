"""How schemes of romanisation write a Cyrillic name: spellings that come close to a registered one."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from newsdesk.views.search.keys import fold

# ISO 9, BGN/PCGN, and what passports and visas had and have; those of libraries and maps differ little from these.
_SCHEMES = (
    "ISO_9_1968 GOST_779 BGN_PCGN BGN_PCGN_ALT ICAO_DOC_9303 GOST_52535 MVD_310 MVD_310_FR MVD_782 ALA_LC_ALT".split()
)
_CYRILLIC = re.compile("[\u0400-\u04ff]+")


@lru_cache(maxsize=16384)
def romanised(word: str) -> tuple[str, ...]:
    """The forms of a word in small Latin letters, each once; none of a word in other letters.

    The schemes are for Russian: letters of other Cyrillic alphabets stand as the Russian ones they resemble.
    """
    folded = fold(word)
    return tuple(dict.fromkeys(_forms(word.lower(), folded))) if _CYRILLIC.fullmatch(folded) else ()


def _forms(*spellings: str) -> Iterator[str]:
    for spelling in spellings:
        for scheme in _schemes():
            form = fold(scheme.translate(spelling))
            if form.isascii():
                yield form


@cache
def _schemes() -> list[Any]:
    import iuliia  # reads its tables: not in a build that makes no index

    return [getattr(iuliia, name) for name in _SCHEMES]
