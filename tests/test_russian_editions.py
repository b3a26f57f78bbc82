"""Editions, e-mail, paper, release notes and feeds in Russian: exact sentences, plural forms, dates and full stops."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from email import message_from_string
from email.policy import default
from functools import cache
from xml.etree import ElementTree

import pytest
from invented import EN, RU, collection, russian, saying
from tables import each

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model.digest import Screened
from newsdesk.views import File, all_pages
from newsdesk.views.editions import email, markdown, plain, printed, release_notes
from newsdesk.views.editions.contents import Edition, gather
from newsdesk.views.editions.escaping import wrap
from newsdesk.views.editions.formats import Length, as_mail, as_print, as_text

NARROW = "\N{NARROW NO-BREAK SPACE}"
WEEKS = ("2022-W39", "2022-W41", "2022-W42", "2022-W43")


@cache
def known() -> Collection:
    return russian()


def flat(text: str) -> str:
    """A text on one line, its no-break spaces as others."""
    return " ".join(text.split())


@cache
def made(make: Callable[[Collection, str], str], week: str) -> str:
    if make is notes:
        return flat(release_notes(known(), week, 1, ["digest.pdf"]))
    if make is letter:
        return flat(message_from_string(email(known(), week), policy=default).get_body(("html",)).get_content())
    return flat(make(known(), week))


def notes(known: Collection, week: str) -> str:
    """Stands for release notes, which ask for more."""
    raise NotImplementedError


def letter(known: Collection, week: str) -> str:
    """Stands for the HTML of an e-mail."""
    raise NotImplementedError


@each(("make", "week", "said"), [
    (plain, "2022-W39", "Sample Strait Digest: 26 сентября – 2 октября 2022 г. ===="),
    (plain, "2022-W41", "Еженедельный дайджест 2022-W41, опубликован 18 октября 2022 г., редакция 2 от 1 ноября 2022 г."
     " 8 записей, 7 изданий, 6 независимых первоисточников https://"),
    (plain, "2022-W43", "Еженедельный дайджест 2022-W43, черновик https://"),
    (plain, "2022-W42", "Примечание: Есть решения властей о запрете или включении в список: Lamp Society. См."
     " примечание в начале. "),
    (plain, "2022-W42", "Ссылки, дата обращения ко всем: 23 октября 2022 г. [1] Tunnel Board, 16 октября 2022 г. "),
    (plain, "2022-W42", "[1] Tunnel Board, 16 октября 2022 г. (дата обращения: 2 ноября 2022 г.) https"),
    (plain, "2022-W42", "владелец: Gazette Trust. Опубликовано: 22 октября 2022 г. Язык: английский. Подпись: Ned"
     " Primer and Ada Sample. https"),
    (plain, "2022-W42", "Опубликовано: между 20 и 23 октября 2022 г. (дата установлена по косвенным признакам). Язык:"
     " персидский. "),
    (plain, "2022-W42", "(официальный источник; в статье: speaker 1 of forty; написание в статье: A. Quillon). That the"
     " wait took 41 minutes. «I waited 41 minutes.» - "),
    (plain, "2022-W42", "(эксперт), посредник: a note on a door. "),
    (plain, "2022-W42", "(официальный источник; согласно ссылке: Harbour master of Samplehaven [1])"),
    (plain, "2022-W42", " (машинный перевод) "),
    (plain, "2022-W42", "Прочитано полностью 23 октября 2022 г.; в этом собрании с 24 октября 2022 г. Составитель:"
     " человек; проверка: Vera Reader, 24 октября 2022 г. "),
    (plain, "2022-W42", "Запись составила программа; человек её ещё не проверял. "),
    (plain, "2022-W42", "Исправление от 1 ноября 2022 г. (отзыв записи): The article was about another tunnel. "),
    (plain, "2022-W42", "Просмотрено 19 статей (7 изданий); в этот дайджест вошло 6. "),
    (plain, "2022-W42", "- Не вошло: 12. The title was not seen. "),
    (plain, "2022-W39", "В прочитанной части статьи источники не названы. Контекст"),
    (plain, "2022-W39", "(незначительное): The byline was misspelt. Было: Ned Primmer Стало: Ned Primer "),
    (plain, "2022-W39", "Языковая версия (русский): Цены на паром согласованы https"),
    (plain, "2022-W39", "Перевод; оригинал: Ferry fares agreed for the winter Дата публикации: из адреса страницы. "),
    (markdown, "2022-W41", "опубликован 18 октября 2022 г., редакция 2 от 1 ноября 2022 г. <https://"),
    (markdown, "2022-W43", "Еженедельный дайджест 2022-W43, черновик. <https://"),
    (markdown, "2022-W42", "- **Через СМИ (Wharf Wire):** Cleo Quillon (военные, не назван). That"),
    (markdown, "2022-W42", "**Ссылки**, дата обращения ко всем: 23 октября 2022 г. 1. [Tunnel Board]"),
    (markdown, "2022-W42", "- Составитель: человек; проверка: Vera Reader, 24 октября 2022 г. "),
    (markdown, "2022-W42", "Записи доступны на условиях [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/);"
     " заголовки, названия и цитаты принадлежат их владельцам. [Сообщить об ошибке или ответить]("),
    (notes, "2022-W41", "Еженедельный дайджест 2022-W41, редакция 1, 18 октября 2022 г. <https"),
    (notes, "2022-W41", "## 8 записей, 7 изданий, 6 независимых первоисточников "),
    (notes, "2022-W41", ", «Ferry crews on strike». Волна, 11 октября 2022 г. - ["),
    (notes, "2022-W41", "Контрольные суммы — в файле `SHA256SUMS`: запустите рядом с файлами"),
    (letter, "2022-W42", "Sample Strait Digest · еженедельный дайджест</p>"),
    (letter, "2022-W42", "</a> · Записи: <a class="),
    (letter, "2022-W42", ">Отписаться</a> · "),
    (letter, "2022-W42", "2022-W42, опубликован 25 октября 2022 г. · 6 записей, 6 изданий, 5 независимых"),
    (printed, "2022-W42", '<meta name="description" content="Еженедельный дайджест 2022-W42">'),
    (printed, "2022-W42", "Прочитано полностью 22 октября 2022 г.; в этом собрании с 22 октября 2022 г. Составитель:"
     " человек; проверка: Vera Reader, 23 октября 2022 г.</li>"),
    (printed, "2022-W42", '. «<span lang="ar" dir="rtl">نطالب بإضاءة المضيق قبل الشتاء</span>» – We ask'),
])  # fmt: skip
def test_what_an_edition_says(make: Callable[[Collection, str], str], week: str, said: str) -> None:
    text = made(make, week)
    assert said in text or said in re.sub("[\u2066-\u2069]", "", text)


def edition_of(week: str, **changes: object) -> Edition:
    edition = gather(known(), week)
    return replace(edition, **changes) if changes else edition


def screened(words: Words, articles: int, outlets: int | None, count: int) -> str:
    digest = known().digests["2022-W42"].model_copy(update={"screened": Screened(articles=articles, outlets=outlets)})
    return edition_of("2022-W42", words=words, digest=digest, count=count).screened


@each(("articles", "outlets", "count", "english", "said"), [
    (1, 1, 1, "1 article of 1 outlet was looked at; 1 is in this digest.",
     "Просмотрена 1 статья (1 издание); в этот дайджест вошла 1."),
    (3, 2, 2, "3 articles of 2 outlets were looked at; 2 are in this digest.",
     "Просмотрены 3 статьи (2 издания); в этот дайджест вошли 2."),
    (11, 5, 5, "11 articles of 5 outlets were looked at; 5 are in this digest.",
     "Просмотрено 11 статей (5 изданий); в этот дайджест вошло 5."),
    (21, None, 0, "21 articles were looked at; 0 are in this digest.",
     "Просмотрена 21 статья; в этот дайджест вошло 0."),
    (1234, 21, 31, "1,234 articles of 21 outlets were looked at; 31 are in this digest.",
     "Просмотрены 1 234 статьи (21 издание); в этот дайджест вошла 31."),
])  # fmt: skip
def test_what_was_screened_agrees_with_its_numbers(
    articles: int, outlets: int | None, count: int, english: str, said: str
) -> None:
    assert screened(EN, articles, outlets, count) == english
    assert flat(screened(RU, articles, outlets, count)) == said


@pytest.mark.parametrize(("left", "said"), [
    (1, "Ещё 1 запись — в полном дайджесте."),
    (2, "Ещё 2 записи — в полном дайджесте."),
    (5, "Ещё 5 записей — в полном дайджесте."),
    (21, "Ещё 21 запись — в полном дайджесте."),
])  # fmt: skip
def test_what_a_short_edition_leaves_out(left: int, said: str) -> None:
    short = edition_of("2022-W42", count=left).first(0)
    short = replace(short, lead=None)
    assert said in flat(as_text(known(), short, Length.TITLES))
    link = '<a class="a" href="https://example.org/press/2022/w42/" style="color:#1c4f76">полный дайджест</a>.'
    letter = flat(as_mail(known(), short, Length.TITLES))
    assert said.split(" —")[0] + f": {link}" in letter
    assert ">Дайджест длинный: записи даны здесь кратко.</p>" in letter


@pytest.mark.parametrize("week", WEEKS)
def test_no_line_of_an_edition_begins_with_the_end_of_a_date(week: str) -> None:
    """Of a year and its `г.`, and of a number and its unit."""
    text = plain(known(), week)
    assert [line for line in text.splitlines() if re.match(r"\W*г\.", line)] == []
    assert f"2022{NARROW}г." in text
    # What another part says in its notices is not ours.
    said = re.sub("Примечание: (?s:.)*?\n\n", "", text)
    assert "г.." not in said


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
def test_no_line_ends_at_a_no_break_space(space: str) -> None:
    for length in range(50, 70):
        lines = wrap(f"{'x' * length}  12{space}345 2022{space}г.\n и\tещё").splitlines()
        assert " ".join(lines) == f"{'x' * length} 12{space}345 2022{space}г. и ещё"


def test_english_names_and_titles_are_marked_in_html() -> None:
    english = 'lang="en" dir="ltr"'
    for text in (made(letter, "2022-W39"), made(printed, "2022-W39")):
        assert f"(<span {english}>Wave</span>)" in text
    assert f"<i {english}>Ferry fares agreed</i>" in made(letter, "2022-W39")
    assert f'<p class="translation"><span {english}>Ferry fares agreed</span> <span' in made(printed, "2022-W39")
    assert english not in printed(collection(), "2022-W39").replace('dir="ltr">', "")


@cache
def feeds() -> dict[str, File]:
    return {made.path: made for made in all_pages(known()) if isinstance(made, File) and made.path.startswith("feeds/")}


ATOM = "{http://www.w3.org/2005/Atom}"


@each(("path", "title", "about"), [
    ("digests", "Еженедельные дайджесты", "Каждый еженедельный дайджест — сразу после публикации."),
    ("entries", "Все записи", "Каждая статья, вошедшая в собрание, и каждая исправленная запись."),
    ("corrections", "Исправления", "Каждое исправление: что было, что стало и почему."),
    ("countries/is", "Исландия", "Записи о стране: Исландия."),
    ("languages/ru", "русский", "Язык статей: русский."),
    ("outlets/tolkun", "Wave", "Статьи издания Wave."),
    ("people/ona-primer", "Ona Primer", "Статьи со ссылкой на источник: Ona Primer."),
])  # fmt: skip
def test_what_a_feed_says_of_itself(path: str, title: str, about: str) -> None:
    feed = json.loads(feeds()[f"feeds/{path}.json"].text)
    assert (feed["title"], flat(feed["description"])) == (f"{title} · Sample Strait Digest", about)
    assert feed["language"] == "ru"
    assert feed["user_comment"] == (
        "Добавьте адрес этой ленты в программу для чтения лент. Как это сделать: https://example.org/press/feeds/"
    )
    atom = ElementTree.fromstring(feeds()[f"feeds/{path}.atom"].text)
    assert [atom.find(f"{ATOM}{name}").text for name in ("title", "subtitle")] == [feed["title"], feed["description"]]


def test_what_items_say() -> None:
    digests = json.loads(feeds()["feeds/digests.json"].text)["items"]
    titles = {flat(item["title"]): flat(item["summary"]) for item in digests}
    assert titles["Еженедельный дайджест, 10–16 октября 2022 г."].endswith(
        "В этом дайджесте: 8 записей, 7 изданий, 6 независимых первоисточников. 1 статья прочитана частично."
    )
    html = flat("".join(item["content_html"] for item in digests))
    assert "; запись отозвана.</li>" in html
    assert re.search(r"</a>, 14 октября 2022 г\.</li>", html)
    assert ">Полный дайджест</a> со ссылками и сведениями о том, что просмотрено.</p>" in html
    corrections = json.loads(feeds()["feeds/corrections.json"].text)["items"]
    assert corrections[0]["title"].startswith("Существенное исправление: ")
    said = flat(" ".join(item["summary"] for item in corrections))
    assert "Незначительное исправление, 3 октября 2022 г. The byline was misspelt. Было: Ned Primmer Стало:" in said
    entries = json.loads(feeds()["feeds/entries.json"].text)["items"]
    said = flat(" ".join(item["summary"] + item["content_html"] for item in entries))
    assert "«Ferry fares agreed» (наш перевод). " in said
    assert '<p><span lang="en" dir="ltr">Ferry fares agreed</span> (наш перевод)</p>' in said
    assert "и ещё 5.</p>" in said
    assert '>Запись целиком</a>: источники, контекст и ссылки. <a href="https://' in said


def test_paper_and_e_mail_run_from_the_right_where_the_interface_does() -> None:
    for tag, is_rtl in (("en", False), ("ar", True)):
        told = saying(collection(), Words(tag))
        edition = gather(told, "2022-W42")
        letter, paper = as_mail(told, edition, Length.WHOLE), as_print(told, edition)
        for html in (letter, paper):
            assert ('<html lang="ar" dir="rtl">' in html) == is_rtl
        assert ("text-align:right" in letter, "text-align:left" in letter) == (is_rtl, not is_rtl)
        assert ("padding-right: 1.5em" in paper, "padding-left: 1.5em" in paper) == (is_rtl, not is_rtl)
