"""The page of an entry."""

from collections.abc import Iterator

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Entry, Story
from newsdesk.model.addresses import entry_path
from newsdesk.model.archives import copied_on
from newsdesk.model.more_files import LeftOut
from newsdesk.views.data.citations import citation, short
from newsdesk.views.data.json_ld import entry_node
from newsdesk.views.data.linked import as_script
from newsdesk.views.data.styles import article, entry_of
from newsdesk.views.feeds.links import ENTRIES, feed_links
from newsdesk.views.pictures.previews import entry_card, entry_preview
from newsdesk.views.setting.dates import say_date
from newsdesk.views.setting.engine import as_text
from newsdesk.views.setting.naming import in_english
from newsdesk.views.setting.page import (
    LICENCE_URL,
    Page,
    Part,
    history_link,
    opening,
    render,
    report_link,
    root_of,
    shared,
)
from newsdesk.views.setting.preview import Preview
from newsdesk.views.shared.evidence import marks, robust
from newsdesk.views.shared.lines import outlet_line, who
from newsdesk.views.shared.looks import article_look, quotations_gone
from newsdesk.views.shared.notices import ABOVE, Notice, in_a_line, notices
from newsdesk.views.shared.paging import Neighbour
from newsdesk.views.shared.paging.weeks import MOST as WEEK_PAGE
from newsdesk.views.shared.references import carried, cites, mentions, noted, numbered

# Entries of a story shown beside an entry, fewer where it belongs to many; the story's own page has them all.
SHOWN, FEWEST, ALTOGETHER = 8, 3, 24
# How far from an entry, in entries of its story, others are looked for.
REACH = 100


def entries(collection: Collection) -> Iterator[Part]:
    """One page an entry, at `/2022/w42/<entry>/`."""
    return (Part(page_of, (name,)) for name in collection.by_id)


