"""The frame: pages built once, by MkDocs with Material or by templates of our own, into which generated pages are set.

Either maker builds the hand-written pages and, for every section and depth, one empty page with marks.
Each mark must be found exactly as often as expected, or the theme has changed and nothing is built.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from markupsafe import escape

from newsdesk.interface import po_text
from newsdesk.load import read_ordinary, real
from newsdesk.load.config import MAX_CONFIG, parse_config
from newsdesk.load.ordinary import printable
from newsdesk.model.settings import Frame as Kind
from newsdesk.model.settings import Settings
from newsdesk.output.frame.gathering import tree
from newsdesk.output.frame.marks import (
    BELOW,
    CARD,
    CARD_ALT,
    CONTENT,
    DESCRIPTION,
    HEAD,
    KIND,
    PREFIX,
    SKIP,
    THEME,
    TITLE,
    TOC,
    Empty,
    all_shells,
    shell_path,
    with_items,
)
from newsdesk.output.kept import Folder, kept_folder
from newsdesk.problems import Refusal
from newsdesk.views.pictures.previews import HOME
from newsdesk.views.setting.page import Card, Page

# Lines that follow each other, and elements in which they mean something.
_BLANK = re.compile(r"(<(pre|textarea)\b.*?</\2>)|\s*\n\s*", re.DOTALL | re.ASCII)
# A mark that stays empty goes with its line.
_COMMENT = re.compile(rb"[ \t]*<!--nd-mark-(?:head|below)-->[ \t]*\n?")
_HERE = Path(__file__).parent
_CODE = tuple(sorted(_HERE.rglob("*.py")))
_PACKAGES = {
    Kind.MATERIAL: ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pymdown-extensions", "Pygments"),
    Kind.OWN: ("Markdown", "Jinja2", "pathspec"),
}
_NEEDED = {Kind.MATERIAL: ("material", "mkdocs"), Kind.OWN: ()}
# How often the title of a page stands in its frame: Material's header has it too, once a reader scrolls.
_TITLES = {Kind.MATERIAL: 3, Kind.OWN: 2}
# Stands for the folder of the hand-written pages in warnings that are kept: it may lie elsewhere tomorrow.
_DOCS = "\0docs"
# Ours replaces MkDocs' own: it knows neither the generated pages nor their dates.
_LEFT_OUT = frozenset({"sitemap.xml", "sitemap.xml.gz"})


@dataclass(frozen=True, slots=True)
class Shell:
    """One empty page cut at its marks: `pieces`, in UTF-8, alternate with the names of what goes between."""

    pieces: tuple[bytes, ...]
    slots: tuple[str, ...]
    toc_item: str


@dataclass(slots=True)
class Frame:
    """Everything MkDocs built: shells for generated pages, and the files that go out as they are."""

    folder: Folder
    site_url: str
    files: frozenset[str]
    """Paths of the hand-written pages and assets."""
    card: Card
    """The picture of pages that have none of their own."""
    kind: Kind = Kind.MATERIAL
    warnings: list[str] = field(default_factory=list)
    more: "Callable[[], Frame] | None" = None
    """The same with all shells that there could be, where this one has not."""
    _shells: dict[Empty, Shell] = field(default_factory=dict)
    _whole: "Frame | None" = None

    def dress(self, page: Page) -> bytes:
        """The whole HTML of a generated page in UTF-8; a hand-written page at its path keeps its own text.

        What all pages share is encoded once: a page in several scripts takes a while.
        """
        own = f"{page.path}index.html"
        if own in self.files:
            return self._below(own, page).encode()
        shell = self._shell(page)
        card = page.card or self.card
        values = {
            "card": card.path,
            "card_alt": escape(card.alt),
            "title": escape(page.title),
            "description": escape(page.description),
            "kind": page.kind,
            "canonical": escape(self.site_url + page.path),
            "head": page.head,
            "skip": page.anchor,
            "content": _headed(page),
        }
        texts = {slot: text.encode() for slot, text in values.items()}
        texts["toc"] = _toc(shell.toc_item, tuple(page.toc))
        parts = [shell.pieces[0]]
        for slot, piece in zip(shell.slots, shell.pieces[1:], strict=True):
            parts += (texts[slot], piece)
        return b"".join(parts)

    def undressed(self) -> Iterator[str]:
        """Paths of the hand-written pages and assets."""
        yield from self.files

    def read(self, path: str) -> bytes:
        """A file of MkDocs', without our marks."""
        raw = self.folder.read(path)
        if not path.endswith(".html"):
            return raw
        bare, marks = _COMMENT.subn(b"", raw)
        # What has no marks is a file that an editor left in docs: it stays as it is.
        return _compact(bare.decode()).encode() if marks else raw

    def _below(self, own: str, page: Page) -> str:
        html = self.folder.read(own).decode()
        _expect(html, {BELOW: 1, HEAD: 1}, own)
        html = with_items(html, page.toc) if page.toc else html
        return html.replace(HEAD, page.head).replace(BELOW, page.content)

    def _shell(self, page: Page) -> Shell:
        key = (page.section, page.path.count("/"), bool(page.toc))
        if key not in self._shells:
            folder = shell_path(*key)
            file = f"{folder}index.html"
            if file not in self.folder:
                if self.more is None:
                    raise Refusal(f"The frame has no page for {page.path}: section or depth is not planned.")
                self._whole = self._whole or self.more()
                return self._whole._shell(page)
            html = _compact(self.folder.read(file).decode())
            self._shells[key] = _cut(html, self.site_url + folder, key[2], _TITLES[self.kind])
        return self._shells[key]


