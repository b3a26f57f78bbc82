"""The headline of a page: what stands printed above the article, with what the page calls itself as its witness."""

import unicodedata

from rapidfuzz import fuzz

from newsdesk.intake.capture import Found, jsonld
from newsdesk.intake.capture.characters import one_line, text_of, words_alike
from newsdesk.intake.capture.tree import BEFORE_SITE, SEPARATOR, Page

# In the order in which they are heard: the first two are on nearly every page.
_NAMES = ("og:title", "twitter:title", "citation_title", "parsely-title", "dc.title", "dcterms.title", "sailthru.title")
# Two lines about the same matter share more of their letters than this; two about different ones hardly ever do.
_RELATED = 52
# A heading that is no longer may be that of a rubric: "Blog", "All news".
_RUBRIC_WORDS, _RUBRIC_LETTERS, _RUBRIC_SIGNS = 2, 18, 6


def title(page: Page, guess: str | None) -> Found | None:
    """The headline as printed; meta tags vouch for it, or stand in for it without the name of the site.

    `guess` is what a library takes for the title: it only helps to cut a title of the window.
    """
    printed = one_line(text_of(page.headline)) if page.headline is not None else ""
    named = _named(page)
    # Lines of a headline may be divided by its style alone: then its twin in the head knows where words end.
    printed = next((one for one in named if len(one) > len(printed) and _joined(one) == _joined(printed)), printed)
    full = [one for one in named if not one.endswith(("…", "...")) and not is_site(page, one)]
    window = one_line(page.root.findtext(".//title"))
    bare = page.without_site(window)
    witnesses = [one for one in (*full, bare) if one and not is_site(page, one)]
    if printed and not is_site(page, printed):
        if not witnesses or any(words_alike(one, printed) for one in witnesses):
            return Found(printed, "the headline")
        if not _is_other(page, printed, witnesses):
            # Nothing that the page calls itself is about the same matter: a banner, or a page in two languages.
            why = f"the headline; the page's description of itself says: {witnesses[0]}"
            certain = not full or any(_related(printed, one) for one in witnesses)
            return Found(printed, why, certain)
    if full:
        return Found(full[0], "the page's description of itself")
    if named and is_site(page, named[0]):
        return Found(named[0], "the name of the site, which the page gives as its title", certain=False)
    return _of_window(bare, guess)


def _named(page: Page) -> list[str]:
    """What a page calls itself, without the name of its site."""
    node = jsonld.text(page.article.get("headline")) if page.article else None
    said = [node, *(page.metas.get(key) for key in _NAMES)]
    return [page.without_site(one_line(one)) for one in said if one]


def _of_window(bare: str, guess: str | None) -> Found | None:
    """The title of the window: without a mark that may divide it from the name of a site it is all that it can be."""
    if not bare:
        return None
    divided = SEPARATOR.search(bare) or BEFORE_SITE.search(bare)
    if divided and guess and any(words_alike(guess, piece) for piece in SEPARATOR.split(bare)):
        return Found(one_line(guess), f"a part of the title of the window: {bare}", certain=False)
    return Found(bare, "the title of the window", certain=not divided and not _is_short(bare))


def _is_other(page: Page, printed: str, witnesses: list[str]) -> bool:
    """Whether a heading is only that of a rubric, or of one part of the page, while the page's titles say more."""
    if not _is_short(printed) and not (page.headline.tag != "h1" and printed.endswith((":", "：", ","))):
        return False
    for one in witnesses:
        rest = one.casefold().partition(printed.casefold())[2]
        # "Caffeine | A series" is the headline and the name of what it belongs to.
        if one.casefold().startswith(printed.casefold()) and SEPARATOR.match(rest):
            return False
    return any(not _is_short(one) for one in witnesses)


def _is_short(text: str) -> bool:
    """Whether a text is too short to be told from the name of a rubric, in scripts with and without blanks."""
    letters = "".join(text.split())
    if any(unicodedata.east_asian_width(c) == "W" for c in letters):
        return len(letters) <= _RUBRIC_SIGNS
    return len(text.split()) <= _RUBRIC_WORDS and len(letters) <= _RUBRIC_LETTERS


def _related(one: str, other: str) -> bool:
    pair = one.casefold(), other.casefold()
    return max(fuzz.partial_ratio(*pair), fuzz.token_set_ratio(*pair)) > _RELATED


def _joined(text: str) -> str:
    return "".join(text.split())


def is_site(page: Page, text: str) -> bool:
    """Whether a text is the name of the page's site, and nothing else."""
    return bool(page.site_name) and words_alike(text, page.site_name or "")
