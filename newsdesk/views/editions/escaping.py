"""Plain text and Markdown: escaping, isolating right-to-left text, and lines of one width."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from newsdesk.interface import Words
from newsdesk.views.editions.contents import Noted
from newsdesk.views.setting.codes import direction
from newsdesk.views.setting.naming import iri

# Columns of a line of plain text: what e-mail leaves room for when it is quoted a few times.
WIDTH = 68
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_RLI, _FSI, _PDI = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_ISOLATE = re.compile(f"[{_RLI}{_FSI}{_PDI}]")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_ODD = re.compile(f"{_WIDE.pattern}|{_ISOLATE.pattern}")
# Spaces at which no line ends, as before the last word of a Russian date; and all the others.
_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_SPACES = re.compile("[^\\S\u00a0\u2007\u202f]+")
# Marks that Python-Markdown lets a backslash take the meaning from, the others by their number.
_MEANT = {mark: f"\\{mark}" for mark in "\\`*_{}[]#"} | {"<": "&lt;", "&": "&amp;", "~": "&#126;"}
_MARKS = re.compile(r"[\\`*_{}\[\]#<~]|&(?=[#\w])")
_AT_START = re.compile(r"(\s*)(?:([+>-])|([=:])|(\d+)([.)]))")
# What some readers of Markdown make a link of, although it is none.
_LOOSE_ADDRESS = re.compile(r"(?i)://|\bwww\.")
_IN_TARGET = str.maketrans({"(": "%28", ")": "%29", "*": "%2A", "[": "%5B", "]": "%5D", ";": "%3B", "'": "%27"})


def markdown_text(value: Any) -> str:
    """A value as words and nothing else in Markdown, on one line; what is Markup already stays so."""
    kind = type(value)
    text: str = value if kind is str or kind is Markup else str(value)
    if kind is Markup:
        return text
    # Names, dates and terms recur.
    return _escaped_once(text) if len(text) < 40 else _escaped(text)


def _escaped(text: str) -> str:
    if "\n" in text or "\t" in text:
        text = _on_one_line(text)
    if _MARKS.search(text):
        text = _MARKS.sub(lambda match: _MEANT[match[0]], text)
    if "://" in text or "ww." in text.lower():
        text = _LOOSE_ADDRESS.sub(lambda match: _numbered(match[0]), text)
    if start := _AT_START.match(text):
        space, mark, odd, number, behind = start.groups()
        text = f"{space}{_safe_start(mark, odd, number, behind)}{text[start.end() :]}"
    return text


_escaped_once = lru_cache(maxsize=8192)(_escaped)


def _numbered(address: str) -> str:
    return address.replace(":", "&#58;") if ":" in address else address.replace(".", "&#46;")


def _safe_start(mark: str | None, odd: str | None, number: str | None, behind: str | None) -> str:
    if odd:
        return f"&#{ord(odd)};"
    return f"\\{mark}" if mark else f"{number}\\{behind}"


def target(address: str) -> Markup:
    """An address where a link of Markdown leads; it is one already, so only a few marks can end it."""
    return Markup(address.translate(_IN_TARGET))


def markdown_link(words: Words, text: str, href: str, tag: str | None = "") -> Markup:
    """A link, or the text alone where there is no address to lead to; `tag` is the text's language, "" the site's."""
    said = markdown_text(isolated(text, words.tag if tag == "" else tag))
    return Markup(f"[{said}]({href.translate(_IN_TARGET)})") if href else Markup(said)


def markdown_noted(parts: Noted) -> Markup:
    """Paragraphs with the numbers of their references in brackets."""
    return Markup(
        "\n\n".join(
            "".join(rf"\[{piece}\]" if type(piece) is int else markdown_text(piece) for piece in part) for part in parts
        )
    )


def plain_noted(parts: Noted) -> str:
    """The same in lines of one width."""
    return "\n\n".join(
        wrap("".join(f" [{piece}]" if type(piece) is int else str(piece) for piece in part)) for part in parts
    )


def code(address: str) -> Markup:
    """An address as text that no reader of Markdown makes a link; it holds no backtick."""
    return Markup(f"`{address}`")


def bare(address: str) -> str:
    """An address without its scheme, which no program takes for a link inside other text."""
    scheme, colon, rest = address.partition("://")
    return (rest if colon and scheme in ("http", "https") else address).removeprefix("www.")


def readable(address: str) -> str:
    """The same for paper: letters of other scripts in it as letters, where they were written as numbers."""
    return bare(iri(address))


def unlinked(address: str) -> str:
    """The same for e-mail, where programs make links of bare hosts too: each of its dots in brackets."""
    host, slash, path = bare(address).partition("/")
    return f"{host.replace('.', '[.]')}{slash}{path}"


def isolated(text: str, tag: str | None = None) -> str:
    """A text that cannot turn the line around it: `tag` is its language, None where it is not recorded."""
    if text.isascii() or not _RTL.search(text):
        return text
    is_known = tag is not None and direction(tag) == "rtl"
    return f"{_RLI if is_known else _FSI}{text}{_PDI}"


def _on_one_line(text: str) -> str:
    """A text with single spaces; those that hold two words together stay."""
    if text.isascii() or not _NO_BREAK.search(text):
        return " ".join(str.split(text))
    return _SPACES.sub(" ", str.__str__(text)).strip(" ")


def wrap(text: str, first: str = "", rest: str | None = None) -> str:
    """A paragraph in lines of no more than 68 columns, unless a word is longer.

    `first` stands before the first line, `rest` before the others. Unlike textwrap it counts
    Chinese and Japanese characters as two columns and parts them anywhere, and takes a twentieth
    of the time, which is most of what a text edition costs. Nor does a line end at a no-break space.
    """
    words = _on_one_line(text)
    if rest is None:
        rest = " " * len(first)
    if words.isascii() or not _ODD.search(words):
        is_short = len(first) + len(words) <= WIDTH
        return first + words if is_short else "\n".join(_wrap(words, first, rest))
    lines = _wrap_wide(words, first, rest) if _WIDE.search(words) else _wrap(words, first, rest)
    return _isolates_closed(lines) if _ISOLATE.search(words) else "\n".join(lines)


def _wrap(words: str, first: str, rest: str) -> list[str]:
    lines = []
    at, end, before = 0, len(words), first
    while end - at > WIDTH - len(before):
        space = words.rfind(" ", at, at + WIDTH - len(before) + 1)
        if space <= at:  # a word longer than the line keeps whole: it may be an address
            space = words.find(" ", at)
            if space < 0:
                break
        lines.append(before + words[at:space])
        at, before = space + 1, rest
    lines.append(before + words[at:])
    return lines


def _wrap_wide(words: str, first: str, rest: str) -> list[str]:
    lines, line, used = [], first, len(first)
    gap, is_begun = "", False
    for piece in re.findall(rf" |{_WIDE.pattern}|(?:(?!{_WIDE.pattern})[^ ])+", words):
        if piece == " ":
            gap = " "
            continue
        width = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in piece)
        if is_begun and used + len(gap) + width > WIDTH:
            lines.append(line)
            line, used, gap = rest, len(rest), ""
        line += gap + piece
        used += len(gap) + width
        gap, is_begun = "", True
    return [*lines, line]


def _isolates_closed(lines: list[str]) -> str:
    """The lines, each with its isolates closed: a line end ends them, and the next line opens them again."""
    opened: list[str] = []
    made = []
    for line in lines:
        before = "".join(opened)
        for mark in _ISOLATE.findall(line):
            if mark != _PDI:
                opened.append(mark)
            elif opened:
                opened.pop()
        indent = len(line) - len(line.lstrip(" "))
        made.append(line[:indent] + before + line[indent:] + _PDI * len(opened))
    return "\n".join(made)


def underlined(text: str, mark: str) -> str:
    """A heading with a line of marks below it, as wide as its longest line."""
    lines = wrap(text)
    return f"{lines}\n{mark * min(WIDTH, max(map(len, lines.splitlines())))}"


def marker(number: int) -> str:
    """The number of a reference, as wide as the lines below it are indented."""
    return f"{f'[{number}]':>4} "
