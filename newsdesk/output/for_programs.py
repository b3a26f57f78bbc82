"""What goes out for programs with packages of its own: pages in HTML come in, the same pages in Markdown go out.

A twin says all that its page says, in its order: notices before the text, bases, and who drafted and reviewed it. It
lacks what only a screen needs, pictures (the tables behind them are there) and citation formats, which the API has.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from markupsafe import Markup

from newsdesk.model.more_files import MoreFiles
from newsdesk.model.settings import Settings
from newsdesk.problems import Refusal, setting_up
from newsdesk.views.setting.page import LICENCE, LICENCE_URL

if TYPE_CHECKING:
    from html_to_markdown import ConversionOptions

LINK = '<link rel="alternate" type="text/markdown" href="index.md">'
_NEEDED = {"parquet": "arro3.io", "markdown": "html_to_markdown"}
_PAGE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_LEFT_OUT = [
    "svg",
    "script",
    "style",
    "nav",
    "form",
    "button",
    ".nd-screen",
    ".nd-print",
    ".nd-formats",
    "a.headerlink",
]
_CITING = 'section[aria-labelledby="cite"]'
# The library sets what stands below a picture in italics, tables and all.
_CAPTION = re.compile(r"<(/?)figcaption\b")
# Between letters neither is a mark.
_NO_MARK = re.compile(r"(?<=[^\W_])\\([-=])(?=[^\W_])")
# Code, which stays as it is; where a link leads; and what some readers make a link of, although it is none.
_LOOSE = re.compile(
    r"(?is)(?<!\\)(`{3,}).*?(?<!\\)\1|(?<![\\`])`[^`\n]+`|(?<!\\)\]\((?:<[^>\n]*>|[^)\s]*)|https?://|www\."
)


def refuse_without(wanted: MoreFiles) -> None:
    """Refuse to make what the settings ask for where its package is not installed."""
    for setting, package in _NEEDED.items():
        if not getattr(wanted, setting):
            continue
        try:
            import_module(package)
        except ImportError:
            raise Refusal(
                f"extra.{setting} in mkdocs.yml needs {package.partition('.')[0]}, which is not installed. Write false"
                f" there, or install the extra, once:\n    {setting_up('machines')}"
            ) from None


def with_twins(settings: Settings, path: str, html: bytes) -> Iterator[tuple[str, bytes]]:
    """A file of the site, and beside a page its twin in Markdown, where the settings ask for one."""
    yield path, html
    folder, name = path[:-10], path[-10:]
    if settings.extra.markdown and name == "index.html" and (found := _PAGE.search(html.decode())):
        yield f"{folder}index.md", _twin(settings, folder, found[1]).encode()


def linked(settings: Settings, html: bytes) -> bytes:
    """A hand-written page with a link to its twin, as generated ones have it, where the settings ask for one."""
    return html.replace(b"</head>", f"{LINK}</head>".encode(), 1) if settings.extra.markdown else html


def _twin(settings: Settings, folder: str, article: str) -> str:
    from html_to_markdown import convert

    address = f"{settings.root}{folder}" or "./"
    foot = Markup('<p><a href="{}">{}</a> · <a href="{}">{}</a></p>').format(
        address, settings.site_name, LICENCE_URL, LICENCE
    )
    parts = (convert(html, _options()).content or "" for html in (_CAPTION.sub(r"<\1div", article), str(foot)))
    made = "\n---\n\n".join(parts)
    return _LOOSE.sub(_harmless, _NO_MARK.sub(r"\1", made))


def _harmless(found: re.Match[str]) -> str:
    """A bare address that no reader of Markdown makes a link: pages have none that is meant to lead anywhere."""
    text = found[0]
    if text[0] in "`]":
        return text
    return text.replace(":", "\\:") if text[-1] == "/" else f"{text[:-1]}\\."


@cache
def _options() -> "ConversionOptions":
    from html_to_markdown import ConversionOptions, PreprocessingOptions

    return ConversionOptions(
        escape_misc=True, escape_asterisks=True, escape_underscores=True, autolinks=False, skip_images=True,
        extract_metadata=False, compact_tables=True, br_in_tables=True, highlight_style="none",
        preprocessing=PreprocessingOptions(enabled=False), exclude_selectors=[*_LEFT_OUT, _CITING],
    )  # fmt: skip
