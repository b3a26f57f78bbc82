"""Search: the index is the same every time, and finds what it should in every script."""

import gzip
import hashlib
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from axes import faults_of
from chromium import ask, page_on
from invented import collection

from newsdesk.model import Name
from newsdesk.model.addresses import entry_path
from newsdesk.output.kept import kept_folder
from newsdesk.output.search.stretch import unwrapped
from newsdesk.output.search_index import build_index
from newsdesk.problems import Refusal
from newsdesk.views.search.records import FILTERS, SearchRecord, search_records
from newsdesk.views.search.search_page import find


def digests(records: list[SearchRecord], cache: Path) -> dict[str, str]:
    return {name: hashlib.sha256(file).hexdigest() for name, file in build_index(records, cache)}


def test_two_indexes_of_the_same_records_are_byte_identical(tmp_path: Path) -> None:
    records = list(search_records(collection()))
    first = digests(records, tmp_path / "1")
    assert first == digests(records, tmp_path / "2") == digests(records, tmp_path / "3")
    assert {name.split("/")[1] for name in first} >= {"pagefind.js", "pagefind-entry.json", "filter", "index"}


def test_an_index_is_made_anew_only_when_a_record_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = list(search_records(collection()))
    first = digests(records, tmp_path)
    monkeypatch.setattr("newsdesk.output.search_index._indexed", lambda *args: pytest.fail("it was made anew"))
    assert digests(records, tmp_path) == first
    with pytest.raises(pytest.fail.Exception, match="made anew"):
        digests(records[1:], tmp_path)


def test_an_index_that_an_older_program_has_kept_is_passed_over(tmp_path: Path) -> None:
    def make(work: Path) -> None:
        (work / "out").mkdir()
        (work / "out" / "pagefind-entry.json").write_text("{}")

    records = list(search_records(collection()))
    kept_folder(tmp_path / "old", "search", "0" * 32, make)
    assert digests(records, tmp_path / "old") == digests(records, tmp_path / "new")


def test_no_records_no_index(tmp_path: Path) -> None:
    assert digests([], tmp_path) == {}


def test_a_changed_form_of_the_index_is_refused() -> None:
    for content in (gzip.compress(b"something else"), b"", b"something else"):
        with pytest.raises(Refusal, match="Pagefind has changed the form of its files"):
            unwrapped(content)


def test_each_value_of_a_filter_says_of_how_many_entries_it_is_true() -> None:
    known = collection()
    (page,) = find(known)
    said = re.findall(r'<option value="([^"]+)">[^<]* \((\d+)\)</option>', page.content)
    counts = Counter(value for record in search_records(known) for _, value in record.filters)
    assert len(said) > 40
    assert {value: int(count) for value, count in said} == {value: counts[value] for value, _ in said}


def test_every_entry_is_a_record_with_its_filters() -> None:
    known = collection()
    records = {record.path: record for record in search_records(known)}
    entries = [record for record in records.values() if record.kind == "Entry"]
    assert len(entries) == len(known.entries)
    for record in entries:
        assert {name for name, _ in record.filters} <= set(FILTERS)
        assert {"outlet", "language", "week"} <= {name for name, _ in record.filters}
        days = [key for key in record.days if len(key) == len("day20221009")]
        assert sum(name == "day" for name, _ in record.filters) == max(1, len(days))
    assert len({record.sort for record in records.values()}) == len(records), "the order is never a matter of chance"


def test_private_persons_have_no_record_and_no_spelling() -> None:
    known = collection()
    private = [person for person in known.people.values() if not person.public]
    for record in search_records(known):
        for person in private:
            assert ("person", person.id) not in record.filters
            assert f"people/{person.id}/" != record.path
            assert not {alias.text for alias in person.aliases} & set(record.spellings)


def test_an_outlet_and_its_entries_are_found_by_every_spelling_of_the_body_in_its_name() -> None:
    known = collection()
    name = next(name for name, one in known.people.items() if one.public)
    aliases = (Name(text="Общество Лампы", language="ru"),)
    body = known.people[name].model_copy(update={"name": "Lamp Society", "aliases": aliases})
    known = replace(known, people={**known.people, name: body}, memo={})
    found = {record.path for record in search_records(known) if "Общество Лампы" in record.named}
    assert {"outlets/lamp-society/", *(entry_path(entry) for entry in known.by_outlet["lamp-society"])} <= found


