"""One process that lives on: after each save and what follows it, its site is the one of a build from nothing."""

import os
import random
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from test_warm import unpublished
from warm_edits import Edits

from newsdesk.build import Project, build
from newsdesk.build.living import LivingSite
from newsdesk.output.kept import digest_of

DAY = date(2100, 1, 1)


def files(site: Path) -> dict[str, str]:
    """The digest of every file, and the folders there are."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*")}
    return {name: "folder" if path.is_dir() else digest_of(path.read_bytes()) for name, path in found.items()}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def pages(found: Mapping[str, str]) -> dict[str, str]:
    # Those of the feeds come with the feeds.
    return {path: d for path, d in found.items() if path.endswith(".html") and not path.startswith("feeds/")}


class Strangers:
    """What others do to a site while a process lives on that believes it knows it."""

    def __init__(self, project: Project, seed: int) -> None:
        self.project, self.random = project, random.Random(seed)

    def one(self) -> str:
        """Do one of these things, or nothing."""
        ways: list[Callable[[], object]] = [self.nothing] * 8
        ways += [self.gone, self.other, self.more, self.touched]
        ways += [self.folder_gone, self.staged, self.built, self.site_gone]
        way = self.random.choice(ways)
        way()
        return way.__name__

    def some(self, top: Path) -> Path:
        return self.random.choice(sorted(path for path in top.rglob("*.html") if path.parent != top))

    def nothing(self) -> None:
        pass

    def gone(self) -> None:
        self.some(self.project.site).unlink()

    def other(self) -> None:
        path = self.some(self.project.site)
        with path.open("r+b") as file:  # in place, so that it has two names still
            file.write(b"<!doctype other>")
        os.utime(path, ns=(1, 1))

    def more(self) -> None:
        (self.project.site / "stranger.html").write_text("x")

    def touched(self) -> None:
        os.utime(self.some(self.project.site))

    def folder_gone(self) -> None:
        shutil.rmtree(self.some(self.project.site).parent)

    def staged(self) -> None:
        top = self.project.site.parent / f".{self.project.site.name}.state" / "staging"
        if top.is_dir():
            self.some(top).unlink()

    def built(self) -> None:
        build(self.project, begun=DAY)

    def site_gone(self) -> None:
        shutil.rmtree(self.project.site)


def lived(root: Path, seed: int, count: int) -> dict[str, int]:
    """Make so many saves, of one edit or of several; after each compare. Returns how often each kind was made."""
    edits = Edits(unpublished(root), seed)
    project = Project(root, root / "digests", root / "site", root / ".cache")
    cold = Project(root, root / "digests", root / "cold", root / ".cold")
    strangers, chance = Strangers(project, seed), random.Random(seed)
    living, kinds = LivingSite(project), dict[str, int]()
    assert living.build(lambda stage, number: None, DAY).report
    done, was_disturbed = 0, False
    while done < count:
        saved = root / "before"
        shutil.rmtree(saved, ignore_errors=True)
        for name in ("digests", "docs"):
            shutil.copytree(root / name, saved / name, copy_function=shutil.copy2)
        shutil.copy2(root / "mkdocs.yml", saved)
        made = [edits.one() for _ in range(chance.choice([1, 1, 1, 3]))]
        if chance.random() < 0.2:
            made.append(strangers.one())
        if chance.random() < 0.05:
            living.close()
            living = LivingSite(project)
            living.begin(DAY)
            made.append("begun")
        outcome = living.save(DAY)
        shutil.rmtree(cold.site, ignore_errors=True)
        expected = build(cold, begun=DAY)
        assert outcome.problems == expected.problems, (made, seed, edits.count)
        if outcome.report is None:
            assert expected.report is None, (made, seed, edits.count)
            living.follow()  # what was left behind by the last good save
            for name in ("digests", "docs"):
                shutil.rmtree(root / name)
                shutil.copytree(saved / name, root / name, copy_function=shutil.copy2)
            shutil.copy2(saved / "mkdocs.yml", root)
            continue
        done += 1
        for kind in made:
            kinds[kind] = kinds.get(kind, 0) + 1
        right, there = files(cold.site), files(project.site)
        assert outcome.pages == expected.pages, (made, seed, edits.count)
        was_disturbed |= bool(set(made) & set(dir(strangers)))
        if not was_disturbed:
            assert differing(pages(there), pages(right)) == set(), (made, seed, edits.count)
        if chance.random() < 0.7:
            living.follow()
            was_disturbed = False
            assert differing(files(project.site), right) == set(), (made, seed, edits.count)
    living.follow()
    assert differing(files(project.site), files(cold.site)) == set()
    living.close()
    return kinds


def test_a_few_saves(tmp_path: Path) -> None:
    lived(tmp_path, 11, 2)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", range(12, 14))
def test_many_saves(tmp_path: Path, seed: int) -> None:
    kinds = lived(tmp_path, seed, 45)
    assert len(kinds) > 20, sorted(kinds)
