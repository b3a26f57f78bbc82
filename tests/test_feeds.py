"""What stands in feeds: which there are, which items, in what order, what comes first, and what is never linked."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

from invented import changed, changed_each, changed_person, checked, collection, made, parsed
from makers import grown
from tables import each

from newsdesk.collection import Collection
from newsdesk.model import Correction, CorrectionKind, DigestStatus
from newsdesk.model.minting import tag_uri
from newsdesk.model.settings import Settings
from newsdesk.views import whole
from newsdesk.views.feeds import SIZE, feeds
from newsdesk.views.setting.page import File

SITE = "https://example.org/press/"
HIDDEN = ("lamp.example.net", "lamp-society.example.com", "mirror.example.com", "copies.example.com",
          "friends.example.com")  # fmt: skip
DESIGNATION = (
    "Lamp Society & Friends <of the Strait> is banned or listed as a terrorist organisation in Iceland since"
    " 4 March 2019. The society calls itself a union of keepers of lamps."
    " Reading & sharing may be punishable, so addresses are shown as text."
    " The register also records acts of other kinds in New Zealand. Each act, with its authority, date and reference."
)


def texts(known: Collection) -> dict[str, str]:
    return {file.path: file.text for file in whole(known, feeds(known)) if isinstance(file, File)}


def items(path: str, known: Collection | None = None) -> list[dict]:
    """The items of a feed."""
    text = texts(known)[f"feeds/{path}.json"] if known else made()[f"feeds/{path}.json"].text
    return json.loads(text)["items"]


def item(path: str, name: str, known: Collection | None = None) -> dict:
    """The item of a feed whose id ends so."""
    (found,) = (item for item in items(path, known) if item["id"].endswith(name))
    return found


def names(path: str, known: Collection | None = None) -> list[str]:
    """Ids of a feed's items without the authority."""
    return [item["id"].split("press/", 1)[1] for item in items(path, known)]


def small(count: int, **changes: object) -> Collection:
    """A collection of so many small entries."""
    return Collection.of(grown(count, **changes), Settings(site_name="S", site_url=SITE))


def test_there_is_a_feed_for_everything_that_has_an_entry() -> None:
    known = collection()
    wanted = {"digests", "entries", "corrections", "changes", "news"}
    for section, groups in (("outlets", known.by_outlet), ("stories", known.by_story), ("topics", known.by_topic)):
        wanted |= {f"{section}/{name}" for name, entries in groups.items() if entries}
    wanted |= {f"people/{name}" for name, person in known.people.items() if person.public and known.by_speaker[name]}
    wanted |= {f"countries/{code.lower()}" for code in known.by_country}
    wanted |= {f"languages/{tag.lower()}" for tag in known.by_language}
    found = {path for path in made() if path.startswith("feeds/") and path != "feeds/"} - {"feeds/feeds.opml"}
    assert found == {f"feeds/{name}{ending}" for name in wanted for ending in (".atom", ".json")}
    assert {"languages/uz-cyrl", "people/bakyt-ulgu"} <= wanted
    # Without an entry: an outlet, a story, a topic, a body; private persons with one.
    assert not wanted & {"outlets/signal-radio", "stories/bridge-planned", "topics/tides", "people/nina-unheard"}
    assert known.by_speaker["mira-privatova"]
    assert not [path for path in made() if "privat" in path]


def test_items_of_a_group_are_its_entries() -> None:
    known = collection()
    groups = {f"outlets/{name}": entries for name, entries in known.by_outlet.items() if entries}
    groups |= {f"stories/{name}": entries for name, entries in known.by_story.items() if entries}
    groups |= {f"topics/{name}": entries for name, entries in known.by_topic.items() if entries}
    groups |= {f"countries/{code.lower()}": entries for code, entries in known.by_country.items()}
    groups |= {f"languages/{tag.lower()}": entries for tag, entries in known.by_language.items()}
    groups |= {
        f"people/{name}": [said.entry for said in known.by_speaker[name]]
        for name, person in known.people.items() if person.public and known.by_speaker[name]
    }  # fmt: skip
    groups |= {"entries": known.entries}
    for path, entries in groups.items():
        assert set(names(path)) == {f"entries/{entry.id}" for entry in entries}, path
        assert len(names(path)) == len(set(names(path))), path


def test_the_newest_come_first_by_their_last_change_then_by_publication() -> None:
    known = collection()
    order = [name.removeprefix("entries/") for name in names("entries")]
    changed_on = [known.by_id[name].updated for name in order]
    assert changed_on == sorted(changed_on, reverse=True)
    same_day = [name for name in order if known.by_id[name].updated == date(2022, 10, 16)]
    assert same_day == ["strike-ends", "strike-in-persian", "strike-second-thoughts", "strike-in-kyrgyz",
                        "strike-in-uzbek", "strike-in-russian", "strike-called"]  # fmt: skip


