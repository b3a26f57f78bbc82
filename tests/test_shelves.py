"""Lists that are too long for one page: addresses, every row once, links, and which pages an edit makes anew."""

import re
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from urllib.parse import urljoin

from invented import parsed
from makers import collection as files
from makers import draft_of, grown
from tables import each

from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.watched import Watched
from newsdesk.model import Edtf
from newsdesk.model.settings import Settings
from newsdesk.views import SHELLS, Page, Part
from newsdesk.views.pages.groups import topics
from newsdesk.views.pages.outlets import outlet_list
from newsdesk.views.pages.people import people
from newsdesk.views.pages.places import places
from newsdesk.views.pages.stories import stories
from newsdesk.views.pages.weeks import digest_list
from newsdesk.views.shared.paging.shelves import FIRST, MOST, _place

VIEWS = (outlet_list, people, places, topics, stories, digest_list)
COUNT = 2 * MOST + 7
SITE = "https://site.invalid/press/"
# Names of many scripts and none; half of all begin with one letter, and fill several pages.
INITIALS = ("Ann", "Émile", "Жанна", "علي", "王", "李", "김", "7 Days", "«Ёлка»", "…", "ǰan", "ßen", "ﬁn", "𐐀x", "ა")


def name_of(number: int) -> str:
    return f"{INITIALS[number // 2 % len(INITIALS)] if number % 2 else 'Bo'} {number:04}"


@cache
def large(count: int = COUNT) -> Collection:
    """A collection whose registers, stories and weeks are so many."""
    draft = grown(1)
    registers = {}
    for kind, field in (
        ("outlets", "name"),
        ("people", "name"),
        ("places", "name"),
        ("topics", "name"),
        ("stories", "title"),
    ):
        found = dict(getattr(draft, kind))
        first = next(iter(found.values()))
        for number in range(count):
            update = {"id": f"x{number}", field: name_of(number)}
            update |= {"date": Edtf.parse(f"{1990 + number % 4}-05")} if kind == "stories" else {}
            update |= {"name_en": None, "domains": (f"x{number}.example",)} if kind == "outlets" else {}
            found[f"x{number}"] = replace(first, record=first.record.model_copy(update=update))
        registers[kind] = found
    digest = next(iter(draft.digests.values()))
    weeks = {f"{1900 + at // 50}-W{1 + at % 50:02}" for at in range(count)}
    digests = {
        week: replace(digest, record=digest.record.model_copy(update={"week": week, "lead": None})) for week in weeks
    }
    return Collection.of(replace(draft, **registers, digests={**draft.digests, **digests}), Settings(site_name="Large"))


def made(known: Collection) -> dict[str, Page]:
    """The pages of all lists, not those that they lead to."""
    found = {}
    for view in VIEWS:
        for part in view(known):
            if isinstance(part, Part) and part.make.__name__.endswith("list"):
                found.update((page.path, page) for page in part.make(known, *part.given))
    return found


@cache
def site() -> dict[str, Page]:
    return made(large())


def links(page: Page) -> list[str]:
    """Where links lead that stand in rows, headings and above the list, below the site."""
    found = [urljoin(SITE + page.path, a.attrs["href"]) for a in parsed(page.content).every("a")]
    return [to.removeprefix(SITE) for to in found if "#" not in to]


@each("name", ["outlets", "people", "places", "topics", "stories"])
def test_every_record_stands_on_one_page_that_the_list_leads_to(name: str) -> None:
    pages = {path: page for path, page in site().items() if path.startswith(f"browse/{name}/")}
    known = getattr(large(), name)
    rows = Counter(
        to for page in pages.values() for to in links(page) if to.startswith(f"{name}/") and to != f"{name}/"
    )
    assert rows == Counter(f"{name}/{id}/" for id in known)
    first = site()[f"{name}/"]
    reached = {to for to in links(first) if to.startswith("browse/")}
    assert len(reached) > 3
    reached |= {to for path in reached for to in links(pages[path]) if to.startswith("browse/")}
    assert reached == pages.keys()
    shown = [to for to in links(first) if to.startswith(f"{name}/")]
    assert len(set(shown)) >= FIRST
    assert len({page.title for page in pages.values()} | {first.title}) == len(pages) + 1


def test_no_page_of_a_list_is_large_and_all_are_set_alike() -> None:
    assert max(len(page.content.encode()) for page in site().values()) < 100_000
    assert {path.split("/")[1] for path in site() if path.startswith("browse/")} == {
        "outlets", "people", "places", "topics", "stories", "digests",
    }  # fmt: skip
    for path, page in site().items():
        headings = [one.text for one in parsed(page.content).every("h1")]
        assert headings == ([page.title] if path.startswith("browse/") else []), path
        # MkDocs builds all frames that there could be where one page has another than those.
        is_planned = (page.section, path.count("/"), bool(page.toc)) in SHELLS
        assert is_planned or path == f"{page.section}/", path


def test_weeks_stand_by_year_and_those_without_a_digest_are_said() -> None:
    first, year = site()["digests/"], site()["browse/digests/1901/"]
    assert len(parsed(first.content).every("li")) == FIRST
    assert "The newest 50 of" in parsed(first.content).text
    assert year.title == "Weekly digests: 1901"
    assert "2 weeks" in parsed(year.content).text
    assert sum(path.startswith("browse/digests/") for path in site()) == len({week[:4] for week in large().digests})


def test_a_short_list_is_one_page() -> None:
    short = made(large(MOST - 20))
    assert [path for path in short if path.startswith("browse/")] == []
    assert made(Collection.of(draft_of(files()), Settings(site_name="Small"))).keys() == short.keys()


def test_each_letter_has_an_address_of_its_own_in_plain_letters() -> None:
    letters = {
        char.upper() for char in map(chr, (*range(0x3200), *range(0x3400, sys.maxunicode, 97))) if char.isalpha()
    } | {"#"}
    found: dict[str, set[str]] = {}
    for letter in letters:
        key, said = _place(letter, are_many=True)
        assert re.fullmatch("[a-z0-9]+(-+[a-z0-9]+)*", key), letter
        found.setdefault(key, set()).add(said)
    assert {key: said for key, said in found.items() if len(said) > 1} == {}
    assert (found["han"], found["hangul"]) == ({"漢字"}, {"한글"})
    keys = [_place(letter, are_many=True)[0] for letter in ("#", "A", "SS", "Ж", "ع", "Þ")]
    assert keys == ["0-9", "a", "ss", "cyrillic-zhe", "arabic-letter-ain", "latin-thorn"]


def test_one_more_statement_makes_the_first_page_and_one_letter_anew() -> None:
    known = large()
    said = known.by_speaker["ada-quill"]
    more = replace(known, by_speaker={**known.by_speaker, "x1": said}, memo={})
    old, new, watched = Digests(known), Digests(more), Watched.over(known)
    stale = set()
    for part in people(known):
        if part.make.__name__ == "_list":
            with watched.watch.part() as keys:
                pages = list(part.make(watched, *part.given))
            stale |= {page.path for page in pages if any(old[key] != new[key] for key in keys)}
    assert stale == {"people/", "browse/people/a/"}
