"""What an editor names: a file or an address comes in, its bytes go out, and how they are to be read."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk import __version__
from newsdesk.intake.capture import MAX_BYTES, Capture, kind_of, worker
from newsdesk.intake.packed import opened
from newsdesk.load import read_ordinary, reason
from newsdesk.model.codes import check_address
from newsdesk.problems import Refusal, UsageError

if TYPE_CHECKING:
    from newsdesk.intake.fetched import Fetched
    from newsdesk.intake.reach import Guard


@dataclass(frozen=True, slots=True)
class Original:
    """What was given: bytes of a file or of an answer, and how they are to be read."""

    shown: str
    raw: bytes
    kind: str
    file: Path | None = None
    answer: "Fetched | None" = None


def reading(original: Original, today: date, keep: Path | None = None) -> Callable[[], Capture]:
    """What an article says of itself, read from now on in a process of its own: whoever asks for it waits.

    In the folder `keep` that process keeps what would else be unpacked each time.
    """
    answer = original.answer
    return worker.begin(
        original.raw,
        original.kind,
        charset=answer.charset if answer else None,
        address=answer.address if answer else None,
        today=today,
        keep=keep,
    )


def site_of(config: Path) -> str | None:
    """The address of the site that settings name, by which a server knows who asks; None where they name none."""
    # Imported here: who reads a file asks no server.
    from newsdesk.load.config import MAX_CONFIG, parse_config

    with suppress(OSError):
        document, _ = parse_config("", read_ordinary(config, MAX_CONFIG))
        if document and isinstance(site := document.data.get("site_url"), str):
            return site
    return None


def original_of(source: str, site: str | None, guard: "Guard | None") -> Original:
    """Read a file, or fetch a page: an address on the command line is the request to fetch it."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source):
        if guard is None:
            try:
                check_address(source)
            except ValueError:
                message = f'"{source[:200]}" is no address to fetch: write it with http:// or https://.'
                raise UsageError(message) from None
        # Imported here: every other command does without the network and its libraries.
        from newsdesk.intake.fetch import fetch, user_agent

        answer = fetch(source, user_agent(__version__, site), guard)
        shown, file = answer.address, None
        raw = opened(answer.body, shown)
        kind = kind_of(raw, answer.header("content-type"))
    else:
        if not source.strip():
            raise UsageError("Nothing is named to read. Name a saved page, a text, a PDF or a full address.")
        answer, file, shown = None, Path(source), source
        try:
            raw = read_ordinary(file, MAX_BYTES)
        except (FileNotFoundError, ValueError):
            message = f"There is no file {source}. Name a saved page, a text, a PDF or a full address."
            raise UsageError(message) from None
        except OSError as error:
            message = f"{source} cannot be read: {reason(error)}. Name a saved page, a text, a PDF or a full address."
            raise UsageError(message) from None
        raw = opened(raw, source)
        kind = kind_of(raw)
    if kind is None:
        raise Refusal(f"{shown} is no page, text or PDF.")
    return Original(shown, raw, kind, file, answer)
