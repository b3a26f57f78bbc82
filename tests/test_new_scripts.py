"""Drafts from pages in many languages and scripts: dates, languages, bylines, names and words."""

import datetime

import pytest
from tables import each

pytest.importorskip("trafilatura", reason="the extra `capture` is not installed")

from test_capture_copies import BODY, LINK, TITLE, capture, page

from newsdesk.intake.capture import Capture, Found
from newsdesk.intake.capture.said.datewords import days_in
from newsdesk.intake.draft.entry import outlet_of, week_for
from newsdesk.intake.draft.quotations import Passage, shortened
from newsdesk.intake.speakers.grammar import folded, grammar
from newsdesk.model import Outlet
from newsdesk.model.naming import slug
from newsdesk.problems import Refusal

DAY = datetime.date(2026, 11, 18)
# Days as the press of each language prints them.
PRINTED = [
    ("fr", "Publié le 18 novembre 2026 à 08h19"),
    ("fr", "mercredi 18 novembre 2026"),
    ("de", "18. November 2026, 08:19 Uhr"),
    ("de", "Stand: 18.11.2026 08:19 Uhr"),
    ("de", "Mi., 18. Nov. 2026"),
    ("es", "18 de noviembre de 2026"),
    ("es", "18 noviembre, 2026 | 08:19"),
    ("es", "Publicado el 18 nov 2026"),
    ("pt", "18 de novembro de 2026 às 08h19"),
    ("pt", "18/11/2026 08h19"),
    ("it", "18 novembre 2026 - 08:19"),
    ("it", "mercoledì 18 novembre 2026"),
    ("sr", "18. новембар 2026."),
    ("sr", "18. novembar 2026."),
    ("sr-Latn", "18. novembra 2026. u 08:19"),
    ("sr", "18.11.2026. 08:19"),
    ("hr", "18. studenoga 2026."),
    ("hr", "18. studenog 2026. u 08:19"),
    ("hu", "2026. november 18., szerda"),
    ("hu", "2026. november 18. 08:19"),
    ("hu", "2026.11.18."),
    ("hu", "2026. 11. 18."),
    ("ro", "18 noiembrie 2026, 08:19"),
    ("id", "Rabu, 18 November 2026 08:19 WIB"),
    ("id", "18 Nov 2026"),
    ("pl", "18 listopada 2026"),
    ("cs", "18. listopadu 2026"),
    ("sk", "18. novembra 2026"),
    ("bg", "18 ноември 2026"),
    ("uk", "18 листопада 2026"),
    ("el", "18 Νοεμβρίου 2026"),
    ("tr", "18 Kasım 2026 Çarşamba"),
    ("az", "18 noyabr 2026"),
    ("nl", "18 november 2026"),
    ("sv", "18 november 2026"),
    ("fi", "18. marraskuuta 2026"),
    ("et", "18. november 2026"),
    ("lv", "2026. gada 18. novembris"),
    ("lt", "2026 m. lapkričio 18 d."),
    ("ja", "2026年11月18日 8時19分"),
    ("zh", "2026年11月18日08:19"),
    ("zh-Hant", "2026 年 11 月 18 日"),
    ("ko", "2026년 11월 18일 08:19"),
    ("ko", "2026.11.18 08:19"),
    ("vi", "18/11/2026"),
    ("vi", "Thứ tư, ngày 18 tháng 11 năm 2026"),
    ("th", "18 พฤศจิกายน 2026"),
    ("th", "18 พ.ย. 2569"),
    ("he", "18 בנובמבר 2026"),
    ("hi", "18 नवंबर 2026"),
    ("bn", "১৮ নভেম্বর ২০২৬"),
    ("ka", "18 ნოემბერი 2026"),
    ("hy", "18 նոյեմբերի, 2026"),
    ("fa", "18 نوامبر 2026"),
    ("ar", "18 نوفمبر 2026"),
    ("ar", "١٨ نوفمبر ٢٠٢٦"),
    ("ky", "18-ноябрь, 2026-жыл"),
    ("ky", "2026-жылдын 18-ноябры"),
    ("kk", "2026 жылғы 18 қараша"),
    ("kk", "18 қараша 2026 ж."),
    ("uz", "2026-yil 18-noyabr"),
    ("tg", "18 ноябри соли 2026"),
    ("ca", "18 de novembre de 2026"),
    ("gl", "18 de novembro de 2026"),
    ("sq", "18 nëntor 2026"),
    ("mk", "18 ноември 2026"),
    ("sl", "18. november 2026"),
    ("bs", "18. novembar 2026."),
    ("sw", "18 Novemba 2026"),
    ("ms", "18 November 2026"),
    ("tl", "Nobyembre 18, 2026"),
    ("ta", "18 நவம்பர் 2026"),
    ("ur", "18 نومبر 2026"),
    ("km", "18 វិច្ឆិកា 2026"),
    ("en", "Nov. 18, 2026"),
    ("en", "November 18th, 2026"),
    ("ru", "18 ноя 2026, 08:19"),
    ("ru", "18 ноября 2026 г."),
    ("am", "18 ኖቬምበር 2026"),
]


