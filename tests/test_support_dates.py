"""Days, months and years that a page says by others: last night, in December last year, next spring."""

from tables import each

from newsdesk.evidence.support import Names, Page, support

NOBODY = Names.of([])


@each(
    ("language", "page", "said", "not_said"),
    [
        ("en", "OSLO, 5 March 2025 — The mast fell last night.", "4 March 2025", "3 March 2025"),
        ("en", "OSLO, 5 March 2025 — The mast fell the day before yesterday.", "3 March 2025", "2 March 2025"),
        ("en", "OSLO, 5 March 2025 — The mast fell three days ago.", "2 March 2025", "1 March 2025"),
        ("en", "OSLO, 5 March 2025 — The mast was put up last October.", "October 2024", "October 2023"),
        ("en", "OSLO, 5 March 2025 — A new mast is due next spring.", "2026", "2027"),
        ("en", "The Mast, April 2025\n\nThe mast fell last year.", "2024", "2023"),
        ("ru", "ОСЛО, 5 марта 2025 года — Мачта упала позавчера.", "3 March 2025", "2 March 2025"),
        ("ru", "ОСЛО, 5 марта 2025 года — Мачту ставили в октябре прошлого года.", "October 2024", "October 2023"),
        ("ky", "ОСЛО, 2025-жылдын 5-марты — Мачта былтыр октябрда тургузулган.", "October 2024", "October 2023"),
        ("tg", "ОСЛО, 5 марти соли 2025. Сутун рӯзи душанба афтод.", "3 March 2025", "1 March 2025"),
        ("tg", "ОСЛО, 5 марти соли 2025. Сутун парерӯз афтод.", "3 March 2025", "1 March 2025"),
        ("uz", "OSLO, 2025-yil 5-mart. Ustun kelgusi bahorda ochiladi.", "2026", "2027"),
        ("ar", "أوسلو، 5 آذار 2025. سقط العمود أول من أمس.", "3 March 2025", "2 March 2025"),
        ("ar", "أوسلو، 5 آذار 2025. نصب العمود في تشرين الأول الماضي.", "October 2024", "October 2023"),
        ("en", "OSLO, 5 March 2025 — The mast comes down on the 20th.", "20 March 2025", "21 March 2025"),
        ("en", "OSLO, 5 March 2025 — The mast comes down next Friday.", "14 March 2025", "12 March 2025"),
        ("ru", "ОСЛО, 5 марта — Мачта упала позавчера.", "3 March", "2 March"),
        ("zh", "奥斯陆2025年3月5日电 桅杆将于下月20日拆除。", "20 April 2025", "20 May 2025"),
        ("zh", "本报奥斯陆3月5日电 桅杆前天倒塌。", "3 March", "1 March"),
        ("zh", "奥斯陆2025年3月5日电 桅杆昨晚倒塌。", "4 March 2025", "2 March 2025"),
        ("zh", "奥斯陆2025年3月5日电 桅杆于去年10月竖起。", "October 2024", "October 2023"),
        ("ar", "أوسلو، 5 آذار 2025. يسقط العمود في السادس عشر من الشهر نفسه.", "16 March 2025", "6 March 2025"),
        ("en", "OSLO, Oct. 11 — It was hit on Wednesday, Oct. 8, and fell on Thursday.", "9 October", "10 October"),
        ("ru", "ОСЛО, 5 марта 2025 — Письмо пришло 19 февраля, ответ через три дня.", "22 February", "23 February"),
    ],
)
def test_a_day_that_a_page_counts_from_its_own(language: str, page: str, said: str, not_said: str) -> None:
    for date, stands in ((said, True), (not_said, False)):
        found = support(None, f"The mast is of {date}.", "en", [Page.of(page, language)], NOBODY)
        states = {one.state for one in found if one.token.kind == "date"}
        assert ("absent" not in states) is stands, (date, found)


def test_a_sentence_without_a_year_is_of_the_year_of_print() -> None:
    page = Page.of(
        "Results of the mill, 4 May 2025.\n\n"
        "Sales came to 71 thousand sacks, which is nine more than in the same months of 2024.",
        "en",
    )
    found = support(None, "Sales came to 71,000 sacks in 2025.", "en", [page], NOBODY)
    assert {one.state for one in found} == {"stands"}
