"""Files of a collection as the texts that they are, for what no form can open: one with a fault of form, for one."""

from dataclasses import dataclass
from pathlib import Path

from newsdesk.desk.office import Desk
from newsdesk.load import read_whole, real, reason
from newsdesk.load.ordinary import digest_of
from newsdesk.problems import Refusal
from newsdesk.store.files import replace

# No file that a person writes has so many bytes; those that programs write are not for this page.
_LONGEST = 2 << 20
_KINDS = (".yaml", ".yml", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Plain:
    """A file as it stands on the disk."""

    path: str
    """As problems name it, below the root."""
    text: str
    digest: str
    ends: str = "\n"
    """How its lines end."""


def _place(desk: Desk, path: str) -> Path:
    """Where a file lies; Refusal for whatever is no file of the collection."""
    project = desk.project
    if "\0" in path:  # no system has such a name
        raise Refusal("There is no such file in this collection.")
    place = real(project.root / path)
    inside = any(place.is_relative_to(real(folder)) for folder in (project.digests, project.captures))
    is_hidden = any(part.startswith(".") for part in Path(path).parts)
    if not (inside and place.suffix in _KINDS and not is_hidden) and place != real(project.config):
        raise Refusal(f"{path} is no file of this collection.")
    return place


def read(desk: Desk, path: str) -> Plain:
    """A file of the collection; Refusal where it cannot be shown as a text, so that it stays as it is."""
    try:
        raw = read_whole(_place(desk, path))
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {reason(error)}.") from None
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise Refusal(
            f"{path} is not UTF-8 at byte {error.start + 1}. Save it as UTF-8 with the program that wrote it."
        ) from None
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    if "\r" in plain or "\x00" in plain or plain.replace("\n", ends) != text or len(raw) > _LONGEST:
        raise Refusal(f"{path} cannot be changed here without changing more of it than you see. Use a text editor.")
    return Plain(path, plain, digest_of(raw), ends)


def write(desk: Desk, path: str, text: str, digest: str) -> Plain:
    """Put another text into a file that is still as `digest` says; Refusal, and nothing written, where it is not."""
    with desk.writing():
        before = read(desk, path)
        if before.digest != digest:
            raise Refusal(f"{path} has changed since you opened it. Nothing was written.")
        replace(_place(desk, path), text.replace("\r\n", "\n").replace("\n", before.ends).encode("utf-8", "replace"))
        return read(desk, path)