def test_dates_come_from_the_data() -> None:
    corrected = item("entries", "entries/lighthouse-relit")
    entry = collection().by_id["lighthouse-relit"]
    assert corrected["date_published"] == f"{entry.added}T00:00:00Z"
    assert corrected["date_modified"] == f"{entry.updated}T00:00:00Z" != corrected["date_published"]
    week = item("digests", "digests/2022-w41")
    assert (week["date_published"], week["date_modified"]) == ("2022-10-18T00:00:00Z", "2022-11-03T00:00:00Z")


@each("count", [1, 29, 30, 31, 45])
def test_a_feed_holds_the_newest_thirty(count: int) -> None:
    known = small(count)
    for path in ("entries", "topics/waterfowl", "outlets/lantern", "people/ada-quill"):
        newest = [f"entries/e{number:03}" for number in range(count - 1, max(-1, count - 1 - SIZE), -1)]
        assert names(path, known) == newest


def test_corrections_and_digests_are_at_most_thirty_too() -> None:
    days = [date(2022, 10, 1) + timedelta(days=number) for number in range(40)]
    corrections = tuple(Correction(date=day, kind=CorrectionKind.MINOR, why="A slip.") for day in days)
    known = changed("strike-called", corrections=corrections)
    assert len(items("corrections", known)) == SIZE
    assert items("corrections", known)[0]["date_modified"] == "2022-11-09T00:00:00Z"
    draft = grown(300)
    closed = {"status": DigestStatus.PUBLISHED, "published": days[0]}
    published = {
        week: replace(item, record=item.record.model_copy(update=closed)) for week, item in draft.digests.items()
    }
    assert len(published) > SIZE
    known = Collection.of(replace(draft, digests=published), Settings(site_name="S", site_url=SITE))
    found = names("digests", known)
    assert found == sorted((f"digests/{week.lower()}" for week in published), reverse=True)[:SIZE]


def test_ids_are_unique_and_hold_the_day_of_joining() -> None:
    ids = [item["id"] for path in ("entries", "digests", "corrections") for item in items(path)]
    feed_ids = [re.search("<id>(.*?)</id>", f.text)[1] for path, f in made().items() if path.endswith(".atom")]
    assert len({*ids, *feed_ids}) == len(ids) + len(feed_ids)
    assert item("entries", "strike-called")["id"] == "tag:example.org,2022-10-16:press/entries/strike-called"
    assert item("digests", "w41")["id"] == "tag:example.org,2022-10-18:press/digests/2022-w41"
    assert names("corrections")[:2] == ["corrections/lighthouse-relit", "corrections/gulls-counted"]


def test_ids_stay_when_entries_join_move_or_are_corrected() -> None:
    before = {item["id"] for item in items("entries", small(10))}
    assert before < {item["id"] for item in items("entries", small(11))}
    slip = Correction(date=date(2023, 1, 1), kind=CorrectionKind.MATERIAL, why="A slip.")
    moved = changed_each({"strike-called": {"week": "2022-W42", "title": "New", "corrections": (slip,)}})
    assert {i["id"] for i in items("entries", moved)} == {i["id"] for i in items("entries")}
    assert items("entries", moved)[0]["id"].endswith("entries/strike-called")


def test_two_corrections_of_one_day_are_told_apart_and_keep_their_ids() -> None:
    slips = [Correction(date=date(2023, 1, 1), kind=CorrectionKind.MINOR, why=why) for why in ("A.", "B.", "C.")]
    found = items("corrections", changed("strike-called", corrections=tuple(slips)))[:3]
    assert {i["id"].split("press/")[1]: i["summary"][-2:] for i in found} == {
        "corrections/strike-called/3": "C.", "corrections/strike-called/2": "B.", "corrections/strike-called": "A.",
    }  # fmt: skip
    fewer = items("corrections", changed("strike-called", corrections=tuple(slips[:2])))[:2]
    assert {i["id"] for i in fewer} < {i["id"] for i in found}


@each(
    ("site", "uri"),
    [
        (None, "tag:example.org,2022-10-16:entries/x"),
        ("https://example.org/", "tag:example.org,2022-10-16:entries/x"),
        ("https://News.Example.ORG:8080/a/b/", "tag:news.example.org,2022-10-16:a/b/entries/x"),
        ("https://новости.example/", "tag:xn--b1amnebsh.example,2022-10-16:entries/x"),
        ("https://example.org./п/", "tag:example.org,2022-10-16:%D0%BF/entries/x"),
        (f"https://{'a' * 64}.example/", "tag:example.org,2022-10-16:entries/x"),
    ],
)
def test_a_tag_uri_names_host_and_folder(site: str | None, uri: str) -> None:
    assert tag_uri(Settings.model_construct(site_url=site), date(2022, 10, 16), "entries/x") == uri


