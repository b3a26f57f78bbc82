"""A look at a few files of a collection that finds what a look at all would: by what that found last."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from newsdesk.build.cache import Cache
from newsdesk.build.entries.near import Near
from newsdesk.build.examining import Examined, looked, without_collector
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.lately.since import Of, all_since, since
from newsdesk.build.project import Outcome, Project
from newsdesk.check.near.others import Wider
from newsdesk.check.near.ties import closed, naming, stem
from newsdesk.collection import Collection
from newsdesk.load import DIGEST_FILE
from newsdesk.load.walking import File
from newsdesk.problems import has_errors


@without_collector()
def examine_some(project: Project, of: Of, *, begun: date | None = None, with_documents: bool = False) -> Outcome:
    """All problems of a collection, and the collection, as `examine` has them, at least with what some files say.

    The entries that these files have to do with are in it; others may be missing. Where much has changed since all
    was looked at last, or nothing is known of that, all is looked at again.
    """
    project.need_digests()
    with Cache(project.cache, digest_of_program()) as cache:
        listed = all_files(project)
        part = None
        with suppress(Wider):
            part = since(project, cache, listed, of, begun, with_documents=with_documents)
        found = part or looked(project, cache, listed, begun=begun)
        outcome = Outcome(found.problems, documents=found.documents if with_documents else {})
        if found.settings and not has_errors(found.problems):
            outcome.collection = Collection.of(found.draft, found.settings, later=part is not None)
    return outcome


@without_collector()
def examine_all(
    project: Project, begun: date | None = None, listed: tuple[list[File], list[OSError]] | None = None
) -> Examined:
    """All records of a collection, with no collection made of them: most know what they know by heart alone.

    Of an entry that has not changed since all was looked at last its keys are what that is, its id and its week.
    `listed` is what `walk` found, where the files have been read already.
    """
    project.need_digests()
    with Cache(project.cache, digest_of_program()) as cache:
        listed = listed or all_files(project)
        return all_since(project, cache, listed, begun) or looked(project, cache, listed, begun=begun)


def of_week(week: str) -> Of:
    """The files of a week."""
    return lambda near: [f"{week}/{DIGEST_FILE}"]


def of_story(story: str) -> Of:
    """The entries of a story, all that it names, and where these have it from."""

    def of(near: Near) -> Iterable[str]:
        near.archive.more(["stories.yaml"] if "stories.yaml" in near.ties else [])
        part = near.archive.part("stories.yaml") if near.archive.documents.get("stories.yaml") else None
        named = {name for _, name in part["keys"].get(story, {}).get("entries", ())} if part else set()
        inners = {inner for inner in near.ties if stem(inner) in named} if named else set()
        return closed(near.ties, inners | naming(near.ties, story))

    return of
