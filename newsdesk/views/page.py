"""What a view yields, and the templates and filters that all views share."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from newsdesk.check.prose import marks_in
from newsdesk.collection import Collection
from newsdesk.model import Cited
from newsdesk.model.codes import countries, languages
from newsdesk.views.dates import say_date, say_period, say_week
from newsdesk.views.words import word

SITE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be set into the frame; `path` is its address below the site, ending in a slash.

    `toc` pairs ids with labels, `head` is HTML for the head, `updated` an ISO date or "", `anchor`
    the id that the skip link leads to.
    """

    path: str
    section: str
    title: str
    description: str
    content: str
    toc: tuple[tuple[str, str], ...] = ()
    head: str = ""
    updated: str = ""
    anchor: str = "nd"


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes out as it is; `path` is its name below the site."""

    path: str
    text: str


View = Callable[[Collection], Iterator[Page | File]]


def root_of(path: str) -> str:
    """The relative way from a page back to the top of the site: `../../` or `./`."""
    return "../" * path.count("/") or "./"


# Stands in templates for the way back to the top until a page is done: no text of a file holds a NUL.
ROOT_MARK = "\0root/"


class _Loader(PackageLoader):
    """Puts the mark in the place of `{{ root }}`: escaping it anew for each link took a fifth of the time."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, Any, Any]:
        source, *rest = super().get_source(environment, template)
        return (source.replace("{{ root }}", ROOT_MARK), *rest)


@cache
def environment() -> Environment:
    """The Jinja environment: escaping on, unknown names refused."""
    env = Environment(
        loader=_Loader("newsdesk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals["Cited"] = Cited
    env.filters |= {
        "date": say_date,
        "period": say_period,
        "week": say_week,
        "in": in_language,
        "language": language_name,
        "country": country_name,
        "word": word,
        "opening": opening,
        "paragraphs": paragraphs,
        "path": week_path,
        "host": host_of,
    }
    return env


def render(template: str, page_path: str, collection: Collection, **values: Any) -> str:
    """Render a template with the way back to the top as `root`."""
    root = root_of(page_path)
    html = environment().get_template(template).render(
        root=root, collection=collection, settings=collection.settings, **values
    )
    return html.replace(ROOT_MARK, root)


def report_link(collection: Collection, page_path: str, title: str) -> str:
    """Where to report an error on a page: the maintainer's address with the page filled in, or About."""
    report = collection.settings.extra.report
    if not report:
        return f"{root_of(page_path)}about/#report"
    site = (collection.settings.site_url or "").rstrip("/")
    address = quote(f"{site}/{page_path}", safe="")
    return report.replace("{title}", quote(title, safe="")).replace("{page}", address)


def week_path(week: str) -> str:
    """The address of a digest below the site: `2022/w42/`."""
    year, _, number = week.partition("-W")
    return f"{year}/w{number}/"


@lru_cache(maxsize=512)
def in_language(tag: str | None) -> Markup:
    """The attributes `lang` and `dir` of a text that is not in the language of the site.

    Where the language of a name is not recorded, the browser works out its direction.
    """
    if tag == SITE_LANGUAGE:
        return Markup("")
    if tag is None:
        return Markup(' dir="auto"')
    return Markup(' lang="{}" dir="{}"').format(tag, direction(tag))


@lru_cache(maxsize=512)
def direction(tag: str) -> str:
    """`ltr` or `rtl`, or `auto` where CLDR does not know the language's script."""
    try:
        return Locale.parse(tag, sep="-").text_direction
    except Exception:  # CLDR has no data for this language, only its name
        return "auto"


def language_name(tag: str) -> str:
    """The English name of a language, with script or region where the tag has one."""
    code, *rest = tag.split("-")
    known = Locale("en")
    names = [known.scripts.get(part) or known.territories.get(part) or part for part in rest]
    return languages()[code] + (f" ({', '.join(names)})" if names else "")


def country_name(code: str) -> str:
    """The English name of a country."""
    return countries()[code]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text from YAML, where an empty line became a line end."""
    return [part.strip() for part in text.splitlines() if part.strip()]


def opening(text: str, limit: int = 200) -> str:
    """The beginning of a text, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    space = text.rfind(" ", 0, limit)  # a script without spaces has none
    return text[: space if space > 0 else limit].rstrip(",;:") + " …"


def host_of(address: str) -> str:
    """The host of an address, without www."""
    return address.split("/")[2].removeprefix("www.")


def marked(text: str, numbers: Mapping[str, int]) -> Markup:
    """A text with its reference marks turned into small numbered links."""
    parts: list[Markup] = []
    at = 0
    for mark in marks_in(text):
        if mark.id not in numbers:
            continue
        end = mark.start + len(mark.id) + 2
        before = text[at : mark.start].rstrip()
        number = numbers[mark.id]
        # Marks side by side keep apart, also when they are copied.
        parts.append(escape(before) or (Markup("\N{THIN SPACE}") if at else Markup("")))
        parts.append(
            Markup('<a class="nd-ref" href="#ref-{}" aria-label="Reference {}">{}</a>').format(
                number, number, number
            )
        )
        at = end
    parts.append(escape(text[at:]))
    return Markup("").join(parts)
