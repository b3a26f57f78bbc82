"""Two collections in two languages, made in one process and in two threads at once, are what each is alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from invented import DATA, collection, saying
from previewed import all_previews

from newsdesk.build import Project, build
from newsdesk.collection import Collection
from newsdesk.interface import words_of
from newsdesk.model.settings import Cards
from newsdesk.views import all_pages, paper
from newsdesk.views.editions import printed, release_notes
from newsdesk.views.pictures.totals import as_data, as_text
from newsdesk.views.pictures.traits import traits
from newsdesk.views.search.records import search_records

LANGUAGES = ("en", "ru")
ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def often_interrupted() -> Iterator[None]:
    """Threads take turns a hundred times as often as they do otherwise."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 100)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def at_once(make: Callable[[str], dict[str, bytes]]) -> dict[str, dict[str, bytes]]:
    """What is made for each language, each in a thread of its own that starts when all are ready."""
    ready = Barrier(len(LANGUAGES))

    def made(tag: str) -> dict[str, bytes]:
        ready.wait()
        return make(tag)

    with often_interrupted(), ThreadPoolExecutor(len(LANGUAGES)) as threads:
        return dict(zip(LANGUAGES, threads.map(made, LANGUAGES), strict=True))


def fresh(tag: str) -> Collection:
    """The invented collection in a language of which nothing is known yet, with every card and PDF that can be."""
    known = saying(collection(), words_of.__wrapped__(tag))
    extra = known.settings.extra.model_copy(update={"cards": Cards.ENTRIES})
    return replace(known, settings=known.settings.model_copy(update={"extra": extra}), with_pdf=True)


def everything(tag: str) -> dict[str, bytes]:
    """Pages, feeds, data and editions, what search knows, what cards say, and paper, each by a name."""
    known = fresh(tag)
    found = {made.path: repr(made) for made in all_pages(known)}
    found |= {f"search:{record.path}": repr(record) for record in search_records(known)}
    found |= {f"card:{preview.path}": repr(preview) for preview in all_previews(known)}
    found |= {f"paper:{path}": f"{dated} {html}" for path, html, dated in paper(known)}
    for week, digest in known.digests.items():
        if known.by_week[week]:
            found[f"print:{week}"] = printed(known, week)
            found |= {f"notes:{week}:{e.number}": release_notes(known, week, e.number, []) for e in digest.editions}
    return {name: text.encode() for name, text in found.items()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_views_in_two_threads_are_those_of_each_language_alone() -> None:
    alone = {tag: everything(tag) for tag in LANGUAGES}
    kinds = {name.partition(":")[0] for name in alone["en"] if ":" in name}
    assert kinds == {"search", "card", "paper", "print", "notes"}
    assert alone["en"].keys() == alone["ru"].keys()
    assert len(differing(alone["en"], alone["ru"])) > 200, "two languages that say the same show nothing"
    made = at_once(everything)
    assert {tag: differing(made[tag], alone[tag]) for tag in LANGUAGES} == {"en": [], "ru": []}


def test_the_terminal_speaks_english_whatever_the_collection_speaks() -> None:
    known = {tag: fresh(tag) for tag in LANGUAGES}
    assert as_text(known["ru"]) == as_text(known["en"])
    assert as_data(known["ru"]) == as_data(known["en"])
    for tag, first in (("en", "Kinds of sources"), ("ru", "Виды источников")):
        # The same figures in either language, of either collection, down to the word for each kind.
        said = [traits(known[other], words_of(tag)) for other in LANGUAGES]
        assert said[0] == said[1]
        assert said[0][0].title == first


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_sites_built_in_two_threads_are_those_of_two_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    alone = {}
    for tag in LANGUAGES:
        root = tmp_path / tag
        shutil.copytree(DATA, root, ignore=shutil.ignore_patterns(".cache", "site"))
        config = root / "mkdocs.yml"
        config.write_text(config.read_text("utf-8").replace("  language: en\n", f"  language: {tag}\n"), "utf-8")
        command = [sys.executable, str(ROOT / "build_digest.py"), "--root", str(root), "--site", str(root / "alone")]
        subprocess.run(command, check=True, cwd=ROOT, env=dict(os.environ), capture_output=True)
        alone[tag] = files(root / "alone")
    assert len(alone["en"]) > 300
    assert len(differing(alone["en"], alone["ru"])) > 200
    for number in range(10):
        words_of.cache_clear()  # both languages are read, and all templates compiled, anew and at once

        def site(tag: str, number: int = number) -> dict[str, bytes]:
            root = tmp_path / tag
            target = root / f"site-{number}"
            # The frame, which MkDocs makes in a process of its own, and an index of the same records are at hand.
            outcome = build(Project(root, root / "digests", target, root / ".cache"))
            assert outcome.report, outcome.problems
            return files(target)

        made = at_once(site)
        assert {tag: differing(made[tag], alone[tag]) for tag in LANGUAGES} == {"en": [], "ru": []}
        for tag in LANGUAGES:
            shutil.rmtree(tmp_path / tag / f"site-{number}")
