"""An invented press is looked at again: what was changed is found, and what was not raises no alarm."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from watch_held_out import LAYOUTS as HELD_OUT
from watch_layouts import LAYOUTS
from watch_press import Article, Layout, around, article, press

from newsdesk.evidence import Text, evidence_of
from newsdesk.evidence.claims import Claims, Said
from newsdesk.evidence.fingerprint import Recorded
from newsdesk.evidence.standing import Wanted
from newsdesk.evidence.words import words
from newsdesk.intake.capture.page import read_page
from newsdesk.intake.fetched import Fetched, Unfetched
from newsdesk.intake.watching.shown import shown
from newsdesk.intake.watching.verdicts import Found, found_instead, found_on
from newsdesk.model import Evidence
from newsdesk.model.looks import LookState, Thing

DAY = datetime.date(2026, 11, 29)
HOST = "https://wexmere.example"
FRONT = f"<html><body><h1>Wexmere</h1>{'<p>News of the day.</p>' * 40}</body></html>".encode()


def text_of(seed: int, layout: Layout) -> str:
    """What was captured of an article: an editor's text, or what `new` reads in the page."""
    was = article(seed)
    if seed // 2 % 2:
        return read_page(layout(was, around(seed)).encode(), "utf-8", f"{HOST}/news/{seed}", DAY).text
    return was.text


def captured(seed: int, layout: Layout) -> tuple[Recorded, list[Wanted]]:
    """What an entry holds of an article."""
    was, text = article(seed), text_of(seed, layout)
    said = Said(0, was.name, was.name, True, was.quotation)
    claims = Claims(was.language, "full", f"It says that there were {was.figure} families.", (said,))
    evidence = evidence_of(Text(text), claims, DAY)
    recorded = Recorded.of(evidence)
    return recorded, list(_wanted(was, evidence, recorded))


def _wanted(was: Article, evidence: Evidence, recorded: Recorded) -> Iterator[Wanted]:
    has_title = not recorded.lacks(words(was.title)) and bool(recorded.sequences(words(was.title)))
    yield Wanted("e", "title", Thing.TITLE, was.title, was.language, has_title)
    yield Wanted("e", "sources.0.quote.text", Thing.QUOTATION, was.quotation, was.language, bool(evidence.quotations))
    yield Wanted("e", "sources.0.name_printed", Thing.NAME, was.name, was.language, bool(evidence.names))
    yield Wanted("e", "summary", Thing.FIGURE, was.figure, was.language)


def look(path: str, seed: int, now: tuple[int, str], layout: Layout) -> Found:
    recorded, wanted = captured(seed, layout)
    status, page = now
    if status in (301, 302):
        got = Fetched(f"{HOST}{page}", 200, [], FRONT, FRONT, [f"{HOST}{path}"])
        seen = shown(FRONT, "html", "utf-8", got.address, DAY)
        return found_on(f"{HOST}{path}", got, seen, wanted, recorded, frozenset())
    got = Fetched(f"{HOST}{path}", status, [], page.encode(), page.encode())
    seen = shown(page.encode(), "html", "utf-8", got.address, DAY)
    if status != 200:
        return found_instead(Unfetched("no", answer=got), seen)
    return found_on(got.address, got, seen, wanted, recorded, frozenset())


def _was_captured(seed: int, wanted: str, layout: Layout) -> bool:
    """Whether the capture had what was changed later: `new` itself may miss a paragraph of an odd page."""
    known = {str(one.thing) for one in captured(seed, layout)[1] if one.has_stood}
    return wanted in known if wanted not in ("gone", "walled") else "quotation" in known


def judged(count: int, layouts: Sequence[Layout], first: int = 0) -> tuple[Counter[str], list[str]]:
    made, faults, counts = press(count, layouts, first), [], Counter[str]()
    for path, now in made.now.items():
        seed = int(path.rpartition("/")[2])
        found = look(path, seed, now, layouts[seed % len(layouts)])
        wanted = made.wanted[path]
        things = sorted({str(one.thing) for one, _ in found.missing})
        if wanted not in ("same", "figure") and not _was_captured(seed, wanted, layouts[seed % len(layouts)]):
            counts["not captured"] += 1
            continue
        counts["same" if wanted == "same" else "altered"] += 1
        if wanted == "same":
            good = found.state is LookState.SAME
        elif wanted in ("gone", "walled"):
            good = found.state == wanted
        else:
            good = found.state is LookState.CHANGED and wanted in things
        if not good:
            where = f"{seed} {article(seed).language} {layouts[seed % len(layouts)].__name__}"
            faults.append(f"{where}: {wanted}, and not {found.state} {found.why or ''} {things}")
    return counts, faults


def test_some_of_the_press() -> None:
    counts, faults = judged(36, LAYOUTS)
    assert counts == {"same": 18, "altered": 18}
    assert faults == []


@pytest.mark.slow
def test_layouts_that_nobody_looked_at() -> None:
    counts, faults = judged(400, HELD_OUT, 50_000)
    assert counts["same"] == 200
    assert counts["altered"] > 180
    assert faults == []
