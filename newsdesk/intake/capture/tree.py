"""A parsed web page and its landmarks: meta tags, the headline, and what stands aside from the article."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from newsdesk.evidence.cited.addresses import address_key
from newsdesk.intake.capture import jsonld
from newsdesk.intake.capture.characters import NO_BLANKS, letters_of, one_line, text_of, words_alike
from newsdesk.model.archives import of_script, told_apart
from newsdesk.model.codes import check_address

# Parts of a class name that mark what does not belong to the article.
_ASIDE = re.compile(
    r"(?:.*[-_])?(?:related|sidebar|side|recommend(?:ed|ations?)?|comments?|popular|latest|trending|teasers?|promo"
    r"|breadcrumbs?|footer|menu|nav|more|also|newsfeed|widget|banner|topbar|toolbar|respond|replies|paywall|subscri(?:be|ption)s?|newsletter"
    r"|disqus|kommentare?|commentaires?|comentarios?|commenti|yorum(?:lar)?|komentar[ei]?)(?:[-_].*)?",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset({"aside", "nav", "footer", "script", "style", "template", "noscript", "svg", "select"})
_DATE_LINE = re.compile(r"\btime\b|date|publish|meta|info|дата", re.IGNORECASE)
# A builder of pages names every block so, the headline's too.
_BUILDER = (
    "has-",
    "with-",
    "no-",
    "elementor-",
    "wp-block-",
    "et_pb_",
    "vc_",
    "fl-",
    "tdb",
    "td-post",
    "brxe-",
    "oxy-",
)
_NAMES_OF_SITE = ("apple-mobile-web-app-title", "twitter:site", "al:ios:app_name")
# What an archive puts above the copies that it shows.
_BARS = '//*[@id="wm-ipp-base" or @id="wm-ipp" or @id="donato" or @id="wm-ipp-print"]'
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
SEPARATOR = re.compile(r"\s+[|–—\-•·»:/]{1,2}\s+|\s*[|»]\s*")
# What divides a title from a name that is known to be the site's, in scripts without blanks as well.
BEFORE_SITE = re.compile(
    r"\s+(?:[|–—\-•·»:/@]|::){1,2}\s+|\s*[|｜»_：•·]\s*|(?<=[^\x00-\x7f])[-–—](?=[^\x00-\x7f])|\s+[-–—]{1,2}(?=\S)"
)


class Page:
    """One page, read once; what is missing is empty."""

    def __init__(self, text: str, address: str | None) -> None:
        # Comments and instructions would stand among the elements, and have nothing that an element has.
        parser = html.HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True)
        raw = text.replace("\0", "").encode("utf-8", "replace")
        root: Any = None
        try:
            root = html.document_fromstring(raw or b"<html/>", parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
            root = html.document_fromstring(b"<html><body></body></html>")
        self.root: Any = root
        bars = [bar for bar in root.xpath(_BARS) if bar.getparent() is not None]
        for bar in bars:
            bar.drop_tree()
        self.source = html.tostring(root, encoding="unicode") if bars else text
        saved_from = next((match[1] for match in _SAVED_FROM.finditer(text[:2000])), None)
        self.fetched, fetched_copy = told_apart(address)
        self.saved_from, saved_copy = told_apart(saved_from)
        links = root.xpath('//link[contains(" canonical bookmark memento ", concat(" ", @rel, " "))]/@href')
        told = [told_apart(one.strip()) for one in (*links, self.metas.get("og:url", ""))]
        told = [of_script(text), *(one for one in told if one.copy and one.copy.startswith("http"))]
        self._originals = [one.page for one in told if one.copy and one.page]
        self.archived = next(filter(None, [fetched_copy, saved_copy, *(one.copy for one in told)]), None)
        scripts = root.xpath('//script[contains(@type, "ld+json")]')
        self.nodes = jsonld.nodes([script.text or "" for script in scripts[:50]])

    @cached_property
    def all_metas(self) -> dict[str, list[str]]:
        """The values of meta tags by property, name or itemprop in small letters, in their order."""
        found: dict[str, list[str]] = {}
        for meta in self.root.iter("meta"):
            key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
            value = one_line(meta.get("content"))
            if key and value and not self._aside_of(meta):
                found.setdefault(key.strip().lower(), []).append(value)
        return found

    @cached_property
    def metas(self) -> dict[str, str]:
        """The first value of each meta tag."""
        return {key: values[0] for key, values in self.all_metas.items()}

    @cached_property
    def address(self) -> str | None:
        """The address of the article, without tracking where the page says so itself."""
        link = self.root.xpath('//link[translate(@rel, "CANOIL", "canoil")="canonical"]/@href')
        base = self.fetched or self.saved_from or next(iter(self._originals), None)
        said = [link[0].strip() if link else "", self.metas.get("og:url", "")]
        given = [told_apart(urljoin(base, one) if base and one else one).page or "" for one in said]
        if base:
            # A canonical link elsewhere, or to the front page, tells of a template and not of the article.
            host = urlsplit(base).hostname
            given = [one for one in given if _host(one) == host] + [base]
        for one in given:
            if _is_address(one) and (urlsplit(one).path not in ("", "/") or one == base):
                return one
        return None

    @cached_property
    def article(self) -> jsonld.Node | None:
        """The article's node in JSON-LD."""
        return jsonld.article(self.nodes, self._is_this)

    def _is_this(self, addresses: list[str], headline: str | None) -> bool | None:
        full = [one for one in addresses if _is_address(one)]
        if self.address and any(_same_address(one, self.address) for one in full):
            return True
        said = [self.metas.get("og:title", ""), self.metas.get("twitter:title", ""), one_line(self._title)]
        said += [one_line(text_of(h1)) for h1 in self.h1s]
        if headline and any(
            letters_of(headline) in letters_of(one) or words_alike(one, headline) for one in said if one
        ):
            return True
        if not headline or not any(said):
            return None
        # A headline for search engines shares some words with the printed one; that of another article none.
        own = {word for one in said for word in one.casefold().split() if len(word) > 3}
        words = [word for word in headline.casefold().split() if len(word) > 3]
        alike = sum(word in own for word in words) * 3 > len(words)
        return None if alike and not (full and self.address) else False

    @property
    def _title(self) -> str:
        return str(self.root.findtext(".//title") or "")

    @cached_property
    def h1s(self) -> list[Any]:
        """First-level headings with text, those aside left out."""
        first = islice(self.root.iter("h1"), 20)
        return [h1 for h1 in first if one_line(text_of(h1)) and not self._aside_of(h1)]

    @cached_property
    def headline(self) -> Any:
        """The element of the article's headline, or None."""
        own = self.root.xpath('//*[contains(concat(" ", @itemprop, " "), " headline ")][not(self::meta)]')
        said = [jsonld.text(self.article.get("headline")) if self.article else None]
        said += [self.metas.get("og:title"), self.metas.get("twitter:title"), one_line(self._title)]
        candidates = [*self.h1s, *(e for e in own if not self._aside_of(e)), *self._lower]
        for known in map(letters_of, filter(None, said)):
            # The longest, since the title of a window may hold the name of the site as well.
            fits = [
                (len(letters_of(one_line(text_of(e)))), -at, e)
                for at, e in enumerate(candidates)
                if letters_of(one_line(text_of(e))) in known
            ]
            if fits and max(fits)[0] > 8:
                return max(fits)[2]
        # A theme may set the headline into its trail of links; there it must be the whole title.
        titles = {letters_of(self.without_site(one)) for one in said if one}
        for h1 in islice(self.root.iter("h1"), 20):
            if letters_of(one_line(text_of(h1))) in titles - {""}:
                return h1
        within = [e for e in self.h1s if any(a.tag in ("article", "main") for a in e.iterancestors())]
        return (own or within or (self.h1s if len(self.h1s) == 1 else []) or [None])[0]

    @property
    def _lower(self) -> list[Any]:
        lower = [*islice(self.root.iter("h2"), 20), *islice(self.root.iter("h3"), 20)]
        return [one for one in lower if one_line(text_of(one)) and not self._aside_of(one)]

    @cached_property
    def printed(self) -> str:
        """The letters of all that the page shows, in small letters and nothing between them."""
        body = self.root.find(".//body")
        return letters_of(text_of(body if body is not None else self.root))

    @cached_property
    def site_name(self) -> str | None:
        """What the site calls itself."""
        publisher = jsonld.names(self.article.get("publisher"), self.nodes) if self.article else []
        found = [self.metas.get("og:site_name"), *publisher, self.metas.get("application-name")]
        for node in self.nodes:
            if "WebSite" in jsonld.types_of(node):
                found.append(jsonld.text(node.get("name")))
        for scope in self.root.xpath('//*[@itemprop="publisher"]//*[@itemprop="name"]')[:1]:
            found.append(one_line(scope.get("content") or text_of(scope), 200))
        return next(filter(None, found), None)

    def without_site(self, title: str) -> str:
        """A title without the name of the site behind or before it."""
        hosts = [_host(one or "") for one in (self.address, self.fetched)]
        names = [letters_of(one) for one in (self.site_name or "", *filter(None, hosts)) if one]
        names += [letters_of(host.removeprefix("www.").rpartition(".")[0]) for host in hosts if host]
        names += [letters_of(self.metas.get(key, "").removeprefix("@")) for key in _NAMES_OF_SITE]
        homes = {"", *(f"{scheme}://{host}" for host in hosts for scheme in ("http", "https"))}
        for link in self.root.xpath("//a[@href]")[:200]:
            if link.get("href").strip().removesuffix("/") in homes:
                names.append(letters_of(one_line(text_of(link), 100)))
                names += [letters_of(image.get("alt") or "") for image in link.iter("img")]
        for match in reversed(list(BEFORE_SITE.finditer(title))):
            if (tail := letters_of(title[match.end() :])) and tail in names:
                return self.without_site(title[: match.start()])
        first = SEPARATOR.search(title)
        if first and letters_of(title[: first.start()]) in names:
            return title[first.end() :]
        return title

    def is_aside(self, element: Any) -> bool:
        """Whether an element stands outside the article, such as among related articles."""
        return self._aside_of(element, self.headline)

    def _aside_of(self, element: Any, headline: Any = None) -> bool:
        around = set(headline.iterancestors()) if headline is not None else set()
        for one in [element, *element.iterancestors()]:
            if one in around or one.tag in ("body", "html", "head"):
                return False  # whatever holds the headline is not aside from it
            if one.tag == "footer" and one.getparent() in around and one.getparent().tag == "article":
                continue  # some themes put the line of the date there
            if one.tag in _ASIDE_TAGS or one.get("aria-hidden") == "true":
                return True
            names = f"{one.get('class') or ''} {one.get('id') or ''}".split()[:20]
            named = any(_ASIDE.fullmatch(name) and not name.startswith(_BUILDER) for name in names)
            # "sidebar-right" is also what a page with a sidebar is called.
            if named and one.tag not in ("h1", "h2", "main", "article") and one.find(".//main") is None:
                return True
            if one.tag == "article" and headline is not None and _is_teaser(one):
                return True
        return False

    def with_itemprop(self, name: str) -> Iterator[Any]:
        """Elements with a property of the article, and not of another item beside it."""
        around = set(self.headline.iterancestors()) if self.headline is not None else set()
        for element in self.root.xpath(f'//*[contains(concat(" ", @itemprop, " "), " {name} ")]')[:40]:
            scope = next((one for one in element.iterancestors() if one.get("itemscope") is not None), None)
            if (scope is None or not around or scope in around) and not self.is_aside(element):
                yield element

    def around_headline(self) -> Iterator[Any]:
        """Elements between the headline and the first long paragraph, and those before it in the same header."""
        if self.headline is None:
            return
        box = None
        for one in self.headline.iterancestors("article", "header", "main", "section", "div"):
            if one.tag in ("article", "header") and not any(True for _ in one.iter("nav")):
                box = one
                break
        if box is None:
            yield from self._right_before()
        started, seen = False, 0
        for element in (box if box is not None else self.root).iter(etree.Element):
            seen += started
            if seen > 150:
                return
            started = started or element is self.headline
            if box is None and not started:
                continue
            yield element
            if started and element.tag in ("p", "blockquote") and _is_long(one_line(text_of(element))):
                return
        if box is not None and box.tag == "header":
            yield from self._after(box)

    def _right_before(self) -> Iterator[Any]:
        """Elements that stand right before a headline and look like the line of its date."""
        previous = self.headline.getprevious()
        for _ in range(2):
            if previous is None or not isinstance(previous.tag, str) or self.headline.getparent().tag == "body":
                return
            marks = f"{previous.tag} {previous.get('class') or ''}"
            if _DATE_LINE.search(marks) and not self._aside_of(previous):
                yield from previous.iter(etree.Element)
            previous = previous.getprevious()

    def _after(self, box: Any) -> Iterator[Any]:
        following = box.getnext()
        for _ in range(3):
            if following is None or _is_long(one_line(text_of(following), 2000)):
                return
            if isinstance(following.tag, str):
                yield from following.iter(etree.Element)
            following = following.getnext()


def _is_long(text: str) -> bool:
    """Whether a text is longer than the lines of a header, in scripts with and without blanks."""
    return len(text.split()) > 24 or (len(text) > 48 and bool(NO_BLANKS.search(text)))


def _is_teaser(article: Any) -> bool:
    """Whether an `<article>` without our headline only leads to another one."""
    headings = article.iter("h2", "h3")
    linked = any(one.find(".//a") is not None or one.getparent().tag == "a" for one in headings)
    return linked or len(one_line(text_of(article)).split()) < 40


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _is_address(text: str) -> bool:
    try:
        return check_address(text) == text
    except ValueError:
        return False


def _same_address(one: str, other: str) -> bool:
    return address_key(one) == address_key(other)
