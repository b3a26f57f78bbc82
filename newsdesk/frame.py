"""The frame: Material's pages, built once by MkDocs, into which generated pages are set.

MkDocs builds the hand-written pages and, for every section and depth, one empty page with marks.
Each mark must be found exactly as often as expected, or the theme has changed and nothing is built.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from markupsafe import escape

from newsdesk.interface import ENGLISH, catalogue, po_text
from newsdesk.load.config import parse_config
from newsdesk.problems import Refusal
from newsdesk.views.page import Page

THEME = Path(__file__).parent / "theme"
DEPTHS = range(1, 5)
_PREFIX = "nd-frame"
_HEAD, _BELOW, _CONTENT = "<!--nd-mark-head-->", "<!--nd-mark-below-->", "<!--nd-mark-content-->"
_TITLE, _DESCRIPTION, _SKIP, _TOC, _KIND = (
    f"nd-mark-{name}" for name in ("title", "description", "skip", "toc", "kind")
)
# A mark that stays empty goes with its line; nothing else of a hand-written page is touched.
_COMMENT = re.compile(rb"[ \t]*<!--nd-mark-(?:head|below)-->[ \t]*\n?")
_PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pymdown-extensions", "Pygments")
# Ours replaces MkDocs' own: it knows neither the generated pages nor their dates.
_LEFT_OUT = frozenset({"sitemap.xml", "sitemap.xml.gz"})


@dataclass(frozen=True, slots=True)
class Shell:
    """One empty page cut at its marks: `pieces` alternate with the names of what goes between."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]
    toc_item: str


@dataclass(slots=True)
class Frame:
    """Everything MkDocs built: shells for generated pages, and the files that go out as they are."""

    folder: Path
    site_url: str
    files: dict[str, Path]
    warnings: list[str] = field(default_factory=list)
    _shells: dict[tuple[str, int, bool], Shell] = field(default_factory=dict)

    def dress(self, page: Page) -> str:
        """The whole HTML of a generated page; a hand-written page at its path keeps its own text."""
        own = f"{page.path}index.html"
        if own in self.files:
            return self._below(own, page)
        shell = self._shell(page)
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "kind": page.kind,
            "canonical": escape(self.site_url + page.path),
            "head": page.head,
            "skip": page.anchor,
            "toc": _toc(shell.toc_item, tuple(page.toc)),
            "content": page.content,
        }
        parts = [shell.pieces[0]]
        for slot, piece in zip(shell.slots, shell.pieces[1:], strict=True):
            parts += (str(values[slot]), piece)
        return "".join(parts)

    def undressed(self) -> Iterator[str]:
        """Paths of the hand-written pages and assets."""
        yield from self.files

    def read(self, path: str) -> bytes:
        """A file of MkDocs', without our marks."""
        raw = self.files[path].read_bytes()
        return _COMMENT.sub(b"", raw) if path.endswith(".html") else raw

    def _below(self, own: str, page: Page) -> str:
        html = self.files[own].read_text("utf-8")
        _expect(html, {_BELOW: 1, _HEAD: 1}, own)
        return html.replace(_HEAD, page.head).replace(_BELOW, page.content)

    def _shell(self, page: Page) -> Shell:
        key = (page.section, page.path.count("/"), bool(page.toc))
        if key not in self._shells:
            folder = _shell_path(*key)
            file = self.folder / folder / "index.html"
            if not file.is_file():
                raise Refusal(f"The frame has no page for {page.path}: section or depth is not planned.")
            self._shells[key] = _cut(_compact(file.read_text("utf-8")), self.site_url + folder, key[2])
        return self._shells[key]


@lru_cache(maxsize=1024)
def _toc(item: str, toc: tuple[tuple[str, str], ...]) -> str:
    """The items of a table of contents, which most pages of a kind share."""
    return "".join(
        item.replace(f"#{_TOC}", f"#{name}").replace(_TOC, str(escape(label))) for name, label in toc
    )


def _shell_path(section: str, depth: int, has_toc: bool) -> str:
    """Where the empty page stands: as deep as the pages that it dresses."""
    return f"{_PREFIX}-{section}-{'toc' if has_toc else 'plain'}/" + "x/" * (depth - 1)


