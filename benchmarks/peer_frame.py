"""The frame of our pages for other programs: the theme's shell comes in, templates with places of theirs go out."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from newsdesk.build import Project  # noqa: E402
from newsdesk.output.frame import Frame, build_frame  # noqa: E402
from newsdesk.store.maintained import read_settings  # noqa: E402
from newsdesk.views import SECTIONS, Page  # noqa: E402
from newsdesk.views.setting.page import Card  # noqa: E402

# Marks of the places to fill in, which stand for themselves in HTML, in addresses and in scripts.
MARKS = ("title", "description", "kind", "head", "toc", "content", "card", "card_alt", "canonical")
# What the shell is asked for: a page three folders deep, so that each link of it begins with the way back.
_PATH, _BACK = "2020/w02/peer-canonical/", "../../.."
# An item of the navigation, of the tabs or the drawer, up to the address of its section.
_ITEM = re.compile(
    r'(<li class="(md-\w+__item))( md-\w+__item--active)?( md-nav__item--nested)?(">\s*<a href="/([\w-]*)/?")'
)


def frame_of(root: Path) -> Frame:
    """The frame of the collection in `root`, built by MkDocs into its cache."""
    project = Project(root, root / "digests", root / "site", root / ".cache")
    settings, _ = read_settings(project.config, project.root)
    return build_frame(project.config, {name: f"{name}/index.md" for name in SECTIONS}, project.cache, settings)


def shell(frame: Frame) -> str:
    """The whole of an empty page; `@@mark@@` stands where something is filled in, addresses begin with `/`."""
    mark = {name: f"@@{name}@@" for name in MARKS}
    card = Card(mark["card"], mark["card_alt"])
    toc = (("@@toc-id@@", "@@toc@@"),)
    page = Page(
        _PATH,
        "digests",
        mark["title"],
        mark["description"],
        mark["content"],
        toc,
        mark["head"],
        "",
        "nd",
        mark["kind"],
        card,
    )
    html = frame.dress(page).decode().replace(frame.site_url + _PATH, mark["canonical"])
    html = re.sub(r'<li class="md-nav__item">\s*<a href="#@@toc-id@@".*?</li>', mark["toc"], html, flags=re.DOTALL)
    html = html.replace(f"{_BACK}/", "/").replace(_BACK, "/")
    # Where no cards are drawn, the page names none.
    lost = [name for name, text in mark.items() if text not in html and not name.startswith("card")]
    assert not lost, f"the frame has no place for {lost}"
    return html


def by_section(html: str, condition: str) -> str:
    """The navigation, in which the item of a section is active where `condition`, filled with its name, says so."""

    def item(match: re.Match[str]) -> str:
        start, kind, _, nested, end, section = match.groups()
        return f"{start}{condition.format(section=section, active=f' {kind}--active')}{nested or ''}{end}"

    return _ITEM.sub(item, html)


def assets(frame: Frame, target: Path) -> None:
    """Copy the style sheets, scripts and pictures of the theme below `target`."""
    for path in frame.undressed():
        if not path.endswith((".html", ".xml", ".gz")):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(frame.read(path))


def handwritten(root: Path) -> Iterator[tuple[str, str]]:
    """The hand-written pages: their paths below docs, and their Markdown without what stands at the top."""
    docs = root / "docs"
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        if not name.startswith("decisions/"):
            yield name, re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL)


def fresh(folder: Path) -> Path:
    """The folder, empty: a new one, since to write where much was removed takes ten times as long."""
    assert not folder.exists(), f"{folder} is there already"
    folder.mkdir(parents=True)
    return folder


def copied(source: Path, target: Path) -> None:
    """Copy a folder of templates."""
    shutil.copytree(source, target, dirs_exist_ok=True)
