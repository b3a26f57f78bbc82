"""The marks of quotations in all scripts: what stands between them is somebody else's words."""

import re

_PAIRS = '“” „“ „” «» ‹› 「」 『』 《》 〈〉 ""'.split()
# These may be an apostrophe, or close what others open: they begin at the edge of a word.
_CAREFUL = "‘’ ‚‘ ‚’ '' »«".split()


def _between(opening: str, closing: str) -> str:
    inner = f"[^{re.escape(opening + closing)}]"
    if opening + closing in _CAREFUL:
        within = rf"{inner[:-1]}\n]*(?:\n{inner[:-1]}\n]+)*"  # not across an empty line
        return rf"(?<!\w){re.escape(opening)}(?!\s){within}(?<!\s){re.escape(closing)}(?!\w)"
    return rf"{re.escape(opening)}[^{re.escape(closing)}]*{re.escape(closing)}"


QUOTED = re.compile("|".join(_between(*pair) for pair in (*_PAIRS, *_CAREFUL)))
"""A quotation with its marks; one within another belongs to the outer one as far as the marks can tell."""
SIGNS = re.compile("[" + re.escape("".join(sorted({mark for pair in (*_PAIRS, *_CAREFUL) for mark in pair}))) + "]")
"""A mark that may begin or end a quotation."""