def _expect(html: str, counts: Mapping[str, int], where: str) -> None:
    for mark, count in counts.items():
        if (found := html.count(mark)) != count:
            raise Refusal(
                f"The theme has changed: {mark} stands {found} times in {where}, expected {count}."
                " Compare newsdesk/theme with the installed Material for MkDocs."
            )


def _compact(html: str) -> str:
    """A page without empty lines and indentation, which are a third of it and mean nothing."""
    return html if "<pre" in html or "<textarea" in html else re.sub(r"\s*\n\s*", "\n", html)


def _cut(html: str, canonical: str, has_toc: bool) -> Shell:
    """Cut an empty page at its marks."""
    counts = {_TITLE: 3, _DESCRIPTION: 2, _KIND: 1, _HEAD: 1, _CONTENT: 1, f"#{_SKIP}": 1}
    # Each item of the table of contents holds its mark twice: in the link and as its text.
    counts |= {_TOC: 2 if has_toc else 0, canonical: 2 if "://" in canonical else 0}
    _expect(html, counts, "an empty page")
    toc_item = ""
    if has_toc:
        match = re.search(rf'<li class="md-nav__item">\s*<a href="#{_TOC}".*?</li>', html, re.DOTALL)
        if not match:
            raise Refusal("The theme has changed: its table of contents has another form.")
        toc_item = match[0]
        html = html.replace(toc_item, "nd-slot-toc")
    names = {_TITLE: "title", _DESCRIPTION: "description", _KIND: "kind", _HEAD: "head", _CONTENT: "content"}
    names |= {f"#{_SKIP}": "skip", "nd-slot-toc": "toc"}
    names |= {canonical: "canonical"} if "://" in canonical else {}
    pattern = "|".join(re.escape(mark) for mark in sorted(names, key=len, reverse=True))
    pieces = re.split(f"({pattern})", html)
    literal, marks = list(pieces[::2]), pieces[1::2]
    for at, mark in enumerate(marks):
        if mark == f"#{_SKIP}":
            literal[at] += "#"
    return Shell(tuple(literal), tuple(names[mark] for mark in marks), toc_item)


def build_frame(config: Path, sections: Mapping[str, str], cache: Path, settings: Any) -> Frame:
    """Build the frame with MkDocs, or take it from the cache when nothing it rests on has changed.

    `sections` maps a section to its page in the navigation. MkDocs' own errors are passed on.
    """
    raw = _raw_config(config)
    docs, custom = _docs_dir(config, raw), _custom_dir(config, raw)
    key = _key(config, docs, custom, sections, settings.language)
    folder = cache / f"frame-{key}"
    if not (folder / "built.json").is_file():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="frame-new-") as name:
            # MkDocs takes a relative folder as one beside its configuration.
            work = Path(name).resolve()
            warnings = _run_mkdocs(config, raw, docs, custom, sections, work, settings.language)
            (work / "out" / "built.json").write_text(json.dumps(warnings), "utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            (work / "out").rename(folder)
        for old in sorted(cache.glob("frame-[0-9a-f]*"), key=lambda path: path.stat().st_mtime)[:-3]:
            shutil.rmtree(old, ignore_errors=True)
    files = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    files = {
        path: file
        for path, file in files.items()
        if path not in _LEFT_OUT | {"built.json"} and not path.startswith(_PREFIX)
    }
    warnings = json.loads((folder / "built.json").read_text("utf-8"))
    return Frame(folder, settings.root, files, warnings)


def _raw_config(config: Path) -> dict[str, Any]:
    document, _ = parse_config(str(config), config.read_bytes())
    return document.data if document else {}


def _docs_dir(config: Path, raw: dict[str, Any]) -> Path:
    name = raw.get("docs_dir") or "docs"
    if not isinstance(name, str) or not (config.parent / name).is_dir():
        raise Refusal(
            f"{config.parent} has no folder {name} for the hand-written pages. Create it, or correct docs_dir."
        )
    return config.parent / name


def _custom_dir(config: Path, raw: dict[str, Any]) -> Path | None:
    """The maintainer's own changes to the theme; our theme itself needs no second layer."""
    theme = raw.get("theme")
    name = theme.get("custom_dir") if isinstance(theme, dict) else None
    folder = (config.parent / name).resolve() if name else None
    return folder if folder and folder != THEME.resolve() and folder.is_dir() else None


def _key(config: Path, docs: Path, custom: Path | None, sections: Mapping[str, str], language: str) -> str:
    digest = hashlib.blake2b(po_text(language).encode(), digest_size=12)
    digest.update(json.dumps([dict(sections), [version(name) for name in _PACKAGES]]).encode())
    for path in [config, Path(__file__), *_tree(THEME), *_tree(docs), *(_tree(custom) if custom else ())]:
        raw = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(raw)}\0{path.relative_to(path.anchor)}".encode())
        digest.update(raw)
    return digest.hexdigest()


