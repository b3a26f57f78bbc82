"""How preview cards are drawn: every letter, lines that fit, the same bytes every time, and none in vain."""

import os
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import changed
from previewed import LONG, all_previews, with_cards
from tables import each

from newsdesk.model import Cited
from newsdesk.model.settings import Cards
from newsdesk.output.cards import Album
from newsdesk.output.cards.canvas import BLACK, Canvas, _font
from newsdesk.output.cards.layout import HEIGHT, WIDTH, drawn
from newsdesk.output.cards.lettering import FONTS, face, plain, set_in
from newsdesk.views.setting.preview import Preview

FACES = sorted(file.stem for file in FONTS.glob("*.ttf"))
IN_TEN_SCRIPTS = [
    "Who inspires Kyrgyzstan’s “change”? – 50 % of № 7…",
    "Кыргызстан менен Өзбекстандын чек арасы: көңүл өкүнүчү",
    "Қазақстан Ұлттық банкі, Һәм үшін әңгіме",
    "Ёддошти эътирозии Тоҷикистон ба сафири Қирғизистон",
    "Oʻzbekiston Ўзбекистон ҳақида ғазал, Türkiye'de şöyle düşündü, Əliyev",
    "Ποιος κυβερνά την Κιργιζία;",
    "الجمعية تدعو إلى إضاءة المضيق",
    "为什么取消演习？",
    "なぜ演習は中止されたのか",
    "ვინ მართავს ყირგიზეთს",
    "Ո՞վ է կառավարում Ղրղզստանը",
    "किर्गिस्तान पर कौन राज करता है",
    "מי שולט בקירגיזסטן",
    "Emoji 🙂 and a\u0301 stress, e\u0301 and \u202ahidden\u202c marks",
]


# How type is set.


