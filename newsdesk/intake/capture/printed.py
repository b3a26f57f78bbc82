"""The text layer of a PDF, in the order in which people read it."""

import io
import logging
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from newsdesk.problems import Refusal

if TYPE_CHECKING:
    from pdfminer.layout import LTTextLine

# Signs that fonts have in the place of letters: ligatures, forms of Arabic letters, radicals in the place of Han.
_FORMS = ((0x2E80, 0x2FD5), (0xFB00, 0xFDFF), (0xFE70, 0xFEFC))
# A mark that opens looks like the one that closes where people read from the right.
_MIRRORED = str.maketrans("()[]{}«»‹›<>", ")(][}{»«›‹><")
# A gap of this part of a letter's height parts two words.
_GAP = 0.1
# Lines of one paragraph are at most this part of their height apart. Half of it, as is usual, parts lines that browsers
# print in several scripts; more joins a heading to its paragraph.
_LINES_APART = 0.65
_FROM_RIGHT = ("R", "AL")


def read_layer(raw: bytes, most_pages: int, most: int) -> tuple[str, Mapping[str, str]]:
    """The text of the first pages, and what the file says of itself: `Title`, `Author`.

    Refusal where it asks for a password; whatever the library raises where it is malformed.
    """
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(raw)))
    except PDFPasswordIncorrect:
        raise Refusal("The PDF asks for a password. Save a copy without one.") from None
    pages, length = [], 0
    apart = LAParams(line_margin=_LINES_APART)
    for page in extract_pages(io.BytesIO(raw), maxpages=most_pages, laparams=apart):
        pages.append("\n\n".join(_paragraphs(page)))
        length += len(pages[-1])
        if length > most:
            break
    return "\n\n".join(pages), dict(_about(document.info))


def _about(infos: Iterable[Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    for info in infos:
        for name in ("Title", "Author"):
            said = resolve1(info.get(name))
            if isinstance(said, (bytes, str)):
                yield name, decode_text(said) if isinstance(said, bytes) else said


def _paragraphs(page: Iterable[object]) -> Iterator[str]:
    """The pieces of a page; those of one line each that stand side by side are one: a head, a foot, a row."""
    from pdfminer.layout import LTTextBox

    rows: dict[int, list[LTTextBox]] = {}
    for box in page:
        if isinstance(box, LTTextBox):
            # Boxes of several lines are columns, and have rows of their own.
            rows.setdefault(round(box.y0) if len(box) == 1 else -len(rows) - 1, []).append(box)
    for row in rows.values():
        boxes = sorted(row, key=lambda one: one.x0)
        yield " ".join("".join(_in_order(line) for line in box).strip() for box in boxes)


def _in_order(line: "LTTextLine") -> str:
    """A line as people read it, with its end."""
    text = line.get_text()
    sides = [unicodedata.bidirectional(char) for char in text]
    if not any(side in _FROM_RIGHT for side in sides):
        return _letters(text)
    from bidi import get_display  # type: ignore[import-untyped]  # it says nothing of its types

    # The rule that lays out a line takes the layout back; letters take their own form again only then, as one of them
    # may stand for two.
    from_right = sum(side in _FROM_RIGHT for side in sides) > sides.count("L")
    text = get_display(_as_seen(line), base_dir="R" if from_right else "L")
    return _letters(text.translate(_MIRRORED) if from_right else text) + "\n"


def _as_seen(line: "LTTextLine") -> str:
    """The letters of a line from left to right, in whichever order the file draws them."""
    from pdfminer.layout import LTChar

    chars: list[LTChar] = sorted((one for one in line if isinstance(one, LTChar)), key=lambda one: one.x0)
    text = ""
    for at, char in enumerate(chars):
        if at and char.x0 - chars[at - 1].x1 > _GAP * char.height and not text.endswith(" "):
            text += " "
        text += char.get_text()
    return text.strip()


def _letters(text: str) -> str:
    return "".join(
        unicodedata.normalize("NFKC", char) if any(low <= ord(char) <= high for low, high in _FORMS) else char
        for char in text
    )
