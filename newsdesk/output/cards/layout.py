"""Arranges a preview card: the title first, who is quoted or what there is below, whose it is at the foot."""

from newsdesk.model import Cited
from newsdesk.output.cards.canvas import BLACK, SOFT, VERSION, Canvas
from newsdesk.output.cards.lettering import Block, Face, face, plain, set_in
from newsdesk.views.setting.preview import Preview

# What Open Graph's readers show whole. Most show it about 400 px wide: a letter of 30 px is one of 10 then.
WIDTH, HEIGHT = 1200, 630
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 1128, 56, 574
_COLUMN = _RIGHT - _LEFT
# The hairline above the foot, where there is one.
_FOOT = 526
_TITLE_SIZES = (76, 70, 64, 58, 52, 47)
_TITLE_LINES = 4
_LINE = 48
_BARS_WIDTH, _BARS_HEIGHT = 380, 140
# Changes whenever a card would look different.
LOOK = f"1 {VERSION}"


def drawn(preview: Preview) -> bytes:
    """A card as PNG, 1200 by 630 pixels."""
    bold, serif, sans = (face(name) for name in ("NotoSerif-Bold", "NotoSerif-Regular", "NotoSans-Regular"))
    canvas = Canvas(WIDTH, HEIGHT)
    top = _head(canvas, bold, sans, preview)
    bottom = _below(canvas, serif, sans, preview, _foot(canvas, sans, preview))
    title, original = _first(bold, preview.title), _first(serif, (preview.original,))
    second = set_in(serif, original, _COLUMN, (36, 34), 2) if original and original != title else None
    if title:
        least = second.height + 14 if second else 0
        block = set_in(bold, title, _COLUMN, _TITLE_SIZES, _TITLE_LINES, bottom - top - least)
        canvas.write(block, _LEFT, top)
        top += block.height + 14
    if second and top + second.height <= bottom:
        canvas.write(second, _LEFT, top, SOFT)
    return canvas.png()


def _first(face: Face, texts: tuple[str, ...]) -> str:
    """The first text that the face can draw, "" for none."""
    return next((text for text in map(plain, texts) if face.has(text)), "")


def _head(canvas: Canvas, bold: Face, sans: Face, preview: Preview) -> int:
    """Whose card it is, and who published what it is about, when; returns where the head ends."""
    canvas.rule(_LEFT, _TOP, 72, 8, accent=True)
    if site := _first(bold, (preview.site,)):
        canvas.write(set_in(bold, site, _COLUMN - 96, (30,), 1), _LEFT + 96, _TOP - 14)
    top = _TOP + 46
    after = _first(sans, (preview.after,))
    if after:
        after = set_in(sans, after, _COLUMN * 3 // 4, (34,), 1).lines[0]
    if above := _first(sans, preview.above):
        # A long name is cut, and not the date behind it.
        room = _COLUMN - round(sans.width(after, 34))
        above = set_in(sans, above, room, (34,), 1).lines[0]
    if above or after:
        # What stands after the name begins with a comma of its own.
        said = above + after if above else after.lstrip(" ,·")
        canvas.write(Block(sans, 34, (said,)), _LEFT, top, SOFT)
        top += 58
    return top


def _foot(canvas: Canvas, sans: Face, preview: Preview) -> int:
    """The line at the foot below a hairline, where there is one; returns where it begins."""
    if not (foot := _first(sans, (preview.foot,))):
        return _BOTTOM
    canvas.rule(_LEFT, _FOOT, _COLUMN, 2)
    canvas.write(set_in(sans, foot, _COLUMN, (30,), 1), _LEFT, _FOOT + 16, SOFT)
    return _FOOT - 20


def _below(canvas: Canvas, serif: Face, sans: Face, preview: Preview, bottom: int) -> int:
    """What stands above the foot, from the lowest line up; returns where it begins."""
    column = _COLUMN
    if preview.bars:
        _bars(canvas, preview.bars, bottom - 10)
        column -= _BARS_WIDTH + 48
    if notice := _first(sans, (preview.notice,)):
        block = set_in(sans, notice, _COLUMN - 24, (30,), 2)
        bottom -= block.height + 4
        canvas.rule(_LEFT, bottom + 4, 5, block.height - 4, accent=True)
        canvas.write(block, _LEFT + 24, bottom)
        bottom -= 14
    lines: list[tuple[Face, str, tuple[int, ...], int]] = [(sans, text, (34, 31), BLACK) for text in preview.facts]
    lines += [(serif, text, (30,), SOFT) for text in preview.names]
    for kind, line, sizes, ink in reversed(lines):
        if text := _first(kind, (line,)):
            bottom -= _LINE + (10 if kind is sans and preview.names else 0)
            canvas.write(set_in(kind, text, column, sizes, 1), _LEFT, bottom, ink)
    if preview.counts:
        bottom = _counts(canvas, sans, preview.counts, bottom)
    return bottom - 24


def _counts(canvas: Canvas, sans: Face, counts: tuple[tuple[Cited, str], ...], bottom: int) -> int:
    """Each way of citing as its shape and its number in words; in as many lines as that takes."""
    shown = [(str(cited), text) for cited, said in counts if sans.has(text := plain(said))]
    for size, gap in ((34, 44), (31, 36), (28, 28)):
        rows: list[list[tuple[str, str, float]]] = [[]]
        x = 0.0
        for name, text in shown:
            length = size + 4 + sans.width(text, size)
            if rows[-1] and x + length > _COLUMN:
                rows.append([])
                x = 0.0
            rows[-1].append((name, text, _LEFT + x))
            x += length + gap
        if len(rows) == 1:
            break
    top = bottom - _LINE * len(rows)
    for number, row in enumerate(rows):
        y = top + _LINE * number
        for name, text, x in row:
            side = round(size * 0.76)
            canvas.shape(name, round(x), y + round(size * 0.7 - side / 2), side)
            canvas.write(Block(sans, size, (text,)), x + size + 4, y)
    return top


def _bars(canvas: Canvas, bars: tuple[int, ...], base: int) -> None:
    """Entries over time, at the right, on a line of their own."""
    left, most = _RIGHT - _BARS_WIDTH, max(bars)
    step = _BARS_WIDTH / len(bars)
    gap = max(2, round(step * 0.25))
    for number, count in enumerate(bars):
        x, end = left + round(number * step), left + round((number + 1) * step) - gap
        height = max(round(_BARS_HEIGHT * count / most), 3 if count else 0)
        if height:
            canvas.rule(x, base - height, min(end - x, 40), height, accent=True)
    canvas.rule(left, base, _BARS_WIDTH, 2)
