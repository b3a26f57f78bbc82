"""A small press with a draft as `new` writes one, its article, and the steps that a page sends."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import desk as verbs
from makers import write_tree
from open_desk import Opened, open_desk

from newsdesk.build import Project

NAME = "lamp-lit"
ARTICLE = (
    "Lamp lit again\n\nBy Odile Marsh, 25 October 2022\n\n"
    "“We counted every single lamp, and every one of them works,” said the mayor Ada Quill, who lives beside the"
    " tower.\n\n"
    "“The harbour was dark for nine years,” Bo Lind, a fisherman, told the paper.\n\n"
    "The council of Iceland paid for the lens, the minister Cara Moor said in a note. “Nobody asked us,” she added.\n"
)
DRAFT = f"""\
# A draft from captures/{NAME}.txt. Every TODO is yours, and the check names each one that is left.
schema: 1
# As printed. Perhaps Lamp lit again (the first line of the text)?
title: TODO
# The domain harbour.example is not in outlets.yaml. Run: x outlet add harbour.example, and write its id here.
outlet: TODO
section: null
byline: null
published: TODO
# printed, address, or inferred; inferred needs a line published_note: … as well.
published_basis: TODO
language: en
url: https://harbour.example/lamp
archive_url: null
accessed: 2022-10-26
added: 2022-10-26
# full if you read the whole article, excerpt if only a part of it.
read: TODO
stories: []
topics: [TODO]
countries: [TODO]
summary: >
  TODO

# mine: ask the council for the price of the lens
# Everybody whom the article quotes, relies on or names: take TODO away, take the # from the
# blocks below that are right.
sources: TODO
#
#  # Attributed by: “…” said the mayor Ada Quill, who lives beside…
#  - name: Ada Quill
#    name_printed: Ada Quill
#    who: ada-quill
#    role: mayor
#    actor: TODO
#    identified: named
#    cited: quoted
#    says: TODO
#    quote:
#      text: We counted every single lamp, and every one of them works
#      language: en
#
#  # Attributed by: “…” Bo Lind, a fisherman, told the paper
#  - name: Bo Lind
#    name_printed: Bo Lind
#    role: fisherman
#    actor: TODO
#    identified: named
#    cited: quoted
#    says: TODO
#    quote:
#      text: The harbour was dark for nine years
#      language: en

# What a reader needs to weigh it, in 30 to 200 words; each sentence ends in a mark such as [register-2026].
context: >
  TODO
references: TODO
evidence: null
# human if you wrote summary and context yourself, machine if a program did.
drafted_by: TODO  # not me
reviewed: null
corrections: []
"""


class Draft:
    """One draft of an open desk, and what a page does with it."""

    def __init__(self, opened: Opened, name: str = NAME) -> None:
        self.opened, self.name = opened, name
        self.path = opened.desk.project.digests / verbs.NEXT / f"{name}.yaml"

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    def state(self) -> dict[str, Any]:
        status, state = self.opened.ask("GET", f"/api/draft/{self.name}")
        assert status == 200, state
        return state

    def send(self, *steps: dict[str, Any], digest: str | None = None) -> tuple[int, Any]:
        """Steps that rest on the file as it is, or on another digest."""
        digest = digest or hashlib.sha256(self.path.read_bytes()).hexdigest()
        return self.opened.ask("POST", f"/api/draft/{self.name}/edit", {"digest": digest, "steps": list(steps)})

    def does(self, *steps: dict[str, Any]) -> dict[str, Any]:
        status, state = self.send(*steps)
        assert status == 200, state
        return state

    def mark(self, words: str, what: str, source: int | None = None) -> dict[str, Any]:
        """Words of the article, marked as a browser counts them."""
        article = self.opened.ask("GET", f"/api/draft/{self.name}/article")[1]["text"]
        start = len(article[: article.index(words)].encode("utf-16-le")) // 2
        end = start + len(words.encode("utf-16-le")) // 2
        return {"do": "mark", "as": what, "start": start, "end": end, "source": source}

    def put(self, text: str = DRAFT, article: str | None = ARTICLE) -> None:
        """The file and its article as they are to be."""
        self.path.write_bytes(text.encode())
        capture = self.opened.desk.project.captures / f"{self.name}.txt"
        capture.parent.mkdir(exist_ok=True)
        if article is None:
            capture.unlink(missing_ok=True)
        else:
            capture.write_bytes(article.encode())


@contextmanager
def drafting(root: Path, language: str = "en") -> Iterator[Draft]:
    """A desk that is open on the small press, with the draft in its second week."""
    made = verbs.desk(root)
    write_tree(made, {f"{verbs.NEXT}/{NAME}.yaml": DRAFT})
    with open_desk(Project(made, made / "digests", made / "site", made / ".cache"), language) as opened:
        draft = Draft(opened)
        draft.put()
        yield draft


@contextmanager
def page_of_draft(chromium, draft: Draft) -> Iterator:
    """The page of a draft in a browser, once it is ready; no script of it may have failed when it is left."""
    with tab_on(chromium, draft.opened) as tab:
        show(tab, draft)
        yield tab


def show(tab, draft: Draft) -> None:
    """Go to the page of a draft, and wait until it is ready."""
    tab.goto(f"{draft.opened.address}/draft/{draft.name}")
    tab.wait_for_selector("[data-ready]")


@contextmanager
def tab_on(chromium, opened: Opened) -> Iterator:
    """A tab that a desk has let in; no script of its pages may have failed when it is left."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    opened.let_in(context)
    yield tab
    assert not faults, str(faults)
    context.close()
