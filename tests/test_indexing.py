"""The search index is made in groups of records, again only where these changed, and is the same in any number."""

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import page_on
from copying import copied
from invented import collection
from tables import each
from test_kept import cut, flipped, folder, gone
from test_search_table import press
from test_warm import unpublished
from warm_edits import Edits, plain, read, write
from wide_index import wide, words_in

from newsdesk.build import Project, examine, indexing
from newsdesk.build.indexing import Indexing, grouped
from newsdesk.collection import Collection
from newsdesk.output.kept import Damaged, digest_of
from newsdesk.output.sealed import read_sealed, write_sealed
from newsdesk.output.search.merging import merged
from newsdesk.output.search.pagefind import pagefind
from newsdesk.output.search.stretch import stretch_of, wrapped
from newsdesk.output.search.texts import Fed, html, texts_of
from newsdesk.output.search_index import build_index
from newsdesk.problems import Refusal
from newsdesk.views.search.keys import encoded
from newsdesk.views.search.records import Named, SearchRecord, search_records, searched
from newsdesk.views.search.vocabulary import Vocabulary


def known() -> list[SearchRecord]:
    """Records in many scripts."""
    found = {record.path: record for one in (collection(), press()) for record in search_records(one)}
    return [found[path] for path in sorted(found)]


def together(records: list[SearchRecord]) -> dict[str, bytes]:
    """What Pagefind makes of all records at once."""
    texts = texts_of(records)
    vocabulary = Vocabulary.of_all([texts.held])
    behind = {key: vocabulary.without_particle(key) for key in texts.particles}
    return pagefind((f"/{page.path}", html(page, behind)) for page in texts.pages)


def meta_of(files: dict[str, bytes]) -> list:
    settings = json.loads(files["pagefind-entry.json"])["languages"]["und"]
    return wide(files[f"pagefind.{settings['hash']}.pf_meta"])


def below(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path.removeprefix("pagefind/"): content for path, content in files.items()}


def held(files: dict[str, bytes]) -> dict[str, object]:
    """What an index holds, without the names that its files have, and where the order is left to chance, in order."""
    version, pages, chunks, filters, sorts, fields = meta_of(files)
    words = [words_in(files, name) for *_, name in chunks]
    for word in (word for chunk in words for word in chunk):
        word[2].sort()
    values = [wide(files[f"filter/{name}.pf_filter"]) for _, name in sorted(filters)]
    return {
        "frame": [version, sorts, fields, [count for _, count in pages], [chunk[:2] for chunk in chunks]],
        "words": words,
        "filters": [[kind, sorted(found)] for kind, found in values],
    }


def test_an_index_put_together_is_the_one_that_pagefind_makes(tmp_path: Path) -> None:
    records = known()
    assert len(records) > 40
    whole = dict(build_index(records, tmp_path / "whole"))
    assert held(below(whole)) == held(together(records))
    shuffled = random.Random(1).sample(records, len(records))
    for size in (5, 16):
        assert dict(build_index(shuffled, tmp_path / str(size), size)) == whole, size


def test_a_large_index_has_the_files_that_pagefind_makes() -> None:
    chance = random.Random(3)
    words = sorted({"".join(chance.choices("abйо", k=chance.randint(1, 5))) + "ǀ" for _ in range(300)})
    pages = []
    for number in range(6):
        text = " ".join(" ".join([word] * chance.choice([1, 50, 2000, 21000])) for word in chance.sample(words, 20))
        above = f'<html lang="en"><main data-pagefind-body><h1>x</h1><p data-pagefind-weight="1">{text}</p>'
        above += f'<i data-pagefind-filter="k">{number % 3}</i><i data-pagefind-sort="date">{9 - number}</i>'
        pages.append(Fed(f"p{number}/", str(9 - number), "", above, [], "</main></html>"))
    made = [pagefind((f"/{page.path}", html(page, {})) for page in some) for some in (pages, pages[:2], pages[2:])]
    stretches = [stretch_of(pages[:2], made[1]), stretch_of(pages[2:], made[2])]
    assert (one := dict(merged(stretches))) == dict(merged([stretch_of(pages, made[0])]))
    assert held(one) == held(made[0])
    assert len(meta_of(made[0])[2]) > 8


