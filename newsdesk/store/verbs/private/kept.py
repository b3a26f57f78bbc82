"""What the program has written down of what went out: editions, addresses, tombstones, evidence of cited pages."""

import hashlib
import re
from pathlib import Path

from newsdesk.check.changes.cover import list_of
from newsdesk.check.changes.fields import text_of
from newsdesk.check.changes.private.spelling import Spellings
from newsdesk.check.changes.taken import taken_line
from newsdesk.check.cited.written import evidence_at
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.load import DIGEST_FILE, parse, read_whole
from newsdesk.load.ordinary import MAX_PAGES_BYTES
from newsdesk.problems import Refusal
from newsdesk.store.cited.writing import with_page
from newsdesk.store.editing import Changes
from newsdesk.store.verbs.private.evidence import OF_SENTENCES, page_without_names
from newsdesk.store.verbs.private.replacing import edition_replaced


def edition_without(changes: Changes, digests: Path, inner: str, spellings: Spellings, by: str, today: str) -> bool:
    """Take a name out of a frozen edition; its digest then says on which day that was done."""
    path = digests / inner
    text = read_whole(path).decode("utf-8")
    if not spellings.spans(text):
        return False
    made = edition_replaced(spellings, text, by)
    changes.put(path, made)
    number = int(re.sub(r"\D", "", path.name))
    digest = changes.document(path.with_name(DIGEST_FILE))
    for index, edition in enumerate(list_of(digest.get("editions"))):
        if isinstance(edition, dict) and edition.get("number") == number:
            plain = made.replace("\r\n", "\n")
            digest.set(("editions", index, "text"), hashlib.sha256(plain.encode()).hexdigest())
            digest.set(("editions", index, "withheld"), today)
    return True


def lines_without(changes: Changes, path: Path, spellings: Spellings, today: str) -> int:
    """Take the lines that hold a name out of a file of addresses, and write down how many; returns how many."""
    text = read_whole(path).decode("utf-8")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    kept = [line for line in lines if line.startswith("#") or not spellings.spans(line)]
    number = len(lines) - len(kept)
    if number:
        at = next((index for index, line in enumerate(kept) if not line.startswith("#")), len(kept))
        kept.insert(at, taken_line(today, number))
        changes.put(path, end.join(kept))
    return number


def moved_without(changes: Changes, path: Path, spellings: Spellings, by: str) -> None:
    """Take tombstones out whose address holds a name, and the name out of the reasons of others."""
    document = changes.document(path)
    items = list_of(document.get("moved"))
    for index in reversed(range(len(items))):
        item = items[index] if isinstance(items[index], dict) else {}
        if spellings.spans(text_of(item.get("path"))):
            document.remove(("moved", index))
        elif spellings.spans(text_of(item.get("why"))):
            document.set(("moved", index, "why"), spellings.replaced(text_of(item.get("why")), by))


def pages_without(changes: Changes, path: Path, cited: set[str]) -> None:
    """Let go of what is kept of sentences in the evidence of pages that are cited where the name stood."""
    raw = read_whole(path)
    document, _ = parse(path.name, raw, MAX_PAGES_BYTES)
    pages = document.data.get("pages") if document else None
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    made = text
    for url in sorted(cited):
        try:
            address = address_key(url)
        except ValueError:
            continue
        value = pages.get(address) if isinstance(pages, dict) else None
        page = evidence_at(address, value) if value else None
        if page is None or not any(getattr(page, name) for name in (*OF_SENTENCES, "passages")):
            continue
        try:
            made = with_page(made, page_without_names(page), address)
        except ValueError:
            raise Refusal(f"{path.name} has not the form in which the program writes it. Take it back first.") from None
    if made != text:
        changes.put(path, made.replace("\n", "\r\n") if b"\r\n" in raw else made)
