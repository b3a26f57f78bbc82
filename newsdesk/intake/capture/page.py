"""A web page becomes a capture: title, author, site, address, language, date and text."""

import datetime
import re
import unicodedata
from typing import Any

from babel.core import get_global

from newsdesk.intake.capture import Capture, Found, jsonld
from newsdesk.intake.capture.dates import published
from newsdesk.intake.capture.files import MAX_TEXT, decode, detect, tidy
from newsdesk.intake.capture.tree import SEPARATOR, Page, one_line, words_alike
from newsdesk.model.codes import check_language
from newsdesk.problems import Refusal

_BLOCKS = "p|h2|h3|h4|h5|h6|li|blockquote|pre|figcaption|td".split("|")
_BY = re.compile(r"^(?:by|автор(?:ы)?|муаллиф(?:лар)?|muallif(?:lar)?|жазган|بقلم|نویسنده)\s*:?\s+", re.IGNORECASE)
_SCRIPTS = {
    "CYRILLIC": "Cyrl",
    "LATIN": "Latn",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "CJK": "Hani",
    "HANGUL": "Hang",
    "DEVANAGARI": "Deva",
}
_HAN = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}


def read_page(raw: bytes, charset: str | None, address: str | None, today: datetime.date) -> Capture:
    """Read a web page; Refusal where it holds no text."""
    source = decode(raw, charset)
    page = Page(source, address)
    title = _title(page)
    text, author, day = _text(page, source)
    if title and not text.startswith(title.value):
        text = f"{title.value}\n\n{text}"
    text = tidy(text)[:MAX_TEXT]
    if not any(c.isalpha() for c in text):
        raise Refusal("The page holds no text. If a script fills it in, copy the text from a browser into a .txt file.")
    language = _language(page, text)
    tag = language.value if language else None
    date, basis = published(page, tag, today, day)
    return Capture(
        "html",
        text,
        title,
        _byline(page, author),
        _section(page),
        Found(page.site_name, "the page's own name of the site") if page.site_name else None,
        Found(page.address, "the page's own address") if page.address else None,
        language,
        detect(text),
        date,
        basis,
    )


def _title(page: Page) -> Found | None:
    """The headline as printed; meta tags vouch for it, or stand in for it without the name of the site."""
    printed = one_line(page.headline.text_content()) if page.headline is not None else ""
    node = jsonld.text(page.article.get("headline")) if page.article else None
    named = [one for one in (node, page.metas.get("og:title"), page.metas.get("twitter:title")) if one]
    named = [page.without_site(one_line(one)) for one in named]
    named = [one for one in named if not one.endswith(("…", "...")) and not _is_name(page, one)]
    bare = page.without_site(one_line(page.root.findtext(".//title")))
    if printed and not _is_name(page, printed):
        if not named or any(words_alike(one, printed) for one in [*named, bare]):
            return Found(printed, "the headline")
        return Found(printed, f"the headline; the page's description of itself says: {named[0]}")
    if named:
        return Found(named[0], "the page's description of itself")
    if not bare:
        return None
    # Without a mark that may divide it from the name of a site, the title is all that it can be.
    return Found(bare, "the title of the window", certain=not SEPARATOR.search(bare) and len(bare.split()) > 2)


def _is_name(page: Page, text: str) -> bool:
    return bool(page.site_name) and words_alike(text, page.site_name or "")


