"""Makes the site: the folder of a collection comes in, its site goes out, or all its problems."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from newsdesk.build.examining import examine, without_collector
from newsdesk.build.itself import digest_of_program
from newsdesk.build.parts import Dress, Memory, Parts
from newsdesk.build.project import Outcome, Project
from newsdesk.load import real
from newsdesk.output.cards import Artist, artist, cards
from newsdesk.output.frame import Frame, build_frame
from newsdesk.output.kept import Damaged, digest_of, usable
from newsdesk.output.pdf import Tool, pdfs, weasyprint
from newsdesk.output.search_index import build_index
from newsdesk.output.site import Output, state_of, write_site
from newsdesk.output.sitemap import sitemap
from newsdesk.problems import Refusal
from newsdesk.views import SECTIONS, VIEWS, File, Page, Part, paper
from newsdesk.views.pictures.previews import has_cards, previews
from newsdesk.views.search.records import search_records

Progress = Callable[[str, int], None]


@without_collector()
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
        memory = state_of(project.site) / "parts"
        parts = Parts(outcome.collection, Memory.of(memory, _setting(outcome, frame)), _dress(frame))
        outcome.report = write_site(project.site, _outputs(outcome, frame, parts, cache, progress, tool, pens))
        parts.memory().keep(memory)
    except Damaged:
        outcome.warnings = warnings
        raise


def _setting(outcome: Outcome, frame: Frame) -> str:
    """The digest of what every part rests on: the program, the settings and the frame."""
    assert outcome.collection
    settings = outcome.collection.settings.model_dump_json()
    whole = "\0".join((digest_of_program(), settings, str(outcome.collection.with_pdf), frame.folder.root.name))
    return digest_of(whole.encode())


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
    outcome: Outcome,
    frame: Frame,
    parts: Parts,
    cache: Path,
    progress: Progress,
    tool: Tool | None,
    pens: Artist | None,
) -> Iterator[Output]:
    """Everything the site consists of: generated pages first, then what MkDocs made alone."""
    assert outcome.collection
    for number, output in enumerate(parts.outputs([Part(view) for view in VIEWS]), 1):
        if number % 100 == 0:
            progress("Writing pages", number)
        yield output
    own = set(frame.undressed()) - parts.paths()
    pages = list(parts.pages())
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


def _dress(frame: Frame) -> Dress:
    """How pages are set into the frame; a hand-written file wins over a generated one of its name."""
    own = frozenset(frame.undressed())

    def dress(made: Page | File) -> tuple[str, bytes] | None:
        if isinstance(made, Page):
            return f"{made.path}index.html", frame.dress(made)
        return None if made.path in own else (made.path, made.raw)

    return dress


def _refuse_overlap(project: Project) -> None:
    """The site never lies on or around what it is built from."""
    site = real(project.site)
    for source in (project.root, project.digests, project.root / "docs"):
        source = real(source)
        if site == source or site in source.parents:
            raise Refusal(f"The site {site} would replace {source}. Choose another folder with --site.")
    for source in (project.digests, project.root / "docs"):
        if real(source) in site.parents:
            raise Refusal(f"The site {site} lies inside {source}. Choose another folder with --site.")
