"""An article is drafted: a page, a text or a PDF comes in; its capture and a draft of its entry go out, on the disk."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsdesk.build.cache import Cache
from newsdesk.build.examining import looked
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.inputs.listing import all_files
from newsdesk.build.project import Project
from newsdesk.check import Draft
from newsdesk.check.near.ties import as_compared, to_article
from newsdesk.check.prose import word_count
from newsdesk.check.shape import todos
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.intake.capture import Capture, Found
from newsdesk.intake.draft.entry import OutletGuess, draft_text, id_for, outlet_of, week_for
from newsdesk.intake.draft.similar import alike, alike_by_fingerprint
from newsdesk.intake.draft.sources import as_yaml, suggestions
from newsdesk.intake.draft.writing import one_line
from newsdesk.intake.keeping import Article, keep
from newsdesk.intake.original import Original, reading
from newsdesk.load import parse, read_ordinary
from newsdesk.load.ordinary import printable
from newsdesk.model import Entry, Outlet
from newsdesk.model.addresses import entry_path
from newsdesk.model.codes import week_of
from newsdesk.model.edtf import Edtf
from newsdesk.model.naming import slug
from newsdesk.problems import COMMAND_LINE, Refusal
from newsdesk.store.editing.formatting import formatted

if TYPE_CHECKING:
    from newsdesk.build.examining import Examined

# How many letters of a captured text are compared with others.
_COMPARED = 400_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article beside what its page says; None where nothing is."""

    week: str | None = None
    """The week in whose folder the entry is to stand."""
    published: str | None = None
    """When it was published, as an EDTF date, by whoever asks."""
    name: str | None = None
    """The id of the entry, if not one made from its title."""
    perhaps: str | None = None
    """The day that a feed or a list gives it, as an EDTF date: it counts where the page is silent."""
    address: str | None = None
    """The address that a feed or a list gives it: it counts where the page names none."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What came of drafting an article."""

    entry: str
    """The id of its entry."""
    inner: str
    """The draft's path below the folder of the collection."""
    written: tuple[Path, ...]
    """The files that were written."""
    said: tuple[str, ...]
    """What to tell the editor, a line each: what it may be the same as, what was found, what is left to do."""


def _with_known(capture: Capture, original: Original, known: Known) -> Capture:
    """What an article says of itself, and what else is known of it."""
    answer = original.answer
    if answer and capture.url is None:
        capture = replace(capture, url=Found(answer.address, "the address that was fetched"))
    if known.address and capture.url is None:
        capture = replace(capture, url=Found(known.address, "the inbox"))
    said = capture.published
    if known.published:
        same = bool(said and said.certain and said.value == known.published)
        found = Found(known.published, "what you said")
        capture = replace(capture, published=found, published_basis=capture.published_basis if same else None)
    return capture


def draft(
    project: Project, original: Original, known: Known, now: datetime, read: Callable[[], Capture] | None = None
) -> Drafted:
    """Capture one article and write its draft; nothing that exists is ever overwritten. Refusal says why not.

    `read` gives what `reading` has begun to read.
    """
    read = read or reading(original, now.date(), project.cache)
    return _made(project, known, original, cache(lambda: _with_known(read(), original, known)), now)


def _asked_week(capture: Capture, known: Known) -> str | None:
    """The week that is named, or where the page is silent that of the day that a list gives."""
    if known.week or not known.perhaps or (capture.published and capture.published.certain):
        return known.week
    day = Edtf.parse(known.perhaps)
    return week_of(day.first) if week_of(day.first) == week_of(day.last) else None


def _tie_of(capture: Capture) -> tuple[str | None, str | None]:
    """What an article may share with others: the key of its address, and its title as it is compared."""
    address = address_key(capture.url.value) if capture.url else None
    return address, as_compared(capture.title.value) if capture.title else None


def _made(
    project: Project, known: Known, original: Original, captured: Callable[[], Capture], now: datetime
) -> Drafted:
    """Write everything; returns what to tell the editor."""
    files, faults = all_files(project)
    with Cache(project.cache, digest_of_program()) as kept:
        # Asked for when it is needed, after all files were looked at: it may still be read.
        near = (to_article(*_tie_of(captured())) for _ in range(1))
        seen_there = looked(project, kept, (files, faults), near=near, texts=True)
    capture = captured()
    address, title = _tie_of(capture)
    draft = seen_there.draft
    outlets = {id: item.record for id, item in draft.outlets.items()}
    spellings: dict[tuple[str, str], Iterable[str]] = {("outlets", id): o.spellings for id, o in outlets.items()}
    names = {id: outlet.name_en or outlet.name for id, outlet in outlets.items()}
    for id, item in draft.people.items():
        # Who is not public has no list of spellings, here neither. The keys tell it, so that no record is made.
        if item.keys["public"]:
            spellings["people", id] = item.keys["names"]
            names[id] = item.keys["names"][0]
    heard = capture.detected or (capture.language.value if capture.language else None)
    found, seen = suggestions(capture.text, spellings, heard, capture.blocks)
    guess = outlet_of(capture, outlets, [one.id for one in seen if one.kind == "outlets"])
    week, agrees = week_for(capture, _asked_week(capture, known), original.shown)
    certain = capture.published.value if capture.published and capture.published.certain else None
    day = certain if certain and re.fullmatch(r"[0-9-]{10}", certain) else None
    entry_id = known.name or id_for(capture, guess, day, week)
    _refuse_same(seen_there, address)
    paths = [printable("/".join(file.parts)) for file in files]
    _refuse_known(draft, paths, entry_id, named=bool(known.name))
    look_alikes = list(_look_alikes(project, draft, capture, address, title, entry_id))
    tag = capture.language.value if capture.language and capture.language.certain else None
    text = draft_text(
        capture,
        entry_id,
        guess,
        agrees=agrees,
        today=now.date(),
        sources=as_yaml(found, seen, tag, names),
        look_alikes=look_alikes,
        notes=_notes(guess, outlets),
        command=project.door.command,
    )
    text = formatted(f"{entry_id}.yaml", text).text
    document, problems = parse(f"{entry_id}.yaml", text.encode())
    if document is None or problems:
        raise Refusal(f"No draft came of {original.shown}: {problems[0].sentence} Save its text as a .txt file.")
    article = Article(original.raw, original.kind, original.file, original.answer, capture.text)
    written = keep(project.root, project.captures, project.digests / week, entry_id, text, article, now)
    said = (
        *(f"Look: {one}" for one in look_alikes),
        *_other_name(capture, entry_id, asked=bool(known.name)),
        f"Found: {_in_words(capture, guess, len(found), len(seen))}.",
        f"TODO: {', '.join(dict.fromkeys(str(place[0]) for place in todos(document.data)))}.",
    )
    return Drafted(entry_id, f"{week}/{entry_id}.yaml", tuple(written), said)


