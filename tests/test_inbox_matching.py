"""Which articles of an inbox are copies, in which language they are, and which story they may belong to."""

from datetime import date

from saved_articles import ARTICLES
from tables import each

from newsdesk.intake.draft.names import Names, sightings
from newsdesk.intake.inbox import Listed
from newsdesk.intake.inbox.matching import Copies, item_of, title_key
from newsdesk.intake.inbox.sketches import Sketches, likeness, numbers, sketch
from newsdesk.intake.inbox.stories import Profile, Stories

WIRE = " ".join(ARTICLES[0].paragraphs)
OTHER = (
    "The ferry of Samplehaven did not sail on Tuesday, since nobody had paid for its coal, and the islanders walked"
    " over the ice with sledges, as they had done in the winter of the long frost, until the constable sent them home."
)
TITLE = "Lighthouse of Wendmouth is lit again"


def listed(url: str, text: str = "", title: str = "", **more: str) -> Listed:
    return Listed("x", title, url, text=text, **more)


def groups(*ones: Listed) -> list[list[str]]:
    copies, found = Copies(), dict[str, list[str]]()
    for one in ones:
        item = copies.placed(item_of(one))
        found.setdefault(item.head or item.id, []).append(one.url.rpartition("/")[2])
    return list(found.values())


def test_one_report_in_many_outlets_is_one_candidate() -> None:
    edited = WIRE.replace("some four hundred people", "400 people") + " (Our own report.)"
    assert groups(
        listed("https://a.example/1", WIRE),
        listed("https://b.example/2", OTHER),
        listed("https://c.example/3", edited, "Another headline"),
        listed("https://d.example/4", f"{WIRE} Read also: ten more reports from the coast."),
    ) == [["1", "3", "4"], ["2"]]


TITLED: list[tuple[str, str, str, str, bool]] = [
    (TITLE, "2022-10-18", f"{TITLE.upper()} – The Lantern", "2022-10-20", True),
    (TITLE, "2022-10-18", TITLE, "2022-10-28", False),  # an anniversary
    (TITLE, "2022-10-18", TITLE, "", False),  # nobody knows when
    (TITLE, "", TITLE, "", False),
    (TITLE, "2022-10", TITLE, "2022-10", False),
    ("News of the day", "2022-10-18", "News of the day", "2022-10-18", False),  # the name of a column
    ("天鹅再次被清点的那一天早晨", "2022-10-18", "天鹅再次被清点的那一天早晨", "2022-10-18", True),
    ("", "2022-10-18", "", "2022-10-18", False),
]


@each(("one", "day", "other", "other_day", "wanted"), TITLED)
def test_the_same_headline_within_days_is_a_copy(one: str, day: str, other: str, other_day: str, wanted: bool) -> None:
    found = groups(
        listed("https://a.example/1", title=one, date=day), listed("https://b.example/2", "", other, date=other_day)
    )
    assert found == ([["1", "2"]] if wanted else [["1"], ["2"]])


def test_of_several_with_the_same_headline_it_is_a_copy_of_the_first() -> None:
    days = ["2022-10-18", "2022-10-22", "", "2022-10-20", *(f"{year}-10-18" for year in range(1900, 2000))]
    found = groups(*(listed(f"https://a.example/{n}", title=TITLE, date=day) for n, day in enumerate(days)))
    assert found[:3] == [["0", "3"], ["1"], ["2"]]
    assert len(found) == 103


def test_the_name_of_a_paper_behind_a_headline_is_no_part_of_it() -> None:
    assert title_key(f"{TITLE} | The Lantern") == title_key(TITLE) == "lighthouse of wendmouth is lit again"
    assert title_key("Swans - gone") == ""


@each(
    ("one", "other"),
    [
        ("https://lantern.example/swans?utm_source=x&fbclid=7", "http://www.lantern.example/swans/#top"),
        ("https://lantern.example/?id=7", "https://lantern.example/?id=7&utm_campaign=a"),
    ],
)
def test_one_address_with_other_trackers_is_one_article(one: str, other: str) -> None:
    assert item_of(listed(one)).id == item_of(listed(other)).id


