"""References in two styles, files for reference managers, and what programs read from a page."""

import html
import json
import re
from html import unescape

import pytest
from data_files import files, loaded
from invented import Element, changed, collection, content, made, pages, parsed, remade
from tables import each

from newsdesk.model import Edtf, Name, Signer
from newsdesk.views.data.styles import dated, nested
from newsdesk.views.setting.naming import iri, letters, name_in

SYNDICATED, STATEMENT = "2022/w42/tunnel-syndicated/", "2022/w42/lamp-society-statement/"
FIGURES, BRACKETS = "2022/w39/harbour-figures/", "2022/w42/brackets-everywhere/"
WITHDRAWN = "2022/w42/tunnel-report-withdrawn/"
ENTRIES = sorted(f"{entry.week[:4]}/w{entry.week[-2:]}/{name}/" for name, entry in collection().by_id.items())
LAMP = ("lamp.example.net", "lamp-society.example.com")
# Every type that pages name, with its properties: all are terms of schema.org.
TERMS = {
    "WebPage": "about comment correction creativeWorkStatus creditText dateModified datePublished description hasPart"
    " isBasedOn isPartOf license mentions name",
    "CollectionPage": "about creditText dateModified hasPart inLanguage license name publisher url",
    "PublicationIssue": "creativeWorkStatus creditText dateModified datePublished editor hasPart inLanguage isPartOf"
    " issueNumber license name publisher url",
    "Dataset": "creator creditText dateModified description distribution editor inLanguage isAccessibleForFree license"
    " name publisher temporalCoverage url version",
    "NewsArticle": "alternativeHeadline archivedAt articleSection creditText datePublished headline inLanguage"
    " publisher url",
    "Quotation": "creator creditText inLanguage text",
    "CorrectionComment": "datePublished text",
    "Event": "endDate location name startDate",
    "Place": "alternateName containedInPlace description geo name",
    "GeoCoordinates": "latitude longitude",
    "DataDownload": "contentUrl description encodingFormat",
    "NewsMediaOrganization": "actionableFeedbackPolicy address contactPoint correctionsPolicy description email"
    " employee ethicsPolicy masthead name ownershipFundingInfo parentOrganization publishingPrinciples sameAs url",
    "ContactPoint": "url",
    "Organization": "name sameAs url",
    "Periodical": "name url",
    "Person": "name sameAs",
    "Country": "name",
}


def references(page: Element) -> list[str]:
    """All references of a page: of the article first, APA before Chicago."""
    return [dd.text for dl in page.every("dl", cls="nd-cites") for dd in dl.every("dd")]


def node(path: str) -> dict:
    """The JSON-LD of a page."""
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', pages()[path].head, re.DOTALL)
    return json.loads(script)


def metas(path: str) -> dict[str, str]:
    """What the head of a page names for programs."""
    return {e.attrs.get("name"): e.attrs["content"] for e in parsed(pages()[path].head).every("meta")}


def formats(page: Element) -> list[str]:
    """BibTeX, RIS and CSL-JSON as they are copied from a page."""
    return ["".join(text for text, _ in pre.texts()) for pre in page.one("details", cls="nd-formats").every("pre")]


@each(
    ("when", "apa", "chicago"),
    [
        ("2022", "2022", "2022"),
        ("2022~", "ca. 2022", "ca. 2022"),
        ("2022-10", "2022, October", "October 2022"),
        ("2022-10~", "ca. 2022, October", "ca. October 2022"),
        ("2022-10-03", "2022, October 3", "October 3, 2022"),
        ("2022-10-22~", "ca. 2022, October 22", "ca. October 22, 2022"),
        ("2022-10-03/2022-10-09", "2022, October 3–9", "between October 3 and 9, 2022"),
        ("2022-10-03~/2022-10-09~", "ca. 2022, October 3–9", "between ca. October 3 and 9, 2022"),
        ("2022-10-30/2022-11-03", "2022, October 30–November 3", "between October 30 and November 3, 2022"),
        ("2022-10/2022-11", "2022, October–November", "between October and November 2022"),
        (
            "2022-12-30/2023-01-02",
            "2022, December 30 – 2023, January 2",
            "between December 30, 2022 and January 2, 2023",
        ),
        ("2022/2023", "2022–2023", "between 2022 and 2023"),
        (
            "2022-10-03/2022-10-09~",
            "2022, October 3 – ca. 2022, October 9",
            "between October 3, 2022 and ca. October 9, 2022",
        ),
        ("2022-05/2022", "2022, May – 2022", "between May 2022 and 2022"),
    ],
)
def test_dates_are_as_exact_as_they_are_known(when: str, apa: str, chicago: str) -> None:
    assert (dated(Edtf.parse(when), "apa"), dated(Edtf.parse(when), "chicago")) == (apa, chicago)