def _headed(page: Page) -> str:
    """The content of a page; that of a list whose hand-written page, which has its heading, is not there, below one."""
    if page.path != f"{page.section}/" or "<h1" in page.content:
        return page.content
    return f"<h1>{escape(page.title)}</h1>\n{page.content}"


@lru_cache(maxsize=1024)
def _toc(item: str, toc: tuple[tuple[str, str], ...]) -> bytes:
    """The items of a table of contents, which most pages of a kind share."""
    return "".join(item.replace(f"#{TOC}", f"#{name}").replace(TOC, str(escape(label))) for name, label in toc).encode()


def _expect(html: str, counts: Mapping[str, int], where: str) -> None:
    for mark, count in counts.items():
        if (found := html.count(mark)) != count:
            raise Refusal(
                f"The theme has changed: {mark} stands {found} times in {where}, expected {count}."
                " Compare newsdesk/theme with the installed Material for MkDocs."
            )


def _compact(html: str) -> str:
    """A page without empty lines and indentation, which are a third of it and mean nothing but in some elements."""
    return _BLANK.sub(lambda found: found[1] or "\n", html)


def _cut(html: str, canonical: str, has_toc: bool, titles: int = _TITLES[Kind.MATERIAL]) -> Shell:
    """Cut an empty page at its marks."""
    counts = {TITLE: titles, DESCRIPTION: 1, KIND: 1, HEAD: 1, CONTENT: 1, f"#{SKIP}": 1}
    # Each item of the table of contents holds its mark twice: in the link and as its text.
    counts |= {TOC: 2 if has_toc else 0, canonical: 3 if "://" in canonical else 0}
    counts |= dict.fromkeys((CARD, CARD_ALT), int('property="og:image"' in html))
    _expect(html, counts, "an empty page")
    toc_item = ""
    if has_toc:
        match = re.search(rf'<li class="md-nav__item">\s*<a href="#{TOC}".*?</li>', html, re.DOTALL)
        if not match:
            raise Refusal("The theme has changed: its table of contents has another form.")
        toc_item = match[0]
        html = html.replace(toc_item, "nd-slot-toc")
    names = {TITLE: "title", DESCRIPTION: "description", KIND: "kind", HEAD: "head", CONTENT: "content"}
    names |= {f"#{SKIP}": "skip", "nd-slot-toc": "toc"}
    names |= {CARD: "card", CARD_ALT: "card_alt"}
    names |= {canonical: "canonical"} if "://" in canonical else {}
    pattern = "|".join(re.escape(mark) for mark in sorted(names, key=len, reverse=True))
    pieces = re.split(f"({pattern})", html)
    literal, marks = list(pieces[::2]), pieces[1::2]
    for at, mark in enumerate(marks):
        if mark == f"#{SKIP}":
            literal[at] += "#"
    return Shell(tuple(piece.encode() for piece in literal), tuple(names[mark] for mark in marks), toc_item)


