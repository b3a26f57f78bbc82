"""What programs that go through sites are told."""

from collections.abc import Iterator

from newsdesk.collection import Collection
from newsdesk.views.data.standards import llms
from newsdesk.views.setting.page import File, Part


def robots(collection: Collection) -> Iterator[File | Part]:
    """`robots.txt`: everything may be read, and where the sitemap is; and `llms.txt`, what to pass on with it."""
    text = "User-agent: *\nAllow: /\n"
    if collection.settings.root:
        text += f"\nSitemap: {collection.settings.root}sitemap.xml\n"
    yield File("robots.txt", text)
    yield Part(_llms)


def _llms(collection: Collection) -> Iterator[File]:
    yield File(llms.PATH, llms.llms(collection))
