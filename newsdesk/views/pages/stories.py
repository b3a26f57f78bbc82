"""Stories: how different outlets covered one event, and who is quoted where."""

from collections import Counter
from collections.abc import Collection as Collected
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsdesk.check.prose import sentences
from newsdesk.collection import Collection
from newsdesk.interface import Words, kept
from newsdesk.model import Entry, Place, Read, Story
from newsdesk.model.addresses import language_path
from newsdesk.model.more_files import LeftOut
from newsdesk.views.data.json_ld import story_node
from newsdesk.views.data.linked import as_script, signposts
from newsdesk.views.data.styles import story_of
from newsdesk.views.feeds.links import ENTRIES, feed_links, story_feed
from newsdesk.views.pages.events.compare import is_compared
from newsdesk.views.pictures.chains import Chain, Node, chains, fitting, nested
from newsdesk.views.pictures.maps.drawn import Map, Shown, places_map
from newsdesk.views.pictures.matrix import homes, matrix, side_by_side
from newsdesk.views.pictures.previews import story_card
from newsdesk.views.pictures.sides import sides_of
from newsdesk.views.pictures.stories.contested import board, contested, routes
from newsdesk.views.pictures.stories.course import Course, course
from newsdesk.views.setting.codes import country_name, language_name
from newsdesk.views.setting.dates import say_period
from newsdesk.views.setting.naming import in_english
from newsdesk.views.setting.numbers import counted, listed, numeral
from newsdesk.views.setting.page import Page, Part, marked, render, root_of, shared
from newsdesk.views.shared.accounts.holders import route_words
from newsdesk.views.shared.before_all import notices_of, of_kinds
from newsdesk.views.shared.corrected import many_notices
from newsdesk.views.shared.entry_cards import cards, line
from newsdesk.views.shared.extents import extent_of, news_line, origins_of, story_origins
from newsdesk.views.shared.made import made_of, standing_of
from newsdesk.views.shared.paging import FEW, SIZE, page_numbers, page_of
from newsdesk.views.shared.paging.shelves import Shelves, dated
from newsdesk.views.shared.references import cites, mentions, noted, numbered


def _account_refs(story: Story) -> Iterator[str]:
    return (ref for dispute in story.disputed for account in dispute.accounts for ref in account.refs)


@dataclass(frozen=True, slots=True)
class Held:
    """What the collection holds on a story and what it does not, for the first of its pages."""

    course: Course | None
    languages: list[tuple[str, str, int]]
    """Name, address below the site, entries."""
    countries: str
    missing: str
    """Of which countries of the story it has nothing, in a sentence; "" where it has something of all."""
    chains: list[list[Node]]
    chained: str
    origins: str
    map: Map | None
    """Its places that have coordinates, None where none has."""
    places: list[Place]
    drawn: list[Place]
    """Those on the map."""
    beside: list[Place]
    """Those without coordinates."""
    cut: int
    """How many more chains there are than are drawn."""
    largest: Chain | None
    """The chain with most outlets that report by way of its first one, where they are several."""


def _held(collection: Collection, story: Story, entries: Sequence[Entry]) -> Held:
    words = collection.words
    tags = Counter(entry.language for entry in entries)
    names = dict.fromkeys(entry.outlet for entry in entries)
    homes = Counter(collection.outlets[name].country.value or "" for name in names)
    unknown = homes.pop("", 0)
    known = [f"{country_name(words, code)} {numeral(words, count)}" for code, count in _most_first(homes)]
    known += [words("not known {number}").format(number=numeral(words, unknown))] if unknown else []
    none = [country_name(words, code) for code in story.countries if code not in homes]
    found = chains(collection, entries)
    drawn = fitting(found)
    there = [collection.places[name] for name in dict.fromkeys(story.places)]
    return Held(
        course(collection, story, entries),
        [(language_name(words, tag), language_path(tag), count) for tag, count in _most_first(tags)],
        ", ".join(known),
        _missing(words, none, is_complete=not unknown) if none else "",
        [nested(words, chain) for chain in drawn],
        _chained(words, found, names.keys()),
        words("The articles together go back to {origins}.").format(
            origins=origins_of(collection, story_origins(collection, story).count)
        ),
        places_map(words, [Shown(place, 1) for place in there], story.countries, is_low=True),
        there,
        [place for place in there if place.coordinates],
        [place for place in there if not place.coordinates],
        len(found) - len(drawn),
        max((chain for chain in found if chain.direct > 1), key=lambda chain: chain.direct, default=None),
    )