def test_only_published_digests_have_an_item() -> None:
    assert names("digests") == ["digests/2022-w41", "digests/2022-w42", "digests/2022-w39"]


def test_a_digest_has_its_note_and_its_entries_with_their_outlets() -> None:
    found = item("digests", "2022-w42")
    assert (found["title"], found["url"]) == ("Weekly digest, 17–23 October 2022", f"{SITE}2022/w42/")
    page = parsed(found["content_html"]).one("div")
    assert page.every("p")[1].text == (
        "The tunnel was closed for three days, and one entry gathers forty voices on it."
        " <script>alert(1)</script> & {{ 7*7 }} stand in another."
    )
    rows = [(li.every("a")[0].attrs["href"].split("/")[-2], li.every("a")[1].text) for li in page.every("li")]
    assert rows == [
        ("forty-voices", "Strait Gazette"), ("tunnel-report-withdrawn", "Волна"),
        ("tunnel-closed-in-persian", "روزنامه تنگه"), ("brackets-everywhere", '<b>Brackets</b> & "Sons" {{ 7*7 }}'),
        ("tunnel-syndicated", "Wharf Wire"), ("lamp-society-statement", "جمعية المصباح"),
    ]  # fmt: skip
    assert page.every("li")[1].text.endswith("Волна (Volna), 21 October 2022; withdrawn.")


def test_an_entry_says_who_is_quoted_and_what_the_article_says() -> None:
    found = item("entries", "strike-in-uzbek")
    # What is in another language is told by its translation and its outlet first.
    assert found["title"] == "Ferry workers stopped (machine translation; Harbour Daily: Паром ишчилари тўхтади)"
    # The title, the summary and what stands around them are in the language of the site.
    assert found["language"] == "en"
    bare = item("entries", "tunnel-report-withdrawn")
    assert (bare["title"], bare["language"]) == (
        "Report on the tunnel turns out to be a draft (Volna: Отчёт о тоннеле оказался черновиком)", "en"
    )  # fmt: skip
    assert found["url"] == f"{SITE}2022/w41/strike-in-uzbek/"
    page = parsed(found["content_html"]).one("div")
    entry = collection().by_id["strike-in-uzbek"]
    title, translation, outlet, who, summary, more = (p.text for p in page.every("p")[-6:])
    assert (title, translation) == (entry.title, "Ferry workers stopped (machine translation)")
    assert outlet.startswith("港湾日报 (Harbour Daily) · ")
    assert outlet.endswith(" · 12 October 2022 · Uzbek (Cyrillic)")
    assert re.match("(Quoted|Paraphrased|Relayed|Mentioned): ", who)
    assert summary == " ".join(entry.summary.split())
    assert more.startswith("The whole entry, with its sources, context and references.")
    assert page.one("p", lang="uz-Cyrl").attrs == {"lang": "uz-Cyrl", "dir": "ltr"}
    # The summary ends after a few words: all of it stands in the content.
    said = found["summary"].partition("“Ferry workers stopped” (machine translation). ")[2]
    assert summary.startswith(said.removesuffix(" …"))
    assert 100 < len(said) <= 202


def test_forty_sources_are_summed_up() -> None:
    (who,) = [p.text for p in parsed(item("entries", "forty-voices")["content_html"]).every("p") if "more." in p.text]
    assert who.startswith("Quoted: ")
    assert re.findall(r"(\w+): [^:]*? and (\d+) more\.", who)


def test_a_correction_says_what_was_what_is_now_and_why() -> None:
    found = item("corrections", "ferry-fares-agreed")
    assert found["title"] == "Minor correction: Ferry fares agreed for the winter"
    assert found["url"] == f"{SITE}2022/w39/ferry-fares-agreed/#corrections"
    correction = collection().by_id["ferry-fares-agreed"].corrections[0]
    assert [p.text for p in parsed(found["content_html"]).every("p")][1:4] == [
        "Before: Ned Primmer", "Now: Ned Primer", f"Why: {correction.why}",
    ]  # fmt: skip
    assert found["summary"] == (
        f"Minor correction, 3 October 2022. {correction.why} Before: Ned Primmer Now: Ned Primer"
    )
    tiers = [item["title"].split(":")[0] for item in items("corrections")]
    assert set(tiers) == {"Minor correction", "Material correction", "Withdrawn"}


