"""Title, byline, day and role of an entry beside its article, and what is kept of them without it."""

from datetime import date
from typing import Any

from tables import each

from newsdesk.evidence import Kind, Text, claims_in, evidence_of, judge, seal_of
from newsdesk.evidence.printed import Article, Part, Particular
from newsdesk.model.evidence import Evidence

# Language, title, byline, day as printed, its number, and a paragraph in which a person stands with an office.
ARTICLES = {
    "en": ("Ferry to Lisk sinks at night", "Ada Quill and Bob Marsh", "3 March 2024", "2024-03-03",
           "Deputy Health Minister Vera Holm said on 1 March 2024 that nobody was hurt."),
    "ru": ("Паром на Лиск затонул ночью", "Анна Ветрова, Пётр Лосев", "3 марта 2024", "2024-03-03",
           "По словам заместителя министра здравоохранения Веры Хольм, никто не пострадал."),
    "de": ("Fähre nach Lisk sinkt in der Nacht", "Jörg Weiß", "3. März 2024", "2024-03-03",
           "Die Gesundheitsministerin Vera Holm sagte, niemand sei verletzt."),
    "fr": ("Le ferry de Lisk coule la nuit", "Zoé Lefèvre et Luc Noël", "3 mars 2024", "2024-03-03",
           "La ministre Vera Holm a dit que personne n'était blessé."),
    "es": ("El ferry de Lisk se hunde de noche", "Íñigo Peña", "3 de marzo de 2024", "2024-03-03",
           "La ministra Vera Holm dijo que nadie resultó herido."),
    "tr": ("Lisk feribotu gece battı", "Elif Işık", "3 Mart 2024", "2024-03-03",
           "Bakan Vera Holm kimse yaralanmadı dedi."),
    "ky": ("Лискке каттаган паром түнкүсүн чөктү", "Нургүл Асанова", "2024-жылдын 3-марты", "2024-03-03",
           "Министр Вера Хольм эч ким жабыркаган жок деди."),
    "uz": ("Liskka boradigan parom tunda choʻkdi", "Dilnoza Karimova", "2024-yil 3-mart", "2024-03-03",
           "Vazir Vera Holm hech kim jabrlanmadi dedi."),
    "ar": ("غرق عبارة ليسك ليلا", "ليلى حداد", "3 مارس 2024", "2024-03-03", "قالت الوزيرة فيرا هولم إن أحدا لم يصب."),
    "zh": ("利斯克渡轮夜间沉没", "王小明", "2024年3月3日", "2024-03-03", "部长维拉·霍尔姆说,没有人受伤。"),
}  # fmt: skip
DAY = date(2024, 3, 5)


def entry(language: str, **changes: Any) -> dict[str, Any]:
    title, byline, _, day, _ = ARTICLES[language]
    found = {"title": title, "byline": byline, "published": day, "published_basis": "printed", "language": language}
    return {**found, "read": "full", "summary": "", "sources": [], **changes}


def text(language: str) -> Text:
    title, byline, day, _, body = ARTICLES[language]
    return Text(f"{title}\n\n{byline}\n\n{day}\n\n{body}\n")


def told(data: dict[str, Any], article: Text, evidence: Evidence | None = None) -> list[tuple[Kind, str]]:
    return [(found.kind, found.other) for found in judge(claims_in(data), evidence, article)]


@each("language", ARTICLES)
def test_what_the_article_prints_is_kept_and_what_it_does_not_print_is_told(language: str) -> None:
    title, byline, day, _, _ = ARTICLES[language]
    article = text(language)
    right = evidence_of(article, claims_in(entry(language)), DAY)
    assert told(entry(language), article) == []
    assert list(judge(claims_in(entry(language)), right, None)) == []
    assert (len(right.printed), len(right.unprinted)) == (3, 0)
    wrong = {
        "title": (f"{title[:-1]}ж", Kind.TITLE_UNPRINTED, title),
        "byline": (f"{byline[:-1]}ж", Kind.BYLINE_UNPRINTED, byline),
        "published": ("2024-03-04", Kind.DAY_UNPRINTED, day),
    }
    for field, (value, kind, stands) in wrong.items():
        data = entry(language, **{field: value})
        assert [(one.kind, one.loc) for one in judge(claims_in(data), None, article)] == [(kind, (field,))]
        assert told(data, article)[0][1] in (stands, day), field
        kept = evidence_of(article, claims_in(data), DAY)
        assert [one.kind for one in judge(claims_in(data), kept, None)] == [kind], "without the text"
    capital = entry(language, title=title.upper(), byline=byline.upper())
    assert language == "tr" or told(capital, article) == [], "Python knows no dotless i"


@each(
    ("language", "role", "stands"),
    [
        ("en", "Deputy Health Minister", True),
        ("en", "deputy minister of health", True),
        ("en", "Health Minister", False),
        ("en", "Prime Minister", False),
        ("en", "former Deputy Health Minister", False),
        ("en", "an expert", None),
        ("ru", "заместитель министра здравоохранения", True),
        ("ru", "президент, заместитель министра", False),
        ("ru", "Deputy Health Minister", None),
        ("de", "Gesundheitsministerin", True),
        ("de", "ehemalige Gesundheitsministerin", True),
    ],
)
def test_an_office_is_compared_in_its_own_language(language: str, role: str, stands: bool | None) -> None:
    whose = "Веры Хольм" if language == "ru" else "Vera Holm"
    found = Article(text(language), language).look(Particular(Part.ROLE, ("sources", 0, "role"), role, whose))
    assert found.stands is stands


def test_what_the_page_says_of_itself_counts_too() -> None:
    bare = Text(ARTICLES["en"][4])
    claims = claims_in(entry("en"))
    assert [one.part for one in claims.particulars if Article(bare, "en").look(one).stands is not None] == [Part.TITLE]
    said = ("Ferry to Lisk sinks at night – Sample Herald", "Ada Quill and Bob Marsh", "2024-03-03")
    made = evidence_of(bare, claims, DAY, told=said)
    assert (len(made.printed), list(judge(claims, made, bare))) == (3, [])
    late = claims_in(entry("en", published="2024-03-01"))
    assert [one.kind for one in judge(late, evidence_of(bare, late, DAY, told=said), None)] == [Kind.DAY_UNPRINTED]


@each(
    ("second", "stands"),
    [("Ada Quil", False), ("Bob Marsh", False), ("Politics", None), ("Photo: Bob Marsh", None), ("Sunk at dawn", None)],
)
def test_only_the_line_of_an_author_speaks_against_a_byline(second: str, stands: bool | None) -> None:
    article = Article(Text(f"Ferry to Lisk sinks at night\n\n{second}\n\nNobody was hurt.\n"), "en")
    found = article.look(Particular(Part.BYLINE, ("byline",), "Ada Quill"))
    assert (found.stands, found.other) == (stands, second if second == "Ada Quil" else "")


def test_evidence_that_never_recorded_them_tells_nothing_of_them() -> None:
    made = evidence_of(text("en"), claims_in(entry("en")), DAY)
    old = made.model_copy(update={"printed": (), "unprinted": ()})
    assert seal_of(old) != made.seal
    other = entry("en", title="Another", byline="Nobody", published="2001-01-01")
    assert list(judge(claims_in(other), old, None)) == []
