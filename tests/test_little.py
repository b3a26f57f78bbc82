"""Entries that know little by heart are the entries of their files in every way of asking."""

import copy
import gc
import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, cast

import pytest
from invented import checked, collection
from tables import each

from newsdesk.build import Project, examine
from newsdesk.build.parts.aside import Aside
from newsdesk.build.parts.memory import Known, Memory, Written
from newsdesk.check.held import OTHERS
from newsdesk.collection import Collection
from newsdesk.collection.counted.reworded import WHOLE
from newsdesk.collection.digests import Digests
from newsdesk.collection.measures.carried import once_each
from newsdesk.collection.relays import relays_of, statements_in
from newsdesk.collection.sorts import SORTS
from newsdesk.collection.watched import Watched
from newsdesk.evidence.words import marks_of
from newsdesk.model import Entry, Read, lean
from newsdesk.model.evidence import HowCompared
from newsdesk.model.folded import folded_entry, folded_of
from newsdesk.model.little import entry_of, face_of, known_marks, little_of
from newsdesk.model.record import Record
from newsdesk.model.shelf import lay_aside
from newsdesk.views.data.json_ld import dataset_node
from newsdesk.views.gaps.page import gap_page
from newsdesk.views.pages.digests import digests, home
from newsdesk.views.pages.entry import page_of
from newsdesk.views.pages.overview import overview
from newsdesk.views.pictures.totals import totals
from newsdesk.views.search.search_page import find

ENTRIES = collection().entries
COMPARED = HowCompared(date(2026, 11, 29), Read.FULL, "")
FIELDS = tuple(Entry.model_fields)


class Asked:
    """A light entry, and how often its file was read."""

    def __init__(self, entry: Entry, *, is_folded: bool = True) -> None:
        self.times = 0
        self.full = entry
        little = little_of(entry, 0, _marks(entry))
        # As it comes out of a cache.
        if is_folded:
            self.entry = folded_entry(entry.id, entry.week, json.loads(json.dumps(folded_of(little))), self._read)
        else:
            self.entry = entry_of(entry.id, entry.week, json.loads(json.dumps(little)), self._read)

    def _read(self) -> Entry:
        self.times += 1
        return Entry.model_validate(self.full.model_dump(by_alias=True))


class Pickled:
    """A shelf, as it would lie on a disk."""

    def __init__(self) -> None:
        self.held: dict[tuple[Any, ...], bytes] = {}

    def put(self, key: tuple[Any, ...], made: object, *, for_later: bool = False) -> None:
        self.held[key] = pickle.dumps(made)

    def get(self, key: tuple[Any, ...]) -> Any:
        return pickle.loads(self.held[key])


def laid(full: Entry, *, is_lean: bool = True) -> Entry:
    """A light entry of which all else lies on a shelf."""
    copied = full.model_copy(deep=True)
    made = lean(copied) if is_lean else copied
    entry = entry_of(full.id, full.week, little_of(full, 0, _marks(full)), lambda: made)
    lay_aside(entry, Pickled())
    return entry


def _marks(entry: Entry) -> list[tuple[str, str]]:
    return [marks_of(source.quote.text if source.quote else None, source.says) for source in entry.sources]


