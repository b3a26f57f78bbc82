"""A look at all files in a copy of this process, for what it keeps: a build takes that up as after a few changes.

To take up what is known of each file leaves gaps in the memory of whoever does it. Here they end with the copy.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from newsdesk.build.cache import Cache
from newsdesk.build.examining import Examined
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.lately.since import all_since, needs_all
from newsdesk.build.project import Project
from newsdesk.load.walking import File
from newsdesk.store.maintained import read_settings

# Of fewer files the gaps are small: of 10,000 they are 40 MB, which each process that makes pages would have.
MANY = 3_000


def taken_up(
    project: Project,
    cache: Cache,
    listed: tuple[list[File], list[OSError]],
    begun: date | None,
    jobs: int | None,
    look: Callable[[Cache], object],
) -> Examined | None:
    """What is found in what has changed since all files were looked at; where that is not known, a copy looks first.

    None where the copy, which keeps what `look` finds, is not worth while or comes to nothing: then all is done here.
    """
    if found := all_since(project, cache, listed, begun):
        return found
    if len(listed[0]) < MANY or sys.platform != "linux":
        return None
    # Imported here: most of what is looked at is done in one process.
    from newsdesk.build.workers import cores
    from newsdesk.build.workers.beside import Beside, Failed

    if (cores() if jobs is None else jobs) < 2:
        return None
    settings, _ = read_settings(project.config, project.root)
    if settings is None or needs_all(settings):
        return None

    def work() -> None:
        with Cache(project.cache, digest_of_program()) as own:
            look(own)

    with suppress(Failed, OSError):  # no memory, or no more processes for this user
        Beside(work, nice=0).result()
        cache.close()  # there may have been no file yet when it was opened
        return all_since(project, cache, listed, begun)
    return None
