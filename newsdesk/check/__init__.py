"""Checks a collection: documents come in, typed records go out, or all their problems at once."""

import hashlib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date

from newsdesk.check.cited.elsewhere import with_places
from newsdesk.check.cited.judging import Beside
from newsdesk.check.draft import Draft, Item
from newsdesk.check.judging import Judged, judged
from newsdesk.check.near.others import Others
from newsdesk.check.parts import Part, Records, kept_items, part_of
from newsdesk.check.rules import ACROSS, OF_ENTRIES
from newsdesk.check.telling import Told, findings, problem_of
from newsdesk.check.unfinished import Drafts
from newsdesk.evidence.names import Official
from newsdesk.load import (
    ADDRESSES,
    CODINGS,
    DIGEST_FILE,
    EDITION,
    FEED_IDS,
    FIGURES,
    LOOKS,
    MOVED,
    PAGES,
    REGISTERS,
    Document,
    example_week,
)
from newsdesk.model import Entry
from newsdesk.model.codes import meant_week
from newsdesk.model.versions import FORMAT, Format
from newsdesk.problems import Problem, in_order

__all__ = ["Draft", "Drafts", "Kept", "check", "gathered"]


@dataclass(slots=True)
class Kept:
    """What is known already, and what a check has found out beside it."""

    parts: MutableMapping[str, Part] = field(default_factory=dict)
    """Of each file its part, by its path below `digests/`; none of a file that cannot be read."""
    records: dict[str, Records] = field(default_factory=dict)
    """Of each file its good records, as long as its part and its document are the same."""
    judged: MutableMapping[tuple[str, str], Judged] = field(default_factory=dict)
    """Of an entry beside its article what was found, by the path and the digest of the text, "" where there is none."""


def check(
    documents: Mapping[str, Document | None],
    known: Format = FORMAT,
    texts: Mapping[str, str] | None = None,
    begun: date | None = None,
    drafts: Drafts | None = None,
    kept: Kept | None = None,
    only: str | None = None,
    language: str = "en",
    others: Others | None = None,
) -> tuple[Draft, list[Problem]]:
    """Check documents keyed by their path below `digests/`; the draft is good if no problem is an error.

    A document is None where the file exists and could not be read: what refers to it is not blamed.
    `texts` are captured articles by the id of their entry, as far as they are at hand. `begun` is the last
    day that has begun: what is dated later lies in the future. With `drafts`, what is unfinished and was
    never published is left out with a note; without, each TODO is an error. What is `kept` is not found out
    again, and what is found out goes there. With `only`, the path of an entry, its problems are all there, and
    those of other files may be missing. `language` is that of our own texts. `others` are the entries that are no
    documents here; Wider where something depends on what they say.
    """
    checking = _Check(documents, known, drafts, kept or Kept())
    checking.draft.language, checking.draft.others = language, others
    checking.week = example_week(others.weeks) if others else checking.week
    return checking.run(texts or {}, begun, only)


def gathered(documents: Mapping[str, Document | None], drafts: Drafts, kept: Kept) -> Draft:
    """The draft as `check` puts it together, at which no rule has looked that looks at several files."""
    checking = _Check(documents, FORMAT, drafts, kept)
    checking.gather()
    return checking.draft


