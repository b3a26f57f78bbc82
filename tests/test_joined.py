"""Files that many parts have a share in: put together of what they were, and never of what is damaged."""

import hashlib
import os
import shutil
from collections.abc import Callable, Set
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from invented import changed, checked, collection

from newsdesk.build.parts import Memory, Parts
from newsdesk.build.parts.joining import Joining
from newsdesk.build.parts.memory import Known
from newsdesk.build.parts.splicing import Spool
from newsdesk.collection import Collection
from newsdesk.output.report import Ready, Same
from newsdesk.views import File, Page, Part, Share
from newsdesk.views.data import api, downloads
from newsdesk.views.setting.shares import Joined, spelt

ONE = "strike-called"


def dress(made: Page | File) -> tuple[str, bytes] | None:
    return (made.path, made.raw) if isinstance(made, File) else None


def build(site: Path, known: Collection, last: Memory, stale: Set[str] = frozenset()) -> tuple[Memory, int]:
    """Make the data files of a collection in a folder; returns what is remembered, and how often a part was made."""
    parts = Parts(known, last, dress, site, stale=stale)
    calls = 0
    anew = parts._share_anew

    def counted(name: str) -> object:
        nonlocal calls
        calls += 1
        return anew(name)

    parts._joining.anew = counted  # type: ignore[assignment]
    made = {}
    for output in chain(parts.outputs([Part(api), Part(downloads)]), parts.joined()):
        if isinstance(output, Same):
            path, there = output.path, site / output.path
            content = there.read_bytes() if there.is_file() else b""
            if hashlib.sha256(content).hexdigest()[:32] != output.digest:
                content = output.again()
        elif isinstance(output, Ready):
            path, content = output.path, output.file.read_bytes()
        else:
            path, content = output
        made[path] = content
    for path, content in made.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    assert not (site.parent / f".{site.name}.state" / "joined").exists(), "nothing is left behind"
    memory = parts.memory()
    kept = site.parent / f"{site.name}.memory"
    memory.keep(kept)
    return Memory.of(kept, memory.setting), parts.made + calls


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def cold(tmp_path: Path, known: Collection) -> dict[str, bytes]:
    build(tmp_path / "cold", replace(known, memo={}), Memory("x"))
    return contents(tmp_path / "cold")


@cache
def other() -> tuple[Collection, dict[str, bytes]]:
    """The collection with one entry changed, and what is made of it from nothing, once for all that compare with it."""
    known = changed(ONE, summary="Something else.")
    with TemporaryDirectory() as folder:
        return replace(known, memo={}), cold(Path(folder), known)


def without(*ids: str) -> Collection:
    draft, settings = checked()
    return Collection.of(replace(draft, entries=[one for one in draft.entries if one.record.id not in ids]), settings)


def ids() -> list[str]:
    return sorted(entry.id for entry in collection().entries)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site and what is remembered of it, made once; not to be changed."""
    top = tmp_path_factory.mktemp("first")
    build(top / "site", collection(), Memory("x"))
    return top


@pytest.fixture
def begun(first: Path, tmp_path: Path) -> tuple[Path, Memory]:
    """The same, to be changed."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return tmp_path / "site", Memory.of(tmp_path / "site.memory", "x")


@pytest.mark.parametrize("at", [0, 1, 9, -1])
def test_one_entry_changed_costs_one_entry(tmp_path: Path, begun: tuple[Path, Memory], at: int) -> None:
    site, memory = begun
    known = changed(ids()[at], summary='Кыска. Short, and <different> "now", with 100 % & more.')
    memory, made = build(site, known, memory)
    assert made < 12, "the entry, and the lists that hold it"
    assert contents(site) == cold(tmp_path, known)
    assert build(site, replace(known, memo={}), memory)[1] == 0, "nothing changed, nothing made"


@pytest.mark.parametrize("gone", [slice(0, 1), slice(-1, None), slice(3, 6), slice(0, None, 2), slice(1, None, 2)])
def test_entries_that_go_and_come(tmp_path: Path, begun: tuple[Path, Memory], gone: slice) -> None:
    site, memory = begun
    whole = contents(site)
    fewer = without(*ids()[gone])
    expected = cold(tmp_path, fewer)
    memory, _ = build(site, fewer, memory)
    assert {path: contents(site)[path] for path in expected} == expected
    build(site, collection(), memory)
    assert contents(site) == whole


def without_places() -> Collection:
    draft, settings = checked()
    stories = {
        name: replace(item, record=item.record.model_copy(update={"places": ()}))
        for name, item in draft.stories.items()
    }
    return Collection.of(replace(draft, places={}, stories=stories), settings)


def test_the_first_and_the_last_of_a_kind(tmp_path: Path) -> None:
    site, few, many = tmp_path / "site", without_places(), collection()
    assert not few.places
    assert many.places
    memory = Memory("x")
    for known in (few, many, replace(few, memo={})):
        memory, _ = build(site, known, memory)
        assert contents(site) == cold(tmp_path, known)


