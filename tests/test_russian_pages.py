"""Russian sentences of entries, digests, groups, corrections, search and home, word by word."""

import re
from datetime import date
from functools import cache

import pytest
from invented import EN, RU, collection, page_of, pages_in, russian
from makers import grown, paged
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import CorrectionKind, DesignationKind, Edtf, Read
from newsdesk.model.digest import Screened
from newsdesk.views import Page
from newsdesk.views.data.citations import as_bibtex, citation
from newsdesk.views.data.json_ld import dataset_node
from newsdesk.views.data.styles import digest_of, story_of
from newsdesk.views.pages.corrections import _meanings
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.page import shared
from newsdesk.views.shared.evidence import standing
from newsdesk.views.shared.lines import screened
from newsdesk.views.shared.notices import designation_notice

NARROW, HARD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
YEAR = f"2022{NARROW}г."


@cache
def pages() -> dict[str, Page]:
    return {page.path: page for page in pages_in(russian())}


def plain(text: str) -> str:
    """A text with plain spaces for those that keep a number and its noun together."""
    return text.replace(HARD, " ")


def text_of(html: str) -> str:
    """What stands in a piece of HTML, each run of spaces as one, those within a date kept."""
    bare = re.sub(r"<(script|style|pre)\b.*?</\1>|<[^>]*>", "", html, flags=re.DOTALL)
    return plain(re.sub(r"[ \n]+", " ", bare))


SAID = {
    "": [
        f"Еженедельный дайджест, 24–30 октября {YEAR} черновик",
        f"17–23 октября {YEAR} The tunnel under the strait is closed for three days 6 записей",
        f"26 сентября – 2 октября {YEAR} Ferry fares agreed 4 записи",
        "Дайджесты Сюжеты Люди Издания Страны Языки Цифры Исправления",
    ],
    "2022/w42/": [
        f"Еженедельный дайджест 2022-W42 опубликован 25 октября {YEAR} ",
        f"Запись отозвана 1 ноября {YEAR} The article was about another tunnel. ",
        "Просмотрено 19 статей (7 изданий); в этот дайджест вошло 6. Gathered by hand",
        "Не вошло: 12. The title was not seen.",
        "Для библиографических программ (6 статей): BibTeX, RIS, CSL-JSON.",
        f"Предыдущая неделя 10–16 октября {YEAR}",
        "Есть решения властей о запрете этого издателя или включении его в список: чьи, какие и когда.",
    ],
    "2022/w41/": [
        f"опубликован 18 октября {YEAR} редакция 2, 1 ноября {YEAR} ",
        f"Редакция 1, вышла 18 октября {YEAR} ",
        "Bakyt Ulgu 3 издания",
        "Просмотрено 30 статей (1 издание); в этот дайджест вошло 8.",
    ],
    "2022/w43/": ["Для библиографических программ (1 статья): "],
    "2022/w41/strike-in-russian/": [
        "через СМИ (посредник: Strait Gazette) · партия",
        "Сверено с полным текстом · в оригинале",
        f"Сверено с полным текстом 15 октября {YEAR}: в нём есть 1 цитата и 3 имени. Что это значит",
        f"Составитель: человек; проверка: Vera Reader, 16 октября {YEAR} ",
        f"Прочитано полностью 15 октября {YEAR}; в этом собрании с 16 октября {YEAR} ",
        "Дата публикации: из адреса страницы. Исправлений пока нет.",
        f"Запись о статье «Паромщики бастуют» [Ferry crews on strike] (Волна, 11 октября {YEAR})"
        " [Краткое содержание с источниками и контекстом].",
        "(2022, October 11). Волна.",
        "Как на них ссылается статья: цитата",
        "Ferry crews on strike (наш перевод)",
    ],
    "2022/w39/lamp-society-appeal/": [
        f"Запись отозвана 2 ноября {YEAR} The appeal turned out to be from another year. ",
        "of the Strait&gt; — решения властей: запрет или включение в список террористических"
        f" организаций (Исландия — 4 марта 2019{NARROW}г.). ",
        "The society calls itself",
        "Все решения с указанием органа, даты и ссылки.",
        f"Исправлено 10 октября {YEAR} The first version took a request for a fact. Было: that all keepers will meet"
        " Стало: that all keepers are asked to meet",
        "Для этой записи прочитана только часть статьи; то, чего здесь нет, может быть в остальном тексте.",
        "Запись составила программа; человек её ещё не проверял. Как составлена эта запись.",
        "Запись составила программа; человек её ещё не проверял.",
        f"(Общество лампы, 1 октября {YEAR}) (отозвана 2 ноября {YEAR}) [Краткое",
    ],
    "2022/w42/tunnel-syndicated/": [
        "Исходный текст: 港湾日报.",
        "Только упоминание, без высказываний",
        "официальный источник, согласно ссылке: Harbour master of Samplehaven1, посредник: a poster",
        f"21 октября {YEAR}; запись отозвана",
    ],
    "2022/w42/brackets-everywhere/": [
        f"примерно 20 октября {YEAR} (установлена по косвенным признакам)",
        "Языковая версия (арабский): ",
        "написание в статье: «&lt;b&gt;M&lt;/b&gt;»",
        "эта запись доступна на условиях CC BY 4.0. Сообщить об ошибке или ответить.",
    ],
    "digests/": [
        f"31 октября – 25 декабря {YEAR} 8 недель · записей нет",
        f"24–30 октября {YEAR} Lighthouse relit after a year 2022-W43 · 1 запись, 1 издание · черновик",
        "2022-W41 · 8 записей, 7 изданий, 6 независимых первоисточников · редакция 2",
    ],
    "corrections/": [
        "Отозванные записи Запись больше не действует; её адрес сохраняется, и там указана причина.",
        f"3 ноября {YEAR} Lighthouse relit",
    ],
    "countries/kg/": ["Записи о стране: Кыргызстан.", "2 записи в этом собрании, сначала новые."],
    "languages/ky/": ["Языки Кыргызский Язык статей: кыргызский."],
    "topics/tides/": ["0 записей в этом собрании, сначала новые.", "Записей пока нет."],
    "2022/w41/strike-begins/": ["Адрес страницы изменился", "Новый адрес: 2022/w41/strike-called/."],
    "people/a-neighbour/": ["Страница удалена", "Замены ей нет."],
    "feeds/": ["Все ленты одним файлом (OPML) для импорта в программы для чтения лент."],
    "search/": [
        "Цитаты сверены все с полным текстом (1) пока не сверены (18)",
        "На кого ссылаются все Bakyt Ulgu",
        "старые Найти",
    ],
}