@each(
    ("title", "shown"),
    [
        ("“We want bread”, they say", "‘We want bread’, they say"),
        ('"We" and "they"', "‘We’ and ‘they’"),
        ("A ‘special’ day", "A ‘special’ day"),
        ("Nations as ‘former USSR’", "Nations as ‘former USSR’"),
        ("A 'special' day’s end", "A ‘special’ day’s end"),
        ("‘He said “no”, didn’t he’", "‘He said “no”, didn’t he’"),
        ("«„Так“ говорят», сказал", "‘“Так” говорят’, сказал"),
        ("“He said ‘no’ twice”", "‘He said “no” twice’"),
        ("The crews’ strike", "The crews’ strike"),
        ("Rock ’n’ roll", "Rock ’n’ roll"),
        ("„So“ heißt es", "‘So’ heißt es"),
        ("«Так» говорят", "‘Так’ говорят"),
        ("An open “mark", "An open “mark"),
    ],
)
def test_marks_of_a_title_take_turns_with_those_around_it(title: str, shown: str) -> None:
    assert nested(title) == shown


def test_marks_within_single_ones_are_double() -> None:
    assert nested("‘We’ and “they”, “he said ‘no’”", is_double=True) == "“We” and “they”, “he said ‘no’”"


@each(
    ("language", "called"),
    [("ru", ("ТАСС", "ru")), ("en", ("TASS", "en")), ("kk-Cyrl", ("ТАСС агенттігі", "kk")), ("fr", ("ТАСС", "ru"))],
)
def test_an_outlet_is_called_in_the_language_of_the_reference(language: str, called: tuple[str, str]) -> None:
    (any_one, *_) = collection().outlets.values()
    aliases = (Name(text="ТАСС агенттігі", language="kk"), Name(text="Itar", language=None))
    change = {"name": "ТАСС", "name_language": "ru", "name_en": "TASS", "aliases": aliases}
    assert name_in(any_one.model_copy(update=change), language) == called


def test_what_has_no_date_says_so() -> None:
    assert dated(None, "apa") == dated(None, "chicago") == "n.d."


def test_the_article_and_our_entry_are_cited_in_two_styles() -> None:
    assert references(content(FIGURES)) == [
        "港口公布九月货运数字 [Harbour publishes September freight figures]. (2022, September). 港湾日报."
        " https://harbour-daily.example.com/9",
        "“港口公布九月货运数字” [Harbour publishes September freight figures]. 港湾日报, September 2022."
        " https://harbour-daily.example.com/9",
        "Sample Strait Digest. (2022, October 6). Entry on ‘港口公布九月货运数字’ [Harbour publishes September"
        " freight figures] (Harbour Daily, September 2022) [Summary with sources and context]. https://example.org/press/2022/w39/harbour-figures/",
        "Sample Strait Digest. “Entry on ‘港口公布九月货运数字’ [Harbour publishes September freight figures]"
        " (Harbour Daily, September 2022).” Summary with sources and context, October 6, 2022. https://example.org/press/2022/w39/harbour-figures/",
    ]


PRIMER = Signer(family="Primer", given="Ona-Mi Ek")


