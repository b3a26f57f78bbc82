"""What pages of the site show of cited pages: the words that carry what cites them, on demand."""

from typing import Any

from invented import RU, changed, collection, saying

from newsdesk.model.references import Passage, Reference
from newsdesk.views.pages.entry import _page
from newsdesk.views.setting.page import Page

ENTRY = "strike-called"
PASSAGES: list[dict[str, Any]] = [
    {"text": "Забастовка <законна>", "language": "ru", "stance": "supports", "source": "first-hand",
     "translation": {"text": "The strike is lawful.", "by": "machine"}},
    {"text": "No court has ruled.", "language": "en", "stance": "disputes", "source": "repeats"},
    {"stance": "does-not-say"},
]  # fmt: skip


def page_of(known: Any) -> str:
    """The content of the page of the entry."""
    return next(page for page in _page(known, ENTRY) if isinstance(page, Page)).content


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