def _missing(words: Words, countries: list[str], *, is_complete: bool) -> str:
    if is_complete:
        said = words("This collection has no entry on this from outlets of: {countries}.")
    else:
        said = words("This collection has no entry on this from outlets registered in: {countries}.")
    return said.format(countries=listed(words, countries))


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _chained(words: Words, found: list[Chain], outlets: Collected[str]) -> str:
    """How many of the outlets rest on others, in a sentence."""
    resting = {link.outlet.id for chain in found for link in chain.links if link.way}
    if not resting:
        return words("No entry of this story cites another outlet or passes on its report.")
    return words.ngettext(
        "{number} of {total} outlet cite another one or pass on its report, in {chains}.",
        "{number} of {total} outlets cite another one or pass on its report, in {chains}.",
        len(outlets),
    ).format(
        number=numeral(words, len(resting)),
        total=numeral(words, len(outlets)),
        chains=counted(words, len(found), "chain", "chains"),
    )


@kept
def _toc(
    words: Words,
    *,
    has_disputed: bool,
    alone: bool,
    has_homes: bool,
    has_sides: bool,
    has_chains: bool,
    is_corrected: bool,
    is_first: bool,
) -> tuple[tuple[str, str], ...]:
    """The sections of a page in their order; what there is one article of cannot be compared."""
    sections = (
        (has_disputed, "disputed", words("What is contested")),
        (is_first, "summary", words("What happened")),
        (not alone, "matrix", words("Who is quoted where")),
        (not alone and has_homes, "by-country", words("Only in outlets of one country")),
        (not alone and has_sides, "balance", words("Whose sources speak")),
        (not alone and has_chains, "chains", words("Who relies on whom")),
        (True, "coverage", words("Coverage, oldest first")),
        (is_corrected, "corrections", words("Corrections")),
        (True, "references", words("References")),
        (is_first, "cite", words("How to cite")),
    )
    return tuple((name, label) for there, name, label in sections if there)


def stories(collection: Collection) -> Iterator[Part]:
    """`/stories/` and one page a story, the matrix and the summary on its first."""
    for name in collection.stories:
        for place in page_numbers(len(collection.by_story[name])):
            yield Part(_story, (name, *place))
    yield from _shelves(collection).parts(_story_list)


