"""The invented collection's whole site in Russian, built by the command line and opened in a real Chromium."""

import io
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from axes import faults_of
from chromium import page_on
from invented import DATA, collection
from pseudo import unwrapped_frame

from newsdesk.cli import main

OPENED = ("2022/w42/tunnel-syndicated/", "stories/tunnel-closed-2022/", "2022/w42/", "outlets/volna/", "search/")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to serve: the site lies in `press`."""
    top = tmp_path_factory.mktemp("russian")
    shutil.copytree(DATA, top / "project", ignore=shutil.ignore_patterns(".cache", "site"))
    config = top / "project" / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  language: en\n", "  language: ru\n"), "utf-8")
    site = top / "host" / "press"
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        assert main(["build", "--root", str(top / "project"), "--site", str(site)], DATA) == 0
    # The terminal speaks English, and has nothing to say of the language.
    assert re.fullmatch(rf"Built \d+ pages .*: {re.escape(str(site / 'index.html'))}\n", said.getvalue())
    return top / "host"


@pytest.fixture(scope="module")
def pages(host: Path) -> dict[str, str]:
    """The HTML of every page by its address."""
    site = host / "press"
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return {path.removesuffix("index.html"): (site / path).read_text("utf-8") for path in found}


@pytest.fixture(scope="module")
def opened(chromium, host: Path) -> Iterator:
    """A page of Chromium whose addresses are relative to the site."""
    with page_on(chromium, host, "press/") as page:
        yield page


def test_the_frame_of_every_page_is_russian(pages: dict[str, str]) -> None:
    assert len(pages) > 100
    for path, html in pages.items():
        assert '<html lang="ru" class="no-js">' in html, path
        body = html[html.index("<body") :]
        assert body.startswith('<body dir="ltr"'), path
        assert '<input type="search" name="q" placeholder="Поиск" aria-label="Поиск" autocomplete="off">' in body, path
        for label in ("Верхний колонтитул", "Вкладки"):
            assert f'aria-label="{label}"' in body, path
        for text in (
            "Издатель и контакты",
            "Подписка",
            "Сообщить об ошибке или ответить",
            "Исправления",
            "Открытые данные",
        ):
            assert f">{text}</a>" in body, path
        if path != "404.html":
            assert re.search(r'class="md-skip">\s*Перейти к содержанию\s*</a>', body), path
            assert '<meta property="og:locale" content="ru_RU">' in html, path


def test_the_menu_that_a_script_draws_is_russian(host: Path) -> None:
    label = json.dumps("Навигация")[1:-1]
    assert f'aria-label=\\"{label}\\"' in (host / "press/assets/newsdesk/material.js").read_text("utf-8")


def test_every_word_of_the_theme_is_in_the_catalogue(tmp_path: Path) -> None:
    assert unwrapped_frame(collection(), tmp_path) == {}


def test_the_first_key_leads_past_the_header(opened) -> None:
    opened.set_viewport_size({"width": 1280, "height": 844})
    opened.goto(OPENED[0])
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent.trim()") == "Перейти к содержанию"
    opened.keyboard.press("Enter")
    assert opened.url.endswith("#nd")


def test_the_page_that_is_not_there_speaks_russian(opened) -> None:
    opened.goto("404.html")
    assert opened.locator("h1").inner_text() == "Страница не найдена"
    opened.locator("main a", has_text="Перейдите на главную страницу").click()
    assert opened.url.endswith("/press/")


def asked(page, query: str) -> str:
    """What the search page says once it has looked."""
    page.evaluate("document.getElementById('state').textContent = ''")
    page.locator("#q").fill(query)
    page.locator("#q").press("Enter")
    page.wait_for_function("!['', 'Идёт поиск…'].includes(document.getElementById('state').textContent)")
    return " ".join(page.locator("#state").inner_text().split())


def test_search_speaks_russian(opened) -> None:
    opened.goto("search/?outlet=volna")
    opened.wait_for_selector("#found li")
    assert opened.locator("#state").inner_text() == "2\N{NO-BREAK SPACE}записи; фильтры: Volna"
    nothing = "Ни в одной записи не встречается «абракадабра»."
    assert (
        asked(opened, "абракадабра")
        == f"{nothing} Попробуйте другое написание или начало слова, хотя бы четыре первые буквы."
    )
    assert asked(opened, "gulls") == "Нет записей по запросу «gulls»; фильтры: Volna"
    opened.goto("search/")
    assert asked(opened, "farees абракадабра") == "Ни в одной записи не встречается «farees» и «абракадабра»."
    assert opened.locator("#beside").inner_text() == "Близкие слова для «farees»: fares"
    counts = {query: asked(opened, query) for query in ("gulls", "fares", "tunnel")}
    for query, said in counts.items():
        assert re.fullmatch(rf"\d+ (запись|записи|записей) по запросу «{query}».*", said), said
    number, noun = counts["tunnel"].split()[:2]
    assert noun == ("запись" if number == "1" else "записи" if number in "234" else "записей")
    asked(opened, "Primer")
    assert re.match(r"Страница: .* \(человек или организация\)", opened.locator("#pages").inner_text())
    asked(opened, "паромщики")
    title = opened.locator("#found .nd-title-en > span").first
    assert (title.inner_text(), title.get_attribute("lang")) == ("Ferry crews on strike", "en")


@pytest.mark.slow
def test_russian_words_fit_a_phone_and_axe_finds_no_fault(opened) -> None:
    faults, wide = {}, []
    opened.set_viewport_size({"width": 390, "height": 844})
    # Each run takes a second or two, and the colours of the words are the same in every language.
    for scheme, paths in (("light", OPENED), ("dark", OPENED[::2])):
        opened.emulate_media(color_scheme=scheme)
        for path in paths:
            opened.goto(path)
            opened.wait_for_timeout(100)
            if opened.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(path)
            options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
            for fault in faults_of(opened, options):
                faults.setdefault(f"{fault['id']}: {fault['nodes'][0]['html'][:120]}", f"{path} ({scheme})")
    opened.locator(".md-header [for=__drawer]").click()
    opened.locator(".md-nav--primary a", has_text="Outlets").wait_for()
    assert (wide, faults) == ([], {})
