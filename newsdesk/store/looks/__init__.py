"""Writes `watch.yaml`: one block a page, in the order of their addresses, so that two branches can be put together."""

import json
from collections.abc import Mapping
from pathlib import Path

from newsdesk.load import LOOKS, read_whole
from newsdesk.model.looks import Look
from newsdesk.store.files import replace

_HEAD = "# What each page was like when it was last looked at: written by watch, never by hand.\nschema: 1\n"


def write_looks(digests: Path, pages: Mapping[str, Look]) -> bool:
    """Write the file, in one step; returns whether it had to be changed."""
    path, raw = digests / LOOKS, as_text(pages).encode()
    if path.is_file() and read_whole(path).replace(b"\r\n", b"\n") == raw:
        return False
    replace(path, raw)
    return True


def as_text(pages: Mapping[str, Look]) -> str:
    """The text of the file."""
    if not pages:
        return f"{_HEAD}pages: {{}}\n"
    return f"{_HEAD}pages:\n" + "".join(
        f"  {json.dumps(key, ensure_ascii=False)}:\n{_block(pages[key])}" for key in sorted(pages)
    )


def _block(look: Look) -> str:
    lines = [f"    looked: {look.looked}", f"    state: {look.state}"]
    lines += [f"    why: {look.why}"] if look.why else []
    lines += [f"    since: {look.since}"]
    lines += [f"    seen: {look.seen}"] if look.seen else []
    if look.missing:
        lines.append("    missing:")
        for one in look.missing:
            seen = f", seen: {one.seen}" if one.seen else ""
            place = f'record: {one.record}, at: {one.at}, what: {one.what}, words: "{one.words}"'
            lines.append(f"      - {{{place}, since: {one.since}{seen}}}")
    if look.records:
        lines += ["    records:", *(f"      - {each}" for each in look.records)]
    if look.stood:
        # Quoted: a hash of digits only is a number to YAML. One a line: two branches may add to them.
        lines += ["    stood:", *(f'      - "{each}"' for each in sorted(look.stood))]
    return "\n".join(lines) + "\n"
