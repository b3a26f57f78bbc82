"""Archived copies in a collection: which are in order, what they need no correction for, and where they are shown."""

import json
from datetime import date
from typing import Any

from invented import changed, collection, remade
from makers import ENTRY, problems_of, swapped
from tables import each

from newsdesk.model import Reference
from newsdesk.model.archives import copied_on
from newsdesk.model.references import ArchiveRefused
from newsdesk.store.history.editions import fingerprint, is_said_by
from newsdesk.views.data.citations import as_csl, citation
from newsdesk.views.data.json_ld import entry_node
from newsdesk.views.data.sqlite.entries import of_entry
from newsdesk.views.data.tables import ENTRY_COLUMNS, entry_rows

WAYBACK = "https://web.archive.org/web/20221021101500"
SWANS, SURVEY = "https://lantern.example/swans", "https://survey.example/2021"
REFUSED = "{on: 2022-11-01, why: Left out.}"
ITSELF = (
    "archive-of-another-page",
    "This is the page itself, and no copy of it. Write the address of the copy, or remove it.",
)


def another(page: str, beside: str) -> tuple[str, str]:
    said = f'This is a copy of "{page}". It stands beside "{beside}": write the address of a copy of that page.'
    return "archive-of-another-page", said


# What stands in an entry behind its language, or in its reference to the survey, and what is found there.
COPIES: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("", f"archive_url: {WAYBACK}/{SWANS}", []),
    ("", f"archive_url: {WAYBACK}/http://www.lantern.example:80/swans/", []),
    ("", f"archive_url: {WAYBACK}id_/{SWANS}?utm_source=x", []),
    ("", "archive_url: https://web.archive.org/web/2022/lantern.example/swans", []),
    ("", "archive_url: https://archive.ph/AbC1d", []),
    ("", "archive_url: https://archive.example/1", []),
    ("", f"archive_url: {WAYBACK}/https://lantern.example/geese",
     [another("https://lantern.example/geese", SWANS)]),
    ("", f"archive_url: {WAYBACK}/{SWANS}?id=2", [another(f"{SWANS}?id=2", SWANS)]),
    ("", f"archive_url: https://archive.ph/2022.10.21-101500/{SURVEY}", [another(SURVEY, SWANS)]),
    ("", "archive_url: https://www.lantern.example/swans/", [ITSELF]),
    ("", f"archive_refused: {REFUSED}", []),
    ("", f"not_captured: {REFUSED}", []),
    ("", f"archive_url: {WAYBACK}/{SWANS}\narchive_refused: {REFUSED}",
     [("archived-and-refused", "There is an archived copy, and a refusal beside it. Remove archive_refused.")]),
    ("", f"archive_url: {WAYBACK}/https://lantern.example/se\nversions: [{{language: se, url: https://lantern.example/se}}]",
     []),
    (SURVEY, f"archive_url: {WAYBACK}/{SURVEY}", []),
    (SURVEY, f"archive_url: {WAYBACK}/https://survey.example/2020", [another("https://survey.example/2020", SURVEY)]),
    (SURVEY, f"archive_url: {SURVEY}", [ITSELF]),
    (SURVEY, f"archive_refused: {REFUSED}", []),
    (SURVEY, f"archive_url: https://archive.example/1, archive_refused: {REFUSED}",
     [("archived-and-refused", "There is an archived copy, and a refusal beside it. Remove archive_refused.")]),
]  # fmt: skip


@each(("where", "text", "found"), COPIES)
def test_a_copy_is_one_of_the_page_beside_it(where: str, text: str, found: list[tuple[str, str]]) -> None:
    old, new = (
        (f"url: {where}}}", f"url: {where}, {text}}}") if where else ("language: en\n", f"language: en\n{text}\n")
    )
    assert [(one.rule, one.sentence) for one in problems_of(swapped(ENTRY, old, new))] == found


def test_an_entry_as_a_reference_has_its_copy_elsewhere() -> None:
    files = swapped(
        "stories.yaml",
        "    references:\n",
        "    references:\n      own: {entry: swans-counted, archive_url: https://a.example/1}\n",
    )
    said = [one.sentence for one in problems_of(files)]
    assert said == [
        "An entry of this collection has no archived copy here."
        " Remove archive_url: the copy of its article stands in that entry."
    ]


@each(("address", "day"), [
    (f"{WAYBACK}/{SWANS}", date(2022, 10, 21)), (f"{WAYBACK}id_/{SWANS}", date(2022, 10, 21)),
    ("https://archive.ph/2022.10.21-101500/x", date(2022, 10, 21)), ("https://web.archive.org/web/2022/x", None),
    ("https://archive.example/20229999/x", None), ("https://archive.example/1", None),
])  # fmt: skip
def test_the_day_of_a_copy_stands_in_its_address(address: str, day: date | None) -> None:
    assert copied_on(address) == day


def week(**more: Any) -> dict[str, dict[str, Any] | None]:
    entry = {"title": "Swans", "references": {"a": {"url": "https://a.example/"}, "b": {"entry": "geese"}}, **more}
    return {"_digest.yaml": {"status": "published"}, "swans.yaml": entry, "broken.yaml": None}


