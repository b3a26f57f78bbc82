"""What every page of the desk works with: the collection, the verbs, and one writer at a time."""

import gc
import io
import re
import secrets
import shlex
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from newsdesk.build import Project
from newsdesk.build.examining import Examined, Living, without_collector
from newsdesk.build.project import Gathered
from newsdesk.desk.files import Desks
from newsdesk.interface import ENGLISH, Words, words_of
from newsdesk.interface.saying import isolated, said
from newsdesk.load.walking import File
from newsdesk.problems import COMMAND_LINE, Door, Refusal, without_commands
from newsdesk.store.verbs.wrong import Refused, Wrong

if TYPE_CHECKING:
    from newsdesk.intake.reach import Guard

T = TypeVar("T")
RunVerb = Callable[[Project, Sequence[str]], int]
"""Runs one verb in this process: its arguments come in, its exit code goes out; it prints what it says."""
# What a compiler would print before its message: of that an editor wants the name of the file.
_PLACE = re.compile(
    r"^(?:\S*/)?([^\s/:]+)\.yaml:\d+:\d+: (?:(?:warning|ask|note): )?[a-z]+(?:-[a-z]+)*: ", re.MULTILINE
)
_IN_A_TERMINAL = ("format", "init", "migrate", "release", "restore", "schema")
"""Verbs that the desk has no place for."""


@dataclass(frozen=True, slots=True)
class Performed:
    """What came of a verb: the line that does the same in a terminal, its exit code and the lines that it printed."""

    command: str
    code: int
    said: tuple[str, ...]
    """What it printed on the standard output."""
    complained: tuple[str, ...]
    """What it printed on the standard error: problems that are left, and why it refused."""
    words: Words
    """In which it is told; it was printed in English."""
    door: Door
    """What people type, which it leaves out."""
    wrong: tuple[Wrong, ...] = ()
    """The same that it complained of, where it refused and says it as data."""

    @property
    def is_done(self) -> bool:
        """Whether it did what it was asked to."""
        return self.code == 0

    @property
    def data(self) -> dict[str, Any]:
        """The same as plain data, for scripts."""
        lines = {"said": without_next(self.said), "complained": self.complained}
        told = {name: [_told(self.words, line, self.door) for line in of] for name, of in lines.items()}
        return {"command": self.command, "done": self.is_done, **told}


