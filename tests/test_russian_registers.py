"""Pages of stories, people, outlets and figures in Russian: whole sentences, with every form of the plural."""

from dataclasses import replace
from functools import cache

import pytest
from invented import RU, changed_each, collection, page_of, pages_in, parsed, russian, saying
from makers import grown
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import Edtf, Read
from newsdesk.model.settings import Settings
from newsdesk.views import Page, whole
from newsdesk.views.pages.people import people
from newsdesk.views.pictures.bars import timeline
from newsdesk.views.pictures.chains import Chain, Link, _first
from newsdesk.views.pictures.passed_on import passed
from newsdesk.views.search.records import search_records

NARROW = "\N{NARROW NO-BREAK SPACE}"
STRIKE, TUNNEL, BRIDGE = "stories/ferry-strike-2022/", "stories/tunnel-closed-2022/", "stories/bridge-planned/"


def pages_of(known: Collection) -> dict[str, Page]:
    return {page.path: page for page in pages_in(saying(known, RU))}


@cache
def pages() -> dict[str, Page]:
    return pages_of(collection())


def said(page: Page) -> str:
    """All that a page says, with plain spaces for those that keep words together."""
    return parsed(page.content).text


SENTENCES = [
    # Stories.
    ("stories/", "с 10 по 14 октября 2022 г. · 7 записей, 6 изданий, 6 независимых первоисточников"),
    ("stories/", "примерно октябрь 2022 г. · 0 записей"),
    (STRIKE, "В этом собрании: 7 записей, 6 изданий, 6 независимых первоисточников. Публикации, которых в собрании"
             " нет, не показаны."),
    (TUNNEL, "В этом собрании: 5 записей, 4 издания, 3 независимых первоисточника."),
    (BRIDGE, "В этом собрании: 0 записей."),
    (STRIKE, "Языки статей: английский 3, персидский 1,"),
    (STRIKE, "русский 1, узбекский (кириллица) 1. Издания по странам согласно реестру: Исландия 2, Мальта 2,"),
    (STRIKE, "Статей прочитано лишь частично: 1 из 7. Если у такой статьи источник не показан, в прочитанной части он"
             " не найден. В статье, прочитанной полностью, он не упомянут."),
    (TUNNEL, "Все статьи прочитаны полностью: если у статьи источник не показан, в ней он не упомянут."),
    (STRIKE, "У каждой версии указано, от кого она исходит. Ни одна не названа здесь верной или неверной."),
    (STRIKE, "2 версии, 2 первоисточника"),
    (STRIKE, "цитата, пересказ, через СМИ (по сообщению другого издания), упоминание без высказывания."),
    (STRIKE, "Все эти статьи прочитаны целиком: «–» означает, что источник там не упомянут."
             " 1 издание не имеет общих источников с другими: столбца для него нет."),
    (STRIKE, "У 1 издания страна в реестре не указана, оно не учтено: 港湾日报."
             " Не учтены и 2 источника, на которые ссылаются такие издания."),
    (STRIKE, "Ссылаются на другое издание или передают его сообщение: 3 из 6 изданий, 1 цепочка."),
    (STRIKE, "Strait Gazette 3 издания, одна цепочка"),
    (STRIKE, "Волна приводит источник через него"),
    (TUNNEL, "2 издания передают то, что сообщило издание 港湾日报: это один источник, а не 2."),
    (TUNNEL, "Как шло освещение 5 записей, 13–22 октября 2022 г. Событие: с 17 по 19 октября 2022 г."),
    # People.
    ("people/", "Spokesman of the Ferry Union · ссылки в 5 записях"),
    ("people/", "ссылок в записях пока нет"),
    ("people/ona-primer/", "Представляет странуИсландия"),
    ("people/bakyt-ulgu/", "май 2019 г. – примерно октябрь 2022 г."),
    ("people/bakyt-ulgu/", "начало: 2001 г. (по состоянию на октябрь 2022 г.)"),
    ("people/bakyt-ulgu/", "Через издание Strait GazetteВолна (через СМИ, 11 октября 2022 г.)"),
    ("people/bakyt-ulgu/", "Напрямую, насколько прочитаноТолкун (пересказ, 12 октября 2022 г.)"),
    ("people/bakyt-ulgu/", "В этом собрании: 5 записей, 5 изданий, 3 независимых первоисточника; сначала новые."),
    ("people/bakyt-ulgu/", "Запись отозвана 3 ноября 2022 г. The gulls were another week's."),
    ("people/ona-primer/", "через СМИ (посредник: Wharf Wire)"),
    ("people/nina-unheard/", "Ни одна запись пока не ссылается на этот источник."),
    # Outlets.
    ("outlets/", "Signal Radio только цитируется"),
    ("outlets/strait-gazette/", "По странице или адресу самого издания; по состоянию на октябрь 2022 г."),
    ("outlets/strait-gazette/", "2004 г. – 2006 г. Not printed."),
    ("outlets/strait-gazette/", "5 записей в этом собрании, сначала новые."),
    ("outlets/strait-gazette/", "По стране, которую представляет источник, согласно реестру людей и организаций."),
    ("outlets/strait-gazette/", "не указана"),
    ("outlets/lamp-society/", "4 марта 2019 г., или март 2019 г. по другим данным5, или примерно 2020 г. по другим"
                              " данным6; касается: Lamp Society & Friends <of the Strait>."),
    ("outlets/lamp-society/", "2015 г.; июнь 2018 г. — прекращение действия; касается:"),
    ("outlets/lamp-society/", "дата неизвестна. Reported without a day."),
    ("outlets/harbour-daily/", "2 записи, 2 других издания; сначала новые. Если несколько изданий опираются на одно"
                               " сообщение, это его не подтверждает."),
    ("outlets/harbour-daily/", "Сюжеты, в которых на него опираются несколько изданий: The tunnel under the strait is"
                               " closed for three days (2 издания, одна цепочка)."),
    ("outlets/harbour-daily/", "Wharf Wire публикует его текст, 19 октября 2022 г."),
    ("outlets/signal-radio/", "Статей этого издания в собрании нет; на него ссылаются другие статьи."),
    # Figures.
    ("collection/", "Записи по неделям. 19 записей, 5 недель: первая — 26 сентября – 2 октября 2022 г., последняя —"
                    " 24–30 октября 2022 г. Больше всего за неделю: 8 (10–16 октября 2022 г.)."),
    ("collection/", "Цитат этого собрания найдено в статьях дословно: 1 из 14."),
    ("collection/", "официальный источник 7 записей"),
]  # fmt: skip


