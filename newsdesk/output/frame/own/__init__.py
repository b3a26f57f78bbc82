"""Our own frame, without MkDocs and Material: hand-written pages come in, whole pages and empty ones with marks go out.

Markdown renders, two templates of `newsdesk/theme/own/` dress. What all pages share lies in cached files.
"""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pathspec import GitIgnoreSpec

from newsdesk.interface import words_of
from newsdesk.model.settings import Settings
from newsdesk.output.frame.gathering import copy, copy_file, prepare, tree
from newsdesk.output.frame.marks import (
    CARD,
    CARD_ALT,
    DESCRIPTION,
    FILLED_IN,
    KIND,
    SKIP,
    THEME,
    TITLE,
    TOC,
    Empty,
    shell_path,
)
from newsdesk.output.frame.own.navigating import Item, navigation, shown
from newsdesk.output.frame.own.rendering import Heading, Renderer, Written, read_page, relative
from newsdesk.output.frame.sheets import one_sheet
from newsdesk.views.setting.codes import direction

OWN = THEME / "own"
_ICON = "assets/newsdesk/favicon.svg"
_SCHEMES = {"default": "light", "slate": "dark"}


def build_own(
    raw: dict[str, Any],
    docs: Path,
    custom: Path | None,
    sections: Mapping[str, str],
    shells: Iterable[Empty],
    work: Path,
    settings: Settings,
) -> list[str]:
    """Write every hand-written page, every empty one and all other files below `work/out`; warnings come back."""
    prepare(docs, raw, sections, work)
    for folder in (THEME / "assets", OWN / "assets"):
        copy(folder, work / "out" / "assets", lambda name: not FILLED_IN.endswith(f"/{name}"))
    if custom:
        copy(custom, work / "out", lambda name: not name.endswith((".html", ".py", ".yml", ".md")))
    site = _Site(raw, settings, custom)
    site.write(work, sections, shells)
    one_sheet(work / "out")
    return site.warnings


class _Site:
    """All pages of the frame; what stands on each is reckoned once."""

    def __init__(self, raw: dict[str, Any], settings: Settings, custom: Path | None) -> None:
        self.raw, self.settings = raw, settings
        self.warnings: list[str] = []
        if raw.get("plugins"):
            self.warnings.append("This frame runs no plugins: take them out of mkdocs.yml, or write frame: material.")
        loaders = [FileSystemLoader(folder) for folder in (custom, OWN, THEME) if folder]
        self.engine = Environment(
            loader=ChoiceLoader(loaders), autoescape=True, extensions=["jinja2.ext.i18n"], trim_blocks=True
        )
        words = words_of(settings.language)
        self.engine.install_gettext_callables(  # type: ignore[attr-defined] # the extension adds it
            words, words.ngettext, newstyle=True
        )
        self.engine.globals["_"] = words
        self.engine.filters["url"] = _url
        self.config = _config(raw, settings)
        self.menu: tuple[Item, ...] = ()
        self.sources: list[SimpleNamespace] = []

    def write(self, work: Path, sections: Mapping[str, str], shells: Iterable[Empty]) -> None:
        """Write everything below `work/out`, from the copy of the hand-written files below `work/docs`."""
        docs, out = work / "docs", work / "out"
        files = _published(docs, str(self.raw.get("exclude_docs") or ""))
        pages = [self.read(docs, name) for name in files if name.endswith(".md")]
        renderer = Renderer(self.raw.get("markdown_extensions"), frozenset(files))
        for page in pages:
            renderer.render(page)
        self.menu, missing = navigation(self.raw.get("nav"), {page.source: page.title for page in pages})
        self.warnings += [f"nav in mkdocs.yml names {name}, which is not below docs." for name in missing]
        self.warnings += renderer.warnings
        self.sources = [SimpleNamespace(file=SimpleNamespace(src_uri=page.source)) for page in pages]
        for page in pages:
            _put(out / page.url / "index.html", self.dressed(page))
        for section, depth, has_toc in shells:
            folder = shell_path(section, depth, has_toc)
            _put(out / folder / "index.html", self.empty(sections[section], folder, has_toc))
        _put(out / "404.html", self.lost())
        for name in files:
            if not name.endswith(".md"):
                copy_file(docs / name, out / name)

    def read(self, docs: Path, name: str) -> Written:
        """A hand-written page as it is in its file."""
        raw = (docs / name).read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.warnings.append(
                f"{name} is not UTF-8: what could not be read is shown as \N{REPLACEMENT CHARACTER}. Save it as UTF-8."
            )
            text = raw.decode("utf-8-sig", "replace")
        return read_page(name, text.replace("\r\n", "\n"))

    def dressed(self, page: Written) -> str:
        """A hand-written page."""
        is_home = page.url == ""
        named = page.title if not is_home or page.meta.get("title") else ""
        content = page.content
        if "<h1" not in content:
            content = Markup('<h1 id="nd">{}</h1>\n').format(page.title) + content
        told = {
            "meta": page.meta,
            "name": named,
            "title": self.settings.site_name if is_home else page.title,
            "description": page.meta.get("description") or self.settings.site_description,
            "is_homepage": is_home,
            "anchor": page.anchor,
        }
        return self.render("page.html", page.url, told, page.source, content, page.toc)

    def empty(self, section: str, url: str, has_toc: bool) -> str:
        """An empty page with marks, which belongs to a section of the navigation."""
        told = {
            "meta": {"kind": KIND, "card": CARD, "card_alt": CARD_ALT},
            "name": TITLE,
            "title": TITLE,
            "description": DESCRIPTION,
            "is_homepage": False,
            "anchor": SKIP,
        }
        return self.render("empty.html", url, told, section, Markup(), (Heading(TOC, TOC),) if has_toc else ())

    def lost(self) -> str:
        """What a server shows at any address where nothing is: its links begin at the root of the host."""
        told = {"meta": {}, "name": "", "title": "", "description": "", "is_homepage": False, "anchor": "nd"}
        return self.render("404.html", None, told, "", Markup(), ())

    def render(
        self,
        template: str,
        url: str | None,
        told: dict[str, Any],
        source: str,
        content: Markup,
        toc: tuple[Heading, ...],
    ) -> str:
        """A page from its template; `url` is where it stands, None for a page that stands anywhere."""
        root = urlsplit(self.settings.root).path or "/"
        lead = partial(relative, url) if url is not None else root.__add__
        canonical = f"{self.settings.root}{quote(url)}" if self.settings.root and url is not None else None
        return self.engine.get_template(template).render(
            config=self.config,
            page=SimpleNamespace(**told, canonical_url=canonical),
            nav=SimpleNamespace(pages=self.sources),
            menu=shown(self.menu, source),
            content=content,
            toc=toc,
            lead=lead,
        )


