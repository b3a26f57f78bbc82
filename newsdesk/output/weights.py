"""What a built site weighs: its folder comes in, files and bytes by what they are go out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsdesk.problems import Refusal

# A host that keeps files in blocks takes a whole one for the last piece of each.
_BLOCK = 4096
ENTRIES = "pages of entries"
# The first that fits a path is what it is.
_KINDS = (
    (ENTRIES, r"[0-9]{4}/w[0-9]{2}/[^/]+/index\.html"),
    ("other pages", r".*\.html"),
    ("pages as Markdown", r"(.*/)?index\.md"),
    ("preview cards", r".*\.png"),
    ("search index", r"pagefind/.*"),
    ("look-up by address", r"lookup/.*"),
    ("records as JSON", r"api/.*"),
    ("feeds", r".*\.(atom|opml)|feeds/.*\.json"),
    ("downloads of the whole", r"data/.*"),
    ("for citing, by digest and story", r".*/cite\.[a-z.]+"),
    ("editions of digests", r"[0-9]{4}/w[0-9]{2}/.*"),
    ("style, script and pictures of the frame", r"assets/.*"),
    ("all else", r".*"),
)
_OF = tuple((name, re.compile(pattern)) for name, pattern in _KINDS)
_ARTICLE = re.compile(rb"<article\b.*</article>", re.DOTALL)


@dataclass(slots=True)
class Weight:
    """What files of one kind weigh, in bytes: `blocks` in blocks of 4 kB, `frame` of HTML around the text."""

    kind: str
    files: int = 0
    size: int = 0
    blocks: int = 0
    largest: int = 0
    largest_path: str = ""
    frame: int = 0


def weigh(site: Path) -> list[Weight]:
    """The weight of each kind of file below a site, the heaviest first; Refusal where there is none."""
    if not (site / "index.html").is_file():
        raise Refusal(f"{site} has no site. Build it first.")
    found = {name: Weight(name) for name, _ in _KINDS}
    for path, size in _files(site):
        name = path.relative_to(site).as_posix()
        weight = found[next(kind for kind, pattern in _OF if pattern.fullmatch(name))]
        weight.files += 1
        weight.size += size
        weight.blocks += -(-size // _BLOCK) * _BLOCK
        if size > weight.largest:
            weight.largest, weight.largest_path = size, name
        if name.endswith(".html"):
            article = _ARTICLE.search(path.read_bytes())
            weight.frame += size - (len(article[0]) if article else 0)
    return sorted((one for one in found.values() if one.files), key=lambda one: (-one.size, one.kind))


def _files(site: Path) -> Iterator[tuple[Path, int]]:
    for path in site.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path, path.stat().st_size