@each(("path", "sentence"), SENTENCES)
def test_pages_say_it_in_russian(path: str, sentence: str) -> None:
    assert sentence in said(pages()[path])


DESCRIBED = [
    (STRIKE, "The crews of the ferries strike for five days",
     "С 10 по 14 октября 2022 г. 7 записей, 6 изданий, 6 независимых первоисточников: кого и где цитируют."),
    (BRIDGE, "A bridge over the strait is planned & <b>put off</b>",
     "Примерно октябрь 2022 г. 0 записей, 0 изданий: кого и где цитируют."),
    ("people/", "Люди и организации", "Все, на кого ссылаются статьи."),
    ("people/ona-primer/", "Ona Primer",
     "Ona Primer, Она Пример, O. Primer и \u2068أونا بريمر\u2069: ссылки в 5 записях."),
    ("outlets/signal-radio/", "Signal Radio",
     "Signal Radio: что известно об этом издании, с основанием для каждого сведения."),
    ("collection/cited-quoted/", "Как приведены источники: цитата",
     "Записи, где источник приведён этим способом. 9 записей."),
]  # fmt: skip


@each(("path", "title", "description"), DESCRIBED)
def test_pages_are_described_in_russian(path: str, title: str, description: str) -> None:
    page = pages()[path]
    assert (page.title, " ".join(page.description.split())) == (title, description)


def test_no_sentence_of_a_register_ends_twice() -> None:
    """Cards bring sentences of their own, and the names of outlets may end in anything."""
    for path, page in pages().items():
        if path.startswith(("people/", "collection/")):
            assert "г.." not in page.content + page.description, path


@pytest.mark.parametrize(
    ("weeks", "summary"),
    [
        (["2022-W40", "2022-W41"], "2 записи, 2 недели: первая — 3–9 октября 2022 г., последняя — 10–16 октября"
                                   " 2022 г. Больше всего за неделю: 1 (3–9 октября 2022 г. и 10–16 октября 2022 г.)."),
        (["2022-W01", "2022-W21"], "2 записи, 21 неделя: первая — 3–9 января 2022 г., последняя — 23–29 мая 2022 г."
                                   " Больше всего за неделю: 1 (3–9 января 2022 г. и 23–29 мая 2022 г.)."),
        (["2020-W02", "2023-W17"], "2 записи, 40 месяцев: первый — январь 2020 г., последний — апрель 2023 г. Больше"
                                   " всего за месяц: 1 (январь 2020 г. и апрель 2023 г.)."),
        (["1990-W01", "2022-W52"], "2 записи, 33 года: первый — 1990, последний — 2022. Больше всего за год: 1"
                                   " (1990 и 2022)."),
    ],
)  # fmt: skip
def test_times_are_summed_up_by_week_month_and_year(weeks: list[str], summary: str) -> None:
    first = collection().entries[0]
    line = timeline(RU, [first.model_copy(update={"week": week}) for week in weeks], least=1)
    assert line
    assert " ".join(line.summary.split()) == summary


def small(count: int, **changes: object) -> Collection:
    return Collection.of(grown(count, **changes), Settings(site_name="Sample"))


