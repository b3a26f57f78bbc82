"""Figures, dates and names that are read in texts of many languages: a table of our own sentences."""

from pathlib import Path

from tables import data_in

from newsdesk.evidence.support import Names, Page, support, tokens_of
from newsdesk.evidence.support.reading.numerals import fold
from newsdesk.evidence.support.reading.sounds import sounds_like

TABLE = data_in(Path(__file__).parent / "cases" / "tokens.yaml")
NOBODY = Names.of([])
SOMEBODY = Names.of(
    [
        ("aibek-torunbaev", [("Aibek Torunbaev", "en"), ("Айбек Торунбаев", "ky"), ("艾别克·托伦巴耶夫", "zh")]),
        ("world-bank", [("World Bank", "en"), ("Всемирный банк", "ru"), ("世界银行", "zh"), ("البنك الدولي", "ar")]),
    ]
)


def keys(text: str, language: str, kind: str, names: Names = NOBODY) -> list[str]:
    return [token.key for token in tokens_of(text, language, names) if token.kind == kind]


def test_figures_are_read_in_many_languages() -> None:
    wrong = {
        (language, text): keys(text, language, "figure")
        for language, texts in TABLE["figures"].items()
        for text, wanted in texts.items()
        if keys(text, language, "figure") != wanted
    }
    assert wrong == {}


def test_dates_are_read_in_many_languages() -> None:
    wrong = {
        (language, text): keys(text, language, "date")
        for language, texts in TABLE["dates"].items()
        for text, wanted in texts.items()
        if keys(text, language, "date") != wanted
    }
    assert wrong == {}


def test_names_are_known_by_their_sound() -> None:
    alike = [pair for pair in TABLE["sounds"]["alike"] if not sounds_like(*map(fold, pair))]
    apart = [pair for pair in TABLE["sounds"]["apart"] if sounds_like(*map(fold, pair))]
    assert (alike, apart) == ([], [])


def test_registered_names_have_one_key_in_every_language() -> None:
    for text, language in (
        ("The World Bank and Torunbaev met.", "en"),
        ("Всемирного банка не было. Торунбаева тоже.", "ru"),
        ("Айбек Торунбаевдин сөзү. Всемирный банк.", "ky"),
        ("世界银行与艾别克·托伦巴耶夫会谈。", "zh"),
    ):
        assert set(keys(text, language, "name", SOMEBODY)) == {"i:world-bank", "i:aibek-torunbaev"}, text


def test_a_token_knows_its_place_and_its_words() -> None:
    text = "On 5 May 2024 some 150,000 soms went to Torunbaev."
    found = tokens_of(text, "en", SOMEBODY)
    assert [(token.shown, text[token.start : token.end]) for token in found] == [
        (token.shown, token.shown) for token in found
    ]
    assert [token.kind for token in found] == ["date", "figure", "name"]


def states(sentence: str, page: str, language: str = "en", of: str = "en") -> dict[str, str]:
    found = support(None, sentence, of, [Page.of(page, language)], SOMEBODY)
    return {one.token.shown: one.state for one in found}


def test_what_we_reckon_ourselves_is_not_reported() -> None:
    page = (
        "BISHKEK, 14 March 2025. The court gave Torunbaev nine years yesterday. Prosecutors had asked for twelve.\n\n"
    )
    page += "The fire burnt 98 houses and 244,312 trees. It cost 2,512,300 soms."
    for sentence in (
        "Torunbaev got nine years, three fewer than the prosecutors had asked for.",
        "About 100 houses burnt.",
        "More than 240,000 trees burnt, at a cost of 2.5 million soms.",
        "On 13 March 2025 Torunbaev was sentenced to 9 years.",
        "In March 2025 one of the two sides lost.",
    ):
        assert {*states(sentence, page).values()} <= {"stands", "unclear"}, sentence


def test_what_stands_nowhere_is_reported() -> None:
    page = "BISHKEK, 14 March 2025. The court gave Torunbaev nine years. Some 98 houses burnt, Sevda Mirzaliyeva said."
    assert states("Torunbaev got 11 years on 15 March 2025.", page) == {
        "Torunbaev": "stands",
        "11": "absent",
        "15 March 2025": "absent",
    }
    assert states("Sabina Mirzaliyeva counted 89 houses.", page) == {"Sabina Mirzaliyeva": "absent", "89": "absent"}


