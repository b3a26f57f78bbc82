"""The interface in another language: its setting, dates, numbers, lists, switching, and whole collections."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from email import message_from_string
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from invented import DATA, EN, RU, collection, pages_in, russian
from tables import each

from newsdesk.check.shape import shape
from newsdesk.interface import Words, kept, languages
from newsdesk.load.config import parse_config
from newsdesk.model import Actor, Cited, Edtf, OutletKind
from newsdesk.model.settings import Settings, Theme
from newsdesk.output.frame import _key, build_frame
from newsdesk.views import Page, all_pages
from newsdesk.views.editions import email, markdown, plain, printed
from newsdesk.views.search.records import search_records
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.dates import say_date, say_month, say_period, say_short, say_week
from newsdesk.views.setting.numbers import counted, listed, numeral, percent
from newsdesk.views.setting.page import in_language, marked, shared
from newsdesk.views.setting.terms import word

NARROW, HARD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


# The setting.


def setting(lines: str) -> tuple[str | None, list[tuple]]:
    document, found = parse_config("mkdocs.yml", f"site_name: x\n{lines}".encode())
    assert document
    settings, faults = shape(Settings, document)
    return settings and settings.language, [(p.line, p.column, p.rule, p.message, p.hint) for p in found + faults]


@each(
    ("lines", "language"),
    [
        ("", "en"),
        ("theme: material\n", "en"),
        ("theme:\n", "en"),
        ("theme: {name: material, custom_dir: x}\n", "en"),
        ("theme: {name: material, language: en}\n", "en"),
        ("theme:\n  name: material\n  language: ru\n", "ru"),
    ],
)
def test_the_language_of_the_interface_is_that_of_the_theme(lines: str, language: str) -> None:
    assert setting(lines) == (language, [])


def test_a_language_that_the_interface_does_not_speak_is_refused() -> None:
    hint = f"Write {' or '.join(languages())}; another language is one file in newsdesk/interface/locale/."
    assert setting("theme:\n  name: material\n  language: tlh\n") == (
        None, [(4, 13, "no-interface", 'The interface does not speak "tlh".', hint)],
    )  # fmt: skip
    # YAML takes the code of Norwegian for false.
    assert setting("theme: {language: no}\n") == (
        None, [(2, 19, "wrong-type", '"language" must be text, not true or false.', "Put it in quotes.")],
    )  # fmt: skip


# Dates, numbers, lists.

RUSSIAN_DATES = {
    "2022-10-22": f"22{HARD}октября 2022{NARROW}г.",
    "2022-10": f"октябрь 2022{NARROW}г.",
    "2022": f"2022{NARROW}г.",
    "2022-10-22~": f"примерно 22{HARD}октября 2022{NARROW}г.",
    "2022-10~": f"примерно октябрь 2022{NARROW}г.",
    "2022-10-03/2022-10-09": f"между 3 и 9{HARD}октября 2022{NARROW}г.",
    "2022-09-30/2022-10-02": f"между 30{HARD}сентября и 2{HARD}октября 2022{NARROW}г.",
    "2022-09/2022-10": f"сентябрь – октябрь 2022{NARROW}г.",
    "2004/2006": f"2004{NARROW}г. – 2006{NARROW}г.",
    "2022-10-03~/2022-10-09": f"между примерно 3 и 9{HARD}октября 2022{NARROW}г.",
}


@each(("edtf", "said"), RUSSIAN_DATES.items())
def test_russian_dates(edtf: str, said: str) -> None:
    assert say_date(RU, Edtf.parse(edtf)) == said


SAID: list[tuple[Callable[[Words], str], str, str]] = [
    (lambda words: say_period(words, Edtf.parse("2022-10-17/2022-10-19")),
     "17 to 19 October 2022", f"с 17 по 19{HARD}октября 2022{NARROW}г."),
    (lambda words: say_week(words, "2022-W42"), "17–23 October 2022", f"17–23{HARD}октября 2022{NARROW}г."),
    (lambda words: say_week(words, "2022-W44"), "31 October – 6 November 2022",
     f"31{HARD}октября – 6{HARD}ноября 2022{NARROW}г."),
    (lambda words: say_week(words, "2020-W53"), "28 December 2020 – 3 January 2021",
     f"28{HARD}декабря 2020{NARROW}г. – 3{HARD}января 2021{NARROW}г."),
    (lambda words: say_short(words, date(2022, 10, 17)), "17 Oct", f"17{HARD}окт."),
    (lambda words: say_month(words, date(2022, 10, 17)), "October 2022", f"октябрь 2022{NARROW}г."),
    (lambda words: numeral(words, 999), "999", "999"),
    (lambda words: numeral(words, 12345), "12,345", f"12{HARD}345"),
    (lambda words: percent(words, 34), "34%", f"34{HARD}%"),
    (lambda words: counted(words, 1, "entry", "entries"), "1 entry", f"1{HARD}запись"),
    (lambda words: counted(words, 3, "entry", "entries"), "3 entries", f"3{HARD}записи"),
    (lambda words: counted(words, 5, "entry", "entries"), "5 entries", f"5{HARD}записей"),
    (lambda words: counted(words, 11, "entry", "entries"), "11 entries", f"11{HARD}записей"),
    (lambda words: counted(words, 21, "entry", "entries"), "21 entries", f"21{HARD}запись"),
    (lambda words: counted(words, 1234, "entry", "entries"), "1,234 entries", f"1{HARD}234{HARD}записи"),
    (lambda words: listed(words, []), "", ""),
    (lambda words: listed(words, ["a"]), "a", "a"),
    (lambda words: listed(words, ["a", "b"]), "a and b", "a и b"),
    (lambda words: listed(words, ["a", "b", "c"]), "a, b and c", "a, b и c"),
    (lambda words: listed(words, ["a", "{b}", "c"], "or"), "a, {b} or c", "a, {b} или c"),
    (lambda words: language_name(words, "ky"), "Kyrgyz", "кыргызский"),
    (lambda words: language_name(words, "uz-Cyrl"), "Uzbek (Cyrillic)", "узбекский (кириллица)"),
    (lambda words: country_name(words, "KG"), "Kyrgyzstan", "Кыргызстан"),
    (lambda words: word(words, Actor.PARTY), "party", "партия"),
    (lambda words: word(words, OutletKind.PARTY), "Imprint of a party or movement", "Издание партии или движения"),
    (lambda words: in_language(words, "en"), "", ' lang="en" dir="ltr"'),
    (lambda words: in_language(words, "ru"), ' lang="ru" dir="ltr"', ""),
    (lambda words: in_language(words, ""), "", ""),
    (lambda words: shared(words, "mode", Cited.QUOTED), '<span class="nd-mode nd-mode--quoted">quoted</span>',
     '<span class="nd-mode nd-mode--quoted">цитата</span>'),
    (lambda words: marked(words, "x [a].", {"a": 1}),
     'x<a href="#ref-1" aria-label="Reference 1">1</a>.',
     f'x<a href="#ref-1" aria-label="Ссылка{HARD}1">1</a>.'),
]  # fmt: skip


@each(("say", "english", "russian"), SAID)
def test_words_of_two_languages_keep_their_results_apart(
    say: Callable[[Words], str], english: str, russian: str
) -> None:
    for _round in range(2):
        assert (say(EN), say(RU)) == (english, russian)


def test_what_is_kept_stays_with_its_words() -> None:
    calls = []

    @kept
    def asked(words: Words, name: str = "Older") -> str:
        calls.append(words)
        return words.pgettext("pages", name)

    assert asked(RU) == asked(RU) == asked.of(RU)() == "Более ранние"
    assert asked(EN) == asked.of(EN)() == "Older"
    other = Words("ru", RU.messages, RU.plural)
    assert asked(other) == "Более ранние", "other words, made anew"
    assert calls == [RU, EN, other]
    assert asked.__name__ == "asked"


def test_what_is_kept_does_not_grow_without_end() -> None:
    calls = []

    @kept(maxsize=2)
    def asked(words: Words, number: int) -> int:
        calls.append(number)
        return number

    for number in (1, 2, 2, 3, 1):
        assert asked(EN, number) == number
    assert calls == [1, 2, 3, 1]


def test_what_is_not_translated_stays_english() -> None:
    assert RU("Nobody says this") == "Nobody says this"
    assert [RU.ngettext("one swan", "swans", number) for number in (1, 5)] == ["one swan", "swans"]


# Whole collections.


def test_a_collection_speaks_its_language_wherever_its_views_begin() -> None:
    pages = {page.path: page for page in all_pages(russian())}
    assert any("Ссылки</h2>" in page.content for page in pages.values() if isinstance(page, Page))
    assert not any(">References</h2>" in page.content for page in pages.values() if isinstance(page, Page))
    assert any(f"октября 2022{NARROW}г." in page.content for page in pages.values() if isinstance(page, Page))
    english = {page.path: page for page in all_pages(collection())}
    assert pages.keys() == english.keys(), "addresses have no language"


def test_an_edition_is_in_the_language_of_its_collection() -> None:
    week = next(week for week, entries in collection().by_week.items() if entries)
    for make in (markdown, plain, email, printed):
        made = make(russian(), week)
        if make is email:
            made = str(make_header(decode_header(message_from_string(made)["Subject"])))
        assert " ".join(say_week(RU, week).split()) in " ".join(made.split())
    assert say_week(EN, week) in markdown(collection(), week)


def test_records_for_search_are_in_the_language_of_the_collection() -> None:
    said = [str(record) for record in search_records(russian())]
    assert any("октября 2022" in record for record in said)


def test_the_frame_speaks_russian_too(tmp_path: Path) -> None:
    root = tmp_path / "collection"
    shutil.copytree(DATA / "docs", root / "docs")
    config = (DATA / "mkdocs.yml").read_text("utf-8").replace("  language: en\n", "  language: ru\n")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    frame = build_frame(
        root / "mkdocs.yml", {"digests": "digests/index.md", "browse": "browse/index.md"}, tmp_path, russian().settings
    )
    assert frame.warnings == []
    made = frame.dress(Page("2022/w42/", "digests", "Неделя", "Обзор", "<p>x</p>", (("a", "Часть"),))).decode()
    assert "nd-mark" not in made
    assert re.search('<html lang="([^"]*)"', made)[1] == "ru"
    assert "К содержанию" in made or "Перейти к содержанию" in made, "the theme's own labels"
    assert 'aria-label="Поиск"' in made
    assert ">Сообщить об ошибке или ответить<" in made
    lost = frame.read("404.html").decode()
    assert "<h1>Страница не найдена</h1>" in lost
    assert '>Перейдите на главную страницу</a> или просмотрите <a href="' in lost
    assert b"nd-mark" not in b"".join(frame.read(path) for path in frame.undressed() if path.endswith(".html"))


@pytest.mark.parametrize(("tag", "way"), [("kk", "ltr"), ("ckb", "rtl")])
def test_a_language_that_material_lacks_still_makes_a_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tag: str, way: str
) -> None:
    monkeypatch.setattr("newsdesk.output.frame.handwritten.catalogue", lambda known: Catalog(known, charset="utf-8"))
    monkeypatch.setattr("newsdesk.output.frame.po_text", lambda known: "")
    root = tmp_path / "p"
    shutil.copytree(DATA, root, ignore=shutil.ignore_patterns("digests", "search", "articles"))
    config = (root / "mkdocs.yml").read_text("utf-8")
    config = config.replace("  language: en\n", f"  language: {tag}\n")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    theme = Theme.model_construct(language=tag)
    settings = collection().settings.model_copy(update={"theme": theme})
    frame = build_frame(root / "mkdocs.yml", {"digests": "digests/index.md"}, tmp_path / "cache", settings)
    made = frame.dress(Page("2022/w42/", "digests", "T", "D", "<p>x</p>")).decode()
    assert re.search('<html lang="([^"]*)"', made)[1] == tag
    assert f'<body dir="{way}"' in made


def test_another_catalogue_is_another_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = []
    for text in ("one", "other"):
        monkeypatch.setattr("newsdesk.output.frame.po_text", lambda tag, text=text: text)
        keys.append(_key(DATA / "mkdocs.yml", DATA / "docs", None, {}, (), russian().settings))
    assert keys[0] != keys[1]


def test_a_russian_date_and_its_sentence_share_the_full_stop() -> None:
    pages = list(pages_in(russian()))
    assert [page.path for page in pages if "г.." in page.content + page.description] == []
