"""A whole week on the desk: thirty candidates, ten entries from the inbox to their signature, and the week goes out.

Three entries are written in the browser, the others as its pages would send them. NEWSDESK_REHEARSAL=whole takes all
ten through the browser. What each cost is printed: `pytest -m slow -s tests/test_desk_week.py`.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import desk as verbs
import pytest
import yaml
from acting import acts_in
from drafting import needs_extra
from inbox import captured_here, guard, here, press_server
from makers import write_tree
from open_desk import Opened, open_desk
from week_press import ARABIC, BELL, GEORGIAN, PIECES, WEEK, Piece, feeds, outlets, sources
from week_walk import Walk, answer_to, errors, get, post

from newsdesk.build import Project

pytestmark = [needs_extra, pytest.mark.slow]
IN_BROWSER = PIECES if os.environ.get("NEWSDESK_REHEARSAL") == "whole" else (BELL, ARABIC, GEORGIAN)
TOPICS = "  harbour:\n    name: Harbour\n    description: What is built and done in a port.\n"
# What an entry may cost beside its prose, from the inbox to the signature: a key, a click, a character each.
MOST = {"few": 11, "usual": 25, "pdf": 45}


def press_at(root: Path, port: int) -> Project:
    """The press of the verbs, with the papers of the week."""
    made = verbs.desk(root)
    for path in (made / "digests" / verbs.NEXT).iterdir():
        path.unlink()
    (made / "digests" / verbs.NEXT).rmdir()
    digests, config = made / "digests", made / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}theme: {{name: material, font: false}}\n", "utf-8")
    for name, more in (("outlets.yaml", outlets(port)), ("topics.yaml", TOPICS)):
        (digests / name).write_text(f"{(digests / name).read_text('utf-8').rstrip()}\n{more}", "utf-8")
    people = (digests / "people.yaml").read_text("utf-8")
    spelled = "{text: آدا كويل, language: ar}, {text: 艾达·奎尔, language: zh}, "
    (digests / "people.yaml").write_text(people.replace("    aliases: [A.", f"    aliases: [{spelled}A."), "utf-8")
    write_tree(made, {"../docs/how-we-work.md": "# How we work\n", "../.desk/name": "Vera Reader\n"})
    return Project(made, digests, made / "site", made / ".cache")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    root = tmp_path_factory.mktemp("week")
    with ExitStack() as stack, pytest.MonkeyPatch.context() as env:
        for one in (here(), captured_here(), patch("newsdesk.intake.watching.rounds.time.sleep")):
            stack.enter_context(one)
        env.setenv("SOURCE_DATE_EPOCH", verbs.CLOCK)
        port, _ = stack.enter_context(press_server(feeds()))  # type: ignore[arg-type]
        desk = stack.enter_context(open_desk(press_at(root / "press", port)))
        desk.desk.guard = guard()
        # The Sunday of the week.
        desk.desk.now = lambda: datetime(2022, 11, 6, 12, tzinfo=UTC)
        for path in sources(root / "kept"):
            told = post(desk, f"inbox/upload?name={quote(path.name)}", path.read_bytes())
            assert told["told"] == [], told
        assert post(desk, "inbox/feeds", {})["copies"] == 1
        yield desk


def taken(opened: Opened, piece: Piece) -> str:
    """Take an article as the page of the inbox does."""
    found = get(opened, f"/api/inbox?state=new&q={quote(piece.title)}")["rows"]
    assert len(found) == 1, (piece.title, found)
    week = WEEK if piece.is_pdf else ""
    return str(post(opened, "inbox/take", {"id": found[0]["id"], "week": week})["entry"])


def written(opened: Opened, piece: Piece, entry: str) -> None:
    """Write an entry as the page of a draft does, without a browser."""

    def does(*steps: dict[str, Any]) -> dict[str, Any]:
        now = get(opened, f"/api/draft/{entry}")
        data = {"digest": now["digest"], "steps": steps}
        return dict(post(opened, f"draft/{entry}/edit", data)) if steps else dict(now)

    state = does()
    offers = [one["number"] for one in state["offers"] if one["source"]["cited"] != "mentioned"]
    if offers:
        state = does({"do": "accept", "offers": offers})
    text = get(opened, f"/api/draft/{entry}/article")["text"]
    for one in piece.marks:
        start = len(text[: text.index(one)].encode("utf-16-le")) // 2
        state = does({"do": "mark", "as": "name", "start": start, "end": start + len(one), "source": None})
    if state["guesses"]:
        state = does({"do": "confirm"})
    references, sentences = {}, []
    for number, (sentence, url) in enumerate(piece.context):
        references[f"page-{number}"] = {"url": url, "title": f"Page {number}"}
        sentences.append(f"{sentence} [page-{number}].")
    state = does({"do": "set", "at": ["references"], "value": references},
                 {"do": "set", "at": ["context"], "value": " ".join(sentences)})  # fmt: skip
    for _ in range(20):
        wrong = errors(state)
        if not wrong:
            break
        at = list(wrong[0]["at"])
        at = at[:1] if at[0] in ("topics", "countries") else at
        at = [*at, "text"] if at[-1] in ("title_en", "translation") else at
        value: Any = answer_to(piece, state, at)
        state = does({"do": "set", "at": at, "value": [value] if at[0] in ("topics", "countries") else value})
    assert errors(state) == []
    done = post(opened, f"draft/{entry}/finish", {"digest": state["digest"]})["performed"]
    assert done["done"], done


def signed(opened: Opened, entry: str) -> None:
    shown = get(opened, f"/review/{entry}")
    seen = json.loads(re.findall(r'id="review">(.*?)</script>', shown, re.S)[0])["seen"]
    told = post(opened, f"review/{entry}/sign", {"by": "Vera Reader", "seen": seen})
    assert told["done"], told


def read(route: Any) -> None:
    url = route.request.post_data_json["url"]
    name = url.rpartition("/")[2]
    route.fulfill(json={"address": url, "title": f"The {name}", "publisher": f"Office of the {name}",
                        "published": "2021", "language": "en", "paragraphs": []})  # fmt: skip


def test_a_week_from_thirty_candidates_to_ten_entries_that_go_out(opened: Opened, chromium: Any) -> None:
    assert get(opened, "/api/inbox?state=")["total"] == 30
    for piece in PIECES:
        if piece not in IN_BROWSER:
            entry = taken(opened, piece)
            written(opened, piece, entry)
            signed(opened, entry)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    acts = acts_in(context)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route("**/api/reference/read", read)
    page.goto(opened.door)
    walk, costs = Walk(page, acts, opened), dict[str, int]()
    by_key = True
    while found := walk.inbox(by_key=by_key):
        piece, entry = found
        taking = acts.taken()
        walk.draft(piece, entry, by_key=by_key)
        writing = acts.taken()
        walk.review(entry, by_key=by_key)
        signing = acts.taken()
        way = "keyboard" if by_key else "mouse"
        costs[piece.name] = len(taking) + len(writing) + len(signing)
        print(
            f"{entry} ({piece.language}, by {way}): {len(taking)} to take it, {len(writing)} to write it,"
            f" {len(signing)} to sign it: {[*taking, *writing, *signing]}"
        )
        by_key = not by_key
    assert costs.keys() == {piece.name for piece in IN_BROWSER}
    assert costs[BELL.name] <= MOST["few"]
    assert [one.name for one in IN_BROWSER if costs[one.name] > MOST["pdf" if one.is_pdf else "usual"]] == []
    published(opened, page)
    assert faults == []
    context.close()


def published(opened: Opened, page: Any) -> None:
    """The log of the week, the week on its page, the check and the site."""
    wanted = {
        "articles": 28,
        "outlets": 12,
        "left_out": [
            {"articles": 5, "why": "Too small a matter for the week"},
            {"articles": 3, "why": "Not about what the digest covers"},
            {"articles": 2, "why": "An announcement, an advertisement or a programme"},
            {"articles": 2, "why": "Says what an entry says already"},
            {"articles": 2, "why": "Names nothing that it rests on"},
        ],
        "note": "Counted by the inbox: an article and its copies count as one. 1 copy stood in other places. 4 were put"
        " off. 2 more came in and were not looked at.",
    }

    def plain(told: dict[str, Any]) -> dict[str, Any]:
        return told | {"left_out": sorted(told["left_out"], key=lambda one: (-one["articles"], one["why"]))}

    log = yaml.safe_load(get(opened, f"/api/inbox/log?week={WEEK}")["text"])["screened"]
    assert plain(log) == plain(wanted)
    page.goto(f"{opened.address}/weeks/{WEEK}")
    preview = opened.ask("POST", f"/api/weeks/{WEEK}/edition", {})[1]["text"]
    page.get_by_role("button", name="Close the week").click()
    page.get_by_role("button", name="Publish it").click()
    page.locator("#said", has_text=f"Published {WEEK}, edition 1: 10 entries.").wait_for()
    digest = yaml.safe_load((opened.desk.project.digests / WEEK / "_digest.yaml").read_text("utf-8"))
    assert plain(digest["screened"]) == plain(wanted)
    frozen = (opened.desk.project.digests / WEEK / "_edition-1.md").read_text("utf-8")
    assert frozen == preview, "what the inbox writes into the week is shown before, too"
    checked = opened.desk.perform("check")
    assert checked.is_done, checked
    assert checked.complained == ("Checked 12 entries: no problems.",)
    built = opened.desk.perform("build")
    assert built.is_done, built
    shown = (opened.desk.project.site / "2022" / "w44" / "index.html").read_text("utf-8")
    assert [one.title for one in PIECES if (one.title_en or one.title) not in shown] == []
    assert "28" in shown
