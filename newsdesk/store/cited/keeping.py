"""Keeps the text of a cited page on this machine, and what is known of it in pages.yaml."""

import hashlib
from pathlib import Path

from newsdesk.evidence.cited import capture_name
from newsdesk.load import read_whole, real
from newsdesk.problems import Refusal
from newsdesk.store.files import put, replace


def keep_text(captures: Path, address: str, text: str) -> tuple[Path, Path | None]:
    """Keep the text of a page; returns where, and where a former text of that page went, if it was another.

    Refused where the folder is a link to another place. Nothing is lost: what stood there stays under another name.
    """
    if captures.is_symlink() or not real(captures).is_relative_to(real(captures.parent)):
        raise Refusal(f"{captures} is a link to another place. Nothing is written through it.")
    captures.mkdir(exist_ok=True)
    if not (captures / ".gitignore").exists():
        # Whatever the collection's own rules: other people's articles are never committed.
        put(captures / ".gitignore", b"*\n")
    path = captures / f"{capture_name(address)}.txt"
    raw = (text if text.endswith("\n") else text + "\n").encode("utf-8", "replace")
    former = None
    if path.is_file() and (before := read_whole(path)) != raw:
        former = path.with_name(f"{path.stem}.{hashlib.blake2b(before, digest_size=4).hexdigest()}.txt")
        replace(former, before)
    replace(path, raw)
    return path, former
