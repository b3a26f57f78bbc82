"""More invented saved pages, a few lines each: what themes and writing systems do differently (`cases/saved-pages`)."""

from pathlib import Path

from saved_articles import ARTICLES, Article, SavedPage
from tables import data_in

CASES = Path(__file__).parent / "cases" / "saved-pages"
_QUOTED = frozenset({"entities"})  # whose titles stand in quotation marks


def _page(a: Article, head: str, body: str) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in a.paragraphs)
    head, body = head.replace("{t}", a.title), body.replace("{t}", a.title).replace("{b}", text)
    return (
        f'<!DOCTYPE html><html lang="{a.language}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    ).encode()


def variants() -> list[SavedPage]:
    """All of them; none says its own address."""
    by_language = {a.language: a for a in ARTICLES}
    made = []
    for name in ("layouts", "systems", "near-misses"):
        for row in data_in(CASES / f"{name}.yaml"):
            article = by_language[row["language"]]
            title = f'"{article.title}"' if row["name"] in _QUOTED else article.title
            page = _page(article, row["head"], row["body"])
            made.append(SavedPage(row["name"], page, title, row["published"], article.domain))
    return made
