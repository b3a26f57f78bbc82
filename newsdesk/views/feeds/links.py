"""Which feeds there are, and how pages point to them."""

from collections.abc import Callable
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.interface import ENGLISH, Words, kept
from newsdesk.model import Outlet, Person, Story
from newsdesk.model.more_files import LeftOut
from newsdesk.model.watches import SavedSearch
from newsdesk.views.setting.page import root_of, shared
from newsdesk.views.setting.translation import ROOT_MARK


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `path` is its address below the site without its ending, `page` that of the page it follows.

    `language` is that of its name.
    """

    path: str
    name: str
    page: str
    about: str
    language: str = ""
    """The language of the name; "" where it is the interface's."""


@dataclass(frozen=True, slots=True)
class WholeFeed:
    """A feed of the whole collection, whose name and description are messages of the interface."""

    path: str
    page: str
    name: Callable[[Words], str]
    about: Callable[[Words], str]

    def said(self, words: Words) -> Feed:
        """The feed in some language."""
        return Feed(self.path, self.name(words), self.page, self.about(words))


DIGESTS = WholeFeed(
    "feeds/digests", "digests/",
    lambda words: words("Weekly digests"), lambda words: words("Every weekly digest, when it is published."),
)  # fmt: skip
ENTRIES = WholeFeed(
    "feeds/entries", "entries/",
    lambda words: words("All entries"),
    lambda words: words("Every article that joins the collection, and every entry corrected."),
)  # fmt: skip
CORRECTIONS = WholeFeed(
    "feeds/corrections", "corrections/",
    lambda words: words("Corrections"),
    lambda words: words("Every correction: what stood there before, what stands there now, and why."),
)  # fmt: skip


CHANGES = WholeFeed(
    "feeds/changes", "collection/gaps/",
    lambda words: words("Changed pages"),
    lambda words: words("Pages of others that no longer have what is cited of them, or are not there any more."),
)  # fmt: skip

HAPPENED = WholeFeed(
    "feeds/news", "changes/",
    lambda words: words("What has changed"),
    lambda words: words("A day in one item: new entries, editions, corrections, withdrawals and replies."),
)  # fmt: skip


def group_feed(section: str, slug: str, name: str, about: str, language: str = "") -> Feed:
    """The feed of one story, person, topic, country or language, which has at least one entry."""
    return Feed(f"feeds/{section}/{slug}", name, f"{section}/{slug}/", about, language)


def has_no_groups(collection: Collection) -> bool:
    """Whether groups have no feeds, by the settings; saved searches always have theirs."""
    return collection.settings.extra.leaves_out(LeftOut.GROUP_FEEDS)


def outlet_feed(collection: Collection, outlet: Outlet) -> Feed | None:
    """The feed of an outlet, or None while it has no entry."""
    if has_no_groups(collection) or not collection.by_outlet[outlet.id]:
        return None
    name, language = (outlet.name_en, ENGLISH) if outlet.name_en else (outlet.name, outlet.name_language)
    return group_feed("outlets", outlet.id, name, collection.words("Articles of {name}.").format(name=name), language)


def story_feed(collection: Collection, story: Story) -> Feed | None:
    """The feed of a story, or None while it has no entry."""
    if has_no_groups(collection) or not collection.by_story[story.id]:
        return None
    about = collection.words("Coverage in this collection: {story}").format(story=story.title)
    return group_feed("stories", story.id, story.title, about)


def person_feed(collection: Collection, person: Person) -> Feed | None:
    """The feed of a public person or body, or None while no entry cites it."""
    if has_no_groups(collection) or not (person.public and collection.by_speaker[person.id]):
        return None
    return group_feed(
        "people", person.id, person.name, collection.words("Articles that cite {name}.").format(name=person.name)
    )


def watch_feed(collection: Collection, watch: SavedSearch) -> Feed:
    """The feed of a saved search."""
    about = watch.about or collection.words("Entries that a saved search finds: {name}").format(name=watch.title)
    return group_feed("watches", watch.id, watch.title, about)


def feed_links(words: Words, page_path: str, *feeds: Feed | WholeFeed | None) -> str:
    """What the head of a page says of its feeds, the nearest first, so that a feed reader finds them."""
    return _links(words, root_of(page_path), tuple(feed for feed in feeds if feed))


@kept(maxsize=256)
def _links(words: Words, root: str, feeds: tuple[Feed | WholeFeed, ...]) -> str:
    said = [feed.said(words) if isinstance(feed, WholeFeed) else feed for feed in feeds]
    return str(shared(words, "feed_links", said)).strip().replace(ROOT_MARK, root)
