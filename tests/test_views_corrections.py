"""Corrections of digests and registers: on their pages, in the list, the feed, the editions and the data."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import accumulate

from invented import Element, changed, checked, collection, parsed, remade, russian
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import CorrectionKind, RecordCorrection
from newsdesk.views import File, Page, all_pages
from newsdesk.views.setting.codes.told import told

MATERIAL, MINOR = CorrectionKind.MATERIAL, CorrectionKind.MINOR


def said(kind: CorrectionKind, day: int, why: str, was: str | None = None, now: str | None = None) -> RecordCorrection:
    return RecordCorrection(date=date(2022, 11, day), kind=kind, was=was, now=now, why=why)


CORRECTIONS = {
    ("digests", "2022-W41"): (said(MATERIAL, 20, "A miscount.", "twelve ferries", "ten ferries"),),
    ("stories", "ferry-strike-2022"): (
        said(MATERIAL, 21, "Misread & mended.", "three <days>", "two days"),
        said(MINOR, 21, "A slip."),
    ),
    ("outlets", "lamp-society"): (said(MATERIAL, 22, "Another owner.", "A trust", "A fund"),),
    ("people", "bakyt-ulgu"): (said(MINOR, 23, "Misspelt.", "Bakit", "Bakyt"),),
    ("people", "mira-privatova"): (said(MATERIAL, 24, "Never shown."),),
    ("places", "samplehaven"): (said(MINOR, 25, "Another country."),),
}


@cache
def corrected() -> Collection:
    """The invented collection with corrections of records."""
    draft, settings = checked()
    made = draft
    for (kind, name), corrections in CORRECTIONS.items():
        items = getattr(made, kind)
        item = items[name]
        new = replace(item, record=item.record.model_copy(update={"corrections": corrections}))
        made = replace(made, **{kind: {**items, name: new}})
    return Collection.of(made, settings)


@cache
def made() -> dict[str, Page | File]:
    return {page.path: page for page in all_pages(corrected())}


def page(path: str) -> Page:
    found = made()[path]
    assert isinstance(found, Page)
    return found


def content(path: str) -> Element:
    return parsed(page(path).content)


def text(path: str) -> str:
    found = made()[path]
    assert isinstance(found, File)
    return found.text


def test_a_place_of_the_invented_collection_is_corrected() -> None:
    assert {name for kind, name in CORRECTIONS if kind == "places"} <= set(collection().places)


def test_a_material_correction_stands_at_the_top_of_a_page_and_all_at_its_end() -> None:
    for path, notices, at_the_end in (
        ("stories/ferry-strike-2022/", ["Corrected on 21 November 2022. Misread & mended."], 2),
        ("2022/w41/", ["Corrected on 20 November 2022. A miscount."], 1),
        ("people/bakyt-ulgu/", [], 1),
    ):
        found = content(path)
        shown = [notice.text for notice in found.every("p", cls="nd-notice--correction")]
        assert [notice.partition(" Before:")[0] for notice in shown] == notices, path
        section = found.one("section", **{"aria-labelledby": "corrections"})
        assert len(section.every("div", cls="nd-correction")) == at_the_end
    notice = content("stories/ferry-strike-2022/").one("p", cls="nd-notice--correction")
    assert notice.text.endswith("Before: three <days> Now: two days")
    kinds = [notice.classes for notice in content("outlets/lamp-society/").every("p", cls="nd-notice")]
    assert [names[-1] for names in kinds] == ["nd-notice--designation", "nd-notice--correction"]


def test_a_long_correction_is_folded_and_its_notice_leads_there() -> None:
    before = "A keeper praised the horn and the light. " * 8
    after = "Residents spoke of both [a][b]. " * 9
    long = said(MATERIAL, 5, "Another source.", f"{before}[survey-2021]", after)
    path = "2022/w43/lighthouse-relit/"
    found = remade(changed("lighthouse-relit", corrections=(long,)), path)
    notice = found.one("p", cls="nd-notice--correction")
    assert notice.text == "Corrected on 5 November 2022. Another source. What it said before."
    assert notice.one("a").attrs["href"] == "#corrections"
    folded = found.one("details", cls="nd-before")
    assert folded.one("summary").text == "What stood there before, and what stands there now"
    assert folded.one("del").text.split() == before.split()
    assert "[" not in folded.one("ins").text
    several = long.model_copy(update={"was": "excerpt … A keeper", "now": "Two keepers … CN … in full"})
    folded = remade(changed("lighthouse-relit", corrections=(several,)), path).one("div", cls="nd-correction")
    assert [one.text for one in folded.every("li")] == ["in part", "A keeper", "Two keepers", "China", "in full"]


def test_pages_lead_to_their_corrections_and_are_dated_by_them() -> None:
    for path in ("stories/ferry-strike-2022/", "outlets/lamp-society/", "people/bakyt-ulgu/"):
        assert ("corrections", "Corrections") in page(path).toc
        assert not any(
            "#corrections" in link.attrs["href"]
            for link in parsed(page("stories/tunnel-closed-2022/").content).every("a")
        )
    assert page("2022/w41/").updated == "2022-11-20"
    node = json.loads(content_of_script(page("stories/ferry-strike-2022/").head))
    assert node["dateModified"] == "2022-11-21"
    assert [fix["text"] for fix in node["correction"]] == ["Misread & mended.", "A slip."]


def content_of_script(head: str) -> str:
    return head.partition('<script type="application/ld+json">')[2].partition("</script>")[0]


def test_the_list_has_every_correction_with_what_it_corrects() -> None:
    rows = [row.text for row in content("corrections/").every("div", cls="nd-correction")]
    # Each day stands once, above what it corrected.
    days = re.findall(r"<h3>(.*?)</h3>|<div class=\"nd-correction\">\n<p>(.*?)</p>", page("corrections/").content)
    told = [(day, re.sub(r"<[^>]+>", "", what)) for day, what in days]
    headed = list(accumulate(told, lambda before, row: (row[0] or before[0], row[1])))
    own = [f"{day}: {what}" for day, what in headed if what and 20 <= int(day.split()[0]) < 26]
    assert own == [
        "22 November 2022: Lamp Society (outlet)",
        "21 November 2022: The crews of the ferries strike for five days (story)",
        "20 November 2022: Weekly digest, 10–16 October 2022 (weekly digest)",
        "25 November 2022: Samplehaven (place)",
        "23 November 2022: Bakyt Ulgu (person or organisation)",
        "21 November 2022: The crews of the ferries strike for five days (story)",
    ]
    links = {link.attrs["href"] for link in content("corrections/").every("a")}
    assert {"../stories/ferry-strike-2022/#corrections", "../2022/w41/#corrections"} <= links
    assert [link for link in links if "place" in link] == ["../places/samplehaven/#corrections"]
    assert parsed(page("places/samplehaven/").content).one(id="corrections")
    assert len(rows) == len(corrected().corrections) == len(collection().corrections) + 6


def test_the_feed_has_every_correction_with_an_id_of_its_own() -> None:
    items = {item["id"]: item for item in json.loads(text("feeds/corrections.json"))["items"]}
    own = [name for name in items if name.startswith("tag:example.org,2022-11-2")]
    assert own == [
        "tag:example.org,2022-11-25:press/corrections/places/samplehaven",
        "tag:example.org,2022-11-23:press/corrections/people/bakyt-ulgu",
        "tag:example.org,2022-11-22:press/corrections/outlets/lamp-society",
        "tag:example.org,2022-11-21:press/corrections/stories/ferry-strike-2022/2",
        "tag:example.org,2022-11-21:press/corrections/stories/ferry-strike-2022",
        "tag:example.org,2022-11-20:press/corrections/digests/2022-w41",
    ]
    place, _, outlet, _, story, digest = (items[name] for name in own)
    assert place["url"] == "https://example.org/press/places/samplehaven/#corrections"
    assert story["url"] == "https://example.org/press/stories/ferry-strike-2022/#corrections"
    assert story["title"] == "Material correction: The crews of the ferries strike for five days"
    assert digest["url"] == "https://example.org/press/2022/w41/#corrections"
    # What may be punishable stands first.
    assert outlet["summary"].startswith("Lamp Society & Friends <of the Strait> is banned or listed")
    updated = {item["id"][-8:]: item["date_modified"] for item in json.loads(text("feeds/digests.json"))["items"]}
    assert updated["2022-w41"] == "2022-11-20T00:00:00Z"


def test_editions_have_those_of_the_digest_and_its_stories() -> None:
    for ending in ("md", "txt"):
        found = " ".join(text(f"2022/w41/digest.{ending}").split())
        assert "Correction of 20 November 2022, material: A miscount. Before: twelve ferries Now: ten ferries" in found
        assert "Correction of 21 November 2022, minor: A slip." in found
        assert "Another owner." not in found
    assert "Corrections" not in text("2022/w42/digest.md")


def test_the_data_have_them() -> None:
    story = json.loads(text("api/v1/stories/ferry-strike-2022.json"))
    assert story["corrections"] == [
        {
            "date": "2022-11-21",
            "kind": "material",
            "was": "three <days>",
            "now": "two days",
            "why": "Misread & mended.",
        },
        {"date": "2022-11-21", "kind": "minor", "was": None, "now": None, "why": "A slip."},
    ]
    database = made()["data/collection.sqlite"]
    assert isinstance(database, File)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database.raw)
        query = "SELECT subject, record, entry, position, why FROM corrections WHERE subject != 'entry' ORDER BY why"
        assert connection.execute(query).fetchall() == [
            ("digest", "2022-W41", None, 1, "A miscount."),
            ("story", "ferry-strike-2022", None, 2, "A slip."),
            ("place", "samplehaven", None, 1, "Another country."),
            ("outlet", "lamp-society", None, 1, "Another owner."),
            ("story", "ferry-strike-2022", None, 1, "Misread & mended."),
            ("person", "bakyt-ulgu", None, 1, "Misspelt."),
        ]


def test_nothing_shows_those_of_a_private_person() -> None:
    assert not [
        path for path, made_ in made().items() if "Never shown." in (made_.content if isinstance(made_, Page) else "")
    ]
    files = [file for file in made().values() if isinstance(file, File) and not file.path.endswith(".sqlite")]
    assert not [file.path for file in files if b"Never shown." in file.raw]


def test_a_reference_to_an_entry_that_was_withdrawn_says_so() -> None:
    shown = content("2022/w42/tunnel-syndicated/").one("ol", cls="nd-references").text
    assert "(withdrawn)" in shown


CODES = [
    ("CN; UZ; Noble Book", "China; Uzbekistan; Noble Book", "Китай; Узбекистан; Noble Book"),
    ("ru, fa; uz-Cyrl", "Russian, Persian; Uzbek (Cyrillic)", "русский, персидский; узбекский (кириллица)"),
    ("paraphrased", "paraphrased", "пересказ"),
    ("described; eyewitness", "described, not named; eyewitness", "описан, но не назван; очевидец"),
    ("excerpt; own-page; true", "in part; by its own page or address; yes", "частично; с его собственной страницы; да"),
    ("2022-10-03/2022-10-09", "between 3 and 9 October 2022", None),
    ("2022-W41; null", "10–16 October 2022; nothing", None),
    ("lamp-society; samplehaven", "Lamp Society; Samplehaven", None),
    ("bakyt-ulgu, ferry-union; tides", "Bakyt Ulgu, Ferry Union; Tides", "Bakyt Ulgu, Ferry Union; Tides"),
    ("mira-privatova", "mira-privatova", "mira-privatova"),
    ("tunnel-report-withdrawn", "“Report on the tunnel turns out to be a draft” (our translation)", None),
    ("So it is, on 2022-10-03 [a-mark].", "So it is, on 3 October 2022.", None),
    ("it, no", "it, no", None),
    ("2022-13", "2022-13", None),
]


@each("text, english, in_russian", CODES)
def test_what_stood_in_a_field_of_codes_is_said_as_on_all_pages(
    text: str, english: str, in_russian: str | None
) -> None:
    assert told(collection(), text) == english
    assert in_russian is None or told(russian(), text) == in_russian