def _byline(page: Page, guess: str | None) -> Found | None:
    names = jsonld.names(page.article.get("author"), page.nodes) if page.article else []
    if not names:
        names = [one for key in ("author", "article:author") if (one := page.metas.get(key)) and "://" not in one][:1]
    if not names:
        for one in page.root.xpath('//*[contains(concat(" ", @itemprop, " "), " author ")]')[:20]:
            inner = one.xpath('.//*[@itemprop="name"]')
            text = one_line(
                inner[0].get("content") or inner[0].text_content()
                if inner
                else one.get("content") or one.text_content(),
                200,
            )
            if text and not page.is_aside(one) and text not in names:
                names.append(text)
    names = [_BY.sub("", name) for name in names if not _is_name(page, name)]
    if names:
        return Found(", ".join(names)[:300], "the page's description of itself")
    links = page.root.xpath('//a[contains(concat(" ", @rel, " "), " author ")]')
    linked = [one_line(a.text_content(), 120) for a in links[:20] if not page.is_aside(a)]
    guess = next(filter(None, linked), None) or guess
    return Found(one_line(guess, 200), "a guess from the look of the page", certain=False) if guess else None


def _section(page: Page) -> Found | None:
    section = jsonld.text(page.article.get("articleSection")) if page.article else None
    section = section or page.metas.get("article:section")
    return Found(section[:200], "the page's description of itself") if section else None


def _language(page: Page, text: str) -> Found | None:
    """What the page declares; not where its script cannot be that of the text, as with a template's lang."""
    declared = [
        (page.root.get("lang") or page.root.get("{http://www.w3.org/XML/1998/namespace}lang"), "<html lang>"),
        (jsonld.text(page.article.get("inLanguage")) if page.article else None, "JSON-LD inLanguage"),
        (page.metas.get("content-language"), "the meta tag content-language"),
        (page.metas.get("og:locale"), "og:locale"),
    ]
    seen: Found | None = None
    for value, why in declared:
        tag = _tag(value or "")
        if tag is None:
            continue
        if _writes(tag, text):
            return Found(tag, why)
        seen = seen or Found(tag, f"{why}, but the text is in another script", certain=False)
    return seen


def _tag(value: str) -> str | None:
    """A BCP 47 tag of language and script, or None; a region says nothing that an entry needs."""
    parts = re.split(r"[-_,;\s]", value.strip())
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    tag = parts[0].lower() + (f"-{script}" if script else "")
    try:
        return check_language(tag)
    except ValueError:
        return None


def _writes(tag: str, text: str) -> bool:
    """Whether a language is written in the script of a text, as far as that is known."""
    counts: dict[str, int] = {}
    for char in text[:3000]:
        if char.isalpha():
            script = _SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "")
            counts[script] = counts.get(script, 0) + 1
    most = max(counts, key=lambda name: counts[name], default="")
    likely = str(get_global("likely_subtags").get(tag, "")).split("_")
    script = tag.partition("-")[2] or next((part for part in likely if len(part) == 4), "")
    used = {_HAN.get(script, script)} | ({"Latn", "Cyrl"} if tag in ("uz", "sr", "kk", "ky", "az", "tk") else set())
    return not most or not script or most in used


def _text(page: Page, source: str) -> tuple[str, str | None, str | None]:
    """The text of the article, and guesses of its author and day."""
    from trafilatura import bare_extraction

    found: Any = None
    try:
        found = bare_extraction(
            source.replace("\0", ""),
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # its parts fail on hostile pages in many ways; what stands in the page is still there
        found = None
    text = (found.text or "") if found else ""
    paragraphs = [one for one in text.split("\n") if one.strip()]
    plain = _blocks(page)
    # The extractor drops short articles; a page's own <article> is then the better witness.
    if len(text) < 250 and len(" ".join(plain)) > len(text):
        paragraphs = plain
    return "\n\n".join(paragraphs), (found.author if found else None), (found.date if found else None)


def _blocks(page: Page) -> list[str]:
    for path in ("//article", '//*[contains(@itemprop, "articleBody")]', "//main", "//body"):
        for box in page.root.xpath(path)[:1]:
            pieces = [one_line(e.text_content(), 20_000) for e in box.iter(*_BLOCKS) if not page.is_aside(e)]
            if not any(pieces):
                pieces = [one_line(box.text_content(), 200_000)]
            if any(pieces):
                return [piece for piece in dict.fromkeys(pieces) if piece]
    return []
