"""A web page becomes a capture: title, author, site, address, language, date and text."""

import datetime
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from newsdesk.intake.capture import Capture, Found, jsonld
from newsdesk.intake.capture.characters import Joiners, one_line, text_of, with_marks, without_hints, words_alike
from newsdesk.intake.capture.files import MAX_TEXT, decode, detect, tidy
from newsdesk.intake.capture.said.bylines import byline
from newsdesk.intake.capture.said.dates import published
from newsdesk.intake.capture.said.languages import language_of
from newsdesk.intake.capture.said.titles import title
from newsdesk.intake.capture.tree import Page
from newsdesk.model.codes import country_meant
from newsdesk.problems import Refusal

P = ParamSpec("P")
R = TypeVar("R")

# What may hold a line beside a headline, and whether another of them stands in it.
_OF_LINES = frozenset("p div li dd dt td time address span".split())
_INNER = ".//p|.//div|.//li|.//dd|.//dt|.//td|.//address"
_BLOCKS = "p|h2|h3|h4|h5|h6|li|blockquote|pre|figcaption|td".split("|")


def read_page(raw: bytes, charset: str | None, address: str | None, today: datetime.date) -> Capture:
    """Read a web page; Refusal where it holds no text."""
    joiners = Joiners(with_marks(without_hints(decode(raw, charset))))
    page = Page(joiners.hidden, address)
    found, quoted = _extracted(page), tuple(_tried(_block_quotations, page) or ())
    headline = _tried(title, page, found.title if found else None)
    text = tidy(_headed(headline.value if headline else "", _text(page, found)))[:MAX_TEXT]
    if not any(c.isalpha() for c in text):
        raise Refusal("The page holds no text. If a script fills it in, copy the text from a browser into a .txt file.")
    language = _tried(language_of, page, text)
    heard = detect(joiners.shown(text))
    # Where the page says nothing that holds, its months are read in the language of its text.
    tag = language.value if language and language.certain else heard
    date, basis = _tried(published, page, tag, today, found.date if found else None) or (None, None)
    name, address_of, copy = _tried(_site_name, page), _tried(_address, page), page.archived
    made = Capture(
        "html",
        text,
        headline,
        _tried(byline, page, found.author if found else None),
        _tried(_section, page),
        Found(name, "the page's own name of the site") if name else None,
        Found(address_of, "the page's own address") if address_of else None,
        language,
        heard,
        date,
        basis,
        Found(copy, "the address of the copy") if copy else None,
        _tried(_genre, page),
        _tried(_country, page),
        quoted,
        jsonld.is_walled(page.nodes),
        tuple(_tried(_head, page, text) or ()),
    )
    return made.with_texts(joiners.shown)


# A line beside a headline is shorter, in characters, and there are not more of them.
_LINE, _LINES = 160, 12


def _head(page: Page, text: str) -> list[str]:
    """The lines beside the headline, as they are printed, without those of the text."""
    paragraphs, found = set(text.split("\n")), dict[str, None]()
    for element in page.around_headline():
        is_around = page.headline in (element, *element.iterancestors()) or element in page.headline.iterancestors()
        # The innermost element that holds a line: what is set off in it is a part of the line.
        if is_around or page.is_aside(element) or element.tag not in _OF_LINES or element.xpath(_INNER):
            continue
        line = one_line(text_of(element), _LINE + 1)
        is_new = line not in paragraphs and not any(line in one for one in found)
        if len(line) <= _LINE and is_new and any(c.isalnum() for c in line):
            found[line] = None
    return list(found)[:_LINES]


# What pages call themselves by schema.org's types and IPTC's genres, in small letters and without blanks. A bare
# "NewsArticle" is what every page of an outlet says.
_GENRES = {
    "reportagenewsarticle": "reportage", "backgroundnewsarticle": "background", "analysisnewsarticle": "analysis",
    "opinionnewsarticle": "opinion", "reviewnewsarticle": "review", "satiricalarticle": "satire",
    "advertisercontentarticle": "advertisement", "opinion": "opinion", "op-ed": "opinion", "editorial": "opinion",
    "column": "opinion", "analysis": "analysis", "background": "background", "interview": "interview",
    "pressrelease": "press-release", "press-release": "press-release", "statement": "statement", "review": "review",
    "satire": "satire", "advertorial": "advertisement", "reportage": "reportage",
}  # fmt: skip


