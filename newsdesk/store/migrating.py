"""Lifts the files of a collection to the current version of the format: all of them, or none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.load import ADDRESSES, DIGEST_FILE, Document, read_tree, read_whole
from newsdesk.load.lift import Lift, lift, other_version
from newsdesk.model.addresses import week_path
from newsdesk.model.codes import is_week
from newsdesk.model.versions import FORMAT, KINDS, Format, kind_of
from newsdesk.problems import Problem, Refusal, has_errors, in_order
from newsdesk.store.files import replace

_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Migration:
    """What lifting a collection comes to: the files by their path below `digests`, or problems."""

    problems: list[Problem] = field(default_factory=list)
    lifts: dict[str, Lift] = field(default_factory=dict)
    olds: dict[str, str] = field(default_factory=dict)
    """The texts that the lifts replace."""
    shown: dict[str, str] = field(default_factory=dict)
    """Paths as the editor types them."""
    unkept: list[str] = field(default_factory=list)
    """Weeks that say that they are published, of which no address was kept: they went out before that was done."""


def plan(digests: Path, root: Path, known: Format = FORMAT) -> Migration:
    """Read a whole collection and work out the new texts; nothing is written."""
    made = Migration()
    documents, made.problems = read_tree(digests, root)
    faulty = {problem.path for problem in made.problems}
    for inner, document in documents.items():
        kind = kind_of(inner)
        if document is None or document.path in faulty or kind not in KINDS:
            continue
        version, other = known.version_of(document.data), other_version(document, known)
        if version is None:
            made.problems.append(
                Problem(
                    document.path,
                    *document.where(("schema",)),
                    "unknown-schema",
                    "The version of the format is missing or unknown.",
                    "Write the version that the file was written for, such as schema: 1.",
                )
            )
        elif version > known.current and other:
            made.problems.append(other)
        elif other:
            done = lift(kind, document, known)
            if isinstance(done, Problem):
                made.problems.append(done)
            else:
                made.lifts[inner], made.olds[inner], made.shown[inner] = done, document.text, document.path
    made.problems, made.unkept = in_order(made.problems), sorted(_unkept(documents))
    return made


def _unkept(documents: Mapping[str, Document | None]) -> Iterator[str]:
    addresses = documents.get(ADDRESSES)
    kept = set(addresses.data["lines"]) if addresses else set[str]()
    for inner, document in documents.items():
        week, _, name = inner.partition("/")
        says = document.data.get("status") if document and name == DIGEST_FILE else None
        if says == "published" and is_week(week) and week_path(week) not in kept:
            yield week


def write(made: Migration, digests: Path) -> None:
    """Write the new texts, each file in one step: whoever stops it leaves whole files, old or new.

    Refusal if a file has changed since it was read. Run again, it lifts what is left.
    """
    assert not has_errors(made.problems)
    for inner, done in made.lifts.items():
        path = digests / inner
        raw = read_whole(path)
        if raw.removeprefix(_BOM).decode("utf-8", "replace") != made.olds[inner]:
            raise Refusal(f"{made.shown[inner]} has changed in the meantime. Run the command again.")
        replace(path, (_BOM if raw.startswith(_BOM) else b"") + done.text.encode())


def in_words(made: Migration) -> Iterator[str]:
    """A line for each file: where it is, and what changes in it."""
    for inner, done in made.lifts.items():
        changes = [says if times == 1 else f"{says} ({times} times)" for says, times in done.changes]
        what = "; ".join(changes) or "nothing but the version"
        yield f"{made.shown[inner]}: version {done.before} to {done.after}: {what}"
