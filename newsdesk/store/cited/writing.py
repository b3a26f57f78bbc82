"""Writes the evidence of cited pages into pages.yaml, a block a page: the edge that reads and writes that file."""

import json
import re
import textwrap
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from newsdesk.check.cited.written import NAME, evidence_at
from newsdesk.load import PAGES, parse, read_whole, shown_path
from newsdesk.load.ordinary import MAX_PAGES_BYTES
from newsdesk.model.evidence import PageEvidence
from newsdesk.problems import Refusal
from newsdesk.store.files import replace

_HEAD = """# What is known of pages that references lead to, by address without scheme and www. The program alone
# writes this file: fingerprint ENTRY TEXTFILE --reference ID. Lines of two branches go together as they are.
schema: 1
pages:
"""
_ANY_BLOCK = re.compile(r'^  (?="[^"\\\n]+": \{)', re.MULTILINE)
_TOP = re.compile(r"(?:\s*#[^\n]*\n)*schema: 1\n(?:\s*#[^\n]*\n|\n)*pages:(?: \{\})?[ \t]*(?:\n|\Z)")
_WIDTH, _CHUNK = 100, 84
# A key in braces may be this long to YAML.
_LONGEST_ADDRESS = 900


def known_pages(digests: Path, root: Path) -> Mapping[str, PageEvidence]:
    """The evidence of all pages, as far as it stands there as the program wrote it."""
    path = digests / PAGES
    if not path.is_file():
        return {}
    document, _ = parse(shown_path(path, root), read_whole(path), MAX_PAGES_BYTES)
    pages = document.data.get(NAME) if document else None
    found = ((address, evidence_at(address, value)) for address, value in (pages or {}).items())
    return {address: page for address, page in found if page}


def as_block(page: PageEvidence) -> str:
    """The block of a page: no line of it stands in the block of another, so that git never mixes two of them."""
    short, long = [], []
    for name, value in page.model_dump(mode="json", exclude={"address", "seal"}, exclude_none=True).items():
        if name == "filter":
            long.append(f'{name}: "{" ".join(textwrap.wrap(value, _CHUNK))}"')
        elif isinstance(value, list):
            long += [f'{name}: "{" ".join(value)}"'] if value else []
        else:
            is_bare = isinstance(value, int) or name in ("captured", "read")
            short.append(f"{name}: {value if is_bare else json.dumps(value)}")
    rest = textwrap.wrap(
        ", ".join([*long, f'seal: "{page.seal}"}}']), _WIDTH, break_long_words=False, break_on_hyphens=False
    )
    # What other pages may say as well stands beside the address, and digests on every other line.
    first = f"  {json.dumps(page.address, ensure_ascii=False)}: {{{', '.join(short)},"
    return "\n    ".join([first, *rest]) + "\n"


def with_page(text: str, page: PageEvidence | None, address: str) -> str:
    """The text of the file with the block of one page in place of any that it had, in the order of addresses.

    None takes the page out. Whatever else stands there stays as it is. ValueError where it is no such file.
    """
    head = _TOP.match(text)
    if head is None:
        raise ValueError("it has no head of its own")
    top, body = text[: head.end()].replace("pages: {}", "pages:"), text[head.end() :]
    starts = [found.start() for found in _ANY_BLOCK.finditer(body)] + [len(body)]
    if body[: starts[0]].strip():
        raise ValueError("something stands before the first page")
    blocks = {start: body[start:end] for start, end in pairwise(starts)}
    kept = [(_address(block), block if block.endswith("\n") else block + "\n") for block in blocks.values()]
    kept = [(name, block) for name, block in kept if name != address]
    if page:
        kept.append((address, as_block(page)))
    kept.sort(key=lambda pair: pair[0])
    top = top if top.endswith("\n") else top + "\n"
    return top + "".join(block for _, block in kept) if kept else top.replace("pages:\n", "pages: {}\n")


def write_page(digests: Path, root: Path, page: PageEvidence) -> bool:
    """Put the evidence of a page into the file; returns whether it had to be changed.

    Refused where the file has not the form in which the program writes it, since something might get lost.
    """
    path = digests / PAGES
    shown = shown_path(path, root)
    if len(page.address) > _LONGEST_ADDRESS:
        raise Refusal(f"The address {page.address[:80]}… has more than {_LONGEST_ADDRESS} characters: no page is kept.")
    before = read_whole(path) if path.exists() else b""
    try:
        text = before.decode("utf-8-sig").replace("\r\n", "\n") or _HEAD
        made = with_page(text, page, page.address)
    except ValueError:
        raise Refusal(
            f"{shown}: nothing was written, since the file has not the form in which the program writes it."
            " Take it back from the version history first."
        ) from None
    document, problems = parse(shown, made.encode(), MAX_PAGES_BYTES)
    if document is None or problems:
        first = problems[0]
        raise Refusal(
            f"{shown}: nothing was written: line {first.line}: {first.sentence}"
            " Take the file back from the version history first."
        )
    if made.encode() == before:
        return False
    replace(path, made.replace("\n", "\r\n").encode() if b"\r\n" in before else made.encode())
    return True


def _address(block: str) -> str:
    return str(json.loads(block.strip().partition(": {")[0]))
