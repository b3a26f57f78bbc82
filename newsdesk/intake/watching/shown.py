"""What a page shows: its bytes come in, its blocks, what it calls itself and what it asks of readers go out."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from newsdesk.evidence.standing import Block
from newsdesk.intake.capture import jsonld, read
from newsdesk.intake.capture.characters import Joiners, one_line, with_marks, without_hints
from newsdesk.intake.capture.files import decode
from newsdesk.intake.capture.tree import Page
from newsdesk.intake.capture.walls import phrases

MARKS = ("not_found", "payment", "login", "consent", "bot_check")
"""What a page may ask of readers, or say of itself, in place of an article."""
# What is struck through no longer stands there either.
_HIDDEN = frozenset("script style template noscript svg select iframe object canvas head del s strike".split())
_APART = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol optgroup option p pre search section summary table tbody td"
    " tfoot th thead tr ul".split()
)
# What is set into a line and is none of its words.
_EXTRA = frozenset({"sup", "button", "label", "time", "small", "rt", "rp"})
_HEADINGS = frozenset({"h1", "h2", "h3"})
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Names by which pages call what readers and machines add.
_ADDED = re.compile(
    r"(?:.*[-_])?(?:comment\w*|discuss\w*|disqus|reply|replies|responses?|reactions?|feedback|reviews?|ads?|advert\w*"
    r"|sponsor\w*|promo\w*|related\w*|recommend\w*|readalso|read-also|similar|popular|trending|most-read|newsletter"
    r"|share\w*|social|cookie\w*|consent|gdpr|cmp|modal|popup|overlay|counter|views|rating|poll|widget|teaser\w*|tags?"
    r"|breadcrumbs?|forum|talk|tooltip\w*|popover|hint|glossary|footnote\w*|sr-only|visually-hidden|screen-reader\w*)(?:[-_].*)?",
    re.IGNORECASE,
)
# Who serves a page that wants to see a person.
_GUARDS = re.compile(
    r"cf-chl|challenge-platform|_cf_chl|hcaptcha\.com|recaptcha/api|challenges\.cloudflare|ddos-guard|qrator|"
    r"captcha-delivery|px-captcha|incapsula|smartcaptcha",
    re.IGNORECASE,
)
_PAID = re.compile(r"(?:.*[-_])?(?:paywall|regwall|premium-wall|subscriber-only|metered)(?:[-_].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as far as it can be compared."""

    blocks: tuple[Block, ...]
    titles: tuple[str, ...] = ()
    """What its head calls it."""
    marks: frozenset[str] = frozenset()
    """Those of `MARKS` that it has."""

    def as_data(self) -> dict[str, Any]:
        """Plain data, for the way from one process to another."""
        return {"blocks": [list(one) for one in self.blocks], "titles": self.titles, "marks": sorted(self.marks)}

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Shown":
        """The page from plain data."""
        return cls(tuple(Block(*one) for one in data["blocks"]), tuple(data["titles"]), frozenset(data["marks"]))


def shown(raw: bytes, kind: str, charset: str | None, address: str, today: datetime.date) -> Shown:
    """What a page, a PDF or a text shows; Refusal where it cannot be read at all."""
    if kind != "html":
        made = read(raw, kind, charset=charset, address=address, today=today)
        return Shown(tuple(Block(part) for part in made.text.split("\n\n")))
    source = decode(raw, charset)
    joiners = Joiners(with_marks(without_hints(source)))
    page = Page(joiners.hidden, address)
    blocks = [block._replace(text=joiners.shown(block.text), lean=joiners.shown(block.lean)) for block in _blocks(page)]
    if sum(len(block.text) for block in blocks) < 600 and page.article:
        # A script fills the page in; what it is filled with stands beside it.
        body = jsonld.text(page.article.get("articleBody")) or ""
        blocks += [Block(joiners.shown(part)) for part in body.splitlines() if part.strip()]
    named = [
        one_line(page.root.findtext(".//title")),
        *(page.metas.get(f"{site}:title", "") for site in ("og", "twitter")),
    ]
    titles = [joiners.shown(one) for one in named if one]
    return Shown(tuple(blocks), tuple(titles), frozenset(_marks(page, source, blocks, titles)))


def _blocks(page: Page) -> list[Block]:
    """The blocks of a page in their order."""
    found: list[Block] = []
    body = page.root.find(".//body")
    body = body if body is not None else page.root
    full: list[str] = []
    lean: list[str] = []
    box: list[Any] = [body]
    """The blocks that are open."""
    hidden, extra = 0, 0

    def add(text: str | None) -> None:
        if text and not hidden:
            full.append(text)
            if not extra:
                lean.append(text)

    def flush() -> None:
        text, bare = one_line("".join(full), 40_000), one_line("".join(lean), 40_000)
        full.clear()
        lean.clear()
        if text:
            owner = box[-1]
            is_heading = any(one.tag in _HEADINGS or "headline" in (one.get("itemprop") or "") for one in box[-2:])
            found.append(Block(text, bare if bare != text else "", _is_aside(page, owner), is_heading))

    for event, one in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(one.tag, str):
            continue
        if event == "start":
            if one.tag in _HIDDEN:
                hidden += 1
            if one.tag in _APART:
                flush()
                box.append(one)
            elif one.tag == "br":
                full.append(" ")
                lean.append(" ")
            extra += _is_extra(one)
            add(one.text)
        else:
            if one.tag in _APART:
                flush()
                box.pop()
            if one.tag in _HIDDEN:
                hidden -= 1
            extra -= _is_extra(one)
            if one is not body:
                add(one.tail)
    flush()
    return found


def _is_extra(one: Any) -> bool:
    return one.tag not in _APART and one.tag != "br" and (one.tag in _EXTRA or _is_added(one) or _is_unseen(one))


def _is_added(one: Any) -> bool:
    names = f"{one.get('class') or ''} {one.get('id') or ''}".split()[:20]
    return any(_ADDED.fullmatch(name) for name in names)


def _is_unseen(one: Any) -> bool:
    return one.get("hidden") is not None or bool(_UNSEEN.search(one.get("style") or ""))


def _is_aside(page: Page, owner: Any) -> bool:
    """Whether a block is none of the article, by what the page calls it; whatever holds the headline is."""
    around = set(page.headline.iterancestors()) if page.headline is not None else set()
    for one in [owner, *owner.iterancestors()]:
        if one in around or one.tag in ("body", "html"):
            break
        if _is_unseen(one) or (one.tag not in ("main", "article", "h1", "h2") and _is_added(one)):
            return True
    return page.is_aside(owner)


def _marks(page: Page, source: str, blocks: list[Block], titles: list[str]) -> set[str]:
    said = {mark: phrases(mark) for mark in MARKS}
    headings = " \n ".join([*titles, *(one.text for one in blocks if one.is_heading and not one.is_aside)]).casefold()
    text = " \n ".join([*titles, *(one.text for one in blocks)])[:20_000].casefold()
    found = {name for name in MARKS[1:] if any(phrase in text for phrase in said[name])}
    if any(phrase in headings for phrase in said["not_found"]):
        found.add("not_found")
        if "404" in headings and any(phrase in headings for phrase in said["not_found"] if phrase != "404"):
            found.add("surely_not_found")
    if _GUARDS.search(source[:200_000]):
        found.add("guard")
    if page.root.xpath('//input[@type="password"]'):
        found.add("login")
    classes = page.root.xpath("//@class")[:3000]
    if jsonld.is_walled(page.nodes) or any(_PAID.fullmatch(name) for value in classes for name in value.split()):
        found |= {"payment", "paid"}
    return found
