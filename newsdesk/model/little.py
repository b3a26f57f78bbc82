"""Entries that know by heart what lists, counts and groups read, and read the rest of their file when they are asked.

The little is plain data that JSON can keep. It stays true as long as the file does.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from pydantic_core import from_json

from newsdesk.model.edtf import Edtf
from newsdesk.model.entry import Entry, Quote, Source, Version
from newsdesk.model.evidence import Evidence
from newsdesk.model.made import Review
from newsdesk.model.record import Instead, Record, Translation, known_by_heart, lean
from newsdesk.model.references import ArchiveRefused, Reference
from newsdesk.model.tables import FOLDED, REST, UNFOLDED, sharing, unfold
from newsdesk.model.terms import Actor, Author, Cited, Genre, Identified, Read, Term

T = TypeVar("T", bound=Term)
R = TypeVar("R", bound=Record)
Little = str
"""What an entry knows by heart, as JSON: a check passes over it, and takes nothing in it apart."""
# Under this name an entry keeps how many of its quotations are verified, which its fields do not tell at once.
VERIFIED = "_verified"
# And a source by what its words are known to be those of another one.
MARKS = "_marks"
day_of = lru_cache(maxsize=4096)(date.fromisoformat)
# The same text, there once for all who have it.
same = lru_cache(maxsize=16384)(str)
# And the same names in the same order.
_names = lru_cache(maxsize=8192)(lambda names: tuple(map(same, names)))


def alike(names: Iterable[str]) -> tuple[str, ...]:
    """Names of records or codes, which most entries share with others: these have the same object."""
    found: tuple[str, ...] = _names(tuple(names))
    return found


def _all(kind: type[T]) -> dict[str, T]:
    return {str(term): term for term in kind}


_ACTORS, _IDENTIFIED, _CITED = _all(Actor), _all(Identified), _all(Cited)
_READ, _GENRES, _AUTHORS = _all(Read), _all(Genre), _all(Author)


def little_of(entry: Entry, verified: int, marks: Sequence[tuple[str, str]]) -> Little:
    """What an entry is to know by heart; `entry_of` takes it apart.

    With it stands how many of its quotations are verified, and by what the words of each source are known.
    """
    known = [
        entry.outlet, entry.language, str(entry.published), entry.url, str(entry.read), entry.added.isoformat(),
        entry.stories, entry.topics, entry.countries, entry.translation_of, entry.syndicated_from,
        [(one.language, one.title, one.url) for one in entry.versions],
        [
            (
                one.who, str(one.actor), str(one.identified), str(one.cited), one.via, one.via_text,
                one.side, one.quote is not None, " ".join(mark),
            )
            for one, mark in zip(entry.sources, marks, strict=True)
        ],
        (str(entry.evidence.read), entry.evidence.sha256) if entry.evidence else None,
        (entry.reviewed.by, entry.reviewed.on.isoformat()) if entry.reviewed else None,
        # 2 where it is withdrawn, 1 where it was only corrected.
        len(entry.corrections[:1]) + bool(entry.withdrawn), entry.archive_url,
        str(entry.drafted_by), bool(entry.replies),
        [
            _of_reference(name, one)
            for name, one in entry.references.items()
        ],
        str(entry.genre) if entry.genre else None, entry.title, _plain(entry.archive_refused),
        (entry.title_en.text, str(entry.title_en.by)) if entry.title_en else None, verified,
    ]  # fmt: skip
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def entry_of(name: str, week: str, little: Little, make: Callable[[], Entry]) -> Entry:
    """An entry that knows this by heart; `make` makes all of it from its file."""
    entry = Entry.__new__(Entry)
    return known_by_heart(entry, {"id": name, "week": same(week), **fields_of(entry, little)}, make)


def fields_of(entry: Entry, little: Little) -> dict[str, Any]:
    """What an entry knows by heart, but its id and its week."""
    (
        outlet, language, published, url, read, added, stories, topics, countries, translation_of, syndicated_from,
        versions, sources, evidence, reviewed, is_corrected, archive_url, drafted_by, has_replies, references,
        genre, title, refused, title_en, verified,
    ) = taken_apart(little)  # fmt: skip
    known: dict[str, Any] = {
        "title": title,
        "title_en": lean(Translation.model_construct(text=title_en[0], by=_AUTHORS[title_en[1]])) if title_en else None,
        VERIFIED: verified,
        "outlet": outlet,
        "published": Edtf.of(published),
        "language": language,
        "url": url,
        "archive_url": archive_url,
        "archive_refused": _refused(refused),
        "genre": _GENRES[genre] if genre else None,
        # In a third of the room: few ask for them.
        "_references": json.dumps(references, ensure_ascii=False, separators=(",", ":")) if references else "",
        "translation_of": translation_of,
        "syndicated_from": syndicated_from,
        "drafted_by": _AUTHORS[drafted_by],
        "added": day_of(added),
        "read": _READ[read],
        "stories": alike(stories),
        "topics": alike(topics),
        "countries": alike(countries),
        "sources": tuple([_source(entry, *source) for source in sources]),
        "evidence": _evidence(entry, *evidence) if evidence else None,
        "reviewed": lean(Review.model_construct(by=reviewed[0], on=day_of(reviewed[1]))) if reviewed else None,
        "versions": tuple([_version(*version) for version in versions]),
    }
    if not is_corrected:
        known["corrections"] = ()
    if not has_replies:
        known["replies"] = ()
    return known


def taken_apart(little: Little) -> Any:
    """The values of what an entry knows by heart, in the order of `little_of`."""
    try:
        # In half the time; and short texts, such as the ids of outlets and topics, are there once for all entries.
        return from_json(little)
    except (ValueError, TypeError):  # half a character
        return json.loads(little)


def known_verified(entry: Entry) -> int | None:
    """How many quotations of an entry are verified, where it knows that by heart."""
    unfold(entry)
    found: int | None = entry.__dict__.get(VERIFIED)
    return found


def known_marks(source: Source) -> tuple[str, str] | None:
    """By what the words of a source are known, where it knows that by heart."""
    found = source.__dict__.get(MARKS)
    if found is None:
        return None
    quoted, _, says = found.partition(" ")
    return quoted, says


def _evidence(entry: Entry, read: str, sha256: str) -> Evidence:
    return known_by_heart(Evidence.__new__(Evidence), {"read": _READ[read], "sha256": sha256}, entry)


def _source(
    entry: Entry,
    who: str | None,
    actor: str,
    identified: str,
    cited: str,
    via: str | None,
    via_text: str | None,
    side: str | None,
    is_quoted: bool,
    marks: str,
) -> Source:
    known: dict[str, Any] = {
        "who": who and same(who),
        "actor": _ACTORS[actor],
        "identified": _IDENTIFIED[identified],
        "cited": _CITED[cited],
        "via": via and same(via),
        "via_text": via_text,
        "side": side,
        "quote": known_by_heart(Quote.__new__(Quote), {}, entry) if is_quoted else None,
        MARKS: marks,
    }
    return known_by_heart(Source.__new__(Source), known, entry)


def _references(entry: Entry, packed: str) -> dict[str, Reference]:
    """The references of an entry, as it knows them by heart."""
    return {name: _reference(entry, name, *known) for name, *known in (taken_apart(packed) if packed else ())}


def _reference(
    entry: Entry,
    name: str,
    url: str | None,
    other: str | None,
    title: str | None,
    copy: str | None,
    refused: tuple[str, str] | None,
    outlet: str | None,
    affiliated: bool,
) -> Reference:
    known = {
        "url": url,
        "entry": other,
        "title": title,
        "archive_url": copy,
        "archive_refused": _refused(refused),
        "outlet": outlet,
        "affiliated": affiliated,
    }
    return known_by_heart(Reference.__new__(Reference), known, lambda: entry.whole().references[name])


UNFOLDED["references"] = _references


def _of_reference(name: str, one: Reference) -> tuple[Any, ...]:
    copy = one.archive_url, _plain(one.archive_refused)
    return name, one.url, one.entry, one.title, *copy, one.outlet, one.affiliated


def _plain(refused: ArchiveRefused | None) -> tuple[str, str] | None:
    return (refused.on.isoformat(), refused.why) if refused else None


def _refused(plain: tuple[str, str] | None) -> ArchiveRefused | None:
    return lean(ArchiveRefused.model_construct(on=day_of(plain[0]), why=plain[1])) if plain else None


def _version(language: str, title: str | None, url: str) -> Version:
    return lean(Version.model_construct(language=language, title=title, url=url))


# The fields that are known by heart, of an entry and of what stands in it.
_BY_HEART: Mapping[type[Record], frozenset[str]] = {
    Entry: frozenset(
        "id week title title_en outlet published language url archive_url archive_refused genre references"
        " translation_of syndicated_from drafted_by added read stories topics countries sources evidence reviewed"
        " versions".split()
    ),
    Source: frozenset("who actor identified cited via via_text side quote".split()),
    Reference: frozenset("url entry title archive_url archive_refused outlet affiliated".split()),
    Evidence: frozenset(("read", "sha256")),
    Review: frozenset(("by", "on")),
    Quote: frozenset(),
}
# Of these what holds no record that is known by heart itself.
_HELD = frozenset(("references", "sources", "evidence", "reviewed", "quote"))
_AT_ONCE: Mapping[type[Record], tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {
    kind: (names, itemgetter(*names) if names else tuple)
    for kind, own in _BY_HEART.items()
    for names in [tuple(sorted(own - _HELD))]
}
# And what does and is asked for again and again.
_INSIDE: Mapping[type[Record], tuple[str, ...]] = {Entry: ("evidence", "reviewed", "sources")}
# And those of an entry of which it is known that there is nothing in them.
_EMPTY = frozenset(("corrections", "replies"))


def face_of(record: R, note: Callable[[], None], *, is_kept: bool = False) -> R:
    """An entry, or what stands in one, as whoever counts sees it: what else is asked than it knows by heart is noted.

    It never becomes whole, and holds but what is known by heart: all else is noted each time, for whoever asks then.
    One that is kept, for whoever asks next, also holds what stands in it, and shares the names of its fields.
    """
    if FOLDED in record.__dict__:
        unfold(record)
    kind, known = record.__class__, record.__dict__
    # In one step what is mostly asked for: thousands of pages look at the same entries.
    names, values_of = _AT_ONCE[kind]
    held = dict(zip(names, values_of(known), strict=True)) if names else {}
    for name in (VERIFIED, MARKS):
        if (value := known.get(name)) is not None:
            held[name] = value
    if kind is Entry:
        for name in _EMPTY:
            if known.get(name) == ():
                held[name] = ()
    held[REST] = _Face(record, note)
    if is_kept:
        for name in _INSIDE.get(kind, ()):
            held[name] = _faced(known[name], note, is_kept=True)
        held = sharing(held)
    face = kind.__new__(kind)
    object.__setattr__(face, "__dict__", held)
    return face


def _faced(value: Any, note: Callable[[], None], *, is_kept: bool = False) -> Any:
    if type(value) in _BY_HEART:
        return face_of(value, note, is_kept=is_kept)
    if isinstance(value, tuple) and value and type(value[0]) in _BY_HEART:
        return tuple([face_of(one, note, is_kept=is_kept) for one in value])
    if isinstance(value, dict):
        return {name: face_of(one, note) for name, one in value.items()}
    return value


class _Face(Instead):
    """Answers for an entry, or for what stands in one, whether it is whole or not."""

    __slots__ = ("note", "record")

    def __init__(self, record: Record, note: Callable[[], None]) -> None:
        self.record, self.note = record, note

    def ask(self, name: str) -> Any:
        kind = self.record.__class__
        if name in _BY_HEART[kind]:
            return _faced(getattr(self.record, name), self.note)
        if kind is not Entry or name not in _EMPTY or getattr(self.record, name):
            self.note()
        return getattr(self.record, name)

    def whole(self) -> Any:
        self.note()
        return self.record.whole()

    def apart(self) -> Any:
        self.note()
        return self.record.whole_apart()