def test_results_carry_the_notices_of_an_entry() -> None:
    known = collection()
    for record in search_records(known):
        if record.kind != "Entry":
            continue
        entry = known.by_id[record.path.rstrip("/").rsplit("/", 1)[-1]]
        notice = dict(record.shown)["notice"]
        assert bool(entry.withdrawn) == notice.startswith("This entry was withdrawn on ")
        restricted = {entry.outlet, entry.syndicated_from} & set(known.restricted)
        assert bool(restricted) == ("Authorities have banned or listed this publisher" in notice)


def test_kinds_of_source_and_comparison_are_filters() -> None:
    known = collection()
    for record in search_records(known):
        if record.kind == "Entry":
            entry = known.by_id[record.path.rstrip("/").rsplit("/", 1)[-1]]
            actors = {value for name, value in record.filters if name == "actor"}
            assert actors == {str(source.actor) for source in entry.sources}
            assert ("evidence", str(entry.evidence.read) if entry.evidence else "none") in record.filters


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented site below a sub-path."""
    top = tmp_path_factory.mktemp("found")
    shutil.copytree(built, top / "press")
    return top


@pytest.fixture(scope="module")
def page(chromium, site: Path):
    """A browser page on the invented site, whose addresses are relative to its top."""
    with page_on(chromium, site, "press/") as page:
        yield page


# What is hidden holds what the search before it found.
SEEN = "links => links.filter(link => !link.closest('[hidden]')).map(link => link.href)"
STEPPED = """query => {
  document.getElementById("state").textContent = "";
  history.pushState(null, "", query);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


class TestInABrowser:
    """The search page of the invented site."""

    def search(self, page, query: str) -> list[str]:
        """What an address finds: opened, or on the page itself as by a step back to it, which costs a tenth."""
        if "/search/" in page.url:
            page.evaluate(STEPPED, f"?{query}")
        else:
            page.goto(f"search/?{query}")
        page.wait_for_function("!['', 'Searching …'].includes(document.getElementById('state').textContent)")
        seen = page.locator("#results a").evaluate_all(SEEN)
        return [re.sub(r"^.*/press/", "", address) for address in seen]

    def test_titles_in_every_script_are_found(self, page) -> None:
        page.goto("search/")
        for entry in collection().entries:
            if "<" in entry.title:
                continue
            words = max(re.findall(r"\w+", entry.title), key=len)
            assert entry.id in ask(page, words), words

    def test_an_empty_search_says_what_to_try(self, page) -> None:
        page.goto("search/")
        page.locator("#example a").click()
        page.wait_for_selector("#results li")
        assert page.locator("#example").is_hidden()

    def test_a_mark_has_no_punctuation_and_a_name_of_several_words_is_marked_as_a_whole(self, page) -> None:
        self.search(page, "q=Үлгү")
        marks = page.locator("#found mark").all_inner_texts()
        assert marks
        assert not [mark for mark in marks if not mark.isalnum()]

    def test_nothing_found_says_what_to_try(self, page) -> None:
        assert self.search(page, "q=zzzzqq") == []
        said = page.locator("#state").inner_text()
        assert said == "No entry holds “zzzzqq”. Try another spelling, or the first four letters of a word or more."

    def test_close_words_fit_a_phone_in_light_and_dark_and_axe_finds_no_fault(self, page) -> None:
        page.set_viewport_size({"width": 320, "height": 640})
        options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
        faults = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert self.search(page, "q=tunel+ferrry+strike+Donaudampfschifffahrtsgesellschaftskapitän") == []
            assert page.locator("#beside a").count() >= 3
            assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            # Colours that are still changing from one scheme to the other are neither's.
            page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
            faults += [fault["id"] for fault in faults_of(page, options)]
        assert faults == []
        page.locator("#q").focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.textContent") == page.locator("#beside a").first.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_function("location.search.toLowerCase().startsWith('?q=tunnel+')")
        page.set_viewport_size({"width": 1280, "height": 720})

    def test_filters_narrow_and_the_address_can_be_shared(self, page) -> None:
        every = self.search(page, "q=tunnel")
        entry = next(e for e in collection().entries if f"2022/{e.week[-3:].lower()}/{e.id}/" in every)
        few = self.search(page, f"q=tunnel&outlet={entry.outlet}")
        assert 0 < len(few) < len(every)
        name = next(o.name_en or o.name for o in collection().outlets.values() if o.id == entry.outlet)
        assert page.locator("#state").inner_text().endswith(f" for “tunnel”, with these filters: {name}")
        assert page.locator("h1").inner_text() == "Search: tunnel"
        assert set(few) <= set(every)
        assert not page.locator("#f-outlet").is_visible(), "what was found stands first; the filters stay closed"
        page.get_by_role("button", name=f"Without Outlet: {name}").click()
        page.wait_for_function("!location.search.includes('outlet')")
        page.reload()
        page.wait_for_selector("#results li")
        assert page.locator("#q").input_value() == "tunnel"

    def test_filters_alone_list_what_they_leave_and_say_how_much(self, page) -> None:
        known = collection()
        one, two = [name for name, of in sorted(known.by_outlet.items()) if of][:2]
        wanted = {entry_path(entry) for entry in known.entries if entry.outlet in (one, two)}
        assert set(self.search(page, f"outlet={one}&outlet={two}")) == wanted
        assert len(page.locator("#chosen button").all()) == 2
        days = "from=2022-10-12&to=2022-10-14"
        span = [entry for entry in known.entries if entry.published.overlaps(date(2022, 10, 12), date(2022, 10, 14))]
        listed = self.search(page, days)
        assert set(listed) == {entry_path(entry) for entry in span}
        days_of = {entry_path(entry): entry.published.first for entry in span}
        assert listed == sorted(listed, key=days_of.__getitem__, reverse=True), "the newest first"
        assert page.locator("#state").inner_text() == (
            f"{len(span)} entries, with these filters: From 12 October 2022, To 14 October 2022"
        )
        assert self.search(page, "from=2031-01-01") == []
        assert self.search(page, "from=2022-10-14&to=2022-10-12") == []
        assert (
            page.locator("#state").inner_text() == "The first day is later than the last one: no day lies between them."
        )
        # Each value says how many entries it would leave; what was chosen does not narrow its own list.
        self.search(page, f"{days}&language=fa&q=strike")
        page.locator("#narrow summary").click()
        held = [entry for entry in span if "strike" in entry.id]
        for tag in ("fa", "ky", "en"):
            count = sum(entry.language == tag for entry in held)
            page.wait_for_function(
                "([tag, end]) => document.querySelector(`#f-language option[value=${tag}]`).text.endsWith(end)",
                arg=[tag, f" ({count})"],
            )
        # Behind the last value there is room for one more, and for no more than one.
        fields = page.locator("select[name=language]")
        assert [field.input_value() for field in fields.all()] == ["fa", ""]
        fields.last.select_option("ky")
        page.wait_for_function("location.search.includes('language=fa&language=ky')")
        assert [field.input_value() for field in fields.all()] == ["fa", "ky", ""]
        page.go_back()
        page.wait_for_function("!location.search.includes('language=ky')")
        assert "language=fa" in page.url, "each filter is a step back"
        page.locator("#narrow summary").click()

    def test_a_day_is_found_however_it_is_typed(self, page) -> None:
        page.goto("search/")
        day = date(2022, 10, 12)
        held = {entry.id for entry in collection().entries if entry.published.is_exact and entry.published.first == day}
        assert held
        typed = (
            "12 October", "October 12", "12th of October", "12 октября", "12-октябрда", "2022-10-12", "12.10.2022",
            "12/10/2022", "10/12/2022", "October 12, 2022", "12 октября 2022 года", "2022-жылдын 12-октябры",
            "2022年10月12日", "١٢ أكتوبر ٢٠٢٢", "12 oktabr 2022",
        )  # fmt: skip
        for query in typed:
            assert set(ask(page, query)[: len(held)]) == held, query
        in_october = ask(page, "October")
        assert len(in_october) > 5
        for query in ("октябрь", "октября", "oktabr"):
            assert set(ask(page, query)) >= set(in_october), query
        for query in ("12 January", "12.10.1999", "31.12.2022"):
            assert ask(page, query) == [], query
            assert page.locator("#state").inner_text().startswith(f"No entry holds “{query}”."), query
        assert ask(page, "3 strikes") == ask(page, "strikes"), "a number beside another word is no day"
        assert (len(ask(page, "may")), ask(page, "май")) == (1, []), "a word that is a month elsewhere"
        for query in ("unnamed sources", "anonymous sources"):
            ask(page, query)
            assert "Sources that are not named (list)" in page.locator("#nd").inner_text(), query

    def test_countries_are_found_in_the_languages_of_the_interface_and_offices_lead_to_who_holds_them(
        self, page
    ) -> None:
        page.goto("search/")
        about = {entry.id for entry in collection().entries if "NZ" in entry.countries}
        for name in ("New Zealand", "Новая Зеландия", "Новой Зеландии", "Жаңы Зеландия", "نيوزيلندا", "新西兰"):
            assert about <= set(ask(page, name)), name
        for office in ("harbour master of Samplehaven", "the Harbour Master of Samplehaven"):
            ask(page, office)
            assert page.locator("#pages a").first.inner_text() == "Ona Primer"
        of_the_union = (
            "spokeswoman of the Ferry Union", "пресс-секретарь Союза паромщиков", "Ulgu, spokesman of the Ferry Union",
            "басма сөз катчысы Ferry Union", "المتحدث باسم Ferry Union", "Ferry Union 发言人", "FERRY UNION SPOKESMAN",
        )  # fmt: skip
        for office in of_the_union:
            ask(page, office)
            assert page.locator("#pages a").first.inner_text() == "Bakyt Ulgu", office
        ask(page, "паромщики")
        assert "The crews of the ferries strike" in page.locator("#related").inner_text(), "by the title of an article"
        ask(page, "twelve crews")
        to = page.locator("#pages a").last
        assert to.inner_text() == "How many crews stayed ashore?", "an account of it says twelve"
        assert to.get_attribute("href").endswith("/press/stories/ferry-strike-2022/#disputed-1")
        ask(page, "Samplehaven")
        assert "Ona Primer" not in page.locator("#pages").inner_text(), "a town is no office"
        said = [card.inner_text() for card in page.locator("#found li").all()]
        set_there = "Found by the place where its story is set: Samplehaven."
        assert any(set_there in text for text in said)
        assert not any("Samplehaven" in text.replace(set_there, "") and set_there in text for text in said)

    def test_on_a_telephone_the_first_result_is_on_the_first_screen_and_the_sign_leads_to_the_field(self, page) -> None:
        page.set_viewport_size({"width": 390, "height": 664})
        self.search(page, "q=tunnel&outlet=volna")
        assert page.locator("#found a").first.bounding_box()["y"] < 600
        page.locator(".nd-find button").click()
        assert page.evaluate("document.activeElement.id") == "q"
        page.goto("outlets/")
        page.locator(".nd-find button").click()
        page.wait_for_function("document.activeElement.id === 'q'")
        page.set_viewport_size({"width": 1280, "height": 720})

    def test_an_outlet_leads_with_its_own_entries_and_signs_of_other_searches_are_words(self, page) -> None:
        found = [path for path in self.search(page, "q=Wharf+Wire") if path.startswith("2022/")]
        own = {entry_path(entry) for entry in collection().by_outlet["wharf-wire"]}
        assert set(found[: len(own)]) == own
        assert len(found) > len(own)
        self.search(page, "q=ferry+OR+tunnel+-crews")
        assert "OR, AND, NOT and a minus are no signs here" in page.locator("#beside").inner_text()

    def test_a_question_as_it_is_typed_leads_to_the_story_that_it_asks_about(self, page) -> None:
        self.search(page, "q=How+many+crews+stayed+ashore%3F")
        onward = page.locator('#pages a[href$="/stories/ferry-strike-2022/#disputed-1"]')
        assert onward.inner_text() == "How many crews stayed ashore?"
        for query, entry in (
            ("Why did the crews of the ferries strike?", "strike-called"),
            ("почему бастуют паромщики?", "strike-in-russian"),
        ):
            assert entry in ask(page, query), "a question holds words that ask, and entries that answer it do not"
        ask(page, "Why did the crews of the ferries strike?")
        assert page.locator("#pages a").first.get_attribute("href").endswith("/stories/ferry-strike-2022/")

    def test_results_can_be_sorted_by_date(self, page) -> None:
        new, old = (self.search(page, f"q=tunnel&sort={order}") for order in ("newest", "oldest"))
        assert len(new) > 1
        assert new == old[::-1]

    def test_the_header_of_every_page_leads_to_search(self, page) -> None:
        page.goto("outlets/")
        is_there = "document.activeElement.matches('.nd-find input')"
        page.keyboard.press("/")
        assert page.evaluate(is_there)
        page.keyboard.press("/")
        assert page.locator(".nd-find input").input_value() == "/", "whoever types means the sign"
        page.locator(".nd-find input").blur()
        page.evaluate("localStorage.setItem('nd-slash', 'off')")
        page.keyboard.press("/")
        assert not page.evaluate(is_there), "switched off on the search page"
        page.evaluate("localStorage.clear()")
        page.locator(".nd-find input").fill("tunnel")
        page.locator(".nd-find input").press("Enter")
        page.wait_for_url("**/search/?q=tunnel")
        page.wait_for_selector("#results li")

    def test_text_from_entries_is_never_markup(self, page) -> None:
        self.search(page, "q=script")
        assert page.locator("#results script").count() == 0
        assert page.locator("#results a").count() > 0
