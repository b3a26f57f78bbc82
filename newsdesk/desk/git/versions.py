"""Both versions of a file that has changed: as the last commit has it, and as it stands on the disk."""

import os
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from newsdesk.build import Project
from newsdesk.desk.git.changed import Changed, How
from newsdesk.desk.git.fields import Difference, differences, values_of
from newsdesk.desk.git.standing import Repository
from newsdesk.load import read_whole, real
from newsdesk.store.history import contents, git

_MOST_LINES = 4000


@dataclass(frozen=True)
class Versions:
    """A changed file with what it says and said."""

    file: Changed
    was_raw: bytes | None
    now_raw: bytes | None
    inner: str
    """The path below the folder of the entries; "" for a file that lies elsewhere."""

    @cached_property
    def was(self) -> dict[str, Any] | None:
        """The values of the last commit; None where there are none."""
        return values_of(self.file.shown, self.was_raw) if self._is_ours else None

    @cached_property
    def now(self) -> dict[str, Any] | None:
        """The values on the disk."""
        return values_of(self.file.shown, self.now_raw) if self._is_ours else None

    @property
    def _is_ours(self) -> bool:
        return bool(self.inner) and self.inner.endswith(".yaml")

    @property
    def as_fields(self) -> bool:
        """Whether both can be read as fields: what cannot is shown by its lines."""
        readable = [values for raw, values in ((self.was_raw, self.was), (self.now_raw, self.now)) if raw is not None]
        return self._is_ours and bool(readable) and None not in readable

    @cached_property
    def fields(self) -> list[Difference]:
        """The fields that differ."""
        return differences(self.was or {}, self.now or {}) if self.as_fields else []


def versions_of(project: Project, repository: Repository, file: Changed) -> Versions:
    """Read both versions of a file."""
    was = contents(repository.root, [file.blob.encode()])[0] if file.blob and file.how is not How.CONFLICT else None
    return Versions(file, was, on_disk(repository, file), inner_of(project, file.path))


def on_disk(repository: Repository, file: Changed) -> bytes | None:
    """What a file holds; None where it is gone, or is no ordinary file."""
    path = repository.root / file.path
    try:
        return os.fsencode(path.readlink()) if path.is_symlink() else read_whole(path)
    except OSError:
        return None


def inner_of(project: Project, path: str) -> str:
    """The path of a file below the folder of the entries, "" elsewhere."""
    place, top = project.root / path, project.digests
    if place.is_relative_to(top):
        return place.relative_to(top).as_posix()
    return real(place).relative_to(real(top)).as_posix() if real(place).is_relative_to(real(top)) else ""


def raw_diff(repository: Repository, file: Changed) -> str:
    """The lines that differ, as git prints them; of a new file all its lines."""
    if file.how is How.NEW:
        raw = on_disk(repository, file) or b""
        text = raw.decode("utf-8", "replace") if b"\0" not in raw else "Binary file"
        return _cut("".join(f"+{line}\n" for line in text.splitlines()))
    asked = ["--no-ext-diff", "--no-color", "--no-textconv", "HEAD"]
    done = git(repository.root, "--literal-pathspecs", "diff", *asked, "--", file.path)
    text = done.stdout.decode("utf-8", "replace")
    at = text.find("\n@@")
    return _cut(text[at + 1 :] if at >= 0 else text)


def _cut(text: str) -> str:
    lines = text.split("\n")
    return text if len(lines) <= _MOST_LINES else "\n".join([*lines[:_MOST_LINES], "…"])
