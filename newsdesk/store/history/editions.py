"""What a week said when its last edition went out, found in the history of the collection."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.check.changes import Before
from newsdesk.check.changes.fields import without_copies
from newsdesk.check.changes.records import Moved, path_of
from newsdesk.check.unfinished import is_waiting, page_of
from newsdesk.load import ADDRESSES, DIGEST_FILE, MOVED, Document, parse
from newsdesk.model import Digest, DigestStatus, Edition
from newsdesk.model.versions import kind_of, lifted
from newsdesk.problems import Refusal, UsageError
from newsdesk.store.history import DEEPEN, before, blobs, contents, git, is_whole, words
from newsdesk.store.history.kept import kept

Files = Mapping[str, Document | None]
# What closing itself writes is no content.
_BOOKKEEPING = frozenset({"status", "published", "editions"})
_NO_LIMIT = 1 << 30


def fingerprint(files: Mapping[str, dict[str, Any] | None], week: str, known: Collection[str]) -> str:
    """SHA-256 of the content of a week, by the names of its files: comments and formatting do not count.

    Neither do archived copies, and drafts that are not finished, unless their address is `known`: has gone out.
    """
    return _hashed({name: data and without_copies(data) for name, data in files.items()}, week, known)


def is_said_by(data: str, files: Mapping[str, dict[str, Any] | None], week: str, known: Collection[str]) -> bool:
    """Whether this is the fingerprint of a week, or the one that counted its archived copies, as it once did."""
    return data in (fingerprint(files, week, known), _hashed(files, week, known))


def _hashed(files: Mapping[str, dict[str, Any] | None], week: str, known: Collection[str]) -> str:
    content = {
        name: {key: value for key, value in data.items() if name != DIGEST_FILE or key not in _BOOKKEEPING}
        for name, data in sorted(files.items())
        if data is not None and (name == DIGEST_FILE or page_of(name, week) in known or not is_waiting(data))
    }
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def is_said_now(data: str, documents: Files, week: str) -> bool:
    """The same of a week as it stands."""
    files = {name: document.data if document else None for name, document in _of_week(documents, week)}
    return is_said_by(data, files, week, _addresses(documents))


def _addresses(documents: Files) -> frozenset[str]:
    document = documents.get(ADDRESSES)
    return frozenset(document.data["lines"] if document else ())


def _of_week(documents: Files, week: str) -> Iterator[tuple[str, Document | None]]:
    for path, document in documents.items():
        folder, _, name = path.partition("/")
        if folder == week and name.endswith(".yaml"):
            yield name, document


@dataclass(frozen=True, slots=True)
class Out:
    """A week as it went out, and where that was found: its commit, or one that holds the same."""

    before: Before
    is_exact: bool = True
    """Whether it is what the edition recorded; else the nearest that was ever committed."""
    with_registers: bool = True
    """Whether the registers are those of that day, too."""


class History:
    """The history of the collection in `digests`, whose files are `documents` now."""

    def __init__(self, digests: Path, documents: Files) -> None:
        self.digests, self.documents = digests, documents
        self._parsed: dict[bytes, dict[str, Any] | None] = {}
        self.is_whole: bool | None = None
        if git_is_there():
            self.is_whole = is_whole(digests)

    def since_newest(self) -> Before | None:
        """The whole collection as it was when the newest edition of any week was committed; None before the first.

        Refusal in a shallow clone that does not reach so far.
        """
        if self.is_whole is None:
            return None
        found = self._log("-1", "--diff-filter=A", "--", ":(glob)*/_edition-*.md")
        if not found:
            return None
        self._need(found[0], "The newest edition")
        return self._before(found[0], None)

    def of(self, week: str, digest: Digest) -> Out | None:
        """A published week as its last edition had it; None where nothing is known, and nothing differs.

        Refusal, with the remedy, where it differs and nothing is known.
        """
        last = digest.editions[-1] if digest.editions else None
        if digest.status is DigestStatus.DRAFT:
            return None
        if self.is_whole is None:
            if last is None or is_said_now(last.data, self.documents, week):
                return None
            if only_added := self._without_newcomers(week, last):
                return only_added
            raise Refusal(
                f"{self.digests} is not in a git repository, so nothing is known of what edition {last.number} of"
                f" {week} said, and the week has changed since. Put its files back as they went out, run git init"
                " and commit them, then make the change again."
            )
        return self._edition(week, last, digest) if last else self._without_editions(week)

    def _without_newcomers(self, week: str, last: Edition) -> Out | None:
        """The week as it stands, less the entries that have never gone out, where that is what its edition had."""
        known = _addresses(self.documents)
        stood = {
            name: document.data
            for name, document in _of_week(self.documents, week)
            if document and (name == DIGEST_FILE or page_of(name, week) in known)
        }
        if not is_said_by(last.data, stood, week, known):
            return None
        beside = {path: document.data for path, document in self.documents.items() if document and "/" not in path}
        documents = {**beside, **{f"{week}/{name}": data for name, data in stood.items()}}
        return Out(Before(f"edition {last.number}", documents), with_registers=False)

    def _edition(self, week: str, last: Edition, digest: Digest) -> Out | None:
        name = f"edition {last.number} of {week}"
        added = self._log("--diff-filter=A", "--", f"{week}/_edition-{last.number}.md")
        if added:
            self._need(added[-1], name)
            if self._said(last.data, added[-1], week):
                return Out(self._before(added[-1], week))
        # Changed before it was committed, or not committed at all: some commit may hold it as it was all the same, or
        # it was kept when it went out.
        if (own := kept(self.digests, week, last.number)) and self._said(last.data, own, week):
            return Out(self._before(own, week))
        for commit in self._log("--", week):
            if self._said(last.data, commit, week):
                return Out(self._as_published(commit, week, digest), with_registers=False)
        if self.is_whole is False:
            raise Refusal(f"What {name} said is not in this clone, which is shallow. {DEEPEN}")
        if added:
            return Out(self._before(added[-1], week), is_exact=False)
        if is_said_now(last.data, self.documents, week):
            return None
        raise Refusal(
            f"No commit holds {name}, and the week has changed since it went out. Put its files back as they were,"
            " commit them, then make the change again."
        )

    def _without_editions(self, week: str) -> Out | None:
        """A week that somebody called published before there were editions: as it was when that was committed."""
        for commit in reversed(self._log("--", f"{week}/{DIGEST_FILE}")):
            if (self._files(commit, week).get(DIGEST_FILE) or {}).get("status") == "published":
                self._need(commit, week)
                return Out(self._before(commit, week))
        return None

    def _need(self, commit: str, what: str) -> None:
        """Refusal where a commit only seems to be the first: what came before it is not in this clone."""
        if self.is_whole is False and not words(git(self.digests, "log", "-1", "--format=%P", commit)):
            raise Refusal(f"{what[:1].upper()}{what[1:]} may be older than this clone, which is shallow. {DEEPEN}")

    def _log(self, *arguments: str) -> list[str]:
        """Commits, the newest first; [] where there is none yet."""
        return words(git(self.digests, "log", "--format=%H", *arguments)).split()

    def _before(self, commit: str, week: str | None) -> Before:
        weeks = None if week is None else {week, *self._sources(week)}
        return before(self.digests, commit, self.documents, _lift, weeks)

    def _sources(self, week: str) -> Iterator[str]:
        """The weeks from which entries have come here."""
        document = self.documents.get(MOVED)
        moved = Moved(document.data if document else {})
        for name, _ in _of_week(self.documents, week):
            address = f"{week.replace('-W', '/w')}/{name.removesuffix('.yaml')}"
            for old in moved.leading_to(address):
                if path := path_of(old):
                    yield path.partition("/")[0]

    def _as_published(self, commit: str, week: str, digest: Digest) -> Before:
        """The week at a commit that does not call it published, or calls it so with other editions."""
        found = self._before(commit, week)
        path = f"{week}/{DIGEST_FILE}"
        now = self.documents.get(path)
        kept = {key: now.data[key] for key in _BOOKKEEPING if key in now.data} if now else {}
        was = {key: value for key, value in (found.documents.get(path) or {}).items() if key not in _BOOKKEEPING}
        published = {"status": "published", "published": str(digest.published), **kept}
        return Before(found.revision, {**found.documents, path: {**was, **published}}, found.editions)

    def _said(self, data: str, commit: str, week: str) -> bool:
        return is_said_by(data, self._files(commit, week), week, self._addresses(commit))

    def _addresses(self, commit: str) -> frozenset[str]:
        """The addresses that had gone out by a commit."""
        blob = blobs(self.digests, commit, []).get(ADDRESSES)
        text = b"".join(contents(self.digests, [blob] if blob else [])).decode("utf-8", "replace")
        return frozenset(text.splitlines())

    def _files(self, commit: str, week: str) -> dict[str, dict[str, Any] | None]:
        """The files of a week at a commit, each as it was written then, read once."""
        ids = {
            inner.partition("/")[2]: blob
            for inner, blob in blobs(self.digests, commit, [week]).items()
            if inner.startswith(f"{week}/") and inner.endswith(".yaml")
        }
        missing = [blob for blob in dict.fromkeys(ids.values()) if blob not in self._parsed]
        for blob, raw in zip(missing, contents(self.digests, missing), strict=True):
            document, _ = parse("", raw, _NO_LIMIT)
            self._parsed[blob] = document.data if document else None
        return {name: self._parsed[blob] for name, blob in ids.items()}


def git_is_there() -> bool:
    """Whether git can be run at all."""
    with suppress(UsageError):
        git(Path(), "--version")
        return True
    return False


def _lift(inner: str, data: dict[str, Any]) -> Any:
    return lifted(kind_of(inner), data)
