"""Evidence goes with a record that is called otherwise: no sentence has changed, so that what was compared holds."""

import re

from newsdesk.build.cache import Cache
from newsdesk.build.examining import looked
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.check.cited.carried import Called, carried
from newsdesk.check.draft import Draft
from newsdesk.evidence.words import words
from newsdesk.load import DIGEST_FILE, PAGES, parse, read_whole, shown_path
from newsdesk.load.walking import File
from newsdesk.model.evidence import PageEvidence
from newsdesk.store.cited.writing import with_page
from newsdesk.store.editing import Changes

_FIELDS = ("tokens", "absent", "sentences", "seal")
# A word that is bent begins as the name does; shorter ones stand in every text.
_BEGIN, _LONG = 3, 4


def carry(project: Project, changes: Changes, called: Called) -> int:
    """Let all evidence that was made with the old id of a record go with it; returns of how many texts it is.

    The changes of the renaming itself stand in `changes` already, and nothing of them on the disk.
    """
    files, faults = changes.walked(project.digests)
    entries = {file.parts[-1].removesuffix(".yaml"): file for file in files if _is_entry(file)}
    pages = {file.parts: file for file in files}.get((PAGES,))
    if not (pages or any((raw := file.raw) and b"\nevidence:" in raw for file in entries.values())):
        return 0
    # What is sought is the collection, and the problems of one entry are found soonest.
    own = entries.get(called.old) if called.kind == "entries" else next(iter(entries.values()), None)
    inner = "/".join(own.parts) if own else None
    with Cache(project.cache, digest_of_program()) as cache:
        wanted = inner if called.kind == "entries" else None
        near = () if wanted else None
        draft = looked(project, cache, (files, faults), wanted=wanted, only=inner, near=near).draft
    where = None if called.kind == "entries" else _naming(draft, called, entries)
    went = {old: new for new, old in changes.moved().items()}
    path, number = project.digests / PAGES, 0
    text = made = read_whole(path).decode("utf-8-sig").replace("\r\n", "\n") if pages else ""
    for (_, name), evidence in carried(draft, called, where):
        number += 1
        if isinstance(evidence, PageEvidence):
            made = with_page(made, evidence, name)
            continue
        place = project.digests.joinpath(*entries[name].parts)
        document = changes.document(went.get(place, place))
        said = evidence.model_dump(mode="json")
        for field in _FIELDS:
            now = " ".join(said[field]) if isinstance(said[field], list) else said[field]
            if now:
                document.set(("evidence", field), now)
    if made != text and not parse(shown_path(path, project.root), made.encode(), 1 << 40)[1]:
        raw = read_whole(path)
        changes.put(path, made.replace("\n", "\r\n") if b"\r\n" in raw else made)
    return number


def _is_entry(file: File) -> bool:
    return len(file.parts) == 2 and file.parts[1].endswith(".yaml") and file.parts[1] != DIGEST_FILE


def _naming(draft: Draft, called: Called, entries: dict[str, File]) -> set[str]:
    """The entries in which a record may be named, by its id or in words."""
    spellings = dict(draft.spellings()).get(called.old, ())
    begins = {word[:_BEGIN] for text in spellings for word in words(text) if len(word) >= _LONG or not word.isascii()}
    begins |= {word for text in spellings for word in words(text)} if not begins else set()
    forms = {form for one in begins for form in (one, one.title(), one.upper())} | {called.old}
    sought = re.compile(b"|".join(re.escape(form.encode()) for form in sorted(forms)))
    return {name for name, file in entries.items() if (raw := file.raw) and sought.search(raw)}
