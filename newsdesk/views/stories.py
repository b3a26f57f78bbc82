"""Stories: how different outlets covered one event, and who is quoted where."""

from collections import Counter
from collections.abc import Collection as Collected
from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.collection import Collection
from newsdesk.model import Entry, Read, Story
from newsdesk.model.addresses import language_path
from newsdesk.views.cards import cards
from newsdesk.views.chains import WAYS, Chain, Link, Node, chains, drawing
from newsdesk.views.dates import say_period
from newsdesk.views.feeds.links import ENTRIES, feed_links, story_feed
from newsdesk.views.linked import as_script, story_node
from newsdesk.views.matrix import groups, homes, matrix
from newsdesk.views.page import Page, country_name, language_name, render, root_of, shared
from newsdesk.views.paging import paged
from newsdesk.views.parts import cites, counted, listed, mentions, noted, numbered
from newsdesk.views.pictures import Timeline, timeline
from newsdesk.views.previews import story_card
from newsdesk.views.references import story_of


def _account_refs(story: Story) -> Iterator[str]:
    return (ref for dispute in story.disputed for account in dispute.accounts for ref in account.refs)


@dataclass(frozen=True, slots=True)
class Held:
    """What the collection holds on a story and what it does not, for the first of its pages."""

    timeline: Timeline | None
    languages: list[tuple[str, str, int]]
    """Name, address below the site, entries."""
    countries: str
    missing: str
    links: list[Link]
    nodes: list[Node]
    chained: str
    largest: Chain | None
    """The chain with most outlets that report by way of its first one, where they are several."""


def _held(collection: Collection, story: Story, entries: tuple[Entry, ...]) -> Held:
    tags = Counter(entry.language for entry in entries)
    names = dict.fromkeys(entry.outlet for entry in entries)
    homes = Counter(collection.outlets[name].country.value or "" for name in names)
    unknown = homes.pop("", 0)
    known = [f"{country_name(code)} {count}" for code, count in _most_first(homes)]
    known += [f"not known {unknown}"] if unknown else []
    none = [country_name(code) for code in story.countries if code not in homes]
    found = chains(collection, entries)
    return Held(
        timeline(entries),
        [(language_name(tag), language_path(tag), count) for tag, count in _most_first(tags)],
        ", ".join(known),
        f"from an outlet {'registered ' if unknown else ''}in {listed(none, 'or')}" if none else "",
        [link for chain in found for link in chain.links if link.way],
        drawing(found),
        _chained(found, names.keys()),
        max((chain for chain in found if chain.direct > 1), key=lambda chain: chain.direct, default=None),
    )


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _chained(found: list[Chain], outlets: Collected[str]) -> str:
    """How many of the outlets rest on others, in a sentence."""
    resting = {link.outlet.id for chain in found for link in chain.links if link.way}
    if not resting:
        return "No entry of this story cites another outlet or passes on its report."
    return (
        f"{len(resting)} of {counted(len(outlets), 'outlet', 'outlets')} cite another one or pass on its report,"
        f" in {counted(len(found), 'chain', 'chains')}."
    )


def stories(collection: Collection) -> Iterator[Page]:
    """`/stories/` and one page a story, the matrix and the summary on its first."""
    rows = []
    for name, story in collection.stories.items():
        entries = collection.by_story[name]
        outlets = dict.fromkeys(entry.outlet for entry in entries)
        rows.append((story, len(entries), len(outlets)))
        numbers = numbered([*mentions(story.summary), *_account_refs(story)])
        feed = story_feed(collection, story)
        updated = max((entry.updated for entry in entries), default=None)
        for part in paged(f"stories/{name}/", entries):
            oldest_first = tuple(reversed(part.items))
            rows_here = matrix(collection, oldest_first)
            by_country = homes(collection, rows_here, oldest_first)
            content = render(
                "story.html", part.path, collection,
                story=story,
                feed=feed,
                summary=noted(story.summary, numbers),
                numbers=numbers,
                cites=cites(collection, story.references, numbers, root_of(part.path)),
                groups=groups(rows_here, oldest_first),
                homes=by_country,
                held=_held(collection, story, entries) if part.is_first and entries else None,
                ways=WAYS,
                parts=sum(entry.read is Read.EXCERPT for entry in part.items),
                part=part,
                entries=oldest_first,
                items=cards(collection, oldest_first, "h3"),
                total=len(entries),
                outlets=len(outlets),
                work=story_of(collection, story, updated),
            )
            # No count on older pages: it would rewrite them all with every new entry.
            count = f"{counted(len(entries), 'entry', 'entries')} from {counted(len(outlets), 'outlet', 'outlets')}"
            count = count if part.is_first else "Older entries"
            when = say_period(story.date)
            description = f"{when[0].upper()}{when[1:]}. {count}: who is quoted where."
            toc = [("matrix", "Who is quoted where"), ("coverage", "Coverage, oldest first")]
            toc = [*toc[:1], ("chains", "Who relies on whom"), *toc[1:]] if part.is_first and entries else toc
            toc = [*toc[:1], ("by-country", "Only in outlets of one country"), *toc[1:]] if by_country else toc
            toc = [("disputed", "Where accounts differ"), *toc] if part.is_first and story.disputed else toc
            toc = [*toc, ("references", "References")]
            toc = tuple([*toc, ("cite", "How to cite")] if part.is_first else toc)
            # Of an older page only what stands on it: the rest would rewrite it with every new entry.
            changed = max((entry.updated for entry in part.items), default=None)
            node = as_script(story_node(collection, story, part.path, part.items, changed))
            head = f"{feed_links(part.path, feed, ENTRIES)}{shared('linked', node, template='_cite.html')}"
            yield Page(
                part.path, "stories", part.titled(story.title), description, content, toc, head,
                card=story_card(collection, story),
            )
    rows.sort(key=lambda row: (row[0].date, row[0].id), reverse=True)
    content = render("stories.html", "stories/", collection, rows=rows)
    yield Page("stories/", "stories", "Stories", "All stories of the collection.", content)
