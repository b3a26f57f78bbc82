"""What pages of the site show of cited pages: how far they were compared, and the words that carry what cites them."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from invented import RU, changed, collection, pages_in, saying

from newsdesk.collection import Collection
from newsdesk.collection.watched import Watched
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.model import Read
from newsdesk.model.evidence import HowCompared
from newsdesk.model.references import Passage, Reference
from newsdesk.views.pages import entry as entry_pages
from newsdesk.views.setting.page import Page

ENTRY, DAY = "strike-called", date(2026, 11, 29)
PASSAGES: list[dict[str, Any]] = [
    {"text": "Забастовка <законна>", "language": "ru", "stance": "supports", "source": "first-hand",
     "translation": {"text": "The strike is lawful.", "by": "machine"}},
    {"text": "No court has ruled.", "language": "en", "stance": "disputes", "source": "repeats"},
    {"stance": "does-not-say"},
]  # fmt: skip


def page_of(known: Any, entry: str = ENTRY) -> str:
    """The content of the page of an entry."""
    return next(page for page in entry_pages.page_of(known, entry) if isinstance(page, Page)).content


def test_passages_stand_at_their_reference_on_demand() -> None:
    references = dict(collection().by_id[ENTRY].references)
    name = next(iter(references))
    passages = tuple(Passage.model_validate(one) for one in PASSAGES)
    references[name] = Reference.model_validate(references[name].model_dump() | {"passages": passages})
    known = changed(ENTRY, references=references)
    html = page_of(known)
    assert html.count('<details class="nd-formats nd-passages') == 1
    for said in (
        "Забастовка &lt;законна&gt;</blockquote>", "The strike is lawful.", "(machine translation)",
        "Cited in support; the page has it at first hand.", "The page says otherwise, and passes it on.",
        "Somebody has looked: the page does not say it.",
    ):  # fmt: skip
        assert said in html, said
    assert "На странице сказано иначе, с чужих слов." in page_of(saying(known, RU))
    assert "nd-passages" not in page_of(collection())


def compared(*pages: tuple[str, Read], said: Any = None) -> Collection:
    """The invented collection in which some pages were compared."""
    known = said or collection()
    return replace(known, compared={page: HowCompared(DAY, read, "") for page, read in pages}, memo={})


def pages_cited() -> list[str]:
    """The pages of the references of the entry, in their order on the page."""
    html = page_of(collection()).partition('id="references"')[2]
    references = collection().by_id[ENTRY].references.values()
    keys = {html.index(one.url): address_key(one.url) for one in references if one.url}
    return [keys[at] for at in sorted(keys)]


@pytest.mark.parametrize(
    ("reads", "line", "words"),
    [
        ({}, "", []),
        ({"other.example/": Read.FULL}, "No program has compared these pages with the sentences that cite them.", []),
        ({0: Read.FULL}, "A program compared 1 of 2 pages with the sentences that cite them.", ["Compared"]),
        ({0: Read.EXCERPT, 1: Read.FULL}, "", ["Compared in part", "Compared"]),
    ],
    ids=["not begun", "none", "some", "all"],
)
def test_each_reference_says_in_a_word_whether_its_page_was_compared(
    reads: dict[Any, Read], line: str, words: list[str]
) -> None:
    cited = pages_cited()
    assert len(cited) == 2
    pages = [(cited[page] if isinstance(page, int) else page, read) for page, read in reads.items()]
    html = page_of(compared(*pages))
    assert re.findall('class="nd-compared" href="[./]+how-we-work/#[a-z-]+" title="[^"]+">([^<]+)</a>', html) == words
    lines = [one for one in re.findall('<p class="nd-aside">([^<]+)</p>', html) if "compared" in one]
    assert lines == ([f"All seen 15 October 2022. {line}"] if line else [])
    assert html.count('title="On 29 November 2026 a program looked in ') == len(words)


def test_all_records_with_references_say_it_and_one_page_concerns_those_who_cite_it() -> None:
    known = collection()
    every = {
        address_key(one.url)
        for group in ("by_id", "digests", "outlets", "people", "stories")
        for record in getattr(known, group).values()
        for one in record.references.values()
        if one.url
    }
    with_all = compared(*((page, Read.FULL) for page in every))
    pages = (page for page in pages_in(with_all) if "nd-compared" in page.content)
    marked = {page.path.partition("/")[0] for page in pages}
    assert marked == {"2022", "outlets", "people", "stories"}
    watched = Watched.over(with_all)
    with watched.watch.part() as read:
        page_of(watched)
    assert {key.split("\0")[2] for key in read if key.startswith("record\0compared\0")} == set(pages_cited())
    bare = Watched.over(known)
    with bare.watch.part() as read:
        page_of(bare)
    assert [key for key in read if "compared" in key] == ["some\0compared"]


def test_russian() -> None:
    page = pages_cited()[0]
    html = page_of(compared((page, Read.FULL), said=saying(collection(), RU)))
    assert ">Сверено</a>" in html
    assert "Программа сверила страницы с предложениями, которые на них ссылаются: 1 из 2." in html