def test_shares_of_several_kinds_in_one_file(tmp_path: Path) -> None:
    """No view makes such a file today; where one does, it is right, if not fast."""
    site = tmp_path / "site"
    site.mkdir()
    whole = Joined("one.txt", "<", ",", ">")
    shares = {"a": Share("1", {"one.txt": b"a"}), "b": Share("2", {"two.txt": b"-", "one.txt": b"b"})}

    def made(last: Memory, *stale: str) -> tuple[Memory, bytes]:
        now = Memory("x", parts={name: Known() if name in stale else last.parts[name] for name in shares})
        now.parts["c"] = Known(wholes=[spelt(whole)])
        joining = Joining(last, now, shares.get, site, tmp_path / "work")
        for name in stale:
            joining.take(name, shares[name])
        for output in joining.outputs([whole], as_they_were=False):
            assert isinstance(output, Ready)
            output.file.replace(site / "one.txt")
        return now, (site / "one.txt").read_bytes()

    memory, content = made(Memory("x"), "a", "b")
    assert content == b"<a,b>"
    shares["a"] = Share("3", {"one.txt": b"changed"})
    assert made(memory, "a")[1] == b"<b,changed>"


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def _longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def _flipped(path: Path) -> None:
    """Other bytes, of the same length and under the same time stamp."""
    found, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _last(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def _turned(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[len(content) // 2 :] + content[: len(content) // 2])


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _other(path: Path) -> None:
    path.write_bytes((path.parent / "entries.bib").read_bytes())


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut": _cut, "longer": _longer, "one bit": _flipped, "the last byte": _last, "other order": _turned,
    "a folder": _folder, "a pipe": _pipe, "another file": _other, "not there": Path.unlink, "empty": _empty,
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["entries.csv", "collection.sqlite", "entries.ninjs.json"])
def test_what_is_damaged_is_made_again(tmp_path: Path, begun: tuple[Path, Memory], name: str, damage: str) -> None:
    site, memory = begun
    if damage == "a pipe" and not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    path = site / "data" / name
    DAMAGES[damage](path)
    known, expected = replace(other()[0], memo={}), other()[1]
    if damage in ("a folder", "a pipe"):
        # The writer of the site makes room; here the test does, once the file lies ready.
        parts = Parts(known, memory, dress, site)
        for output in chain(parts.outputs([Part(api), Part(downloads)]), parts.joined()):
            if isinstance(output, Ready) and output.path == f"data/{name}":
                assert output.file.read_bytes() == expected[output.path]
        return
    build(site, known, memory)
    assert contents(site) == expected


@pytest.mark.parametrize("damage", ["cut", "one bit", "not there"])
def test_a_damaged_file_is_mended_where_nothing_has_changed(
    tmp_path: Path, begun: tuple[Path, Memory], damage: str
) -> None:
    site, memory = begun
    whole = contents(site)
    DAMAGES[damage](site / "data" / "entries.jsonl")
    build(site, collection(), memory)
    assert contents(site) == whole


def test_what_another_build_wrote_is_not_taken_for_ours(tmp_path: Path, begun: tuple[Path, Memory]) -> None:
    """A build that is stopped after it has changed the site, and before it has noted what it did."""
    site, memory = begun
    build(site, changed(ONE, summary="Of a build that was stopped."), memory)
    stale = Memory("x", memory.keys, memory.parts, memory.lean, memory.sets, memory.sums)
    known = changed("strike-ends", summary="Of the next one.")
    build(site, known, stale)
    assert contents(site) == cold(tmp_path, known)


@pytest.mark.parametrize("known", [changed(ONE, summary="Changed."), without(ids()[0])], ids=["changed", "gone"])
def test_what_stays_for_a_moment_is_right_in_the_end(
    tmp_path: Path, begun: tuple[Path, Memory], known: Collection
) -> None:
    """Where somebody waits for pages, the files stay as they were; what is remembered then misleads nobody."""
    site, memory = begun
    whole = contents(site)
    parts = Parts(known, memory, dress, site)
    list(parts.outputs([Part(api), Part(downloads)], as_they_were=True))
    for output in parts.joined(as_they_were=True):
        path = output[0] if isinstance(output, tuple) else output.path  # type: ignore[union-attr]
        assert isinstance(output, Same) or output == (path, whole[path])
    build(site, known, parts.memory(), parts.left)
    expected = cold(tmp_path, known)
    assert {path: contents(site)[path] for path in expected} == expected


def test_a_part_that_has_gone_while_its_file_stayed_is_not_counted(tmp_path: Path, begun: tuple[Path, Memory]) -> None:
    site, memory = begun
    fewer = without(ids()[3])
    stale = Memory("x", memory.keys, dict(memory.parts), memory.lean, memory.sets, memory.sums)
    (gone,) = (name for name in stale.parts if name.endswith(f'"entries", "{ids()[3]}"]'))
    del stale.parts[gone]
    build(site, fewer, stale)
    expected = cold(tmp_path, fewer)
    assert {path: contents(site)[path] for path in expected} == expected


def test_the_checksums_are_those_of_the_files(begun: tuple[Path, Memory]) -> None:
    site, _ = begun
    lines = (site / "data" / "SHA256SUMS").read_text("utf-8").splitlines()
    named = dict(reversed(line.split("  ")) for line in lines)
    files = {path.relative_to(site / "data").as_posix() for path in (site / "data").rglob("*") if path.is_file()}
    assert named.keys() == files - {"SHA256SUMS"}
    assert len(lines) == len(named) > 9
    for name, digest in named.items():
        assert hashlib.sha256((site / "data" / name).read_bytes()).hexdigest() == digest


def test_the_spool_gives_back_what_it_got(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    assert spool.get(0, 0) == b""
    places = [(spool.put(bytes([n]) * n), n) for n in range(200)]
    for start, n in places:
        assert spool.get(start, start + n) == bytes([n]) * n
    more = spool.put(b"more")
    assert spool.get(more, more + 4) == b"more"
    spool.close()
    assert list((tmp_path / "spool").iterdir()) == []
