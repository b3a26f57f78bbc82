"""What stands beside the headline of a captured page is shown with where it stands, and becomes byline and day."""

from collections.abc import Iterator

import pytest
from drafting import needs_extra
from drafts_on_desk import ARTICLE, NAME, Draft, drafting
from inbox import captured_here

pytestmark = needs_extra

LONG = "The lamp of the tower was lit again on a day in autumn, and some four hundred people came to see it. " * 4
PAGE = f"""<!doctype html><html lang="en"><head><title>Lamp lit again - Harbour Times</title>
<meta name="author" content="O. Marsh (staff)"></head><body><header><nav><a href="/">Home</a></nav></header>
<article><header><div>Harbour</div><h1>Lamp lit again</h1>
<div><span>Seen by <a href="/o">Odile Marsh</a></span> <span>25 October 2022</span></div></header>
<p>{LONG}</p><p>{LONG}</p></article><footer><p>All rights are reserved</p></footer></body></html>"""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    with drafting(tmp_path_factory.mktemp("head")) as one, captured_here():
        one.put()
        (one.opened.desk.project.captures / f"{NAME}.html").write_text(PAGE, "utf-8")
        yield one


def head(draft: Draft) -> list[tuple[str, str]]:
    status, lines = draft.opened.ask("GET", f"/api/draft/{NAME}/head")
    assert status == 200
    return [(one["text"], one["why"]) for one in lines]


def marked(draft: Draft, words: str, what: str) -> tuple[int, dict[str, object]]:
    lines = "\n".join(text for text, _ in head(draft))
    start = lines.index(words)
    return draft.send({"do": "mark", "as": what, "in": "head", "start": start, "end": start + len(words)})


def test_lines_beside_a_headline_become_byline_and_day(draft: Draft) -> None:
    assert head(draft) == [
        ("Harbour", "beside the headline"),
        ("Seen by Odile Marsh 25 October 2022", "beside the headline"),
        ("O. Marsh (staff)", "what the page tells search engines"),
    ]
    assert marked(draft, "dile Mars", "byline")[0] == 200
    assert marked(draft, "25 October 2022", "date")[0] == 200
    data = draft.state()["data"]
    assert (data["byline"], str(data["published"]), data["published_basis"]) == ("Odile Marsh", "2022-10-25", "printed")
    assert marked(draft, "Harbour", "quotation")[1] == {
        "refusal": "This stands beside the article, and is no part of its text: mark words of the text."
    }
    assert draft.opened.ask("GET", f"/api/draft/{NAME}/article")[1]["text"] == ARTICLE, "the text is what it was"


def test_where_no_page_is_at_hand_nothing_stands_there(draft: Draft) -> None:
    (draft.opened.desk.project.captures / f"{NAME}.html").unlink()
    assert head(draft) == []
    assert draft.send({"do": "mark", "as": "byline", "in": "head", "start": 0, "end": 4})[0] != 200
