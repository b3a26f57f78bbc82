"""What MkDocs makes of the same files, settings and empty pages: made once in a run, and copied from then on.

It takes a second each time, and many tests build a small site with the same pages. What it is known by is worked out
from all that MkDocs is given, not from the key under which a build keeps its frame: a build that takes one for another
is found out as before. Programs that a test starts know nothing of this.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from copying import copied

from newsdesk.model.settings import Settings
from newsdesk.output.frame import handwritten

_DOCS = "@DOCS@"


@contextmanager
def lent(top: Path) -> Iterator[None]:
    """MkDocs runs where a folder, which all workers share, does not hold yet what comes of it."""
    make = handwritten.run_mkdocs

    def run_mkdocs(
        config: Path,
        raw: dict[str, Any],
        docs: Path,
        custom: Path | None,
        sections: Mapping[str, str],
        shells: Iterable[handwritten.Empty],
        work: Path,
        settings: Settings,
    ) -> list[str]:
        given = [raw, sections, list(shells), settings.model_dump_json(), os.environ.get("SOURCE_DATE_EPOCH")]
        # A collection may keep more than its settings beside them: hooks of MkDocs, or what the settings inherit.
        kept = top / _digest(given, (config.parent, "*"), (docs, "**/*"), (custom or docs, "**/*"))
        if kept.is_dir():
            copied(kept / "out", work / "out")
            return [text.replace(_DOCS, str(docs)) for text in json.loads((kept / "said").read_text("utf-8"))]
        warnings = make(config, raw, docs, custom, sections, shells, work, settings)
        _keep(kept, work / "out", [text.replace(str(docs), _DOCS) for text in warnings])
        return warnings

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handwritten, "run_mkdocs", run_mkdocs)
        yield


def _digest(given: list[object], *found: tuple[Path, str]) -> str:
    """Of what is said, and of the files of some folders, wherever these lie."""
    digest = hashlib.blake2b(json.dumps(given, default=str).encode(), digest_size=16)
    for top, pattern in found:
        for path in sorted(path for path in top.glob(pattern) if path.is_file()):
            content = path.read_bytes()
            head = f"\0{path.relative_to(top)}\0{len(content)}\0"
            digest.update(head.encode("utf-8", "surrogateescape") + content)
        digest.update(b"\0\0")
    return digest.hexdigest()


def _keep(kept: Path, out: Path, said: list[str]) -> None:
    """Set it in place in one step: two may have made the same at the same time."""
    with tempfile.TemporaryDirectory(dir=kept.parent) as name:
        shutil.copytree(out, Path(name, "whole", "out"))
        Path(name, "whole", "said").write_text(json.dumps(said), "utf-8")
        with suppress(OSError):
            Path(name, "whole").rename(kept)
