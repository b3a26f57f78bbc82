"""Quotations that were cut out inside a figure or beside a "not", and those that only look so, in many languages."""

from pathlib import Path

from tables import each

from newsdesk.evidence import Kind, Text, judge
from newsdesk.evidence.claims import Claims, Said
from newsdesk.evidence.languages import known_languages, language_of

NEGATIONS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "negations.tsv").read_text("utf-8").splitlines()
]
# Language, what the article says, what is quoted, and the denial that governs it: "" where it is none.
GOVERNED = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "governed.tsv").read_text("utf-8").splitlines()
]
# Language, what the article says, what is quoted, and the figure or word that it keeps a part of.
FIGURES = [
    ("en", 'She said: "We counted 1,500 dead today."', "500 dead today", "1,500 dead today"),
    ("en", "Prices rose 2.5 percent in May alone.", "5 percent in May alone", "2.5 percent in May alone"),
    ("en", "Prices rose 2.5 percent in May alone.", "Prices rose 2.5", "2.5 percent"),
    ("en", "Prices rose 2.5 percent in May alone.", "percent in May alone", "2.5 percent"),
    ("en", "Prices rose 2.5 percent in May alone.", "Prices rose 2", "Prices rose 2.5"),
    ("en", "It fell to −5 degrees there.", "5 degrees there", "−5 degrees there"),
    ("en", "It fell to −5 degrees there.", "It fell to −5", "−5 degrees"),
    ("en", "It fell by − 5 points.", "5 points", "by − 5"),
    ("en", "It cost $5 million at first.", "5 million at first", "$5 million"),
    ("en", "It cost $5 million at first.", "It cost $5", "$5 million"),
    ("en", "It cost € 5 million.", "5 million", "€ 5 million"),
    ("en", "It cost 5 € then.", "It cost 5", "5 €"),
    ("en", "It cost 5₽ then.", "It cost 5", "5₽"),
    ("en", "A share of 12% was sold.", "A share of 12", "12%"),
    ("en", "A share of 12 % was sold.", "A share of 12", "12 %"),
    ("en", "A rate of 3 ‰ is high.", "A rate of 3", "3 ‰"),
    ("en", "More than ±3 points.", "3 points", "±3"),
    ("en", "Over 10⁵ people came.", "Over 10", "Over 10⁵"),
    ("en", "Over 5 km² burned.", "Over 5 km", "5 km²"),
    ("en", "A rise of 5–10 percent is near.", "10 percent is near", "5–10 percent is near"),
    ("en", "A rise of 5 – 10 percent is near.", "10 percent is near", "5 – 10 percent"),
    ("en", "A 1½ million bill.", "½ million bill", None),
    ("en", "A 1 ½ million bill.", "½ million bill", None),
    ("en", "A 3/4 majority voted.", "4 majority voted", "3/4 majority voted"),
    ("en", "From 5 to 10 percent of them left.", "10 percent of them left", "5 to 10 percent"),
    ("en", "From 5 to 10 percent of them left.", "From 5", "5 to 10 percent"),
    ("en", "From five to ten percent of them left.", "ten percent of them left", "five to ten percent"),
    ("en", "He has between 5 and 10 houses.", "10 houses", "5 and 10"),
    ("de", "Es waren zwischen 5 und 10 Tote.", "10 Tote", "5 und 10"),
    ("fr", "On compte entre 5 et 10 morts.", "On compte entre 5", "5 et 10"),
    ("ru", "Погибло между 5 и 10 людей.", "10 людей", "5 и 10"),
    ("el", "Ήταν μεταξύ 5 και 10 νεκροί.", "10 νεκροί", "5 και 10"),
    ("it", "Erano tra 5 e 10 morti.", "10 morti", "5 e 10"),
    ("en", "Some 5~10 of them left.", "10 of them left", "5~10"),
    ("en", "It cost half million dollars.", "million dollars", "half million dollars"),
    ("ru", "От 5 до 10 домов сгорело.", "10 домов сгорело", "5 до 10"),
    ("zh", "约有5到10人受伤。", "10人受伤", "5到10"),
    ("zh", "增长了百分之五左右。", "五左右", "之五"),
    ("zh", "这是第五次会议。", "五次会议", "第五"),
    ("ja", "5〜10人が負傷した。", "10人が負傷した", "5〜10"),
    ("en", "The score was 3:1 at noon.", "1 at noon", "3:1 at noon"),
    ("en", "It began at 12:30 today.", "30 today", "12:30 today"),
    ("en", "It began at 12:30 p.m. today.", "It began at 12:30", "12:30 p.m"),
    ("en", "On 15 May 2022 we met.", "May 2022 we met", "15 May 2022"),
    ("en", "On 15 May 2022 we met.", "On 15 May", "15 May 2022"),
    ("en", "On May 15th we met.", "On May", "May 15th"),
    ("en", "On 12.05.2022 we met.", "05.2022 we met", None),
    ("en", "From 2021–2022 prices rose.", "2022 prices rose", "2021–2022 prices rose"),
    ("en", "Twenty-five people came.", "five people came", "Twenty-five"),
    ("en", "One hundred and five dead.", "five dead", "One hundred and five"),
    ("en", "Two hundred dead.", "hundred dead", "Two hundred"),
    ("en", "An F-16 fell.", "16 fell", "F-16"),
    ("en", "The non-violent march went on.", "violent march went on", "non-violent"),
    ("en", "A 5-year plan.", "year plan", "5-year"),
    ("he", "זה בלתי־אפשרי עכשיו.", "אפשרי עכשיו", "בלתי־אפשרי"),
    ("ru", "Погибли 1 500 человек.", "500 человек", "1 500 человек"),
    ("ru", "Погибли 1\u00a0500 человек.", "500 человек", "1 500 человек"),
    ("ru", "Погибли 1\u202f500 человек.", "Погибли 1", "Погибли 1 500"),
    ("ru", "Рост на 2,5 процента за год.", "5 процента за год", "2,5 процента за год"),
    ("ru", "Выделено 5 млн сомов.", "Выделено 5", "5 млн"),
    ("ru", "Пришли двадцать пять человек.", "пять человек", "двадцать пять"),
    ("ru", "Встреча 21-го мая прошла.", "го мая прошла", "21-го"),
    ("de", "Es gab 1.500 Tote.", "500 Tote", "1.500 Tote"),
    ("de", "Am 5. Mai war es kalt.", "Mai war es kalt", None),
    ("fr", "On a compté 1'500 morts.", "500 morts", "1'500 morts"),
    ("fr", "On a compté 1’500 morts.", "500 morts", "1’500 morts"),
    ("fr", "Une hausse de 2,5 pour cent.", "Une hausse de 2,5", "2,5 pour cent"),
    ("es", "Hay 3 millones de pobres.", "Hay 3", "3 millones"),
    ("ky", "Баалар 5 пайызга өстү.", "Баалар 5", "5 пайызга"),
    ("ky", "Отуз беш киши келди.", "беш киши келди", "Отуз беш"),
    ("uz", "Narxlar 5 foizga oshdi.", "Narxlar 5", "5 foizga"),
    ("tg", "Нархҳо 5 фоиз боло рафт.", "Нархҳо 5", "5 фоиз"),
    ("ar", "أحصينا ١٬٥٠٠ قتيل.", "٥٠٠ قتيل", "١٬٥٠٠ قتيل"),
    ("ar", "ارتفع ٢٫٥ بالمئة.", "٥ بالمئة", "٢٫٥ بالمئة"),
    ("ar", "نسبة ٥٪ فقط.", "نسبة ٥", "٥٪"),
    ("fa", "۱٬۵۰۰ نفر کشته شدند.", "۵۰۰ نفر کشته شدند", "۱٬۵۰۰ نفر کشته شدند"),
    ("fa", "قیمت ۵ درصد بالا رفت.", "قیمت ۵", "۵ درصد"),
    ("hi", "कीमत 5 प्रतिशत बढ़ी।", "कीमत 5", "5 प्रतिशत"),
    ("hi", "क़रीब 2 लाख लोग आए।", "लाख लोग आए", "2 लाख"),
    ("hi", "यहाँ १,५०० लोग मरे।", "५०० लोग मरे", "१,५०० लोग मरे"),
    ("zh", "死亡一千五百人。", "五百人", "一千五百"),
    ("zh", "约有15万人参加。", "约有15", "15万"),
    ("zh", "约有15万人参加。", "万人参加", "15万"),
    ("zh", "增长了2.5%。", "增长了2.5", "2.5%"),
    ("zh", "第5次会议召开。", "5次会议召开", "第5次"),
    ("ja", "死者は1万5千人に上る。", "5千人に上る", "1万5千"),
    ("ja", "5月12日に始まった。", "月12日に始まった", "5月12日"),
    ("th", "มีผู้เสียชีวิต 5 ล้านคน", "มีผู้เสียชีวิต 5", "5 ล้าน"),
    ("ko", "인구는 5만 명이다.", "인구는 5", None),
    ("sw", "Waliandamana kilomita 5 jana.", "5 jana", "kilomita 5"),
]  # fmt: skip
# Verbatim, and whole: it begins and ends beside a figure or a negation that is not its own.
WHOLE = [
    ("en", "He counted 5 and 10 of them left.", "10 of them left"),
    ("ru", "Пришло 5 и 10 ушло.", "10 ушло"),
    ("en", "It fell in 2022 to 5 percent in all.", "5 percent in all"),
    ("en", "It fell by 7. To 5 of them it mattered.", "5 of them it mattered"),
    ("fr", "En 2022 à 5 endroits il a plu.", "5 endroits il a plu"),
    ("en", "In 2022 we counted 500 dead.", "we counted 500 dead"),
    ("en", "In 2022, 500 people came.", "500 people came"),
    ("en", "On page 5, 100 names stand.", "100 names stand"),
    ("en", "We met in 2022 and left in 2023.", "We met in 2022"),
    ("en", "It was about 5, she said.", "It was about 5"),
    ("en", "In 1999 – 500 of them left.", "500 of them left"),
    ("en", "They left—and we stayed.", "and we stayed"),
    ("en", "We do not fight. We support the peace.", "We support the peace"),
    ("en", "We do not fight, we support the peace.", "we support the peace"),
    ("en", "Not only prices rose.", "Not only prices rose"),
    ("en", "Not only did prices rise, wages fell.", "wages fell"),
    ("en", "We did not come because it rained.", "it rained"),
    ("en", "We support the peace but not the plan.", "We support the peace"),
    ("en", "Nobody told us about any cracks.", "Nobody told us about any cracks"),
    ("en", "He said he did not “support the plan” at all.", "support the plan"),
    ("en", "No doubt prices will rise.", "prices will rise"),
    ("en", "It isn't over. It is safe.", "It is safe"),
    ("ru", "Мы не воюем, мы поддерживаем мир.", "мы поддерживаем мир"),
    ("ru", "Не только цены выросли.", "цены выросли"),
    ("ru", "Никто не говорил нам о трещинах.", "не говорил нам о трещинах"),
    ("ky", "Согуш болгон жок, биз тынчпыз.", "биз тынчпыз"),
    ("ky", "Бул туура эмес деп айтты президент.", "айтты президент"),
    ("uz", "Bu to‘g‘ri emas, biz tinchmiz.", "biz tinchmiz"),
    ("zh", "我们不去。他们同意这个条约。", "他们同意这个条约"),
    ("zh", "他们不仅同意这个条约。", "同意这个条约"),
    ("zh", "他们不断支持和平。", "支持和平"),
    ("ja", "私は行かない。彼は平和を支持する。", "彼は平和を支持する"),
    ("ja", "彼だけでなく私も平和を支持する。", "私も平和を支持する"),
    ("ar", "لا نحارب، نؤيد السلام.", "نؤيد السلام"),
    ("fr", "Nous ne partons pas, nous soutenons la paix.", "nous soutenons la paix"),
    ("fr", "Nous ne soutenons pas la guerre.", "ne soutenons pas la guerre"),
    ("de", "Wir gehen nicht, weil wir den Frieden wollen.", "wir den Frieden wollen"),
    ("es", "No solo suben los precios.", "suben los precios"),
    ("hi", "हम नहीं जाते, हम शांति चाहते हैं।", "हम शांति चाहते हैं"),
    ("th", "เราไม่ไป เขาสนับสนุนสันติภาพ", "เขาสนับสนุนสันติภาพ"),
]  # fmt: skip


