"""The only writer: keeps the site folder equal to what was built, by one atomic swap.

Two trees stand side by side: the site, and a staging tree that is brought up to date while the site
is being served. Unchanged files are hard links between the two, so only changed files are written
and nothing is deleted and written anew, which costs ten times as much. A build that fails or is
killed leaves the site as it was; the next one repairs the staging tree.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path

from newsdesk.load import read_whole, real
from newsdesk.output.kept import digest_of, remove
from newsdesk.output.report import NO_FILE, Laid, Output, Ready, Report, Same, Signature, Stay, Unchanged
from newsdesk.output.sealed import MARKER, state_of
from newsdesk.output.writing.scanning import Listed, Tree, listed, scan_both, stamp_of
from newsdesk.output.writing.trees import (
    Trees,
    above,
    clear,
    link,
    locked,
    read_known,
    recover,
    refuse_foreign,
    signature_of,
    swap,
    unlink,
    write_known,
    written,
)
from newsdesk.problems import Refusal

__all__ = ["MARKER", "MARKER_TEXT", "write_site", "write_trees"]

MARKER_TEXT = b"Built by newsdesk: everything in this folder is replaced by the next build.\n"


def write_site(site: Path, outputs: Iterable[Output]) -> Report:
    """Make `site` hold exactly `outputs`, relative paths with contents or digests; Refusal if it may not.

    The outputs are consumed one by one, so an archive larger than memory can be written.
    """
    return write_trees(site, lambda lay: outputs)[0]


# Lays a file where it belongs, also in a process that was forked meanwhile: what comes of it is an output like others.
Lay = Callable[[str, bytes], Laid]


def write_trees(site: Path, outputs: Callable[[Lay], Iterable[Output]]) -> tuple[Report, Trees]:
    """The same, and what stands in both trees after it; `outputs` may have files laid by other processes."""
    site = real(site)
    refuse_foreign(site)
    state = state_of(site)
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{state} cannot be created: {error.strerror}.") from None
    with locked(state) as (_, token):
        recover(site, state)
        try:
            writer = _Writer(site, state)
            return writer.run(outputs(writer.lay)), writer.trees(token)
        except OSError as error:
            raise Refusal(f"{error.filename2 or error.filename or site} cannot be written: {error.strerror}.") from None


class _Writer:
    def __init__(self, site: Path, state: Path) -> None:
        self.site, self.staging, self.state = site, state / "staging", state
        if self.staging.is_symlink() or not self.staging.is_dir():
            remove(self.staging)
        self.known = read_known(state)
        self.forgets, self.known_before = not self.known, len(self.known)
        self.last = Listed.read(state)
        self.trees_now = scan_both(site, self.staging, self.last)
        self.current, self.staged = (tree.files for tree in self.trees_now)
        self.found_folders = self.trees_now[1].folders
        self.folders: set[str] = {""}
        self.touched: set[str] = set()
        """The folders of the staging tree in which a name has come or gone, or is that of another file now."""
        self.report = Report()
        self.swapped = False

    def run(self, outputs: Iterable[Output]) -> Report:
        self.staging.mkdir(exist_ok=True)
        seen: set[str] = set()
        for output in chain([(MARKER, MARKER_TEXT)], outputs):
            if isinstance(output, Stay):
                seen.update(self._stay(f"{output.folder}/"))
                continue
            if isinstance(output, Unchanged):
                _note(output.paths, seen)
                self._stand(output)
                continue
            path = output[0] if isinstance(output, tuple) else output.path
            _note((_safe(path),), seen)
            self._stage(path, output)
        for path in self.staged.keys() - seen:
            unlink(self.staging / path)
            self.touched.add(path.rpartition("/")[0])
            del self.staged[path]
        for folder in sorted(self.found_folders - self.folders, key=len, reverse=True):
            shutil.rmtree(self.staging / folder, ignore_errors=True)  # it holds no page any more
            self.touched.add(folder.rpartition("/")[0])
        self.report.files = len(seen)
        gone = self.current.keys() - seen
        self.report.removed = len(gone)
        if not self.forgets:  # where nothing is remembered, nobody knows whose a file is
            self.report.strangers = sorted(path for path in gone if self.current[path] not in self.known)
        self._stamp()
        if self.report.written or self.report.removed or not self.site.is_dir():
            swap(self.staging, self.site, self.state)
            self.swapped = True
            if self.forgets:
                # Where nothing is remembered of it, the site before was to be forgotten: a name was taken out of it.
                remove(self.staging)
                self.current = {}
                self.trees_now = Tree(), self.trees_now[1]
        if not self._is_as_kept():
            write_known(self.state, self.known, (*self.staged.values(), *self.current.values()))
            now, other = reversed(self.trees_now) if self.swapped else self.trees_now
            listed(now, other, self.last, self.touched).keep(self.state)
        return self.report

    def _is_as_kept(self) -> bool:
        """Whether both trees are as the last build has kept them, so that nothing is to be kept anew."""
        site, staging = self.trees_now
        is_same = not self.swapped and not self.touched and len(self.known) == self.known_before
        return is_same and site.stamps == self.last.site and staging.stamps == self.last.staging

    def _stamp(self) -> None:
        """Note how the folders are that were touched; of all others it is known from before they were listed."""
        tree = self.trees_now[1]
        tree.stamps = {folder: stamp for folder, stamp in tree.stamps.items() if folder in self.folders}
        for folder in self.touched & self.folders:
            tree.stamps[folder] = stamp_of(f"{self.staging}/{folder}")

    def trees(self, token: str) -> Trees:
        """What stands in both trees now."""
        now, other = (self.staged, self.current) if self.swapped else (self.current, self.staged)
        return Trees(self.site, self.state, token, now, other, self.known)

    def _stay(self, top: str) -> Iterator[str]:
        for path in [path for path in self.current if path.startswith(top)]:
            if digest := self._digest(self.site, path, self.current):
                self._stage(path, Same(path, digest, partial(self._read, path)))
                yield path

    def _stand(self, files: Unchanged) -> None:
        """Have files that are as they were stay; one that is not there, or is another one, is made again."""
        current, staged, known = self.current, self.staged, self.known
        folders: set[str] = {path.rpartition("/")[0] for path in files.paths}
        while folders := folders - self.folders:
            self.folders |= folders & self.found_folders
            for folder in folders - self.found_folders:
                self._make_folder(_safe(folder))
            folders = {folder.rpartition("/")[0] for folder in folders}
        for path, digest in zip(files.paths, files.digests, strict=True):
            there = current.get(path)
            if there is None or there != staged.get(path) or known.get(there) != digest:
                self._stage(_safe(path), Same(path, digest, partial(files.again, path)))

    def _read(self, path: str) -> bytes:
        return (self.site / path).read_bytes()

    def lay(self, path: str, content: bytes) -> Laid:
        """Lay a file where it belongs; whoever is at work for another process hands over what came of it."""
        written = self.report.written
        self._stage(_safe(path), (path, content))
        return Laid(path, digest_of(content), self.staged[path], self.report.written > written)

    def _take(self, laid: Laid) -> None:
        """Note what another process has laid where it belongs."""
        for folder in (*above(laid.path), ""):
            self.touched.add(folder)
            if folder in self.folders:
                break
            self.folders.add(folder)
        self.report.written += laid.is_new
        self.known[laid.signature] = laid.digest
        self.staged[laid.path] = laid.signature

    def _stage(self, path: str, output: tuple[str, bytes] | Same | Ready | Laid) -> None:
        if isinstance(output, Laid):
            self._take(output)
            return
        digest = digest_of(output[1]) if isinstance(output, tuple) else output.digest
        folder = path.rpartition("/")[0]
        if folder not in self.folders:
            self._make_folder(folder)
        there = self.current.get(path)
        if there is not None and there == self.staged.get(path) and self.known.get(there) == digest:
            return  # as nearly all files are
        unchanged = self._digest(self.site, path, self.current) == digest
        self.report.written += not unchanged
        if self._digest(self.staging, path, self.staged) == digest:
            return
        self.touched.add(folder)
        target = f"{self.staging}/{path}"
        # Never into an old file: it may be the one that is being served.
        if path in self.staged or (isinstance(output, Ready) and os.path.lexists(target)):
            clear(target)
        if unchanged and link(f"{self.site}/{path}", target):
            signature = self.current[path]
        elif isinstance(output, Ready):
            os.rename(output.file, target)
            signature = signature_of(os.stat(target))
        else:
            content = output.again() if isinstance(output, Same) else output[1]
            digest = digest_of(content) if isinstance(output, Same) else digest
            try:
                signature = written(target, content)
            except FileExistsError:  # of nobody, or of a process that was lost
                clear(target)
                signature = written(target, content)
        self.known[signature] = digest
        self.staged[path] = signature

    def _make_folder(self, folder: str) -> None:
        """Create a folder and those above it; a file in its way is from an older build and goes."""
        parent = folder.rpartition("/")[0]
        if parent not in self.folders:
            self._make_folder(parent)
        if folder not in self.found_folders:
            self.touched |= {folder, parent}
            target = f"{self.staging}/{folder}"
            if folder in self.staged:
                with suppress(FileNotFoundError, IsADirectoryError):  # another process has been here
                    os.unlink(target)
            try:
                os.mkdir(target)
            except FileExistsError:
                if os.path.islink(target) or not os.path.isdir(target):
                    raise
        self.folders.add(folder)

    def _digest(self, tree: Path, path: str, signatures: dict[str, Signature]) -> str | None:
        signature = signatures.get(path)
        if signature is None:
            return None
        if signature not in self.known:
            if signature == NO_FILE:
                return None
            try:
                self.known[signature] = digest_of(read_whole(tree / path))
            except OSError:
                return None  # what cannot be read is written anew
        return self.known[signature]


def _note(paths: Sequence[str], seen: set[str]) -> None:
    """Note the paths of some files; Refusal where one of them is that of another file, too."""
    before = len(seen)
    if twice := seen.intersection(paths):
        raise Refusal(f"Two pages want the path {min(twice)}.")
    seen.update(paths)
    if len(seen) < before + len(paths):
        raise Refusal(f"Two pages want the path {next(path for path, times in Counter(paths).items() if times > 1)}.")


def _safe(path: str) -> str:
    parts = path.split("/")
    if "" in parts or "." in parts or ".." in parts or "\\" in path or "\0" in path:
        raise Refusal(f"A page wants the path {path!r}, which does not lie in the site.")
    return path