def test_names_that_the_editor_gave_in_parts_are_known_to_every_reference_manager() -> None:
    signed = {"byline": "Ona-Mi Ek Primer, Wire", "authors": (PRIMER, Signer(literal="Wire"))}
    known = changed("tunnel-syndicated", **signed)
    bib, ris, csl = formats(remade(known, SYNDICATED))
    assert "  author = {Primer, Ona-Mi Ek and {Wire}}," in bib
    assert re.findall("AU  - (.*)", ris.replace("\r", "")) == ["Primer, Ona-Mi Ek", "Wire"]
    assert json.loads(csl)[0]["author"] == [{"family": "Primer", "given": "Ona-Mi Ek"}, {"literal": "Wire"}]


@pytest.mark.parametrize(
    ("change", "apa", "chicago"),
    [
        ({"byline": "Ona Primer"}, "Ona Primer. (2022, October 20). Late. ", "Ona Primer. “Late.” "),
        ({"byline": "Strait Press Inc."}, "Strait Press Inc. (2022, October 20). Late. ", "Strait Press Inc. “Late.” "),
        (
            {"byline": "Ona-Mi Ek Primer and Wire", "authors": (PRIMER, Signer(literal="Wire"))},
            "Primer, O.-M. E., & Wire. (2022, October 20). Late. ",
            "Primer, Ona-Mi Ek, and Wire. “Late.” ",
        ),
        ({"byline": None}, "Late. (2022, October 20). ", "“Late.” "),
        ({"byline": None, "title": "Late?"}, "Late? (2022, October 20). ", "“Late?” "),
    ],
)
def test_names_stand_as_printed_and_no_stop_is_doubled(change: dict, apa: str, chicago: str) -> None:
    values = {"title": "Late", "title_en": None, "published": Edtf.parse("2022-10-20"), **change}
    found = references(remade(changed("tunnel-syndicated", **values), SYNDICATED))
    url = "https://wharf.example.com/2022/tunnel"
    assert found[:2] == [f"{apa}Wharf Wire. {url}", f"{chicago}Wharf Wire, October 20, 2022. {url}"]


def test_a_withdrawn_entry_is_cited_as_such() -> None:
    assert all("(withdrawn on 1 November 2022)" in text for text in references(content(WITHDRAWN))[2:])


def test_an_address_is_shown_in_letters_and_copied_as_it_is() -> None:
    coded = "https://wharf.example.com/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC%20%22x%22/%D8%AC%E2%80%8C"
    page = remade(changed("tunnel-syndicated", url=coded), SYNDICATED)
    shown = "https://wharf.example.com/паром%20%22x%22/ج%E2%80%8C"
    assert all(text.endswith(f" {shown}") for text in references(page)[:2])
    assert all(coded in text.replace("\\", "") for text in formats(page))
    original = page.one("ul", cls="nd-originals").one("a", rel="noopener")
    # Letters from the right would turn round what stands between them, where they cannot stand apart.
    assert (original.attrs["href"], original.attrs["data-address"]) == (coded, coded)


def test_a_signed_article_says_that_its_name_is_not_turned_round() -> None:
    said = "The name stands as it is signed; put the family name first where your style asks for it."
    found = {path for path in ENTRIES if any(p.text == said for p in content(path).every("p"))}
    assert found == {path for path in ENTRIES if collection().by_id[path.split("/")[2]].byline}


def test_no_full_stop_sticks_to_the_address_that_ends_a_note() -> None:
    assert re.findall(r"^  note = .*/\.\},$", files()["data/entries.bib"].text, re.MULTILINE) == []


def test_digests_and_stories_are_cited_with_all_their_articles_to_download() -> None:
    known = collection()
    weeks = {f"2022/w{week[-2:]}/": group for week, group in known.by_week.items() if group}
    stories = {f"stories/{name}/": group for name, group in known.by_story.items() if group}
    for path, group in {**weeks, **stories}.items():
        section = content(path).one("section", **{"aria-labelledby": "cite"})
        assert len(references(section)) == 2
        links = [a.attrs["href"] for a in section.every("a")]
        assert links == ["cite.bib", "cite.ris", "cite.csl.json"]
        items = json.loads(made()[f"{path}cite.csl.json"].text)
        assert [item["id"] for item in items] == [entry.id for entry in group]
        whole = {item["id"]: item for item in loaded("data/entries.csl.json")}
        assert items == [whole[entry.id] for entry in group]


