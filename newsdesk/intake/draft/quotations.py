"""Quoted passages of a text, in every style of quotation marks, and the words that attribute them."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from newsdesk.check.prose import CJK, word_count

NEAREST = 8
"""Words of the article beside a passage that a comment shows."""
WINDOW = 160
"""Characters before and after a passage in which the words that attribute it are looked for."""
# Which marks close what each mark opens; a straight mark is told by the blanks around it.
_PAIRS = {
    "«": "»",
    "“": "”“",
    "„": "“”",
    "‟": "”",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "”": "“",
    "»": "«",
    '"': '"',
    "'": "'",
    "＂": "＂",
    "\u276e": "\u276f",
    "\u276c": "\u276d",
}
_MARKS = re.compile("[" + re.escape("".join(dict.fromkeys("".join(_PAIRS) + "".join(_PAIRS.values())))) + "]")
_STRAIGHT = "\"'＂"
_SINGLE = "‘’‚'"
_WORD = re.compile("[^\\W_]+(?:[-'’ʻʼ‘\u200c\u200d][^\\W_]+)*")
# Where a text may be cut: after a word, or after a character of a script without blanks.
_END = re.compile(rf"[{CJK}]|(?:(?![{CJK}])[^\W_])+(?:[-'’ʻʼ‘](?:(?![{CJK}])[^\W_])+)*")
_CHARACTER = re.compile(f"[{CJK}]")
_SENTENCE = re.compile(r"(?<=[.!?…؟])\s+|\n")
MAX_PASSAGES = 400
# Characters of a line that somebody or some program has broken: no shorter, no longer, and how uneven.
_NARROW, _WIDE, _RAGGED = 40, 110, 18
_BULLETS = ("- ", "– ", "— ", "* ", "• ")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words between quotation marks: where they start and end in the text, without their marks."""

    text: str
    start: int
    end: int
    depth: int
    """0, or how many other passages it stands in."""
    is_whole: bool = True
    """False where the paragraph ends before the mark that closes it, or begins after the one that opens it."""

    @property
    def words(self) -> int:
        """How many words it has; in scripts without blanks as the guide counts them."""
        return word_count(self.text)


@dataclass(frozen=True, slots=True)
class Attribution:
    """What stands around a passage: the sentence pieces before and after it, and the word that attributes."""

    before: str
    after: str
    word: str | None

    @property
    def around(self) -> str:
        """Both pieces as far as they are near, with the passage as three points.

        No piece has more words in a row of the article than an entry may have (`comment-copies`).
        """
        before, after = _near(self.before, from_end=True), _near(self.after, from_end=False)
        return f"{before} “…” {after}".strip()


def _near(piece: str, *, from_end: bool) -> str:
    words = list(_WORD.finditer(piece))
    # A script without blanks has few words in this sense, and long ones.
    if len(words) > NEAREST:
        kept = words[-NEAREST:] if from_end else words[:NEAREST]
        piece = f"…{piece[kept[0].start() :]}" if from_end else f"{piece[: kept[-1].end()]}…"
    most = NEAREST * 8
    if len(piece) > most:
        piece = f"…{piece[-most:]}" if from_end else f"{piece[:most]}…"
    return piece