def test_notices_come_first_the_designation_before_all() -> None:
    found = item("entries", "lamp-society-appeal")
    assert [p.text for p in parsed(found["content_html"]).every("p")][:5] == [
        DESIGNATION,
        "This entry was withdrawn on 2 November 2022. The appeal turned out to be from another year.",
        "Corrected on 10 October 2022. The first version took a request for a fact."
        " Before: that all keepers will meet Now: that all keepers are asked to meet",
        "Only a part of the article was read for this entry; what is missing here may stand in the rest.",
        "Drafted by a machine; no person has reviewed it yet. How this entry was made.",
    ]
    links = [a.attrs["href"] for a in parsed(found["content_html"]).every("a")][:2]
    page = f"{SITE}2022/w39/lamp-society-appeal/"
    assert links == [f"{SITE}outlets/lamp-society/#designations", f"{page}#made"]


@each(
    ("path", "name"),
    [
        ("entries", "lamp-society-statement"), ("outlets/lamp-society", "lamp-society-appeal"),
        ("digests", "2022-w42"), ("digests", "2022-w39"), ("corrections", "lamp-society-appeal"),
    ],
)  # fmt: skip
def test_a_designation_comes_first_in_every_kind_of_item(path: str, name: str) -> None:
    found = [i for i in items(path) if name in i["id"]]
    assert found
    for i in found:
        assert parsed(i["content_html"]).every("p")[0].text == DESIGNATION
        assert i["summary"].startswith(DESIGNATION)


def test_the_feed_of_a_designated_publisher_says_so_itself() -> None:
    feed = json.loads(made()["feeds/outlets/lamp-society.json"].text)
    assert feed["description"] == f"{DESIGNATION} Articles of Lamp Society."


def test_a_text_taken_from_a_designated_publisher_is_noticed_too() -> None:
    known = changed("strike-called", syndicated_from="lamp-society")
    for path in ("entries", "digests"):
        found = item(path, "strike-called" if path == "entries" else "2022-w41", known)
        assert found["summary"].startswith(DESIGNATION)


def test_no_feed_holds_an_address_of_a_designated_publisher() -> None:
    found = [
        (path, host) for path, file in made().items() if path.startswith("feeds/")
        for host in HIDDEN if host in getattr(file, "text", "") + getattr(file, "content", "")
    ]  # fmt: skip
    assert found == []
    assert "external_url" not in item("entries", "lamp-society-statement")
    assert item("entries", "strike-called")["external_url"] == collection().by_id["strike-called"].url


def test_markup_of_an_editor_stays_text() -> None:
    for path, file in made().items():
        if path.startswith("feeds/") and path.endswith(".json"):
            for i in json.loads(file.text)["items"]:
                tags = {element.tag for element in parsed(i["content_html"]).walk()}
                assert tags <= set("div p hr strong a ul li del ins bdi".split()), path
    found = item("entries", "brackets-everywhere")
    assert found["title"].startswith("<script>alert(1)</script> & ")
    assert parsed(found["content_html"]).one("strong").text == found["title"]
    assert "<title>&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in made()["feeds/entries.atom"].text


def test_right_to_left_text_is_marked() -> None:
    page = parsed(item("entries", "strike-in-persian")["content_html"])
    assert page.one("strong").parent.attrs == {"lang": "fa", "dir": "rtl"}
    assert page.one("div").attrs == {"lang": "en", "dir": "ltr"}


def test_private_persons_have_neither_feed_nor_spelling() -> None:
    text = "".join(f.text for path, f in made().items() if path.startswith("feeds/") and isinstance(f, File))
    assert "Мира Приватова" not in text
    assert "M. Privatova" not in text
    hidden = texts(changed_person("bakyt-ulgu", public=False))
    assert "feeds/people/bakyt-ulgu.atom" not in hidden
    assert "people/bakyt-ulgu" not in hidden["feeds/feeds.opml"]


def test_one_more_entry_rewrites_only_the_feeds_it_belongs_to() -> None:
    draft, settings = checked()
    others = [kept for kept in draft.entries if kept.record.id != "strike-in-russian"]
    before = texts(Collection.of(replace(draft, entries=others), settings))
    after = texts(collection())
    assert before.keys() <= after.keys()
    entry = collection().by_id["strike-in-russian"]
    own = {"entries", "digests", "news", f"outlets/{entry.outlet}", f"languages/{entry.language.lower()}"}
    own |= {f"stories/{name}" for name in entry.stories} | {f"topics/{name}" for name in entry.topics}
    own |= {f"countries/{code.lower()}" for code in entry.countries}
    own |= {f"people/{source.who}" for source in entry.sources if source.who}
    written = {path for path, text in after.items() if before.get(path) != text}
    assert written <= {f"feeds/{name}{ending}" for name in own for ending in (".atom", ".json")}
    assert {"feeds/entries.atom", "feeds/digests.json", "feeds/outlets/volna.atom"} <= written
