"""Preview cards: what stands on them, that every letter of it is drawn, and that none is drawn in vain."""

import os
import re
import shutil
import struct
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import changed, collection
from test_cli import run

from newsdesk.build import Project, build
from newsdesk.check.shape import shape
from newsdesk.collection import Collection
from newsdesk.load.config import parse_config
from newsdesk.model import Cited
from newsdesk.model.settings import Cards, Settings
from newsdesk.output.cards import cards
from newsdesk.output.cards.canvas import BLACK, Canvas, _font
from newsdesk.output.cards.layout import HEIGHT, WIDTH, drawn
from newsdesk.output.cards.lettering import FONTS, face, plain, set_in
from newsdesk.views import all_pages
from newsdesk.views.pictures.previews import Preview, entry_card, previews

DATA = Path(__file__).parent / "data"
FACES = sorted(file.stem for file in FONTS.glob("*.ttf"))
BANNED = "Authorities have banned or listed this publisher: the entry says which, as what, and when."
LONG = "Неопровержимые доказательства: " + " и ".join(f"обстоятельство номер {n}" for n in range(40))
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


def with_cards(which: Cards, known: Collection | None = None, **settings: str | None) -> Collection:
    """The invented collection, or another, with this setting."""
    known = known or collection()
    extra = known.settings.extra.model_copy(update={"cards": which})
    return replace(known, settings=known.settings.model_copy(update={"extra": extra, **settings}), memo={})


def by_path(known: Collection) -> dict[str, Preview]:
    return {preview.path: preview for preview in previews(known)}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("card.png", {
            "site": "example.org/press", "title": ("Sample Strait Digest",),
            "original": "An invented collection, for tests.",
            "facts": ("19 entries from 8 outlets", "in 7 languages", "1 September – 31 October 2022"),
            "bars": (4, 0, 8, 6, 1),
        }),
        ("2022/w42/card.png", {
            "site": "Sample Strait Digest", "above": ("Weekly digest",), "title": ("17–23 October 2022",),
            "facts": ("6 entries from 6 outlets in 4 languages",),
            "names": ("The tunnel under the strait is closed for three days",),
        }),
        ("stories/tunnel-closed-2022/card.png", {
            "above": ("Who reported what",), "title": ("The tunnel under the strait is closed for three days",),
            "facts": ("5 entries from 4 outlets", "in 3 languages", "13–23 October 2022"), "bars": (1, 4),
        }),
        ("stories/ferry-strike-2022/card.png", {
            "facts": ("7 entries from 6 outlets", "in 5 languages", "10–14 October 2022"), "bars": (),
        }),
        ("stories/bridge-planned/card.png", {"facts": ("No entries yet",), "bars": ()}),
        ("2022/w41/strike-in-russian/card.png", {
            "above": ("Volna", "Волна"), "after": ", 11 October 2022, translated", "notice": "",
            "title": ("Ferry crews on strike", "Паромщики бастуют", "An article in Russian", "An article"),
            "original": "Паромщики бастуют", "foot": "The crews of the ferries strike for five days",
            "counts": ((Cited.QUOTED, "1 quoted"), (Cited.PARAPHRASED, "2 paraphrased"), (Cited.RELAYED, "1 relayed")),
        }),
        ("2022/w41/strike-called/card.png", {"title": ("Ferry crews walk out", "An article"), "original": ""}),
        ("2022/w39/harbour-figures/card.png", {
            "facts": ("Names no source in the part that was read",), "counts": (), "foot": "",
        }),
        ("2022/w42/lamp-society-statement/card.png", {"notice": BANNED}),
        ("2022/w42/tunnel-report-withdrawn/card.png", {
            "notice": "This entry was withdrawn on 1 November 2022.", "counts": (), "facts": (),
        }),
        ("2022/w39/lamp-society-appeal/card.png", {
            "notice": f"This entry was withdrawn on 2 November 2022. {BANNED}",
        }),
    ],
)  # fmt: skip
def test_a_card_says(path: str, said: dict[str, object]) -> None:
    card = by_path(with_cards(Cards.ENTRIES))[path]
    assert {name: getattr(card, name) for name in said} == said


