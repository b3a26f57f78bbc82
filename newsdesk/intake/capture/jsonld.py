"""The article's own node in a page's JSON-LD, and none of the others."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Node = dict[str, Any]
MAX_NODES = 2000
_ARTICLE = re.compile(r"(?:.*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report)")
_PAGE = frozenset({"WebPage", "ItemPage", "AboutPage"})
# Only what the page is about: not what it links to, lists or mentions.
_INWARD = ("@graph", "mainEntity", "mainEntityOfPage")


def nodes(scripts: list[str]) -> list[Node]:
    """The nodes of all JSON-LD scripts that describe the page itself."""
    found: list[Node] = []
    for script in scripts:
        stack = [_parsed(script)]
        while stack and len(found) < MAX_NODES:
            here = stack.pop(0)
            if isinstance(here, list):
                stack = here[:MAX_NODES] + stack
            elif isinstance(here, dict):
                found.append(here)
                stack = [here[key] for key in _INWARD if isinstance(here.get(key), dict | list)] + stack
    return found


def _parsed(script: str) -> Any:
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script.strip())
    for candidate in (text, re.sub(r",(\s*[\]}])", r"\1", text)):  # a comma too many is the usual slip
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def types_of(node: Node) -> list[str]:
    """The types of a node without the vocabulary's address."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2].removeprefix("schema:") for kind in kinds if isinstance(kind, str)]


def article(found: list[Node], is_this: Any) -> Node | None:
    """The node of the page's own article, or None where none or several could be it.

    `is_this(addresses, headline)` says True for the page's own, False for another's, None for not known.
    """
    articles = [node for node in found if any(_ARTICLE.fullmatch(kind) for kind in types_of(node))]
    judged = [
        (is_this(list(_addresses(node)), text(node.get("headline")) or text(node.get("name"))), node)
        for node in articles
    ]
    for wanted in (True, None):
        own = [node for verdict, node in judged if verdict is wanted]
        if own:
            days = {text(node.get("datePublished")) for node in own}
            return own[0] if len(own) == 1 or len(days) == 1 else None
    return None


def page(found: list[Node]) -> Node | None:
    """The node of the page, where it is the only one."""
    pages = [node for node in found if _PAGE & set(types_of(node))]
    return pages[0] if len(pages) == 1 else None


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def text(value: Any) -> str | None:
    """A text in one line, or None."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return (" ".join(html.unescape(value).split()) or None) if isinstance(value, str) else None


def names(value: Any, found: list[Node]) -> list[str]:
    """The names of authors or publishers, by reference or written out."""
    by_id = {node["@id"]: node for node in found if isinstance(node.get("@id"), str)}
    got = []
    for one in (value if isinstance(value, list) else [value])[:10]:
        if isinstance(one, dict):
            identity = one.get("@id")
            one = one.get("name") or (by_id.get(identity, {}).get("name") if isinstance(identity, str) else None)
        if (name := text(one)) and "://" not in name and name not in got:
            got.append(name)
    return got


def is_walled(found: Iterable[Node]) -> bool:
    """Whether a page says of itself that not all can read it without paying."""
    said = (str(node.get("isAccessibleForFree")) for node in found)
    return any(one.casefold() in ("false", "http://schema.org/false", "https://schema.org/false") for one in said)
