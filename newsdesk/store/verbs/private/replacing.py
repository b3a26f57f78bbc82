"""What stands for a name in a text: words of ours, folded into what says the same beside it, or a gap."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newsdesk.check.changes.private import is_form
from newsdesk.check.changes.private.spelling import Spellings
from newsdesk.check.prose import sentences
from newsdesk.check.voice.masks import quotations
from newsdesk.evidence.words import located, words

GAP = "[…]"
"""What stands for a name in words that somebody else has printed."""
_STOPS = frozenset(".!?…。！？:")
_ARTICLE = r"(?:an?|the)\s+"
_BARE = re.compile(f"^{_ARTICLE}", re.IGNORECASE)
_SHORT = re.compile(r"[^\W\d_]{1,4}\s+(?=\w)")
# A comma that belongs to what follows: a part with commas of its own, or a number.
_LISTED = re.compile(r",(?:[^\s]|[^,.!?\n]{1,80},)")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]+", re.IGNORECASE)
_LINKED = re.compile(r"\[(?:\\.|[^\]\\\n])*\](?=\()")
_HEADINGS_AND_REPLIES = re.compile(r"^(?:#+|>) .*$", re.MULTILINE)
# The last thing that is said of a source in brackets, without a colon: "; printed as NAME".
_PRINTED_AS = re.compile(r"; [^;:()\n]*$")


def replaced(spellings: Spellings, text: str, by: str, *, is_printed: bool = False) -> str:
    """A text with other words for the name: a gap in words that somebody else has printed, in quotations too."""
    if is_printed:
        return spellings.replaced(text, GAP)
    return _replaced(text, spellings.spans(text), by, quotations(text), GAP)


def edition_replaced(spellings: Spellings, text: str, by: str) -> str:
    """The same for an edition in Markdown: titles, replies and quotations are others' words, an address goes whole."""
    addresses = [one.span() for one in _ADDRESS.finditer(text) if spellings.spans(one[0])]
    for start, end in reversed(addresses):
        text = f"{text[:start]}\\[…\\]{text[end:]}"
    for start, end in reversed(spellings.spans(text)):
        # That it was printed so is no longer said, since no name is.
        line = text.rfind("\n", 0, start) + 1
        told = _PRINTED_AS.search(text[line:start].rstrip("\u2066\u2067\u2068"))
        behind = text[end:].lstrip("\u2069")
        if told and text[line : line + 2] == "- " and behind[:1] == ")" and len(words(told[0])) in range(1, 4):
            text = text[: line + told.start()] + behind
    printed = [one.span() for pattern in (_HEADINGS_AND_REPLIES, _LINKED) for one in pattern.finditer(text)]
    # A mark that stands open reaches no further than its line.
    ends = [0, *(one.end() for one in re.finditer("\n", text)), len(text)]
    for line, end in pairwise(ends):
        printed += [(line + a, line + b) for a, b in quotations(text[line:end])]
    return _replaced(text, spellings.spans(text), by, printed, r"\[…\]")


def _replaced(
    text: str, spans: Iterable[tuple[int, int]], by: str, printed: Iterable[tuple[int, int]], gap: str
) -> str:
    printed, made, last = list(printed), "", 0
    bare, article = _without_article(by)
    core = re.escape(bare)
    before = re.compile(rf"(?<!\w)(?P<article>{article})?{core},?\s+$", re.IGNORECASE)
    after = re.compile(
        rf"(?P<open>,\s+|\s+\(|\s+[–—]\s+)(?:{article})?{core}(?!\w)(?P<more>[^,.;:!?()–—\n]*)"
        r"(?P<close>,|\)|\s+[–—]|(?=[.;:!?\n]|$))",
        re.IGNORECASE,
    )
    for start, end in spans:
        made += text[last:start]
        last = end
        if any(one <= start and end <= other for one, other in printed):
            made += gap
            continue
        said = by
        if told := before.search(made):
            # "the baker NAME" says it already.
            kept = told["article"]
            made = made[: told.start()]
            said = f"{kept}{bare}" if kept else said
            if "," in told[0] and text[end : end + 1] == "," and not _LISTED.match(text, end):
                last = end + 1  # the second comma of the two that held the name
        elif told := after.match(text, end):
            said, last = f"{by}{told['more']}", told.end()
        sentence = made.rstrip(" \t\n\"'“«(")
        opens = not sentence or sentence[-1] in _STOPS
        made += said[:1].upper() + said[1:] if opens else said
    return made + text[last:]


def _without_article(by: str) -> tuple[str, str]:
    """What stands for a name without its article, and a pattern of articles; the short first word in any language."""
    if (bare := _BARE.sub("", by)) != by:
        return bare, _ARTICLE
    short = _SHORT.match(by)
    return (by[short.end() :], r"\w{1,4}\s+") if short else (by, _ARTICLE)


def to_read(text: str, by: str) -> Iterator[str]:
    """The sentences of a text in which something stands for a name."""
    core = _BARE.sub("", by).casefold()
    for one in sentences(text):
        if GAP in one.text or core in " ".join(one.text.split()).casefold():
            yield " ".join(one.text.split())


def has_part(spellings: Spellings, text: str, by: str) -> bool:
    """Whether a word of a text, written as a name is, may be a part of the name that went."""
    parts = {part for name in spellings.names for part in words(name) if len(part) > 1} - set(words(by))
    return any(
        any(is_form(word.text, part) for part in parts) for word in located(text) if not text[word.start].islower()
    )
