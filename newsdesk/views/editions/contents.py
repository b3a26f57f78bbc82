"""What an edition of a digest holds, whatever its format: everything absolute, since it leaves the site."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from markupsafe import Markup

from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.model import Author, Correction, Digest, Entry, Outlet, Story
from newsdesk.model.addresses import entry_path, week_path
from newsdesk.model.codes import week_days
from newsdesk.views.setting.codes import language_name
from newsdesk.views.setting.dates import say_date, say_week
from newsdesk.views.setting.page import pieces, report_link
from newsdesk.views.shared.extents import extent_of
from newsdesk.views.shared.lines import Mode, by_first_story, modes, outlet_line, screened
from newsdesk.views.shared.notices import FIRST, Notice, designated, designation_notices, notices
from newsdesk.views.shared.references import Cite, cites, mentions, numbered

# The paragraphs of a referenced text, each cut into texts and the numbers of its references.
Noted = list[list[str | int]]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in an edition."""

    number: int
    """Its place in the edition, from 1."""
    entry: Entry
    outlet: Outlet
    published: str
    language: str
    """The name of its language."""
    line: str
    """What the register says of the outlet."""
    address: str
    """The address of its page; "" where the site has none."""
    notices: tuple[Notice, ...]
    modes: tuple[Mode, ...]
    context: Noted
    numbers: dict[str, int]
    """The numbers of its references, by their ids."""
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One digest, ready for any format; addresses are absolute, or "" where the site has no address."""

    words: Words
    """Those of its collection."""
    digest: Digest
    site: str
    root: str
    address: str
    days: str
    """The days of the week in self.words."""
    notices: tuple[Notice, ...]
    """What a reader must know before anything else, designated publishers first."""
    note: Noted
    cites: tuple[Cite, ...]
    lead: Item | None
    groups: tuple[tuple[Story | None, tuple[Item, ...]], ...]
    corrected: tuple[tuple[str, Correction], ...]
    """Corrections of the digest itself, under "", and of the stories in it, under their titles."""
    count: int
    extent: str
    """How many entries there are, from how many outlets and independent origins."""
    report: str

    @property
    def number(self) -> int:
        """1 for the first edition, which is also what a draft will become."""
        return len(self.digest.editions) or 1

    @property
    def standing(self) -> str:
        """`draft`, or when it was published, with the edition where there was one before it."""
        if not self.digest.published:
            return self.words.pgettext("status of a digest", "draft")
        day = say_date(self.words, self.digest.published)
        if self.number == 1:
            return self.words("published {day}").format(day=day)
        again = say_date(self.words, self.digest.editions[-1].date)
        said = self.words("published {day}, edition {number} of {again}")
        return said.format(day=day, number=self.number, again=again)

    @property
    def screened(self) -> str:
        """How many articles were looked at, and what became of them; "" where nobody recorded it."""
        return screened(self.words, self.digest.screened, self.count) if self.digest.screened else ""

    @property
    def dated(self) -> datetime:
        """Six in the morning, in UTC, of the day it went out, else of the last day: never the time of a build."""
        digest = self.digest
        last = digest.editions[-1].date if digest.editions else digest.published
        day: date = last or week_days(digest.week)[1]
        return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)

    @property
    def items(self) -> Iterator[Item]:
        """All entries, in their order."""
        if self.lead:
            yield self.lead
        for _story, items in self.groups:
            yield from items

    @property
    def left(self) -> int:
        """How many entries of the digest are not in this edition."""
        return self.count - sum(1 for item in self.items)

    def first(self, count: int) -> "Edition":
        """The edition with its lead and no more than so many other entries."""
        groups = []
        for story, items in self.groups:
            if count > 0:
                groups.append((story, items[:count]))
            count -= len(items)
        return replace(self, groups=tuple(groups))


def gather(collection: Collection, week: str) -> Edition:
    """Everything of one digest that its editions show."""
    root = collection.settings.root
    digest = collection.digests[week]
    lead = collection.lead(week)
    entries = collection.by_week[week]
    groups = by_first_story(collection, [entry for entry in entries if entry is not lead])
    ordered = [*([lead] if lead else []), *(entry for story, group in groups for entry in group)]
    by_machine = len(entries) > 1 and all(
        entry.drafted_by is Author.MACHINE and not entry.reviewed for entry in entries
    )
    items = {entry.id: _item(collection, entry, number, root, by_machine) for number, entry in enumerate(ordered, 1)}
    numbers = numbered(mentions(digest.note or ""))
    path = week_path(week)
    return Edition(
        words=collection.words,
        digest=digest,
        site=" ".join(collection.settings.site_name.split()),
        root=root,
        address=root + path if root else "",
        days=say_week(collection.words, week),
        notices=tuple(_first_of_all(collection, ordered, root, by_machine)),
        note=_noted(digest.note or "", numbers),
        cites=_cites(cites(collection, digest.references, numbers, root)),
        lead=items[lead.id] if lead else None,
        groups=tuple((story, tuple(items[entry.id] for entry in group)) for story, group in groups),
        corrected=tuple(_corrected(collection, digest, entries)),
        count=len(entries),
        extent=extent_of(collection, entries),
        report=_report(collection, week, root),
    )


def _corrected(collection: Collection, digest: Digest, entries: Iterable[Entry]) -> Iterator[tuple[str, Correction]]:
    yield from (("", correction) for correction in digest.corrections)
    for name in dict.fromkeys(name for entry in entries for name in entry.stories):
        story = collection.stories[name]
        yield from ((story.title, correction) for correction in story.corrections)


def _item(collection: Collection, entry: Entry, number: int, root: str, by_machine: bool) -> Item:
    words, entry = collection.words, entry.whole()
    outlet = collection.outlets[entry.outlet]
    roles = [source.role_verified.ref for source in entry.sources if source.role_verified]
    numbers = numbered(roles + mentions(entry.context))
    return Item(
        number=number,
        entry=entry,
        outlet=outlet,
        published=say_date(words, entry.published),
        language=language_name(words, entry.language),
        line=outlet_line(words, outlet),
        address=root + entry_path(entry) if root else "",
        notices=tuple(_notices(collection, entry, root, by_machine)),
        modes=tuple(modes(entry)),
        context=_noted(entry.context, numbers),
        numbers=numbers,
        cites=_cites(cites(collection, entry.references, numbers, root, entry.outlet)),
    )


def _noted(text: str, numbers: dict[str, int]) -> Noted:
    return [pieces(part.strip(), numbers) for part in text.splitlines() if part.strip()]


def _cites(found: list[Cite]) -> tuple[Cite, ...]:
    """Without the links that lead nowhere when the site has no address."""
    return tuple(cite if not cite.href or "://" in cite.href else cite._replace(href="") for cite in found)


def _first_of_all(collection: Collection, entries: Iterable[Entry], root: str, by_machine: bool) -> Iterator[Notice]:
    for found in designation_notices(collection, designated(collection, *entries), root):
        yield found if root else Notice(found.kind, found.said)
    if by_machine:
        text = collection.words(
            "All entries of this digest were drafted by a machine; no person has reviewed them yet."
        )
        yield Notice("machine", Markup(text))


def _notices(collection: Collection, entry: Entry, root: str, by_machine: bool) -> Iterator[Notice]:
    """The notices of an entry; of those that stand at the top of the edition only the name."""
    names = iter(designated(collection, entry))
    for notice in notices(collection, entry, root):
        outlet = collection.outlets[next(names)] if notice.kind in FIRST else None
        if notice.kind == "sharing":  # as short as it can be said
            yield Notice(notice.kind, notice.said)
        elif outlet:
            text = Markup(collection.words("Authorities have banned or listed {name}: see the notice at the top."))
            yield Notice("designation", text.format(name=outlet.name_en or outlet.name))
        elif notice.kind != "machine":
            yield notice
        elif not by_machine:
            yield Notice(notice.kind, notice.said)


def _report(collection: Collection, week: str, root: str) -> str:
    """Where to report an error: the maintainer's address, or the page About."""
    words = collection.words
    if collection.settings.extra.report:
        return report_link(
            collection, week_path(week), words("Weekly digest, {days}").format(days=say_week(words, week))
        )
    return f"{root}about/#report" if root and collection.settings.extra.about.is_reached else ""
