"""Pages of many systems in many scripts: what is certain is right, and what is not known is left open."""

import datetime

import pytest

pytest.importorskip("trafilatura", reason="the extra `capture` is not installed")

from world_pages import pages

from newsdesk.intake.capture import read

TODAY = datetime.date(2026, 11, 28)


@pytest.mark.slow
def test_what_is_certain_is_right_in_every_script() -> None:
    wrong, seen = [], 0
    for page in pages():
        seen += 1
        found = read(page.raw, "html", charset=None, address=None, today=TODAY)
        title = found.title.value if found.title and found.title.certain else None
        day = found.published.value if found.published and found.published.certain else None
        author = found.byline.value if found.byline and found.byline.certain else None
        if (title, day, author) != (page.title, page.day, page.author):
            wrong.append((page.name, title, day, author, found.published and found.published.why))
    assert seen > 500
    assert not wrong, "\n".join(map(str, wrong))
