"""Whose words the turns of an interview or a transcript are, and who stands for the whole of a page."""

import pytest
from tables import each

from newsdesk.evidence.support import Names, Page, support
from newsdesk.evidence.support.speech.turns import turns
from newsdesk.evidence.support.voices import is_somebody

NOBODY = Names.of([])
TRANSCRIPT = """Council of Maplewick. Evidence, Thursday, 4 September 2025.

The Chair: We begin with the engineer, Ms. Orla Quennell, and with Mr. Tobias Marrin of the anglers.

Ms. Quennell: The weir was built for a flow of forty cubic metres. In June we measured fifty-two.

Mr. Marrin: We lost nine thousand young trout. Nobody rang us before the gates were opened.

Ms. Quennell: The gates opened by themselves at three in the morning."""
INTERVIEW = """«Колокол молчит». Разговор со звонарём Матвеем Лужиным, газета «Заречье», май 2025 года

— Матвей Ильич, когда звонили в последний раз?

— В ноябре прошлого года. Потом треснул язык.

— Историк Глеб Сомов писал, что колокол украли.

— Никто его не украл. Он лежит в сарае, накрытый брезентом.

— Сколько стоит новый?

— Семьсот тысяч, и половину уже собрали."""


def wrong(sentence: str, page: Page) -> list[tuple[str, str]]:
    """What is reported, with its state."""
    found = support(None, sentence, "en", [page], NOBODY)
    return [(one.token.shown, one.state) for one in found if one.state in ("absent", "elsewhere")]


@each(
    ("sentence", "expected"),
    [
        ("Orla Quennell said that fifty-two cubic metres were measured in June.", []),
        ("Tobias Marrin said that nine thousand trout were lost.", []),
        ("Quennell said that the gates opened by themselves.", []),
        ("Orla Quennell said that nine thousand trout were lost.", [("Orla Quennell", "elsewhere")]),
        ("Marrin said that the gates opened by themselves at three in the morning.", [("Marrin", "elsewhere")]),
    ],
)
def test_a_turn_of_a_transcript_is_that_of_its_label(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert wrong(sentence, Page.of(TRANSCRIPT, "en")) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Luzhin said that nobody had stolen the bell.", []),
        ("The bell was last rung in November 2024.", []),
        ("Gleb Somov said that nobody had stolen it and that half of the 700,000 had been collected.",
         [("Gleb Somov", "elsewhere")]),
        ("The bell was last rung in November 2022.", [("November 2022", "absent")]),
    ],
)  # fmt: skip
def test_answers_are_those_of_whom_the_page_interviews(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert wrong(sentence, Page.of(INTERVIEW, "ru")) == expected


def test_a_colon_does_not_make_a_transcript() -> None:
    page = Page.of(
        "Figures of the year: wheat, barley, oats.\n\nThe farmer Ada Brock: “It rained.”\n\nIt rained a lot.", "en"
    )
    assert list(turns(page, NOBODY)) == []
    assert list(turns(Page.of("", "en"), NOBODY)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Board reported that 41 cranes had been tested.",
        "Wendeline Achterberg wrote that 41 cranes had been tested.",
        "Secretary Ivo Castellan wrote that 41 cranes had been tested.",
    ],
)
def test_who_issued_wrote_or_signed_a_page_stands_for_all_of_it(sentence: str) -> None:
    page = Page.of(
        "Statement of the Harbour Board, 3 March 2025. By Wendeline Achterberg\n\n"
        "The harbour was closed for a week. The inspector Paul Trask came on Monday with two helpers.\n\n"
        "Forty-one cranes were tested. Two of them will be taken down before the summer, and no ship will wait.\n\n"
        "Secretary Ivo Castellan",
        "en",
    )
    assert wrong(sentence, page) == []


@pytest.mark.parametrize(
    ("text", "language", "people"),
    [
        ("专家韩维国教授认为，问题早有征兆。", "zh", ["韩维国"]),
        ("创始人、董事长时万钧在视频里鞠躬。", "zh", ["时万钧"]),
        ("审判长欧阳静在宣判后表示，房产已查封。市长时曾表示反对。", "zh", []),
        ("وقال رئيس الهيئة نبيل الشدادي إن العمل انتهى. وأشار الشدادي إلى.", "ar", ["نبيل الشدادي", "الشدادي"]),
        ("وحل المغربي ياسين بوعناني ثانياً، واللبنانية رزان حيدر ثالثة.", "ar", ["ياسين بوعناني", "رزان حيدر"]),
        ("Eng og‘ir qovun Quvondiq ota Rahimboyevniki bo‘ldi.", "uz", ["Quvondiq ota Rahimboyevniki"]),
    ],
)  # fmt: skip
def test_people_are_found_where_no_capital_tells_them(text: str, language: str, people: list[str]) -> None:
    page = Page.of(text, language)
    found = dict.fromkeys(text[one.start : one.end] for one in page.everybody(NOBODY) if is_somebody(one))
    assert list(found) == people