@each("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_field_is_that_of_the_file(entry: Entry) -> None:
    for name, is_folded in product(FIELDS, (False, True)):
        asked = Asked(entry, is_folded=is_folded)
        assert getattr(asked.entry, name) == getattr(entry, name), name
        assert asked.entry == entry
        assert asked.times == 1


def test_what_lists_and_counts_ask_reads_no_file() -> None:
    for full, is_folded in product(ENTRIES, (False, True)):
        asked = Asked(full, is_folded=is_folded)
        entry = asked.entry
        if not full.corrections:
            relays = [[(one.origin, one.way) for one in relays_of(record, {})] for record in (entry, full)]
            assert relays[0] == relays[1]
        assert [(who, said.source.who) for who, said in statements_in(entry)] == [
            (source.who, source.who) for source in full.sources if source.who
        ]
        assert (entry.id, entry.week, entry.outlet, entry.language) == (
            full.id, full.week, full.outlet, full.language
        )  # fmt: skip
        assert (entry.published, entry.published.order) == (full.published, full.published.order)
        assert (entry.stories, entry.topics, entry.countries) == (full.stories, full.topics, full.countries)
        assert (entry.translation_of, entry.syndicated_from) == (full.translation_of, full.syndicated_from)
        assert (entry.read, entry.added, entry.url) == (full.read, full.added, full.url)
        assert (entry.reviewed, entry.archive_url, entry.genre) == (full.reviewed, full.archive_url, full.genre)
        assert [(name, one.url, one.entry, one.title) for name, one in entry.references.items()] == [
            (name, one.url, one.entry, one.title) for name, one in full.references.items()
        ]
        assert [source.quote is None for source in entry.sources] == [source.quote is None for source in full.sources]
        for source, other in zip(entry.sources, full.sources, strict=True):
            assert [
                getattr(source, name) for name in ("who", "actor", "identified", "cited", "via", "via_text", "side")
            ] == [getattr(other, name) for name in ("who", "actor", "identified", "cited", "via", "via_text", "side")]
        assert (entry.evidence is None) == (full.evidence is None)
        if entry.evidence and full.evidence:
            assert (entry.evidence.read, entry.evidence.sha256) == (full.evidence.read, full.evidence.sha256)
        if not full.corrections:
            assert (entry.corrections, entry.withdrawn, entry.updated) == ((), None, full.updated)
        assert asked.times == 0


def test_pages_on_all_entries_read_no_file() -> None:
    """What they read of every entry stands in `newsdesk/model/little.py`: else one changed word reads the archive."""
    draft, settings = checked()
    asked = {item.record.id: Asked(item.record) for item in draft.entries}
    light = replace(draft, entries=[replace(item, record=asked[item.record.id].entry) for item in draft.entries])
    known = replace(Collection.of(light, settings), compared={"court.example.com/2022/9": COMPARED})
    pages: dict[str, Callable[[Collection], object]] = {
        **{kind: lambda known, kind=kind: known.sorted_by(kind) for kind in SORTS},  # type: ignore[misc]
        "totals": totals,
        "the data": dataset_node,
        "the page to search": lambda known: list(find(known)),
        "what is missing": lambda known: list(next(gap_page(known)).make(known)),
        "the overview": lambda known: list(next(overview(known)).make(known)),
        "who carries what": lambda known: [once_each(said) for said in known.by_speaker.values()],
    }
    # A program compares some with their articles, which takes all of them; corrections tell when they were.
    plain = [name for name, one in asked.items() if not (one.full.evidence or one.full.corrections)]
    assert len(plain) > 3
    for called, page in pages.items():
        page(known)
        assert [name for name in plain if asked[name].times] == [], called


def _each(value: Any) -> list[Any]:
    """The records that stand in a field."""
    found = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
    return [one for one in found if isinstance(one, Record)]


def test_whoever_counts_is_noted_where_a_file_would_be_read_and_nowhere_else() -> None:
    for full in sorted(ENTRIES, key=lambda entry: len(entry.sources))[:: len(ENTRIES) - 1]:
        for name, is_kept in product(FIELDS, (False, True)):
            for inner in [None, *(n for one in _each(getattr(full, name)) for n in type(one).model_fields)]:
                asked, noted = Asked(full), list[str]()
                seen = face_of(asked.entry, lambda noted=noted: noted.append(""), is_kept=is_kept)  # type: ignore[misc]
                value = getattr(seen, name)
                if inner:
                    found = [getattr(one, inner) for one in _each(value) if hasattr(type(one), "model_fields")]
                    assert bool(noted) >= bool(asked.times), (name, inner)
                    assert found == [getattr(one, inner) for one in _each(getattr(full, name))], (name, inner)
                else:
                    assert bool(noted) == bool(asked.times), name
                    assert value == getattr(full, name), name


def test_a_word_of_a_summary_changes_nothing_that_is_counted() -> None:
    made = collection()
    plain = next(e for e in reversed(made.entries) if e.sources and not (e.evidence or e.corrections))
    files, hearts = {e.id: e.id for e in made.entries}, {e.id: f"{e.id} heart" for e in made.entries}
    known = replace(made, files={**files, OTHERS: "others"}, hearts=hearts)
    pages: dict[str, Callable[[Collection], object]] = {
        "home": lambda known: list(home(known)),
        "the page to search": lambda known: list(find(known)),
        "what is missing": lambda known: list(next(gap_page(known)).make(known)),
        "the overview": lambda known: list(next(overview(known)).make(known)),
        "its own page": lambda known: list(page_of(known, plain.id)),
        "its digest": lambda known: [list(part.make(known, *part.given)) for part in digests(known)],
    }
    reword = replace(known, files={**known.files, plain.id: "other"}, memo={})
    recount = replace(reword, hearts={**hearts, plain.id: "other"}, memo={})
    others = replace(known, files={**known.files, OTHERS: "other"}, memo={})
    watched = Watched.over(known)
    every: dict[str, str] = {}
    for called, page in pages.items():
        with watched.watch.part() as read:
            page(watched)
        before, after, counted = (Digests(one).of(read) for one in (known, reword, recount))
        every |= before
        assert (before != after) == called.startswith("its"), called
        assert before != counted, called
    # What is taken over without being asked for is what would be found.
    groups, about = Digests(known).grouped(every)
    for later in (known, reword, recount, others):
        now = Digests(later).of(every)
        expected = {number for number, key in enumerate(every) if every[key] != now[key]}
        assert (asked := Digests(later)).trust(every, groups, about) == expected
        assert asked.grouped(every) == Digests(later).grouped(every)


def test_what_a_check_knew_of_files_is_let_go_with_the_last_entry_that_is_read(project: Path) -> None:
    """Nobody looks for cycles while a site is made: of an archive they would hold two thirds of the memory."""

    def held() -> set[str]:
        return {type(one).__name__ for one in gc.get_objects()} & {"Archive", "_KnownDocument", "LaterItem", "Draft"}

    at = Project(project, project / "digests", project / "site", project / "cache")
    examine(at)
    gc.collect()
    gc.disable()
    try:
        found = examine(at).collection
        assert found
        assert "_KnownDocument" in held()
        for kind in ("outlets", "people", "places", "stories", "topics", "digests"):
            assert all(record.whole() for record in getattr(found, kind).values())
        found.read_whole(Aside(project, found.by_id))
        del found
        assert held() == set()
    finally:
        gc.enable()


WAYS: list[Callable[[Entry], Any]] = [
    lambda entry: entry.model_dump(),
    lambda entry: entry.model_dump(mode="json", by_alias=True),
    lambda entry: entry.model_dump_json(by_alias=True, exclude_defaults=True),
    lambda entry: entry.model_copy(update={"outlet": "another"}),
    lambda entry: repr(entry),
    lambda entry: dict(entry),
    copy.copy,
    copy.deepcopy,
    lambda entry: pickle.loads(pickle.dumps(entry)),
    lambda entry: Entry.model_validate(entry),
    lambda entry: [source.model_dump() for source in entry.sources],
    lambda entry: [hash(source) for source in entry.sources],
    lambda entry: [repr(source.quote) for source in entry.sources],
    lambda entry: [source.quote and source.quote.text for source in entry.sources],
    lambda entry: entry.evidence and entry.evidence.seal,
    lambda entry: {name: one.publisher for name, one in entry.references.items()},
    lambda entry: [one.model_dump() for one in entry.references.values()],
    lambda entry: [version.title for version in entry.versions],
]


@each("way", WAYS)
def test_any_other_way_of_looking_sees_all_of_it(way: Callable[[Entry], Any]) -> None:
    for full in ENTRIES:
        assert way(Asked(full).entry) == way(full)
        assert way(laid(full)) == way(full)


def test_what_was_laid_aside_is_asked_there_and_stays_there() -> None:
    for full, is_lean in product(ENTRIES, (True, False)):
        entry = laid(full, is_lean=is_lean)
        held = entry.sources
        known = len(entry.__dict__)
        assert [source.says for source in held] == [source.says for source in full.sources]
        assert [source.quote and source.quote.text for source in held] == [
            source.quote and source.quote.text for source in full.sources
        ]
        assert [known_marks(source) for source in entry.whole().sources] == [known_marks(source) for source in held]
        assert (entry.summary, entry.sources) == (full.summary, full.sources)
        assert entry.sources is held
        assert len(entry.__dict__) == known
        with pytest.raises(AttributeError, match="no_such_field"):
            _ = cast("Any", entry).no_such_field


def test_what_somebody_holds_already_becomes_whole_with_it() -> None:
    full = next(entry for entry in ENTRIES if any(source.quote for source in entry.sources))
    asked = Asked(full)
    held = asked.entry.sources
    assert asked.entry.title == full.title
    assert asked.entry.sources is held
    assert [source.says for source in held] == [source.says for source in full.sources]
    again = Asked(full)
    assert again.entry.sources[0].name == full.sources[0].name, "a source asks for the file of its entry"
    assert again.entry.title == full.title
    assert again.times == 1


def test_a_mistake_stays_one() -> None:
    entry: Any = Asked(ENTRIES[0]).entry
    for _ in range(2):
        with pytest.raises(AttributeError, match="no_such_field"):
            _ = entry.no_such_field


def test_a_group_that_is_as_it_was_is_not_asked_key_by_key() -> None:
    known = collection()
    week, *_ = known.by_week
    keys = [f"size\0by_week\0{week}", f"slice\0by_week\0{week}\0None\0None\0-1", f"lead\0{week}", "names\0by_week"]
    first = Digests(known)
    said = {key: first[key] for key in keys}
    groups, about = first.grouped(keys)
    assert (list(groups), list(about)) == ([f"heart\0by_week\0{week}", f"all\0by_week\0{week}", WHOLE], [1, 2, 0, 0])
    assert Digests(known).trust(said, groups, about) == set()
    wrong = dict.fromkeys(keys, "wrong")
    assert Digests(known).trust(wrong, {}, ()) == {0, 1, 2, 3}, "nothing is known of groups"
    assert Digests(known).trust(wrong, dict.fromkeys(groups, "wrong"), about) == {0, 1, 2, 3}
    more, numbers = first.grouped([*keys, "any\0by_week\0other"], groups, about)
    assert (list(more), list(numbers)) == ([*groups, "heart\0by_week\0other"], [1, 2, 0, 0, 4])


def test_the_digest_of_an_entry_is_that_of_its_week_and_file() -> None:
    known: Collection = collection()
    name = known.entries[0].id
    digests = Digests(known)
    other = Digests(replace(known, files={name: "2022-W41 abc"}, memo={}))
    key = f"record\0by_id\0{name}"
    assert (other[key], len(digests[key])) == ("2022-W41 abc", 16)


MEMORY = Memory(
    "setting",
    {"a\0b": "1", "c": "2", "d\ne": "3"},
    {
        "one": Known([0, 2], [Written("index.html", "x", ""), Written("b", "y", None)], ["two", "three\nfour"]),
        "two": Known([], [], [], "key", 0, [1 << 40, 0], ["whole"]),
        "three\nfour": Known([1], [Written("ä/index.html", "z", "2022-01-01")]),
    },
    3,
    [["f", "g"]],
    {"f": ("sum", 7, "0 x")},
    {"c": "5"},
)  # fmt: skip


def plain(memory: Memory) -> Any:
    return (
        memory.setting, memory.keys, memory.lean, memory.sets, memory.sums, memory.groups, list(memory.about),
        [
            (name, one.key, one.paths, *map(list, (one.reads, one.files, one.parts, one.lengths, one.wholes)))
            for name, one in memory.parts.items()
        ],
    )  # fmt: skip


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    MEMORY.about.extend([0, 1, 0][len(MEMORY.about) :])
    for memory in (MEMORY, Memory("setting"), Memory("setting", parts={"": Known()})):
        memory.keep(tmp_path / "parts")
        assert plain(Memory.of(tmp_path / "parts", "setting")) == plain(memory)
        assert plain(Memory.of(tmp_path / "parts", "other")) == plain(Memory("other"))


def test_what_is_damaged_is_not_remembered(tmp_path: Path) -> None:
    MEMORY.about.extend([0, 1, 0][len(MEMORY.about) :])
    path = tmp_path / "parts"
    MEMORY.keep(path)
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole + b"x", whole[:40] + b"?" + whole[41:], b"\xff" + whole[1:], whole[33:]):
        path.write_bytes(damaged)
        assert plain(Memory.of(path, "setting")) == plain(Memory("setting"))


