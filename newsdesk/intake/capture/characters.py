"""Characters of a page: what nobody sees goes, what carries meaning stays, and elements become words and marks."""

import re
from typing import Any

import regex
from lxml import etree

# Soft hyphen, zero-width space, word joiner, byte order mark: hints for setting lines, and no part of any word.
_HINTS = "\u00ad\u200b\u2060\ufeff"
_WRITTEN = re.compile(
    f"[{_HINTS}]|&(?:shy|ZeroWidthSpace|NegativeVeryThinSpace|NoBreak"
    "|#0*(?:173|8203|8288|65279)|#[xX]0*(?:[aA][dD]|200[bB]|2060|[fF][eE][fF][fF]));"
)
# Where one stands for the blank between two sentences.
_BETWEEN = regex.compile(rf"(?<=\p{{Ll}}[.!?…][”»\"]?)[{_HINTS}]+(?=[“«\"]?\p{{Lu}})")
_Q = re.compile(r"<(/?)q(?:\s[^<>]*)?>", re.IGNORECASE)
_MARK_NEAR = "\"'«»“”„‟‘’‚‹›「」『』"
_DEEP = 8
# Joiners carry meaning in Persian, Hindi and other scripts, and get lost in libraries that take them for controls.
_JOINERS = "\u200c\u200d"
_JOINERS_WRITTEN = re.compile("&(?:(zwnj|#0*8204|#[xX]0*200[cC])|(?:zwj|#0*8205|#[xX]0*200[dD]));")
# Letters that hardly any page holds: one that a page does not hold stands for a joiner on the way through a library.
STAND_INS = "ꙮꝏꜳꝣꝩꞁꙁꙃꙅꙇ"
# Scripts of languages that divide no words, or write them together.
NO_BLANKS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Script=Myanmar}]")
_HIDDEN = frozenset({"script", "style", "template", "noscript"})
_APART = frozenset(
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)


def without_hints(text: str) -> str:
    """A text, or the source of a page, without the characters that only tell where a line may end."""
    return _WRITTEN.sub("", _BETWEEN.sub(" ", text))


def with_marks(source: str) -> str:
    """The source of a page with quotation marks in the place of `<q>`, which is in marks on every screen."""
    if "<q" not in source and "<Q" not in source:
        return source
    depth = 0

    def mark(tag: re.Match[str]) -> str:
        nonlocal depth
        is_end = bool(tag[1])
        near = source[tag.start() - 1 : tag.start()] if is_end else source[tag.end() : tag.end() + 1]
        depth = max(0, depth - 1) if is_end else min(_DEEP, depth + 1)
        level = depth if is_end else depth - 1
        if near and near in _MARK_NEAR:
            return ""  # somebody wrote the marks as well
        return ("“”" if level % 2 == 0 else "‘’")[is_end]

    return _Q.sub(mark, source)


class Joiners:
    """Carries joiners through a library that drops them: `hidden` goes in, `shown` brings back what comes out."""

    def __init__(self, source: str) -> None:
        source = _JOINERS_WRITTEN.sub(lambda one: _JOINERS[0] if one[1] else _JOINERS[1], source)
        free = [letter for letter in STAND_INS if letter not in source][:2]
        there = any(joiner in source for joiner in _JOINERS) and len(free) == 2
        self._pairs = list(zip(_JOINERS, free, strict=True)) if there else []
        self.hidden = source
        for joiner, letter in self._pairs:
            self.hidden = self.hidden.replace(joiner, letter)

    def shown(self, text: str) -> str:
        """The text with its joiners back."""
        for joiner, letter in self._pairs:
            text = text.replace(letter, joiner)
        return text


def text_of(element: Any) -> str:
    """The words of an element as a screen shows them: a line break or a block divides words, a script is none."""
    pieces: list[str] = []
    hidden = 0
    for event, one in etree.iterwalk(element, events=("start", "end")):
        hidden += (1 if event == "start" else -1) if one.tag in _HIDDEN else 0
        if one.tag in _APART and one is not element:
            pieces.append(" ")
        if event == "start":
            pieces.append("" if hidden else one.text or "")
        elif one is not element:
            pieces.append("" if hidden else one.tail or "")
    return "".join(pieces)


def one_line(text: str | None, limit: int = 500) -> str:
    """A text with single blanks, cut at a generous length."""
    return " ".join((text or "")[: limit * 4].split())[:limit]


def words_alike(one: str, other: str) -> bool:
    """Whether two texts are the same letters and digits."""
    return letters_of(one) == letters_of(other) != ""


def letters_of(text: str) -> str:
    """The letters and digits of a text, in small letters and nothing between them."""
    return "".join(c for c in text.casefold() if c.isalnum())
