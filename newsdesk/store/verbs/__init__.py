"""What editors do with a collection, as functions over its files: plain arguments come in, changes go out.

They print nothing, ask nothing and write nothing: each puts what it would change into `Changes` and says what it
does. `settle` in `newsdesk/build/settling/` looks at that as the check does, and writes it.
"""

from dataclasses import dataclass
from pathlib import Path

from newsdesk.problems import Problem


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb does, or has done."""

    said: tuple[str, ...]
    """What is changed, one plain sentence each."""
    next: tuple[str, ...] = ()
    """The next commands, ready to be pasted: they begin with `COMMAND_LINE`."""
    changed: tuple[Path, ...] = ()
    """The files that were written, sorted; none before that."""
    left: tuple[Problem, ...] = ()
    """What the check says of these files: what it said before, and warnings. It stops nothing."""
