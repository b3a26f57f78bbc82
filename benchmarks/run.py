"""Builds collections of 100, 1,000 and 10,000 entries and prints where time, memory and bytes go.

    python benchmarks/run.py [--sizes 100 1000 10000] [--grown] [--evidence] [--files] [--search] [--cards]
        [--profile]

Each size runs in a process of its own on one core, cold: no site and no index, only the frame is
built before, since it does not depend on the entries. Absolute figures drift on shared machines;
trust the ratio of one size to the next.
"""

import argparse
import cProfile
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from generate import generate  # noqa: E402

from newsdesk.build import Project  # noqa: E402
from newsdesk.build.examining import without_collector  # noqa: E402
from newsdesk.check import check  # noqa: E402
from newsdesk.collection import Collection  # noqa: E402
from newsdesk.load import read_tree  # noqa: E402
from newsdesk.model.settings import Cards  # noqa: E402
from newsdesk.output.cards import Album, artist  # noqa: E402
from newsdesk.output.frame import build_frame  # noqa: E402
from newsdesk.output.search_index import build_index  # noqa: E402
from newsdesk.output.writing import write_site  # noqa: E402
from newsdesk.store.maintained import read_settings  # noqa: E402
from newsdesk.views import BEHIND, SECTIONS, VIEWS, Page, Part, Preview, whole  # noqa: E402
from newsdesk.views.data import api, citing, downloads  # noqa: E402
from newsdesk.views.editions import editions  # noqa: E402
from newsdesk.views.feeds import feeds  # noqa: E402
from newsdesk.views.pictures.previews import entry_preview, previews  # noqa: E402
from newsdesk.views.search.records import search_records  # noqa: E402

# What goes out beside the pages.
FILES = {editions: "editions", feeds: "feeds", api: "data", citing: "data", downloads: "data"}


def each_preview(collection: Collection) -> Iterator[Preview]:
    """What stands on each card."""
    for part in previews(collection):
        yield from part.make(collection, *part.given)
    for entry in collection.entries:
        yield from entry_preview(collection, entry)


@without_collector()
def measure(root: Path, options: argparse.Namespace) -> dict:
    """One cold build in this process, stage by stage."""
    project = Project(root, root / "digests", root / "site", root / ".cache")
    settings, _ = read_settings(project.config, project.root)
    if options.cards:
        extra = settings.extra.model_copy(update={"cards": Cards(options.cards)})
        settings = settings.model_copy(update={"extra": extra, "site_url": "https://example.org/"})
    frame = build_frame(project.config, {name: f"{name}/index.md" for name in SECTIONS}, project.cache, settings)
    stages = ["load", "check", "views", "frame", *dict.fromkeys(FILES.values()), "search", "cards"]
    clock, spent = time.perf_counter, dict.fromkeys(stages, 0.0)

    start = mark = clock()
    documents, problems = read_tree(project.digests, project.root)
    spent["load"] = clock() - mark
    mark = clock()
    draft, found = check(documents)
    assert not problems + found, (problems + found)[:3]
    collection = Collection.of(draft, settings)
    del documents, draft
    spent["check"] = clock() - mark
    pages = sizes = 0
    kinds: dict[str, tuple[int, float]] = {}

    def outputs() -> Iterator[tuple[str, bytes]]:
        nonlocal pages, sizes
        for view in (*VIEWS, *BEHIND):
            # What stands in the files to download comes from the parts of the API.
            if view is downloads or (view in FILES and not options.files):
                continue
            stage = FILES.get(view, "views")
            made = whole(collection, map(Part, (api, downloads) if view is api else (view,)))
            while True:
                mark = clock()
                page = next(made, None)
                took = clock() - mark
                spent[stage] += took
                if page is None:
                    break
                if not isinstance(page, Page):
                    yield page.path, page.raw
                    continue
                mark = clock()
                content = frame.dress(page)
                dress = clock() - mark
                spent["frame"] += dress
                count, before = kinds.get(kind_of(page), (0, 0.0))
                kinds[kind_of(page)] = count + 1, before + took + dress
                pages, sizes = pages + 1, sizes + len(content)
                yield f"{page.path}index.html", content
        if options.cards:
            mark = clock()
            album = Album(project.cache, artist())
            drawn = [(preview.path, album.card(preview)) for preview in each_preview(collection)]
            spent["cards"] = clock() - mark
            yield from drawn
        if options.search:
            mark = clock()
            index = list(build_index(search_records(collection), project.cache))
            spent["search"] = clock() - mark
            yield from index

    write_site(project.site, outputs())
    total = clock() - start
    spent["write"] = total - sum(spent.values())
    return {
        "entries": len(collection.entries),
        "pages": pages,
        "seconds": total,
        "ms a page": total / pages * 1000,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "kB a page": sizes / pages / 1000,
        **{f"{name} %": share / total * 100 for name, share in spent.items() if share},
        **{f"{name} s": spent[name] for name in ("views", *FILES.values()) if options.files},
        **{f"{kind} µs": seconds / count * 1e6 for kind, (count, seconds) in sorted(kinds.items()) if count > 1},
    }


def kind_of(page: Page) -> str:
    """What a page is, by its address: the section, and an entry or a digest below the year."""
    first, *rest = page.path.rstrip("/").split("/")
    if first.isdigit():
        return "an entry" if len(rest) > 1 else "a digest"
    return f"in {first}" if first else "home"


def one(root: Path, count: int, options: argparse.Namespace) -> None:
    """Measure one size in this process and print it as JSON."""
    generate(root, count, grown=options.grown, evidence=options.evidence)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if options.profile:
        profiler = cProfile.Profile()
        profiler.runcall(measure, root, options)
        pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(25)
    else:
        print(json.dumps(measure(root, options)))


def main() -> int:
    """Measure each size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--grown", action="store_true", help="registers that have grown with the collection")
    parser.add_argument("--files", action="store_true", help="e-mail, text, Markdown, feeds and data as well")
    parser.add_argument("--evidence", action="store_true", help="entries with evidence, which is checked")
    parser.add_argument("--search", action="store_true", help="index for search as well")
    parser.add_argument("--cards", choices=["entries", "stories"], help="draw preview cards as well")
    parser.add_argument("--profile", action="store_true", help="show which functions take the time")
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    parser.add_argument("--dir", default=memory, help="where to work; in memory where the system allows")
    parser.add_argument("--one", nargs=2, metavar=("DIR", "N"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(Path(options.one[0]), int(options.one[1]), options)
        return 0
    rows = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory(dir=options.dir) as folder:
            command = [sys.executable, __file__, "--one", str(Path(folder) / "c"), str(size)]
            command += ["--search"] * options.search
            command += ["--cards", options.cards] if options.cards else []
            command += ["--profile"] * options.profile
            command += ["--grown"] * options.grown + ["--files"] * options.files
            command += ["--evidence"] * options.evidence
            run = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE)
        if run.stdout:
            rows.append(json.loads(run.stdout))
    for key in {key: None for row in rows for key in row}:
        print(f"{key:>16}" + "".join(f"{row[key]:>12,.2f}" if key in row else " " * 12 for row in rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
