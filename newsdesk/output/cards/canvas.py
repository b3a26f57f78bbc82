"""Draws letters and shapes into a PNG of few colours, with Pillow.

Pillow alone sets letters on whole pixels and does not kern them; with a shaping library it does, and that
one is part of the system on some machines. So letters stand where `lettering` says, to a quarter of a pixel:
each is drawn once, four times as large, and made small again.
"""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont, __version__

from newsdesk.output.cards.lettering import FONTS, Block, Face

VERSION = f"pillow {__version__}"
# The colours of the site's style sheet: newsdesk.css.
PAPER, INK, LINE, ACCENT = (0xFD, 0xFC, 0xF9), (0x1D, 0x1D, 0x1B), (0xDC, 0xD8, 0xCD), (0x1C, 0x4F, 0x76)
# How much ink stands for the colour that the style sheet calls soft.
BLACK, SOFT = 255, 183
# Sixteen colours, so that two pixels make a byte: from paper to ink, and the two that are never mixed.
_STEPS = 14
_PALETTE = bytes(
    value
    for colour in (
        *(tuple(round(a + (b - a) * n / (_STEPS - 1)) for a, b in zip(PAPER, INK, strict=True)) for n in range(_STEPS)),
        LINE,
        ACCENT,
    )
    for value in colour
)
_LINE, _ACCENT = _STEPS, _STEPS + 1
_INDEX = [round(value * (_STEPS - 1) / 255) for value in range(256)]
# How much larger than shown things are drawn.
_FINE = 4
# Few colours in long runs: looking for runs alone packs as well as all that zlib can do, in two thirds of the time.
_COMPRESSION = {"compress_level": 1, "compress_type": 3}  # Z_RLE
Cut = tuple[Image.Image, int, int]


class Canvas:
    """A sheet of paper of a size in pixels."""

    def __init__(self, width: int, height: int) -> None:
        self._ink = Image.new("L", (width, height), 0)
        self._flat: list[tuple[int, int, int, int, int]] = []

    def write(self, block: Block, x: float, y: int, ink: int = BLACK) -> None:
        """A block of text, its left top corner at x, y."""
        for number, line in enumerate(block.lines):
            top = y + number * block.leading
            for letter, at in block.face.places(line, block.size):
                if letter not in " \u00a0\u2009\u202f":
                    whole, part = divmod(round((x + at) * _FINE), _FINE)
                    glyph, left, above = _glyph(block.face, block.size, letter, part)
                    self._ink.paste(ink, (whole + left, top + above), glyph)

    def shape(self, name: str, x: int, y: int, size: int, ink: int = BLACK) -> None:
        """One of the marks for ways of citing, in a square whose left top corner is at x, y."""
        self._ink.paste(ink, (x, y), _shape(name, size))

    def rule(self, x: int, y: int, width: int, height: int, *, accent: bool = False) -> None:
        """A filled rectangle in the colour of lines, or in the accent."""
        self._flat.append((x, y, width, height, _ACCENT if accent else _LINE))

    def png(self) -> bytes:
        """The picture; the same for the same, with one version of Pillow."""
        image = self._ink.point(_INDEX)
        image.putpalette(_PALETTE)
        draw = ImageDraw.Draw(image)
        for x, y, width, height, colour in self._flat:
            draw.rectangle((x, y, x + width - 1, y + height - 1), fill=colour)
        file = io.BytesIO()
        image.save(file, "PNG", bits=4, **_COMPRESSION)
        return file.getvalue()


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), size * _FINE, layout_engine=ImageFont.Layout.BASIC)


@cache
def _glyph(face: Face, size: int, letter: str, part: int) -> Cut:
    """A letter that begins `part` quarters of a pixel behind a whole one, and where its picture lies."""
    font = _font(face.name, size)
    left, top, right, bottom = map(int, font.getbbox(letter, anchor="ls"))  # whole numbers that Pillow calls float
    # Where the picture begins, in whole pixels from where the letter stands on its line.
    x, y = (left + part) // _FINE, top // _FINE
    width, height = -(-(right + part) // _FINE) - x, -(-bottom // _FINE) - y
    large = Image.new("L", (max(1, width) * _FINE, max(1, height) * _FINE), 0)
    ImageDraw.Draw(large).text((part - x * _FINE, -y * _FINE), letter, fill=255, font=font, anchor="ls")
    # The line that letters stand on lies one size below the top of the block.
    return large.reduce(_FINE), x, y + size


@cache
def _shape(name: str, size: int) -> Image.Image:
    large = Image.new("L", (size * 8, size * 8), 0)
    draw, end, stroke = ImageDraw.Draw(large), size * 8 - 1, size
    if name == "mentioned":
        draw.ellipse((end * 0.32, end * 0.32, end * 0.68, end * 0.68), fill=255)
    else:
        draw.ellipse((0, 0, end, end), outline=255, width=stroke, fill=255 if name == "quoted" else 0)
    if name == "paraphrased":
        draw.chord((0, 0, end, end), 90, 270, fill=255)
    return large.reduce(8)
