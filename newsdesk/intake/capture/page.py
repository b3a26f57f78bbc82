"""A web page becomes a capture: title, author, site, address, language, date and text."""

import datetime
import re
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

import regex
from babel.core import get_global

from newsdesk.intake.capture import Capture, Found, jsonld
from newsdesk.intake.capture.characters import Joiners, text_of, with_marks, without_hints
from newsdesk.intake.capture.dates import published
from newsdesk.intake.capture.files import MAX_TEXT, decode, detect, tidy
from newsdesk.intake.capture.tree import SEPARATOR, Page, one_line, words_alike
from newsdesk.model.codes import check_language
from newsdesk.problems import Refusal

P = ParamSpec("P")
R = TypeVar("R")

_BLOCKS = "p|h2|h3|h4|h5|h6|li|blockquote|pre|figcaption|td".split("|")
_BY = re.compile(
    r"^(?:written by|by|par|von|por|di|da|door|av|af|autor(?:e|a)?|auteur|verfasser|piše|pise|piszą|napisa[lł]a?"
    r"|scris de|szerző|írta|yazan|müəllif|автор(?:ы)?|автори|текст|пише|пишет|муаллиф(?:лар)?|muallif(?:lar)?"
    r"|жазган|بقلم|كتب|نویسنده|نوشته|מאת|记者|作者|文|記者|기자)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
# What stands in the place of a name: an address, a host, a number, a word of a program.
_NO_NAME = re.compile(
    r"@|://|^www\.|^[\w-]+(?:\.[\w-]+)+$|^[\W\d_]*$|^(?:admin(?:istrator)?|editor|root|user|webmaster|guest|redaktor|author"
    r"|unknown|none|null|undefined|админ(?:истратор)?|редактор)\d*$",
    re.IGNORECASE,
)
# Letters of several scripts make one way of writing.
_PARTS = {
    "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",),
    "Hrkt": ("Hira", "Kana"), "Aran": ("Arab",),
}  # fmt: skip
# Written in both by their own press.
_TWO_SCRIPTS = frozenset({"uz", "sr", "kk", "ky", "az", "tk", "bs", "tt", "mn", "ku"})
# Letters of a text that is long enough to tell, and by how much (nats a letter) another language has to be likelier.
_LONG, _MARGIN = 400, 0.15
_ALIKE = [
    {"sr", "hr", "bs", "sh", "sl"}, {"id", "ms", "jv", "in"}, {"nb", "nn", "no", "da"}, {"cs", "sk"}, {"gl", "pt"},
    {"tl", "fil"}, {"iw", "he"}, {"en", "pcm"}, {"kk", "ky", "tt", "ba"}, {"fa", "tg", "prs"}, {"uz", "tk"},
    {"ji", "yi"},
]  # fmt: skip


def read_page(raw: bytes, charset: str | None, address: str | None, today: datetime.date) -> Capture:
    """Read a web page; Refusal where it holds no text."""
    joiners = Joiners(with_marks(without_hints(decode(raw, charset))))
    page = Page(joiners.hidden, address)
    title = _tried(_title, page)
    text, author, day, quoted = _text(page)
    text = tidy(_headed(title.value if title else "", text))[:MAX_TEXT]
    if not any(c.isalpha() for c in text):
        raise Refusal("The page holds no text. If a script fills it in, copy the text from a browser into a .txt file.")
    language = _tried(_language, page, text)
    tag = language.value if language else None
    date, basis = _tried(published, page, tag, today, day) or (None, None)
    name, address_of, copy = _tried(_site_name, page), _tried(_address, page), page.archived
    made = Capture(
        "html",
        text,
        title,
        _tried(_byline, page, author),
        _tried(_section, page),
        Found(name, "the page's own name of the site") if name else None,
        Found(address_of, "the page's own address") if address_of else None,
        language,
        detect(joiners.shown(text)),
        date,
        basis,
        Found(copy, "the address of the copy") if copy else None,
        quoted,
    )
    return made.with_texts(joiners.shown)


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