PLURALS = [
    (1, "1 запись в этом собрании", "ссылки в 1 записи", "1 запись, 1 издание"),
    (3, "3 записи в этом собрании", "ссылки в 3 записях", "3 записи, 1 издание"),
    (11, "11 записей в этом собрании", "ссылки в 11 записях", "11 записей, 1 издание"),
    (21, "21 запись в этом собрании", "ссылки в 21 записи", "21 запись, 1 издание"),
]


def test_russian_plurals() -> None:
    for count, outlet, person, story in PLURALS:
        found = pages_of(small(count))
        assert outlet in said(found["outlets/lantern/"])
        assert person in said(found["people/"])
        assert f": {person}." in " ".join(found["people/ada-quill/"].description.split())
        story += ", 1 независимый первоисточник" if count > 1 else ""
        assert f"В этом собрании: {story}." in said(found["stories/swan-count/"])
        assert said(found["outlets/"]).count(outlet.removesuffix(" в этом собрании")) == 1


REST = "where one of them does not show a source, it was not found in the part that was read."
PARTS = [
    (2, "2 of 2 articles were",
     "Статей прочитано лишь частично: 2 из 2. Если у такой статьи источник не показан, в прочитанной части он не"
     " найден."),
    (101, "1 of 1 article on this page was",
     "Единственная статья на этой странице прочитана лишь частично: если источник не показан, в прочитанной части он не"
     " найден."),
    (102, "2 of 2 articles on this page were", "Статей на этой странице прочитано лишь частично: 2 из 2."),
]  # fmt: skip


def test_how_much_was_read_of_a_story() -> None:
    stories = [small(count, read=Read.EXCERPT) for count, unused, unused in PARTS]
    path = "stories/swan-count/"
    for known, (_count, english, _russian) in zip(stories, PARTS, strict=True):
        page = page_of(known, path)
        assert isinstance(page, Page)
        assert f"{english} read only in part: {REST}" in said(page)
    for known, (_count, _english, sentence) in zip(stories, PARTS, strict=True):
        assert sentence in said(pages_of(known)[path])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {},
            "В этом собрании нет записи об этом от изданий, зарегистрированных в странах: Китай и Новая Зеландия.",
        ),
        (
            {"strike-in-uzbek": {"outlet": "volna"}},
            "В этом собрании нет записи об этом от изданий стран: Китай и Новая Зеландия.",
        ),
    ],
)  # fmt: skip
def test_countries_that_are_missing_stand_in_the_nominative(changes: dict, sentence: str) -> None:
    known = changed_each(changes)
    story = known.stories["ferry-strike-2022"].model_copy(update={"countries": ("IS", "CN", "NZ")})
    known = replace(known, stories={**known.stories, story.id: story})
    assert sentence in said(pages_of(known)[STRIKE])


@pytest.mark.parametrize(
    ("others", "words"),
    [(1, "1 издание, одна цепочка"), (3, "3 издания, одна цепочка"), (5, "5 изданий, одна цепочка")],
)
def test_chains_are_counted(others: int, words: str) -> None:
    outlets = list(collection().outlets.values())[: others + 1]
    assert " ".join(_first(RU, Chain(tuple(Link(outlet, None, 0) for outlet in outlets))).split()) == words


def test_two_languages_keep_what_they_made_apart() -> None:
    known = collection()
    english = passed(known, "harbour-daily")
    theirs = passed(russian(), "harbour-daily")
    names = [page.title for page in whole(russian(), people(russian())) if isinstance(page, Page)]
    assert english
    assert theirs
    assert [row.way for row in english.rows] == ["has a source by way of it", "carries its text"]
    assert [row.way for row in theirs.rows] == ["приводит источник через него", "публикует его текст"]
    assert names[-1] == "Люди и организации"
    assert passed(known, "harbour-daily") == english


def test_what_search_shows_is_russian_and_what_it_filters_by_is_not() -> None:
    records = {record.path: record for record in search_records(russian())}
    assert dict(records[STRIKE].shown)["dated"] == f"между 10 и 14\N{NO-BREAK SPACE}октября 2022{NARROW}г."
    kinds = {"Entry", "Story", "Outlet", "Person or body", "Place", "List"}
    assert {record.kind for record in records.values()} == kinds
    unnamed = records["collection/identified-unnamed/"]
    assert (unnamed.title, unnamed.spellings) == ("Источники, которые не названы", ("неназванные, анонимные",))


def test_roles_and_facts_keep_their_dates() -> None:
    known = collection()
    person = known.people["ona-primer"]
    role = person.roles[0].model_copy(update={"since": None, "until": Edtf.parse("2021")})
    known = replace(known, people={**known.people, person.id: person.model_copy(update={"roles": (role,)})})
    assert "окончание: 2021 г." in said(pages_of(known)["people/ona-primer/"])