@pass_context
def _url(context: Context, address: str) -> str:
    """An address of a template: one below the site is written as the page needs it, any other as it is."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith(("/", "#")):
        return address
    return str(context["lead"](quote(address, safe="/#?&=%")))


def _published(docs: Path, excluded: str) -> list[str]:
    """What goes out of the hand-written files, as MkDocs has it: not templates, and not what is excluded."""
    spec = GitIgnoreSpec.from_lines(["/templates/", *excluded.splitlines()])
    names = [path.relative_to(docs).as_posix() for path in tree(docs)]
    return [name for name in names if not spec.match_file(name)]


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _config(raw: dict[str, Any], settings: Settings) -> SimpleNamespace:
    """What templates read of the settings, under the names that MkDocs gives it."""
    told = raw.get("theme")
    theme = told if isinstance(told, dict) else {}
    tag = settings.language
    colours = _colours(theme.get("palette"))
    extra = raw.get("extra")
    return SimpleNamespace(
        site_name=settings.site_name,
        site_url=settings.root,
        site_description=settings.site_description,
        copyright=Markup(settings.copyright or ""),
        extra_css=_paths(raw.get("extra_css")),
        extra_javascript=_paths(raw.get("extra_javascript")),
        # Nothing of it is made with Material.
        extra={**(extra if isinstance(extra, dict) else {}), "cards": str(settings.extra.cards), "generator": False},
        theme=SimpleNamespace(
            language=tag,
            direction=direction(tag),
            locale={"en": "en_GB", "ru": "ru_RU"}.get(tag, tag),
            favicon=theme.get("favicon") or _ICON,
            logo=theme.get("logo") or _ICON,
            toggle=colours if len(colours) > 1 else (),
            states=" ".join(state for state, _ in colours),
        ),
    )


def _paths(value: Any) -> list[str]:
    lines = value if isinstance(value, list) else ()
    return [str(line.get("path", "")) if isinstance(line, dict) else str(line) for line in lines]


def _colours(value: Any) -> list[tuple[str, str]]:
    """The palettes in their order: `system`, `light` or `dark`, each with what its switch says."""
    found = []
    for palette in value if isinstance(value, list) else [value]:
        one = palette if isinstance(palette, dict) else {}
        media = re.sub(r"\s", "", str(one.get("media") or ""))
        state = "system" if media == "(prefers-color-scheme)" else _SCHEMES.get(str(one.get("scheme")), "light")
        toggle = one.get("toggle")
        found.append((state, str(toggle.get("name") or "") if isinstance(toggle, dict) else ""))
    return found