def verdicts(language: str, article: str, said: str) -> list[tuple[Kind, str]]:
    found = judge(Claims(language, "full", "", (Said(0, "A", "", False, said),)), None, Text(article))
    return [(verdict.kind, verdict.other) for verdict in found]


@each(("language", "article", "said", "whole"), FIGURES)
def test_a_figure_is_not_cut_in_two(language: str, article: str, said: str, whole: str | None) -> None:
    found = verdicts(language, article, said)
    if whole is None:  # it is another word altogether, or a figure without its own part
        assert [kind for kind, _ in found] in ([Kind.QUOTATION_MISSING], [Kind.FIGURE])
    else:
        assert found == [(Kind.FIGURE, whole)]
    assert verdicts(language, article, article) == []


@each(("language", "article", "said", "negation"), NEGATIONS)
def test_a_negation_stays_with_its_clause(language: str, article: str, said: str, negation: str) -> None:
    assert [(kind, other.replace(" ", "")) for kind, other in verdicts(language, article, said)] == [
        (Kind.NEGATION, negation)
    ]
    assert verdicts(language, article, article) == []
    assert verdicts(language, f"{article}\n\n{said}.", said) == [], "it stands elsewhere without the negation"


@each(("language", "article", "said", "denial"), GOVERNED)
def test_a_denial_stays_with_what_it_denies(language: str, article: str, said: str, denial: str) -> None:
    assert verdicts(language, article, said) == ([(Kind.NEGATION, denial)] if denial else [])
    assert verdicts(language, article, article) == []
    assert verdicts(language, f"{article}\n\n{said}.", said) == [], "it stands elsewhere without the denial"