def test_a_digest_names_the_story_of_its_lead_first_and_three_at_most() -> None:
    known = with_cards(Cards.STORIES)
    week = "2022-W41"
    digest = known.digests[week].model_copy(update={"lead": "gulls-counted"})
    lead = known.by_id["gulls-counted"]
    story = known.stories["bridge-planned"]
    entries = tuple(
        entry.model_copy(update={"stories": (story.id,)}) if entry is lead else entry for entry in known.by_week[week]
    )
    changed_one = replace(
        known,
        by_week={**known.by_week, week: entries},
        by_id={**known.by_id, lead.id: entries[list(known.by_week[week]).index(lead)]},
        memo={},
    ).with_digest(digest)
    assert by_path(changed_one)["2022/w41/card.png"].names == (
        story.title,
        "The crews of the ferries strike for five days",
    )


def count_of(known: Collection) -> tuple[int, dict[str, str]]:
    """How many cards there are, and which some pages show."""
    shown = {page.path: page.card.path if page.card else "" for page in all_pages(known) if hasattr(page, "card")}
    wanted = "2022/w42/ 2022/w41/strike-ends/ 2022/w41/gulls-counted/ stories/ferry-strike-2022/ outlets/".split()
    return len(by_path(known)), {path: shown[path] for path in ("", *wanted)}


@pytest.mark.parametrize(
    ("which", "root", "count", "shown"),
    [
        (Cards.ENTRIES, "https://example.org/press/", 27, [
            "", "2022/w42/card.png", "2022/w41/strike-ends/card.png", "2022/w41/gulls-counted/card.png",
            "stories/ferry-strike-2022/card.png", "",
        ]),
        (Cards.STORIES, "https://example.org/press/", 8, [
            "", "2022/w42/card.png", "stories/ferry-strike-2022/card.png", "2022/w41/card.png",
            "stories/ferry-strike-2022/card.png", "",
        ]),
        (Cards.NONE, "https://example.org/press/", 0, [""] * 6),
        (Cards.ENTRIES, None, 0, [""] * 6),
    ],
)  # fmt: skip
def test_which_cards_there_are(which: Cards, root: str | None, count: int, shown: list[str]) -> None:
    number, found = count_of(with_cards(which, site_url=root))
    assert (number, list(found.values())) == (count, shown)


def test_the_picture_is_described_without_counts_that_would_rewrite_pages() -> None:
    known = with_cards(Cards.ENTRIES)
    described = {name: entry_card(known, known.by_id[name]) for name in ("strike-in-russian", "lamp-society-statement")}
    assert [card and card.alt for card in described.values()] == [
        "Volna, 11 October 2022: Ferry crews on strike",
        f"{BANNED} Lamp Society, 18 October 2022: The society calls for the strait to be lit",
    ]
    card = entry_card(with_cards(Cards.STORIES), known.by_id["strike-in-russian"])
    assert card
    assert card.alt == "Sample Strait Digest: The crews of the ferries strike for five days"


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("always", "Use one of: entries, stories, none."),
        ("story", 'Did you mean "stories"?'),
        ("true", "Use one of: entries, stories, none."),
    ],
)
def test_another_value_of_the_setting_is_a_fault(value: str, hint: str) -> None:
    document, _ = parse_config("mkdocs.yml", f"site_name: x\nextra:\n  cards: {value}\n".encode())
    assert document
    settings, (fault,) = shape(Settings, document)
    assert (settings, fault.line, fault.message, fault.hint) == (None, 3, f'"{value}" is not a term of "cards".', hint)


def test_without_a_value_the_digests_and_stories_have_cards() -> None:
    document, _ = parse_config("mkdocs.yml", b"site_name: x\n")
    assert document
    settings, faults = shape(Settings, document)
    assert settings
    assert (settings.extra.cards, faults) == (Cards.STORIES, [])


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


@pytest.mark.parametrize("title", IN_TEN_SCRIPTS[:6])
def test_latin_greek_and_cyrillic_are_drawn(title: str) -> None:
    assert [name for name in FACES if not face(name).has(plain(title))] == []


