"""Pagefind as a process that is told of pages and answers with the files of an index."""

import base64
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from threading import Thread
from typing import IO, Any

from newsdesk.problems import Refusal, complaint

# The language of no language, for which Pagefind has no stemmer.
LANGUAGE = "und"
_AT_ONCE = 1 << 20
_PIPE = subprocess.PIPE


def pagefind(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """The files of an index of pages, which are addresses with their HTML, but for those that results show.

    The pages are numbered in this order. Refusal where Pagefind is not there, or cannot index them.
    """
    from pagefind.service import get_executable  # brings asyncio: not in a build that makes no index

    program = get_executable()
    if program is None:
        raise Refusal("Pagefind, which makes the search index, is not installed: see requirements.txt.")
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen([str(program), "--service"], stdin=_PIPE, stdout=_PIPE, stderr=said)
        except OSError as error:
            raise Refusal(f"Pagefind, which makes the search index, cannot be started: {error.strerror}.") from None
        with process:
            assert process.stdin
            assert process.stdout
            # It answers while it is told, and would wait for ever if nobody listened.
            teller = Thread(target=_tell, args=(process.stdin, list(pages)))
            teller.start()
            try:
                found = _heard(process.stdout)
            finally:
                process.kill()  # all has been said, or is of no more use
                teller.join()
                with suppress(OSError):
                    process.stdin.close()
        if found is None:
            said.seek(0)
            raise _failed(said.read().decode("utf-8", "replace"))
    return found


def _failed(why: str) -> Refusal:
    return Refusal(f"Pagefind could not index the pages.\n{complaint(why)}")


def _tell(pipe: IO[bytes], pages: list[tuple[str, str]]) -> None:
    orders: list[dict[str, Any]] = [{"type": "NewIndex", "config": {"force_language": LANGUAGE}}]
    orders += [{"type": "AddFile", "index_id": 0, "url": url, "file_contents": text} for url, text in pages]
    orders += [{"type": "GetFiles", "index_id": 0}]
    with suppress(OSError):  # it has ended, and why is told by what it said
        for number, order in enumerate(orders):
            message = json.dumps({"message_id": number, "payload": order}, ensure_ascii=False)
            pipe.write(base64.b64encode(message.encode("utf-8", "replace")) + b",")
        pipe.flush()


def _heard(pipe: IO[bytes]) -> dict[str, bytes] | None:
    """What it answers to the last order; None where it ends before."""
    for message in _messages(pipe):
        said = message["payload"]
        if said["type"] == "Error":
            raise _failed(str(said.get("message")))
        if said["type"] == "GetFiles":
            wanted = (file for file in said["files"] if not file["path"].startswith("fragment/"))
            return {file["path"]: base64.b64decode(file["content"]) for file in wanted}
    return None


def _messages(pipe: IO[bytes]) -> Iterator[Any]:
    parts: list[bytes] = []
    while part := os.read(pipe.fileno(), _AT_ONCE):
        *ends, rest = part.split(b",")
        for end in ends:
            yield json.loads(base64.b64decode(b"".join((*parts, end))))
            parts = []
        parts.append(rest)
