"""From `init --empty` to a published week of five entries by commands alone; only prose is written in files.

At most three commands an entry: `new`, `finish`, `review`. Then one is corrected, one renamed, one withdrawn, somebody
replies, and the next edition goes out.
"""

import json
from html import escape
from pathlib import Path

import pytest
from drafting import needs_extra
from repository import commit, git, said
from started import answer
from terminal import run

WEEK = "2026-W47"
# Noon of 30 November 2026.
CLOCK = "1796040000"
OUTLETS = {"lantern.example": "The Lantern", "beacon.example": "The Beacon"}
ARTICLES = {
    "lamps-go-out": ("lantern.example", "Lamps go out", "2026-11-16", "We had no warning at all"),
    "swans-stay": ("beacon.example", "Swans stay", "2026-11-17", "They have found enough to eat"),
    "ferry-is-mended": ("lantern.example", "Ferry is mended", "2026-11-18", "It floats again since Monday"),
    "school-moves": ("beacon.example", "School moves", "2026-11-19", "There is room for everybody there"),
    "ice-comes-early": ("lantern.example", "Ice comes early", "2026-11-20", "Nobody should walk on it yet"),
}


def page(domain: str, title: str, day: str, words: str) -> str:
    """An article as a browser saves it."""
    node = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "inLanguage": "en",
        "datePublished": f"{day}T10:00:00Z", "author": [{"@type": "Person", "name": "Dora Moor"}],
        "publisher": {"@type": "Organization", "name": OUTLETS[domain]},
    }  # fmt: skip
    address = f"https://{domain}/{title.split()[0].lower()}"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="canonical" href="{address}"><script type="application/ld+json">{json.dumps(node)}</script></head>'
        f"<body><main><h1>{escape(title)}</h1><p>On the shore of Lanternmoor this was what most people spoke about in"
        f' the middle of the week, as far as anybody could tell. "{words}," said Ada Quill, the warden of the lake.</p>'
        "<p>She added that the council would meet on Friday, and that whoever wants to come may do so. The meeting is"
        " held in the old customs house, where there is room for a hundred.</p></main></body></html>"
    )


def prose(path: Path, title: str) -> None:
    """What an editor writes into a draft, in the places that say TODO."""
    text = path.read_text("utf-8")
    for old, new in (
        ("read: TODO", "read: full"),
        ("topics: [TODO]", "topics: [lake]"),
        ("countries: [TODO]", "countries: [AQ]"),
        ("drafted_by: TODO", "drafted_by: human"),
        (
            "summary: >\n  TODO",
            f"summary: >\n  The report, {title}, says what people on the shore of the lake speak about. It quotes the\n"
            "  warden, and relates by her that the council is going to meet at the end of the week, in public.",
        ),
        ("sources: TODO\n", "sources:\n"),
        ("#    role: TODO", "#    role: warden of the lake"),
        ("#    actor: TODO", "#    actor: official"),
        ("#    says: TODO", "#    says: What she made of it, in a few words."),
        (
            "context: >\n  TODO",
            "context: >\n  The council meets in public on the last Friday of each month, by an order that is in force"
            " since\n  March 2021, and puts the papers of each meeting up in its hall a week before the day"
            " [order-2021].",
        ),
        (
            "references: TODO",
            "references:\n  order-2021: {url: https://council.example/order, publisher: Council of Lanternmoor}",
        ),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    head, sources = text.split("sources:\n", 1)
    block, rest = sources.split("\n\n", 1)
    kept = [line[1:] if line.startswith("#  ") and "# Attributed" not in line else line for line in block.split("\n")]
    path.write_text(f"{head}sources:\n" + "\n".join(kept) + f"\n\n{rest}", "utf-8")


class Desk:
    """A collection, and the commands that were given in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.given: list[tuple[str, ...]] = []

    def __call__(self, *words: str, code: int = 0) -> str:
        self.given.append(words)
        done = run(*words, "--root", self.root, SOURCE_DATE_EPOCH=CLOCK)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        return done.stdout + done.stderr


@needs_extra
@pytest.mark.slow
def test_a_week_of_five_entries_goes_out_by_commands_alone(tmp_path: Path) -> None:
    root = tmp_path / "digest"
    assert run("init", root, "--empty", "--week", WEEK).returncode == 0
    answer(root)
    desk = Desk(root)
    home = tmp_path / "home.html"
    for domain, name in OUTLETS.items():
        home.write_text(f'<html lang="en"><head><title>{name}</title></head><body><h1>{name}</h1></body></html>')
        desk("outlet", "add", domain, "--page", str(home), "--name", name, "--name-language", "en", "--country", "AQ")
    desk("topic", "add", "Lake", "The lake and its shore.")
    desk("person", "add", "Ada Quill", "--country", "AQ")
    before = len(desk.given)
    for name, article in ARTICLES.items():
        saved = tmp_path / f"{name}.html"
        saved.write_text(page(*article), "utf-8")
        desk("new", str(saved))
        prose(root / "digests" / WEEK / f"{name}.yaml", article[1])
        assert f"Finished {name}." in desk("finish", name)
        assert f"Signed {name}: Vera Proverkina" in desk("review", name, "--by", "Vera Proverkina")
    assert len(desk.given) - before <= 3 * len(ARTICLES)
    git(root, "init", "-q", "-b", "main")
    commit(root)
    desk("week", WEEK, "--publish")
    edition = (root / "digests" / WEEK / "_edition-1.md").read_text("utf-8")
    assert [title for _, title, *_ in ARTICLES.values() if title not in edition] == []
    assert "No problems" in desk("check") or "no problems" in desk("check")
    revision = commit(root)
    later(desk, root, revision)


def later(desk: Desk, root: Path, revision: str) -> None:
    """What happens to a week after it has gone out."""
    desk("correct", "swans-stay", "sources.Ada Quill.says", "--to", "That the swans have enough.", "--kind", "minor",
         "--why", "It was too vague.", code=1)  # fmt: skip
    desk("correct", "swans-stay", "sources.Ada Quill.says", "--to", "That the swans have enough.", "--kind", "material",
         "--why", "It was too vague.")  # fmt: skip
    desk("correct", "school-moves", "sources.1.quote.text", "--to", "There is room for everybody", "--kind", "material",
         "--why", "Shorter.")  # fmt: skip
    desk("rename", "ferry-is-mended", "ferry-floats")
    assert (root / "captures" / "ferry-floats.txt").is_file()
    desk("rename", "people.yaml#ada-quill", "quill")
    desk("withdraw", "ice-comes-early", "--why", "The article was a parody.")
    desk("reply", "add", "lamps-go-out", "--from", "The council", "--text", "The lamps are lit again.")
    assert said(root, revision) == []
    desk("week", WEEK, "--publish")
    edition = (root / "digests" / WEEK / "_edition-2.md").read_text("utf-8")
    assert "The article was a parody." in edition
    assert "The lamps are lit again." in edition
    assert "no problems" in desk("check")
    assert said(root, revision) == []
