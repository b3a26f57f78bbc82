"""Puts pages.yaml together again where two branches have compared the same page, and git has laid both into one.

Git takes the lines of both. What one branch wrote of a page ends in its seal, so that each can be told from the other
again, and a seal that fits says that it was.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from newsdesk.check.cited.written import NAME, evidence_at
from newsdesk.evidence import seal_of
from newsdesk.load import parse
from newsdesk.load.ordinary import MAX_PAGES_BYTES
from newsdesk.model.evidence import PageEvidence
from newsdesk.store.cited.writing import with_page

_BEGINS = re.compile(r'  ("[^"\\\n]+"): \{')
_MARKS = re.compile(r"(?:<{7}|={7}|>{7})(?: .*)?")
_OF_BOTH = ("tokens", "absent", "sentences", "passages")
# More lines than the blocks of one page have that a few branches have written.
_MOST = 400


@dataclass(frozen=True, slots=True)
class Mended:
    """The file put together, the pages of which it has what both branches wrote, and those of which it has nothing."""

    text: str
    both: tuple[str, ...]
    lost: tuple[str, ...]


def mended(text: str) -> Mended | None:
    """The file with one block for each page; None where it is none of ours, or there is nothing to mend.

    Where both branches have compared one text of a page, all that either found stays; of two texts that stays which
    was captured later. A page of which no seal fits any more is let go: it has to be compared again.
    """
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if not _MARKS.fullmatch(line)]
    starts = [at for at, line in enumerate(lines) if _BEGINS.match(line)]
    if not starts or any(line.startswith("|||||||") for line in lines):
        return None
    by_page: dict[str, list[list[str]]] = {}
    for start, end in pairwise([*starts, len(lines)]):
        found = _BEGINS.match(lines[start])
        assert found
        by_page.setdefault(json.loads(found[1]), []).append([line for line in lines[start:end] if line.strip()])
    made = "\n".join(lines[: starts[0]]) + "\n"
    both, lost = [], []
    for address, blocks in by_page.items():
        pages = list(_pages(address, blocks))
        if not pages:
            lost.append(address)
            continue
        page = pages[0]
        for other in pages[1:]:
            page = _together(page, other)
        both += [address] if len(pages) > 1 else []
        try:
            made = with_page(made, page, address)
        except ValueError:
            return None
    return Mended(made, tuple(both), tuple(lost)) if made != text.replace("\r\n", "\n") else None


def _pages(address: str, blocks: list[list[str]]) -> Iterator[PageEvidence]:
    """What different branches wrote of a page, each once, as far as a seal says that it is whole."""
    seen = set()
    rest = [line for block in blocks for line in block[1:]]
    ends = [at for at, line in enumerate(rest) if line.endswith("}")]
    if len(rest) > _MOST:
        return
    heads = list(dict.fromkeys(block[0] for block in blocks))
    # Common lines come first, then those of one branch up to its seal.
    ways = [(common, before + 1, end + 1) for before, end in pairwise([-1, *ends]) for common in range(before + 2)]
    for head, (common, begin, end) in product(heads, ways):
        page = _page(address, [head, *rest[:common], *rest[begin:end]])
        if page and page.seal not in seen:
            seen.add(page.seal)
            yield page


def _page(address: str, lines: list[str]) -> PageEvidence | None:
    document, problems = parse("", ("schema: 1\npages:\n" + "\n".join(lines) + "\n").encode(), MAX_PAGES_BYTES)
    value = document.data.get(NAME, {}).get(address) if document and not problems else None
    return evidence_at(address, value) if value is not None else None


def _together(one: PageEvidence, other: PageEvidence) -> PageEvidence:
    """What two branches know of a page: all of both where they had one text before them."""
    if one.sha256 != other.sha256 or one.version != other.version or one.read != other.read:
        return max(one, other, key=lambda page: (page.version, page.captured, page.seal))
    update = {name: tuple(sorted({*getattr(one, name), *getattr(other, name)})) for name in _OF_BOTH}
    made = max(one, other, key=lambda page: (page.captured, page.seal)).model_copy(update=update)
    return made.model_copy(update={"seal": seal_of(made)})
