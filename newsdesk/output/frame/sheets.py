"""One style sheet instead of several: what the frame brings stands before ours, in the file of ours."""

import re
from pathlib import Path

from newsdesk.output.frame.gathering import tree

OURS = "assets/newsdesk/newsdesk.css"
_LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="([^"]+)">\n?')
_THEIRS = re.compile(r"assets/(?:stylesheets/(?:main|palette)\.\w+\.min|\w+/frame)\.css")
# What lies beside a sheet would no longer be found from another folder; what lies above it is.
_BESIDE = re.compile(r"url\((?![\"']?(?:data:|\.\./|[a-z]+:|/|#))")
_MAP = re.compile(r"/\*# sourceMappingURL=\S+ ?\*/\s*")
# While colours are being chosen nothing moves slowly: for that Material has a rule of every element of a page, and it
# chooses them at every start, which costs a third of all the time that styles take.
_CHOOSING = re.compile(r"\[data-md-color-switching\] \*[^{}]*\{[^{}]*\}")
_SAID = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


def one_sheet(out: Path) -> None:
    """Merge the sheets that all pages below a folder share, and let the pages name the one; else all stays as it is."""
    # A page that an editor left there may be in any encoding; links have letters that all of them have.
    pages = {path: path.read_bytes().decode("latin-1") for path in tree(out) if path.suffix == ".html"}
    named = {path: _named(html) for path, html in pages.items()}
    sheets = set(named.values()) - {()}
    if len(sheets) != 1:
        return
    (names,) = sheets
    texts = [_MAP.sub("", (out / name).read_text("utf-8")).strip() for name in names]
    if any(_BESIDE.search(text) for text in texts):
        return
    for path, html in pages.items():
        if named[path]:
            path.write_bytes(_LINK.sub(lambda link: "" if _theirs(link[1]) else link[0], html).encode("latin-1"))
    ours = (out / OURS).read_text("utf-8")
    (out / OURS).write_text("\n".join([*(_CHOOSING.sub("", text) for text in texts), _short(ours)]), "utf-8")
    for name in names:
        (out / name).unlink()
        (out / f"{name}.map").unlink(missing_ok=True)


def _named(html: str) -> tuple[str, ...]:
    """The sheets of the frame that a page names before ours, by their paths; none where it does not name ours."""
    links = [link[1] for link in _LINK.finditer(html)]
    if not any(link.endswith(OURS) for link in links):
        return ()
    return tuple(found[0] for link in links if (found := _theirs(link)))


def _theirs(link: str) -> re.Match[str] | None:
    found = _THEIRS.search(link)
    return found if found and link.endswith(found[0]) else None


def _short(sheet: str) -> str:
    """Without what is said to people alone."""
    return _SPACE.sub("\n", _SAID.sub(lambda said: said[1] or "", sheet)).strip()
