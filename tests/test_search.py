"""Search: the index is the same every time, and finds what it should in every script."""

import gzip
import hashlib
import re
import shutil
from pathlib import Path

import pytest
from chromium import ask, page_on
from invented import collection

from newsdesk.output.kept import kept_folder
from newsdesk.output.search.stretch import unwrapped
from newsdesk.output.search_index import build_index
from newsdesk.problems import Refusal
from newsdesk.views.search.records import FILTERS, SearchRecord, search_records


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


def test_every_entry_is_a_record_with_its_filters() -> None:
    known = collection()
    records = {record.path: record for record in search_records(known)}
    entries = [record for record in records.values() if record.kind == "Entry"]
    assert len(entries) == len(known.entries)
    for record in entries:
        assert {name for name, _ in record.filters} <= set(FILTERS)
        assert {"outlet", "language", "week"} <= {name for name, _ in record.filters}
    assert len({record.sort for record in records.values()}) == len(records), "the order is never a matter of chance"


def test_private_persons_have_no_record_and_no_spelling() -> None:
    known = collection()
    private = [person for person in known.people.values() if not person.public]
    for record in search_records(known):
        for person in private:
            assert ("person", person.id) not in record.filters
            assert f"people/{person.id}/" != record.path
            assert not {alias.text for alias in person.aliases} & set(record.spellings)


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


class TestInABrowser:
    """The search page of the invented site."""

    def search(self, page, query: str) -> list[str]:
        page.goto(f"search/?{query}")
        page.wait_for_function("!['', 'Searching …'].includes(document.getElementById('state').textContent)")
        page.wait_for_timeout(150)
        return [re.sub(r"^.*/press/", "", link.evaluate("a => a.href")) for link in page.locator("#results a").all()]

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
        axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        page.set_viewport_size({"width": 320, "height": 640})
        options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
        faults = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert self.search(page, "q=tunel+ferrry+strike+Donaudampfschifffahrtsgesellschaftskapitän") == []
            assert page.locator("#beside a").count() >= 3
            assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            faults += [fault["id"] for fault in axe.run(page, options=options).response["violations"]]
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
        page.locator("#f-outlet").select_option("")
        page.wait_for_function("!location.search.includes('outlet')")
        page.reload()
        page.wait_for_selector("#results li")
        assert page.locator("#q").input_value() == "tunnel"

    def test_results_can_be_sorted_by_date(self, page) -> None:
        new, old = (self.search(page, f"q=tunnel&sort={order}") for order in ("newest", "oldest"))
        assert len(new) > 1
        assert new == old[::-1]

    def test_the_header_of_every_page_leads_to_search(self, page) -> None:
        page.goto("outlets/")
        page.locator(".nd-find input").fill("tunnel")
        page.locator(".nd-find input").press("Enter")
        page.wait_for_url("**/search/?q=tunnel")
        page.wait_for_selector("#results li")

    def test_text_from_entries_is_never_markup(self, page) -> None:
        self.search(page, "q=script")
        assert page.locator("#results script").count() == 0
        assert page.locator("#results a").count() > 0
