"""What holds for every page: well formed, escaped, marked by language, linked, and the same each time."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

import pytest
from invented import DATA, EN, Element, collection, content, made, pages, pages_in, parsed
from tables import each

from newsdesk.check import Draft
from newsdesk.check.voice import rules
from newsdesk.collection import Collection
from newsdesk.views import SECTIONS, SHELLS, File, all_pages, root_of
from newsdesk.views.pages.itself.moved import moved
from newsdesk.views.pictures.traits import traits
from newsdesk.views.setting.codes import language_name
from newsdesk.views.setting.numbers import listed
from newsdesk.views.setting.page import host_of, in_language, opening, paragraphs, week_path
from newsdesk.views.shared.references import numbered

SITE = "https://site.invalid/press/"
TAGS = set(
    "a article aside blockquote dd del div dl dt h1 h2 h3 header ins li nav ol p section span strong ul"
    " table tbody td th thead tr".split()
)
# Pictures and the table behind them.
TAGS |= set("b bdi circle defs desc details figcaption figure g line path rect summary svg text title tspan".split())
TAGS |= {"use"}
ATTRIBUTES = set("aria-label aria-labelledby class dir href id lang rel role scope tabindex title value".split())
ATTRIBUTES |= set("aria-hidden colspan cx cy d height preserveaspectratio r text-anchor viewbox width x y".split())
ATTRIBUTES |= set("fill open overflow r transform x1 x2 y1 y2".split())
ATTRIBUTES |= set("data-seen data-address data-originalurl data-versionurl data-versiondate".split())
# References and files for reference managers stand in italics, fold away and can be downloaded.
ATTRIBUTES |= {"download"}
CITE = set("cite details pre summary".split())
# The pages that search have a form and one script each, which is ours.
FORM = CITE | set("button details form input label link noscript option script select summary".split())
FORM_ATTRIBUTES = set("action aria-live autocomplete checked for hidden method name spellcheck src type".split())
FORM_ATTRIBUTES |= {"aria-describedby", "autocapitalize", "data-files", "data-says", "inputmode", "readonly"}
FORM_ATTRIBUTES |= {"max", "min"}
FORM_ATTRIBUTES |= {"data-a", "data-b", "data-crowded", "data-key", "data-odd", "data-outlet"}
SEARCHES = {f"{n}/": f'<script type="module" src="../assets/newsdesk/{n}.js"></script>' for n in ("search", "lookup")}
# So have those on which a reader chooses two outlets.
COMPARED = ("stories/ferry-strike-2022/compare/", "stories/tunnel-closed-2022/compare/")
# And the lists in which a reader looks for a name.
SEARCHES |= dict.fromkeys(("outlets/", "people/"), '<script type="module" src="../assets/newsdesk/sift.js"></script>')
SEARCHES |= dict.fromkeys(COMPARED, '<script src="../../../assets/newsdesk/compare.js"></script>')
REGISTERS = SECTIONS[SECTIONS.index("stories") : SECTIONS.index("entries")]
SCRIPT = "<script>alert(1)</script>"
LETTERS = {
    "[\u0600-\u06ff]": {("ar", "rtl"), ("fa", "rtl")},
    "[\u0400-\u04ff]": {("ru", "ltr"), ("ky", "ltr"), ("uz-Cyrl", "ltr")},
    "[\u4e00-\u9fff]": {("zh", "ltr")},
}
# What the lists and home say of a collection without entries.
EMPTY = {
    "": "There are no entries yet.",
    "changes/": "What has changed By day, the newest first. What was corrected, and why, stands under corrections."
    " An account on a contested question stands under the day of the first entry that gives it; those that only other"
    " pages give have no day and are left out. Nothing has happened yet.",
    "digests/": "No digest yet.",
    "entries/": "No entry yet.",
    "stories/": "No story yet.",
    "outlets/": "No outlet is registered yet.",
    "people/": "Nobody is registered yet.",
    "places/": "No place is registered yet.",
    "topics/": "Nothing here yet.",
    "countries/": "Nothing here yet.",
    "languages/": "Nothing here yet.",
    "collection/": "There are no entries yet. What is missing",
    "collection/gaps/": "About the collection What is missing What nobody has checked, kept or looked for yet. It says"
    " nothing about whether an entry is right. Nothing of what is counted here is missing."
    " No story of several entries and no contested question rests on one origin.",
    "browse/": "Digests 0 Stories 0 Outlets 0 People and organisations 0 Places 0 All entries 0 What has changed"
    " Corrections 0"
    " About the collection The collection in figures What is missing How our own words are checked Search"
    " Look up an article by its address Subscribe Publisher and contact",
    "corrections/": "Nothing has been corrected so far.",
    "feeds/": (
        "The whole collection"
        " Weekly digests Every weekly digest, when it is published. Atom · JSON Feed"
        " All entries Every article that joins the collection, and every entry corrected. Atom · JSON Feed"
        " Corrections Every correction: what stood there before, what stands there now, and why. Atom · JSON Feed"
        " Changed pages Pages of others that no longer have what is cited of them, or are not there any more."
        " Atom · JSON Feed"
        " What has changed A day in one item: new entries, editions, corrections, withdrawals and replies."
        " Atom · JSON Feed"
        " All feeds in one file (OPML), which feed readers can import."
    ),
}


def all_content() -> dict[str, Element]:
    return {path: content(path) for path in pages()}


def test_the_views_make_a_page_for_every_record_and_list() -> None:
    known = collection()
    wanted = {"", "changes/", "collection/gaps/", "lookup/", *(f"{name}/" for name in SECTIONS)}
    wanted |= {"about/voice/", *(f"about/voice/{rule.id}/" for rule in rules())}
    wanted |= {week_path(week) for week in known.digests if known.by_week[week]}
    wanted |= {gone.path for gone in known.moved}
    wanted |= {f"{week_path(entry.week)}{entry.id}/" for entry in known.entries}
    wanted |= {
        f"{kind}/{name}/" for kind in ("outlets", "stories", "topics", "places") for name in getattr(known, kind)
    }
    wanted |= {f"people/{name}/" for name, person in known.people.items() if person.public}
    wanted |= {f"countries/{code.lower()}/" for entry in known.entries for code in entry.countries}
    wanted |= {f"languages/{entry.language.lower()}/" for entry in known.entries}
    figures = {(trait.slug, value.slug) for trait in traits(known, EN) for value in trait.values}
    wanted |= {f"collection/{trait}-{value}/" for trait, value in figures}
    wanted |= {f"stories/{name}/compare/" for name, held in known.by_story.items() if len({e.outlet for e in held}) > 1}
    wanted |= {f"stories/{name}/as-of/{day}/" for name in known.stories for day in known.story_days(name)}
    assert set(pages()) == wanted
    assert "languages/uz-cyrl/" in wanted
    assert len(list(all_pages(known))) == len(made())


def test_pages_are_well_formed_and_hold_nothing_active() -> None:
    drawn = {use.attrs["href"][:1] for page in all_content().values() for use in page.every("use")}
    assert drawn == {"#"}, "shapes come from the page itself"
    found = {path: {e.tag for e in page.walk()} - TAGS - CITE for path, page in all_content().items()}
    form = set().union(*map(found.pop, SEARCHES))
    assert ({path: tags for path, tags in found.items() if tags}, form - FORM) == ({}, set())
    found = {path: {a for e in page.walk() for a in e.attrs} - ATTRIBUTES for path, page in all_content().items()}
    form = set().union(*map(found.pop, SEARCHES))
    assert ({path: names for path, names in found.items() if names}, form - FORM_ATTRIBUTES) == ({}, set())


def test_pages_lie_in_known_sections_and_bring_nothing_but_links_to_feeds_and_data_into_the_head() -> None:
    assert {page.section for page in pages().values()} == {"", *SECTIONS}
    heads = {page.path: list(parsed(page.head).walk()) for page in pages().values()}
    tags = {element.tag for found in heads.values() for element in found}
    assert tags == {"link", "meta", "script"}
    links = [element.attrs for found in heads.values() for element in found if element.tag == "link"]
    assert {(attrs["rel"], *sorted(attrs)) for attrs in links} == {
        ("alternate", "href", "rel", "title", "type"),
        # Of a record, for programs; no browser loads what they lead to.
        ("describedby alternate", "href", "rel", "title", "type"),
        ("cite-as", "href", "rel"),
        ("license", "href", "rel"),
        ("type", "href", "rel"),
    }
    scripts = [element.attrs for found in heads.values() for element in found if element.tag == "script"]
    assert all(attrs == {"type": "application/ld+json"} for attrs in scripts), "data, which nothing runs"
    data = {path for path, found in heads.items() if any("/api/v1/" in e.attrs.get("href", "") for e in found)}
    known = collection()
    records = {f"{kind}/{name}/" for kind in ("stories", "outlets", "people") for name in getattr(known, kind)}
    records |= {f"{week_path(entry.week)}{entry.id}/" for entry in known.entries} | set(map(week_path, known.digests))
    assert data == records & set(heads)


def test_text_is_shown_as_it_was_written() -> None:
    page = content("2022/w42/brackets-everywhere/")
    shown = {
        "title": page.one("h1").text,
        "outlet": page.one("p", cls="nd-outlet").one("a").text,
        "byline, section": [dd.text for dd in page.one("dl", cls="nd-meta").every("dd")][2:4],
        "story": content("stories/bridge-planned/").one("h1").text,
        "person": content("people/nina-unheard/").one("h1").text,
        "version": page.one("ul", cls="nd-originals").one("span", lang="ar").text,
        "name": page.one("li", cls="nd-source").one("h3").text,
        "quote": page.one("blockquote").text,
        "translation": page.one("p", cls="nd-translation").text,
        "printed, roles": [dd.text for dd in page.one("dl", cls="nd-roles").every("dd")],
        "correction": [page.one("div", cls="nd-correction").one(tag).text for tag in ("del", "ins")],
        "reference": page.one(id="ref-1").one("a").text,
    }
    assert shown == {
        "title": f'{SCRIPT} & "quotes" {{{{ 7*7 }}}} […]',
        "outlet": '<b>Brackets</b> & "Sons" {{ 7*7 }}',
        "byline, section": [SCRIPT, "<b>A & B</b>"],
        "story": "A bridge over the strait is planned & <b>put off</b>",
        "person": "nina Unheard & <i>Daughters</i>",
        "version": f'">{SCRIPT}',
        "name": f"{SCRIPT} & {{{{ 7*7 }}}}",
        "quote": f"{SCRIPT} […] {{{{ 7*7 }}}}",
        "translation": f"</p>{SCRIPT} (our translation)",
        "printed, roles": ["<b>Bracket</b>", '"role" <i>x</i>', f"</dd>{SCRIPT}1"],
        "correction": [f"{SCRIPT} & {{{{ 7*7 }}}}", f"</ins>{SCRIPT}"],
        "reference": f"{SCRIPT} & {{{{ 7*7 }}}}",
    }
    assert page.one("blockquote").attrs == {"id": "quotation-1", "lang": "uz-Cyrl", "dir": "ltr"}


def test_no_markup_of_an_editor_becomes_markup_of_a_page() -> None:
    raw = {path: page.content for path, page in pages().items()}
    for name, script in SEARCHES.items():
        assert raw[name].count(script) == 1
        raw[name] = raw[name].replace(script, "")
    raw["search/"] = re.sub('<script type="application/json" id="months">{[^<]*}</script>', "", raw["search/"])
    assert [path for path, html in raw.items() if re.search(r"<script|<img|<b>|<i>|onerror=\"", html, re.I)] == []
    raw = {path: re.sub(r' d="[^"]*"', "", html) for path, html in raw.items()}  # lines of maps
    assert [path for path, html in raw.items() if "49" in html] == []  # {{ 7*7 }}
    # The frame escapes titles and descriptions: a view hands them over as they are.
    assert pages()["2022/w42/brackets-everywhere/"].title.startswith(SCRIPT)
    assert pages()["outlets/brackets/"].description.startswith("<b>Brackets</b> &")


def test_every_foreign_text_has_its_language_and_direction() -> None:
    wrong = [
        (path, text.strip(), here.nearest("lang"), here.nearest("dir"))
        for path, page in all_content().items()
        for text, here in page.texts()
        for letters, right in LETTERS.items()
        if here.tag not in ("pre", "script")  # files for reference managers are in no language, nor are data
        and re.search(letters, text)
        and (here.nearest("lang"), here.nearest("dir")) not in right
        # Drawings know no `dir`: the style sheet isolates what stands in them.
        and not (here.tag == "tspan" and here.nearest("lang") in {language for language, _ in right})
    ]
    assert wrong == []


def test_no_english_text_is_marked_as_foreign() -> None:
    foreign = "".join(LETTERS).replace("][", "")
    wrong = {
        element.text
        for page in all_content().values()
        for element in page.walk()
        if element.attrs.get("lang") in {"ar", "fa", "ru", "ky", "uz-Cyrl", "zh"}
        and not re.search(foreign, element.text)
    }
    # The invented alias, title of a version and quotation that are markup.
    assert wrong == {f'">{SCRIPT}', f"{SCRIPT} […] {{{{ 7*7 }}}}"}


@each(
    ("tag", "attributes"),
    [
        ("en", ""),
        ("en-GB", ' lang="en-GB" dir="ltr"'),
        ("ar", ' lang="ar" dir="rtl"'),
        ("fa", ' lang="fa" dir="rtl"'),
        ("ur", ' lang="ur" dir="rtl"'),
        ("ky", ' lang="ky" dir="ltr"'),
        ("uz-Cyrl", ' lang="uz-Cyrl" dir="ltr"'),
        ("uz-Arab", ' lang="uz-Arab" dir="rtl"'),
        ("zh", ' lang="zh" dir="ltr"'),
        ("akk", ' lang="akk" dir="auto"'),
        (None, ' dir="auto"'),
    ],
)
def test_a_language_becomes_attributes(tag: str | None, attributes: str) -> None:
    assert in_language(EN, tag) == attributes


def test_ids_are_unique_and_what_refers_to_them_finds_them() -> None:
    for path, page in all_content().items():
        ids = [element.attrs["id"] for element in page.walk() if "id" in element.attrs]
        assert sorted(ids) == sorted(set(ids)), path
        named = [element.attrs["aria-labelledby"] for element in page.every() if "aria-labelledby" in element.attrs]
        contents = [name for name, _ in pages()[path].toc]
        assert {*named, *contents, pages()[path].anchor} <= set(ids), path
        assert contents == [name for name in ids if name in contents], f"{path}: not in the order of the page"


def test_the_table_of_contents_names_headings_in_their_own_words() -> None:
    for path, page in pages().items():
        headings = [(h.attrs["id"], h.text) for h in content(path).every("h2") if "id" in h.attrs]
        assert not page.toc or list(page.toc) == headings, path


def test_headings_are_nested_without_gaps() -> None:
    # The headings of home and of the lists stand in the hand-written text above; search brings its own.
    below_own_text = {"", *(f"{name}/" for name in SECTIONS)} - {"search/"}
    for path, page in all_content().items():
        levels = [1] * (path in below_own_text) + [int(e.tag[1]) for e in page.walk() if re.fullmatch(r"h\d", e.tag)]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def docs_pages() -> dict[str, set[str]]:
    """Addresses of the hand-written pages, with the ids that stand in them."""
    found = {}
    for file in (DATA / "docs").rglob("*.md"):
        name = PurePosixPath(file.relative_to(DATA / "docs").with_suffix(""))
        path = "" if str(name) == "index" else f"{name.parent if name.name == 'index' else name}/"
        found[path] = set(re.findall(r"\{#([\w-]+)\}", file.read_text("utf-8")))
    return found


def test_every_link_into_the_site_has_its_target() -> None:
    known = docs_pages()
    for path in pages():
        ids = {e.attrs["id"] for e in content(path).walk() if "id" in e.attrs}
        known[path] = known.get(path, set()) | ids
    known |= {path: set() for path, file in made().items() if isinstance(file, File)}
    dead = []
    for path in pages():
        for link in content(path).every("a"):
            target = urljoin(SITE + path, link.attrs["href"])
            if target.startswith(SITE):
                address, _, fragment = target.removeprefix(SITE).partition("#")
                address = address.partition("?")[0]
                if address in made():
                    continue
                if address not in known or (fragment and fragment not in known[address]):
                    dead.append((path, link.attrs["href"]))
            else:
                assert urlsplit(target).scheme in ("http", "https", "mailto"), (path, target)
                assert urlsplit(target).hostname != "site.invalid", (path, target)
    assert dead == []


def test_reference_numbers_follow_the_page_and_lead_to_the_list_and_back() -> None:
    with_references = []
    for path, page in all_content().items():
        links = [link for link in page.every("a") if link.attrs.get("href", "").startswith("#ref-")]
        marks = [link.attrs["href"] for link in links]
        listed_ids = [e.attrs["id"] for e in page.every("li") if e.attrs.get("id", "").startswith("ref-")]
        assert list(dict.fromkeys(marks)) == [f"#{name}" for name in listed_ids], path
        assert listed_ids == [f"ref-{number}" for number in range(1, len(listed_ids) + 1)], path
        for link in links:
            assert link.attrs["href"] == f"#ref-{link.text}"
            assert link.attrs["aria-label"] == f"Reference {link.text}"
        with_references += [path] * bool(marks)
    entries = {f"{week_path(entry.week)}{entry.id}/" for entry in collection().entries}
    stories = {f"stories/{name}/" for name in collection().stories}
    cards = {f"outlets/{name}/" for name in ("brackets", "lamp-society", "strait-gazette", "volna", "wharf-wire")}
    roles = {"people/bakyt-ulgu/", "people/ona-primer/"}
    assert set(with_references) == entries | stories | cards | roles | {"2022/w42/"}


def test_the_same_collection_gives_the_same_pages() -> None:
    assert list(all_pages(collection())) == list(all_pages(collection())) == list(made().values())
    assert {page.path: page for page in pages_in(collection())} == pages()


def test_an_empty_collection_has_its_lists() -> None:
    empty = list(all_pages(Collection.of(Draft(), collection().settings)))
    shown = {page.path: parsed(page.content).text for page in empty if not isinstance(page, File)}
    assert shown.pop("search/").startswith("Search ")
    assert shown.pop("lookup/").startswith("Is an article here? ")
    assert shown.pop("about/").startswith("Who answers for this digest ")
    assert {path for path in shown if path.startswith("about/voice/")} > {"about/voice/", "about/voice/label/"}
    shown = {path: text for path, text in shown.items() if not path.startswith("about/voice/")}
    assert shown == EMPTY


def test_robots_are_shown_the_sitemap_below_the_sub_path() -> None:
    text = "User-agent: *\nAllow: /\n\nSitemap: https://example.org/press/sitemap.xml\n"
    assert made()["robots.txt"] == File("robots.txt", text)


@pytest.mark.parametrize(
    ("path", "root"), [("", "./"), ("digests/", "../"), ("2022/w42/", "../../"), ("2022/w42/a/", "../../../")]
)
def test_root_leads_back_to_the_top(path: str, root: str) -> None:
    assert root_of(path) == root
    assert urljoin(SITE + path, root) == SITE


def test_small_helpers() -> None:
    assert week_path("2022-W03") == "2022/w03/"
    assert host_of("https://www.example.org:8080/a/b") == "example.org:8080"
    assert [language_name(EN, tag) for tag in ("fa", "uz-Cyrl", "zh-Hant-TW")] == [
        "Persian",
        "Uzbek (Cyrillic)",
        "Chinese (Traditional, Taiwan)",
    ]
    assert paragraphs("one\ntwo \n\nthree\n") == ["one", "two", "three"]
    assert [listed(EN, names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
    assert numbered(["b", "a", "b", "c"]) == {"b": 1, "a": 2, "c": 3}


@each(
    ("text", "limit", "shown"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two …"),
        ("one, two three", 6, "one …"),
        ("a\n b", 3, "a b"),
        ("港" * 30, 10, "港" * 10 + " …"),
    ],
)
def test_an_opening_is_cut_at_a_word(text: str, limit: int, shown: str) -> None:
    assert opening(text, limit) == shown


def test_the_frames_that_pages_have_are_those_that_are_planned() -> None:
    """MkDocs builds all that there could be where one page has another: half of the time of a small build."""
    (record, *_), gone = collection().moved, ("2022/w41/a/", "2022/w41/", *(f"{one}/a/" for one in REGISTERS))
    known = replace(collection(), moved=[record.model_copy(update={"path": path}) for path in gone], memo={})
    held = {(page.section, page.path.count("/"), bool(page.toc)) for page in [*pages().values(), *moved(known)]
            if page.path not in ("", f"{page.section}/")}  # fmt: skip
    assert held - set(SHELLS) == set()