@pytest.mark.parametrize("name", FACES)
def test_every_letter_that_a_face_counts_is_drawn(name: str) -> None:
    font = _font(name, 20)
    missing = bytes(font.getmask("\uffff"))
    assert missing, "the face shows what it lacks as a box"
    assert [letter for letter in face(name).advances if bytes(font.getmask(letter)) == missing] == []


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize("title", IN_TEN_SCRIPTS)
def test_no_card_shows_a_box_in_place_of_a_letter(name: str, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    write = Canvas.write
    monkeypatch.setattr(
        Canvas,
        "write",
        lambda self, block, *rest: (
            written.extend((block.face.name, line) for line in block.lines),
            write(self, block, *rest),
        )[1],
    )
    text = dict.fromkeys(("site", "original", "after", "notice", "foot"), title)
    drawn(Preview(
        "x.png", title=(title, "The title"), above=(title, "The outlet"), facts=(title, "1 fact"), names=(title,),
        counts=((Cited.QUOTED, title), (Cited.MENTIONED, "1 mentioned")), **text,
    ))  # fmt: skip
    assert written
    for own, line in written:
        assert set(line) <= face(own).advances.keys(), line
    is_ours = face("NotoSerif-Bold").has(plain(title))
    assert ("NotoSerif-Bold", "The title") in written or is_ours


@each("title", IN_TEN_SCRIPTS[:6])
def test_latin_greek_and_cyrillic_are_drawn(title: str) -> None:
    assert [name for name in FACES if not face(name).has(plain(title))] == []


@each(
    ("text", "sizes", "most", "height", "size", "lines"),
    [
        ("Ferries sail again", (76, 47), 4, None, 76, ("Ferries sail again",)),
        (
            "Ferry crews walk out over a cut in pay and stay out all week",
            (76, 47),
            4,
            None,
            76,
            ("Ferry crews walk", "out over a cut in pay", "and stay out all week"),
        ),
        (
            "Ferry crews walk out over a cut in pay, and stay out",
            (76, 47),
            4,
            130,
            47,
            ("Ferry crews walk out over", "a cut in pay, and stay out"),
        ),
        ("Ferry crews walk out over a cut in pay, and stay out", (76,), 1, None, 76, ("Ferry crews walk out…",)),
        (
            "Ferry crews walk out over a cut in pay, and stay out",
            (76,),
            2,
            None,
            76,
            ("Ferry crews walk out over", "a cut in pay, and stay out"),
        ),
        ("A" * 40, (76, 47), 4, None, 47, ("A" * 29, "A" * 11)),
        ("A" * 200, (76,), 2, None, 76, ("A" * 18, "A" * 17 + "…")),
        ("AB", (76,), 2, 10, 76, ("AB",)),
    ],
)
def test_a_title_wraps_then_shrinks_then_ends_in_dots(
    text: str, sizes: tuple[int, ...], most: int, height: int | None, size: int, lines: tuple[str, ...]
) -> None:
    block = set_in(face("NotoSerif-Bold"), text, 1056, sizes, most, height)
    assert (block.size, block.lines) == (size, lines)


@given(st.text(st.sampled_from("Aбв ,.—iW\u00a0"), min_size=1, max_size=300), st.integers(1, 4), st.integers(200, 1056))
def test_no_line_is_wider_than_its_column(text: str, most: int, width: int) -> None:
    bold = face("NotoSerif-Bold")
    if not bold.has(plain(text)):
        return
    block = set_in(bold, plain(text), width, (58, 47), most)
    assert len(block.lines) <= most
    for line in block.lines:
        assert bold.width(line, block.size) <= width
    whole = " ".join(block.lines).replace(" ", "")
    assert whole == plain(text).replace(" ", "") or block.lines[-1].endswith("…")


def test_the_faces_are_small_and_their_licence_lies_beside_them() -> None:
    assert sum(file.stat().st_size for file in FONTS.iterdir()) < 200_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


def test_letters_are_kerned() -> None:
    bold = face("NotoSerif-Bold")
    assert bold.width("AV", 100) < bold.width("A", 100) + bold.width("V", 100) - 5
    assert [round(at) for _, at in bold.places("AV", 100)] == [0, 67]


# What is drawn.


def header(png: bytes) -> tuple[int, int, int, int]:
    """Width, height, bits a pixel, and kind of colour (3: from a palette) of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">IIBB", png[16:26])


def test_cards_are_small_pictures_and_the_same_every_time() -> None:
    for preview in all_previews(with_cards(Cards.ENTRIES, changed("strike-ends", title=LONG))):
        png = drawn(preview)
        assert header(png) == (WIDTH, HEIGHT, 4, 3), preview.path
        assert (WIDTH, HEIGHT) == (1200, 630)
        assert len(png) < 60_000, preview.path
        assert png == drawn(preview)


def test_ways_of_citing_are_told_apart_by_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = set()
    for cited in Cited:
        canvas = Canvas(40, 40)
        canvas.shape(str(cited), 5, 5, 26, BLACK)
        shapes.add(canvas.png())
    assert len(shapes) == len(Cited) == 4


@pytest.mark.parametrize("word", ["quoted", "воспроизведено дословно"])
def test_no_way_of_citing_is_left_out_for_want_of_room(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right: list[tuple[float, str]] = []
    write = Canvas.write
    monkeypatch.setattr(
        Canvas,
        "write",
        lambda self, block, x, y, *rest: (
            right.append((x + block.face.width(block.lines[0], block.size), block.lines[0])),
            write(self, block, x, y),
        )[1],
    )
    counts = tuple((cited, f"{100 + n} {word}") for n, cited in enumerate(Cited))
    drawn(Preview("x.png", "Site", ("Title",), counts=counts))
    shown = [(end, text) for end, text in right if text.endswith(word)]
    assert [text[:3] for _, text in shown] == ["100", "101", "102", "103"]
    assert max(end for end, _ in shown) <= 1128


def artist(drew: list[str], look: str = "1"):
    def draw(preview: Preview) -> bytes:
        drew.append(preview.title[0])
        return f"{look} {preview.title[0]}".encode()

    return look, draw


def test_only_what_changed_is_drawn_again_and_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    drew: list[str] = []
    one, two = (Preview(f"{name}.png", "site", (name,)) for name in ("one", "two"))

    def made(*previews: Preview, look: str = "1") -> list[bytes]:
        album = Album(tmp_path, artist(drew, look))
        found = [album.card(preview) for preview in previews]
        album.forget_others(preview.path for preview in previews)
        return found

    assert made(one, two) == [b"1 one", b"1 two"]
    assert made(one, two) == [b"1 one", b"1 two"]
    assert drew == ["one", "two"]
    assert made(one) == [b"1 one"]
    assert len(os.listdir(tmp_path / "cards")) == 1
    assert made(replace(one, notice="withdrawn")) == [b"1 one"]
    assert made(one, look="2") == [b"2 one"]
    assert drew == ["one", "two", "one", "one"]
    # What lies there for one place is not taken for the card of another.
    (kept,) = (tmp_path / "cards").iterdir()
    album = Album(tmp_path, artist(drew, "2"))
    album.card(two)
    (other,) = set((tmp_path / "cards").iterdir()) - {kept}
    other.write_bytes(kept.read_bytes())
    assert Album(tmp_path, artist(drew, "2")).card(two) == b"2 two"
