"""Kinds of texts: shown in one word wherever an article is, filtered by, proposed where a page says it."""

import csv
import io
import json
from datetime import date

from drafting import read_here
from invented import changed, remade
from invented import collection as invented
from makers import brief, collection, problems_of
from tables import each

from newsdesk.model import Genre
from newsdesk.model.addresses import entry_path
from newsdesk.views import all_pages
from newsdesk.views.data.citations import citation
from newsdesk.views.data.json_ld import _ARTICLES, entry_node
from newsdesk.views.data.published import entry_json
from newsdesk.views.data.tables import ENTRY_COLUMNS, entry_rows
from newsdesk.views.editions import email, markdown, plain
from newsdesk.views.search.records import search_records

ENTRY = "strike-called"


def test_it_stands_wherever_the_article_does() -> None:
    known = changed(ENTRY, genre=Genre.PRESS_RELEASE)
    entry = known.by_id[ENTRY]
    files = {page.path: page for page in all_pages(known)}
    page = remade(known, entry_path(entry)).text
    assert "Kind of textpress release" in page.replace("\n", "")
    other = next(one for one in known.entries if one.genre is None)
    assert "Kind of text" not in remade(known, entry_path(other)).text
    for path in ("2022/w41/", f"outlets/{entry.outlet}/", f"topics/{entry.topics[0]}/", "entries/"):
        assert "press release" in remade(known, path).text, path
    for text in (plain(known, "2022-W41"), markdown(known, "2022-W41")):
        assert "Press release." in text
    assert "press release" in email(known, "2022-W41")
    assert "press release" in str(files["feeds/entries.atom"].content)
    rows = [next(csv.reader(io.StringIO(entry_rows(known, one)))) for one in (entry, other)]
    assert [row[ENTRY_COLUMNS.index("genre")] for row in rows] == ["press-release", ""]
    assert json.loads(entry_json(known, entry))["genre"] == "press-release"
    filters = {record.path: dict(record.filters) for record in search_records(known)}
    assert filters[entry_path(entry)]["genre"] == "press-release"
    assert filters[entry_path(other)]["genre"] == "unrecorded"
    options = remade(known, "search/").one("select", id="f-genre").every("option")
    assert [(option.attrs["value"], option.text) for option in options] == [
        ("", "all"), ("unrecorded", "not recorded (18)"), ("press-release", "press release (1)"),
    ]  # fmt: skip


def test_where_nobody_has_recorded_any_there_is_nothing_to_choose() -> None:
    assert remade(invented(), "search/").every("select", id="f-genre") == []


@each("genre", Genre)
def test_programs_are_told_in_the_terms_of_schema_org(genre: Genre) -> None:
    known = changed(ENTRY, genre=genre)
    entry = known.by_id[ENTRY]
    based = entry_node(known, entry, citation(known, entry), "")["isBasedOn"]
    assert (based["@type"], based["genre"]) == (_ARTICLES.get(genre, "NewsArticle"), str(genre))


def test_a_typo_has_its_message() -> None:
    files = collection(genre="opinon")
    assert brief(problems_of(files)) == [
        ("unknown-term", 19, 8, '"opinon" is not a term of "genre".', 'Did you mean "opinion"?')
    ]


HTML = "<html lang=en><head><title>Lamps</title>{head}</head><body><article><h1>Lamps</h1>{text}</article></body>"
TEXT = "<p>The keeper of the lamp lit it again on Monday evening, and the people of the strait came to see it.</p>" * 5


@each(
    ("head", "genre"),
    [
        ('<script type="application/ld+json">{"@type": "OpinionNewsArticle", "headline": "Lamps"}</script>', "opinion"),
        ('<script type="application/ld+json">{"@type": ["NewsArticle", "AnalysisNewsArticle"]}</script>', "analysis"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "genre": ["Culture", "Interview"]}</script>',
         "interview"),
        ('<meta property="article:opinion" content="true">', "opinion"),
        ('<meta property="article:opinion" content="false">', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "genre": "Culture"}</script>', None),
        ('<script type="application/ld+json">{"@type": 7, "genre": {"name": "Opinion"}}</script>', None),
        ("", None),
    ],
)  # fmt: skip
def test_a_draft_proposes_what_the_page_says_of_itself(head: str, genre: str | None) -> None:
    raw = HTML.format(head=head, text=TEXT).encode()
    capture = read_here(raw, "html", charset=None, address=None, today=date(2026, 1, 1))
    assert (capture.genre.value if capture.genre else None) == genre