@dataclass(eq=False)
class Desk:
    """The desk of one collection, while it is open."""

    project: Project
    words: Words
    run_verb: RunVerb
    today: Callable[[], date]
    """The day, which dates what is written."""
    begun: Callable[[], date]
    """The last day that has begun somewhere: what is dated later lies in the future."""
    now: Callable[[], datetime]
    """The moment, by the same clock."""
    port: int
    guard: "Guard | None" = None
    """What may be reached on the network; only tests set anything else than the public internet."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What a browser has to have been told in the terminal: new for each run."""
    preview_key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What the addresses of previews hold: a page there runs its own scripts, and has no cookie of the desk."""
    is_spoken: bool = True
    """Whether its language is settled: somebody has chosen one, or a browser was heard."""
    kept: dict[str, Any] = field(default_factory=dict, repr=False)
    """What pages have made of the collection and keep while the desk is open, by their names for it."""
    changes: int = 0
    """How many times files of the collection have changed, as far as the desk knows: what is older is out of date."""
    understood: tuple[int, int] = (0, 0)
    """How many files were understood when the collection was read first, and how many there are."""
    is_arriving: bool = False
    """Whether the collection is being read for the first time, and whoever asks for a page is told so."""
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _known: list[tuple[tuple[int, date], Examined]] = field(default_factory=list, repr=False)
    _gathered: list[tuple[int, Gathered]] = field(default_factory=list, repr=False)
    _listed: list[tuple[int, tuple[list[File], list[OSError]]]] = field(default_factory=list, repr=False)
    _making: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _made: dict[str, tuple[Examined, Any]] = field(default_factory=dict, repr=False)

    @property
    def files(self) -> Desks:
        """The folder that holds what is the desk's own: `.desk/` beside the collection, which git ignores."""
        return Desks(self.project.root / ".desk")

    @property
    def prose(self) -> Words:
        """The words of the language in which the collection is written, whichever the desk speaks."""
        settings = self.gathered().settings
        return words_of(settings.language if settings else ENGLISH)

    @cached_property
    def living(self) -> Living:
        """The collection in memory; hold `writing` or `reading` while you use it."""
        return Living(self.project, jobs=None, told=self._told)

    def _told(self, number: int, whole: int) -> None:
        self.understood = number, whole

    @property
    def is_read(self) -> bool:
        """Whether the collection was read before."""
        return bool(self._known)

    @property
    def _knows_files(self) -> bool:
        """Whether all was looked at since files changed last."""
        return bool(self._known) and self._known[0][0][0] == self.changes

    def looked(self) -> Examined:
        """The whole collection and all its problems, as its files are now.

        Read anew only after something changed, and judged anew on another day: what lay in the future may have come.
        """
        with self.reading():
            now = self.changes, self.begun()
            if not self._known or self._known[0][0] != now:
                is_new = not (self._knows_files or (self._gathered and self._gathered[0][0] == self.changes))
                self._known[:] = [(now, self.living.look(now[1], afresh=is_new))]
                self._gathered.clear()
                # Whoever looks for cycles need not look through all records again: they hold none.
                gc.freeze()
            return self._known[0][1]

    def gathered(self) -> Gathered:
        """The same without its problems, for which nobody who asks for nothing but records has to wait."""
        with self.reading():
            if not self._known or self._knows_files:
                found = self._known[0][1] if self._known else self.looked()
                return Gathered(found.settings, found.draft, found.documents)
            if not self._gathered or self._gathered[0][0] != self.changes:
                self._gathered[:] = [(self.changes, self.living.gather())]
                gc.freeze()
            return self._gathered[0][1]

    def listed(self) -> tuple[list[File], list[OSError]]:
        """All files, as `walk` finds them; read anew only after something changed, as far as the desk knows."""
        with self.reading():
            if not self._listed or self._listed[0][0] != self.changes:
                self._listed[:] = [(self.changes, self.living.listed())]
            return self._listed[0][1]

    def once(self, examined: Examined, name: str, make: Callable[[], T]) -> T:
        """What is made of a look at the collection, made once and let go with it; `name` is what it is called."""
        name = f"{self.words.tag} {name}"
        with self._making:
            if any(of is not examined for of, _ in self._made.values()):
                self._made.clear()  # what was made of an older look holds all of that
            if name not in self._made:
                with without_collector():
                    self._made[name] = examined, make()
                gc.freeze()
            made: T = self._made[name][1]
            return made

    def touched(self) -> None:
        """Say that files of the collection have changed: whoever watches the folder does."""
        with self._lock:
            self.changes += 1

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold this while `living` is used: it is one for all requests."""
        with self._lock:
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold this to read what a change rests on and to write it: no other request writes in between."""
        with self._lock:
            try:
                yield
            finally:
                self.changes += 1

    def perform(self, *arguments: str) -> Performed:
        """Run one verb as in a terminal, and say what it printed there.

        `arguments` are those of the command line: ("person", "add", "Ada Example"). Refusals are no exceptions here:
        they stand in what came of it.
        """
        out, complained = io.StringIO(), io.StringIO()
        wrong: tuple[Wrong, ...] = ()
        with self.writing(), redirect_stdout(out), redirect_stderr(complained):
            try:
                code = self.run_verb(self.project, arguments)
            except Refusal as refusal:
                code = 1
                wrong = refusal.wrong if isinstance(refusal, Refused) else ()
                complained.write(f"{self.project.door.fill(str(refusal))}\n")
            except OSError as error:
                code = 1
                complained.write(
                    f"{error.filename2 or error.filename or 'A file'}: {error.strerror}. Nothing is lost.\n"
                )
        return Performed(
            self.command(*arguments), code, _lines(out), _lines(complained), self.words, self.project.door, wrong
        )

    def speak(self, words: Words) -> None:
        """Speak a language from now on; what was made in another one is let go."""
        # Without a lock: whoever asks for a page waits for nobody who reads the collection.
        if words is not self.words:
            self.words, self.kept = words, {}
        self.is_spoken = True

    def say(self, text: str) -> str:
        """A message of a check or a verb as it is told here: in the language of the desk, without what is a button."""
        return _told(self.words, text, self.project.door)

    def command(self, *arguments: str) -> str:
        """The line that does the same in a terminal."""
        return f"{self.project.door.command} {shlex.join(arguments)}"


def without_next(lines: Iterable[str]) -> list[str]:
    """What was said, without what is typed next in a terminal: on the desk that is a button or a link."""
    said = (line.partition("Next: ")[0] if "Next: " in line else line for line in lines)
    return [line.rstrip() for line in said if line.strip()]


def _told(words: Words, text: str, door: Door) -> str:
    """A message in the language of the desk, without what is typed in a terminal where the desk does the same."""
    told = said(words, _PLACE.sub(r"\1: ", text.replace(door.command, COMMAND_LINE)))
    return isolated(door.fill(without_commands(told, _IN_A_TERMINAL)))


def _lines(stream: io.StringIO) -> tuple[str, ...]:
    return tuple(stream.getvalue().splitlines())
