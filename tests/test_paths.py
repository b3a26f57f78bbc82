"""Every path of the project that a document, a comment or a message names is there, and is written from the top."""

import re
from collections.abc import Iterator
from pathlib import Path

from tables import each
from tooling import ROOT

# What belongs to the project itself; digests/ and what is made are examples as often as not.
TOPS = frozenset({".ci", ".github", "benchmarks", "changes", "docs", "newsdesk", "scripts", "tests"})
ROOMS = frozenset(path.name for path in (ROOT / "newsdesk").rglob("*") if path.is_dir()) - TOPS
OURS = frozenset({".py", ".js", ".css", ".po"})
PATH = re.compile(r"(?<![\w/.<>:{}*$@~\\-])((?:[\w.-]+/)+[\w-]*(?:\.\w+)*)(?![\w/]*[*<{…$\\])")
MADE = ("newsdesk/program",)  # in the wheel alone
SKIPPED = frozenset({"CHANGELOG.md"})  # tells of what was
TEXT = frozenset({".md", ".py", ".js", ".css", ".html", ".yml", ".yaml", ".toml", ".sh", ".po", ".txt", ".cff", ""})


def lost(text: str, home: Path) -> Iterator[str]:
    """Paths of ours in a text that lead nowhere, from the top of the project or from the folder `home`."""
    for match in PATH.finditer(text):
        path = match[1]
        first, suffix = path.split("/")[0], Path(path).suffix
        is_ours = first in TOPS or suffix == ".py" or (first in ROOMS and suffix in OURS) or first == "templates"
        # Both frames take what lies in the folder of the theme.
        homes = (ROOT, home, ROOT / "newsdesk" / "theme")
        if is_ours and not path.startswith(MADE) and not any((one / path).exists() for one in homes):
            yield path


def texts() -> list[Path]:
    found = [path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(("requirements", ".news"))]
    for top in sorted(TOPS - {"tests"}):
        found += sorted((ROOT / top).rglob("*"))
    return [
        path
        for path in found
        if path.is_file() and path.suffix in TEXT and path.name not in SKIPPED and "__pycache__" not in path.parts
    ]


@each(
    ("text", "found"),
    [
        ("see `newsdesk/load/reader.py`, newsdesk/load/ and scripts/lock.py.", []),
        ("the same as newsdesk/views/keys.py, which", ["newsdesk/views/keys.py"]),
        ("a template over `views/edition.py`", ["views/edition.py"]),
        ("`load/lift.py`", ["load/lift.py"]),
        ("`newsdesk/cards/` and newsdesk/evidence_in.py:", ["newsdesk/cards/", "newsdesk/evidence_in.py"]),
        ("`templates/story.html`", ["templates/story.html"]),
        ("assets/newsdesk/word.js", ["assets/newsdesk/word.js"]),
        ("tests/test_*.py, newsdesk/locale/<tag>.po, docs/{name}.md, https://example.org/newsdesk/x.py", []),
        ("`/feeds/entries.atom`, `api/v1/entries.json`, `site/index.html`, and/or", []),
        ("digests/2022-W42/x.yaml", []),
    ],
)
def test_a_path_that_leads_nowhere_is_found(text: str, found: list[str]) -> None:
    assert list(lost(text, ROOT)) == found


def test_every_path_is_there() -> None:
    found = {path: list(lost(path.read_text("utf-8", "replace"), path.parent)) for path in texts()}
    assert len(found) > 500
    assert {path: gone for path, gone in found.items() if gone} == {}
