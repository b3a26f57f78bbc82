"""Whom an outlet cites: by kind, and by the country that the source acts for."""

import pytest
from invented import Element, changed_each, changed_person, collection, content, remade

from newsdesk.collection import Collection
from newsdesk.model import Cited
from newsdesk.views.pages.outlets import OPEN

GAZETTE = "outlets/strait-gazette/"


def tables(page: Element) -> dict[str, list[tuple[str, str, str | None]]]:
    """The tables of the section by their first heading: label, figures, link."""
    sections = page.every("section", **{"aria-labelledby": "kinds"})
    return {
        table.every("th")[0].text: [
            (tr.one("th").text, tr.one("td").text, next((a.attrs["href"] for a in tr.every("a")), None))
            for tr in table.one("tbody").every("tr")
        ]
        for section in sections for table in section.every("table")
    }  # fmt: skip


def gazette(**sources: object) -> Collection:
    """The collection where every source of the Gazette is changed."""
    entries = collection().by_outlet["strait-gazette"]
    return changed_each({
        entry.id: {"sources": tuple(source.model_copy(update=sources) for source in entry.sources)}
        for entry in entries
    })  # fmt: skip


def test_sources_are_counted_by_the_country_that_they_act_for() -> None:
    assert tables(content(GAZETTE))["Acts for"] == [
        ("Iceland", "2 5%", "../../countries/is/"),
        ("China", "1 3%", "../../countries/cn/"),
        ("Kyrgyzstan", "1 3%", "../../countries/kg/"),
        ("not recorded", "34 89%", None),
    ]


@pytest.mark.parametrize("path", [GAZETTE, "outlets/volna/", "outlets/tolkun/", "outlets/wharf-wire/"])
def test_both_tables_count_the_same_sources(path: str) -> None:
    found = tables(content(path))
    sums = [sum(int(figures.split()[0]) for unused, figures, unused in rows) for rows in found.values()]
    assert len(sums) == 2
    assert len(set(sums)) == 1


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("nina-unheard", [("New Zealand", "50 100%", "../../countries/nz/")]),
        ("volna", None),  # an outlet of Iceland acts for no country
        ("mira-privatova", None),
        (None, None),
    ],
)
def test_only_people_and_bodies_with_a_country_have_a_line(who: str | None, expected: list | None) -> None:
    found = tables(remade(gazette(who=who, cited=Cited.QUOTED, via=None), GAZETTE))
    assert found.get("Acts for") == expected
    assert "Kind of source" in found


def test_a_country_that_no_entry_is_about_has_no_link() -> None:
    found = tables(remade(changed_person("ona-primer", country="FR"), GAZETTE))["Acts for"]
    assert ("France", "1 3%", None) in found


def test_of_a_private_person_no_country_is_said() -> None:
    hidden = changed_person("ona-primer", country="FR", public=False)
    found = tables(remade(hidden, GAZETTE))["Acts for"]
    assert "France" not in [label for label, unused, unused in found]
    assert found[-1] == ("not recorded", "35 92%", None)


def test_who_is_only_mentioned_does_not_count() -> None:
    assert tables(remade(gazette(who="tunnel-board", cited=Cited.MENTIONED, via=None), GAZETTE)) == {}


def test_the_tables_say_what_they_count_and_pass_no_verdict() -> None:
    section = content(GAZETTE).one("section", **{"aria-labelledby": "kinds"})
    assert [p.text for p in section.every("p")] == [
        "Sources by kind, in its articles in this collection. Who is only mentioned does not count.",
        "By the country that the source acts for, as the register of people and organisations has it.",
    ]


def test_more_entries_than_a_few_are_lines_that_open() -> None:
    for name, entries in collection().by_outlet.items():
        page = content(f"outlets/{name}/")
        lines = page.every("details", cls="nd-covered")
        assert len(lines) == (len(entries) if len(entries) > OPEN else 0), name
        assert len(page.every("article", cls="nd-card")) == len(entries), name
        for line, entry in zip(lines, entries, strict=False):
            assert (entry.title_en.text if entry.title_en else entry.title) in line.one("summary").text
            assert line.every("article", cls="nd-card")
    assert max(map(len, collection().by_outlet.values())) > OPEN
