"""What a verb changes in a collection: it goes out empty, and knows how to find all files."""

from newsdesk.build.inputs.listing import all_files
from newsdesk.build.project import Project
from newsdesk.load.walking import walk
from newsdesk.store.editing import Changes


def changes_of(project: Project) -> Changes:
    """Changes to files of a collection, none yet: what a verb looks for in all of them is read by `all_files`."""
    return Changes(project.root, lambda folder: all_files(project) if folder == project.digests else walk(folder))