def test_an_edition_stands_whatever_archives_say_later() -> None:
    data = fingerprint(week(), "2022-W42", ())
    copied = {"url": "https://a.example/", "archive_url": "https://archive.example/2"}
    refused = {"on": "2022-11-01", "why": "Left out."}
    for later in (
        week(archive_url="https://archive.example/1"),
        week(archive_refused=refused),
        week(not_captured=refused),
        week(references={"a": copied, "b": {"entry": "geese"}}),
        week(references={"a": {"url": "https://a.example/", "archive_refused": refused}, "b": {"entry": "geese"}}),
    ):
        assert fingerprint(later, "2022-W42", ()) == data
        assert is_said_by(data, later, "2022-W42", ())
    assert fingerprint(week(url="https://archive.example/1"), "2022-W42", ()) != data
    assert fingerprint(week(references=[]), "2022-W42", ()) != data


def test_an_edition_of_before_counted_copies_and_still_stands() -> None:
    # Made by the program when it did not leave them out.
    data = "e0da1e65b0a73223c32f86652790eb40bcd20c8102131428a44b9a05b2df2fb7"
    assert is_said_by(data, week(archive_url=None), "2022-W42", ())
    assert not is_said_by(data, week(archive_url="https://archive.example/1"), "2022-W42", ())


RUSSIAN, PAGE = "strike-in-russian", "2022/w41/strike-in-russian/"
COURT = "https://court.example.com/2022/9"


def with_copies(**copies: str) -> dict[str, Reference]:
    known = collection().by_id[RUSSIAN].references
    return {name: one.model_copy(update={"archive_url": copies.get(name[:5])}) for name, one in known.items()}


def test_a_reference_shows_its_copy_and_the_day_of_that() -> None:
    union = "https://archive.example/u"
    page = remade(changed(RUSSIAN, references=with_copies(court=f"{WAYBACK}/{COURT}", union=union)), PAGE)
    items = page.one("ol", cls="nd-references").every("li")
    assert [(item.text, [a.attrs["href"] for a in item.every("a")][1:]) for item in items] == [
        ("Ferry Union. ferries.example.com. Archived.", [union]),
        ("Ruling 9 of 2022, Invented Court of Iceland, 13 October 2022. court.example.com. Archived 21 October 2022.",
         [f"{WAYBACK}/{COURT}"]),
    ]  # fmt: skip
    assert {a.attrs.get("rel") for a in page.one("ol", cls="nd-references").every("a") if "rchive" in a.text} == {
        "nofollow noreferrer"
    }


def test_no_page_leads_to_a_copy_of_what_the_policy_keeps_as_text() -> None:
    lamp = f"{WAYBACK}/https://lamp.example.net/about"
    page = remade(changed(RUSSIAN, references=with_copies(court=lamp)), PAGE)
    assert lamp not in [a.attrs["href"] for a in page.every("a")]


def test_reference_managers_are_told_where_the_copy_is() -> None:
    url = collection().by_id[RUSSIAN].url
    known = changed(RUSSIAN, archive_url=f"{WAYBACK}/{url}")
    row = json.loads(as_csl(known, citation(known, known.by_id[RUSSIAN])))
    assert (row["URL"], row["archive"], row["archive_location"]) == (url, "web.archive.org", f"{WAYBACK}/{url}")
    # Where the policy keeps the address as text, no program is led to it by another way.
    known = changed("lamp-society-statement", archive_url=f"{WAYBACK}/https://lamp.example.net/12")
    row = json.loads(as_csl(known, citation(known, known.by_id["lamp-society-statement"])))
    assert row.keys().isdisjoint({"URL", "archive", "archive_location"})


def test_programs_are_told_of_copies_of_what_is_cited() -> None:
    lamp = f"{WAYBACK}/https://lamp.example.net/about"
    known = changed(RUSSIAN, references=with_copies(court=f"{WAYBACK}/{COURT}", union=lamp))
    entry = known.by_id[RUSSIAN]
    assert entry_node(known, entry, citation(known, entry), "")["citation"] == [
        {"@type": "WebPage", "name": "Ruling 9 of 2022", "url": COURT, "archivedAt": f"{WAYBACK}/{COURT}"}
    ]
    plain = collection().by_id[RUSSIAN]
    assert "citation" not in entry_node(collection(), plain, citation(collection(), plain), "")


def test_exports_tell_copies_and_refusals() -> None:
    answer = ArchiveRefused(on=date(2022, 11, 1), why="Left out.")
    known = changed(RUSSIAN, archive_refused=answer, references=with_copies(court=f"{WAYBACK}/{COURT}"))
    entry = known.by_id[RUSSIAN]
    row = dict(zip(ENTRY_COLUMNS, entry_rows(known, entry).split(","), strict=False))
    assert list(ENTRY_COLUMNS).index("archive_refused_on") == list(ENTRY_COLUMNS).index("archive_url") + 1
    assert ",2022-11-01,Left out.," in entry_rows(known, entry), row
    rows = of_entry(known, entry)["references"]
    assert [f"{WAYBACK}/{COURT}" in row for row in rows] == [True, False]
    assert "2022-11-01" in of_entry(known, entry)["entries"][0]
