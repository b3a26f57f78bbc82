"""One build from end to end: the folder of a collection comes in, its site goes out, or all its problems."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from newsdesk.check import Drafts, check
from newsdesk.check.changes import changes
from newsdesk.check.unfinished import published_in
from newsdesk.collection import Collection
from newsdesk.load import Document, broken_drafts, read_tree, shown_path
from newsdesk.model.versions import kind_of, lifted
from newsdesk.output.cards import Artist, artist, cards
from newsdesk.output.frame import Frame, build_frame
from newsdesk.output.kept import Damaged, usable
from newsdesk.output.pdf import Tool, pdfs, weasyprint
from newsdesk.output.search_index import build_index
from newsdesk.output.site import Report, write_site
from newsdesk.output.sitemap import sitemap
from newsdesk.problems import FRONT_DOOR, Door, Problem, Refusal, UsageError, has_errors, in_order
from newsdesk.store.evidence_writing import Captures, unread
from newsdesk.store.history import before
from newsdesk.store.maintained import read_settings
from newsdesk.views import SECTIONS, Page, all_pages, paper
from newsdesk.views.pictures.previews import has_cards, previews
from newsdesk.views.search.records import search_records

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Project:
    """Where a collection lies: mkdocs.yml, docs and digests below `root`, and where its site goes."""

    root: Path
    digests: Path
    site: Path
    cache: Path
    """What can be made again at any time."""
    door: Door = FRONT_DOOR
    """How the program that works on it was called, which its messages name."""

    @property
    def config(self) -> Path:
        """The maintainer's settings."""
        return self.root / "mkdocs.yml"

    def need_digests(self) -> None:
        """UsageError where the folder of the collection is not there."""
        if not self.digests.is_dir():
            raise UsageError(f"There is no folder {self.digests}. Name one with --digests or --root.")

    @property
    def captures(self) -> Path:
        """The editor's own copies of articles, which are never published: `<entry id>.txt`."""
        return self.root / "captures"


@dataclass(slots=True)
class Outcome:
    """What came of a check or build; `report` is None when nothing was written."""

    problems: list[Problem]
    collection: Collection | None = None
    report: Report | None = None
    pages: int = 0
    warnings: list[str] = field(default_factory=list)
    documents: Mapping[str, Document | None] = field(default_factory=dict)
    """The files as they were read, where they are wanted: else they are let go, to save memory."""


def examine(
    project: Project,
    since: str | None = None,
    today: str = "…",
    *,
    begun: date | None = None,
    with_pdf: bool = False,
    wanted: str | None = None,
    with_documents: bool = False,
) -> Outcome:
    """Read and check everything; the collection is None when there is an error.

    With `since`, a revision, also compare what was published then with what stands there now;
    `today` is an ISO date for the corrections that messages propose. What is dated after `begun`
    lies in the future. Drafts that are not finished are left out with a note, but for the entry
    `wanted`, a path below the folder of the collection, which is judged like all others.
    """
    project.need_digests()
    settings, problems = read_settings(project.config, project.root)
    documents, found = read_tree(project.digests, project.root)
    problems += found
    base, captures, then = shown_path(project.digests, project.root), Captures(project.captures), None
    if since is not None:
        then = before(project.digests, since, documents, lambda inner, data: lifted(kind_of(inner), data))
    published = published_in(then.documents) if then else frozenset()
    drafts = Drafts(published, broken_drafts(project.digests, documents, base), wanted)
    draft, found = check(documents, texts=captures, begun=begun, drafts=drafts)
    left_out = set(draft.unfinished.values())
    problems = [problem for problem in problems if problem.path not in left_out]
    problems += [*found, *unread(captures, project.root)]
    if then is not None:
        problems += changes(then, documents, base, today)
    problems = in_order(problems)
    outcome = Outcome(problems, documents=documents if with_documents else {})
    if settings and not has_errors(problems):
        outcome.collection = Collection.of(draft, settings, with_pdf=with_pdf)
    return outcome


