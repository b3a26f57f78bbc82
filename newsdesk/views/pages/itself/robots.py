"""What search engines are told."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.views.setting.page import File


def robots(collection: Collection) -> Iterator[File]:
    """`robots.txt`: everything may be read, and where the sitemap is."""
    text = "User-agent: *\nAllow: /\n"
    if collection.settings.root:
        text += f"\nSitemap: {collection.settings.root}sitemap.xml\n"
    yield File("robots.txt", text)
