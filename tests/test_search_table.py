"""Search answers: a table of queries in nine languages, on an invented press, in a browser."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import ask, page_on
from makers import grown
from search_answers import answer, faults
from tables import data_in, each

from newsdesk.collection import Collection
from newsdesk.model import Edtf, Person, Place, Translation
from newsdesk.model.settings import Settings
from newsdesk.output.search_index import build_index
from newsdesk.views.search.han import simplified
from newsdesk.views.search.keys import fold, pairs, token, units, words
from newsdesk.views.search.records import search_records
from newsdesk.views.search.romanised import heard
from newsdesk.views.search.search_page import find

HERE = Path(__file__).parent
ASSETS = HERE.parent / "newsdesk" / "theme" / "assets"
PRESS = data_in(HERE / "data" / "search" / "collection.yaml")

# Words that need care, with the key of each: the browser must make the same.
KEYS = {
    "Cities": "cities", "president’s": "president", "press": "press", "L’Orient": "orient", "l'Asie": "asie",
    "Qirg`iziston": "qirgiziston", "Oʻzbekiston": "ozbekiston", "o'zgan": "ozgan", "O‘ZGAN": "ozgan",
    "IĞDIR": "igdir", "ığdır": "igdir", "Igdir": "igdir", "İğdir": "igdir", "Straße": "strasse", "Łódź": "lodz",
    "Đặng": "dang", "Œuvre": "oeuvre", "Ağrı": "agri", "Şəki": "seki", "Café": "cafe", "Bişkek": "biskek",
    "Жапаровым": "жапаровым", "Отчёт": "отчет", "Өкмөт": "окмот", "үлгү": "улгу", "ЖАҢЫ": "жаны", "Йод": "йод",
    "сарҳадӣ": "сархади", "Ҷанҷол": "чанчол", "Қағида": "кагида", "ўзбек": "узбек", "Київ": "киів", "Ґанок": "ганок",
    "الأمن": "امن", "الأَمْنُ": "امن", "والتوقيع": "توقيع", "بالحكومة": "حكومه", "للحكومة": "حكومه", "مدرسة": "مدرسه",
    "الى": "الي", "علی": "علي", "ال": "ال", "کتاب‌ها": "كتابها", "كتابها": "كتابها", "می‌گوید": "ميگويد", "ﻻ": "لا",
    "٢٠٢٢": "2022", "۱۴۰۱": "1401", "２０２２": "2022", "२०२२": "2022",
    "Երևան": "երեւան", "ԵՐԵՎԱՆ": "երեւան", "ԵՒ": "եւ", "և": "եւ", "თბილისი": "თბილისი", "ᲗᲑᲘᲚᲘᲡᲘ": "თბილისი",
    "Αθήνας": "αθηνασ", "ΑΘΗΝΑΣ": "αθηνασ", "שָׁלוֹם": "שלום", "हिन्दी": "हिन्दी", "कि": "कि", "की": "की",
    "한국": "한국", "ﾄﾞﾗ": "ドラ", "ดู": "ดู", "ดี": "ดี", "中国": "中国", "ǀKa": "ka", "’": "",
    "Сapital": "capital", "Мocква": "москва", "Яndex": "яndex",
    "‘test’": "test",
}  # fmt: skip


@each(("word", "made"), KEYS.items())
def test_the_key_of_a_word(word: str, made: str) -> None:
    assert fold(word) == made


def test_the_keys_of_a_key_are_itself() -> None:
    assert {made: fold(made) for made in KEYS.values() if made} == {made: made for made in KEYS.values() if made}


# What words sound like: the browser must hear the same.
HEARD = {
    "Dzhaparov": "saparof", "Djaparov": "saparof diaparof", "Dschaparow": "saparof", "Žaparov": "saparof",
    "Джапаров": "saparof", "Жапаров": "saparof", "ژاپاروف": "saparuf", "Mirsijojew": "mirsisosef mirsioief",
    "Mirziyoyev": "mirsioief", "Loukachenko": "lukasenko lukahenko", "Łukaszenka": "lukasenka", "Schoigu": "soigu",
    "Шойгу": "soigu", "Tchekhov": "sehof tehof", "Raxmon": "rahmon raksmon", "Philippow": "filipof", "Straße": "strase",
    "中国": "", "2022": "", "Αθήνας": "",
}  # fmt: skip


@each(("word", "sounds"), HEARD.items())
def test_what_a_word_sounds_like(word: str, sounds: str) -> None:
    assert " ".join(heard(fold(word))) == sounds


# A text, and the words in it as printed.
WORDS = [
    ("A border, and U.S. clashes!", "A border and U S clashes"),
    ("Кемпир-Абад, «Тинч» – не'т", "Кемпир Абад Тинч не'т"),
    ("取消演习 now, 「ドラ」", "取消演习 now ドラ"),
    ("การประชุมครั้งที่ 2", "การประชุมครั้งที่ 2"),
    ("हिन्दी में, می‌گوید", "हिन्दी में می‌گوید"),
    ("a_b ‖ ’ 3,5 %", "a b 3 5"),
]


@each(("text", "found"), WORDS)
def test_the_words_of_a_text(text: str, found: str) -> None:
    assert list(words(text)) == found.split(" ")


# A run without blanks, and the pairs under which it stands.
RUNS = {"取消演习": "取消 消演 演习 习", "茶": "茶", "ดีมาก": "ดีม มา าก ก", "ကျောင်း": "ကျော ောင် င်း း"}
RUNS |= {"軍演": "军演 演", "台灣": "台湾 湾"}


@each("run", RUNS)
def test_a_run_without_blanks_becomes_pairs(run: str) -> None:
    made = pairs(run, simplified())
    assert [len(units(pair)) for pair in made[:-1]] == [2] * (len(made) - 1)
    if run != "ကျောင်း":
        assert made == RUNS[run].split(" ")


def test_signs_that_pagefind_leaves_out_become_letters() -> None:
    assert token("ดู") == "ดʘ00e39ǀ"
    assert token("border") == "borderǀ"
    assert not [key for key in KEYS.values() if key and not token(key)[:-1].isalnum()]


def press() -> Collection:
    """The invented press."""
    draft = grown(len(PRESS["entries"]), sources=(), stories=())
    entries = []
    for item, (name, row) in zip(draft.entries, PRESS["entries"].items(), strict=True):
        title_en = Translation(text=row["title_en"], by="human") if "title_en" in row else None
        own = {"id": name, "title": row["title"], "title_en": title_en, "language": row["language"]}
        own |= {"summary": row["summary"], "context": "The paper appears in Lanternmoor."}
        own |= {"published": Edtf.parse(str(row["published"]))} if "published" in row else {}
        entries.append(replace(item, record=item.record.model_copy(update=own)))
    registers = {}
    for kind, model, plain in (
        ("people", Person, {"kind": "person"}), ("places", Place, {"country": "IS"})
    ):  # fmt: skip
        (any_item, *_) = getattr(draft, kind).values()
        registers[kind] = {
            name: replace(any_item, record=model.model_validate({**plain, **row, "id": name}))
            for name, row in PRESS[kind].items()
        }
    stories = {name: replace(s, record=s.record.model_copy(update={"places": ()})) for name, s in draft.stories.items()}
    return Collection.of(replace(draft, entries=entries, stories=stories, **registers), Settings(site_name="Press"))


def _answering(said: dict[str, object]):
    return lambda route: route.fulfill(**said)


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """A browser on the search page of the invented press."""

    top = tmp_path_factory.mktemp("press")
    known = press()
    (made,) = find(known)
    for name, file in build_index(search_records(known), top / "cache"):
        target = top / "site" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file)
    shutil.copytree(ASSETS, top / "site" / "assets")
    (top / "site" / "search").mkdir()
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>'
    html = f"{head}<main>{made.content}</main></html>"
    (top / "site" / "search" / "index.html").write_text(html, "utf-8")
    with page_on(chromium, top / "site") as page:
        yield page


class TestInABrowser:
    """The search page of the invented press."""

    def test_a_sample_of_the_table_is_answered(self, page) -> None:
        page.goto("search/")
        assert "\n".join(faults(page, PRESS, step=9)) == ""

    @pytest.mark.slow
    def test_the_whole_table_is_answered(self, page) -> None:
        page.goto("search/")
        assert "\n".join(faults(page, PRESS)) == ""

    def test_the_browser_makes_the_same_keys(self, page) -> None:
        page.goto("search/")
        made = page.evaluate(
            """async ([keys, texts, runs, said]) => {
                const m = await import("/assets/newsdesk/words.js");
                const { heard } = await import("/assets/newsdesk/sounds.js");
                return [keys.map(m.fold), texts.map((text) => m.words(text).map(({ printed }) => printed)),
                    runs.map((run) => m.pairs(run)), keys.map(m.token),
                    said.map((word) => heard(m.fold(word)).join(" "))];
            }""",
            [list(KEYS), [text for text, _ in WORDS], list(RUNS), list(HEARD)],
        )
        assert dict(zip(KEYS, made[0], strict=True)) == KEYS
        assert made[1] == [found.split(" ") for _, found in WORDS]
        assert made[2] == [pairs(run) for run in RUNS]
        assert made[3] == [token(word) for word in KEYS]
        assert dict(zip(HEARD, made[4], strict=True)) == HEARD

    def test_a_result_shows_the_sentence_that_matches(self, page) -> None:
        page.goto("search/")
        ask(page, "promised")
        card = page.locator("#found li").first
        assert card.locator(".nd-kicker").inner_text().startswith("The Lantern")
        said = card.locator(".nd-card__text")
        assert said.inner_text().strip() == (
            "Villagers told the paper that the new reservoir would flood the orchards; Bakyt Ulgubaev promised talks."
        )
        assert said.locator("mark").all_inner_texts() == ["promised"]

    def test_a_match_in_another_spelling_shows_the_name_and_leads_to_its_page(self, page) -> None:
        page.goto("search/")
        ask(page, "Улгубаевым")
        assert page.locator("#pages a").all_inner_texts() == ["Bakyt Ulgubaev"]
        assert "‖" not in page.locator("#results").inner_text()
        for card in page.locator("#found li").all():
            assert "Ulgubaev" in card.locator("mark").all_inner_texts()

    def test_what_no_entry_holds_is_named_with_words_that_come_close(self, page) -> None:
        page.goto("search/")
        got = answer(page, "reservior of Ankara villagers")
        assert got == ("No entry holds “reservior” and “Ankara”.", [], [], ["reservoir", "of villagers"])
        assert page.locator("#beside p").all_inner_texts() == [
            "Close words for “reservior”: reservoir",
            "Without what is missing: of villagers",
        ]
        page.locator("#beside a").first.click()
        page.wait_for_function("location.search === '?q=reservoir+of+Ankara+villagers'")

    # What is typed, and the words that are shown in its place; none where more than one word may be meant.
    @pytest.mark.parametrize(
        ("query", "shown", "others"),
        [
            ("reservior", "reservoir", []),
            ("reservior orchards", "reservoir orchards", []),
            ("Sasova", "Sazova", []),
            ("liberry", "", ["library"]),
            ("Oulgoubajeff", "Ulgubayev", ["Ulgubaev"]),
            ("Oulgoub", "Ulgubaev", ["Ulgubayev"]),
            ("reservior hives", "", ["reservoir", "hives"]),
        ],
    )
    def test_one_word_that_is_near_is_searched_for_and_said_with_the_way_back(
        self, page, query: str, shown: str, others: list[str]
    ) -> None:
        page.goto("search/")
        got = answer(page, query)
        lost = query.split()[0]
        if not shown:
            assert got == (f"No entry holds “{lost}”.", [], [], others)
            return
        assert re.fullmatch(f"\\d+ entr(y|ies) for “{shown}”, another spelling of “{query}”", got.state, re.IGNORECASE)
        assert got.found == answer(page, shown).found
        assert answer(page, query).close == [*others, lost]
        page.locator("#beside a").last.click()
        page.wait_for_function("document.getElementById('state').textContent.startsWith('No entry')")
        assert page.locator("#found li").count() == 0

    def test_a_day_brings_first_what_is_of_it_and_marks_no_other(self, page) -> None:
        page.goto("search/")
        found = ["en-bees", "en-ferry", "en-library", "de-mill"]  # on it, about it, says it, it may be meant
        for query in ("9 March", "March 9", "2023-03-09", "9.03.2023", "9 March 2023"):
            assert ask(page, query) == [name for name in found if name != "en-library" or "2023" not in query], query
            cards = [card.locator("mark").all_inner_texts() for card in page.locator("#found li").all()]
            assert cards[0] == ["9", "March", "2023"], query
            assert all(set(marks) <= {"9", "March", "2023"} for marks in cards), query
        ask(page, "9 March")
        assert "settled on <mark>9</mark> <mark>March</mark> in 9 rooms" in page.locator("#found").inner_html()
        assert "17 or 18 March it" in page.locator("#found").inner_html()

    def test_words_that_no_entry_has_together_are_offered_alone(self, page) -> None:
        page.goto("search/")
        assert answer(page, "fares hives") == ("No entry holds all of “fares hives”.", [], [], ["fares", "hives"])
        page.locator("#beside a").last.click()
        page.wait_for_selector("#found li")
        assert page.locator("#state").inner_text() == "1 entry for “hives”"
        assert page.locator("#beside").inner_text() == ""

    def test_a_phrase_stands_in_its_order(self, page) -> None:
        page.goto("search/")
        assert answer(page, '"floating library"').found == ["en-library"]
        assert answer(page, '"library floating"') == (
            "No entry holds “library floating”.",
            [],
            [],
            ["library floating"],
        )

    def test_a_figure_stands_as_it_is_written(self, page) -> None:
        page.goto("search/")
        assert answer(page, "25,000 kayaks").found == ["en-figures"]
        for query in ("25 000", "25000", "25.000", "25\u2009000", "٢٥٠٠٠", "25٬000"):
            assert answer(page, query).found == ["en-figures"], query
        assert answer(page, "улгyбaeв").found == answer(page, "улгубаев").found != [], "letters of the other keyboard"
        assert answer(page, "30,000").state.startswith("No entry holds “30,000”.")
        assert answer(page, "2022-10-03").found == answer(page, "03.10.2022").found

    @pytest.mark.parametrize(
        ("part", "is_gone"),
        [
            ("index/", True),
            ("words/", False),
            *(
                pytest.param(part, is_gone, marks=pytest.mark.slow)
                for part in ("index/", "filter/", "fragment/", "words/", r"\.pf_meta", r"words/all\.words")
                for is_gone in (True, False)
                if (part, is_gone) not in (("index/", True), ("words/", False))
            ),
        ],
    )
    def test_a_part_of_the_index_that_is_gone_or_cut_is_said_and_nothing_is_denied(
        self, page, part: str, is_gone: bool
    ) -> None:
        answered = {"status": 404} if is_gone else {"body": b"\x1f\x8b\x08 cut"}
        page.context.route(re.compile(f"/pagefind/.*{part}"), _answering(answered))
        page.goto("search/?q=reservoir")
        page.wait_for_function("!['', 'Searching …'].includes(document.getElementById('state').textContent)")
        page.context.unroute_all()
        said = "The search index could not be loaded. Reload the page to try again."
        assert page.locator("#state").inner_text() == said
        assert page.locator("#results a:visible").count() == 0

    def test_filters_that_leave_nothing_say_so(self, page) -> None:
        page.goto("search/?q=reservoir&language=zh")
        page.wait_for_function("document.getElementById('state').textContent.startsWith('No entry')")
        assert page.locator("#state").inner_text() == "No entry for “reservoir” with these filters: Chinese"

    def test_the_keyboard_goes_all_the_way(self, page) -> None:
        page.goto("search/?q=reservoir")
        page.wait_for_selector("#found li")
        focused = "document.activeElement.id || document.activeElement.textContent"
        page.keyboard.press("/")
        assert page.evaluate(focused) == "q"
        titles = page.locator("#results a").all_inner_texts()
        for title in titles[:2]:
            page.keyboard.press("ArrowDown")
            assert page.evaluate(focused) == title
        page.keyboard.press("ArrowUp")
        assert page.evaluate(focused) == titles[0]
        page.keyboard.press("Escape")
        assert page.evaluate(focused) == "q"
        page.keyboard.insert_text("orchard")
        page.keyboard.press("Enter")
        page.wait_for_function("location.search === '?q=orchard'")

    def test_the_slash_can_be_switched_off(self, page) -> None:
        page.goto("search/?q=reservoir")
        page.wait_for_selector("#found li")
        page.locator("#narrow summary").click()
        page.locator("#shortcut").uncheck()
        page.reload()
        page.wait_for_selector("#found li")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") != "q"
        page.evaluate("localStorage.clear()")
