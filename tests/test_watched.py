"""What a part of a build has read, and when that has changed."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from invented import collection
from makers import grown
from markupsafe import Markup
from tables import each

from newsdesk.build.parts.aside import Aside
from newsdesk.build.workers.beside import Beside
from newsdesk.collection import Collection
from newsdesk.collection.digests import Digests
from newsdesk.collection.watched import Watched
from newsdesk.model.settings import Settings
from newsdesk.views.pictures.stories.beside import sides_beside

Read = Callable[[Collection], Any]
STORY, WEEK, ENTRY = "ferry-strike-2022", "2022-W41", "strike-called"


def keys_of(known: Collection, read: Read) -> set[str]:
    watched = Watched.over(known)
    with watched.watch.part() as keys:
        read(watched)
    return keys


def test_two_outlets_side_by_side_rest_on_all_names_with_digits() -> None:
    """What is no figure there, since it belongs to a name, is one where the name goes."""
    known = collection()
    assert "spellings" in keys_of(known, lambda c: sides_beside(c, c.stories[STORY], c.by_story[STORY]))


def is_stale(before: Collection, after: Collection, read: Read) -> bool:
    """Whether a part that read so much has to be made again."""
    old, new = Digests(before), Digests(after)
    return any(old[key] != new[key] for key in keys_of(before, read))


def small(count: int, **changes: Any) -> Collection:
    return Collection.of(grown(count, **changes), Settings(site_name="Small"))


@each(
    ("read", "keys"),
    [
        (lambda c: c.outlets["volna"], ["record outlets volna"]),
        (lambda c: c.outlets.get("nobody"), ["record outlets nobody"]),
        (lambda c: "nobody" in c.people, ["record people nobody"]),
        (lambda c: list(c.outlets), ["names outlets"]),
        (lambda c: list(c.outlets.values()), ["every outlets"]),
        (lambda c: len(c.by_week[WEEK]), [f"size by_week {WEEK}"]),
        (lambda c: bool(c.by_week[WEEK]), [f"any by_week {WEEK}"]),
        (lambda c: list(c.by_week[WEEK]), [f"all by_week {WEEK}", f"size by_week {WEEK}"]),
        (lambda c: c.by_week[WEEK][-2:], [f"slice by_week {WEEK} -2 None None"]),
        (lambda c: c.by_week.get("2099-W01"), ["has by_week 2099-W01"]),
        (lambda c: list(c.by_week), ["names by_week"]),
        (lambda c: c.lead(WEEK), [f"lead {WEEK}"]),
        (lambda c: c.may_link("https://example.org/"), ["links"]),
        (lambda c: c.names(), ["spellings"]),
        (lambda c: list(c.spellings), ["spellings"]),
        (lambda c: c.beside("by_week", WEEK, ENTRY, 1), [f"near by_week {WEEK} {ENTRY} 1"]),
        (lambda c: c.is_larger("by_story", STORY, 1), [f"over by_story {STORY} 1"]),
        (lambda c: c.settings.site_name, []),
    ],
)
def test_what_is_read_is_noted(read: Read, keys: list[str]) -> None:
    assert sorted(key.replace("\0", " ") for key in keys_of(collection(), read)) == keys


@each(
    ("read", "older", "newer", "other"),
    [
        # What was read; whether it is stale after an older entry came, a newer one, or after all were renamed.
        (lambda c: len(c.entries), True, True, False),
        (lambda c: bool(c.entries), False, False, False),
        (lambda c: list(c.entries), True, True, True),
        (lambda c: c.entries[-2:], True, False, True),
        (lambda c: c.entries[:2], False, True, True),
        (lambda c: c.by_id["e150"], False, False, True),
        (lambda c: c.beside("by_outlet", "lantern", "e150", 1), False, False, True),
        (lambda c: c.beside("by_outlet", "lantern", "e150", 999), False, False, False),
        (lambda c: c.is_larger("by_outlet", "lantern", 10), False, False, False),
        (lambda c: c.lead("2020-W05"), False, False, True),
        (lambda c: list(c.outlets.values()), False, False, False),
    ],
)
def test_only_what_was_read_makes_a_part_stale(read: Read, *, older: bool, newer: bool, other: bool) -> None:
    known, renamed = small(200), small(200, title="Another")
    assert is_stale(replace(small(200), entries=known.entries[:-1], memo={}), known, read) is older
    assert is_stale(replace(small(200), entries=known.entries[1:], memo={}), known, read) is newer
    assert is_stale(known, renamed, read) is other


def test_what_is_made_once_counts_for_all_who_ask(tmp_path: Path) -> None:
    for aside, is_large in product((None, Aside(tmp_path)), (False, True)):
        watched = Watched.over(collection(), aside)

        def name(watched: Watched = watched, is_large: bool = is_large) -> str:
            return watched.once(("name",), lambda: watched.outlets["volna"].name, is_large=is_large)

        with watched.watch.part() as first:
            name()
        with watched.watch.part() as second:
            assert name() == collection().outlets["volna"].name
        assert first == second == {"record\0outlets\0volna"}


def test_an_entry_that_is_kept_for_whoever_counts_is_noted_for_each_who_asks_more() -> None:
    counted = Watched.over(collection()).by_heart
    key, more = f"heart\0by_id\0{ENTRY}", f"record\0by_id\0{ENTRY}"
    for _ in range(2):
        with counted.watch.part() as read:
            assert counted.by_id[ENTRY].sources[0].actor
        assert read == {key}
        with counted.watch.part() as read:
            assert counted.by_id[ENTRY].sources[0].says
            assert counted.by_id[ENTRY] is counted.by_id[ENTRY]
        assert read == {key, more}


@pytest.mark.parametrize("room", [0, 1 << 16])
def test_what_is_kept_out_of_memory_is_there_for_processes_that_were_forked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr("newsdesk.build.parts.aside._ROOM", room)
    # One that stands in memory and all others not: what is about an entry, and what is about something else.
    monkeypatch.setattr("newsdesk.build.parts.aside._LATELY", 1)
    aside = Aside(tmp_path / "state", ["e1", "e2"])
    before = {("card", "e1"): "first", ("card", "e2", True): ("второй", Markup("<b>"))}
    own = {("card", "e1", True): "of the copy", ("names",): "its own", ("names", "e3"): "and another"}

    def put(made: dict[tuple[Any, ...], Any]) -> None:
        for key, one in made.items():
            aside.put(key, one)

    def work() -> list[Any]:
        put(own)
        return [aside.get(key) for key in (*before, *own, ("card", "e2"), ("card",))]

    put(before)
    copy = Beside(work, nice=0)
    put({("card", "e2"): "third"})
    assert copy.result() == [*before.values(), *own.values(), None, None]
    assert [aside.get(key) for key in (*before, ("card", "e2"), *own)] == [*before.values(), "third", None, None, None]