def _tree(folder: Path) -> list[Path]:
    """Regular files below a folder; hidden ones and linked folders, which may lead round in a circle, are left out."""
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(top, name) for name in names if not name.startswith(".") and Path(top, name).is_file()]
    return sorted(found)


def _copy(folder: Path, target: Path) -> None:
    for path in _tree(folder):
        copy = target / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _translate(theme: Path, language: str) -> dict[str, str]:
    """Give our templates of the theme their words, as MkDocs wants them; what to add to its settings."""
    if language == ENGLISH:
        return {}
    locale = language.split("-")[0]
    folder = theme / "locales" / locale / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, catalogue(language))
    return {"locale": locale}


def _run_mkdocs(
    config: Path, raw: dict[str, Any], docs: Path, custom: Path | None, sections: Mapping[str, str], work: Path,
    language: str,
) -> list[str]:
    """Run MkDocs over a copy of the hand-written pages and the empty ones; its warnings come back."""
    _copy(docs, work / "docs")
    _copy(THEME, work / "theme")
    if custom:
        _copy(custom, work / "theme")
    navigation = json.dumps(raw.get("nav"), default=str)
    for title, page in (("Home", "index.md"), *((name.capitalize(), page) for name, page in sections.items())):
        # A page that the maintainer has deleted is still linked by the navigation: it gets its title alone.
        if not (work / "docs" / page).is_file() and (page == "index.md" or f'"{page}"' in navigation):
            (work / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
            (work / "docs" / page).write_text(f"---\nhide: [navigation, toc]\n---\n\n# {title}\n", "utf-8")
    for section, page in sections.items():
        for depth in DEPTHS:
            for has_toc in (True, False):
                folder = work / "docs" / _shell_path(section, depth, has_toc)
                folder.mkdir(parents=True)
                (folder / "index.md").write_text(_empty_page(page, has_toc), "utf-8")
    theme = raw.get("theme")
    private = {
        "INHERIT": str(config.resolve()),
        "docs_dir": str(work / "docs"),
        "site_dir": str(work / "out"),
        "theme": {
            "name": theme if isinstance(theme, str) else "material",
            "custom_dir": str(work / "theme"),
            **_translate(work / "theme", language),
        },
        "use_directory_urls": True,
        "not_in_nav": f"/{_PREFIX}-*\n",
    }
    # JSON is YAML, and quotes whatever a folder may be called.
    (work / "mkdocs.yml").write_text(json.dumps(private), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(work / "mkdocs.yml")],
        env={**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = [line.strip() for line in run.stderr.splitlines() if line.startswith(("WARNING", "ERROR"))]
    said = [line.replace(str(work / "docs"), str(docs)).replace(str(work), "") for line in said]
    if run.returncode:
        details = "\n".join(said) or run.stderr.strip()[-2000:]
        raise Refusal(f"MkDocs could not build the hand-written pages.\n{details}")
    return [line for line in said if _PREFIX not in line]


def _empty_page(section_page: str, has_toc: bool) -> str:
    hidden = ["navigation"] if has_toc else ["navigation", "toc"]
    meta = {
        "title": _TITLE, "description": _DESCRIPTION, "kind": _KIND, "template": "frame.html",
        "section": section_page, "hide": hidden,
    }
    headings = f"# {_SKIP}\n" + (f"\n## {_TOC}\n" if has_toc else "")
    return f"---\n{json.dumps(meta)}\n---\n\n{headings}"
