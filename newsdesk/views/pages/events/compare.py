"""Two outlets on one story, side by side: one page a story, on which a reader chooses which two."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from newsdesk.collection import Collection
from newsdesk.model import Entry, Outlet, Read, Story
from newsdesk.views.data.json_ld import story_node
from newsdesk.views.data.linked import as_script
from newsdesk.views.pictures.stories.beside import Side, sides_beside
from newsdesk.views.setting.page import Page, Part, render, root_of, shared
from newsdesk.views.shared.lines import outlet_line
from newsdesk.views.shared.notices import designation_notices


def comparisons(collection: Collection) -> Iterator[Part]:
    """`/stories/<id>/compare/` for each story that has entries of several outlets, and `2/` of very many."""
    return (Part(_comparison, (name,)) for name in collection.stories)


def is_compared(entries: Sequence[Entry]) -> bool:
    """Whether a story of these entries has a page on which outlets are compared."""
    return len({entry.outlet for entry in entries}) > 1


def _comparison(collection: Collection, name: str) -> Iterator[Page]:
    words = collection.words
    story, entries = collection.stories[name], collection.by_story[name]
    if not is_compared(entries):
        return
    pages = sides_beside(collection, story, entries)
    paths = [f"stories/{name}/compare/{f'{number}/' if number > 1 else ''}" for number in range(1, len(pages) + 1)]
    total = sum(map(len, pages))
    for number, (path, sides) in enumerate(zip(paths, pages, strict=True), 1):
        root = root_of(path)
        shown = [entry for side in sides for entry in side.entries]
        title = words("Compare two outlets: {story}").format(story=story.title)
        content = render(
            "compare.html",
            path,
            collection,
            story=story,
            sides=[
                (side, outlet_line(words, side.outlet), designation_notices(collection, [side.outlet.id], root))
                for side in sides
            ],
            choice=_choice(paths, pages, number),
            others=[(at, paths[at - 1], len(one)) for at, one in enumerate(pages, 1) if at != number],
            total=total,
            first=_first(collection, story, sides),
            parts=sum(entry.read is Read.EXCERPT for entry in shown),
        )
        node = as_script(story_node(collection, story, path, shown, max(entry.updated for entry in shown)))
        yield Page(
            path,
            "stories",
            title if number == 1 else words("{title}, page {number}").format(title=title, number=number),
            words("What each outlet has on this, beside any other one: summaries, sources, figures and quotations."),
            content,
            head=str(shared(words, "linked", node, template="_cite.html")),
        )


def _choice(paths: Sequence[str], pages: Sequence[Sequence[Side]], number: int) -> list[tuple[Outlet, str]]:
    """All outlets to choose from, by name, each with the address of the page that has it; "" for this page."""
    every = [
        (side.outlet, "" if at == number else path)
        for at, (path, sides) in enumerate(zip(paths, pages, strict=True), 1)
        for side in sides
    ]
    return sorted(every, key=lambda pair: (pair[0].name_en or pair[0].name).casefold())


def _first(collection: Collection, story: Story, sides: Sequence[Side]) -> tuple[str, str]:
    """The two outlets which a reader sees first: of two of the story's countries where there are such.

    Publishers that the policy on designations warns of come last. Of several pairs those that share most sources, then
    by name, in the order in which the sides stand. The page says so.
    """

    both = Counter((side.outlet.id, other.id) for side in sides for spoken in side.spoken for other in spoken.others)

    def rank(pair: tuple[Side, Side]) -> tuple[int, bool, int]:
        one, other = (side.outlet for side in pair)
        homes = {one.country.value, other.country.value}
        warned = sum(name in collection.restricted or name in collection.warned for name in (one.id, other.id))
        return -warned, len(homes.intersection(story.countries)) > 1, both[one.id, other.id]

    one, other = max(combinations(sides, 2), key=rank)
    return one.outlet.id, other.outlet.id
