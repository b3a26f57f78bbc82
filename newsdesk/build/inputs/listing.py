"""The files of a collection as they are now: those that are as they were are not read before somebody asks for them."""

import os
import time
from pathlib import Path

from newsdesk.build.cache import Cache, plain, read_plain
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.load.ordinary import Stamp
from newsdesk.load.walking import File, Known, walk

# After how many files that have changed what is known of all is kept anew: fewer are read each time.
_FEW = 20
_KIND = "stamps"


def all_files(project: Project) -> tuple[list[File], list[OSError]]:
    """Every file of a collection, and the folders that cannot be read, as `walk` finds them."""
    with Cache(project.cache, digest_of_program()) as cache:
        cache.asks_for_few()
        return _in(project.digests, cache)


def _in(digests: Path, cache: Cache) -> tuple[list[File], list[OSError]]:
    where = os.path.realpath(digests)
    known = Known(_kept(cache, where))
    begun = time.time_ns()
    found = walk(digests, known=known)
    if known.take(begun) > _FEW or len(known.digests) > len(found[0]) + _FEW:
        there = {file.inner for file in found[0]}
        cache.put_plain(_KIND, where, plain({inner: one for inner, one in known.digests.items() if inner in there}))
    return found


def _kept(cache: Cache, where: str) -> dict[str, tuple[Stamp, str, str]]:
    kept = cache.get_plain(_KIND, [where]).get(where)
    return {inner: (tuple(stamp), *ids) for inner, (stamp, *ids) in read_plain(kept).items()} if kept else {}