def test_words_of_one_group_decide_what_stands_in_another(tmp_path: Path) -> None:
    """وزير is not "and" with زير behind, unless some other record has that word."""
    record = next(record for record in known() if record.kind == "Entry")
    first = replace(record, path="2022/w01/a/", sort="1", texts=("وزير",), site_language="ar", tongues={})
    other = replace(first, path="2022/w02/b/", sort="2", texts=("كتاب",))
    naming = replace(other, texts=("زير",))
    plain, both = (dict(build_index([first, one], tmp_path / "a", 1)) for one in (other, naming))
    assert both == dict(build_index([first, naming], tmp_path / "b"))
    assert plain == dict(build_index([first, other], tmp_path / "c"))

    def pages_with(files: dict[str, bytes], wanted: str) -> int:
        inner = below(files)
        chunks = [words_in(inner, name) for *_, name in meta_of(inner)[2]]
        return sum(len(pages) for chunk in chunks for word, pages, _ in chunk if word == wanted)

    assert pages_with(plain, "زيرǀ") == 0
    assert pages_with(both, "زيرǀ") == 2


ASKED = ["border", "swan", "b", "ми", "лебедь", "لا", "zebra", '"the bridge"', "the", "law court", "取消", "ドラ", "ǀ"]
# Filters, and the order by date.
WAYS = [
    ({}, None), ({}, "asc"), ({"language": "en"}, "desc"),
    ({"any": [{"register": "Story"}, {"week": "2022-w42"}]}, None),
]  # fmt: skip
ASK = """async ([terms, filters, sort]) => {
    const pagefind = await import(new URL("pagefind/pagefind.js", location.href));
    await pagefind.options({ excerptLength: 1 });
    const answers = {};
    await Promise.all(terms.map(async (term) => {
        const options = { filters, ...(sort ? { sort: { date: sort } } : {}) };
        const found = await pagefind.search(term, options);
        const urls = await Promise.all(found.results.map((result) => result.data().then((data) => data.url)));
        answers[term] = [urls, found.results.map((result) => result.score), found.unfilteredResultCount,
                         found.totalFilters, found.filters];
    }));
    return [answers, await pagefind.filters()];
}"""


class TestInABrowser:
    """Pagefind, asked as the page asks, reads an index that was put together as it reads its own."""

    @pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.slow)])
    def test_the_same_answers(self, chromium, tmp_path: Path, step: int) -> None:
        records = known()
        sites = {"own": together(records), "ours": below(dict(build_index(records, tmp_path / "cache", 4)))}
        # Its own results, under its own names.
        for (name, count), record in zip(meta_of(sites["own"])[1], records, strict=True):
            shown = {"url": f"/{record.path}", "content": "", "word_count": count}
            shown |= {"filters": {}, "meta": {}, "anchors": []}
            sites["own"][f"fragment/{name}.pf_fragment"] = wrapped(json.dumps(shown).encode())[1]
        words = sorted({encoded(word) for record in records for word in texts_of([record]).held.words})
        often = len(words) // 60 * step
        terms = [f"{word}ǀ" for word in words[::often]] + [word[:3] for word in words[:: often * 2]]
        terms += [f'"{words[at]}ǀ {words[at + 1]}ǀ"' for at in range(0, len(words) - 1, often * 3)] + ASKED
        terms += [None]
        answers = {}
        for site, files in sites.items():
            for path, content in files.items():
                target = tmp_path / site / "pagefind" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            (tmp_path / site / "index.html").write_text("<!doctype html><title>x</title>", "utf-8")
            with page_on(chromium, tmp_path / site) as page:
                page.goto("index.html")
                for filters, sort in WAYS:
                    answers[site, str(filters), sort] = page.evaluate(ASK, [terms, filters, sort])
        compared = {key[1:] for key in answers}
        assert len(compared) == len(WAYS)
        for key in compared:
            assert answers["ours", *key] == answers["own", *key], key
        found = [urls for key in compared for urls, *_ in answers["ours", *key][0].values()]
        assert sum(len(urls) > 1 for urls in found) > 100 // step
        assert any(not urls for urls in found)


