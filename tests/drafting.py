"""A collection to draft in, the articles to draft from, and what was written."""

import argparse
import importlib.util
import json
import subprocess
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from copying import copied
from saved_articles import ARTICLES

from newsdesk.build import Project
from newsdesk.intake.capture import EXTRA, Capture, read
from newsdesk.intake.fetch import Guard

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
LANTERN = next(a for a in ARTICLES if a.language == "en")
TEXT = "Swans counted again\n\n“We counted 312 swans this morning,” said the warden Ada Quill in a note.\n"


def project_in(tmp_path: Path) -> Project:
    """A copy of the invented collection, to be changed."""
    root = tmp_path / "project"
    copied(DATA, root, {".cache", "site"})
    return Project(root, root / "digests", root / "site", root / ".cache")


def tree(root: Path) -> dict[str, bytes]:
    """All files but what is kept to save time."""
    found = {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(".cache/")}


def make(
    project: Project, source: object, guard: Guard | None = None, *, apart: bool = False, **options: str | None
) -> int:
    """What `new` does; only where a test asks for it is the source read in a process of its own, as in earnest."""
    from newsdesk.commands import new
    from newsdesk.intake.capture import worker

    given = argparse.Namespace(source=str(source), **{"week": None, "name": None, "published": None, **options})
    with patch.object(worker, "subprocess", subprocess) if apart else nullcontext():
        return new.run(project, given, guard)


def read_here(raw: bytes, kind: str, **known: Any) -> Capture:
    """What comes back from the other process, made in this one."""
    known.pop("keep", None)
    return Capture.of(json.loads(json.dumps(read(raw, kind, **known).as_data())))


def written(project: Project, before: dict[str, bytes]) -> set[str]:
    after = tree(project.root)
    assert {path: raw for path, raw in after.items() if path in before} == before, "something was overwritten"
    return set(after) - set(before)


def registered(project: Project) -> None:
    """Put the invented outlets of the saved pages into the register."""
    path = project.digests / "outlets.yaml"
    facts = "country languages kind owner funder self_description legal_status"
    unknown = "".join(f"    {fact}: unknown\n" for fact in facts.split())
    path.write_text(
        path.read_text("utf-8")
        + "".join(
            f"  paper-{a.language}:\n    name: {a.site}\n    name_language: {a.language}\n"
            f"    name_en: Paper {a.language}\n"
            f"    domains: [{a.domain}]\n    home: {{value: https://{a.domain}/, basis: own-page}}\n{unknown}"
            for a in ARTICLES
        ),
        "utf-8",
    )


needs_extra = pytest.mark.skipif(
    any(importlib.util.find_spec(module) is None for module in EXTRA), reason="the extra `capture` is not installed"
)