@each(("language", "article", "said"), WHOLE)
def test_what_is_whole_is_accepted(language: str, article: str, said: str) -> None:
    assert verdicts(language, article, said) == []


def test_each_file_says_something_and_can_be_read() -> None:
    found = {language: language_of(language) for language in known_languages()}
    assert [name for name, one in found.items() if not (one.before or one.behind) or max(one.reach) < 1] == []


def test_the_languages_of_the_table_are_those_that_matter() -> None:
    assert len({row[0] for row in NEGATIONS}) >= 60
    for language in "ky uz tg fa kk ru en zh ja ka he el hi hy fr es de tr ar".split():
        assert any(row[0] == language for row in NEGATIONS), language


MARKED = """Ferry sinks

“We do not pay,” said Ada Quill. The ferry cost two million.

“Nobody came. We waited for hours.

“Then the boats came,” she went on.

The ferry in 1987, a picture of the archive.

She asked: who pays for it all?
"""
# What is quoted, and whether it stands outside the marks of MARKED, or of a text without any.
OUTSIDE = [
    ("We do not pay", False), ("said Ada Quill", True), ("The ferry cost two million", True),
    ("Nobody came", False), ("We waited for hours", False), ("Then the boats came", False), ("Ferry sinks", False),
    ("The ferry in 1987", True), ("who pays for it all", False), ("We do not pay … cost two million", False),
]  # fmt: skip