@each(("path", "sentence"), [(path, sentence) for path, sentences in SAID.items() for sentence in sentences])
def test_what_pages_say(path: str, sentence: str) -> None:
    assert sentence in text_of(pages()[path].content)


DESCRIBED = {
    "2022/w43/": (f"Еженедельный дайджест, 24–30 октября {YEAR}",
                  f"Еженедельный дайджест, 24–30 октября {YEAR}: 1 запись."),
    "2022/w41/": (f"Еженедельный дайджест, 10–16 октября {YEAR}",
                  f"Еженедельный дайджест, 10–16 октября {YEAR}: 8 записей."),
    "countries/kg/": ("Кыргызстан", "Записи о стране: Кыргызстан. 2 записи."),
    "languages/": ("Языки", "Все языки собрания."),
    "search/": ("Поиск", "Поиск по всем записям, в любой письменности."),
    "corrections/": ("Исправления", "Все исправления."),
    "people/a-neighbour/": ("Страница удалена", "Страница удалена."),
}  # fmt: skip


@each(("path", "described"), DESCRIBED.items())
def test_titles_and_descriptions(path: str, described: tuple[str, str]) -> None:
    assert (plain(pages()[path].title), plain(pages()[path].description)) == described


def test_a_description_that_begins_with_a_date_has_one_full_stop() -> None:
    said = pages()["2022/w42/tunnel-syndicated/"].description
    assert said.startswith(f"Wharf Wire, 19{HARD}октября {YEAR} The report")


