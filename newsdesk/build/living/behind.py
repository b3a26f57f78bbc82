"""What comes behind the pages after a save: all that is stale is made, and all of the site compared with what it is."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsdesk.build.living.parts import Remade, Standing
from newsdesk.build.making import Job, dress, forget_cards, memory_of, outputs
from newsdesk.build.parts import Memory, Parts
from newsdesk.load import read_whole
from newsdesk.output.cards import Album
from newsdesk.output.frame import Frame
from newsdesk.output.kept import digest_of, usable
from newsdesk.output.report import NO_FILE, Laid, Output, Ready, Same, Signature, Stay, Unchanged
from newsdesk.output.writing import MARKER, MARKER_TEXT
from newsdesk.output.writing.patching import lay_ready
from newsdesk.output.writing.scanning import scan_both
from newsdesk.output.writing.trees import Trees, write_known
from newsdesk.problems import Refusal

_READY = "ready-"


@dataclass(frozen=True, slots=True)
class Followed:
    """What was made behind the pages, ready to be put into the site."""

    remade: list[Remade]
    gone: list[str]
    """The names of parts that are no more."""
    memory: Memory
    """What is remembered of files that many parts have a share in; of parts and keys it says nothing."""
    files: Mapping[str, Ready | None]
    in_site: Mapping[str, Signature | None]
    """Files of the site that are not as they were left, as they are; None for those that are gone."""
    in_staging: Mapping[str, Signature | None]
    """The same of the second tree."""


def made_behind(job: Job, standing: Standing, trees: Trees, frame: Frame) -> Followed:
    """Make all parts that are stale and whatever no part makes, and find out what of it the site does not have.

    The site is looked at as it is on the disk, whoever has written there. Contents lie ready beside it; what the next
    build is to remember is kept. Nothing in the site changes.
    """
    forget_ready(trees.state)
    with usable(job.project.cache, job.outcome.warnings.append) as cache:
        album = Album(cache, job.pens) if job.pens else None
        last = standing.memory()
        parts = Parts(
            job.collection,
            last,
            dress(frame, album, job.collection.settings),
            job.project.site,
            standing.digests,
            frozenset(standing.stale),
        )
        in_site, in_staging = (tree.files for tree in scan_both(trees.site, trees.staging))
        known = dict(trees.known)
        files: dict[str, Ready | None] = {}
        folder = Path(tempfile.mkdtemp(dir=trees.state, prefix=_READY))
        seen, used = {MARKER}, {*in_site.values(), *in_staging.values()}

        def compare(path: str, digest: str, output: Output) -> None:
            if _digest(trees.site, path, in_site, known) != digest:
                ready = Ready(path, digest, folder / str(len(files)))
                signature = lay_ready(_content(output), ready.file)
                used.add(signature)
                known[signature] = digest
                files[path] = ready

        compare(MARKER, digest_of(MARKER_TEXT), (MARKER, MARKER_TEXT))
        for output in outputs(job, frame, parts, cache):
            if isinstance(output, Stay):
                continue
            assert not isinstance(output, Unchanged), "only a writer compares them together"
            path = output[0] if isinstance(output, tuple) else output.path
            if path in seen:
                raise Refusal(f"Two pages want the path {path}.")
            seen.add(path)
            compare(path, digest_of(output[1]) if isinstance(output, tuple) else output.digest, output)
        files |= dict.fromkeys(in_site.keys() - seen)
        forget_cards(album, parts)
    write_known(trees.state, known, used)
    memory = parts.memory()
    memory.keep(memory_of(job.project))
    return Followed(
        list(parts.anew()),
        list(standing.parts.keys() - parts.now.parts.keys()),
        Memory(memory.setting, sets=memory.sets, sums=memory.sums),
        files,
        _others(in_site, trees.current),
        _others(in_staging, trees.staged),
    )


def forget_ready(state: Path) -> None:
    """Remove what lies ready and was never fetched, since somebody saved meanwhile."""
    with suppress(OSError):
        for name in os.listdir(state):
            if name.startswith(_READY):
                shutil.rmtree(state / name, ignore_errors=True)


def _content(output: Output) -> bytes | Path:
    if isinstance(output, Ready):
        return output.file
    assert not isinstance(output, Stay | Laid | Unchanged)
    return bytes(output.again() if isinstance(output, Same) else output[1])


def _digest(tree: Path, path: str, found: Mapping[str, Signature], known: dict[Signature, str]) -> str | None:
    """The digest of a file as it is on the disk; None where there is none, or it cannot be read."""
    if (signature := found.get(path, NO_FILE)) == NO_FILE:
        return None
    if signature not in known:
        try:
            known[signature] = digest_of(read_whole(tree / path))
        except OSError:
            return None
    return known[signature]


def _others(found: Mapping[str, Signature], before: Mapping[str, Signature]) -> dict[str, Signature | None]:
    """Files that are not what they were."""
    return {path: found.get(path) for path in found.keys() | before.keys() if found.get(path) != before.get(path)}