def build_frame(
    config: Path, sections: Mapping[str, str], cache: Path, settings: Settings, shells: Sequence[Empty] = ()
) -> Frame:
    """Build the frame, or take it from the cache when nothing it rests on has changed.

    `sections` maps a section to its page in the navigation. `shells` are the empty pages that are wanted as a rule,
    beside those of sections without a hand-written page; without, and once another one is wanted, there are all.
    MkDocs' own errors are passed on.
    """
    raw = _raw_config(config)
    docs, custom = _docs_dir(config, raw), _custom_dir(config, raw)
    wanted = list(dict.fromkeys((*shells, *_unwritten(docs, sections)))) if shells else all_shells(sections)
    key = _key(config, docs, custom, sections, wanted, settings)

    def make(work: Path) -> list[str]:
        if settings.extra.frame is Kind.OWN:
            from newsdesk.output.frame.own import build_own

            warnings = [
                f"docs: {warning}" for warning in build_own(raw, docs, custom, sections, wanted, work, settings)
            ]
        else:
            # Imported here: whoever has our own frame needs neither MkDocs nor Material.
            from newsdesk.output.frame.handwritten import run_mkdocs

            warnings = run_mkdocs(config, raw, docs, custom, sections, wanted, work, settings)
            warnings = [f"mkdocs: {warning}" for warning in warnings]
        return [warning.replace(str(docs), _DOCS) for warning in warnings]

    folder = kept_folder(cache, "frame", key, make)
    files = frozenset(path for path in folder if path not in _LEFT_OUT and not path.startswith(PREFIX))
    warnings = [text.replace(_DOCS, str(docs)) for text in folder.note]
    more = partial(build_frame, config, sections, cache, settings) if shells else None
    return Frame(folder, settings.root, files, Card(HOME, settings.site_name), settings.extra.frame, warnings, more)


def _unwritten(docs: Path, sections: Mapping[str, str]) -> Iterator[Empty]:
    """The empty pages of the lists that have no hand-written page to stand below."""
    for section, page in sections.items():
        if not (docs / page).is_file():
            yield from ((section, 1, False), (section, 1, True))


def _raw_config(config: Path) -> dict[str, Any]:
    document, _ = parse_config(str(config), read_ordinary(config, MAX_CONFIG))
    return document.data if document else {}


def _docs_dir(config: Path, raw: dict[str, Any]) -> Path:
    name = raw.get("docs_dir") or "docs"
    if not isinstance(name, str) or not (config.parent / name).is_dir():
        raise Refusal(
            f"{config.parent} has no folder {name} for the hand-written pages. Create it, or correct docs_dir."
        )
    return config.parent / name


def _custom_dir(config: Path, raw: dict[str, Any]) -> Path | None:
    """The maintainer's own changes to the theme; Refusal where they are not there.

    Our theme itself needs no second layer, whether the program that runs lies in the collection, beside
    another one that lies there, or in a collection whose program has become a package.
    """
    theme = raw.get("theme")
    name = theme.get("custom_dir") if isinstance(theme, dict) else None
    if name is None:
        return None
    folder, inside = real(config.parent / str(name)), real(config.parent) / "newsdesk"
    in_its_place = folder == inside / "theme"
    if folder == real(THEME) or (in_its_place and (inside / "__init__.py").is_file()):
        return None
    if folder.is_dir():
        return folder
    if in_its_place:
        return None
    raise Refusal(f"{config.parent} has no folder {name} for changes to the theme. Create it, or correct custom_dir.")


def _key(
    config: Path,
    docs: Path,
    custom: Path | None,
    sections: Mapping[str, str],
    shells: Sequence[Empty],
    settings: Settings,
) -> str:
    """The same for the same collection wherever it lies."""
    digest = hashlib.blake2b(po_text(settings.language).encode(), digest_size=12)
    kind = settings.extra.frame
    if missing := [name for name in _NEEDED[kind] if find_spec(name) is None]:
        raise Refusal(
            f"Packages are missing for the frame of Material: {', '.join(missing)}. Install them"
            " (python -m pip install -r requirements.txt), or write frame: own below extra in mkdocs.yml."
        )
    versions = [version(name) for name in _PACKAGES[kind]]
    digest.update(json.dumps([dict(sections), list(shells), versions, settings.extra.cards, kind]).encode())
    files = [(config, config.name), *((path, path.relative_to(_HERE).as_posix()) for path in _CODE)]
    for top in (THEME, docs, *([custom] if custom else [])):
        files += [(path, f"{top.name}/{path.relative_to(top).as_posix()}") for path in tree(top)]
    for path, name in files:
        if (shown := printable(name)) != name:
            raise Refusal(f"{shown}: its name is no UTF-8, and no page has such an address. Rename it.")
        with path.open("rb") as file:
            one = hashlib.file_digest(file, "blake2b").hexdigest()
        digest.update(f"\0{name}\0{one}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
