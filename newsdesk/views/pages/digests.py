"""The weekly digests, and the newest of them on the home page."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from newsdesk.check.prose import marks_in, sentences
from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import Cited, Digest, Entry, Outlet, Person, Story
from newsdesk.model.addresses import week_path
from newsdesk.model.more_files import LeftOut
from newsdesk.views.data.json_ld import dataset_node, digest_node
from newsdesk.views.data.linked import as_script, signposts
from newsdesk.views.data.styles import digest_of
from newsdesk.views.editions import edition_links
from newsdesk.views.feeds.links import DIGESTS, ENTRIES, feed_links
from newsdesk.views.pages.weeks import week_row
from newsdesk.views.pictures.previews import digest_card
from newsdesk.views.pictures.stories.contested import most_contested, routes
from newsdesk.views.pictures.stories.strip import strip
from newsdesk.views.pictures.totals import totals
from newsdesk.views.setting.dates import say_week
from newsdesk.views.setting.numbers import numeral
from newsdesk.views.setting.page import File, Page, Part, marked, render, root_of, shared
from newsdesk.views.setting.translation import ROOT_MARK
from newsdesk.views.shared.accounts.holders import route_words
from newsdesk.views.shared.before_all import notices_of, of_kinds
from newsdesk.views.shared.corrected import many_notices
from newsdesk.views.shared.entry_cards import cards
from newsdesk.views.shared.extents import extent_of, origins_of
from newsdesk.views.shared.lines import by_first_story, screened
from newsdesk.views.shared.made import is_raw, made_of, standing_of
from newsdesk.views.shared.paging import Neighbour
from newsdesk.views.shared.paging.weeks import WeekPage, page_count, week_pages
from newsdesk.views.shared.references import cites, mentions, numbered


def digests(collection: Collection) -> Iterator[Part]:
    """One page a week that has entries, at `/2022/w42/`, and each edition of it as it went out."""
    for week, number in collection.frozen:
        yield Part(_frozen, (week, number))
    weeks = [week for week in collection.digests if collection.by_week[week]]
    for at, week in enumerate(weeks):
        newer, older = weeks[at - 1] if at else None, weeks[at + 1] if at + 1 < len(weeks) else None
        yield Part(_digest, (week, newer, older))
        yield from (Part(_more, (week, number)) for number in range(2, page_count(len(collection.by_week[week])) + 1))


def _frozen(collection: Collection, week: str, number: int) -> Iterator[File]:
    yield File(f"{week_path(week)}edition-{number}.md", collection.frozen[week, number])


def _digest(collection: Collection, week: str, newer: str | None, older: str | None) -> Iterator[Page]:
    words = collection.words
    path = week_path(week)
    digest = collection.digests[week]
    note = _by_story(collection, digest)
    # Numbers run as the page is read.
    numbers = numbered(mentions(" ".join(text for _, paragraphs in note for text in paragraphs)))
    pages = week_pages(collection, week)
    part, entries = pages[0], collection.by_week[week]
    here = {entry.id for entry in part.entries}
    days = [*(entry.updated for entry in entries), *(correction.date for correction in digest.corrections)]
    updated = max([*days, *filter(None, [digest.published])], default=None)
    title = words("Weekly digest, {week}").format(week=say_week(words, week))
    corrected = of_kinds(notices_of(collection, digest, root_of(path)), "correction")
    all_raw = all(map(is_raw, entries))
    content = render(
        "digest.html",
        path,
        collection,
        work=digest_of(collection, week, digest.published or updated),
        digest=digest,
        notices=corrected,
        many=many_notices(words, corrected),
        bullets=_bullets(collection, entries, _standing(pages)),
        note=[(story, [marked(words, text, numbers) for text in texts]) for story, texts in note],
        cites=cites(collection, digest.references, numbers, root_of(path), owner=(f"digests/{week}", digest)),
        part=part,
        lead=cards(collection, [part.lead] if part.lead else [], "h2", full=True, raw_is_said=all_raw),
        groups=_cards(collection, part, raw_is_said=all_raw),
        count=len(entries),
        here=_cited(collection, len(here)),
        extent=extent_of(collection, entries),
        standing=standing_of(collection, entries),
        made=made_of(collection, digest),
        screened=screened(words, digest.screened, len(entries)) if digest.screened else "",
        cited=_most_cited(collection, entries),
        editions=edition_links(collection, week),
        newer=_neighbour(words, path, newer, words("Later week")),
        older=_neighbour(words, path, older, words("Earlier week")),
    )
    description = words.ngettext(
        "Weekly digest of {week}: {number} entry.", "Weekly digest of {week}: {number} entries.", len(entries)
    ).format(week=say_week(words, week), number=numeral(words, len(entries)))
    node = as_script(digest_node(collection, week, title, [one for one in entries if one.id in here], updated))
    yield Page(
        path,
        "digests",
        title,
        description,
        content,
        head=f"{feed_links(words, path, DIGESTS, ENTRIES)}"
        f"{signposts(collection, path, f'digests/{week.lower()}', 'PublicationIssue')}"
        f"{shared(words, 'linked', node, template='_cite.html')}",
        updated=updated.isoformat() if updated else "",
        card=digest_card(collection, week),
    )


def _more(collection: Collection, week: str, number: int) -> Iterator[Page]:
    """A further page of a week that has very many entries."""
    words, part = collection.words, week_pages(collection, week)[number - 1]
    said = say_week(words, week)
    content = render(
        "digest_more.html", part.path, collection, part=part, week=week, said=said,
        groups=_cards(collection, part), here=_cited(collection, len(part.entries)),
    )  # fmt: skip
    title = words("Weekly digest, {week}").format(week=said)
    yield Page(
        part.path,
        "digests",
        words("{title}, page {number}").format(title=title, number=number),
        words("More entries of {week}.").format(week=said),
        content,
        head=str(feed_links(words, part.path, DIGESTS, ENTRIES)),
    )


def _cited(collection: Collection, count: int) -> int:
    """How many articles stand in files for citing, beside a page of so many."""
    return 0 if collection.settings.extra.leaves_out(LeftOut.CITE_FILES) else count


def _cards(
    collection: Collection, part: WeekPage, *, raw_is_said: bool = False
) -> list[tuple[Story | None, list[Markup]]]:
    return [(story, list(cards(collection, group, "h3", raw_is_said=raw_is_said))) for story, group in part.groups]


def _standing(pages: Sequence[WeekPage]) -> dict[str, str]:
    """Where the group of each story begins, below the site; "" for the first page."""
    found: dict[str, str] = {}
    for part in pages:
        for story, _ in part.groups:
            if story:
                found.setdefault(story.id, "" if part.is_first else part.path)
    return found


_BULLETS = 5


def _bullets(collection: Collection, entries: Sequence[Entry], at: Mapping[str, str]) -> list[tuple[Story, str, str]]:
    """The largest stories of a week, each with its place and how much of it there is; none of a single one.

    Its place is further down, or `at` another page, where more than the lead is about it; else it is its page.
    """
    groups = [(story, group) for story, group in by_first_story(collection, entries) if story]
    if len(groups) < 2:
        return []
    return [
        (story, _place(story.id, at.get(story.id)), extent_of(collection, group)) for story, group in groups[:_BULLETS]
    ]


def _place(story: str, page: str | None) -> str:
    if page is None:
        return f"{ROOT_MARK}stories/{story}/"
    return f"{ROOT_MARK}{page}#story-{story}" if page else f"#story-{story}"


def _by_story(collection: Collection, digest: Digest) -> list[tuple[Story | None, list[str]]]:
    """The note in paragraphs, all those of a story below it, in the order in which stories come; None: cites none.

    A sentence belongs to the story of the first entry that it cites. One that cites none belongs to that before it in
    its paragraph, and one at the beginning to that of the next: no paragraph belongs to the story of another.
    """
    parts: dict[str, tuple[Story | None, list[str]]] = {}
    for paragraph in (digest.note or "").splitlines():
        found = [(one.text, _story_of(collection, digest, one.text)) for one in sentences(paragraph)]
        story = next((one for _, one in found if one), None)
        told = []
        for text, own in found:
            story = own or story
            told.append((story, text))
        for of, run in groupby(told, key=lambda pair: pair[0]):
            parts.setdefault(of.id if of else "", (of, []))[1].append(" ".join(text for _, text in run))
    return list(parts.values())


def _story_of(collection: Collection, digest: Digest, text: str) -> Story | None:
    for mark in marks_in(text):
        entry = collection.by_id.get(digest.references[mark.id].entry or "") if mark.id in digest.references else None
        if entry and entry.stories:
            return collection.stories[entry.stories[0]]
    return None


def _neighbour(words: Words, path: str, week: str | None, label: str) -> Neighbour | None:
    return Neighbour(f"{root_of(path)}{week_path(week)}", label, say_week(words, week), words.tag) if week else None


def _most_cited(collection: Collection, entries: Sequence[Entry]) -> list[tuple[Person | Outlet, int, str]]:
    """Who is cited, and not only mentioned, by at least two outlets of the week: the most first.

    With the number of outlets and, where these have it from fewer origins, with these in words.
    """
    outlets: dict[str, set[str]] = {}
    heard: dict[str, set[str]] = {}
    origins = collection.origins(entries)
    for entry in entries:
        for source in () if entry.withdrawn else entry.sources:
            if source.who and source.cited is not Cited.MENTIONED:
                outlets.setdefault(source.who, set()).add(entry.outlet)
                heard.setdefault(source.who, set()).update(origins.heard(entry, source))
    records = {name: collection.people.get(name) or collection.outlets[name] for name in outlets}
    known = [
        (records[name], len(by), origins_of(collection, len(heard[name])) if len(heard[name]) < len(by) else "")
        for name, by in outlets.items()
        if len(by) > 1 and getattr(records[name], "public", True)
    ]
    return sorted(known, key=lambda found: (-len(heard[found[0].id]), -found[1], found[0].name.casefold()))[:5]


def _material(collection: Collection) -> str:
    """How good the material is, in a line: how it was drafted and read, and what was compared with its article."""
    words, entries = collection.words, collection.entries
    compared = sum(entry.evidence is not None for entry in entries)
    said = words.ngettext(
        "{number} of {total} entry compared with its article.",
        "{number} of {total} entries compared with their article.",
        len(entries),
    ).format(number=numeral(words, compared), total=numeral(words, len(entries)))
    return f"{standing_of(collection, entries)} {said}".strip()


def home(collection: Collection) -> Iterator[Page]:
    """The newest digest and what the archive holds, on the home page below the hand-written text."""
    collection = collection.by_heart
    words = collection.words
    week = next((w for w in collection.digests if collection.by_week[w]), None)
    lead = collection.lead(week) if week else None
    entries = collection.by_week[week] if week else ()
    earlier = [w for w in collection.digests if week and w < week and collection.by_week[w]]
    contested_here = most_contested(collection, 3)
    content = render(
        "home.html",
        "",
        collection,
        week=week,
        extent=extent_of(collection, entries),
        standing=standing_of(collection, entries),
        lead=cards(collection, [lead] if lead else [], "h3"),
        others=[entry for entry in entries if not lead or entry.id != lead.id][:3],
        contested=contested_here,
        routes=routes([question for _, question in contested_here]),
        route_words=route_words(words),
        strip=strip(collection),
        material=_material(collection),
        rows=[week_row(collection, w) for w in earlier[:4]],
        held=sum(map(bool, collection.by_week.values())),
        totals=totals(collection),
        people=sum(person.public for person in collection.people.values()),
    )
    title = collection.settings.site_name
    description = collection.settings.site_description or title
    node = as_script(dataset_node(collection))
    head = f"{feed_links(words, '', DIGESTS, ENTRIES)}{shared(words, 'linked', node, template='_cite.html')}"
    yield Page("", "", title, description, content, head=head)