def test_names_are_found_in_the_letters_of_the_page() -> None:
    for page, language in (
        ("Президент Садыр Жапаров жооп берди.", "ky"),
        ("Cumhurbaşkanı Sadır Caparov konuştu.", "tr"),
        ("Prezident Sodir Japarov javob berdi.", "uz"),
        ("قال الرئيس صادر جباروف أمس إن الأمر انتهى.", "ar"),
        ("总统萨德尔·扎帕罗夫昨天表示。", "zh"),
    ):
        assert states("President Sadyr Zhaparov answered.", page, language) == {"Sadyr Zhaparov": "stands"}, language
        assert states("President Daniyar Omurzakov answered.", page, language) == {"Daniyar Omurzakov": "absent"}


def test_short_names_are_told_from_other_words_in_arabic_letters() -> None:
    page = "قال الحرس إن الحادث كان في {} يوم الجمعة."
    for name, there, other in (
        ("Kekh", "كيخ", "وقع"),
        ("Osh", "أوش", "شاء"),
        ("Osh", "وأوش", "شيء"),
        ("Ali", "علي", "لو"),
    ):
        sentence = f"Firing began at {name}."
        assert states(sentence, page.format(there), "ar") == {name: "stands"}
        assert states(sentence, page.format(other), "ar") == {name: "absent"}


def test_thousands_with_endings_are_read() -> None:
    for page, language in (
        ("Bölgeden 140 bini aşkın kişi ayrıldı.", "tr"),
        ("140 binden fazla kişi ayrıldı.", "tr"),
        ("140 mindən çox insan getdi.", "az"),
        ("140 müňden gowrak adam gitdi.", "tk"),
        ("140 мянган хүн явсан.", "mn"),
        ("140 ათასზე მეტი ადამიანი წავიდა.", "ka"),
        ("140 հազարից ավելի մարդ գնաց։", "hy"),
        ("140 ezernél több ember ment el.", "hu"),
    ):
        assert states("Some 140,000 people left.", page, language) == {"140,000": "stands"}, language


def test_names_that_languages_translate_are_found_by_their_words_or_not_compared() -> None:
    page = "Конституционный суд отклонил жалобу 5 мая."
    assert states("On 5 May the Constitutional Court rejected the complaint.", page, "ru") == {
        "Constitutional Court": "stands",
        "5 May": "stands",
    }
    page = "КС отклонил жалобу 5 мая."
    assert states("On 5 May the Constitutional Court rejected the complaint.", page, "ru") == {
        "Constitutional Court": "unclear",
        "5 May": "stands",
    }


def test_absence_and_damage_count_as_cases() -> None:
    assert support(None, "", "en", [], NOBODY) == ()
    assert [one.state for one in support(None, "Some 30 came.", "en", [], NOBODY)] == ["absent"]
    for text in (
        "",
        "\n\n\n",
        "…",
        "[5",
        "1" * 400,
        "年月日",
        "٫٫٫",
        "\u0300\u0301",
        "100 000" * 20,
        "0:99:1",
        "1/1/1",
    ):
        for language in ("en", "zh", "ar", "uz", "xx", "", "zh-Hant-TW"):
            support(None, text, language, [Page.of(text, language)], SOMEBODY)


# What a page in another language translates, and which of two figures of a vote is no earlier one.
COMPARED: list[tuple[str, str, str, dict[str, str]]] = [
    ("fr", "L'Assemblée nationale a adopté le texte.", "The Assembly passed it.", {"Assembly": "unclear"}),
    ("fr", "Le conseil a adopté le texte.", "The Senate passed it.", {"Senate": "unclear"}),
    ("ru", "Трилогию «Матрица» пересмотрели.", "The first Matrix was seen again.", {"Matrix": "unclear"}),
    ("ru", "Работа над матрицей закончена.", "The Matrix is done.", {"Matrix": "unclear"}),
    ("ru", "Матрицкая сказала это.", "The Matrix is done.", {"Matrix": "absent"}),
    ("ru", "Трилогию пересмотрели.", "The first Matrix was seen again.", {"Matrix": "absent"}),
    ("en", "It passed by 438 votes against 86.", "It passed, with 86 members against it.", {"86": "stands"}),
    ("ru", "За закон 438 голосов против 86.", "Against the law were 86.", {"86": "stands"}),
    ("fr", "Adopté à une large majorité (438 contre 86).", "There were 86 against it.", {"86": "stands"}),
    ("en", "It lent 438 boats against 86 in spring.", "It lent 86 boats.", {"86": "elsewhere"}),
]


def test_translated_bodies_and_votes_are_no_findings() -> None:
    for language, page, sentence, wanted in COMPARED:
        found = support(None, sentence, "en", [Page.of(page, language)], NOBODY)
        states = {one.token.shown: one.state for one in found if one.token.shown in wanted}
        assert states == wanted, (page, sentence)