def test_without_an_address_the_same_page_is_the_same_article() -> None:
    assert item_of(listed("", WIRE)).id == item_of(listed("", WIRE)).id != item_of(listed("", OTHER)).id


def test_sketches_tell_texts_apart() -> None:
    assert sketch("too short to be compared") == ""
    assert numbers("no base64!") == numbers("AAA=") == ()
    half = WIRE[: len(WIRE) // 2]
    shares = [
        likeness(numbers(sketch(WIRE)), numbers(sketch(text))) for text in (WIRE, f"{WIRE} and more", half, OTHER)
    ]
    assert shares[0] == 1.0 > shares[1] > 0.9 > shares[2] > 0.3 > shares[3] == 0.0


def test_what_very_many_texts_share_tells_nothing() -> None:
    foot = "Subscribe to the letter of the agency, and follow it wherever you read, for news of every harbour."
    known = Sketches()
    for number in range(300):
        known.add(str(number), sketch(f"{foot} {number}"))
    assert known.nearest(sketch(f"{OTHER} {foot}")) == ""


LANGUAGES: list[tuple[str, str, str, tuple[str, bool]]] = [
    ("ru", "", "Лебедей снова сосчитали на озере", ("ru", True)),
    ("en", "", "Лебедей снова сосчитали на озере, говорит смотрительница маяка", ("ru", False)),
    ("en-GB", "", "The council counted the swans of the lake again", ("en-GB", True)),
    ("", "", "The council counted the swans of the lake again this morning", ("en", False)),
    ("", "", "Ok 7", ("", False)),
    ("sr-Latn", "Ok", "", ("sr-Latn", True)),
]  # fmt: skip


@each(("said", "title", "text", "wanted"), LANGUAGES)
def test_the_language_is_what_both_say_or_what_is_heard(
    said: str, title: str, text: str, wanted: tuple[str, bool]
) -> None:
    found = item_of(listed("https://a.example/1", text, title, language=said))
    assert (found.language, found.certainty == 1.0) == wanted
    assert 0 <= found.certainty <= 1


SWANS = Profile(frozenset({"people/ada", "places/lanternmoor", "people/bo"}), (date(2022, 10, 18), date(2022, 10, 20)))
FERRY = Profile(frozenset({"people/ada", "places/samplehaven"}), (date(2022, 10, 19),))
STORIES = Stories({"swans": SWANS, "ferry": FERRY, "empty": Profile(frozenset(), ())})
SUGGESTED: list[tuple[list[str], str, tuple[str, tuple[str, ...], int | None] | None]] = [
    (["people/ada", "places/lanternmoor"], "2022-10-22", ("swans", ("places/lanternmoor", "people/ada"), 2)),
    (["people/ada", "places/samplehaven"], "2022-10-19", ("ferry", ("places/samplehaven", "people/ada"), 0)),
    (["places/lanternmoor"], "2022-10-21", ("swans", ("places/lanternmoor",), 1)),  # no other story has it
    (["places/lanternmoor"], "2022-10-29", None),
    (["people/ada"], "2022-10-19", None),  # two stories have her
    (["people/ada", "places/lanternmoor"], "2023-10-22", None),
    (["people/ada", "places/lanternmoor"], "", ("swans", ("places/lanternmoor", "people/ada"), None)),
    (["places/lanternmoor"], "", None),
    (["people/nobody"], "2022-10-19", None),
    ([], "2022-10-19", None),
]


@each(("names", "day", "wanted"), SUGGESTED)
def test_a_story_is_suggested_with_what_speaks_for_it(
    names: list[str], day: str, wanted: tuple[str, tuple[str, ...], int | None] | None
) -> None:
    found = STORIES.suggested(names, date.fromisoformat(day) if day else None)
    assert (found and (found.story, found.names, found.days)) == wanted


def test_names_are_found_the_same_by_an_index_that_is_made_once() -> None:
    spellings = {("people", "ada"): ["Ada Quill", "Ада Квилл"], ("places", "moor"): ["Lanternmoor"]}
    names = Names(spellings)
    for text in ("Ada Quill of Lanternmoor", "Аде Квиллу не сказали", "nobody", ""):
        assert names.seen(text) == sightings(text, spellings)
