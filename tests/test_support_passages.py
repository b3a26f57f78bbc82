"""What tells passages apart: bodies by their words, days of print, surnames with endings, shares, clauses."""

import pytest

from newsdesk.evidence.support import Names, Page, support

NOBODY = Names.of([])


def states(sentence: str, page: str, language: str, own: str = "en") -> dict[str, str]:
    found = support(None, sentence, own, [Page.of(page, language)], NOBODY)
    return {one.token.shown: one.state for one in found}


@pytest.mark.parametrize(
    ("sentence", "own", "page", "language", "body", "state"),
    [
        (
            "The Ministry of Education raised pay.",
            "en",
            "Маълумотни Маданият вазирлиги тарқатди.",
            "uz",
            "Ministry of Education",
            "absent",
        ),
        (
            "The Transport Ministry raised fares.",
            "en",
            "Transport vazirligi narxni oshirdi.",
            "uz",
            "Transport Ministry",
            "stands",
        ),
        (
            "The Veterinary Inspectorate banned it.",
            "en",
            "Запрет ввёл областной суд.",
            "ru",
            "Veterinary Inspectorate",
            "absent",
        ),
        (
            "По данным Счётной палаты, их 37.",
            "ru",
            "Жер агенттиги 37 келишимди текшерүүдө.",
            "ky",
            "Счётной палаты",
            "absent",
        ),
        (
            "Об этом сообщила Комиссия по ценным бумагам.",
            "ru",
            "市场监管部门已立案。",
            "zh",
            "Комиссия по ценным бумагам",
            "absent",
        ),
        (
            "Это ответ на запрос «Вечернего Каргинска».",
            "ru",
            "Роддом закрыли в Каргинске.",
            "ru",
            "Вечернего Каргинска",
            "absent",
        ),
        ("Al-Mahrousa wrote of it.", "en", "بدأت الدراسة في شهر مارس.", "ar", "Al-Mahrousa", "absent"),
        (
            "Xin Yang praised her openings.",
            "en",
            "国家队教练辛戈认为，陶静禾布局准备充分。",
            "zh",
            "Xin Yang",
            "absent",
        ),
    ],
)
def test_a_body_or_person_who_is_not_there_is_reported(
    sentence: str, own: str, page: str, language: str, body: str, state: str
) -> None:
    assert states(sentence, page, language, own)[body] == state


def test_the_day_of_print_under_a_title_is_no_rival() -> None:
    page = (
        "Gold without joy\n\nTASHKENT, 12 April 2026. Navruz Mirali won in the capital of Uzbekistan yesterday."
        "\n\nA ruling on his complaint is due by 18 April."
    )
    assert states("Navruz Mirali won in Tashkent on 11 April 2026.", page, "en")["11 April 2026"] == "stands"
    assert states("The ruling on the complaint is due by 12 April.", page, "en")["12 April"] == "elsewhere"


def test_a_surname_with_an_ending_is_the_same_person() -> None:
    page = (
        "Бошлиқ Зафар Тиллабоевнинг айтишича, нафақадорлар солиқ тўламайди. Тиллабоев бундай хато 1 250 солиқ "
        "тўловчида топилганини айтди.\n\nТадбиркор Нигора Собирхўжаева тизимдан шикоят қилди."
    )
    sentence = "Zafar Tillaboyev said that mistakes had been found with 1,250 taxpayers."
    assert states(sentence, page, "uz") == {"Zafar Tillaboyev": "stands", "1,250": "stands"}


@pytest.mark.parametrize(
    ("sentence", "page", "language", "shown", "state"),
    [
        (
            "Inflation should be three per cent.",
            "Inflation stood at 4.7 per cent, well over the target of three.",
            "en",
            "three per cent",
            "stands",
        ),
        (
            "Of 6.8 million, 2.1 million have paid.",
            "6,8 миллион кишидан 2,1 миллиони биринчи қисмини тўлади.",
            "uz",
            "2.1 million",
            "stands",
        ),
        ("He promised two million dollars.", "ووعد بتعويضات قيمتها مليونا دولار.", "ar", "two million", "stands"),
        ("She is 72.", "Кампири ҳафтоду дусола ҷоиза гирифт.", "tg", "72", "stands"),
        ("The school has 480 pupils.", "Мектепте 920 окуучу окуйт, орун болсо 480.", "ky", "480", "elsewhere"),
        (
            "Reserves fell to 4.31 billion dollars.",
            "Reserves fell by 212 million dollars, she said, to 4.31 billion.",
            "en",
            "4.31 billion",
            "stands",
        ),
    ],
)
def test_figures_are_told_apart(sentence: str, page: str, language: str, shown: str, state: str) -> None:
    assert states(sentence, page, language)[shown] == state


CLAUSES = (
    "Loans in crowns are growing by 17 per cent a year, mortgages by 21.\n\n"
    "The cheque is for 30,000 crowns; Selin Ardan gets 18,000 and Mira Tolvanen 9,500.\n\n"
    "Hoses of 45 millimetres do not fit couplings of 52."
)


@pytest.mark.parametrize(
    ("sentence", "figure", "state"),
    [
        ("Mortgages are growing by 17 per cent a year.", "17 per cent", "elsewhere"),
        ("Loans are growing by 17 per cent a year.", "17 per cent", "stands"),
        ("Mortgages are growing by 21 per cent a year.", "21 per cent", "stands"),
        ("Selin Ardan gets 9,500 crowns.", "9,500", "elsewhere"),
        ("Selin Ardan gets 18,000 crowns.", "18,000", "stands"),
        ("Mira Tolvanen gets 9,500 crowns.", "9,500", "stands"),
        ("Their hoses of 45 millimetres do not fit the couplings.", "45", "stands"),
    ],
)
def test_two_figures_of_one_sentence_are_told_apart_by_their_clauses(sentence: str, figure: str, state: str) -> None:
    assert states(sentence, CLAUSES, "en")[figure] == state


def test_what_can_be_reckoned_by_chance_is_no_excuse_for_hours_that_the_page_tells_otherwise() -> None:
    page = "Nine men were hurt. They had four aircraft. The first aircraft arrived five hours after the alarm."
    assert states("The first aircraft came nine hours after the alarm.", page, "en")["nine"] == "elsewhere"
    assert states("The first aircraft came five hours after the alarm.", page, "en")["five"] == "stands"