@each(("said", "outside"), OUTSIDE)
def test_what_stands_outside_quotation_marks_is_told(said: str, outside: bool) -> None:
    assert verdicts("en", MARKED, said) == ([(Kind.UNMARKED, "")] if outside else [])
    dialogue = MARKED.replace("“", "— ").replace("”", " —")
    assert verdicts("en", dialogue, said) == []


def test_a_character_that_nobody_sees_is_told() -> None:
    text = "We do not expect the bridge to open. ราคาขึ้น"
    assert verdicts("en", text, "expect the brid\u200bge to open")[0] == (Kind.INVISIBLE, "U+200B")
    assert [kind for kind, _ in verdicts("en", text, "We do not ex\u00adpect the bridge")] == []
    assert [kind for kind, _ in verdicts("th", text, "ราคา\u200bขึ้น")] == []


@each(
    ("article", "name", "stands"),
    [
        ("艾别克·托洛诺夫说没有。", "艾别克·托洛诺", False), ("艾别克·托洛诺夫说没有。", "艾别克·托洛诺夫", True),
        ("艾别克·托洛诺夫说没有。", "托洛诺夫", True), ("古丽娜拉·奥斯莫诺娃表示。", "奥斯莫诺", False),
        ("王小明说没有。", "王小明", True), ("Kim Novak娜", "Kim Novak", True),
    ],
)  # fmt: skip
def test_a_name_in_characters_ends_where_it_ends(article: str, name: str, stands: bool) -> None:
    assert (Text(article).find_name(name, "zh") is not None) is stands
