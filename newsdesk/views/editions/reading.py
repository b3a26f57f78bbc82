"""Editions read back: the Markdown of one that went out comes in, what it said of each entry goes out."""

import html
import re
from dataclasses import dataclass

# The line on an entry begins with its outlet and ends with a link to its page, as `edition.md` writes it.
_ABOUT = re.compile(r"^\*\*.*\]\((?:\S*/)?(\d{4}/w\d\d/[^/\s()]+)/\)\.$", re.MULTILINE)
_HEADING = re.compile(r"^###? (.*)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]#>+.)=:-])")
_ISOLATES = re.compile("[\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as an edition told it; paragraphs of the summary have a line each."""

    title: str
    summary: str


def entries_told(text: str) -> dict[str, Told]:
    """What an edition said, by the address of each entry below the site, without a slash at its end.

    Of an edition that was made while the site had no address nothing can be told: it names none.
    """
    found: dict[str, Told] = {}
    headings = [(match.start(), match[1]) for match in _HEADING.finditer(text)]
    for about in _ABOUT.finditer(text):
        title = max((one for one in headings if one[0] < about.start()), default=(0, ""))[1]
        body: list[str] = []
        for line in text[about.end() :].split("\n"):
            if line.startswith("**"):
                break
            if line.strip():
                body.append(_plain(line))
        found.setdefault(about[1], Told(_plain(title), "\n".join(body)))
    return found


def _plain(line: str) -> str:
    return html.unescape(_ESCAPED.sub(r"\1", _ISOLATES.sub("", line.strip())))
