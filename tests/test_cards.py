"""Preview cards: what stands on them, which there are, and that every page has its picture."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from previewed import all_previews, with_cards
from tables import each
from terminal import run
from test_card_drawing import header

import newsdesk
from newsdesk.check.shape import shape
from newsdesk.collection import Collection
from newsdesk.load.config import parse_config
from newsdesk.model import Cited
from newsdesk.model.settings import Cards, Settings
from newsdesk.views import all_pages
from newsdesk.views.pictures.previews import entry_card
from newsdesk.views.setting.preview import Preview

BANNED = "Authorities have banned or listed this publisher: the entry says which, as what, and when."
# What draws, which needs Pillow.
DRAWING = ("newsdesk.output.cards.layout", "newsdesk.output.cards.canvas")


def by_path(known: Collection) -> dict[str, Preview]:
    return {preview.path: preview for preview in all_previews(known)}


@each(
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


def test_a_new_collection_has_cards_for_stories() -> None:
    config = Path(newsdesk.__file__).parent / "starter" / "mkdocs.yml"
    document, _ = parse_config("mkdocs.yml", config.read_bytes())
    assert document
    assert document.data["extra"]["cards"] == "stories"


# In the site.


def tags(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="(og:image[^"]*|twitter:card)" content="([^"]*)">', html))


def test_every_page_of_the_site_has_a_picture_that_is_there(built: Path) -> None:
    for file in built.rglob("*.html"):
        if "http-equiv" in (html := file.read_text("utf-8")) or file.name == "404.html" or "<head>" not in html:
            continue
        found = tags(html)
        assert found.keys() == {"og:image", "og:image:width", "og:image:height", "og:image:alt", "twitter:card"}, file
        assert found["twitter:card"] == "summary_large_image"
        png = (built / found["og:image"].removeprefix("https://example.org/press/")).read_bytes()
        assert header(png)[:2] == (int(found["og:image:width"]), int(found["og:image:height"]))
        assert found["og:image:alt"]


def test_texts_of_pictures_are_escaped(warm: Path) -> None:
    settle(warm, "  cards: entries\n")
    assert run("--root", warm).returncode == 0
    html = (warm / "site" / "2022/w42/brackets-everywhere/index.html").read_text("utf-8")
    assert tags(html)["og:image:alt"] == (
        "&lt;script&gt;alert(1)&lt;/script&gt; Brackets […], about 20 October 2022:"
        " &lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;quotes&#34; {{ 7*7 }} […]"
    )
    assert (warm / "site" / "2022/w42/brackets-everywhere/card.png").is_file()


def settle(project: Path, extra: str, old: str = "", new: str = "") -> None:
    """Write more below extra in mkdocs.yml, and one text of it for another."""
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("extra:\n", f"extra:\n{extra}").replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("extra", "old"),
    [
        ("  cards: none\n", ""),
        pytest.param("  cards: entries\n", "site_url: https://example.org/press/\n", marks=pytest.mark.slow),
    ],
)
def test_without_cards_pages_name_no_picture(warm: Path, extra: str, old: str) -> None:
    settle(warm, extra, old)
    assert run("--root", warm).returncode == 0
    assert list((warm / "site").rglob("card.png")) == []
    assert not [file for file in (warm / "site").rglob("*.html") if "og:image" in file.read_text("utf-8")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("raise ModuleNotFoundError('no', name='PIL')", "is not installed"),
        pytest.param(
            "raise ImportError('libjpeg is missing')", "does not work (libjpeg is missing)", marks=pytest.mark.slow
        ),
    ],
)
def test_where_pillow_is_missing_the_site_is_built_without_cards(
    warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, what: str
) -> None:
    settle(warm, "  cards: entries\n")
    (tmp_path / "fake" / "PIL").mkdir(parents=True)
    (tmp_path / "fake" / "PIL" / "__init__.py").write_text(text)
    for name in [name for name in sys.modules if name.partition(".")[0] == "PIL" or name in DRAWING]:
        monkeypatch.delitem(sys.modules, name)  # Python looks for it again
    monkeypatch.syspath_prepend(tmp_path / "fake")
    done = run("--root", warm)
    assert done.returncode == 0
    assert done.stderr == (
        f"Preview cards need Pillow, which {what}: the site is built without them. Install it with the other"
        " packages (python -m pip install -r requirements.txt), or write cards: none below extra in mkdocs.yml.\n"
    )
    assert list((warm / "site").rglob("card.png")) == []
    assert "og:image" not in (warm / "site" / "index.html").read_text("utf-8")