@pytest.mark.parametrize(
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
    for preview in previews(with_cards(Cards.ENTRIES, changed("strike-ends", title=LONG))):
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

    def made(*previews: Preview, look: str = "1") -> list[tuple[str, bytes]]:
        return list(cards(previews, tmp_path, artist(drew, look)))

    assert made(one, two) == [("one.png", b"1 one"), ("two.png", b"1 two")]
    assert made(one, two) == [("one.png", b"1 one"), ("two.png", b"1 two")]
    assert drew == ["one", "two"]
    assert made(replace(one, path="moved.png")) == [("moved.png", b"1 one")], "the same picture elsewhere"
    assert len(os.listdir(tmp_path / "cards")) == 1
    made(replace(one, notice="withdrawn"))
    made(one, look="2")
    assert drew == ["one", "two", "one", "one"]


# In the site.


def tags(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="(og:image[^"]*|twitter:card)" content="([^"]*)">', html))


def test_every_page_of_the_site_has_a_picture_that_is_there(built: Path) -> None:
    for file in built.rglob("*.html"):
        if "http-equiv" in (html := file.read_text("utf-8")) or file.name == "404.html" or "<head>" not in html:
            continue
        found = tags(html)
        assert found.keys() == {
            "og:image",
            "og:image:type",
            "og:image:width",
            "og:image:height",
            "og:image:alt",
            "twitter:card",
        }, file
        assert found["twitter:card"] == "summary_large_image"
        png = (built / found["og:image"].removeprefix("https://example.org/press/")).read_bytes()
        assert header(png)[:2] == (int(found["og:image:width"]), int(found["og:image:height"]))
        assert found["og:image:alt"]


def test_texts_of_pictures_are_escaped(tmp_path: Path) -> None:
    root = project_of(tmp_path, "  cards: entries\n")
    assert build(Project(root, root / "digests", tmp_path / "site", tmp_path / "cache")).report
    html = (tmp_path / "site" / "2022/w42/brackets-everywhere/index.html").read_text("utf-8")
    assert tags(html)["og:image:alt"] == (
        "&lt;script&gt;alert(1)&lt;/script&gt; Brackets […], about 20 October 2022:"
        " &lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;quotes&#34; {{ 7*7 }} […]"
    )
    assert (tmp_path / "site" / "2022/w42/brackets-everywhere/card.png").is_file()


def project_of(folder: Path, extra: str, old: str = "", new: str = "") -> Path:
    root = shutil.copytree(DATA, folder / "project", ignore=shutil.ignore_patterns(".cache", "site"))
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("extra:\n", f"extra:\n{extra}").replace(old, new), "utf-8")
    return root


@pytest.mark.parametrize(
    ("extra", "old"), [("  cards: none\n", ""), ("  cards: entries\n", "site_url: https://example.org/press/\n")]
)
def test_without_cards_pages_name_no_picture(tmp_path: Path, extra: str, old: str) -> None:
    root = project_of(tmp_path, extra, old)
    assert build(Project(root, root / "digests", tmp_path / "site", tmp_path / "cache")).report
    assert list((tmp_path / "site").rglob("card.png")) == []
    assert not [file for file in (tmp_path / "site").rglob("*.html") if "og:image" in file.read_text("utf-8")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("raise ModuleNotFoundError('no', name='PIL')", "is not installed"),
        ("raise ImportError('libjpeg is missing')", "does not work (libjpeg is missing)"),
    ],
)
def test_where_pillow_is_missing_the_site_is_built_without_cards(tmp_path: Path, text: str, what: str) -> None:
    root = project_of(tmp_path, "  cards: entries\n")
    (tmp_path / "fake" / "PIL").mkdir(parents=True)
    (tmp_path / "fake" / "PIL" / "__init__.py").write_text(text)
    done = run("--root", root, "--site", tmp_path / "site", PYTHONPATH=str(tmp_path / "fake"))
    assert done.returncode == 0
    assert done.stderr == (
        f"Preview cards need Pillow, which {what}: the site is built without them. Install it with the other"
        " packages (python -m pip install -r requirements.txt), or write cards: none below extra in mkdocs.yml.\n"
    )
    assert list((tmp_path / "site").rglob("card.png")) == []
    assert "og:image" not in (tmp_path / "site" / "index.html").read_text("utf-8")
