"""The pictures of the desk in the guide, taken anew: `PYTHONPATH=tests:. python tests/pictures_of_desk.py`."""

import json
import re
import shutil
import tempfile
from pathlib import Path

import desk as verbs
import test_desk_draft_walk as walk
import test_desk_review_walk as review
from chromium import launched, playing
from drafting import make
from drafts_on_desk import Draft, drafting
from inbox import captured_here, here, sources
from PIL import Image
from test_desk_inbox import upload
from tooling import ROOT

GUIDES = (ROOT / "docs" / "desk", ROOT / "newsdesk" / "starter" / "docs" / "desk")
SIZE = {"width": 1000, "height": 640}


def taken(page, draft: Draft) -> None:
    """Take the three pictures into the first of the guides."""
    folder = GUIDES[0]
    page.goto(f"{draft.opened.address}/inbox")
    page.wait_for_selector("#candidates .does button")
    page.screenshot(path=folder / "inbox.png")
    page.goto(f"{draft.opened.address}/draft/{draft.name}")
    page.wait_for_selector("[data-ready]")
    page.keyboard.press("Alt+a")
    page.wait_for_selector("#sources .source:nth-child(2)")
    page.locator("#sources").evaluate("one => one.scrollIntoView()")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / "draft.png")
    page.goto(f"{draft.opened.address}/review/{review.ENTRY}")
    page.wait_for_selector(".pane")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / "review.png")


def main() -> None:
    """Draft an invented article, and look at the desk on the way."""
    for folder in GUIDES:
        folder.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp())
    with drafting(root) as known, here(), captured_here(), playing() as playwright:
        project = known.opened.desk.project
        saved = root / "bell.html"
        saved.write_text(walk.PAGE.replace("{data}", json.dumps(walk.DATA)), "utf-8")
        make(project, saved, name=walk.NAME)
        draft = Draft(known.opened, walk.NAME)
        draft.path.write_text(re.sub(r"(accessed|added): \S+", rf"\1: {verbs.DAY}", draft.text), "utf-8")
        (project.captures / f"{review.ENTRY}.txt").write_text(review.ARTICLE, "utf-8")
        sources(project.root)
        for name in ("lit.html", "copy.html", "swans.html"):
            upload(draft.opened, name, (project.root / "morning" / name).read_bytes())
        browser = launched(playwright)
        page = browser.new_context(viewport=SIZE, color_scheme="light").new_page()
        page.goto(draft.opened.door)
        taken(page, draft)
        browser.close()
    for picture in GUIDES[0].glob("*.png"):
        # Few colours are enough for letters on paper, and weigh a third.
        Image.open(picture).quantize(48).save(picture, optimize=True)
        shutil.copy(picture, GUIDES[1])


if __name__ == "__main__":
    main()
