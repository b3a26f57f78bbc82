"""A summary copies no more than eight words in a row; official names are nobody's words, in any script."""

from datetime import date

from makers import collection, draft_of
from tables import each

from newsdesk.evidence import Kind, Text, evidence_of, judge
from newsdesk.evidence.claims import Claims
from newsdesk.evidence.names import Official

DAY = date(2022, 11, 1)
OURS = "The report gives the view of the officials and says little about what others think of it."
REGISTERED = (
    "Organisation for the Prohibition of Chemical Weapons", "committee on road safety of the lower lake district",
    "Организация Договора о коллективной безопасности", "министерство чрезвычайных ситуаций республики",
    "Коллективдүү коопсуздук жөнүндө келишим уюму", "上海合作组织成员国元首理事会", "องค์การความร่วมมือเซี่ยงไฮ้",
    "منظمة معاهدة الأمن الجماعي", "संयुक्त राष्ट्र सुरक्षा परिषद",
)  # fmt: skip
# Language, a run that an article and a summary share, and whether it is a copy.
RUNS = [
    ("en", "the water of the lake rose by two metres overnight", True),
    ("en", "water of the lake rose by metres", False),
    ("en", "said the head of the Organisation for the Prohibition of Chemical Weapons on monday", False),
    ("en", "said the new head of the local office of the Organisation for the Prohibition of Chemical Weapons", True),
    ("en", "the committee on road safety of the lower lake district met on monday", False),
    ("en", "told the Acting Assistant Secretary of State for South and Central Asian Affairs on monday", False),
    ("en", "signed the Treaty on Good-Neighbourly Relations and Friendly Cooperation with them", False),
    # A title in capitals is a name like others.
    ("en", "Water Of The Lake Rose By Two Metres Overnight Near Town", False),
    ("ru", "заявили в Организации Договора о коллективной безопасности на этой неделе", False),
    ("ru", "сообщили спасатели министерства чрезвычайных ситуаций республики утром во вторник", False),
    ("ru", "вода в озере поднялась за ночь почти на два метра", True),
    ("ky", "деди Коллективдүү коопсуздук жөнүндө келишим уюмунун өкүлү кечээ жыйында", False),
    ("ky", "көлдүн суусу бир түндө дээрлик эки метрге көтөрүлүп кетти", True),
    ("ar", "قال مسؤول في منظمة معاهدة الأمن الجماعي يوم الاثنين", False),
    ("ar", "ارتفع منسوب المياه في البحيرة نحو مترين خلال ليلة واحدة", True),
    ("hi", "भारत ने संयुक्त राष्ट्र सुरक्षा परिषद की बैठक में कहा", False),
    ("hi", "झील का पानी एक ही रात में लगभग दो मीटर ऊपर चढ़ गया", True),
    ("zh", "他在上海合作组织成员国元首理事会会议上说", False),
    ("zh", "湖水在一夜之间上涨了", False),
    ("zh", "湖水在一夜之间上涨了将近两米多的高度", True),
    ("ja", "湖の水が一晩で二メートル近く", False),
    ("ja", "湖の水が一晩で二メートル近くも上がった", True),
    ("th", "เขาพูดในองค์การความร่วมมือเซี่ยงไฮ้เมื่อวาน", False),
    ("th", "น้ำในทะเลสาบสูงขึ้นเกือบสองเมตรในคืนเดียว", True),
    ("th", "น้ำในทะเลสาบสูงขึ้นสอง", False),
]  # fmt: skip


def found(language: str, run: str, text: bool) -> set[Kind]:
    article = Text(f"Aaa bbb ccc. {run}. Ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp.")
    official = Official(lambda: REGISTERED)
    before = Claims(language, "full", OURS, (), official)
    now = Claims(language, "full", f"{OURS} {run}. {OURS}", (), official)
    evidence = evidence_of(article, before, DAY)
    return {verdict.kind for verdict in judge(now, evidence, article if text else None)}


@each(("language", "run", "is_copy"), RUNS)
def test_official_names_do_not_count(language: str, run: str, is_copy: bool) -> None:
    assert found(language, run, text=True) == ({Kind.COPIED} if is_copy else set())
    without = found(language, run, text=False)
    assert bool(without & {Kind.COPIED, Kind.MAY_COPY}) == is_copy


def test_names_come_from_all_registers() -> None:
    draft = draft_of(collection())
    names = set(draft.official_names())
    assert draft.outlets
    assert draft.people
    for item in (*draft.outlets.values(), *draft.people.values(), *draft.places.values()):
        assert item.record.name in names
    assert {item.record.title for item in draft.stories.values()} <= names
