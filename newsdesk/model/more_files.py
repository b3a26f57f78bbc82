"""Files that go out where a maintainer asks for them: settings in mkdocs.yml, each false until somebody needs it."""

from newsdesk.model.record import Record


class MoreFiles(Record):
    """What goes out beside what every collection publishes."""

    parquet: bool = False
    """Whether entries and sources also go out as Parquet, a file a year; needs the extra `machines`."""
    compressed: bool = False
    """Whether each file of the whole collection below `data/` also goes out packed with gzip."""
    markdown: bool = False
    """Whether each page also goes out as Markdown, for programs that read; needs the extra `machines`."""
