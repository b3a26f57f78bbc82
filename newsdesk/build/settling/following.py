"""Evidence follows a text that has changed: what the record no longer shows is let go, what is at hand is compared."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from newsdesk.build.cache import Cache
from newsdesk.build.examining import looked
from newsdesk.build.inputs.itself import digest_of_program
from newsdesk.build.project import Project
from newsdesk.check.cited.comparing import article_hashed, forgotten_page, kept_hashes
from newsdesk.check.draft import Draft
from newsdesk.check.near.ties import Tie, to_pages
from newsdesk.evidence import claims_in, evidence_of, forgotten, seal_of, sealed
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.words import digest, words
from newsdesk.load import PAGES, parse, read_whole, shown_path
from newsdesk.model import Evidence
from newsdesk.model.evidence import PageEvidence
from newsdesk.store.cited.writing import known_pages, with_page
from newsdesk.store.editing import Changes, Document
from newsdesk.store.evidence_writing import WRAPPED, usable

_FOLLOWING = ("names", "quotations", "summary", *WRAPPED, "seal")


def follow(project: Project, changes: Changes, path: Path, before: dict[str, Any], begun: date | None = None) -> None:
    """Let the evidence of an entry follow its text, and that of the pages that a record of this file cites.

    `before` is what the file said. Where the captured text of the article is at hand, and is the same as before, new
    names and quotations are looked up in it. Without it nothing is known of them: the check says so.
    """
    document = changes.document(path)
    addresses = _addresses([before, document.get()])
    pages = {name: page for name, page in _pages(project, addresses).items() if name in addresses}
    has_own = isinstance(document.get("evidence"), dict)
    if not (has_own or pages) or path in changes.moved():
        return  # only its week is another one
    inner = path.relative_to(project.digests).as_posix()
    draft = _draft(project, changes, inner, begun, to_pages(pages))
    if has_own and path.stem in draft.ids:
        _own(document, draft, path.stem)
    if pages and not (draft.unfinished or any(draft.faulty.values()) or draft.unread):
        _cited(project, changes, draft, pages)


def _draft(project: Project, changes: Changes, inner: str, begun: date | None, pages: Tie) -> Draft:
    """The collection as a check would see it with this text, as far as the entry or its pages have to do with it."""
    text = changes.document(project.digests / inner).text
    files, faults = changes.walked(project.digests)
    parts = tuple(inner.split("/"))
    files = [replace(one, held=text.encode(), _digest="") if one.parts == parts else one for one in files]
    with Cache(project.cache, digest_of_program()) as cache:
        return looked(project, cache, (files, faults), begun=begun, wanted=inner, only=inner, near=[pages]).draft


def _own(document: Document, draft: Draft, name: str) -> None:
    try:
        old = Evidence.model_validate(document.get("evidence"))
    except ValueError:
        return
    if seal_of(old) != old.seal:
        return  # the check says what is wrong with it
    claims = claims_in(document.get(), draft.official)
    text = draft.texts.get(name)
    if text is not None and digest(words(text)) == old.sha256:
        article = usable(text)
        made = evidence_of(article, claims, old.captured)
        hashed = article_hashed(draft, name, made, text, draft.ids[name].keys["language"])
        made = evidence_of(article, claims, old.captured, hashed.fields)
    else:
        made = forgotten(claims, old)
        made = made.model_copy(update=dict(kept_hashes(draft, ("entry", name), made)))
        made = sealed(made)
    now, was = (one.model_dump(mode="json") for one in (made, old))
    for field in _FOLLOWING:
        if now[field] == was[field]:
            continue
        if field in WRAPPED and not now[field]:
            document.remove(("evidence", field))
        else:
            document.set(("evidence", field), " ".join(now[field]) if field in WRAPPED else now[field])


def _addresses(records: Iterable[Any]) -> set[str]:
    """The clean addresses of all pages that are cited somewhere in what files say."""
    found = set()
    for data in records:
        if isinstance(data, dict):
            references = data.get("references")
            for one in references.values() if isinstance(references, dict) else ():
                try:
                    found.add(address_key(str(one["url"])))
                except (ValueError, KeyError, TypeError):
                    continue
            found |= _addresses(value for value in data.values() if isinstance(value, dict))
    return found


def _pages(project: Project, addresses: set[str]) -> dict[str, PageEvidence]:
    """The evidence of all pages, where that of one of these may be among it."""
    path = project.digests / PAGES
    if not addresses or not path.is_file():
        return {}
    raw = read_whole(path)
    if not any(address.encode() in raw for address in addresses):
        return {}
    return dict(known_pages(project.digests, project.root))


def _cited(project: Project, changes: Changes, draft: Draft, pages: dict[str, PageEvidence]) -> None:
    path = project.digests / PAGES
    raw = read_whole(path)
    text = made = raw.decode("utf-8-sig").replace("\r\n", "\n")
    for address, page in pages.items():
        now = forgotten_page(draft, page)
        if now != page:
            made = with_page(made, now, address)
    if made != text and not parse(shown_path(path, project.root), made.encode(), 1 << 40)[1]:
        changes.put(path, made.replace("\n", "\r\n") if b"\r\n" in raw else made)