def test_the_parts_of_an_entry_s_page() -> None:
    assert [label for _, label in pages()["2022/w41/strike-in-russian/"].toc] == [
        "Краткое содержание", "Источники", "Контекст", "Ссылки", "Другие публикации", "Как составлена эта запись",
        "Как ссылаться",
    ]  # fmt: skip


def act(kind: DesignationKind, country: str, subject: str = "Общество", date: str | None = None):
    outlet = collection().outlets["lamp-society"]
    return outlet.designations[0].model_copy(
        update={"kind": kind, "country": country, "subject": subject, "date": Edtf.parse(date) if date else None}
    )


ACTS = [
    ([act(DesignationKind.BANNED, "KG")], f"Общество{HARD}— решения властей: запрет (Кыргызстан). "),
    ([act(DesignationKind.BANNED, "KG"), act(DesignationKind.BANNED, "RU"), act(DesignationKind.BANNED, "GB")],
     f"Общество{HARD}— решения властей: запрет (Кыргызстан, Россия и Великобритания). "),
    ([act(DesignationKind.BANNED, "KG", date="2024-01"), act(DesignationKind.BANNED, "RU", date="2003")],
     f"Общество{HARD}— решения властей: запрет (Кыргызстан{HARD}— январь 2024{NARROW}г. и"
     f" Россия{HARD}— 2003{NARROW}г.). "),
    ([act(DesignationKind.UNDESIRABLE, "RU"), act(DesignationKind.BLOCKED, "KZ", "Сайт")],
     f"Общество и Сайт{HARD}— решения властей: признание нежелательной организацией (Россия);"
     " блокировка доступа (Казахстан). "),
]  # fmt: skip


@pytest.mark.parametrize(("acts", "said"), ACTS)
def test_an_act_stays_that_of_its_authority_and_countries_stand_in_the_nominative(acts: list, said: str) -> None:
    outlet = collection().outlets["lamp-society"]
    notice = designation_notice(russian(), outlet, tuple(acts), "../")
    assert str(notice.said).startswith(said)


def test_english_countries_keep_their_article() -> None:
    outlet = collection().outlets["lamp-society"]
    acts = tuple(ACTS[1][0])
    said = str(designation_notice(collection(), outlet, acts, "../").said)
    assert said.startswith("Общество is banned in Kyrgyzstan, Russia and the United Kingdom. ")


SCREENED = [
    ((1, None, 1), "Просмотрена 1 статья; в этот дайджест вошла 1."),
    ((3, 1, 2), "Просмотрены 3 статьи (1 издание); в этот дайджест вошли 2."),
    ((21, 2, 5), "Просмотрена 21 статья (2 издания); в этот дайджест вошло 5."),
    ((1200, 25, 40), "Просмотрено 1 200 статей (25 изданий); в этот дайджест вошло 40."),
]


@pytest.mark.parametrize(("numbers", "said"), SCREENED)
def test_what_was_screened(numbers: tuple[int, int | None, int], said: str) -> None:
    articles, outlets, kept = numbers
    assert plain(screened(RU, Screened(articles=articles, outlets=outlets), kept)) == said


STANDINGS = [
    (Read.FULL, set(), {0, 1}, f"Сверено с полным текстом 15 октября {YEAR}: в нём есть 0 из 1 цитаты и 2 из 3 имён."),
    (Read.EXCERPT, {0}, {0, 1, 2}, f"Сверено с отрывком 15 октября {YEAR}: в нём есть 1 цитата и 3 имени."),
]


@pytest.mark.parametrize(("read", "quotations", "names", "said"), STANDINGS)
def test_how_far_an_entry_is_borne_out(read: Read, quotations: set[int], names: set[int], said: str) -> None:
    entry = collection().by_id["strike-in-russian"]
    assert entry.evidence
    entry = entry.model_copy(update={"evidence": entry.evidence.model_copy(update={"read": read})})
    assert plain(standing(RU, entry, frozenset(quotations), frozenset(names)).text) == said


