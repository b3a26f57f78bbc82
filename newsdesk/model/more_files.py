"""Files that go out where a maintainer asks for them, and those that do not: settings in mkdocs.yml."""

from enum import StrEnum

from newsdesk.model.record import Record


class LeftOut(StrEnum):
    """Files that a collection may do without: others hold the same."""

    ENTRY_JSON = "entry-json"
    GROUP_FEEDS = "group-feeds"
    CITE_FILES = "cite-files"


class MoreFiles(Record):
    """What goes out beside what every collection publishes, and what of that does not."""

    leave_out: tuple[LeftOut, ...] = ()
    """What is not made. `entry-json`: an entry a file below api/v1/entries/; `group-feeds`: feeds of stories, people
    and other groups; `cite-files`: files for citing beside digests and stories. Never what was published before."""

    parquet: bool = False
    """Whether entries and sources also go out as Parquet, a file a year; needs the extra `machines`."""
    compressed: bool = False
    """Whether each file of the whole collection below `data/` also goes out packed with gzip."""
    markdown: bool = False
    """Whether each page also goes out as Markdown, for programs that read; needs the extra `machines`."""

    def leaves_out(self, kind: LeftOut) -> bool:
        """Whether files of a kind are not made."""
        return kind in self.leave_out