class _Check:
    """One run over all documents."""

    def __init__(
        self, documents: Mapping[str, Document | None], known: Format, drafts: Drafts | None, kept: Kept
    ) -> None:
        self.documents, self.known, self.drafts, self.kept = documents, known, drafts, kept
        self.draft, self.problems = Draft(), list[Problem]()
        self.week = example_week({inner.partition("/")[0] for inner in documents})
        self.entries: dict[str, Item[Entry]] = {}

    def run(self, texts: Mapping[str, str], begun: date | None, only: str | None) -> tuple[Draft, list[Problem]]:
        """Put the draft together, and look at it with all rules."""
        draft = self.draft
        draft.texts, draft.begun, draft.official = texts, begun, Official(draft.official_names)
        self.gather()
        self.problems += _missing_digests(draft, self.documents) + _missing_registers(draft, self.documents)
        if only is not None:
            draft.asked = [self.entries[only]] if only in self.entries else []
        self.judge(texts)
        self.problems += Beside(draft, self.entries, self.kept.judged).problems()
        self.problems += findings(ACROSS if only is None else OF_ENTRIES, draft)
        return draft, in_order(self.problems)

    def gather(self) -> None:
        """Put the draft together, and tell what is wrong with single files."""
        made = {inner: self.made(inner, document) for inner, document in self.documents.items() if document}
        left_out = self.left_out()
        for inner, document in self.documents.items():
            if inner in left_out:
                self.problems.append(left_out[inner])
                self.draft.left_out.append(left_out[inner])
                self.draft.unfinished[inner.rpartition("/")[2].removesuffix(".yaml")] = left_out[inner].path
            elif document and self.kept.parts[inner]["current"]:
                self.take(inner, document, made[inner])
            else:
                # What another version means by its fields is not known here.
                self.miss(inner, document)

    def made(self, inner: str, document: Document) -> Records:
        """The records of a file. Its part is made where it is not known."""
        if inner in self.kept.records:
            return self.kept.records[inner]
        leaves_out = self.drafts is not None
        if part := self.kept.parts.get(inner):
            records = kept_items(inner, document, part, leaves_out=leaves_out)
        else:
            self.kept.parts[inner], records = part_of(inner, document, self.known, leaves_out=leaves_out)
        self.kept.records[inner] = records
        return records

    def left_out(self) -> Mapping[str, Problem]:
        """Drafts that are left out, with the line that says so."""
        if not self.drafts:
            return {}
        notes = {
            inner: problem_of(document.path, said)
            for inner, document in self.documents.items()
            if document and (said := self.kept.parts[inner]["waits"])
        }
        return self.drafts.left_out(self.documents, notes)

    def miss(self, inner: str, document: Document | None) -> None:
        """A file that cannot be read, or is of another version: what it holds is not known to be missing."""
        folder, _, name = inner.rpartition("/")
        if document:
            self.tell(document, self.kept.parts[inner]["problems"])
        if inner in (ADDRESSES, FEED_IDS) or EDITION.fullmatch(name):
            return
        if folder:
            self.draft.faulty.setdefault("entries", set()).add(name.removesuffix(".yaml"))
        else:
            self.draft.unread.add(name.removesuffix(".yaml"))

    def take(self, inner: str, document: Document, records: Records) -> None:
        """Put what a file holds into the draft."""
        draft, part = self.draft, self.kept.parts[inner]
        folder, _, name = inner.rpartition("/")
        edition, name = EDITION.fullmatch(name), name.removesuffix(".yaml")
        self.tell(document, part["problems"])
        if inner == ADDRESSES:
            draft.addresses = document
        elif inner == FEED_IDS:
            draft.feed_ids = document
        elif edition:
            draft.frozen[folder, int(edition[1])] = document
            draft.frozen_keys[folder, int(edition[1])] = part["keys"][""]
        elif folder:
            if part["top"] is not None:
                self.bad_folder(folder, document, part["top"])
            if name == DIGEST_FILE.removesuffix(".yaml"):
                draft.digests |= records
                self.blame("digests", part)
                return
            for item in records.values():  # one, where it is good
                draft.entries.append(item)
                self.entries[inner] = item
            self.blame("entries", part)
        elif name in REGISTERS:
            getattr(draft, name).update(records)
            self.blame(name, part)
        elif inner == MOVED:
            draft.moved = records.get("")
            draft.unread |= set() if draft.moved else {"_moved"}
        elif inner == PAGES:
            draft.cited |= records
            self.blame("cited", part)
        elif inner == FIGURES:
            draft.figures = records.get("")
        elif inner == LOOKS:
            draft.looks = records.get("")
        elif inner == CODINGS:
            draft.codings = records.get("")

    def blame(self, kind: str, part: Part) -> None:
        """Records with a fault exist all the same."""
        if part["faulty"]:
            self.draft.faulty.setdefault(kind, set()).update(part["faulty"])

    def tell(self, document: Document, told: list[Told]) -> None:
        """Problems of a file."""
        self.problems += [problem_of(document.path, said) for said in told]

    def bad_folder(self, folder: str, document: Document, top: tuple[int, int]) -> None:
        """The name of a folder tells which week it is."""
        meant = meant_week(folder)
        hint = f"Call the folder {meant}." if meant else f"Call the folder like {self.week}."
        message = f'"{folder}" is not an ISO 8601 week.'
        self.problems.append(Problem(document.path, *top, "bad-folder", message, hint))

    def judge(self, texts: Mapping[str, str]) -> None:
        """Look at entries beside their articles: by the text where it is at hand, else by the fingerprint."""
        draft, digest = self.draft, ""
        asked = {id(item) for item in draft.looked_at}
        for inner, item in self.entries.items():
            if id(item) not in asked:
                continue
            text = texts.get(item.keys["id"]) if texts else None
            alone = self.kept.parts[inner].get("judged")
            if text is None and alone is not None:
                self.tell(item.document, with_places(draft, item, alone, texts))
                continue
            digest = digest or digest_of("\0".join(sorted(draft.official_names())))
            key = inner, digest_of(text) if text is not None else ""
            found = self.kept.judged.get(key)
            if found is None or found["official"] not in (None, digest):
                found = self.kept.judged[key] = judged(item, text, draft.official, digest)
            self.tell(item.document, with_places(draft, item, found["problems"], texts))


def digest_of(text: str) -> str:
    """The digest of a text: BLAKE2b, 128 bits, in hex."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _missing_digests(draft: Draft, documents: Mapping[str, Document | None]) -> list[Problem]:
    """Each week has a file `_digest.yaml`, which says whether the week is published."""
    problems = {}
    for item in draft.entries:
        week = item.keys["week"]
        if f"{week}/{DIGEST_FILE}" not in documents:
            path = item.document.path.rpartition("/")[0] + "/" + DIGEST_FILE
            problems[week] = Problem(
                path,
                1,
                1,
                "missing-digest",
                f"{week} has entries and no {DIGEST_FILE}.",
                f"Create it with two lines: schema: {FORMAT.current} and status: draft.",
            )
    return list(problems.values())


def _missing_registers(draft: Draft, documents: Mapping[str, Document | None]) -> list[Problem]:
    """Every entry has an outlet and a topic: said once, and not once for each of them."""
    problems = []
    base = next((one.path.removesuffix(inner) for inner, one in documents.items() if one), "")
    for register in ("outlets", "topics"):
        if (draft.entries or draft.others) and f"{register}.yaml" not in documents:
            path = f"{base}{register}.yaml"
            message = f"There are entries and no {register}.yaml."
            hint = f'Create it: schema: {FORMAT.current}, and below "{register}:" each record under its id.'
            problems.append(Problem(path, 1, 1, "missing-register", message, hint))
            draft.unread.add(register)
    return problems
