"""What a run has found so far, line by line, so that one that is killed loses nothing."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from newsdesk.load import read_ordinary
from newsdesk.model.looks import Look, Looks

NAME = "watch.txt"
_MOST = 1 << 28


class Journal:
    """The lines of a run that has not written `watch.yaml` yet; below the folder of what can be made again."""

    def __init__(self, cache: Path) -> None:
        self.path = cache / NAME

    def read(self) -> dict[str, Look]:
        """What an earlier run left; a line that was cut off is passed over."""
        found: dict[str, Look] = {}
        with suppress(OSError, ValueError):
            for line in read_ordinary(self.path, _MOST).decode().splitlines():
                with suppress(ValueError):
                    found |= Looks.model_validate_json(line).pages
        return found

    def add(self, key: str, look: Look) -> None:
        """One more, on the disk when this returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = Looks.model_validate({"schema": 1, "pages": {key: look}}).model_dump_json(by_alias=True)
        if not self.path.is_file():  # a pipe there would wait for ever
            self.path.unlink(missing_ok=True)
        with self.path.open("ab") as file:
            file.write(b"\n" + line.encode() + b"\n")  # a line that was cut off before stays by itself
            file.flush()
            os.fsync(file.fileno())

    def clear(self) -> None:
        """What it held stands in `watch.yaml` now."""
        self.path.unlink(missing_ok=True)


def newest(known: Mapping[str, Look], left: Mapping[str, Look]) -> dict[str, Look]:
    """What is known, with what an earlier run left where that is no older."""
    return {
        **known,
        **{key: look for key, look in left.items() if key not in known or known[key].looked <= look.looked},
    }
