"""Who wrote an article, where its page says so in words that a reader sees."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsdesk.intake.capture import Found, jsonld
from newsdesk.intake.capture.characters import letters_of, one_line, text_of
from newsdesk.intake.capture.said.titles import is_site
from newsdesk.intake.capture.tree import Page

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
# More words are no name: a biography, a line of buttons.
_WORDS = 7
# A page that marks more has marked those of its other articles.
_AUTHORS = 5


def byline(page: Page, guess: str | None) -> Found | None:
    """The names of an article's authors; certain where the page tells programs the same as readers.

    `guess` is what a library takes for the author.
    """
    said = [[name for name in map(_bare, names) if name and not is_site(page, name)] for names in _said(page)]
    said = [list(dict.fromkeys(names)) for names in said if names]
    good = [names for names in said if all(_is_name(page, name) for name in names)]
    # Whom readers see counts more than whom programs are told.
    best = next((names for names in good if all(letters_of(name) in page.printed for name in names)), None)
    if names := next(iter(good or said), None):
        agreed = best is None or bool(set(best) & set(names))
        shown = best or names if agreed else names
        return Found(", ".join(shown)[:300], "the page's description of itself", certain=bool(good) and agreed)
    links = page.root.xpath('//a[contains(concat(" ", @rel, " "), " author ")]')
    linked = [one_line(text_of(a), 120) for a in links[:20] if not page.is_aside(a)]
    guess = next(filter(None, linked), None) or guess
    return Found(one_line(guess, 200), "a guess from the look of the page", certain=False) if guess else None


def _said(page: Page) -> Iterator[list[str]]:
    """The authors by each of the ways in which pages tell them to programs."""
    if page.article:
        yield jsonld.names(page.article.get("author"), page.nodes)
    for key in ("author", "article:author"):
        name = page.metas.get(key)
        yield [name] if name and "://" not in name else []
    names: list[str] = []
    marked = list(page.with_itemprop("author"))
    beside = [one for one in page.around_headline() if one in marked]
    for one in beside or marked:
        if one.xpath('.//*[contains(concat(" ", @itemprop, " "), " author ")]'):
            continue  # a line around the same author
        inner = one.xpath('.//*[@itemprop="name"]')
        text = inner[0].get("content") or text_of(inner[0]) if inner else one.get("content") or text_of(one)
        names.append(one_line(text, 200))
    yield names if len(set(names)) <= _AUTHORS else []


def _bare(name: str) -> str:
    return _BY.sub("", name).strip()


def _is_name(page: Page, name: str) -> bool:
    """Whether this may stand as a byline: no address, no word of a program, no line of buttons, and not the outlet."""
    return (
        not _NO_NAME.search(name)
        and all(len(part.split()) <= _WORDS for part in name.split(","))
        and not _is_outlet(page, name)
    )


def _is_outlet(page: Page, name: str) -> bool:
    """Whether a name is that of the publisher: as its site calls itself, or as its host is called."""
    host = (urlsplit(page.address or "").hostname or "").removeprefix("www.")
    known = {letters_of(part) for part in host.split(".") if len(part) > 3} | {letters_of(host), host.split(".")[0]}
    known.add(letters_of(page.metas.get("twitter:site", "").removeprefix("@")))
    site, own = letters_of(page.site_name or ""), letters_of(name)
    # "Example News" for "Example News Online".
    near = len(site) > 3 and len(own) > 3 and (site.startswith(own) or own.startswith(site))
    return near or own in known