def page_of(collection: Collection, name: str) -> Iterator[Page | Preview]:
    """The page of one entry, and the card that goes with it."""
    words = collection.words
    entry = collection.by_id[name].whole()
    shown: set[str] = set()
    stories = dict.fromkeys(entry.stories)
    most = min(SHOWN, max(FEWEST, ALTOGETHER // max(1, len(stories))))
    coverage = [_coverage(collection, entry, story, shown, most) for story in stories]
    newer, older = (collection.beside("by_week", entry.week, name, step) for step in (-1, 1))
    path = entry_path(entry)
    root = root_of(path)
    outlet = collection.outlets[entry.outlet]
    standing, beside, links = marks(collection, entry)
    numbered_sources = enumerate(entry.sources)
    gone = quotations_gone(collection, entry)
    speaking = [
        (source, beside.get(n, ""), links.get(n, ""), gone.get(n, ""), n + 1)
        for n, source in numbered_sources
        if source.says
    ]
    silent = [source for source in entry.sources if not source.says]
    roles = [source.role_verified.ref for source in [*(row[0] for row in speaking), *silent] if source.role_verified]
    numbers = numbered(roles + mentions(entry.context))
    cited = citation(collection, entry)
    told = notices(collection, entry, root)
    first = _first(told)
    below = [one for one in told if one.kind not in ABOVE]
    leaves_out = collection.settings.extra.leaves_out
    content = render(
        "entry.html",
        path,
        collection,
        entry=entry,
        outlet=outlet,
        line=outlet_line(words, outlet),
        who=who(collection, entry),
        speaking=speaking,
        silent=silent,
        standing=standing,
        robust=robust(collection, entry),
        copied=copied_on(entry.archive_url) if entry.archive_url else None,
        above=[one for one in told if one.kind in ABOVE],
        below=below,
        many=in_a_line(words, below),
        numbers=numbers,
        context=noted(words, entry.context, numbers),
        carried=carried(collection, entry, numbers),
        cites=cites(collection, entry.references, numbers, root, entry.outlet, (entry.id, entry)),
        looked=article_look(collection, entry),
        coverage=coverage,
        newer=_neighbour(words, newer, words("Published later, in this digest")),
        older=_neighbour(words, older, words("Published earlier, in this digest")),
        article=article(collection, entry, cited),
        own=entry_of(collection, entry),
        # A week that fills several pages has such files beside each of them.
        has_cites=not (leaves_out(LeftOut.CITE_FILES) or collection.is_larger("by_week", entry.week, WEEK_PAGE + 1)),
        formats=[(name, as_text(text)) for name, text in short(cited)],
        report=report_link(collection, path, entry.title),
        history=history_link(collection, entry),
    )
    description = opening(first, 200) or words("{outlet}, {day}. {summary}").format(
        outlet=outlet.name, day=say_date(words, entry.published), summary=opening(entry.summary, 140)
    )
    data = None if leaves_out(LeftOut.ENTRY_JSON) else f"{root}api/v1/entries/{entry.id}.json"
    node = as_script(entry_node(collection, entry, cited, first))
    address = f"{collection.settings.root}{path}" if collection.settings.root else None
    head = (
        f"{feed_links(words, path, ENTRIES)}"
        f"{shared(words, 'signposts', address, data, LICENCE_URL)}"
        f"{shared(words, 'article_head', entry, cited, first, node, template='_cite.html')}"
    )
    yield Page(
        path,
        "digests",
        entry.title,
        description,
        content,
        _toc(words, bool(entry.stories), bool(entry.corrections), bool(entry.replies)),
        head,
        entry.updated.isoformat(),
        kind="article",
        card=entry_card(collection, entry),
    )
    yield from entry_preview(collection, entry)


@kept
def _toc(words: Words, has_stories: bool, has_corrections: bool, has_replies: bool) -> tuple[tuple[str, str], ...]:
    """The parts of the page, by id and heading."""
    parts = [
        ("summary", words("Summary")),
        ("sources", words("Sources")),
        ("context", words("Context")),
        ("references", words("References")),
        ("replies", words("Replies")),
        ("coverage", words("Other coverage")),
        ("made", words("How this entry was made")),
        ("corrections", words("Corrections")),
        ("cite", words("How to cite")),
    ]
    left_out = {"coverage": not has_stories, "corrections": not has_corrections, "replies": not has_replies}
    return tuple(part for part in parts if not left_out.get(part[0]))


def _first(told: list[Notice]) -> str:
    """What programs must be told before anything else: a withdrawal, and acts against the publisher."""
    return " ".join(notice.plain for notice in told if notice.kind in ABOVE)


def _neighbour(words: Words, entry: Entry | None, label: str) -> Neighbour | None:
    if not entry:
        return None
    return Neighbour(f"../{entry.id}/", label, entry.title, entry.language, in_english(words, entry))


def _coverage(
    collection: Collection, entry: Entry, name: str, shown: set[str], most: int
) -> tuple[Story, list[Markup], bool, bool]:
    """A story, the entries of it nearest in time, those of other outlets first, whether there are more, and whether
    outlets are compared.

    The nearest and not the newest: else each new entry would rewrite the pages of all the others. `shown` are the
    ids of entries that stand under another story already, and gets those that stand under this one.
    `most` of a story are shown.
    """
    foreign: dict[int, Entry] = {}
    own: dict[int, Entry] = {}
    ways = [-1, 1]
    is_compared = False
    for reach in range(1, REACH + 1):
        for way in tuple(ways):
            other = collection.beside("by_story", name, entry.id, way * reach)
            if other is None:
                ways.remove(way)
                continue
            is_compared = is_compared or other.outlet != entry.outlet
            if other.id not in shown:
                (own if other.outlet == entry.outlet else foreign)[way * reach] = other
        if not ways or len(foreign) >= most:
            break
    room = max(0, most - len(foreign))
    others = [group[step] for group in (_first_of(foreign, most), _first_of(own, room)) for step in sorted(group)]
    shown.update(other.id for other in others)
    has_more = collection.is_larger("by_story", name, len(others) + 1)
    return collection.stories[name], [_line(collection, other) for other in others], has_more, is_compared


def _first_of(found: dict[int, Entry], count: int) -> dict[int, Entry]:
    return dict(list(found.items())[:count])


def _line(collection: Collection, entry: Entry) -> Markup:
    """An entry as the pages of others list it, which are about as many as are shown there: written once."""
    words = collection.words

    def make() -> Markup:
        outlet = collection.outlets[entry.outlet]
        return shared(words, "covering", entry, entry_path(entry), in_english(words, entry), outlet)

    return collection.once(("coverage", entry.id), make, is_large=True)