def test_files_of_a_digest_are_read_back() -> None:
    bibtexparser = pytest.importorskip("bibtexparser", minversion="2.0")
    rispy = pytest.importorskip("rispy")
    ids = [entry.id for entry in collection().by_week["2022-W41"]]
    library = bibtexparser.parse_string(made()["2022/w41/cite.bib"].text)
    assert (library.failed_blocks, [entry.key for entry in library.entries]) == ([], ids)
    assert [record["id"] for record in rispy.loads(made()["2022/w41/cite.ris"].text)] == ids


# Between two days: what formats say that know no more than a period.
KNOWN = {"tunnel-closed-in-persian": "2022-10~"}


@pytest.mark.parametrize("path", ENTRIES)
def test_what_is_copied_from_an_entry_is_read_back_equal_to_it(path: str) -> None:
    bibtexparser = pytest.importorskip("bibtexparser", minversion="2.0")
    rispy = pytest.importorskip("rispy")
    entry = collection().by_id[path.split("/")[2]]
    bib, ris, csl = formats(content(path))
    (item,) = json.loads(csl)
    whole = next(one for one in loaded("data/entries.csl.json") if one["id"] == entry.id)
    same = {name: value for name, value in whole.items() if name not in ("abstract", "keyword")}
    assert item == same
    library = bibtexparser.parse_string(bib)
    (article,) = library.entries
    assert (library.failed_blocks, article.key, article["date"]) == (
        [],
        entry.id,
        KNOWN.get(entry.id, str(entry.published)),
    )
    (record,) = rispy.loads(ris)
    assert (record["title"], record["language"]) == (" ".join(entry.title.split()), entry.language)
    assert record.get("urls", [None])[0] == item.get("URL")


def test_a_notice_comes_first_in_everything_that_is_copied_or_read_by_programs() -> None:
    notice = (
        "Lamp Society & Friends <of the Strait> is banned or listed as a terrorist organisation in Iceland since"
        " 4 March 2019."
    )
    bib, ris, csl = formats(content(STATEMENT))
    assert bib.split("\n")[1].startswith("  note = {Lamp Society ")
    assert ris.split("\n")[2].startswith(f"N1  - {notice}")
    assert json.loads(csl)[0]["note"].startswith(notice)
    assert metas(STATEMENT)["citation_abstract"].startswith(notice)
    assert node(STATEMENT)["description"].startswith(notice)
    assert [*node(STATEMENT)][:4] == ["@context", "@type", "@id", "description"]
    assert pages()[STATEMENT].description.startswith(notice)
    assert pages()[WITHDRAWN].description.startswith("This entry was withdrawn on 1 November 2022.")


def test_no_address_of_a_publisher_under_the_policy_is_given_to_programs() -> None:
    for path in ("2022/w42/lamp-society-statement/", "2022/w39/lamp-society-appeal/"):
        page = content(path)
        said = [pages()[path].head, *formats(page), *references(page)]
        assert [text for text in said if any(host in text for host in LAMP)] == []


@each("path", ENTRIES)
def test_zotero_saves_a_newspaper_article(path: str) -> None:
    entry = collection().by_id[path.split("/")[2]]
    outlet, _ = name_in(collection().outlets[entry.outlet], entry.language)
    found = metas(path)
    said = {name: text for name, text in found.items() if name not in ("dc:creator", "citation_public_url")}
    abstract = said.pop("citation_abstract")
    assert said == {
        "z:itemType": "newspaperArticle",
        "dc:title": " ".join(entry.title.split()),
        "dc:source": outlet,
        "dc:date": KNOWN.get(entry.id, str(entry.published)),
        "dc:language": entry.language,
    }
    assert abstract.endswith(" ".join(entry.summary.split()))
    authors = [unescape(one) for one in re.findall(r'"dc:creator" content="([^"]*)"', pages()[path].head)]
    assert ", ".join(authors) == (entry.byline or "").replace(" and ", ", ")
    assert found.get("citation_public_url") == (entry.url if entry.outlet != "lamp-society" else None)