@contextmanager
def _without_collector() -> Iterator[None]:
    """Records hold no cycles, and looking for some in a growing archive takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_without_collector()
def build(
    project: Project,
    progress: Progress = lambda stage, count: None,
    *,
    begun: date | None = None,
    with_pdf: bool = False,
) -> Outcome:
    """Check the collection and, if it has no error, make the site equal to it; PDFs only where asked for.

    What is dated after `begun`, the last day that has begun, is an error.
    """
    tool = weasyprint() if with_pdf else None
    progress("Checking", 0)
    outcome = examine(project, begun=begun, with_pdf=with_pdf)
    if outcome.collection is None:
        return outcome
    _refuse_overlap(project)
    pens = _pens(outcome)
    with usable(project.cache, outcome.warnings.append) as cache:
        for _ in range(_TRIES):
            with suppress(Damaged):  # what was damaged is gone now, and is made again
                _write(project, outcome, cache, progress, tool, pens)
                return outcome
    raise Refusal(f"What is kept in {project.cache} changes while it is read. Delete that folder, and build again.")


# How often something in the cache may turn out to be damaged: the frame, the index, and once more.
_TRIES = 4


def _write(
    project: Project, outcome: Outcome, cache: Path, progress: Progress, tool: Tool | None, pens: Artist | None
) -> None:
    """Make the site; Damaged where something in the cache is not what it was."""
    assert outcome.collection
    warnings = list(outcome.warnings)
    progress("Building the frame", 0)
    sections = {name: f"{name}/index.md" for name in SECTIONS}
    frame = build_frame(project.config, sections, cache, outcome.collection.settings)
    try:
        outcome.warnings += [f"mkdocs: {warning}" for warning in frame.warnings]
        outcome.report = write_site(project.site, _outputs(outcome, frame, cache, progress, tool, pens))
    except Damaged:
        outcome.warnings = warnings
        raise


def _pens(outcome: Outcome) -> Artist | None:
    """What draws cards; None, and a collection whose pages have none, where none are wanted or can be drawn."""
    assert outcome.collection
    if not has_cards(outcome.collection):
        return None
    if not isinstance(found := artist(), str):
        return found
    outcome.warnings.append(found)
    outcome.collection = replace(outcome.collection, settings=outcome.collection.settings.without_cards(), memo={})
    return None


def _outputs(
    outcome: Outcome, frame: Frame, cache: Path, progress: Progress, tool: Tool | None, pens: Artist | None
) -> Iterator[tuple[str, bytes]]:
    """Everything the site consists of: generated pages first, then what MkDocs made alone."""
    assert outcome.collection
    pages: list[tuple[str, str]] = []
    own = set(frame.undressed())
    for made in all_pages(outcome.collection):
        if isinstance(made, Page):
            name = f"{made.path}index.html"
            own.discard(name)
            pages.append((made.path, made.updated))
            if len(pages) % 100 == 0:
                progress("Writing pages", len(pages))
            yield name, frame.dress(made)
        elif made.path not in own:  # a hand-written file of that name wins
            yield made.path, made.raw
    for path in sorted(own):
        if path.endswith("/index.html") or path == "index.html":
            pages.append((path.removesuffix("index.html"), ""))
        yield path, frame.read(path)
    outcome.pages = len(pages)
    if tool:
        progress("Making PDFs", 0)
        yield from pdfs(paper(outcome.collection), cache, tool, outcome.warnings.append)
    if pens:
        progress("Drawing preview cards", 0)
        yield from (card for card in cards(previews(outcome.collection), cache, pens) if card[0] not in own)
    progress("Indexing for search", len(pages))
    yield from build_index(search_records(outcome.collection), cache)
    if frame.site_url:
        for name, text in sitemap(frame.site_url, pages):
            yield name, text.encode()


def _refuse_overlap(project: Project) -> None:
    """The site never lies on or around what it is built from."""
    site = project.site.resolve()
    for source in (project.root, project.digests, project.root / "docs"):
        source = source.resolve()
        if site == source or site in source.parents:
            raise Refusal(f"The site {site} would replace {source}. Choose another folder with --site.")
    for source in (project.digests, project.root / "docs"):
        if source.resolve() in site.parents:
            raise Refusal(f"The site {site} lies inside {source}. Choose another folder with --site.")
