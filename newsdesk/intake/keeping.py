"""Keeps an article on this machine, and its draft in the folder of its week."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.load import real, shown_path
from newsdesk.problems import Refusal

if TYPE_CHECKING:
    from newsdesk.intake.fetched import Fetched


# Whatever the collection's own rules: other people's articles are never committed.
_IGNORED = b"*\n"


@dataclass(frozen=True, slots=True)
class Article:
    """What was given, and the text that came of it; `file` or `answer` is where it came from."""

    raw: bytes
    kind: str
    file: Path | None
    answer: "Fetched | None"
    text: str


def keep(
    root: Path, captures: Path, folder: Path, entry_id: str, text: str, original: Article, now: datetime
) -> list[Path]:
    """Write an article and the text of its draft: everything or nothing, and nothing over what is there.

    `folder` is that of the draft's week; returns what was written. Refusal where something is there already.
    """
    files: dict[Path, bytes] = {folder / f"{entry_id}.yaml": text.encode()}
    own = captures / f"{entry_id}.txt"
    if not (original.file and own.exists() and original.file.samefile(own)):
        files[own] = (original.text + "\n").encode("utf-8", "replace")
    if original.answer:
        files[captures / f"{entry_id}.warc.gz"] = _warc(original.answer, now)
    elif original.kind != "text" and original.file:
        kept = captures / f"{entry_id}.{original.kind}"
        if not (kept.exists() and original.file.samefile(kept)):
            files[kept] = original.raw
    _refuse_taken(root, files, "Choose another name with --name.")
    _need_folders(captures, folder)
    return _written(files, {captures / ".gitignore": _IGNORED, folder / "_digest.yaml": b"schema: 1\nstatus: draft\n"})


def keep_article(root: Path, captures: Path, entry_id: str, original: Article) -> list[Path]:
    """Write an article to an entry that has none on this machine: everything or nothing; as `keep`."""
    files = {captures / f"{entry_id}.txt": (original.text + "\n").encode("utf-8", "replace")}
    if original.kind != "text":
        files[captures / f"{entry_id}.{original.kind}"] = original.raw
    _refuse_taken(root, files, "Look at it first: nothing is written over it.")
    _need_folders(captures)
    return _written(files, {captures / ".gitignore": _IGNORED})


def _refuse_taken(root: Path, files: Iterable[Path], remedy: str) -> None:
    for path in files:
        if path.exists() or path.is_symlink():
            raise Refusal(f"{shown_path(path, root)} is already there. {remedy}")


def _need_folders(*folders: Path) -> None:
    for parent in folders:
        if parent.is_symlink() or not real(parent).is_relative_to(real(parent.parent)):
            raise Refusal(f"{parent} is a link to another place. Nothing is written through it.")
        parent.mkdir(exist_ok=True)


def _written(files: dict[Path, bytes], beside: dict[Path, bytes]) -> list[Path]:
    """Write files, and those beside them that are not there yet, all or none."""
    files |= {path: raw for path, raw in beside.items() if not path.exists()}
    written: list[Path] = []
    try:
        for path, raw in files.items():
            with path.open("xb") as file:
                written.append(path)
                file.write(raw)
    except OSError as error:
        if written:  # a full disk does not say in which file
            error.filename = error.filename or str(written[-1])
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return [path for path in written if path.name != ".gitignore"]


def _warc(answer: "Fetched", now: datetime) -> bytes:
    """The answer as it came, as a WARC file; cookies that the site wanted to set are left out."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    gone = ("set-cookie", "transfer-encoding")
    headers = [(key, value) for key, value in answer.headers if key.lower() not in gone]
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    record = writer.create_warc_record(
        answer.address,
        "response",
        payload=io.BytesIO(answer.raw),
        length=len(answer.raw),
        http_headers=StatusAndHeaders(f"{answer.status} OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": now.strftime("%Y-%m-%dT%H:%M:%SZ")},
    )
    writer.write_record(record)
    return out.getvalue()
