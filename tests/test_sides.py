"""For whom a source speaks, and that pages and tables say so."""

import csv
import io

from invented import Element, changed, remade
from makers import WEEK, draft_of, entry
from makers import collection as files
from matrices import source
from tables import each

from newsdesk.collection import Collection
from newsdesk.collection.sides import side_of
from newsdesk.model.settings import Settings
from newsdesk.views import File, all_pages
from newsdesk.views.data.tables import SOURCE_COLUMNS, source_rows

PEOPLE = """\
schema: 1
people:
  of-a-country: {kind: person, name: Ada Quill, country: IS}
  of-a-body: {kind: person, name: Ben Rushes, country: IS, side: moor-union}
  of-another: {kind: person, name: Cleo Sedge, country: IS, side: NO}
  of-nobody: {kind: person, name: Dov Teal, public: false}
  moor-union: {kind: organisation, name: Union of Moors, side: moor-union}
  of-a-hidden-one: {kind: person, name: Eve Umber, side: hidden-body}
  hidden-body: {kind: organisation, name: Hidden Union, public: false}
"""
# Who is cited, what the entry says of its side, and the side.
SIDES = [
    ("of-a-country", None, "IS"),
    ("of-a-country", "NO", "NO"),
    ("of-a-country", "moor-union", "moor-union"),
    ("of-a-body", None, "moor-union"),
    ("of-another", None, "NO"),
    ("of-nobody", None, None),
    ("of-nobody", "IS", "IS"),
    ("moor-union", None, "moor-union"),
    ("lantern", None, "IS"),
    ("beacon", None, None),
    (None, None, None),
    (None, "IS", "IS"),
]


def collection(who: str | None, side: str | None) -> Collection:
    told = "".join(f", {field}: {value}" for field, value in (("who", who), ("side", side)) if value)
    source = f"{{name: Ada Quill{told}, actor: official, identified: named, cited: mentioned}}"
    made = {**files(), "people.yaml": PEOPLE, f"{WEEK}/swans-counted.yaml": entry(sources=f"[{source}]")}
    return Collection.of(draft_of(made), Settings(site_name="Swans"))


def in_table(known: Collection) -> str:
    row = next(csv.reader(io.StringIO(source_rows(known, known.entries[0]))))
    return dict(zip(SOURCE_COLUMNS, row, strict=True))["side"]


@each(("who", "side", "expected"), SIDES)
def test_the_entry_goes_before_the_record_and_its_side_before_its_country(
    who: str | None, side: str | None, expected: str | None
) -> None:
    known = collection(who, side)
    assert side_of(known, known.entries[0].sources[0]) == expected
    assert in_table(known) == (expected or "")


def test_a_body_that_is_not_public_is_named_in_no_table() -> None:
    known = collection(None, "hidden-body")
    assert side_of(known, known.entries[0].sources[0]) == "hidden-body"
    assert in_table(known) == ""
    assert not [one.path for one in all_pages(known) if isinstance(one, File) and b"hidden-body" in one.raw]


def page(known: Collection, path: str) -> Element:
    return remade(known, path)


def test_pages_say_where_a_side_is_another_one_than_the_country() -> None:
    assert "Speaks forUnion of Moors" in page(collection("of-a-body", None), "people/of-a-body/").text
    assert "Speaks for" not in page(collection("of-a-country", None), "people/of-a-country/").text


def test_an_entry_says_what_side_it_gives_a_source() -> None:
    known = changed("strike-called", sources=(source("Ada Quill", side="IS"),))
    (item,) = page(known, "2022/w41/strike-called/").every("li", cls="nd-source")
    assert "speaks for Iceland" in item.text