def _other_name(capture: Capture, entry_id: str, *, asked: bool) -> list[str]:
    """A name from the transliteration of a title in another script, as a suggestion."""
    title = capture.title.value if capture.title else ""
    other = slug(title, any_script=True)
    if asked or slug(title) or len(other) < 8 or other == entry_id:
        return []
    return [f"Name: {entry_id}, since the title is in another script; from its letters it would be --name {other}."]


def _refuse_known(draft: Draft, paths: Iterable[str], entry_id: str, *, named: bool) -> None:
    """Ids are unique across weeks, and an address that moved stays taken."""
    there = [path for path in paths if path.endswith(f"/{entry_id}.yaml")]
    moved = draft.moved.record.moved if draft.moved else ()
    there += [f"_moved.yaml: {one.path}" for one in moved if one.path.endswith(f"/{entry_id}/")]
    if there:
        raise Refusal(f"There is already {there[0]}. Choose {'another' if named else 'a'} name with --name.")


def _refuse_same(found: "Examined", key: str | None) -> None:
    """An article has one entry; one that is withdrawn may come back as another."""
    if key is None:
        return
    why = "is about the same address, and an article has one entry. Nothing was written."
    known = found.draft.articles.get(key)
    if known:
        raise Refusal(f"{known.document.path} {why} Look at it: {COMMAND_LINE} review {known.keys['id']}")
    good = {item.document.path for item in found.draft.entries}
    for inner, document in found.documents.items():
        # A draft that waits for its editor is no entry yet, and yet about this article.
        url = document.data.get("url") if document and "/" in inner and isinstance(document.data, dict) else None
        if document and document.path not in good and isinstance(url, str) and address_key(url) == key:
            raise Refusal(f"{document.path} {why} Go on with it: {COMMAND_LINE} finish {Path(inner).stem}")


def _look_alikes(
    project: Project, draft: Draft, capture: Capture, key: str | None, title: str | None, entry_id: str
) -> Iterable[str]:
    """Entries and captures that may be about the same article."""
    told = set()
    for item in draft.entries:
        entry: Entry = item.record
        addresses = [entry.url, *(version.url for version in entry.versions)]
        if key and key in {address_key(one) for one in addresses if one}:
            told.add(entry.id)
            yield f"{item.document.path} is about the same address, and is withdrawn."
        elif title and title == as_compared(entry.title):
            told.add(entry.id)
            yield f"{item.document.path} has the same title ({entry_path(entry)})."
    others = ((path.stem, _beginning(path)) for path in _captured(project, entry_id))
    for name, share in alike(capture.text, others):
        if name not in told:
            told.add(name)
            yield f"captures/{name}.txt has {share:.0%} of its word sequences in common with this text."
    prints = {item.record.id: item for item in draft.entries if item.record.evidence and item.record.id not in told}
    known = {name: item.record.evidence for name, item in prints.items() if item.record.evidence}
    for name, share in alike_by_fingerprint(capture.text, known):
        yield f"{prints[name].document.path}: by its fingerprint, its article shares about {share:.0%} with this."


def _beginning(path: Path) -> str:
    """What tells a text from others; nothing of one that cannot be read."""
    with suppress(OSError):
        return read_ordinary(path, 4 * _COMPARED).decode("utf-8", "replace")[:_COMPARED]
    return ""


def _captured(project: Project, entry_id: str) -> list[Path]:
    return [path for path in sorted(project.captures.glob("*.txt")) if path.is_file() and path.stem != entry_id]


def _notes(guess: OutletGuess, outlets: Mapping[str, Outlet]) -> list[str]:
    acts = [one for one in outlets[guess.id].designations if one.ended is None] if guess.id else []
    if not acts:
        return []
    who = acts[0].authority
    return [f"{guess.id} is under a designation by {who}: see outlets.yaml, and keep quotations short."]


def _in_words(capture: Capture, guess: OutletGuess, passages: int, named: int) -> str:
    def said(what: str, found: Found | None) -> str:
        return f"{what} {one_line(found.value, 80)}" if found and found.certain else f"no certain {what}"

    host = urlsplit(capture.url.value).hostname if capture.url else None
    where = f"outlet {guess.id}" if guess.id else f"no registered outlet{f' for {host}' if host else ''}"
    words = word_count(capture.text)
    return ", ".join(
        [
            said("title", capture.title),
            said("date", capture.published),
            said("language", capture.language),
            where,
            f"{words:,} words",
            f"{passages} quoted passages",
            f"{named} registered names",
        ]
    )