@pytest.mark.parametrize(
    "said",
    [b"", b"{}\n", b"[]\n", b'{"machine": 1, "columns": []}\n', b'{"setting": "setting"}\n', b"\xff\n", b"[[[\n"],
)
def test_what_another_program_sealed_is_not_remembered(tmp_path: Path, said: bytes) -> None:
    from newsdesk.output.sealed import write_sealed_bytes

    write_sealed_bytes(tmp_path / "parts", said)
    assert plain(Memory.of(tmp_path / "parts", "setting")) == plain(Memory("setting"))


def test_what_is_known_of_records_made_late_is_what_they_say(project: Path) -> None:
    at = Project(project, project / "digests", project / "site", project / "cache")
    examine(at)
    found = examine(at).collection
    assert found
    apart, kinds = replace(found, said={}, memo={}), ("outlets", "people", "places", "stories", "topics", "digests")
    known, read = Digests(found), Digests(apart)
    for kind in kinds:
        names = list(getattr(found, kind))
        assert [found.said[kind][name][0] for name in names] == [known[f"record\0{kind}\0{name}"] for name in names]
        assert {name: known[f"record\0{kind}\0{name}"] for name in names} == {
            name: read[f"record\0{kind}\0{name}"] for name in names
        }
    assert found.corrections == apart.corrections
