"""The hand-written files: a copy of them comes together, and a page for each that is named and was not written."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any


def tree(folder: Path) -> list[Path]:
    """Regular files below a folder; hidden ones and linked folders, which may lead round in a circle, are left out."""
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(top, name) for name in names if not name.startswith(".") and Path(top, name).is_file()]
    return sorted(found)


def copy_file(path: Path, target: Path) -> None:
    """Copy one file, with the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def copy(folder: Path, target: Path, wanted: Callable[[str], bool] = lambda name: True) -> None:
    """Copy the files below a folder that are wanted, by their paths below it."""
    for path in tree(folder):
        name = path.relative_to(folder).as_posix()
        if wanted(name):
            copy_file(path, target / name)


def prepare(docs: Path, raw: dict[str, Any], sections: Mapping[str, str], work: Path) -> None:
    """Copy the hand-written files to `work/docs`.

    A page that the maintainer has deleted is still linked by the navigation: it gets its title alone.
    """
    copy(docs, work / "docs")
    navigation = json.dumps(raw.get("nav"), default=str)
    for title, page in (("Home", "index.md"), *((name.capitalize(), page) for name, page in sections.items())):
        path = work / "docs" / page
        if not path.is_file() and (page == "index.md" or f'"{page}"' in navigation):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"---\nhide: [navigation, toc]\n---\n\n# {title}\n", "utf-8")
