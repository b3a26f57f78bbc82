"""Hand-written pages: Markdown with settings at its top comes in, HTML with its headings and warnings goes out."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from html import unescape
from importlib import import_module
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from newsdesk.load.heads import HEAD_OF_PAGE
from newsdesk.output.frame.own.navigating import url_of
from newsdesk.problems import Refusal

# What MkDocs adds of itself.
_ALWAYS = ("toc", "tables", "fenced_code")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title, for the table of contents."""

    id: str
    name: str
    children: tuple["Heading", ...] = ()


@dataclass(slots=True)
class Written:
    """A hand-written page: `source` below docs, its settings, and once it is rendered its HTML and headings."""

    source: str
    meta: dict[str, Any]
    text: str
    title: str = ""
    content: Markup = field(default_factory=Markup)
    headings: tuple[Heading, ...] = ()
    anchor: str = "nd"

    @property
    def url(self) -> str:
        """Its address below the site."""
        return url_of(self.source)

    @property
    def toc(self) -> tuple[Heading, ...]:
        """What its table of contents lists: nothing where the page hides it."""
        hidden = self.meta.get("hide") or ()
        return () if "toc" in hidden else self.headings


def read_page(source: str, text: str) -> Written:
    """A page with the settings at its top; what is no settings belongs to its text."""
    meta: Any = {}
    if head := HEAD_OF_PAGE.match(text):
        try:
            meta = yaml.safe_load(head[1] or "")
        except yaml.YAMLError as error:
            raise Refusal(f"The settings at the top of {source} are no YAML. {error}") from error
        if isinstance(meta, dict) or meta is None:
            text = text[head.end() :]
    page = Written(source, meta if isinstance(meta, dict) else {}, text)
    page.title = str(page.meta.get("title") or "")
    return page


class Renderer:
    """Renders pages with the extensions that the settings name; `files` are all paths below docs."""

    def __init__(self, extensions: Any, files: Collection[str]) -> None:
        self.warnings: list[str] = []
        self._links = _Links(files, self.warnings)
        names, options = _named(extensions)
        for name in names:
            _look(name)
        try:
            self._markdown = Markdown(extensions=[*names, self._links], extension_configs=options)
        except (ImportError, TypeError, KeyError, ValueError, AttributeError) as error:
            raise Refusal(
                f"markdown_extensions in mkdocs.yml cannot be used. {error}. Correct the name or its options."
            ) from error

    def render(self, page: Written) -> None:
        """Fill in HTML, headings and title."""
        self._markdown.reset()
        self._links.source = page.source
        page.content = Markup(self._markdown.convert(page.text))
        tokens = getattr(self._markdown, "toc_tokens", [])
        top = next((token for token in tokens if token["level"] == 1), None)
        if top is not None:
            page.anchor = top["id"]
            tokens = [child for token in tokens for child in (token["children"] if token["level"] == 1 else [token])]
        page.headings = tuple(map(_heading, tokens))
        page.title = page.title or (unescape(top["name"]) if top else page.source.rpartition("/")[2][: -len(".md")])


def _heading(token: Mapping[str, Any]) -> Heading:
    return Heading(token["id"], unescape(token["name"]), tuple(map(_heading, token["children"])))


def _named(extensions: Any) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The names of the extensions in their order, each once, and the options of each."""
    options: dict[str, dict[str, Any]] = {name: {} for name in _ALWAYS}
    lines = list(extensions.items()) if isinstance(extensions, dict) else extensions or ()
    for line in lines:
        pairs = line.items() if isinstance(line, dict) else [line if isinstance(line, tuple) else (line, None)]
        for name, told in pairs:
            options.setdefault(str(name), {}).update(told if isinstance(told, dict) else {})
    return list(options), options


def _look(name: str) -> None:
    """Refuse an extension that is not installed, by its name."""
    try:
        if "." in name:
            import_module(name.partition(":")[0])
    except ImportError as error:
        raise Refusal(
            f'markdown_extensions in mkdocs.yml names "{name}", which is not installed. {error}. Install it, or take'
            " it out."
        ) from error


class _Links(Extension):
    """Turns links between files into links between pages, and warns of those that lead nowhere."""

    def __init__(self, files: Collection[str], warnings: list[str]) -> None:
        super().__init__()
        self.files, self.warnings, self.source = files, warnings, ""

    def extendMarkdown(self, md: Markdown) -> None:
        """Take part behind everything else: footnotes and attributes are in their place by then."""
        md.treeprocessors.register(_LinkWalk(md, self.lead), "newsdesk-links", -10)

    def lead(self, told: str) -> str:
        """Where a link leads from the page that is being rendered."""
        parts = urlsplit(told)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return told
        target = normpath(join(dirname(self.source), unquote(parts.path)))
        if target in self.files:
            address = url_of(target) if target.endswith(".md") else target
            return parts._replace(path=relative(url_of(self.source), quote(address))).geturl()
        if re.search(r"\.md$", parts.path):
            self.warnings.append(
                f"{self.source} has a link to {told}, and there is no such page below docs. Correct the link."
            )
        return told


class _LinkWalk(Treeprocessor):
    def __init__(self, md: Markdown, lead: Callable[[str], str]) -> None:
        super().__init__(md)
        self.lead = lead

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if element.tag in ("a", "img") and (told := element.get(name)):
                    element.set(name, self.lead(unescape(told)))


def relative(page: str, target: str) -> str:
    """The address of something below the site, as a page writes it; "./" for a page that leads to itself."""
    return "../" * page.count("/") + target or "./"