def _story(collection: Collection, name: str, number: int, newer: int) -> Iterator[Page]:
    words = collection.words
    story, entries = collection.stories[name], collection.by_story[name]
    part = page_of(f"stories/{name}/", entries, number, newer)
    is_first = part.is_first
    numbers = numbered([*mentions(story.summary), *_account_refs(story)])
    feed = story_feed(collection, story)
    oldest_first = tuple(reversed(part.items))
    is_whole = len(oldest_first) == len(entries)
    rows_here = matrix(collection, oldest_first, story_origins(collection, story) if is_whole else None)
    by_country = homes(collection, rows_here, oldest_first)
    alone = bool(entries) and not collection.is_larger("by_story", name, 1)
    # Of many entries a line each: with all that a card says, the page would be too large.
    are_many = collection.is_larger("by_story", name, FEW)
    noticed = notices_of(collection, story, root_of(part.path))
    corrected_here = of_kinds(noticed, "correction") if is_first else []
    questions = contested(collection, story) if is_first else []
    sides = sides_of(collection, entries, story) if is_first and not alone else None
    toc = _toc(
        words, has_disputed=is_first and bool(story.disputed), alone=alone,
        has_homes=by_country is not None, has_sides=sides is not None, has_chains=is_first and bool(entries),
        is_first=is_first, is_corrected=is_first and bool(story.corrections),
    )  # fmt: skip
    # Of the whole story only its first page tells: else each new entry would make all of them anew.
    extent = extent_of(collection, entries, story_origins(collection, story)) if is_first else ""
    corrected = [correction.date for correction in story.corrections] if is_first else []
    updated = max([*(entry.updated for entry in entries), *corrected], default=None) if is_first else None
    lead = sentences(story.summary)[0].text
    content = render(
        "story.html",
        part.path,
        collection,
        story=story,
        alone=alone,
        is_compared=is_first and is_compared(entries),
        notices=corrected_here,
        many=many_notices(words, corrected_here),
        proceedings=of_kinds(noticed, "proceeding"),
        toc=toc,
        feed=feed,
        lead=marked(words, lead, numbers),
        summary=noted(words, story.summary[len(lead) :], numbers) if is_first else [],
        numbers=numbers,
        cites=cites(collection, story.references, numbers, root_of(part.path), owner=(f"stories/{story.id}", story)),
        sources=side_by_side(collection, rows_here, oldest_first, story.countries),
        homes=by_country,
        sides=sides,
        held=_held(collection, story, entries) if is_first and entries else None,
        board=board(questions),
        routes=routes(questions),
        route_words=route_words(words),
        moved=any(question.plot and question.plot.moved for question in questions),
        parts=sum(entry.read is Read.EXCERPT for entry in part.items),
        part=part,
        entries=oldest_first,
        lines=[line(collection, entry) for entry in oldest_first] if are_many else [],
        items=[]
        if are_many
        else zip(oldest_first, cards(collection, oldest_first, "h3", with_news=alone), strict=True),
        news=news_line(collection, oldest_first),
        by_machine=0 if alone or are_many else _by_machine(words, oldest_first),
        days=collection.story_days(name) if is_first else (),
        total=len(entries) if is_first else SIZE + len(oldest_first),
        standing=standing_of(collection, entries, with_parts=False) if is_first and not alone else "",
        made=made_of(collection, story),
        extent=extent if entries else counted(words, 0, "entry", "entries"),
        here=0 if collection.settings.extra.leaves_out(LeftOut.CITE_FILES) else len(oldest_first),
        work=story_of(collection, story, updated),
    )
    when = say_period(words, story.date)
    description = words("{when}. {count}: who is quoted where.").format(
        when=f"{when[0].upper()}{when[1:]}", count=extent if is_first else words("Older entries")
    )
    changed = max([*(entry.updated for entry in part.items), *corrected], default=None)
    node = as_script(story_node(collection, story, part.path, part.items, changed))
    head = (
        f"{feed_links(words, part.path, feed, ENTRIES)}"
        f"{signposts(collection, part.path, f'stories/{story.id}', 'CollectionPage')}"
        f"{shared(words, 'linked', node, template='_cite.html')}"
    )
    yield Page(
        part.path,
        "stories",
        part.titled(words, story.title),
        description,
        content,
        toc,
        head,
        card=story_card(collection, story),
    )


def _by_machine(words: Words, entries: Sequence[Entry]) -> int:
    """Of how many titles that a list shows in English a machine made the translation."""
    found = (in_english(words, entry) for entry in entries)
    return sum(title is not None and title.by == "machine" for title in found)


def _shelves(collection: Collection) -> Shelves[Story]:
    def made() -> Shelves[Story]:
        newest = sorted(collection.stories.values(), key=lambda story: (story.date, story.id), reverse=True)
        return dated("stories/", newest, lambda story: f"{story.date.first.year:04}", lambda story: story.title)

    return collection.once(("list", "stories"), made)


def _story_list(collection: Collection, year: str, number: int) -> Iterator[Page]:
    words = collection.words
    board = _shelves(collection).board(year, number)
    name = words("Stories")
    title = board.titled(words, name)
    known = collection.by_heart
    found = ((story, known.by_story[story.id]) for story in board.rows)
    rows = [
        (story, extent_of(known, entries) if entries else counted(words, 0, "entry", "entries"))
        for story, entries in found
    ]
    content = render("stories.html", board.path, collection, board=board, name=name, title=title, rows=rows)
    yield Page(board.path, "stories", title, words("All stories of the collection."), content)