def pages_of(count: int) -> list[Named]:
    found = [Named(f"people/p{number}/", "people", f"p{number}") for number in range(count // 4)]
    return found + [Named(f"20{20 + n % 5}/w{n % 52:02}/e{n}/", "entries", f"e{n}") for n in range(count - len(found))]


@each("count", [0, 1, 82, 1000, 1001, 5000, 40_000])
def test_pages_are_grouped_by_their_addresses(count: int) -> None:
    pages = pages_of(count)
    groups = grouped(random.Random(2).sample(pages, count))
    assert groups == grouped(pages)
    assert len(groups) == (count > 0) if count <= 1000 else 3 <= len(groups) < 120
    flat = [page for group in groups for page in group]
    assert sorted(flat) == sorted(pages)
    assert flat == sorted(flat, key=lambda page: (page.register == "entries", page.path))
    sizes = [len(group) for group in groups]
    assert count <= 1000 or max(sizes) < 8 * sum(sizes) / len(sizes)


def test_a_page_more_or_less_changes_few_groups() -> None:
    pages = pages_of(4000)
    before = {tuple(group) for group in grouped(pages)}
    changed = []
    for number in range(60):
        name = f"new-{number}"
        more = grouped([*pages, Named(f"2022/w{number % 52:02}/{name}/", "entries", name)])
        less = grouped(pages[: number * 50] + pages[number * 50 + 1 :])
        changed += [len({tuple(group) for group in groups} - before) for groups in (more, less)]
    assert max(changed) <= 4
    assert sum(changed) < 1.2 * len(changed)


def outputs(project: Project, cache: Path, jobs: int = 1) -> tuple[dict[str, str], int] | None:
    """The digest of every file of the index, and how many groups were made; None where the collection has faults."""
    found = examine(project).collection
    return None if found is None else indexed(found, cache, jobs)


def indexed(found: Collection, cache: Path, jobs: int = 1) -> tuple[dict[str, str], int]:
    """The same of a collection that was examined."""
    for _ in range(4):
        making = Indexing.of(found, cache, jobs)
        try:
            with making.beside(1) as index:
                files = {file.path: (file.digest, file.again()) for file in index()}
        except Damaged:
            continue
        assert all(digest == digest_of(content) for digest, content in files.values())
        return {path: digest for path, (digest, _) in files.items()}, making.made
    raise AssertionError("it stays damaged")


def started(root: Path) -> Project:
    return Project(root, root / "digests", root / "site", root / ".cache")


def in_small_groups(patch: pytest.MonkeyPatch) -> None:
    """Groups of about six records."""
    patch.setattr(indexing, "_ALONE", 6)
    patch.setattr(indexing, "_SIZE", 8)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    in_small_groups(monkeypatch)


Begun = tuple[Collection, Path, tuple[dict[str, str], int]]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """A collection, what is kept of its index in small groups, and what `indexed` said; not to be changed."""
    top = tmp_path_factory.mktemp("begun")
    found = examine(started(unpublished(top / "c"))).collection
    assert found
    with pytest.MonkeyPatch.context() as patch:
        in_small_groups(patch)
        return found, top / "kept", indexed(found, top / "kept")


def test_any_number_of_processes_makes_the_same_index(tmp_path: Path, small: None, begun: Begun) -> None:
    found, _, alone = begun
    assert alone[1] > 3
    assert indexed(found, tmp_path / "2", 2) == indexed(found, tmp_path / "5", 5) == alone
    assert indexed(found, tmp_path / "2") == (alone[0], 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process is copied safely")
def test_an_index_made_beside_is_the_one_made_here(
    tmp_path: Path, small: None, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, _, alone = begun

    def made(cache: Path, jobs: int = 2, most: int | None = None) -> tuple[dict[str, str], int]:
        making = Indexing.of(found, cache, jobs)
        with making.beside(jobs, most) as index:
            files = {file.path: (file.digest, file.again()) for file in index()}
        assert all(digest == digest_of(content) for digest, content in files.values())
        return {path: digest for path, (digest, _) in files.items()}, making.made

    # The first number says that nothing of it was made here.
    assert made(tmp_path / "2") == (alone[0], 0)
    assert made(tmp_path / "3", 1) == alone
    assert made(tmp_path / "3", 2, 0) == (alone[0], 0), "nothing has to be made any more"
    assert made(tmp_path / "many", 2, 3) == alone, "more groups than a process alone should make"
    monkeypatch.setattr(Indexing, "_kept", lambda making, most: os._exit(9))
    assert made(tmp_path / "4") == alone
    monkeypatch.setattr(Indexing, "_kept", lambda making, most: time.sleep(60))
    with pytest.raises(KeyError), Indexing.of(found, tmp_path / "5").beside(2):
        raise KeyError  # whoever stops meanwhile waits for nothing


def edited(root: Path, seed: int, count: int) -> None:
    """Make edits that leave no fault; after each the index is the one that is made from nothing, in one group."""
    edits, project, done, reused = Edits(unpublished(root), seed), started(root), 0, 0
    assert outputs(project, root / "kept")
    while done < count:
        saved = root / "before"
        shutil.rmtree(saved, ignore_errors=True)
        for name in ("digests", "docs"):
            shutil.copytree(root / name, saved / name, copy_function=shutil.copy2)
        shutil.copy2(root / "mkdocs.yml", saved)
        kind = edits.one()
        warm = outputs(project, root / "kept")
        if warm is None:
            for name in ("digests", "docs"):
                shutil.rmtree(root / name)
                shutil.copytree(saved / name, root / name, copy_function=shutil.copy2)
            shutil.copy2(saved / "mkdocs.yml", root)
            continue
        done += 1
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(indexing, "_ALONE", 1000)
            shutil.rmtree(root / "fresh", ignore_errors=True)
            cold = outputs(project, root / "fresh")
        assert cold
        assert warm[0] == cold[0], f"after {kind}, edit {edits.count} of seed {seed}"
        reused += warm[1] < 3
    assert reused > count // 3, "most edits leave most groups as they are"


def test_edits_make_the_index_that_is_made_from_nothing(tmp_path: Path, small: None) -> None:
    edited(tmp_path, 5, 4)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [12, 13])
def test_eighty_edits_make_the_index_that_is_made_from_nothing(tmp_path: Path, small: None, seed: int) -> None:
    edited(tmp_path, seed, 40)


def test_one_changed_entry_makes_its_group_and_those_of_whom_it_cites(tmp_path: Path, small: None) -> None:
    project = started(unpublished(tmp_path))
    first = outputs(project, tmp_path / "kept")
    assert first
    (path, *_) = sorted(path for path in project.digests.glob("*/*.yaml") if not path.name.startswith("_"))
    data = plain(read(path))
    write(path, data | {"summary": f"Zebras came, the paper says. {data['summary']}"})
    changed = outputs(project, tmp_path / "kept")
    assert changed
    groups = grouped(searched(examine(project).collection))
    about = {path.stem, *(source["who"] for source in data["sources"] if "who" in source)}
    touched = [group for group in groups if about & {page.name for page in group}]
    assert changed[1] == len(touched) < len(groups) // 2
    assert changed[0] != first[0]
    write(path, data)
    assert outputs(project, tmp_path / "kept") == (first[0], len(touched))


# What is kept, and what has to be gone so that it is looked at.
KEPT = {"search.known": "", "search.groups/*": "search-*", "search.words/*": "search-*"}
KEPT |= {"search-*/pagefind-entry.json": "", "search-*/.kept.json": ""}


@pytest.mark.parametrize("kept", KEPT)
def test_what_is_damaged_is_made_again(tmp_path: Path, small: None, begun: Begun, kept: str) -> None:
    found, whole, (first, _) = begun
    cache = copied(whole, tmp_path / "kept")
    for fault in (flipped, cut, gone, folder):  # the others in test_kept.py
        for path in cache.glob(KEPT[kept] or "nothing"):
            shutil.rmtree(path)
        damaged = sorted(cache.glob(kept))
        assert damaged
        for path in damaged:
            fault(path)
        assert indexed(found, cache)[0] == first, fault.__name__
        assert indexed(found, cache) == (first, 0), fault.__name__


def test_the_cache_may_be_moved(tmp_path: Path, small: None, begun: Begun) -> None:
    found, whole, (first, _) = begun
    assert indexed(found, copied(whole, tmp_path / "elsewhere" / "kept")) == (first, 0)


@pytest.mark.parametrize("name", ["known", "known.new"])
def test_a_folder_in_the_way_of_a_note_goes(tmp_path: Path, name: str) -> None:
    (tmp_path / name / "inner").mkdir(parents=True)
    write_sealed(tmp_path / "known", ["said"])
    assert read_sealed(tmp_path / "known") == ["said"]


# What Pagefind may be in place of a program that works.
BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "cannot be started: No such file or directory"),
    "no program": (lambda path: path.write_text("x"), "cannot be started: Permission denied"),
    "fails": (lambda path: path.write_text("#!/bin/sh\necho It hurts. >&2\nexit 3\n"), "could not index.*It hurts"),
    "silent": (lambda path: path.write_text("#!/bin/sh\nexec true\n"), "could not index the pages"),
}


@pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")
@pytest.mark.parametrize("kind", BROKEN)
def test_a_pagefind_that_does_not_work_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    make, said = BROKEN[kind]
    program = tmp_path / "pagefind"
    make(program)
    if program.exists() and kind != "no program":
        program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(Refusal, match=f"(?s){said}"):
        pagefind([("/a/", "<html></html>")] * 3000)
