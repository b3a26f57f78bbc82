"""Sources are added to the inbox: files, folders and addresses come in; candidates go into the journal, told apart."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsdesk.build.inbox.around import Around
from newsdesk.build.inbox.sources import Asking, Source, files_of
from newsdesk.intake.capture import MAX_BYTES, Capture, kind_of
from newsdesk.intake.capture.characters import one_line
from newsdesk.intake.draft.similar import alike_by_fingerprint
from newsdesk.intake.inbox import MAX_TEXT, Listed, Reading, Told
from newsdesk.intake.inbox.matching import Copies, item_of
from newsdesk.intake.inbox.reader import Reader
from newsdesk.intake.inbox.reading.feeds import feeds_of
from newsdesk.intake.inbox.reading.kinds import PAGE, kind
from newsdesk.intake.inbox.reading.partitions import fill
from newsdesk.intake.watching.rounds import HOSTS
from newsdesk.load import read_whole, reason
from newsdesk.model.candidates import Item
from newsdesk.problems import Refusal
from newsdesk.store.files import put
from newsdesk.store.inbox.journal import PAGES, Journal
from newsdesk.store.inbox.steps import written_time

if TYPE_CHECKING:
    from newsdesk.intake.fetched import Manners
    from newsdesk.intake.reach import Guard

# Lines are written after so many articles: who stops a long run loses no more.
_AT_ONCE = 200
_ENDINGS = {"html": ".html", "pdf": ".pdf", "text": ".txt", "mhtml": ".mhtml", "webarchive": ".webarchive"}


@dataclass(slots=True)
class Gathered:
    """What came of adding sources."""

    added: int = 0
    """New candidates."""
    copies: int = 0
    """Articles that are copies of others."""
    again: int = 0
    """Articles that were there already."""
    renewed: int = 0
    """Articles that were there already, without their page or with another one, and have the saved one now."""
    told: list[Told] = field(default_factory=list)
    """What could not be read, or is odd."""
    found_feeds: list[str] = field(default_factory=list)
    """Feeds that a home page named, and that were read."""


class Gathering:
    """One run that adds sources; what it has read is in the journal, whatever happens to the rest."""

    def __init__(
        self,
        journal: Journal,
        around: Around,
        now: datetime,
        today: date,
        site: str | None = None,
        guard: "Guard | None" = None,
        manners: "Manners | None" = None,
    ) -> None:
        self._journal, self._around, self._now = journal, around, now
        self._inbox = journal.read()
        self._copies = Copies(one.item for one in self._inbox.candidates.values())
        self._asking = Asking(journal.folder, site, guard, manners)
        self._reader = Reader(today)
        self._waiting: list[dict[str, object]] = []
        self._asked = 0
        self.done = Gathered()

    def __enter__(self) -> "Gathering":
        self._reader.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._reader.__exit__(*error)
        with suppress(Refusal):  # whoever stopped it knows that it is not whole
            self._flush()

    def add(self, sources: Sequence[str]) -> Gathered:
        """Add each source: a file, a folder, or the address of a feed or a page."""
        for one in sources:
            if "://" in one:
                self._ask([one])
            else:
                for source in files_of(Path(one), self.done.told):
                    self.take(source)
        self._write()
        return self.done

    def read(self, source: Source) -> Gathered:
        """Add what one source holds that is at hand already."""
        self.take(source)
        self._write()
        return self.done

    def links(self, text: str, shown: str) -> Gathered:
        """Add the addresses in a text, whatever it looks like."""
        self._list(self._reader.list(text.encode("utf-8", "replace"), "links", shown))
        self._write()
        return self.done

    def feeds(self, addresses: Iterable[str]) -> Gathered:
        """Add what is new in some feeds."""
        self._ask(dict.fromkeys(addresses))
        self._write()
        return self.done

    def take(self, source: Source) -> None:
        """Add all that one source holds; what cannot be read is told."""
        answer = source.answer
        content_type = answer.header("content-type") if answer else ""
        what = kind(source.raw, source.name, content_type)
        try:
            if what == PAGE:
                self._page(source, content_type)
            elif what in (None, "zotero"):
                self._unknown(source, what)
            else:
                place = answer.address if answer else None
                reading = self._reader.list(source.raw, str(what), source.shown, place, content_type)
                fill(reading, source.columns, self._reader.today, source.shown)
                self._list(reading)
        except Refusal as refusal:
            self._tell(source.shown, "inbox-unreadable", str(refusal))
        except OSError as error:  # such as a full disk
            self._tell(source.shown, "inbox-unwritten", f"Its page cannot be kept: {reason(error)}. Add it again.")

    def _tell(self, place: str, rule: str, words: str) -> None:
        self.done.told.append(Told(place, rule, words))

    def _unknown(self, source: Source, what: str | None) -> None:
        words = "It is none of the kinds that are read. Save it as a page, a PDF, a table or a list of addresses."
        if what:
            words = "Zotero RDF is not read. Export it from Zotero as CSL JSON, RIS or BibTeX."
        self._tell(source.shown, "inbox-unknown", words)

    def _ask(self, addresses: Iterable[str]) -> None:
        """Fetch several hosts side by side, and take what comes in the order in which it was asked for."""
        waiting = list(addresses)
        with ThreadPoolExecutor(HOSTS) as pool:
            while waiting:
                some, waiting = waiting[: 4 * HOSTS], waiting[4 * HOSTS :]
                for address, source in zip(some, pool.map(self._fetched, some), strict=True):
                    if isinstance(source, Refusal):
                        self._tell(address[:200], "inbox-unreached", str(source))
                    elif source:
                        self.take(source)
                        self._asked += 1

    def _fetched(self, address: str) -> Source | Refusal | None:
        try:
            return self._asking.fetch(address)
        except Refusal as refusal:
            return refusal

    def _list(self, reading: Reading) -> None:
        self.done.told += reading.told
        for one in reading.listed:
            self._keep(one)
        self._ask(one for one in reading.feeds if one not in self.done.found_feeds)

    def _page(self, source: Source, content_type: str) -> None:
        """One article; of the home page of a site its feeds, where it names some."""
        answer = source.answer
        if answer and not urlsplit(answer.address).path.strip("/"):
            feeds = [one for one in feeds_of(source.raw, answer.address) if one not in self.done.found_feeds]
            self.done.found_feeds += feeds
            if feeds:
                self._ask(feeds[:1])
                return
            self._tell(
                source.shown, "inbox-no-feed", "The page names no feed. Give the address of one, or of an article."
            )
            return
        if len(source.raw) > MAX_BYTES:
            raise Refusal(f"It is larger than {MAX_BYTES >> 20} MB. Save the text of the article alone.")
        kind_here = kind_of(source.raw, content_type) or "text"
        charset = answer.charset if answer else None
        capture = self._reader.page(source.raw, kind_here, charset, answer.address if answer else None)
        self._keep(_listed(source.shown, capture, answer.address if answer else ""), source, kind_here)

    def _keep(self, one: Listed, source: Source | None = None, kind_here: str = "") -> None:
        item = item_of(one)
        known = self._inbox.head_of.get(item.id)
        if known:
            if source and not source.answer and self._is_other(item, source.raw):
                self._renew(self._known(item, one), source.raw, kind_here)
                return
            self.done.again += 1
            if item.origin not in {self._inbox.candidates[known].item.origin, *self._inbox.candidates[known].origins}:
                self._line({"do": "again", "id": item.id, "origin": item.origin})
                self._inbox.candidates[known].origins.append(item.origin)
            return
        item = self._known(item, one)
        if source and not source.answer:
            item = self._saved(item, source.raw, kind_here)
        item = self._copies.placed(item)
        self._inbox.add(item, written_time(self._now))
        self.done.added += not item.head
        self.done.copies += bool(item.head)
        self._line({"do": "add", "item": item.as_data()})

    def _known(self, item: Item, one: Listed) -> Item:
        """The item with what the collection knows of its text."""
        item = item._replace(names=self._around.names_in(f"{one.title}. {one.text}")[:40])
        if one.text and not self._around.entry_of([item]):
            alike = alike_by_fingerprint(one.text[:MAX_TEXT], dict(self._around.fingerprints(item)))
            item = item._replace(alike=tuple((name, round(share, 2)) for name, share in alike))
        return item

    def _is_other(self, item: Item, raw: bytes) -> bool:
        """Whether a page that somebody has saved is not the one that is kept."""
        kept = self._inbox.item(item.id).page
        with suppress(OSError):  # a page that is lost or cannot be read is none
            return not kept or read_whole(self._journal.page(kept)) != raw
        return True

    def _renew(self, item: Item, raw: bytes, kind_here: str) -> None:
        """Keep a page in place of another one, or of none: whoever saves it anew has a reason."""
        item = self._inbox.renew(self._saved(item, raw, kind_here))
        self._line({"do": "renew", "item": item.as_data()})
        self.done.renewed += 1

    def _saved(self, item: Item, raw: bytes, kind_here: str) -> Item:
        """Keep the page itself: the folder that it came from may be gone when somebody takes it."""
        name = f"{item.id}{_ENDINGS[kind_here]}"
        put(self._journal.make_folder(PAGES) / name, raw)
        return item._replace(page=name)

    def _line(self, line: dict[str, object]) -> None:
        self._waiting.append({"at": written_time(self._now), **line})
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        """Write what waits."""
        waiting, self._waiting = self._waiting, []
        self._journal.write(waiting)

    def _write(self) -> None:
        """Write all. Which answers of feeds are at hand is remembered only then: else nobody would ask again."""
        self._flush()
        if self._asked:
            self._journal.make_folder()
            self._asking.keep()


def _listed(shown: str, capture: Capture, address: str) -> Listed:
    """What a page says of itself, as a list would; what it does not say for certain stays open."""

    def certain(what: str) -> str:
        found = getattr(capture, what)
        return found.value if found and found.certain else ""

    title = capture.title.value if capture.title else ""
    url = capture.url.value if capture.url else address
    listed = Listed(
        shown, one_line(title), url, certain("published"), certain("language"), capture.text, certain("site")
    )
    return replace(listed, outlet=listed.outlet or (capture.site.value if capture.site else ""))