def walk(value: object) -> list[dict]:
    """All nodes of a JSON-LD document."""
    if isinstance(value, list):
        return [inner for item in value for inner in walk(item)]
    if isinstance(value, dict):
        return [value, *(inner for item in value.values() for inner in walk(item))]
    return []


def test_json_ld_uses_terms_of_schema_org_and_no_others() -> None:
    used: dict[str, set[str]] = {}
    for path in pages():
        for one in walk(node(path)) if "ld+json" in pages()[path].head else []:
            kinds = one.get("@type", [])
            for kind in [kinds] if isinstance(kinds, str) else kinds:
                used.setdefault(kind, set()).update(name for name in one if not name.startswith("@"))
    assert used.pop("CreativeWork") == used["WebPage"], "a page and a work at once"
    unknown = {kind: names - set(TERMS.get(kind, "").split()) for kind, names in used.items()}
    assert {kind: names for kind, names in unknown.items() if names or kind not in TERMS} == {}


def test_an_entry_is_based_on_a_news_article_and_holds_its_quotations() -> None:
    found = node(SYNDICATED)
    assert found["@type"] == ["WebPage", "CreativeWork"]
    article = found["isBasedOn"]
    assert (article["@type"], article["publisher"]["@type"]) == ("NewsArticle", "NewsMediaOrganization")
    assert (article["headline"], article["url"]) == (
        "Tunnel closed, ferries wait",
        "https://wharf.example.com/2022/tunnel",
    )
    for path in ENTRIES:
        entry = collection().by_id[path.split("/")[2]]
        quotes = [source.quote.text for source in entry.sources if source.quote]
        assert [part["text"] for part in node(path).get("hasPart", [])] == quotes
        known = {one["@id"] for one in node(path).get("mentions", [])}
        creators = [part["creator"] for part in node(path).get("hasPart", []) if "creator" in part]
        assert all(one.get("@id") in known or one.get("name") for one in creators)
        corrections = [one["datePublished"] for one in node(path).get("correction", [])]
        assert corrections == [correction.date.isoformat() for correction in entry.corrections]


def test_private_persons_are_in_no_list_of_those_mentioned() -> None:
    private = {name for name, person in collection().people.items() if not person.public}
    assert private
    assert [path for path in pages() for name in private if f"people/{name}/" in pages()[path].head] == []


def test_json_ld_cannot_end_its_element() -> None:
    (script,) = re.findall(r"<script[^>]*>(.*?)</script>", pages()[BRACKETS].head, re.DOTALL)
    assert "<" not in script
    assert json.loads(script)["name"].startswith("<script>alert(1)</script>")
    assert html.escape("<script>alert(1)") in pages()[BRACKETS].head, "in the metas"


def test_digest_story_and_archive_say_what_they_are() -> None:
    digest, story, home = node("2022/w41/"), node("stories/tunnel-closed-2022/"), node("")
    assert (digest["@type"], digest["issueNumber"]) == ("PublicationIssue", "2022-W41")
    assert (story["@type"], story["about"]["@type"]) == ("CollectionPage", "Event")
    assert (story["about"]["startDate"], story["about"]["endDate"]) == ("2022-10-17", "2022-10-19")
    assert home["@type"] == "Dataset"
    addresses = [one["contentUrl"] for one in home["distribution"]]
    assert all(address.removeprefix("https://example.org/press/") in files() for address in addresses)


@pytest.mark.parametrize(
    ("address", "plain", "page"),
    [
        ("https://a.example/%D0%BF-1", "https://a.example/п-1", "https://a.example/п-1"),
        ("https://a.example/%D8%AC-1", "https://a.example/%D8%AC-1", "https://a.example/<bdi>ج</bdi>-1"),
        ("https://a.example/%20&x", "https://a.example/%20&x", "https://a.example/%20&amp;x"),
    ],
)
def test_letters_from_the_right_stand_apart_or_stay_in_numbers(address: str, plain: str, page: str) -> None:
    assert (iri(address), str(letters(address))) == (plain, page)
