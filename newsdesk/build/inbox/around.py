"""What a collection knows that an inbox is compared with: addresses, outlets, names, stories, fingerprints."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from newsdesk.build.examining import Examined
from newsdesk.check.draft import Item as Entered
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.intake.draft.names import Names
from newsdesk.intake.inbox.stories import Profile, Stories, Suggestion
from newsdesk.model import Entry, Evidence
from newsdesk.model.candidates import Item
from newsdesk.model.edtf import Edtf
from newsdesk.model.glance import Glance, at_a_glance

# An article that is printed again is so within these days.
_PRINTED_AGAIN = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Known:
    """An entry about an article, or a draft of one."""

    id: str
    week: str
    kind: str
    """`entry`, `draft` or `withdrawn`."""


class Around:
    """A collection as it was read: what is asked for is found out once."""

    def __init__(self, found: Examined) -> None:
        self._found = found

    @cached_property
    def _entries(self) -> list[tuple[Entered[Entry], Glance]]:
        """All entries, each with what it says of its article: more is not known of one that has not changed."""
        return [(item, at_a_glance(item.keys["little"])) for item in self._found.draft.entries]

    @cached_property
    def known(self) -> Mapping[str, Known]:
        """Entries by the clean addresses of their articles, other language versions and drafts included."""
        known: dict[str, Known] = {}
        for item, article in self._entries:
            kind = "withdrawn" if article.is_withdrawn else "entry"
            for url in article.addresses:
                if kind == "entry":
                    known[address_key(url)] = Known(item.keys["id"], item.keys["week"], kind)
                else:
                    known.setdefault(address_key(url), Known(item.keys["id"], item.keys["week"], kind))
        for inner, key in self._drafts():
            week, _, name = inner.partition("/")
            known.setdefault(key, Known(name.removesuffix(".yaml"), week, "draft"))
        return known

    def _drafts(self) -> Iterator[tuple[str, str]]:
        """Files that are no entries yet, with the clean addresses in them."""
        good = {item.document.path for item in self._found.draft.entries}
        for inner, document in self._found.documents.items():
            folder, _, name = inner.rpartition("/")
            if not folder or name.startswith("_") or document is None or document.path in good:
                continue
            data: Any = document.data
            versions = data.get("versions") if isinstance(data, dict) else None
            several = versions if isinstance(versions, list) else []
            for one in (data, *several) if isinstance(data, dict) else ():
                url = one.get("url") if isinstance(one, dict) else None
                if isinstance(url, str) and "://" in url:
                    yield inner, address_key(url)

    def entry_of(self, items: Iterable[Item]) -> Known | None:
        """The entry about one of some articles, if there is one."""
        known = self.known
        return next((known[one.key] for one in items if one.key in known), None)

    @cached_property
    def _domains(self) -> Mapping[str, str]:
        outlets = self._found.draft.outlets.items()
        return {domain.removeprefix("www."): id for id, item in outlets for domain in item.keys["domains"]}

    def outlet_of(self, host: str) -> str:
        """The outlet that publishes on a host or above it, by its id; "" where none is registered."""
        while host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return ""

    def outlet_name(self, item: Item) -> str:
        """What the publisher of an article is called: by the register, else by its host, else as the source says."""
        if id := self.outlet_of(item.host):
            return str(self._found.draft.outlets[id].keys["names"][0])
        return item.host or item.outlet

    def outlet_key(self, item: Item) -> str:
        """What tells publishers apart when they are counted; "" where nothing is known of it."""
        return self.outlet_of(item.host) or item.host or item.outlet.casefold()

    def of_week(self, week: str) -> list[tuple[str, str]]:
        """The entries of a week that stand, each with its outlet; drafts of it have none yet."""
        return [(item.keys["id"], one.outlet) for item, one in self._entries if item.keys["week"] == week]

    @cached_property
    def feeds(self) -> Mapping[str, tuple[str, ...]]:
        """The feeds of each outlet of the register, by its id, and its home page where it has none."""
        return {id: item.record.feeds for id, item in self._found.draft.outlets.items()}

    def home_of(self, outlet: str) -> str:
        """The home page of an outlet; "" where it is not known."""
        return str(self._found.draft.outlets[outlet].record.home.value or "")

    @cached_property
    def _names(self) -> Names:
        draft = self._found.draft
        spellings = {("people", id): one.keys["names"] for id, one in draft.people.items() if one.keys["public"]}
        return Names(spellings | {("places", id): one.keys["names"] for id, one in draft.places.items()})

    def names_in(self, text: str) -> tuple[str, ...]:
        """Who and what of the registers stands in a text, such as `people/ada-quill`, each once."""
        return tuple(f"{one.kind}/{one.id}" for one in self._names.seen(text))

    def name(self, id: str) -> str:
        """What somebody or something of `names_in` is called; its id where the record is gone."""
        kind, _, name = id.partition("/")
        item = (self._found.draft.people if kind == "people" else self._found.draft.places).get(name)
        return str(item.keys["names"][0]) if item else name

    @cached_property
    def _stories(self) -> Stories:
        draft = self._found.draft
        names: dict[str, set[str]] = {}
        days: dict[str, list[date]] = {}
        for id, item in draft.stories.items():
            story = item.record
            names[id] = {*self.names_in(f"{story.title}. {story.summary}"), *(f"places/{one}" for one in story.places)}
            names[id] |= {f"people/{one.who}" for asked in story.disputed for one in asked.accounts if one.who}
            days[id] = [story.date.first, story.date.last]
        for _, entry in self._entries:
            published = Edtf.of(entry.published) if entry.stories else None
            for story_id in entry.stories:
                if story_id in names:
                    names[story_id].update(f"people/{who}" for who in entry.people)
                    days[story_id] += [published.first] if published and published.is_exact else []
        return Stories({id: Profile(frozenset(names[id]), tuple(sorted(set(days[id])))) for id in names})

    def story_of(self, item: Item) -> Suggestion | None:
        """The story that an article may belong to, by whom and what it names, and by its day."""
        names = dict.fromkeys([*item.names, *self.names_in(f"{item.title}. {item.lead}")])
        return self._stories.suggested(names, item.day)

    def prepare(self) -> None:
        """Find out at once what lists ask for."""
        self.story_of(Item("", ""))
        self.outlet_of("")
        self.entry_of([])

    def story_title(self, id: str) -> str:
        """The headline of a story."""
        return str(self._found.draft.stories[id].keys["names"][0])

    @cached_property
    def _fingerprints(self) -> list[tuple[date, Entered[Entry], str]]:
        """Entries with the fingerprint of their article and its language, by the day of publication."""
        found = [
            (Edtf.of(one.published).first, item, one.language)
            for item, one in self._entries
            if one.text and not one.is_withdrawn
        ]
        return sorted(found, key=lambda one: one[0])

    def fingerprints(self, item: Item) -> Iterator[tuple[str, Evidence]]:
        """The fingerprints of entries that a text may be the same as: of its language, and of days around its own."""
        day, known = item.day, self._fingerprints
        if day is None:
            return
        start = bisect_left(known, day - _PRINTED_AGAIN, key=lambda one: one[0])
        end = bisect_right(known, day + _PRINTED_AGAIN, key=lambda one: one[0])
        for _, entry, language in known[start:end]:
            if item.language.partition("-")[0] == language.partition("-")[0]:
                with suppress(AttributeError):
                    if evidence := entry.record.evidence:
                        yield entry.keys["id"], evidence
