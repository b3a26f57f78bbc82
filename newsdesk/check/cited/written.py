"""The file pages.yaml, which the program alone writes: its document comes in, the evidence of each page goes out."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from newsdesk.check.draft import Draft, Item, Keys
from newsdesk.check.shape import records_in
from newsdesk.check.telling import at_place
from newsdesk.evidence import seal_of
from newsdesk.evidence.cited.addresses import address_key
from newsdesk.evidence.fingerprint import VERSION
from newsdesk.load import Document, parse
from newsdesk.model import Read
from newsdesk.model.evidence import Compared, HowCompared, PageEvidence
from newsdesk.problems import COMMAND_LINE, Problem

NAME = "pages"
AGAIN = f"Take it back from the version history, or write it again: {COMMAND_LINE} fingerprint ENTRY TEXTFILE"
AGAIN += " --reference ID."
_READ = {str(read): read for read in Read}
# A block as the program writes it: the address, and all else up to the next one.
_BLOCK = re.compile(r'^  "((?:[^"\\\n])+)": \{', re.MULTILINE)
# As many as a file may have at most, and as a parser takes in one go.
_ANY = 1 << 30


def cited_pages(own: Draft, faulty: list[str], document: Document) -> list[Problem]:
    """What is wrong with the file; what is right goes into the draft, and the addresses of the rest to `faulty`."""
    records, problems = records_in(NAME, document)
    blocks = blocks_of(document.text)
    for key, value in records.items():
        page = evidence_at(key, value)
        if page is None:
            faulty.append(key)
            problems.append(_fault(document, key, value))
            continue
        own.cited[key] = Item(page, document, (NAME, key), _keys(page, blocks.get(key)))
    return problems


def _keys(page: PageEvidence, block: tuple[int, int] | None) -> Keys:
    digest = page.seal + page.sha256
    how = {"captured": page.captured.isoformat(), "read": str(page.read)}
    return {"digest": digest, "at": block, "kept": kept_of(page), **how}


def how_compared(items: Mapping[str, Item[PageEvidence]]) -> Mapping[str, HowCompared]:
    """How far each page was compared, by clean address, without reading its evidence."""
    found = ((address, items[address].keys) for address in sorted(items))
    return {
        address: HowCompared(date.fromisoformat(keys["captured"]), _READ[keys["read"]], keys["digest"])
        for address, keys in found
    }


def kept_of(evidence: Compared | None) -> list[str]:
    """Of which text evidence is, and the hash of all sentences that were looked for; nothing where none were."""
    if evidence is None or not (evidence.tokens or evidence.absent):
        return []
    return [evidence.sha256, *evidence.said]


def evidence_at(address: str, value: Any) -> PageEvidence | None:
    """The evidence of a page as the program wrote it; None of any other."""
    try:
        page = PageEvidence.model_validate({**value, "address": address} if "address" not in value else None)
    except (ValidationError, TypeError):
        return None
    return page if page.version == VERSION and seal_of(page) == page.seal else None


def cited_page(document: Document, address: str, keys: Keys) -> PageEvidence:
    """The evidence of a page that is known to be good: only its own block is read, where the file has blocks."""
    if keys["at"]:
        start, end = keys["at"]
        block, _ = parse(document.path, document.text[start:end].encode(), _ANY)
        value = block.data[address] if block else {}
    else:
        value = document.data[NAME][address]
    return PageEvidence.model_validate({**value, "address": address})


def blocks_of(text: str) -> Mapping[str, tuple[int, int]]:
    """From where to where the block of each page stands, by its address; one that stands there twice is none."""
    found: dict[str, tuple[int, int]] = {}
    twice = set()
    for address, start, end in _blocks(text):
        if address in found:
            twice.add(address)
        found[address] = start, end
    return {address: at for address, at in found.items() if address not in twice}


def _blocks(text: str) -> Iterator[tuple[str, int, int]]:
    found = [(match[1], match.start()) for match in _BLOCK.finditer(text)]
    for number, (address, start) in enumerate(found):
        yield address, start, found[number + 1][1] if number + 1 < len(found) else len(text)


def _fault(document: Document, address: str, value: Any) -> Problem:
    if isinstance(value, dict) and isinstance(version := value.get("version"), int) and version > VERSION:
        message = f'The evidence of "{address}" is of version {version}; this program knows none after {VERSION}.'
        hint = "Bring the program up to date: run init --upgrade of the newer one on this folder."
        return at_place(document, (NAME, address), "new-evidence", message, hint, key=True)
    if (clean := clean_form(address)) != address and clean:
        message = f'"{address}" is no address as the program keeps it.'
        return at_place(document, (NAME, address), "unclean-address", message, f'It is "{clean}". {AGAIN}', key=True)
    message = f'The evidence of "{address}" is not as the tool wrote it.'
    return at_place(document, (NAME, address), "page-edited", message, AGAIN, key=True)


def clean_form(address: str) -> str:
    """The clean form of an address, with or without scheme; "" of what is none."""
    try:
        return address_key(address if re.match(r"https?://", address) else f"https://{address}")
    except ValueError:
        return ""