def _title(page: Page) -> Found | None:
    """The headline as printed; meta tags vouch for it, or stand in for it without the name of the site."""
    printed = one_line(text_of(page.headline)) if page.headline is not None else ""
    node = jsonld.text(page.article.get("headline")) if page.article else None
    named = [one for one in (node, page.metas.get("og:title"), page.metas.get("twitter:title")) if one]
    named = [page.without_site(one_line(one)) for one in named]
    # Lines of a headline may be divided by its style alone: then its twin in the head knows where words end.
    printed = next((one for one in named if len(one) > len(printed) and _joined(one) == _joined(printed)), printed)
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


def _joined(text: str) -> str:
    return "".join(text.split())


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
                inner[0].get("content") or text_of(inner[0]) if inner else one.get("content") or text_of(one), 200
            )
            if text and not page.is_aside(one) and text not in names:
                names.append(text)
    names = [_BY.sub("", name).strip() for name in names if not _is_name(page, name)]
    if names:
        certain = not any(_NO_NAME.search(name) or _is_outlet(page, name) for name in names)
        return Found(", ".join(names)[:300], "the page's description of itself", certain)
    links = page.root.xpath('//a[contains(concat(" ", @rel, " "), " author ")]')
    linked = [one_line(text_of(a), 120) for a in links[:20] if not page.is_aside(a)]
    guess = next(filter(None, linked), None) or guess
    return Found(one_line(guess, 200), "a guess from the look of the page", certain=False) if guess else None


def _is_outlet(page: Page, name: str) -> bool:
    """Whether a name is that of the publisher: as its site calls itself, or as its host is called."""
    host = urlsplit(page.address or "").hostname or ""
    known = {"".join(part.split("-")) for part in host.removeprefix("www.").split(".") if len(part) > 3}
    return _is_name(page, name) or _joined(name).casefold() in {*known, host.removeprefix("www.")}


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
            if other := _heard(tag, text):
                return Found(tag, f"{why}, but the text reads like {other}", certain=False)
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
    """Whether a language is written in the script of a text, by Unicode's and CLDR's own data."""
    likely = str(get_global("likely_subtags").get(tag, "")).split("_")
    script = tag.partition("-")[2] or next((part for part in likely if len(part) == 4), "")
    letters = regex.findall(r"\p{L}", text[:3000])
    if not script or not letters:
        return True
    scripts = {*_PARTS.get(script, (script,)), *(("Latn", "Cyrl") if tag in _TWO_SCRIPTS else ())}
    of_script = regex.compile("[" + "".join(rf"\p{{Script={one}}}" for one in scripts) + "]")
    return sum(1 for letter in letters if of_script.match(letter)) * 2 >= len(letters)


def _heard(tag: str, text: str) -> str | None:
    """The language that the letters of a long text say it is, where that is not the one declared; else None.

    Languages that a program does not tell apart from one another are taken for the same.
    """
    if len(text) < _LONG:
        return None
    from py3langid import rank

    (heard, best), *others = rank(text[:5000])
    base = tag.partition("-")[0]
    # Of a language that the detector does not know it cannot say that it is another.
    declared = dict(others).get(base, best)
    if best - declared < _MARGIN * len(text[:5000]) or any({heard, base} <= group for group in _ALIKE):
        return None
    return str(heard)


def _text(page: Page) -> tuple[str, str | None, str | None, tuple[str, ...]]:
    """The text of the article, guesses of its author and day, and the blocks that stand in it as quotations."""
    from trafilatura import bare_extraction

    found: Any = None
    try:
        found = bare_extraction(
            page.source.replace("\0", ""),
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # its parts fail on hostile pages in many ways; what stands in the page is still there
        found = None
    text = (found.text or "") if found else ""
    paragraphs = [one for one in text.split("\n") if one.strip()]
    plain = _tried(_blocks, page) or []
    # The extractor drops short articles; a page's own <article> is then the better witness.
    if len(text) < 250 and len(" ".join(plain)) > len(text):
        paragraphs = plain
    quoted = tuple(_tried(_block_quotations, page) or ())
    return "\n\n".join(paragraphs), (found.author if found else None), (found.date if found else None), quoted


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