@each(("language", "text"), PRINTED)
def test_days_are_read_as_each_language_prints_them(language: str, text: str) -> None:
    assert set(days_in(text, language)) == {DAY}


NO_DAY = [
    ("en", "05/10/2026"), ("en", "18 marketing 2026"), ("zh", "11月18日"), ("ja", "2026年11月"),
    ("vi", "tháng 11 năm 2026"), ("de", "18. Neuigkeiten 2026"), ("en", "May 2026"), ("fr", "le 18 novembre"),
]  # fmt: skip


@each(("language", "text"), NO_DAY)
def test_what_names_no_day_for_certain_is_none(language: str, text: str) -> None:
    assert days_in(text, language) == []


def stamped(moment: str, more: str = "", address: str = "https://lamp.example/news/ferry") -> Capture:
    link = f'<link rel="canonical" href="{address}">'
    return capture(page(head=link, body=more + BODY).replace("2026-11-17T09:00:00+06:00", moment))


LINE = '<p class="date">17 ноября 2026</p>'


@each(
    ("moment", "more", "certain"),
    [
        ("2026-11-17T09:00:00+06:00", "", True),
        ("2026-11-17T10:00:00Z", "", True),
        ("2026-11-17T00:00:00Z", "", True),
        ("2026-11-17T02:54:29Z", "", False),
        ("2026-11-17T07:59:00+00:00", "", False),
        ("2026-11-17T13:00:00Z", "", False),
        ("2026-11-17T23:10:00Z", "", False),
        ("Tue, 17 Nov 2026 23:10:00 GMT", "", False),
        ("2026-11-17T02:54:29Z", LINE, True),
        ("2026-11-18T02:54:29Z", LINE, True),
        ("2026-11-16T23:10:00Z", LINE, True),
        ("2026-11-16T02:10:00Z", LINE, False),
    ],
)
def test_a_time_at_which_another_zone_has_another_day_needs_a_witness(moment: str, more: str, certain: bool) -> None:
    found = stamped(moment, more).published
    assert found
    assert found.certain is certain
    assert not certain or found.value == "2026-11-17"


@each(
    ("path", "certain"),
    [
        ("2026/11/17/ferry", True),
        ("2026/11/ferry", True),
        ("2025/7/12/ferry", False),
        ("2026/11/16/ferry", False),
        ("2025/11/ferry", False),
        ("2026-10/ferry", False),
        ("a/1234/56/ferry", True),
    ],
)
def test_an_address_with_another_date_makes_it_uncertain(path: str, certain: bool) -> None:
    found = stamped("2026-11-17T12:00:00+06:00", address=f"https://lamp.example/{path}").published
    assert found
    assert found.certain is certain
    assert certain or "2026-11-17" in found.why


@each("moment", ["۱۴۰۵/۰۸/۲۶", "1448-06-07", "2569-11-17", "0000-00-00", "1405-08-26T10:00:00Z"])
def test_years_of_other_calendars_are_no_candidates(moment: str) -> None:
    found = stamped(moment).published
    assert found is None or found.value.startswith("20")


def test_a_text_names_days_that_may_be_it() -> None:
    found = capture(f"{TITLE}\n\n17 ноября 2026\n\nПаром через залив пойдёт весной, сообщила совету гавани смотритель.")
    assert found.published == Found("2026-11-17", "2026-11-17 by words of the text", certain=False)


KYRGYZ = (
    "<p>Вендмуттун кемеси жазында жүрөт деп кеме жайдын кароолчусу Ада Квилл шейшемби күнү эртең менен билдирди. "
    "Биз жаңы казыкты гана күтүп жатабыз, чынжырлар даяр, усталар кеменин капталдарын боёп жатышат деди ал. "
    "Кеңеш өткөн жылы казыкка акча бөлгөн, бирок кар эрте түшкөндүктөн жумуш токтоп калган, эми баары башталды.</p>"
)
RUSSIAN = BODY + BODY.replace("якорь", "канат").replace("весной", "осенью")
THAI = "<p>" + "สะพานใหม่จะเปิดช้ากว่ากำหนด " * 20 + "</p>"