def _tried(landmark: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R | None:
    """What one landmark of a page says; None where it is so odd that its reader fails, which never costs the page."""
    try:
        return landmark(*arguments, **named)
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return None


def _site_name(page: Page) -> str | None:
    return page.site_name


def _address(page: Page) -> str | None:
    return page.address


def _headed(title: str, text: str) -> str:
    """The text with its headline before it, once, however the page repeats it."""
    if not title:
        return text
    paragraphs = text.split("\n\n")
    start = 0
    while start < min(3, len(paragraphs)):
        # A headline in several lines comes as several paragraphs.
        ends = range(start + 1, min(start + 4, len(paragraphs)) + 1)
        same = next((end for end in ends if words_alike(" ".join(paragraphs[start:end]), title)), None)
        if same:
            del paragraphs[start:same]
        else:
            start += 1
    return "\n\n".join([title, *paragraphs])


def _section(page: Page) -> Found | None:
    section = jsonld.text(page.article.get("articleSection")) if page.article else None
    section = section or page.metas.get("article:section")
    return Found(section[:200], "the page's description of itself") if section else None


def _genre(page: Page) -> Found | None:
    """The kind of text by the page's own mark: a type or a genre of schema.org, or what social networks read."""
    types = page.article.get("@type") if page.article else None
    said = types if isinstance(types, list) else [types]
    genre = page.article.get("genre") if page.article else None
    said += genre if isinstance(genre, list) else [genre]
    said.append("opinion" if page.metas.get("article:opinion", "").strip().lower() == "true" else None)
    for mark in said:
        if isinstance(mark, str) and (term := _GENRES.get(mark.rpartition("/")[2].replace(" ", "").casefold())):
            return Found(term, "the page's description of itself")
    return None


def _country(page: Page) -> Found | None:
    """The country in the postal address that the publisher gives of itself; None where there are several."""
    owners = [node for node in page.nodes if any(kind.endswith("Organization") for kind in jsonld.types_of(node))]
    for node in [page.article or {}, *page.nodes]:
        publisher = node.get("publisher")
        owners += [one for one in (publisher if isinstance(publisher, list) else [publisher]) if isinstance(one, dict)]
    found = set()
    for owner in owners:
        address = owner.get("address")
        for one in address if isinstance(address, list) else [address]:
            country = one.get("addressCountry") if isinstance(one, dict) else None
            name = jsonld.text(country.get("name")) if isinstance(country, dict) else jsonld.text(country)
            if name:
                found.add(country_meant(name))
    code = found.pop() if len(found) == 1 else None
    return Found(code, "the postal address on the page") if code else None


def _extracted(page: Page) -> Any:
    """What the library finds: a text and its guesses of title, author and day; None where it fails."""
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            page.source.replace("\0", ""),
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # its parts fail on hostile pages in many ways; what stands in the page is still there
        return None


def _text(page: Page, found: Any) -> str:
    """The text of the article, paragraphs divided by an empty line."""
    text = (found.text or "") if found else ""
    paragraphs = [one for one in text.split("\n") if one.strip()]
    plain = _tried(_blocks, page) or []
    # The extractor drops short articles; a page's own <article> is then the better witness.
    if len(text) < 250 and len(" ".join(plain)) > len(text):
        paragraphs = plain
    return "\n\n".join(paragraphs)


def _block_quotations(page: Page) -> list[str]:
    """The paragraphs of block quotations, which stand in no marks."""
    found = []
    for block in page.root.xpath("//blockquote[not(ancestor::blockquote)]")[:40]:
        if not page.is_aside(block):
            inner = [one for one in block.iter("p") if one_line(text_of(one))] or [block]
            found += [one_line(text_of(one), 5000) for one in inner]
    return [one for one in dict.fromkeys(found) if one]


def _blocks(page: Page) -> list[str]:
    for path in ("//article", '//*[contains(@itemprop, "articleBody")]', "//main", "//body"):
        for box in page.root.xpath(path)[:1]:
            pieces = [one_line(text_of(e), 20_000) for e in box.iter(*_BLOCKS) if not page.is_aside(e)]
            if not any(pieces):
                pieces = [one_line(text_of(box), 200_000)]
            if any(pieces):
                return [piece for piece in dict.fromkeys(pieces) if piece]
    return []
