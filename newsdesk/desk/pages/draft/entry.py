"""Which entry a page is about, as its file and its captured article are at this moment."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.build import Project
from newsdesk.check.shape import todos
from newsdesk.check.unfinished import says_draft
from newsdesk.load import read_ordinary, reason
from newsdesk.load.ordinary import MAX_BYTES
from newsdesk.model.codes import check_id, week_of
from newsdesk.model.edtf import Edtf
from newsdesk.problems import Refusal
from newsdesk.store.captured.texts import read_text
from newsdesk.store.editing import Changes
from newsdesk.store.verbs.published.targets import Out


class NoEntry(Refusal):
    """There is no entry of that name."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry of the collection, and the bytes of its file when it was looked at."""

    id: str
    path: Path
    raw: bytes

    @property
    def week(self) -> str:
        """The name of its folder."""
        return self.path.parent.name

    @property
    def inner(self) -> str:
        """Its path below the folder of the collection."""
        return f"{self.week}/{self.path.name}"

    @property
    def digest(self) -> str:
        """What tells this text from any other: an edit names the one that it rests on."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def text(self) -> str:
        """The text, with a sign in the place of what is no UTF-8."""
        return self.raw.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Article:
    """The captured text of an article, or why there is none."""

    text: str = ""
    why: str = ""
    """Why it cannot be read, for people; "" where it can, or where there is none."""
    is_there: bool = False


def opened(project: Project, name: str) -> Opened:
    """The file of an entry by its id; `NoEntry` where there is none, Refusal where it cannot be read."""
    try:
        check_id(name)
    except ValueError:
        raise NoEntry(f'"{name[:100]}" is no name of an entry.') from None
    paths = sorted(project.digests.glob(f"*/{name}.yaml"))
    if not paths:
        raise NoEntry(f"There is no entry {name}. It may have been renamed: look for it on the first page.")
    try:
        return Opened(name, paths[0], read_ordinary(paths[0], MAX_BYTES))
    except OSError as error:
        raise Refusal(f"{name}.yaml cannot be read: {reason(error)}.") from None


def dated(data: dict[str, Any]) -> str:
    """The week in which an entry says it was published; "" where it says none, or more than one."""
    try:
        published = Edtf.parse(str(data.get("published")))
    except ValueError:
        return ""
    first, last = week_of(published.first), week_of(published.last)
    return first if first == last else ""


def is_published(project: Project, inner: str) -> bool:
    """Whether the page of an entry has gone out: then it is corrected, and not written anew."""
    return Out(Changes(project.root), project.digests).has_entry(inner)


def article_of(project: Project, name: str) -> Article:
    """The text of the article as it was captured, which nobody publishes."""
    path = project.captures / f"{name}.txt"
    if not (path.exists() or path.is_symlink()):
        return Article()
    try:
        text = read_text(path)
    except Refusal as refusal:
        return Article(why=str(refusal).replace(str(path), f"captures/{name}.txt"), is_there=True)
    return Article(text.replace("\r\n", "\n").replace("\r", "\n"), "", is_there=True)


def stage_of(data: dict[str, object]) -> str:
    """How far an entry is, by what its file says: `unfinished`, `draft` or `finished`."""
    if any(True for _ in todos(data)):
        return "unfinished"
    return "draft" if says_draft(data) else "finished"