def unwrapped(text: str) -> str:
    """The text with blanks in place of line ends inside a paragraph, as agencies and PDFs set them; of equal length.

    A line goes on where it is about as long as most, and they are all of one width; or where the next one begins
    with a small letter.
    """
    lines = text.split("\n")
    sizes = sorted(len(line) for line in lines if line.strip())
    width = sizes[len(sizes) * 9 // 10] if sizes else 0
    full = sum(size > width - _RAGGED for size in sizes)
    is_set = _NARROW <= width <= _WIDE and full * 2 > len(sizes) > 2
    found: list[str] = []
    for line, after in pairwise([*lines, ""]):
        goes_on = bool(after.strip()) and line.strip() and not after[0].isspace() and not after.startswith(_BULLETS)
        wraps = is_set and len(line) > width - _RAGGED
        found += [line, " " if goes_on and (wraps or (len(line) >= _NARROW and after[0].islower())) else "\n"]
    return "".join(found[:-1])


def passages(text: str) -> list[Passage]:
    """All quoted passages in the order of their beginnings; each paragraph is read for itself."""
    found: list[Passage] = []
    start = 0
    for paragraph in text.split("\n"):
        if len(found) >= MAX_PASSAGES:
            break
        found += _in_paragraph(paragraph, start)
        start += len(paragraph) + 1
    return sorted(found[:MAX_PASSAGES], key=lambda one: (one.start, -one.end))


def set_apart(text: str, blocks: Iterable[str]) -> list[Passage]:
    """The block quotations that stand in a text, those left out that are in marks as well."""
    found = []
    for block in blocks:
        start = text.find(block)
        if start >= 0 and not (block[0] in _PAIRS and _closes_whole(block)):
            found.append(Passage(block, start, start + len(block), 0))
    return found


def _closes_whole(block: str) -> bool:
    return block.rstrip(".,")[-1:] in "".join(_PAIRS.values())


def _in_paragraph(text: str, base: int) -> list[Passage]:
    stack: list[tuple[str, int]] = []
    found: list[Passage] = []

    def take(start: int, end: int, depth: int, *, whole: bool = True) -> None:
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip())
        inner = inner.strip()
        if _WORD.search(inner):
            found.append(Passage(inner, base + start, base + start + len(inner), depth, whole))

    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if mark in _SINGLE and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        opener = _closes(mark, stack, before, after)
        if opener is not None:
            for lost_mark, lost_at in stack[opener + 1 :]:
                if lost_mark not in _SINGLE:  # an apostrophe that looked like a mark
                    take(lost_at + 1, at, opener + 1, whole=False)
            take(stack[opener][1] + 1, at, opener)
            del stack[opener:]
        elif _opens(mark, before, after):
            if len(stack) < 6:
                stack.append((mark, at))
        elif mark in '"”»＂' and not stack and not found:
            take(0, at, 0, whole=False)  # opened in a paragraph before
    for depth, (mark, at) in enumerate(stack):
        if mark not in _SINGLE:
            take(at + 1, len(text), depth, whole=False)
    return found


def _closes(mark: str, stack: list[tuple[str, int]], before: str, after: str) -> int | None:
    """Which open passage a mark closes, innermost first."""
    if mark in _STRAIGHT and (not before or before.isspace() or before in "([" or (after.isalnum() and before != ",")):
        return None
    for index in range(len(stack) - 1, -1, -1):
        if mark in _PAIRS.get(stack[index][0], ""):
            return None if mark in _SINGLE and after.isalnum() else index
    return None


def _opens(mark: str, before: str, after: str) -> bool:
    if mark not in _PAIRS or not after:
        return False
    if mark in "«‹„‟「『〝\u276e\u276c":
        return True  # French sets a blank inside
    if after.isspace():
        return False
    if mark in "“‚" and (not before.isalnum() or _CHARACTER.fullmatch(before)):
        return True
    # Straight and reversed marks open only where a word begins.
    return not before or before.isspace() or bool(_CHARACTER.fullmatch(before)) or before in "([{—–-:«“„\"'‘/"


def attribution(text: str, passage: Passage, word: str | None) -> Attribution:
    """The pieces of a paragraph around a passage, and the word in them that attributes it."""
    top, bottom = text.rfind("\n", 0, passage.start) + 1, text.find("\n", passage.end)
    bottom = len(text) if bottom < 0 else bottom
    before = text[max(top, passage.start - WINDOW) : max(top, passage.start - 1)]
    after = text[min(passage.end + 1, bottom) : min(passage.end + WINDOW, bottom)]
    after_piece = _SENTENCE.split(after, maxsplit=1)[0]
    before_piece = _SENTENCE.split(before)[-1]
    if not before.strip():
        # A passage set apart: the line above it, where that ends in a colon, leads to it.
        above = text[max(0, top - WINDOW) : top].rstrip()
        before_piece = _SENTENCE.split(above)[-1] if above.endswith(":") else ""
    return Attribution(" ".join(before_piece.split()), " ".join(after_piece.split()), word)


def shortened(text: str, most: int = 25) -> str:
    """At most so many words from the beginning, up to the end of a clause where there is one; verbatim.

    Words are counted as the guide counts them: two characters of Chinese or Japanese are one.
    """
    if word_count(text) <= most:
        return text
    ends = [match.end() for match in _END.finditer(text)]
    last = bisect_right(ends, most, key=lambda end: word_count(text[:end]))
    piece = text[: ends[last - 1]] if last else text
    cuts = [match.start() for match in re.finditer(r"[.;:!?,،؛—–](?=\s)|[。！？；，、：]", piece)]
    cut = next((at for at in reversed(cuts) if word_count(piece[:at]) >= most * 2 // 5), None)
    return (piece[:cut] if cut else piece).rstrip(" ,;:—–-、，；：")