@each(
    ("declared", "title", "body", "certain"),
    [
        ("ru", TITLE, RUSSIAN, True),
        ("ky", "Вендмуттун кемеси жазында жүрөт", KYRGYZ + KYRGYZ.replace("Кеңеш", "Айыл"), True),
        ("ru", "Вендмуттун кемеси жазында жүрөт", KYRGYZ + KYRGYZ.replace("Кеңеш", "Айыл"), False),
        ("en", "নমুনা শহরের সেতু দেরিতে খুলবে", "<p>" + "নমুনা শহরের সেতু দেরিতে খুলবে " * 20 + "</p>", False),
        ("en", "નવો પુલ મોડો ખુલશે", "<p>" + "નવો પુલ મોડો ખુલશે " * 20 + "</p>", False),
        ("en", "สะพานใหม่จะเปิดช้า", THAI, False),
        ("th", "สะพานใหม่จะเปิดช้า", THAI, True),
        ("am", "አዲሱ ድልድይ ዘግይቶ", "<p>" + "አዲሱ ድልድይ ዘግይቶ ይከፈታል " * 20 + "</p>", True),
    ],
)
def test_a_declared_language_is_doubted_where_the_text_says_otherwise(
    declared: str, title: str, body: str, certain: bool
) -> None:
    found = capture(page(title, body, lang=declared)).language
    assert found
    assert (found.value, found.certain) == (declared, certain)


@each(
    ("author", "byline", "certain"),
    [
        ("Ada Quill", "Ada Quill", True),
        ("Par Ada Quill", "Ada Quill", True),
        ("Von Ada Quill", "Ada Quill", True),
        ("Piše: Ada Quill", "Ada Quill", True),
        ("بقلم آدا كويل", "آدا كويل", True),
        ("a.quill@lamp.example", "a.quill@lamp.example", False),
        ("12345", "12345", False),
        ("lamp.example", "lamp.example", False),
        ("www.lamp.example", "www.lamp.example", False),
        ("admin", "admin", False),
        ("Lamp", "Lamp", False),
        ("Vonda Parsons", "Vonda Parsons", True),
    ],
)
def test_a_byline_is_a_name_of_a_person_or_open(author: str, byline: str, certain: bool) -> None:
    found = capture(page(head=f'{LINK}<meta name="author" content="{author}">')).byline
    assert found
    assert (found.value, found.certain) == (byline, certain)


@each(
    ("title", "plain", "of_letters"),
    [
        ("Yıkılan köprünün açılışı Iğdır'da ertelendi", "yikilan-koprunun-acilisi-igdirda-ertelendi", None),
        ("Körpünün açılışı təxirə salındı", "korpunun-acilisi-texire-salindi", None),
        ("Zażółć gęślą jaźń", "zazolc-gesla-jazn", None),
        ("Đà Nẵng mở cầu", "da-nang-mo-cau", None),
        ("Große Straße in Ærø", "grosse-strasse-in-aero", None),
        ("Palästinenser legt Beschwerde ein", "palastinenser-legt-beschwerde-ein", None),
        ("Мост в Примерске откроют позже", "", "most-v-primerske-otkroyut-pozzhe"),
        ("Γέφυρα στο λιμάνι", "", "gefyra-sto-limani"),
    ],
)
def test_an_id_is_spelled_in_plain_letters(title: str, plain: str, of_letters: str | None) -> None:
    assert slug(title) == plain
    assert slug(title, any_script=True) == (of_letters or plain)


@pytest.mark.parametrize(
    ("domain", "host"),
    [
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("пример.рф", "news.пример.рф"),
        ("www.пример.рф", "ПРИМЕР.РФ"),
    ],
)
def test_a_host_is_the_same_in_both_of_its_forms(domain: str, host: str) -> None:
    outlet = Outlet.model_construct(domains=(domain,), name="Lamp", name_en=None)
    found = Capture("html", "text", url=Found(f"https://{host}/a", ""))
    assert outlet_of(found, {"lamp": outlet}).id == "lamp"


def test_an_imprecise_date_finds_its_week_or_asks() -> None:
    def week(value: str, asked: str | None = None) -> tuple[str, bool]:
        return week_for(Capture("html", "text", published=Found(value, "what you said")), asked, "x.html")

    assert week("2026-11-18~") == ("2026-W47", True)
    assert week("2026-11", "2026-W46") == ("2026-W46", True)
    assert week("2026-11", "2026-W02") == ("2026-W02", False)
    with pytest.raises(Refusal, match=r"^2026-11 lies in several weeks\. Name the one for the entry: --week 2026-W44$"):
        week("2026-11")


CHINESE = "桥已经建好，只是栏杆还在上漆，" * 6


def test_words_without_blanks_are_counted_as_the_guide_counts_them() -> None:
    assert Passage(CHINESE, 0, len(CHINESE), 0).words == 39
    cut = shortened(CHINESE)
    assert CHINESE.startswith(cut)
    assert cut.endswith("桥已经建好")
    assert Passage(cut, 0, len(cut), 0).words <= 25
    assert shortened(CHINESE[:40]) == CHINESE[:40]


def test_a_joiner_in_a_verb_changes_nothing() -> None:
    persian = grammar("fa")
    assert persian
    assert all(persian.is_verb(folded(word)) for word in ("می\u200cگوید", "میگوید"))