def test_nothing_to_find_is_said_with_one_full_stop() -> None:
    entry = collection().by_id["strike-in-russian"]
    bare = entry.model_copy(update={"sources": ()})
    assert standing(RU, bare, frozenset(), frozenset()).text == (
        f"Сопоставлено с полным текстом 15{HARD}октября {YEAR}: "
        "цитат и имён, которые можно было бы в нём найти, в записи нет."
    )


def test_references_are_in_russian_and_their_dates_in_the_styles_own_way() -> None:
    made = text_of(shared(RU, "reference", digest_of(russian(), "2022-W42", date(2022, 10, 25)), template="_cite.html"))
    title = f"Еженедельный дайджест 2022-W42, 17–23 октября {YEAR}"
    assert f"APA Sample Strait Digest. (2022, October 25). {title} [Дайджест СМИ]. https" in made
    assert f"Chicago Sample Strait Digest. “{title}” Дайджест СМИ, October 25, 2022. https" in made
    story = next(iter(collection().stories.values()))
    assert story_of(russian(), story, None).kind == "Сравнение публикаций"


def test_files_for_reference_managers_have_russian_notes() -> None:
    made = citation(russian(), collection().by_id["strike-in-russian"])
    assert made.notes == (
        "Заголовок на английском (наш перевод): Ferry crews on strike",
        "Запись на сайте «Sample Strait Digest»: https://example.org/press/2022/w41/strike-in-russian/",
    )
    assert "note = {Заголовок на английском (наш перевод): Ferry crews on strike. Запись" in as_bibtex(russian(), made)


def test_data_for_search_engines_has_russian_names_and_english_terms() -> None:
    node = dataset_node(russian())
    assert node["name"] == "Sample Strait Digest: собрание как открытые данные"
    assert node["description"].endswith(" Записи о статьях с их источниками и реестры изданий, людей и сюжетов.")
    assert (node["@type"], node["inLanguage"]) == ("Dataset", "ru")
    page = pages()["2022/w43/lighthouse-relit/"]
    assert '"text":"A statement was given to the wrong source."' in page.head
    assert "Было" in page.content
    assert '"creativeWorkStatus":"Withdrawn"' in pages()["2022/w41/gulls-counted/"].head


def test_older_pages_of_a_list() -> None:
    assert [part.titled(RU, "Лебеди") for part in paged("x/", range(250))] == [
        "Лебеди", f"Лебеди, страница{HARD}2", f"Лебеди, страница{HARD}1",
    ]  # fmt: skip


def test_totals_are_written_as_the_language_writes_them() -> None:
    many = Collection.of(grown(1201), russian().settings)
    page = page_of(many, "languages/en/")
    assert f"1{HARD}201{HARD}запись в этом собрании, сначала новые." in page.content
    assert page.description.endswith(f" 1{HARD}201{HARD}запись.")


def test_tiers_of_corrections_mean_in_english_what_the_vocabulary_says() -> None:
    assert [_meanings(EN)[kind] for kind in CorrectionKind] == [kind.meaning for kind in CorrectionKind]


def test_no_sentence_of_these_pages_ends_in_two_full_stops() -> None:
    mine = [page for path, page in pages().items() if path.startswith(("2022/", "digests", "corrections")) or not path]
    assert [page.path for page in mine if "г.." in page.content + page.description] == []
    assert say_date(RU, Edtf.parse("2022-10-22")).endswith("г.")


def test_quotation_marks_are_russian() -> None:
    assert not re.search(r"[“”‘’]", text_of(pages()["search/"].content))


def test_a_number_and_its_noun_and_a_dash_stay_on_one_line() -> None:
    """Where we write them: what others say keeps its spaces."""
    loose = re.compile(r"\d (запис|издани|статей|статья|недел|цитат|имён|имени|мест|верси)")
    assert {path: found[0] for path, page in pages().items() if (found := loose.search(page.content))} == {}
    assert f"г.{HARD}— прекращение действия" in pages()["outlets/volna/"].content


def test_an_abbreviation_keeps_its_capitals_at_the_beginning_of_a_line() -> None:
    assert ">Через СМИ</span>" in pages()["2022/w41/strike-in-russian/"].content
