"""What is known of pages that references lead to: evidence and texts come in, a page to compare with goes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from newsdesk.evidence.cited import capture_name
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.cited.passages import Page
from newsdesk.evidence.passages import Text
from newsdesk.evidence.words import digest
from newsdesk.model import Edtf, Entry, Evidence, Reference
from newsdesk.model.evidence import Compared, PageEvidence

if TYPE_CHECKING:
    from newsdesk.evidence.support import Names
    from newsdesk.evidence.support import Page as Opened

_MOST = 200
Target = tuple[str, str]
"""What a statement rests on: `page` and a clean address, or `entry` and an id."""


@dataclass(frozen=True)
class Known(Page):
    """A page or article with what it is called, and its text taken apart for tokens where that is at hand."""

    shown: str = ""
    language: str = "und"
    raw: str | None = None
    entry: Entry | None = None
    """The entry whose article it is."""
    printed: date | None = None
    """The day on which it was published: its words for Monday and yesterday are reckoned from it."""

    @cached_property
    def opened(self) -> "Opened | None":
        """The text with its figures, dates and names."""
        # Imported here: most checks take no sentence apart.
        from newsdesk.evidence.support import Page as Taken

        return Taken.of(self.raw, self.language, self.printed) if self.raw is not None else None

    @cached_property
    def sentences(self) -> frozenset[str]:
        """Hashes of sentences that its evidence knows."""
        return frozenset(self.evidence.sentences) if isinstance(self.evidence, Compared) else frozenset()

    @cached_property
    def is_as_captured(self) -> bool:
        """Whether a text that is at hand is the one of which the evidence was made."""
        return self.evidence is None or self.text is None or digest(self.text.words) == self.evidence.sha256

    @property
    def is_captured(self) -> bool:
        """Whether anything is known of it."""
        return self.evidence is not None or self.raw is not None


@dataclass
class Sources:
    """Where what is known comes from: by clean address, by id of an entry, and by name of a captured text."""

    page: Callable[[str], PageEvidence | None]
    entry: Callable[[str], Entry | None]
    texts: Mapping[str, str]
    names: "Callable[[], Names]"
    language: str
    """The language of our own texts."""
    has_begun: bool
    """Whether any page was captured yet."""


class AtHand:
    """Pages and articles, each put together when it is asked for, and once."""

    def __init__(self, sources: Sources, given: Mapping[Target, Known] | None = None) -> None:
        self._sources, self._given = sources, dict(given or {})
        self._known: dict[Target, Known] = {}
        self.language = sources.language

    @cached_property
    def names(self) -> "Names":
        """The names of the registers."""
        return self._sources.names()

    @property
    def has_begun(self) -> bool:
        """Whether any page was captured yet: before, nobody misses what was never begun."""
        return self._sources.has_begun or bool(self._given)

    def with_known(self, target: Target, evidence: PageEvidence | Evidence, raw: str, language: str) -> "AtHand":
        """The same, with what is newly known of one page or article."""
        entry = self._sources.entry(target[1]) if target[0] == "entry" else None
        own = AtHand(self._sources, {**self._given, target: _known(target, evidence, raw, language, entry)})
        own.__dict__["names"] = self.names
        return own

    def behind(self, reference: Reference) -> Known:
        """What is known of the page of a reference, or of the article of the entry that it names."""
        return self.at(target_of(reference), day_of(reference.published))

    def at(self, target: Target, printed: date | None = None) -> Known:
        """What is known of a page or an article; `printed` is the day that a reference says of it."""
        known = self._at(target)
        if known.printed or not printed:
            return known
        known = replace(known, printed=printed)
        (self._given if target in self._given else self._known)[target] = known
        return known

    def _at(self, target: Target) -> Known:
        if target in self._given:
            return self._given[target]
        if target not in self._known:
            if len(self._known) >= _MOST:  # texts that were taken apart are large, and there are more than fit
                self._known.clear()
            kind, name = target
            page = self._sources.page(name) if kind == "page" else None
            entry = self._sources.entry(name) if kind == "entry" else None
            evidence = page or (entry.evidence if entry else None)
            raw = self._sources.texts.get(capture_name(name) if kind == "page" else name)
            language = page.language if page else entry.language if entry else "und"
            self._known[target] = _known(target, evidence, raw, language, entry)
        return self._known[target]


def day_of(published: Edtf | None) -> date | None:
    """The day of a date that says one; None of a month, a year or an interval."""
    point = published.start if published and not published.end else None
    return date(point.year, point.month, point.day) if point and point.month and point.day else None


def target_of(reference: Reference) -> Target:
    """What a reference leads to."""
    return ("page", address_key(reference.url)) if reference.url else ("entry", reference.entry or "")


def _known(
    target: Target, evidence: PageEvidence | Evidence | None, raw: str | None, language: str, entry: Entry | None
) -> Known:
    passages = frozenset(evidence.passages) if isinstance(evidence, PageEvidence) else frozenset[str]()
    printed = day_of(entry.published) if entry else None
    text = Text(raw) if raw is not None else None
    return Known(evidence, text, passages, target[1], language, raw, entry, printed)
